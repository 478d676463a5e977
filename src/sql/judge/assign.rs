//! Whether a value can be stored in a column (PostgreSQL 15, `coerce_to_target_type` with COERCION_ASSIGNMENT).

use super::types::{Category, Of, Own, element_of, without_length};
use super::{Judge, Judged, Trouble, open, refused};
use crate::name::Name;
use crate::schema::{Column, DataType, SqlState, can_assign};

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
                self.fits_length(text, to, stored).map(|()| own.fails)
            }
            (Of::Literal, None) => open(format!("the value for `{column}` is not known")),
            (Of::Type(from), text) => self.assign_typed(own, (column, to), from, text, stored),
        }
    }

    /// Judges a constant as it is read before anything is computed: a string by the type's input function, without its
    /// length.
    pub(super) fn reads_constant(&self, own: &Own, column: &Column) -> Judged<()> {
        let to = &column.data_type;
        match (&own.of, own.literal.as_deref()) {
            (Of::Literal, Some(text)) => self.reads(text, &without_length(to)),
            (Of::Type(from), _) if !can_assign(self.ground.schema, from, to) => {
                self.assign(own, &column.name, to, Stored::Row).map(|_| ())
            }
            _ => Ok(()),
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
        use Category as C;
        let (base, source) = (self.base(to), self.base(from));
        if base != *to && source == base && from != to {
            return open(format!("whether the domain of `{column}` takes the value is not known"));
        }
        let (into, of) = (self.category(to), self.category(from));
        if !can_assign(self.ground.schema, from, to) {
            if [&into, &of].iter().any(|own| matches!(own, C::Other | C::Clock | C::Interval)) || into == of {
                return open(format!("limbeck does not know whether {} becomes {}", own.word(), base.to_sql()));
            }
            let what = if stored != Stored::Row { "default expression" } else { "expression" };
            let word = without_length(to).to_sql();
            let message = format!("column \"{column}\" is of type {word} but {what} is of type {}", own.word());
            return refused(SqlState::DATATYPE_MISMATCH, message);
        }
        let fails = match (&into, &of, text) {
            (C::Number, C::Number, Some(text)) => match self.fits_number(text, &base) {
                Err(Trouble::Refused(refusal)) if stored == Stored::Default => {
                    return open(format!("a default is computed when a row takes it: {}", refusal.message));
                }
                other => other.map(|()| false)?,
            },
            (C::Number, C::Number, None) => !is_wider(&source, &base),
            (C::Text, C::Text, Some(text)) => self.fits_length(text, &base, stored).map(|()| false)?,
            (C::Text, C::Text, None) => length(&base) < own.at_most.unwrap_or_else(|| length(&source)),
            (C::Text, ..) => length(&base) < longest(&source),
            (C::Time, C::Time, _) | (C::Json | C::Jsonb, C::Json | C::Jsonb, _) => false,
            (C::Clock, C::Clock | C::Time, _) | (C::Interval, C::Interval, _) => false,
            _ if source.base == base.base && source.array == base.array => source.modifiers != base.modifiers,
            (C::Array, C::Array, _)
                if [&source, &base].iter().all(|own| self.category(&element_of(own)) == C::Text) =>
            {
                !base.modifiers.is_empty()
            }
            _ => return open(format!("limbeck does not know whether {} becomes {}", own.word(), base.to_sql())),
        };
        Ok(own.fails || fails)
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

/// Returns how many characters a type of strings takes.
pub(super) fn length(of: &DataType) -> u64 {
    of.modifiers.parse().unwrap_or(u64::MAX)
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
