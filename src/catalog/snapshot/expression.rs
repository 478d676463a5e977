//! An expression in a snapshot: canonical SQL, or its parts where reading the SQL would not give the same parts.

use super::doubt::{reason, unknown};
use super::name::Qualified;
use crate::name::Name;
use crate::schema::{DataType, Expression, Part, Table};
use crate::sql::{self, Context};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An expression as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ExpressionText {
    Sql(String),
    Parts(Vec<PartText>),
}

/// One part: exactly one key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct PartText {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    own_type: Option<Qualified>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sequence: Option<Qualified>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    routine: Option<Qualified>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unknown: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    doubt: Option<String>,
}

/// Where an expression stands, which decides how its SQL is read.
#[derive(Clone, Copy)]
pub(super) enum Stands<'a> {
    /// The default of something of this type.
    Default(&'a DataType),
    /// On a table with these columns.
    Columns(&'a [(Name, DataType)]),
    /// In a definition that is more than an expression: text alone is SQL.
    Definition,
}

impl ExpressionText {
    /// Returns the expression as it is written.
    pub(super) fn of(expression: &Expression, stands: Stands<'_>) -> Self {
        let text = expression.to_sql_as_spelt();
        let again = read(&text, stands);
        if expression.as_unknown().is_none()
            && again == *expression
            && again.doubt().is_some() == expression.doubt().is_some()
        {
            return Self::Sql(text);
        }
        Self::Parts(expression.parts.iter().map(PartText::of).collect())
    }

    /// Returns the expression that is written.
    pub(super) fn expression(&self, stands: Stands<'_>) -> Expression {
        match self {
            Self::Sql(text) => read(text, stands),
            Self::Parts(parts) => Expression { parts: parts.iter().map(PartText::part).collect() },
        }
    }
}

/// Returns the columns of a table with their types.
pub(super) fn typed_columns(table: &Table) -> Vec<(Name, DataType)> {
    table.columns.iter().map(|column| (column.name.clone(), column.data_type.clone())).collect()
}

fn read(text: &str, stands: Stands<'_>) -> Expression {
    match stands {
        Stands::Default(target) => sql::expression(text, &Context::default_of(target)),
        Stands::Columns(columns) => sql::expression(text, &Context::of_columns(columns)),
        Stands::Definition => Expression::text(text),
    }
}

impl PartText {
    fn of(part: &Part) -> Self {
        let mut own = Self::default();
        match part {
            Part::Text(text) => own.text = Some(text.clone()),
            Part::Number { value, .. } => own.text = Some(value.clone()),
            Part::Column(name) => own.column = Some(name.as_str().to_string()),
            Part::Type(name) => own.own_type = Some(Qualified(name.clone())),
            Part::Sequence(name) => own.sequence = Some(Qualified(name.clone())),
            Part::Routine(name) => own.routine = Some(Qualified(name.clone())),
            Part::Unknown(unknown) => own.unknown = Some(reason(unknown)),
            Part::Doubt(unknown) => own.doubt = Some(reason(unknown)),
        }
        own
    }

    fn part(&self) -> Part {
        match self {
            Self { column: Some(name), .. } => Part::Column(Name::verbatim(name)),
            Self { own_type: Some(name), .. } => Part::Type(name.0.clone()),
            Self { sequence: Some(name), .. } => Part::Sequence(name.0.clone()),
            Self { routine: Some(name), .. } => Part::Routine(name.0.clone()),
            Self { unknown: Some(reason), .. } => Part::Unknown(unknown(reason)),
            Self { doubt: Some(reason), .. } => Part::Doubt(unknown(reason)),
            Self { text, .. } => Part::Text(text.clone().unwrap_or_default()),
        }
    }
}

impl Serialize for ExpressionText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Sql(text) => serializer.serialize_str(text),
            Self::Parts(parts) => parts.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ExpressionText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrList;
        impl<'de> Visitor<'de> for TextOrList {
            type Value = ExpressionText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("SQL text (in quotes), or a list of its parts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<ExpressionText, E> {
                Ok(ExpressionText::Sql(text.to_string()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<ExpressionText, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(ExpressionText::Parts)
            }
        }
        deserializer.deserialize_any(TextOrList)
    }
}
