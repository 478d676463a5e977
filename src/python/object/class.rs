//! Classes written in Python, their instances, and modules.

use crate::python::arguments::Arguments;
use crate::python::namespace::Namespace;
use crate::python::parse::Parsed;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::source::Place;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// A class: defined by a `class` statement, or by the host.
pub struct Class {
    pub name: Rc<str>,
    pub module: Rc<str>,
    /// The direct bases: classes, types of the language, foreign objects or unknowns.
    pub bases: Vec<Value>,
    /// Every ancestor in resolution order, without the class itself.
    pub ancestors: Vec<Value>,
    pub attributes: Rc<Namespace>,
    pub(in crate::python) layout: RefCell<Layout>,
    pub place: Option<Place>,
}

/// What kind of instances a class makes.
#[derive(Clone)]
pub enum Layout {
    Plain,
    Exception,
    /// `enum.Enum` and its kin; the members are filled in when the body has been run.
    Enum(Rc<OnceCell<Vec<Rc<Instance>>>>),
    Dataclass(Rc<[Field]>),
    /// `collections.namedtuple` or `typing.NamedTuple`.
    NamedTuple(Rc<[Field]>),
}

/// One field of a data class or named tuple.
#[derive(Clone)]
pub struct Field {
    pub name: Rc<str>,
    pub default: Option<Value>,
    pub factory: Option<Value>,
    pub role: FieldRole,
    /// What it takes no part in.
    pub left_out: LeftOut,
}

/// Where a field takes no part: `field(compare=False, repr=False)`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    pub of_comparing: bool,
    pub of_repr: bool,
}

/// How a field takes part in the generated `__init__`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FieldRole {
    Positional,
    KeywordOnly,
    /// `field(init=False)`.
    NotInitialised,
}

/// An object made by a class.
pub struct Instance {
    pub class: Rc<Class>,
    pub attributes: Rc<Namespace>,
    /// The value it also is, where the class derives from `str`, `int`, `dict`, … or is a named tuple.
    pub payload: RefCell<Option<Value>>,
    /// What a foreign base's constructor was called with: the constructor's own arguments, or those of
    /// `super().__init__(...)`.
    pub arguments: RefCell<Option<Arguments>>,
}

/// A module: its globals.
pub struct Module {
    pub name: Rc<str>,
    pub globals: Rc<Namespace>,
    /// Set for a module that was evaluated from source.
    pub parsed: Option<Rc<Parsed>>,
    /// Why its body was left unfinished, where a bound ended the evaluation: then nothing in it is known for good.
    pub stopped: OnceCell<Unknown>,
}

impl Class {
    /// Returns what kind of instances it makes.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout.borrow().clone()
    }

    /// Returns the attribute `name` of the class, its own or inherited from a class written in Python or by the host.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Value> {
        self.attributes.find(name).or_else(|| {
            self.ancestors.iter().find_map(|ancestor| match ancestor {
                Value::Class(class) => class.attributes.find(name),
                _ => None,
            })
        })
    }

    /// Tells whether it is `other` or derives from it.
    #[must_use]
    pub fn derives_from(&self, other: &Value) -> bool {
        matches!(other, Value::Class(class) if std::ptr::eq(&**class, self))
            || self.ancestors.iter().any(|ancestor| ancestor.is(other))
    }

    /// Returns the foreign objects among its ancestors, nearest first.
    pub fn foreign_ancestors(&self) -> impl Iterator<Item = &Value> {
        self.ancestors.iter().filter(|ancestor| matches!(ancestor, Value::Foreign(_)))
    }

    /// Returns the first unknown among its ancestors: what is not found on the class may be there.
    #[must_use]
    pub fn unknown_ancestor(&self) -> Option<&crate::python::Unknown> {
        self.ancestors.iter().find_map(Value::as_unknown)
    }
}

impl Instance {
    /// Returns an instance without attributes.
    #[must_use]
    pub fn new(class: Rc<Class>) -> Self {
        Self { class, attributes: Rc::default(), payload: RefCell::default(), arguments: RefCell::default() }
    }

    /// Returns what a foreign base's constructor was called with.
    #[must_use]
    pub fn constructor_arguments(&self) -> Option<Arguments> {
        self.arguments.borrow().clone()
    }
}
