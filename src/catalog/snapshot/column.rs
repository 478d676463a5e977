//! A column in a snapshot.

use super::expression::{ExpressionText, Stands};
use super::name::is_default;
use super::type_text::TypeText;
use crate::name::Name;
use crate::schema::{Column, DataType, Identity};
use serde::{Deserialize, Serialize};

/// A column; not null, default and the rest only where it has them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ColumnText {
    name: String,
    #[serde(rename = "type")]
    data_type: TypeText,
    #[serde(default, skip_serializing_if = "is_default")]
    not_null: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    default: Option<ExpressionText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    identity: Option<IdentityText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    generated: Option<ExpressionText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    collation: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    inherited: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum IdentityText {
    Always,
    ByDefault,
}

impl ColumnText {
    pub(super) fn of(column: &Column, columns: &[(Name, DataType)]) -> Self {
        let default = column.default.as_ref();
        let generated = column.generated.as_ref();
        Self {
            name: column.name.as_str().to_string(),
            data_type: TypeText(column.data_type.clone()),
            not_null: column.not_null,
            default: default.map(|own| ExpressionText::of(own, Stands::Default(&column.data_type))),
            identity: column.identity.map(|own| match own {
                Identity::Always => IdentityText::Always,
                Identity::ByDefault => IdentityText::ByDefault,
            }),
            generated: generated.map(|own| ExpressionText::of(own, Stands::Columns(columns))),
            collation: column.collation.as_ref().map(|own| own.as_str().to_string()),
            inherited: column.inherited,
            comment: column.comment.clone(),
        }
    }

    pub(super) fn typed_name(&self) -> (Name, DataType) {
        (Name::verbatim(&self.name), self.data_type.0.clone())
    }

    pub(super) fn into_column(self, columns: &[(Name, DataType)]) -> Column {
        Column {
            name: Name::verbatim(&self.name),
            default: self.default.map(|own| own.expression(Stands::Default(&self.data_type.0))),
            generated: self.generated.map(|own| own.expression(Stands::Columns(columns))),
            data_type: self.data_type.0,
            not_null: self.not_null,
            identity: self.identity.map(|own| match own {
                IdentityText::Always => Identity::Always,
                IdentityText::ByDefault => Identity::ByDefault,
            }),
            collation: self.collation.as_deref().map(Name::verbatim),
            comment: self.comment,
            inherited: self.inherited,
        }
    }
}
