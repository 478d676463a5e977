//! Truth, equality, order, identity, membership, `isinstance`.

use super::arguments::Arguments;
use super::foreign::{Outcome, Truth};
use super::object::class::Layout;
use super::object::{DictKind, Entries, Instance, Key};
use super::operator::Comparison;
use super::raise::Raise;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;
use std::cmp::Ordering;
use std::rc::Rc;

impl Vm {
    /// Returns `a comparison b`.
    pub fn compare(&mut self, comparison: Comparison, a: &Value, b: &Value, place: &Place) -> Outcome {
        self.limits.step(1)?;
        match comparison {
            Comparison::Is => Ok(identity(a, b)),
            Comparison::IsNot => Ok(negated(identity(a, b))),
            Comparison::In => self.contains(b, a, place),
            Comparison::NotIn => {
                let answer = self.contains(b, a, place)?;
                self.negate(answer, place)
            }
            Comparison::Equal | Comparison::NotEqual => self.deeper(|vm| vm.compare_equality(comparison, a, b, place)),
            _ => self.deeper(|vm| vm.compare_order(comparison, a, b, place)),
        }
    }

    fn negate(&mut self, answer: Value, place: &Place) -> Outcome {
        Ok(match self.truth_of(&answer, place)? {
            Truth::True => Value::Bool(false),
            Truth::False => Value::Bool(true),
            Truth::Unknown(why) => Value::Unknown(why),
        })
    }

    pub(super) fn compare_equality(&mut self, comparison: Comparison, a: &Value, b: &Value, place: &Place) -> Outcome {
        match (a, b) {
            (Value::Foreign(left), _) => return left.clone().compare(self, comparison, b, place),
            (_, Value::Foreign(right)) => return right.clone().compare(self, comparison, a, place),
            _ => {}
        }
        if let Some(answer) = self.ask_instance(comparison, a, b, place)? {
            return Ok(answer);
        }
        if comparison == Comparison::NotEqual && self.ask_equal(a, b).is_some() {
            let equal = self.compare_equality(Comparison::Equal, a, b, place)?;
            return self.negate(equal, place);
        }
        let equal = self.equality(a, b, place)?;
        if comparison == Comparison::Equal { Ok(equal) } else { self.negate(equal, place) }
    }

    fn ask_equal(&self, a: &Value, b: &Value) -> Option<Value> {
        [a, b].into_iter().find_map(|side| match side {
            Value::Instance(instance) => instance.class.find("__eq__"),
            _ => None,
        })
    }

    /// Asks the comparison method that a class written in Python defines.
    pub(super) fn ask_instance(
        &mut self,
        comparison: Comparison,
        a: &Value,
        b: &Value,
        place: &Place,
    ) -> Result<Option<Value>, Raise> {
        for (side, other, comparison) in [(a, b, comparison), (b, a, comparison.mirrored())] {
            if let Value::Instance(instance) = side
                && let Some(method) = instance.class.find(comparison.method())
            {
                let arguments = Arguments::positional(vec![side.clone(), other.clone()]);
                let answer = self.call_value(&method, arguments, place)?;
                if !matches!(answer, Value::NotImplemented) {
                    return Ok(Some(answer));
                }
            }
        }
        Ok(None)
    }

    /// Returns whether two values are equal: a bool or an unknown.
    pub(super) fn equality(&mut self, a: &Value, b: &Value, place: &Place) -> Outcome {
        if let (Value::Unknown(why), _) | (_, Value::Unknown(why)) = (a, b) {
            return Ok(Value::Unknown(why.clone()));
        }
        if a.is(b) && !matches!(a, Value::Float(f) if f.is_nan()) && a.address() == b.address() {
            return Ok(Value::Bool(true));
        }
        match (a, b) {
            (Value::Tuple(x), Value::Tuple(y)) => self.all_equal(x, y, place),
            (Value::List(x), Value::List(y)) => match (x.content(), y.content()) {
                (Ok(x), Ok(y)) => self.all_equal(&x, &y, place),
                (Err(why), _) | (_, Err(why)) => Ok(Value::Unknown(why)),
            },
            (Value::Dict(left), Value::Dict(right)) => match (left.entries.content(), right.entries.content()) {
                (Ok(x), Ok(y)) => {
                    let same_order = |x: &Entries, y: &Entries| x.keys().eq(y.keys());
                    let ordered = matches!((&left.kind, &right.kind), (DictKind::Ordered, DictKind::Ordered));
                    if x.len() != y.len() || ordered && !same_order(&x, &y) {
                        return Ok(Value::Bool(false));
                    }
                    let mut pairs = (Vec::new(), Vec::new());
                    for (key, value) in x.iter() {
                        let Some(other) = Key::of(key).ok().and_then(|key| y.find(&key)) else {
                            return Ok(Value::Bool(false));
                        };
                        pairs.0.push(value.clone());
                        pairs.1.push(other.clone());
                    }
                    self.all_equal(&pairs.0, &pairs.1, place)
                }
                (Err(why), _) | (_, Err(why)) => Ok(Value::Unknown(why)),
            },
            (Value::Set(x), Value::Set(y)) => match (x.members.content(), y.members.content()) {
                (Ok(x), Ok(y)) => Ok(Value::Bool(x.len() == y.len() && x.keys().iter().all(|key| y.contains(key)))),
                (Err(why), _) | (_, Err(why)) => Ok(Value::Unknown(why)),
            },
            (Value::Slice(_), Value::Slice(_)) => Ok(Value::Bool(false)),
            (Value::Range(x), Value::Range(y)) => {
                let same =
                    x.len() == y.len() && (x.is_empty() || (x.start == y.start && (x.len() == 1 || x.step == y.step)));
                Ok(Value::Bool(same))
            }
            (Value::Instance(x), Value::Instance(y)) => self.equal_instances(x, y, place),
            (Value::Instance(x), other) | (other, Value::Instance(x)) => {
                let payload = if super::enumeration::is_plain_enum(x) { None } else { x.payload.borrow().clone() };
                match payload {
                    Some(payload) => self.deeper(|vm| vm.equality(&payload, other, place)),
                    None => {
                        Ok(x.class.unknown_ancestor().map_or(Value::Bool(false), |why| Value::Unknown(why.clone())))
                    }
                }
            }
            _ => Ok(Value::Bool(match (super::order::number(a), super::order::number(b)) {
                (Some(x), Some(y)) => x.partial_cmp(&y) == Some(Ordering::Equal),
                _ => a.is(b),
            })),
        }
    }

    fn all_equal(&mut self, a: &[Value], b: &[Value], place: &Place) -> Outcome {
        if a.len() != b.len() {
            return Ok(Value::Bool(false));
        }
        let mut unknown = None;
        for (a, b) in a.iter().zip(b) {
            self.limits.step(1)?;
            match self.deeper(|vm| vm.compare_equality(Comparison::Equal, a, b, place))? {
                Value::Unknown(why) => unknown = Some(why),
                answer => match self.truth_of(&answer, place)? {
                    Truth::False => return Ok(Value::Bool(false)),
                    Truth::Unknown(why) => unknown = Some(why),
                    Truth::True => {}
                },
            }
        }
        Ok(unknown.map_or(Value::Bool(true), Value::Unknown))
    }

    fn equal_instances(&mut self, a: &Rc<Instance>, b: &Rc<Instance>, place: &Place) -> Outcome {
        if Rc::ptr_eq(a, b) {
            return Ok(Value::Bool(true));
        }
        if let (Layout::Dataclass(fields), true) = (&a.class.layout(), Rc::ptr_eq(&a.class, &b.class)) {
            let values = |side: &Rc<Instance>| -> Vec<Value> {
                let compared = fields.iter().filter(|field| !field.left_out.of_comparing);
                compared.filter_map(|field| side.attributes.find(&field.name)).collect()
            };
            return self.deeper(|vm| vm.all_equal(&values(a), &values(b), place));
        }
        if super::enumeration::is_plain_enum(a) || super::enumeration::is_plain_enum(b) {
            return Ok(Value::Bool(false));
        }
        let payloads = (a.payload.borrow().clone(), b.payload.borrow().clone());
        match payloads {
            (Some(x), Some(y)) => self.deeper(|vm| vm.equality(&x, &y, place)),
            _ => match a.class.unknown_ancestor().or(b.class.unknown_ancestor()) {
                Some(why) => Ok(Value::Unknown(why.clone())),
                None => Ok(Value::Bool(false)),
            },
        }
    }
}

fn identity(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::Unknown(x), Value::Unknown(y)) if x.is(y) => Value::Bool(true),
        // Text that is known in part is a string: neither `None` nor a bool.
        (Value::Unknown(why), other) | (other, Value::Unknown(why)) => {
            let plain = matches!(other, Value::None | Value::Bool(_));
            if plain && super::truth::has_text(why) { Value::Bool(false) } else { Value::Unknown(why.clone()) }
        }
        _ => Value::Bool(a.is(b)),
    }
}

fn negated(answer: Value) -> Value {
    if let Value::Bool(b) = answer { Value::Bool(!b) } else { answer }
}
