//! Rows that come in an order nobody knows: what a version file does with them is run in several orders. Each two of them
//! come in either order then, and none has its place in all; what that changes becomes unknown ([`super::fork`]).

use crate::python::{Arguments, Outcome, Unknown, Value, Vm};
use crate::replay::Session;
use crate::source::Place;

/// How rows of an unknown order come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turn {
    /// Not at all: nothing is tried.
    #[default]
    Untried,
    Forwards,
    Backwards,
    /// The one in the middle does not stay there.
    FromMiddle,
}

impl Session {
    /// Calls a version file's function, in both orders where there are rows whose order is not known.
    pub(super) fn call_in_any_order(&self, vm: &mut Vm, function: &Value, given: Arguments, place: &Place) -> Outcome {
        let table = self.with_recorder(|own| own.contents.without_order(own.schema()).cloned());
        let Some(table) = table else { return vm.call(function, given, place) };
        let defined = if let Value::Function(own) = function { own.place() } else { place.clone() };
        let why = Unknown::new(format!("in which order the rows of `{table}` come is not known"), &defined);
        let turn = |turn: Turn| self.with_recorder(|recorder| recorder.contents.turn = turn);
        let outcome = vm.call_each_way(&why, Turn::TRIED, turn, function, &given, place);
        turn(Turn::Untried);
        outcome
    }
}

impl Turn {
    const TRIED: [Self; 3] = [Self::Forwards, Self::Backwards, Self::FromMiddle];

    /// Returns rows of an unknown order as they come; nothing where no order is tried.
    pub(super) fn of<T>(self, mut rows: Vec<T>) -> Option<Vec<T>> {
        match self {
            Self::Untried => return None,
            Self::Forwards => {}
            Self::Backwards => rows.reverse(),
            Self::FromMiddle => {
                let middle = rows.len() / 2;
                rows.rotate_left(middle);
            }
        }
        Some(rows)
    }
}
