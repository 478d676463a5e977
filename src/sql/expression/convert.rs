//! From the parser's tree to [`Node`]s: one node for every spelling of the same construct. No types are weighed here
//! (that is `settle`).

use crate::name::Name;
use crate::operation::RelationRef;
use crate::schema::{DataType, Part};
use crate::sql::Context;
use crate::sql::data_type::{data_type, resolve};
use crate::sql::expression::call::call;
use crate::sql::expression::node::{Constant, Node};
use crate::sql::expression::operator::{between, binary, postfix, prefix};
use crate::sql::names::{name_of, path_names};
use squawk_syntax::ast::{self, AstNode, LitKind};

/// Returns the tree of an expression, `None` where limbeck does not know the construct.
pub(in crate::sql) fn convert(expr: &ast::Expr, context: &Context<'_>) -> Option<Node> {
    let own = |expr: Option<ast::Expr>| convert(&expr?, context);
    let boxed = |expr: Option<ast::Expr>| own(expr).map(Box::new);
    Some(match expr {
        ast::Expr::Literal(literal) => convert_literal(literal)?,
        ast::Expr::NameRef(name) => convert_name(name, context),
        ast::Expr::ParenExpr(paren) => match paren.expr() {
            Some(inner) => convert(&inner, context)?,
            None => subquery(paren, context)?,
        },
        ast::Expr::CastExpr(cast) => convert_cast(cast, context)?,
        ast::Expr::CallExpr(own) => call(own, context)?,
        ast::Expr::BinExpr(own) => binary(own, context)?,
        ast::Expr::PrefixExpr(own) => prefix(own, context)?,
        ast::Expr::PostfixExpr(own) => postfix(own, context)?,
        ast::Expr::BetweenExpr(own) => between(own, context)?,
        ast::Expr::FieldExpr(field) => convert_field(field, context)?,
        ast::Expr::ArrayExpr(array) => match array.select_variant() {
            Some(_) => return None,
            None => Node::Array(convert_all(array.exprs(), context)?),
        },
        ast::Expr::TupleExpr(tuple) => Node::Row(convert_all(tuple.exprs(), context)?),
        ast::Expr::IndexExpr(index) => Node::Index(boxed(index.base())?, boxed(index.index())?),
        ast::Expr::SliceExpr(slice) => {
            let bound = |expr: Option<ast::Expr>| match expr {
                Some(expr) => convert(&expr, context).map(|node| Some(Box::new(node))),
                None => Some(None),
            };
            Node::Slice(boxed(slice.base())?, bound(slice.start())?, bound(slice.end())?)
        }
        ast::Expr::Collate(collate) => {
            Node::Collate(boxed(collate.expr())?, collation_name(&collate.collation_ref()?)?)
        }
        ast::Expr::CaseExpr(case) => convert_case(case, context)?,
    })
}

/// Returns the trees of several expressions.
pub(in crate::sql) fn convert_all(exprs: impl Iterator<Item = ast::Expr>, context: &Context<'_>) -> Option<Vec<Node>> {
    exprs.map(|expr| convert(&expr, context)).collect()
}

/// Returns a collation's name in quotes, without `pg_catalog`.
pub(in crate::sql) fn collation_name(collation: &ast::CollationRef) -> Option<String> {
    let names = path_names(&collation.path_ref()?)?;
    let own: Vec<String> =
        names.iter().filter(|name| name.as_str() != "pg_catalog").map(|name| format!("\"{name}\"")).collect();
    Some(own.join("."))
}

/// Returns the type a node of the tree names.
pub(in crate::sql) fn type_named(own: &ast::Type, context: &Context<'_>) -> DataType {
    let found = resolve(data_type(&own.syntax().text().to_string()), |name| {
        context.type_named(&RelationRef::bare(name.clone()))
    });
    // `varchar` without a length and `text` behave alike.
    if found.is_builtin("character varying") && found.modifiers.is_empty() {
        return DataType { array: found.array, ..DataType::builtin("text") };
    }
    found
}

fn convert_literal(literal: &ast::Literal) -> Option<Node> {
    let text = literal.syntax().text().to_string();
    Some(match literal.kind()? {
        LitKind::Null(_) => Node::Null,
        LitKind::True(_) => Node::constant("true", DataType::builtin("boolean")),
        LitKind::False(_) => Node::constant("false", DataType::builtin("boolean")),
        LitKind::IntNumber(_) => number(&literal.integer_value()?.to_string()),
        LitKind::NumericNumber(_) => number(&text.replace('_', "")),
        LitKind::BitString(_) => Node::constant(literal.string_value()?, DataType::builtin("bit")),
        LitKind::ByteString(_) => {
            let digits = literal.string_value()?;
            let bits: Option<String> =
                digits.chars().map(|digit| digit.to_digit(16).map(|own| format!("{own:04b}"))).collect();
            Node::constant(bits?, DataType::builtin("bit"))
        }
        LitKind::String(_) | LitKind::EscString(_) | LitKind::DollarQuotedString(_) | LitKind::UnicodeEscString(_) => {
            Node::string(literal.string_value()?)
        }
        LitKind::PositionalParam(_) => Node::unknown("the value of a bound parameter"),
        LitKind::NationalString(_) | LitKind::Default(_) | LitKind::On(_) | LitKind::Off(_) => return None,
    })
}

/// Returns a number with the type PostgreSQL gives it (15, `make_const`).
fn number(text: &str) -> Node {
    let own = if text.parse::<i32>().is_ok() {
        "integer"
    } else if text.parse::<i64>().is_ok() {
        "bigint"
    } else {
        "numeric"
    };
    let value = crate::sql::expression::literal::decimal(text, "").unwrap_or_else(|| text.to_string());
    Node::constant(value, DataType::builtin(own))
}

fn convert_name(name: &ast::NameRef, context: &Context<'_>) -> Node {
    let text = name.syntax().text().to_string();
    let now = || Node::builtin("now", Vec::new());
    let column = |name: Name| match context.scope {
        Some(scope) => scope.resolve(std::slice::from_ref(&name)).unwrap_or_else(|| not_sure(&name)),
        None => Node::Column(name),
    };
    if name.ident_token().is_some_and(|ident| ident.text().starts_with('"')) {
        return column(name_of(&text));
    }
    match text.to_ascii_lowercase().as_str() {
        "current_timestamp" => now(),
        "current_date" => now().cast(DataType::builtin("date")),
        "current_time" => now().cast(DataType::builtin("time with time zone")),
        "localtime" => now().cast(DataType::builtin("time without time zone")),
        "localtimestamp" => now().cast(DataType::builtin("timestamp without time zone")),
        // Keywords that are function calls without parentheses; `user` is another word for `current_user`.
        "user" | "current_role" | "current_user" => keyword("CURRENT_USER"),
        own @ ("session_user" | "current_catalog" | "current_schema" | "system_user") => {
            keyword(&own.to_ascii_uppercase())
        }
        _ => column(name_of(&text)),
    }
}

fn not_sure(name: &Name) -> Node {
    Node::unknown(format!("which column `{name}` is"))
}

fn keyword(word: &str) -> Node {
    Node::Done(vec![Part::Text(word.to_string())])
}

fn convert_field(field: &ast::FieldExpr, context: &Context<'_>) -> Option<Node> {
    let base = field.base()?;
    if field.star_token().is_some() {
        return whole_row(&base);
    }
    let name = field.field().map(|own| name_of(&own.syntax().text().to_string()))?;
    if let Some(scope) = context.scope {
        let names = crate::sql::names::names_in(field.syntax())?;
        return Some(scope.resolve(&names).unwrap_or_else(|| not_sure(&name)));
    }
    Some(match convert(&base, context)? {
        Node::Column(relation) if !matches!(base, ast::Expr::ParenExpr(_)) => qualified(vec![relation, name], context),
        Node::Qualified(mut names) if !matches!(base, ast::Expr::ParenExpr(_)) => {
            names.push(name);
            qualified(names, context)
        }
        inner => Node::Field(Box::new(inner), name),
    })
}

/// A trigger's `old.*`; what the rows of a query hold is not known here.
fn whole_row(base: &ast::Expr) -> Option<Node> {
    let row = name_of(&base.syntax().text().to_string());
    let is_of_trigger = matches!(row.as_str(), "old" | "new");
    is_of_trigger.then(|| Node::Done(vec![Part::Text(format!("{row}.*"))]))
}

/// A column of the one table there is needs no relation before it.
fn qualified(names: Vec<Name>, context: &Context<'_>) -> Node {
    if let (Some(table), Some(column)) = (context.table, names.last()) {
        let relation = names.get(..names.len() - 1).unwrap_or(&[]);
        let is_own = match relation {
            [own] => *own == table.name,
            [schema, own] => *own == table.name && *schema == table.schema,
            _ => false,
        };
        if is_own {
            return Node::Column(column.clone());
        }
    }
    Node::Qualified(names)
}

fn convert_cast(cast: &ast::CastExpr, context: &Context<'_>) -> Option<Node> {
    let mut to = type_named(&cast.ty()?, context);
    if cast.treat_token().is_some() {
        return None;
    }
    if let Some(qualifier) = cast.interval_qualifier() {
        to.modifiers = qualifier.syntax().text().to_string().to_ascii_lowercase();
    }
    let of = match (cast.expr(), cast.literal()) {
        (Some(expr), _) => convert(&expr, context)?,
        (None, Some(literal)) => convert_literal(&literal)?,
        (None, None) => return None,
    };
    Some(of.cast(to))
}

fn convert_case(case: &ast::CaseExpr, context: &Context<'_>) -> Option<Node> {
    let operand = match case.expr() {
        Some(expr) => Some(Box::new(convert(&expr, context)?)),
        None => None,
    };
    let mut whens = Vec::new();
    for when in case.when_clause_list()?.when_clauses() {
        whens.push((convert(&when.condition()?, context)?, convert(&when.then()?, context)?));
    }
    // PostgreSQL prints `ELSE NULL` where nothing was written.
    let otherwise = match case.else_clause() {
        Some(clause) => match convert(&clause.expr()?, context)? {
            Node::Null => None,
            Node::Cast(of, _) if *of == Node::Null => None,
            node => Some(Box::new(node)),
        },
        None => None,
    };
    Some(Node::Case { operand, whens, otherwise })
}

fn subquery(paren: &ast::ParenExpr, context: &Context<'_>) -> Option<Node> {
    let _ = (paren.select()?, context);
    Some(Node::unknown("limbeck does not compare subqueries in expressions"))
}

impl Constant {
    /// Returns the constant if it is a string whose type is open.
    pub(in crate::sql) fn is_open(&self) -> bool {
        self.of.is_none()
    }
}
