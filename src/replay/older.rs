//! What a statement drops, renames or changes that no revision makes and that is no table: an index or a constraint of a table
//! that is older than the history, a view, a sequence, an extension. It was there; what it was, nobody knows.

use crate::name::{Name, QualifiedName};
use crate::operation::{AlterTable, Behavior, CreateTable, IfNotExists, ObjectRef, Operation, RelationRef};
use crate::replay::recorder::{Recorder, Site};
use crate::replay::settings::Unrecorded;
use crate::replay::unrecorded::reason;
use crate::schema::{Attribute, Effect, Key, ObjectId, Refusal, Schema, SqlState, Stored, Touched, Unknown, Value};

/// What becomes of it.
enum Fate {
    Dropped(Behavior),
    /// It has this name now.
    Renamed(ObjectId),
    /// Something else, or the catalog would not show it.
    Changed,
}

impl Recorder {
    /// Returns what a refused statement does to an object that was there before the history, if it is about one.
    pub(super) fn happens_to_older(
        &mut self,
        operation: &Operation,
        refusal: &Refusal,
        site: &Site,
    ) -> Option<Vec<Effect>> {
        if self.settings().unrecorded == Unrecorded::Missing {
            return None;
        }
        let (object, fate) = fate_of(operation, refusal, self.schema()).map(|own| self.as_constraint(own))?;
        if !self.is_older(&object) || !self.seen.gone.insert(object.clone()) {
            return None;
        }
        let unknown = Unknown::new(told(&object), Some(site.place.clone()));
        self.may_refuse(&unknown);
        if !self.is_watching() && !self.log.unrecorded.backwards().any(|(own, _)| *own == object) {
            self.log.unrecorded.push((object.clone(), unknown.clone()));
        }
        let doubt = |object| Operation::Unknown { touched: Touched::Object(object), unknown: unknown.clone() };
        match fate {
            Fate::Dropped(behavior) => {
                // Which views stand on it is not known.
                if behavior == Behavior::Cascade {
                    let views = views_of(self.schema()).map(doubt).collect::<Vec<_>>();
                    self.carry_out(&views);
                }
                let index = self.index_behind(&object);
                let gone = |object| {
                    let before = Some(Value::known("present"));
                    Effect::Set { object, attribute: Attribute::Existence, before, after: None }
                };
                Some(index.into_iter().chain([object]).map(gone).collect())
            }
            Fate::Renamed(to) => {
                self.carry_out(&[doubt(to.clone())]);
                Some(vec![Effect::Renamed { from: object, to }])
            }
            Fate::Changed => {
                self.carry_out(&[doubt(object)]);
                Some(Vec::new())
            }
        }
    }

    /// Takes what happens to an index for what happens to the older constraint that got its name.
    fn as_constraint(&self, (object, fate): (ObjectId, Fate)) -> (ObjectId, Fate) {
        let (ObjectId::Index(name), Fate::Renamed(ObjectId::Index(to))) = (&object, &fate) else {
            return (object, fate);
        };
        let table = self.schema().unknown.iter().rev().find_map(|(touched, _)| match touched {
            Touched::Object(ObjectId::Constraint(table, own)) if *own == name.name && table.schema == name.schema => {
                Some(table.clone())
            }
            _ => None,
        });
        match table {
            Some(table) => {
                let named = |own: &Name| ObjectId::Constraint(table.clone(), own.clone());
                (named(&name.name), Fate::Renamed(named(&to.name)))
            }
            None => (object, fate),
        }
    }

    /// Returns the older index that got the name of a constraint: it is the constraint's own.
    fn index_behind(&self, object: &ObjectId) -> Option<ObjectId> {
        let ObjectId::Constraint(table, name) = object else { return None };
        let index = Touched::Object(ObjectId::Index(table.sibling(name.clone())));
        let (Touched::Object(index), _) = self.schema().unknown.iter().rev().find(|(own, _)| *own == index)? else {
            return None;
        };
        Some(index.clone())
    }

    /// Returns the effects of an operation; what a part of an older table is like is not known, where it is made if it is not
    /// there.
    pub(super) fn unless_older(&self, operation: &Operation, mut effects: Vec<Effect>) -> Vec<Effect> {
        if let Operation::CreateTable(create) = operation {
            self.forget_inherited(create, &mut effects);
            effects.extend(self.perhaps_inherited(create, &effects));
        }
        let table = match operation {
            Operation::AlterTable {
                table, action: AlterTable::AddColumn { existing: IfNotExists::Skip, .. }, ..
            } => table,
            Operation::CreateIndex(index) if index.existing == IfNotExists::Skip => &index.table,
            _ => return effects,
        };
        let Some(unknown) = self.seen.older.get(&self.schema().full_name(table)) else { return effects };
        for effect in &mut effects {
            match effect {
                Effect::Set { attribute, after: Some(after), .. } if *attribute != Attribute::Existence => {
                    *after = Value::Unknown(unknown.clone());
                }
                _ => {}
            }
        }
        effects
    }

    /// Whether a column that a table takes over from an older one may be NULL, and what else it is like, is not known.
    fn forget_inherited(&self, create: &CreateTable, effects: &mut [Effect]) {
        let mut older = sources_of(create).filter_map(|own| self.seen.older.get(&self.schema().full_name(own)));
        let Some(unknown) = older.next() else { return };
        let is_own = |name: &Name| create.columns.iter().any(|own| own.name == *name);
        for effect in effects {
            match effect {
                Effect::Set { object: ObjectId::Column(_, name), attribute, after: Some(after), .. }
                    if *attribute != Attribute::Existence && !is_own(name) =>
                {
                    *after = Value::Unknown(unknown.clone());
                }
                _ => {}
            }
        }
    }

    /// The columns that a table takes over from another one, if no step that could not be read took them away there.
    fn perhaps_inherited(&self, create: &CreateTable, effects: &[Effect]) -> Vec<Effect> {
        let sources: Vec<QualifiedName> = sources_of(create).map(|own| self.schema().full_name(own)).collect();
        let doubt = |name: &Name| {
            sources.iter().find_map(|source| {
                let object = ObjectId::Column(source.clone(), name.clone());
                let is_doubt = |touched: &Touched, own: &Unknown| {
                    touched.covers(&object) && self.seen.older.get(source) != Some(own)
                };
                self.schema().latest_unknown(is_doubt)
            })
        };
        let perhaps = effects.iter().filter_map(|effect| match effect {
            Effect::Set { object: object @ ObjectId::Column(_, name), attribute: Attribute::Existence, .. }
                if !create.columns.iter().any(|own| own.name == *name) =>
            {
                Some(Effect::Unknown { touched: Touched::Object(object.clone()), unknown: doubt(name)?.clone() })
            }
            _ => None,
        });
        perhaps.collect()
    }

    /// Returns whether an object that is not there can only be older than the history: no revision made it, and no step that
    /// is not known may have.
    fn is_older(&self, object: &ObjectId) -> bool {
        let seen = &self.seen;
        let is_old = match object {
            ObjectId::Constraint(table, _) => seen.older.contains_key(table),
            ObjectId::Index(name) | ObjectId::View(name) | ObjectId::Sequence(name) => {
                !seen.relations.contains(name)
                    && self.schema().find(&Key::Relation(name.clone())).is_none()
                    && self.stands_on_older_tables()
            }
            ObjectId::Extension(name) => !seen.extensions.contains(name),
            _ => self.stands_on_older_tables(),
        };
        let is_assumed = |touched: &Touched, own: &Unknown| match (object, touched) {
            (_, Touched::Everything) => false,
            (ObjectId::Constraint(table, _), Touched::Table(other)) if table != other => true,
            (ObjectId::Constraint(..) | ObjectId::Index(_), Touched::Table(table)) => {
                seen.older.get(table) == Some(own)
            }
            (_, Touched::Table(_)) => true,
            // The index of a constraint that is older and has been renamed.
            (ObjectId::Index(name), Touched::Object(ObjectId::Constraint(table, own))) => {
                *own != name.name || table.schema != name.schema
            }
            (ObjectId::Index(name), Touched::Object(other)) if other == object => {
                *own.reason == *reason("index", &name.to_string())
            }
            (_, Touched::Object(other)) => other != object,
        };
        is_old
            && self.schema().latest_unknown(|touched, own| !is_assumed(touched, own)).is_none()
            && self.schema().latest_vague(|own| own.admit(object)).is_none()
    }
}

/// What is not there, and what the statement does to it.
fn fate_of(operation: &Operation, refusal: &Refusal, schema: &Schema) -> Option<(ObjectId, Fate)> {
    let is_absent = matches!(refusal.state, SqlState::UNDEFINED_TABLE | SqlState::UNDEFINED_OBJECT);
    match operation {
        _ if !is_absent => None,
        Operation::AlterTable { action: AlterTable::DropConstraint { behavior: Behavior::Restrict, .. }, .. } => {
            let object = refusal.object.clone().filter(|own| matches!(own, ObjectId::Constraint(..)))?;
            Some((object, Fate::Dropped(Behavior::Restrict)))
        }
        Operation::Drop { objects, behavior, .. } if objects.len() == 1 => {
            let object = named(objects.first()?, schema)?;
            let fate = match (&object, behavior) {
                // A default, a column or a constraint may go with it: nobody knows which.
                (ObjectId::Index(_) | ObjectId::Sequence(_) | ObjectId::Extension(_), Behavior::Cascade) => {
                    return None;
                }
                // What the catalog does not show, and what brings others with it, is not held for gone.
                (ObjectId::Extension(_) | ObjectId::Other(..), _) => Fate::Changed,
                _ => Fate::Dropped(*behavior),
            };
            Some((object, fate))
        }
        Operation::Rename { object: ObjectRef::Constraint(..), to, .. } => match refusal.object.clone()? {
            object @ ObjectId::Constraint(..) => {
                let ObjectId::Constraint(table, _) = &object else { return None };
                let to = ObjectId::Constraint(table.clone(), to.clone());
                Some((object, Fate::Renamed(to)))
            }
            _ => None,
        },
        Operation::Rename { object, to, .. } => {
            let from = named(object, schema)?;
            let renamed = match &from {
                ObjectId::Index(name) => ObjectId::Index(name.sibling(to.clone())),
                ObjectId::View(name) => ObjectId::View(name.sibling(to.clone())),
                ObjectId::Sequence(name) => ObjectId::Sequence(name.sibling(to.clone())),
                _ => return None,
            };
            Some((from, Fate::Renamed(renamed)))
        }
        Operation::SetSchema { object, schema: home, .. } => {
            let from = named(object, schema)?;
            let there = |name: &QualifiedName| QualifiedName::new(home.clone(), name.name.clone());
            let moved = match &from {
                ObjectId::View(name) => ObjectId::View(there(name)),
                ObjectId::Sequence(name) => ObjectId::Sequence(there(name)),
                _ => return None,
            };
            Some((from, Fate::Renamed(moved)))
        }
        Operation::Comment { object, .. } => match named(object, schema)? {
            object @ (ObjectId::View(_) | ObjectId::Sequence(_)) => Some((object, Fate::Changed)),
            _ => None,
        },
        Operation::AlterSequence { name, .. } => Some((ObjectId::Sequence(schema.full_name(name)), Fate::Changed)),
        _ => None,
    }
}

/// Returns the object that a statement names, of the kinds that stand alone.
fn named(object: &ObjectRef, schema: &Schema) -> Option<ObjectId> {
    let full = |name: &RelationRef| schema.full_name(name);
    Some(match object {
        ObjectRef::Index(name) => ObjectId::Index(full(name)),
        ObjectRef::View(name) | ObjectRef::MaterializedView(name) => ObjectId::View(full(name)),
        ObjectRef::Sequence(name) => ObjectId::Sequence(full(name)),
        ObjectRef::Extension(name) => ObjectId::Extension(name.clone()),
        ObjectRef::Other(kind, name) => ObjectId::Other(kind.clone(), full(name)),
        _ => return None,
    })
}

fn views_of(schema: &Schema) -> impl Iterator<Item = ObjectId> {
    let views: Vec<ObjectId> = schema
        .objects()
        .filter_map(|(key, stored)| match (key, stored) {
            (Key::Relation(name), Stored::View(_)) => Some(ObjectId::View(name.clone())),
            _ => None,
        })
        .collect();
    views.into_iter()
}

fn told(object: &ObjectId) -> String {
    match object {
        ObjectId::Constraint(table, name) => reason("constraint", &format!("{table}.{name}")),
        ObjectId::Index(name) => reason("index", &name.to_string()),
        ObjectId::View(name) => reason("view", &name.to_string()),
        ObjectId::Sequence(name) => reason("sequence", &name.to_string()),
        ObjectId::Extension(name) => reason("extension", name.as_str()),
        ObjectId::Other(kind, name) => reason(kind, &name.to_string()),
        other => reason("object", &other.to_string()),
    }
}

/// The tables whose columns a new one takes over.
fn sources_of(create: &CreateTable) -> impl Iterator<Item = &RelationRef> {
    let sources = create.likes.iter().map(|like| &like.table).chain(&create.inherits);
    sources.chain(create.partition_of.iter().map(|(parent, _)| parent))
}
