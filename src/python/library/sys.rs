//! `sys`, as Python 3.11 on Linux has it.

use super::logging::teller;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::Builtin;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::{Place, Source, Span};

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "exit", call: exit },
    Builtin { name: "getrecursionlimit", call: super::not_evaluated },
    Builtin { name: "setrecursionlimit", call: super::no_effect },
    Builtin { name: "exc_info", call: super::not_evaluated },
    Builtin { name: "_getframe", call: super::not_evaluated },
];

pub(super) fn values(vm: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("version_info", version(vm)),
        ("version", Value::Unknown(Unknown::anywhere("the version of Python is not known"))),
        ("argv", Value::Unknown(Unknown::anywhere("the command line is not known"))),
        ("modules", Value::Unknown(Unknown::anywhere("`sys.modules` is not evaluated"))),
        ("path", Value::list(Vec::new())),
        ("platform", Value::str("linux")),
        ("maxsize", Value::Int(i128::from(i64::MAX))),
        ("byteorder", Value::str("little")),
        ("stdout", teller()),
        ("stderr", teller()),
    ]
}

fn version(vm: &mut Vm) -> Value {
    let nowhere = Source::new("", "").place(Span::default());
    let arguments =
        Arguments::positional(vec![Value::str("version_info"), Value::str("major minor micro releaselevel serial")]);
    let parts = vec![Value::Int(3), Value::Int(11), Value::Int(0), Value::str("final"), Value::Int(0)];
    let made = vm.make_named_tuple(&arguments, &nowhere).and_then(|class| match class {
        Value::Class(class) => vm.instantiate(&class, Arguments::positional(parts), &nowhere),
        other => Ok(other),
    });
    made.unwrap_or(Value::None)
}

fn exit(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let message = match arguments.positional.first() {
        Some(value) => vm.str_of(&value.clone(), place)?.as_str().unwrap_or_default(),
        None => "".into(),
    };
    Err(vm.error("SystemExit", &message, place))
}
