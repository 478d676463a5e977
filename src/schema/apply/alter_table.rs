//! ALTER TABLE: finds the table and hands each action to its family (PostgreSQL 15, `tablecmds.c`: ATPrepCmd).

use super::edit::Edit;
use super::{add_column, constraint};
use crate::name::QualifiedName;
use crate::operation::{AlterTable, IfExists, RelationRef, Scope};
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{ObjectId, SqlState, Stored};

/// Carries out one action on a table.
pub(super) fn alter(
    edit: &mut Edit<'_>,
    reference: &RelationRef,
    scope: Scope,
    missing: IfExists,
    action: &AlterTable,
) -> Outcome {
    if missing == IfExists::Skip && edit.find_relation(reference).is_none() {
        return Ok(());
    }
    let name = match edit.resolve_relation(reference)? {
        (name, Relation::Stored(Stored::Table(_))) => name,
        (name, _) => return wrong_kind(name, action),
    };
    match action {
        AlterTable::AddColumn { column, existing } => add_column::add(edit, &name, column, *existing, scope),
        AlterTable::AddConstraint(definition) => constraint::add(edit, &name, definition).map(drop),
        _ => Ok(()),
    }
}

fn wrong_kind(name: QualifiedName, action: &AlterTable) -> Outcome {
    let message = format!("ALTER action {} cannot be performed on relation \"{}\"", action.words(), name.name);
    refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(name))
}

impl AlterTable {
    /// Returns the action as PostgreSQL's messages name it (alter_table_type_to_string).
    fn words(&self) -> &'static str {
        use crate::operation::AlterColumn;
        match self {
            Self::AddColumn { .. } => "ADD COLUMN",
            Self::DropColumn { .. } => "DROP COLUMN",
            Self::AlterColumn { change, .. } => match change {
                AlterColumn::SetType { .. } => "ALTER COLUMN ... TYPE",
                AlterColumn::SetDefault(_) | AlterColumn::DropDefault => "ALTER COLUMN ... SET DEFAULT",
                AlterColumn::SetNotNull => "ALTER COLUMN ... SET NOT NULL",
                AlterColumn::DropNotNull => "ALTER COLUMN ... DROP NOT NULL",
                AlterColumn::Identity(_) => "ALTER COLUMN ... ADD IDENTITY",
                AlterColumn::DropExpression { .. } => "ALTER COLUMN ... DROP EXPRESSION",
                AlterColumn::SetExpression(_) => "ALTER COLUMN ... SET EXPRESSION",
            },
            Self::AddConstraint(_) => "ADD CONSTRAINT",
            Self::DropConstraint { .. } => "DROP CONSTRAINT",
            Self::ValidateConstraint { .. } => "VALIDATE CONSTRAINT",
            Self::AlterConstraint { .. } => "ALTER CONSTRAINT",
            Self::SetRowSecurity(_) => "ENABLE ROW SECURITY",
            Self::AttachPartition { .. } | Self::AttachIndex { .. } => "ATTACH PARTITION",
            Self::DetachPartition { .. } => "DETACH PARTITION",
            Self::Inherit(_) => "INHERIT",
            Self::NoInherit(_) => "NO INHERIT",
            Self::EnableTrigger { .. } => "ENABLE TRIGGER",
            Self::SetPersistence(_) => "SET LOGGED",
            Self::ReplicaIdentity => "REPLICA IDENTITY",
            Self::Nothing => "SET",
        }
    }
}
