//! SET, RESET and SHOW: the setting is there and takes the value (PostgreSQL 15, `guc.c`).

use super::{Judge, Judged, open};

/// What a setting takes, as far as it is weighed.
enum Takes {
    Truth,
    /// A time in milliseconds, or with a unit.
    Time,
    /// Mega- or gigabytes.
    Memory,
    Words(&'static [&'static str]),
}

use Takes::{Memory, Time, Truth, Words};

/// Settings that migrations change.
const SETTINGS: &[(&str, Takes)] = &[
    ("allow_in_place_tablespaces", Truth),
    ("bytea_output", Words(&["escape", "hex"])),
    ("check_function_bodies", Truth),
    ("client_encoding", Words(&["utf8", "utf-8", "unicode", "latin1", "sql_ascii"])),
    ("client_min_messages", Words(&["debug", "debug1", "log", "notice", "info", "warning", "error"])),
    ("datestyle", Words(&["iso", "german", "sql", "postgres"])),
    ("default_table_access_method", Words(&["heap"])),
    ("default_tablespace", Words(&[""])),
    (
        "default_transaction_isolation",
        Words(&["serializable", "repeatable read", "read committed", "read uncommitted"]),
    ),
    ("default_transaction_read_only", Truth),
    ("enable_seqscan", Truth),
    ("escape_string_warning", Truth),
    ("extra_float_digits", Words(&["0", "1", "2", "3"])),
    ("idle_in_transaction_session_timeout", Time),
    ("intervalstyle", Words(&["postgres", "postgres_verbose", "sql_standard", "iso_8601"])),
    ("lock_timeout", Time),
    ("maintenance_work_mem", Memory),
    ("max_parallel_maintenance_workers", Words(&["0", "1", "2", "4", "8"])),
    ("max_parallel_workers_per_gather", Words(&["0", "1", "2", "4", "8"])),
    ("row_security", Truth),
    ("standard_conforming_strings", Truth),
    ("statement_timeout", Time),
    ("synchronous_commit", Words(&["on", "off", "local", "remote_write", "remote_apply"])),
    ("temp_buffers", Memory),
    ("time", Words(&["utc", "gmt", "local", "etc/utc"])),
    ("timezone", Words(&["utc", "gmt", "local", "etc/utc"])),
    ("work_mem", Memory),
    ("xmloption", Words(&["content", "document"])),
];

impl Judge<'_> {
    pub(super) fn setting(&self, words: &[String]) -> Judged<()> {
        let rest = match words {
            [set, rest @ ..] if matches!(set.as_str(), "set" | "reset" | "show") => rest,
            _ => return Ok(()),
        };
        let rest = match rest {
            [first, rest @ ..] if (first == "local" || first == "session") && !rest.is_empty() => rest,
            rest => rest,
        };
        let rest = rest.strip_suffix(&[";".to_string()]).unwrap_or(rest);
        let [name, rest @ ..] = rest else { return Ok(()) };
        match (name.as_str(), rest) {
            ("all" | "role" | "search_path" | "schema", _) => return Ok(()),
            ("constraints", [all, ..]) if all == "all" => return Ok(()),
            ("characteristics", _) | ("authorization", []) => return Ok(()),
            ("authorization", [default]) if default == "default" => return Ok(()),
            // Since PostgreSQL 12 it only can be off, as dumps of older servers set it.
            ("default_with_oids", [_, off]) if matches!(off.as_str(), "false" | "off" | "no" | "0") => return Ok(()),
            // A name with a dot is free.
            (_, [dot, ..]) if dot == "." => return Ok(()),
            _ => {}
        }
        let Some((_, takes)) = SETTINGS.iter().find(|(own, _)| own == name) else {
            return open(format!("whether there is a setting `{name}` is not known"));
        };
        let value = rest.iter().map(String::as_str).filter(|own| !matches!(*own, "to" | "=" | "zone"));
        let value = value.collect::<Vec<_>>().join(" ").trim_matches('\'').to_ascii_lowercase();
        let fits = rest.is_empty() || value == "default" || takes.has(value.trim());
        if fits { Ok(()) } else { open(format!("whether `{name}` takes {value} is not known")) }
    }
}

impl Takes {
    /// Returns whether a value surely is one of these.
    fn has(&self, value: &str) -> bool {
        let unit = value.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = value.len() - unit.len();
        match (self, unit.trim()) {
            (Truth, _) => ["on", "off", "true", "false", "yes", "no", "1", "0"].contains(&value),
            (Words(words), _) => words.contains(&value),
            (Time, "" | "ms") => (1..10).contains(&digits),
            (Time, "s" | "min") => (1..5).contains(&digits),
            (Time, "h") => (1..3).contains(&digits),
            (Memory, "mb" | "gb") => (1..4).contains(&digits) && !value.starts_with('0'),
            (Time | Memory, _) => false,
        }
    }
}
