//! Names in the parser's tree, and in text.

use crate::name::Name;
use crate::operation::RelationRef;
use crate::sql::scan::{tokens, unquote};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// Returns the identifier that `text` spells.
pub(super) fn name_of(text: &str) -> Name {
    let text = text.trim();
    if text.starts_with('"') { unquote(text) } else { Name::folded(text) }
}

/// Returns the name that a node of the tree spells.
pub(super) fn name_at(node: &impl AstNode) -> Name {
    name_of(&node.syntax().text().to_string())
}

/// Returns the names of a dotted path.
pub(super) fn path_names(path: &ast::PathRef) -> Option<Vec<Name>> {
    names_in(path.syntax())
}

/// Returns the names in a node that holds only a dotted path.
pub(super) fn names_in(node: &SyntaxNode) -> Option<Vec<Name>> {
    names_of(&node.text().to_string())
}

/// Returns the relation that a node names, which holds only a dotted path.
pub(super) fn relation_at(node: &impl AstNode) -> Option<RelationRef> {
    relation_of(names_in(node.syntax())?)
}

/// Returns the relation that these names mean: with a schema, perhaps with a database before it.
pub(super) fn relation_of(mut names: Vec<Name>) -> Option<RelationRef> {
    let name = names.pop()?;
    Some(RelationRef { schema: names.pop(), name })
}

/// Returns the relation that a string names, as `regclass` reads it.
pub(super) fn parse_relation(text: &str) -> Option<RelationRef> {
    relation_of(names_of(text)?)
}

/// Returns the names of a call's function.
pub(super) fn path_of_expr(expr: &ast::Expr) -> Option<Vec<Name>> {
    match expr {
        ast::Expr::NameRef(_) | ast::Expr::FieldExpr(_) => names_in(expr.syntax()),
        _ => None,
    }
}

/// Splits `a."b".c`.
fn names_of(text: &str) -> Option<Vec<Name>> {
    let mut names = Vec::new();
    for (at, token) in tokens(text).enumerate() {
        if at % 2 == 1 {
            if !token.is_symbol(".") {
                return None;
            }
        } else {
            names.push(token.name()?);
        }
    }
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dotted_names_are_split() {
        let own = parse_relation("Public.\"T.x\"").expect("a relation");
        assert_eq!((own.schema.map(|name| name.to_string()), own.name.as_str()), (Some("public".into()), "T.x"));
        assert_eq!(parse_relation("a b"), None);
        assert_eq!(parse_relation(""), None);
    }
}
