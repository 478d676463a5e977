//! What a statement rests on that is there only in one of two ways a revision may have gone: both ways are fine by
//! themselves ([`super::fork`]), what builds on one of them may not be.

use crate::name::{Name, QualifiedName};
use crate::operation::{AlterColumn, AlterTable, ObjectRef, Operation};
use crate::replay::recorder::Recorder;
use crate::schema::{Change, ConstraintKind, Effect, Key, KeyTarget, ObjectId, Stored, Table, Touched, Unknown};
use crate::sql::Judgement;

impl Recorder {
    /// Returns what differs between two ways, and why.
    pub(super) fn differing(&self) -> Vec<(Touched, Unknown)> {
        match self.tells_demands() {
            true => self.schema.unknown.iter().filter(|(_, own)| own.is_taken).cloned().collect(),
            false => Vec::new(),
        }
    }

    /// Notes that an operation needs what differs, or what may be in its way.
    pub(super) fn note_differing(
        &mut self,
        differing: &[(Touched, Unknown)],
        operation: &Operation,
        changes: &[Change],
        effects: &[Effect],
    ) {
        if differing.is_empty() {
            return;
        }
        let mut objects = self.schema.concerned(operation);
        if let Operation::AlterTable {
            table,
            action: AlterTable::AlterColumn { change: AlterColumn::SetType { using: Some(using), .. }, .. },
            ..
        } = operation
        {
            let table = self.schema.full_name(table);
            objects.extend(using.columns().map(|name| ObjectId::Column(table.clone(), name.clone())));
        }
        objects.extend(effects.iter().filter_map(object_of));
        let mut keys = Vec::new();
        for change in changes {
            let Change::Put { before, after, .. } = change else { continue };
            for stored in before.iter().chain(after) {
                keys.extend(stored.references());
                objects.extend(columns_of(stored));
            }
        }
        let is_of = |touched: &Touched, table: &QualifiedName| match touched {
            Touched::Object(ObjectId::Constraint(of, _)) => of == table,
            Touched::Object(ObjectId::Index(name)) => self.table_of_index(name).is_none_or(|of| of == table),
            _ => false,
        };
        // What makes the columns that are referred to a key may be any constraint or index of the table.
        let referred = |touched: &Touched| changes.iter().flat_map(referred_by).any(|table| is_of(touched, table));
        let found = differing.iter().find(|(touched, _)| {
            may_use_dropped(touched, operation)
                || objects.iter().any(|own| is_about(touched, own))
                || keys.iter().any(|own| is_key_of(own, touched))
                || referred(touched)
        });
        if let Some((_, unknown)) = found {
            self.remark(unknown.clone());
        }
    }

    /// Notes that the version table may not be what it was.
    pub(super) fn note_differing_version_table(&mut self) {
        let table = self.settings.version_table();
        let found = self.differing().into_iter().find(|(touched, _)| match touched {
            Touched::Everything => true,
            Touched::Table(own) => *own == table,
            Touched::Object(own) => own.table() == Some(&table),
        });
        if let Some((_, unknown)) = found {
            self.remark(unknown);
        }
    }

    fn table_of_index(&self, name: &QualifiedName) -> Option<&QualifiedName> {
        self.schema.index(name).map(|own| &own.table)
    }

    /// Notes that a statement about rows needs what differs.
    pub(super) fn note_differing_rows(&mut self, judgement: &Judgement) {
        let is_there = |touched: &Touched| match touched {
            Touched::Everything => true,
            Touched::Table(name) => judgement.relations.contains(name),
            Touched::Object(ObjectId::Index(name)) => {
                self.table_of_index(name).is_none_or(|table| judgement.relations.contains(table))
            }
            Touched::Object(own) => own.table().is_none_or(|name| judgement.relations.contains(name)),
        };
        let found = self.differing().into_iter().find(|(touched, _)| is_there(touched));
        if let Some((_, unknown)) = found {
            self.remark(unknown);
        }
    }
}

/// Returns the tables that a change makes or keeps a table refer to.
fn referred_by(change: &Change) -> impl Iterator<Item = &QualifiedName> {
    let table = match change {
        Change::Put { after: Some(Stored::Table(table)), .. } => Some(table),
        _ => None,
    };
    table.into_iter().flat_map(|own| own.constraints.values()).filter_map(|own| match &own.kind {
        ConstraintKind::ForeignKey(key) => Some(&key.table),
        _ => None,
    })
}

fn object_of(effect: &Effect) -> Option<ObjectId> {
    match effect {
        Effect::Set { object, .. } => Some(object.clone()),
        Effect::Renamed { from, .. } => Some(from.clone()),
        Effect::Unknown { .. } => None,
    }
}

/// Returns the columns that the parts of an object are about.
fn columns_of(stored: &Stored) -> Vec<ObjectId> {
    match stored {
        Stored::Table(table) => {
            let computed = table.columns.iter().filter_map(|own| own.generated.as_ref()).flat_map(|own| own.columns());
            let computed = computed.map(|name| ObjectId::Column(table.name.clone(), name.clone()));
            let constrained = table.constraints.values().flat_map(|own| constrained(table, &own.kind));
            constrained.chain(computed).collect()
        }
        Stored::Index(index) => {
            let columns = index.keys.iter().flat_map(|key| match &key.target {
                KeyTarget::Column(name) => vec![name.clone()],
                KeyTarget::Expression(own) => own.columns().cloned().collect(),
            });
            columns.map(|name| ObjectId::Column(index.table.clone(), name)).collect()
        }
        Stored::View(view) => {
            let column = |(relation, names): &(QualifiedName, Vec<Name>)| {
                names.iter().map(|name| ObjectId::Column(relation.clone(), name.clone())).collect::<Vec<_>>()
            };
            view.reads.iter().flat_map(column).collect()
        }
        _ => Vec::new(),
    }
}

fn constrained(table: &Table, kind: &ConstraintKind) -> Vec<ObjectId> {
    let own = |name: &Name| ObjectId::Column(table.name.clone(), name.clone());
    match kind {
        ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. } => {
            columns.iter().map(own).collect()
        }
        ConstraintKind::Check { expression, .. } => expression.columns().map(own).collect(),
        ConstraintKind::ForeignKey(key) => {
            let others = key.referenced.iter().map(|name| ObjectId::Column(key.table.clone(), name.clone()));
            key.columns.iter().map(own).chain(others).collect()
        }
        ConstraintKind::Exclude { .. } => vec![ObjectId::Table(table.name.clone())],
    }
}

fn is_about(touched: &Touched, object: &ObjectId) -> bool {
    match touched {
        Touched::Everything => true,
        Touched::Table(name) => object.table() == Some(name),
        Touched::Object(own) => own == object,
    }
}

/// Returns whether something may use what is dropped, in one way: a column by its default or type, others by what they say.
fn may_use_dropped(touched: &Touched, operation: &Operation) -> bool {
    let Operation::Drop { objects, .. } = operation else { return false };
    let is_relation = |own: &ObjectRef| matches!(own, ObjectRef::Table(_) | ObjectRef::View(_) | ObjectRef::Index(_));
    match touched {
        Touched::Object(ObjectId::Table(_) | ObjectId::Constraint(..) | ObjectId::Index(_)) => false,
        Touched::Object(ObjectId::Column(..)) => !objects.iter().all(is_relation),
        _ => true,
    }
}

fn is_key_of(key: &Key, touched: &Touched) -> bool {
    match (key, touched) {
        // What an extension brings is not in the schema.
        (_, Touched::Everything | Touched::Object(ObjectId::Extension(_))) => true,
        (Key::Relation(name), Touched::Table(own)) => name == own,
        (
            Key::Relation(name),
            Touched::Object(ObjectId::Table(own) | ObjectId::View(own) | ObjectId::Sequence(own)),
        ) => name == own,
        (Key::Type(name), Touched::Object(ObjectId::Type(own))) => name == own,
        (Key::Routine(name, _), Touched::Object(ObjectId::Function(own, _))) => name == own,
        (Key::Namespace(name), Touched::Object(ObjectId::Schema(own))) => name == own,
        (Key::Other(..), Touched::Object(_)) => true,
        _ => false,
    }
}
