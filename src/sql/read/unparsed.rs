//! What can be said of a statement that is not understood: why, and which tables it names.

use crate::operation::RelationRef;
use crate::schema::Touched;
use crate::sql::Surroundings;
use crate::sql::read::cursor::Cursor;
use crate::sql::statement::{Grammar, Statement};

/// Returns a statement that limbeck does not understand.
pub(super) fn unparsed(text: &str, reason: String, surroundings: &Surroundings<'_>) -> Statement {
    Statement::unparsed(reason, touched(text, surroundings), Grammar::Unknown)
}

/// Returns a statement that is not PostgreSQL's SQL.
pub(super) fn refused(text: &str, reason: &str, surroundings: &Surroundings<'_>) -> Statement {
    Statement::unparsed(reason, touched(text, surroundings), Grammar::Refused)
}

/// Returns the tables that the words of a statement name, everything where a statement that changes a schema names none.
pub(in crate::sql) fn touched(text: &str, surroundings: &Surroundings<'_>) -> Vec<Touched> {
    let mut cursor = Cursor::new(text);
    let first = cursor.first_words(1);
    // What they make is not where a bare name is looked up.
    if matches!(cursor.first_words(2).as_str(), "create schema" | "import foreign") {
        return vec![Touched::Everything];
    }
    let mut touched = Vec::new();
    while !cursor.is_at_end() {
        let names_one =
            ["table", "on", "into", "update", "from", "join", "view", "truncate"].iter().any(|word| cursor.take(word));
        if !names_one {
            cursor.next();
            continue;
        }
        while ["if", "not", "exists", "only", "table"].iter().any(|word| cursor.take(word)) {}
        let is_word = |own: &RelationRef| {
            own.schema.is_none()
                && matches!(
                    own.name.as_str(),
                    "select" | "set" | "delete" | "update" | "conflict" | "values" | "stdin" | "commit"
                )
        };
        if let Some(own) = cursor.relation().filter(|own| !is_word(own)) {
            touched.push(Touched::Table(surroundings.full_name(&own)));
        }
    }
    touched.sort();
    touched.dedup();
    let changes = matches!(first.as_str(), "alter" | "create" | "drop" | "rename" | "import" | "comment");
    if touched.is_empty() && changes {
        touched.push(Touched::Everything);
    }
    if matches!(first.as_str(), "select" | "insert" | "update" | "delete" | "values" | "with" | "merge") {
        touched.clear();
    }
    touched
}
