//! `MetaData` as Python sees it: its naming convention, its tables, `create_all`, `reflect`.

use super::legacy;
use super::reflected::ReflectedTables;
use super::table::{TableObject, entries, string_key};
use super::values::{from_python, optional_text, text, to_python};
use crate::python::{Arguments, Dict, Entries, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::naming::{Conventions, Prefix};
use crate::schema::Unknown;
use crate::source::Place;
use std::cell::RefCell;
use std::rc::Rc;

/// A collection of tables.
pub struct MetaDataObject {
    pub schema: Option<String>,
    /// Why the schema is not known, if it is not: then no table of it is.
    pub unknown: Option<Unknown>,
    /// `naming_convention`, as it was given or assigned.
    given: RefCell<Value>,
    tables: Rc<Dict>,
    /// Why a reflection may have found more tables than these.
    open: RefCell<Option<PythonUnknown>>,
    /// Why the name of a table that was added is not known.
    unnamed: RefCell<Option<PythonUnknown>>,
}

impl MetaDataObject {
    /// Returns how constraints and indexes without a name are named.
    #[must_use]
    pub fn conventions(&self) -> Conventions {
        read_conventions(&self.given.borrow()).unwrap_or_else(unknown_conventions)
    }

    /// Returns metadata without tables or conventions.
    #[must_use]
    pub fn new() -> Self {
        Self {
            schema: None,
            unknown: None,
            given: RefCell::new(Value::None),
            tables: Rc::new(Dict::plain(Entries::default())),
            open: RefCell::default(),
            unnamed: RefCell::default(),
        }
    }

    /// Returns the table that SQL names `qualified`.
    #[must_use]
    pub fn find(&self, qualified: &str) -> Option<Value> {
        self.tables.entries.read(|tables| tables.find_str(qualified).cloned()).ok().flatten()
    }

    /// Adds a table.
    pub fn register(&self, vm: &mut Vm, qualified: &str, table: Value) {
        let (key, name) = (string_key(qualified), Value::str(qualified));
        vm.edit_dict(&self.tables, |tables| tables.insert(key, name, table));
    }

    /// Learns that a table was added whose name is not known.
    pub fn add_unnamed(&self, why: PythonUnknown) {
        self.unnamed.borrow_mut().get_or_insert(why.clone());
        self.leave_open(why);
    }

    /// Returns why the name of a table that was added is not known.
    #[must_use]
    pub fn unnamed(&self) -> Option<PythonUnknown> {
        self.unnamed.borrow().clone()
    }

    /// Learns that there may be more tables than were added.
    pub fn leave_open(&self, why: PythonUnknown) {
        self.open.borrow_mut().get_or_insert(why);
    }

    /// Returns why there may be more tables than were added.
    #[must_use]
    pub fn open(&self) -> Option<PythonUnknown> {
        self.open.borrow().clone()
    }

    /// Returns the tables in the order they were made.
    ///
    /// # Errors
    /// Why they are not known.
    pub fn tables(&self) -> Result<Vec<Rc<TableObject>>, Unknown> {
        let content = self.tables.entries.content().map_err(|unknown| from_python(&unknown))?;
        Ok(content.iter().filter_map(|(_, value)| value.downcast::<TableObject>()).collect())
    }
}

impl Default for MetaDataObject {
    fn default() -> Self {
        Self::new()
    }
}

/// Returns SQLAlchemy's own conventions.
#[must_use]
pub fn no_conventions() -> Conventions {
    Conventions::default()
}

/// Returns the conventions of a value that may be a `MetaData`, `None` if it is none.
#[must_use]
pub fn conventions_of(value: &Value) -> Option<Conventions> {
    Some(value.downcast::<MetaDataObject>()?.conventions())
}

/// Reads a `naming_convention`. Tokens that are functions stay unknown where a template uses them.
///
/// # Errors
/// Why it is not known.
pub fn read_conventions(value: &Value) -> Result<Conventions, Unknown> {
    let entries = match value {
        Value::None => return Ok(Conventions::default()),
        Value::Dict(dict) => dict.entries.content().map_err(|unknown| from_python(&unknown))?,
        Value::Unknown(unknown) => return Err(from_python(unknown)),
        other => return Err(Unknown::new(format!("a `{}` is no naming convention", other.type_name()), None)),
    };
    // An empty one does not count.
    if entries.iter().next().is_none() {
        return Ok(Conventions::default());
    }
    let mut conventions = Conventions::none();
    for (key, value) in entries.iter() {
        // Keys may be the classes themselves.
        let name = match text(key) {
            Ok(name) => name,
            Err(_) => {
                key.downcast::<super::class::ClassObject>().map(|class| class.name.to_string()).unwrap_or_default()
            }
        };
        if let Some(prefix) = Prefix::from_key(&name) {
            conventions.set(prefix, text(value));
        }
    }
    Ok(conventions)
}

/// Returns conventions of which nothing is known.
#[must_use]
pub fn unknown_conventions(why: Unknown) -> Conventions {
    let mut conventions = Conventions::default();
    for prefix in [Prefix::Index, Prefix::Unique, Prefix::Check, Prefix::ForeignKey, Prefix::PrimaryKey] {
        conventions.set(prefix, Err(why.clone()));
    }
    conventions
}

/// Makes metadata.
pub fn construct(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let mut own = MetaDataObject::new();
    // Before 2.0 the first argument was `bind`.
    legacy::BIND.used_if(arguments.keyword("bind").is_some(), vm, place)?;
    let is_bound = arguments.positional.first().is_some_and(|own| matches!(own, Value::Foreign(_)));
    legacy::BOUND_METADATA.used_if(is_bound, vm, place)?;
    let schema = arguments
        .keyword("schema")
        .or_else(|| arguments.positional.iter().find(|value| value.as_str().is_some()).cloned());
    match optional_text(schema.as_ref()) {
        Ok(schema) => own.schema = schema,
        Err(unknown) => own.unknown = Some(Unknown::new(unknown.reason, unknown.place.or_else(|| Some(place.clone())))),
    }
    if let Some(given) = arguments.keyword("naming_convention") {
        own.given = RefCell::new(given);
    }
    Ok(Value::foreign(own))
}

impl Foreign for MetaDataObject {
    fn type_name(&self) -> &str {
        "MetaData"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "create_all" | "drop_all" | "reflect" | "clear" | "remove")
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "tables" => match self.open() {
                Some(why) => Value::foreign(ReflectedTables { tables: self.tables.clone(), why }),
                None => Value::Dict(self.tables.clone()),
            },
            "schema" => self.schema.as_ref().map_or(Value::None, Value::str),
            "naming_convention" => match &*self.given.borrow() {
                Value::None => Value::dict(entries(vec![("ix".into(), Value::str("ix_%(column_0_label)s"))])),
                given => given.clone(),
            },
            "sorted_tables" => match self.open().map_or_else(|| self.tables(), |why| Err(from_python(&why))) {
                Ok(tables) => {
                    let sorted = super::ddl::sorted(&tables);
                    Value::list(sorted.into_iter().map(|table| Value::Foreign(table)).collect())
                }
                Err(unknown) => Value::Unknown(to_python(&unknown).or_at(place)),
            },
            "bind" | "info" => {
                let _ = vm;
                super::opaque::opaque(name)
            }
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a MetaData is not modelled"), place)),
        })
    }

    fn set_attribute(
        self: Rc<Self>,
        _vm: &mut Vm,
        name: &str,
        value: &Value,
        _place: &Place,
    ) -> Result<crate::python::Assigned, crate::python::Raise> {
        if name != "naming_convention" {
            return Ok(crate::python::Assigned::Kept);
        }
        self.given.replace(value.clone());
        Ok(crate::python::Assigned::Taken)
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let is_bound = !matches!(name, "create_all" | "drop_all" | "reflect") || !legacy::is_unbound(&arguments);
        legacy::UNBOUND.used_if(!is_bound, vm, place)?;
        match name {
            "create_all" => super::ddl::create_all(vm, &self, &arguments, place),
            "drop_all" => super::ddl::drop_all(vm, &self, &arguments, place),
            "reflect" => super::reflect::metadata(vm, &self, &arguments, place),
            "clear" => {
                self.open.replace(None);
                self.unnamed.replace(None);
                vm.edit_dict(&self.tables, |tables| *tables = Entries::default());
                Ok(Value::None)
            }
            _ => {
                if let Some(table) = arguments.positional.first().and_then(super::table::as_table) {
                    let key = string_key(&table.qualified());
                    vm.edit_dict(&self.tables, |tables| tables.remove(&key));
                }
                Ok(Value::None)
            }
        }
    }

    fn contains(self: Rc<Self>, vm: &mut Vm, item: &Value, place: &Place) -> Outcome {
        if let (Some(why), None) = (self.open(), super::table::as_table(item)) {
            return Rc::new(ReflectedTables { tables: self.tables.clone(), why }).contains(vm, item, place);
        }
        let name = match super::table::as_table(item) {
            Some(table) => Ok(table.qualified().to_string()),
            None => text(item),
        };
        Ok(match name {
            Ok(name) => Value::Bool(self.find(&name).is_some()),
            Err(unknown) => Value::Unknown(to_python(&unknown).or_at(place)),
        })
    }

    fn same(&self, _other: &Value) -> bool {
        false
    }
}
