//! The columns in sight.

use super::cell::Cell;
use super::evaluate::failure;
use crate::schema::Unknown;
use std::rc::Rc;

/// A row of one relation of FROM.
#[derive(Clone, Debug)]
pub struct Frame {
    pub alias: Rc<str>,
    pub columns: Rc<[Rc<str>]>,
    pub cells: Rc<[Cell]>,
    /// The columns that USING merged into those before: without an alias they are not meant.
    pub merged: Rc<[Rc<str>]>,
    /// How many queries are around.
    pub depth: usize,
}

/// Rows put together.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Those of the queries around come first.
    pub frames: Vec<Frame>,
    pub doubt: Option<Rc<Unknown>>,
}

/// What an expression sees.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    pub frames: &'a [Frame],
    /// The rows that aggregates take.
    pub group: Option<&'a [Joined]>,
}

impl Scope<'_> {
    /// Returns a column, of the innermost query that has it.
    ///
    /// # Errors
    /// Where the server finds none, or several.
    pub fn column(&self, alias: Option<&str>, name: &str) -> Result<Cell, Unknown> {
        let mut found: Option<(usize, &Cell)> = None;
        for frame in self.frames.iter().rev().filter(|frame| alias.is_none_or(|alias| *frame.alias == *alias)) {
            if found.is_some_and(|(depth, _)| depth != frame.depth) {
                break;
            }
            let named = frame.columns.iter().zip(frame.cells.iter()).filter(|(own, _)| ***own == *name);
            for (own, cell) in named.filter(|(own, _)| alias.is_some() || !frame.merged.contains(own)) {
                if found.is_some() {
                    return Err(failure(format!("column reference \"{own}\" is ambiguous")));
                }
                found = Some((frame.depth, cell));
            }
        }
        match found {
            Some((_, cell)) => Ok(cell.clone()),
            None => Err(failure(format!("the column `{name}` is not there, or not modelled"))),
        }
    }
}
