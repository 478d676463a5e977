//! The functions that the judge knows. What one takes is a letter for each argument: `s` a string, `n` a number, `t` a date or
//! a timestamp, `b` a boolean, `j` json, `x` an array, `r` the name of a relation, `a` anything; `+` means that the last may
//! come again, `?` that it may be left out. `!` behind a name says that the function can fail; `=` returns the type of the
//! first argument, `=2` of the second.

use super::types::Stability;

/// The name, what it takes, what it returns, how stable it is.
pub(super) type Row = (&'static str, &'static str, &'static str, Stability);

const IMMUTABLE: Stability = Stability::Immutable;
const STABLE: Stability = Stability::Stable;
const VOLATILE: Stability = Stability::Volatile;

pub(super) const FUNCTIONS: &[Row] = &[
    ("abs", "n", "=", IMMUTABLE),
    ("age", "tt", "interval", IMMUTABLE),
    ("array_length!", "xn", "integer", IMMUTABLE),
    ("btrim", "ss?", "text", IMMUTABLE),
    ("ceil", "n", "numeric", IMMUTABLE),
    ("char_length", "s", "integer", IMMUTABLE),
    ("clock_timestamp", "", "timestamp with time zone", VOLATILE),
    ("concat", "a+", "text", STABLE),
    ("concat_ws", "sa+", "text", STABLE),
    ("current_database", "", "name", STABLE),
    ("date", "t", "date", STABLE),
    ("date_trunc!", "st", "=2", STABLE),
    ("floor", "n", "numeric", IMMUTABLE),
    ("gen_random_uuid", "", "uuid", VOLATILE),
    ("initcap", "s", "text", IMMUTABLE),
    ("json_typeof", "j", "text", IMMUTABLE),
    ("json_array_length!", "j", "integer", IMMUTABLE),
    ("json_build_object!", "a+", "json", STABLE),
    ("jsonb_array_length!", "j", "integer", IMMUTABLE),
    ("jsonb_build_array", "a+", "jsonb", STABLE),
    ("jsonb_build_object!", "a+", "jsonb", STABLE),
    ("jsonb_typeof", "j", "text", IMMUTABLE),
    ("left", "sn", "text", IMMUTABLE),
    ("length", "s", "integer", IMMUTABLE),
    ("lower", "s", "text", IMMUTABLE),
    ("lpad", "sns?", "text", IMMUTABLE),
    ("ltrim", "ss?", "text", IMMUTABLE),
    ("md5", "s", "text", IMMUTABLE),
    ("nextval", "r", "bigint", VOLATILE),
    ("now", "", "timestamp with time zone", STABLE),
    ("pg_sleep", "n", "void", VOLATILE),
    ("octet_length", "s", "integer", IMMUTABLE),
    ("pg_get_serial_sequence", "ss", "text", STABLE),
    ("random", "", "double precision", VOLATILE),
    ("regexp_replace!", "ssss?", "text", IMMUTABLE),
    ("repeat", "sn", "text", IMMUTABLE),
    ("replace", "sss", "text", IMMUTABLE),
    ("reverse", "s", "text", IMMUTABLE),
    ("right", "sn", "text", IMMUTABLE),
    ("round", "nn?", "numeric", IMMUTABLE),
    ("rtrim", "ss?", "text", IMMUTABLE),
    ("setval", "rnb?", "bigint", VOLATILE),
    ("split_part!", "ssn", "text", IMMUTABLE),
    ("statement_timestamp", "", "timestamp with time zone", STABLE),
    ("strpos", "ss", "integer", IMMUTABLE),
    ("substr!", "snn?", "text", IMMUTABLE),
    ("substring!", "snn?", "text", IMMUTABLE),
    ("timezone", "st", "timestamp without time zone", STABLE),
    ("to_char", "as", "text", STABLE),
    ("to_json", "a", "json", STABLE),
    ("to_jsonb", "a", "jsonb", STABLE),
    ("transaction_timestamp", "", "timestamp with time zone", STABLE),
    ("txid_current", "", "bigint", STABLE),
    ("upper", "s", "text", IMMUTABLE),
    ("version", "", "text", STABLE),
];

/// The extensions whose functions PostgreSQL's documentation lists, and how these begin.
pub(super) const OF_EXTENSIONS: &[(&str, &[&str], &str)] = &[
    ("uuid-ossp", &["uuid_"], "uuid"),
    (
        "pgcrypto",
        &["crypt", "digest", "gen_salt", "gen_random_bytes", "encrypt", "decrypt", "hmac", "pgp_", "armor", "dearmor"],
        "",
    ),
    ("unaccent", &["unaccent"], "text"),
];
