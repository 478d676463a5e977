//! `math`.

use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::Outcome;
use crate::python::object::Builtin;
use crate::python::operator::BinaryOperator;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "ceil", call: ceil },
    Builtin { name: "floor", call: floor },
    Builtin { name: "trunc", call: trunc },
    Builtin { name: "sqrt", call: sqrt },
    Builtin { name: "log10", call: log10 },
    Builtin { name: "log2", call: log2 },
    Builtin { name: "log", call: log },
    Builtin { name: "isnan", call: isnan },
    Builtin { name: "isinf", call: isinf },
    Builtin { name: "prod", call: prod },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("pi", Value::Float(std::f64::consts::PI)),
        ("e", Value::Float(std::f64::consts::E)),
        ("inf", Value::Float(f64::INFINITY)),
        ("nan", Value::Float(f64::NAN)),
    ]
}

#[allow(clippy::cast_precision_loss)]
fn number(
    vm: &mut Vm,
    arguments: &Arguments,
    place: &Place,
) -> Result<Result<f64, Value>, crate::python::raise::Raise> {
    let value = vm.argument(arguments, 0, "x", place)?;
    match (&value, value.as_int()) {
        (Value::Float(f), _) => Ok(Ok(*f)),
        (_, Some(n)) => Ok(Ok(n as f64)),
        (Value::Unknown(_), _) => Ok(Err(value)),
        _ => Err(vm.error("TypeError", &format!("must be real number, not {}", value.type_name()), place)),
    }
}

fn whole(vm: &mut Vm, arguments: &Arguments, place: &Place, round: fn(f64) -> f64) -> Outcome {
    if let Some(Some(n)) = arguments.positional.first().map(Value::as_int) {
        return Ok(Value::Int(n));
    }
    #[allow(clippy::cast_possible_truncation)]
    Ok(match number(vm, arguments, place)? {
        Ok(f) if f.is_finite() && f.abs() < 1e38 => Value::Int(round(f) as i128),
        Ok(_) => return Err(vm.error("OverflowError", "cannot convert float to integer", place)),
        Err(unknown) => unknown,
    })
}

fn real(vm: &mut Vm, arguments: &Arguments, place: &Place, function: fn(f64) -> f64) -> Outcome {
    Ok(match number(vm, arguments, place)? {
        Ok(f) if function(f).is_nan() && !f.is_nan() => return Err(vm.error("ValueError", "math domain error", place)),
        Ok(f) => Value::Float(function(f)),
        Err(unknown) => unknown,
    })
}

fn ceil(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    whole(vm, &arguments, place, f64::ceil)
}

fn floor(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    whole(vm, &arguments, place, f64::floor)
}

fn trunc(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    whole(vm, &arguments, place, f64::trunc)
}

fn sqrt(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    real(vm, &arguments, place, f64::sqrt)
}

fn log10(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    real(vm, &arguments, place, f64::log10)
}

fn log2(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    real(vm, &arguments, place, f64::log2)
}

fn log(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    if arguments.positional.len() > 1 {
        return Ok(vm.unknown("`math.log` with a base is not evaluated", place));
    }
    real(vm, &arguments, place, f64::ln)
}

fn isnan(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    Ok(number(vm, &arguments, place)?.map_or_else(|unknown| unknown, |f| Value::Bool(f.is_nan())))
}

fn isinf(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    Ok(number(vm, &arguments, place)?.map_or_else(|unknown| unknown, |f| Value::Bool(f.is_infinite())))
}

fn prod(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let iterable = vm.argument(&arguments, 0, "iterable", place)?;
    let mut total = arguments.keyword("start").unwrap_or(Value::Int(1));
    for item in items!(vm, &iterable, place) {
        total = vm.binary(BinaryOperator::Multiply, &total, &item, place)?;
    }
    Ok(total)
}
