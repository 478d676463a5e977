//! The rows that a script leaves in its tables, as far as they can be told: version tables are among them.

use crate::name::QualifiedName;
use crate::schema::Schema;
use crate::sql::{Data, DataKind};
use std::collections::BTreeMap;

/// The rows of each table that the script puts rows into; `None` where it does more than limbeck follows.
#[derive(Debug, Default)]
pub(super) struct VersionRows(BTreeMap<QualifiedName, Option<Vec<Option<String>>>>);

impl VersionRows {
    /// Follows one statement on the schema it stands in.
    pub(super) fn take(&mut self, data: &Data, schema: &Schema) {
        let Some(relation) = &data.relation else { return };
        let name = schema.full_name(relation);
        let columns = schema.table(&name).map_or(0, |table| table.columns.len());
        let rows = self.0.entry(name).or_insert_with(|| Some(Vec::new()));
        match data.kind {
            // Rows of several columns, or that a query makes, are not there to be seen.
            DataKind::Insert if data.rows.is_empty() => *rows = None,
            DataKind::Copy if columns != 1 => *rows = None,
            DataKind::Insert | DataKind::Copy => {
                if let Some(rows) = rows {
                    rows.extend(data.rows.iter().cloned());
                }
            }
            DataKind::Truncate => *rows = Some(Vec::new()),
            DataKind::Update | DataKind::Delete | DataKind::Merge | DataKind::Call => *rows = None,
        }
    }

    /// Returns the rows of a table, `None` being NULL; none where the script has no rows for it, or they cannot be told.
    pub(super) fn of(&self, table: &QualifiedName) -> Option<&[Option<String>]> {
        self.0.get(table)?.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Wanted, read_text};
    use crate::source::Source;

    /// What a script leaves in `alembic_version`.
    fn rows(script: &str) -> Option<Vec<String>> {
        let text = format!("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL);\n{script}");
        let catalog = read_text(&Source::new("a.sql", text), &Wanted::default()).unwrap();
        assert_eq!(catalog.version_tables.len(), 1);
        catalog.version_tables[0].rows.clone()
    }

    #[test]
    fn rows_are_those_of_copy_and_insert() {
        assert_eq!(rows(""), None);
        assert_eq!(rows("COPY public.alembic_version (version_num) FROM stdin;\n\\.\n"), Some(vec![]));
        let two = Some(vec!["0123".to_string(), "1e10".to_string()]);
        assert_eq!(rows("COPY public.alembic_version (version_num) FROM stdin;\n1e10\n0123\n\\.\n"), two);
        assert_eq!(rows("INSERT INTO alembic_version (version_num) VALUES ('1e10'), ('0123');"), two);
        assert_eq!(
            rows("INSERT INTO public.alembic_version VALUES ('1e10');INSERT INTO alembic_version VALUES ('0123');"),
            two
        );
    }

    #[test]
    fn a_row_without_a_revision_is_a_finding() {
        let script = "CREATE TABLE alembic_version (version_num varchar(32));\nCOPY public.alembic_version (version_num) FROM stdin;\n\\N\na\n\\.\n";
        let catalog = read_text(&Source::new("a.sql", script), &Wanted::default()).unwrap();
        assert_eq!(catalog.version_tables[0].rows.as_deref(), Some(&["a".to_string()][..]));
        assert_eq!(catalog.findings.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["null-row"]);
    }

    #[test]
    fn what_cannot_be_followed_is_not_known() {
        assert_eq!(rows("INSERT INTO alembic_version SELECT 'a';"), None);
        let upgraded = "INSERT INTO alembic_version VALUES ('a');\nUPDATE alembic_version SET version_num='b' WHERE version_num = 'a';";
        assert_eq!(rows(upgraded), None);
        assert_eq!(rows("INSERT INTO alembic_version VALUES ('a');\nTRUNCATE alembic_version;"), Some(vec![]));
    }

    #[test]
    fn a_dump_without_the_table_has_no_version_table() {
        let catalog = read_text(&Source::new("a.sql", "CREATE TABLE t (a int);"), &Wanted::default()).unwrap();
        assert!(catalog.version_tables.is_empty());
    }
}
