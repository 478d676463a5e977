//! A row-security policy in a snapshot.

use super::expression::{ExpressionText, Stands};
use super::name::{is_default, is_true, names, texts, yes};
use crate::name::Name;
use crate::schema::{DataType, Policy, PolicyCommand};
use serde::{Deserialize, Serialize};

/// A policy; for all commands and everybody where nothing else is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct PolicyText {
    name: String,
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    permissive: bool,
    #[serde(rename = "for", with = "Command")]
    command: PolicyCommand,
    #[serde(default, skip_serializing_if = "is_default")]
    to: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    using: Option<ExpressionText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    with_check: Option<ExpressionText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "PolicyCommand", rename_all = "kebab-case")]
enum Command {
    All,
    Select,
    Insert,
    Update,
    Delete,
}

impl PolicyText {
    pub(super) fn of(policy: &Policy, columns: &[(Name, DataType)]) -> Self {
        let write = |own: &Option<_>| own.as_ref().map(|own| ExpressionText::of(own, Stands::Columns(columns)));
        Self {
            name: policy.name.as_str().to_string(),
            permissive: policy.permissive,
            command: policy.command,
            to: texts(&policy.roles),
            using: write(&policy.using),
            with_check: write(&policy.with_check),
            comment: policy.comment.clone(),
        }
    }

    pub(super) fn into_policy(self, columns: &[(Name, DataType)]) -> Policy {
        let read = |own: Option<ExpressionText>| own.map(|own| own.expression(Stands::Columns(columns)));
        Policy {
            name: Name::verbatim(&self.name),
            permissive: self.permissive,
            command: self.command,
            roles: names(&self.to),
            using: read(self.using),
            with_check: read(self.with_check),
            comment: self.comment,
        }
    }
}
