//! What a revision uses although no revision before it makes it: the application's own start, or a database that is older
//! than its history. Only asked where the settings allow it.

use crate::name::{Name, QualifiedName};
use crate::operation::{
    AlterTable, Behavior, ColumnDefinition, CreateTable, Existing, IfExists, IfNotExists, Operation, RelationRef,
    Scope, SequenceOptions, TypeRef, ViewDefinition,
};
use crate::replay::recorder::{Recorder, Site};
use crate::replay::settings::Unrecorded;
use crate::schema::{
    Change, ConstraintKind, DataType, Effect, Expression, Key, ObjectId, Partition, Refusal, SqlState, Stored, Table,
    Touched, Unknown, ViewKind,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The relations, types and routines that were ever there: what is missing of them was dropped.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) relations: BTreeSet<QualifiedName>,
    pub(super) types: BTreeSet<QualifiedName>,
    pub(super) routines: BTreeSet<QualifiedName>,
    pub(super) extensions: BTreeSet<Name>,
    /// The tables that were there from the start, and why that is thought.
    pub(super) older: BTreeMap<QualifiedName, Unknown>,
    /// The types of that time.
    pub(super) older_types: BTreeSet<QualifiedName>,
    /// What else of that time was dropped or renamed.
    pub(super) gone: BTreeSet<ObjectId>,
    /// The types that revisions which are over made with tables.
    pub(super) made_types: BTreeSet<RelationRef>,
}

impl Seen {
    /// Notes what changes made.
    pub(super) fn note(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Put { key: Key::Relation(name), after: Some(_), .. } => {
                    self.relations.insert(name.clone());
                }
                Change::Put { key: Key::Type(name), after: Some(_), .. } => {
                    self.types.insert(name.clone());
                }
                Change::Rename { from: ObjectId::Type(from), to: ObjectId::Type(to) }
                    if self.older_types.contains(from) =>
                {
                    self.older_types.insert(to.clone());
                }
                Change::Put { key: Key::Type(name), after: None, .. } => {
                    self.older_types.remove(name);
                }
                Change::Put { key: Key::Extension(name), after: Some(_), .. } => {
                    self.extensions.insert(name.clone());
                }
                Change::Put { key: Key::Routine(name, _), after: Some(_), .. } => {
                    self.routines.insert(name.clone());
                }
                _ => {}
            }
        }
    }

    /// Notes that a table is called otherwise now.
    pub(super) fn follow_rename(&mut self, from: &ObjectId, to: &ObjectId) {
        if let (ObjectId::Table(from), ObjectId::Table(to)) = (from, to)
            && let Some(unknown) = self.older.remove(from)
        {
            self.older.insert(to.clone(), unknown);
        }
    }
}

impl Recorder {
    /// Takes what a refusal of `operation` misses to have been there from the start, unless something unknown may have
    /// made it; tells whether the statement is worth another try. Of a table that is older than the history the columns
    /// that statements name are taken to be there, too.
    pub(super) fn assume_for(&mut self, operation: &Operation, refusal: &Refusal, site: &Site) -> bool {
        if let (Some(ObjectId::Column(table, column)), SqlState::UNDEFINED_COLUMN) = (&refusal.object, refusal.state)
            && let Some(unknown) = self.seen.older.get(table)
        {
            let object = ObjectId::Column(table.clone(), column.clone());
            let own = Touched::Object(object.clone());
            let is_gone = self.schema.latest_unknown(|touched, _| *touched == own).is_some();
            let column = older_column(table, column, unknown);
            return !is_gone && self.take_column(object, column, site);
        }
        if self.fits_older_parent(operation, refusal) || self.fits_older_enum(operation, refusal) {
            return true;
        }
        if let Some(object @ (ObjectId::Type(_) | ObjectId::Function(..))) = &refusal.object {
            return self.assume_named(operation, refusal, object, site);
        }
        self.schema.doubt(operation, refusal).is_none() && self.assume(refusal, site)
    }

    /// Makes a table that is older than the history what a revision takes it for that gives it a partition, or takes one
    /// away: it is partitioned, and has the partition's columns. Tells whether that was missing.
    fn fits_older_parent(&mut self, operation: &Operation, refusal: &Refusal) -> bool {
        let Some((parent, below)) = above_and_below(operation) else { return false };
        let [parent, below] = [parent, below].map(|own| self.schema.full_name(own));
        let Some(unknown) = self.seen.older.get(&parent).cloned() else { return false };
        let Some(mut table) = self.schema.table(&parent).map(|own| Table::clone(own)) else { return false };
        match refusal.state {
            SqlState::INVALID_OBJECT_DEFINITION if table.partition_by.is_none() => {
                table.partition_by = Some(String::new());
                self.put_older(table)
            }
            SqlState::UNDEFINED_TABLE if is_detaching(operation) && self.seen.older.contains_key(&below) => {
                let Some(mut child) = self.schema.table(&below).map(|own| Table::clone(own)) else { return false };
                child.partition = Some(Partition { parent, bound: Expression::unknown(unknown) });
                self.put_older(child)
            }
            SqlState::DATATYPE_MISMATCH => {
                let Some(child) = self.schema.table(&below) else { return false };
                let lacking = child.columns.iter().filter(|own| table.column(&own.name).is_none());
                let columns: Vec<_> = lacking.map(|own| older_column(&parent, &own.name, &unknown)).collect();
                !columns.is_empty() && self.carry_out(&columns)
            }
            _ => false,
        }
    }

    fn put_older(&mut self, table: Table) -> bool {
        let change = self.schema.put(Key::Relation(table.name.clone()), Some(Stored::Table(Arc::new(table))));
        self.log.changes.push(change);
        true
    }

    fn take_column(&mut self, object: ObjectId, column: Operation, site: &Site) -> bool {
        let is_taken = self.carry_out(&[column]);
        if is_taken && !self.is_watching() {
            let why = Unknown::new(reason("column", &object.own_name()), Some(site.place.clone()));
            self.log.older_columns.push((object, why));
        }
        is_taken
    }

    /// Notes what an operation says about tables that are older than the history: what takes after them, and the columns that
    /// its foreign keys refer to, and the views that may go with a column of theirs.
    pub(super) fn note_older(&mut self, operation: &Operation, effects: &mut Vec<Effect>, site: &Site) {
        if self.seen.older.is_empty() {
            return;
        }
        self.note_heirs(operation);
        if effects.is_empty() {
            effects.extend(self.gone_with_older(operation, site));
        }
        for effect in effects {
            let Effect::Set { object: ObjectId::Constraint(own, name), after: Some(_), .. } = effect else { continue };
            let Some(key) = self.schema.table(own).and_then(|own| own.constraints.get(name)) else { continue };
            let ConstraintKind::ForeignKey(key) = key.kind.clone() else { continue };
            let Some(unknown) = self.seen.older.get(&key.table).cloned() else { continue };
            for column in key.referenced {
                if self.schema.table(&key.table).is_some_and(|own| own.column(&column).is_none()) {
                    let made = older_column(&key.table, &column, &unknown);
                    self.take_column(ObjectId::Column(key.table.clone(), column), made, site);
                }
            }
        }
    }

    /// The views that may have gone with a column of an older table, which nobody knows and is dropped if it is there.
    fn gone_with_older(&mut self, operation: &Operation, site: &Site) -> Vec<Effect> {
        let Operation::AlterTable { table, action: AlterTable::DropColumn { behavior: Behavior::Cascade, .. }, .. } =
            operation
        else {
            return Vec::new();
        };
        let table = self.schema.full_name(table);
        if !self.seen.older.contains_key(&table) {
            return Vec::new();
        }
        let around = self.schema.dependents(&Key::Relation(table)).filter_map(|key| self.schema.find(key));
        let views = around.filter(|own| matches!(own, Stored::View(_))).map(Stored::id);
        let reason = "a view may stand on the column, which is older than the history";
        let unknown = Unknown::new(reason, Some(site.place.clone()));
        let touched: Vec<Touched> = views.map(Touched::Object).collect();
        let doubt = |touched| Operation::Unknown { touched, unknown: unknown.clone() };
        self.carry_out(&touched.iter().cloned().map(doubt).collect::<Vec<_>>());
        touched.into_iter().map(|touched| Effect::Unknown { touched, unknown: unknown.clone() }).collect()
    }

    /// Notes of a table that it takes over columns, indexes and constraints that nobody knows, where it takes after one
    /// that is older.
    fn note_heirs(&mut self, operation: &Operation) {
        let (heir, sources): (_, Vec<&RelationRef>) = match operation {
            Operation::CreateTable(create) => {
                let parents = create.inherits.iter().chain(create.partition_of.iter().map(|(parent, _)| parent));
                (&create.name, parents.chain(create.likes.iter().map(|like| &like.table)).collect())
            }
            Operation::AlterTable { table, action: AlterTable::AttachPartition { partition, .. }, .. } => {
                (partition, vec![table])
            }
            _ => return,
        };
        let mut sources = sources.into_iter();
        let unknown = sources.find_map(|own| self.seen.older.get(&self.schema.full_name(own)).cloned());
        if let Some(unknown) = unknown {
            let heir = self.schema.full_name(heir);
            self.seen.older.insert(heir.clone(), unknown.clone());
            self.carry_out(&[Operation::Unknown { touched: Touched::Table(heir), unknown }]);
        }
    }

    /// Takes what a refusal misses to have been there from the start; tells whether the statement is worth another try.
    pub(super) fn assume(&mut self, refusal: &Refusal, site: &Site) -> bool {
        if self.settings.unrecorded == Unrecorded::Missing {
            return false;
        }
        let Some(object) = refusal.object.clone() else { return false };
        let (kind, name) = match (&object, refusal.state) {
            (ObjectId::Table(name), SqlState::UNDEFINED_TABLE) if !self.seen.relations.contains(name) => {
                ("table", name.to_string())
            }
            (ObjectId::Index(name), SqlState::UNDEFINED_OBJECT)
                if !self.seen.relations.contains(name) && self.stands_on_older_tables() =>
            {
                ("index", name.to_string())
            }
            // What the triggers of such tables call is as old as they are.
            (ObjectId::Function(name, _), SqlState::UNDEFINED_FUNCTION)
                if !self.seen.routines.contains(name) && self.stands_on_older_tables() =>
            {
                ("function", name.to_string())
            }
            (ObjectId::Type(name), SqlState::UNDEFINED_OBJECT) if !self.seen.types.contains(name) => {
                ("type", name.to_string())
            }
            (ObjectId::Schema(name), SqlState::INVALID_SCHEMA_NAME) => ("schema", name.to_string()),
            _ => return false,
        };
        let unknown = Unknown::new(reason(kind, &name), Some(site.place.clone()));
        self.may_refuse(&unknown);
        self.take_for_older(object, unknown)
    }

    /// Takes what the settings name to be there from the start.
    pub fn begin_on_older(&mut self) {
        let settings = self.settings.clone();
        for (object, unknown) in &settings.older {
            let schema =
                object.schema().map(|own| Operation::CreateSchema { name: own.clone(), existing: IfNotExists::Skip });
            let own = older(object, unknown);
            self.carry_out(&schema.into_iter().chain(own).collect::<Vec<_>>());
            self.take_for_older(object.clone(), unknown.clone());
        }
    }

    /// Begins a session: settings of the one before are gone.
    pub fn begin_session(&mut self) {
        let path = self.schema.usual_path.clone();
        self.schema.begin_session(path);
    }

    fn take_for_older(&mut self, object: ObjectId, unknown: Unknown) -> bool {
        if !matches!(object, ObjectId::Schema(_)) {
            self.make_home(&object, &unknown);
        }
        let doubt = |touched| Operation::Unknown { touched, unknown: unknown.clone() };
        let operations = match &object {
            ObjectId::Schema(name) => vec![Operation::CreateSchema { name: name.clone(), existing: IfNotExists::Fail }],
            ObjectId::Table(name) => {
                self.seen.older.insert(name.clone(), unknown.clone());
                vec![Operation::CreateTable(CreateTable::new(name.clone())), doubt(Touched::Table(name.clone()))]
            }
            ObjectId::Type(_) | ObjectId::Function(..) => return self.take_named(object, unknown),
            _ => vec![doubt(Touched::Object(object.clone()))],
        };
        // Where a refusal would be caught, it need not be there.
        if !self.is_watching() {
            self.log.unrecorded.push((object, unknown));
        }
        self.carry_out(&operations)
    }

    /// The schema of what is older is as old.
    fn make_home(&mut self, object: &ObjectId, unknown: &Unknown) {
        if let Some(home) = object.schema().filter(|own| !self.schema.has_namespace(own)).cloned() {
            self.take_for_older(ObjectId::Schema(home), unknown.clone());
        }
    }

    /// Returns why it is not known whether a table is there; of one that is older than the history only what it is like is not.
    pub fn doubt_of_existence(&self, table: &QualifiedName) -> Option<Unknown> {
        let older = self.seen.older.get(table).filter(|_| self.schema.table(table).is_some());
        self.doubt_about(&ObjectId::Table(table.clone())).filter(|doubt| Some(doubt) != older)
    }

    /// Whether revisions use tables that none makes, or none has made a relation so far.
    pub(super) fn stands_on_older_tables(&self) -> bool {
        !self.seen.older.is_empty() || self.seen.relations.is_empty()
    }

    /// Carries out what no revision does; tells whether it could be.
    pub(super) fn carry_out(&mut self, operations: &[Operation]) -> bool {
        operations.iter().all(|operation| match self.schema.apply_to_what_is_there(operation) {
            Ok(changes) => {
                self.log.changes.extend(changes);
                true
            }
            Err(_) => false,
        })
    }
}

/// The parent and the partition that a statement joins or parts.
fn above_and_below(operation: &Operation) -> Option<(&RelationRef, &RelationRef)> {
    match operation {
        Operation::CreateTable(own) => own.partition_of.as_ref().map(|(parent, _)| (parent, &own.name)),
        Operation::AlterTable {
            table,
            action: AlterTable::AttachPartition { partition, .. } | AlterTable::DetachPartition { partition },
            ..
        } => Some((table, partition)),
        _ => None,
    }
}

fn is_detaching(operation: &Operation) -> bool {
    matches!(operation, Operation::AlterTable { action: AlterTable::DetachPartition { .. }, .. })
}

/// Makes a sequence or a view of which only the name is known.
fn older(object: &ObjectId, unknown: &Unknown) -> Option<Operation> {
    match object {
        ObjectId::Sequence(name) => {
            let (name, options) = (name.clone().into(), SequenceOptions::default());
            Some(Operation::CreateSequence { name, options, existing: IfNotExists::Fail })
        }
        ObjectId::View(name) => Some(Operation::CreateView(ViewDefinition {
            name: name.clone().into(),
            kind: ViewKind::Plain,
            query: Expression::unknown(unknown.clone()),
            columns: None,
            reads: Vec::new(),
            options: Vec::new(),
            existing: Existing::Fail,
        })),
        _ => None,
    }
}

/// A column of which only the name is known.
fn older_column(table: &QualifiedName, name: &Name, unknown: &Unknown) -> Operation {
    let column = ColumnDefinition::new(name.clone(), TypeRef::Resolved(DataType::unknown(unknown.clone())));
    let action = AlterTable::AddColumn { column: Box::new(column), existing: IfNotExists::Fail };
    Operation::AlterTable { table: table.clone().into(), scope: Scope::default(), missing: IfExists::Fail, action }
}

pub(super) fn reason(kind: &str, name: &str) -> String {
    format!(
        "no revision before this one makes the {kind} `{name}`: the application does, or it is older than the history"
    )
}
