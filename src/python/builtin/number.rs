//! Built-ins about numbers.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::operator::BinaryOperator;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) fn abs(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "x", place)?;
    match &value {
        Value::Float(f) => Ok(Value::Float(f.abs())),
        Value::Unknown(_) => Ok(value),
        other => match other.as_int().map(i128::checked_abs) {
            Some(Some(n)) => Ok(Value::Int(n)),
            Some(None) => Ok(vm.too_large(place)),
            None => Err(vm.error("TypeError", &format!("bad operand type for abs(): '{}'", value.type_name()), place)),
        },
    }
}

pub(super) fn divmod(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (a, b) = (vm.argument(&arguments, 0, "x", place)?, vm.argument(&arguments, 1, "y", place)?);
    let quotient = vm.binary(BinaryOperator::FloorDivide, &a, &b, place)?;
    let remainder = vm.binary(BinaryOperator::Modulo, &a, &b, place)?;
    Ok(Value::tuple(vec![quotient, remainder]))
}

pub(super) fn pow(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (a, b) = (vm.argument(&arguments, 0, "base", place)?, vm.argument(&arguments, 1, "exp", place)?);
    match (arguments.find(2, "mod"), b.as_int()) {
        (None | Some(Value::None), _) => vm.binary(BinaryOperator::Power, &a, &b, place),
        (Some(modulus), Some(0..)) if a.as_int().is_some() && modulus.as_int().is_some() => {
            let power = vm.binary(BinaryOperator::Power, &a, &b, place)?;
            vm.binary(BinaryOperator::Modulo, &power, &modulus, place)
        }
        _ => Ok(vm.unknown("this power is not evaluated", place)),
    }
}

#[allow(clippy::cast_possible_truncation)]
pub(super) fn round(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "number", place)?;
    let digits = arguments.find(1, "ndigits").filter(|digits| !matches!(digits, Value::None));
    match (&value, &digits) {
        (Value::Unknown(_), _) => Ok(value),
        (_, Some(Value::Unknown(why))) => Ok(Value::Unknown(why.clone())),
        (Value::Float(f), None) if f.abs() < 1e38 => Ok(Value::Int(f.round_ties_even() as i128)),
        (Value::Float(f), None) if f.is_nan() => {
            Err(vm.error("ValueError", "cannot convert float NaN to integer", place))
        }
        (Value::Float(f), None) if f.is_infinite() => {
            Err(vm.error("OverflowError", "cannot convert float infinity to integer", place))
        }
        (Value::Float(_), None) => Ok(vm.too_large(place)),
        (_, Some(digits)) if digits.as_int().is_none() && value.as_int().is_some() => {
            Err(vm.error("TypeError", "ndigits cannot be interpreted as an integer", place))
        }
        (Value::Float(f), Some(digits)) => {
            let digits = digits.as_int().unwrap_or(0).clamp(-300, 300);
            let text = format!("{f:.*}", usize::try_from(digits.max(0)).unwrap_or(0));
            match (digits >= 0, text.parse::<f64>()) {
                (true, Ok(rounded)) => Ok(Value::Float(rounded)),
                _ => Ok(vm.unknown("this rounding is not evaluated", place)),
            }
        }
        (other, _) => match other.as_int() {
            Some(n) if digits.as_ref().is_none_or(|digits| digits.as_int().unwrap_or(0) >= 0) => Ok(Value::Int(n)),
            _ => Ok(vm.unknown("this rounding is not evaluated", place)),
        },
    }
}

pub(super) fn bin(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    radix(vm, &arguments, place, |n| format!("0b{n:b}"))
}

pub(super) fn oct(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    radix(vm, &arguments, place, |n| format!("0o{n:o}"))
}

pub(super) fn hex(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    radix(vm, &arguments, place, |n| format!("0x{n:x}"))
}

fn radix(vm: &mut Vm, arguments: &Arguments, place: &Place, write: impl Fn(u128) -> String) -> Outcome {
    let value = vm.argument(arguments, 0, "number", place)?;
    match value.as_int() {
        Some(n) => Ok(Value::str(format!("{}{}", if n < 0 { "-" } else { "" }, write(n.unsigned_abs())))),
        None if matches!(value, Value::Unknown(_)) => Ok(value),
        None => Err(vm.error(
            "TypeError",
            &format!("'{}' object cannot be interpreted as an integer", value.type_name()),
            place,
        )),
    }
}
