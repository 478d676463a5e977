//! Whether a value can be stored in a column (PostgreSQL 15, `coerce_to_target_type` with COERCION_ASSIGNMENT).

use super::types::{Category, Of, Own};
use super::{Judge, Judged, open, refused};
use crate::name::Name;
use crate::schema::{DataType, SqlState};

/// What a value is stored for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    Row,
    /// Kept, and computed when a row takes it.
    Default,
    /// The default of a column that is added: computed once, rows or none.
    Added,
}

impl Judge<'_> {
    /// Judges a value that is stored as `to`; returns whether that can fail for a row.
    pub(super) fn assign(&self, own: &Own, column: &Name, to: &DataType, stored: Stored) -> Judged<bool> {
        let text = own.literal.as_deref();
        match (&own.of, text) {
            (Of::Null, _) => Ok(own.fails),
            (Of::Literal, Some(text)) => {
                self.reads(text, to)?;
                self.fits_length(text, to, stored)?;
                Ok(own.fails)
            }
            (Of::Literal, None) => open(format!("the value for `{column}` is not known")),
            (Of::Type(from), text) => self.assign_typed(own, (column, to), from, text, stored),
        }
    }

    fn assign_typed(
        &self,
        own: &Own,
        (column, to): (&Name, &DataType),
        from: &DataType,
        text: Option<&str>,
        stored: Stored,
    ) -> Judged<bool> {
        let (target, source) = (self.category(to), self.category(from));
        if to.user_type().is_some_and(|_| self.base(to) != *to) && self.base(from) == self.base(to) && from != to {
            return open(format!("whether the domain of `{column}` takes the value is not known"));
        }
        let base = self.base(to);
        if let (Category::Number, Category::Number, Some(text)) = (&target, &source, text) {
            self.fits_number(text, &base)?;
            return Ok(own.fails);
        }
        let is_long = |of: &DataType| of.modifiers.parse::<u64>().unwrap_or(u64::MAX);
        match (&target, &source) {
            (Category::Text, Category::Text) if text.is_some() => {
                self.fits_length(text.unwrap_or_default(), &base, stored)?;
                Ok(own.fails)
            }
            (Category::Text, Category::Text) if base.is_builtin("text") => Ok(own.fails),
            (Category::Text, Category::Text) => {
                Ok(own.fails || is_long(&base) < own.at_most.unwrap_or_else(|| is_long(&self.base(from))))
            }
            // Anything becomes text in an assignment.
            (Category::Text, _) => Ok(own.fails || is_long(&base) < longest(&self.base(from))),
            (Category::Number, Category::Number) => Ok(own.fails || !is_wider(&self.base(from), &base)),
            (Category::Time, Category::Time) | (Category::Json | Category::Jsonb, Category::Json | Category::Jsonb) => {
                Ok(own.fails)
            }
            (Category::Clock, Category::Clock | Category::Time) | (Category::Interval, Category::Interval) => {
                Ok(own.fails)
            }
            _ if self.base(from).base == base.base && from.array == base.array => {
                Ok(own.fails || from.modifiers != base.modifiers)
            }
            (Category::Array, Category::Array) if self.element(&base) == self.element(&self.base(from)) => {
                Ok(own.fails || !base.modifiers.is_empty())
            }
            (Category::Other, _) | (_, Category::Other) | (Category::Array, Category::Array) => {
                open(format!("limbeck does not know whether {} becomes {}", own.word(), base.to_sql()))
            }
            (Category::Clock | Category::Interval, _) | (_, Category::Clock | Category::Interval) => {
                open(format!("limbeck does not know whether {} becomes {}", own.word(), base.to_sql()))
            }
            _ => {
                let what = if stored != Stored::Row { "default expression" } else { "expression" };
                let word = DataType { modifiers: String::new(), ..to.clone() }.to_sql();
                let message = format!("column \"{column}\" is of type {word} but {what} is of type {}", own.word());
                refused(SqlState::DATATYPE_MISMATCH, message)
            }
        }
    }

    /// Returns of what kind the elements of an array are.
    fn element(&self, of: &DataType) -> Option<Category> {
        let of = self.category(&DataType { array: false, ..of.clone() });
        (of == Category::Text).then_some(of)
    }

    /// Judges the length of a string; blanks at the end do not count.
    fn fits_length(&self, text: &str, to: &DataType, stored: Stored) -> Judged<()> {
        let base = self.base(to);
        let is_string = base.is_builtin("character varying") || base.is_builtin("character");
        let Some(length) = base.modifiers.parse::<usize>().ok().filter(|_| is_string && !base.array) else {
            return Ok(());
        };
        let rest: String = text.chars().skip(length).collect();
        if rest.trim_matches(' ').is_empty() {
            return Ok(());
        }
        if stored == Stored::Default {
            return open(format!("a default is longer than {}", base.to_sql()));
        }
        refused(SqlState::STRING_DATA_RIGHT_TRUNCATION, format!("value too long for type {}", base.to_sql()))
    }
}

/// Returns how long the text of a value may be.
fn longest(of: &DataType) -> u64 {
    let lengths = [("smallint", 6), ("integer", 11), ("bigint", 20), ("boolean", 5), ("uuid", 36), ("date", 13)];
    let known = lengths.iter().find(|(name, _)| of.is_builtin(name) && !of.array);
    known.map_or(u64::MAX, |(_, length)| *length)
}

/// Returns whether every number of one type is one of the other.
pub(super) fn is_wider(from: &DataType, to: &DataType) -> bool {
    let order = ["smallint", "integer", "bigint"];
    let at = |own: &DataType| order.iter().position(|name| own.is_builtin(name));
    match (at(from), at(to)) {
        (Some(from), Some(to)) => from <= to,
        (Some(_), None) => to.modifiers.is_empty(),
        (None, None) => {
            from.base == to.base && from.modifiers == to.modifiers
                || to.is_builtin("double precision") && from.is_builtin("real")
        }
        (None, Some(_)) => false,
    }
}
