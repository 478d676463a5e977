//! The host as the evaluator sees it: where modules, files and the environment come from, and the state that an
//! undecided branch must be able to go back to.

use super::arguments::Arguments;
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use crate::source::{Place, Source};
use std::any::Any;
use std::path::Path;
use std::rc::Rc;

/// What the host knows of a module.
pub enum Imported {
    /// A module of the project: evaluated once, as Python would run it. Its path tells its package: a path that ends
    /// in `__init__.py` is a package itself.
    Source(Source),
    /// A module the host gives meaning to.
    Value(Value),
    /// A module that cannot be found, and why; what is imported from it is unknown.
    Missing(String),
}

/// An environment variable.
#[derive(Clone, Debug)]
pub enum Variable {
    Set(String),
    Unset,
    Unknown,
}

/// The host's whole state at one moment, cheap to take and to keep: think of a clone of persistent values.
pub type State = Rc<dyn Any>;

/// The host. Its methods take `&self`: keep changing state in a `RefCell`.
pub trait World: Any {
    /// Finds the module with this absolute dotted name.
    fn import(&self, vm: &mut Vm, module: &str, place: &Place) -> Imported;

    /// Returns something in place of a module that neither the host nor the language's library has.
    fn stand_in(&self, _module: &str) -> Option<Value> {
        None
    }

    /// Returns an attribute that is known even where its object is not.
    fn attribute_of_unknown(&self, _vm: &mut Vm, _name: &str) -> Option<Value> {
        None
    }

    /// Learns that an attribute of something unknown was assigned.
    fn assigned_to_unknown(&self, _object: &Unknown, _name: &str, _value: &Value) {}

    /// Tells whether code that has `value` can do more with it than change Python's own objects.
    fn reaches_beyond(&self, _value: &Value) -> bool {
        true
    }

    /// Returns the text of a file that a version file opens for reading.
    fn read_text(&self, _path: &Path) -> Option<String> {
        None
    }

    /// Returns what the environment variable is for the project.
    fn environment(&self, _name: &str) -> Variable {
        Variable::Unknown
    }

    /// Returns the current state.
    fn state(&self) -> State {
        Rc::new(())
    }

    /// Tells whether nothing was done between two states.
    fn is_same(&self, _before: &State, _after: &State) -> bool {
        true
    }

    /// Goes back, or over, to a state taken before.
    fn resume(&self, _state: &State) {}

    /// Sets the state to what holds when it is not known which of `taken` and `other` came about: what differs becomes
    /// unknown because of `why`.
    fn join(&self, _taken: &State, _other: &State, _why: &Unknown) {}

    /// Learns that something unknown was called: it may have done anything, with these arguments.
    fn called_unknown(&self, _vm: &mut Vm, _callee: &Unknown, _arguments: &Arguments, _place: &Place) {}

    /// Returns how far the world has come: a number that grows with what is done to it.
    fn progress(&self) -> usize {
        0
    }

    /// Learns that what was done since `progress` may not have been done, and that all goes on as if it had.
    fn may_be_undone(&self, _progress: usize, _why: &Unknown) {}

    /// Learns that, where the unknown condition holds, evaluation would have ended with this exception. It goes on as
    /// if the condition did not hold.
    fn may_raise(&self, _vm: &mut Vm, _raise: &Raise, _condition: &Unknown) {}
}
