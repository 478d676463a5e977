//! Iteration: what items a value gives.

use super::arguments::Arguments;
use super::foreign::{Outcome, Truth};
use super::limits::MAX_ITEMS;
use super::object::class::Layout;
use super::object::{Cursor, Entries, Iterator, Key, List, Supply};
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::{Range, Value};
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// What a `for` loop goes over.
pub(super) enum Iteration {
    Items(Vec<Value>),
    /// A list, seen live.
    List(Rc<List>),
    Range(Range),
    /// An iterator, asked for one value after the other.
    Iterator(Rc<Iterator>),
    Unknown(Unknown),
}

/// The longest range whose numbers are gone through one by one.
const LONG: u128 = 100_000;

impl Vm {
    /// Returns what iterating over `value` goes through.
    pub(super) fn iteration(&mut self, value: &Value, place: &Place) -> Result<Iteration, Raise> {
        match value {
            Value::List(list) => Ok(Iteration::List(list.clone())),
            Value::Range(range) if range.len() > LONG => {
                Ok(Iteration::Unknown(Unknown::new("the range is too long to be gone through", place)))
            }
            Value::Range(range) => Ok(Iteration::Range(**range)),
            Value::Iterator(iterator) => Ok(match self.start(iterator, place)? {
                Ok(()) => Iteration::Iterator(iterator.clone()),
                Err(why) => Iteration::Unknown(why),
            }),
            _ => Ok(match self.items_of(value, place)? {
                Ok(items) => Iteration::Items(items),
                Err(why) => Iteration::Unknown(why),
            }),
        }
    }

    /// Returns every item of an iterable; the inner error says why they are not known. An iterator is used up.
    pub(super) fn items_of(&mut self, value: &Value, place: &Place) -> Result<Result<Vec<Value>, Unknown>, Raise> {
        let items: Result<Vec<Value>, Unknown> = match value {
            Value::List(list) => list.content(),
            Value::Tuple(items) => Ok(items.to_vec()),
            Value::Str(text) => Ok(text.chars().map(|c| Value::str(c.encode_utf8(&mut [0; 4]))).collect()),
            Value::Bytes(bytes) => Ok(bytes.iter().map(|b| Value::Int(i128::from(*b))).collect()),
            Value::Dict(dict) => dict.entries.read(|entries| entries.iter().map(|(key, _)| key.clone()).collect()),
            Value::Set(set) => set.members.read(|members| members.iter().cloned().collect()),
            Value::Range(range) if range.len() <= LONG * 10 => {
                let numbers = (0..).map_while(|at| range.at(at).map(Value::Int));
                Ok(numbers.collect())
            }
            Value::Range(_) => Err(Unknown::new("the range is too long to be gone through", place)),
            Value::Iterator(iterator) => return self.drain(iterator, place),
            Value::Unknown(why) => Err(why.clone()),
            Value::Foreign(object) => {
                let given = object.clone().iterate(self, place)?;
                return if given.is(value) {
                    Ok(Err(not_known(place)))
                } else {
                    self.deeper(|vm| vm.items_of(&given, place))
                };
            }
            Value::Class(class) => match &class.layout() {
                Layout::Enum(members) => Ok(super::enumeration::enum_members(members)),
                _ => match class.unknown_ancestor() {
                    Some(why) => Err(why.clone()),
                    None => return Err(self.not_iterable(value, place)),
                },
            },
            Value::Instance(_) => return self.items_of_instance(value, place),
            _ => return Err(self.not_iterable(value, place)),
        };
        if let Ok(items) = &items {
            self.limits.step(items.len() as u64 / 8)?;
        }
        Ok(items)
    }

    /// Returns the next item of an iterator, or nothing at its end; the inner error says why it is not known.
    pub(super) fn next_of(
        &mut self,
        iterator: &Rc<Iterator>,
        place: &Place,
    ) -> Result<Result<Option<Value>, Unknown>, Raise> {
        if let Err(why) = self.start(iterator, place)? {
            return Ok(Err(why));
        }
        self.limits.step(1)?;
        match iterator.read(|cursor| cursor.supply.clone()) {
            Ok(Supply::Mapped(function, sources)) => return self.next_mapped(&function, &sources, place),
            Ok(Supply::Filtered(function, source)) => return self.next_filtered(&function, &source, place),
            Ok(Supply::Broken(items, raise))
                if iterator.read(|cursor| cursor.taken >= items.len()).unwrap_or(false) =>
            {
                self.touch(iterator);
                *iterator.0.borrow_mut() = Ok(Cursor { supply: Supply::Items(Rc::from([])), taken: 0 });
                return Err(raise);
            }
            Ok(Supply::Live(list)) => {
                if let Err(why) = list.read(|_| ()) {
                    return Ok(Err(why));
                }
            }
            _ => {}
        }
        self.touch(iterator);
        Ok(match &mut *iterator.0.borrow_mut() {
            Err(why) => Err(why.clone()),
            Ok(cursor) => {
                let next = peek(cursor);
                cursor.taken += usize::from(next.is_some());
                Ok(next)
            }
        })
    }

    /// Returns an iterator over a value.
    pub(super) fn iterator_of(&mut self, value: &Value, place: &Place) -> Outcome {
        match value {
            Value::Iterator(_) | Value::Unknown(_) => Ok(value.clone()),
            Value::List(list) => Ok(match list.read(|_| ()) {
                Ok(()) => {
                    let cursor = Cursor { supply: Supply::Live(list.clone()), taken: 0 };
                    Value::Iterator(Rc::new(super::object::Shared::new(cursor)))
                }
                Err(why) => Value::Unknown(why),
            }),
            Value::Set(_) if unordered(value, place).is_some() => {
                Ok(unordered(value, place).map_or(Value::None, Value::Unknown))
            }
            _ => Ok(match self.items_of(value, place)? {
                Ok(items) => Value::Iterator(Rc::new(Cursor::over(items))),
                Err(why) => Value::Unknown(why),
            }),
        }
    }

    /// Returns the entries of a mapping; the inner error says why they are not known.
    pub(super) fn entries_of(&mut self, value: &Value, place: &Place) -> Result<Result<Entries, Unknown>, Raise> {
        match value {
            Value::Dict(dict) => Ok(dict.entries.content()),
            Value::Unknown(why) => Ok(Err(why.clone())),
            Value::Instance(instance) if instance.payload.borrow().is_some() => {
                let payload = instance.payload.borrow().clone().unwrap_or(Value::None);
                self.deeper(|vm| vm.entries_of(&payload, place))
            }
            Value::Instance(_) | Value::Foreign(_) => {
                let keys = self.call_attribute(value, "keys", Arguments::default(), place)?;
                let keys = match self.items_of(&keys, place)? {
                    Ok(keys) => keys,
                    Err(why) => return Ok(Err(why)),
                };
                let mut entries = Entries::default();
                for key in keys {
                    let item = self.read_item(value, &key, place)?;
                    match Key::of(&key) {
                        Ok(name) => entries.insert(name, key, item),
                        Err(_) => return Ok(Err(not_known(place))),
                    }
                }
                Ok(Ok(entries))
            }
            _ => Err(self.error("TypeError", &format!("'{}' object is not a mapping", value.type_name()), place)),
        }
    }

    fn items_of_instance(&mut self, value: &Value, place: &Place) -> Result<Result<Vec<Value>, Unknown>, Raise> {
        if let Value::Instance(instance) = value
            && instance.class.find("__iter__").is_none()
            && let Some(payload) = instance.payload.borrow().clone()
        {
            return self.deeper(|vm| vm.items_of(&payload, place));
        }
        if self.find_attribute(value, "__iter__", place)?.is_some() {
            let iterator = self.call_attribute(value, "__iter__", Arguments::default(), place)?;
            if !iterator.is(value) {
                return self.deeper(|vm| vm.items_of(&iterator, place));
            }
            return self.items_by_next(value, place);
        }
        if self.find_attribute(value, "__getitem__", place)?.is_some() {
            return Ok(Err(Unknown::new("iterating by `__getitem__` is not evaluated", place)));
        }
        Err(self.not_iterable(value, place))
    }

    fn items_by_next(&mut self, value: &Value, place: &Place) -> Result<Result<Vec<Value>, Unknown>, Raise> {
        let mut items = Vec::new();
        while items.len() < MAX_ITEMS {
            match self.call_attribute(value, "__next__", Arguments::default(), place) {
                Ok(Value::Unknown(why)) => return Ok(Err(why)),
                Ok(item) => items.push(item),
                Err(raise) if self.is_raised(&raise, "StopIteration") => return Ok(Ok(items)),
                Err(raise) => return Err(raise),
            }
        }
        Ok(Err(Unknown::new("the iterator gives too many items", place)))
    }

    fn drain(&mut self, iterator: &Rc<Iterator>, place: &Place) -> Result<Result<Vec<Value>, Unknown>, Raise> {
        if let Err(why) = self.start(iterator, place)? {
            return Ok(Err(why));
        }
        if let Ok(true) = iterator.read(|cursor| {
            matches!(cursor.supply, Supply::Mapped(..) | Supply::Filtered(..) | Supply::Live(_) | Supply::Broken(..))
        }) {
            let mut items = Vec::new();
            while items.len() < super::limits::MAX_ITEMS {
                match self.next_of(iterator, place)? {
                    Ok(Some(item)) => items.push(item),
                    Ok(None) => return Ok(Ok(items)),
                    Err(why) => return Ok(Err(why)),
                }
            }
            return Ok(Err(Unknown::new(super::generator::ENDLESS, place)));
        }
        self.touch(iterator);
        let items = match &mut *iterator.0.borrow_mut() {
            Err(why) => Err(why.clone()),
            Ok(cursor) => match &cursor.supply {
                Supply::Items(items) => {
                    let rest = items.get(cursor.taken..).unwrap_or_default().to_vec();
                    cursor.taken = items.len();
                    Ok(rest)
                }
                _ => Err(Unknown::new("the iterator never ends", place)),
            },
        };
        Ok(items)
    }

    fn next_mapped(
        &mut self,
        function: &Value,
        sources: &[Rc<Iterator>],
        place: &Place,
    ) -> Result<Result<Option<Value>, Unknown>, Raise> {
        let mut row = Vec::with_capacity(sources.len());
        for source in sources {
            match self.deeper(|vm| vm.next_of(source, place))? {
                Ok(Some(item)) => row.push(item),
                ended => return Ok(ended),
            }
        }
        self.call_value(function, Arguments::positional(row), place).map(|value| Ok(Some(value)))
    }

    fn next_filtered(
        &mut self,
        function: &Value,
        source: &Rc<Iterator>,
        place: &Place,
    ) -> Result<Result<Option<Value>, Unknown>, Raise> {
        loop {
            let item = match self.deeper(|vm| vm.next_of(source, place))? {
                Ok(Some(item)) => item,
                ended => return Ok(ended),
            };
            let answer = match function {
                Value::None => item.clone(),
                _ => self.call_value(function, Arguments::positional(vec![item.clone()]), place)?,
            };
            match self.truth_of(&answer, place)? {
                Truth::True => return Ok(Ok(Some(item))),
                Truth::False => {}
                Truth::Unknown(why) => return Ok(Err(why)),
            }
        }
    }

    fn not_iterable(&mut self, value: &Value, place: &Place) -> Raise {
        self.error("TypeError", &format!("'{}' object is not iterable", value.type_name()), place)
    }
}

/// Returns why the order of a set is not known: it differs from run to run where it has more than one member.
pub(super) fn unordered(value: &Value, place: &Place) -> Option<Unknown> {
    let Value::Set(set) = value else { return None };
    let several = set.members.read(|members| members.len() > 1).unwrap_or(false);
    several.then(|| Unknown::new("the order of a set differs from run to run", place))
}

fn peek(cursor: &Cursor) -> Option<Value> {
    match &cursor.supply {
        Supply::Items(items) | Supply::Broken(items, _) => items.get(cursor.taken).cloned(),
        Supply::Live(list) => list.read(|items| items.get(cursor.taken).cloned()).ok().flatten(),
        Supply::Count { start, step } => {
            let taken = i128::try_from(cursor.taken).ok()?;
            Some(Value::Int(step.checked_mul(taken)?.checked_add(*start)?))
        }
        Supply::Cycle(items) => items.get(cursor.taken.checked_rem(items.len())?).cloned(),
        Supply::Repeat(value) => Some(value.clone()),
        Supply::Mapped(..) | Supply::Filtered(..) | Supply::Suspended(..) | Supply::Deferred(..) => None,
    }
}

fn not_known(place: &Place) -> Unknown {
    Unknown::new("what it iterates over is not known", place)
}
