//! Making instances of classes, and filling the fields of those that declare fields.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::namespace::Namespace;
use super::object::class::{Field, FieldRole, Layout};
use super::object::{Class, Instance};
use super::raise::Raise;
use super::value::{Type, Value};
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    /// Makes an instance of a class.
    pub(super) fn instantiate(&mut self, class: &Rc<Class>, arguments: Arguments, place: &Place) -> Outcome {
        if let Layout::Enum(members) = &class.layout() {
            return self.find_member(class, &super::enumeration::enum_members(members), &arguments, place);
        }
        if let Some(new) = class.find("__new__") {
            let made =
                self.call_value(new.undecorated(), arguments.clone().preceded_by(Value::Class(class.clone())), place)?;
            if let Value::Instance(instance) = &made
                && Rc::ptr_eq(&instance.class, class)
                && let Some(init) = class.find("__init__")
            {
                self.call_value(&init, arguments.preceded_by(made.clone()), place)?;
            }
            return Ok(made);
        }
        let made = self.allocate(class, &arguments, place)?;
        let Value::Instance(instance) = &made else { return Ok(made) };
        match class.find("__init__") {
            Some(init) => {
                self.call_value(&init, arguments.preceded_by(made.clone()), place)?;
            }
            None => self.initialise(instance, arguments, place)?,
        }
        Ok(made)
    }

    /// Makes an instance without running `__init__`.
    pub(super) fn allocate(&mut self, class: &Rc<Class>, arguments: &Arguments, place: &Place) -> Outcome {
        let instance = Instance::new(class.clone());
        if let Layout::Exception = class.layout() {
            instance.attributes.define("args", Value::tuple(arguments.positional.clone()));
        }
        let data = class.ancestors.iter().find_map(|ancestor| match ancestor {
            Value::Type(kind) if is_data(*kind) => Some(*kind),
            _ => None,
        });
        let named = matches!(class.layout(), Layout::NamedTuple(_));
        if let (Some(kind), false) = (data, named) {
            let given = if class.find("__init__").is_some() && !is_immutable(kind) {
                Arguments::default()
            } else {
                arguments.clone()
            };
            *instance.payload.borrow_mut() = Some(self.construct(kind, given, place)?);
        }
        Ok(Value::Instance(Rc::new(instance)))
    }

    /// Does what the `__init__` of a class without its own does.
    fn initialise(&mut self, instance: &Rc<Instance>, arguments: Arguments, place: &Place) -> Result<(), Raise> {
        match &instance.class.layout() {
            Layout::Dataclass(fields) | Layout::NamedTuple(fields) => {
                let fields = fields.clone();
                self.initialise_fields(instance, &fields, arguments, place)
            }
            Layout::Exception => Ok(()),
            _ => {
                let foreign = instance.class.foreign_ancestors().next().is_some();
                let unknown = instance.class.unknown_ancestor().is_some();
                let data = instance.payload.borrow().is_some();
                let given = arguments.positional.len() + arguments.keywords.len();
                if !foreign && !unknown && !data && given > 0 {
                    let message = format!("{}() takes no arguments", instance.class.name);
                    return Err(self.error("TypeError", &message, place));
                }
                *instance.arguments.borrow_mut() = Some(arguments);
                Ok(())
            }
        }
    }

    fn initialise_fields(
        &mut self,
        instance: &Rc<Instance>,
        fields: &[Field],
        arguments: Arguments,
        place: &Place,
    ) -> Result<(), Raise> {
        let Arguments { positional, mut keywords, rest, .. } = arguments;
        let mut positional = positional.into_iter();
        let mut values = Vec::new();
        for field in fields {
            let by_name = keywords.iter().position(|(name, _)| *name == field.name).map(|at| keywords.remove(at).1);
            let given = match field.role {
                FieldRole::Positional => positional.next().or(by_name),
                FieldRole::KeywordOnly => by_name,
                FieldRole::NotInitialised => None,
            };
            let value = match (given, &field.default, &field.factory) {
                (Some(value), _, _) => value,
                (None, Some(value), _) => value.clone(),
                (None, None, Some(factory)) => self.call_value(&factory.clone(), Arguments::default(), place)?,
                (None, None, None) => match (&rest, field.role) {
                    (_, FieldRole::NotInitialised) => continue,
                    (Some(why), _) => Value::Unknown(why.clone()),
                    (None, _) => {
                        let message = format!(
                            "{}.__init__() missing 1 required positional argument: '{}'",
                            instance.class.name, field.name
                        );
                        return Err(self.error("TypeError", &message, place));
                    }
                },
            };
            self.bind(&instance.attributes, &field.name, value.clone());
            values.push(value);
        }
        if let Some((name, _)) = keywords.first() {
            let message = format!("{}.__init__() got an unexpected keyword argument '{name}'", instance.class.name);
            return Err(self.error("TypeError", &message, place));
        }
        if positional.len() > 0 {
            let message = format!("{}.__init__() takes fewer positional arguments", instance.class.name);
            return Err(self.error("TypeError", &message, place));
        }
        if let Layout::NamedTuple(_) = instance.class.layout() {
            *instance.payload.borrow_mut() = Some(Value::tuple(values));
        }
        if let Some(hook) = instance.class.find("__post_init__") {
            self.call_value(&hook, Arguments::positional(vec![Value::Instance(instance.clone())]), place)?;
        }
        Ok(())
    }

    /// Returns the fields that a class's annotations declare, after those it inherits.
    pub(super) fn fields_of(&mut self, body: &Rc<Namespace>, inherited: &Layout) -> Result<Vec<Field>, Raise> {
        let mut fields: Vec<Field> = match inherited {
            Layout::Dataclass(fields) => fields.to_vec(),
            _ => Vec::new(),
        };
        let annotations = match body.find("__annotations__") {
            Some(Value::Dict(annotations)) => annotations.entries.content().unwrap_or_default(),
            _ => Default::default(),
        };
        let mut role = FieldRole::Positional;
        for (name, annotation) in annotations.iter() {
            let (Some(name), Some(annotation)) = (name.as_str(), annotation.as_str()) else { continue };
            if annotation.contains("ClassVar") {
                continue;
            }
            if annotation.ends_with("KW_ONLY") {
                role = FieldRole::KeywordOnly;
                continue;
            }
            let mut field =
                Field { name: name.clone(), default: None, factory: None, role, left_out: Default::default() };
            match body.find(&name) {
                Some(Value::Instance(given))
                    if &*given.class.name == "Field" && &*given.class.module == "dataclasses" =>
                {
                    field.default = given.attributes.find("default");
                    field.factory = given.attributes.find("default_factory");
                    match (given.attributes.find("init"), given.attributes.find("kw_only")) {
                        (Some(Value::Bool(false)), _) => field.role = FieldRole::NotInitialised,
                        (_, Some(Value::Bool(true))) => field.role = FieldRole::KeywordOnly,
                        _ => {}
                    }
                    let is_off = |name: &str| matches!(given.attributes.find(name), Some(Value::Bool(false)));
                    field.left_out.of_comparing = is_off("compare");
                    field.left_out.of_repr = is_off("repr");
                    match &field.default {
                        Some(default) => self.bind(body, &name, default.clone()),
                        None => drop(self.unbind(body, &name)),
                    }
                }
                other => field.default = other,
            }
            match fields.iter_mut().find(|inherited| inherited.name == name) {
                Some(inherited) => *inherited = field,
                None => fields.push(field),
            }
        }
        Ok(fields)
    }
}

fn is_data(kind: Type) -> bool {
    matches!(
        kind,
        Type::Str
            | Type::Int
            | Type::Float
            | Type::Bytes
            | Type::List
            | Type::Tuple
            | Type::Dict
            | Type::Set
            | Type::FrozenSet
            | Type::OrderedDict
            | Type::DefaultDict
            | Type::Counter
    )
}

fn is_immutable(kind: Type) -> bool {
    matches!(kind, Type::Str | Type::Int | Type::Float | Type::Bytes | Type::Tuple | Type::FrozenSet)
}
