//! Identifiers as SQLAlchemy writes them: in quotes where its PostgreSQL dialect takes that to be needed
//! (`IdentifierPreparer._requires_quotes`, `RESERVED_WORDS` of dialects/postgresql/base.py, 2.1). They are not cut.

use crate::operation::RelationRef;

/// Returns an identifier.
#[must_use]
pub fn identifier(name: &str) -> String {
    if is_plain(name) { name.to_string() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// Returns the name of a relation or a type, with its schema if it was said.
#[must_use]
pub fn relation(name: &RelationRef) -> String {
    let own = identifier(name.name.as_str());
    name.schema.as_ref().map_or_else(|| own.clone(), |schema| format!("{}.{own}", identifier(schema.as_str())))
}

fn is_plain(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c == '_';
    name.starts_with(is_letter)
        && name.chars().all(|c| is_letter(c) || c.is_ascii_digit() || c == '$')
        && RESERVED.binary_search(&name).is_err()
}

const RESERVED: &[&str] = &[
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "between",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "new",
    "not",
    "notnull",
    "null",
    "of",
    "off",
    "offset",
    "old",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "over",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "table",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_where_the_dialect_needs_them() {
        assert!(RESERVED.is_sorted());
        let names = ["a_1$", "A", "a b", "user", "time", "1a", "_a", "a\"b", "ä", ""];
        let quoted = names.map(identifier);
        let expected = ["a_1$", "\"A\"", "\"a b\"", "\"user\"", "time", "\"1a\"", "_a", "\"a\"\"b\"", "\"ä\"", "\"\""];
        assert_eq!(quoted, expected);
    }
}
