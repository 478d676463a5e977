//! Views. What a view reads is every relation its query names; a view whose query PostgreSQL would rewrite in ways limbeck
//! does not follow is kept by its words.

use super::reader::{Reader, column_names, every, first, if_not_exists, relation, text};
use crate::name::Name;
use crate::operation::{Existing, IfNotExists, Operation, RelationRef, ViewDefinition};
use crate::schema::{Expression, ViewKind};
use crate::sql::{Context, expression, names};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

pub(super) fn create(own: &ast::CreateView, reader: &Reader<'_>) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let existing = match first::<ast::OrReplace>(node) {
        Some(_) => Existing::Replace,
        None => Existing::Fail,
    };
    view(node, reader, ViewKind::Plain, existing)
}

pub(super) fn create_materialized(own: &ast::CreateMaterializedView, reader: &Reader<'_>) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let existing = match if_not_exists(node) {
        IfNotExists::Skip => Existing::Skip,
        IfNotExists::Fail => Existing::Fail,
    };
    view(node, reader, ViewKind::Materialized, existing)
}

fn view(node: &SyntaxNode, reader: &Reader<'_>, kind: ViewKind, existing: Existing) -> Option<Vec<Operation>> {
    let query = first::<ast::SelectVariant>(node)?;
    let reads = relations(query.syntax());
    let listed = first::<ast::ColumnList>(node).map(|own| listed(own.syntax()));
    let definition = ViewDefinition {
        name: relation::<ast::View>(node)?,
        kind,
        query: canonical(&text(&query), &reads, reader),
        columns: listed,
        reads: reads.into_iter().map(|own| (own, Vec::new())).collect(),
        existing,
    };
    Some(vec![Operation::CreateView(definition)])
}

/// The words of the query, in one spacing. PostgreSQL prints a query in its own words, so that two texts that differ say
/// nothing: the fact is unknown unless they agree.
fn canonical(text: &str, _: &[RelationRef], reader: &Reader<'_>) -> Expression {
    let context = Context::default().within(reader.surroundings().schema);
    Expression { parts: expression::words(text.trim().trim_end_matches(';'), &context) }
}

fn listed(node: &SyntaxNode) -> Vec<Name> {
    let named: Vec<Name> = every::<ast::ColumnName>(node).map(|own| names::name_at(&own)).collect();
    if named.is_empty() { column_names(node) } else { named }
}

/// Every relation that a query names, without the names that its WITH clauses give.
pub(super) fn relations(node: &SyntaxNode) -> Vec<RelationRef> {
    let local: Vec<Name> = node
        .descendants()
        .filter_map(ast::WithTable::cast)
        .filter_map(|own| names::names_in(&own.syntax().first_child()?)?.pop())
        .collect();
    let mut found: Vec<RelationRef> = Vec::new();
    let mut add = |own: Option<RelationRef>| {
        if let Some(own) = own
            && !(own.schema.is_none() && local.contains(&own.name))
            && !found.contains(&own)
        {
            found.push(own);
        }
    };
    for own in node.descendants() {
        if let Some(item) = ast::FromItem::cast(own.clone()) {
            let named = item.syntax().children().find(|own| names::names_in(own).is_some());
            add(named.and_then(|own| names::relation_of(names::names_in(&own)?)));
        } else if let Some(named) = ast::RelationNameRef::cast(own) {
            add(names::relation_at(&named));
        }
    }
    found
}
