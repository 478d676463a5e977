//! The methods of the built-in types.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;

impl Vm {
    pub(super) fn call_builtin_method(
        &mut self,
        receiver: &Value,
        name: &str,
        arguments: Arguments,
        place: &Place,
    ) -> Outcome {
        let _ = (receiver, arguments);
        Ok(self.unknown(format!("method `{name}` is not evaluated"), place))
    }
}
