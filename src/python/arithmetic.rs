//! Arithmetic between numbers, and the operators of one operand.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::operator::{BinaryOperator, UnaryOperator};
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;

impl Vm {
    /// Returns `operator a`, for every operator but `not`.
    pub(super) fn unary(&mut self, operator: UnaryOperator, a: &Value, place: &Place) -> Outcome {
        match a {
            Value::Unknown(_) => return Ok(a.clone()),
            Value::Foreign(object) => return object.clone().unary(self, operator, place),
            Value::Instance(instance) => {
                if instance.class.find(operator.method()).is_some() {
                    return self.call_attribute(a, operator.method(), Arguments::default(), place);
                }
                let payload = instance.payload.borrow().clone();
                if let Some(payload) = payload {
                    return self.deeper(|vm| vm.unary(operator, &payload, place));
                }
            }
            _ => {}
        }
        let result = match (operator, a) {
            (UnaryOperator::Minus, Value::Float(f)) => Some(Value::Float(-f)),
            (UnaryOperator::Plus, Value::Float(_)) => Some(a.clone()),
            (operator, Value::Int(_) | Value::Bool(_)) => {
                let n = a.as_int().unwrap_or_default();
                match operator {
                    UnaryOperator::Minus => n.checked_neg(),
                    UnaryOperator::Invert => Some(!n),
                    _ => Some(n),
                }
                .map(Value::Int)
            }
            _ => {
                let message = format!("bad operand type for unary {}: '{}'", operator.symbol(), a.type_name());
                return Err(self.error("TypeError", &message, place));
            }
        };
        Ok(result.unwrap_or_else(|| self.too_large(place)))
    }

    pub(super) fn integers(
        &mut self,
        operator: BinaryOperator,
        x: i128,
        y: i128,
        place: &Place,
        sides: (&Value, &Value),
    ) -> Outcome {
        use BinaryOperator as Op;
        let result = match operator {
            Op::Add => x.checked_add(y),
            Op::Subtract => x.checked_sub(y),
            Op::Multiply => x.checked_mul(y),
            Op::Divide | Op::FloorDivide | Op::Modulo if y == 0 => {
                let message =
                    if operator == Op::Divide { "division by zero" } else { "integer division or modulo by zero" };
                return Err(self.error("ZeroDivisionError", message, place));
            }
            #[allow(clippy::cast_precision_loss)]
            Op::Divide => return Ok(Value::Float(x as f64 / y as f64)),
            Op::FloorDivide => x.checked_div_euclid(y).map(|q| if y < 0 && x.rem_euclid(y) != 0 { q - 1 } else { q }),
            Op::Modulo => x.checked_rem(y).map(|r| if r != 0 && (r < 0) != (y < 0) { r + y } else { r }),
            #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
            Op::Power if y < 0 => return self.floats(operator, x as f64, y as f64, place, sides),
            Op::Power if matches!(x, -1..=1) => Some(if y == 0 || x == -1 && y % 2 == 0 { 1 } else { x }),
            Op::Power => u32::try_from(y).ok().and_then(|y| x.checked_pow(y)),
            Op::LeftShift | Op::RightShift if y < 0 => {
                return Err(self.error("ValueError", "negative shift count", place));
            }
            Op::LeftShift if x == 0 => Some(0),
            Op::LeftShift => {
                u32::try_from(y).ok().filter(|y| *y < 127).and_then(|y| x.checked_mul(1_i128.checked_shl(y)?))
            }
            Op::RightShift => {
                Some(u32::try_from(y).ok().and_then(|y| x.checked_shr(y)).unwrap_or(if x < 0 { -1 } else { 0 }))
            }
            Op::BitOr | Op::BitXor | Op::BitAnd => {
                let result = match operator {
                    Op::BitOr => x | y,
                    Op::BitXor => x ^ y,
                    _ => x & y,
                };
                let both = matches!(sides, (Value::Bool(_), Value::Bool(_)));
                return Ok(if both { Value::Bool(result != 0) } else { Value::Int(result) });
            }
            Op::MatrixMultiply => return Err(self.unsupported(operator, sides.0, sides.1, place)),
        };
        Ok(result.map_or_else(|| self.too_large(place), Value::Int))
    }

    pub(super) fn floats(
        &mut self,
        operator: BinaryOperator,
        x: f64,
        y: f64,
        place: &Place,
        sides: (&Value, &Value),
    ) -> Outcome {
        use BinaryOperator as Op;
        if y == 0.0 && matches!(operator, Op::Divide | Op::FloorDivide | Op::Modulo) {
            return Err(self.error("ZeroDivisionError", "float division by zero", place));
        }
        Ok(Value::Float(match operator {
            Op::Add => x + y,
            Op::Subtract => x - y,
            Op::Multiply => x * y,
            Op::Divide => x / y,
            Op::FloorDivide => divided(x, y).0,
            Op::Modulo => divided(x, y).1,
            Op::Power if x == 0.0 && y < 0.0 => {
                return Err(self.error("ZeroDivisionError", "0.0 cannot be raised to a negative power", place));
            }
            Op::Power if x < 0.0 && x.is_finite() && y.is_finite() && y.fract() != 0.0 => {
                return Ok(self.unknown("complex numbers are not evaluated", place));
            }
            Op::Power => match x.powf(y) {
                power if power.is_infinite() && x.is_finite() && y.is_finite() => {
                    return Err(self.error("OverflowError", "Numerical result out of range", place));
                }
                power => power,
            },
            _ => return Err(self.unsupported(operator, sides.0, sides.1, place)),
        }))
    }
}

#[allow(clippy::cast_precision_loss)]
pub(super) fn float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(f) => Some(*f),
        other => other.as_int().map(|n| n as f64),
    }
}

/// Returns quotient and remainder as Python rounds them: the remainder has the divisor's sign (`float_divmod`).
fn divided(x: f64, y: f64) -> (f64, f64) {
    let mut remainder = x % y;
    let mut quotient = (x - remainder) / y;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(y);
    } else if (y < 0.0) != (remainder < 0.0) {
        remainder += y;
        quotient -= 1.0;
    }
    let mut floor = quotient.floor();
    if quotient == 0.0 {
        floor = 0.0_f64.copysign(x / y);
    } else if quotient - floor > 0.5 {
        floor += 1.0;
    }
    (floor, remainder)
}
