//! Types that a project defines: classes that derive from `TypeDecorator`, `UserDefinedType` or a concrete type, and
//! `@compiles` functions for them. Their Python is evaluated as SQLAlchemy would call it.

use super::types::{TypeClassObject, TypeObject, construct, plain_type, to_type, type_value};
use super::values::from_python;
use crate::python::{Arguments, Instance, Outcome, Raise, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::types::{Kind, ProjectType, SqlType, TypeClass, Visit};
use crate::schema::Unknown;
use crate::source::Place;
use std::rc::Rc;

/// Where `@compiles` keeps its functions on a class: this and the name of the dialect.
pub const COMPILES: &str = "__limbeck_compiles_";

/// Returns the type that an instance of a project's class means.
///
/// # Errors
/// The Python exception that its methods raise.
pub fn instance_type(vm: &mut Vm, instance: &Rc<Instance>, place: &Place) -> Result<SqlType, Raise> {
    // A class may be its own `impl`.
    vm.deeper(|vm| type_of_instance(vm, instance, place))
}

fn type_of_instance(vm: &mut Vm, instance: &Rc<Instance>, place: &Place) -> Result<SqlType, Raise> {
    let class = instance.class.clone();
    let value = Value::Instance(instance.clone());
    if let Some(unknown) = class.unknown_ancestor() {
        return Ok(SqlType::unknown(from_python(unknown)));
    }
    if let Some(function) = compile_function(instance) {
        let compiler = super::opaque::opaque("compiler");
        let made = vm.call(&function, Arguments::positional(vec![value.clone(), compiler]), place)?;
        let data_type = base_type(vm, instance, place)?;
        let (text, base) = (super::values::text(&made), Box::new(data_type));
        return Ok(decorated(instance, SqlType::from_kind(Kind::Compiled { text, base })));
    }
    base_type(vm, instance, place)
}

/// Returns an attribute that an instance of a project's type has from SQLAlchemy's base class.
pub fn inherited(vm: &mut Vm, base: &'static TypeClass, instance: &Rc<Instance>, name: &str, place: &Place) -> Outcome {
    match name {
        "__init__" => {
            let instance = instance.clone();
            return Ok(Value::native("__init__", move |_, arguments, _| {
                *instance.arguments.borrow_mut() = Some(arguments);
                Ok(Value::None)
            }));
        }
        "impl" | "impl_instance" => {
            let data_type = implementation(vm, instance, place)?;
            return Ok(type_value(data_type));
        }
        "load_dialect_impl" => {
            let instance = instance.clone();
            return Ok(Value::native("load_dialect_impl", move |vm, _, place| {
                Ok(type_value(implementation(vm, &instance, place)?))
            }));
        }
        "get_col_spec" | "type_engine" if base.visit == Visit::Abstract => {
            return Ok(Value::Unknown(PythonUnknown::new(
                format!("`{name}` of `{}` is not modelled", instance.class.name),
                place,
            )));
        }
        _ => {}
    }
    let own = instance_type(vm, instance, place)?;
    vm.attribute(&type_value(own), name, place)
}

fn base_type(vm: &mut Vm, instance: &Rc<Instance>, place: &Place) -> Result<SqlType, Raise> {
    let class = instance.class.clone();
    let value = Value::Instance(instance.clone());
    let Some(base) = class.foreign_ancestors().find_map(|base| base.downcast::<TypeClassObject>()) else {
        return other_base(vm, instance, place);
    };
    match base.class.name {
        "TypeDecorator" => {
            let implementation = if class.find("load_dialect_impl").is_some() {
                let dialect = super::dialect::dialect();
                let made = vm.call_method(&value, "load_dialect_impl", Arguments::positional(vec![dialect]), place)?;
                to_type(vm, &made, place)?
            } else {
                implementation(vm, instance, place)?
            };
            // Serial or not is decided by the implementation that the class itself names.
            Ok(decorated(instance, implementation))
        }
        "UserDefinedType" | "TypeEngine" => {
            if class.find("get_col_spec").is_none() {
                let reason = format!("`{}` has no `get_col_spec`", class.name);
                return Ok(SqlType::unknown(Unknown::new(reason, Some(place.clone()))));
            }
            let made = vm.call_method(&value, "get_col_spec", Arguments::default(), place)?;
            Ok(match super::values::text(&made) {
                Ok(text) => decorated(instance, SqlType::from_kind(Kind::Text(text))),
                Err(unknown) => SqlType::unknown(unknown),
            })
        }
        _ => {
            let arguments = instance.constructor_arguments().unwrap_or_default();
            let own = construct(vm, base.class, &arguments, place)?;
            // A subclass may choose another visit method.
            match class.find("__visit_name__") {
                None => Ok(decorated(instance, own)),
                Some(name) => Ok(visited(&name, own, place)),
            }
        }
    }
}

/// A class that derives from a type that a package defines.
fn other_base(vm: &mut Vm, instance: &Rc<Instance>, place: &Place) -> Result<SqlType, Raise> {
    if let Some(base) = instance.class.foreign_ancestors().find(|base| super::third_party::is_type(base)).cloned() {
        let overrides = instance.class.find("load_dialect_impl").is_some() || instance.class.find("impl").is_some();
        if !overrides {
            let arguments = instance.constructor_arguments().unwrap_or_default();
            let made = vm.call(&base, arguments, place)?;
            return to_type(vm, &made, place);
        }
        if instance.class.find("load_dialect_impl").is_some() {
            let dialect = super::dialect::dialect();
            let own = Value::Instance(instance.clone());
            let made = vm.call_method(&own, "load_dialect_impl", Arguments::positional(vec![dialect]), place)?;
            return to_type(vm, &made, place);
        }
        return implementation(vm, instance, place);
    }
    let reason = match instance.class.foreign_ancestors().next() {
        Some(base) => format!("`{}` derives from `{}`, which is no type", instance.class.name, base.type_name()),
        None => format!("an instance of `{}` stands where a type is expected", instance.class.name),
    };
    Ok(SqlType::unknown(Unknown::new(reason, Some(place.clone()))))
}

/// The `impl` of a `TypeDecorator`: what its constructor made of it, or the class attribute called with the arguments.
fn implementation(vm: &mut Vm, instance: &Rc<Instance>, place: &Place) -> Result<SqlType, Raise> {
    let own = instance.attributes.find("impl").filter(|value| !matches!(value, Value::None));
    if let Some(own) = own {
        return to_type(vm, &own, place);
    }
    let Some(implementation) = instance.class.find("impl") else {
        let reason = format!("the `impl` of `{}` is not known", instance.class.name);
        return Ok(SqlType::unknown(Unknown::new(reason, Some(place.clone()))));
    };
    let callable = matches!(&implementation, Value::Class(_)) || implementation.downcast::<TypeObject>().is_none();
    if let Some(data_type) = plain_type(&implementation).filter(|_| !callable) {
        return Ok(data_type);
    }
    let mut arguments = instance.constructor_arguments().unwrap_or_default();
    if let Some(base) = implementation.downcast::<TypeClassObject>() {
        return construct(vm, base.class, &arguments, place);
    }
    if !matches!(&implementation, Value::Class(_) | Value::Foreign(_)) {
        arguments = Arguments::default();
    }
    let made = vm.call(&implementation, arguments, place)?;
    to_type(vm, &made, place)
}

fn compile_function(instance: &Rc<Instance>) -> Option<Value> {
    let class = &instance.class;
    class.find(&format!("{COMPILES}postgresql")).or_else(|| class.find(&format!("{COMPILES}default")))
}

fn decorated(instance: &Rc<Instance>, implementation: SqlType) -> SqlType {
    if implementation.as_unknown().is_some() {
        return implementation;
    }
    let (class, object) = (instance.class.name.to_string(), Some(ProjectType(instance.clone())));
    SqlType::from_kind(Kind::Decorated { class, implementation: Box::new(implementation), object })
}

fn visited(name: &Value, own: SqlType, place: &Place) -> SqlType {
    let Some(name) = name.as_str() else { return own };
    let known = crate::replay::sqlalchemy::types::find(crate::replay::sqlalchemy::types::Home::Generic, &name)
        .or_else(|| crate::replay::sqlalchemy::types::find(crate::replay::sqlalchemy::types::Home::Postgresql, &name));
    match (known, own.arguments()) {
        (Some(class), Some(arguments)) => {
            let mut arguments = arguments.clone();
            arguments.class = class;
            SqlType::from_arguments(arguments)
        }
        _ => SqlType::unknown(Unknown::new(format!("the visit name `{name}` is not modelled"), Some(place.clone()))),
    }
}
