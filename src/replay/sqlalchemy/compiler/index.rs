//! Indexes (`PGDDLCompiler.visit_create_index`).

use super::{identifier, identifiers, known, relation};
use crate::operation::IfNotExists;
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::index::{Index, Key};
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::sqlalchemy::table::Table;
use crate::schema::UNKNOWN;

/// Returns `CREATE INDEX`.
#[must_use]
pub fn create_index(index: &Index, table: &Table, conventions: &Conventions, existing: IfNotExists) -> String {
    let mut text = String::from(if index.unique { "CREATE UNIQUE INDEX " } else { "CREATE INDEX " });
    if index.concurrently {
        text.push_str("CONCURRENTLY ");
    }
    if existing == IfNotExists::Skip {
        text.push_str("IF NOT EXISTS ");
    }
    let name = index.rendered_name(table, conventions);
    let name = name.map_or_else(|_| UNKNOWN.to_string(), |name| identifier(name.as_str()));
    text.push_str(&format!("{name} ON {} ", relation(&table.reference())));
    if let Some(using) = index.using.as_deref().filter(|using| !using.is_empty()) {
        text.push_str(&format!("USING {} ", using.to_lowercase()));
    }
    let keys: Vec<String> = index.keys.iter().map(|own| key(own, index, table)).collect();
    text.push_str(&format!("({})", keys.join(", ")));
    if !index.include.is_empty() {
        text.push_str(&format!(" INCLUDE ({})", identifiers(index.include.iter().map(|key| table.column_name(key)))));
    }
    match index.nulls_not_distinct {
        Some(true) => text.push_str(" NULLS NOT DISTINCT"),
        Some(false) => text.push_str(" NULLS DISTINCT"),
        None => {}
    }
    if !index.options.is_empty() {
        let options: Vec<String> = index.options.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        text.push_str(&format!(" WITH ({})", options.join(", ")));
    }
    index.tablespace.iter().for_each(|own| text.push_str(&format!(" TABLESPACE {}", identifier(own))));
    index.predicate.iter().for_each(|own| text.push_str(&format!(" WHERE {}", known(own.to_ddl()))));
    text
}

/// Returns a key with its operator class; an operation stands in parentheses (`ClauseElement.self_group`).
fn key(key: &Key, index: &Index, table: &Table) -> String {
    let (name, text) = match key {
        Key::Column(name) => (Some(name.as_str()), identifier(table.column_name(name))),
        Key::Expression(clause @ Clause::Column { name, .. }) => (Some(&**name), known(clause.to_ddl())),
        Key::Expression(Clause::Label(inner, label)) => (Some(&**label), grouped(inner)),
        Key::Expression(clause) => (None, grouped(clause)),
    };
    let class = name.and_then(|name| index.operator_classes.get(name));
    class.map_or_else(|| text.clone(), |class| format!("{text} {class}"))
}

fn grouped(clause: &Clause) -> String {
    let text = known(clause.to_ddl());
    if clause.is_operation() { format!("({text})") } else { text }
}
