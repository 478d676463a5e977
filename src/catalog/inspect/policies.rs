//! Row-security policies (`pg_policy`).

use super::reader::{Reader, expression, name, names, typed_columns};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::schema::{Policy, PolicyCommand};

const SQL: &str = "
SELECT p.polrelid AS table, p.polname::text AS name, p.polpermissive AS permissive, p.polcmd::text AS command,
  ARRAY(SELECT CASE r.role WHEN 0 THEN 'public' ELSE pg_get_userbyid(r.role)::text END
        FROM unnest(p.polroles) r(role)) AS roles,
  pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS with_check,
  d.description AS comment
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_policy'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY p.polrelid, p.polname";

/// Adds every policy to its table.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(SQL)? {
        let oid: u32 = field(&row, "table")?;
        let Some(table) = reader.tables.get(&oid) else { continue };
        let columns = typed_columns(table, &reader.schema);
        let mut roles = names(&row, "roles")?;
        roles.sort();
        let policy = Policy {
            name: name(&row, "name")?,
            permissive: field(&row, "permissive")?,
            command: match field::<String>(&row, "command")?.as_str() {
                "r" => PolicyCommand::Select,
                "a" => PolicyCommand::Insert,
                "w" => PolicyCommand::Update,
                "d" => PolicyCommand::Delete,
                _ => PolicyCommand::All,
            },
            roles,
            using: field::<Option<String>>(&row, "using")?.map(|text| expression(&text, &columns)),
            with_check: field::<Option<String>>(&row, "with_check")?.map(|text| expression(&text, &columns)),
            comment: field(&row, "comment")?,
        };
        if let Some(table) = reader.tables.get_mut(&oid) {
            table.policies.insert(policy.name.clone(), policy);
        }
    }
    Ok(())
}
