//! `dataclasses`.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::class::Layout;
use crate::python::object::{Builtin, Class, Instance};
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// What a class has whose instances are ordered by their fields, or keep them.
pub(in crate::python) const ORDERED: &str = "<ordered>";
pub(in crate::python) const FROZEN: &str = "<frozen>";

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "dataclass", call: dataclass },
    Builtin { name: "field", call: field },
    Builtin { name: "fields", call: fields },
    Builtin { name: "asdict", call: asdict },
    Builtin { name: "astuple", call: astuple },
    Builtin { name: "replace", call: replace },
    Builtin { name: "is_dataclass", call: is_dataclass },
];

pub(super) fn values(vm: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("KW_ONLY", Value::foreign(super::typing::Typing::named("KW_ONLY"))),
        ("FrozenInstanceError", Value::Class(vm.exception_class("FrozenInstanceError"))),
    ]
}

fn dataclass(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    match arguments.positional.first() {
        Some(class) => make(vm, &class.clone(), &arguments.keywords, place),
        None => Ok(Value::native("dataclass", move |vm, given, place| {
            let class = vm.argument(&given, 0, "cls", place)?;
            make(vm, &class, &arguments.keywords, place)
        })),
    }
}

fn make(vm: &mut Vm, class: &Value, options: &[(Rc<str>, Value)], place: &Place) -> Outcome {
    let Value::Class(class) = class else {
        let why = format!("a `{}` made into a data class is not evaluated", class.type_name());
        return Ok(Value::Unknown(Unknown::new(why, place)));
    };
    let inherited = class.ancestors.iter().find_map(|ancestor| match ancestor {
        Value::Class(base) if matches!(base.layout(), Layout::Dataclass(_)) => Some(base.layout()),
        _ => None,
    });
    let fields = vm.fields_of(&class.attributes, &inherited.unwrap_or(Layout::Plain))?;
    *class.layout.borrow_mut() = Layout::Dataclass(fields.into());
    let holds = |name: &str, value: bool| {
        options.iter().any(|(own, given)| &**own == name && matches!(given, Value::Bool(given) if *given == value))
    };
    if holds("eq", false) || holds("init", false) || holds("repr", false) {
        let why = Unknown::new("a data class without all of its methods is not evaluated", place);
        return Ok(Value::Unknown(why));
    }
    for (option, mark) in [("order", ORDERED), ("frozen", FROZEN)] {
        if holds(option, true) {
            class.attributes.define(mark, Value::Bool(true));
        }
    }
    Ok(Value::Class(class.clone()))
}

fn field(vm: &mut Vm, arguments: Arguments, _: &Place) -> Outcome {
    let class: Rc<Class> = vm.class("dataclasses", "Field", Vec::new());
    let instance = Instance::new(class);
    for (name, value) in arguments.keywords {
        instance.attributes.define(&name, value);
    }
    Ok(Value::Instance(Rc::new(instance)))
}

fn fields(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "class_or_instance", place)?;
    let class = match &value {
        Value::Class(class) => class.clone(),
        Value::Instance(instance) => instance.class.clone(),
        _ => return Ok(vm.unknown("the fields are not known", place)),
    };
    let Layout::Dataclass(fields) = class.layout() else {
        return Err(vm.error("TypeError", "must be called with a dataclass type or instance", place));
    };
    let described = vm.class("dataclasses", "Field", Vec::new());
    let values = fields.iter().map(|field| {
        let instance = Instance::new(described.clone());
        instance.attributes.define("name", Value::Str(field.name.clone()));
        if let Some(default) = &field.default {
            instance.attributes.define("default", default.clone());
        }
        Value::Instance(Rc::new(instance))
    });
    Ok(Value::tuple(values.collect()))
}

fn asdict(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "obj", place)?;
    vm.as_record(&value)
}

fn astuple(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "obj", place)?;
    match vm.as_record(&value)? {
        Value::Dict(dict) => {
            let values = dict.entries.read(|entries| entries.iter().map(|(_, value)| value.clone()).collect());
            Ok(values.map_or_else(Value::Unknown, Value::tuple))
        }
        other => Ok(other),
    }
}

fn replace(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "obj", place)?;
    let Value::Instance(instance) = &value else { return Ok(vm.unknown("what is replaced is not known", place)) };
    let copy = Instance::new(instance.class.clone());
    for (name, value) in instance.attributes.entries() {
        copy.attributes.define(&name, value);
    }
    for (name, value) in arguments.keywords {
        copy.attributes.define(&name, value);
    }
    Ok(Value::Instance(Rc::new(copy)))
}

fn is_dataclass(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    Ok(Value::Bool(match vm.argument(&arguments, 0, "obj", place)? {
        Value::Class(class) => matches!(class.layout(), Layout::Dataclass(_)),
        Value::Instance(instance) => matches!(instance.class.layout(), Layout::Dataclass(_)),
        Value::Unknown(why) => return Ok(Value::Unknown(why)),
        _ => false,
    }))
}

impl Vm {
    fn as_record(&mut self, value: &Value) -> Outcome {
        self.deeper(|vm| {
            Ok(match value {
                Value::Instance(instance) => match instance.class.layout() {
                    Layout::Dataclass(fields) => {
                        let mut entries = Vec::new();
                        for field in fields.iter() {
                            let value = instance.attributes.find(&field.name).unwrap_or(Value::None);
                            entries.push((field.name.clone(), vm.as_record(&value)?));
                        }
                        Value::record(entries)
                    }
                    _ => value.clone(),
                },
                Value::List(list) => match list.content() {
                    Ok(items) => {
                        let items: Result<Vec<Value>, _> = items.iter().map(|item| vm.as_record(item)).collect();
                        Value::list(items?)
                    }
                    Err(why) => Value::Unknown(why),
                },
                other => other.clone(),
            })
        })
    }
}
