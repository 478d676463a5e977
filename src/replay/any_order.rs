//! Rows that come in an order nobody knows: what a version file does with them is run in several orders. Each row is the first
//! and the last in some, and each two come in either order; what that changes becomes unknown ([`super::fork`]).

use crate::python::{Arguments, Outcome, Unknown, Value, Vm};
use crate::replay::Session;
use crate::source::Place;

/// Of a table with more rows than these no order is tried.
const MOST: usize = 24;

/// How rows of an unknown order come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turn {
    /// Not at all: nothing is tried.
    #[default]
    Untried,
    /// From this one on, and then those before it.
    From(usize),
    Backwards,
}

impl Session {
    /// Calls a version file's function, in several orders where there are rows whose order is not known.
    pub(super) fn call_in_any_order(&self, vm: &mut Vm, function: &Value, given: Arguments, place: &Place) -> Outcome {
        let unordered = self.with_recorder(|own| own.contents.without_order(own.schema()));
        let Some((table, count)) = unordered.filter(|(_, count)| *count <= MOST) else {
            return vm.call(function, given, place);
        };
        let defined = if let Value::Function(own) = function { own.place() } else { place.clone() };
        let why = Unknown::new(format!("in which order the rows of `{table}` come is not known"), &defined);
        let turn = |turn: Turn| self.with_recorder(|recorder| recorder.contents.turn = turn);
        let ways = (0..count).map(Turn::From).chain([Turn::Backwards]);
        let outcome = vm.call_each_way(&why, ways, turn, (function, &given), place);
        turn(Turn::Untried);
        match outcome? {
            Some(value) => Ok(value),
            None => vm.call(function, given, place),
        }
    }
}

impl Turn {
    /// Returns rows of an unknown order as they come; nothing where no order is tried.
    pub(super) fn of<T>(self, mut rows: Vec<T>) -> Option<Vec<T>> {
        match self {
            Self::Untried => return None,
            Self::From(first) => {
                let first = first % rows.len().max(1);
                rows.rotate_left(first);
            }
            Self::Backwards => rows.reverse(),
        }
        Some(rows)
    }
}
