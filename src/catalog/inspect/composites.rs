//! Composite types; the row types of tables are none.

use super::reader::{Reader, data_type, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::name::Name;
use crate::schema::{Type, TypeKind};

const SQL: &str = "
SELECT n.nspname::text AS schema, t.typname::text AS name, d.description AS comment,
  ARRAY(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS names,
  ARRAY(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS types
FROM pg_type t
JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND t.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_type'::regclass AND deptype = 'e')
ORDER BY t.oid";

/// Keeps every composite type.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let names: Vec<String> = field(&row, "names")?;
        let types: Vec<String> = field(&row, "types")?;
        let attributes = names.iter().zip(&types).map(|(name, text)| (Name::verbatim(name), data_type(text))).collect();
        let kind = TypeKind::Composite { attributes };
        reader.keep_type(Type { name: qualified(&row, "schema", "name")?, kind, comment: field(&row, "comment")? });
    }
    Ok(())
}
