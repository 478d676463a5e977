//! A type of a schema in a snapshot: its kind is the key under which its labels, attributes or base stand.

use super::constraint::ConstraintText;
use super::expression::{ExpressionText, Stands};
use super::name::{Qualified, is_default};
use super::type_text::TypeText;
use crate::name::Name;
use crate::schema::{Type, TypeKind};
use serde::{Deserialize, Serialize};

/// A type with at most one of four kinds; a base type has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct OwnType {
    name: Qualified,
    #[serde(default, rename = "enum", skip_serializing_if = "Option::is_none")]
    labels: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    domain: Option<TypeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    collation: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    not_null: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    default: Option<ExpressionText>,
    #[serde(default, skip_serializing_if = "is_default")]
    constraints: Vec<ConstraintText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    composite: Option<Vec<Attribute>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    range: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

/// An attribute of a composite type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Attribute {
    name: String,
    #[serde(rename = "type")]
    data_type: TypeText,
}

impl OwnType {
    pub(super) fn of(own: &Type) -> Self {
        let mut text = Self {
            name: Qualified(own.name.clone()),
            labels: None,
            domain: None,
            collation: None,
            not_null: false,
            default: None,
            constraints: Vec::new(),
            composite: None,
            range: None,
            comment: own.comment.clone(),
        };
        match &own.kind {
            TypeKind::Enum { labels } => text.labels = Some(labels.clone()),
            TypeKind::Domain { base, collation, not_null, default, constraints } => {
                text.collation = collation.as_ref().map(|own| own.as_str().to_string());
                text.default = default.as_ref().map(|own| ExpressionText::of(own, Stands::Default(base)));
                text.not_null = *not_null;
                text.constraints = constraints.values().map(|own| ConstraintText::of(own, &[])).collect();
                text.domain = Some(TypeText(base.clone()));
            }
            TypeKind::Composite { attributes } => {
                let attribute = |(name, data_type): &(Name, _)| Attribute {
                    name: name.as_str().to_string(),
                    data_type: TypeText(crate::schema::DataType::clone(data_type)),
                };
                text.composite = Some(attributes.iter().map(attribute).collect());
            }
            TypeKind::Range { definition } => text.range = Some(definition.clone()),
            TypeKind::Base => {}
        }
        text
    }

    pub(super) fn into_type(self) -> Result<Type, String> {
        let kind = match (self.labels, self.domain, self.composite, self.range) {
            (Some(labels), None, None, None) => TypeKind::Enum { labels },
            (None, Some(base), None, None) => {
                let mut constraints = std::collections::BTreeMap::new();
                for text in self.constraints {
                    let own =
                        text.into_constraint(&[]).map_err(|reason| format!("the type `{}`: {reason}", self.name.0))?;
                    constraints.insert(own.name.clone(), own);
                }
                let default = self.default.map(|own| own.expression(Stands::Default(&base.0)));
                let collation = self.collation.as_deref().map(Name::verbatim);
                TypeKind::Domain { base: base.0, collation, not_null: self.not_null, default, constraints }
            }
            (None, None, Some(attributes), None) => {
                let attributes = attributes.into_iter().map(|own| (Name::verbatim(&own.name), own.data_type.0));
                TypeKind::Composite { attributes: attributes.collect() }
            }
            (None, None, None, Some(definition)) => TypeKind::Range { definition },
            (None, None, None, None) => TypeKind::Base,
            _ => {
                return Err(format!(
                    "the type `{}` has several of `enum`, `domain`, `composite` and `range`",
                    self.name.0
                ));
            }
        };
        Ok(Type { name: self.name.0, kind, comment: self.comment })
    }
}
