//! What a project has SQLAlchemy compile in another way: `@compiles` on a class of SQLAlchemy's own holds for every
//! statement that is compiled after it in the process (`sqlalchemy.ext.compiler`). Its function is not evaluated: what
//! is sent for such an element is unknown.

use crate::operation::{
    AlterColumn, AlterTable, ConstraintDefinition, ConstraintDefinitionKind, CreateTable, Operation, RelationRef,
};
use crate::python::{Unknown, Vm};
use crate::replay::Session;
use crate::schema::{Making, Touched, VagueConstraints, VagueName};
use crate::source::Place;
use std::rc::Rc;

/// A class whose elements the project compiles.
#[derive(Clone)]
pub struct CompiledOtherwise {
    pub class: Rc<str>,
    pub kind: Compiles,
    pub why: Unknown,
}

/// What a class stands for in a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Compiles {
    Types,
    Elements,
}

/// What an operation has of an element that is compiled otherwise.
enum Doubt {
    Touches(Touched),
    Constraints(VagueConstraints),
}

impl Session {
    /// Makes unknown what `operation` sent for elements that the project compiles itself.
    pub(super) fn doubt_compiled(&self, vm: &Vm, operation: &Operation, place: &Place) {
        for own in self.compiled_otherwise() {
            let doubt = match own.kind {
                Compiles::Types => self.doubt_of_type(operation),
                Compiles::Elements => self.doubt_of_element(&own.class, operation),
            };
            match doubt {
                Some(Doubt::Touches(touched)) => self.unknown(vm, touched, &own.why, place),
                Some(Doubt::Constraints(like)) => self.unknown_constraints(vm, like, &own.why, place),
                None => {}
            }
        }
    }

    fn doubt_of_type(&self, operation: &Operation) -> Option<Doubt> {
        let table = has_type(operation).then(|| table_of(operation))??;
        Some(Doubt::Touches(Touched::Table(self.full_name(table))))
    }

    fn doubt_of_element(&self, class: &str, operation: &Operation) -> Option<Doubt> {
        let making = match class {
            "ForeignKeyConstraint" | "ForeignKey" => Some(Making::ForeignKey),
            "CheckConstraint" => Some(Making::Check),
            "UniqueConstraint" | "ExcludeConstraint" => Some(Making::Backed),
            _ => None,
        };
        if let Some(making) = making {
            let table = self.full_name(table_of(operation)?);
            let has_one = constraints(operation).any(|own| made_by(&own.kind) == Some(making));
            let (table, name) = (VagueName::known(table.name.as_str()), VagueName::any());
            return has_one.then_some(Doubt::Constraints(VagueConstraints { table, name, making }));
        }
        let touched = match (class, operation) {
            ("CreateIndex", Operation::CreateIndex(index)) => Touched::Table(self.full_name(&index.table)),
            ("CreateTable" | "CreateColumn", Operation::CreateTable(table)) => {
                Touched::Table(self.full_name(&table.name))
            }
            ("PrimaryKeyConstraint", own) if constraints(own).any(is_primary_key) => {
                Touched::Table(self.full_name(table_of(own)?))
            }
            ("DropTable" | "DropIndex" | "DropSchema" | "DropSequence", Operation::Drop { .. })
            | ("DropConstraint", Operation::AlterTable { action: AlterTable::DropConstraint { .. }, .. }) => {
                Touched::Everything
            }
            _ => return None,
        };
        Some(Doubt::Touches(touched))
    }
}

fn table_of(operation: &Operation) -> Option<&RelationRef> {
    match operation {
        Operation::CreateTable(CreateTable { name, .. }) => Some(name),
        Operation::AlterTable { table, .. } => Some(table),
        _ => None,
    }
}

/// The constraints that the operation makes.
fn constraints(operation: &Operation) -> Box<dyn Iterator<Item = &ConstraintDefinition> + '_> {
    match operation {
        Operation::CreateTable(table) => {
            let inline = table.columns.iter().flat_map(|column| &column.constraints);
            Box::new(table.constraints.iter().chain(inline))
        }
        Operation::AlterTable { action: AlterTable::AddConstraint(own), .. } => Box::new(std::iter::once(own)),
        Operation::AlterTable { action: AlterTable::AddColumn { column, .. }, .. } => {
            Box::new(column.constraints.iter())
        }
        _ => Box::new(std::iter::empty()),
    }
}

fn is_primary_key(own: &ConstraintDefinition) -> bool {
    matches!(own.kind, ConstraintDefinitionKind::PrimaryKey { .. })
}

fn made_by(kind: &ConstraintDefinitionKind) -> Option<Making> {
    match kind {
        ConstraintDefinitionKind::ForeignKey(_) => Some(Making::ForeignKey),
        ConstraintDefinitionKind::Check { .. } => Some(Making::Check),
        ConstraintDefinitionKind::Unique { .. } | ConstraintDefinitionKind::Exclude { .. } => Some(Making::Backed),
        _ => None,
    }
}

/// Whether it names a type.
fn has_type(operation: &Operation) -> bool {
    matches!(
        operation,
        Operation::CreateTable(_)
            | Operation::AlterTable { action: AlterTable::AddColumn { .. }, .. }
            | Operation::AlterTable { action: AlterTable::AlterColumn { change: AlterColumn::SetType { .. }, .. }, .. }
    )
}
