//! Which table is Alembic's version table. Not what its rows mean (that is `audit`).

use super::{Catalog, VersionTable};
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::name::{Name, QualifiedName};
use crate::schema::{Column, Schema, Table};

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
    /// Returns the version table that Alembic would use: the one of the wanted name and schema; without a schema, the
    /// first in the search path, else the only one; without a name `alembic_version`, else the only one of its shape.
    ///
    /// # Errors
    /// There are several, and nothing says which.
    pub fn version_table(&self, wanted: &Wanted) -> Result<Option<&VersionTable>> {
        let default = Name::verbatim(DEFAULT_NAME);
        let name = wanted.name.as_ref().unwrap_or(&default);
        let in_schema = |table: &&VersionTable| wanted.schema.as_ref().is_none_or(|own| table.name.schema == *own);
        let of_schema: Vec<&VersionTable> = self.version_tables.iter().filter(in_schema).collect();
        let named: Vec<&VersionTable> = of_schema.iter().copied().filter(|table| table.name.name == *name).collect();
        if named.is_empty() && wanted.name.is_none() {
            return only(&of_schema);
        }
        let visible = |schema: &Name| named.iter().copied().find(|table| table.name.schema == *schema);
        match self.schema.search_path.iter().find_map(visible) {
            Some(found) => Ok(Some(found)),
            None => only(&named),
        }
    }
}

/// Returns the tables that have the shape of a version table, or the wanted name and its column; their rows are not known.
pub(super) fn find(schema: &Schema, wanted: &Wanted) -> Vec<VersionTable> {
    let of_table = |table: &Table| {
        let column = table.column(&Name::verbatim(COLUMN)).filter(|column| is_text(column))?;
        let is_wanted = wanted.name.as_ref().is_some_and(|name| *name == table.name.name)
            && wanted.schema.as_ref().is_none_or(|own| *own == table.name.schema);
        (table.columns.len() == 1 || is_wanted).then(|| VersionTable {
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
    fn several_are_listed_with_the_option_that_decides() {
        let tables = [("a", "alembic_version", SHAPE), ("b", "alembic_version", SHAPE)];
        let error = chosen(&tables, &Wanted::default()).unwrap_err();
        assert_eq!(error.message, "there are 2 version tables: `a.alembic_version`, `b.alembic_version`");
        assert_eq!(error.help, "name one with `--version-table-schema a`");
    }

    #[test]
    fn the_width_is_the_type_s() {
        assert_eq!(catalog(&[("public", "v", SHAPE)], &Wanted::default()).version_tables[0].width, Some(32));
    }
}
