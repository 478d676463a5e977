//! Addresses nobody has filled in yet: templates, unexpanded variables, masked passwords.

use crate::error::Error;
use crate::finding::Code;

/// Returns why `text` is no address yet, if it is not.
pub(super) fn placeholder_error(text: &str) -> Option<Error> {
    if text.is_empty() {
        return Some(error("the database URL is empty".to_owned()));
    }
    // The template of `alembic init`: `sqlalchemy.url = driver://user:pass@localhost/dbname`.
    if text.starts_with("driver://") {
        return Some(error("the database URL is still the `driver://` line of alembic's template".to_owned()));
    }
    if let Some(name) = whole_variable(text) {
        return Some(error(format!("the database URL is `{name}`, which nothing has replaced")));
    }
    // Not repeated: it might after all be somebody's password.
    if holds_variable(text) {
        return Some(error("the database URL holds a variable that nothing has replaced".to_owned()));
    }
    // What `str(engine.url)` and SQLAlchemy's logs print instead of a password.
    if text.contains(":***@") {
        return Some(error("the password in the database URL is masked (`***`), as SQLAlchemy prints it".to_owned()));
    }
    None
}

fn error(message: String) -> Error {
    let help = "pass `--database postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, or set DATABASE_URL to it";
    Error::new(Code::PLACEHOLDER_DATABASE_URL, message, help)
}

const BRACKETS: &[(&str, &str)] =
    &[("%(", ")s"), ("${{", "}}"), ("{{", "}}"), ("${", "}"), ("{", "}"), ("<", ">"), ("%", "%")];

/// Returns `text` where all of it is `%(NAME)s`, `${NAME}`, `{NAME}`, `{{ NAME }}`, `<NAME>`, `%NAME%` or `$NAME`.
fn whole_variable(text: &str) -> Option<&str> {
    let bracketed = |(open, close): &(&str, &str)| {
        text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).is_some_and(|inner| is_name(inner.trim()))
    };
    let is_variable = BRACKETS.iter().any(bracketed) || text.strip_prefix('$').is_some_and(is_name);
    is_variable.then_some(text)
}

/// Returns whether a whole component of the URL is such a variable, or `%(NAME)s` is anywhere.
fn holds_variable(text: &str) -> bool {
    let in_options =
        text.split_once("%(").and_then(|(_, rest)| rest.split_once(")s")).is_some_and(|(name, _)| is_name(name));
    in_options
        || text.split(['/', ':', '@', '?', '&', '=', ',']).any(|part| part.len() > 2 && whole_variable(part).is_some())
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_.- ".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_filled_in_is_said() {
        for text in [
            "",
            "driver://user:pass@localhost/dbname",
            "%(DB_URL)s",
            "postgresql://%(DB_USER)s:%(DB_PASS)s@db/app",
            "${DATABASE_URL}",
            "$DATABASE_URL",
            "postgresql://app:{{ password }}@db/app",
            "postgresql://<user>:<password>@db/app",
            "postgresql://app:***@db/app",
        ] {
            assert!(placeholder_error(text).is_some(), "{text}");
        }
        for text in [
            "postgresql://app:p$w<d%40@db/app",
            "host=db dbname=app",
            "postgresql://a:{1}@db/x",
            "postgresql://a:x{bc}d@db/x",
        ] {
            assert!(placeholder_error(text).is_none(), "{text}");
        }
    }
}
