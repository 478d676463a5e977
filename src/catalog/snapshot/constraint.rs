//! A constraint in a snapshot: its kind is the key under which its columns or its expression stand.

use super::expression::{ExpressionText, Stands};
use super::name::{Qualified, is_default, is_true, names, texts, yes};
use crate::name::Name;
use crate::schema::{Constraint, ConstraintKind, DataType, Deferrability, ForeignKey, Match, ReferentialAction};
use serde::{Deserialize, Serialize};

/// A constraint with exactly one of the five kinds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ConstraintText {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    primary_key: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unique: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "is_default")]
    include: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    nulls_not_distinct: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    foreign_key: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    references: Option<Qualified>,
    #[serde(default, skip_serializing_if = "is_default")]
    referenced: Vec<String>,
    #[serde(default, with = "OnChange", skip_serializing_if = "is_default")]
    on_update: ReferentialAction,
    #[serde(default, with = "OnChange", skip_serializing_if = "is_default")]
    on_delete: ReferentialAction,
    #[serde(default, skip_serializing_if = "is_default")]
    on_delete_columns: Vec<String>,
    #[serde(default, rename = "match", with = "MatchText", skip_serializing_if = "is_default")]
    match_kind: Match,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    check: Option<ExpressionText>,
    #[serde(default, skip_serializing_if = "is_default")]
    no_inherit: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exclude: Option<ExpressionText>,
    #[serde(default, with = "DeferrabilityText", skip_serializing_if = "is_default")]
    deferrable: Deferrability,
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    validated: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    inherited: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ReferentialAction", rename_all = "kebab-case")]
enum OnChange {
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Match", rename_all = "kebab-case")]
enum MatchText {
    Simple,
    Full,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Deferrability", rename_all = "kebab-case")]
enum DeferrabilityText {
    NotDeferrable,
    InitiallyImmediate,
    InitiallyDeferred,
}

impl ConstraintText {
    pub(super) fn of(constraint: &Constraint, columns: &[(Name, DataType)]) -> Self {
        let mut own = Self {
            name: constraint.name.as_str().to_string(),
            deferrable: constraint.deferrability,
            validated: constraint.validated,
            inherited: constraint.inherited,
            comment: constraint.comment.clone(),
            ..Self::default()
        };
        match &constraint.kind {
            ConstraintKind::PrimaryKey { columns, include } => {
                (own.primary_key, own.include) = (Some(texts(columns)), texts(include));
            }
            ConstraintKind::Unique { columns, include, nulls_distinct } => {
                (own.unique, own.include) = (Some(texts(columns)), texts(include));
                own.nulls_not_distinct = !nulls_distinct;
            }
            ConstraintKind::ForeignKey(key) => {
                own.foreign_key = Some(texts(&key.columns));
                own.references = Some(Qualified(key.table.clone()));
                own.referenced = texts(&key.referenced);
                (own.on_update, own.on_delete, own.match_kind) = (key.on_update, key.on_delete, key.match_kind);
                own.on_delete_columns = texts(&key.on_delete_columns);
            }
            ConstraintKind::Check { expression, no_inherit } => {
                own.check = Some(ExpressionText::of(expression, Stands::Columns(columns)));
                own.no_inherit = *no_inherit;
            }
            ConstraintKind::Exclude { definition } => {
                own.exclude = Some(ExpressionText::of(definition, Stands::Definition));
            }
        }
        own
    }

    pub(super) fn into_constraint(self, columns: &[(Name, DataType)]) -> Result<Constraint, String> {
        let include = names(&self.include);
        let kind = match (&self.primary_key, &self.unique, &self.foreign_key, &self.check, &self.exclude) {
            (Some(columns), None, None, None, None) => ConstraintKind::PrimaryKey { columns: names(columns), include },
            (None, Some(columns), None, None, None) => {
                ConstraintKind::Unique { columns: names(columns), include, nulls_distinct: !self.nulls_not_distinct }
            }
            (None, None, Some(columns), None, None) => {
                let table = self
                    .references
                    .clone()
                    .ok_or_else(|| format!("the foreign key `{}` does not say what it `references`", self.name))?;
                ConstraintKind::ForeignKey(ForeignKey {
                    columns: names(columns),
                    table: table.0,
                    referenced: names(&self.referenced),
                    on_delete: self.on_delete,
                    on_delete_columns: names(&self.on_delete_columns),
                    on_update: self.on_update,
                    match_kind: self.match_kind,
                })
            }
            (None, None, None, Some(check), None) => ConstraintKind::Check {
                expression: check.expression(Stands::Columns(columns)),
                no_inherit: self.no_inherit,
            },
            (None, None, None, None, Some(definition)) => {
                ConstraintKind::Exclude { definition: definition.expression(Stands::Definition) }
            }
            _ => {
                let kinds = "`primary-key`, `unique`, `foreign-key`, `check` and `exclude`";
                return Err(format!("the constraint `{}` must have exactly one of {kinds}", self.name));
            }
        };
        Ok(Constraint {
            name: Name::verbatim(&self.name),
            kind,
            deferrability: self.deferrable,
            validated: self.validated,
            comment: self.comment,
            inherited: self.inherited,
        })
    }
}
