//! Which built-in types turn into which without being asked (PostgreSQL 15, `pg_cast` and `parse_coerce.c`:
//! find_coercion_pathway). Where a type is not known, the answer is yes: only a sure no refuses.

use crate::name::QualifiedName;
use crate::schema::{DataType, Schema, TypeBase, TypeKind};

/// Casts that an assignment makes; those with `true` also happen in expressions. To strings everything goes.
const CASTS: &[(&str, &[(&str, bool)])] = &[
    ("\"char\"", &[("text", true), ("character", false), ("character varying", false)]),
    (
        "bigint",
        &[
            ("smallint", false),
            ("integer", false),
            ("oid", true),
            ("real", true),
            ("double precision", true),
            ("money", false),
            ("numeric", true),
        ],
    ),
    ("bit", &[("bit varying", true)]),
    ("bit varying", &[("bit", true)]),
    ("box", &[("polygon", false)]),
    ("character", &[("text", true), ("character varying", true), ("name", true), ("\"char\"", false)]),
    ("character varying", &[("text", true), ("character", true), ("name", true), ("\"char\"", false)]),
    ("cidr", &[("inet", true)]),
    ("date", &[("timestamp without time zone", true), ("timestamp with time zone", true)]),
    (
        "double precision",
        &[("bigint", false), ("smallint", false), ("integer", false), ("real", false), ("numeric", false)],
    ),
    ("inet", &[("cidr", false)]),
    (
        "integer",
        &[
            ("bigint", true),
            ("smallint", false),
            ("oid", true),
            ("real", true),
            ("double precision", true),
            ("money", false),
            ("numeric", true),
        ],
    ),
    ("interval", &[("time without time zone", false)]),
    ("json", &[("jsonb", false)]),
    ("jsonb", &[("json", false)]),
    ("macaddr", &[("macaddr8", true)]),
    ("macaddr8", &[("macaddr", true)]),
    ("money", &[("numeric", false)]),
    ("name", &[("text", true)]),
    (
        "numeric",
        &[
            ("bigint", false),
            ("smallint", false),
            ("integer", false),
            ("real", true),
            ("double precision", true),
            ("money", false),
        ],
    ),
    ("oid", &[("bigint", false), ("integer", false)]),
    ("path", &[("polygon", false)]),
    ("point", &[("box", false)]),
    ("polygon", &[("path", false)]),
    (
        "real",
        &[("bigint", false), ("smallint", false), ("integer", false), ("double precision", true), ("numeric", false)],
    ),
    (
        "smallint",
        &[
            ("bigint", true),
            ("integer", true),
            ("oid", true),
            ("real", true),
            ("double precision", true),
            ("numeric", true),
        ],
    ),
    ("text", &[("character varying", true), ("character", true), ("name", true), ("\"char\"", false)]),
    ("time with time zone", &[("time without time zone", false)]),
    ("time without time zone", &[("interval", true), ("time with time zone", true)]),
    (
        "timestamp with time zone",
        &[
            ("date", false),
            ("time without time zone", false),
            ("timestamp without time zone", false),
            ("time with time zone", false),
        ],
    ),
    (
        "timestamp without time zone",
        &[("date", false), ("time without time zone", false), ("timestamp with time zone", true)],
    ),
];

/// The types of the category string, to which an assignment converts anything through its text.
pub(super) const STRINGS: [&str; 4] = ["text", "character varying", "character", "name"];

/// Types that a B-tree compares with each other across the operator family.
const FAMILIES: [&[&str]; 4] = [
    &["smallint", "integer", "bigint"],
    &["real", "double precision"],
    &["date", "timestamp without time zone", "timestamp with time zone"],
    &["text", "character varying", "name"],
];

/// Types that are not ordered (no default operator class for `btree`).
const UNORDERED: &[&str] =
    &["aclitem", "box", "cid", "circle", "json", "jsonpath", "line", "lseg", "path", "point", "polygon", "xid", "xml"];

/// Ordered types that only `btree_gin` and `btree_gist` bring to the other methods.
const SCALARS: &[&str] = &[
    "bigint",
    "boolean",
    "bytea",
    "character",
    "character varying",
    "cidr",
    "date",
    "double precision",
    "inet",
    "integer",
    "interval",
    "macaddr",
    "money",
    "numeric",
    "oid",
    "real",
    "smallint",
    "text",
    "time with time zone",
    "time without time zone",
    "timestamp with time zone",
    "timestamp without time zone",
    "uuid",
];

/// Returns whether an assignment turns `from` into `to`: of a value, or in `ALTER COLUMN … TYPE` without `USING`.
#[must_use]
pub fn can_assign(schema: &Schema, from: &DataType, to: &DataType) -> bool {
    let (from, to) = (base_type(schema, from), base_type(schema, to));
    let is_string = !to.array && STRINGS.iter().any(|name| to.is_builtin(name));
    is_string || is_doubtful(schema, &from) || is_doubtful(schema, &to) || casts(&from, &to, |_| true)
}

/// Returns whether a foreign key of type `from` can refer to a key of type `to`.
pub(super) fn can_reference(schema: &Schema, from: &DataType, to: &DataType) -> bool {
    let (from, to) = (base_type(schema, from), base_type(schema, to));
    if is_doubtful(schema, &from) || is_doubtful(schema, &to) || is_same(&from, &to) {
        return true;
    }
    let is_family =
        FAMILIES.iter().any(|family| [&from, &to].iter().all(|own| family.iter().any(|name| own.is_builtin(name))));
    from.array == to.array && (!from.array && is_family || casts(&from, &to, |implicit| implicit))
}

/// Returns whether `method` has a default operator class for the type.
pub(super) fn has_default_class(schema: &Schema, method: &str, data_type: &DataType) -> bool {
    let own = base_type(schema, data_type);
    if is_doubtful(schema, &own) {
        return true;
    }
    let is_one_of = |names: &[&str]| names.iter().any(|name| own.is_builtin(name));
    match (method, &own.base) {
        ("btree", TypeBase::Builtin(_)) => !is_one_of(UNORDERED),
        ("hash", TypeBase::Builtin(_)) => {
            own.array
                || !is_one_of(&[
                    "bit",
                    "bit varying",
                    "json",
                    "money",
                    "tsquery",
                    "tsvector",
                    "xml",
                    "box",
                    "circle",
                    "point",
                    "polygon",
                    "line",
                    "lseg",
                    "path",
                ])
        }
        ("gin", _) if own.array => true,
        ("gin", TypeBase::Builtin(_)) => {
            !(is_one_of(&["json", "xml", "point", "box"]) || is_one_of(SCALARS) && !has_extension(schema, "btree_gin"))
        }
        ("gist", TypeBase::Builtin(_)) => {
            !(own.array
                || is_one_of(&["json", "jsonb", "xml"])
                || is_one_of(SCALARS) && !has_extension(schema, "btree_gist"))
        }
        ("spgist", TypeBase::Builtin(_)) => {
            let takes = ["text", "character varying", "character", "inet", "cidr"];
            !(own.array || is_one_of(&["json", "jsonb", "xml"]) || is_one_of(SCALARS) && !is_one_of(&takes))
        }
        _ => true,
    }
}

/// Operator classes that take few types, and those types.
const CLASS_TYPES: &[(&str, &[&str])] = &[
    ("bpchar_pattern_ops", &["character"]),
    ("gin_trgm_ops", &["text", "character varying", "citext"]),
    ("gist_trgm_ops", &["text", "character varying", "citext"]),
    ("jsonb_ops", &["jsonb"]),
    ("jsonb_path_ops", &["jsonb"]),
    ("text_ops", &["text", "character varying"]),
    ("text_pattern_ops", &["text", "character varying"]),
    ("tsvector_ops", &["tsvector"]),
    ("varchar_ops", &["text", "character varying"]),
    ("varchar_pattern_ops", &["text", "character varying"]),
];

/// Returns whether an operator class, whose name stands without its schema, takes the type.
pub(super) fn class_accepts(schema: &Schema, class: &str, data_type: &DataType) -> bool {
    let own = base_type(schema, data_type);
    let listed = CLASS_TYPES.iter().find(|(name, _)| *name == class);
    is_doubtful(schema, &own)
        || listed.is_none_or(|(_, types)| !own.array && types.iter().any(|name| own.is_builtin(name)))
}

/// Returns the type below a domain.
#[must_use]
pub fn base_type(schema: &Schema, data_type: &DataType) -> DataType {
    let mut own = data_type.clone();
    // A domain cannot be over itself, but what is kept may come from anywhere.
    for _ in 0..32 {
        let Some(name) = own.user_type().filter(|_| !own.array) else { break };
        match schema.type_named(name).map(|found| &found.kind) {
            Some(TypeKind::Domain { base, .. }) => own = base.clone(),
            _ => break,
        }
    }
    own
}

fn casts(from: &DataType, to: &DataType, allowed: impl Fn(bool) -> bool) -> bool {
    if is_same(from, to) {
        return true;
    }
    let (TypeBase::Builtin(source), TypeBase::Builtin(target)) = (&from.base, &to.base) else { return false };
    if from.array != to.array {
        return false;
    }
    // An array casts as its elements do; elements go to strings by way of text, too.
    let is_string = to.array && STRINGS.contains(&target.as_str()) && allowed(false);
    let listed = CASTS.iter().find(|(name, _)| *name == source.as_str()).map_or(&[][..], |(_, targets)| targets);
    is_string || listed.iter().any(|(name, implicit)| *name == target.as_str() && allowed(*implicit))
}

fn is_same(a: &DataType, b: &DataType) -> bool {
    a.base == b.base && a.array == b.array
}

/// Returns whether too little is known of a type to say no: unknown, or from an extension.
fn is_doubtful(schema: &Schema, data_type: &DataType) -> bool {
    match &data_type.base {
        TypeBase::Unknown(_) => true,
        TypeBase::User(name) => is_brought(schema, name),
        TypeBase::Builtin(_) => false,
    }
}

fn is_brought(schema: &Schema, name: &QualifiedName) -> bool {
    match schema.type_named(name) {
        Some(own) => matches!(own.kind, TypeKind::Base),
        None => schema.relation(name).is_none(),
    }
}

fn has_extension(schema: &Schema, name: &str) -> bool {
    schema.extensions().any(|own| own.name.as_str() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments() {
        let schema = Schema::default();
        let cast = |from: &str, to: &str| can_assign(&schema, &DataType::builtin(from), &DataType::builtin(to));
        assert!(cast("integer", "text") && cast("boolean", "character varying") && cast("bigint", "integer"));
        assert!(!cast("text", "integer") && !cast("integer", "boolean") && !cast("character varying", "json"));
        let arrays = |from: &str, to: &str| {
            can_assign(&schema, &DataType::builtin(from).into_array(), &DataType::builtin(to).into_array())
        };
        assert!(arrays("integer", "bigint") && arrays("integer", "text") && !arrays("text", "integer"));
        assert!(!can_assign(&schema, &DataType::builtin("text"), &DataType::builtin("text").into_array()));
        assert!(can_assign(&schema, &DataType::builtin("text").into_array(), &DataType::builtin("text")));
    }

    #[test]
    fn references() {
        let schema = Schema::default();
        let refer = |from: &str, to: &str| can_reference(&schema, &DataType::builtin(from), &DataType::builtin(to));
        assert!(refer("integer", "bigint") && refer("bigint", "integer") && refer("integer", "numeric"));
        assert!(refer("character varying", "text") && refer("text", "character"));
        assert!(!refer("numeric", "integer") && !refer("integer", "character varying") && !refer("uuid", "text"));
    }
}
