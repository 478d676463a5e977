//! Types and trigger functions that are older than the history: what statements may say of them although nobody knows what they
//! are.

use crate::name::QualifiedName;
use crate::operation::{Existing, LabelPosition, Operation, RoutineDefinition, TypeDefinition};
use crate::replay::recorder::Recorder;
use crate::schema::{Key, ObjectId, Refusal, RoutineKind, SqlState, Stored, Touched, Type, TypeKind};
use std::sync::Arc;

impl Recorder {
    /// Returns whether a step that nobody can read may have made this type or function. Types come with new tables, too.
    pub(super) fn may_be_made_unseen(&self, object: &ObjectId) -> bool {
        let may_make = |touched: &Touched| match touched {
            Touched::Everything => true,
            Touched::Table(table) => matches!(object, ObjectId::Type(_)) && !self.seen.older.contains_key(table),
            Touched::Object(own) => own == object,
        };
        self.schema.latest_unknown(|touched, _| may_make(touched)).is_some()
    }

    /// Makes a type that is older than the history what a statement about labels takes it for: an enum that has the label
    /// which it names. Tells whether that was missing.
    pub(super) fn fits_older_enum(&mut self, operation: &Operation, refusal: &Refusal) -> bool {
        let (name, needed) = match operation {
            Operation::AddEnumLabel { name, position, .. } => {
                let near = position.as_ref().map(|own| match own {
                    LabelPosition::Before(label) | LabelPosition::After(label) => label,
                });
                (name, near)
            }
            Operation::RenameEnumLabel { name, from, .. } => (name, Some(from)),
            _ => return false,
        };
        let Some(full) = self.schema.find_type(name).filter(|own| self.seen.older_types.contains(own)) else {
            return false;
        };
        let Some(own) = self.schema.type_named(&full) else { return false };
        let labels = match (&own.kind, refusal.state, needed) {
            (TypeKind::Base, SqlState::WRONG_OBJECT_TYPE, _) => needed.into_iter().cloned().collect(),
            (TypeKind::Enum { labels }, SqlState::INVALID_PARAMETER_VALUE, Some(needed))
                if !labels.contains(needed) =>
            {
                labels.iter().chain([needed]).cloned().collect()
            }
            _ => return false,
        };
        let own = Type { kind: TypeKind::Enum { labels }, ..Type::clone(own) };
        let change = self.schema.put(Key::Type(full), Some(Stored::Type(Arc::new(own))));
        self.log.changes.push(change);
        true
    }
}

/// Makes a type of which only the name is known.
pub(super) fn older_type(name: &QualifiedName) -> Operation {
    Operation::CreateType { name: name.clone().into(), definition: TypeDefinition::Base }
}

/// Makes a trigger function of which only the name is known.
pub(super) fn older_routine(name: &QualifiedName) -> Operation {
    Operation::CreateRoutine(RoutineDefinition {
        name: name.clone().into(),
        kind: RoutineKind::Function,
        arguments: Vec::new(),
        signature: String::new(),
        body: String::new(),
        existing: Existing::Fail,
    })
}
