//! A column's own sequence is known by its column: where something else has the name that the history expects, PostgreSQL
//! gives it the next free one.

use super::Live;
use crate::audit::alias::{Alias, Likeness};
use crate::schema::{Attribute, Expression, ObjectId, Value};
use crate::timeline::{Life, Timelines};
use std::collections::BTreeMap;

/// Lets the sequence of a column carry on the life of the one that the history gives it. The column's default then reads as
/// the history has it.
pub(super) fn find(live: &mut Live, timelines: &Timelines) {
    let mut owned: BTreeMap<String, Vec<ObjectId>> = BTreeMap::new();
    for (object, facts) in live.facts.iter().filter(|(object, _)| matches!(object, ObjectId::Sequence(_))) {
        let owner = facts.get(&Attribute::Owner).and_then(Value::text).filter(|owner| !owner.is_empty());
        owner.into_iter().for_each(|owner| owned.entry(owner.to_string()).or_default().push(object.clone()));
    }
    let mut defaults = BTreeMap::new();
    for (id, life) in timelines.iter() {
        let carrier = live.carriers.get(&id);
        let has_owner = |object: &ObjectId| {
            let owner = live.value(object, &Attribute::Owner);
            life.events(&Attribute::Owner).iter().any(|event| event.after.as_ref() == owner)
        };
        if carrier.is_some_and(has_owner) {
            continue;
        }
        let Some((name, owner)) = only_name_and_owner(life) else { continue };
        let Some([object]) = owned.get(owner).map(Vec::as_slice) else { continue };
        if live.carriers.values().any(|own| own == object) {
            continue;
        }
        live.carriers.remove(&id);
        live.contested.remove(&id);
        let likeness = Likeness::Renamed;
        live.aliases.insert(id, Alias { object: object.clone(), definition: Value::none(), likeness });
        defaults.insert(owner.to_string(), (object.clone(), name.clone()));
    }
    if defaults.is_empty() {
        return;
    }
    for (object, facts) in &mut live.facts {
        let ObjectId::Column(table, column) = object else { continue };
        let owner = format!("{}.{}", table.quoted(), column.quoted());
        let Some((actual, expected)) = defaults.get(&owner) else { continue };
        if facts.get(&Attribute::Default) == Some(&next_value(actual)) {
            facts.insert(Attribute::Default, next_value(expected));
        }
    }
}

/// The name of a sequence that never had another, and the column it belongs to in the end.
fn only_name_and_owner(life: &Life) -> Option<(&ObjectId, &str)> {
    let [(_, name @ ObjectId::Sequence(_))] = life.names.as_slice() else { return None };
    let owner = life.events(&Attribute::Owner).last()?.after.as_ref()?.text()?;
    (!owner.is_empty()).then_some((name, owner))
}

fn next_value(sequence: &ObjectId) -> Value {
    match sequence {
        ObjectId::Sequence(name) => Value::known(Expression::next_value(name.clone()).to_sql()),
        _ => Value::none(),
    }
}
