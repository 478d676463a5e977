//! The live database as facts, and which live object carries on which life of the history.

mod own_sequence;
mod validated;

use crate::audit::alias::{Alias, Likeness, aliases};
use crate::name::QualifiedName;
use crate::schema::{Attribute, Making, ObjectId, Schema, Stored, Touched, Unknown, VagueConstraints, Value};
use crate::timeline::{Life, LifeId, Timelines};
use std::collections::{BTreeMap, BTreeSet};

/// The facts of the database, and for each life the object that carries it on.
#[derive(Clone, Debug, Default)]
pub struct Live {
    facts: BTreeMap<ObjectId, BTreeMap<Attribute, Value>>,
    /// The names of constraints, in the schemas of their tables.
    constraints: BTreeSet<QualifiedName>,
    carriers: BTreeMap<LifeId, ObjectId>,
    /// Lives whose carrier may be another's.
    contested: BTreeSet<LifeId>,
    /// Lives whose object is there in the same shape under a name that no revision gave it.
    pub aliases: BTreeMap<LifeId, Alias>,
    /// Lives whose object is not the older one of its name: that one is there under the name a revision gave it.
    newer: BTreeSet<LifeId>,
    /// Whether every table is there that no revision makes and one uses.
    pub has_older_tables: bool,
    /// Lives whose object may be there in another way than was read, and why.
    doubts: BTreeMap<LifeId, Unknown>,
}

impl Live {
    /// Reads the facts of `schema` and finds the carrier of every life.
    #[must_use]
    pub fn read(schema: &Schema, timelines: &Timelines, expected: &Schema) -> Self {
        let mut live = Self::default();
        for fact in schema.facts() {
            if let ObjectId::Constraint(table, name) = &fact.object {
                live.constraints.insert(table.sibling(name.clone()));
            }
            live.facts.entry(fact.object).or_default().insert(fact.attribute, fact.value);
        }
        live.find_carriers(timelines);
        own_sequence::find(&mut live, timelines);
        validated::accept(&mut live, timelines);
        live.find_aliases(timelines, expected);
        live.find_doubts(schema, timelines, expected);
        live.find_older(timelines, expected);
        live
    }

    /// Returns why what carries on `life` may be older than the history, if it may.
    #[must_use]
    pub fn older<'a>(&self, id: LifeId, life: &'a Life) -> Option<&'a Unknown> {
        life.older.as_ref().filter(|_| !self.newer.contains(&id))
    }

    /// Returns why what was read of a life's object does not tell that it is missing or different.
    #[must_use]
    pub fn doubt(&self, life: LifeId) -> Option<&Unknown> {
        self.doubts.get(&life)
    }

    /// Returns the live object that carries on `life`.
    #[must_use]
    pub fn carrier(&self, life: LifeId) -> Option<&ObjectId> {
        self.carriers.get(&life).or_else(|| self.aliases.get(&life).map(|alias| &alias.object))
    }

    /// Returns what the carrier of `life` says of an attribute; what serves in another's place has only a definition.
    #[must_use]
    pub fn said(&self, life: LifeId, attribute: &Attribute) -> Option<&Value> {
        match self.aliases.get(&life) {
            Some(alias) if alias.likeness == Likeness::Equivalent => {
                (*attribute == Attribute::Definition).then_some(&alias.definition)
            }
            _ => self.value(self.carrier(life)?, attribute),
        }
    }

    /// Returns the value of an attribute of a live object.
    #[must_use]
    pub fn value(&self, object: &ObjectId, attribute: &Attribute) -> Option<&Value> {
        self.facts.get(object)?.get(attribute)
    }

    /// Returns whether the table is there, under any of its names, that a part of it belongs to.
    #[must_use]
    pub fn has_table_of(&self, life: &Life) -> bool {
        let tables = life.names.iter().filter(|(_, name)| !matches!(name, ObjectId::Table(_)));
        let mut tables = tables.filter_map(|(_, name)| name.table());
        tables.any(|table| self.facts.contains_key(&ObjectId::Table(table.clone())))
    }

    /// Returns whether there is such an object.
    #[must_use]
    pub fn has(&self, object: &ObjectId) -> bool {
        self.facts.contains_key(object)
    }

    /// Returns whether a table or domain in this schema has a constraint of this name.
    #[must_use]
    pub fn has_constraint_called(&self, name: &QualifiedName) -> bool {
        self.constraints.contains(name)
    }

    /// Returns every live object.
    pub fn objects(&self) -> impl Iterator<Item = &ObjectId> {
        self.facts.keys()
    }

    /// Returns the live objects that no life of the history accounts for.
    pub fn unexplained<'a>(&'a self, timelines: &'a Timelines) -> impl Iterator<Item = &'a ObjectId> {
        let known: BTreeSet<&ObjectId> = self.aliases.values().map(|alias| &alias.object).collect();
        self.facts.keys().filter(move |object| !timelines.named.contains_key(object) && !known.contains(object))
    }

    /// A life is carried on by its latest name that is there. Where several lives could be, because a renamed or dropped
    /// object's old name was given to another, one is only sure when the others go by names of their own; what goes by a
    /// name of its own is no other life.
    fn find_carriers(&mut self, timelines: &Timelines) {
        let mut open: BTreeMap<LifeId, Vec<&ObjectId>> = BTreeMap::new();
        let mut claims: BTreeMap<&ObjectId, BTreeSet<LifeId>> = BTreeMap::new();
        for (id, life) in timelines.iter() {
            let names = life.names.iter().rev().map(|(_, name)| name);
            let there: Vec<&ObjectId> = names.filter(|name| self.facts.contains_key(name)).collect();
            for name in &there {
                claims.entry(name).or_default().insert(id);
            }
            if !there.is_empty() {
                open.insert(id, there);
            }
        }
        loop {
            let alone = |name: &&ObjectId| claims.get(name).is_some_and(|lives| lives.len() == 1);
            let sure: Vec<(LifeId, ObjectId)> = open
                .iter()
                .filter_map(|(id, names)| Some((*id, (*names.iter().find(|name| alone(name))?).clone())))
                .collect();
            if sure.is_empty() {
                break;
            }
            for (id, name) in sure {
                for given_up in open.remove(&id).unwrap_or_default() {
                    if let Some(lives) = claims.get_mut(given_up) {
                        lives.remove(&id);
                    }
                }
                self.carriers.insert(id, name);
            }
        }
        for (id, names) in open {
            if let Some(name) = names.first() {
                self.carriers.insert(id, (*name).clone());
                self.contested.insert(id);
            }
        }
    }

    /// Returns whether the object that carries on the life may as well be another life's.
    #[must_use]
    pub fn is_contested(&self, life: LifeId) -> bool {
        self.contested.contains(&life)
    }

    fn find_aliases(&mut self, timelines: &Timelines, expected: &Schema) {
        let strangers = self.unexplained(timelines).filter_map(|object| {
            let definition = self.value(object, &Attribute::Definition)?;
            let valid = self.value(object, &Attribute::Valid).is_none_or(|own| *own == Value::known("true"));
            valid.then_some((object, definition))
        });
        let orphans = timelines.iter().filter(|(id, _)| self.carrier(*id).is_none());
        let found = aliases(orphans, strangers);
        self.contested.extend(found.contested);
        // What a step that is not known may have made before is as well that.
        let is_earlier = |(id, alias): &(&LifeId, &Alias)| {
            let life = timelines.life(**id);
            let of = |object: &ObjectId| timelines.taints.first_of(object).map(|taint| taint.moment);
            let home = home_of(life, expected);
            let first = of(&alias.object).into_iter().chain(home.as_ref().and_then(of)).min();
            let is_vague = |own: &VagueConstraints| own.making != Making::Nothing && own.admit(&alias.object);
            first.is_some_and(|first| first < life.birth()) || expected.latest_vague(is_vague).is_some()
        };
        self.contested.extend(found.aliases.iter().filter(is_earlier).map(|(id, _)| *id));
        self.aliases.extend(found.aliases);
    }

    fn find_older(&mut self, timelines: &Timelines, expected: &Schema) {
        let is_elsewhere = |table: &ObjectId| {
            timelines.named.get(table).into_iter().flatten().any(|own| {
                let is_moved = self.carriers.get(own).is_some_and(|object| object != table);
                timelines.life(*own).unmade.is_some() && is_moved && !self.is_contested(*own)
            })
        };
        let is_newer = |(id, life): &(LifeId, &Life)| {
            // A sequence keeps its name when its table gets another; which one it is its column tells.
            let is_own = !matches!(life.last_name(), ObjectId::Sequence(_)) || self.has_last_owner(*id, life);
            let table = match life.last_name() {
                ObjectId::Sequence(_) => home_of(life, expected),
                object => object.table().map(|table| ObjectId::Table(table.clone())),
            };
            is_own && table.is_some_and(|table| is_elsewhere(&table))
        };
        let older = timelines.iter().filter(|(_, life)| life.older.is_some());
        self.newer = older.filter(is_newer).map(|(id, _)| id).collect();
        let is_carried = |table: &ObjectId| {
            timelines.named.get(table).into_iter().flatten().any(|life| self.carriers.contains_key(life))
        };
        self.has_older_tables =
            timelines.older_tables().all(|table| self.facts.contains_key(table) || is_carried(table));
    }

    fn has_last_owner(&self, id: LifeId, life: &Life) -> bool {
        let owner = life.events(&Attribute::Owner).last().and_then(|event| event.after.as_ref());
        owner.is_some() && self.said(id, &Attribute::Owner) == owner
    }

    /// What a statement of a dump makes that was not followed is there, but not known.
    fn find_doubts(&mut self, schema: &Schema, timelines: &Timelines, expected: &Schema) {
        if schema.unknown.is_empty() {
            return;
        }
        for (id, life) in timelines.iter() {
            let home = home_of(life, expected);
            let covers = |touched: &Touched| match touched {
                Touched::Object(own) => life.names.iter().any(|(_, name)| name == own),
                Touched::Table(table) => {
                    life.names.iter().any(|(_, name)| name.table() == Some(table))
                        || home == Some(ObjectId::Table(table.clone()))
                }
                Touched::Everything => true,
            };
            if let Some((_, unknown)) = schema.unknown.iter().find(|(touched, _)| covers(touched)) {
                self.doubts.insert(id, unknown.clone());
            }
        }
    }
}

/// Returns the table that an index, a constraint or another part of a table belongs to at the end of its life.
#[must_use]
pub fn home_of(life: &Life, expected: &Schema) -> Option<ObjectId> {
    match life.last_name() {
        ObjectId::Index(name) | ObjectId::Sequence(name) => home_of_stored(expected.relation(name)?),
        ObjectId::Table(_) => None,
        object => object.table().map(|table| ObjectId::Table(table.clone())),
    }
}

fn home_of_stored(stored: &Stored) -> Option<ObjectId> {
    match stored {
        Stored::Index(index) => Some(ObjectId::Table(index.table.clone())),
        Stored::Sequence(sequence) => sequence.owned_by.as_ref().map(|(table, _)| ObjectId::Table(table.clone())),
        _ => None,
    }
}
