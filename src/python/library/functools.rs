//! `functools`.

use super::{identity, not_evaluated};
use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::Outcome;
use crate::python::object::Builtin;
use crate::python::value::{Descriptor, Value};
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "cache", call: identity },
    Builtin { name: "cached_property", call: cached_property },
    Builtin { name: "lru_cache", call: lru_cache },
    Builtin { name: "partial", call: partial },
    Builtin { name: "partialmethod", call: not_evaluated },
    Builtin { name: "reduce", call: reduce },
    Builtin { name: "singledispatch", call: not_evaluated },
    Builtin { name: "total_ordering", call: total_ordering },
    Builtin { name: "update_wrapper", call: update_wrapper },
    Builtin { name: "wraps", call: wraps },
    Builtin { name: "cmp_to_key", call: not_evaluated },
];

/// What a class has that `total_ordering` decorates.
pub(in crate::python) const TOTAL: &str = "<total>";

fn total_ordering(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let class = vm.argument(&arguments, 0, "cls", place)?;
    if let Value::Class(class) = &class {
        class.attributes.define(TOTAL, Value::Bool(true));
    }
    Ok(class)
}

fn cached_property(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let getter = vm.argument(&arguments, 0, "func", place)?;
    Ok(Value::Descriptor(Rc::new(Descriptor::Property { getter, setter: Value::None })))
}

/// `@lru_cache` and `@lru_cache(maxsize=…)`: functions here have no effects that a cache would hide.
fn lru_cache(_: &mut Vm, arguments: Arguments, _: &Place) -> Outcome {
    match arguments.positional.first() {
        Some(function @ (Value::Function(_) | Value::Native(_) | Value::Builtin(_) | Value::Method(_))) => {
            Ok(function.clone())
        }
        _ => Ok(Value::native("lru_cache", identity)),
    }
}

fn partial(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let function = vm.argument(&arguments, 0, "func", place)?;
    let mut first = arguments;
    if !first.positional.is_empty() {
        first.positional.remove(0);
    }
    let (callee, given) = (function.clone(), first.clone());
    let made = Value::native("partial", move |vm, more, place| {
        let mut keywords = given.keywords.clone();
        keywords.retain(|(name, _)| more.keyword(name).is_none());
        keywords.extend(more.keywords);
        let positional = given.positional.iter().cloned().chain(more.positional).collect();
        let rest = more.rest.or_else(|| given.rest.clone());
        vm.call_value(&callee, Arguments { positional, keywords, rest }, place)
    });
    vm.keep_attribute(&made, "func", function);
    vm.keep_attribute(&made, "args", Value::tuple(first.positional));
    vm.keep_attribute(&made, "keywords", Value::record(first.keywords));
    Ok(made)
}

fn reduce(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let function = vm.argument(&arguments, 0, "function", place)?;
    let iterable = vm.argument(&arguments, 1, "sequence", place)?;
    let mut items = items!(vm, &iterable, place).into_iter();
    let Some(mut total) = arguments.find(2, "initial").or_else(|| items.next()) else {
        return Err(vm.error("TypeError", "reduce() of empty iterable with no initial value", place));
    };
    for item in items {
        total = vm.call_value(&function, Arguments::positional(vec![total, item]), place)?;
    }
    Ok(total)
}

fn wraps(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let wrapped = vm.argument(&arguments, 0, "wrapped", place)?;
    Ok(Value::native("wraps", move |vm, arguments, place| {
        let wrapper = vm.argument(&arguments, 0, "wrapper", place)?;
        wrap(vm, wrapper, &wrapped, place)
    }))
}

fn update_wrapper(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (wrapper, wrapped) =
        (vm.argument(&arguments, 0, "wrapper", place)?, vm.argument(&arguments, 1, "wrapped", place)?);
    wrap(vm, wrapper, &wrapped, place)
}

fn wrap(vm: &mut Vm, wrapper: Value, wrapped: &Value, place: &Place) -> Outcome {
    if let Value::Function(function) = &wrapper {
        let attributes = function.attributes.clone();
        for name in ["__name__", "__qualname__", "__doc__", "__module__"] {
            if let Ok(Some(value)) = vm.find_attribute(wrapped, name, place) {
                vm.bind(&attributes, name, value);
            }
        }
        vm.bind(&attributes, "__wrapped__", wrapped.clone());
    }
    Ok(wrapper)
}
