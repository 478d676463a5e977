//! What replay found in a revision, as REVISION spells it: operations, data steps, unknowns. Judges nothing.

use super::revision::{Contents, DataStepReport, OperationReport, UnknownReport};
use crate::operation::{AlterTable, ObjectRef, Operation, RelationRef};
use crate::replay::{Action, RevisionReplay, Step};
use crate::revision::Revision;
use crate::schema::{Effect, ObjectId, Unknown, Value};

/// What an operation is about: the word of the contract, the kind of object, its schema if it was written, its name.
struct Target {
    word: &'static str,
    kind: String,
    schema: Option<String>,
    name: String,
}

/// Returns the values that nobody knows, and that no statement fails over.
fn taken(replay: &RevisionReplay) -> impl Iterator<Item = &Unknown> {
    replay.steps.iter().flat_map(|step| &step.effects).filter_map(|effect| match effect {
        Effect::Set { after: Some(Value::Unknown(unknown)), .. } if unknown.is_taken => Some(unknown),
        _ => None,
    })
}

impl Contents {
    /// Returns what a revision's replay holds; what Alembic does by itself is left out.
    #[must_use]
    pub fn new(revision: &Revision, replay: &RevisionReplay) -> Self {
        let mut contents = Self::default();
        for step in replay.steps.iter().filter(|step| step.place.path() == revision.shown_path()) {
            contents.add(step);
        }
        contents.unknown = replay.unknown.iter().chain(taken(replay)).map(UnknownReport::from).collect();
        contents
    }

    /// Returns the contents of a revision that was not replayed, and why.
    #[must_use]
    pub fn unknown(reason: &str) -> Self {
        let unknown = UnknownReport { path: None, line: 1, reason: reason.to_owned() };
        Self { unknown: vec![unknown], ..Self::default() }
    }

    fn add(&mut self, step: &Step) {
        let line = step.place.line();
        match &step.action {
            Action::Operation { operation, sql } => {
                let certainty = if matches!(**operation, Operation::Unknown { .. }) { "unknown" } else { "exact" };
                for target in targets(operation) {
                    let object = target.found_in(&step.effects);
                    let op = target.word.to_owned();
                    self.operations.push(OperationReport { op, object, line, sql: sql.clone(), certainty });
                }
            }
            Action::Data { kind, .. } => self.data_steps.push(DataStepReport { line, kind: kind.clone() }),
            Action::Unknown(unknown) => {
                let sql = format!("-- not known: {}", unknown.reason);
                let (op, object) = ("unknown".to_owned(), String::new());
                self.operations.push(OperationReport { op, object, line, sql, certainty: "unknown" });
            }
            Action::Text { .. } | Action::Transaction(_) => {}
        }
    }
}

impl From<&Unknown> for UnknownReport {
    fn from(unknown: &Unknown) -> Self {
        let path = unknown.place.as_ref().map(|place| place.path().display().to_string());
        let line = unknown.place.as_ref().map_or(1, crate::source::Place::line);
        Self { path, line, reason: unknown.reason.to_string() }
    }
}

impl Target {
    fn new(word: &'static str, kind: &str, relation: &RelationRef) -> Self {
        let schema = relation.schema.as_ref().map(ToString::to_string);
        Self { word, kind: kind.to_owned(), schema, name: relation.name.to_string() }
    }

    fn part(word: &'static str, kind: &str, relation: &RelationRef, part: &str) -> Self {
        let whole = Self::new(word, kind, relation);
        Self { name: format!("{}.{part}", whole.name), ..whole }
    }

    /// An object that lies in no schema.
    fn bare(word: &'static str, kind: &str, name: &str) -> Self {
        Self { word, kind: kind.to_owned(), schema: None, name: name.to_owned() }
    }

    /// Returns the object's name as the effects spell it: they know the schema, and names PostgreSQL chose.
    fn found_in(&self, effects: &[Effect]) -> String {
        if matches!(self.kind.as_str(), "schema" | "extension" | "") {
            return format!("{} {}", self.kind, self.name).trim().to_owned();
        }
        let start = format!("{} ", self.kind);
        let end = format!(".{}", self.name);
        let objects: Vec<String> = effects.iter().filter_map(object_of).map(ToString::to_string).collect();
        let routine = format!(".{}(", self.name);
        let is_named =
            |object: &&String| object.starts_with(&start) && (object.ends_with(&end) || object.contains(&routine));
        let named = objects.iter().find(is_named);
        let unnamed = || objects.iter().find(|object| self.name.ends_with('?') && object.starts_with(&start));
        if let Some(object) = named.or_else(unnamed) {
            return object.clone();
        }
        let name = self.name.trim_end_matches(".?");
        format!("{} {}.{name}", self.kind, self.schema.as_deref().unwrap_or("public"))
    }
}

fn object_of(effect: &Effect) -> Option<&ObjectId> {
    match effect {
        Effect::Set { object, .. } | Effect::Renamed { from: object, .. } => Some(object),
        Effect::Unknown { .. } => None,
    }
}

fn targets(operation: &Operation) -> Vec<Target> {
    let one = match operation {
        Operation::CreateSchema { name, .. } => Target::bare("create_schema", "schema", name.as_str()),
        Operation::CreateTable(table) => Target::new("create_table", "table", &table.name),
        Operation::AlterTable { table, action, .. } => altered(table, action),
        Operation::CreateIndex(index) => {
            let name = index.name.as_ref().map_or("?", |name| name.as_str()).to_owned();
            Target { name, ..Target::new("create_index", "index", &index.table) }
        }
        Operation::CreateSequence { name, .. } => Target::new("create_sequence", "sequence", name),
        Operation::AlterSequence { name, .. } => Target::new("alter_sequence", "sequence", name),
        Operation::CreateType { name, .. } => Target::new("create_type", "type", name),
        Operation::AddEnumLabel { name, .. } | Operation::RenameEnumLabel { name, .. } => {
            Target::new("alter_type", "type", name)
        }
        Operation::AlterDomain { name, .. } => Target::new("alter_domain", "type", name),
        Operation::CreateView(view) => Target::new("create_view", "view", &view.name),
        Operation::CreateRoutine(routine) => Target::new("create_function", "function", &routine.name),
        Operation::CreateTrigger { table, trigger, .. } => {
            Target::part("create_trigger", "trigger", table, trigger.name.as_str())
        }
        Operation::CreatePolicy { table, policy } => {
            Target::part("create_policy", "policy", table, policy.name.as_str())
        }
        Operation::AlterPolicy { table, name, .. } => Target::part("alter_policy", "policy", table, name.as_str()),
        Operation::CreateExtension { name, .. } => Target::bare("create_extension", "extension", name.as_str()),
        Operation::CreateOther { kind, name, .. } => Target::new("create_other", kind, name),
        Operation::Drop { objects, .. } => return objects.iter().map(|object| referred(object, Verb::Drop)).collect(),
        Operation::Rename { object, .. } => referred(object, Verb::Rename),
        Operation::SetSchema { object, .. } => referred(object, Verb::Move),
        Operation::Comment { object, .. } => referred(object, Verb::Comment),
        Operation::SetSearchPath { .. } => Target::bare("set_search_path", "", ""),
        Operation::Unknown { .. } => Target::bare("unknown", "", ""),
    };
    vec![one]
}

fn altered(table: &RelationRef, action: &AlterTable) -> Target {
    match action {
        AlterTable::AddColumn { column, .. } => Target::part("add_column", "column", table, column.name.as_str()),
        AlterTable::DropColumn { name, .. } => Target::part("drop_column", "column", table, name.as_str()),
        AlterTable::AlterColumn { name, .. } => Target::part("alter_column", "column", table, name.as_str()),
        AlterTable::AddConstraint(constraint) => {
            let name = constraint.name.as_ref().map_or("?", |name| name.as_str());
            Target::part("create_constraint", "constraint", table, name)
        }
        AlterTable::DropConstraint { name, .. } => Target::part("drop_constraint", "constraint", table, name.as_str()),
        AlterTable::ValidateConstraint { name } | AlterTable::AlterConstraint { name, .. } => {
            Target::part("alter_constraint", "constraint", table, name.as_str())
        }
        AlterTable::EnableTrigger { name: Some(name), .. } => {
            Target::part("alter_trigger", "trigger", table, name.as_str())
        }
        AlterTable::AttachIndex { index } => Target::new("alter_index", "index", index),
        _ => Target::new("alter_table", "table", table),
    }
}

#[derive(Clone, Copy)]
enum Verb {
    Drop,
    Rename,
    Move,
    Comment,
}

fn referred(object: &ObjectRef, verb: Verb) -> Target {
    let word = |drop: &'static str, rename: &'static str| match verb {
        Verb::Drop => drop,
        Verb::Rename => rename,
        Verb::Move => "set_schema",
        Verb::Comment => "comment",
    };
    match object {
        ObjectRef::Schema(name) => Target::bare(word("drop_schema", "rename_schema"), "schema", name.as_str()),
        ObjectRef::Extension(name) => {
            Target::bare(word("drop_extension", "rename_extension"), "extension", name.as_str())
        }
        ObjectRef::Type(name) | ObjectRef::Domain(name) => Target::new(word("drop_type", "rename_type"), "type", name),
        ObjectRef::Table(name) => Target::new(word("drop_table", "rename_table"), "table", name),
        ObjectRef::View(name) | ObjectRef::MaterializedView(name) => {
            Target::new(word("drop_view", "rename_view"), "view", name)
        }
        ObjectRef::Index(name) => Target::new(word("drop_index", "rename_index"), "index", name),
        ObjectRef::Sequence(name) => Target::new(word("drop_sequence", "rename_sequence"), "sequence", name),
        ObjectRef::Column(table, name) => {
            Target::part(word("drop_column", "rename_column"), "column", table, name.as_str())
        }
        ObjectRef::Attribute(name, _) => Target::new(word("alter_type", "alter_type"), "type", name),
        ObjectRef::Constraint(table, name) => {
            Target::part(word("drop_constraint", "rename_constraint"), "constraint", table, name.as_str())
        }
        ObjectRef::DomainConstraint(name, _) => Target::new(word("alter_domain", "alter_domain"), "type", name),
        ObjectRef::Trigger(table, name) => {
            Target::part(word("drop_trigger", "rename_trigger"), "trigger", table, name.as_str())
        }
        ObjectRef::Policy(table, name) => {
            Target::part(word("drop_policy", "rename_policy"), "policy", table, name.as_str())
        }
        ObjectRef::Routine(name, _) => Target::new(word("drop_function", "rename_function"), "function", name),
        ObjectRef::Other(kind, name) => Target::new(word("drop_other", "rename_other"), kind, name),
    }
}
