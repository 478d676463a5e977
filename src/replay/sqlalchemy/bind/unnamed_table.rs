//! A table whose name is not known: `Table(row.name, …)`. A statement about rows that it makes touches only rows, whichever
//! table that is; what else it is told to do may touch anything.

use super::make_statement::change;
use crate::python::{Arguments, Foreign, Outcome, Unknown, Value, Vm};
use crate::replay::sqlalchemy::statement::Kind;
use crate::source::Place;
use std::rc::Rc;

/// Such a table, and why its name is not known.
pub struct UnnamedTable(Unknown);

/// Returns a table whose name is not known because of `why`.
#[must_use]
pub fn unnamed_table(why: Unknown) -> Value {
    Value::foreign(UnnamedTable(why))
}

impl Foreign for UnnamedTable {
    fn type_name(&self) -> &str {
        "Table"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "insert" | "update" | "delete")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, _name: &str, _place: &Place) -> Outcome {
        Ok(Value::Unknown(self.0.clone()))
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, mut arguments: Arguments, place: &Place) -> Outcome {
        let kind = match name {
            "insert" => Kind::Insert,
            "update" => Kind::Update,
            "delete" => Kind::Delete,
            _ => {
                vm.world().called_unknown(vm, &self.0, &arguments, place);
                return Ok(Value::Unknown(self.0.clone()));
            }
        };
        arguments.positional.insert(0, Value::Foreign(self));
        change(vm, kind, &arguments, place)
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some()
    }
}
