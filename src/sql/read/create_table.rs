//! `CREATE TABLE`, `CREATE FOREIGN TABLE`, `CREATE TABLE AS`.

use super::column::{column, table_constraint};
use super::reader::{Home, Reader, every, first, if_not_exists, name, relation, squeezed, text};
use crate::operation::{ColumnDefinition, CreateTable, LikeClause, Operation, RelationRef};
use crate::schema::{Persistence, Touched, Unknown};
use crate::sql::names;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

pub(super) fn read(node: &SyntaxNode, reader: &Reader<'_>) -> Option<Vec<Operation>> {
    let table = relation::<ast::TableName>(node)?;
    if first::<ast::OfType>(node).is_some() {
        return None;
    }
    let list = first::<ast::TableArgList>(node);
    let arguments = || list.iter().flat_map(|list| list.syntax().children());
    let partition_of = match first::<ast::PartitionOf>(node) {
        Some(own) => Some((relation::<ast::TableNameRef>(own.syntax())?, bound(node)?)),
        None => None,
    };
    let mut columns: Vec<ColumnDefinition> = Vec::new();
    for argument in arguments().filter_map(ast::Column::cast) {
        columns.push(column(argument.syntax(), reader)?);
    }
    let mut home = Home {
        columns: columns.iter().map(|own| (own.name.clone(), reader.resolve(&own.data_type))).collect(),
        known: true,
    };
    // Columns that come from elsewhere are not known here.
    let borrowed = first::<ast::Inherits>(node).is_some() || partition_of.is_some();
    home.known = !borrowed && !arguments().any(|own| ast::LikeClause::can_cast(own.kind()));
    let (mut constraints, mut likes) = (Vec::new(), Vec::new());
    for argument in arguments() {
        if let Some(like) = ast::LikeClause::cast(argument.clone()) {
            likes.push(like_clause(&like)?);
        } else if let Some(not_null) = ast::NotNullConstraint::cast(argument.clone()) {
            // PostgreSQL 18 names them; here NOT NULL is the column's.
            let own = name::<ast::ColumnNameRef>(not_null.syntax())?;
            columns.iter_mut().filter(|column| column.name == own).for_each(|column| column.not_null = true);
        } else if !ast::Column::can_cast(argument.kind()) {
            constraints.push(table_constraint(&argument, reader, &home)?);
        }
    }
    // A column's own checks can name the columns after it.
    for argument in arguments().filter_map(ast::Column::cast) {
        let own = super::column::own_constraints(argument.syntax(), reader, &home)?;
        let column_name = names::name_at(&first::<ast::ColumnName>(argument.syntax())?);
        columns
            .iter_mut()
            .filter(|column| column.name == column_name)
            .for_each(|column| column.constraints.clone_from(&own));
    }
    let parents = first::<ast::Inherits>(node);
    let parents = parents.iter().flat_map(|own| every::<ast::TableNameRef>(own.syntax()));
    Some(vec![Operation::CreateTable(CreateTable {
        name: table,
        columns,
        constraints,
        likes,
        inherits: parents.map(|own| names::relation_at(&own)).collect::<Option<_>>()?,
        partition_of,
        partition_by: first::<ast::PartitionBy>(node).map(|own| partition_key(&own)),
        persistence: persistence(node),
        server: first::<ast::ServerClause>(node).and_then(|own| name::<ast::ServerRef>(own.syntax())),
        existing: if_not_exists(node),
    })])
}

/// The columns of `CREATE TABLE AS` are those of a query, which is not evaluated.
pub(super) fn read_as(node: &SyntaxNode) -> Option<Vec<Operation>> {
    let made = relation::<ast::TableName>(node);
    let into = || first::<ast::IntoClause>(node).and_then(|own| super::reader::inside::<ast::PathRef>(own.syntax()));
    let table = made.or_else(|| names::relation_at(&into()?))?;
    let create = Operation::CreateTable(CreateTable {
        name: table.clone(),
        columns: Vec::new(),
        constraints: Vec::new(),
        likes: Vec::new(),
        inherits: Vec::new(),
        partition_of: None,
        partition_by: None,
        persistence: persistence(node),
        server: None,
        existing: if_not_exists(node),
    });
    if persistence(node) == Persistence::Temporary {
        return Some(vec![create]);
    }
    let reason = "its columns are those of a query, which limbeck does not evaluate";
    let unknown = Operation::Unknown { touched: Touched::Table(assumed(table)), unknown: Unknown::new(reason, None) };
    Some(vec![create, unknown])
}

/// Returns the bound of a partition in its canonical text.
pub(super) fn bound(node: &SyntaxNode) -> Option<String> {
    let own = first::<ast::PartitionType>(node)?;
    let text = squeezed(&text(&own));
    let words = ["for values", "from", "to", "in", "with", "default", "minvalue", "maxvalue", "modulus", "remainder"];
    Some(words.iter().fold(text, |text, word| raise(&text, word)))
}

/// PostgreSQL prints keywords in capitals; strings keep their case because they are not words of their own.
fn raise(text: &str, word: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '\'' {
            quoted = !quoted;
        }
        let starts = out.chars().next_back().is_none_or(|before| !before.is_alphanumeric() && before != '_');
        let ends = rest
            .get(word.len()..)
            .is_none_or(|tail| tail.chars().next().is_none_or(|after| !after.is_alphanumeric() && after != '_'));
        if !quoted && starts && ends && rest.starts_with(word) {
            out.push_str(&word.to_ascii_uppercase());
            rest = rest.get(word.len()..).unwrap_or("");
        } else {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
    }
    out
}

fn partition_key(own: &ast::PartitionBy) -> String {
    let text = squeezed(&text(own));
    let text = text.strip_prefix("partition by ").unwrap_or(&text).to_string();
    let (strategy, keys) = text.split_once('(').unwrap_or((&text, ")"));
    format!("{} ({}", strategy.trim().to_ascii_uppercase(), keys.replace(" )", ")").trim_start())
}

fn persistence(node: &SyntaxNode) -> Persistence {
    let Some(own) = first::<ast::Persistence>(node) else { return Persistence::Permanent };
    match text(&own).to_ascii_lowercase().contains("unlogged") {
        true => Persistence::Unlogged,
        false => Persistence::Temporary,
    }
}

fn like_clause(own: &ast::LikeClause) -> Option<LikeClause> {
    let mut including: Vec<String> = Vec::new();
    let words = squeezed(&text(own));
    let mut words = words.split(' ').skip_while(|word| *word != "including" && *word != "excluding");
    while let (Some(mode), Some(word)) = (words.next(), words.next()) {
        match mode {
            "including" => including.push(word.to_string()),
            _ => including.retain(|own| own != word),
        }
    }
    Some(LikeClause { table: relation::<ast::RelationNameRef>(own.syntax())?, including })
}

fn assumed(table: RelationRef) -> crate::name::QualifiedName {
    let schema = table.schema.unwrap_or_else(crate::name::Name::public);
    crate::name::QualifiedName::new(schema, table.name)
}
