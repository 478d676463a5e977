//! What statements do to rows that are all known, and what these rows answer where a server would be asked.

use crate::name::{Name, QualifiedName, quote_literal};
use crate::operation::RelationRef;
use crate::replay::contents::Held;
use crate::replay::guard::truths;
use crate::replay::recorder::Recorder;
use crate::replay::rows::Written;
use crate::schema::{Column, Constraint, ConstraintKind, DataType, Deferrability, Key, Refusal, SqlState, Stored};
use crate::sql::{Asked, Condition, Content, Judgement, Row, count_rows, first_rows, is_counted, judge, printed_value};
use std::collections::BTreeSet;

impl Recorder {
    /// Notes rows that a statement adds, but those that are like another in columns that must differ.
    pub(super) fn note_added(&mut self, relation: &RelationRef, rows: &[Row], unless: Option<&[Name]>) {
        let name = self.schema.full_name(relation);
        let known = self.followed(&name, Written::Added(relation));
        let mut rows = rows.to_vec();
        let numbers = if known.is_some() { self.count(&name, &mut rows) } else { Vec::new() };
        self.note_written(Written::Added(relation));
        if let Some(known) = known.and_then(|known| self.joined(&name, known, rows, unless)) {
            self.contents.keep(&name, known);
            numbers.iter().for_each(|(column, next)| self.contents.count(&name, column, *next));
        }
    }

    /// Puts new rows to those that are there, where it is known which of them are left out.
    fn joined(
        &self,
        name: &QualifiedName,
        known: Vec<Row>,
        new: Vec<Row>,
        unless: Option<&[Name]>,
    ) -> Option<Vec<Row>> {
        let mut all = known;
        let Some(columns) = unless else {
            all.extend(new);
            return Some(all);
        };
        let table = self.schema.table(name).filter(|_| !columns.is_empty())?;
        // What a row is found by; nothing where a NULL is like no other.
        let key = |row: &Row| -> Option<Option<Vec<String>>> {
            let mut texts = Vec::new();
            for column in columns {
                match (row.get(column)?, table.column(column)?) {
                    (Content::Null, _) => return Some(None),
                    (Content::Text(text), column)
                        if is_compared(&column.data_type, text) && column.collation.is_none() =>
                    {
                        texts.push(printed_value(text, &column.data_type)?);
                    }
                    _ => return None,
                }
            }
            Some(Some(texts))
        };
        let mut taken: BTreeSet<Vec<String>> =
            all.iter().map(key).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
        for row in new {
            match key(&row)? {
                Some(key) if !taken.insert(key.clone()) => {}
                _ => all.push(row),
            }
        }
        Some(all)
    }

    /// Gives rows the numbers that come next, and returns what comes after them.
    fn count(&self, name: &QualifiedName, rows: &mut [Row]) -> Vec<(Name, i64)> {
        let is_fresh = self.contents.is_fresh(name);
        let columns = self.schema.table(name).map(|own| own.columns.clone()).unwrap_or_default();
        let mut numbers = Vec::new();
        for column in columns.into_iter().filter(is_counted) {
            let known = self.contents.numbers().get(&(name.clone(), column.name.clone())).copied();
            let start = if is_fresh { self.start_of(name, &column.name) } else { None };
            let mut next = known.or(start);
            let taken = rows.iter_mut().filter_map(|row| row.get_mut(&column.name));
            for own in taken.filter(|own| **own == Content::Counted) {
                *own = next.map_or(Content::Something, |number| Content::Text(number.to_string()));
                next = next.and_then(|number| number.checked_add(1));
            }
            numbers.extend(next.map(|next| (column.name, next)));
        }
        numbers
    }

    /// Returns what the sequence that goes with a column gives first, where it counts by one.
    fn start_of(&self, table: &QualifiedName, column: &Name) -> Option<i64> {
        let mut found =
            self.schema.dependents(&Key::Relation(table.clone())).filter_map(|key| match self.schema.find(key) {
                Some(Stored::Sequence(own)) if own.owned_by.as_ref() == Some(&(table.clone(), column.clone())) => {
                    Some(own)
                }
                _ => None,
            });
        let own = found.next().filter(|own| own.increment == 1 && !own.cycle)?;
        found.next().is_none().then_some(own.start)
    }

    /// Notes columns that a statement sets.
    pub(super) fn note_set(
        &mut self,
        relation: &RelationRef,
        (held, values): (&[(Name, Held)], &Row),
        condition: &Condition,
    ) {
        let name = self.schema.full_name(relation);
        let written = Written::Set(relation, held);
        let known = self.followed(&name, written).filter(|_| !self.comes_back(&name, written));
        let (mut left, mut is_in_order) = (Vec::new(), true);
        let known = known.map(|rows| {
            let is_changed = self.meet(&name, condition, rows.len());
            // In which order several of them are found by a condition is not known.
            let count = is_changed.iter().filter(|own| **own == Some(true)).count();
            is_in_order = !is_changed.contains(&None) && (count <= 1 || *condition == Condition::All);
            let (mut stay, mut moved) = (Vec::new(), Vec::new());
            for (row, is_changed) in rows.into_iter().zip(is_changed) {
                if is_changed == Some(true) {
                    left.push(row.clone());
                }
                let rows = if is_changed == Some(true) { &mut moved } else { &mut stay };
                rows.push(self.set(&name, row, values, is_changed));
            }
            stay.extend(moved);
            stay
        });
        self.write(&name, written, known);
        if let Some(table) = self.schema.table(&name).filter(|_| !is_in_order || !left.is_empty()) {
            self.contents.leave(table, &left, is_in_order);
        }
    }

    /// Notes rows that a statement leaves out.
    pub(super) fn note_deleted(&mut self, relation: &RelationRef, condition: &Condition) {
        let name = self.schema.full_name(relation);
        let written = Written::Changed(relation);
        let known = self.followed(&name, written).filter(|_| !self.comes_back(&name, written));
        let mut gone = Vec::new();
        let left: Option<Option<Vec<Row>>> = known.map(|rows| {
            let is_deleted = self.meet(&name, condition, rows.len());
            let (deleted, rows): (Vec<_>, Vec<_>) =
                rows.into_iter().zip(is_deleted).partition(|(_, is_deleted)| *is_deleted == Some(true));
            gone.extend(deleted.into_iter().map(|(row, _)| row));
            rows.into_iter().map(|(row, is_deleted)| is_deleted.map(|_| row)).collect()
        });
        self.write(&name, written, left.flatten());
        if let Some(table) = self.schema.table(&name).filter(|_| !gone.is_empty()) {
            self.contents.leave(table, &gone, true);
        }
    }

    /// Notes what is written, after which a table has these rows, if they are known.
    fn write(&mut self, name: &QualifiedName, written: Written<'_>, known: Option<Vec<Row>>) {
        let numbers: Vec<_> = self
            .contents
            .numbers()
            .iter()
            .filter(|((own, _), _)| own == name)
            .map(|(own, next)| (own.1.clone(), *next))
            .collect();
        self.note_written(written);
        match known {
            Some(known) => {
                self.contents.keep(name, known);
                numbers.iter().for_each(|(column, next)| self.contents.count(name, column, *next));
            }
            None => self.contents.lose(name),
        }
    }

    /// Returns the rows of a table, where all are known and nothing else answers a statement.
    fn followed(&self, name: &QualifiedName, written: Written<'_>) -> Option<Vec<Row>> {
        let table = self.schema.table(name)?;
        // What is deferred is judged at another time, and keeps the table from changes until then (55006).
        let is_deferred = |own: &Constraint| own.deferrability != Deferrability::NotDeferrable;
        let refers = |own: &Constraint| {
            is_deferred(own) && matches!(&own.kind, ConstraintKind::ForeignKey(key) if key.table == *name)
        };
        let mut others = self.schema.dependents(&Key::Relation(name.clone())).filter_map(|key| match key {
            Key::Relation(other) => self.schema.table(other),
            _ => None,
        });
        if table.constraints.values().any(is_deferred)
            || others.any(|own| own.constraints.values().any(refers))
            || name.schema.as_str() == "pg_temp"
        {
            return None;
        }
        let is_alone = table.parents().next().is_none()
            && table.partition_by.is_none()
            && self.schema.children(name).next().is_none()
            && !self.contents.reactions
            && !self.may_fire(written);
        self.contents.known(name).filter(|_| is_alone).map(<[Row]>::to_vec)
    }

    /// Returns which rows of a table meet a condition, where that is known.
    fn meet(&self, name: &QualifiedName, condition: &Condition, count: usize) -> Vec<Option<bool>> {
        let met = match condition {
            Condition::All => return vec![Some(true); count],
            Condition::Where(text) => {
                truths(&self.schema, &self.contents, &format!("SELECT ({text}) FROM {}", name.quoted())).ok()
            }
            Condition::Other => None,
        };
        met.filter(|own| own.len() == count).unwrap_or_else(|| vec![None; count])
    }

    fn set(&self, name: &QualifiedName, mut row: Row, values: &Row, is_changed: Option<bool>) -> Row {
        if is_changed == Some(false) {
            return row;
        }
        for (column, value) in values {
            let value = match (is_changed, row.get(column)) {
                (Some(true), _) => value.clone(),
                (_, Some(own)) if own == value => value.clone(),
                (_, Some(Content::Null | Content::Unknown) | None) => Content::Unknown,
                _ if matches!(value, Content::Null | Content::Unknown) => Content::Unknown,
                _ => Content::Something,
            };
            row.insert(column.clone(), value);
        }
        let columns = self.schema.table(name).map(|own| own.columns.clone()).unwrap_or_default();
        for column in columns.into_iter().filter(|own| own.generated.is_some()) {
            row.insert(column.name, Content::Unknown);
        }
        row
    }

    /// Returns whether the rows of a table are known, and each has a text in a column that another type reads, or NULL.
    pub(super) fn can_become(&self, table: &QualifiedName, column: &Column, to: &DataType) -> bool {
        let is_text = |of: &DataType| of.is_builtin("text") || of.is_builtin("character varying");
        let most = if is_text(to) { to.modifiers.parse().unwrap_or(usize::MAX) } else { usize::MAX };
        let reads = |text: &str| {
            let cast = format!("SELECT CAST({} AS {})", quote_literal(text), to.to_sql());
            let judgement = judge(&cast, self.ground());
            judgement.refused.is_none() && judgement.open.is_empty() && text.chars().count() <= most
        };
        let rows = self.contents.known(table).filter(|_| is_text(&column.data_type) && !to.array);
        rows.is_some_and(|rows| {
            rows.iter().all(|row| match row.get(&column.name) {
                Some(Content::Null) => true,
                Some(Content::Text(text)) => reads(text),
                _ => false,
            })
        })
    }

    /// Lets the rows that are known answer what is open before a statement is carried out, but for questions with one of
    /// these texts.
    pub(super) fn settle(&self, judgement: &mut Judgement, but: &BTreeSet<String>) {
        let mut refused = None;
        judgement.open.retain_mut(|own| {
            let has_rows = |own: &mut Asked| {
                let is_known =
                    !own.about.is_empty() && own.about.iter().all(|(table, _)| self.contents.known(table).is_some());
                !own.is_after && (is_known || self.is_about_kept(&own.sql))
            };
            let Some(question) = own.question.take_if(has_rows) else { return true };
            if but.iter().any(|text| question.sql.contains(text.as_str())) {
                return true;
            }
            let answer = self.answered_here(&question.sql);
            match (answer, question.refusal) {
                (Some(true), Some(refusal)) => {
                    refused = refused.take().or(Some(refusal));
                    false
                }
                (answer, _) => answer != Some(false),
            }
        });
        // What is sure was found after what is asked.
        judgement.refused = refused.or(judgement.refused.take());
    }

    /// Returns what the first row is refused for, of an INSERT of several of which some are: rows are stored one after the
    /// other, references are looked up in the end (PostgreSQL 15, `ExecInsert`).
    pub(super) fn first_refusal(&self, sql: &str, judgement: &Judgement) -> Option<Refusal> {
        judgement.refused.as_ref().filter(|own| own.state.0.starts_with("23"))?;
        let of_rows = |count: usize| -> Option<Refusal> {
            let mut own = judge(&first_rows(sql, count)?, self.ground());
            self.settle(&mut own, &BTreeSet::new());
            own.refused.filter(|own| own.state != SqlState::FOREIGN_KEY_VIOLATION)
        };
        let (mut fine, mut most) = (0, count_rows(sql));
        let mut first = of_rows(most)?;
        while most - fine > 1 {
            let middle = fine + (most - fine) / 2;
            match of_rows(middle) {
                Some(refusal) => (most, first) = (middle, refusal),
                None => fine = middle,
            }
        }
        Some(first)
    }

    /// Returns what the rows that are known answer to a question; nothing where they do not.
    pub(super) fn answered_here(&self, question: &str) -> Option<bool> {
        match truths(&self.schema, &self.contents, question).ok()?.as_slice() {
            [answer] => *answer,
            _ => None,
        }
    }

    /// Returns whether a question is about rows that only this run knows: a server does not have them.
    pub(super) fn is_about_kept(&self, question: &str) -> bool {
        self.contents.kept().any(|table| question.contains(&table.quoted()))
    }
}

/// Returns whether a text is, as a value of a type, like those that are printed as it is.
fn is_compared(of: &DataType, text: &str) -> bool {
    let whole = ["text", "character varying", "smallint", "integer", "bigint", "uuid", "boolean"];
    // Blanks that are too many are cut off.
    let fits = of.modifiers.parse().is_ok_and(|most| text.chars().count() <= most) || of.modifiers.is_empty();
    !of.array && fits && whole.iter().any(|name| of.is_builtin(name))
}
