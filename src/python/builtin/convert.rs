//! The built-in types, called: `str(x)`, `int(x)`, `dict(...)`, `type(x)`, …

use super::items;
use crate::python::arguments::Arguments;
use crate::python::foreign::{Outcome, Truth};
use crate::python::namespace::Namespace;
use crate::python::object::{Dict, DictKind, Entries, Instance, Key, Members, SetKind, Shared};
use crate::python::raise::Raise;
use crate::python::value::{Descriptor, Range, Slice, Type, Value};
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// Returns the name of a type.
pub(in crate::python) fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Object => "object",
        Type::Type => "type",
        Type::NoneType => "NoneType",
        Type::Bool => "bool",
        Type::Int => "int",
        Type::Float => "float",
        Type::Str => "str",
        Type::Bytes => "bytes",
        Type::List => "list",
        Type::Tuple => "tuple",
        Type::Dict => "dict",
        Type::OrderedDict => "OrderedDict",
        Type::DefaultDict => "defaultdict",
        Type::Counter => "Counter",
        Type::Set => "set",
        Type::FrozenSet => "frozenset",
        Type::Range => "range",
        Type::Slice => "slice",
        Type::Iterator => "generator",
        Type::Function => "function",
        Type::Module => "module",
        Type::Property => "property",
        Type::StaticMethod => "staticmethod",
        Type::ClassMethod => "classmethod",
        Type::Super => "super",
        Type::Enum => "Enum",
        Type::IntEnum => "IntEnum",
        Type::StrEnum => "StrEnum",
        Type::Flag => "Flag",
        Type::IntFlag => "IntFlag",
        Type::NamedTuple => "NamedTuple",
    }
}

impl Vm {
    /// Calls a type of the language.
    pub(in crate::python) fn construct(&mut self, kind: Type, arguments: Arguments, place: &Place) -> Outcome {
        let first = arguments.positional.first().cloned().or_else(|| arguments.rest.clone().map(Value::Unknown));
        match kind {
            Type::Object => self.plain_object(place),
            Type::Type => self.construct_type(arguments, place),
            Type::Bool => match first {
                None => Ok(Value::Bool(false)),
                Some(value) => Ok(match self.truth_of(&value, place)? {
                    Truth::True => Value::Bool(true),
                    Truth::False => Value::Bool(false),
                    Truth::Unknown(why) => Value::Unknown(why),
                }),
            },
            Type::Int => self.construct_int(
                first,
                arguments
                    .find(1, "base")
                    .filter(|_| arguments.positional.len() > 1 || arguments.keyword("base").is_some()),
                place,
            ),
            Type::Float => self.construct_float(first, place),
            Type::Str => match (first.or_else(|| arguments.keyword("object")), arguments.positional.len()) {
                (None, _) => Ok(Value::str("")),
                (Some(Value::Bytes(bytes)), given) if given > 1 || !arguments.keywords.is_empty() => {
                    self.decode_bytes(&bytes, &arguments, 1, place)
                }
                (Some(value), _) => self.str_of(&value, place),
            },
            Type::Bytes => self.construct_bytes(first, arguments, place),
            Type::List | Type::Tuple | Type::Set | Type::FrozenSet
                if first.as_ref().is_some_and(|own| own.collected().is_some()) =>
            {
                Ok(first.and_then(|own| own.collected()).unwrap_or(Value::None))
            }
            Type::List => match first {
                None => Ok(Value::list(Vec::new())),
                Some(value) => Ok(Value::list(items!(self, &value, place))),
            },
            Type::Tuple => match first {
                None => Ok(Value::tuple(Vec::new())),
                Some(value) => Ok(Value::tuple(items!(self, &value, place))),
            },
            Type::Set | Type::FrozenSet => {
                let set_kind = if kind == Type::Set { SetKind::Mutable } else { SetKind::Frozen };
                match first {
                    None => Ok(Value::set(Members::default(), set_kind)),
                    Some(value) => {
                        let items = items!(self, &value, place);
                        self.make_set(items, set_kind, place)
                    }
                }
            }
            Type::Dict => self.construct_dict(DictKind::Plain, first, arguments, place),
            Type::OrderedDict => self.construct_dict(DictKind::Ordered, first, arguments, place),
            Type::DefaultDict => {
                let factory = first.unwrap_or(Value::None);
                let mut rest = arguments;
                if !rest.positional.is_empty() {
                    rest.positional.remove(0);
                }
                let source = rest.positional.first().cloned();
                self.construct_dict(DictKind::Default(factory), source, rest, place)
            }
            Type::Counter if !arguments.keywords.is_empty() => {
                Ok(self.unknown("a counter of keywords is not evaluated", place))
            }
            Type::Counter => self.construct_counter(first, place),
            Type::Range => self.construct_range(&arguments, place),
            Type::Slice => {
                let (start, stop, step) = match arguments.positional.as_slice() {
                    [stop] => (Value::None, stop.clone(), Value::None),
                    [start, stop] => (start.clone(), stop.clone(), Value::None),
                    [start, stop, step, ..] => (start.clone(), stop.clone(), step.clone()),
                    [] => return Err(self.error("TypeError", "slice expected at least 1 argument, got 0", place)),
                };
                Ok(Value::Slice(Rc::new(Slice { start, stop, step })))
            }
            Type::Property => {
                let getter = arguments.find(0, "fget").unwrap_or(Value::None);
                let setter = arguments.find(1, "fset").unwrap_or(Value::None);
                Ok(Value::Descriptor(Rc::new(Descriptor::Property { getter, setter })))
            }
            Type::StaticMethod => Ok(Value::Descriptor(Rc::new(Descriptor::Static(first.unwrap_or(Value::None))))),
            Type::ClassMethod => Ok(Value::Descriptor(Rc::new(Descriptor::Class(first.unwrap_or(Value::None))))),
            Type::Super => match (first, arguments.positional.get(1)) {
                (Some(Value::Class(class)), Some(receiver)) => Ok(Value::Super(Rc::new((receiver.clone(), class)))),
                _ => self.implicit_super(place),
            },
            Type::Enum | Type::IntEnum | Type::StrEnum | Type::Flag | Type::IntFlag => {
                self.make_functional_enum(Value::Type(kind), &arguments, place)
            }
            Type::NamedTuple => self.make_named_tuple(&arguments, place),
            Type::NoneType => Ok(Value::None),
            Type::Iterator | Type::Function | Type::Module => {
                Ok(self.unknown(format!("making a `{}` is not evaluated", type_name(kind)), place))
            }
        }
    }

    /// Returns a set of items.
    pub(in crate::python) fn make_set(&mut self, items: Vec<Value>, kind: SetKind, place: &Place) -> Outcome {
        let mut members = Members::default();
        let mut unknown = None;
        for item in items {
            match self.key_of(&item, place)? {
                Ok(key) => members.insert(key, item),
                Err(why) => unknown = Some(why),
            }
        }
        Ok(match unknown {
            Some(why) => Value::Set(Rc::new(crate::python::object::Set { members: Shared::unknown(why), kind })),
            None => Value::set(members, kind),
        })
    }

    /// Returns the class of a value.
    pub(in crate::python) fn class_of(&mut self, value: &Value, place: &Place) -> Value {
        let kind = match value {
            Value::None => Type::NoneType,
            Value::Bool(_) => Type::Bool,
            Value::Int(_) => Type::Int,
            Value::Float(_) => Type::Float,
            Value::Str(_) => Type::Str,
            Value::Bytes(_) => Type::Bytes,
            Value::List(_) => Type::List,
            Value::Tuple(_) => Type::Tuple,
            Value::Dict(dict) => match dict.kind {
                DictKind::Plain => Type::Dict,
                DictKind::Ordered => Type::OrderedDict,
                DictKind::Default(_) => Type::DefaultDict,
                DictKind::Counter => Type::Counter,
            },
            Value::Set(set) if set.is_frozen() => Type::FrozenSet,
            Value::Set(_) => Type::Set,
            Value::Range(_) => Type::Range,
            Value::Slice(_) => Type::Slice,
            Value::Iterator(_) => Type::Iterator,
            Value::Function(_) | Value::Builtin(_) | Value::Native(_) | Value::Method(_) => Type::Function,
            Value::Module(_) => Type::Module,
            Value::Class(_) | Value::Type(_) => Type::Type,
            Value::Instance(instance) => return Value::Class(instance.class.clone()),
            Value::Unknown(why) => return Value::Unknown(why.clone()),
            Value::Foreign(object) => {
                let unknown = || format!("the class of `{}` is not modelled", object.type_name());
                return object.class().unwrap_or_else(|| self.unknown(unknown(), place));
            }
            other => return self.unknown(format!("the class of a `{}` is not evaluated", other.type_name()), place),
        };
        Value::Type(kind)
    }

    fn construct_type(&mut self, arguments: Arguments, place: &Place) -> Outcome {
        match arguments.positional.as_slice() {
            [value] => Ok(self.class_of(value, place)),
            [name, bases, body] => {
                let name = name.as_str().unwrap_or_default();
                let bases = items!(self, bases, place);
                let entries = match self.entries_of(body, place)? {
                    Ok(entries) => entries,
                    Err(why) => return Ok(Value::Unknown(why)),
                };
                let namespace = Namespace::default();
                for (key, value) in entries.iter() {
                    namespace.define(&key.as_str().unwrap_or_default(), value.clone());
                }
                self.make_class(&name, Arguments::positional(bases), Rc::new(namespace), place)
            }
            _ => Err(self.error("TypeError", "type() takes 1 or 3 arguments", place)),
        }
    }

    /// `object()`: a value that is only equal to itself.
    fn plain_object(&mut self, _: &Place) -> Outcome {
        let class = self.class("builtins", "object", Vec::new());
        Ok(Value::Instance(Rc::new(Instance::new(class))))
    }

    /// Returns a dictionary of a mapping or of pairs, and keywords.
    fn construct_dict(
        &mut self,
        kind: DictKind,
        source: Option<Value>,
        arguments: Arguments,
        place: &Place,
    ) -> Outcome {
        let mut entries = Entries::default();
        if let Some(source) = source {
            match self.entries_from(&source, place)? {
                Ok(given) => entries = given,
                Err(why) => return Ok(Value::Dict(Rc::new(Dict { entries: Shared::unknown(why), kind }))),
            }
        }
        for (name, value) in arguments.keywords {
            entries.insert(Key::Str(name.clone()), Value::Str(name), value);
        }
        let entries = arguments.rest.map_or_else(|| Shared::new(entries), Shared::unknown);
        Ok(Value::Dict(Rc::new(Dict { entries, kind })))
    }

    /// Returns the entries of a mapping, or of an iterable of pairs.
    pub(in crate::python) fn entries_from(
        &mut self,
        source: &Value,
        place: &Place,
    ) -> Result<Result<Entries, crate::python::unknown::Unknown>, Raise> {
        let is_mapping = match source {
            Value::Dict(_) | Value::Unknown(_) => true,
            Value::Instance(_) | Value::Foreign(_) => self.find_attribute(source, "keys", place)?.is_some(),
            _ => false,
        };
        if is_mapping {
            return self.entries_of(source, place);
        }
        let pairs = match self.items_of(source, place)? {
            Ok(pairs) => pairs,
            Err(why) => return Ok(Err(why)),
        };
        let mut entries = Entries::default();
        for pair in pairs {
            let pair = match self.items_of(&pair, place)? {
                Ok(pair) => pair,
                Err(why) => return Ok(Err(why)),
            };
            let [key, value] = pair.as_slice() else {
                return Err(self.error(
                    "ValueError",
                    "dictionary update sequence element has the wrong length; 2 is required",
                    place,
                ));
            };
            match self.key_of(key, place)? {
                Ok(name) => entries.insert(name, key.clone(), value.clone()),
                Err(why) => return Ok(Err(why)),
            }
        }
        Ok(Ok(entries))
    }

    fn construct_counter(&mut self, source: Option<Value>, place: &Place) -> Outcome {
        let mut entries = Entries::default();
        match source {
            Some(source @ Value::Dict(_)) => match self.entries_of(&source, place)? {
                Ok(given) => entries = given,
                Err(why) => return Ok(Value::Unknown(why)),
            },
            Some(source) => {
                for item in items!(self, &source, place) {
                    let key = match self.key_of(&item, place)? {
                        Ok(key) => key,
                        Err(why) => return Ok(Value::Unknown(why)),
                    };
                    let count = entries.find(&key).and_then(Value::as_int).unwrap_or(0);
                    entries.insert(key, item, Value::Int(count + 1));
                }
            }
            None => {}
        }
        Ok(Value::Dict(Rc::new(Dict { entries: Shared::new(entries), kind: DictKind::Counter })))
    }

    fn construct_range(&mut self, arguments: &Arguments, place: &Place) -> Outcome {
        if let Some(why) = arguments.unknown() {
            return Ok(Value::Unknown(why.clone()));
        }
        let numbers: Option<Vec<i128>> = arguments.positional.iter().map(Value::as_int).collect();
        let Some(numbers) = numbers else {
            return Err(self.error("TypeError", "'range' arguments must be integers", place));
        };
        let (start, stop, step) = match numbers.as_slice() {
            [stop] => (0, *stop, 1),
            [start, stop] => (*start, *stop, 1),
            [start, stop, step] => (*start, *stop, *step),
            _ => return Err(self.error("TypeError", "range expected 1 to 3 arguments", place)),
        };
        if step == 0 {
            return Err(self.error("ValueError", "range() arg 3 must not be zero", place));
        }
        Ok(Value::Range(Rc::new(Range { start, stop, step })))
    }
}
