//! PostgreSQL identifiers: folding, quoting and the 63-byte limit. Not what they name.

use std::fmt;
use std::sync::Arc;

/// The longest identifier PostgreSQL keeps, in bytes (`NAMEDATALEN` - 1).
pub const MAX_BYTES: usize = 63;

/// An identifier as the catalog stores it: folded if it was not quoted, cut to 63 bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

/// An identifier with the schema it lives in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QualifiedName {
    pub schema: Name,
    pub name: Name,
}

impl Name {
    /// Returns `text` as a quoted identifier is stored: case kept, cut to 63 bytes.
    #[must_use]
    pub fn verbatim(text: &str) -> Self {
        Self(Arc::from(cut(text)))
    }

    /// Returns `text` as an unquoted identifier is stored: ASCII letters in lower case, cut to 63 bytes.
    #[must_use]
    pub fn folded(text: &str) -> Self {
        Self(Arc::from(cut(&text.to_ascii_lowercase())))
    }

    /// Returns the schema `public`.
    #[must_use]
    pub fn public() -> Self {
        Self::verbatim("public")
    }

    /// Returns the identifier as stored, without quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the identifier for use in SQL, in double quotes where PostgreSQL needs them.
    #[must_use]
    pub fn quoted(&self) -> String {
        if is_plain(&self.0) { self.0.to_string() } else { format!("\"{}\"", self.0.replace('"', "\"\"")) }
    }
}

impl QualifiedName {
    /// Returns `schema`.`name`.
    #[must_use]
    pub fn new(schema: Name, name: Name) -> Self {
        Self { schema, name }
    }

    /// Returns `name` in the schema `public`.
    #[must_use]
    pub fn public(name: &str) -> Self {
        Self::new(Name::public(), Name::verbatim(name))
    }

    /// Returns another name in the same schema.
    #[must_use]
    pub fn sibling(&self, name: Name) -> Self {
        Self::new(self.schema.clone(), name)
    }

    /// Returns `schema.name` for use in SQL, each part quoted where PostgreSQL needs it.
    #[must_use]
    pub fn quoted(&self) -> String {
        format!("{}.{}", self.schema.quoted(), self.name.quoted())
    }
}

/// Returns a string literal for use in SQL, valid under either `standard_conforming_strings`.
#[must_use]
pub fn quote_literal(text: &str) -> String {
    let escape = if text.contains('\\') { " E" } else { "" };
    format!("{escape}'{}'", text.replace('\\', "\\\\").replace('\'', "''")).trim_start().to_string()
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b == b'_')
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && RESERVED.binary_search(&text).is_err()
}

/// The words that cannot be a bare identifier everywhere: PostgreSQL 18, appendix C, every category but "non-reserved".
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
    "bigint",
    "binary",
    "bit",
    "boolean",
    "both",
    "case",
    "cast",
    "char",
    "character",
    "check",
    "coalesce",
    "collate",
    "collation",
    "column",
    "concurrently",
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
    "dec",
    "decimal",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "exists",
    "extract",
    "false",
    "fetch",
    "float",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "greatest",
    "group",
    "grouping",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "inout",
    "int",
    "integer",
    "intersect",
    "interval",
    "into",
    "is",
    "isnull",
    "join",
    "json",
    "json_array",
    "json_arrayagg",
    "json_exists",
    "json_object",
    "json_objectagg",
    "json_query",
    "json_scalar",
    "json_serialize",
    "json_table",
    "json_value",
    "lateral",
    "leading",
    "least",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "merge_action",
    "national",
    "natural",
    "nchar",
    "none",
    "normalize",
    "not",
    "notnull",
    "null",
    "nullif",
    "numeric",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "out",
    "outer",
    "overlaps",
    "overlay",
    "placing",
    "position",
    "precision",
    "primary",
    "real",
    "references",
    "returning",
    "right",
    "row",
    "select",
    "session_user",
    "setof",
    "similar",
    "smallint",
    "some",
    "substring",
    "symmetric",
    "system_user",
    "table",
    "tablesample",
    "then",
    "time",
    "timestamp",
    "to",
    "trailing",
    "treat",
    "trim",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "values",
    "varchar",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
    "xmlattributes",
    "xmlconcat",
    "xmlelement",
    "xmlexists",
    "xmlforest",
    "xmlnamespaces",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmltable",
];

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.schema, self.name)
    }
}

impl fmt::Debug for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_words_are_sorted() {
        assert!(RESERVED.is_sorted());
    }

    #[test]
    fn quotes_only_where_needed() {
        assert_eq!(Name::folded("Users").quoted(), "users");
        assert_eq!(Name::verbatim("Users").quoted(), "\"Users\"");
        assert_eq!(Name::verbatim("user").quoted(), "\"user\"");
        assert_eq!(Name::verbatim("a\"b").quoted(), "\"a\"\"b\"");
        assert_eq!(Name::verbatim("").quoted(), "\"\"");
    }

    #[test]
    fn cuts_at_63_bytes_on_a_character_boundary() {
        assert_eq!(Name::verbatim(&"x".repeat(70)).as_str().len(), 63);
        assert_eq!(Name::verbatim(&"ä".repeat(40)).as_str().len(), 62);
    }

    #[test]
    fn literals_are_safe() {
        assert_eq!(quote_literal("it's"), "'it''s'");
        assert_eq!(quote_literal(r"a\b"), r"E'a\\b'");
    }
}
