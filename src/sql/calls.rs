//! The functions that a statement calls and PostgreSQL does not bring: what they do is written elsewhere.

use crate::name::Name;
use crate::operation::RelationRef;
use crate::sql::names::{path_of_expr, relation_of};
use crate::sql::read::Cursor;
use crate::sql::scan::{Kind, tokens};
use crate::sql::{builtin, guard, judge};
use squawk_syntax::ast::{self, AstNode};

/// Words of the grammar that brackets may follow as they follow a function, and are none.
const WORDS: &[&str] = &[
    "all",
    "and",
    "any",
    "array",
    "as",
    "by",
    "case",
    "cast",
    "conflict",
    "current_time",
    "current_timestamp",
    "distinct",
    "else",
    "except",
    "exists",
    "filter",
    "from",
    "group",
    "grouping",
    "having",
    "if",
    "in",
    "intersect",
    "into",
    "join",
    "lateral",
    "limit",
    "localtime",
    "localtimestamp",
    "merge_action",
    "not",
    "offset",
    "on",
    "or",
    "over",
    "returning",
    "row",
    "select",
    "some",
    "then",
    "treat",
    "trim",
    "union",
    "using",
    "values",
    "when",
    "where",
    "within",
    "xmlelement",
    "xmlexists",
    "xmlforest",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmltable",
];

/// Types that brackets follow.
const TYPES: &[&str] = &[
    "bit",
    "bpchar",
    "char",
    "character",
    "decimal",
    "interval",
    "numeric",
    "time",
    "timestamp",
    "timestamptz",
    "varchar",
    "varying",
];

/// What reads like a function, or is one, and only computes, beside those that the judge knows.
const COMPUTING: &[&str] =
    &["coalesce", "count", "extract", "format", "greatest", "least", "nullif", "overlay", "position"];

/// Returns the functions that a statement about rows calls and PostgreSQL does not bring, in order of appearance.
#[must_use]
pub fn strange_calls(text: &str) -> Vec<RelationRef> {
    let mut cursor = Cursor::new(text);
    if cursor.take("call") {
        return cursor.relation().into_iter().collect();
    }
    // Most statements have none, and some are long.
    if names_before_brackets(text).is_empty() || guard::refuse(text).is_some() {
        return Vec::new();
    }
    guard::with_stack(text, || calls_of_tree(text)).unwrap_or_default()
}

fn calls_of_tree(text: &str) -> Vec<RelationRef> {
    let tree = squawk_syntax::SourceFile::parse(text).tree();
    let calls = tree.syntax().descendants().filter_map(ast::CallExpr::cast);
    let paths = calls.filter_map(|call| path_of_expr(&call.expr()?));
    paths.filter_map(relation_of).filter(is_strange).collect()
}

/// Returns the names in a text that brackets follow: the functions it calls, and tables with lists of columns.
#[must_use]
pub fn names_before_brackets(text: &str) -> Vec<RelationRef> {
    let all: Vec<_> = tokens(text).collect();
    let mut found = Vec::new();
    for (at, token) in all.iter().enumerate() {
        let Some(name) = token.name().filter(|_| all.get(at + 1).is_some_and(|next| next.is_symbol("("))) else {
            continue;
        };
        let before = |back: usize| at.checked_sub(back).and_then(|at| all.get(at));
        let schema = before(1).filter(|token| token.is_symbol(".")).and_then(|_| before(2)?.name());
        let own = RelationRef { schema, name };
        if token.kind == Kind::Quoted || is_strange(&own) {
            found.push(own);
        }
    }
    found
}

/// Returns the first name in a query that stands for more than computing, as far as is known: a function that is not one of
/// those of PostgreSQL that only compute. A read-only transaction does not keep `pg_terminate_backend` from what it does.
#[must_use]
pub fn first_unsafe_call(text: &str) -> Option<Name> {
    let all: Vec<_> = tokens(text).collect();
    let call = |at: usize| {
        let token = all.get(at)?;
        let name = token.name().filter(|_| all.get(at + 1).is_some_and(|next| next.is_symbol("(")))?;
        let before = |back: usize| at.checked_sub(back).and_then(|at| all.get(at));
        let schema = before(1).filter(|token| token.is_symbol(".")).and_then(|_| before(2)?.name());
        let word = name.as_str();
        let is_word = WORDS.contains(&word) || TYPES.contains(&word) || COMPUTING.contains(&word);
        let is_safe = token.kind != Kind::Quoted
            && schema.is_none_or(|own| own.as_str() == "pg_catalog")
            && (is_word || judge::only_computes(word));
        (!is_safe).then_some(name)
    };
    (0..all.len()).find_map(call)
}

fn is_strange(own: &RelationRef) -> bool {
    let name = own.name.as_str();
    match &own.schema {
        Some(schema) => !matches!(schema.as_str(), "pg_catalog" | "information_schema"),
        None => !builtin::is_function(name) && !WORDS.contains(&name),
    }
}

/// Returns whether a function of a well-known extension has this name, none of which changes a schema.
#[must_use]
pub fn is_of_extension(name: &Name) -> bool {
    let name = name.as_str();
    EXTENSIONS.contains(&name) || (name.starts_with("st_") && !name.starts_with("st_create"))
}

/// Functions that statements of migrations call: of uuid-ossp, pgcrypto, unaccent, pg_trgm, fuzzystrmatch, hstore, ltree,
/// intarray, tablefunc, earthdistance and citext.
const EXTENSIONS: &[&str] = &[
    "akeys",
    "armor",
    "avals",
    "crosstab",
    "crypt",
    "cube",
    "dearmor",
    "decrypt",
    "difference",
    "digest",
    "dmetaphone",
    "dmetaphone_alt",
    "each",
    "earth",
    "earth_distance",
    "encrypt",
    "gen_random_bytes",
    "gen_salt",
    "hmac",
    "hstore",
    "hstore_to_json",
    "hstore_to_jsonb",
    "idx",
    "intset",
    "lca",
    "levenshtein",
    "ll_to_earth",
    "ltree2text",
    "metaphone",
    "nlevel",
    "normal_rand",
    "pgp_pub_decrypt",
    "pgp_pub_encrypt",
    "pgp_sym_decrypt",
    "pgp_sym_encrypt",
    "show_trgm",
    "similarity",
    "skeys",
    "soundex",
    "strict_word_similarity",
    "subltree",
    "subpath",
    "svals",
    "text2ltree",
    "unaccent",
    "uniq",
    "uuid_generate_v1",
    "uuid_generate_v1mc",
    "uuid_generate_v3",
    "uuid_generate_v4",
    "uuid_generate_v5",
    "uuid_nil",
    "uuid_ns_dns",
    "uuid_ns_oid",
    "uuid_ns_url",
    "uuid_ns_x500",
    "word_similarity",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(text: &str) -> Vec<String> {
        strange_calls(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn only_what_postgresql_does_not_bring() {
        assert_eq!(calls("INSERT INTO t (a) SELECT f(x), lower(x), s.g(1) FROM u WHERE a IN (1)"), ["f", "s.g"]);
        assert_eq!(calls("CALL p(1)"), ["p"]);
        assert_eq!(calls("SELECT 'f(1)' FROM q AS w (a) JOIN b USING (id)"), [""; 0]);
        assert_eq!(calls("UPDATE t SET a = trim(both ' ' from a)::varchar(20), b = extract(year from now())"), [""; 0]);
    }

    #[test]
    fn what_does_more_than_compute() {
        let first = |text: &str| first_unsafe_call(text).map(|own| own.to_string());
        for text in [
            "SELECT EXISTS (SELECT FROM public.t WHERE NOT (lower(a) IN ('f(')))",
            "SELECT pg_catalog.count((a)::numeric(10,2)) < 0 FROM public.t",
            "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'x')",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
        assert_eq!(first("SELECT pg_terminate_backend(1)"), Some("pg_terminate_backend".into()));
        assert_eq!(first("SELECT nextval('s')"), Some("nextval".into()));
        assert_eq!(first("SELECT public.lower(a)"), Some("lower".into()));
        assert_eq!(first("SELECT \"lower\"(a)"), Some("lower".into()));
    }

    #[test]
    fn lists_are_sorted() {
        assert!([WORDS, EXTENSIONS, TYPES, COMPUTING].iter().all(|own| own.is_sorted()));
    }
}
