//! The rows of the version tables. The only query that reads a user's table.

use super::reader::Reader;
use crate::catalog::connect::field;
use crate::catalog::{VersionTable, Wanted, version_table};
use crate::error::Result;
use crate::finding::{Code, Finding, Severity};

/// Finds the version tables among the tables that were read, and reads them.
pub(super) fn read(reader: &mut Reader<'_>, wanted: &Wanted) -> Result<()> {
    for mut table in version_table::find(&reader.schema, wanted) {
        let sql = format!(
            "SELECT {0}::text AS version FROM ONLY {1} WHERE {0} IS NOT NULL ORDER BY 1",
            version_table::COLUMN,
            table.name.quoted()
        );
        match reader.query(&sql) {
            Ok(rows) => {
                let rows: Result<Vec<String>> = rows.iter().map(|row| field(row, "version")).collect();
                table.rows = Some(rows?);
                table.rows.iter_mut().for_each(|rows| rows.sort());
            }
            // Another application's version table may be closed to this role; a lock or a lost connection tells nothing.
            Err(error) if error.code == Code::PERMISSION_DENIED => {
                reader.findings.push(unreadable(&table, &error.message));
            }
            Err(error) => return Err(error),
        }
        reader.version_tables.push(table);
    }
    Ok(())
}

fn unreadable(table: &VersionTable, reason: &str) -> Finding {
    let message = format!("the rows of `{}` cannot be read: {reason}", table.name);
    let help = format!("have its owner run `GRANT SELECT ON {} TO …`, or connect as its owner", table.name.quoted());
    Finding::new(Code::UNREADABLE_VERSION_TABLE, Severity::Error, message).help(help)
}
