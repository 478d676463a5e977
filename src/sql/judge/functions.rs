//! The functions that the judge knows (PostgreSQL 15, `pg_proc.dat`). What one takes is a letter for each argument: `s` a
//! string, `i` a whole number, `n` a number, `t` a date or a timestamp, `b` a boolean, `j` json, `J` jsonb, `x` an array, `e`
//! an element of the first, `o` an OID, `r` the name of a relation, `a` anything, NULL included; `+` means that the last
//! may come again, `?` that it may be left out.
//! Behind a name, `!` says that the function can fail, `~` that others of the name take other types. What one returns is a
//! type; `=` is that of the first argument, `=2` of the second, `#` `numeric` for one and `double precision` for other
//! numbers, `@` the timestamp with a zone for one without, and the reverse; `?` says that it may be NULL.

use super::types::Stability;

/// The name, what it takes, what it returns, how stable it is.
pub(super) type Row = (&'static str, &'static str, &'static str, Stability);

const IMMUTABLE: Stability = Stability::Immutable;
const STABLE: Stability = Stability::Stable;
const VOLATILE: Stability = Stability::Volatile;

/// Returns what is known of a function of `pg_catalog`.
pub(super) fn known(name: &str) -> Option<&'static Row> {
    FUNCTIONS.iter().find(|(own, ..)| own.trim_end_matches(['!', '~']) == name)
}

const FUNCTIONS: &[Row] = &[
    ("abs~", "n", "=", IMMUTABLE),
    ("age~", "tt", "interval", IMMUTABLE),
    ("array_append", "xe", "=?", IMMUTABLE),
    ("array_length", "xi", "integer?", IMMUTABLE),
    ("array_lower", "xi", "integer?", IMMUTABLE),
    ("array_position~", "xe", "integer?", IMMUTABLE),
    ("array_remove", "xe", "=", IMMUTABLE),
    ("array_replace", "xee", "=", IMMUTABLE),
    ("array_to_string", "xss?", "text", STABLE),
    ("array_upper", "xi", "integer?", IMMUTABLE),
    ("ascii", "s", "integer", IMMUTABLE),
    ("bit_length~", "s", "integer", IMMUTABLE),
    ("btrim", "ss?", "text", IMMUTABLE),
    ("cardinality", "x", "integer", IMMUTABLE),
    ("ceil", "n", "#", IMMUTABLE),
    ("ceiling", "n", "#", IMMUTABLE),
    ("char_length", "s", "integer", IMMUTABLE),
    ("character_length", "s", "integer", IMMUTABLE),
    ("chr!", "i", "text", IMMUTABLE),
    ("clock_timestamp", "", "timestamp with time zone", VOLATILE),
    ("concat", "a+", "text", STABLE),
    ("concat_ws", "sa+", "text", STABLE),
    ("current_database", "", "name", STABLE),
    ("date~", "t", "date", STABLE),
    ("date_trunc!~", "st", "=2", STABLE),
    ("floor", "n", "#", IMMUTABLE),
    ("format!~", "sa+", "text", STABLE),
    ("format_type", "oi", "text?", STABLE),
    ("gen_random_uuid", "", "uuid", VOLATILE),
    ("initcap", "s", "text", IMMUTABLE),
    ("json_array_length!", "j", "integer", IMMUTABLE),
    ("json_build_array", "a+", "json", STABLE),
    ("json_build_object!", "a+", "json", STABLE),
    ("json_strip_nulls", "j", "json", IMMUTABLE),
    ("json_typeof", "j", "text", IMMUTABLE),
    ("jsonb_array_length!", "J", "integer", IMMUTABLE),
    ("jsonb_build_array", "a+", "jsonb", STABLE),
    ("jsonb_build_object!", "a+", "jsonb", STABLE),
    ("jsonb_pretty", "J", "text", IMMUTABLE),
    ("jsonb_set!", "JxJb?", "jsonb", IMMUTABLE),
    ("jsonb_strip_nulls", "J", "jsonb", IMMUTABLE),
    ("jsonb_typeof", "J", "text?", IMMUTABLE),
    ("left", "si", "text", IMMUTABLE),
    ("length", "s", "integer", IMMUTABLE),
    ("lower", "s", "text", IMMUTABLE),
    ("lpad", "sis?", "text", IMMUTABLE),
    ("ltrim", "ss?", "text", IMMUTABLE),
    ("md5", "s", "text", IMMUTABLE),
    ("nextval", "r", "bigint", VOLATILE),
    ("now", "", "timestamp with time zone", STABLE),
    ("num_nonnulls", "a+", "integer", IMMUTABLE),
    ("num_nulls", "a+", "integer", IMMUTABLE),
    ("octet_length", "s", "integer", IMMUTABLE),
    ("pg_advisory_lock~", "n", "void", VOLATILE),
    ("pg_advisory_xact_lock~", "n", "void", VOLATILE),
    ("pg_get_constraintdef~", "o", "text?", STABLE),
    ("pg_get_indexdef~", "o", "text?", STABLE),
    // The text is only good for naming the sequence.
    ("pg_get_serial_sequence", "ss", "regclass?", STABLE),
    ("pg_get_userbyid", "o", "name", STABLE),
    ("pg_sleep", "n", "void", VOLATILE),
    ("pg_table_is_visible", "o", "boolean?", STABLE),
    ("pg_try_advisory_lock~", "n", "boolean", VOLATILE),
    ("pg_type_is_visible", "o", "boolean?", STABLE),
    ("quote_ident", "s", "text", IMMUTABLE),
    ("random", "", "double precision", VOLATILE),
    ("regexp_replace!", "ssss?", "text", IMMUTABLE),
    ("repeat", "si", "text", IMMUTABLE),
    ("replace", "sss", "text", IMMUTABLE),
    ("reverse", "s", "text", IMMUTABLE),
    ("right", "si", "text", IMMUTABLE),
    ("round~", "ni?", "#", IMMUTABLE),
    ("rpad", "sis?", "text", IMMUTABLE),
    ("rtrim", "ss?", "text", IMMUTABLE),
    ("setval", "rib?", "bigint?", VOLATILE),
    ("split_part!", "ssi", "text", IMMUTABLE),
    ("starts_with", "ss", "boolean", IMMUTABLE),
    ("statement_timestamp", "", "timestamp with time zone", STABLE),
    ("strpos", "ss", "integer", IMMUTABLE),
    ("substr!", "sii?", "text", IMMUTABLE),
    ("substring!~", "sii?", "text", IMMUTABLE),
    ("timezone~", "st", "@", IMMUTABLE),
    ("to_char", "as", "text", STABLE),
    ("to_date!", "ss", "date", STABLE),
    ("to_json", "a", "json", STABLE),
    ("to_jsonb", "a", "jsonb", STABLE),
    ("to_regclass", "s", "regclass?", STABLE),
    ("to_regtype", "s", "regtype?", STABLE),
    ("transaction_timestamp", "", "timestamp with time zone", STABLE),
    ("translate", "sss", "text", IMMUTABLE),
    ("trunc~", "ni?", "#", IMMUTABLE),
    ("txid_current", "", "bigint", STABLE),
    ("upper", "s", "text", IMMUTABLE),
    ("version", "", "text", STABLE),
];

/// The extensions whose functions PostgreSQL's documentation lists, how these begin, and what they return where that is weighed.
pub(super) const OF_EXTENSIONS: &[(&str, &[&str], &str)] = &[
    ("uuid-ossp", &["uuid_"], "uuid"),
    (
        "pgcrypto",
        &["crypt", "digest", "gen_salt", "gen_random_bytes", "encrypt", "decrypt", "hmac", "pgp_", "armor", "dearmor"],
        "",
    ),
    ("unaccent", &["unaccent"], "text"),
];
