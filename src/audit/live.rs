//! The live database as facts, and which live object carries on which life of the history.

use crate::schema::{Attribute, ObjectId, Schema, Value};
use crate::timeline::{Life, LifeId, Timelines};
use std::collections::{BTreeMap, BTreeSet};

/// The facts of the database, and for each life the object that carries it on.
#[derive(Clone, Debug, Default)]
pub struct Live {
    facts: BTreeMap<ObjectId, BTreeMap<Attribute, Value>>,
    carriers: BTreeMap<LifeId, ObjectId>,
    /// Lives whose object is there in the same shape under a name that no revision gave it.
    pub aliases: BTreeMap<LifeId, ObjectId>,
}

impl Live {
    /// Reads the facts of `schema` and finds the carrier of every life.
    #[must_use]
    pub fn read(schema: &Schema, timelines: &Timelines) -> Self {
        let mut live = Self::default();
        for fact in schema.facts() {
            live.facts.entry(fact.object).or_default().insert(fact.attribute, fact.value);
        }
        live.find_carriers(timelines);
        live.find_aliases(timelines);
        live
    }

    /// Returns the live object that carries on `life`.
    #[must_use]
    pub fn carrier(&self, life: LifeId) -> Option<&ObjectId> {
        self.carriers.get(&life).or_else(|| self.aliases.get(&life))
    }

    /// Returns the value of an attribute of a live object.
    #[must_use]
    pub fn value(&self, object: &ObjectId, attribute: &Attribute) -> Option<&Value> {
        self.facts.get(object)?.get(attribute)
    }

    /// Returns every live object.
    pub fn objects(&self) -> impl Iterator<Item = &ObjectId> {
        self.facts.keys()
    }

    /// Returns the live objects that no life of the history accounts for.
    pub fn unexplained<'a>(&'a self, timelines: &'a Timelines) -> impl Iterator<Item = &'a ObjectId> {
        let known: BTreeSet<&ObjectId> = self.aliases.values().collect();
        self.facts.keys().filter(move |object| !timelines.named.contains_key(object) && !known.contains(object))
    }

    /// Each life takes its latest name that is there and that no earlier life has taken: where a renamed object's old
    /// name was given to another, the older life keeps it as long as its own new name is not there.
    fn find_carriers(&mut self, timelines: &Timelines) {
        let mut taken = BTreeSet::new();
        for (id, life) in timelines.iter() {
            let names = life.names.iter().rev().map(|(_, name)| name);
            let carrier = names.clone().find(|name| self.facts.contains_key(name) && !taken.contains(name));
            if let Some(name) = carrier {
                taken.insert(name);
                self.carriers.insert(id, name.clone());
            }
        }
    }

    fn find_aliases(&mut self, timelines: &Timelines) {
        let mut shapes: BTreeMap<(ObjectId, &str), Vec<&ObjectId>> = BTreeMap::new();
        for object in self.unexplained(timelines) {
            if let (Some(home), Some(Value::Known(shape))) =
                (self.home(object), self.value(object, &Attribute::Definition))
            {
                shapes.entry((home, shape)).or_default().push(object);
            }
        }
        let mut aliases = BTreeMap::new();
        for (id, life) in timelines.iter().filter(|(id, _)| !self.carriers.contains_key(id)) {
            let (Some(home), Some(Value::Known(shape))) = (home_of(life), last_value(life, &Attribute::Definition))
            else {
                continue;
            };
            if let Some(objects) = shapes.get_mut(&(home, shape.as_str()))
                && let Some(object) = objects.pop()
            {
                aliases.insert(id, object.clone());
            }
        }
        self.aliases = aliases;
    }

    /// The table a live constraint or index belongs to.
    fn home(&self, object: &ObjectId) -> Option<ObjectId> {
        match object {
            ObjectId::Constraint(table, _) => Some(ObjectId::Table(table.clone())),
            ObjectId::Index(index) => match self.value(object, &Attribute::Owner)? {
                Value::Known(table) => table_named(index, table),
                Value::Unknown(_) => None,
            },
            _ => None,
        }
    }
}

/// Returns the table that an index, a constraint or another part of a table belongs to at the end of its life.
#[must_use]
pub fn home_of(life: &Life) -> Option<ObjectId> {
    match life.last_name() {
        ObjectId::Index(index) | ObjectId::Sequence(index) => match last_value(life, &Attribute::Owner)? {
            Value::Known(table) => table_named(index, table),
            Value::Unknown(_) => None,
        },
        ObjectId::Table(_) => None,
        object => object.table().map(|table| ObjectId::Table(table.clone())),
    }
}

/// The last value an attribute had while the object was there.
fn last_value<'a>(life: &'a Life, attribute: &Attribute) -> Option<&'a Value> {
    life.events(attribute).iter().rev().find_map(|event| event.after.as_ref())
}

/// An owner is spelt `schema.table` or `schema.table.column`, in the schema of what it owns.
fn table_named(owned: &crate::name::QualifiedName, owner: &str) -> Option<ObjectId> {
    let rest = owner.strip_prefix(owned.schema.as_str())?.strip_prefix('.')?;
    Some(ObjectId::Table(owned.sibling(crate::name::Name::verbatim(rest.split('.').next()?))))
}
