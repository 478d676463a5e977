//! What a text is, by its first lines: a snapshot, SQL, or something else that people hand over.

use super::{Found, MAKE};
use crate::catalog::dump::COMPLETE;
use crate::catalog::snapshot::HEADER;
use crate::source::Span;

/// What a text is.
pub(super) enum Kind {
    Snapshot,
    /// Whether there is DDL in it is seen when it is read.
    Sql,
    Neither(Found),
}

/// Returns what a text is.
pub(super) fn recognise(text: &str) -> Kind {
    let neither = |what: &str, help: &str| Kind::Neither(Found { what: what.to_string(), help: help.to_string() });
    let Some(first) = significant_lines(text).next() else {
        return neither("empty", &format!("the command that should have written it failed; {MAKE}"));
    };
    if text.lines().any(is_header) {
        return Kind::Snapshot;
    }
    if is_conflict(text) {
        return neither("in the middle of a merge: it has conflict markers", "resolve the conflict, or write it anew");
    }
    let lower = first.to_ascii_lowercase();
    if first.starts_with('<') {
        let what = if lower.contains("html") { "an HTML page" } else { "HTML or XML" };
        return neither(what, &format!("most often a login or error page that was saved; {MAKE}"));
    }
    if ["pg_dump:", "pg_restore:", "psql:"].iter().any(|program| lower.starts_with(program)) {
        return neither("an error message of PostgreSQL's programs", &format!("it says `{first}`; mend that first"));
    }
    if first.starts_with(['{', '[']) || is_key(first) {
        let help = format!("a snapshot begins with `{HEADER}: 1`; `limbeck snapshot > snapshot.yaml` writes one");
        return neither("YAML, JSON or the like, but no limbeck snapshot", &help);
    }
    for (mark, system) in [("-- mysql dump", "MySQL"), ("-- mariadb dump", "MariaDB"), ("-- phpmyadmin", "MySQL")] {
        if text.lines().take(5).any(|line| line.to_ascii_lowercase().starts_with(mark)) {
            return neither(&format!("a dump of {system}"), "limbeck compares with PostgreSQL only");
        }
    }
    if lower.starts_with("pragma ") {
        return neither("a dump of SQLite", "limbeck compares with PostgreSQL only");
    }
    match unfinished(text) {
        Some(found) => Kind::Neither(found),
        None => Kind::Sql,
    }
}

/// Returns the span of the first line that says something, if it can be shown.
pub(super) fn first_line(text: &str) -> Option<Span> {
    let line = significant_lines(text).next().filter(|line| line.len() <= 200)?;
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    Some(Span::new(start, start + line.len()))
}

/// Returns the lines but for the blank ones and the comments of YAML and SQL.
fn significant_lines(text: &str) -> impl Iterator<Item = &str> {
    let is_comment = |line: &&str| line.is_empty() || line.starts_with('#') || line.starts_with("--");
    text.lines().map(str::trim).filter(move |line| !is_comment(line))
}

/// The first line of a snapshot, in YAML or in the JSON that is YAML, too.
fn is_header(line: &str) -> bool {
    let rest = line.trim_start_matches(['{', ' ', '"', '\'']);
    rest.strip_prefix(HEADER).is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
}

/// `key:` at the beginning of a line, as no statement begins.
fn is_key(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return line.starts_with("- ") };
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'');
    !key.is_empty() && key.chars().all(is_word) && (rest.is_empty() || rest.starts_with(' '))
}

fn is_conflict(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("<<<<<<< ")) && text.lines().any(|line| line.starts_with(">>>>>>> "))
}

/// A dump that pg_dump did not finish, or one of several databases: to read it would be to miss, or to mix, objects.
fn unfinished(text: &str) -> Option<Found> {
    let has = |line: &str| text.lines().any(|own| own == line);
    let begun = has("-- PostgreSQL database dump") && !has(COMPLETE);
    if begun || has("-- PostgreSQL database cluster dump") && !has("-- PostgreSQL database cluster dump complete") {
        return Some(Found {
            what: "cut off: pg_dump ends a dump with `-- PostgreSQL database dump complete`".to_string(),
            help: "take the dump again: what is missing in it would count as missing in the database".to_string(),
        });
    }
    let connects = text.lines().filter_map(|line| line.strip_prefix("\\connect "));
    let databases: std::collections::BTreeSet<&str> =
        connects.filter_map(|rest| rest.split_whitespace().last()).collect();
    let names: Vec<String> = databases.iter().map(|name| format!("`{}`", name.trim_matches(['"', '\'']))).collect();
    (names.len() > 1).then(|| Found {
        what: format!("a dump of several databases: {}", names.join(", ")),
        help: "dump the one: `pg_dump --schema-only -f schema.sql DATABASE`".to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(text: &str) -> String {
        match recognise(text) {
            Kind::Snapshot => "snapshot".to_string(),
            Kind::Sql => "sql".to_string(),
            Kind::Neither(found) => found.what,
        }
    }

    #[test]
    fn what_a_text_is_does_not_depend_on_its_name() {
        assert_eq!(what("# mine\nlimbeck-snapshot: 1\n"), "snapshot");
        assert_eq!(what("---\nextensions: []\nlimbeck-snapshot: 1\n"), "snapshot");
        assert_eq!(what("{\"limbeck-snapshot\": 1}"), "snapshot");
        assert_eq!(what("CREATE TABLE t (a int);"), "sql");
        assert_eq!(
            what("--\n-- PostgreSQL database dump\n--\n\\restrict x\nSET a = b;\n"),
            "cut off: pg_dump ends a dump with `-- PostgreSQL database dump complete`"
        );
        assert_eq!(what(" \n\n-- only a remark\n"), "empty");
        assert_eq!(what("<!DOCTYPE html>\n<html>"), "an HTML page");
        assert_eq!(what("services:\n  db:\n"), "YAML, JSON or the like, but no limbeck snapshot");
        assert_eq!(what("{\"a\": 1}"), "YAML, JSON or the like, but no limbeck snapshot");
        assert_eq!(what("-- MySQL dump 10.13\nCREATE TABLE `t` (a int);"), "a dump of MySQL");
        assert_eq!(what("PRAGMA foreign_keys=OFF;"), "a dump of SQLite");
        assert_eq!(
            what("\\connect a\nSET x = 1;\n\\connect -reuse-previous=on \"b\"\n"),
            "a dump of several databases: `b`, `a`"
        );
        assert_eq!(what("pg_dump: error: connection to server failed"), "an error message of PostgreSQL's programs");
        assert_eq!(
            what("CREATE TABLE a ();\n<<<<<<< ours\n=======\n>>>>>>> theirs\n"),
            "in the middle of a merge: it has conflict markers"
        );
    }
}
