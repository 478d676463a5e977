//! Rows of the catalog, and what is not certain about them. What is not known about an object of the schema leaves its row
//! with nothing but its name, and that doubted; what may be there without being in the schema is a doubted row, too, which
//! stands for any number of rows.

use super::cell::{Cell, Class};
use super::identity::{identity, part_of_table};
use super::wanted::Wanted;
use crate::name::{Name, QualifiedName};
use crate::schema::{Key, Making, ObjectId, Schema, Stored, Table, Touched, Unknown, View};
use std::collections::BTreeSet;
use std::rc::Rc;

/// What a query reads from.
#[derive(Clone, Debug)]
pub struct Relation {
    pub columns: Rc<[Rc<str>]>,
    pub rows: Vec<Row>,
}

/// One row; a doubted one may not be there, or be there several times.
#[derive(Clone, Debug)]
pub struct Row {
    pub cells: Rc<[Cell]>,
    pub doubt: Option<Rc<Unknown>>,
}

/// The named cells of a row; those that are left out are not known.
pub type Cells = Vec<(&'static str, Cell)>;

/// The columns of each relation as PostgreSQL 15 has them: a name, then its columns.
const COLUMNS: &str = include_str!("catalog_columns.txt");

/// Returns the columns of a relation of the catalog, nothing where it is not modelled.
#[must_use]
pub fn columns(relation: &str) -> Option<Rc<[Rc<str>]>> {
    let line = COLUMNS.lines().find(|line| line.split(' ').next() == Some(relation))?;
    Some(line.split(' ').skip(1).map(Rc::from).collect())
}

/// Columns that say which database an object is in.
const CATALOGS: [&str; 8] = [
    "table_catalog",
    "constraint_catalog",
    "sequence_catalog",
    "routine_catalog",
    "specific_catalog",
    "trigger_catalog",
    "event_object_catalog",
    "catalog_name",
];

/// The schema of temporary objects.
pub const TEMPORARY: &str = "pg_temp";

/// Collects the rows of one relation of the catalog.
pub struct Builder<'a> {
    pub relation: &'a str,
    pub schema: &'a Schema,
    wanted: &'a Wanted,
    /// The objects whose rows may be wanted, nothing where all may be.
    keys: Option<BTreeSet<Key>>,
    columns: Rc<[Rc<str>]>,
    rows: Vec<Row>,
    seen: BTreeSet<ObjectId>,
}

impl<'a> Builder<'a> {
    /// Returns a builder, nothing where the relation is not modelled.
    #[must_use]
    pub fn new(relation: &'a str, schema: &'a Schema, wanted: &'a Wanted) -> Option<Self> {
        let columns = columns(relation)?;
        let keys = wanted.keys(relation, schema);
        Some(Self { relation, schema, wanted, keys, columns, rows: Vec::new(), seen: BTreeSet::new() })
    }

    /// Returns the objects whose rows may be wanted.
    pub fn objects(&self) -> Vec<(&'a Key, &'a Stored)> {
        match &self.keys {
            Some(keys) => keys.iter().filter_map(|key| self.schema.entry(key)).collect(),
            None => self.schema.objects().collect(),
        }
    }

    /// Returns the tables whose rows may be wanted.
    pub fn tables(&self) -> Vec<&'a Table> {
        let table = |(_, stored): (&'a Key, &'a Stored)| match stored {
            Stored::Table(table) => Some(&**table),
            _ => None,
        };
        self.objects().into_iter().filter_map(table).collect()
    }

    /// Returns the views whose rows may be wanted.
    pub fn views(&self) -> Vec<&'a View> {
        let view = |(_, stored): (&'a Key, &'a Stored)| match stored {
            Stored::View(view) => Some(&**view),
            _ => None,
        };
        self.objects().into_iter().filter_map(view).collect()
    }

    /// Returns whether the row of `object` may be wanted.
    #[must_use]
    pub fn wants(&self, object: &ObjectId) -> bool {
        !self.wanted.refuses(self.relation, object)
    }

    /// Adds the row of an object: what identifies it, and `cells` where nothing about it is doubted.
    pub fn add(&mut self, object: ObjectId, table: Option<&QualifiedName>, cells: Cells) {
        let Some((container, own)) = identity(self.relation, &object) else { return };
        if object.schema().is_some_and(|schema| schema.as_str() == TEMPORARY) {
            self.maybe(Vec::new(), "temporary objects are not modelled");
            return;
        }
        let of_table = || table.and_then(|table| self.schema.doubt_about(&ObjectId::Table(table.clone())));
        let doubt = self.schema.doubt_about(&object).or_else(of_table).map(|unknown| Rc::new(unknown.clone()));
        let of_table = table.map(|table| part_of_table(self.relation, table)).unwrap_or_default();
        let cells = if doubt.is_none() { cells } else { Vec::new() };
        let cells = container.into_iter().chain(own).chain(cells).chain(of_table).collect();
        self.put(cells, doubt);
        self.seen.insert(object);
    }

    /// Adds a row that is there because an object is as it is.
    pub fn because_of(&mut self, object: &ObjectId, cells: Cells) {
        let doubt = self.schema.doubt_about(object).map(|doubt| Rc::new(doubt.clone()));
        self.put(cells, doubt);
    }

    /// Adds a row that may be there.
    pub fn maybe(&mut self, cells: Cells, reason: &str) {
        self.put(cells, Some(Rc::new(Unknown::new(reason, None))));
    }

    /// Adds a row that is there whatever the schema is.
    pub fn always(&mut self, cells: Cells) {
        self.put(cells, None);
    }

    fn put(&mut self, cells: Cells, doubt: Option<Rc<Unknown>>) {
        let cell = |name: &Rc<str>| match cells.iter().find(|(own, _)| *own == &**name) {
            Some((_, cell)) => cell.clone(),
            None if CATALOGS.contains(&&**name) => database(),
            None => Cell::Unknown,
        };
        let cells = self.columns.iter().map(cell).collect();
        self.rows.push(Row { cells, doubt });
    }

    /// Returns the relation, with what may be there.
    #[must_use]
    pub fn finish(mut self) -> Relation {
        let unknown: Vec<(Touched, Unknown)> = self.schema.unknown.clone();
        for (touched, unknown) in unknown {
            let doubt = Some(Rc::new(unknown));
            match touched {
                Touched::Everything | Touched::Object(ObjectId::Schema(_)) => self.put(Vec::new(), doubt),
                Touched::Table(table) | Touched::Object(ObjectId::Table(table)) => {
                    let parts = part_of_table(self.relation, &table);
                    if !parts.is_empty() {
                        self.put(parts, doubt.clone());
                    }
                    self.may_be(&ObjectId::Table(table), doubt);
                }
                Touched::Object(object) => self.may_be(&object, doubt),
            }
        }
        for (like, unknown) in self.schema.vague() {
            if like.making != Making::Nothing && lists_constraints(self.relation) {
                self.put(Vec::new(), Some(Rc::new(unknown.clone())));
            }
        }
        Relation { columns: self.columns, rows: self.rows }
    }

    fn may_be(&mut self, object: &ObjectId, doubt: Option<Rc<Unknown>>) {
        if self.seen.contains(object) {
            return;
        }
        if let Some((container, own)) = identity(self.relation, object) {
            self.put(container.into_iter().chain(own).collect(), doubt);
        }
    }
}

/// Returns whether a relation has rows for constraints, or for the indexes that back them.
fn lists_constraints(relation: &str) -> bool {
    let name = Name::verbatim("");
    let any = ObjectId::Constraint(QualifiedName::new(name.clone(), name.clone()), name);
    relation == "pg_class" || identity(relation, &any).is_some()
}

/// Returns the `oid` of a relation.
#[must_use]
pub fn relation_oid(name: &QualifiedName) -> Cell {
    Cell::Object(Class::Relation, name.clone())
}

/// Returns the name of the database.
#[must_use]
pub fn database() -> Cell {
    let name = crate::name::Name::verbatim("");
    Cell::Object(Class::Database, QualifiedName::new(name.clone(), name))
}
