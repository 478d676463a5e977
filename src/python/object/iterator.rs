//! Iterators and generators: a supply of values and how far it has been read.

use super::function::Function;
use super::shared::Shared;
use crate::python::arguments::Arguments;
use crate::python::value::Value;
use std::rc::Rc;

/// An iterator whose position several values share.
pub type Iterator = Shared<Cursor>;

/// A supply and the number of values already taken from it.
#[derive(Clone)]
pub struct Cursor {
    pub supply: Supply,
    pub taken: usize,
}

/// Where an iterator's values come from.
#[derive(Clone)]
pub enum Supply {
    Items(Rc<[Value]>),
    /// `itertools.count(start, step)`.
    Count {
        start: i128,
        step: i128,
    },
    /// `itertools.cycle(items)`.
    Cycle(Rc<[Value]>),
    /// `itertools.repeat(value)`.
    Repeat(Value),
    /// A list, seen live.
    Live(Rc<super::List>),
    /// A generator expression that raises after these.
    Broken(Rc<[Value]>, crate::python::raise::Raise),
    /// `map(function, …)`: called when a value is asked for.
    Mapped(Value, Rc<[Rc<Iterator>]>),
    /// `filter(function, …)`
    Filtered(Value, Rc<Iterator>),
    /// A generator of which some values were taken one by one.
    Suspended(Rc<Function>, Rc<Arguments>),
    /// A generator that has not started: its body runs, as a whole, when the first value is asked for.
    Deferred(Rc<Function>, Rc<Arguments>),
}

impl Cursor {
    /// Returns an iterator over `items`.
    #[must_use]
    pub fn over(items: Vec<Value>) -> Iterator {
        Shared::new(Self { supply: Supply::Items(items.into()), taken: 0 })
    }
}
