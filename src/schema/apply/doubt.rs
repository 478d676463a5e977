//! A refusal is only sure where nothing unknown has happened before to what it is about. Decides that.

use crate::name::QualifiedName;
use crate::operation::{AlterTable, Behavior, ObjectRef, Operation, RelationRef};
use crate::schema::{Key, ObjectId, Refusal, Schema, SqlState, Touched, Unknown, VagueConstraints};

/// What the reason of an unknown begins with that comes from another one.
const DEPENDS: &str = "depends on an earlier unknown: ";

impl Schema {
    /// Returns what to hold unknown instead of refusing, if an earlier unknown may be why `operation` was refused.
    #[must_use]
    pub fn doubt(&self, operation: &Operation, refusal: &Refusal) -> Option<(Touched, Unknown)> {
        if self.unknown.is_empty() && self.vague.is_empty() {
            return None;
        }
        let objects = self.concerned(operation);
        let mut about: Vec<ObjectId> = match &refusal.object {
            // A type may come with whatever made what the statement is about.
            Some(own @ ObjectId::Type(_)) => objects.iter().chain([own]).cloned().collect(),
            Some(object) => vec![object.clone()],
            None => objects.clone(),
        };
        // Whether an index is still there is as unknown as its table.
        let indexes = about.iter().filter_map(relation_name).filter_map(|name| self.index(name));
        let tables: Vec<ObjectId> = indexes.map(|index| ObjectId::Table(index.table.clone())).collect();
        about.extend(tables);
        let may_be = |(touched, unknown): &(Touched, Unknown), object: &ObjectId| {
            // Types come with tables.
            let brings_type = || matches!((touched, object), (Touched::Table(_), ObjectId::Type(_)));
            let brings =
                || may_bring(touched, object) || brings_type() || unknown.is_of_name && may_be_called(touched, object);
            touched.covers(object) || is_missing(refusal.state) && brings()
        };
        let named = self.unknown.iter().find(|unknown| about.iter().any(|own| may_be(unknown, own)));
        let named = named.map(|(_, unknown)| unknown).or_else(|| self.in_the_way_of(&about, refusal.state));
        let earlier = named.or_else(|| self.vague_about(&about, refusal.state))?;
        let reaches_further = self.reaches_further(operation);
        let reason = format!("{DEPENDS}{}", root(&earlier.reason));
        // What a statement drops is gone afterwards, whatever it was; nothing else is in doubt.
        let dropped = refusal.object.clone().filter(|_| is_drop(operation) && is_missing(refusal.state));
        // Of what joins a parent or leaves it, the child is in doubt.
        let child = match operation {
            Operation::AlterTable {
                action: AlterTable::AttachPartition { partition, .. } | AlterTable::DetachPartition { partition },
                ..
            } => Some(ObjectId::Table(self.full_name(partition))),
            _ => None,
        };
        let touched = match dropped.filter(|_| !reaches_further).or(child).or_else(|| objects.into_iter().next()) {
            _ if reaches_further => Touched::Everything,
            Some(ObjectId::Table(table)) => Touched::Table(table),
            Some(object) => Touched::Object(object),
            None => Touched::Everything,
        };
        Some((touched, Unknown::new(reason, earlier.place.clone())))
    }

    /// Returns what may not be there, and may be why a statement about these objects is refused: a part of the same table, or
    /// anything that may rest on one.
    fn in_the_way_of(&self, about: &[ObjectId], state: SqlState) -> Option<&Unknown> {
        let is_beside = |touched: &Touched| match touched {
            Touched::Object(own) => {
                own.table().is_none_or(|own| about.iter().any(|object| object.table() == Some(own)))
            }
            Touched::Table(_) | Touched::Everything => false,
        };
        self.latest_unknown(|touched, _| !is_missing(state) && !is_duplicate(state) && is_beside(touched))
    }

    /// Returns why a refusal about these objects is not sure, where constraints of the table, known in part, may be in the way.
    fn vague_about(&self, about: &[ObjectId], state: SqlState) -> Option<&Unknown> {
        self.latest_vague(|own| {
            about.iter().any(|object| match object {
                ObjectId::Table(table) if !is_missing(state) => own.admit_on(table),
                object => own.admit(object),
            })
        })
    }

    /// Returns whether a statement about something unknown can change what is known: other objects that it drops, or
    /// foreign keys that name what it renames.
    fn reaches_further(&self, operation: &Operation) -> bool {
        match operation {
            Operation::Drop { objects, behavior, .. } => objects.len() > 1 || *behavior == Behavior::Cascade,
            Operation::AlterTable {
                action: AlterTable::DropColumn { behavior, .. } | AlterTable::DropConstraint { behavior, .. },
                ..
            } => *behavior == Behavior::Cascade,
            Operation::Rename { .. } | Operation::SetSchema { .. } => self.concerned(operation).iter().any(|object| {
                let table = object.table().cloned();
                table.is_some_and(|table| self.dependents(&Key::Relation(table)).next().is_some())
            }),
            _ => false,
        }
    }

    /// Returns why nobody knows what `object` is like, or whether it is there, if so.
    #[must_use]
    pub fn doubt_about(&self, object: &ObjectId) -> Option<&Unknown> {
        let is_there = relation_name(object).is_some_and(|name| self.has_relation(name));
        self.latest_unknown(|touched, _| touched.covers(object) || !is_there && may_bring(touched, object))
            .or_else(|| self.latest_vague(|own| own.admit(object)))
    }

    /// Returns the last of what is unknown that touched what `is_asked` wants to know.
    #[must_use]
    pub fn latest_unknown(&self, is_asked: impl Fn(&Touched, &Unknown) -> bool) -> Option<&Unknown> {
        self.unknown.iter().rev().find(|(touched, own)| is_asked(touched, own)).map(|(_, unknown)| unknown)
    }

    /// Returns whether a table may have columns that nobody knows.
    #[must_use]
    pub fn is_known_in_part(&self, table: &QualifiedName) -> bool {
        self.latest_unknown(|touched, _| matches!(touched, Touched::Table(own) if own == table)).is_some()
    }

    /// Returns the unknown tables that `unknown` depends on.
    pub fn unknown_tables_below<'a>(&'a self, unknown: &'a Unknown) -> impl Iterator<Item = &'a QualifiedName> {
        let reason = unknown.reason.strip_prefix(DEPENDS);
        self.unknown.iter().filter_map(move |(touched, earlier)| match touched {
            Touched::Table(table) if earlier.place == unknown.place && reason == Some(root(&earlier.reason)) => {
                Some(table)
            }
            _ => None,
        })
    }

    /// Returns whether nothing unknown can have changed `object`.
    pub(super) fn is_sure_of(&self, object: &ObjectId) -> bool {
        let vague =
            |own: &VagueConstraints| own.admit(object) || object.table().is_some_and(|table| own.admit_on(table));
        !self.unknown.iter().any(|(touched, _)| touched.covers(object)) && self.latest_vague(vague).is_none()
    }

    /// Returns the objects that an operation is about, the one it changes first.
    #[must_use]
    pub fn concerned(&self, operation: &Operation) -> Vec<ObjectId> {
        let table = |reference: &RelationRef| ObjectId::Table(self.full_name(reference));
        match operation {
            Operation::CreateSchema { name, .. } => vec![ObjectId::Schema(name.clone())],
            Operation::CreateTable(create) => vec![table(&create.name)],
            Operation::AlterTable { table: name, action, .. } => {
                let mut objects = vec![table(name)];
                if let AlterTable::AttachPartition { partition, .. } = action {
                    objects.push(table(partition));
                }
                objects
            }
            Operation::CreateIndex(index) => {
                let of = self.full_name(&index.table);
                let mut objects: Vec<ObjectId> =
                    index.name.iter().map(|name| ObjectId::Index(of.sibling(name.clone()))).collect();
                objects.push(ObjectId::Table(of));
                objects
            }
            Operation::CreateSequence { name, .. } | Operation::AlterSequence { name, .. } => {
                vec![ObjectId::Sequence(self.full_name(name))]
            }
            Operation::CreateType { name, .. }
            | Operation::AddEnumLabel { name, .. }
            | Operation::RenameEnumLabel { name, .. }
            | Operation::AlterDomain { name, .. } => vec![ObjectId::Type(self.full_name(name))],
            Operation::CreateView(view) => vec![ObjectId::View(self.full_name(&view.name))],
            Operation::CreateRoutine(routine) => {
                vec![ObjectId::Function(self.full_name(&routine.name), String::new())]
            }
            Operation::CreateTrigger { table: on, trigger, .. } => {
                vec![ObjectId::Trigger(self.full_name(on), trigger.name.clone())]
            }
            Operation::CreatePolicy { table: on, policy } => {
                vec![ObjectId::Policy(self.full_name(on), policy.name.clone())]
            }
            Operation::AlterPolicy { table: on, name, .. } => vec![ObjectId::Policy(self.full_name(on), name.clone())],
            Operation::CreateExtension { name, .. } => vec![ObjectId::Extension(name.clone())],
            Operation::CreateOther { kind, name, .. } => vec![ObjectId::Other(kind.clone(), self.full_name(name))],
            Operation::Drop { objects, .. } => objects.iter().map(|object| self.id_of(object)).collect(),
            Operation::Rename { object, .. }
            | Operation::SetSchema { object, .. }
            | Operation::Comment { object, .. } => vec![self.id_of(object)],
            Operation::SetSearchPath { .. } | Operation::Unknown { .. } => Vec::new(),
        }
    }

    /// Returns what the object that a statement names is called, whether it is there or not.
    #[must_use]
    pub fn id_of(&self, object: &ObjectRef) -> ObjectId {
        let full = |reference: &RelationRef| self.full_name(reference);
        match object {
            ObjectRef::Schema(name) => ObjectId::Schema(name.clone()),
            ObjectRef::Extension(name) => ObjectId::Extension(name.clone()),
            ObjectRef::Type(name) | ObjectRef::Domain(name) | ObjectRef::Attribute(name, _) => {
                ObjectId::Type(self.find_type(name).unwrap_or_else(|| full(name)))
            }
            ObjectRef::Table(name) => ObjectId::Table(full(name)),
            ObjectRef::View(name) | ObjectRef::MaterializedView(name) => ObjectId::View(full(name)),
            ObjectRef::Index(name) => ObjectId::Index(full(name)),
            ObjectRef::Sequence(name) => ObjectId::Sequence(full(name)),
            ObjectRef::Column(table, name) => ObjectId::Column(full(table), name.clone()),
            ObjectRef::Constraint(table, name) => ObjectId::Constraint(full(table), name.clone()),
            ObjectRef::DomainConstraint(domain, name) => ObjectId::Constraint(full(domain), name.clone()),
            ObjectRef::Trigger(table, name) => ObjectId::Trigger(full(table), name.clone()),
            ObjectRef::Policy(table, name) => ObjectId::Policy(full(table), name.clone()),
            ObjectRef::Routine(name, arguments) => {
                let arguments = arguments.iter().flatten().filter_map(|own| self.resolve_type(own).ok());
                let arguments: Vec<String> = arguments.map(|own| own.to_sql()).collect();
                ObjectId::Function(full(name), arguments.join(", "))
            }
            ObjectRef::Other(kind, name) => ObjectId::Other(kind.clone(), full(name)),
        }
    }
}

impl Touched {
    /// Returns whether something unknown that touched `touched` may have changed `object`.
    #[must_use]
    pub fn covers(&self, object: &ObjectId) -> bool {
        match self {
            Self::Everything => true,
            Self::Table(table) | Self::Object(ObjectId::Table(table)) => match object {
                ObjectId::Index(name) | ObjectId::Sequence(name) => name == table,
                ObjectId::View(name) => name == table,
                _ => object.table() == Some(table),
            },
            Self::Object(ObjectId::Schema(schema)) => object.schema() == Some(schema),
            Self::Object(own) => own == object || is_same_name(own, object),
        }
    }
}

/// Returns whether something unknown that touched `touched` may have made `object`: nobody knows what the indexes and
/// sequences of an unknown table are called.
fn may_bring(touched: &Touched, object: &ObjectId) -> bool {
    match (touched, object) {
        (
            Touched::Table(table) | Touched::Object(ObjectId::Table(table)),
            ObjectId::Index(name) | ObjectId::Sequence(name),
        ) => name.schema == table.schema,
        _ => false,
    }
}

/// Returns whether what was touched may be `object`, if nobody knows its name. An index that backs a constraint has its name.
fn may_be_called(touched: &Touched, object: &ObjectId) -> bool {
    match (touched, object) {
        (Touched::Object(ObjectId::Constraint(table, _)), ObjectId::Constraint(own, _)) => table == own,
        (Touched::Object(ObjectId::Constraint(name, _) | ObjectId::Index(name)), ObjectId::Index(own)) => {
            name.schema == own.schema
        }
        _ => false,
    }
}

fn is_drop(operation: &Operation) -> bool {
    match operation {
        Operation::Drop { .. } => true,
        Operation::AlterTable { action, .. } => {
            matches!(action, AlterTable::DropColumn { .. } | AlterTable::DropConstraint { .. })
        }
        _ => false,
    }
}

fn is_duplicate(state: SqlState) -> bool {
    [
        SqlState::DUPLICATE_TABLE,
        SqlState::DUPLICATE_COLUMN,
        SqlState::DUPLICATE_OBJECT,
        SqlState::DUPLICATE_SCHEMA,
        SqlState::DUPLICATE_FUNCTION,
    ]
    .contains(&state)
}

fn is_missing(state: SqlState) -> bool {
    [
        SqlState::UNDEFINED_TABLE,
        SqlState::UNDEFINED_COLUMN,
        SqlState::UNDEFINED_OBJECT,
        SqlState::UNDEFINED_FUNCTION,
        SqlState::INVALID_SCHEMA_NAME,
    ]
    .contains(&state)
}

/// Relations share their names, whatever their kind; a function may be meant without its arguments.
fn is_same_name(a: &ObjectId, b: &ObjectId) -> bool {
    match (relation_name(a), relation_name(b)) {
        (Some(a), Some(b)) => a == b,
        _ => matches!((a, b), (ObjectId::Function(a, _), ObjectId::Function(b, _)) if a == b),
    }
}

fn relation_name(object: &ObjectId) -> Option<&QualifiedName> {
    match object {
        ObjectId::Table(name) | ObjectId::Index(name) | ObjectId::Sequence(name) | ObjectId::View(name) => Some(name),
        _ => None,
    }
}

/// Returns the first reason of a chain of unknowns, so that the chain does not grow into the text.
fn root(reason: &str) -> &str {
    reason.strip_prefix(DEPENDS).unwrap_or(reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::Name;
    use crate::operation::{Behavior, IfExists};
    use crate::schema::{Making, VagueName};

    fn drop_table(name: &str) -> Operation {
        let object = ObjectRef::Table(RelationRef::bare(Name::folded(name)));
        Operation::Drop { objects: vec![object], missing: IfExists::Fail, behavior: Behavior::Restrict }
    }

    fn unknown(touched: Touched) -> Operation {
        Operation::Unknown { touched, unknown: Unknown::new("who knows", None) }
    }

    #[test]
    fn what_an_unknown_may_have_made_is_not_refused() {
        let mut schema = Schema::default();
        assert!(schema.apply(&drop_table("t")).is_err());
        schema.apply(&unknown(Touched::Table(QualifiedName::public("t")))).expect("an unknown is never refused");
        let changes = schema.apply(&drop_table("t")).expect("it may be there");
        let [crate::schema::Change::Unknown { touched, unknown }] = changes.as_slice() else { panic!("{changes:?}") };
        assert_eq!(*touched, Touched::Table(QualifiedName::public("t")));
        assert_eq!(&*unknown.reason, "depends on an earlier unknown: who knows");
        assert!(schema.apply(&drop_table("u")).is_err(), "another table is none of its business");
        schema.undo(&changes);
        assert_eq!(schema.unknown.len(), 1);
    }

    #[test]
    fn what_drops_or_renames_more_than_the_unknown_is_unknown_altogether() {
        let touched = |operation: &Operation| {
            let mut schema = Schema::default();
            schema.apply(&unknown(Touched::Table(QualifiedName::public("t")))).expect("an unknown is never refused");
            schema.apply(operation).expect("it may be there");
            schema.unknown.pop().map(|(touched, _)| touched)
        };
        let object = |name: &str| ObjectRef::Table(RelationRef::bare(Name::folded(name)));
        let drop = |objects, behavior| Operation::Drop { objects, missing: IfExists::Fail, behavior };
        let of_t = Some(Touched::Table(QualifiedName::public("t")));
        assert_eq!(touched(&drop(vec![object("t")], Behavior::Restrict)), of_t);
        assert_eq!(touched(&drop(vec![object("t")], Behavior::Cascade)), Some(Touched::Everything));
        assert_eq!(touched(&drop(vec![object("t"), object("t")], Behavior::Restrict)), Some(Touched::Everything));
    }

    #[test]
    fn reasons_do_not_grow() {
        let mut schema = Schema::default();
        schema.apply(&unknown(Touched::Everything)).expect("an unknown is never refused");
        for _ in 0..3 {
            schema.apply(&drop_table("t")).expect("anything may be there");
        }
        let last = schema.unknown.last().map(|(_, unknown)| unknown.reason.to_string());
        assert_eq!(last.as_deref(), Some("depends on an earlier unknown: who knows"));
    }

    #[test]
    fn constraints_known_in_part_doubt_refusals_about_constraints_like_them() {
        let mut schema = Schema::default();
        let run = |schema: &mut Schema, text: &str| {
            let parsed = crate::sql::statements(text, &crate::sql::Surroundings::of(schema));
            let operations = parsed.into_iter().flat_map(|own| match own.statement {
                crate::sql::Statement::Operations(operations) => operations,
                other => panic!("{other:?}"),
            });
            operations.map(|operation| schema.apply(&operation)).collect::<Result<Vec<_>, _>>().is_ok()
        };
        assert!(run(&mut schema, "CREATE TABLE t (a integer); CREATE TABLE u (a integer)"));
        let vague = |parts: [&str; 2]| VagueName::around(parts.map(std::sync::Arc::from).to_vec());
        let like =
            VagueConstraints { table: VagueName::known("t"), name: vague(["fk_", "_id"]), making: Making::Nothing };
        let undone = schema.doubt_constraints(like, Unknown::new("who knows", None));
        assert!(run(&mut schema, "ALTER TABLE t DROP CONSTRAINT fk_a_id"), "it may be there");
        assert!(!run(&mut schema, "ALTER TABLE t DROP CONSTRAINT ck_a_id"));
        assert!(!run(&mut schema, "ALTER TABLE u DROP CONSTRAINT fk_a_id"));
        assert!(!run(&mut schema, "ALTER TABLE t DROP COLUMN b"));
        assert!(!run(&mut schema, "DROP TABLE v"));
        schema.undo(&[undone]);
        assert!(schema.vague().is_empty());
    }
}
