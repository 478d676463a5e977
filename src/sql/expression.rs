//! Brings an expression to the one form that every spelling of the same meaning has: what a person or SQLAlchemy types,
//! and what `pg_get_expr` prints. Two that mean different things never agree; where two that mean the same may still
//! differ, they carry a doubt.

mod array;
mod call;
mod convert;
mod doubt;
mod infer;
mod interval;
mod json;
mod literal;
mod node;
mod number;
mod operator;
mod print;
mod scope;
mod settle;
mod time;
mod unify;

use crate::schema::{DataType, Expression, Part, Unknown};
use crate::sql::scan::{Kind, tokens};
use crate::sql::{Context, bracket, guard};
pub(super) use array::elements;
pub(super) use infer::{common_number, common_type};
pub(super) use literal::{Value as Literal, boolean, value as literal_value};
pub(super) use node::Node;
pub(super) use print::Printer;
pub(super) use scope::{Scope, Source};
use squawk_syntax::ast::{self, AstNode};

/// Returns the canonical form of `text`. What cannot be parsed keeps its words.
#[must_use]
pub fn expression(text: &str, context: &Context<'_>) -> Expression {
    if let Some(reason) = guard::refuse(text) {
        return Expression::unknown(Unknown::new(reason, None));
    }
    let parts = guard::with_stack(text, || parse(text, context)).flatten();
    parts.map_or_else(|| in_words(text, context), |parts| Expression { parts })
}

/// Returns how the server prints what a text is as a value of a type; nothing where it is none, or not always the same.
#[must_use]
pub fn printed_value(text: &str, of: &DataType) -> Option<String> {
    match literal_value(text, of) {
        Literal::Canonical(text) => Some(text),
        _ => None,
    }
}

/// Returns whether a text is json, as far as limbeck reads it.
pub(super) fn is_json(text: &str) -> bool {
    json::canonical(text).is_some()
}

/// Returns whether a text is an interval, as far as limbeck reads it.
pub(super) fn is_interval(text: &str) -> bool {
    interval::canonical(text.trim()).is_some()
}

/// Returns the canonical form of an expression of a statement.
pub(super) fn of_tree(expr: &ast::Expr, context: &Context<'_>) -> Expression {
    let parts = canonical(expr, context);
    parts.map_or_else(|| in_words(&expr.syntax().text().to_string(), context), |parts| Expression { parts })
}

fn in_words(text: &str, context: &Context<'_>) -> Expression {
    let why = Unknown::new("limbeck knows the expression by its words only", None);
    Expression { parts: words(text, context) }.doubted(why)
}

/// Returns the tree of an expression of a query.
pub(super) fn node_of(expr: &ast::Expr, context: &Context<'_>) -> Option<Node> {
    Some(settle::settle(convert::convert(expr, context)?, None, context))
}

/// Prints a tree behind what is there.
pub(super) fn print_node(node: &Node, printer: &mut Printer) {
    printer.node(node);
}

/// Returns the type of a tree.
pub(super) fn type_of_node(node: &Node, context: &Context<'_>) -> Option<crate::schema::DataType> {
    infer::type_of(node, context)
}

fn parse(text: &str, context: &Context<'_>) -> Option<Vec<Part>> {
    let text = bracket::bracketed(text).unwrap_or_else(|| text.to_string());
    let parse = squawk_syntax::SourceFile::parse(&format!("SELECT {text}"));
    if !parse.errors().is_empty() {
        return None;
    }
    let mut statements = parse.tree().stmts();
    let (Some(ast::Stmt::Select(select)), None) = (statements.next(), statements.next()) else { return None };
    let has_more = select.from_clause().is_some()
        || select.where_clause().is_some()
        || select.group_by_clause().is_some()
        || select.having_clause().is_some()
        || select.tail_clauses().next().is_some()
        || select.semicolon_token().is_some();
    let clause = select.select_clause()?;
    let mut targets = clause.target_list()?.targets();
    let (Some(target), None) = (targets.next(), targets.next()) else { return None };
    if has_more || clause.select_quantifier().is_some() || target.as_name().is_some() {
        return None;
    }
    canonical(&target.expr()?, context)
}

fn canonical(expr: &ast::Expr, context: &Context<'_>) -> Option<Vec<Part>> {
    let node = settle::settle(convert::convert(expr, context)?, context.target, context);
    let doubt = doubt::doubt(&node, context).map(|why| Part::Doubt(Unknown::new(why, None).of_types()));
    Some(print::print(&node).into_iter().chain(doubt).collect())
}

/// Returns the words of a text that limbeck has no tree for, known columns as parts.
pub(super) fn words(text: &str, context: &Context<'_>) -> Vec<Part> {
    let mut printer = Printer::default();
    let mut end = None;
    for token in tokens(text) {
        if end.is_some_and(|end| end < token.start) {
            printer.text(" ");
        }
        end = Some(token.end());
        let column = token.name().filter(|name| context.type_of(name).is_some());
        match column {
            Some(name) => printer.part(Part::Column(name)),
            None if token.kind == Kind::Word => printer.text(&token.text.to_ascii_lowercase()),
            None => printer.text(token.text),
        }
    }
    printer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A test's own stack has 2 MiB.
    #[test]
    fn nesting_does_not_overflow_the_stack() {
        for text in [
            format!("{}1{}", "(".repeat(250), ")".repeat(250)),
            format!("{}1", "- ".repeat(1_990)),
            format!("{}1{}", "(NOT -".repeat(240), ")".repeat(240)),
            format!("a{}", " = b AND a".repeat(990)),
            format!("{}a", "NOT ".repeat(1_990)),
            format!("a{}", "::int".repeat(990)),
            format!("a{}", "[1]".repeat(990)),
            format!("a{}", "+1".repeat(1_990)),
            format!("{}1{}", "f(".repeat(250), ")".repeat(250)),
            format!("{}1{}", "CASE WHEN a THEN ".repeat(60), " END".repeat(60)),
            format!("a{}", " || b".repeat(990)),
            format!("a{}", " COLLATE c".repeat(1_990)),
            format!("{}1{}", "ARRAY[".repeat(180), "]".repeat(180)),
        ] {
            assert!(!expression(&text, &Context::default()).parts.is_empty());
        }
    }
}
