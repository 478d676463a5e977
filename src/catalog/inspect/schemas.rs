//! Schemas (`pg_namespace`), but for the system's.

use super::reader::{Reader, name};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::schema::{Key, Namespace, Stored};
use std::sync::Arc;

/// A user cannot create a schema whose name begins with `pg_`.
const SQL: &str = "
SELECT n.nspname::text AS name, d.description AS comment
FROM pg_namespace n
LEFT JOIN pg_description d ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND n.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_namespace'::regclass AND deptype = 'e')
ORDER BY n.nspname";

/// Keeps every schema.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let own = Namespace { name: name(&row, "name")?, comment: field(&row, "comment")? };
        reader.schema.put(Key::Namespace(own.name.clone()), Some(Stored::Namespace(Arc::new(own))));
    }
    Ok(())
}
