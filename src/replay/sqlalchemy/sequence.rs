//! `Sequence` as a plain value.

use crate::name::Name;
use crate::operation::{IfExists, IfNotExists, ObjectRef, Operation, RelationRef, SequenceOptions};

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
    pub fn create(&self, existing: IfNotExists) -> Operation {
        Operation::CreateSequence { name: self.reference(), options: self.options.clone(), existing }
    }

    /// Returns `DROP SEQUENCE`.
    #[must_use]
    pub fn drop(&self, missing: IfExists) -> Operation {
        Operation::Drop {
            objects: vec![ObjectRef::Sequence(self.reference())],
            missing,
            behavior: crate::operation::Behavior::Restrict,
        }
    }

    /// Returns `nextval('…')`.
    #[must_use]
    pub fn next_value(&self) -> String {
        format!("nextval({})", crate::name::quote_literal(&self.reference().quoted()))
    }
}
