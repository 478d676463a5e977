//! An index in a snapshot.

use super::expression::{ExpressionText, Stands};
use super::name::{Qualified, is_default, is_true, names, texts, yes};
use crate::name::Name;
use crate::schema::{DataType, Direction, Index, IndexKey, KeyTarget, NullsOrder};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// An index; `method` is `btree` where it is not written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct IndexText {
    name: Qualified,
    table: Qualified,
    #[serde(default = "btree", skip_serializing_if = "is_btree")]
    method: String,
    keys: Vec<KeyText>,
    #[serde(default, skip_serializing_if = "is_default")]
    include: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    unique: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    nulls_not_distinct: bool,
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    predicate: Option<ExpressionText>,
    #[serde(default, rename = "with", skip_serializing_if = "is_default")]
    options: BTreeMap<String, String>,
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    valid: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    inherited: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

/// A key: the name of a column alone, or a map.
#[derive(Clone, Debug, PartialEq)]
struct KeyText(KeyMap);

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct KeyMap {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expression: Option<ExpressionText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    operator_class: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    collation: Option<String>,
    #[serde(default, with = "DirectionText", skip_serializing_if = "is_default")]
    direction: Direction,
    #[serde(default, with = "NullsText", skip_serializing_if = "is_default")]
    nulls: NullsOrder,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Direction", rename_all = "kebab-case")]
enum DirectionText {
    Ascending,
    Descending,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "NullsOrder", rename_all = "kebab-case")]
enum NullsText {
    Default,
    First,
    Last,
}

impl IndexText {
    /// The columns are those of the table, where it is one.
    pub(super) fn of(index: &Index, columns: &[(Name, DataType)]) -> Self {
        Self {
            name: Qualified(index.name.clone()),
            table: Qualified(index.table.clone()),
            method: index.method.as_str().to_string(),
            keys: index.keys.iter().map(|key| KeyText::of(key, columns)).collect(),
            include: texts(&index.include),
            unique: index.unique,
            nulls_not_distinct: !index.nulls_distinct,
            predicate: index.predicate.as_ref().map(|own| ExpressionText::of(own, Stands::Columns(columns))),
            options: index.options.iter().cloned().collect(),
            valid: index.valid,
            inherited: index.inherited,
            comment: index.comment.clone(),
        }
    }

    pub(super) fn table(&self) -> &Qualified {
        &self.table
    }

    pub(super) fn into_index(self, columns: &[(Name, DataType)]) -> Result<Index, String> {
        let keys: Result<Vec<IndexKey>, String> = self.keys.into_iter().map(|key| key.into_key(columns)).collect();
        Ok(Index {
            keys: keys.map_err(|reason| format!("the index `{}`: {reason}", self.name.0))?,
            name: self.name.0,
            table: self.table.0,
            method: Name::verbatim(&self.method),
            include: names(&self.include),
            unique: self.unique,
            nulls_distinct: !self.nulls_not_distinct,
            predicate: self.predicate.map(|own| own.expression(Stands::Columns(columns))),
            options: self.options.into_iter().collect(),
            valid: self.valid,
            comment: self.comment,
            inherited: self.inherited,
        })
    }
}

impl KeyText {
    fn of(key: &IndexKey, columns: &[(Name, DataType)]) -> Self {
        let mut own = KeyMap {
            operator_class: key.operator_class.clone(),
            collation: key.collation.as_ref().map(|name| name.as_str().to_string()),
            direction: key.direction,
            nulls: key.nulls,
            ..KeyMap::default()
        };
        match &key.target {
            KeyTarget::Column(name) => own.column = Some(name.as_str().to_string()),
            KeyTarget::Expression(expression) => {
                own.expression = Some(ExpressionText::of(expression, Stands::Columns(columns)));
            }
        }
        Self(own)
    }

    fn into_key(self, columns: &[(Name, DataType)]) -> Result<IndexKey, String> {
        let target = match (self.0.column, self.0.expression) {
            (Some(name), None) => KeyTarget::Column(Name::verbatim(&name)),
            (None, Some(own)) => KeyTarget::Expression(own.expression(Stands::Columns(columns))),
            _ => return Err("a key is a `column` or an `expression`".to_string()),
        };
        Ok(IndexKey {
            target,
            operator_class: self.0.operator_class,
            collation: self.0.collation.as_deref().map(Name::verbatim),
            direction: self.0.direction,
            nulls: self.0.nulls,
        })
    }
}

impl Serialize for KeyText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.column {
            Some(name) if self.0 == KeyMap { column: Some(name.clone()), ..KeyMap::default() } => {
                serializer.serialize_str(name)
            }
            _ => self.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for KeyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrMap;
        impl<'de> Visitor<'de> for NameOrMap {
            type Value = KeyText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a column, or a map with `column` or `expression`")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<KeyText, E> {
                Ok(KeyText(KeyMap { column: Some(name.to_string()), ..KeyMap::default() }))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<KeyText, A::Error> {
                KeyMap::deserialize(MapAccessDeserializer::new(map)).map(KeyText)
            }
        }
        deserializer.deserialize_any(NameOrMap)
    }
}

fn btree() -> String {
    "btree".to_string()
}

fn is_btree(method: &String) -> bool {
    method == "btree"
}
