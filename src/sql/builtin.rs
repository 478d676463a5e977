//! The functions that PostgreSQL brings: `pg_proc` of 15 without what only the server calls, and what 16 to 18 added.

/// One name a line, sorted by bytes.
const FUNCTIONS: &str = include_str!("builtin_functions.txt");

/// Returns whether a function of `pg_catalog` has this name.
pub(super) fn is_function(name: &str) -> bool {
    use std::collections::BTreeSet;
    use std::sync::OnceLock;
    static NAMES: OnceLock<BTreeSet<&str>> = OnceLock::new();
    NAMES.get_or_init(|| FUNCTIONS.lines().collect()).contains(name)
}

/// Returns whether PostgreSQL has the function only since 16 to 18, so that an own one of the name may be the one that is
/// called.
pub(super) fn is_newer(name: &str) -> bool {
    const NEWER: &[&str] = &[
        "any_value",
        "array_reverse",
        "array_sample",
        "array_shuffle",
        "array_sort",
        "casefold",
        "crc32",
        "crc32c",
        "date_add",
        "date_subtract",
        "erf",
        "erfc",
        "gamma",
        "lgamma",
        "random_normal",
        "to_bin",
        "to_oct",
        "uuid_extract_timestamp",
        "uuid_extract_version",
        "uuidv4",
        "uuidv7",
        "xmltext",
    ];
    NEWER.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_people_call() {
        for name in ["now", "lower", "coalesce", "gen_random_uuid", "nextval", "jsonb_build_object", "to_tsvector"] {
            assert!(is_function(name), "{name}");
        }
        assert!(!is_function("uuid_generate_v4"));
    }
}
