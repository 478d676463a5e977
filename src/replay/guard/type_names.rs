//! What types are called in `information_schema.columns` and in `pg_type`.

use crate::name::{Name, QualifiedName};
use crate::schema::{DataType, TypeBase};

/// `pg_type.typname`, and what `format_type` calls it.
pub const INTERNAL: &[(&str, &str)] = &[
    ("bit", "bit"),
    ("bool", "boolean"),
    ("bpchar", "character"),
    ("bytea", "bytea"),
    ("cidr", "cidr"),
    ("date", "date"),
    ("daterange", "daterange"),
    ("float4", "real"),
    ("float8", "double precision"),
    ("inet", "inet"),
    ("int2", "smallint"),
    ("int4", "integer"),
    ("int4range", "int4range"),
    ("int8", "bigint"),
    ("int8range", "int8range"),
    ("interval", "interval"),
    ("json", "json"),
    ("jsonb", "jsonb"),
    ("macaddr", "macaddr"),
    ("money", "money"),
    ("name", "name"),
    ("numeric", "numeric"),
    ("numrange", "numrange"),
    ("oid", "oid"),
    ("point", "point"),
    ("regclass", "regclass"),
    ("text", "text"),
    ("time", "time without time zone"),
    ("timestamp", "timestamp without time zone"),
    ("timestamptz", "timestamp with time zone"),
    ("timetz", "time with time zone"),
    ("tsquery", "tsquery"),
    ("tsrange", "tsrange"),
    ("tstzrange", "tstzrange"),
    ("tsvector", "tsvector"),
    ("uuid", "uuid"),
    ("varbit", "bit varying"),
    ("varchar", "character varying"),
    ("xml", "xml"),
];

/// Returns `information_schema.columns.data_type`, nothing where the type is not known.
#[must_use]
pub fn data_type_name(data_type: &DataType) -> Option<String> {
    if data_type.as_unknown().is_some() {
        return None;
    }
    if data_type.array {
        return Some("ARRAY".into());
    }
    match &data_type.base {
        TypeBase::Builtin(name) => Some(name.to_string()),
        TypeBase::User(_) => Some("USER-DEFINED".into()),
        TypeBase::Unknown(_) => None,
    }
}

/// Returns the row of `pg_type` that a column's type is, by its name.
#[must_use]
pub fn internal_name(data_type: &DataType) -> QualifiedName {
    let own = match &data_type.base {
        TypeBase::Builtin(name) => {
            let internal =
                INTERNAL.iter().find(|(_, own)| *own == name.as_str()).map_or(name.as_str(), |(internal, _)| internal);
            QualifiedName::new(Name::verbatim("pg_catalog"), Name::verbatim(internal))
        }
        TypeBase::User(name) => name.clone(),
        TypeBase::Unknown(_) => QualifiedName::new(Name::verbatim("pg_catalog"), Name::verbatim("unknown")),
    };
    if data_type.array { own.sibling(Name::verbatim(&format!("_{}", own.name))) } else { own }
}
