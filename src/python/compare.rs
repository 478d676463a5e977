//! Truth, equality, order, identity, membership, `isinstance`.

use super::arguments::Arguments;
use super::foreign::{Outcome, Truth};
use super::object::class::Layout;
use super::object::{Instance, Key};
use super::operator::Comparison;
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::{Type, Value};
use super::vm::Vm;
use crate::source::Place;
use std::cmp::Ordering;
use std::rc::Rc;

impl Vm {
    /// Tells whether a value counts as true.
    pub(super) fn truth_of(&mut self, value: &Value, place: &Place) -> Result<Truth, Raise> {
        let known = match value {
            Value::None => false,
            Value::Bool(b) => *b,
            Value::Int(n) => *n != 0,
            Value::Float(f) => *f != 0.0,
            Value::Str(text) => !text.is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::Tuple(items) => !items.is_empty(),
            Value::Range(range) => !range.is_empty(),
            Value::List(list) => return Ok(truth(list.read(|items| !items.is_empty()))),
            Value::Dict(dict) => return Ok(truth(dict.entries.read(|entries| !entries.is_empty()))),
            Value::Set(set) => return Ok(truth(set.members.read(|members| !members.is_empty()))),
            Value::Unknown(why) => return Ok(if has_text(why) { Truth::True } else { Truth::Unknown(why.clone()) }),
            Value::Foreign(object) => return object.clone().truth(self, place),
            Value::Instance(instance) => return self.truth_of_instance(value, instance, place),
            _ => true,
        };
        Ok(if known { Truth::True } else { Truth::False })
    }

    fn truth_of_instance(&mut self, value: &Value, instance: &Rc<Instance>, place: &Place) -> Result<Truth, Raise> {
        for method in ["__bool__", "__len__"] {
            if instance.class.find(method).is_some() {
                let answer = self.call_attribute(value, method, Arguments::default(), place)?;
                return self.deeper(|vm| vm.truth_of(&answer, place));
            }
        }
        let payload = instance.payload.borrow().clone();
        match (payload, &instance.class.layout()) {
            (Some(payload), Layout::Plain | Layout::NamedTuple(_)) => self.truth_of(&payload, place),
            (Some(payload @ (Value::Int(_) | Value::Str(_))), Layout::Enum(_)) => self.truth_of(&payload, place),
            _ => match instance.class.unknown_ancestor() {
                Some(why) => Ok(Truth::Unknown(why.clone())),
                None => Ok(Truth::True),
            },
        }
    }

    /// Returns `a comparison b`.
    pub(super) fn compare(&mut self, comparison: Comparison, a: &Value, b: &Value, place: &Place) -> Outcome {
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

    fn compare_equality(&mut self, comparison: Comparison, a: &Value, b: &Value, place: &Place) -> Outcome {
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
    fn ask_instance(
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
            (Value::Dict(x), Value::Dict(y)) => match (x.entries.content(), y.entries.content()) {
                (Ok(x), Ok(y)) => {
                    if x.len() != y.len() {
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
                let payload = if is_plain_enum(x) { None } else { x.payload.borrow().clone() };
                match payload {
                    Some(payload) => self.deeper(|vm| vm.equality(&payload, other, place)),
                    None => {
                        Ok(x.class.unknown_ancestor().map_or(Value::Bool(false), |why| Value::Unknown(why.clone())))
                    }
                }
            }
            _ => Ok(Value::Bool(match (number(a), number(b)) {
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
                fields.iter().filter_map(|field| side.attributes.find(&field.name)).collect()
            };
            return self.deeper(|vm| vm.all_equal(&values(a), &values(b), place));
        }
        if is_plain_enum(a) || is_plain_enum(b) {
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

    fn compare_order(&mut self, comparison: Comparison, a: &Value, b: &Value, place: &Place) -> Outcome {
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
        Ok(match self.order(a, b, place)? {
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
        match (a, b) {
            (Value::Str(x), Value::Str(y)) => return Ok(Ok(Some(x.cmp(y)))),
            (Value::Bytes(x), Value::Bytes(y)) => return Ok(Ok(Some(x.cmp(y)))),
            (Value::Tuple(x), Value::Tuple(y)) => return self.deeper(|vm| vm.order_all(x, y, place)),
            (Value::List(x), Value::List(y)) => {
                return match (x.content(), y.content()) {
                    (Ok(x), Ok(y)) => self.deeper(|vm| vm.order_all(&x, &y, place)),
                    (Err(why), _) | (_, Err(why)) => Ok(Err(why)),
                };
            }
            (Value::Instance(x), other) | (other, Value::Instance(x)) => {
                let payload = if is_plain_enum(x) { None } else { x.payload.borrow().clone() };
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

    /// Returns `item in container`.
    pub(super) fn contains(&mut self, container: &Value, item: &Value, place: &Place) -> Outcome {
        match container {
            Value::Unknown(why) => Ok(Value::Unknown(why.clone())),
            Value::Foreign(object) => object.clone().contains(self, item, place),
            Value::Str(text) => match item {
                Value::Unknown(why) => Ok(Value::Unknown(why.clone())),
                _ => match item.as_str() {
                    Some(part) => Ok(Value::Bool(text.contains(&*part))),
                    None => {
                        let message =
                            format!("'in <string>' requires string as left operand, not {}", item.type_name());
                        Err(self.error("TypeError", &message, place))
                    }
                },
            },
            Value::Dict(dict) => {
                let dict = dict.clone();
                self.contains_key(|key| dict.entries.read(|entries| entries.find(key).is_some()), item, place)
            }
            Value::Set(set) => {
                let set = set.clone();
                self.contains_key(|key| set.members.read(|members| members.contains(key)), item, place)
            }
            Value::Range(range) => Ok(match item.as_int() {
                Some(n) => {
                    let offset = n.checked_sub(range.start).filter(|_| range.step != 0);
                    let at = offset.filter(|o| o % range.step == 0).map(|o| o / range.step);
                    Value::Bool(at.is_some_and(|at| range.at(at).is_some()))
                }
                None => item.as_unknown().map_or(Value::Bool(false), |why| Value::Unknown(why.clone())),
            }),
            Value::Instance(instance) => {
                if instance.class.find("__contains__").is_some() {
                    return self.call_attribute(
                        container,
                        "__contains__",
                        Arguments::positional(vec![item.clone()]),
                        place,
                    );
                }
                let payload = instance.payload.borrow().clone();
                match payload {
                    Some(payload) => self.deeper(|vm| vm.contains(&payload, item, place)),
                    None => self.contains_by_iterating(container, item, place),
                }
            }
            Value::Class(class) if matches!(class.layout(), Layout::Enum(_)) => {
                let members = self.items_of(container, place)?.unwrap_or_default();
                let found = members.iter().any(|member| match (member, item) {
                    (Value::Instance(member), Value::Instance(item)) => Rc::ptr_eq(member, item),
                    _ => false,
                });
                Ok(item.as_unknown().map_or(Value::Bool(found), |why| Value::Unknown(why.clone())))
            }
            _ => self.contains_by_iterating(container, item, place),
        }
    }

    fn contains_key(&mut self, has: impl Fn(&Key) -> Result<bool, Unknown>, item: &Value, place: &Place) -> Outcome {
        Ok(match self.key_of(item, place)? {
            Ok(key) => has(&key).map_or_else(Value::Unknown, Value::Bool),
            Err(why) => Value::Unknown(why),
        })
    }

    fn contains_by_iterating(&mut self, container: &Value, item: &Value, place: &Place) -> Outcome {
        let items = match self.items_of(container, place)? {
            Ok(items) => items,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let mut unknown = None;
        for candidate in &items {
            if candidate.is(item) && !matches!(item, Value::Unknown(_)) {
                return Ok(Value::Bool(true));
            }
            let equal = self.compare(Comparison::Equal, candidate, item, place)?;
            match self.truth_of(&equal, place)? {
                Truth::True => return Ok(Value::Bool(true)),
                Truth::Unknown(why) => unknown = Some(why),
                Truth::False => {}
            }
        }
        Ok(unknown.map_or(Value::Bool(false), Value::Unknown))
    }

    /// Tells whether `value` is an instance of a class or of one of a tuple of classes.
    pub(super) fn is_instance(&mut self, value: &Value, class: &Value, place: &Place) -> Result<Truth, Raise> {
        if let Value::Tuple(classes) = class {
            let mut answer = Truth::False;
            for class in classes.iter() {
                match self.deeper(|vm| vm.is_instance(value, class, place))? {
                    Truth::True => return Ok(Truth::True),
                    Truth::Unknown(why) => answer = Truth::Unknown(why),
                    Truth::False => {}
                }
            }
            return Ok(answer);
        }
        if let Value::Unknown(why) = value {
            return Ok(Truth::Unknown(why.clone()));
        }
        if let Value::Instance(instance) = value {
            return Ok(match instance.class.derives_from(class) {
                true => Truth::True,
                false if matches!(class, Value::Type(Type::Object)) => Truth::True,
                false => match (class.as_unknown(), instance.class.unknown_ancestor(), class) {
                    (Some(why), _, _) | (None, Some(why), _) => Truth::Unknown(why.clone()),
                    (_, _, Value::Foreign(wanted)) => derives_from_foreign(instance, class, &**wanted),
                    _ => Truth::False,
                },
            });
        }
        match class {
            Value::Type(kind) => Ok(holds(is_of_type(value, *kind))),
            Value::Class(_) => Ok(match value {
                Value::Foreign(object) => object.is_instance_of_class(class),
                _ => Truth::False,
            }),
            Value::Foreign(foreign) => Ok(match (value, foreign.is_instance(value)) {
                (_, Some(answer)) => holds(answer),
                (Value::Foreign(_), None) => {
                    let name = foreign.type_name();
                    Truth::Unknown(Unknown::new(
                        format!("whether it is an instance of `{name}` is not modelled"),
                        place,
                    ))
                }
                _ => Truth::False,
            }),
            Value::Unknown(why) => Ok(Truth::Unknown(why.clone())),
            _ => Err(self.error("TypeError", "isinstance() arg 2 must be a type or tuple of types", place)),
        }
    }
}

fn derives_from_foreign(instance: &Instance, class: &Value, _: &dyn super::foreign::Foreign) -> Truth {
    let mut answer = Truth::False;
    for ancestor in instance.class.foreign_ancestors() {
        if let Value::Foreign(object) = ancestor {
            match object.derives_from(class) {
                Some(true) => return Truth::True,
                Some(false) => {}
                None => {
                    let reason = format!("whether `{}` derives from another class is not modelled", object.type_name());
                    answer = Truth::Unknown(Unknown::anywhere(reason));
                }
            }
        }
    }
    answer
}

/// Tells whether a value of the language is of a type of the language.
pub(super) fn is_of_type(value: &Value, kind: Type) -> bool {
    use super::object::DictKind;
    match (value, kind) {
        (_, Type::Object) => true,
        (Value::None, Type::NoneType)
        | (Value::Bool(_), Type::Bool | Type::Int)
        | (Value::Int(_), Type::Int)
        | (Value::Float(_), Type::Float)
        | (Value::Str(_), Type::Str)
        | (Value::Bytes(_), Type::Bytes)
        | (Value::List(_), Type::List)
        | (Value::Tuple(_), Type::Tuple)
        | (Value::Dict(_), Type::Dict)
        | (Value::Range(_), Type::Range)
        | (Value::Slice(_), Type::Slice)
        | (Value::Iterator(_), Type::Iterator)
        | (Value::Module(_), Type::Module)
        | (Value::Function(_), Type::Function)
        | (Value::Class(_) | Value::Type(_), Type::Type) => true,
        (Value::Dict(dict), _) => matches!(
            (&dict.kind, kind),
            (DictKind::Ordered, Type::OrderedDict)
                | (DictKind::Default(_), Type::DefaultDict)
                | (DictKind::Counter, Type::Counter)
        ),
        (Value::Set(set), Type::Set) => !set.is_frozen(),
        (Value::Set(set), Type::FrozenSet) => set.is_frozen(),
        (Value::Foreign(object), Type::Type) => object.is_class(),
        _ => false,
    }
}

/// Returns the number a value is, for comparing: exact where both are integers.
fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Bool(b) => Some(Number::Int(i128::from(*b))),
        Value::Int(n) => Some(Number::Int(*n)),
        Value::Float(f) => Some(Number::Float(*f)),
        _ => None,
    }
}

#[derive(PartialEq)]
enum Number {
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

fn is_plain_enum(instance: &Instance) -> bool {
    matches!(instance.class.layout(), Layout::Enum(_)) && !super::construct::is_data_enum(&instance.class)
}

fn identity(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::Unknown(x), Value::Unknown(y)) if x.is(y) => Value::Bool(true),
        // Text that is known in part is a string: neither `None` nor a bool.
        (Value::Unknown(why), other) | (other, Value::Unknown(why)) => {
            let plain = matches!(other, Value::None | Value::Bool(_));
            if plain && has_text(why) { Value::Bool(false) } else { Value::Unknown(why.clone()) }
        }
        _ => Value::Bool(a.is(b)),
    }
}

/// Tells whether an unknown is a string with some text in it.
fn has_text(why: &Unknown) -> bool {
    why.pieces().iter().any(|piece| matches!(piece, super::unknown::Piece::Text(text) if !text.is_empty()))
}

fn negated(answer: Value) -> Value {
    if let Value::Bool(b) = answer { Value::Bool(!b) } else { answer }
}

fn holds(answer: bool) -> Truth {
    if answer { Truth::True } else { Truth::False }
}

fn truth(answer: Result<bool, Unknown>) -> Truth {
    answer.map_or_else(Truth::Unknown, holds)
}
