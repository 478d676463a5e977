//! What the families of objects share while a database is read: the session, the schema so far, the tables and domains
//! that are not complete yet, and the way from the server's texts to values.

use crate::catalog::connect::{Row, Session, field};
use crate::catalog::{Catalog, VersionTable};
use crate::error::Result;
use crate::finding::{Code, Finding, Severity};
use crate::name::{Name, QualifiedName};
use crate::operation::TypeRef;
use crate::schema::{DataType, Expression, Key, ObjectId, Schema, Stored, Table, Touched, Type, Unknown};
use crate::sql::{self, Context};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A database being read.
pub(super) struct Reader<'s> {
    session: &'s mut Session,
    pub(super) schema: Schema,
    /// By `pg_class.oid`.
    pub(super) tables: BTreeMap<u32, Table>,
    /// By `pg_type.oid`.
    pub(super) domains: BTreeMap<u32, Type>,
    pub(super) version_tables: Vec<VersionTable>,
    pub(super) findings: Vec<Finding>,
}

impl<'s> Reader<'s> {
    /// Returns a reader that has read nothing. The search path is empty, because the server writes every name in full.
    pub(super) fn new(session: &'s mut Session) -> Self {
        let mut schema = Schema::bare();
        schema.search_path.clear();
        Self {
            session,
            schema,
            tables: BTreeMap::new(),
            domains: BTreeMap::new(),
            version_tables: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Returns `server_version_num`.
    pub(super) fn version(&self) -> u32 {
        self.session.server_version()
    }

    pub(super) fn query(&mut self, sql: &str) -> Result<Vec<Row>> {
        self.session.query(sql, &[])
    }

    pub(super) fn keep_type(&mut self, own: Type) {
        self.schema.put(Key::Type(own.name.clone()), Some(Stored::Type(Arc::new(own))));
    }

    /// Keeps the tables, which are complete but for their triggers.
    pub(super) fn keep_tables(&mut self) {
        for table in std::mem::take(&mut self.tables).into_values() {
            self.schema.put(Key::Relation(table.name.clone()), Some(Stored::Table(Arc::new(table))));
        }
    }

    /// Notes that what was read of `object` may not be all there is to it.
    pub(super) fn doubt(&mut self, object: ObjectId, reason: &str) {
        let message = format!("{object}: {reason}");
        let help = "it counts as unknown: no verdict rests on it";
        self.findings.push(Finding::new(Code::UNREAD_OBJECT, Severity::Warning, message).help(help));
        self.schema.unknown.push((Touched::Object(object), Unknown::new(reason, None)));
    }

    /// Returns everything that was read, with the role's own search path.
    pub(super) fn finish(mut self) -> Catalog {
        self.schema.begin_session(self.session.search_path().to_vec());
        Catalog { schema: self.schema, version_tables: self.version_tables, findings: self.findings }
    }
}

/// Returns a type as `format_type` printed it; outside `pg_catalog` it prints the schema.
pub(super) fn data_type(text: &str) -> DataType {
    match sql::data_type(text) {
        TypeRef::Resolved(own) => own,
        TypeRef::Named { .. } | TypeRef::Serial(_) => {
            DataType::unknown(Unknown::new(format!("`{text}` names a type without its schema"), None))
        }
    }
}

/// Returns a default, which becomes a value of `target`.
pub(super) fn default(text: &str, target: &DataType) -> Expression {
    sql::expression(text, &Context::default_of(target))
}

/// Returns an expression over the columns of a table.
pub(super) fn expression(text: &str, columns: &[(Name, DataType)]) -> Expression {
    sql::expression(text, &Context::of_columns(columns))
}

/// Returns the columns of a table with their types, a domain's as what it is a domain of: these decide what an expression
/// means.
pub(super) fn typed_columns(table: &Table, schema: &Schema) -> Vec<(Name, DataType)> {
    let context = Context::default().within(Some(schema));
    table.columns.iter().map(|column| (column.name.clone(), context.base_of(&column.data_type))).collect()
}

pub(super) fn name(row: &Row, column: &str) -> Result<Name> {
    Ok(Name::verbatim(field(row, column)?))
}

pub(super) fn names(row: &Row, column: &str) -> Result<Vec<Name>> {
    let texts: Vec<String> = field(row, column)?;
    Ok(texts.iter().map(|text| Name::verbatim(text)).collect())
}

pub(super) fn qualified(row: &Row, schema: &str, column: &str) -> Result<QualifiedName> {
    Ok(QualifiedName::new(name(row, schema)?, name(row, column)?))
}
