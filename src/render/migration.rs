//! A migration as the SQL that Alembic writes in offline mode (`MigrationContext.run_migrations`, runtime/migration.py,
//! `DefaultImpl.static_output`, ddl/impl.py, 1.20.1): each statement followed by an empty line.

use crate::history::{History, RowWrite, Step};
use crate::name::{Name, quote_literal};
use crate::revision::RevisionId;

/// The version table, as its statements need to know it.
#[derive(Clone, Debug)]
pub struct VersionTable {
    pub schema: Option<Name>,
    pub name: Name,
    pub key: Key,
}

/// Whether the version table has a primary key (`version_table_pk`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Primary,
    Missing,
}

/// How the script is cut into transactions (`transaction_per_migration`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transactions {
    One,
    EachStep,
}

/// Returns the script of steps whose statements are given.
#[must_use]
pub fn script(steps: &[Vec<String>], transactions: Transactions) -> String {
    let mut text = String::new();
    let mut put = |statement: &str| {
        text.push_str(statement);
        text.push_str("\n\n");
    };
    if transactions == Transactions::One {
        put("BEGIN;");
    }
    for step in steps {
        if transactions == Transactions::EachStep {
            put("BEGIN;");
        }
        step.iter().for_each(|statement| put(statement));
        if transactions == Transactions::EachStep {
            put("COMMIT;");
        }
    }
    if transactions == Transactions::One {
        put("COMMIT;");
    }
    text
}

/// Returns the comment that Alembic writes before a step (`MigrationStep.short_log`).
#[must_use]
pub fn heading(history: &History, step: &Step) -> String {
    let name = match step {
        Step::Upgrade(_) => "upgrade",
        Step::Downgrade(_) => "downgrade",
        Step::Stamp(_) => "stamp_revision",
    };
    comment(&format!("Running {name} {} -> {}", list(&step.leaves(history)), list(&step.reaches(history))))
}

/// Returns a text as a comment: no line of it can become a statement.
#[must_use]
pub fn comment(text: &str) -> String {
    text.split(['\n', '\r']).map(|line| format!("-- {line}")).collect::<Vec<_>>().join("\n")
}

/// Returns a statement as `DefaultImpl._exec` writes it.
#[must_use]
pub fn statement(sql: &str) -> String {
    format!("{};", sql.replace('\t', "    ").trim())
}

impl VersionTable {
    /// Returns the statement that makes the table.
    #[must_use]
    pub fn create(&self) -> String {
        self.create_with("CREATE TABLE")
    }

    /// Returns the statements that make the table where it is missing, and empty it (`stamp --purge`).
    #[must_use]
    pub fn purge(&self) -> Vec<String> {
        vec![self.create_with("CREATE TABLE IF NOT EXISTS"), format!("DELETE FROM {};", self.quoted())]
    }

    /// Returns the statement that writes a row.
    #[must_use]
    pub fn write(&self, write: &RowWrite) -> String {
        let table = self.quoted();
        let literal = |id: &RevisionId| quote_literal(id.as_str());
        match write {
            RowWrite::Insert(id) => {
                let returning = match self.key {
                    Key::Primary => format!(" RETURNING {table}.version_num"),
                    Key::Missing => String::new(),
                };
                format!("INSERT INTO {table} (version_num) VALUES ({}){returning};", literal(id))
            }
            RowWrite::Delete(id) => format!("DELETE FROM {table} WHERE {table}.version_num = {};", literal(id)),
            RowWrite::Update { from, to } => {
                let (from, to) = (literal(from), literal(to));
                format!("UPDATE {table} SET version_num={to} WHERE {table}.version_num = {from};")
            }
        }
    }

    fn create_with(&self, verb: &str) -> String {
        let key = match self.key {
            Key::Primary => {
                let name = Name::verbatim(&format!("{}_pkc", self.name));
                format!(", \n    CONSTRAINT {} PRIMARY KEY (version_num)", name.quoted())
            }
            Key::Missing => String::new(),
        };
        format!("{verb} {} (\n    version_num VARCHAR(32) NOT NULL{key}\n);", self.quoted())
    }

    fn quoted(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", schema.quoted(), self.name.quoted()),
            None => self.name.quoted(),
        }
    }
}

fn list(ids: &[RevisionId]) -> String {
    ids.iter().map(RevisionId::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_comment_or_an_id_becomes_a_statement() {
        assert_eq!(comment("a\nDROP TABLE t;\rb"), "-- a\n-- DROP TABLE t;\n-- b");
        let table = VersionTable { schema: None, name: Name::verbatim("Versions"), key: Key::Missing };
        let delete = table.write(&RowWrite::Delete(RevisionId::new("a'; DROP TABLE t; --")));
        assert_eq!(delete, "DELETE FROM \"Versions\" WHERE \"Versions\".version_num = 'a''; DROP TABLE t; --';");
        assert_eq!(table.create(), "CREATE TABLE \"Versions\" (\n    version_num VARCHAR(32) NOT NULL\n);");
    }
}
