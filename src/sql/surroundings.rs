//! What a statement or expression stands in: the schema whose types and names it means. Not needed to parse it; with it
//! fewer things are unknown.

use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::{DataType, Key, Schema, Stored, Table, TypeBase, TypeKind};
use crate::sql::expression::Scope;
use crate::sql::parameters::Parameters;

/// Where a statement stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// The schema as it is before the statement.
    pub schema: Option<&'a Schema>,
    pub parameters: Parameters,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The type the expression's value is stored as: the column's, for a default.
    pub target: Option<&'a DataType>,
    /// The columns that bare names mean. Without it every bare name is a column of an unknown type.
    pub columns: Option<&'a [(Name, DataType)]>,
    pub schema: Option<&'a Schema>,
    /// The table whose columns need no name before them.
    pub table: Option<&'a QualifiedName>,
    /// The relations of the query that the expression is of.
    pub scope: Option<&'a Scope>,
}

impl<'a> Surroundings<'a> {
    /// Returns the surroundings of SQL that is sent as it is, on `schema`.
    #[must_use]
    pub fn of(schema: &'a Schema) -> Self {
        Self { schema: Some(schema), parameters: Parameters::None }
    }

    /// Returns the same with the way the text marks its parameters.
    #[must_use]
    pub fn with(mut self, parameters: Parameters) -> Self {
        self.parameters = parameters;
        self
    }

    /// Returns the table that `name` means.
    pub(super) fn table(self, name: &RelationRef) -> Option<&'a Table> {
        let schema = self.schema?;
        candidates(schema, name).find_map(|full| schema.table(&full)).map(std::convert::AsRef::as_ref)
    }

    /// Returns the full name of the type that `name` means.
    pub(super) fn type_name(self, name: &RelationRef) -> QualifiedName {
        Context::default().within(self.schema).type_named(name)
    }

    /// Returns the full name of the function that `name` means.
    pub(super) fn routine_name(self, name: &RelationRef) -> QualifiedName {
        Context::default().within(self.schema).routine_named(name)
    }

    /// Returns what the domain `name` is a domain of.
    pub(super) fn base_of_domain(self, name: &RelationRef) -> Option<DataType> {
        match &self.schema?.type_named(&self.type_name(name))?.kind {
            TypeKind::Domain { base, .. } => Some(base.clone()),
            _ => None,
        }
    }

    /// Returns the full name that `name` has or would have.
    pub(super) fn full_name(self, name: &RelationRef) -> QualifiedName {
        let found =
            self.schema.and_then(|schema| candidates(schema, name).find(|full| schema.relation(full).is_some()));
        found.unwrap_or_else(|| assume(self.schema, name))
    }
}

impl<'a> Context<'a> {
    /// Returns the context of a default of a column of this type.
    #[must_use]
    pub fn default_of(target: &'a DataType) -> Self {
        Self { target: Some(target), columns: Some(&[]), schema: None, table: None, scope: None }
    }

    /// Returns the context of a check, predicate or index key on a table with these columns.
    #[must_use]
    pub fn of_columns(columns: &'a [(Name, DataType)]) -> Self {
        Self { target: None, columns: Some(columns), schema: None, table: None, scope: None }
    }

    /// Returns the same, with names meaning what they mean in `schema`.
    #[must_use]
    pub fn within(mut self, schema: Option<&'a Schema>) -> Self {
        self.schema = schema;
        self
    }

    pub(super) fn type_of(&self, column: &Name) -> Option<&'a DataType> {
        self.columns?.iter().find(|(name, _)| name == column).map(|(_, data_type)| data_type)
    }

    /// Returns what a domain is a domain of; any other type itself.
    #[must_use]
    pub fn base_of(&self, own: &DataType) -> DataType {
        let mut own = own.clone();
        // A domain on a domain on a domain is rare, and a circle impossible.
        for _ in 0..8 {
            let (TypeBase::User(name), Some(schema)) = (&own.base, self.schema) else { break };
            let Some(TypeKind::Domain { base, .. }) = schema.type_named(name).map(|found| &found.kind) else { break };
            own = base.clone();
        }
        own
    }

    /// Returns the full name of the type that `name` means.
    pub(super) fn type_named(&self, name: &RelationRef) -> QualifiedName {
        self.find(name, |schema, full| schema.type_named(full).is_some() || schema.relation(full).is_some())
    }

    /// Returns the full name of the relation that `name` means.
    pub(super) fn relation_named(&self, name: &RelationRef) -> QualifiedName {
        self.find(name, |schema, full| schema.relation(full).is_some())
    }

    /// Returns the full name of the function that `name` means.
    pub(super) fn routine_named(&self, name: &RelationRef) -> QualifiedName {
        self.find(name, |schema, full| {
            schema.objects().any(|(key, _)| matches!(key, Key::Routine(own, _) if own == full))
        })
    }

    /// Returns whether the search path has a function of this name.
    pub(super) fn has_routine(&self, name: &Name) -> bool {
        let Some(schema) = self.schema else { return false };
        let is_meant = |own: &QualifiedName| own.name == *name && schema.search_path.contains(&own.schema);
        schema.objects().any(|(key, _)| matches!(key, Key::Routine(own, _) if is_meant(own)))
    }

    fn find(&self, name: &RelationRef, is_there: impl Fn(&Schema, &QualifiedName) -> bool) -> QualifiedName {
        if let (None, Some(schema)) = (&name.schema, self.schema)
            && schema.search_path.len() > 1
            && let Some(found) = candidates(schema, name).find(|full| is_there(schema, full))
        {
            return found;
        }
        assume(self.schema, name)
    }
}

/// Returns the columns of a table with their types.
pub(super) fn columns_of(table: &Table) -> Vec<(Name, DataType)> {
    table.columns.iter().map(|column| (column.name.clone(), column.data_type.clone())).collect()
}

fn candidates<'a>(schema: &'a Schema, name: &'a RelationRef) -> impl Iterator<Item = QualifiedName> + 'a {
    let path = schema.search_path.iter().filter(move |_| name.schema.is_none());
    name.schema.iter().chain(path).map(move |schema| QualifiedName::new(schema.clone(), name.name.clone()))
}

/// Returns the name in the schema it gives, else in the first of the search path that exists.
fn assume(schema: Option<&Schema>, name: &RelationRef) -> QualifiedName {
    let first = || {
        let schema = schema?;
        let exists = |own: &&Name| matches!(schema.find(&Key::Namespace((*own).clone())), Some(Stored::Namespace(_)));
        schema.search_path.iter().find(exists).cloned()
    };
    let own = name.schema.clone().or_else(first).unwrap_or_else(Name::public);
    QualifiedName::new(own, name.name.clone())
}
