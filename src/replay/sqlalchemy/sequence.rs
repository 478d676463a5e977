//! `Sequence` as a plain value.

use crate::name::Name;
use crate::operation::{IfExists, IfNotExists, ObjectRef, Operation, RelationRef, SequenceOptions};
use crate::replay::sqlalchemy::compiler::{self, Ddl};

/// A sequence and its options.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    pub name: String,
    pub schema: Option<String>,
    pub options: SequenceOptions,
    /// `optional=True`: a serial will do on PostgreSQL, and nothing is created.
    pub optional: bool,
}

impl Sequence {
    /// Returns the name as SQL names it.
    #[must_use]
    pub fn reference(&self) -> RelationRef {
        RelationRef { schema: self.schema.as_deref().map(Name::verbatim), name: Name::verbatim(&self.name) }
    }

    /// Returns `CREATE SEQUENCE`.
    #[must_use]
    pub fn create(&self, existing: IfNotExists) -> Ddl {
        let sql = compiler::create_sequence(self, existing);
        let (name, options) = (self.reference(), self.options.clone());
        Ddl::new(Operation::CreateSequence { name, options, existing }, sql)
    }

    /// Returns `DROP SEQUENCE`.
    #[must_use]
    pub fn drop(&self, missing: IfExists) -> Ddl {
        compiler::drop("SEQUENCE", self.reference(), ObjectRef::Sequence, missing)
    }

    /// Returns `nextval('…')`.
    #[must_use]
    pub fn next_value(&self) -> String {
        format!("nextval({})", crate::name::quote_literal(&self.reference().quoted()))
    }
}
