//! `enum`.

use super::identity;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::{Builtin, Instance};
use crate::python::value::{Type, Value};
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "auto", call: auto },
    Builtin { name: "member", call: identity },
    Builtin { name: "unique", call: identity },
    Builtin { name: "verify", call: super::not_evaluated },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("Enum", Value::Type(Type::Enum)),
        ("IntEnum", Value::Type(Type::IntEnum)),
        ("StrEnum", Value::Type(Type::StrEnum)),
        ("Flag", Value::Type(Type::Flag)),
        ("IntFlag", Value::Type(Type::IntFlag)),
        ("EnumMeta", Value::Type(Type::Type)),
        ("EnumType", Value::Type(Type::Type)),
    ]
}

/// `auto()`: a marker that the class statement replaces.
fn auto(vm: &mut Vm, _: Arguments, _: &Place) -> Outcome {
    let class = vm.class("enum", "auto", Vec::new());
    Ok(Value::Instance(Rc::new(Instance::new(class))))
}
