//! Sequences (`pg_sequence`), and the columns they go with.

use super::reader::{Reader, data_type, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::name::{Name, QualifiedName};
use crate::schema::{Key, Sequence, Stored};
use std::sync::Arc;

/// A dependency of type `a` is `OWNED BY`, one of type `i` an identity column.
const SQL: &str = "
SELECT n.nspname::text AS schema, c.relname::text AS name, format_type(s.seqtypid, NULL) AS type,
  s.seqstart AS start, s.seqincrement AS increment, s.seqmin AS minimum, s.seqmax AS maximum, s.seqcache AS cache,
  s.seqcycle AS cycle, coalesce(w.deptype = 'i', false) AS identity,
  tn.nspname::text AS owner_schema, t.relname::text AS owner_table, a.attname::text AS owner_column,
  d.description AS comment
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend w ON w.classid = 'pg_class'::regclass AND w.objid = c.oid AND w.objsubid = 0
  AND w.refclassid = 'pg_class'::regclass AND w.refobjsubid > 0 AND w.deptype IN ('a', 'i')
LEFT JOIN pg_class t ON t.oid = w.refobjid
LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = w.refobjid AND a.attnum = w.refobjsubid
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
  AND (t.oid IS NULL
    OR t.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e'))
ORDER BY c.oid";

/// Keeps every sequence.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let owner =
            [field::<Option<String>>(&row, "owner_schema")?, field(&row, "owner_table")?, field(&row, "owner_column")?];
        let owned_by = match owner {
            [Some(schema), Some(table), Some(column)] => {
                let table = QualifiedName::new(Name::verbatim(&schema), Name::verbatim(&table));
                Some((table, Name::verbatim(&column)))
            }
            _ => None,
        };
        let own = Sequence {
            name: qualified(&row, "schema", "name")?,
            data_type: data_type(field(&row, "type")?),
            start: field(&row, "start")?,
            increment: field(&row, "increment")?,
            minimum: field(&row, "minimum")?,
            maximum: field(&row, "maximum")?,
            cache: field(&row, "cache")?,
            cycle: field(&row, "cycle")?,
            owned_by,
            identity: field(&row, "identity")?,
            comment: field(&row, "comment")?,
        };
        reader.schema.put(Key::Relation(own.name.clone()), Some(Stored::Sequence(Arc::new(own))));
    }
    Ok(())
}
