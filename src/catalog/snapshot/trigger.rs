//! A trigger in a snapshot.

use super::expression::{ExpressionText, Stands};
use super::name::{Qualified, is_true, yes};
use crate::name::Name;
use crate::schema::Trigger;
use serde::{Deserialize, Serialize};

/// A trigger: its text from the timing on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TriggerText {
    name: String,
    definition: ExpressionText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    function: Option<Qualified>,
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    enabled: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

impl TriggerText {
    pub(super) fn of(trigger: &Trigger) -> Self {
        Self {
            name: trigger.name.as_str().to_string(),
            definition: ExpressionText::of(&trigger.definition, Stands::Definition),
            function: trigger.function.clone().map(Qualified),
            enabled: trigger.enabled,
            comment: trigger.comment.clone(),
        }
    }

    pub(super) fn into_trigger(self) -> Trigger {
        Trigger {
            name: Name::verbatim(&self.name),
            definition: self.definition.expression(Stands::Definition),
            function: self.function.map(|name| name.0),
            enabled: self.enabled,
            comment: self.comment,
        }
    }
}
