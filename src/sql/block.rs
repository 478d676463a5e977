//! `DO` blocks, as far as they are the idioms that guard a statement.

use crate::schema::{Touched, Unknown};

/// A `DO` block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub touched: Vec<Touched>,
    pub unknown: Unknown,
}
