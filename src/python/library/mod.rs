//! The standard library, as far as version files use it. One file for each module.

use super::value::Value;
use super::vm::Vm;
use crate::source::Place;

impl Vm {
    /// Returns a module of the standard library.
    pub(super) fn library_module(&mut self, _dotted: &str, _place: &Place) -> Option<Value> {
        None
    }
}
