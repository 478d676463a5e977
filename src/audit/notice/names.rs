//! What is there under another name than the files give it, with the SQL that gives it the right one.

use crate::audit::alias::{Alias, Likeness};
use crate::audit::lineage::Position;
use crate::audit::live::Live;
use crate::finding::{Code, Finding, Severity};
use crate::name::QualifiedName;
use crate::schema::ObjectId;
use crate::timeline::{Life, Timelines};
use std::collections::BTreeSet;

/// Returns a finding for each alias of what `position` has made: a warning where a revision to come names it.
pub fn names(timelines: &Timelines, live: &Live, position: &Position) -> Vec<Finding> {
    let taken: BTreeSet<QualifiedName> = match live.aliases.is_empty() {
        true => BTreeSet::new(),
        false => live.objects().filter_map(relation_name).collect(),
    };
    let told = live.aliases.iter().filter_map(|(id, alias)| {
        let life = timelines.life(*id);
        let name = life.names.iter().rev().find(|(from, _)| position.contains(&from.0)).map(|(_, name)| name)?;
        let events = || life.attributes.values().flatten();
        let coming = events().find(|event| !position.contains(&event.moment.0));
        let severity = if coming.is_some() { Severity::Warning } else { Severity::Note };
        let (code, message, help) = match alias.likeness {
            Likeness::Renamed => (
                Code::OTHER_NAME,
                format!("`{name}` is there in the right shape, but it is called `{}`", own_name(&alias.object)),
                if relation_name(name).is_some_and(|own| taken.contains(&own)) {
                    TAKEN.to_string()
                } else {
                    rename(name, &alias.object)?
                },
            ),
            Likeness::Equivalent => (
                Code::EQUIVALENT_OBJECT,
                format!("in the place of `{name}` there is `{}`, which guards the same", alias.object),
                exchange(life, name, alias),
            ),
        };
        let made = events().find(|event| position.contains(&event.moment.0))?;
        let finding = Finding::new(code, severity, message).place(made.place.clone());
        Some(finding.help(match coming {
            Some(event) => format!("{}:{} names it; {help}", event.place.path().display(), event.place.line()),
            None => help,
        }))
    });
    told.collect()
}

const TAKEN: &str = "another object has the name, and PostgreSQL chose the next that was free";

/// Returns the name that an object has among relations; a constraint may have an index of its name.
fn relation_name(object: &ObjectId) -> Option<QualifiedName> {
    match object {
        ObjectId::Constraint(table, name) => Some(table.sibling(name.clone())),
        ObjectId::Index(name) | ObjectId::Sequence(name) | ObjectId::Table(name) | ObjectId::View(name) => {
            Some(name.clone())
        }
        _ => None,
    }
}

fn own_name(object: &ObjectId) -> String {
    match object {
        ObjectId::Constraint(_, name) => name.to_string(),
        ObjectId::Index(name) | ObjectId::Sequence(name) => name.name.to_string(),
        other => other.to_string(),
    }
}

fn rename(to: &ObjectId, from: &ObjectId) -> Option<String> {
    match (from, to) {
        (ObjectId::Constraint(table, from), ObjectId::Constraint(_, to)) => {
            Some(format!("ALTER TABLE {} RENAME CONSTRAINT {} TO {};", table.quoted(), from.quoted(), to.quoted()))
        }
        (ObjectId::Index(from), ObjectId::Index(to)) => {
            Some(format!("ALTER INDEX {} RENAME TO {};", from.quoted(), to.name.quoted()))
        }
        (ObjectId::Sequence(from), ObjectId::Sequence(to)) => {
            Some(format!("ALTER SEQUENCE {} RENAME TO {};", from.quoted(), to.name.quoted()))
        }
        _ => None,
    }
}

/// PostgreSQL makes a constraint of a unique index, but no index of a constraint.
fn exchange(life: &Life, name: &ObjectId, alias: &Alias) -> String {
    match (name, &alias.object) {
        (ObjectId::Constraint(table, to), ObjectId::Index(from)) => format!(
            "`op.drop_constraint` will fail on it; ALTER TABLE {} ADD CONSTRAINT {} UNIQUE USING INDEX {};",
            table.quoted(),
            to.quoted(),
            from.name.quoted()
        ),
        (_, ObjectId::Constraint(table, from)) => format!(
            "`op.drop_index` will fail on it; build `{}`, then ALTER TABLE {} DROP CONSTRAINT {};",
            life.last_name(),
            table.quoted(),
            from.quoted()
        ),
        _ => String::new(),
    }
}
