//! A data type in a snapshot: as SQL spells it, or taken apart where that would not come back as the same type.

use super::doubt::{reason, unknown};
use super::name::{Qualified, is_default};
use crate::name::Name;
use crate::operation::TypeRef;
use crate::schema::{DataType, TypeBase};
use crate::sql;
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A data type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypeText(pub(super) DataType);

/// A data type taken apart: one of the first three, and what stands around it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Apart {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    builtin: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<Qualified>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unknown: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    modifiers: String,
    #[serde(default, skip_serializing_if = "is_default")]
    array: bool,
}

impl Serialize for TypeText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.to_sql();
        if matches!(sql::data_type(&text), TypeRef::Resolved(own) if own == self.0) {
            return serializer.serialize_str(&text);
        }
        let mut apart = Apart {
            builtin: None,
            user: None,
            unknown: None,
            modifiers: self.0.modifiers.clone(),
            array: self.0.array,
        };
        match &self.0.base {
            TypeBase::Builtin(name) => apart.builtin = Some(name.as_str().to_string()),
            TypeBase::User(name) => apart.user = Some(Qualified(name.clone())),
            TypeBase::Unknown(own) => apart.unknown = Some(reason(own)),
        }
        apart.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TypeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrMap;
        impl<'de> Visitor<'de> for TextOrMap {
            type Value = DataType;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a data type")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<DataType, E> {
                match sql::data_type(text) {
                    TypeRef::Resolved(own) if own.as_unknown().is_none() => Ok(own),
                    _ => {
                        Err(E::custom(format!("`{text}` is not a data type: one of a schema is written `public.mood`")))
                    }
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<DataType, A::Error> {
                let apart = Apart::deserialize(MapAccessDeserializer::new(map))?;
                let base = match (apart.builtin, apart.user, apart.unknown) {
                    (Some(name), None, None) => TypeBase::Builtin(Name::verbatim(&name)),
                    (None, Some(name), None) => TypeBase::User(name.0),
                    (None, None, Some(reason)) => TypeBase::Unknown(unknown(&reason)),
                    _ => return Err(de::Error::custom("a data type is one of `builtin`, `user` and `unknown`")),
                };
                Ok(DataType { base, modifiers: apart.modifiers, array: apart.array })
            }
        }
        deserializer.deserialize_any(TextOrMap).map(Self)
    }
}
