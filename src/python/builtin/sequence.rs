//! Built-ins about iterables.

use super::items;
use crate::python::arguments::Arguments;
use crate::python::foreign::{Outcome, Truth};
use crate::python::object::{Cursor, Iterator, Shared, Supply};
use crate::python::operator::BinaryOperator;
use crate::python::statement::Flow;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::cmp::Ordering;
use std::rc::Rc;

pub(super) fn len(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "obj", place)?;
    vm.length_of(&value, place)
}

impl Vm {
    /// Calls a function with items that are not known, or not at all: that depends on `why`.
    fn call_maybe(&mut self, why: &Unknown, function: &Value, items: usize, place: &Place) -> Outcome {
        let arguments = Arguments::positional(vec![Value::Unknown(why.clone()); items]);
        self.branch(why, |vm| vm.call_value(function, arguments, place).map(|_| Flow::Normal), |_| Ok(Flow::Normal))?;
        Ok(Value::Unknown(why.clone()))
    }

    /// Returns `len(value)`.
    pub(in crate::python) fn length_of(&mut self, value: &Value, place: &Place) -> Outcome {
        let length = match value {
            Value::Str(text) => Ok(text.chars().count()),
            Value::Bytes(bytes) => Ok(bytes.len()),
            Value::Tuple(items) => Ok(items.len()),
            Value::List(list) => list.read(Vec::len),
            Value::Dict(dict) => dict.entries.read(crate::python::object::Entries::len),
            Value::Set(set) => set.members.read(crate::python::object::Members::len),
            Value::Range(range) => Ok(usize::try_from(range.len()).unwrap_or(usize::MAX)),
            Value::Unknown(why) => Err(why.clone()),
            Value::Foreign(object) => return object.clone().length(self, place),
            Value::Class(_) => {
                return self.items_of(value, place).map(|items| match items {
                    Ok(items) => Value::size(items.len()),
                    Err(why) => Value::Unknown(why),
                });
            }
            Value::Instance(instance) => {
                if instance.class.find("__len__").is_some() {
                    return self.call_attribute(value, "__len__", Arguments::default(), place);
                }
                let payload = instance.payload.borrow().clone();
                return match payload {
                    Some(payload) => self.deeper(|vm| vm.length_of(&payload, place)),
                    None => match instance.class.unknown_ancestor() {
                        Some(why) => Ok(Value::Unknown(why.clone())),
                        None => Err(self.no_length(value, place)),
                    },
                };
            }
            _ => return Err(self.no_length(value, place)),
        };
        Ok(length.map_or_else(Value::Unknown, Value::size))
    }

    fn no_length(&mut self, value: &Value, place: &Place) -> crate::python::raise::Raise {
        self.error("TypeError", &format!("object of type '{}' has no len()", value.type_name()), place)
    }

    /// Returns the items in order; the inner error says why the order is not known.
    pub(in crate::python) fn sort(
        &mut self,
        items: Vec<Value>,
        key: Option<Value>,
        reverse: bool,
        place: &Place,
    ) -> super::Checked<Result<Vec<Value>, Unknown>> {
        let mut keyed = Vec::with_capacity(items.len());
        for item in items {
            let by = match &key {
                Some(Value::None) | None => item.clone(),
                Some(key) => self.call_value(key, Arguments::positional(vec![item.clone()]), place)?,
            };
            keyed.push((by, item));
        }
        let sorted = self.merge_sort(keyed, reverse, place)?;
        Ok(sorted.map(|keyed| keyed.into_iter().map(|(_, item)| item).collect()))
    }

    fn merge_sort(
        &mut self,
        mut keyed: Vec<(Value, Value)>,
        reverse: bool,
        place: &Place,
    ) -> super::Checked<Result<Vec<(Value, Value)>, Unknown>> {
        if keyed.len() < 2 {
            return Ok(Ok(keyed));
        }
        let right = keyed.split_off(keyed.len() / 2);
        let (left, right) = match (self.merge_sort(keyed, reverse, place)?, self.merge_sort(right, reverse, place)?) {
            (Ok(left), Ok(right)) => (left, right),
            (Err(why), _) | (_, Err(why)) => return Ok(Err(why)),
        };
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        let mut merged = Vec::with_capacity(left.len() + right.len());
        while let (Some((a, _)), Some((b, _))) = (left.peek(), right.peek()) {
            self.limits.step(1)?;
            // Stable in both directions: equal items keep their order.
            let order = match reverse {
                false => self.order(b, a, place)?,
                true => self.order(a, b, place)?,
            };
            let take_right = match order {
                Ok(order) => order == Some(Ordering::Less),
                Err(why) => return Ok(Err(why)),
            };
            merged.extend(if take_right { right.next() } else { left.next() });
        }
        merged.extend(left);
        merged.extend(right);
        Ok(Ok(merged))
    }
}

pub(super) fn sorted(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let iterable = vm.argument(&arguments, 0, "iterable", place)?;
    if let Some(collected) = iterable.collected() {
        return Ok(collected);
    }
    let items = items!(vm, &iterable, place);
    let reverse = arguments.keyword("reverse").unwrap_or(Value::Bool(false));
    let reverse = match vm.truth_of(&reverse, place)? {
        Truth::True => true,
        Truth::False => false,
        Truth::Unknown(why) => return Ok(Value::Unknown(why)),
    };
    Ok(vm.sort(items, arguments.keyword("key"), reverse, place)?.map_or_else(Value::Unknown, Value::list))
}

pub(super) fn reversed(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "sequence", place)?;
    if matches!(value, Value::Set(_) | Value::Iterator(_)) {
        return Err(vm.error("TypeError", &format!("'{}' object is not reversible", value.type_name()), place));
    }
    let mut items = items!(vm, &value, place);
    items.reverse();
    Ok(Value::Iterator(Rc::new(Cursor::over(items))))
}

pub(super) fn enumerate(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "iterable", place)?;
    let start = arguments.find(1, "start").and_then(|start| start.as_int()).unwrap_or(0);
    let items = items!(vm, &value, place);
    let pairs = (start..).zip(items).map(|(at, item)| Value::tuple(vec![Value::Int(at), item]));
    Ok(Value::Iterator(Rc::new(Cursor::over(pairs.collect()))))
}

pub(super) fn zip(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    if let Some(why) = arguments.rest {
        return Ok(Value::Unknown(why));
    }
    let mut iterators: Vec<Rc<Iterator>> = Vec::new();
    for value in &arguments.positional {
        match vm.iterator_of(value, place)? {
            Value::Iterator(iterator) => iterators.push(iterator),
            unknown => return Ok(unknown),
        }
    }
    let strict = match arguments.keywords.iter().find(|(name, _)| &**name == "strict") {
        Some((_, strict)) => match vm.truth_of(strict, place)? {
            Truth::True => true,
            Truth::False => false,
            Truth::Unknown(why) => return Ok(Value::Unknown(why)),
        },
        None => false,
    };
    let mut rows = Vec::new();
    'rows: while !iterators.is_empty() {
        let mut row = Vec::with_capacity(iterators.len());
        for iterator in &iterators {
            match vm.next_of(iterator, place)? {
                Ok(Some(item)) => row.push(item),
                Ok(None) if row.is_empty() || !strict => break 'rows,
                Ok(None) => return Err(vm.error("ValueError", "zip() arguments differ in length", place)),
                Err(why) => return Ok(Value::Unknown(why)),
            }
        }
        rows.push(Value::tuple(row));
        vm.check_size(rows.len(), place)?;
    }
    for other in iterators.iter().skip(1).filter(|_| strict) {
        if let Ok(Some(_)) = vm.next_of(other, place)? {
            return Err(vm.error("ValueError", "zip() arguments differ in length", place));
        }
    }
    Ok(Value::Iterator(Rc::new(Cursor::over(rows))))
}

pub(super) fn map(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let function = vm.argument(&arguments, 0, "func", place)?;
    if arguments.positional.len() < 2 && arguments.rest.is_none() {
        return Err(vm.error("TypeError", "map() must have at least two arguments.", place));
    }
    match sources(vm, arguments.positional.get(1..).unwrap_or_default(), arguments.rest, place)? {
        Ok(sources) => Ok(lazy(Supply::Mapped(function, sources.into()))),
        Err(why) => vm.call_maybe(&why, &function, arguments.positional.len() - 1, place),
    }
}

pub(super) fn filter(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let function = vm.argument(&arguments, 0, "func", place)?;
    let iterable = vm.argument(&arguments, 1, "iterable", place)?;
    match sources(vm, &[iterable], arguments.rest, place)?.map(|sources| sources.first().cloned()) {
        Ok(Some(source)) => Ok(lazy(Supply::Filtered(function, source))),
        Ok(None) => Ok(Value::None),
        Err(why) if matches!(function, Value::None) => Ok(Value::Unknown(why)),
        Err(why) => vm.call_maybe(&why, &function, 1, place),
    }
}

fn sources(
    vm: &mut Vm,
    iterables: &[Value],
    rest: Option<Unknown>,
    place: &Place,
) -> super::Checked<Result<Vec<Rc<Iterator>>, Unknown>> {
    let mut sources = Vec::new();
    for iterable in iterables {
        match vm.iterator_of(iterable, place)? {
            Value::Iterator(iterator) => sources.push(iterator),
            Value::Unknown(why) => return Ok(Err(why)),
            _ => {}
        }
    }
    Ok(rest.map_or(Ok(sources), Err))
}

fn lazy(supply: Supply) -> Value {
    Value::Iterator(Rc::new(Shared::new(Cursor { supply, taken: 0 })))
}

pub(super) fn any(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    decide(vm, &arguments, place, Truth::True)
}

pub(super) fn all(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    decide(vm, &arguments, place, Truth::False)
}

/// One item of the deciding kind settles it; without one, an unknown item leaves it open.
fn decide(vm: &mut Vm, arguments: &Arguments, place: &Place, deciding: Truth) -> Outcome {
    let iterable = vm.argument(arguments, 0, "iterable", place)?;
    let decided = matches!(deciding, Truth::True);
    let mut unknown = None;
    // What is asked for last settles it: nothing after it is.
    let iterator = match &iterable {
        Value::Set(_) => Value::Iterator(Rc::new(Cursor::over(items!(vm, &iterable, place)))),
        _ => vm.iterator_of(&iterable, place)?,
    };
    let iterator = match iterator {
        Value::Iterator(iterator) => iterator,
        other => return Ok(other),
    };
    loop {
        let item = match vm.next_of(&iterator, place)? {
            Ok(Some(item)) => item,
            Ok(None) => break,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        match (vm.truth_of(&item, place)?, decided) {
            (Truth::True, true) | (Truth::False, false) => return Ok(Value::Bool(decided)),
            (Truth::Unknown(why), _) => unknown = Some(why),
            _ => {}
        }
    }
    Ok(unknown.map_or(Value::Bool(!decided), Value::Unknown))
}

pub(super) fn sum(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let iterable = vm.argument(&arguments, 0, "iterable", place)?;
    let mut total = arguments.find(1, "start").unwrap_or(Value::Int(0));
    if matches!(total, Value::Str(_) | Value::Bytes(_)) {
        return Err(vm.error("TypeError", "sum() can't sum strings [use ''.join(seq) instead]", place));
    }
    for item in items!(vm, &iterable, place) {
        total = vm.binary(BinaryOperator::Add, &total, &item, place)?;
    }
    Ok(total)
}

pub(super) fn min(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    extreme(vm, &arguments, place, Ordering::Less, "min")
}

pub(super) fn max(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    extreme(vm, &arguments, place, Ordering::Greater, "max")
}

fn extreme(vm: &mut Vm, arguments: &Arguments, place: &Place, wanted: Ordering, name: &str) -> Outcome {
    if let Some(why) = &arguments.rest {
        return Ok(Value::Unknown(why.clone()));
    }
    let items = match arguments.positional.as_slice() {
        [only] => items!(vm, only, place),
        several => several.to_vec(),
    };
    let key = arguments.keyword("key").filter(|key| !matches!(key, Value::None));
    let mut best: Option<(Value, Value)> = None;
    for item in items.clone() {
        let by = match &key {
            Some(key) => vm.call_value(key, Arguments::positional(vec![item.clone()]), place)?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((best, _)) => match vm.order(&by, best, place)? {
                Ok(order) => order == Some(wanted),
                Err(why) => return Ok(vm.one_of(&items, &why, place)),
            },
        };
        if better {
            best = Some((by, item));
        }
    }
    match best.map(|(_, item)| item).or_else(|| arguments.keyword("default")) {
        Some(item) => Ok(item),
        None => Err(vm.error("ValueError", &format!("{name}() arg is an empty sequence"), place)),
    }
}

pub(super) fn iter(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "object", place)?;
    if arguments.positional.len() > 1 {
        return Ok(vm.unknown("`iter` with a sentinel is not evaluated", place));
    }
    vm.iterator_of(&value, place)
}

pub(super) fn next(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "iterator", place)?;
    let default = arguments.positional.get(1).cloned();
    let found = match &value {
        Value::Iterator(iterator) => match vm.next_alone(iterator, place)? {
            Ok(found) => found,
            Err(why) => return Ok(Value::Unknown(why)),
        },
        Value::Unknown(_) => return Ok(value),
        Value::Instance(_) => match vm.call_attribute(&value, "__next__", Arguments::default(), place) {
            Ok(item) => Some(item),
            Err(raise) if default.is_some() && vm.is_raised(&raise, "StopIteration") => None,
            Err(raise) => return Err(raise),
        },
        Value::Foreign(object) => {
            let given = object.clone().iterate(vm, place)?;
            match given {
                Value::Iterator(iterator) => match vm.next_of(&iterator, place)? {
                    Ok(found) => found,
                    Err(why) => return Ok(Value::Unknown(why)),
                },
                _ => return Ok(vm.unknown("the next item is not known", place)),
            }
        }
        other => {
            return Err(vm.error("TypeError", &format!("'{}' object is not an iterator", other.type_name()), place));
        }
    };
    match found.or(default) {
        Some(item) => Ok(item),
        None => Err(vm.error("StopIteration", "", place)),
    }
}
