//! The tables of the project whose rows are known.

use super::cell::Cell;
use super::evaluate::{Evaluation, failure};
use super::relation::{Relation, Row};
use crate::name::Name;
use crate::operation::RelationRef;
use crate::schema::{Column, DataType, Schema, TypeBase, TypeKind, Unknown};
use crate::sql::{Content, printed_value};
use std::rc::Rc;

impl Evaluation<'_> {
    /// Returns a table of the project.
    ///
    /// # Errors
    /// Its rows are not known.
    pub(super) fn of_project(&self, schema: Option<&str>, name: &str) -> Result<Rc<Relation>, Unknown> {
        let reference = RelationRef { schema: schema.map(Name::verbatim), name: Name::verbatim(name) };
        let known = self.schema.find_relation(&reference).and_then(|full| {
            let table = self.schema.table(&full)?;
            let rows = self.contents?.known(&full)?;
            if !rows.is_empty() {
                self.reads_rows.set(true);
                self.shuffled.set(self.shuffled.get() || !self.contents?.is_in_order(table));
                self.changed.set(self.changed.get() || self.contents?.was_changed(&full));
            }
            Some((table, rows))
        });
        let Some((table, rows)) = known else { return Err(failure("the result depends on rows")) };
        let row = |own: &crate::sql::Row| {
            let cell = |column: &Column| {
                own.get(&column.name).map_or(Cell::Unknown, |content| cell_of(self.schema, column, content))
            };
            Row { cells: table.columns.iter().map(cell).collect(), doubt: None }
        };
        let columns = table.columns.iter().map(|column| Rc::from(column.name.as_str())).collect();
        Ok(Rc::new(Relation { columns, rows: rows.iter().map(row).collect() }))
    }
}

/// Returns what a row has in a column, of the types whose values limbeck compares.
fn cell_of(schema: &Schema, column: &Column, content: &Content) -> Cell {
    match content {
        Content::Null => Cell::Null,
        Content::Unknown => Cell::Unknown,
        Content::Text(text) if column.collation.is_none() && !column.data_type.array => {
            of_text(schema, &column.data_type, text).unwrap_or(Cell::Something)
        }
        Content::Text(_) | Content::Counted | Content::Something => Cell::Something,
    }
}

fn of_text(schema: &Schema, of: &DataType, text: &str) -> Option<Cell> {
    let name = match &of.base {
        TypeBase::Builtin(name) => name.as_str(),
        TypeBase::User(name) => {
            let is_enum = matches!(schema.type_named(name).map(|own| &own.kind), Some(TypeKind::Enum { .. }));
            return is_enum.then(|| Cell::Label(text.into()));
        }
        TypeBase::Unknown(_) => return None,
    };
    match name {
        "text" => Some(Cell::text(text)),
        "character varying" => {
            let most = of.modifiers.parse::<usize>().unwrap_or(usize::MAX);
            (text.chars().count() <= most).then(|| Cell::text(text))
        }
        "smallint" | "integer" | "bigint" => text.trim().parse().ok().map(Cell::Number),
        "boolean" => printed_value(text, of).map(|own| Cell::Bool(own == "true")),
        "uuid" => printed_value(text, of).map(|own| Cell::Uuid(own.into())),
        "json" => Some(Cell::Json(text.into())),
        // The keys of an object come in another order.
        "jsonb" if !text.contains('{') => Some(Cell::Json(text.into())),
        _ => None,
    }
}
