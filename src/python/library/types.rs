//! `types`, `abc`, `builtins`.

use super::identity;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::{Builtin, Instance};
use crate::python::value::{Type, Value};
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "SimpleNamespace", call: simple_namespace },
    Builtin { name: "MappingProxyType", call: identity },
    Builtin { name: "coroutine", call: identity },
];

pub(super) static ABC: &[Builtin] = &[
    Builtin { name: "abstractmethod", call: identity },
    Builtin { name: "abstractproperty", call: abstract_property },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("FunctionType", Value::Type(Type::Function)),
        ("LambdaType", Value::Type(Type::Function)),
        ("GeneratorType", Value::Type(Type::Iterator)),
        ("ModuleType", Value::Type(Type::Module)),
        ("NoneType", Value::Type(Type::NoneType)),
    ]
}

pub(super) fn abc_values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![("ABC", Value::Type(Type::Object)), ("ABCMeta", Value::Type(Type::Type))]
}

pub(super) fn builtins_values(vm: &mut Vm) -> Vec<(&'static str, Value)> {
    let names =
        ["str", "int", "float", "bool", "list", "dict", "tuple", "set", "len", "print", "range", "open", "Exception"];
    names.into_iter().filter_map(|name| Some((name, vm.builtin(name)?))).collect()
}

fn simple_namespace(vm: &mut Vm, arguments: Arguments, _: &Place) -> Outcome {
    let class = vm.class("types", "SimpleNamespace", Vec::new());
    let instance = Instance::new(class);
    for (name, value) in arguments.keywords {
        instance.attributes.define(&name, value);
    }
    Ok(Value::Instance(Rc::new(instance)))
}

fn abstract_property(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    vm.construct(Type::Property, arguments, place)
}
