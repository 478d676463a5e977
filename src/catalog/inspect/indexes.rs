//! Indexes that back no constraint, through `pg_get_indexdef`, and whether each is usable.

use super::definitions::Definition;
use super::reader::{Reader, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::schema::{Key, ObjectId, Stored};
use std::sync::Arc;

/// `indisvalid` and `indisready` are false after a `CREATE INDEX CONCURRENTLY` that failed; on a partitioned table
/// `indisvalid` is false until every partition has its part.
const SQL: &str = "
SELECT n.nspname::text AS schema, c.relname::text AS name, pg_get_indexdef(i.indexrelid) AS definition,
  i.indisvalid AND i.indisready AS valid, c.relispartition AS inherited, d.description AS comment
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid AND t.relkind IN ('r', 'p', 'm', 'f')
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND i.indexrelid NOT IN (SELECT con.conindid FROM pg_constraint con WHERE con.contype IN ('p', 'u', 'x'))
  AND i.indrelid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
ORDER BY i.indexrelid";

/// Keeps every index.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let own = qualified(&row, "schema", "name")?;
        let object = ObjectId::Index(own.clone());
        reader.define(&Definition { object, sql: field(&row, "definition")?, comment: field(&row, "comment")? });
        let Some(mut index) = reader.schema.index(&own).map(|index| index.as_ref().clone()) else { continue };
        index.valid = field(&row, "valid")?;
        index.inherited = field(&row, "inherited")?;
        reader.schema.put(Key::Relation(own), Some(Stored::Index(Arc::new(index))));
    }
    Ok(())
}
