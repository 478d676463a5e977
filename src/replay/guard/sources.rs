//! What FROM names: a query of WITH, a relation of the catalog, or a table of the project (`project`).

use super::catalog;
use super::evaluate::{Evaluation, failure};
use super::relation::{Relation, columns};
use super::wanted::Wanted;
use crate::schema::Unknown;
use std::rc::Rc;

impl Evaluation<'_> {
    /// Returns the rows of a relation of the catalog or of WITH; those that are not wanted may be missing.
    pub(super) fn relation(&self, schema: Option<&str>, name: &str, wanted: &Wanted) -> Result<Rc<Relation>, Unknown> {
        if let Some(own) = self.of_with(schema, name) {
            return Ok(own);
        }
        let Some(full) = of_catalog(schema, name) else { return self.of_project(schema, name) };
        let key = (full, wanted.key());
        if let Some(own) = self.relations.borrow().get(&key) {
            return Ok(own.clone());
        }
        let own = catalog::relation(self.schema, &key.0, wanted).ok_or_else(|| not_modelled(&key.0))?;
        let own = Rc::new(own);
        self.relations.borrow_mut().insert(key, own.clone());
        Ok(own)
    }

    /// Returns the columns of a relation of the catalog or of WITH.
    pub(super) fn columns(&self, schema: Option<&str>, name: &str) -> Result<Rc<[Rc<str>]>, Unknown> {
        if let Some(own) = self.of_with(schema, name) {
            return Ok(own.columns.clone());
        }
        match of_catalog(schema, name) {
            Some(full) => columns(&full).ok_or_else(|| not_modelled(&full)),
            None => Ok(self.of_project(schema, name)?.columns.clone()),
        }
    }

    fn of_with(&self, schema: Option<&str>, name: &str) -> Option<Rc<Relation>> {
        let common = self.common.borrow();
        common.iter().rev().find(|(own, _)| schema.is_none() && **own == *name).map(|(_, own)| own.clone())
    }
}

/// Returns the name of a relation of the catalog, with its schema where that is not `pg_catalog`.
fn of_catalog(schema: Option<&str>, name: &str) -> Option<String> {
    match schema {
        None | Some("pg_catalog") if name.starts_with("pg_") => Some(name.to_string()),
        Some("information_schema") => Some(format!("information_schema.{name}")),
        _ => None,
    }
}

fn not_modelled(full: &str) -> Unknown {
    failure(format!("the rows of `{full}` are not modelled"))
}
