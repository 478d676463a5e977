//! `Table`, `table()` and their column collections as Python sees them.

use super::collection::CollectionObject;
use super::column::ColumnObject;
use super::constraint::ConstraintObject;
use super::index::IndexObject;
use super::metadata::MetaDataObject;
use super::values::{flag, from_python, optional_text, text, to_python};
use crate::python::{Arguments, Entries, Foreign, Key, List, Outcome, Raise, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::column::Column;
use crate::replay::sqlalchemy::compiler;
use crate::replay::sqlalchemy::constraint::ConstraintKind;
use crate::replay::sqlalchemy::table::Table;
use crate::schema::Unknown;
use crate::source::Place;
use std::collections::HashMap;
use std::rc::Rc;

/// A table. Its items are kept in a list of Python's, so that undecided branches can undo what is appended.
pub struct TableObject {
    /// Name, schema, comment and options; no columns.
    head: Table,
    pub metadata: Value,
    items: Rc<List>,
    /// `table()`: no schema item, only something to select from.
    pub(super) light: bool,
}

impl TableObject {
    /// Returns the object of a table.
    #[must_use]
    pub fn new(table: &Table, metadata: Value) -> Self {
        let mut head = table.clone();
        head.columns.clear();
        head.constraints.clear();
        head.indexes.clear();
        let qualified: Rc<str> = qualified(table).into();
        let own = || Some(qualified.clone());
        let mut items: Vec<Value> = Vec::new();
        items.extend(table.columns.iter().map(|column| Value::foreign(ColumnObject::new(column.clone(), own()))));
        items.extend(
            table.constraints.iter().map(|own_item| Value::foreign(ConstraintObject::new(own_item.clone(), own()))),
        );
        items.extend(
            table.indexes.iter().map(|index| Value::foreign(IndexObject { index: index.clone(), table: own() })),
        );
        let Value::List(items) = Value::list(items) else { return Self::empty(head, metadata) };
        Self { head, metadata, items, light: false }
    }

    fn empty(head: Table, metadata: Value) -> Self {
        Self { head, metadata, items: Rc::new(List::new(Vec::new())), light: false }
    }

    /// Returns the table as it is now.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = self.head.clone();
        match self.items.content() {
            Ok(items) => add(&mut table, &*items),
            Err(unknown) => table.unknown = Some(from_python(&unknown)),
        }
        table
    }

    /// Returns the name by which expressions qualify its columns.
    #[must_use]
    pub fn qualified(&self) -> Rc<str> {
        qualified(&self.head).into()
    }

    /// Returns whether it is another name of a table: its columns have that.
    pub(super) fn is_alias(&self) -> bool {
        let is_aliased = |item: &Value| item.downcast::<ColumnObject>().is_some_and(|own| own.is_aliased);
        self.items.read(|items| items.iter().any(is_aliased)).unwrap_or(true)
    }

    fn column_values(&self) -> Result<Vec<(String, Value)>, PythonUnknown> {
        if let Some(unknown) = &self.head.unknown {
            return Err(to_python(unknown));
        }
        let items = self.items.content()?;
        let columns = items
            .iter()
            .filter_map(|item| Some((item.downcast::<ColumnObject>()?.column().key().to_string(), item.clone())));
        Ok(columns.collect())
    }
}

/// Returns the table that a value is.
#[must_use]
pub fn as_table(value: &Value) -> Option<Rc<TableObject>> {
    value.downcast::<TableObject>()
}

/// Returns the table that a query of `value` asks for: its own, or that of a model of which all columns are known.
#[must_use]
pub fn queried_table(value: &Value) -> Option<Rc<TableObject>> {
    let Value::Class(class) = value else { return as_table(value) };
    let own = class.find("__table__").as_ref().and_then(as_table)?;
    // A mapper may be told not to ask for some, or for some of the rows.
    let leaves_out = ["deferred", "exclude_properties", "include_properties", "polymorphic"];
    let text = class.place.as_ref().map_or("", |place| place.source.text());
    if leaves_out.iter().any(|word| text.contains(word)) {
        return None;
    }
    let table = own.table();
    (table.unknown.is_none() && !table.columns.is_empty()).then_some(own)
}

/// Returns the table that `insert`, `update` and `delete` change: its own, or that of a model whose attributes are called as
/// its columns.
#[must_use]
pub fn changed_table(value: &Value) -> Option<Rc<TableObject>> {
    let own = queried_table(value)?;
    let Value::Class(class) = value else { return Some(own) };
    let is_called_so = |column: &Column| {
        let found = class.find(column.key()).and_then(|own| own.downcast::<ColumnObject>());
        found.is_some_and(|own| own.column().name() == column.name())
    };
    own.table().columns.iter().all(is_called_so).then_some(own)
}

/// Returns a collection of values by name.
#[must_use]
pub fn collection(entries: Vec<(String, Value)>) -> Value {
    Value::foreign(CollectionObject::new(entries))
}

/// Returns a table without columns that SQL names `qualified`.
#[must_use]
pub fn empty_table(qualified: &str) -> Table {
    match qualified.rsplit_once('.') {
        Some((schema, name)) => Table::new(name, Some(schema)),
        None => Table::new(qualified, None),
    }
}

/// Returns a table object of which only the name is known.
#[must_use]
pub fn named_table(qualified: &str) -> Value {
    let mut table = empty_table(qualified);
    table.unknown = Some(Unknown::new("only the name of this table is known here", None));
    Value::foreign(TableObject::new(&table, Value::None))
}

/// Makes a table out of the arguments of `op.create_table(name, *items, **options)`.
///
/// # Errors
/// Why it is not known what the table is.
pub fn from_items(name: &str, items: &[Value], keywords: &[(Rc<str>, Value)]) -> Result<Table, Unknown> {
    let mut table = Table::new(name, None);
    for (name, value) in keywords {
        if &**name == "schema" {
            table.schema = optional_text(Some(value))?;
        } else {
            option(&mut table, name, value)?;
        }
    }
    add(&mut table, items);
    Ok(table)
}

pub(super) fn option(table: &mut Table, name: &str, value: &Value) -> Result<(), Unknown> {
    match name {
        "comment" => table.comment = optional_text(Some(value))?,
        "prefixes" => {
            if let Value::List(items) = value {
                let items = items.content().map_err(|unknown| from_python(&unknown))?;
                table.prefixes = items.iter().map(text).collect::<Result<_, _>>()?;
            }
        }
        "postgresql_with" => {
            let pairs = super::index::text_map(Some(value))?;
            let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            table.options.extend((!pairs.is_empty()).then(|| format!("WITH ({})", pairs.join(", "))));
        }
        "postgresql_partition_by" => table.partition_by = optional_text(Some(value))?,
        "postgresql_inherits" => {
            table.inherits = match value {
                Value::None => Vec::new(),
                Value::List(_) | Value::Tuple(_) => super::index::key_list(value)?,
                value => vec![text(value)?],
            }
        }
        keyword => {
            let given = matches!(value, Value::Str(_)).then(|| value.as_str()).flatten();
            table.options.extend(given.and_then(|text| compiler::table_option(keyword, &text)));
        }
    }
    Ok(())
}

pub(super) fn add<'v>(table: &mut Table, items: impl IntoIterator<Item = &'v Value>) {
    let places = table.columns.iter().enumerate().map(|(at, column)| (column.key().to_owned(), at));
    let mut places: HashMap<String, usize> = places.collect();
    for item in items {
        let Some(column) = item.downcast::<ColumnObject>() else {
            add_other(table, item);
            continue;
        };
        let column = column.column();
        let at = *places.entry(column.key().to_owned()).or_insert(table.columns.len());
        // A column that is there already is replaced.
        match table.columns.get_mut(at) {
            Some(known) => *known = column,
            None => table.columns.push(column),
        }
    }
}

fn add_other(table: &mut Table, item: &Value) {
    if let Some(constraint) = item.downcast::<ConstraintObject>() {
        let constraint = constraint.constraint();
        if matches!(constraint.kind, ConstraintKind::PrimaryKey { .. }) {
            table.constraints.retain(|known| !matches!(known.kind, ConstraintKind::PrimaryKey { .. }));
        }
        table.constraints.push(constraint);
    } else if let Some(index) = item.downcast::<IndexObject>() {
        table.indexes.push(index.index.clone());
    } else if let Value::Unknown(unknown) = item {
        table.unknown = Some(from_python(unknown));
    } else if !matches!(item, Value::None) && item.downcast::<MetaDataObject>().is_none() {
        // Metadata is a schema item, too, that does nothing to its parent (`SchemaEventTarget._set_parent`).
        let reason = format!("a `{}` stands where a column or constraint is expected", item.type_name());
        table.unknown = Some(Unknown::new(reason, None));
    }
}

pub(super) fn qualified(table: &Table) -> String {
    match &table.schema {
        Some(schema) => format!("{schema}.{}", table.name),
        None => table.name.clone(),
    }
}

impl Foreign for TableObject {
    fn type_name(&self) -> &str {
        if self.light { "TableClause" } else { "Table" }
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "create"
                | "drop"
                | "exists"
                | "insert"
                | "update"
                | "delete"
                | "select"
                | "alias"
                | "join"
                | "outerjoin"
                | "append_column"
                | "append_constraint"
                | "to_metadata"
                | "tometadata"
                | "count"
                | "tablesample"
                | "corresponding_column"
        )
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let text = |text: Option<&str>| text.map_or(Value::None, Value::str);
        match name {
            "name" | "description" => return Ok(Value::str(&self.head.name)),
            "fullname" | "key" => return Ok(Value::Str(self.qualified())),
            "schema" => return Ok(text(self.head.schema.as_deref())),
            "metadata" => return Ok(self.metadata.clone()),
            "comment" => return Ok(text(self.head.comment.as_deref())),
            "dialect_options" | "kwargs" | "info" => return Ok(super::opaque::opaque(name)),
            _ => {}
        }
        if matches!(name, "c" | "columns" | "exported_columns") {
            return Ok(match self.column_values() {
                Ok(columns) => collection(columns),
                // An expression over a column that is not known is still no effect.
                Err(unknown) => Value::foreign(CollectionObject::open(self.qualified(), unknown)),
            });
        }
        let table = self.table();
        if let Some(unknown) = &table.unknown {
            return Ok(Value::Unknown(to_python(unknown).or_at(place)));
        }
        let own = || Some(self.qualified());
        let constraint = |own_item| Value::foreign(ConstraintObject::new(own_item, own()));
        Ok(match name {
            "constraints" => Value::list(table.all_constraints().into_iter().map(constraint).collect()),
            "primary_key" => constraint(table.primary_key()),
            "foreign_keys" | "foreign_key_constraints" => {
                let keys = table
                    .all_constraints()
                    .into_iter()
                    .filter(|item| matches!(item.kind, ConstraintKind::ForeignKey(_)));
                Value::list(keys.map(constraint).collect())
            }
            "indexes" => {
                let index = |index| Value::foreign(IndexObject { index, table: own() });
                Value::list(table.all_indexes().into_iter().map(index).collect())
            }
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a table is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let is_unbound = matches!(name, "create" | "drop") && super::legacy::is_unbound(&arguments);
        super::legacy::UNBOUND.used_if(is_unbound, vm, place)?;
        super::legacy::OF_ENGINE.used_if(name == "exists", vm, place)?;
        match name {
            "create" => super::ddl::create_table(vm, &self, &arguments, place),
            "drop" => super::ddl::drop_table(vm, &self, &arguments, place),
            "exists" => {
                let (schema, table) = (self.head.schema.clone(), self.head.name.clone());
                super::inspector::has_table(vm, schema.as_deref(), &table, place)
            }
            "append_column" | "append_constraint" => {
                if let Some(item) = arguments.positional.first() {
                    let item = match item.downcast::<ColumnObject>() {
                        Some(column) => Value::foreign(ColumnObject::new(column.column(), Some(self.qualified()))),
                        None => item.clone(),
                    };
                    vm.edit_list(&self.items, |items| items.push(item));
                }
                Ok(Value::None)
            }
            "to_metadata" | "tometadata" => {
                let mut table = self.table();
                if let Some(schema) = arguments.keyword("schema") {
                    match optional_text(Some(&schema)) {
                        Ok(schema) => table.schema = schema,
                        Err(unknown) => table.unknown = Some(unknown),
                    }
                }
                let metadata = arguments.find(0, "metadata").unwrap_or(Value::None);
                let made = Value::foreign(Self::new(&table, metadata.clone()));
                if let Some(metadata) = metadata.downcast::<MetaDataObject>() {
                    metadata.register(vm, &qualified(&table), made.clone());
                }
                Ok(made)
            }
            "alias" => {
                let mut aliased = Self::new(&self.table(), self.metadata.clone());
                let columns = self.table().columns.into_iter();
                let items = columns.map(|column| Value::foreign(ColumnObject::aliased(column)));
                aliased.items = Rc::new(List::new(items.collect()));
                aliased.light = true;
                Ok(Value::foreign(aliased))
            }
            _ => super::make_statement::of_table(vm, &self, name, &arguments, place),
        }
    }

    fn compare(
        self: Rc<Self>,
        _vm: &mut Vm,
        comparison: crate::python::Comparison,
        other: &Value,
        _place: &Place,
    ) -> Outcome {
        let same = as_table(other).is_some_and(|other| Rc::ptr_eq(&other, &self));
        Ok(Value::Bool(same == matches!(comparison, crate::python::Comparison::Equal)))
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Str(self.qualified()))
    }

    fn same(&self, other: &Value) -> bool {
        as_table(other).is_some_and(|other| other.table() == self.table())
    }
}

/// Returns a dictionary's key for a string.
#[must_use]
pub fn string_key(text: &str) -> Key {
    Key::Str(text.into())
}

/// Returns the entries of a dictionary with string keys.
#[must_use]
pub fn entries(pairs: Vec<(String, Value)>) -> Entries {
    pairs.into_iter().map(|(name, value)| (string_key(&name), Value::str(&name), value)).collect()
}

/// Tells whether a flag argument is set, `default` where it is absent.
///
/// # Errors
/// The reason as a Python unknown, where it is not known.
pub fn flag_or(value: Option<&Value>, default: bool) -> Result<bool, Raise> {
    Ok(flag(value).unwrap_or(Some(default)).unwrap_or(default))
}
