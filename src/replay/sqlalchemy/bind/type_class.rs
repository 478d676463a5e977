//! What Python asks of a type class: calling it, `isinstance`, deriving from it.

use super::legacy::{OF_TEXT_TYPES, has_gone_argument};
use super::project_types;
use super::types::{TypeClassObject, TypeObject, construct, type_value};
use crate::python::{Arguments, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::types::{Home, Kind, SqlType, TypeClass, Visit};
use crate::source::Place;
use std::rc::Rc;

impl Foreign for TypeClassObject {
    fn type_name(&self) -> &str {
        self.class.name
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "with_variant" | "__init__" | "load_dialect_impl")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "__name__" => Value::str(self.class.name),
            "__visit_name__" => Value::str(self.class.name),
            // `sa.JSON.NULL` and the nested classes that expressions use.
            "Comparator" | "NULL" | "comparator_factory" => Value::foreign(super::opaque::Opaque::new(name)),
            _ => Value::Unknown(PythonUnknown::new(format!("`{}.{name}` is not modelled", self.class.name), place)),
        })
    }

    fn call(self: Rc<Self>, vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        OF_TEXT_TYPES.used_if(has_gone_argument(&arguments), vm, place)?;
        Ok(type_value(construct(vm, self.class, &arguments, place)?))
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "with_variant" => {
                let instance = type_value(SqlType::of(self.class));
                vm.call_method(&instance, name, arguments, place)
            }
            _ => Ok(Value::None),
        }
    }

    /// Type classes are generic for type checkers alone.
    fn item(self: Rc<Self>, _vm: &mut Vm, _key: &Value, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn is_class(&self) -> bool {
        true
    }

    fn is_instance(&self, value: &Value) -> Option<bool> {
        match value {
            Value::Unknown(_) => None,
            Value::Foreign(_) => {
                let Some(object) = value.downcast::<TypeObject>() else { return Some(false) };
                match &object.sql_type.kind {
                    Kind::Known(arguments) => Some(is_subclass(arguments.class, self.class)),
                    Kind::Unknown(_) => None,
                    _ => Some(self.class.name == "TypeDecorator" || self.class.name == "TypeEngine"),
                }
            }
            _ => Some(false),
        }
    }

    fn derives_from(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(is_subclass(self.class, other.class))
    }

    fn inherited(
        self: Rc<Self>,
        vm: &mut Vm,
        instance: &Rc<crate::python::Instance>,
        name: &str,
        place: &Place,
    ) -> Outcome {
        project_types::inherited(vm, self.class, instance, name, place)
    }

    fn inherited_by_class(
        self: Rc<Self>,
        _vm: &mut Vm,
        class: &Rc<crate::python::Class>,
        name: &str,
        place: &Place,
    ) -> Outcome {
        Ok(Value::Unknown(PythonUnknown::new(format!("`{}.{name}` is not modelled", class.name), place)))
    }
}

/// The generic classes each class derives from, as far as `isinstance` asks for them.
fn is_subclass(class: &TypeClass, ancestor: &TypeClass) -> bool {
    if std::ptr::eq(class, ancestor) || ancestor.name == "TypeEngine" {
        return true;
    }
    if ancestor.home != Home::Generic {
        return class.home == ancestor.home && class.name == ancestor.name;
    }
    use crate::replay::sqlalchemy::types::Affinity;
    match ancestor.name {
        "Integer" => matches!(class.affinity, Affinity::Integer | Affinity::BigInteger | Affinity::SmallInteger),
        "BigInteger" => class.affinity == Affinity::BigInteger,
        "SmallInteger" => class.affinity == Affinity::SmallInteger,
        "Numeric" => class.affinity == Affinity::Numeric && !is_float(class),
        "Float" => is_float(class),
        "String" => matches!(class.affinity, Affinity::String | Affinity::Enum),
        "Text" => matches!(
            class.name,
            "TEXT" | "Text" | "UnicodeText" | "CLOB" | "NTEXT" | "CITEXT" | "NCLOB" | "LONG" | "XML"
        ),
        "Enum" => class.affinity == Affinity::Enum,
        "Boolean" => class.affinity == Affinity::Boolean,
        "DateTime" => {
            matches!(class.visit, Visit::Timestamp | Visit::BareWord("datetime")) || class.name.starts_with("DATETIME")
        }
        "Date" => class.name == "DATE" && class.home != Home::Oracle,
        "Time" => class.visit == Visit::Time,
        "LargeBinary" => matches!(class.name, "BLOB" | "BYTEA" | "IMAGE" | "BFILE"),
        "JSON" => matches!(class.name, "JSON" | "JSONB"),
        "Uuid" => matches!(class.name, "UUID" | "UNIQUEIDENTIFIER"),
        "ARRAY" => class.visit == Visit::Array,
        name => class.name == name && class.home == Home::Generic,
    }
}

fn is_float(class: &TypeClass) -> bool {
    matches!(
        class.name,
        "Float" | "FLOAT" | "Double" | "DOUBLE" | "DOUBLE_PRECISION" | "REAL" | "BINARY_DOUBLE" | "BINARY_FLOAT"
    )
}
