//! Functions and procedures, through `pg_get_functiondef`.

use super::definitions::Definition;
use super::reader::{Reader, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::schema::ObjectId;

/// The server has no definition to give for an aggregate.
const SQL: &str = "
SELECT n.nspname::text AS schema, p.proname::text AS name, pg_get_functiondef(p.oid) AS definition,
  pg_get_function_identity_arguments(p.oid) AS arguments, d.description AS comment
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE p.prokind <> 'a' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND p.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND deptype IN ('e', 'i'))
ORDER BY p.oid";

/// Returns every routine; one may be of a view's row type, and a view may call one.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Vec<Definition>> {
    let mut definitions = Vec::new();
    for row in reader.query(SQL)? {
        let own = qualified(&row, "schema", "name")?;
        let object = ObjectId::Function(own, field(&row, "arguments")?);
        definitions.push(Definition { object, sql: field(&row, "definition")?, comment: field(&row, "comment")? });
    }
    Ok(definitions)
}
