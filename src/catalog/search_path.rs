//! Where the migrations of this database look for names without a schema. A live server says what the role's path is, a dump
//! does not, and `env.py` may set another: the schema of Alembic's version table, which its first run made in the first schema
//! of its path (`MigrationContext._ensure_version_table`, Alembic 1.20.1), is what shows it.

use super::{Catalog, VersionTable, Wanted};
use crate::finding::{Code, Finding, Severity};
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::{Key, Schema};

/// Who chose the schema of the version table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// The search path of the first run.
    ByPath,
    /// `version_table_schema` in `env.py`: the search path may be another.
    ByConfiguration,
}

/// A version table that stands alone where no search path leads: a backup, or one that was moved.
fn out_of_reach(table: &QualifiedName, path: &[Name]) -> Finding {
    let names: Vec<String> = path.iter().map(|schema| format!("`{schema}`")).collect();
    let message = format!(
        "`{table}` is taken for the version table: there is none on the search path ({}), and env.py names no schema",
        names.join(", ")
    );
    let home = path.first().map_or_else(|| "public".to_owned(), Name::quoted);
    let help = format!(
        "if Alembic looks where limbeck did, it takes nothing for stamped, and an upgrade begins with the first revision; where the \
         table was moved: ALTER TABLE {} SET SCHEMA {home};",
        table.quoted()
    );
    Finding::new(Code::UNUSUAL_VERSION_TABLE, Severity::Warning, message).help(help)
}

impl Catalog {
    /// Puts the schema of the version table before a search path that does not reach it, where the tables are there, too.
    pub fn settle_search_path(&mut self, wanted: &Wanted, placed: Placed) {
        let Some(table) = self.chosen(wanted).map(|table| table.name.clone()) else { return };
        let (own, path) = (table.schema.clone(), &self.schema.search_path);
        if placed == Placed::ByPath && wanted.schema.is_none() && !path.contains(&own) && !self.holds_relations(&own) {
            self.findings.push(out_of_reach(&table, path));
        }
        let elsewhere = path.iter().any(|schema| self.holds_relations(schema));
        if path.contains(&own) || !self.holds_relations(&own) || (placed == Placed::ByConfiguration && elsewhere) {
            return;
        }
        let path: Vec<Name> = std::iter::once(own).chain(path.iter().cloned()).collect();
        self.schema.begin_session(path);
    }

    /// Puts a schema before all others on the search path.
    pub fn look_first_in(&mut self, schema: &Name) {
        let others = self.schema.usual_path.iter().filter(|own| *own != schema).cloned();
        let path: Vec<Name> = std::iter::once(schema.clone()).chain(others).collect();
        self.schema.begin_session(path);
    }

    /// Returns the schema that the history began on: no object, only the schema that new objects went to, unless the
    /// history `makes` that one itself.
    #[must_use]
    pub fn beginning(&self, wanted: &Wanted, placed: Placed, makes: &dyn Fn(&Name) -> bool) -> Schema {
        let mut schema = Schema::default();
        schema.begin_session(self.schema.usual_path.clone());
        let by_path = self.chosen(wanted).filter(|_| placed == Placed::ByPath).map(|table| table.name.schema.clone());
        let exists = |name: &&Name| self.schema.has_namespace(name);
        let by_configuration = || self.schema.usual_path.iter().find(exists).filter(|name| !makes(name)).cloned();
        if let Some(key) = by_path.or_else(by_configuration).map(Key::Namespace)
            && let Some(own) = self.schema.find(&key)
        {
            schema.put(key, Some(own.clone()));
        }
        schema
    }

    /// Returns the name of the version table, or the one that Alembic would give it.
    #[must_use]
    pub fn version_table_name(&self, wanted: &Wanted) -> QualifiedName {
        let name = wanted.full_name().name;
        let made = || self.schema.full_name(&RelationRef { schema: wanted.schema.clone(), name });
        self.chosen(wanted).map_or_else(made, |table| table.name.clone())
    }

    fn chosen(&self, wanted: &Wanted) -> Option<&VersionTable> {
        self.version_table(wanted).ok().flatten()
    }

    /// Returns whether a schema has relations that are no version table.
    fn holds_relations(&self, schema: &Name) -> bool {
        let is_version_table = |name: &QualifiedName| self.version_tables.iter().any(|table| table.name == *name);
        self.schema
            .objects()
            .any(|(key, _)| matches!(key, Key::Relation(name) if name.schema == *schema && !is_version_table(name)))
    }
}
