//! The whole of a snapshot: one list for each kind of object, in the order of names.

use super::VERSION;
use super::doubt::Doubt;
use super::expression::typed_columns;
use super::index::IndexText;
use super::name::{Qualified, is_default, names, texts};
use super::routine::{OtherText, RoutineText};
use super::sequence::SequenceText;
use super::table::TableText;
use super::types::OwnType;
use super::view::ViewText;
use crate::catalog::{Catalog, VersionTable};
use crate::name::{Name, QualifiedName};
use crate::schema::{DataType, Extension, Key, Namespace, Schema, Stored, Touched};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A catalog as it is written.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Document {
    #[serde(rename = "limbeck-snapshot")]
    pub(super) version: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    version_tables: Vec<VersionTableText>,
    search_path: Vec<String>,
    schemas: Vec<NamespaceText>,
    #[serde(default, skip_serializing_if = "is_default")]
    extensions: Vec<ExtensionText>,
    #[serde(default, skip_serializing_if = "is_default")]
    types: Vec<OwnType>,
    #[serde(default, skip_serializing_if = "is_default")]
    sequences: Vec<SequenceText>,
    #[serde(default, skip_serializing_if = "is_default")]
    tables: Vec<TableText>,
    #[serde(default, skip_serializing_if = "is_default")]
    indexes: Vec<IndexText>,
    #[serde(default, skip_serializing_if = "is_default")]
    views: Vec<ViewText>,
    #[serde(default, skip_serializing_if = "is_default")]
    routines: Vec<RoutineText>,
    #[serde(default, skip_serializing_if = "is_default")]
    others: Vec<OtherText>,
    #[serde(default, skip_serializing_if = "is_default")]
    unknown: Vec<Doubt>,
    /// The last line: what was cut off between two objects would read like a database that lacks the rest.
    #[serde(default)]
    complete: bool,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct VersionTableText {
    name: Qualified,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    /// Not written where they are not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<String>>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct NamespaceText {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ExtensionText {
    name: String,
    schema: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

impl Document {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let schema = &catalog.schema;
        let mut own = Self {
            version: VERSION,
            version_tables: catalog.version_tables.iter().map(VersionTableText::of).collect(),
            search_path: texts(&schema.search_path),
            schemas: Vec::new(),
            extensions: Vec::new(),
            types: Vec::new(),
            sequences: Vec::new(),
            tables: Vec::new(),
            indexes: Vec::new(),
            views: Vec::new(),
            routines: Vec::new(),
            others: Vec::new(),
            unknown: doubts(schema),
            complete: true,
        };
        schema.objects().for_each(|(_, stored)| own.add(stored, schema));
        own
    }

    pub(super) fn into_catalog(self) -> Result<Catalog, String> {
        if !self.complete {
            return Err("it was cut off: its last line, `complete: true`, is missing".into());
        }
        let mut schema = Schema::bare();
        schema.begin_session(names(&self.search_path));
        for text in self.schemas {
            let own = Namespace { name: Name::verbatim(&text.name), comment: text.comment };
            schema.put(Key::Namespace(own.name.clone()), Some(Stored::Namespace(Arc::new(own))));
        }
        for text in self.extensions {
            let name = Name::verbatim(&text.name);
            let own = Extension { name, schema: Name::verbatim(&text.schema), comment: text.comment };
            schema.put(Key::Extension(own.name.clone()), Some(Stored::Extension(Arc::new(own))));
        }
        for text in self.types {
            let own = text.into_type()?;
            schema.put(Key::Type(own.name.clone()), Some(Stored::Type(Arc::new(own))));
        }
        for text in self.tables {
            let own = text.into_table()?;
            put_relation(&mut schema, own.name.clone(), Stored::Table(Arc::new(own)))?;
        }
        for text in self.sequences {
            let own = text.into_sequence();
            put_relation(&mut schema, own.name.clone(), Stored::Sequence(Arc::new(own)))?;
        }
        for text in self.views {
            let own = text.into_view();
            put_relation(&mut schema, own.name.clone(), Stored::View(Arc::new(own)))?;
        }
        for text in self.indexes {
            let own = text.clone().into_index(&columns_of(&schema, &text.table().0))?;
            put_relation(&mut schema, own.name.clone(), Stored::Index(Arc::new(own)))?;
        }
        for text in self.routines {
            let own = text.into_routine();
            let key = Key::Routine(own.name.clone(), own.argument_types());
            schema.put(key, Some(Stored::Routine(Arc::new(own))));
        }
        for text in self.others {
            let own = text.into_other();
            schema.put(Key::Other(own.kind.clone(), own.name.clone()), Some(Stored::Other(Arc::new(own))));
        }
        for doubt in self.unknown {
            schema.unknown.push(doubt.into_unknown()?);
        }
        let version_tables = self.version_tables.into_iter().map(VersionTableText::into_table).collect();
        Ok(Catalog { schema, version_tables, findings: Vec::new() })
    }

    fn add(&mut self, stored: &Stored, schema: &Schema) {
        match stored {
            Stored::Namespace(own) => {
                let name = own.name.as_str().to_string();
                self.schemas.push(NamespaceText { name, comment: own.comment.clone() });
            }
            Stored::Extension(own) => self.extensions.push(ExtensionText {
                name: own.name.as_str().to_string(),
                schema: own.schema.as_str().to_string(),
                comment: own.comment.clone(),
            }),
            Stored::Type(own) => self.types.push(OwnType::of(own)),
            Stored::Table(own) => self.tables.push(TableText::of(own)),
            Stored::Index(own) => self.indexes.push(IndexText::of(own, &columns_of(schema, &own.table))),
            Stored::Sequence(own) => self.sequences.push(SequenceText::of(own)),
            Stored::View(own) => self.views.push(ViewText::of(own)),
            Stored::Routine(own) => self.routines.push(RoutineText::of(own)),
            Stored::Other(own) => self.others.push(OtherText::of(own)),
        }
    }
}

impl VersionTableText {
    fn of(own: &VersionTable) -> Self {
        Self { name: Qualified(own.name.clone()), width: own.width, rows: own.rows.clone() }
    }

    fn into_table(self) -> VersionTable {
        VersionTable { name: self.name.0, rows: self.rows, width: self.width }
    }
}

/// What is not known; constraints whose names are not known have no words of their own here, and count as anything.
fn doubts(schema: &Schema) -> Vec<Doubt> {
    let named = schema.unknown.iter().map(|(touched, unknown)| Doubt::of(touched, unknown));
    named.chain(schema.vague().iter().map(|(_, unknown)| Doubt::of(&Touched::Everything, unknown))).collect()
}

/// Returns the typed columns of a table; none of a view, whose columns' types are not kept.
fn columns_of(schema: &Schema, name: &QualifiedName) -> Vec<(Name, DataType)> {
    schema.table(name).map(|table| typed_columns(table)).unwrap_or_default()
}

fn put_relation(schema: &mut Schema, name: QualifiedName, stored: Stored) -> Result<(), String> {
    if schema.relation(&name).is_some() {
        return Err(format!("there are two relations `{name}`"));
    }
    schema.put(Key::Relation(name), Some(stored));
    Ok(())
}
