//! `functools`.

use super::not_evaluated;
use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::Outcome;
use crate::python::frame::ScopeKind;
use crate::python::object::{Builtin, Entries};
use crate::python::value::{Descriptor, Value};
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "cache", call: cache },
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

/// `methodtools`: the same for methods.
pub(super) static METHODS: &[Builtin] = &[Builtin { name: "lru_cache", call: lru_cache }];

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

/// `@lru_cache` and `@lru_cache(maxsize=…)`; how much is kept is not followed.
fn lru_cache(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    match arguments.positional.first() {
        Some(Value::Function(_) | Value::Native(_) | Value::Builtin(_) | Value::Method(_) | Value::Descriptor(_)) => {
            cache(vm, arguments, place)
        }
        _ => Ok(Value::native("lru_cache", cache)),
    }
}

/// A function that is called once for the same arguments. A method stays as it is: its receiver is bound later.
fn cache(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let function = vm.argument(&arguments, 0, "user_function", place)?;
    let in_class = vm.frames.last().is_some_and(|frame| matches!(frame.scope.kind, ScopeKind::Class(_)));
    if in_class || !matches!(function, Value::Function(_)) {
        return Ok(function);
    }
    let Value::Dict(known) = Value::dict(Entries::default()) else { return Ok(function) };
    let (callee, answers) = (function.clone(), known.clone());
    let made = Value::native("lru_cache", move |vm, arguments, place| {
        let keywords =
            arguments.keywords.iter().map(|(name, value)| Value::tuple(vec![Value::str(name), value.clone()]));
        let asked = Value::tuple(arguments.positional.iter().cloned().chain(keywords).collect());
        let key = match vm.key_of(&asked, place)? {
            Ok(key) if arguments.rest.is_none() => key,
            _ => return vm.call_value(&callee, arguments, place),
        };
        if let Ok(Some(answer)) = answers.entries.read(|entries| entries.find(&key).cloned()) {
            return Ok(answer);
        }
        let answer = vm.call_value(&callee, arguments, place)?;
        vm.edit_dict(&answers, |entries| entries.insert(key, asked.clone(), answer.clone()));
        Ok(answer)
    });
    let forget = Value::native("cache_clear", move |vm, _, _| {
        vm.edit_dict(&known, |entries| *entries = Entries::default());
        Ok(Value::None)
    });
    vm.keep_attribute(&made, "cache_clear", forget);
    vm.keep_attribute(&made, "__wrapped__", function);
    Ok(made)
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
        let rest_is_named = more.rest_is_named || given.rest_is_named;
        vm.call_value(&callee, Arguments { positional, keywords, rest, rest_is_named }, place)
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
