//! What the text of a statement that is no single operation may do: a query, a `DO` block, a grant.

use crate::replay::{Action, FollowedBy, Step};

/// Words with which a statement changes rows, takes something away, or does what its text does not show.
const WRITING: [&str; 10] =
    ["INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "COPY", "DROP", "EXECUTE", "PERFORM", "CALL"];

/// Words with which a query begins.
const QUERY: [&str; 5] = ["SELECT", "WITH", "VALUES", "SHOW", "TABLE"];

/// What stands before a parenthesis in a query that changes nothing.
const READING: [&str; 24] = [
    "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "ON", "AS", "VALUES", "ANY", "ALL", "EXISTS", "JOIN", "UNION",
    "COUNT", "MIN", "MAX", "SUM", "COALESCE", "LOWER", "UPPER", "LENGTH", "VERSION",
];

/// Returns whether the statement, a text with what follows it, is a query that changes nothing: nobody needs it again.
pub(super) fn reads_only(statement: &[Step]) -> bool {
    let [Step { action: Action::Text { sql, .. }, .. }] = statement else { return false };
    let sql = sql.to_ascii_uppercase();
    let before_parentheses = sql.rsplit('(').skip(1).map(str::trim_end);
    let mut called = before_parentheses.filter_map(|text| words(text).next_back().filter(|word| text.ends_with(word)));
    is_query(&sql) && !writes(&sql) && called.all(|word| READING.contains(&word))
}

/// Returns whether a plan may run the statement: all that it does is known, and none of it is about rows.
pub(super) fn may_run(statement: &[Step]) -> bool {
    statement.iter().all(|step| match &step.action {
        Action::Operation { .. } | Action::Transaction(_) => true,
        Action::Text { sql, followed } => {
            let sql = sql.to_ascii_uppercase();
            *followed == FollowedBy::Nothing && !is_query(&sql) && !writes(&sql)
        }
        Action::Data { .. } | Action::Unknown(_) => false,
    })
}

fn is_query(sql: &str) -> bool {
    words(sql).next().is_some_and(|first| QUERY.contains(&first))
}

fn writes(sql: &str) -> bool {
    words(sql).any(|word| WRITING.contains(&word))
}

/// The words of a text, with what is in its quotes and comments.
fn words(sql: &str) -> impl DoubleEndedIterator<Item = &str> {
    sql.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}
