//! What FROM names: a query of WITH, a relation of the catalog, or a table of the project that has no rows.

use super::catalog;
use super::evaluate::{Evaluation, failure};
use super::relation::Relation;
use crate::name::Name;
use crate::operation::RelationRef;
use crate::schema::Unknown;
use std::rc::Rc;

impl Evaluation<'_> {
    /// Returns the rows of a relation of the catalog or of WITH.
    pub(super) fn relation(&self, schema: Option<&str>, name: &str) -> Result<Rc<Relation>, Unknown> {
        let common = self.common.borrow();
        if let Some((_, own)) = common.iter().rev().find(|(own, _)| schema.is_none() && **own == *name) {
            return Ok(own.clone());
        }
        let full = match schema {
            None | Some("pg_catalog") if name.starts_with("pg_") => name.to_string(),
            Some("information_schema") => format!("information_schema.{name}"),
            _ => return self.empty_table(schema, name),
        };
        if let Some(own) = self.relations.borrow().get(&full) {
            return Ok(own.clone());
        }
        let own = catalog::relation(self.schema, &full)
            .ok_or_else(|| failure(format!("the rows of `{full}` are not modelled")))?;
        let own = Rc::new(own);
        self.relations.borrow_mut().insert(full, own.clone());
        Ok(own)
    }

    /// Returns a table of the project, where it has no rows.
    fn empty_table(&self, schema: Option<&str>, name: &str) -> Result<Rc<Relation>, Unknown> {
        let reference = RelationRef { schema: schema.map(Name::verbatim), name: Name::verbatim(name) };
        let found =
            self.schema.find_relation(&reference).filter(|full| self.empty.is_some_and(|own| own.contains(full)));
        let table = found.and_then(|full| self.schema.table(&full));
        let table = table.ok_or_else(|| failure("the result depends on rows"))?;
        let columns = table.columns.iter().map(|column| Rc::from(column.name.as_str())).collect();
        Ok(Rc::new(Relation { columns, rows: Vec::new() }))
    }
}
