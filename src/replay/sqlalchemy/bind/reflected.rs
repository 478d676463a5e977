//! `MetaData.tables` after a reflection of which it is not known what tables it found: those that are surely there are
//! known, any other may be in it.

use super::table::TableObject;
use super::values::{text, to_python};
use crate::python::{Arguments, Dict, Foreign, Outcome, Unknown, Value, Vm};
use crate::source::Place;
use std::rc::Rc;

/// The tables of metadata, and why there may be more of them.
pub struct ReflectedTables {
    pub tables: Rc<Dict>,
    pub why: Unknown,
}

impl ReflectedTables {
    /// Returns the table `key`, if it is surely there; else why it may be.
    fn find(&self, key: &Value, place: &Place) -> Result<Value, Unknown> {
        let name = text(key).map_err(|unknown| to_python(&unknown).or_at(place))?;
        let found = self.tables.entries.read(|tables| tables.find_str(&name).cloned()).ok().flatten();
        let found = found.ok_or_else(|| self.why.clone().or_at(place))?;
        match found.downcast::<TableObject>().and_then(|table| table.table().unknown) {
            Some(unknown) => Err(to_python(&unknown).or_at(place)),
            None => Ok(found),
        }
    }
}

impl Foreign for ReflectedTables {
    fn type_name(&self) -> &str {
        "FacadeDict"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "get" | "keys" | "values" | "items")
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let found = match name {
            "get" => arguments.find(0, "key").map(|key| self.find(&key, place)),
            _ => None,
        };
        Ok(found.unwrap_or_else(|| Err(self.why.clone().or_at(place))).unwrap_or_else(Value::Unknown))
    }

    fn item(self: Rc<Self>, _vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        Ok(self.find(key, place).unwrap_or_else(Value::Unknown))
    }

    fn contains(self: Rc<Self>, _vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        Ok(self.find(key, place).map_or_else(Value::Unknown, |_| Value::Bool(true)))
    }
}
