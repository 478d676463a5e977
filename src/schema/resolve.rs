//! Finds what a name means under the search path (PostgreSQL 15, `namespace.c`). `pg_temp` is looked in first;
//! `pg_catalog`, of which nothing is kept, is taken to have what its names promise.

use crate::name::{Name, QualifiedName};
use crate::operation::{RelationRef, TypeRef};
use crate::schema::facts::TEMPORARY;
use crate::schema::refuse::{Outcome, no_relation, no_schema};
use crate::schema::{
    DataType, Key, ObjectId, Refusal, Schema, SqlState, Stored, Table, Type, TypeBase, TypeKind, Unknown,
};
use std::sync::Arc;

/// A relation that was found.
#[derive(Clone, Debug)]
pub(super) enum Relation<'a> {
    Stored(&'a Stored),
    /// An index that backs a constraint of this table.
    ConstraintIndex(&'a Arc<Table>),
}

impl Schema {
    /// Returns the schema that new objects go to: the one named, or the first of the search path that exists.
    pub(super) fn creation_schema(&self, named: Option<&Name>) -> Outcome<Name> {
        match named {
            Some(name) if self.has_namespace(name) => Ok(name.clone()),
            Some(name) => Err(no_schema(name)),
            None => self
                .creation_path()
                .cloned()
                .ok_or_else(|| Refusal::new(SqlState::INVALID_SCHEMA_NAME, "no schema has been selected to create in")),
        }
    }

    /// Returns the full name of a new object.
    pub(super) fn creation_name(&self, reference: &RelationRef) -> Outcome<QualifiedName> {
        Ok(QualifiedName::new(self.creation_schema(reference.schema.as_ref())?, reference.name.clone()))
    }

    /// Returns the full name that `reference` has, or would have if it were created now.
    #[must_use]
    pub fn full_name(&self, reference: &RelationRef) -> QualifiedName {
        if let Some(found) = self.find_relation(reference) {
            return found;
        }
        let schema = reference.schema.clone().or_else(|| self.creation_path().cloned()).unwrap_or_else(Name::public);
        QualifiedName::new(schema, reference.name.clone())
    }

    /// Returns the full name of the table, view, index or sequence that `reference` means, if there is one.
    #[must_use]
    pub fn find_relation(&self, reference: &RelationRef) -> Option<QualifiedName> {
        self.candidates(reference.schema.as_ref(), &reference.name).find(|name| self.has_relation(name))
    }

    /// Returns the full names under which `reference` is looked up, in order.
    pub fn full_names<'a>(&'a self, reference: &'a RelationRef) -> impl Iterator<Item = QualifiedName> + 'a {
        self.candidates(reference.schema.as_ref(), &reference.name)
    }

    /// Returns the full name of the type that `reference` means, if the schema has one; row types of tables count.
    #[must_use]
    pub fn find_type(&self, reference: &RelationRef) -> Option<QualifiedName> {
        self.candidates(reference.schema.as_ref(), &reference.name).find(|name| self.has_type(name))
    }

    /// Returns whether `schema` is there; the system's own always are.
    #[must_use]
    pub fn has_namespace(&self, schema: &Name) -> bool {
        is_system(schema) || self.find(&Key::Namespace(schema.clone())).is_some()
    }

    /// Returns whether a type or a relation with a row type is called `name`.
    pub(super) fn has_type(&self, name: &QualifiedName) -> bool {
        self.type_named(name).is_some()
            || matches!(self.relation(name), Some(Stored::Table(_) | Stored::View(_)))
            || self.is_multirange(name)
    }

    /// Returns whether a range type has brought `name` along (PostgreSQL 14, `makeMultirangeTypeName`).
    fn is_multirange(&self, name: &QualifiedName) -> bool {
        let made_by = |own: &Type| match &own.kind {
            TypeKind::Range { definition } => {
                let named = format!("multirange_type_name = {}", name.quoted().to_ascii_lowercase());
                let usual = match own.name.name.as_str().split_once("range") {
                    Some((before, after)) => format!("{before}multirange{after}"),
                    None => format!("{}_multirange", own.name.name),
                };
                definition.contains(&named)
                    || !definition.contains("multirange_type_name") && usual == name.name.as_str()
            }
            _ => false,
        };
        // The name says it, or there would be a look at every object for every type that is not there.
        name.name.as_str().contains("multirange")
            && self.objects().any(
                |(_, stored)| matches!(stored, Stored::Type(own) if own.name.schema == name.schema && made_by(own)),
            )
    }

    /// Returns the relation that `reference` means, with its full name.
    pub(super) fn resolve_relation(&self, reference: &RelationRef) -> Outcome<(QualifiedName, Relation<'_>)> {
        if let Some(schema) = &reference.schema
            && !self.has_namespace(schema)
        {
            return Err(no_schema(schema));
        }
        self.look_up(reference).ok_or_else(|| no_relation(reference, &self.full_name(reference)))
    }

    /// Returns the relation that `reference` means, if there is one.
    pub(super) fn look_up(&self, reference: &RelationRef) -> Option<(QualifiedName, Relation<'_>)> {
        let name = self.find_relation(reference)?;
        let relation = match self.relation(&name) {
            Some(stored) => Relation::Stored(stored),
            None => Relation::ConstraintIndex(self.constraint_index(&name)?),
        };
        Some((name, relation))
    }

    /// Returns the type that `reference` means. A serial type gives its integer type.
    pub(super) fn resolve_type(&self, reference: &TypeRef) -> Outcome<DataType> {
        match reference {
            TypeRef::Serial(data_type) => Ok(data_type.clone()),
            TypeRef::Resolved(data_type) => match &data_type.base {
                TypeBase::User(name) => self.check_type(name, data_type),
                TypeBase::Builtin(name) => check_modifiers(name, data_type),
                TypeBase::Unknown(_) => Ok(data_type.clone()),
            },
            TypeRef::Named { name, modifiers, array } => {
                let found = self.candidates(None, name).find(|full| self.has_type(full) || self.is_brought(full));
                let mut data_type = match found {
                    Some(full) => DataType::user(full),
                    None => self.type_of_extensions(name).ok_or_else(|| {
                        let own = ObjectId::Type(self.full_name(&RelationRef::bare(name.clone())));
                        no_type(name.as_str(), *array).about(own)
                    })?,
                };
                data_type.modifiers.clone_from(modifiers);
                data_type.array = *array;
                Ok(data_type)
            }
        }
    }

    fn check_type(&self, name: &QualifiedName, data_type: &DataType) -> Outcome<DataType> {
        if self.has_type(name) || self.is_brought(name) || is_catalog(&name.schema) {
            return Ok(data_type.clone());
        }
        if !self.has_namespace(&name.schema) {
            return Err(no_schema(&name.schema));
        }
        if let Some(unknown) = self.type_of_extensions(&name.name).filter(|own| own.as_unknown().is_some()) {
            return Ok(unknown);
        }
        Err(no_type(&name.to_string(), data_type.array).about(ObjectId::Type(name.clone())))
    }

    fn is_brought(&self, name: &QualifiedName) -> bool {
        self.brings_type(name)
    }

    /// Returns a type for a name that no schema has: unknown where an extension whose types are not listed may have
    /// brought it, none where nothing can.
    fn type_of_extensions(&self, name: &Name) -> Option<DataType> {
        let extension = self.unlisted_extension()?;
        let reason = format!("type `{name}` may come from extension `{extension}`");
        Some(DataType::unknown(Unknown::new(reason, None)))
    }

    /// Returns the full names under which `name` is looked up, in order.
    fn candidates<'a>(&'a self, schema: Option<&'a Name>, name: &'a Name) -> impl Iterator<Item = QualifiedName> + 'a {
        let named = schema.into_iter().cloned();
        let path = self.search_path.iter().filter(move |_| schema.is_none()).cloned();
        let temporary = schema.is_none().then(|| Name::verbatim(TEMPORARY));
        named.chain(temporary).chain(path).map(move |schema| QualifiedName::new(schema, name.clone()))
    }

    fn creation_path(&self) -> Option<&Name> {
        self.search_path.iter().find(|name| self.find(&Key::Namespace((*name).clone())).is_some())
    }
}

/// Returns whether the schema is `pg_catalog` or `information_schema`, of which nothing is kept.
pub(super) fn is_catalog(schema: &Name) -> bool {
    matches!(schema.as_str(), "pg_catalog" | "information_schema")
}

fn is_system(schema: &Name) -> bool {
    is_catalog(schema) || matches!(schema.as_str(), TEMPORARY | "pg_toast")
}

fn no_type(name: &str, array: bool) -> Refusal {
    let array = if array { "[]" } else { "" };
    Refusal::new(SqlState::UNDEFINED_OBJECT, format!("type \"{name}{array}\" does not exist"))
}

/// Refuses a length or precision for a type that takes none (`typenameTypeMod`): those of `pg_catalog` with a
/// `typmodin` are listed.
fn check_modifiers(name: &Name, data_type: &DataType) -> Outcome<DataType> {
    const TAKE_ONE: [&str; 7] =
        ["character", "bpchar", "character varying", "bit", "bit varying", "numeric", "interval"];
    let takes_one = TAKE_ONE.contains(&name.as_str()) || name.as_str().ends_with(" time zone");
    if data_type.modifiers.is_empty() || takes_one {
        return Ok(data_type.clone());
    }
    let array = if data_type.array { "[]" } else { "" };
    let message = format!("type modifier is not allowed for type \"{name}{array}\"");
    Err(Refusal::new(SqlState::SYNTAX_ERROR, message))
}
