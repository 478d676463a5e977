//! Text made of values: f-strings, `%`, `str.format`, `format()`.

mod brace;
mod number;
mod percent;
mod spec;

use spec::Spec;

use super::unknown::{Piece, Unknown};
use super::value::Value;

/// Why a value cannot be written in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    Value,
    Type,
    Overflow,
    /// It is too long to be written here.
    TooLong,
}

/// Text under construction; unknown parts leave holes in it.
#[derive(Default)]
pub(super) struct Text {
    known: String,
    pieces: Vec<Piece>,
}

impl Text {
    pub fn push(&mut self, text: &str) {
        self.known.push_str(text);
    }

    /// Adds a string or an unknown; other values add nothing.
    pub fn push_value(&mut self, value: &Value) {
        match value {
            // What is taken wherever a sample is stays one part.
            Value::Unknown(why) if why.pieces().is_empty() || why.has_own_sample() => self.push_hole(why),
            Value::Unknown(why) => {
                for piece in why.pieces() {
                    match piece {
                        Piece::Text(text) => self.push(text),
                        Piece::Hole(why) => self.push_hole(why),
                    }
                }
            }
            other => self.push(&other.as_str().unwrap_or_default()),
        }
    }

    pub fn push_hole(&mut self, why: &Unknown) {
        self.close();
        self.pieces.push(Piece::Hole(why.clone()));
    }

    /// Returns how many bytes are known.
    pub fn len(&self) -> usize {
        let piece = |piece: &Piece| if let Piece::Text(text) = piece { text.len() } else { 0 };
        self.known.len() + self.pieces.iter().map(piece).sum::<usize>()
    }

    /// Returns a string, or an unknown that keeps the known parts.
    pub fn into_value(mut self) -> Value {
        if self.pieces.is_empty() {
            return Value::str(self.known);
        }
        self.close();
        Value::Unknown(Unknown::text(self.pieces))
    }

    fn close(&mut self) {
        if !self.known.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.known).into()));
        }
    }
}
