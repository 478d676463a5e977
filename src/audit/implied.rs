//! What only follows: an index of a missing table, a constraint on a missing column. Not accused a second time.

use crate::audit::evidence::{Blame, Evidence, Weighed};
use crate::audit::live::{Live, home_of};
use crate::name::{Name, QualifiedName};
use crate::schema::{Constraint, ConstraintKind, Index, KeyTarget, ObjectId, Schema};
use crate::timeline::{LifeId, Timelines};

/// Marks the effects that are absent because an object is missing that they need; `expected` is the replayed schema.
pub fn mark_implied(timelines: &Timelines, live: &Live, expected: &Schema, weighed: &mut [Weighed]) {
    for effect in weighed.iter_mut().filter(|effect| effect.evidence != Evidence::Present) {
        let needs = needs(timelines, expected, effect.life);
        if let Some(missing) = needs.into_iter().find(|object| is_missing(timelines, live, object)) {
            effect.implied = true;
            effect.blame = Some(Blame::Needs(missing));
        }
    }
}

/// The objects without which the life's object cannot be, the table first.
fn needs(timelines: &Timelines, expected: &Schema, life: LifeId) -> Vec<ObjectId> {
    let life = timelines.life(life);
    let mut needs: Vec<ObjectId> = home_of(life, expected).into_iter().collect();
    match life.last_name() {
        ObjectId::Constraint(table, name) => {
            let constraint = expected.table(table).and_then(|table| table.constraints.get(name));
            constraint.into_iter().for_each(|constraint| constraint_needs(table, constraint, &mut needs));
        }
        ObjectId::Index(name) => {
            expected
                .index(name)
                .into_iter()
                .for_each(|index| needs.extend(columns(&index.table, &index_columns(index))));
        }
        ObjectId::Sequence(name) => {
            if let Some(crate::schema::Stored::Sequence(sequence)) = expected.relation(name)
                && let Some((table, column)) = &sequence.owned_by
            {
                needs.push(ObjectId::Column(table.clone(), column.clone()));
            }
        }
        _ => {}
    }
    needs
}

fn constraint_needs(table: &QualifiedName, constraint: &Constraint, needs: &mut Vec<ObjectId>) {
    match &constraint.kind {
        ConstraintKind::PrimaryKey { columns: own, include } | ConstraintKind::Unique { columns: own, include, .. } => {
            needs.extend(columns(table, own));
            needs.extend(columns(table, include));
        }
        ConstraintKind::ForeignKey(key) => {
            needs.extend(columns(table, &key.columns));
            needs.push(ObjectId::Table(key.table.clone()));
            needs.extend(columns(&key.table, &key.referenced));
        }
        ConstraintKind::Check { expression, .. } | ConstraintKind::Exclude { definition: expression } => {
            needs.extend(columns(table, &expression.columns().cloned().collect::<Vec<_>>()));
        }
    }
}

fn index_columns(index: &Index) -> Vec<Name> {
    let mut columns = index.include.clone();
    for key in &index.keys {
        match &key.target {
            KeyTarget::Column(name) => columns.push(name.clone()),
            KeyTarget::Expression(expression) => columns.extend(expression.columns().cloned()),
        }
    }
    columns.extend(index.predicate.iter().flat_map(|predicate| predicate.columns().cloned()));
    columns
}

fn columns(table: &QualifiedName, names: &[Name]) -> Vec<ObjectId> {
    names.iter().map(|name| ObjectId::Column(table.clone(), name.clone())).collect()
}

/// Whether no life that had this name is carried on. What the history never made is not missing.
fn is_missing(timelines: &Timelines, live: &Live, object: &ObjectId) -> bool {
    let mut lives = timelines.named.get(object).into_iter().flatten().peekable();
    lives.peek().is_some() && lives.all(|life| live.carrier(*life).is_none())
}
