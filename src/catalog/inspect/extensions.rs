//! Extensions (`pg_extension`), but for those that every new database has.

use super::reader::{Reader, name};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::schema::{Extension, Key, Stored};
use std::sync::Arc;

/// 16384 is `FirstNormalObjectId`: pg_dump leaves out what is below, which is `plpgsql`.
const SQL: &str = "
SELECT e.extname::text AS name, n.nspname::text AS schema, d.description AS comment
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_extension'::regclass AND d.objoid = e.oid AND d.objsubid = 0
WHERE e.oid >= 16384
ORDER BY e.extname";

/// Keeps every extension.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let own =
            Extension { name: name(&row, "name")?, schema: name(&row, "schema")?, comment: field(&row, "comment")? };
        reader.schema.put(Key::Extension(own.name.clone()), Some(Stored::Extension(Arc::new(own))));
    }
    Ok(())
}
