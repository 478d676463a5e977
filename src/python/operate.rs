//! Arithmetic and the other operators between values.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::format::Text;
use super::library::typing::Typing;
use super::limits::{MAX_ITEMS, MAX_TEXT};
use super::object::class::Layout;
use super::object::{Dict, DictKind, Entries, Key, Members, Shared};
use super::operator::{BinaryOperator, Side};
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    /// Returns `a operator b`.
    pub(super) fn binary(&mut self, operator: BinaryOperator, a: &Value, b: &Value, place: &Place) -> Outcome {
        self.limits.step(1)?;
        match (a, b) {
            (Value::Foreign(left), _) => {
                let given = left.clone().binary(self, operator, b, Side::Left, place)?;
                if !matches!(given, Value::NotImplemented) {
                    return Ok(given);
                }
            }
            (_, Value::Foreign(right)) if !matches!((a, operator), (Value::Str(_), BinaryOperator::Modulo)) => {
                let given = right.clone().binary(self, operator, a, Side::Right, place)?;
                if !matches!(given, Value::NotImplemented) {
                    return Ok(given);
                }
            }
            (Value::Instance(_), _) | (_, Value::Instance(_)) => {
                if let Some(value) = self.binary_of_instance(operator, a, b, place)? {
                    return Ok(value);
                }
            }
            _ => {}
        }
        self.binary_of_plain(operator, a, b, place)
    }

    /// Returns what `a operator= b` assigns; a mutable container changes itself.
    pub(super) fn augment(&mut self, operator: BinaryOperator, a: &Value, b: &Value, place: &Place) -> Outcome {
        match (a, operator) {
            (Value::List(list), BinaryOperator::Add) => {
                match self.items_of(b, place)? {
                    Ok(more) => {
                        self.check_size(list.read(Vec::len).unwrap_or(0).saturating_add(more.len()), place)?;
                        self.edit_list(list, |items| items.extend(more));
                    }
                    Err(why) => self.forget(a, &why),
                }
                Ok(a.clone())
            }
            (Value::Dict(dict), BinaryOperator::BitOr) => {
                match self.entries_from(b, place)? {
                    Ok(more) => self.edit_dict(dict, |entries| merge(entries, &more)),
                    Err(why) => self.forget(a, &why),
                }
                Ok(a.clone())
            }
            (
                Value::Set(set),
                BinaryOperator::BitOr | BinaryOperator::BitAnd | BinaryOperator::Subtract | BinaryOperator::BitXor,
            ) if !set.is_frozen() => {
                match self.binary(operator, a, b, place)? {
                    Value::Set(result) => match result.members.content() {
                        Ok(members) => self.edit_set(set, |own| *own = members),
                        Err(why) => self.forget(a, &why),
                    },
                    Value::Unknown(why) => self.forget(a, &why),
                    _ => {}
                }
                Ok(a.clone())
            }
            (Value::Instance(instance), _) => {
                let (method, _) = operator.methods();
                let in_place = method.replacen("__", "__i", 1);
                match instance.class.find(&in_place) {
                    Some(method) => self.call_value(&method, Arguments::positional(vec![a.clone(), b.clone()]), place),
                    None => self.binary(operator, a, b, place),
                }
            }
            _ => self.binary(operator, a, b, place),
        }
    }

    fn binary_of_instance(
        &mut self,
        operator: BinaryOperator,
        a: &Value,
        b: &Value,
        place: &Place,
    ) -> Result<Option<Value>, Raise> {
        let (method, reflected) = operator.methods();
        for (side, other, name) in [(a, b, method), (b, a, reflected)] {
            let Value::Instance(instance) = side else { continue };
            if let Some(method) = instance.class.find(name) {
                let value =
                    self.call_value(&method, Arguments::positional(vec![side.clone(), other.clone()]), place)?;
                if !matches!(value, Value::NotImplemented) {
                    return Ok(Some(value));
                }
            }
        }
        if let (BinaryOperator::Modulo, Some(text)) = (operator, a.as_str()) {
            return self.percent(&Value::Str(text), b, place).map(Some);
        }
        let plain = |side: &Value| match side {
            Value::Instance(instance) => instance.payload.borrow().clone(),
            other => Some(other.clone()),
        };
        match (plain(a), plain(b)) {
            (Some(x), Some(y)) => self.deeper(|vm| vm.binary(operator, &x, &y, place)).map(Some),
            _ => Ok([a, b].into_iter().find_map(|side| match side {
                Value::Instance(instance) => instance.class.unknown_ancestor().map(|why| Value::Unknown(why.clone())),
                _ => None,
            })),
        }
    }

    fn binary_of_plain(&mut self, operator: BinaryOperator, a: &Value, b: &Value, place: &Place) -> Outcome {
        use BinaryOperator as Op;
        match (operator, a, b) {
            (Op::Add, Value::Str(_), Value::Str(_) | Value::Unknown(_))
            | (Op::Add, Value::Unknown(_), Value::Str(_)) => {
                return self.concatenate(a, b);
            }
            (Op::Add, Value::Unknown(x), Value::Unknown(y)) if !x.pieces().is_empty() || !y.pieces().is_empty() => {
                return self.concatenate(a, b);
            }
            (Op::Modulo, Value::Str(_), _) => return self.percent(a, b, place),
            (_, Value::Unknown(why), _) | (_, _, Value::Unknown(why)) => {
                return Ok(Value::Unknown(why.without_text(place)));
            }
            (Op::Add, Value::List(x), Value::List(y)) => {
                return self
                    .join_lists(x.content(), y.content(), place)
                    .map(|items| items.map_or_else(Value::Unknown, Value::list));
            }
            (Op::Add, Value::Tuple(x), Value::Tuple(y)) => {
                let items = self.join_lists(Ok(x.to_vec()), Ok(y.to_vec()), place)?;
                return Ok(items.map_or_else(Value::Unknown, Value::tuple));
            }
            (Op::Add, Value::Bytes(x), Value::Bytes(y)) => {
                self.check_text(x.len() + y.len(), place)?;
                return Ok(Value::Bytes(x.iter().chain(y.iter()).copied().collect()));
            }
            (
                Op::Multiply,
                Value::Int(_) | Value::Bool(_),
                Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_),
            ) => {
                return self.repeat_value(b, a.as_int().unwrap_or(0), place);
            }
            (
                Op::Multiply,
                Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_),
                Value::Int(_) | Value::Bool(_),
            ) => {
                return self.repeat_value(a, b.as_int().unwrap_or(0), place);
            }
            (Op::BitOr, Value::Dict(x), Value::Dict(y)) => {
                return Ok(match (x.entries.content(), y.entries.content()) {
                    (Ok(mut x_entries), Ok(y_entries)) => {
                        merge(&mut x_entries, &y_entries);
                        Value::Dict(Rc::new(Dict { entries: Shared::new(x_entries), kind: x.kind.clone() }))
                    }
                    (Err(why), _) | (_, Err(why)) => Value::Unknown(why),
                });
            }
            (_, Value::Set(x), Value::Set(y)) => {
                let kind = x.kind;
                if let (Ok(x), Ok(y)) = (x.members.content(), y.members.content()) {
                    if let Some(members) = combine(operator, &x, &y) {
                        return Ok(Value::set(members, kind));
                    }
                } else {
                    return Ok(self.unknown("the content of the set is not known", place));
                }
            }
            // `int | None` in an annotation that is evaluated.
            (
                Op::BitOr,
                Value::Type(_) | Value::Class(_) | Value::None,
                Value::Type(_) | Value::Class(_) | Value::None,
            ) => {
                return Ok(if a.is(b) { a.clone() } else { Typing::union(a, b) });
            }
            (_, Value::Dict(dict), _) | (_, _, Value::Dict(dict)) if matches!(dict.kind, DictKind::Counter) => {
                return Ok(self.unknown("operators of a counter are not evaluated", place));
            }
            (_, Value::Instance(instance), _) | (_, _, Value::Instance(instance))
                if matches!(instance.class.layout(), Layout::Enum(_)) =>
            {
                return Ok(self.unknown("operators of an enumeration's member are not evaluated", place));
            }
            (Op::Modulo, Value::Bytes(_), _) => return Ok(self.unknown("`%` of bytes is not evaluated", place)),
            _ => {}
        }
        match (a.as_int(), b.as_int()) {
            (Some(x), Some(y)) => self.integers(operator, x, y, place, (a, b)),
            _ => match (super::arithmetic::float(a), super::arithmetic::float(b)) {
                (Some(x), Some(y)) => self.floats(operator, x, y, place, (a, b)),
                _ => Err(self.unsupported(operator, a, b, place)),
            },
        }
    }

    fn concatenate(&mut self, a: &Value, b: &Value) -> Outcome {
        let mut text = Text::default();
        text.push_value(a);
        text.push_value(b);
        self.limits.build(text.len())?;
        if text.len() > MAX_TEXT {
            return Ok(Value::Unknown(Unknown::anywhere("the text is too long to be evaluated")));
        }
        Ok(text.into_value())
    }

    fn join_lists(
        &mut self,
        x: Result<Vec<Value>, Unknown>,
        y: Result<Vec<Value>, Unknown>,
        place: &Place,
    ) -> Result<Result<Vec<Value>, Unknown>, Raise> {
        match (x, y) {
            (Ok(mut x), Ok(y)) => {
                self.check_size(x.len() + y.len(), place)?;
                x.extend(y);
                Ok(Ok(x))
            }
            (Err(why), _) | (_, Err(why)) => Ok(Err(why)),
        }
    }

    fn repeat_value(&mut self, value: &Value, times: i128, place: &Place) -> Outcome {
        let times = usize::try_from(times.max(0)).unwrap_or(usize::MAX);
        match value {
            Value::Str(text) if text.len().saturating_mul(times) <= MAX_TEXT => {
                self.limits.build(text.len() * times)?;
                Ok(Value::str(text.repeat(times)))
            }
            Value::Bytes(bytes) if bytes.len().saturating_mul(times) <= MAX_TEXT => {
                self.limits.build(bytes.len() * times)?;
                Ok(Value::Bytes(bytes.repeat(times).into()))
            }
            Value::List(list) => match list.content() {
                Ok(items) if items.len().saturating_mul(times) <= MAX_ITEMS => {
                    self.check_size(items.len() * times, place)?;
                    Ok(Value::list(items.iter().cycle().take(items.len() * times).cloned().collect()))
                }
                Ok(_) => Ok(self.too_large(place)),
                Err(why) => Ok(Value::Unknown(why)),
            },
            Value::Tuple(items) if items.len().saturating_mul(times) <= MAX_ITEMS => {
                self.check_size(items.len() * times, place)?;
                Ok(Value::Tuple(items.iter().cycle().take(items.len() * times).cloned().collect()))
            }
            _ => Ok(self.too_large(place)),
        }
    }

    /// Accounts for a container of `items`.
    ///
    /// # Errors
    /// The bound that is reached.
    pub(super) fn check_size(&mut self, items: usize, place: &Place) -> Result<(), Raise> {
        if items > MAX_ITEMS {
            return Err(Raise::Limit(Unknown::new("a container becomes too large to be evaluated", place)));
        }
        self.limits.build(items * size_of::<Value>())
    }

    /// Accounts for a text of `bytes`.
    ///
    /// # Errors
    /// The bound that is reached.
    pub(super) fn check_text(&mut self, bytes: usize, place: &Place) -> Result<(), Raise> {
        if bytes > MAX_TEXT {
            return Err(Raise::Limit(Unknown::new("a text becomes too long to be evaluated", place)));
        }
        self.limits.build(bytes)
    }

    pub(super) fn too_large(&self, place: &Place) -> Value {
        self.unknown("the value is too large to be evaluated", place)
    }

    pub(super) fn unsupported(&mut self, operator: BinaryOperator, a: &Value, b: &Value, place: &Place) -> Raise {
        let (symbol, a_name, b_name) = (operator.symbol(), a.type_name(), b.type_name());
        let message = match (operator, a) {
            (BinaryOperator::Add, Value::Str(_)) => format!("can only concatenate str (not \"{b_name}\") to str"),
            (BinaryOperator::Add, Value::List(_)) => format!("can only concatenate list (not \"{b_name}\") to list"),
            _ => format!("unsupported operand type(s) for {symbol}: '{a_name}' and '{b_name}'"),
        };
        self.error("TypeError", &message, place)
    }
}

fn merge(entries: &mut Entries, more: &Entries) {
    for (key, value) in more.iter() {
        if let Ok(name) = Key::of(key) {
            entries.insert(name, key.clone(), value.clone());
        }
    }
}

fn combine(operator: BinaryOperator, x: &Members, y: &Members) -> Option<Members> {
    let keyed = |value: &Value| Key::of(value).ok().map(|key| (key, value.clone()));
    let within = |side: &Members, value: &Value| Key::of(value).is_ok_and(|key| side.contains(&key));
    Some(match operator {
        BinaryOperator::BitOr => x.iter().chain(y.iter()).filter_map(keyed).collect(),
        BinaryOperator::BitAnd => x.iter().filter(|v| within(y, v)).filter_map(keyed).collect(),
        BinaryOperator::Subtract => x.iter().filter(|v| !within(y, v)).filter_map(keyed).collect(),
        BinaryOperator::BitXor => {
            let left = x.iter().filter(|v| !within(y, v));
            left.chain(y.iter().filter(|v| !within(x, v))).filter_map(keyed).collect()
        }
        _ => return None,
    })
}
