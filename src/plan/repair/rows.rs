//! What missing statements would have done to the rows that are there.

use super::Repair;
use crate::audit::evidence::Evidence;
use crate::audit::lineage::Position;
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterColumn, AlterTable};
use crate::plan::{Safety, create};
use crate::schema::{Attribute, Column, Expression, ObjectId, Stored, Touched};
use std::collections::BTreeSet;

impl Repair<'_> {
    /// Collects what the missing statements would have done to the rows. What cannot be said of the present names is left to
    /// a person (`by_hand`).
    pub(super) fn treat_rows(&mut self, target: &Position) {
        let inside = self.question.audit.revisions.iter().filter(|audit| target.contains(&audit.number));
        let (mut types, mut converted) = (BTreeSet::new(), BTreeSet::new());
        for audit in inside {
            for object in audit.making.conversions.keys() {
                let of = audit.effects.iter().find(|own| own.object == *object && own.attribute == Attribute::Type);
                converted.insert(of.and_then(|own| own.renamed(target)).unwrap_or(object));
            }
            let revision = self.question.audit.lineage.revision(audit.number);
            let ends =
                audit.making.not_null.iter().map(|(own, place)| (own.clone(), (revision.clone(), place.clone())));
            self.not_null.extend(ends);
            for effect in audit.effects.iter().filter(|effect| effect.evidence == Evidence::Absent) {
                let (own, making) = (&effect.object, &audit.making);
                let named = effect.renamed(target).unwrap_or(own);
                if let Some(default) = making.filled.get(own).filter(|_| effect.attribute == Attribute::Existence) {
                    self.rows.filled.insert(named.clone(), default.clone());
                }
                if making.nullable.contains(own) && effect.attribute == Attribute::Existence {
                    self.rows.nullable.insert(named.clone());
                }
                if making.copied.contains(own) {
                    self.rows.copied.insert(named.clone());
                }
                if making.alike.contains(own) && self.is_known_in_part(named) {
                    self.rows.copied.insert(named.clone());
                }
                if effect.attribute == Attribute::Type && !effect.implied {
                    let is_first = types.insert(named.clone());
                    match making.conversions.get(own) {
                        Some(using) if is_first && named == own => {
                            self.rows.conversions.insert(named.clone(), using.clone());
                        }
                        // Another conversion, or one that speaks of an old name.
                        Some(_) => _ = self.rows.copied.insert(named.clone()),
                        None if !is_first && self.rows.conversions.contains_key(named) => {
                            self.rows.copied.insert(named.clone());
                        }
                        None => {}
                    }
                }
            }
        }
        // A column that is missing would be converted after it was filled.
        let by_hand = self.rows.filled.keys().filter(|object| converted.contains(object)).cloned();
        self.rows.copied.extend(by_hand.collect::<Vec<_>>());
    }

    /// Returns whether a table may have columns that nobody knows.
    fn is_known_in_part(&self, table: &ObjectId) -> bool {
        let is_it =
            |touched: &Touched| matches!(touched, Touched::Table(name) if *table == ObjectId::Table(name.clone()));
        self.expected().unknown.iter().any(|(touched, _)| is_it(touched))
    }

    /// Returns whether a missing column is filled by later statements before it may no longer be NULL.
    pub(super) fn is_filled_later(&self, object: &ObjectId, column: &Column) -> bool {
        column.not_null && self.rows.nullable.contains(object) && self.default_at_first(object, column).is_none()
    }

    /// Adds the step after which a column may no longer be NULL.
    pub(super) fn forbid_null(&mut self, table: &QualifiedName, column: &Name) {
        let object = ObjectId::Column(table.clone(), column.clone());
        let change = AlterColumn::SetNotNull;
        let alter = create::alter(&table.clone().into(), AlterTable::AlterColumn { name: column.clone(), change });
        let mut step = self.step(&object, vec![alter], Safety::Review);
        step.reason = format!("`{object}` may be NULL until its rows have a value");
        if let Some((revision, place)) = self.not_null.get(&object) {
            (step.revision, step.places) = (Some(revision.clone()), vec![place.clone()]);
        }
        step.checks_rows = true;
        self.steps.push(step);
    }

    /// An index of a partitioned table is neither built nor dropped concurrently.
    pub(super) fn is_of_partitioned(&self, name: &QualifiedName) -> bool {
        let Some(Stored::Index(index)) = self.expected().relation(name) else { return false };
        self.expected().table(&index.table).is_some_and(|own| own.partition_by.is_some())
    }

    /// Returns the default that a missing column was added with.
    pub(super) fn default_at_first(&self, object: &ObjectId, column: &Column) -> Option<Expression> {
        // A `serial` is added without a default, and counts.
        let counts = column.default.as_ref().is_some_and(|own| own.to_sql().starts_with("nextval("));
        let first = self.rows.filled.get(object).filter(|own| own.is_some() || !counts);
        first.unwrap_or(&column.default).clone()
    }
}
