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
