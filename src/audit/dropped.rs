//! What a revision drops if it is there, no revision makes, and is there: the revision did not come so far, or somebody made it
//! since. The replay, on which it is not there, has no effect to show for it.

use crate::audit::lineage::{Lineage, Position};
use crate::audit::live::Live;
use crate::finding::{Code, Finding, Severity};
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterTable, IfExists, ObjectRef, Operation, RelationRef};
use crate::replay::{Action, Replay, Step};
use crate::schema::ObjectId;
use crate::source::Place;
use crate::timeline::Timelines;

/// Something that should be gone.
#[derive(Clone, Debug)]
pub struct LeftOver {
    pub revision: usize,
    pub object: ObjectId,
    pub place: Place,
}

/// Returns what the database has of what revisions of `position` drop if it is there.
pub(super) fn left_over(replay: &Replay, timelines: &Timelines, live: &Live, position: &Position) -> Vec<LeftOver> {
    let revisions = replay.revisions.iter().enumerate().filter(|(number, _)| position.contains(number));
    let steps = revisions.flat_map(|(number, own)| own.steps.iter().map(move |step| (number, step)));
    let is_left = |object: &ObjectId| {
        live.has(object) && !timelines.named.contains_key(object) && timelines.taints.first_of(object).is_none()
    };
    let left = steps.flat_map(|(revision, step)| {
        let objects = if step.effects.is_empty() { objects_of(step) } else { Vec::new() };
        objects.into_iter().map(move |object| LeftOver { revision, object, place: step.place.clone() })
    });
    left.filter(|own| is_left(&own.object)).collect()
}

/// The objects that a step drops if they are there.
fn objects_of(step: &Step) -> Vec<ObjectId> {
    let Action::Operation { operation, .. } = &step.action else { return Vec::new() };
    match &**operation {
        Operation::Drop { objects, missing: IfExists::Skip, .. } => objects.iter().filter_map(named).collect(),
        Operation::AlterTable { table, action, .. } => match action {
            AlterTable::DropColumn { name, missing: IfExists::Skip, .. } => {
                vec![ObjectId::Column(full(table), name.clone())]
            }
            AlterTable::DropConstraint { name, missing: IfExists::Skip, .. } => {
                vec![ObjectId::Constraint(full(table), name.clone())]
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn named(object: &ObjectRef) -> Option<ObjectId> {
    Some(match object {
        ObjectRef::Table(name) => ObjectId::Table(full(name)),
        ObjectRef::Index(name) => ObjectId::Index(full(name)),
        ObjectRef::View(name) | ObjectRef::MaterializedView(name) => ObjectId::View(full(name)),
        ObjectRef::Sequence(name) => ObjectId::Sequence(full(name)),
        ObjectRef::Type(name) => ObjectId::Type(full(name)),
        _ => return None,
    })
}

fn full(name: &RelationRef) -> QualifiedName {
    QualifiedName::new(name.schema.clone().unwrap_or_else(Name::public), name.name.clone())
}

impl LeftOver {
    /// Returns the finding that tells of it.
    pub(super) fn told(&self, lineage: &Lineage) -> Finding {
        let revision = lineage.revision(self.revision);
        let message = format!("`{}` is there, and `{revision}` drops it if it is", self.object);
        Finding::new(Code::NOT_DROPPED, Severity::Warning, message)
            .revision(revision.as_str())
            .place(self.place.clone())
            .help("the revision did not come so far, or somebody made it since")
    }
}
