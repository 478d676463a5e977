//! The rows of the version tables. The only query that reads a user's table.

use super::reader::Reader;
use crate::catalog::connect::field;
use crate::catalog::{VersionTable, Wanted, version_table};
use crate::error::Result;
use crate::finding::{Code, Finding, Severity};

/// Finds the version tables among the tables that were read, and reads them.
pub(super) fn read(reader: &mut Reader<'_>, wanted: &Wanted) -> Result<()> {
    for mut table in version_table::find(&reader.schema, wanted) {
        // As Alembic reads them: from partitions too, and with the blanks that pad a `character`, which a cast takes away.
        let sql = format!(
            "SELECT CASE WHEN {0} IS NOT NULL THEN format('%s', {0}) END AS version FROM {1} ORDER BY 1",
            version_table::COLUMN,
            table.name.quoted()
        );
        match reader.query(&sql) {
            Ok(rows) => {
                let rows: Result<Vec<Option<String>>> = rows.iter().map(|row| field(row, "version")).collect();
                let rows = rows?;
                reader.findings.extend(version_table::null_row(&table.name, &rows));
                let mut known: Vec<String> = rows.into_iter().flatten().collect();
                known.sort();
                table.rows = Some(known);
            }
            // Another application's or tenant's version table may be closed to this role, or locked; a lost connection tells nothing.
            Err(error) if error.code == Code::PERMISSION_DENIED => {
                let help = format!(
                    "have its owner run `GRANT SELECT ON {} TO …`, or connect as its owner",
                    table.name.quoted()
                );
                reader.findings.push(unreadable(&table, Code::UNREADABLE_VERSION_TABLE, &error.message, help));
            }
            Err(error) if [Code::QUERY_TIMEOUT, Code::QUERY_FAILED].contains(&error.code) => {
                reader.findings.push(unreadable(&table, error.code, &error.message, error.help));
            }
            Err(error) => return Err(error),
        }
        reader.version_tables.push(table);
    }
    Ok(())
}

fn unreadable(table: &VersionTable, code: Code, reason: &str, help: String) -> Finding {
    let message = format!("the rows of `{}` cannot be read: {reason}", table.name);
    Finding::new(code, Severity::Error, message).help(help)
}
