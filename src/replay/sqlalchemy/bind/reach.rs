//! What a statement can change of which some words are not known.

use super::partial::HOLE;
use crate::name::QualifiedName;
use crate::operation::{AlterTable, Operation};
use crate::replay::Session;
use crate::schema::{Key, Schema, Stored, Touched};
use crate::sql::{Statement, Surroundings};

/// The statements that change what they name and nothing else, by their first words.
const CONFINED: [&str; 13] = [
    "alter table",
    "analyze",
    "comment on",
    "create index",
    "create policy",
    "create rule",
    "create trigger",
    "create unique",
    "grant",
    "lock",
    "refresh",
    "revoke",
    "truncate",
];

/// Returns what statements that cannot be followed can have changed.
#[must_use]
pub fn touched_by_text(session: &Session, text: &str) -> Vec<Touched> {
    session.with_schema(|schema| {
        if reaches_far(text) {
            return vec![Touched::Everything];
        }
        let mut touched = Vec::new();
        for parsed in crate::sql::statements(text, &Surroundings::of(schema)) {
            match parsed.statement {
                Statement::Unparsed { touched: named, .. } if !named.is_empty() && is_confined(text) => {
                    touched.extend(named)
                }
                Statement::Ignored { .. } | Statement::Setting { .. } | Statement::Query(_) | Statement::Data(_) => {}
                Statement::Operations(operations) => {
                    touched.extend(operations.iter().map(|operation| touched_by(schema, operation)));
                }
                _ => touched.push(Touched::Everything),
            }
        }
        let has_relatives = |own: &Touched| matches!(own, Touched::Table(table) if has_relatives(schema, table));
        if touched.iter().any(has_relatives) { vec![Touched::Everything] } else { touched }
    })
}

/// Returns what an operation with a part that is not known can have changed: its table, where that is named.
pub fn touched_by(schema: &Schema, operation: &Operation) -> Touched {
    let table = match operation {
        Operation::AlterTable {
            action:
                AlterTable::AttachPartition { .. }
                | AlterTable::DetachPartition { .. }
                | AlterTable::Inherit(_)
                | AlterTable::NoInherit(_),
            ..
        } => return Touched::Everything,
        Operation::AlterTable { table, .. } => table,
        Operation::CreateTable(table) => &table.name,
        _ => return Touched::Everything,
    };
    if table.name.as_str().contains(HOLE) { Touched::Everything } else { Touched::Table(schema.full_name(table)) }
}

/// Returns whether a statement carries out others, or a routine, or takes along what depends on what it drops, or moves what it
/// names.
fn reaches_far(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let mut words = lower.split_whitespace();
    if words.next().is_some_and(|word| matches!(word, "call" | "do" | "drop" | "execute" | "explain")) {
        return true;
    }
    let all: Vec<&str> = words.clone().collect();
    let moves = |own: &[&str]| {
        matches!(own, ["rename", "to" | "constraint"] | ["set", "schema"] | ["attach" | "detach", _] | ["inherit", _])
    };
    // `DROP COLUMN a ?`: it may say CASCADE.
    let words: Vec<&str> = words.filter(|word| !matches!(*word, "column" | "constraint" | "if" | "exists")).collect();
    let is_open = |own: &[&str]| matches!(own, ["drop", name, behind] if !name.contains(HOLE) && (behind.contains(HOLE) || *behind == "cascade"));
    let drops_any = |own: &[&str]| matches!(own, ["drop", name, "cascade"] if name.contains(HOLE));
    all.windows(2).any(moves) || words.windows(3).any(|own| is_open(own) || drops_any(own))
}

/// Returns whether a statement changes what it names only.
fn is_confined(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().take(2).map(str::to_ascii_lowercase).collect();
    let words = words.join(" ");
    CONFINED.iter().any(|own| words == *own || words.split(' ').next() == Some(own))
}

/// Returns whether what is done to a table is done to others, too, or shows in them: those that inherit from it, and views.
fn has_relatives(schema: &Schema, table: &QualifiedName) -> bool {
    let is_view = |key: &Key| matches!(schema.find(key), Some(Stored::View(_)));
    schema.children(table).next().is_some()
        || schema.dependents(&Key::Relation(table.clone())).any(is_view)
        || schema
            .table(table)
            .is_some_and(|own| !own.inherits.is_empty() || own.partition.is_some() || own.partition_by.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_name_that_is_dropped_may_be_cascade() {
        assert!(
            reaches_far("ALTER TABLE t DROP COLUMN id $0")
                && reaches_far("ALTER TABLE t DROP COLUMN $0 CASCADE")
                && reaches_far("DROP TABLE t $0")
                && reaches_far("CALL p($0)")
        );
        assert!(!reaches_far("ALTER TABLE t DROP CONSTRAINT $0") && !reaches_far("ALTER TABLE t ADD COLUMN a $0"));
    }

    #[test]
    fn what_gets_another_place_or_name_is_elsewhere() {
        assert!(reaches_far("ALTER TABLE t RENAME TO $0") && reaches_far("ALTER TABLE t SET SCHEMA $0"));
        assert!(reaches_far("ALTER TABLE t ATTACH PARTITION $0 DEFAULT") && reaches_far("ALTER TABLE t INHERIT $0"));
        assert!(!reaches_far("ALTER TABLE t RENAME COLUMN a TO $0") && !reaches_far("ALTER TABLE t RENAME $0 TO a"));
        assert!(
            is_confined("ALTER TABLE t ADD $0") && is_confined("GRANT $0 ON t TO r") && !is_confined("ALTER VIEW v $0")
        );
    }
}
