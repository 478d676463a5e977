//! `DO` blocks, as far as they are the idioms that guard a statement.

use crate::schema::{Touched, Unknown};
use crate::sql::Surroundings;
use crate::sql::statement::Statement;
use squawk_syntax::ast;

/// A `DO` block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub touched: Vec<Touched>,
    pub unknown: Unknown,
}

/// Reads a block.
pub(super) fn read(_: &ast::Do, _: &Surroundings<'_>) -> Statement {
    let unknown = Unknown::new("limbeck does not evaluate this `DO` block", None);
    Statement::Block(Block { touched: vec![Touched::Everything], unknown })
}
