//! `collections`.

use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::Outcome;
use crate::python::namespace::Namespace;
use crate::python::object::Builtin;
use crate::python::object::class::{Class, Field, FieldRole, Layout};
use crate::python::value::{Type, Value};
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "namedtuple", call: namedtuple },
    Builtin { name: "deque", call: super::not_evaluated },
    Builtin { name: "ChainMap", call: super::not_evaluated },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("OrderedDict", Value::Type(Type::OrderedDict)),
        ("defaultdict", Value::Type(Type::DefaultDict)),
        ("Counter", Value::Type(Type::Counter)),
    ]
}

fn namedtuple(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    vm.make_named_tuple(&arguments, place)
}

impl Vm {
    /// `namedtuple(name, fields)`, `typing.NamedTuple(name, pairs)`
    pub(in crate::python) fn make_named_tuple(&mut self, arguments: &Arguments, place: &Place) -> Outcome {
        let name = self.argument(arguments, 0, "typename", place)?.as_str().unwrap_or_default();
        let given = self.argument(arguments, 1, "field_names", place)?;
        let mut names: Vec<Rc<str>> = Vec::new();
        if let Some(text) = given.as_str() {
            let words = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
            names.extend(words.map(Rc::from));
        } else {
            for item in items!(self, &given, place) {
                let item = match &item {
                    Value::Tuple(pair) => pair.first().cloned().unwrap_or(Value::None),
                    _ => item,
                };
                match item.as_str() {
                    Some(name) => names.push(name),
                    None => return Ok(self.unknown("the fields of the named tuple are not known", place)),
                }
            }
        }
        let defaults = match arguments.keyword("defaults") {
            Some(defaults) => items!(self, &defaults, place),
            None => Vec::new(),
        };
        let required = names.len().saturating_sub(defaults.len());
        let fields = names.into_iter().enumerate().map(|(at, name)| Field {
            name,
            default: at.checked_sub(required).and_then(|at| defaults.get(at).cloned()),
            factory: None,
            role: FieldRole::Positional,
            left_out: Default::default(),
        });
        let fields: Rc<[Field]> = fields.collect();
        let attributes = Namespace::default();
        attributes.define("_fields", Value::tuple(fields.iter().map(|field| Value::Str(field.name.clone())).collect()));
        Ok(Value::Class(Rc::new(Class {
            name,
            module: Rc::from(""),
            bases: vec![Value::Type(Type::Tuple)],
            ancestors: vec![Value::Type(Type::Tuple)],
            attributes: Rc::new(attributes),
            layout: Layout::NamedTuple(fields).into(),
            place: Some(place.clone()),
        })))
    }
}
