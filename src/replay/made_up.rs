//! Names that SQLAlchemy makes up while nobody knows the project's naming convention. The objects get the names of
//! SQLAlchemy's own convention; where an upgrade is weighed, what rests on such a name is open: whether it is taken, and
//! whether something is dropped by it.

use crate::name::Name;
use crate::operation::{AlterTable, ConstraintDefinition, CreateTable, ObjectRef, Operation};
use crate::python::{Raise, Vm};
use crate::replay::Session;
use crate::replay::recorder::{Recorder, Site};
use crate::replay::sqlalchemy::compiler::Ddl;
use crate::schema::{Change, Key, ObjectId, Stored, Touched, Unknown};
use crate::source::Place;
use std::collections::BTreeSet;

impl Session {
    /// Carries out a statement that SQLAlchemy makes, where the naming convention cannot be read because of `why`.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn apply_made_up(&self, vm: &mut Vm, ddl: Ddl, why: &Unknown, place: &Place) -> Result<(), Raise> {
        if !self.with_recorder(|recorder| recorder.tells_demands()) {
            return self.apply_as(vm, ddl.operation, ddl.sql, place);
        }
        let site = self.site(vm, place);
        let reason = format!("its name is made up by a naming convention, and {}", why.reason);
        let unknown = Unknown::new(reason, Some(site.place.clone())).of_name();
        if let (true, Operation::CreateIndex(index)) = (ddl.is_unnamed_index, &ddl.operation) {
            let name = index.name.iter().map(|own| self.full_name(&index.table).sibling(own.clone()));
            let index = name.map(ObjectId::Index).collect();
            self.with_recorder(|recorder| recorder.doubt_names(index, &unknown));
        }
        let given = given_names(&ddl.operation);
        let before = self.with_recorder(|recorder| recorder.log.changes.len());
        self.apply_as(vm, ddl.operation, ddl.sql, place)?;
        self.with_recorder(|recorder| {
            let made = recorder.constraints_since(before);
            let unnamed =
                made.into_iter().filter(|own| !matches!(own, ObjectId::Constraint(_, name) if given.contains(name)));
            recorder.doubt_names(unnamed.collect(), &unknown);
        });
        Ok(())
    }
}

impl Recorder {
    /// Learns that nobody knows whether objects have these names.
    fn doubt_names(&mut self, objects: Vec<ObjectId>, unknown: &Unknown) {
        for object in objects {
            let operation = Operation::Unknown { touched: Touched::Object(object), unknown: unknown.clone() };
            if let Ok(changes) = self.schema.apply(&operation) {
                self.log.changes.extend(changes);
            }
        }
    }

    /// Notes that a statement names what may be called otherwise.
    pub(super) fn remark_made_up(&mut self, operation: &Operation, site: &Site) {
        if !self.tells_demands() {
            return;
        }
        let objects = match operation {
            Operation::Drop { objects, .. } => objects.iter().map(|own| self.schema.id_of(own)).collect(),
            Operation::Rename { object, .. } | Operation::Comment { object, .. } => vec![self.schema.id_of(object)],
            Operation::AlterTable { table, action: AlterTable::DropConstraint { name, .. }, .. } => {
                vec![self.schema.id_of(&ObjectRef::Constraint(table.clone(), name.clone()))]
            }
            _ => return,
        };
        for object in objects {
            let touched = Touched::Object(object);
            let own = self.schema.latest_unknown(|of, own| own.is_of_name && *of == touched);
            if let Some(own) = own {
                let reason = format!("whether this is what it is called is not known: {}", own.reason);
                self.remark(Unknown::new(reason, Some(site.place.clone())));
            }
        }
    }

    /// Returns the constraints that the changes after the first `length` made.
    fn constraints_since(&self, length: usize) -> Vec<ObjectId> {
        let made = |change: &Change| match change {
            Change::Put { key: Key::Relation(_), before, after: Some(Stored::Table(after)) } => {
                let had = |name: &Name| matches!(before, Some(Stored::Table(own)) if own.constraints.values().any(|it| it.name == *name));
                let new = after.constraints.values().filter(|own| !had(&own.name));
                new.map(|own| ObjectId::Constraint(after.name.clone(), own.name.clone())).collect()
            }
            _ => Vec::new(),
        };
        self.log.changes.since(length).into_iter().flat_map(made).collect()
    }
}

/// The names that constraints are given in the statement.
fn given_names(operation: &Operation) -> BTreeSet<Name> {
    let name = |own: &ConstraintDefinition| own.name.clone();
    match operation {
        Operation::CreateTable(CreateTable { columns, constraints, .. }) => {
            let inline = columns.iter().flat_map(|column| &column.constraints);
            constraints.iter().chain(inline).filter_map(name).collect()
        }
        Operation::AlterTable { action: AlterTable::AddConstraint(own), .. } => name(own).into_iter().collect(),
        Operation::AlterTable { action: AlterTable::AddColumn { column, .. }, .. } => {
            column.constraints.iter().filter_map(name).collect()
        }
        _ => BTreeSet::new(),
    }
}
