//! Order: which of two values is the lesser.

use super::foreign::{Outcome, Truth};
use super::object::Instance;
use super::object::class::Layout;
use super::operator::Comparison;
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;
use std::cmp::Ordering;
use std::rc::Rc;

impl Vm {
    pub(super) fn compare_order(&mut self, comparison: Comparison, a: &Value, b: &Value, place: &Place) -> Outcome {
        match (a, b) {
            (Value::Foreign(left), _) => return left.clone().compare(self, comparison, b, place),
            (_, Value::Foreign(right)) => return right.clone().compare(self, comparison.mirrored(), a, place),
            _ => {}
        }
        if let Some(answer) = self.ask_instance(comparison, a, b, place)? {
            return Ok(answer);
        }
        if let (Value::Set(x), Value::Set(y)) = (a, b) {
            return Ok(match (x.members.content(), y.members.content()) {
                (Ok(x), Ok(y)) => {
                    let within = |x: &super::object::Members, y: &super::object::Members| {
                        x.keys().iter().all(|key| y.contains(key))
                    };
                    Value::Bool(match comparison {
                        Comparison::LessOrEqual => within(&x, &y),
                        Comparison::Less => within(&x, &y) && x.len() < y.len(),
                        Comparison::GreaterOrEqual => within(&y, &x),
                        _ => within(&y, &x) && y.len() < x.len(),
                    })
                }
                (Err(why), _) | (_, Err(why)) => Value::Unknown(why),
            });
        }
        let order = match self.order_of_instances(a, b, comparison, place)? {
            Some(order) => order,
            None => self.order(a, b, place)?,
        };
        Ok(match order {
            Ok(None) => Value::Bool(false),
            Ok(Some(order)) => Value::Bool(match comparison {
                Comparison::Less => order == Ordering::Less,
                Comparison::LessOrEqual => order != Ordering::Greater,
                Comparison::Greater => order == Ordering::Greater,
                _ => order != Ordering::Less,
            }),
            Err(why) => Value::Unknown(why),
        })
    }

    /// Returns the order of instances that have none of their own, unless they are values of the language as well.
    fn order_of_instances(
        &mut self,
        a: &Value,
        b: &Value,
        comparison: Comparison,
        place: &Place,
    ) -> Result<Option<Result<Option<Ordering>, Unknown>>, Raise> {
        if let Some((x, y)) = ordered_fields(a, b) {
            return self.deeper(|vm| vm.order_all(&x, &y, place)).map(Some);
        }
        for side in [a, b] {
            let Value::Instance(instance) = side else { continue };
            let plain = super::enumeration::is_plain_enum(instance) || instance.payload.borrow().is_none();
            if let Some(why) = instance.class.unknown_ancestor() {
                return Ok(Some(Err(why.clone())));
            }
            if instance.class.find(super::library::functools::TOTAL).is_some() {
                return Ok(Some(Err(Unknown::new("`total_ordering` is not evaluated", place))));
            }
            if plain {
                let (symbol, a, b) = (comparison.symbol(), a.type_name(), b.type_name());
                let message = format!("'{symbol}' not supported between instances of '{a}' and '{b}'");
                return Err(self.error("TypeError", &message, place));
            }
        }
        Ok(None)
    }

    /// Returns the order of two values; the inner error says why it is not known.
    ///
    /// # Errors
    /// `TypeError` where they have no order.
    pub(super) fn order(
        &mut self,
        a: &Value,
        b: &Value,
        place: &Place,
    ) -> Result<Result<Option<Ordering>, Unknown>, Raise> {
        if let (Value::Unknown(why), _) | (_, Value::Unknown(why)) = (a, b) {
            return Ok(Err(why.clone()));
        }
        if let Some((x, y)) = ordered_fields(a, b) {
            return self.deeper(|vm| vm.order_all(&x, &y, place));
        }
        match (a, b) {
            (Value::Str(x), Value::Str(y)) => return Ok(Ok(Some(x.cmp(y)))),
            (Value::Set(_), Value::Set(_)) => {
                return Ok(Err(Unknown::new("ordering by inclusion is not evaluated", place)));
            }
            (Value::Bytes(x), Value::Bytes(y)) => return Ok(Ok(Some(x.cmp(y)))),
            (Value::Tuple(x), Value::Tuple(y)) => return self.deeper(|vm| vm.order_all(x, y, place)),
            (Value::List(x), Value::List(y)) => {
                return match (x.content(), y.content()) {
                    (Ok(x), Ok(y)) => self.deeper(|vm| vm.order_all(&x, &y, place)),
                    (Err(why), _) | (_, Err(why)) => Ok(Err(why)),
                };
            }
            (Value::Instance(x), other) | (other, Value::Instance(x)) => {
                let payload = if super::enumeration::is_plain_enum(x) { None } else { x.payload.borrow().clone() };
                let swapped = !matches!(a, Value::Instance(_));
                if let Some(payload) = payload {
                    return self.deeper(|vm| {
                        if swapped { vm.order(other, &payload, place) } else { vm.order(&payload, other, place) }
                    });
                }
                let less = if x.class.find("__lt__").is_some() && !swapped {
                    let answer = self.compare_order(Comparison::Less, a, b, place)?;
                    Some(self.truth_of(&answer, place)?)
                } else {
                    None
                };
                match less {
                    Some(Truth::True) => return Ok(Ok(Some(Ordering::Less))),
                    Some(Truth::False) => return Ok(Ok(Some(Ordering::Greater))),
                    Some(Truth::Unknown(why)) => return Ok(Err(why)),
                    None => {}
                }
            }
            (Value::Foreign(_), _) | (_, Value::Foreign(_)) => {
                let less = self.compare_order(Comparison::Less, a, b, place)?;
                return Ok(match self.truth_of(&less, place)? {
                    Truth::True => Ok(Some(Ordering::Less)),
                    Truth::False => Ok(Some(Ordering::Greater)),
                    Truth::Unknown(why) => Err(why),
                });
            }
            _ => {
                if let (Some(x), Some(y)) = (number(a), number(b)) {
                    return Ok(Ok(x.partial_cmp(&y)));
                }
            }
        }
        let message = format!("'<' not supported between instances of '{}' and '{}'", a.type_name(), b.type_name());
        Err(self.error("TypeError", &message, place))
    }

    fn order_all(
        &mut self,
        a: &[Value],
        b: &[Value],
        place: &Place,
    ) -> Result<Result<Option<Ordering>, Unknown>, Raise> {
        for (x, y) in a.iter().zip(b) {
            let equal = self.compare_equality(Comparison::Equal, x, y, place)?;
            match self.truth_of(&equal, place)? {
                Truth::True => {}
                Truth::False => return self.order(x, y, place),
                Truth::Unknown(why) => return Ok(Err(why)),
            }
        }
        Ok(Ok(Some(a.len().cmp(&b.len()))))
    }
}

/// Returns the number a value is, for comparing: exact where both are integers.
pub(super) fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Bool(b) => Some(Number::Int(i128::from(*b))),
        Value::Int(n) => Some(Number::Int(*n)),
        Value::Float(f) => Some(Number::Float(*f)),
        _ => None,
    }
}

#[derive(PartialEq)]
pub(super) enum Number {
    Int(i128),
    Float(f64),
}

impl PartialOrd for Number {
    #[allow(clippy::cast_precision_loss)]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(b)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(b),
            (Self::Int(a), Self::Float(b)) => (*a as f64).partial_cmp(b),
            (Self::Float(a), Self::Int(b)) => a.partial_cmp(&(*b as f64)),
        }
    }
}

/// Returns the fields that order two instances of a data class, where it is one that is ordered.
fn ordered_fields(a: &Value, b: &Value) -> Option<(Vec<Value>, Vec<Value>)> {
    let (Value::Instance(x), Value::Instance(y)) = (a, b) else { return None };
    let Layout::Dataclass(fields) = x.class.layout() else { return None };
    if !Rc::ptr_eq(&x.class, &y.class) || x.class.find(super::library::dataclasses::ORDERED).is_none() {
        return None;
    }
    let values = |side: &Instance| {
        let compared = fields.iter().filter(|field| !field.left_out.of_comparing);
        compared.filter_map(|field| side.attributes.find(&field.name)).collect()
    };
    Some((values(x), values(y)))
}
