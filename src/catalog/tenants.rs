//! One application several times in one database: each time in a schema of its own, with a version table of its own. What
//! belongs to one of these tenants, what they share, and which of them are in the same state. Who is a tenant, `audit` decides.

use super::{Catalog, VersionTable, Wanted};
use crate::finding::Finding;
use crate::name::Name;
use crate::operation::{IfExists, ObjectRef, Operation};
use crate::schema::{Fact, Key, Schema, Stored, Touched, Unknown};
use std::collections::{BTreeMap, BTreeSet};

/// A catalog, taken apart by schema.
#[derive(Clone, Debug, Default)]
pub struct Tenants {
    shared: Catalog,
    own: BTreeMap<Name, Own>,
}

#[derive(Clone, Debug, Default)]
struct Own {
    objects: Vec<(Key, Stored)>,
    version_tables: Vec<VersionTable>,
    findings: Vec<Finding>,
    unknown: Vec<(Touched, Unknown)>,
}

/// Everything that is a tenant's own, whatever its schema is called: equal states have equal answers, where the history does
/// not ask for the name of the schema.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    facts: Vec<Fact>,
    version_tables: Vec<(Name, Option<Vec<String>>, Option<u32>)>,
    /// What limits the reading, in words that name the schema: such states are never equal.
    limits: Vec<String>,
}

/// What every tenant's schema is called where states are compared.
const ANY: &str = "limbeck_tenant";

impl Catalog {
    /// Returns the schemas that hold a version table of the wanted name.
    #[must_use]
    pub fn version_schemas(&self, wanted: &Wanted) -> BTreeSet<Name> {
        let name = wanted.full_name().name;
        let tables = self.version_tables.iter().filter(|table| table.name.name == name);
        tables.map(|table| table.name.schema.clone()).collect()
    }

    /// Returns all schemas, in the order of their names.
    pub fn schemas(&self) -> impl Iterator<Item = &Name> {
        self.schema.objects().filter_map(|(key, _)| match key {
            Key::Namespace(name) => Some(name),
            _ => None,
        })
    }
}

impl Tenants {
    /// Takes a catalog apart: what lies in one of `schemas`, and the rest, which all of them see.
    #[must_use]
    pub fn split(catalog: &Catalog, schemas: &BTreeSet<Name>) -> Self {
        let mut own: BTreeMap<Name, Own> = schemas.iter().map(|name| (name.clone(), Own::default())).collect();
        let mut shared = Catalog { schema: Schema::bare(), ..Catalog::default() };
        for (key, stored) in catalog.schema.objects() {
            match schema_of(key).and_then(|schema| own.get_mut(schema)) {
                Some(tenant) => tenant.objects.push((key.clone(), stored.clone())),
                None => drop(shared.schema.put(key.clone(), Some(stored.clone()))),
            }
        }
        for table in &catalog.version_tables {
            match own.get_mut(&table.name.schema) {
                Some(tenant) => tenant.version_tables.push(table.clone()),
                None => shared.version_tables.push(table.clone()),
            }
        }
        for (touched, unknown) in &catalog.schema.unknown {
            match touched_schema(touched).and_then(|schema| own.get_mut(schema)) {
                Some(tenant) => tenant.unknown.push((touched.clone(), unknown.clone())),
                None => shared.schema.unknown.push((touched.clone(), unknown.clone())),
            }
        }
        for finding in &catalog.findings {
            match own.iter_mut().find(|(schema, _)| is_about(finding, schema)) {
                Some((_, tenant)) => tenant.findings.push(finding.clone()),
                None => shared.findings.push(finding.clone()),
            }
        }
        let path = catalog.schema.usual_path.iter().filter(|name| !schemas.contains(*name));
        shared.schema.begin_session(path.cloned().collect());
        Self { shared, own }
    }

    /// Returns the database as one tenant has it: its schema is where names without a schema are looked up first, and those
    /// of the others are not there.
    #[must_use]
    pub fn view(&self, tenant: &Name) -> Catalog {
        let mut catalog = self.shared.clone();
        if let Some(own) = self.own.get(tenant) {
            for (key, stored) in &own.objects {
                catalog.schema.put(key.clone(), Some(stored.clone()));
            }
            catalog.schema.unknown.extend(own.unknown.iter().cloned());
            catalog.version_tables.extend(own.version_tables.iter().cloned());
            catalog.findings.extend(own.findings.iter().cloned());
        }
        catalog.look_first_in(tenant);
        catalog
    }

    /// Returns what is the tenant's own.
    #[must_use]
    pub fn state(&self, tenant: &Name) -> State {
        let Some(own) = self.own.get(tenant) else {
            return State { facts: Vec::new(), version_tables: Vec::new(), limits: vec![tenant.to_string()] };
        };
        let mut schema = Schema::bare();
        for (key, stored) in &own.objects {
            schema.put(key.clone(), Some(stored.clone()));
        }
        let rename = Operation::Rename {
            object: ObjectRef::Schema(tenant.clone()),
            to: Name::verbatim(ANY),
            missing: IfExists::default(),
        };
        // Where it cannot be renamed, its facts name it, and are nobody else's.
        let _ = schema.apply(&rename);
        let of_table = |table: &VersionTable| (table.name.name.clone(), table.rows.clone(), table.width);
        let unknown = own.unknown.iter().map(|(touched, unknown)| format!("{touched:?} {}", unknown.reason));
        State {
            facts: schema.facts(),
            version_tables: own.version_tables.iter().map(of_table).collect(),
            limits: own.findings.iter().map(|finding| finding.message.clone()).chain(unknown).collect(),
        }
    }

    /// Returns the names of a schema's tables that are no version tables.
    pub fn tables(&self, schema: &Name) -> impl Iterator<Item = &Name> {
        let own = self.own.get(schema);
        let is_version_table =
            move |name: &Name| own.is_some_and(|own| own.version_tables.iter().any(|table| table.name.name == *name));
        own.into_iter().flat_map(|own| &own.objects).filter_map(move |(key, stored)| match (key, stored) {
            (Key::Relation(name), Stored::Table(_)) if !is_version_table(&name.name) => Some(&name.name),
            _ => None,
        })
    }
}

fn schema_of(key: &Key) -> Option<&Name> {
    match key {
        Key::Namespace(name) => Some(name),
        Key::Extension(_) => None,
        Key::Type(name) | Key::Relation(name) | Key::Routine(name, _) | Key::Other(_, name) => Some(&name.schema),
    }
}

fn touched_schema(touched: &Touched) -> Option<&Name> {
    match touched {
        Touched::Object(object) => object.schema(),
        Touched::Table(table) => Some(&table.schema),
        Touched::Everything => None,
    }
}

/// Whether what was noticed is about something in this schema: it names it in full, after a kind or in backticks.
fn is_about(finding: &Finding, schema: &Name) -> bool {
    let named = |before: char| finding.message.contains(&format!("{before}{schema}."));
    named('`') || named(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::read_text;
    use crate::source::Source;

    const SCRIPT: &str = "
        CREATE TABLE public.plan (id int PRIMARY KEY);
        CREATE SCHEMA a; CREATE TYPE a.kind AS ENUM ('x'); CREATE TABLE a.t (id serial PRIMARY KEY, k a.kind, p int REFERENCES public.plan);
        CREATE TABLE a.alembic_version (version_num varchar(32)); INSERT INTO a.alembic_version VALUES ('1');
        CREATE SCHEMA b; CREATE TYPE b.kind AS ENUM ('x'); CREATE TABLE b.t (id serial PRIMARY KEY, k b.kind, p int REFERENCES public.plan);
        CREATE TABLE b.alembic_version (version_num varchar(32)); INSERT INTO b.alembic_version VALUES ('1');
        CREATE SCHEMA c; CREATE TYPE c.kind AS ENUM ('x'); CREATE TABLE c.t (id serial PRIMARY KEY, k c.kind, p int);
        CREATE TABLE c.alembic_version (version_num varchar(32)); INSERT INTO c.alembic_version VALUES ('1');";

    fn split(script: &str) -> (Tenants, Vec<Name>) {
        let catalog = read_text(&Source::new("a.sql", script), &Wanted::default()).expect("is read");
        let schemas = catalog.version_schemas(&Wanted::default());
        (Tenants::split(&catalog, &schemas), schemas.into_iter().collect())
    }

    #[test]
    fn a_tenant_sees_itself_and_what_is_shared() {
        let (tenants, schemas) = split(SCRIPT);
        let view = tenants.view(&schemas[0]);
        let tables: Vec<String> = view.schema.tables().map(|table| table.name.to_string()).collect();
        assert_eq!(tables, ["a.alembic_version", "a.t", "public.plan"]);
        assert_eq!(view.schema.search_path, ["a", "public"].map(Name::verbatim));
        assert_eq!(view.version_tables.len(), 1);
    }

    #[test]
    fn states_are_equal_whatever_the_schema_is_called() {
        let (tenants, schemas) = split(SCRIPT);
        let state = |number: usize| tenants.state(&schemas[number]);
        assert!(state(0) == state(1) && state(0) != state(2));
        let (tenants, schemas) =
            split(&SCRIPT.replace("b.alembic_version VALUES ('1')", "b.alembic_version VALUES ('2')"));
        assert!(tenants.state(&schemas[0]) != tenants.state(&schemas[1]));
    }
}
