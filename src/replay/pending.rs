//! Triggers of deferred foreign keys wait for the end of the transaction; until then their table is not altered, dropped or
//! indexed (55006; PostgreSQL 15, `CheckTableNotInUse`, commands/tablecmds.c). They wait on the table that refers where rows
//! are added or refer to others, and on the one that is referred to where rows or keys go (utils/adt/ri_triggers.c).

use crate::name::{Name, QualifiedName};
use crate::operation::{AlterTable, ObjectRef, Operation, RelationRef};
use crate::replay::recorder::{Recorder, Site};
use crate::replay::rows::Written;
use crate::replay::{Mode, Writers};
use crate::schema::{Constraint, ConstraintKind, Deferrability, ForeignKey, Key, Refusal, SqlState};
use crate::sql::RowEffect;

impl Recorder {
    /// Notes that a transaction is committed: labels can be used, and what waited was carried out.
    pub(super) fn begin_anew(&mut self) {
        self.fresh.clear();
        self.contents.end_transaction();
    }

    /// Notes which triggers a statement leaves waiting.
    pub(super) fn note_waiting(&mut self, effect: Option<&RowEffect>, written: Written<'_>) {
        let relation = match written {
            Written::Changed(own) | Written::Added(own) | Written::Set(own, _) => own,
            Written::Nothing | Written::Read | Written::Emptied(_) | Written::Anything => return,
        };
        if self.mode() == Mode::EachStatement || effect == Some(&RowEffect::Nothing) {
            return;
        }
        let name = self.schema.full_name(relation);
        let changes = |columns: &[Name]| match (effect, written) {
            (Some(RowEffect::Sets { columns: set, .. }), _) => set.iter().any(|(own, _)| columns.contains(own)),
            (_, Written::Set(_, set)) => set.iter().any(|(own, _)| columns.contains(own)),
            _ => true,
        };
        if let Written::Added(_) = written {
            let adds = matches!(effect, Some(RowEffect::Adds { rows, unless: None, .. }) if !rows.is_empty());
            if self.deferred_of(&name).next().is_some() {
                let is_sure = adds && !self.contents.waiting().is_set;
                self.contents.wait(&name, is_sure);
            }
            return;
        }
        if self.contents.empty().contains(&name) {
            return;
        }
        let is_deleted = matches!(effect, Some(RowEffect::Deletes { .. }));
        let refers = !is_deleted && self.deferred_of(&name).any(|key| changes(&key.columns));
        let is_referred = self.schema.dependents(&Key::Relation(name.clone())).any(|key| match key {
            Key::Relation(other) => self.deferred_of(other).any(|key| key.table == name && changes(&key.referenced)),
            _ => false,
        });
        if refers || is_referred {
            self.contents.wait(&name, false);
        }
    }

    /// Returns the foreign keys of a table that are, or may be, deferred.
    fn deferred_of<'s>(&'s self, table: &QualifiedName) -> impl Iterator<Item = &'s ForeignKey> {
        let is_set = self.contents.waiting().is_set;
        let is_deferred = move |own: &&Constraint| match own.deferrability {
            Deferrability::InitiallyDeferred => true,
            Deferrability::InitiallyImmediate => is_set,
            Deferrability::NotDeferrable => false,
        };
        let constraints = self.schema.table(table).into_iter().flat_map(|own| own.constraints.values());
        constraints.filter(is_deferred).filter_map(|own| match &own.kind {
            ConstraintKind::ForeignKey(key) => Some(key),
            _ => None,
        })
    }

    /// Notes `SET CONSTRAINTS`: whatever waited may have been carried out, and other keys may be deferred.
    pub(super) fn note_set_constraints(&mut self, sql: &str) {
        let mut words = sql.split_ascii_whitespace();
        let mut is = |word: &str| words.next().is_some_and(|own| own.eq_ignore_ascii_case(word));
        let is_set = is("set") && is("constraints");
        // Where triggers may not fire, none waits.
        if is_set || sql.to_ascii_lowercase().contains("session_replication_role") {
            self.contents.set_constraints();
        }
    }

    /// Judges that no trigger waits on the table of an operation.
    ///
    /// # Errors
    /// 55006 where one surely does.
    pub(super) fn refuse_waiting(&mut self, operation: &Operation, site: &Site) -> Result<(), Refusal> {
        // Revisions that were deployed at different times had transactions of their own.
        if self.settings.writers != Writers::ThisRun {
            return Ok(());
        }
        let (word, tables): (&str, Vec<&RelationRef>) = match operation {
            Operation::AlterTable { action: AlterTable::AttachIndex { .. }, .. } => return Ok(()),
            Operation::AlterTable { action: AlterTable::EnableTrigger { .. }, .. } => {
                self.contents.set_constraints();
                return Ok(());
            }
            Operation::AlterTable { table, .. } => ("ALTER TABLE", vec![table]),
            Operation::CreateIndex(own) => ("CREATE INDEX", vec![&own.table]),
            Operation::Drop { objects, .. } => {
                let tables =
                    objects.iter().filter_map(|own| if let ObjectRef::Table(own) = own { Some(own) } else { None });
                ("DROP TABLE", tables.collect())
            }
            _ => return Ok(()),
        };
        for table in tables {
            let name = self.schema.full_name(table);
            match self.contents.waiting().of(&name) {
                None => {}
                Some(true) => {
                    let message = format!("cannot {word} \"{}\" because it has pending trigger events", name.name);
                    return Err(Refusal::new(SqlState::OBJECT_IN_USE, message));
                }
                Some(false) => {
                    let reason = format!(
                        "whether `{name}` has pending trigger events is not known: until they are carried out it is not altered"
                    );
                    self.demand_open(&reason, site)?;
                }
            }
        }
        Ok(())
    }
}
