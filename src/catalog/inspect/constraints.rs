//! Constraints of tables and domains (`pg_constraint`). PostgreSQL 18 lists NOT NULL, too; that is the column's.

use super::definitions::Definition;
use super::reader::{Reader, expression, name, names, typed_columns};
use crate::catalog::connect::{Row, field};
use crate::error::Result;
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Constraint, ConstraintKind, DataType, Deferrability, ForeignKey, Match, ObjectId, ReferentialAction, Type, TypeKind,
};

/// A foreign key to a partitioned table has one row for each partition of that, all on the same table: only the first
/// is the constraint. Included columns and `NULLS NOT DISTINCT` (PostgreSQL 15) are in `pg_index`.
const SQL: &str = "
SELECT con.conrelid AS table, con.contypid AS domain, con.conname::text AS name, con.contype::text AS kind,
  con.condeferrable AS deferrable, con.condeferred AS deferred, con.convalidated AS validated,
  con.connoinherit AS no_inherit, con.coninhcount > 0 AND NOT con.conislocal AS inherited,
  con.confupdtype::text AS on_update, con.confdeltype::text AS on_delete, con.confmatchtype::text AS match,
  pg_get_expr(con.conbin, con.conrelid) AS expression,
  CASE WHEN con.contype = 'x' THEN pg_get_constraintdef(con.oid) END AS definition,
  ARRAY(SELECT a.attname::text FROM unnest(con.conkey) WITH ORDINALITY k(number, place)
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.number ORDER BY k.place) AS columns,
  ARRAY(SELECT a.attname::text FROM unnest(con.confkey) WITH ORDINALITY k(number, place)
        JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.number ORDER BY k.place) AS referenced,
  ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY k(number, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
        WHERE k.place > i.indnkeyatts AND con.contype IN ('p', 'u') ORDER BY k.place) AS include,
  fn.nspname::text AS referenced_schema, f.relname::text AS referenced_table, d.description AS comment,
  {newer}
FROM pg_constraint con
JOIN pg_namespace n ON n.oid = con.connamespace
LEFT JOIN pg_class f ON f.oid = con.confrelid
LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
LEFT JOIN pg_index i ON i.indexrelid = con.conindid
LEFT JOIN pg_constraint parent ON parent.oid = con.conparentid
LEFT JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = con.oid AND d.objsubid = 0
WHERE con.contype IN ('p', 'u', 'f', 'c', 'x') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (con.contype <> 'f' OR parent.conrelid IS DISTINCT FROM con.conrelid)
ORDER BY con.conrelid, con.contypid, con.conname";

const NEWER: &str = "i.indnullsnotdistinct AS nulls_not_distinct,
  ARRAY(SELECT a.attname::text FROM unnest(con.confdelsetcols) WITH ORDINALITY k(number, place)
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.number ORDER BY k.place) AS delete_columns";

const OLDER: &str = "false AS nulls_not_distinct, ARRAY[]::text[] AS delete_columns";

/// Adds every constraint to its table or domain, keeps the domains, and returns the exclusion constraints, which need
/// the tables.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Vec<Definition>> {
    let mut exclusions = Vec::new();
    // The columns of one table after the other.
    let mut columns: (u32, Vec<(Name, DataType)>) = (0, Vec::new());
    let sql = SQL.replace("{newer}", if reader.version() >= 150_000 { NEWER } else { OLDER });
    for row in reader.query(&sql)? {
        let (oid, domain) = (field(&row, "table")?, field(&row, "domain")?);
        if columns.0 != oid {
            columns = (oid, reader.tables.get(&oid).map(|own| typed_columns(own, &reader.schema)).unwrap_or_default());
        }
        let name = name(&row, "name")?;
        let Some(kind) = kind(&row, &columns.1)? else {
            if let Some(table) = reader.tables.get(&oid) {
                exclusions.push(exclusion(&row, &table.name, name)?);
            }
            continue;
        };
        let mut constraint = Constraint::new(name.clone(), kind);
        constraint.deferrability = match (field(&row, "deferrable")?, field(&row, "deferred")?) {
            (false, _) => Deferrability::NotDeferrable,
            (true, false) => Deferrability::InitiallyImmediate,
            (true, true) => Deferrability::InitiallyDeferred,
        };
        constraint.validated = field(&row, "validated")?;
        constraint.inherited = field(&row, "inherited")?;
        constraint.comment = field(&row, "comment")?;
        if let Some(table) = reader.tables.get_mut(&oid) {
            table.constraints.insert(name, constraint);
        } else if let Some(Type { kind: TypeKind::Domain { constraints, .. }, .. }) = reader.domains.get_mut(&domain) {
            constraints.insert(name, constraint);
        }
    }
    for (_, own) in std::mem::take(&mut reader.domains) {
        reader.keep_type(own);
    }
    Ok(exclusions)
}

fn exclusion(row: &Row, table: &QualifiedName, name: Name) -> Result<Definition> {
    let definition = field::<Option<String>>(row, "definition")?.unwrap_or_default();
    let sql = format!("ALTER TABLE ONLY {} ADD CONSTRAINT {} {definition}", table.quoted(), name.quoted());
    Ok(Definition { object: ObjectId::Constraint(table.clone(), name), sql, comment: field(row, "comment")? })
}

/// Returns what a constraint demands; nothing for an exclusion.
fn kind(row: &Row, columns: &[(Name, DataType)]) -> Result<Option<ConstraintKind>> {
    Ok(Some(match field::<String>(row, "kind")?.as_str() {
        "p" => ConstraintKind::PrimaryKey { columns: names(row, "columns")?, include: names(row, "include")? },
        "u" => ConstraintKind::Unique {
            columns: names(row, "columns")?,
            include: names(row, "include")?,
            nulls_distinct: !field::<Option<bool>>(row, "nulls_not_distinct")?.unwrap_or_default(),
        },
        "c" => ConstraintKind::Check {
            expression: expression(&field::<Option<String>>(row, "expression")?.unwrap_or_default(), columns),
            no_inherit: field(row, "no_inherit")?,
        },
        "f" => ConstraintKind::ForeignKey(foreign_key(row)?),
        _ => return Ok(None),
    }))
}

fn foreign_key(row: &Row) -> Result<ForeignKey> {
    let schema = field::<Option<String>>(row, "referenced_schema")?.unwrap_or_default();
    let table = field::<Option<String>>(row, "referenced_table")?.unwrap_or_default();
    Ok(ForeignKey {
        columns: names(row, "columns")?,
        table: QualifiedName::new(Name::verbatim(&schema), Name::verbatim(&table)),
        referenced: names(row, "referenced")?,
        on_delete: action(&field::<String>(row, "on_delete")?),
        on_delete_columns: names(row, "delete_columns")?,
        on_update: action(&field::<String>(row, "on_update")?),
        match_kind: if field::<String>(row, "match")? == "f" { Match::Full } else { Match::Simple },
    })
}

fn action(letter: &str) -> ReferentialAction {
    match letter {
        "r" => ReferentialAction::Restrict,
        "c" => ReferentialAction::Cascade,
        "n" => ReferentialAction::SetNull,
        "d" => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}
