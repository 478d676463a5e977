//! Domains; their constraints are read with those of the tables.

use super::reader::{Reader, data_type, default, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::name::Name;
use crate::schema::{Type, TypeKind};
use std::collections::BTreeMap;

const SQL: &str = "
SELECT t.oid, n.nspname::text AS schema, t.typname::text AS name, format_type(t.typbasetype, t.typtypmod) AS base,
  CASE WHEN t.typcollation <> b.typcollation THEN l.collname::text END AS collation, t.typnotnull AS not_null, pg_get_expr(t.typdefaultbin, 0) AS default, d.description AS comment
FROM pg_type t
JOIN pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_collation l ON l.oid = t.typcollation
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE t.typtype = 'd' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND t.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_type'::regclass AND deptype = 'e')
ORDER BY t.oid";

/// Sets every domain aside, until its constraints are known.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let base = data_type(field(&row, "base")?);
        let text: Option<String> = field(&row, "default")?;
        let kind = TypeKind::Domain {
            collation: field::<Option<String>>(&row, "collation")?.map(|name| Name::verbatim(&name)),
            not_null: field(&row, "not_null")?,
            default: text.map(|text| default(&text, &base)),
            base,
            constraints: BTreeMap::new(),
        };
        let own = Type { name: qualified(&row, "schema", "name")?, kind, comment: field(&row, "comment")? };
        // What columns of it hold is needed before its constraints are known.
        reader.keep_type(own.clone());
        reader.domains.insert(field(&row, "oid")?, own);
    }
    Ok(())
}
