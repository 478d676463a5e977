//! Tables: ordinary, partitioned, foreign; with their parents.

use super::definitions::{partition_bound, partition_key};
use super::reader::{Reader, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::name::{Name, QualifiedName};
use crate::schema::{Partition, Persistence, RowSecurity, Table};

const SQL: &str = "
SELECT c.oid, n.nspname::text AS schema, c.relname::text AS name, c.relpersistence::text AS persistence,
  c.relrowsecurity AS row_security, c.relforcerowsecurity AS forced, c.relispartition AS is_partition,
  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
  pg_get_expr(c.relpartbound, c.oid) AS bound,
  ARRAY(SELECT pn.nspname::text FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
        JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid ORDER BY i.inhseqno) AS parent_schemas,
  ARRAY(SELECT p.relname::text FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
        WHERE i.inhrelid = c.oid ORDER BY i.inhseqno) AS parents,
  s.srvname::text AS server, d.description AS comment
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
ORDER BY c.oid";

/// Sets every table aside, until its columns and constraints are known.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let mut table = Table::new(qualified(&row, "schema", "name")?);
        if field::<String>(&row, "persistence")? == "u" {
            table.persistence = Persistence::Unlogged;
        }
        table.row_security = match (field(&row, "row_security")?, field(&row, "forced")?) {
            (true, true) => RowSecurity::Forced,
            (true, false) => RowSecurity::Enabled,
            (false, true) => RowSecurity::ForcedOnly,
            (false, false) => RowSecurity::Disabled,
        };
        let by: Option<String> = field(&row, "partition_by")?;
        table.partition_by = by.as_deref().map(partition_key);
        let schemas: Vec<String> = field(&row, "parent_schemas")?;
        let parents: Vec<String> = field(&row, "parents")?;
        let mut parents = schemas
            .iter()
            .zip(&parents)
            .map(|(schema, name)| QualifiedName::new(Name::verbatim(schema), Name::verbatim(name)));
        if field(&row, "is_partition")? {
            let bound = partition_bound(&field::<Option<String>>(&row, "bound")?.unwrap_or_default());
            table.partition = parents.next_back().map(|parent| Partition { parent, bound });
        } else {
            table.inherits = parents.collect();
        }
        table.server = field::<Option<String>>(&row, "server")?.map(|name| Name::verbatim(&name));
        table.comment = field(&row, "comment")?;
        reader.tables.insert(field(&row, "oid")?, table);
    }
    Ok(())
}
