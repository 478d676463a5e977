//! Constraints and indexes that are there in the right shape under a name that no revision gave them: made by
//! `create_all` under a naming convention, renamed by hand. A unique index does what a unique constraint does, and the
//! other way round. Not what follows for the revisions (that is `evidence`).

use crate::name::QualifiedName;
use crate::schema::{Attribute, ObjectId, Value};
use crate::timeline::{Life, LifeId};
use std::collections::{BTreeMap, BTreeSet};

/// A live object that stands for one of the history's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    pub object: ObjectId,
    /// The definition on the life's timeline that the object has.
    pub definition: Value,
    pub likeness: Likeness,
}

/// In what way an alias is like what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same kind with the same definition.
    Renamed,
    /// A unique index for a unique constraint, or the other way round.
    Equivalent,
}

/// The aliases, and the lives of which more have one shape than objects do.
#[derive(Debug, Default)]
pub struct Found {
    pub aliases: BTreeMap<LifeId, Alias>,
    pub contested: BTreeSet<LifeId>,
}

/// Looks for a stranger for every orphan: a life that nothing carries on.
pub fn aliases<'a>(
    orphans: impl Iterator<Item = (LifeId, &'a Life)>,
    strangers: impl Iterator<Item = (&'a ObjectId, &'a Value)>,
) -> Found {
    let mut free: BTreeMap<Shape, Vec<&ObjectId>> = BTreeMap::new();
    for (object, definition) in strangers {
        for shape in shapes(object, definition) {
            free.entry(shape).or_default().push(object);
        }
    }
    let orphans: Vec<(LifeId, &Life)> = orphans.collect();
    let mut found = Found::default();
    let mut taken: BTreeSet<&ObjectId> = BTreeSet::new();
    for likeness in [Likeness::Renamed, Likeness::Equivalent] {
        let mut wanted: BTreeMap<&Shape, Vec<(LifeId, Value)>> = BTreeMap::new();
        for (id, life) in orphans.iter().filter(|(id, _)| !found.aliases.contains_key(id)) {
            for (shape, definition) in shapes_of(life).into_iter().filter(|(shape, _)| shape.likeness == likeness) {
                if let Some((shape, _)) = free.get_key_value(&shape) {
                    wanted.entry(shape).or_default().push((*id, definition));
                }
            }
        }
        for (shape, lives) in wanted {
            let open = |object: &&&ObjectId| !taken.contains(**object);
            let objects: Vec<&ObjectId> = free.get(shape).into_iter().flatten().filter(open).copied().collect();
            let lives: Vec<_> = lives.into_iter().filter(|(id, _)| !found.aliases.contains_key(id)).collect();
            if !objects.is_empty() && objects.len() < lives.len() {
                found.contested.extend(lives.iter().map(|(id, _)| *id));
            }
            for ((id, definition), object) in lives.into_iter().zip(objects) {
                taken.insert(object);
                found.aliases.insert(id, Alias { object: object.clone(), definition, likeness });
            }
        }
    }
    found
}

/// What two objects have in common where one can stand for the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    likeness: Likeness,
    /// The table and what is defined on it.
    text: String,
}

/// The shapes that a life has had, the latest first, each with the definition.
fn shapes_of(life: &Life) -> Vec<(Shape, Value)> {
    let definitions = life.events(&Attribute::Definition).iter().rev().filter_map(|event| event.after.clone());
    let of_name = |name: &ObjectId, definition: &Value| {
        shapes(name, definition).into_iter().map(|shape| (shape, definition.clone())).collect::<Vec<_>>()
    };
    let mut found: Vec<(Shape, Value)> = Vec::new();
    for definition in definitions {
        for (_, name) in life.names.iter().rev() {
            for shape in of_name(name, &definition) {
                if !found.contains(&shape) {
                    found.push(shape);
                }
            }
        }
    }
    found
}

fn shapes(object: &ObjectId, definition: &Value) -> Vec<Shape> {
    let Some(text) = definition.text() else { return Vec::new() };
    let shape = |likeness, text: String| Shape { likeness, text };
    match object {
        ObjectId::Constraint(table, _) => {
            let own = shape(Likeness::Renamed, format!("{} {text}", table.quoted()));
            let index = as_index(table, text).map(|text| shape(Likeness::Equivalent, text));
            std::iter::once(own).chain(index).collect()
        }
        ObjectId::Index(_) => {
            let unique = text.starts_with("UNIQUE ").then(|| shape(Likeness::Equivalent, text.to_string()));
            std::iter::once(shape(Likeness::Renamed, text.to_string())).chain(unique).collect()
        }
        _ => Vec::new(),
    }
}

/// The definition of the index that does what a unique constraint does; one that can be deferred does more.
fn as_index(table: &QualifiedName, constraint: &str) -> Option<String> {
    let rest = constraint.strip_prefix("UNIQUE ").filter(|_| !constraint.contains(" DEFERRABLE"))?;
    let on = format!("UNIQUE ON {} USING btree", table.quoted());
    Some(match rest.strip_prefix("NULLS NOT DISTINCT ") {
        Some(columns) => format!("{on} {columns} NULLS NOT DISTINCT"),
        None => format!("{on} {rest}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unique_constraint_has_the_shape_of_its_index() {
        let table = QualifiedName::public("t");
        let index = |text| as_index(&table, text);
        assert_eq!(index("UNIQUE (a, b)").as_deref(), Some("UNIQUE ON public.t USING btree (a, b)"));
        let nulls = Some("UNIQUE ON public.t USING btree (a) INCLUDE (b) NULLS NOT DISTINCT");
        assert_eq!(index("UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b)").as_deref(), nulls);
        assert_eq!(index("UNIQUE (a) DEFERRABLE"), None);
        assert_eq!(index("PRIMARY KEY (a)"), None);
    }
}
