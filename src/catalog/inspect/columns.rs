//! Columns of tables (`pg_attribute`, `pg_attrdef`).

use super::reader::{Reader, name};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::name::Name;
use crate::schema::{Column, Identity, ObjectId};

/// A collation is one of the column's own only where it is not that of its type.
const SQL: &str = "
SELECT a.attrelid AS table, a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type,
  a.attnotnull AS not_null, a.attidentity::text AS identity, a.attgenerated::text AS generated,
  pg_get_expr(e.adbin, e.adrelid) AS expression,
  CASE WHEN a.attcollation <> t.typcollation THEN l.collname::text END AS collation,
  a.attinhcount > 0 AND NOT a.attislocal AS inherited, d.description AS comment
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f')
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
LEFT JOIN pg_collation l ON l.oid = a.attcollation
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY a.attrelid, a.attnum";

/// Adds every column to its table.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    let rows = reader.query(SQL)?;
    let mut names: std::collections::BTreeMap<u32, Vec<Name>> = std::collections::BTreeMap::new();
    for row in &rows {
        names.entry(field(row, "table")?).or_default().push(name(row, "name")?);
    }
    for row in &rows {
        let oid = field(row, "table")?;
        let Some(table) = reader.tables.get(&oid).map(|table| table.name.clone()) else { continue };
        let mut column = Column::new(name(row, "name")?, reader.data_type(field(row, "type")?));
        column.not_null = field(row, "not_null")?;
        column.identity = match field::<String>(row, "identity")?.as_str() {
            "a" => Some(Identity::Always),
            "d" => Some(Identity::ByDefault),
            _ => None,
        };
        let columns = names.get(&oid).map_or(&[][..], Vec::as_slice);
        let expression = field::<Option<String>>(row, "expression")?.map(|text| reader.expression(&text, columns));
        match field::<String>(row, "generated")?.as_str() {
            "" => column.default = expression,
            "s" => column.generated = expression,
            _ => {
                column.generated = expression;
                let object = ObjectId::Column(table.clone(), column.name.clone());
                reader.doubt(object, "a virtual generated column, which limbeck does not tell from a stored one");
            }
        }
        column.collation = field::<Option<String>>(row, "collation")?.map(|name| Name::verbatim(&name));
        column.inherited = field(row, "inherited")?;
        column.comment = field(row, "comment")?;
        if let Some(table) = reader.tables.get_mut(&oid) {
            table.columns.push(column);
        }
    }
    Ok(())
}
