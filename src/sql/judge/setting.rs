//! SET, RESET and SHOW: the setting is there and takes the value (PostgreSQL 15, `guc.c`).

use super::known::SETTINGS;
use super::{Judge, Judged, open};

/// The values of settings that are one of some words.
const WORDS: &[(&str, &[&str])] = &[
    ("bytea_output", &["escape", "hex"]),
    ("client_encoding", &["utf8", "utf-8", "unicode", "latin1", "sql_ascii"]),
    ("client_min_messages", &["debug", "debug1", "log", "notice", "info", "warning", "error"]),
    ("datestyle", &["iso", "german", "sql", "postgres"]),
    ("default_table_access_method", &["heap"]),
    ("default_tablespace", &[""]),
    ("default_transaction_isolation", &["serializable", "repeatable read", "read committed", "read uncommitted"]),
    ("intervalstyle", &["postgres", "postgres_verbose", "sql_standard", "iso_8601"]),
    ("synchronous_commit", &["on", "off", "local", "remote_write", "remote_apply"]),
    ("timezone", &["utc", "gmt", "local", "etc/utc"]),
    ("time", &["utc", "gmt", "local", "etc/utc"]),
    ("xmloption", &["content", "document"]),
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
            // A name with a dot is free.
            (_, [dot, ..]) if dot == "." => return Ok(()),
            _ if !SETTINGS.contains(&name.as_str()) => {
                return open(format!("whether there is a setting `{name}` is not known"));
            }
            _ => {}
        }
        let value: Vec<&str> =
            rest.iter().map(String::as_str).filter(|own| !matches!(*own, "to" | "=" | "zone")).collect();
        let value = value.join(" ").trim_matches('\'').to_ascii_lowercase();
        let fits = rest.is_empty() || value == "default" || takes(name, value.trim());
        if fits { Ok(()) } else { open(format!("whether `{name}` takes {value} is not known")) }
    }
}

fn takes(name: &str, value: &str) -> bool {
    if let Some((_, words)) = WORDS.iter().find(|(own, _)| *own == name) {
        return words.contains(&value);
    }
    let digits = value.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_counted = digits.len() < value.len();
    match name {
        own if own.ends_with("_timeout") => {
            is_counted && ["", "us", "ms", "s", "min", "h", "d"].contains(&digits.trim())
        }
        own if own.ends_with("_mem") || own == "temp_buffers" => {
            is_counted && value.len() - digits.len() < 5 && ["kb", "mb", "gb"].contains(&digits.trim())
        }
        "max_parallel_maintenance_workers" | "max_parallel_workers_per_gather" => digits.is_empty() && value.len() < 4,
        "extra_float_digits" => ["0", "1", "2", "3"].contains(&value),
        "transaction" | "constraints" | "names" | "session" => false,
        _ => ["on", "off", "true", "false", "yes", "no", "1", "0"].contains(&value),
    }
}
