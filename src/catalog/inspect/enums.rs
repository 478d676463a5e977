//! Enum types (`pg_enum`), and base types, of which only the name is kept.

use super::reader::{Reader, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::schema::{Type, TypeKind};

/// An array type belongs to its element type; a base type that is none is somebody's own.
const SQL: &str = "
SELECT n.nspname::text AS schema, t.typname::text AS name, t.typtype = 'e' AS is_enum, d.description AS comment,
  ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (t.typtype = 'e' OR t.typtype = 'b' AND t.oid NOT IN (SELECT o.typarray FROM pg_type o))
  AND t.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_type'::regclass AND deptype = 'e')
ORDER BY t.oid";

/// Keeps every enum and base type.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let kind =
            if field(&row, "is_enum")? { TypeKind::Enum { labels: field(&row, "labels")? } } else { TypeKind::Base };
        reader.keep_type(Type { name: qualified(&row, "schema", "name")?, kind, comment: field(&row, "comment")? });
    }
    Ok(())
}
