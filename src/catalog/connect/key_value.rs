//! libpq's `host=db dbname=app` spelling.

use super::settings::Settings;
use crate::error::{Error, Result};
use crate::finding::Code;
use std::iter::Peekable;
use std::str::Chars;

/// Reads `name = value` pairs; values may be in single quotes, and `\` escapes a character (libpq's
/// `conninfo_parse`).
pub(super) fn parse(text: &str) -> Result<Settings> {
    let mut settings = Settings::default();
    let mut rest = text.chars().peekable();
    loop {
        skip_blanks(&mut rest);
        if rest.peek().is_none() {
            return Ok(settings);
        }
        let name = take_name(&mut rest);
        skip_blanks(&mut rest);
        if rest.next() != Some('=') {
            return Err(invalid("the connection string has a word without `=`"));
        }
        skip_blanks(&mut rest);
        let value = take_value(&mut rest)?;
        settings.set(&name, &value)?;
    }
}

fn skip_blanks(rest: &mut Peekable<Chars<'_>>) {
    while rest.next_if(|c| c.is_whitespace()).is_some() {}
}

fn take_name(rest: &mut Peekable<Chars<'_>>) -> String {
    std::iter::from_fn(|| rest.next_if(|c| *c != '=' && !c.is_whitespace())).collect()
}

fn take_value(rest: &mut Peekable<Chars<'_>>) -> Result<String> {
    let quoted = rest.next_if_eq(&'\'').is_some();
    let mut value = String::new();
    loop {
        match rest.next_if(|c| quoted || !c.is_whitespace()) {
            Some('\\') => value.extend(rest.next()),
            Some('\'') if quoted => return Ok(value),
            Some(c) => value.push(c),
            None if quoted => return Err(invalid("the connection string has a quote that does not end")),
            None => return Ok(value),
        }
    }
}

fn invalid(message: &str) -> Error {
    let help = "write `host=HOST port=PORT dbname=DATABASE user=USER`, values with blanks in single quotes";
    Error::new(Code::INVALID_DATABASE_URL, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_blanks_and_escapes_are_libpqs() {
        let settings =
            parse(r"host = db  dbname='my app' user=it\'s options='-c \'x\'' password='a\\b'").expect("valid");
        assert_eq!(settings.value("host"), Some("db"));
        assert_eq!(settings.value("dbname"), Some("my app"));
        assert_eq!(settings.value("user"), Some("it's"));
        assert_eq!(settings.value("options"), Some("-c 'x'"));
        assert_eq!(settings.password.expect("set").reveal(), r"a\b");
    }

    #[test]
    fn what_is_broken_is_an_error_without_its_text() {
        for text in ["host=db secret", "password='secret", "secret=1x host=db"] {
            let error = parse(text).expect_err(text);
            assert!(!error.message.contains("1x"), "{error}");
        }
        assert!(!parse("host=db s3cret").expect_err("no =").message.contains("s3cret"));
    }
}
