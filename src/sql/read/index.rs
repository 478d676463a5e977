//! `CREATE INDEX`.

use super::reader::{Home, Reader, every, first, has_word, if_not_exists, inside, name, relation, text};
use crate::name::Name;
use crate::operation::{IndexDefinition, Operation};
use crate::schema::{Direction, IndexKey, KeyTarget, NullsOrder, Part};
use crate::sql::names;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

pub(super) fn read(own: &ast::CreateIndex, reader: &Reader<'_>) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let target = first::<ast::TableRelationName>(node)?;
    let table = relation::<ast::TableNameRef>(target.syntax())?;
    let home = reader.home(&table);
    let items = first::<ast::PartitionItemList>(node)?;
    let mut keys = Vec::new();
    for item in every::<ast::PartitionItem>(items.syntax()) {
        keys.push(key(item.syntax(), reader, &home)?);
    }
    let include = first::<ast::IndexIncludeClause>(node);
    let include = include.and_then(|own| first::<ast::PartitionItemList>(own.syntax()));
    let include = include.iter().flat_map(|own| every::<ast::PartitionItem>(own.syntax()));
    let predicate = first::<ast::WhereClause>(node).and_then(|own| first::<ast::Expr>(own.syntax()));
    let mut options = options(node);
    options.sort();
    Some(vec![Operation::CreateIndex(IndexDefinition {
        name: first::<ast::Index>(node).and_then(|own| names::names_in(own.syntax())?.pop()),
        table,
        method: method(node).unwrap_or_else(|| Name::verbatim("btree")),
        keys,
        include: include.map(|own| names::name_of(&text(&own))).collect(),
        unique: has_word(node, "unique"),
        nulls_distinct: inside::<ast::NullsNotDistinct>(node).is_none(),
        predicate: predicate.map(|own| reader.on_columns(&own, &home)),
        options,
        concurrently: has_word(node, "concurrently"),
        only: has_word(target.syntax(), "only"),
        existing: if_not_exists(node),
    })])
}

fn method(node: &SyntaxNode) -> Option<Name> {
    let own = first::<ast::UsingMethod>(node)?;
    name::<ast::AccessMethodRef>(own.syntax())
}

fn key(node: &SyntaxNode, reader: &Reader<'_>, home: &Home) -> Option<IndexKey> {
    let mut expr = first::<ast::Expr>(node)?;
    let mut collation = first::<ast::Collate>(node);
    // `a COLLATE "C"` without parentheses parses as one expression.
    if collation.is_none()
        && let Some(own) = first::<ast::Collate>(expr.syntax())
        && let Some(inner) = first::<ast::Expr>(own.syntax()).or_else(|| first::<ast::Expr>(expr.syntax()))
    {
        (collation, expr) = (Some(own), inner);
    }
    let expression = reader.on_columns(&expr, home);
    let target = match expression.parts.as_slice() {
        [Part::Column(name)] => KeyTarget::Column(name.clone()),
        _ => KeyTarget::Expression(expression),
    };
    let mut key = IndexKey::new(target);
    key.collation = collation.and_then(|own| name::<ast::CollationRef>(own.syntax()));
    key.operator_class = first::<ast::OpClassRef>(node).map(|own| operator_class(&text(&own), node));
    if first::<ast::SortDesc>(node).is_some() {
        key.direction = Direction::Descending;
    }
    let first_nulls = first::<ast::NullsFirst>(node).is_some();
    let last_nulls = first::<ast::NullsLast>(node).is_some();
    key.nulls = match (first_nulls, last_nulls, key.direction) {
        (true, _, Direction::Ascending) => NullsOrder::First,
        (_, true, Direction::Descending) => NullsOrder::Last,
        _ => NullsOrder::Default,
    };
    Some(key)
}

/// An operator class by its own name: those that PostgreSQL and its extensions bring are found without a schema.
fn operator_class(text: &str, node: &SyntaxNode) -> String {
    let parameters =
        first::<ast::AttributeList>(node).map(|own| super::reader::squeezed(&own.syntax().text().to_string()));
    let names = text.trim().rsplit('.').next().map(names::name_of);
    let own = names.map(|name| name.quoted()).unwrap_or_default();
    parameters.map_or_else(|| own.clone(), |parameters| format!("{own} {parameters}"))
}

/// Returns the storage parameters of `WITH (…)`, values without their quotes.
fn options(node: &SyntaxNode) -> Vec<(String, String)> {
    let list = first::<ast::WithParams>(node).and_then(|own| first::<ast::AttributeList>(own.syntax()));
    let options = list.iter().flat_map(|own| every::<ast::AttributeOption>(own.syntax()));
    let option = |own: ast::AttributeOption| {
        let text = text(&own);
        let (name, value) = text.split_once('=').unwrap_or((&text, "true"));
        (name.trim().to_ascii_lowercase(), value.trim().trim_matches('\'').to_string())
    };
    options.map(option).collect()
}
