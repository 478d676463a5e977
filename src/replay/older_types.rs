//! Types and trigger functions that are older than the history: what statements may say of them although nobody knows what they
//! are.

use crate::name::QualifiedName;
use crate::operation::{Existing, LabelPosition, Operation, RoutineDefinition, TypeDefinition};
use crate::replay::recorder::{Recorder, Site};
use crate::replay::settings::Unrecorded;
use crate::schema::{Key, ObjectId, Refusal, RoutineKind, SqlState, Stored, Touched, Type, TypeKind, Unknown};
use std::sync::Arc;

impl Recorder {
    /// Takes a type or trigger function that a statement names to be there: it is older than the history, or a step that
    /// nobody can read has made it. Tells whether the statement is worth another try.
    pub(super) fn assume_named(
        &mut self,
        operation: &Operation,
        refusal: &Refusal,
        object: &ObjectId,
        site: &Site,
    ) -> bool {
        let own = Touched::Object(object.clone());
        let is_doubted = self.schema.latest_unknown(|touched, _| *touched == own).is_some();
        if is_doubted || self.settings().unrecorded == Unrecorded::Missing {
            return false;
        }
        // Types come with new tables, too.
        let may_make = |touched: &Touched| match touched {
            Touched::Everything => true,
            Touched::Table(table) => matches!(object, ObjectId::Type(_)) && !self.seen.older.contains_key(table),
            Touched::Object(_) => false,
        };
        if let Some(unknown) = self.schema.latest_unknown(|touched, _| may_make(touched)).cloned() {
            let was_there = match object {
                ObjectId::Type(name) => self.seen.types.contains(name),
                ObjectId::Function(name, _) => self.seen.routines.contains(name),
                _ => true,
            };
            self.may_refuse(&unknown);
            return !was_there && self.make_named(object, &unknown);
        }
        // Where the history makes all its tables, it is a name that the server does not know.
        let is_about_it = self.schema.concerned(operation).contains(object);
        let is_older = !self.seen.older.is_empty() || is_about_it || matches!(object, ObjectId::Function(..));
        is_older && self.assume(refusal, site)
    }

    /// Takes a type or function to have been there from the start.
    pub(super) fn take_named(&mut self, object: ObjectId, unknown: Unknown) -> bool {
        let is_made = self.make_named(&object, &unknown);
        // Where a refusal would be caught, it need not be there.
        if !self.is_watching() {
            self.log.unrecorded.push((object, unknown));
        }
        is_made
    }

    fn make_named(&mut self, object: &ObjectId, unknown: &Unknown) -> bool {
        let make = match object {
            ObjectId::Type(name) => {
                self.seen.older_types.insert(name.clone());
                Some(older_type(name))
            }
            ObjectId::Function(name, arguments) if arguments.is_empty() => Some(older_routine(name)),
            _ => None,
        };
        let doubt = Operation::Unknown { touched: Touched::Object(object.clone()), unknown: unknown.clone() };
        self.carry_out(&make.into_iter().chain([doubt]).collect::<Vec<_>>())
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
fn older_type(name: &QualifiedName) -> Operation {
    Operation::CreateType { name: name.clone().into(), definition: TypeDefinition::Base }
}

/// Makes a trigger function of which only the name is known.
fn older_routine(name: &QualifiedName) -> Operation {
    Operation::CreateRoutine(RoutineDefinition {
        name: name.clone().into(),
        kind: RoutineKind::Function,
        arguments: Vec::new(),
        signature: String::new(),
        body: String::new(),
        existing: Existing::Fail,
    })
}
