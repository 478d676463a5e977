//! The PostgreSQL dialect as Python sees it.

use super::class::once;
use super::types::{to_type, type_value};
use super::values::{optional_text, text};
use crate::python::{Arguments, Comparison, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::source::Place;
use std::rc::Rc;

/// The dialect.
pub struct DialectObject;

/// `dialect.identifier_preparer`.
struct PreparerObject;

/// Returns the dialect of every connection.
#[must_use]
pub fn dialect() -> Value {
    once("dialect", || Value::foreign(DialectObject))
}

impl Foreign for DialectObject {
    fn type_name(&self) -> &str {
        "PGDialect_psycopg2"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "has_table"
                | "has_index"
                | "has_sequence"
                | "has_schema"
                | "has_type"
                | "type_descriptor"
                | "get_table_names"
                | "get_columns"
                | "get_indexes"
                | "get_foreign_keys"
                | "get_view_names"
                | "get_schema_names"
                | "get_unique_constraints"
                | "get_pk_constraint"
                | "get_check_constraints"
                | "get_enums"
                | "get_sequence_names"
        )
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "name" => Value::str("postgresql"),
            "driver" => Value::str("psycopg2"),
            "dialect_description" => Value::str("postgresql+psycopg2"),
            "default_schema_name" => super::server::default_schema_name(vm, place),
            "paramstyle" => Value::str("pyformat"),
            "max_identifier_length" => Value::Int(63),
            "supports_sequences"
            | "supports_native_enum"
            | "supports_native_boolean"
            | "supports_alter"
            | "supports_comments"
            | "supports_native_uuid"
            | "supports_identity_columns"
            | "supports_schemas"
            | "insert_returning"
            | "update_returning"
            | "delete_returning"
            | "supports_multivalues_insert"
            | "supports_default_values" => Value::Bool(true),
            "inline_comments" | "sequences_optional" if name == "inline_comments" => Value::Bool(false),
            "sequences_optional" | "preexecute_autoincrement_sequences" => Value::Bool(true),
            "identifier_preparer" => once("identifier_preparer", || Value::foreign(PreparerObject)),
            "dbapi" | "type_compiler" | "type_compiler_instance" | "statement_compiler" | "ddl_compiler" => {
                super::opaque::opaque(name)
            }
            "server_version_info" => {
                Value::Unknown(PythonUnknown::new("the version of the server is not known here", place))
            }
            _ => Value::Unknown(PythonUnknown::new(format!("`dialect.{name}` is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if name == "type_descriptor" {
            let given = arguments.find(0, "typeobj").unwrap_or(Value::None);
            return Ok(type_value(to_type(vm, &given, place)?));
        }
        // The dialect's own methods take the connection first, the inspector's do not.
        let mut rest = arguments;
        if !rest.positional.is_empty() {
            rest.positional.remove(0);
        }
        super::inspector::answer(vm, name, &rest, place)
    }

    fn call(self: Rc<Self>, _vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn compare(self: Rc<Self>, _vm: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        let same = other.downcast::<Self>().is_some();
        Ok(match comparison {
            Comparison::Equal => Value::Bool(same),
            Comparison::NotEqual => Value::Bool(!same),
            _ => Value::Unknown(PythonUnknown::new("dialects have no order", place)),
        })
    }
}

impl Foreign for PreparerObject {
    fn type_name(&self) -> &str {
        "PGIdentifierPreparer"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "quote" | "quote_identifier" | "quote_schema" | "format_table" | "format_schema" | "format_column"
        )
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let quoted = |text: &str| crate::name::Name::verbatim(text).quoted();
        let Some(first) = arguments.positional.first() else { return Ok(Value::None) };
        if let Some(table) = super::table::as_table(first) {
            return Ok(Value::str(table.table().reference().quoted()));
        }
        let own = match (optional_text(Some(first)), super::constraint::column_key(first)) {
            (Ok(Some(own)), _) | (Err(_), Ok(own)) => own,
            _ => return Ok(Value::Unknown(PythonUnknown::new("which identifier is quoted is not known", place))),
        };
        let _ = text;
        Ok(match name {
            "quote_identifier" => Value::str(format!("\"{}\"", own.replace('"', "\"\""))),
            _ => Value::str(quoted(&own)),
        })
    }
}
