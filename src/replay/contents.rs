//! What is known of the rows of tables: which tables hold none, because this run made them and nothing may have written to
//! them since; which still hold what was found; and whether a column holds NULL. Only asked where nothing else writes
//! meanwhile ([`crate::replay::Writers::ThisRun`]); what other sessions wrote, nobody knows.

mod columns;
mod kept;
mod numbers;
mod order;
mod waiting;

use crate::name::{Name, QualifiedName};
use crate::operation::Operation;
use crate::replay::any_order::Turn;
use crate::schema::{Change, Key, ObjectId, Schema, Stored, Table, TypeKind};
use crate::sql::Row;
use columns::differing;
use kept::Kept;
pub(super) use numbers::Numbers;
use order::Order;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use waiting::Waiting;

/// What a column holds in every row, where this run changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    Nulls,
    NoNulls,
    Something,
}

/// What is known of the rows of tables.
#[derive(Debug, Default)]
pub(super) struct Contents {
    rows: Rc<Rows>,
    /// Names of tables that may have had rows at some time. A rollback can bring such a table back: the name is never
    /// taken for empty again, unless a statement empties it.
    filled: BTreeSet<QualifiedName>,
    /// Whether a rule, an event trigger, or a trigger that nobody can read may answer a statement with others.
    pub(super) reactions: bool,
    /// Whether rows may come in ways that are not followed: functions of the run, listeners.
    pub(super) unreliable: bool,
    /// Whether a sequence may have gone on by itself: a rollback does not take its numbers back.
    counters_moved: bool,
    /// How rows come whose order is not known.
    pub(super) turn: Turn,
}

/// What is known at one moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Tables that surely have no rows.
    empty: BTreeSet<QualifiedName>,
    /// Those of them that a statement emptied: a rollback gives them their rows back.
    emptied: BTreeSet<QualifiedName>,
    /// The rows of other tables, where each is known.
    kept: Kept,
    /// What the sequence of a column gives next, where that is known.
    numbers: Numbers,
    /// In which order they come.
    order: Order,
    /// On which of them triggers wait.
    waiting: Waiting,
    /// Tables that may have other rows than were found.
    changed: BTreeSet<QualifiedName>,
    /// Whether every table may.
    all_changed: bool,
    /// The columns that this run added, renamed or wrote to.
    columns: BTreeMap<(QualifiedName, Name), Held>,
}

impl Rows {
    fn forget(&mut self, table: &QualifiedName) {
        self.empty.remove(table);
        self.emptied.remove(table);
        self.kept.forget(table);
        self.numbers.retain(|(own, _), _| own != table);
        self.changed.insert(table.clone());
        let own = self.columns.range_mut((table.clone(), Name::verbatim(""))..);
        own.take_while(|((name, _), _)| name == table).for_each(|(_, held)| *held = Held::Something);
    }
}

impl Contents {
    /// Returns what is known where these tables hold no rows.
    pub(super) fn with_empty(empty: &BTreeSet<QualifiedName>) -> Self {
        let rows = Rows { empty: empty.clone(), ..Rows::default() };
        Self { rows: Rc::new(rows), ..Self::default() }
    }

    /// Returns the tables that surely have no rows.
    pub(super) fn empty(&self) -> &BTreeSet<QualifiedName> {
        static NONE: BTreeSet<QualifiedName> = BTreeSet::new();
        if self.unreliable { &NONE } else { &self.rows.empty }
    }

    /// Returns the rows of a table; nothing where they are not known.
    pub(super) fn known(&self, table: &QualifiedName) -> Option<&[Row]> {
        match self.rows.empty.contains(table) {
            _ if self.unreliable => None,
            true => Some(&[]),
            false => self.rows.kept.of(table),
        }
    }

    /// Returns the tables with rows that are known: a server does not have them.
    pub(super) fn kept(&self) -> impl Iterator<Item = &QualifiedName> {
        self.rows.kept.tables()
    }

    /// Keeps other rows for a table whose rows are known.
    pub(super) fn keep(&mut self, table: &QualifiedName, rows: Vec<Row>) {
        if rows.is_empty() && self.rows.empty.contains(table) {
            return;
        }
        self.filled.insert(table.clone());
        let own = self.rows();
        own.empty.remove(table);
        own.emptied.remove(table);
        if !own.kept.put(table, rows) {
            self.fill(table);
        }
    }

    /// Notes that these rows of a table are older versions now, and that the order of the newer ones is known or not.
    pub(super) fn leave(&mut self, table: &Table, rows: &[Row], is_in_order: bool) {
        match is_in_order {
            true => self.rows().order.leave(table, rows),
            false => self.rows().order.lose(&table.name),
        }
    }

    /// Notes that rows may lie in another order.
    pub(super) fn shuffle(&mut self) {
        let tables: Vec<_> = self.rows.kept.tables().cloned().collect();
        tables.iter().for_each(|table| self.rows().order.lose(table));
    }

    /// Returns whether rows of a table were changed.
    pub(super) fn was_changed(&self, table: &QualifiedName) -> bool {
        self.rows.order.is_changed(table)
    }

    /// Returns whether rows of a table come in the order in which they are kept.
    pub(super) fn is_in_order(&self, table: &Table) -> bool {
        self.known(&table.name).is_some_and(|rows| self.rows.order.is_known(table, rows))
    }

    /// Returns the table with most rows that are known, but not in which order they come; and how many it has.
    pub(super) fn without_order(&self, schema: &Schema) -> Option<(QualifiedName, usize)> {
        let tables = self.kept().filter_map(|name| schema.table(name)).filter(|table| !self.is_in_order(table));
        let counted = tables.map(|table| (table.name.clone(), self.known(&table.name).map_or(0, <[Row]>::len)));
        counted.max_by_key(|(_, count)| *count)
    }

    /// Notes that the rows of a table, where it has any, are not known one by one.
    pub(super) fn lose(&mut self, table: &QualifiedName) {
        let rows = self.rows();
        rows.kept.forget(table);
        rows.numbers.retain(|(own, _), _| own != table);
    }

    /// Notes that sequences may have gone on.
    pub(super) fn lose_numbers(&mut self) {
        self.counters_moved = true;
        self.rows().numbers.clear();
    }

    /// Returns whether a table has the rows that it had when the run began.
    pub(super) fn is_as_found(&self, table: &QualifiedName) -> bool {
        !self.unreliable && !self.rows.all_changed && !self.rows.changed.contains(table)
    }

    /// Returns what this run made of a column; nothing where it holds what was found.
    pub(super) fn held(&self, table: &QualifiedName, column: &Name) -> Option<Held> {
        let held = self.rows.columns.get(&(table.clone(), column.clone())).copied();
        if self.unreliable { held.map(|_| Held::Something) } else { held }
    }

    /// Returns on which tables triggers wait for the end of the transaction.
    pub(super) fn waiting(&self) -> &Waiting {
        &self.rows.waiting
    }

    /// Notes that triggers of a table wait, or may.
    pub(super) fn wait(&mut self, table: &QualifiedName, is_sure: bool) {
        self.rows().waiting.add(table, is_sure);
    }

    /// Notes that constraints may be deferred, or not, as they were not before.
    pub(super) fn set_constraints(&mut self) {
        self.rows().waiting.set();
    }

    /// Notes that the transaction is committed: what waited was carried out.
    pub(super) fn end_transaction(&mut self) {
        self.rows().waiting = Waiting::default();
    }

    fn rows(&mut self) -> &mut Rows {
        Rc::make_mut(&mut self.rows)
    }

    pub(super) fn fill(&mut self, name: &QualifiedName) {
        self.rows().forget(name);
        self.filled.insert(name.clone());
    }

    pub(super) fn fill_all(&mut self) {
        let rows = self.rows();
        rows.all_changed = true;
        rows.emptied.clear();
        rows.kept.clear();
        rows.numbers.clear();
        rows.columns.values_mut().for_each(|held| *held = Held::Something);
        let empty = std::mem::take(&mut rows.empty);
        self.filled.extend(empty);
    }

    /// Notes that the rows of `tables` may be others, where there are any.
    pub(super) fn change(&mut self, tables: &[QualifiedName]) {
        let rows = self.rows();
        for table in tables.iter().filter(|own| !rows.empty.contains(*own)).cloned().collect::<Vec<_>>() {
            rows.forget(&table);
        }
    }

    fn make(&mut self, name: &QualifiedName) {
        let is_new = !self.filled.contains(name);
        let rows = self.rows();
        rows.changed.insert(name.clone());
        rows.order.clear(name);
        if is_new {
            rows.empty.insert(name.clone());
        }
    }

    /// Notes what an operation made, renamed or dropped.
    pub(super) fn note(
        &mut self,
        operation: &Operation,
        changes: &[Change],
        is_domain: impl Fn(&QualifiedName) -> bool,
    ) {
        for change in changes {
            if let Change::Rename { from: ObjectId::Table(from), to: ObjectId::Table(to) } = change {
                self.rows().numbers.retain(|(own, _), _| own != from);
                self.rows().order.rename(from, to);
                self.rows().waiting.rename(from, to);
                if self.rows().kept.rename(from, to) {
                    self.filled.insert(to.clone());
                }
            }
        }
        let renamed: Vec<(&QualifiedName, bool)> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Rename { from: ObjectId::Table(from), to: ObjectId::Table(to) } => {
                    Some((to, self.rows.empty.contains(from)))
                }
                _ => None,
            })
            .collect();
        let is_plain = matches!(operation, Operation::CreateTable(create) if !create.from_query);
        for change in changes {
            if let Change::Put { before: Some(Stored::Type(old)), after: Some(Stored::Type(new)), .. } = change
                && loses_labels(&old.kind, &new.kind)
            {
                let rows = self.rows();
                rows.kept.clear();
                rows.numbers.clear();
            }
            self.note_rename(change);
            // A function can be called from anywhere: a default, a check, a view, an operator. One of triggers only runs
            // where a table has a trigger.
            if let Change::Put { after: Some(Stored::Routine(routine)), .. } = change {
                self.unreliable |= !routine.signature.starts_with("() RETURNS trigger") && may_write(&routine.body);
            }
            let Change::Put { key: Key::Relation(name), before, after } = change else {
                let reacts = |after: &Stored| matches!(after, Stored::Other(own) if matches!(&*own.kind, "rule" | "event trigger"));
                self.reactions |= matches!(change, Change::Put { after: Some(after), .. } if reacts(after));
                continue;
            };
            match (before, after) {
                (None, Some(Stored::Table(table))) => {
                    let renamed = renamed.iter().find(|(to, _)| *to == name);
                    let is_empty = renamed.map_or(is_plain, |(_, was_empty)| *was_empty);
                    match is_empty && table.server.is_none() && table.parents().next().is_none() {
                        true => self.make(name),
                        false if renamed.is_some() && self.rows.kept.of(name).is_some() => {}
                        false => self.fill_family(table),
                    }
                }
                (Some(Stored::Table(old)), Some(Stored::Table(table))) => {
                    // The rows of a child are rows of its parents.
                    if table.parents().next().is_some() {
                        self.fill_family(table);
                    }
                    self.note_columns(operation, old, table, &is_domain);
                    self.reshape(operation, changes, old, table);
                }
                (Some(Stored::Table(_)), None) if self.rows.empty.contains(name) => {
                    let rows = self.rows();
                    rows.empty.remove(name);
                    rows.changed.insert(name.clone());
                }
                (Some(Stored::Table(_)), None) => self.fill(name),
                _ => {}
            }
        }
    }

    fn fill_family(&mut self, table: &Table) {
        self.fill(&table.name);
        table.parents().for_each(|parent| self.fill(parent));
    }

    pub(super) fn moment(&self) -> Rc<Rows> {
        self.rows.clone()
    }

    pub(super) fn resume(&mut self, moment: &Rc<Rows>) {
        self.rows = moment.clone();
    }

    /// Goes back to a moment that was kept: while one is, all that is known is copied where it changes.
    pub(super) fn resume_if(&mut self, moment: Option<&Rc<Rows>>) {
        moment.iter().for_each(|own| self.resume(own));
    }

    /// Keeps only what is known in both moments.
    pub(super) fn join(&mut self, left: &Rc<Rows>, right: &Rc<Rows>) {
        if Rc::ptr_eq(&self.rows, left) && Rc::ptr_eq(&self.rows, right) {
            return;
        }
        let mut rows = Rows::clone(left);
        rows.empty.retain(|name| right.empty.contains(name));
        rows.order.join(&right.order);
        rows.waiting.join(&right.waiting);
        for table in rows.kept.join(&right.kept) {
            rows.order.lose(&table);
        }
        rows.numbers.retain(|own, next| right.numbers.get(own) == Some(next));
        rows.emptied.extend(right.emptied.iter().cloned());
        rows.changed.extend(right.changed.iter().cloned());
        rows.all_changed |= right.all_changed;
        rows.columns.extend(differing(&left.columns, &right.columns).into_iter().map(|key| (key, Held::Something)));
        self.rows = Rc::new(rows);
    }

    /// Notes that statements were taken back.
    pub(super) fn take_back(&mut self) {
        self.counters_moved = true;
        let rows = self.rows();
        for table in std::mem::take(&mut rows.emptied) {
            rows.empty.remove(&table);
        }
        rows.kept.clear();
        rows.numbers.clear();
        rows.waiting.doubt();
        rows.columns.values_mut().for_each(|held| *held = Held::Something);
    }

    pub(super) fn set(&mut self, table: &QualifiedName, columns: &[(Name, Held)]) {
        if self.rows.empty.contains(table) {
            return;
        }
        for (column, held) in columns {
            self.rows().columns.insert((table.clone(), column.clone()), *held);
        }
    }

    pub(super) fn empty_out(&mut self, table: &QualifiedName) {
        // The rows that were there take room until they are cleared away.
        let had_none = self.rows.empty.contains(table);
        let rows = self.rows();
        rows.forget(table);
        if !had_none {
            rows.order.lose(table);
        }
        rows.empty.insert(table.clone());
        rows.emptied.insert(table.clone());
    }
}

/// Returns whether labels of an enum type have other names.
fn loses_labels(old: &TypeKind, new: &TypeKind) -> bool {
    match (old, new) {
        (TypeKind::Enum { labels: old }, TypeKind::Enum { labels: new }) => !old.iter().all(|own| new.contains(own)),
        _ => true,
    }
}

/// Returns whether the body of a function may write rows, or do what is not written there.
fn may_write(body: &str) -> bool {
    let words = ["insert", "update", "merge", "copy", "execute", "perform", "call", "alter", "create"];
    let body = body.to_ascii_lowercase();
    words.iter().any(|word| body.contains(word))
}
