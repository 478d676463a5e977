//! Views, and what a query reads. PostgreSQL rewrites a view's query: where limbeck cannot bring what was typed and what
//! the catalog prints together, the definition is unknown, not different.

use crate::name::Name;
use crate::operation::{Existing, Operation, RelationRef, ViewDefinition};
use crate::schema::{Expression, Unknown, ViewKind};
use crate::sql::expression::words;
use crate::sql::names::{name_at, names_in, relation_at, relation_of};
use crate::sql::read::{index, query, table};
use crate::sql::{Context, Surroundings};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// Reads CREATE VIEW.
pub(super) fn create(own: &ast::CreateView, surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    let existing = if own.or_replace().is_some() { Existing::Replace } else { Existing::Fail };
    let name = table::placed(relation_of(names_in(own.view()?.syntax())?)?, own.persistence());
    let mut view = definition(name, ViewKind::Plain, &own.query()?, own.column_list(), existing, surroundings);
    if own.recursive_token().is_some() {
        view.columns = Some(own.column_list()?.column_names().map(|name| name_at(&name)).collect());
        view.reads.retain(|(relation, _)| relation.name != view.name.name);
        view.query = Expression::unknown(Unknown::new("a recursive view", None));
    }
    view.options = options(own);
    Some(vec![Operation::CreateView(view)])
}

/// Reads CREATE MATERIALIZED VIEW.
pub(super) fn create_materialized(
    own: &ast::CreateMaterializedView,
    surroundings: &Surroundings<'_>,
) -> Option<Vec<Operation>> {
    let existing = if own.if_not_exists().is_some() { Existing::Skip } else { Existing::Fail };
    let name = relation_of(names_in(own.view()?.syntax())?)?;
    let view = definition(name, ViewKind::Materialized, &own.query()?, own.column_list(), existing, surroundings);
    Some(vec![Operation::CreateView(view)])
}

/// Returns the options that are on, as `pg_class.reloptions` has them.
fn options(own: &ast::CreateView) -> Vec<(String, String)> {
    let mut options = on_or_off(index::options(own.with_params().and_then(|params| params.attribute_list())));
    if let Some(check) = own.with_check_option() {
        let is_local = matches!(check.check_option_level(), Some(ast::CheckOptionLevel::LocalCheckOption(_)));
        options.push(("check_option".into(), if is_local { "local" } else { "cascaded" }.into()));
    }
    options.retain(|(_, value)| value != "false");
    options.sort();
    options
}

/// Returns options of views with one word for `on`.
pub(super) fn on_or_off(mut options: Vec<(String, String)>) -> Vec<(String, String)> {
    for (_, value) in options.iter_mut().filter(|(name, _)| name.starts_with("security_")) {
        if let Some(flag) = crate::sql::expression::boolean(value) {
            *value = flag.to_string();
        }
    }
    options
}

/// Returns the relations that a query names, without its own WITH tables, in order of appearance.
pub(super) fn relations(query: &SyntaxNode) -> Vec<RelationRef> {
    let own: Vec<Name> = query
        .descendants()
        .filter_map(ast::WithTable::cast)
        .filter_map(|table| table.name())
        .map(|name| name_at(&name))
        .collect();
    let mut found = Vec::new();
    for item in query.descendants().filter_map(ast::RelationNameRef::cast) {
        let Some(name) = relation_at(&item) else { continue };
        let is_own = name.schema.is_none() && own.contains(&name.name);
        if !is_own && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn definition(
    name: RelationRef,
    kind: ViewKind,
    query: &ast::SelectVariant,
    list: Option<ast::ColumnList>,
    existing: Existing,
    surroundings: &Surroundings<'_>,
) -> ViewDefinition {
    let node = query.syntax();
    let names: Vec<Name> = list.iter().flat_map(|list| list.column_names().map(|name| name_at(&name))).collect();
    let mut reads = reads(node, surroundings);
    if let Some((relation, column)) = query::missing(query, surroundings) {
        reads.push((relation.into(), vec![column]));
    }
    let read = query::query(query, &names, surroundings);
    let columns = match &read {
        Some(read) => Some(read.columns.iter().map(|(name, _)| name.clone()).collect()),
        None => output_columns(query, &names),
    };
    // The words of a query that is not understood are at least themselves.
    let why = || Unknown::new("PostgreSQL prints a view's query in words of its own", None);
    let words = || Expression { parts: words(&node.text().to_string(), &Context::default()) }.doubted(why());
    let query = read.map_or_else(words, |read| read.text);
    ViewDefinition { name, kind, query, columns, reads, options: Vec::new(), existing }
}

/// Returns the names of a query's columns, the first as the view's list has them, where all of them are sure.
fn output_columns(query: &ast::SelectVariant, list: &[Name]) -> Option<Vec<Name>> {
    let ast::SelectVariant::Select(select) = query else { return None };
    let name = |(at, target): (usize, ast::Target)| {
        let expr = target.expr()?;
        if matches!(&expr, ast::Expr::FieldExpr(own) if own.star_token().is_some()) {
            return None;
        }
        match (list.get(at), target.as_name()) {
            (Some(name), _) => Some(name.clone()),
            (None, Some(own)) => Some(name_at(&own.name()?)),
            (None, None) => Some(query::figure(&expr)?.unwrap_or_else(query::nameless)),
        }
    };
    select.select_clause()?.target_list()?.targets().enumerate().map(name).collect()
}

/// Returns the relations that a query reads, each with the columns it is known to read.
fn reads(query: &SyntaxNode, surroundings: &Surroundings<'_>) -> Vec<(RelationRef, Vec<Name>)> {
    let relations = relations(query);
    let mut used: Vec<Name> = Vec::new();
    for expr in query.descendants().filter_map(ast::Expr::cast) {
        if let ast::Expr::NameRef(_) | ast::Expr::FieldExpr(_) = expr
            && let Some(name) = names_in(expr.syntax()).and_then(|mut names| names.pop())
            && !used.contains(&name)
        {
            used.push(name);
        }
    }
    let has_star = query.descendants().filter_map(ast::Target::cast).any(|target| target.star_token().is_some());
    let columns_of = |relation: &RelationRef| -> Vec<Name> {
        let Some(table) = surroundings.table(relation) else { return Vec::new() };
        let own = table.columns.iter().map(|column| column.name.clone());
        own.filter(|name| has_star || used.contains(name)).collect()
    };
    relations
        .into_iter()
        .map(|relation| {
            let columns = columns_of(&relation);
            (relation, columns)
        })
        .collect()
}
