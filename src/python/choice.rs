//! What is known of a value that something unknown chooses from known ones. A text that chooses is not what is chosen.

use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;

/// Returns what either of two values is.
pub(super) fn either(taken: &Value, other: &Value, why: &Unknown) -> Unknown {
    if runs_code(taken) || runs_code(other) { why.of_project() } else { why.clone() }
}

impl Vm {
    /// Returns what one of these values is, or something in one of them.
    pub(super) fn one_of<'v>(
        &self,
        values: impl IntoIterator<Item = &'v Value>,
        why: &Unknown,
        place: &Place,
    ) -> Value {
        let is_own = values.into_iter().any(|value| runs_code(value) || self.world.reaches_beyond(value));
        let why = why.without_text(place);
        Value::Unknown(if is_own { why.of_project() } else { why })
    }
}

/// Returns whether calling the value, or a method of it, runs code of the project.
fn runs_code(value: &Value) -> bool {
    match value {
        Value::Function(_) | Value::Class(_) | Value::Instance(_) | Value::Module(_) => true,
        Value::Method(method) => runs_code(&method.receiver),
        Value::Tuple(items) => items.iter().any(runs_code),
        _ => false,
    }
}
