//! Which table is Alembic's version table. Not what its rows mean (that is `audit`).

use super::{Catalog, VersionTable};
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::name::{Name, QualifiedName};
use crate::schema::{Column, Schema, Stored, Table};

/// What the options say of the version table; nothing where they say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub name: Option<Name>,
    pub schema: Option<Name>,
}

/// The column that Alembic writes (`alembic/runtime/migration.py`, `_version`).
pub(super) const COLUMN: &str = "version_num";

/// The name Alembic gives the table unless it is told otherwise.
const DEFAULT_NAME: &str = "alembic_version";

impl Wanted {
    /// Returns the name of the version table that Alembic would make.
    #[must_use]
    pub fn full_name(&self) -> QualifiedName {
        let name = self.name.clone().unwrap_or_else(|| Name::verbatim(DEFAULT_NAME));
        QualifiedName::new(self.schema.clone().unwrap_or_else(Name::public), name)
    }
}

impl Catalog {
    /// Returns whether there is any table but version tables.
    #[must_use]
    pub fn is_inhabited(&self) -> bool {
        let mut tables = self.schema.tables();
        tables.any(|table| !self.version_tables.iter().any(|own| own.name == table.name))
    }

    /// Returns the version table that Alembic would use: the one of the wanted name and schema; without a schema, the
    /// first in the search path, else the only one; without a name `alembic_version`, else the only one of its shape.
    ///
    /// # Errors
    /// There are several, and nothing says which; or what has the name is none that can be read.
    pub fn version_table(&self, wanted: &Wanted) -> Result<Option<&VersionTable>> {
        let name = wanted.full_name().name;
        let in_schema = |table: &&VersionTable| wanted.schema.as_ref().is_none_or(|own| table.name.schema == *own);
        let of_schema: Vec<&VersionTable> = self.version_tables.iter().filter(in_schema).collect();
        let named: Vec<&VersionTable> = of_schema.iter().copied().filter(|table| table.name.name == name).collect();
        for schema in wanted.schema.as_ref().map_or(&self.schema.search_path[..], std::slice::from_ref) {
            if let Some(found) = named.iter().copied().find(|table| table.name.schema == *schema) {
                return Ok(Some(found));
            }
            if let Some(error) = self.odd(&QualifiedName::new(schema.clone(), name.clone())) {
                return Err(error);
            }
        }
        if named.is_empty() && wanted.name.is_none() {
            return only(&of_schema);
        }
        only(&named)
    }

    /// Returns why what has this name is no version table, where something has it: Alembic would use it, and fail.
    fn odd(&self, name: &QualifiedName) -> Option<Error> {
        let stored = self.schema.relation(name)?;
        let rename = format!("where it is not Alembic's: ALTER TABLE {} RENAME TO …;", name.quoted());
        let (reason, help) = match stored {
            Stored::Table(table) => match table.column(&Name::verbatim(COLUMN)) {
                None => {
                    let columns: Vec<String> = table.columns.iter().map(|own| format!("`{}`", own.name)).collect();
                    (format!("has no column `{COLUMN}`, only {}", columns.join(", ")), no_column(table, name, &rename))
                }
                Some(column) => (
                    format!("has a `{COLUMN}` of type `{}`, which Alembic refuses", column.data_type),
                    format!(
                        "ALTER TABLE {} ALTER COLUMN {COLUMN} TYPE character varying(32) USING {COLUMN}::text;",
                        name.quoted()
                    ),
                ),
            },
            Stored::View(_) => (
                "is a view: Alembic reads and writes through it, limbeck reads tables only".to_owned(),
                "name the table behind it with `--version-table` and `--version-table-schema`".to_owned(),
            ),
            _ => {
                let kind = if matches!(stored, Stored::Index(_)) { "INDEX" } else { "SEQUENCE" };
                let help = format!("ALTER {kind} {} RENAME TO …;", name.quoted());
                ("is no table, and keeps Alembic from making one".to_owned(), help)
            }
        };
        Some(Error::new(Code::ODD_VERSION_TABLE, format!("`{name}` {reason}: what is stamped is not known"), help))
    }
}

/// A table that could be the version table under an earlier name of the column, or another program's.
fn no_column(table: &Table, name: &QualifiedName, rename: &str) -> String {
    match &table.columns[..] {
        [column] => format!(
            "where its rows are revision ids: ALTER TABLE {} RENAME COLUMN {} TO {COLUMN}; {rename}",
            name.quoted(),
            column.name.quoted()
        ),
        _ => rename.to_owned(),
    }
}

/// Returns the tables that have the shape of a version table, or the wanted name and its column; their rows are not known.
pub(super) fn find(schema: &Schema, wanted: &Wanted) -> Vec<VersionTable> {
    let name = wanted.full_name().name;
    let of_table = |table: &Table| {
        let column = table.column(&Name::verbatim(COLUMN))?;
        let is_wanted = name == table.name.name && wanted.schema.as_ref().is_none_or(|own| *own == table.name.schema);
        let fits = if is_wanted { is_read_as_text(column) } else { table.columns.len() == 1 && is_text(column) };
        fits.then(|| VersionTable {
            name: table.name.clone(),
            rows: None,
            width: column.data_type.modifiers.parse().ok(),
        })
    };
    schema.tables().filter_map(|table| of_table(table)).collect()
}

fn is_text(column: &Column) -> bool {
    let own = &column.data_type;
    !own.array && ["character varying", "text", "character"].iter().any(|name| own.is_builtin(name))
}

/// Returns whether psycopg hands out its values as texts: also those of a domain, an enum, `citext`.
fn is_read_as_text(column: &Column) -> bool {
    let own = &column.data_type;
    !own.array && (is_text(column) || own.is_builtin("name") || own.user_type().is_some())
}

/// Returns a finding where a row has no revision.
pub(super) fn null_row(table: &QualifiedName, rows: &[Option<String>]) -> Option<Finding> {
    let nulls = rows.iter().filter(|row| row.is_none()).count();
    let message = format!("`{table}` holds {nulls} row{} without a revision (NULL)", if nulls == 1 { "" } else { "s" });
    let table = table.quoted();
    let help =
        format!("DELETE FROM {table} WHERE {COLUMN} IS NULL; ALTER TABLE {table} ALTER COLUMN {COLUMN} SET NOT NULL;");
    (nulls > 0).then(|| Finding::new(Code::NULL_ROW, Severity::Error, message).help(help))
}

fn only<'a>(tables: &[&'a VersionTable]) -> Result<Option<&'a VersionTable>> {
    match tables {
        [] => Ok(None),
        [table] => Ok(Some(table)),
        _ => Err(ambiguous(&tables.iter().map(|table| &table.name).collect::<Vec<_>>())),
    }
}

fn ambiguous(names: &[&QualifiedName]) -> Error {
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("there are {} version tables: {}", names.len(), list.join(", "));
    let mut help = String::from("name one with ");
    let schema = names.first().map(|name| name.schema.quoted()).unwrap_or_default();
    let table = names.first().map(|name| name.name.quoted()).unwrap_or_default();
    if names.iter().any(|name| name.name.as_str() != DEFAULT_NAME) {
        help.push_str(&format!("`--version-table {table}` or "));
    }
    help.push_str(&format!("`--version-table-schema {schema}`"));
    if names.iter().any(|name| Some(&name.schema) != names.first().map(|first| &first.schema)) {
        help.push_str("; where each schema is a tenant with this history, `audit --schema '*'` judges them all");
    }
    Error::new(Code::AMBIGUOUS_VERSION_TABLE, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{DataType, Key, Stored};
    use std::sync::Arc;

    fn catalog(tables: &[(&str, &str, &[&str])], wanted: &Wanted) -> Catalog {
        let mut schema = Schema::default();
        for (namespace, name, columns) in tables {
            let mut table = Table::new(QualifiedName::new(Name::verbatim(namespace), Name::verbatim(name)));
            for column in *columns {
                let data_type = DataType::builtin("character varying").with_modifiers("32");
                table.columns.push(Column::new(Name::verbatim(column), data_type));
            }
            schema.put(Key::Relation(table.name.clone()), Some(Stored::Table(Arc::new(table))));
        }
        let version_tables = find(&schema, wanted);
        Catalog { schema, version_tables, findings: Vec::new() }
    }

    fn chosen(tables: &[(&str, &str, &[&str])], wanted: &Wanted) -> Result<Option<String>> {
        let catalog = catalog(tables, wanted);
        Ok(catalog.version_table(wanted)?.map(|table| table.name.to_string()))
    }

    const SHAPE: &[&str] = &["version_num"];

    #[test]
    fn the_search_path_decides_and_a_stranger_is_found_by_its_shape() {
        let none = Wanted::default();
        let tables = [("app", "alembic_version", SHAPE), ("public", "alembic_version", SHAPE)];
        assert_eq!(chosen(&tables, &none).unwrap().as_deref(), Some("public.alembic_version"));
        let app = Wanted { schema: Some(Name::verbatim("app")), ..Wanted::default() };
        assert_eq!(chosen(&tables, &app).unwrap().as_deref(), Some("app.alembic_version"));
        assert_eq!(chosen(&[("app", "v", SHAPE)], &none).unwrap().as_deref(), Some("app.v"));
        assert_eq!(chosen(&[("public", "v", &["version_num", "at"])], &none).unwrap(), None);
        let named = Wanted { name: Some(Name::verbatim("v")), ..Wanted::default() };
        assert_eq!(chosen(&[("app", "v", &["version_num", "at"])], &named).unwrap().as_deref(), Some("app.v"));
        assert_eq!(chosen(&[("public", "alembic_version", SHAPE)], &named).unwrap(), None);
    }

    #[test]
    fn what_only_has_the_name_is_told() {
        let none = Wanted::default();
        let shape = [("app", "v", SHAPE), ("public", "alembic_version", &["version"][..])];
        let error = chosen(&shape, &none).unwrap_err();
        assert_eq!(error.code, Code::ODD_VERSION_TABLE);
        assert!(error.message.starts_with("`public.alembic_version` has no column `version_num`, only `version`"));
        assert!(error.help.contains("RENAME COLUMN version TO version_num;"), "{}", error.help);
        let more = [("public", "alembic_version", &["version_num", "at"][..])];
        assert_eq!(chosen(&more, &none).unwrap().as_deref(), Some("public.alembic_version"));
        // Alembic finds it only where the search path does.
        assert_eq!(chosen(&[("app", "alembic_version", &["version"])], &none).unwrap(), None);
    }

    #[test]
    fn several_are_listed_with_the_option_that_decides() {
        let tables = [("a", "alembic_version", SHAPE), ("b", "alembic_version", SHAPE)];
        let error = chosen(&tables, &Wanted::default()).unwrap_err();
        assert_eq!(error.message, "there are 2 version tables: `a.alembic_version`, `b.alembic_version`");
        assert!(error.help.starts_with("name one with `--version-table-schema a`; where each schema is a tenant"));
    }

    #[test]
    fn the_width_is_the_type_s() {
        assert_eq!(catalog(&[("public", "v", SHAPE)], &Wanted::default()).version_tables[0].width, Some(32));
    }
}
