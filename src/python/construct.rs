//! Making classes, and instances of them.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::library::typing::is_annotation;
use super::namespace::Namespace;
use super::object::Class;
use super::object::class::Layout;
use super::unknown::Unknown;
use super::value::{Descriptor, Type, Value};
use super::vm::Vm;
use crate::source::Place;
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
        bases.retain(|base| !matches!(base, Value::Type(Type::Object)) && !is_annotation(base));
        if let Some(metaclass) = arguments.keywords.iter().find(|(keyword, _)| &**keyword == "metaclass")
            && let Value::Unknown(_) | Value::Class(_) | Value::Function(_) = &metaclass.1
        {
            let why = Unknown::new("what its metaclass does is not evaluated", place);
            bases.push(Value::Unknown(metaclass.1.as_unknown().cloned().unwrap_or(why)));
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
                        let mut keywords = arguments.keywords.clone();
                        keywords.retain(|(keyword, _)| &**keyword != "metaclass");
                        let given = Arguments {
                            positional: vec![Value::Class(class.clone())],
                            keywords,
                            ..Arguments::default()
                        };
                        self.call_value(hook.undecorated(), given, place)?;
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
    if let [only] = bases {
        return own(only);
    }
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
