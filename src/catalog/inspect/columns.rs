//! Columns of tables (`pg_attribute`, `pg_attrdef`).

use super::reader::{Reader, data_type, default, expression, name, typed_columns};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::name::Name;
use crate::schema::{Column, Identity, ObjectId};
use crate::sql::Context;

/// A collation is one of the column's own only where it is not that of its type.
const SQL: &str = "
SELECT a.attrelid AS table, a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type,
  a.attnotnull AS not_null, a.attidentity::text AS identity, a.attgenerated::text AS generated,
  pg_get_expr(e.adbin, e.adrelid) AS expression,
  CASE WHEN a.attcollation <> t.typcollation AND l.collname <> 'default' THEN l.collname::text END AS collation,
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
    let mut generated: Vec<(u32, Name, String)> = Vec::new();
    for row in reader.query(SQL)? {
        let oid = field(&row, "table")?;
        let Some(table) = reader.tables.get_mut(&oid) else { continue };
        let mut column = Column::new(name(&row, "name")?, data_type(field(&row, "type")?));
        column.not_null = field(&row, "not_null")?;
        column.identity = match field::<String>(&row, "identity")?.as_str() {
            "a" => Some(Identity::Always),
            "d" => Some(Identity::ByDefault),
            _ => None,
        };
        column.collation = field::<Option<String>>(&row, "collation")?.map(|name| Name::verbatim(&name));
        column.inherited = field(&row, "inherited")?;
        column.comment = field(&row, "comment")?;
        let text: Option<String> = field(&row, "expression")?;
        let object = ObjectId::Column(table.name.clone(), column.name.clone());
        match (field::<String>(&row, "generated")?.as_str(), text) {
            (_, None) => {}
            ("", Some(text)) => {
                let base = Context::default().within(Some(&reader.schema)).base_of(&column.data_type);
                column.default = Some(default(&text, &base));
            }
            (_, Some(text)) => generated.push((oid, column.name.clone(), text)),
        }
        table.columns.push(column);
        if field::<String>(&row, "generated")? == "v" {
            reader.doubt(object, "a virtual generated column, which limbeck does not tell from a stored one");
        }
    }
    // What a column is generated from are columns that may come after it.
    for (oid, name, text) in generated {
        let Some(table) = reader.tables.get_mut(&oid) else { continue };
        let columns = typed_columns(table, &reader.schema);
        if let Some(column) = table.column_mut(&name) {
            column.generated = Some(expression(&text, &columns));
        }
    }
    Ok(())
}
