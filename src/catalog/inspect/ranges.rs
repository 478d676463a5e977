//! Range types, in the words of pg_dump (`dumpRangeType`).

use super::definitions::Definition;
use super::reader::{Reader, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::name::{Name, QualifiedName};
use crate::schema::ObjectId;

/// The range type's own comment stands with it; its multirange, of PostgreSQL 14, comes along.
const SQL: &str = "
SELECT n.nspname::text AS schema, t.typname::text AS name, format_type(r.rngsubtype, NULL) AS subtype,
  mn.nspname::text AS multirange_schema, m.typname::text AS multirange_name,
  CASE WHEN NOT o.opcdefault THEN o_n.nspname::text END AS class_schema, o.opcname::text AS class_name,
  CASE WHEN r.rngcollation <> s.typcollation THEN c_n.nspname::text END AS collation_schema,
  c.collname::text AS collation_name,
  CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::text END AS canonical,
  CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::text END AS subtype_diff,
  d.description AS comment
FROM pg_range r
JOIN pg_type t ON t.oid = r.rngtypid
JOIN pg_type s ON s.oid = r.rngsubtype
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_type m ON m.oid = (to_jsonb(r) ->> 'rngmultitypid')::oid
LEFT JOIN pg_namespace mn ON mn.oid = m.typnamespace
LEFT JOIN pg_opclass o ON o.oid = r.rngsubopc
LEFT JOIN pg_namespace o_n ON o_n.oid = o.opcnamespace
LEFT JOIN pg_collation c ON c.oid = r.rngcollation
LEFT JOIN pg_namespace c_n ON c_n.oid = c.collnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND t.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_type'::regclass AND deptype = 'e')
ORDER BY t.oid";

/// Keeps every range type.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let own = qualified(&row, "schema", "name")?;
        let mut parts = vec![format!("subtype = {}", field::<String>(&row, "subtype")?)];
        let names = [
            ("multirange_type_name", "multirange_schema", "multirange_name"),
            ("subtype_opclass", "class_schema", "class_name"),
            ("collation", "collation_schema", "collation_name"),
        ];
        for (option, schema, name) in names {
            if let (Some(schema), Some(name)) =
                (field::<Option<String>>(&row, schema)?, field::<Option<String>>(&row, name)?)
            {
                let name = QualifiedName::new(Name::verbatim(&schema), Name::verbatim(&name));
                parts.push(format!("{option} = {}", name.quoted()));
            }
        }
        for option in ["canonical", "subtype_diff"] {
            if let Some(function) = field::<Option<String>>(&row, option)? {
                parts.push(format!("{option} = {function}"));
            }
        }
        let sql = format!("CREATE TYPE {} AS RANGE (\n{}\n)", own.quoted(), parts.join(",\n"));
        reader.define(&Definition { object: ObjectId::Type(own), sql, comment: field(&row, "comment")? });
    }
    Ok(())
}
