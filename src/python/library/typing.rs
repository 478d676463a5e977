//! `typing`: annotations are not checked, so their parts need only exist.

use super::identity;
use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::object::Builtin;
use crate::python::operator::{BinaryOperator, Side};
use crate::python::value::{Type, Value};
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "cast", call: cast },
    Builtin { name: "final", call: identity },
    Builtin { name: "get_args", call: get_args },
    Builtin { name: "no_type_check", call: identity },
    Builtin { name: "overload", call: identity },
    Builtin { name: "override", call: identity },
    Builtin { name: "runtime_checkable", call: identity },
    Builtin { name: "NewType", call: new_type },
    Builtin { name: "TypeVar", call: type_variable },
    Builtin { name: "ParamSpec", call: type_variable },
];

const NAMES: &[&str] = &[
    "Any",
    "AnyStr",
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Annotated",
    "Awaitable",
    "Callable",
    "ClassVar",
    "Collection",
    "Concatenate",
    "Container",
    "ContextManager",
    "Coroutine",
    "Final",
    "Generator",
    "Hashable",
    "Iterable",
    "Iterator",
    "KeysView",
    "Literal",
    "LiteralString",
    "Mapping",
    "MutableMapping",
    "MutableSequence",
    "MutableSet",
    "Never",
    "NoReturn",
    "NotRequired",
    "Optional",
    "Required",
    "Self",
    "Sequence",
    "Sized",
    "SupportsInt",
    "TypeAlias",
    "TypeGuard",
    "Union",
    "Unpack",
    "ValuesView",
    "ItemsView",
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    let mut values: Vec<(&'static str, Value)> =
        NAMES.iter().map(|name| (*name, Value::foreign(Typing::named(name)))).collect();
    values.extend([
        ("TYPE_CHECKING", Value::Bool(false)),
        ("NamedTuple", Value::Type(Type::NamedTuple)),
        ("TypedDict", Value::Type(Type::Dict)),
        ("Generic", Value::foreign(Typing::named("Generic"))),
        ("Protocol", Value::foreign(Typing::named("Protocol"))),
        ("List", Value::Type(Type::List)),
        ("Dict", Value::Type(Type::Dict)),
        ("Tuple", Value::Type(Type::Tuple)),
        ("Set", Value::Type(Type::Set)),
        ("FrozenSet", Value::Type(Type::FrozenSet)),
        ("Type", Value::Type(Type::Type)),
        ("DefaultDict", Value::Type(Type::DefaultDict)),
        ("OrderedDict", Value::Type(Type::OrderedDict)),
        ("Text", Value::Type(Type::Str)),
    ]);
    values
}

/// A part of an annotation: a name, and what it was subscripted with.
pub(in crate::python) struct Typing {
    name: &'static str,
    parameters: Vec<Value>,
}

impl Typing {
    pub fn named(name: &'static str) -> Self {
        Self { name, parameters: Vec::new() }
    }

    /// Returns `a | b`.
    pub fn union(a: &Value, b: &Value) -> Value {
        let flat = |value: &Value| match value.downcast::<Self>() {
            Some(own) if own.name == "Union" => own.parameters.clone(),
            _ => vec![value.clone()],
        };
        Value::foreign(Self { name: "Union", parameters: [flat(a), flat(b)].concat() })
    }

    /// Returns the classes of which an instance has one, where it is a union of them.
    pub fn alternatives(&self) -> Option<Vec<Value>> {
        let class = |own: &Value| if matches!(own, Value::None) { Value::Type(Type::NoneType) } else { own.clone() };
        let own = self.parameters.iter().map(class);
        match self.name {
            "Union" => Some(own.collect()),
            "Optional" => Some(own.chain([Value::Type(Type::NoneType)]).collect()),
            _ => None,
        }
    }
}

/// Whether a base class only says what annotations mean: `Generic[T]`, `Protocol`.
pub(in crate::python) fn is_annotation(base: &Value) -> bool {
    base.downcast::<Typing>().is_some_and(|own| matches!(own.name, "Generic" | "Protocol"))
}

/// Returns the classes that a tuple of them, or a union, stands for.
pub(in crate::python) fn alternatives(class: &Value) -> Option<Vec<Value>> {
    match class {
        Value::Tuple(classes) => Some(classes.to_vec()),
        other => other.downcast::<Typing>()?.alternatives(),
    }
}

impl Foreign for Typing {
    fn type_name(&self) -> &str {
        self.name
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "__args__" => Value::tuple(self.parameters.clone()),
            "__name__" => Value::str(self.name),
            _ => vm.unknown(format!("attribute `{name}` of an annotation is not evaluated"), place),
        })
    }

    fn item(self: Rc<Self>, _: &mut Vm, key: &Value, _: &Place) -> Outcome {
        let parameters = match key {
            Value::Tuple(items) => items.to_vec(),
            other => vec![other.clone()],
        };
        Ok(Value::foreign(Self { name: self.name, parameters }))
    }

    fn binary(self: Rc<Self>, _: &mut Vm, operator: BinaryOperator, other: &Value, side: Side, _: &Place) -> Outcome {
        if operator != BinaryOperator::BitOr {
            return Ok(Value::NotImplemented);
        }
        let own = Value::Foreign(self);
        Ok(if side == Side::Left { Self::union(&own, other) } else { Self::union(other, &own) })
    }

    fn is_class(&self) -> bool {
        true
    }

    fn is_instance(&self, value: &Value) -> Option<bool> {
        let is_sequence = matches!(value, Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Range(_));
        match self.name {
            "Sequence" => Some(is_sequence),
            "Mapping" | "MutableMapping" => Some(matches!(value, Value::Dict(_))),
            "Iterable" | "Collection" | "Container" | "Sized" => {
                Some(is_sequence || matches!(value, Value::Dict(_) | Value::Set(_) | Value::Iterator(_)))
            }
            "Callable" => Some(matches!(
                value,
                Value::Function(_)
                    | Value::Builtin(_)
                    | Value::Native(_)
                    | Value::Method(_)
                    | Value::Class(_)
                    | Value::Type(_)
            )),
            _ => None,
        }
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.name == self.name)
    }
}

fn cast(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    vm.argument(&arguments, 1, "val", place)
}

fn get_args(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let annotation = vm.argument(&arguments, 0, "tp", place)?;
    Ok(match annotation.downcast::<Typing>() {
        Some(typing) => Value::tuple(typing.parameters.clone()),
        None => vm.unknown("the parameters of the annotation are not known", place),
    })
}

fn new_type(_: &mut Vm, _: Arguments, _: &Place) -> Outcome {
    Ok(Value::native("NewType", identity))
}

fn type_variable(_: &mut Vm, _: Arguments, _: &Place) -> Outcome {
    Ok(Value::foreign(Typing::named("TypeVar")))
}
