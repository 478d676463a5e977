//! ALTER TABLE.

use super::column::{column_definition, constraint_definition};
use super::{data_type, present, sequence, skip};
use crate::operation::{
    AlterColumn, AlterTable, Behavior, IdentityChange, IfExists, RelationRef, RowSecurityChange, Scope,
};
use crate::schema::{Deferrability, Persistence};

pub(super) fn statement(table: &RelationRef, scope: Scope, missing: IfExists, action: &AlterTable) -> String {
    let only = if scope == Scope::Only { "ONLY " } else { "" };
    let head = format!("ALTER TABLE {}{only}{}", present(missing), table.quoted());
    let action = match action {
        AlterTable::AddColumn { column, existing } => {
            format!("ADD COLUMN {}{}", skip(*existing), column_definition(column))
        }
        AlterTable::DropColumn { name, missing, behavior } => {
            format!("DROP COLUMN {}{}{}", present(*missing), name.quoted(), cascade(*behavior))
        }
        AlterTable::AlterColumn { name, change } => format!("ALTER COLUMN {} {}", name.quoted(), column_change(change)),
        AlterTable::AddConstraint(constraint) => format!("ADD {}", constraint_definition(constraint)),
        AlterTable::DropConstraint { name, missing, behavior } => {
            format!("DROP CONSTRAINT {}{}{}", present(*missing), name.quoted(), cascade(*behavior))
        }
        AlterTable::ValidateConstraint { name } => format!("VALIDATE CONSTRAINT {}", name.quoted()),
        AlterTable::AlterConstraint { name, deferrability } => {
            let words = match deferrability {
                Deferrability::NotDeferrable => "NOT DEFERRABLE",
                Deferrability::InitiallyImmediate => "DEFERRABLE INITIALLY IMMEDIATE",
                Deferrability::InitiallyDeferred => "DEFERRABLE INITIALLY DEFERRED",
            };
            format!("ALTER CONSTRAINT {} {words}", name.quoted())
        }
        AlterTable::SetRowSecurity(change) => {
            let word = match change {
                RowSecurityChange::Enable => "ENABLE",
                RowSecurityChange::Disable => "DISABLE",
                RowSecurityChange::Force => "FORCE",
                RowSecurityChange::NoForce => "NO FORCE",
            };
            format!("{word} ROW LEVEL SECURITY")
        }
        AlterTable::AttachPartition { partition, bound } => format!("ATTACH PARTITION {} {bound}", partition.quoted()),
        AlterTable::DetachPartition { partition } => format!("DETACH PARTITION {}", partition.quoted()),
        AlterTable::Inherit(parent) => format!("INHERIT {}", parent.quoted()),
        AlterTable::NoInherit(parent) => format!("NO INHERIT {}", parent.quoted()),
        AlterTable::EnableTrigger { name, firing } => {
            let name = name.as_ref().map_or_else(|| "USER".to_string(), crate::name::Name::quoted);
            format!("{} {name}", firing.command())
        }
        AlterTable::SetPersistence(Persistence::Unlogged) => "SET UNLOGGED".to_string(),
        AlterTable::SetPersistence(_) => "SET LOGGED".to_string(),
        AlterTable::AttachIndex { index } => {
            return format!("ALTER INDEX {} ATTACH PARTITION {}", table.quoted(), index.quoted());
        }
        AlterTable::SetOptions(options) => {
            let shown = options.iter().map(|(name, value)| match value {
                Some(value) => format!("{name} = {value}"),
                None => name.clone(),
            });
            let word = if options.iter().all(|(_, value)| value.is_some()) { "SET" } else { "RESET" };
            format!("{word} ({})", shown.collect::<Vec<_>>().join(", "))
        }
        AlterTable::ReplicaIdentity | AlterTable::Nothing => return format!("/* nothing of the schema: {head} */"),
    };
    format!("{head} {action}")
}

fn column_change(change: &AlterColumn) -> String {
    match change {
        AlterColumn::SetType { data_type: own, collation, using } => {
            let mut text = format!("TYPE {}", data_type(own));
            collation.iter().for_each(|collation| text.push_str(&format!(" COLLATE {}", collation.quoted())));
            using.iter().for_each(|using| text.push_str(&format!(" USING {using}")));
            text
        }
        AlterColumn::SetDefault(default) => format!("SET DEFAULT {default}"),
        AlterColumn::DropDefault => "DROP DEFAULT".to_string(),
        AlterColumn::SetNotNull => "SET NOT NULL".to_string(),
        AlterColumn::DropNotNull => "DROP NOT NULL".to_string(),
        AlterColumn::Identity(IdentityChange::Add { identity, options }) => {
            let options = sequence::options(options);
            let options = if options.is_empty() { options } else { format!(" ({})", options.trim()) };
            format!("ADD GENERATED {} AS IDENTITY{options}", identity.as_str().to_uppercase())
        }
        AlterColumn::Identity(IdentityChange::Set { identity, options }) => {
            let mut words: Vec<String> = Vec::new();
            words.extend(identity.map(|identity| format!("SET GENERATED {}", identity.as_str().to_uppercase())));
            words.extend(sequence::each_option(options).iter().map(|own| format!("SET {own}")));
            words.extend(options.restart.map(sequence::restart));
            words.join(" ")
        }
        AlterColumn::Identity(IdentityChange::Drop { missing }) => {
            format!("DROP IDENTITY{}", trailing(*missing))
        }
        AlterColumn::DropExpression { missing } => format!("DROP EXPRESSION{}", trailing(*missing)),
        AlterColumn::SetExpression(expression) => format!("SET EXPRESSION AS ({expression})"),
    }
}

fn trailing(missing: IfExists) -> &'static str {
    if missing == IfExists::Skip { " IF EXISTS" } else { "" }
}

fn cascade(behavior: Behavior) -> &'static str {
    if behavior == Behavior::Cascade { " CASCADE" } else { "" }
}
