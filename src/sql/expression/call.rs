//! Function calls, and the functions that are grammar: `EXTRACT`, `SUBSTRING`, `TRIM`, `POSITION`, `COALESCE`.

use crate::operation::RelationRef;
use crate::schema::DataType;
use crate::sql::Context;
use crate::sql::builtin::{is_function, is_newer};
use crate::sql::expression::convert::{convert, convert_all};
use crate::sql::expression::node::{Call, Function, Node};
use crate::sql::names::path_of_expr;
use squawk_syntax::ast::{self, AstNode};

/// Functions that are grammar, with the digits of a second.
const CLOCKS: &[&str] = &["current_timestamp", "localtimestamp", "current_time", "localtime"];

/// Returns the tree of a call.
pub(super) fn call(own: &ast::CallExpr, context: &Context<'_>) -> Option<Node> {
    if own.over_clause().is_some() || own.within_clause().is_some() || own.null_treatment().is_some() {
        return None;
    }
    let Some(arguments) = own.arg_list() else { return grammar(own, context) };
    let path = path_of_expr(&own.expr()?)?;
    let function = function(&path, context);
    if arguments.star_token().is_some() {
        let star = Node::Done(vec![crate::schema::Part::Text("*".into())]);
        return finish(own, Call::new(function, vec![star]), context);
    }
    let mut nodes = Vec::new();
    for argument in arguments.args() {
        if argument.variadic_token().is_some() || argument.order_by_clause().is_some() {
            return None;
        }
        nodes.push(convert(&argument.expr()?, context)?);
    }
    let mut call = Call::new(function, nodes);
    if matches!(arguments.all_or_distinct(), Some(ast::AllOrDistinct::Distinct(_))) {
        call.quantifier = "DISTINCT ";
    }
    if call.quantifier.is_empty()
        && let Some(same) = synonym(&call, context)
    {
        return Some(same);
    }
    finish(own, call, context)
}

fn finish(own: &ast::CallExpr, mut call: Call, context: &Context<'_>) -> Option<Node> {
    if let Some(filter) = own.filter_clause() {
        call.filter = Some(Box::new(convert(&filter.expr()?, context)?));
    }
    Some(Node::Call(call))
}

/// Returns which function the path means. A bare name that PostgreSQL has is PostgreSQL's.
fn function(path: &[crate::name::Name], context: &Context<'_>) -> Function {
    let builtin = |name: &str| {
        Function::Builtin(match name {
            "coalesce" | "greatest" | "least" | "nullif" => name.to_ascii_uppercase(),
            // These names are grammar unless they are quoted.
            "position" | "overlay" => format!("\"{name}\""),
            _ => name.to_string(),
        })
    };
    match path {
        [schema, name] if schema.as_str() == "pg_catalog" => builtin(name.as_str()),
        [schema, name] => Function::Routine(crate::name::QualifiedName::new(schema.clone(), name.clone())),
        [name] if is_newer(name.as_str()) && context.has_routine(name) => {
            Function::Routine(context.routine_named(&RelationRef::bare(name.clone())))
        }
        [name] if is_function(name.as_str()) || CLOCKS.contains(&name.as_str()) => builtin(name.as_str()),
        names => {
            let name = names.last().cloned().unwrap_or_else(|| crate::name::Name::verbatim(""));
            Function::Routine(context.routine_named(&RelationRef::bare(name)))
        }
    }
}

/// Returns what a call means where there is another spelling for it.
fn synonym(call: &Call, context: &Context<'_>) -> Option<Node> {
    let name = call.builtin()?;
    let arguments = &call.arguments;
    match (name, arguments.as_slice()) {
        // PostgreSQL's documentation, 9.9.5: all three return the start time of the transaction.
        ("transaction_timestamp", []) => Some(Node::builtin("now", Vec::new())),
        ("current_timestamp" | "localtimestamp" | "current_time" | "localtime", [precision]) => {
            let Node::Constant(digits) = precision else { return None };
            let zone = if name.starts_with("current") { "with" } else { "without" };
            let kind = if name.ends_with("stamp") { "timestamp" } else { "time" };
            let to = DataType::builtin(&format!("{kind} {zone} time zone")).with_modifiers(digits.value.clone());
            Some(Node::builtin("now", Vec::new()).cast(to))
        }
        ("nextval" | "currval" | "setval" | "pg_get_serial_sequence", [first, ..])
            if name != "pg_get_serial_sequence" =>
        {
            let mut own = call.clone();
            let is_looked_up = |node: &Node| matches!(node, Node::Cast(_, to) if to.is_builtin("regclass"));
            *own.arguments.first_mut()? = match relation(first, context) {
                Some(found) => found,
                None if is_looked_up(first) => first.clone(),
                None => first.clone().cast(DataType::builtin("regclass")),
            };
            Some(Node::Call(own))
        }
        ("substr", _) => None,
        _ => None,
    }
}

/// Returns the relation that a string literal names, cast to `regclass` or not. What is text before it is `regclass` is
/// looked up at run time.
pub(super) fn relation(node: &Node, context: &Context<'_>) -> Option<Node> {
    match node {
        Node::Constant(constant) if constant.is_open() => {
            let name = crate::sql::names::parse_relation(&constant.value)?;
            Some(Node::Relation(context.relation_named(&name)))
        }
        Node::Cast(of, to) if to.is_builtin("regclass") => relation(of, context),
        Node::Relation(_) => Some(node.clone()),
        _ => None,
    }
}

fn grammar(own: &ast::CallExpr, context: &Context<'_>) -> Option<Node> {
    let one = |expr: Option<ast::Expr>| convert(&expr?, context);
    if let Some(extract) = own.extract_fn() {
        let field = match extract.extract_field()? {
            ast::ExtractField::ExtractFieldName(name) => name.syntax().text().to_string().to_ascii_lowercase(),
            ast::ExtractField::ExtractFieldLiteral(literal) => literal.literal()?.string_value()?.to_ascii_lowercase(),
        };
        let field = field.trim_matches('"').to_string();
        return Some(Node::builtin("date_part", vec![Node::string(field), one(extract.expr())?]));
    }
    if let Some(position) = own.position_fn() {
        return Some(Node::builtin("\"position\"", vec![one(position.string())?, one(position.pos())?]));
    }
    if let Some(trim) = own.trim_fn() {
        let name = match trim.trim_side() {
            Some(ast::TrimSide::TrimLeading(_)) => "ltrim",
            Some(ast::TrimSide::TrimTrailing(_)) => "rtrim",
            Some(ast::TrimSide::TrimBoth(_)) | None => "btrim",
        };
        let arguments = match trim.trim_args()? {
            ast::TrimArgs::TrimFrom(from) => convert_all(from.exprs(), context)?,
            ast::TrimArgs::TrimExprs(exprs) => convert_all(exprs.exprs(), context)?,
            ast::TrimArgs::TrimExprFrom(from) => {
                let mut all = convert_all(from.exprs(), context)?;
                let characters = (!all.is_empty()).then(|| all.remove(0))?;
                all.push(characters);
                all
            }
        };
        return Some(Node::builtin(name, arguments));
    }
    if let Some(substring) = own.substring_fn() {
        return Some(Node::builtin("substring", substring_arguments(&substring.substring_args()?, context)?));
    }
    if let Some(overlay) = own.overlay_fn() {
        let arguments = match overlay.overlay_args()? {
            ast::OverlayArgs::OverlayPlacing(own) => exprs_of(own.syntax(), context)?,
            ast::OverlayArgs::OverlayExprs(own) => exprs_of(own.syntax(), context)?,
        };
        return Some(Node::builtin("\"overlay\"", arguments));
    }
    None
}

fn substring_arguments(own: &ast::SubstringArgs, context: &Context<'_>) -> Option<Vec<Node>> {
    match own {
        ast::SubstringArgs::SubstringExprs(own) => exprs_of(own.syntax(), context),
        ast::SubstringArgs::SubstringFromFor(own) => exprs_of(own.syntax(), context),
        ast::SubstringArgs::SubstringForFrom(own) => {
            let mut all = exprs_of(own.syntax(), context)?;
            match all.len() {
                2 => all.insert(1, Node::constant("1", DataType::builtin("integer"))),
                3 => all.swap(1, 2),
                _ => return None,
            }
            Some(all)
        }
        ast::SubstringArgs::SubstringSimilarEscape(_) => None,
    }
}

fn exprs_of(parent: &squawk_syntax::SyntaxNode, context: &Context<'_>) -> Option<Vec<Node>> {
    convert_all(parent.children().filter_map(ast::Expr::cast), context)
}
