//! Objects that the server describes as SQL. They are read and carried out as the statements of a dump are.

use super::reader::Reader;
use crate::operation::{AlterTable, CreateTable, ObjectRef, Operation, RelationRef};
use crate::schema::{Expression, ObjectId, Schema, ViewKind};
use crate::sql::{self, Statement, Surroundings};

/// An object's definition, and its comment.
pub(super) struct Definition {
    pub(super) object: ObjectId,
    pub(super) sql: String,
    pub(super) comment: Option<String>,
}

impl Reader<'_> {
    /// Carries out a definition; what cannot be read is doubted.
    pub(super) fn define(&mut self, definition: &Definition) {
        if let Err(reason) = self.try_define(definition) {
            self.doubt(definition.object.clone(), &reason);
        }
    }

    /// Carries out definitions that may refer to one another.
    pub(super) fn define_in_any_order(&mut self, mut definitions: Vec<Definition>) {
        loop {
            let before = definitions.len();
            definitions.retain(|definition| self.try_define(definition).is_err());
            if definitions.is_empty() || definitions.len() == before {
                break;
            }
        }
        definitions.iter().for_each(|definition| self.define(definition));
    }

    fn try_define(&mut self, definition: &Definition) -> Result<(), String> {
        let operations = operations(&definition.sql, &self.schema)?;
        for operation in &operations {
            self.schema.apply(operation).map_err(|refusal| refusal.to_string())?;
        }
        if let (Some(text), Some(object)) = (&definition.comment, operations.first().and_then(commented)) {
            let comment = Operation::Comment { object, text: Some(text.clone()) };
            self.schema.apply(&comment).map_err(|refusal| refusal.to_string())?;
        }
        Ok(())
    }
}

/// Returns the canonical form of what `pg_get_partkeydef` prints.
pub(super) fn partition_key(text: &str) -> String {
    let found = created(&format!("CREATE TABLE t () PARTITION BY {text}")).and_then(|table| table.partition_by);
    found.unwrap_or_else(|| text.to_string())
}

/// Returns the canonical form of a partition's bound.
pub(super) fn partition_bound(text: &str) -> Expression {
    let found = created(&format!("CREATE TABLE t PARTITION OF p {text}")).and_then(|table| table.partition_of);
    found.map_or_else(|| Expression::text(text), |(_, bound)| bound)
}

fn created(sql: &str) -> Option<CreateTable> {
    operations(sql, &Schema::bare()).ok()?.into_iter().find_map(|operation| match operation {
        Operation::CreateTable(table) => Some(table),
        _ => None,
    })
}

/// Returns the operations of one definition.
fn operations(sql: &str, schema: &Schema) -> Result<Vec<Operation>, String> {
    let mut operations = Vec::new();
    for parsed in sql::statements(sql, &Surroundings::of(schema)) {
        match parsed.statement {
            Statement::Operations(own) => operations.extend(own),
            Statement::Unparsed { unknown, .. } => return Err(unknown.reason.to_string()),
            _ => return Err("its definition is no definition that limbeck knows".to_string()),
        }
    }
    Ok(operations)
}

/// Returns what a comment on the object that `operation` makes is about.
fn commented(operation: &Operation) -> Option<ObjectRef> {
    Some(match operation {
        Operation::CreateIndex(own) => {
            ObjectRef::Index(RelationRef { schema: own.table.schema.clone(), name: own.name.clone()? })
        }
        Operation::CreateView(own) => match own.kind {
            ViewKind::Plain => ObjectRef::View(own.name.clone()),
            ViewKind::Materialized => ObjectRef::MaterializedView(own.name.clone()),
        },
        Operation::CreateRoutine(own) => ObjectRef::Routine(own.name.clone(), Some(own.arguments.clone())),
        Operation::CreateTrigger { table, trigger, .. } => ObjectRef::Trigger(table.clone(), trigger.name.clone()),
        Operation::CreateType { name, .. } => ObjectRef::Type(name.clone()),
        Operation::CreateOther { kind, name, .. } => ObjectRef::Other(kind.clone(), name.clone()),
        Operation::AlterTable { table, action: AlterTable::AddConstraint(own), .. } => {
            ObjectRef::Constraint(table.clone(), own.name.clone()?)
        }
        _ => return None,
    })
}
