//! Objects the host defines: what the evaluator asks of them. Every question has an answer that claims nothing.

use super::arguments::Arguments;
use super::object::{Class, Instance};
use super::operator::{BinaryOperator, Comparison, Side, UnaryOperator};
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;
use std::any::Any;
use std::rc::Rc;

/// The result of evaluating something: a value, or a Python exception on its way up.
pub type Outcome = Result<Value, Raise>;

/// Whether something holds.
#[derive(Clone, Debug)]
pub enum Truth {
    True,
    False,
    Unknown(Unknown),
}

/// Who keeps an assigned attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assigned {
    /// The object took it.
    Taken,
    /// The evaluator keeps it beside the object and finds it again before asking the object.
    Kept,
}

/// What a `with` block does about an exception in its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Propagate,
    Suppress,
}

/// An object whose meaning the host knows (`alembic.op`, `sqlalchemy.Column`). State it changes must be part of
/// [`super::World::state`], or be kept in [`super::Vm`]-journaled content ([`super::Namespace`], [`super::Shared`]).
pub trait Foreign: Any {
    /// Returns the name of its type as messages print it.
    fn type_name(&self) -> &str;

    /// Tells whether `name` is a method that [`Foreign::call_method`] answers: looking it up then gives a bound method.
    fn has_method(&self, _name: &str) -> bool {
        false
    }

    /// Returns the attribute `name`. Asked after what Python code assigned and after [`Foreign::has_method`].
    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("attribute `{name}`"), place))
    }

    /// Takes an assigned attribute.
    ///
    /// # Errors
    /// The Python exception that the assignment raises.
    fn set_attribute(
        self: Rc<Self>,
        _vm: &mut Vm,
        _name: &str,
        _value: &Value,
        _place: &Place,
    ) -> Result<Assigned, Raise> {
        Ok(Assigned::Kept)
    }

    /// Calls it.
    fn call(self: Rc<Self>, _vm: &mut Vm, _arguments: Arguments, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("calling it"), place))
    }

    /// Calls its method `name`. By default looks the attribute up and calls that.
    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let callee = self.attribute(vm, name, place)?;
        vm.call(&callee, arguments, place)
    }

    /// Returns `self[key]`.
    fn item(self: Rc<Self>, _vm: &mut Vm, _key: &Value, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("subscripting it"), place))
    }

    /// Carries out `self[key] = value`.
    ///
    /// # Errors
    /// The Python exception that the assignment raises.
    fn set_item(self: Rc<Self>, _vm: &mut Vm, _key: &Value, _value: &Value, _place: &Place) -> Result<(), Raise> {
        Ok(())
    }

    /// Returns what iterating gives: a list, a tuple, an iterator, or an unknown.
    fn iterate(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("iterating over it"), place))
    }

    /// Returns `len(self)`.
    fn length(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("its length"), place))
    }

    /// Tells whether it counts as true; objects do unless their type says otherwise.
    fn truth(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Result<Truth, Raise> {
        Ok(Truth::True)
    }

    /// Returns `item in self`.
    fn contains(self: Rc<Self>, _vm: &mut Vm, _item: &Value, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("`in`"), place))
    }

    /// Returns `self operator other`, or `other operator self` where `side` says that it stands on the right.
    fn binary(
        self: Rc<Self>,
        _vm: &mut Vm,
        operator: BinaryOperator,
        _other: &Value,
        _side: Side,
        place: &Place,
    ) -> Outcome {
        Ok(unmodelled(&*self, format_args!("operator `{}`", operator.symbol()), place))
    }

    /// Returns `self comparison other`; `==` and `!=` are asked here as well.
    fn compare(self: Rc<Self>, _vm: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        let same = other.address() != 0 && other.address() == Rc::as_ptr(&self).cast::<()>().addr();
        Ok(match comparison {
            Comparison::Equal if same => Value::Bool(true),
            Comparison::NotEqual if same => Value::Bool(false),
            _ => unmodelled(&*self, format_args!("operator `{}`", comparison.symbol()), place),
        })
    }

    /// Returns `operator self`.
    fn unary(self: Rc<Self>, _vm: &mut Vm, operator: UnaryOperator, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("operator `{}`", operator.symbol()), place))
    }

    /// Returns what `with self as …` binds: itself, unless its type says otherwise.
    fn enter(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("`with`"), place))
    }

    /// Ends a `with` block, whose body may have raised.
    ///
    /// # Errors
    /// The Python exception that leaving the block raises.
    fn exit(self: Rc<Self>, _vm: &mut Vm, _raised: Option<&Raise>, _place: &Place) -> Result<Exit, Raise> {
        Ok(Exit::Propagate)
    }

    /// Returns `str(self)`.
    fn str(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        self.repr(vm, place)
    }

    /// Returns `repr(self)`.
    fn repr(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("its text"), place))
    }

    /// Tells whether `self` and `other`, made in the two arms of an undecided branch, mean the same.
    fn same(&self, _other: &Value) -> bool {
        false
    }

    /// Returns what holds where it is not known, because of `why`, which of the two an undecided branch made; nothing
    /// where nothing does.
    fn join(&self, _other: &Value, _why: &Unknown) -> Option<Value> {
        None
    }

    /// Returns what `list`, `tuple`, `set` or `sorted` of it is, where the items are not all known: something that answers what
    /// it can. Nothing where its items are to be asked for.
    fn collected(self: Rc<Self>) -> Option<Value> {
        None
    }

    /// Returns what `copy.copy` and `copy.deepcopy` give.
    fn copied(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("a copy"), place))
    }

    /// Returns its class: what `type(self)` and `self.__class__` give.
    fn class(&self) -> Option<Value> {
        None
    }

    /// Tells whether it is a class: may be a base, and may stand on the right of `isinstance`.
    fn is_class(&self) -> bool {
        false
    }

    /// Tells whether `value` is an instance of this foreign class. Instances of Python classes that derive from it are
    /// known without asking.
    fn is_instance(&self, _value: &Value) -> Option<bool> {
        None
    }

    /// Tells whether it is an instance of a class that the host made ([`Vm::class`]).
    fn is_instance_of_class(&self, _class: &Value) -> Truth {
        Truth::False
    }

    /// Tells whether this foreign class is `other` or derives from it.
    fn derives_from(&self, _other: &Value) -> Option<bool> {
        None
    }

    /// Learns that a Python class with this one among its direct bases has been defined (a declarative base would).
    ///
    /// # Errors
    /// The Python exception that defining the class raises.
    fn derived(self: Rc<Self>, _vm: &mut Vm, _class: &Rc<Class>, _place: &Place) -> Result<(), Raise> {
        Ok(())
    }

    /// Returns an attribute that an instance of a Python class has through this foreign base.
    fn inherited(self: Rc<Self>, _vm: &mut Vm, _instance: &Rc<Instance>, name: &str, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("inherited attribute `{name}`"), place))
    }

    /// Returns an attribute that a Python class has through this foreign base.
    fn inherited_by_class(self: Rc<Self>, _vm: &mut Vm, _class: &Rc<Class>, name: &str, place: &Place) -> Outcome {
        Ok(unmodelled(&*self, format_args!("inherited attribute `{name}`"), place))
    }
}

fn unmodelled(object: &(impl Foreign + ?Sized), what: std::fmt::Arguments<'_>, place: &Place) -> Value {
    Value::Unknown(Unknown::new(format!("{what} of `{}` is not modelled", object.type_name()), place))
}
