//! The built-in functions and types: one table, one file for each group.

mod attribute;
mod construct_number;
mod convert;
mod function;
mod introspect;
mod number;
mod sequence;
mod unmodelled;

pub(super) use convert::type_name;

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::library::Varying;
use super::object::Builtin;
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::{Type, Value};
use super::vm::Vm;
use crate::source::Place;

/// Every built-in function, in alphabetical order.
static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "abs", call: number::abs },
    Builtin { name: "all", call: sequence::all },
    Builtin { name: "any", call: sequence::any },
    Builtin { name: "ascii", call: function::ascii },
    Builtin { name: "bin", call: number::bin },
    Builtin { name: "callable", call: introspect::callable },
    Builtin { name: "chr", call: function::chr },
    Builtin { name: "compile", call: function::not_evaluated },
    Builtin { name: "delattr", call: introspect::delattr },
    Builtin { name: "dir", call: introspect::dir },
    Builtin { name: "divmod", call: number::divmod },
    Builtin { name: "enumerate", call: sequence::enumerate },
    Builtin { name: "eval", call: function::not_evaluated },
    Builtin { name: "exec", call: function::exec },
    Builtin { name: "filter", call: sequence::filter },
    Builtin { name: "format", call: function::format },
    Builtin { name: "getattr", call: introspect::getattr },
    Builtin { name: "globals", call: introspect::globals },
    Builtin { name: "hasattr", call: introspect::hasattr },
    Builtin { name: "hash", call: function::not_evaluated },
    Builtin { name: "hex", call: number::hex },
    Builtin { name: "id", call: function::not_evaluated },
    Builtin { name: "input", call: function::not_evaluated },
    Builtin { name: "isinstance", call: introspect::isinstance },
    Builtin { name: "issubclass", call: introspect::issubclass },
    Builtin { name: "iter", call: sequence::iter },
    Builtin { name: "len", call: sequence::len },
    Builtin { name: "locals", call: introspect::locals },
    Builtin { name: "map", call: sequence::map },
    Builtin { name: "max", call: sequence::max },
    Builtin { name: "min", call: sequence::min },
    Builtin { name: "next", call: sequence::next },
    Builtin { name: "oct", call: number::oct },
    Builtin { name: "open", call: function::open },
    Builtin { name: "ord", call: function::ord },
    Builtin { name: "pow", call: number::pow },
    Builtin { name: "print", call: function::print },
    Builtin { name: "repr", call: function::repr },
    Builtin { name: "reversed", call: sequence::reversed },
    Builtin { name: "round", call: number::round },
    Builtin { name: "setattr", call: introspect::setattr },
    Builtin { name: "sorted", call: sequence::sorted },
    Builtin { name: "sum", call: sequence::sum },
    Builtin { name: "vars", call: introspect::vars },
    Builtin { name: "zip", call: sequence::zip },
    Builtin { name: "__import__", call: introspect::import },
];

/// Every type that has a name as a built-in.
const TYPES: &[(&str, Type)] = &[
    ("bool", Type::Bool),
    ("bytes", Type::Bytes),
    ("classmethod", Type::ClassMethod),
    ("dict", Type::Dict),
    ("float", Type::Float),
    ("frozenset", Type::FrozenSet),
    ("int", Type::Int),
    ("list", Type::List),
    ("object", Type::Object),
    ("property", Type::Property),
    ("range", Type::Range),
    ("set", Type::Set),
    ("slice", Type::Slice),
    ("staticmethod", Type::StaticMethod),
    ("str", Type::Str),
    ("super", Type::Super),
    ("tuple", Type::Tuple),
    ("type", Type::Type),
];

impl Vm {
    /// Returns the built-in called `name`.
    pub(super) fn builtin(&mut self, name: &str) -> Option<Value> {
        if let Some((_, kind)) = TYPES.iter().find(|(known, _)| *known == name) {
            return Some(Value::Type(*kind));
        }
        if let Some(function) = FUNCTIONS.iter().find(|function| function.name == name) {
            return Some(Value::Builtin(function));
        }
        match name {
            "NotImplemented" => Some(Value::NotImplemented),
            "Ellipsis" => Some(Value::Ellipsis),
            "__debug__" => Some(Value::Bool(true)),
            "bytearray" | "complex" | "memoryview" | "aiter" | "anext" | "breakpoint" => {
                Some(Value::Unknown(Unknown::anywhere(format!("`{name}` is not evaluated"))))
            }
            _ => self.find_exception_class(name).map(Value::Class),
        }
    }

    /// Returns an argument that must be there.
    ///
    /// # Errors
    /// `TypeError` where it is missing.
    pub(super) fn argument(&mut self, arguments: &Arguments, index: usize, name: &str, place: &Place) -> Outcome {
        match arguments.find(index, name) {
            Some(value) => Ok(Varying::to_compute(value)),
            None => Err(self.error("TypeError", &format!("missing required argument: '{name}'"), place)),
        }
    }
}

/// Returns the items of an iterable, or ends the function with an unknown.
macro_rules! items {
    ($vm:expr, $value:expr, $place:expr) => {
        match $vm.items_of($value, $place)? {
            Ok(items) => items,
            Err(why) => return Ok(Value::Unknown(why)),
        }
    };
}
pub(super) use items;

/// What a built-in returns where it wants an exception for its caller.
pub(super) type Checked<T> = Result<T, Raise>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<&str> =
            FUNCTIONS.iter().map(|f| f.name).chain(TYPES.iter().map(|(name, _)| *name)).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
