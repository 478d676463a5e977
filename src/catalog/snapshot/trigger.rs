//! A trigger in a snapshot.

use super::expression::{ExpressionText, Stands};
use super::name::{Qualified, is_default};
use crate::name::Name;
use crate::schema::{Firing, Trigger};
use serde::{Deserialize, Serialize};

/// A trigger: its text from the timing on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TriggerText {
    name: String,
    definition: ExpressionText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    function: Option<Qualified>,
    #[serde(default, skip_serializing_if = "is_default")]
    firing: FiringText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

/// When a trigger fires.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FiringText {
    #[default]
    Enabled,
    Disabled,
    Replica,
    Always,
}

impl TriggerText {
    pub(super) fn of(trigger: &Trigger) -> Self {
        Self {
            name: trigger.name.as_str().to_string(),
            definition: ExpressionText::of(&trigger.definition, Stands::Definition),
            function: trigger.function.clone().map(Qualified),
            firing: trigger.firing.into(),
            comment: trigger.comment.clone(),
        }
    }

    pub(super) fn into_trigger(self) -> Trigger {
        Trigger {
            name: Name::verbatim(&self.name),
            definition: self.definition.expression(Stands::Definition),
            function: self.function.map(|name| name.0),
            firing: self.firing.into(),
            comment: self.comment,
        }
    }
}

impl From<Firing> for FiringText {
    fn from(own: Firing) -> Self {
        match own {
            Firing::Enabled => Self::Enabled,
            Firing::Disabled => Self::Disabled,
            Firing::Replica => Self::Replica,
            Firing::Always => Self::Always,
        }
    }
}

impl From<FiringText> for Firing {
    fn from(own: FiringText) -> Self {
        match own {
            FiringText::Enabled => Self::Enabled,
            FiringText::Disabled => Self::Disabled,
            FiringText::Replica => Self::Replica,
            FiringText::Always => Self::Always,
        }
    }
}
