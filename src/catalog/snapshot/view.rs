//! A view in a snapshot.

use super::expression::{ExpressionText, Stands};
use super::name::{Qualified, is_default, names, texts};
use crate::schema::{View, ViewKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A view and the relations it reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ViewText {
    name: Qualified,
    #[serde(default, skip_serializing_if = "is_default")]
    materialized: bool,
    query: ExpressionText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    columns: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "is_default")]
    reads: Vec<Read>,
    #[serde(default, skip_serializing_if = "is_default")]
    options: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Read {
    relation: Qualified,
    #[serde(default, skip_serializing_if = "is_default")]
    columns: Vec<String>,
}

impl ViewText {
    pub(super) fn of(view: &View) -> Self {
        let read = |(relation, columns): &(_, Vec<_>)| Read {
            relation: Qualified(crate::name::QualifiedName::clone(relation)),
            columns: texts(columns),
        };
        Self {
            name: Qualified(view.name.clone()),
            materialized: view.kind == ViewKind::Materialized,
            query: ExpressionText::of(&view.query, Stands::Definition),
            columns: view.columns.as_deref().map(texts),
            reads: view.reads.iter().map(read).collect(),
            options: view.options.iter().cloned().collect(),
            comment: view.comment.clone(),
        }
    }

    pub(super) fn into_view(self) -> View {
        View {
            name: self.name.0,
            kind: if self.materialized { ViewKind::Materialized } else { ViewKind::Plain },
            query: self.query.expression(Stands::Definition),
            columns: self.columns.as_deref().map(names),
            reads: self.reads.into_iter().map(|own| (own.relation.0, names(&own.columns))).collect(),
            options: self.options.into_iter().collect(),
            comment: self.comment,
        }
    }
}
