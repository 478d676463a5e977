//! Composite types; the row types of tables are none.

use super::reader::{Reader, data_type, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::name::Name;
use crate::schema::{COLLATED_ATTRIBUTE, DataType, Type, TypeKind, Unknown};

const SQL: &str = "
SELECT n.nspname::text AS schema, t.typname::text AS name, d.description AS comment,
  ARRAY(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS names,
  ARRAY(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS types,
  ARRAY(SELECT a.attcollation <> b.typcollation FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS collated
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
        let collated: Vec<bool> = field(&row, "collated")?;
        let attributes = names.iter().zip(types.iter().zip(collated)).map(|(name, (text, is_collated))| {
            let unknown = || DataType::unknown(Unknown::new(COLLATED_ATTRIBUTE, None));
            (Name::verbatim(name), if is_collated { unknown() } else { data_type(text) })
        });
        let attributes = attributes.collect();
        let kind = TypeKind::Composite { attributes };
        reader.keep_type(Type { name: qualified(&row, "schema", "name")?, kind, comment: field(&row, "comment")? });
    }
    Ok(())
}
