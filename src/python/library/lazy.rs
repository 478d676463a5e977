//! `lazy_object_proxy`: a value that is computed when it is first used. Here that is at once; what would fail only then is
//! not known.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::Builtin;
use crate::python::raise::Raise;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) static FUNCTIONS: &[Builtin] = &[Builtin { name: "Proxy", call: proxy }];

fn proxy(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let factory = vm.argument(&arguments, 0, "factory", place)?;
    match vm.call_value(&factory, Arguments::default(), place) {
        Err(Raise::Exception(_)) => {
            Ok(Value::Unknown(Unknown::new("what it stands for can be computed only when it is used", place)))
        }
        other => other,
    }
}
