//! `DO` blocks, as far as they are the idioms that guard a statement.

use crate::schema::{Touched, Unknown};
use crate::sql::Surroundings;
use crate::sql::read::touched;

/// A `DO` block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub touched: Vec<Touched>,
    pub unknown: Unknown,
}

/// Reads a `DO` statement.
pub(super) fn read(text: &str, surroundings: &Surroundings<'_>) -> Block {
    Block { touched: touched(text, surroundings), unknown: Unknown::new("a DO block", None) }
}
