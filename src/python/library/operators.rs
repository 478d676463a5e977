//! `operator`.

use crate::python::arguments::Arguments;
use crate::python::foreign::{Outcome, Truth};
use crate::python::object::Builtin;
use crate::python::operator::{BinaryOperator, Comparison};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "itemgetter", call: itemgetter },
    Builtin { name: "attrgetter", call: attrgetter },
    Builtin { name: "methodcaller", call: methodcaller },
    Builtin { name: "add", call: |vm, a, p| binary(vm, &a, p, BinaryOperator::Add) },
    Builtin { name: "sub", call: |vm, a, p| binary(vm, &a, p, BinaryOperator::Subtract) },
    Builtin { name: "mul", call: |vm, a, p| binary(vm, &a, p, BinaryOperator::Multiply) },
    Builtin { name: "or_", call: |vm, a, p| binary(vm, &a, p, BinaryOperator::BitOr) },
    Builtin { name: "and_", call: |vm, a, p| binary(vm, &a, p, BinaryOperator::BitAnd) },
    Builtin { name: "eq", call: |vm, a, p| compare(vm, &a, p, Comparison::Equal) },
    Builtin { name: "ne", call: |vm, a, p| compare(vm, &a, p, Comparison::NotEqual) },
    Builtin { name: "lt", call: |vm, a, p| compare(vm, &a, p, Comparison::Less) },
    Builtin { name: "le", call: |vm, a, p| compare(vm, &a, p, Comparison::LessOrEqual) },
    Builtin { name: "gt", call: |vm, a, p| compare(vm, &a, p, Comparison::Greater) },
    Builtin { name: "ge", call: |vm, a, p| compare(vm, &a, p, Comparison::GreaterOrEqual) },
    Builtin { name: "not_", call: not },
];

fn binary(vm: &mut Vm, arguments: &Arguments, place: &Place, operator: BinaryOperator) -> Outcome {
    let (a, b) = (vm.argument(arguments, 0, "a", place)?, vm.argument(arguments, 1, "b", place)?);
    vm.binary(operator, &a, &b, place)
}

fn compare(vm: &mut Vm, arguments: &Arguments, place: &Place, comparison: Comparison) -> Outcome {
    let (a, b) = (vm.argument(arguments, 0, "a", place)?, vm.argument(arguments, 1, "b", place)?);
    vm.compare(comparison, &a, &b, place)
}

fn not(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "a", place)?;
    Ok(match vm.truth_of(&value, place)? {
        Truth::True => Value::Bool(false),
        Truth::False => Value::Bool(true),
        Truth::Unknown(why) => Value::Unknown(why),
    })
}

fn itemgetter(_: &mut Vm, arguments: Arguments, _: &Place) -> Outcome {
    let keys = arguments.positional;
    Ok(Value::native("itemgetter", move |vm, arguments, place| {
        let object = vm.argument(&arguments, 0, "obj", place)?;
        let items: Result<Vec<Value>, _> = keys.iter().map(|key| vm.read_item(&object, key, place)).collect();
        Ok(one_or_tuple(items?))
    }))
}

fn attrgetter(_: &mut Vm, arguments: Arguments, _: &Place) -> Outcome {
    let paths = arguments.positional;
    Ok(Value::native("attrgetter", move |vm, arguments, place| {
        let object = vm.argument(&arguments, 0, "obj", place)?;
        let values: Result<Vec<Value>, _> = paths
            .iter()
            .map(|path| {
                let path = path.as_str().unwrap_or_default();
                path.split('.').try_fold(object.clone(), |value, name| vm.read_attribute(&value, name, place))
            })
            .collect();
        Ok(one_or_tuple(values?))
    }))
}

fn methodcaller(vm: &mut Vm, mut arguments: Arguments, place: &Place) -> Outcome {
    let name = vm.argument(&arguments, 0, "name", place)?.as_str().unwrap_or_default();
    arguments.positional.remove(0);
    Ok(Value::native("methodcaller", move |vm, given, place| {
        let object = vm.argument(&given, 0, "obj", place)?;
        vm.call_attribute(&object, &name, arguments.clone(), place)
    }))
}

fn one_or_tuple(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.pop().unwrap_or(Value::None) } else { Value::tuple(values) }
}
