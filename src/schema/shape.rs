//! Finds the same thing under another name: a constraint or an index that somebody made by hand and called otherwise.

use crate::name::{Name, QualifiedName};
use crate::schema::{ConstraintKind, Index, KeyTarget, ObjectId, Schema, Table, Value};

impl Schema {
    /// Returns an object of `table` that is defined as `definition` says (the text of its fact, without its name) and
    /// is not called `object`. Only constraints and indexes have shapes.
    #[must_use]
    pub fn same_shape(&self, table: &QualifiedName, object: &ObjectId, definition: &Value) -> Option<ObjectId> {
        let known = definition.as_known()?;
        match object {
            ObjectId::Constraint(_, name) => {
                let constraints = self.table(table)?.constraints.values();
                let mut others = constraints.filter(|own| own.name != *name);
                let found = others.find(|own| own.definition().as_known() == Some(known))?;
                Some(ObjectId::Constraint(table.clone(), found.name.clone()))
            }
            ObjectId::Index(name) => {
                let mut others = self.indexes_of(table).filter(|own| own.name != *name);
                let found = others.find(|own| own.definition().as_known() == Some(known))?;
                Some(ObjectId::Index(found.name.clone()))
            }
            _ => None,
        }
    }

    /// Returns the unique index that does what the unique constraint of these columns would do.
    #[must_use]
    pub fn unique_index_on(&self, table: &QualifiedName, columns: &[Name]) -> Option<&Index> {
        let indexes = self.indexes_of(table).map(|own| &**own);
        let mut unique = indexes.filter(|own| own.unique && own.valid && own.predicate.is_none());
        unique.find(|own| {
            let names = own.keys.iter().map(|key| match &key.target {
                KeyTarget::Column(name) => Some(name),
                KeyTarget::Expression(_) => None,
            });
            names.eq(columns.iter().map(Some))
        })
    }
}

impl Table {
    /// Returns the name of the unique constraint, or primary key, on exactly these columns in this order.
    #[must_use]
    pub fn unique_constraint_on(&self, columns: &[Name]) -> Option<&Name> {
        let mut constraints = self.constraints.values();
        let found = constraints.find(|own| match &own.kind {
            ConstraintKind::PrimaryKey { columns: own, .. } | ConstraintKind::Unique { columns: own, .. } => {
                own == columns
            }
            _ => false,
        });
        found.map(|own| &own.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Constraint, IndexKey, Key, Stored};
    use std::sync::Arc;

    #[test]
    fn a_constraint_and_an_index_are_found_under_other_names() {
        let name = QualifiedName::public("t");
        let column = Name::folded("a");
        let mut table = Table::new(name.clone());
        let kind = ConstraintKind::Unique { columns: vec![column.clone()], include: Vec::new(), nulls_distinct: true };
        let constraint = Constraint::new(Name::folded("by_hand"), kind);
        let definition = constraint.definition();
        table.constraints.insert(constraint.name.clone(), constraint);
        let mut index = Index::new(QualifiedName::public("ix_by_hand"), name.clone());
        index.keys.push(IndexKey::column(column.clone()));
        index.unique = true;
        let index_definition = index.definition();
        let mut schema = Schema::default();
        schema.put(Key::Relation(name.clone()), Some(Stored::Table(Arc::new(table))));
        schema.put(Key::Relation(index.name.clone()), Some(Stored::Index(Arc::new(index))));

        let wanted = ObjectId::Constraint(name.clone(), Name::folded("uq"));
        let found = schema.same_shape(&name, &wanted, &definition).map(|own| own.to_string());
        assert_eq!(found.as_deref(), Some("constraint public.t.by_hand"));
        let wanted = ObjectId::Index(QualifiedName::public("ix"));
        let found = schema.same_shape(&name, &wanted, &index_definition).map(|own| own.to_string());
        assert_eq!(found.as_deref(), Some("index public.ix_by_hand"));
        assert!(schema.same_shape(&name, &wanted, &Value::known("ON public.t USING gin (a)")).is_none());
        assert!(schema.unique_index_on(&name, std::slice::from_ref(&column)).is_some());
        assert!(schema.table(&name).and_then(|own| own.unique_constraint_on(&[column])).is_some());
    }
}
