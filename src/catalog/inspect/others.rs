//! Statistics objects and rules, which are kept by name and text.

use super::definitions::Definition;
use super::reader::{Reader, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::schema::ObjectId;

/// The rule `_RETURN` is the view itself.
const SQL: &str = "
SELECT 'statistics' AS kind, n.nspname::text AS schema, s.stxname::text AS name,
  pg_get_statisticsobjdef(s.oid) AS definition, d.description AS comment
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_statistic_ext'::regclass AND d.objoid = s.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'rule', n.nspname::text, r.rulename::text, pg_get_ruledef(r.oid), d.description
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_rewrite'::regclass AND d.objoid = r.oid AND d.objsubid = 0
WHERE r.rulename <> '_RETURN' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
ORDER BY 1, 2, 3";

/// Keeps every statistics object and rule.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let object = ObjectId::Other(field(&row, "kind")?, qualified(&row, "schema", "name")?);
        reader.define(&Definition { object, sql: field(&row, "definition")?, comment: field(&row, "comment")? });
    }
    Ok(())
}
