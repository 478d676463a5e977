//! Whether a string is a value of a type, as the type's input function reads it.

use super::types::{Category, in_range};
use super::{Judge, Judged, open, refused};
use crate::schema::{DataType, SqlState, TypeKind};
use crate::sql::expression::{Literal, boolean, elements, is_interval, is_json, literal_value};

impl Judge<'_> {
    /// Judges a string that is read as a value of `to`.
    pub(super) fn reads(&self, text: &str, to: &DataType) -> Judged<()> {
        if let Some(name) = to.user_type().filter(|_| !to.array)
            && let Some(TypeKind::Domain { constraints, not_null, base, .. }) =
                self.ground.schema.type_named(name).map(|own| &own.kind)
        {
            self.reads(text, base)?;
            return match constraints.is_empty() && !not_null {
                true => Ok(()),
                false => open(format!("whether the domain `{name}` takes '{text}' is not known")),
            };
        }
        let invalid = |word: &str| {
            refused(SqlState::INVALID_TEXT_REPRESENTATION, format!("invalid input syntax for type {word}: \"{text}\""))
        };
        if to.array {
            let element = DataType { array: false, ..to.clone() };
            return match elements(text) {
                Some(all) => all.iter().flatten().try_for_each(|own| self.reads(own, &element)),
                None if text.trim_start().starts_with(['{', '[']) => {
                    open(format!("limbeck does not know how '{text}' is read as an array"))
                }
                None => refused(SqlState::INVALID_TEXT_REPRESENTATION, format!("malformed array literal: \"{text}\"")),
            };
        }
        let word = DataType { modifiers: String::new(), ..to.clone() }.to_sql();
        match self.category(to) {
            Category::Text | Category::Bytes if !text.starts_with("\\x") => Ok(()),
            Category::Text => Ok(()),
            Category::Number => self.reads_number(text, to, &word),
            Category::Boolean => {
                if boolean(text.trim()).is_some() {
                    Ok(())
                } else {
                    invalid("boolean")
                }
            }
            Category::Uuid => match literal_value(text, to) {
                Literal::Invalid => invalid("uuid"),
                _ => Ok(()),
            },
            Category::Json | Category::Jsonb if is_json(text) => Ok(()),
            Category::Json | Category::Jsonb if !text.contains('\\') => {
                refused(SqlState::INVALID_TEXT_REPRESENTATION, "invalid input syntax for type json")
            }
            Category::Enum(name) => self.reads_label(text, &name),
            Category::Time => match literal_value(text, to) {
                Literal::Canonical(_) | Literal::Changing => Ok(()),
                Literal::OfSession(_) if text.starts_with(|c: char| c.is_ascii_digit()) && has_plain_date(text) => {
                    Ok(())
                }
                _ => open(format!("limbeck does not know whether '{text}' is a {word}")),
            },
            Category::Interval if is_interval(text) => Ok(()),
            _ => open(format!("limbeck does not know whether '{text}' is a {word}")),
        }
    }

    fn reads_number(&self, text: &str, to: &DataType, word: &str) -> Judged<()> {
        let trimmed = text.trim();
        let is_integer = ["smallint", "integer", "bigint"].iter().any(|name| to.is_builtin(name));
        let digits = trimmed.strip_prefix(['-', '+']).unwrap_or(trimmed);
        let is_digits = !digits.is_empty() && digits.bytes().all(|own| own.is_ascii_digit());
        if is_integer && is_digits {
            let fits = trimmed.parse::<i128>().is_ok_and(|value| in_range(to, value));
            return match fits {
                true => Ok(()),
                false => refused(
                    SqlState::NUMERIC_VALUE_OUT_OF_RANGE,
                    format!("value \"{text}\" is out of range for type {word}"),
                ),
            };
        }
        let is_value = !is_integer && matches!(literal_value(text, to), Literal::Canonical(_));
        if !is_value {
            return refused(
                SqlState::INVALID_TEXT_REPRESENTATION,
                format!("invalid input syntax for type {word}: \"{text}\""),
            );
        }
        self.fits_digits(trimmed, to)
    }

    /// Judges the digits of a number that becomes a `numeric` with a precision.
    pub(super) fn fits_digits(&self, text: &str, to: &DataType) -> Judged<()> {
        if !to.is_builtin("numeric") || to.modifiers.is_empty() {
            return Ok(());
        }
        let mut parts = to.modifiers.split(',').map(|own| own.trim().parse::<usize>().ok());
        let (Some(Some(precision)), scale) = (parts.next(), parts.next()) else { return Ok(()) };
        let scale = scale.flatten().unwrap_or(0);
        let whole = text.trim_start_matches(['-', '+']).split('.').next().unwrap_or("").trim_start_matches('0');
        if !text.bytes().all(|own| own.is_ascii_digit() || matches!(own, b'.' | b'-' | b'+')) {
            return open(format!("limbeck does not know whether {text} is a {}", to.to_sql()));
        }
        match whole.len() + scale {
            // A nine may round up.
            digits if digits == precision && text.contains("9.9") => {
                open(format!("limbeck does not know whether {text} is a {}", to.to_sql()))
            }
            digits if digits <= precision => Ok(()),
            _ => refused(SqlState::NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow"),
        }
    }

    fn reads_label(&self, text: &str, name: &crate::name::QualifiedName) -> Judged<()> {
        let Some(TypeKind::Enum { labels }) = self.ground.schema.type_named(name).map(|own| &own.kind) else {
            return open(format!("the labels of `{name}` are not known"));
        };
        if !labels.iter().any(|own| own == text) {
            let message = format!("invalid input value for enum {}: \"{text}\"", name.name);
            return refused(SqlState::INVALID_TEXT_REPRESENTATION, message);
        }
        if self.ground.fresh.contains(&(name.clone(), text.to_string())) {
            let message = format!("unsafe use of new value \"{text}\" of enum type {}", name.name);
            return refused(SqlState::UNSAFE_NEW_ENUM_VALUE, message);
        }
        Ok(())
    }
}

/// Returns whether a text begins with a date that every setting reads alike: `2020-01-31`.
fn has_plain_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let year = parts.next().is_some_and(|own| own.len() == 4 && own.bytes().all(|b| b.is_ascii_digit()));
    let month = parts.next().and_then(|own| own.parse::<u32>().ok()).is_some_and(|own| (1..=12).contains(&own));
    let day = parts.next().and_then(|own| own.get(..2)).and_then(|own| own.parse::<u32>().ok());
    year && month && day.is_some_and(|own| (1..=28).contains(&own))
}
