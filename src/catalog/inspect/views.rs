//! Views and materialized views, through `pg_get_viewdef`.

use super::definitions::Definition;
use super::reader::{Reader, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::schema::ObjectId;

const SQL: &str = "
SELECT n.nspname::text AS schema, c.relname::text AS name, c.relkind = 'm' AS materialized,
  pg_get_viewdef(c.oid) AS query, CASE c.relkind WHEN 'v' THEN c.reloptions END AS options, d.description AS comment
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
ORDER BY c.oid";

/// Keeps every view, and the routines.
pub(super) fn read(reader: &mut Reader<'_>, routines: Vec<Definition>) -> Result<()> {
    let mut definitions = routines;
    for row in reader.query(SQL)? {
        let own = qualified(&row, "schema", "name")?;
        let kind = if field(&row, "materialized")? { "MATERIALIZED VIEW" } else { "VIEW" };
        let options: Option<Vec<String>> = field(&row, "options")?;
        let options = options.map(|list| format!(" WITH ({})", list.join(", "))).unwrap_or_default();
        let sql = format!("CREATE {kind} {}{options} AS {}", own.quoted(), field::<String>(&row, "query")?);
        definitions.push(Definition { object: ObjectId::View(own), sql, comment: field(&row, "comment")? });
    }
    reader.define_in_any_order(definitions);
    Ok(())
}
