//! Whether a string is a value of a type, as the type's input function reads it (PostgreSQL 15, `utils/adt`).

use super::types::{Category, element_of, in_range, is_whole, without_length};
use super::{Judge, Judged, open, refused};
use crate::schema::{DataType, SqlState, TypeKind};
use crate::sql::expression::{Literal, boolean, elements, is_interval, is_json, literal_value};

/// Returns whether a number is too large, or too near to zero, for a floating-point type (`float4in`, `float8in`, utils/adt/float.c).
fn is_out_of_range(text: &str, to: &DataType) -> bool {
    let Ok(value) = text.parse::<f64>() else { return false };
    #[allow(clippy::cast_possible_truncation)]
    let stored = if to.is_builtin("real") { f64::from(value as f32) } else { value };
    let is_zero = !text.split(['e', 'E']).next().unwrap_or(text).contains(|c: char| ('1'..='9').contains(&c));
    let is_word = text.contains(['n', 'N']);
    !is_word && (stored.is_infinite() || stored == 0.0 && !is_zero)
}

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
            let element = element_of(to);
            return match elements(text) {
                Some(all) => all.iter().flatten().try_for_each(|own| self.reads(own, &element)),
                None if text.trim_start().starts_with(['{', '[']) => {
                    open(format!("limbeck does not know how '{text}' is read as an array"))
                }
                None => refused(SqlState::INVALID_TEXT_REPRESENTATION, format!("malformed array literal: \"{text}\"")),
            };
        }
        let word = without_length(to).to_sql();
        match self.category(to) {
            Category::Text => Ok(()),
            Category::Bytes if !text.contains('\\') || is_hex(text) => Ok(()),
            Category::Number => self.reads_number(text, to, &word),
            Category::Boolean if boolean(text.trim()).is_none() => invalid("boolean"),
            Category::Boolean => Ok(()),
            Category::Uuid => match literal_value(text, to) {
                Literal::Invalid => invalid("uuid"),
                _ => Ok(()),
            },
            Category::Json | Category::Jsonb if is_json(text) && has_plain_escapes(text) => Ok(()),
            Category::Json | Category::Jsonb if !text.contains('\\') => {
                refused(SqlState::INVALID_TEXT_REPRESENTATION, "invalid input syntax for type json")
            }
            Category::Enum(name) => self.reads_label(text, &name),
            Category::Time if is_moment(text) => Ok(()),
            Category::Interval if is_interval(text) => Ok(()),
            _ => open(format!("limbeck does not know whether '{text}' is a {word}")),
        }
    }

    fn reads_number(&self, text: &str, to: &DataType, word: &str) -> Judged<()> {
        let trimmed = text.trim();
        if to.is_builtin("oid") && trimmed.parse::<u32>().is_err() {
            return open("limbeck does not know a number of an object");
        }
        if to.is_builtin("oid") {
            return Ok(());
        }
        let is_integer = is_whole(to);
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
        if (to.is_builtin("real") || to.is_builtin("double precision")) && is_out_of_range(trimmed, to) {
            let message = format!("\"{text}\" is out of range for type {word}");
            return refused(SqlState::NUMERIC_VALUE_OUT_OF_RANGE, message);
        }
        self.fits_number(trimmed, to)
    }

    /// Judges a number that is stored as another type of number.
    pub(super) fn fits_number(&self, text: &str, to: &DataType) -> Judged<()> {
        let whole = text.split('.').next().and_then(|own| own.parse::<i128>().ok());
        match whole {
            None if is_whole(to) && text.contains(['e', 'E']) => {
                open(format!("limbeck does not know whether {text} is a {}", to.to_sql()))
            }
            Some(value) if !in_range(to, value) => {
                refused(SqlState::NUMERIC_VALUE_OUT_OF_RANGE, format!("{} out of range", to.to_sql()))
            }
            Some(value) if !(in_range(to, value + 1) && in_range(to, value - 1)) && text.contains('.') => {
                open(format!("limbeck does not know whether {text} is a {}", to.to_sql()))
            }
            _ => self.fits_digits(text, to),
        }
    }

    /// Judges the digits of a number that becomes a `numeric` with a precision.
    fn fits_digits(&self, text: &str, to: &DataType) -> Judged<()> {
        if !to.is_builtin("numeric") || to.modifiers.is_empty() {
            return Ok(());
        }
        let mut parts = to.modifiers.split(',').map(|own| own.trim().parse::<i64>().ok());
        let (Some(Some(precision)), scale) = (parts.next(), parts.next()) else { return Ok(()) };
        match digits_at(text, scale.flatten().unwrap_or(0)) {
            Some(digits) if digits <= precision => Ok(()),
            Some(_) => refused(SqlState::NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow"),
            None => open(format!("limbeck does not know whether {text} is a {}", to.to_sql())),
        }
    }

    fn reads_label(&self, text: &str, name: &crate::name::QualifiedName) -> Judged<()> {
        let Some(TypeKind::Enum { labels }) = self.ground.schema.type_named(name).map(|own| &own.kind) else {
            return open(format!("the labels of `{name}` are not known"));
        };
        if !labels.iter().any(|own| own == text) {
            let own = crate::schema::ObjectId::Type(name.clone());
            if self.ground.schema.doubt_about(&own).is_some() {
                return open(format!("the labels of `{name}` are not known"));
            }
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

/// Returns how many digits a number has when it is rounded to a scale (`apply_typmod`).
fn digits_at(text: &str, scale: i64) -> Option<i64> {
    let (whole, fraction) =
        text.trim_start_matches(['-', '+']).split_once('.').unwrap_or((text.trim_start_matches(['-', '+']), ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|own| own.is_ascii_digit()) {
        return None;
    }
    let Ok(kept) = usize::try_from(i64::try_from(whole.len()).ok()? + scale) else { return Some(0) };
    let padded = format!("{digits:0<kept$}");
    let (head, tail) = padded.split_at_checked(kept)?;
    let head = head.trim_start_matches('0');
    let grows = tail.starts_with(|own| own >= '5') && head.bytes().all(|own| own == b'9');
    i64::try_from(head.len() + usize::from(grows)).ok()
}

/// Returns whether a text is `\x` and pairs of hexadecimal digits.
fn is_hex(text: &str) -> bool {
    text.strip_prefix("\\x").is_some_and(|own| own.len() % 2 == 0 && own.bytes().all(|own| own.is_ascii_hexdigit()))
}

/// Returns whether what is escaped in json is a character that it may be; of `\u` limbeck does not say.
fn has_plain_escapes(text: &str) -> bool {
    let rest = text.replace("\\\\", "");
    rest.split('\\').skip(1).all(|own| own.starts_with(['"', '/', 'b', 'f', 'n', 'r', 't']))
}

/// Returns whether a text is a moment that every setting reads alike: `2020-01-31`, with a time or not.
fn is_moment(text: &str) -> bool {
    let own = literal_value(text, &DataType::builtin("timestamp without time zone"));
    matches!(own, Literal::Canonical(_) | Literal::Changing)
}
