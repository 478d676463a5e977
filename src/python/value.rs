//! The values of the evaluated language. Not what operations on them do.

use super::foreign::Foreign;
use super::object::{
    Builtin, Class, Dict, Entries, Function, Instance, Iterator, Key, List, Members, Method, Module, Native, Set,
    SetKind, Shared,
};
use super::unknown::Unknown;
use std::any::Any;
use std::fmt;
use std::rc::Rc;

/// Any Python object.
#[derive(Clone)]
pub enum Value {
    None,
    Ellipsis,
    NotImplemented,
    Bool(bool),
    Int(i128),
    Float(f64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    List(Rc<List>),
    Tuple(Rc<[Value]>),
    Dict(Rc<Dict>),
    Set(Rc<Set>),
    Range(Rc<Range>),
    Slice(Rc<Slice>),
    Iterator(Rc<Iterator>),
    Function(Rc<Function>),
    Builtin(&'static Builtin),
    Native(Rc<Native>),
    Method(Rc<Method>),
    /// `property`, `staticmethod`, `classmethod`: what a class attribute does when it is looked up.
    Descriptor(Rc<Descriptor>),
    /// `super()`: the instance or class, and the class after which lookup starts.
    Super(Rc<(Value, Rc<Class>)>),
    Type(Type),
    Class(Rc<Class>),
    Instance(Rc<Instance>),
    Module(Rc<Module>),
    /// An object the host defines.
    Foreign(Rc<dyn Foreign>),
    Unknown(Unknown),
}

/// The types of the language that are named as values: `str`, `int`, …
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    Object,
    Type,
    NoneType,
    Bool,
    Int,
    Float,
    Str,
    Bytes,
    List,
    Tuple,
    Dict,
    OrderedDict,
    DefaultDict,
    Counter,
    Set,
    FrozenSet,
    Range,
    Slice,
    Iterator,
    Function,
    Module,
    Property,
    StaticMethod,
    ClassMethod,
    Super,
    Enum,
    IntEnum,
    StrEnum,
    Flag,
    IntFlag,
    NamedTuple,
}

/// `range(start, stop, step)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub start: i128,
    pub stop: i128,
    pub step: i128,
}

/// `start:stop:step` in a subscript.
#[derive(Clone, Debug)]
pub struct Slice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

/// A class attribute that acts when it is looked up.
#[derive(Clone, Debug)]
pub enum Descriptor {
    Property { getter: Value, setter: Value },
    Static(Value),
    Class(Value),
}

impl Value {
    /// Returns what collecting its items gives, see [`Foreign::collected`].
    #[must_use]
    pub fn collected(&self) -> Option<Self> {
        match self {
            Self::Foreign(own) => own.clone().collected(),
            _ => None,
        }
    }

    /// Returns a string.
    #[must_use]
    pub fn str(text: impl AsRef<str>) -> Self {
        Self::Str(Rc::from(text.as_ref()))
    }

    /// Returns an integer.
    #[must_use]
    pub fn int(n: impl Into<i128>) -> Self {
        Self::Int(n.into())
    }

    /// Returns the integer of a length or an index.
    #[must_use]
    pub fn size(n: usize) -> Self {
        Self::Int(i128::try_from(n).unwrap_or(i128::MAX))
    }

    /// Returns a new list.
    #[must_use]
    pub fn list(items: Vec<Value>) -> Self {
        Self::List(Rc::new(Shared::new(items)))
    }

    /// Returns a tuple.
    #[must_use]
    pub fn tuple(items: Vec<Value>) -> Self {
        Self::Tuple(items.into())
    }

    /// Returns a new dictionary.
    #[must_use]
    pub fn dict(entries: Entries) -> Self {
        Self::Dict(Rc::new(Dict::plain(entries)))
    }

    /// Returns a new dictionary with string keys.
    #[must_use]
    pub fn record<N: AsRef<str>>(entries: impl IntoIterator<Item = (N, Value)>) -> Self {
        let entries = entries.into_iter().map(|(name, value)| {
            let name: Rc<str> = Rc::from(name.as_ref());
            (Key::Str(name.clone()), Value::Str(name), value)
        });
        Self::dict(entries.collect())
    }

    /// Returns a new set.
    #[must_use]
    pub fn set(members: Members, kind: SetKind) -> Self {
        Self::Set(Rc::new(Set::new(members, kind)))
    }

    /// Returns an object the host defines.
    #[must_use]
    pub fn foreign(object: impl Foreign) -> Self {
        Self::Foreign(Rc::new(object))
    }

    /// Returns a callable that runs `body`.
    pub fn native(
        name: impl Into<Rc<str>>,
        body: impl Fn(&mut super::Vm, super::Arguments, &crate::source::Place) -> Result<Value, super::Raise> + 'static,
    ) -> Self {
        Self::Native(Rc::new(Native::new(name, body)))
    }

    /// Returns the method `name` of `receiver`, bound: calling it asks the receiver's type.
    #[must_use]
    pub fn method(receiver: Value, name: &str) -> Self {
        Self::Method(Rc::new(Method { receiver, callee: super::object::function::Callee::Name(Rc::from(name)) }))
    }

    /// Returns the function under `staticmethod` or `classmethod`; other values as they are.
    #[must_use]
    pub(super) fn undecorated(&self) -> &Self {
        match self {
            Self::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Static(inner) | Descriptor::Class(inner) => inner,
                Descriptor::Property { .. } => self,
            },
            _ => self,
        }
    }

    /// Returns the text of a string, also of an instance that is one (`class E(str, Enum)`).
    #[must_use]
    pub fn as_str(&self) -> Option<Rc<str>> {
        match self {
            Self::Str(text) => Some(text.clone()),
            Self::Instance(instance) => instance.payload.borrow().as_ref().and_then(Value::as_str),
            _ => None,
        }
    }

    /// Returns the integer of an int or bool, also of an instance that is one.
    #[must_use]
    pub fn as_int(&self) -> Option<i128> {
        match self {
            Self::Int(n) => Some(*n),
            Self::Bool(b) => Some(i128::from(*b)),
            Self::Instance(instance) => instance.payload.borrow().as_ref().and_then(Value::as_int),
            _ => None,
        }
    }

    /// Returns why the value is not known.
    #[must_use]
    pub fn as_unknown(&self) -> Option<&Unknown> {
        if let Self::Unknown(why) = self { Some(why) } else { None }
    }

    /// Returns the host's object of type `T`.
    #[must_use]
    pub fn downcast<T: Foreign>(&self) -> Option<Rc<T>> {
        let Self::Foreign(object) = self else { return None };
        let any: Rc<dyn Any> = object.clone();
        any.downcast::<T>().ok()
    }

    /// Tells whether both are the same object, as Python's `is` does (equal small values are the same).
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, Self::None)
            | (Self::Ellipsis, Self::Ellipsis)
            | (Self::NotImplemented, Self::NotImplemented) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::Str(a), Self::Str(b)) => a == b,
            (Self::Bytes(a), Self::Bytes(b)) => a == b,
            (Self::Type(a), Self::Type(b)) => a == b,
            (Self::Unknown(a), Self::Unknown(b)) => a.is(b),
            (Self::Builtin(a), Self::Builtin(b)) => std::ptr::eq(*a, *b),
            _ => self.address() != 0 && self.address() == other.address(),
        }
    }

    /// Returns the name of the value's type as Python prints it.
    #[must_use]
    pub fn type_name(&self) -> Rc<str> {
        let name = match self {
            Self::None => "NoneType",
            Self::Ellipsis => "ellipsis",
            Self::NotImplemented => "NotImplementedType",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Str(_) => "str",
            Self::Bytes(_) => "bytes",
            Self::List(_) => "list",
            Self::Tuple(_) => "tuple",
            Self::Dict(dict) => dict.kind.type_name(),
            Self::Set(set) if set.is_frozen() => "frozenset",
            Self::Set(_) => "set",
            Self::Range(_) => "range",
            Self::Slice(_) => "slice",
            Self::Iterator(_) => "generator",
            Self::Function(_) => "function",
            Self::Builtin(_) | Self::Native(_) => "builtin_function_or_method",
            Self::Method(_) => "method",
            Self::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { .. } => "property",
                Descriptor::Static(_) => "staticmethod",
                Descriptor::Class(_) => "classmethod",
            },
            Self::Super(_) => "super",
            Self::Type(_) | Self::Class(_) => "type",
            Self::Instance(instance) => return instance.class.name.clone(),
            Self::Module(_) => "module",
            Self::Foreign(object) => return Rc::from(object.type_name()),
            Self::Unknown(_) => "unknown",
        };
        Rc::from(name)
    }

    /// Returns a number that differs between distinct objects that live at the same time; 0 for plain values.
    pub(super) fn address(&self) -> usize {
        match self {
            Self::List(it) => Rc::as_ptr(it).addr(),
            Self::Tuple(it) => it.as_ptr().addr(),
            Self::Dict(it) => Rc::as_ptr(it).addr(),
            Self::Set(it) => Rc::as_ptr(it).addr(),
            Self::Range(it) => Rc::as_ptr(it).addr(),
            Self::Slice(it) => Rc::as_ptr(it).addr(),
            Self::Iterator(it) => Rc::as_ptr(it).addr(),
            Self::Function(it) => Rc::as_ptr(it).addr(),
            Self::Builtin(it) => std::ptr::from_ref::<Builtin>(it).addr(),
            Self::Native(it) => Rc::as_ptr(it).addr(),
            Self::Method(it) => Rc::as_ptr(it).addr(),
            Self::Descriptor(it) => Rc::as_ptr(it).addr(),
            Self::Super(it) => Rc::as_ptr(it).addr(),
            Self::Class(it) => Rc::as_ptr(it).addr(),
            Self::Instance(it) => Rc::as_ptr(it).addr(),
            Self::Module(it) => Rc::as_ptr(it).addr(),
            Self::Foreign(it) => Rc::as_ptr(it).cast::<()>().addr(),
            _ => 0,
        }
    }
}

impl Range {
    /// Returns how many numbers the range has.
    #[must_use]
    pub fn len(&self) -> u128 {
        let (low, high) = if self.step > 0 { (self.start, self.stop) } else { (self.stop, self.start) };
        if self.step == 0 || low >= high { 0 } else { (high.abs_diff(low) - 1) / self.step.unsigned_abs() + 1 }
    }

    /// Tells whether the range has no number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number at `index`.
    #[must_use]
    pub fn at(&self, index: i128) -> Option<i128> {
        let within = u128::try_from(index).is_ok_and(|index| index < self.len());
        if within { self.step.checked_mul(index)?.checked_add(self.start) } else { None }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(b) => write!(f, "{b}"),
            Self::Int(n) => write!(f, "{n}"),
            Self::Float(n) => write!(f, "{n}"),
            Self::Str(text) => write!(f, "{text:?}"),
            Self::Tuple(items) => f.debug_list().entries(items.iter()).finish(),
            Self::Unknown(why) => write!(f, "{why:?}"),
            other => write!(f, "<{}>", other.type_name()),
        }
    }
}
