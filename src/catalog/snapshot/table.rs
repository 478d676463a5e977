//! A table in a snapshot, with what lives and dies with it but its indexes.

use super::column::ColumnText;
use super::constraint::ConstraintText;
use super::expression::{ExpressionText, Stands, typed_columns};
use super::name::{Qualified, is_default};
use super::policy::PolicyText;
use super::trigger::TriggerText;
use crate::name::Name;
use crate::schema::{DataType, Partition, Persistence, RowSecurity, Table};
use serde::{Deserialize, Serialize};

/// A table; ordinary, permanent and without row security where nothing else is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TableText {
    name: Qualified,
    #[serde(default, with = "PersistenceText", skip_serializing_if = "is_default")]
    persistence: Persistence,
    #[serde(default, with = "RowSecurityText", skip_serializing_if = "is_default")]
    row_security: RowSecurity,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    partition_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    partition_of: Option<Qualified>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bound: Option<ExpressionText>,
    #[serde(default, skip_serializing_if = "is_default")]
    inherits: Vec<Qualified>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    server: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    columns: Vec<ColumnText>,
    #[serde(default, skip_serializing_if = "is_default")]
    constraints: Vec<ConstraintText>,
    #[serde(default, skip_serializing_if = "is_default")]
    triggers: Vec<TriggerText>,
    #[serde(default, skip_serializing_if = "is_default")]
    policies: Vec<PolicyText>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Persistence", rename_all = "kebab-case")]
enum PersistenceText {
    Permanent,
    Unlogged,
    Temporary,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "RowSecurity", rename_all = "kebab-case")]
enum RowSecurityText {
    Disabled,
    Enabled,
    Forced,
    ForcedOnly,
}

impl TableText {
    pub(super) fn of(table: &Table) -> Self {
        let columns = typed_columns(table);
        let partition = table.partition.as_ref();
        Self {
            name: Qualified(table.name.clone()),
            persistence: table.persistence,
            row_security: table.row_security,
            partition_by: table.partition_by.clone(),
            partition_of: partition.map(|own| Qualified(own.parent.clone())),
            bound: partition.map(|own| ExpressionText::of(&own.bound, Stands::Definition)),
            inherits: table.inherits.iter().cloned().map(Qualified).collect(),
            server: table.server.as_ref().map(|own| own.as_str().to_string()),
            comment: table.comment.clone(),
            columns: table.columns.iter().map(|own| ColumnText::of(own, &columns)).collect(),
            constraints: table.constraints.values().map(|own| ConstraintText::of(own, &columns)).collect(),
            triggers: table.triggers.values().map(TriggerText::of).collect(),
            policies: table.policies.values().map(|own| PolicyText::of(own, &columns)).collect(),
        }
    }

    pub(super) fn into_table(self) -> Result<Table, String> {
        let columns: Vec<(Name, DataType)> = self.columns.iter().map(ColumnText::typed_name).collect();
        let mut table = Table::new(self.name.0);
        for text in self.constraints {
            let own =
                text.into_constraint(&columns).map_err(|reason| format!("the table `{}`: {reason}", table.name))?;
            table.constraints.insert(own.name.clone(), own);
        }
        let triggers = self.triggers.into_iter().map(TriggerText::into_trigger);
        table.triggers = triggers.map(|own| (own.name.clone(), own)).collect();
        let policies = self.policies.into_iter().map(|own| own.into_policy(&columns));
        table.policies = policies.map(|own| (own.name.clone(), own)).collect();
        table.columns = self.columns.into_iter().map(|own| own.into_column(&columns)).collect();
        table.persistence = self.persistence;
        table.row_security = self.row_security;
        table.partition_by = self.partition_by;
        if let (Some(parent), Some(bound)) = (self.partition_of, self.bound) {
            table.partition = Some(Partition { parent: parent.0, bound: bound.expression(Stands::Definition) });
        }
        table.inherits = self.inherits.into_iter().map(|own| own.0).collect();
        table.server = self.server.as_deref().map(Name::verbatim);
        table.comment = self.comment;
        Ok(table)
    }
}
