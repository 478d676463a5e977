//! What Python asks of a type object: its arguments, `with_variant`, `create` and `drop`.

use super::types::{TypeObject, to_type, type_class, type_value};
use super::values::to_python;
use crate::python::{Arguments, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::compiler::type_text;
use crate::replay::sqlalchemy::types::{self, EnumType, Kind, SqlType};
use crate::source::Place;
use std::rc::Rc;

impl Foreign for TypeObject {
    fn type_name(&self) -> &str {
        match &self.sql_type.kind {
            Kind::Known(arguments) => arguments.class.name,
            Kind::Decorated { class, .. } => class,
            _ => "TypeEngine",
        }
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "with_variant"
                | "create"
                | "drop"
                | "compile"
                | "load_dialect_impl"
                | "dialect_impl"
                | "copy"
                | "adapt"
                | "as_generic"
                | "bind_processor"
                | "result_processor"
                | "literal_processor"
                | "__init__"
        )
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let text = |text: Option<String>| text.map_or(Value::None, Value::str);
        let int = |number: Option<i64>| number.map_or(Value::None, |number| Value::Int(i128::from(number)));
        if let Some(unknown) = self.sql_type.as_unknown() {
            return Ok(Value::Unknown(to_python(unknown).or_at(place)));
        }
        if name == "__class__"
            && let Kind::Known(arguments) = &self.sql_type.kind
        {
            return Ok(type_class(arguments.class.home, arguments.class.name).unwrap_or(Value::None));
        }
        if name == "impl" {
            return Ok(match &self.sql_type.kind {
                Kind::Decorated { implementation, .. } => type_value((**implementation).clone()),
                _ => Value::Foreign(self.clone()),
            });
        }
        let _ = vm;
        let Some(arguments) = self.sql_type.arguments() else {
            return Ok(Value::Unknown(PythonUnknown::new(format!("`{name}` of a type is not modelled"), place)));
        };
        Ok(match name {
            "length" => int(arguments.length),
            "precision" => int(arguments.precision),
            "scale" => int(arguments.scale),
            "timezone" => Value::Bool(arguments.timezone),
            "collation" => text(arguments.collation.clone()),
            "native_enum" | "native_uuid" | "native" => Value::Bool(arguments.native),
            "create_constraint" => Value::Bool(arguments.create_constraint),
            "enums" => match &arguments.enumeration {
                Some(EnumType { unknown: Some(unknown), .. }) => Value::Unknown(to_python(unknown).or_at(place)),
                Some(enumeration) => Value::list(enumeration.labels.iter().map(Value::str).collect()),
                None => Value::None,
            },
            "name" => match &arguments.enumeration {
                Some(EnumType { unknown: Some(unknown), likely_name: true, .. }) => {
                    Value::Unknown(to_python(unknown).or_at(place))
                }
                Some(enumeration) => text(enumeration.name.clone()),
                None => text(arguments.name.clone()),
            },
            "schema" => text(arguments.enumeration.as_ref().and_then(|enumeration| enumeration.schema.clone())),
            "item_type" => arguments.item.as_ref().map_or(Value::None, |item| type_value((**item).clone())),
            "dimensions" => int(arguments.dimensions),
            "__visit_name__" => Value::str(arguments.class.name),
            "python_type" => match arguments.class.affinity {
                types::Affinity::Integer | types::Affinity::BigInteger | types::Affinity::SmallInteger => {
                    Value::Type(crate::python::Type::Int)
                }
                types::Affinity::String => Value::Type(crate::python::Type::Str),
                types::Affinity::Boolean => Value::Type(crate::python::Type::Bool),
                _ => Value::Unknown(PythonUnknown::new("`python_type` of this type is not modelled", place)),
            },
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a type is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let is_unbound = matches!(name, "create" | "drop") && super::legacy::is_unbound(&arguments);
        super::legacy::UNBOUND.used_if(is_unbound, vm, place)?;
        match name {
            "with_variant" => {
                let mut own = self.sql_type.clone();
                let variant = arguments.find(0, "type_").unwrap_or(Value::None);
                let variant = to_type(vm, &variant, place)?;
                let mut dialects: Vec<Value> = arguments.positional.iter().skip(1).cloned().collect();
                dialects.extend(arguments.keyword("dialect_name"));
                for dialect in &dialects {
                    match super::values::text(dialect) {
                        Ok(dialect) => {
                            own.variants.insert(dialect, variant.clone());
                        }
                        Err(unknown) => own = SqlType::unknown(unknown),
                    }
                }
                Ok(type_value(own))
            }
            "create" => super::ddl::create_type(vm, &self.sql_type, &arguments, place),
            "drop" => super::ddl::drop_type(vm, &self.sql_type, &arguments, place),
            "compile" => match type_text(&self.sql_type, None) {
                Ok(text) => Ok(Value::str(text)),
                Err(failure) => super::ddl::failed(vm, failure, place),
            },
            "bind_processor" | "result_processor" | "literal_processor" | "__init__" => Ok(Value::None),
            _ => Ok(Value::Foreign(self)),
        }
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(match type_text(&self.sql_type, None) {
            Ok(text) => match words_of(text) {
                Some(words) => Value::str(words),
                None => unworded(place),
            },
            Err(failure) => Value::Unknown(to_python(&failure.into_unknown())),
        })
    }

    fn repr(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(unworded(place))
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.sql_type == self.sql_type)
    }
}

/// Returns what `str()` of a type gives, for the types that SQLAlchemy words without a dialect as PostgreSQL does.
fn words_of(words: String) -> Option<String> {
    let plain = ["INTEGER", "BIGINT", "SMALLINT", "BOOLEAN", "TEXT", "DATE", "JSON", "JSONB", "VARCHAR"];
    let is_known = plain.contains(&words.as_str()) || words.starts_with("VARCHAR(") && words.ends_with(')');
    is_known.then_some(words)
}

fn unworded(place: &Place) -> Value {
    Value::Unknown(PythonUnknown::harmless("how SQLAlchemy words this type is not followed", place))
}
