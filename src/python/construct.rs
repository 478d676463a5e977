//! Making classes, and instances of them.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::namespace::Namespace;
use super::object::class::{Field, FieldRole, Layout};
use super::object::{Class, Instance};
use super::raise::Raise;
use super::value::{Descriptor, Type, Value};
use super::vm::Vm;
use crate::source::Place;
use std::cell::OnceCell;
use std::rc::Rc;

impl Vm {
    /// Returns a class that the host defines. Exception classes derive from [`Vm::exception_class`].
    pub fn class(&mut self, module: &str, name: &str, bases: Vec<Value>) -> Rc<Class> {
        let ancestors = linearise(&bases);
        let layout = inherited_layout(&ancestors);
        let attributes = Rc::new(Namespace::default());
        Rc::new(Class {
            name: Rc::from(name),
            module: Rc::from(module),
            bases,
            ancestors,
            attributes,
            layout: layout.into(),
            place: None,
        })
    }

    /// Makes a class of what its body bound.
    pub(super) fn make_class(
        &mut self,
        name: &str,
        arguments: Arguments,
        body: Rc<Namespace>,
        place: &Place,
    ) -> Outcome {
        let mut bases = arguments.positional;
        if let Some(why) = arguments.rest {
            bases.push(Value::Unknown(why));
        }
        bases.retain(|base| !matches!(base, Value::Type(Type::Object)));
        if let Some(metaclass) = arguments.keywords.iter().find(|(keyword, _)| &**keyword == "metaclass")
            && let Value::Unknown(why) = &metaclass.1
        {
            bases.push(Value::Unknown(why.clone()));
        }
        let ancestors = linearise(&bases);
        let layout = match inherited_layout(&ancestors) {
            Layout::Enum(_) => Layout::Enum(Rc::default()),
            _ if bases.iter().any(|base| matches!(base, Value::Type(Type::NamedTuple))) => {
                Layout::NamedTuple(self.fields_of(&body, &Layout::Plain)?.into())
            }
            other => other,
        };
        let module = body.find("__module__").and_then(|module| module.as_str()).unwrap_or_else(|| Rc::from(""));
        let class = Rc::new(Class {
            name: Rc::from(name),
            module,
            bases,
            ancestors,
            attributes: body,
            layout: layout.into(),
            place: Some(place.clone()),
        });
        own_methods(&class);
        if let Layout::Enum(members) = &class.layout() {
            self.make_members(&class, members, place)?;
        }
        for base in class.bases.clone() {
            match base {
                Value::Foreign(foreign) => foreign.derived(self, &class, place)?,
                Value::Class(base) => {
                    if let Some(hook) = base.find("__init_subclass__") {
                        let hook = match hook {
                            Value::Descriptor(descriptor) => match &*descriptor {
                                Descriptor::Class(inner) | Descriptor::Static(inner) => inner.clone(),
                                Descriptor::Property { .. } => continue,
                            },
                            other => other,
                        };
                        let mut keywords = arguments.keywords.clone();
                        keywords.retain(|(keyword, _)| &**keyword != "metaclass");
                        let given = Arguments { positional: vec![Value::Class(class.clone())], keywords, rest: None };
                        self.call_value(&hook, given, place)?;
                    }
                    for foreign in base.foreign_ancestors() {
                        if let Value::Foreign(foreign) = foreign {
                            foreign.clone().derived(self, &class, place)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(Value::Class(class))
    }

    /// Makes an instance of a class.
    pub(super) fn instantiate(&mut self, class: &Rc<Class>, arguments: Arguments, place: &Place) -> Outcome {
        if let Layout::Enum(members) = &class.layout() {
            return self.find_member(class, &enum_members(members), &arguments, place);
        }
        if let Some(new) = class.find("__new__") {
            let new = match &new {
                Value::Descriptor(descriptor) => match &**descriptor {
                    Descriptor::Static(inner) | Descriptor::Class(inner) => inner.clone(),
                    Descriptor::Property { .. } => new.clone(),
                },
                _ => new,
            };
            let made = self.call_value(&new, arguments.clone().preceded_by(Value::Class(class.clone())), place)?;
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
        let Arguments { positional, mut keywords, rest } = arguments;
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
            let mut field = Field { name: name.clone(), default: None, factory: None, role };
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

    /// Replaces what an enumeration's body bound by its members.
    fn make_members(
        &mut self,
        class: &Rc<Class>,
        members: &Rc<OnceCell<Vec<Rc<Instance>>>>,
        place: &Place,
    ) -> Result<(), Raise> {
        let mut made: Vec<Rc<Instance>> = Vec::new();
        let mut last: i128 = 0;
        let auto_texts = class.ancestors.iter().any(|a| matches!(a, Value::Type(Type::StrEnum)));
        let is_flag = class.ancestors.iter().any(|a| matches!(a, Value::Type(Type::Flag | Type::IntFlag)));
        for (name, value) in class.attributes.entries() {
            let hidden = name.starts_with('_') && (name.starts_with("__") || name.ends_with('_'));
            if hidden || matches!(value, Value::Function(_) | Value::Descriptor(_) | Value::Class(_)) {
                continue;
            }
            let value = match &value {
                Value::Instance(marker) if &*marker.class.name == "auto" && &*marker.class.module == "enum" => {
                    if let Some(hook) = class.find("_generate_next_value_") {
                        let hook = match &hook {
                            Value::Descriptor(descriptor) => match &**descriptor {
                                Descriptor::Static(inner) => inner.clone(),
                                _ => hook.clone(),
                            },
                            _ => hook,
                        };
                        let values = made.iter().filter_map(|m| m.attributes.find("value")).collect();
                        let given =
                            vec![Value::Str(name.clone()), Value::Int(1), Value::size(made.len()), Value::list(values)];
                        self.call_value(&hook, Arguments::positional(given), place)?
                    } else if auto_texts {
                        Value::str(name.to_lowercase())
                    } else if is_flag {
                        Value::Int(if last == 0 { 1 } else { last.saturating_mul(2) })
                    } else {
                        Value::Int(last + 1)
                    }
                }
                _ => value,
            };
            if let Value::Int(n) = value {
                last = n;
            }
            let alias = made.iter().find(|member| {
                member
                    .attributes
                    .find("value")
                    .is_some_and(|v| super::join::same(&v, &value) && v.as_unknown().is_none())
            });
            let member = match alias {
                Some(member) => member.clone(),
                None => {
                    let member = Rc::new(Instance::new(class.clone()));
                    member.attributes.define("name", Value::Str(name.clone()));
                    member.attributes.define("value", value.clone());
                    member.attributes.define("_name_", Value::Str(name.clone()));
                    member.attributes.define("_value_", value.clone());
                    self.initialise_member(class, &member, &value, place)?;
                    made.push(member.clone());
                    member
                }
            };
            self.bind(&class.attributes, &name, Value::Instance(member));
        }
        let _ = members.set(made);
        Ok(())
    }

    fn initialise_member(
        &mut self,
        class: &Rc<Class>,
        member: &Rc<Instance>,
        value: &Value,
        place: &Place,
    ) -> Result<(), Raise> {
        let arguments = match value {
            Value::Tuple(items) => items.to_vec(),
            other => vec![other.clone()],
        };
        if is_data_enum(class) {
            *member.payload.borrow_mut() = Some(value.clone());
        }
        if let Some(init) = class.find("__init__") {
            let arguments = Arguments::positional(arguments).preceded_by(Value::Instance(member.clone()));
            self.call_value(&init, arguments, place)?;
        }
        Ok(())
    }

    fn find_member(&mut self, class: &Rc<Class>, members: &[Value], arguments: &Arguments, place: &Place) -> Outcome {
        if members.is_empty() || arguments.positional.len() > 1 {
            return self.functional_enum(class, arguments, place);
        }
        let Some(wanted) = arguments.find(0, "value") else {
            return Err(self.error(
                "TypeError",
                "EnumType.__call__() missing 1 required positional argument: 'value'",
                place,
            ));
        };
        if let Value::Unknown(why) = &wanted {
            return Ok(Value::Unknown(why.clone()));
        }
        for member in members {
            let Value::Instance(instance) = member else { continue };
            let value = instance.attributes.find("value").unwrap_or(Value::None);
            if member.is(&wanted) || matches!(self.equality(&value, &wanted, place)?, Value::Bool(true)) {
                return Ok(member.clone());
            }
        }
        if let Some(hook) = class.find("_missing_") {
            let hook = match &hook {
                Value::Descriptor(descriptor) => match &**descriptor {
                    Descriptor::Class(inner) => inner.clone(),
                    _ => hook.clone(),
                },
                _ => hook,
            };
            let found = self.call_value(
                &hook,
                Arguments::positional(vec![Value::Class(class.clone()), wanted.clone()]),
                place,
            )?;
            if !matches!(found, Value::None) {
                return Ok(found);
            }
        }
        let shown = match self.repr_of(&wanted, place)? {
            Value::Str(text) => text,
            _ => Rc::from("?"),
        };
        Err(self.error("ValueError", &format!("{shown} is not a valid {}", class.name), place))
    }

    /// `Enum('Color', ['RED', 'GREEN'])`
    pub(super) fn functional_enum(&mut self, base: &Rc<Class>, arguments: &Arguments, place: &Place) -> Outcome {
        self.make_functional_enum(Value::Class(base.clone()), arguments, place)
    }

    pub(super) fn make_functional_enum(&mut self, base: Value, arguments: &Arguments, place: &Place) -> Outcome {
        let name = arguments.find(0, "value").and_then(|name| name.as_str());
        let (Some(name), Some(names)) = (name, arguments.find(1, "names")) else {
            return Ok(self.unknown("this way of making an enumeration is not evaluated", place));
        };
        let body = Namespace::default();
        if let Some(text) = names.as_str() {
            for (at, name) in text.split(|c: char| c == ',' || c.is_whitespace()).filter(|n| !n.is_empty()).enumerate()
            {
                body.define(name, Value::size(at + 1));
            }
        } else if let Value::Dict(_) = names {
            match self.entries_of(&names, place)? {
                Ok(entries) => entries
                    .iter()
                    .for_each(|(name, value)| body.define(&name.as_str().unwrap_or_default(), value.clone())),
                Err(why) => return Ok(Value::Unknown(why)),
            }
        } else {
            let items = match self.items_of(&names, place)? {
                Ok(items) => items,
                Err(why) => return Ok(Value::Unknown(why)),
            };
            for (at, item) in items.iter().enumerate() {
                match item {
                    Value::Tuple(pair) => {
                        let name = pair.first().and_then(Value::as_str).unwrap_or_default();
                        body.define(&name, pair.get(1).cloned().unwrap_or(Value::None));
                    }
                    Value::Unknown(why) => return Ok(Value::Unknown(why.clone())),
                    other => body.define(&other.as_str().unwrap_or_default(), Value::size(at + 1)),
                }
            }
        }
        let mut bases = vec![base];
        bases.extend(arguments.keyword("type"));
        bases.reverse();
        self.make_class(&name, Arguments::positional(bases), Rc::new(body), place)
    }

    /// Returns `super()` in the method that is being run.
    pub(super) fn implicit_super(&mut self, place: &Place) -> Outcome {
        for frame in self.frames.iter().rev() {
            if let (Some(owner), Some(receiver)) =
                (frame.owner.as_ref().and_then(std::rc::Weak::upgrade), &frame.receiver)
            {
                return Ok(Value::Super(Rc::new((receiver.clone(), owner))));
            }
        }
        Err(self.error("RuntimeError", "super(): no arguments", place))
    }

    /// Returns a method that every object has.
    pub(super) fn object_method(&mut self, receiver: &Value, name: &str) -> Value {
        let receiver = receiver.clone();
        match name {
            "__init__" | "foreign __init__" => Value::native("__init__", move |_, arguments, _| {
                if let Value::Instance(instance) = &receiver {
                    *instance.arguments.borrow_mut() = Some(arguments);
                }
                Ok(Value::None)
            }),
            "exception __init__" => Value::native("__init__", move |vm, arguments, _| {
                if let Value::Instance(instance) = &receiver {
                    vm.bind(&instance.attributes, "args", Value::tuple(arguments.positional));
                }
                Ok(Value::None)
            }),
            "__new__" => Value::native("__new__", move |vm, mut arguments, place| {
                if arguments.positional.is_empty() {
                    return Ok(Value::None);
                }
                match arguments.positional.remove(0) {
                    Value::Class(class) => vm.allocate(&class, &arguments, place),
                    other => Ok(other),
                }
            }),
            "__setattr__" => Value::native("__setattr__", move |vm, arguments, _| {
                if let (Value::Instance(instance), Some(name), Some(value)) =
                    (&receiver, arguments.find(0, "name").and_then(|n| n.as_str()), arguments.find(1, "value"))
                {
                    vm.bind(&instance.attributes, &name, value);
                }
                Ok(Value::None)
            }),
            "__repr__" | "__str__" => Value::native("__repr__", move |vm, _, place| {
                Ok(vm.unknown(format!("the text of `{}` is its address", receiver.type_name()), place))
            }),
            "__eq__" => Value::native("__eq__", move |_, arguments, _| {
                Ok(Value::Bool(arguments.find(0, "other").is_some_and(|other| other.is(&receiver))))
            }),
            other => Value::native(other.to_string(), |_, _, _| Ok(Value::None)),
        }
    }
}

/// Returns the members of an enumeration.
pub(super) fn enum_members(members: &OnceCell<Vec<Rc<Instance>>>) -> Vec<Value> {
    members.get().into_iter().flatten().cloned().map(Value::Instance).collect()
}

/// Returns the name of an enumeration's member.
pub(super) fn member_name(member: &Value) -> Option<Rc<str>> {
    match member {
        Value::Instance(instance) => instance.attributes.find("name").and_then(|name| name.as_str()),
        _ => None,
    }
}

/// Tells whether an enumeration's members are strings or integers as well.
pub(super) fn is_data_enum(class: &Class) -> bool {
    class.ancestors.iter().any(|ancestor| {
        matches!(
            ancestor,
            Value::Type(Type::IntEnum | Type::StrEnum | Type::IntFlag | Type::Str | Type::Int | Type::Float)
        )
    })
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

/// Tells each function in a class's body which class it belongs to.
fn own_methods(class: &Rc<Class>) {
    fn own(value: &Value, class: &Rc<Class>) {
        match value {
            Value::Function(function) => {
                let _ = function.owner.set(Rc::downgrade(class));
            }
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { getter, setter } => {
                    own(getter, class);
                    own(setter, class);
                }
                Descriptor::Static(inner) | Descriptor::Class(inner) => own(inner, class),
            },
            _ => {}
        }
    }
    for (_, value) in class.attributes.entries() {
        own(&value, class);
    }
}

fn inherited_layout(ancestors: &[Value]) -> Layout {
    for ancestor in ancestors {
        match ancestor {
            Value::Class(class) if !matches!(class.layout(), Layout::Plain) => return class.layout().clone(),
            Value::Type(Type::Enum | Type::IntEnum | Type::StrEnum | Type::Flag | Type::IntFlag) => {
                return Layout::Enum(Rc::default());
            }
            _ => {}
        }
    }
    Layout::Plain
}

/// Returns the ancestors in C3 order; where there is no such order, in the order they are written.
fn linearise(bases: &[Value]) -> Vec<Value> {
    let own = |base: &Value| -> Vec<Value> {
        let more = match base {
            Value::Class(class) => class.ancestors.clone(),
            Value::Type(Type::IntEnum | Type::IntFlag) => vec![Value::Type(Type::Int), Value::Type(Type::Enum)],
            Value::Type(Type::StrEnum) => vec![Value::Type(Type::Str), Value::Type(Type::Enum)],
            Value::Type(Type::Flag) => vec![Value::Type(Type::Enum)],
            Value::Type(Type::OrderedDict | Type::DefaultDict | Type::Counter) => vec![Value::Type(Type::Dict)],
            Value::Type(Type::NamedTuple) => vec![Value::Type(Type::Tuple)],
            _ => Vec::new(),
        };
        std::iter::once(base.clone()).chain(more).collect()
    };
    let mut lists: Vec<Vec<Value>> = bases.iter().map(own).chain(std::iter::once(bases.to_vec())).collect();
    let mut order: Vec<Value> = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        let heads: Vec<Value> = lists.iter().filter_map(|list| list.first().cloned()).collect();
        if heads.is_empty() {
            return order;
        }
        let free = |head: &Value| !lists.iter().any(|list| list.iter().skip(1).any(|other| other.is(head)));
        let Some(next) = heads.iter().find(|head| free(head)).or(heads.first()).cloned() else { return order };
        for list in &mut lists {
            list.retain(|value| !value.is(&next));
        }
        order.push(next);
    }
}
