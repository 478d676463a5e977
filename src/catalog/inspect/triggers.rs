//! Triggers, through `pg_get_triggerdef`; not those that constraints and partitioning bring along.

use super::definitions::Definition;
use super::reader::{Reader, name, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::schema::{Firing, Key, ObjectId, Stored};
use std::sync::Arc;

/// A trigger of a partition that comes from its parent's depends on that one.
const SQL: &str = "
SELECT n.nspname::text AS schema, c.relname::text AS table, t.tgname::text AS name, t.tgenabled::text AS enabled,
  pg_get_triggerdef(t.oid) AS definition, d.description AS comment
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_trigger'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE NOT t.tgisinternal AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND t.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_trigger'::regclass
                    AND (deptype = 'e' OR refclassid = 'pg_trigger'::regclass))
  AND c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
ORDER BY t.oid";

/// Keeps every trigger.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let table = qualified(&row, "schema", "table")?;
        let own = name(&row, "name")?;
        let object = ObjectId::Trigger(table.clone(), own.clone());
        reader.define(&Definition { object, sql: field(&row, "definition")?, comment: field(&row, "comment")? });
        let Some(mut changed) = reader.schema.table(&table).map(|table| table.as_ref().clone()) else { continue };
        if let Some(trigger) = changed.triggers.get_mut(&own) {
            trigger.firing = match field::<String>(&row, "enabled")?.as_str() {
                "D" => Firing::Disabled,
                "R" => Firing::Replica,
                "A" => Firing::Always,
                _ => Firing::Enabled,
            };
            reader.schema.put(Key::Relation(table), Some(Stored::Table(Arc::new(changed))));
        }
    }
    Ok(())
}
