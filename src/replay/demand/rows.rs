//! What a change to a schema demands of the rows of tables (PostgreSQL 15, `tablecmds.c`: ATRewriteTables, `index.c`).

use super::types::{always_fits, is_plain_cast, length};
use super::{Demand, Question, converts, renames};
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterColumn, AlterTable, Operation};
use crate::replay::contents::Held;
use crate::replay::recorder::Recorder;
use crate::schema::{
    Change, Column, Constraint, ConstraintKind, Expression, Index, Key, KeyTarget, SqlState, Stored, Table,
};
use crate::sql::question::{
    computes, has_duplicates, has_longer, has_nulls, has_orphans, has_rows, has_values, has_violations,
};

impl Recorder {
    /// Returns what the changes of an operation demand of rows.
    pub(super) fn row_demands(&self, operation: &Operation, changes: &[Change]) -> Vec<Demand> {
        let mut found = Vec::new();
        let is_new = |name: &QualifiedName| {
            let made = |change: &Change| matches!(change, Change::Put { key: Key::Relation(own), before: None, .. } if own == name);
            changes.iter().any(made)
        };
        let is_empty = |name: &QualifiedName| self.contents.empty().contains(name) || is_new(name);
        for change in changes {
            match change {
                Change::Put { before: Some(Stored::Table(before)), after: Some(Stored::Table(after)), .. }
                    if !is_empty(&before.name) =>
                {
                    self.of_table(operation, before, after, &mut found);
                }
                Change::Put { key: Key::Relation(_), before: None, after: Some(Stored::Index(index)) }
                    if !is_empty(&index.table) =>
                {
                    self.of_index(index, &mut found);
                }
                Change::Put { before: Some(Stored::Type(before)), after: Some(Stored::Type(after)), .. } => {
                    self.of_domain(before, after, &mut found);
                }
                _ => {}
            }
        }
        found
    }

    fn of_table(&self, operation: &Operation, before: &Table, after: &Table, found: &mut Vec<Demand>) {
        let table = &after.name;
        if matches!(
            operation,
            Operation::AlterTable { action: AlterTable::AttachPartition { .. } | AlterTable::Inherit(_), .. }
        ) {
            found.push(
                Demand::new(format!("whether the rows of `{table}` fit where it is attached is not known"), None)
                    .about(table),
            );
        }
        let renamed = before.columns.len() == after.columns.len();
        for column in &after.columns {
            match before.column(&column.name) {
                None if !renamed => self.of_new_column(table, column, found),
                None => {}
                Some(old) => self.of_changed_column(operation, table, old, column, found),
            }
        }
        for constraint in after.constraints.values().filter(|own| own.validated) {
            let was = before.constraints.get(&constraint.name).is_some_and(|old| old.validated);
            let same = before.constraints.values().any(|old| old.validated && old.kind == constraint.kind);
            if !was && !same && !renames(operation) {
                self.of_constraint(before, after, constraint, found);
            }
        }
    }

    fn of_new_column(&self, table: &QualifiedName, column: &Column, found: &mut Vec<Demand>) {
        let is_filled = column.identity.is_some() || column.generated.is_some();
        let has_default = column.default.as_ref().is_some_and(|own| !own.is_null());
        if column.not_null && !is_filled && !has_default {
            let message = format!("column \"{}\" of relation \"{}\" contains null values", column.name, table.name);
            let question =
                self.asked(table, &[]).then(|| Question::new(has_rows(table), SqlState::NOT_NULL_VIOLATION, message));
            found.push(
                Demand::new(
                    format!("whether `{table}` has rows is not known: `{}` would be NULL in them", column.name),
                    question,
                )
                .about(table),
            );
        }
        if let Some(generated) = &column.generated {
            self.of_generated(table, column, generated, found);
        }
    }

    fn of_changed_column(
        &self,
        operation: &Operation,
        table: &QualifiedName,
        old: &Column,
        column: &Column,
        found: &mut Vec<Demand>,
    ) {
        if column.not_null && !old.not_null {
            self.of_not_null(table, &column.name, found);
        }
        if (old.data_type != column.data_type || converts(operation, &column.name)) && !renames(operation) {
            self.of_type(operation, table, old, column, found);
            if let Some(own) = self.schema.table(table) {
                self.of_converted(operation, own, (old, column), found);
            }
        }
    }

    fn of_not_null(&self, table: &QualifiedName, column: &Name, found: &mut Vec<Demand>) {
        let message = format!("column \"{column}\" of relation \"{}\" contains null values", table.name);
        let question = match self.contents.held(table, column) {
            Some(Held::NoNulls) => return,
            Some(Held::Nulls) => self.asked(table, &[]).then(|| has_rows(table)),
            _ => self.asked(table, &[column]).then(|| has_nulls(table, column)),
        };
        let question = question.map(|sql| Question::new(sql, SqlState::NOT_NULL_VIOLATION, message));
        found.push(
            Demand::new(format!("whether a row of `{table}` has NULL in `{column}` is not known"), question)
                .about(table),
        );
    }

    fn of_type(
        &self,
        operation: &Operation,
        table: &QualifiedName,
        old: &Column,
        column: &Column,
        found: &mut Vec<Demand>,
    ) {
        let using = match operation {
            Operation::AlterTable {
                action: AlterTable::AlterColumn { change: AlterColumn::SetType { using, .. }, .. },
                ..
            } => using.as_ref(),
            _ => None,
        };
        let (name, to) = (&column.name, &column.data_type);
        let plain = using.is_none_or(|own| is_plain_cast(own, name, to));
        if plain && always_fits(&old.data_type, to) {
            return;
        }
        if self.relabels(&old.data_type, to, using.map(Expression::to_sql)) {
            return;
        }
        if plain && (self.contents.held(table, name) == Some(Held::Nulls) || self.can_become(table, old, to)) {
            return;
        }
        let is_asked = self.asked(table, &[name]);
        let question = is_asked.then(|| match (using, length(to)) {
            (None, Some(length)) => Question::new(
                has_longer(table, name, length),
                SqlState::STRING_DATA_RIGHT_TRUNCATION,
                format!("value too long for type {}", to.to_sql()),
            ),
            _ => {
                let cast = format!("({})::{}", using.map_or_else(|| name.quoted(), Expression::to_sql), to.to_sql());
                let mut question = Question::new(computes(table, &cast), SqlState::NONE, "");
                question.computes = true;
                question
            }
        });
        // What USING gives may be NULL, or the same for every row.
        let question = question.filter(|_| plain || self.contents.known(table).is_none());
        let open = format!("whether every `{name}` of `{table}` can become {} is not known", to.to_sql());
        found.push(Demand::new(open, question).about(table));
    }

    fn of_constraint(&self, before: &Table, after: &Table, constraint: &Constraint, found: &mut Vec<Demand>) {
        let table = &after.name;
        match &constraint.kind {
            ConstraintKind::PrimaryKey { columns, .. } => {
                self.of_unique(before, after, &constraint.name, columns, true, found);
            }
            ConstraintKind::Unique { columns, nulls_distinct, .. } => {
                self.of_unique(before, after, &constraint.name, columns, *nulls_distinct, found);
            }
            ConstraintKind::Check { expression, .. } => {
                let message = format!(
                    "check constraint \"{}\" of relation \"{}\" is violated by some row",
                    constraint.name, table.name
                );
                let columns: Vec<&Name> = expression.columns().collect();
                let question = self.asked(table, &columns).then(|| Question {
                    computes: true,
                    ..Question::new(has_violations(table, expression), SqlState::CHECK_VIOLATION, message)
                });
                found.push(
                    Demand::new(
                        format!("whether every row of `{table}` meets the check `{}` is not known", constraint.name),
                        question,
                    )
                    .about(table),
                );
            }
            ConstraintKind::ForeignKey(key) => {
                if key.columns.iter().any(|own| self.contents.held(table, own) == Some(Held::Nulls)) {
                    return;
                }
                let columns: Vec<&Name> = key.columns.iter().collect();
                let others: Vec<&Name> = key.referenced.iter().collect();
                let message = format!(
                    "insert or update on table \"{}\" violates foreign key constraint \"{}\"",
                    table.name, constraint.name
                );
                let both = self.asked(table, &columns) && self.asked(&key.table, &others);
                let sql = match self.contents.empty().contains(&key.table) && self.asked(table, &columns) {
                    true => columns.first().filter(|_| columns.len() == 1).map(|own| has_values(table, own)),
                    false => both.then(|| has_orphans(table, key)).flatten(),
                };
                let question = sql.map(|sql| Question::new(sql, SqlState::FOREIGN_KEY_VIOLATION, message));
                found.push(
                    Demand::new(
                        format!("whether every row of `{table}` refers to a row of `{}` is not known", key.table),
                        question,
                    )
                    .about(table),
                );
            }
            ConstraintKind::Exclude { .. } => {
                found.push(
                    Demand::new(format!("whether the rows of `{table}` exclude each other is not known"), None)
                        .about(table),
                );
            }
        }
    }

    fn of_unique(
        &self,
        before: &Table,
        after: &Table,
        name: &Name,
        columns: &[Name],
        nulls_distinct: bool,
        found: &mut Vec<Demand>,
    ) {
        let table = &after.name;
        // Serial and identity columns of this statement get other values in every row.
        let is_new = |own: &&Name| before.column(own).is_none();
        let is_counted = |own: &Name| {
            let column = after.column(own);
            column.is_some_and(|own| {
                own.identity.is_some() || own.default.as_ref().is_some_and(|text| text.to_sql().starts_with("nextval("))
            })
        };
        if columns.iter().any(|own| is_new(&own) && is_counted(own)) {
            return;
        }
        let is_null = |own: &Name| {
            let fresh = before.column(own).is_none()
                && after.column(own).is_some_and(|own| {
                    own.default.is_none() && own.generated.is_none() && own.data_type.user_type().is_none()
                });
            fresh || self.contents.held(&after.name, own) == Some(Held::Nulls)
        };
        if nulls_distinct && columns.iter().any(is_null) {
            return;
        }
        // What is unique already stays so with more columns.
        let is_covered = before.constraints.values().any(|own| match &own.kind {
            ConstraintKind::PrimaryKey { columns: own, .. } => own.iter().all(|name| columns.contains(name)),
            ConstraintKind::Unique { columns: own, nulls_distinct: own_nulls, .. } => {
                (*own_nulls == nulls_distinct) && own.iter().all(|name| columns.contains(name))
            }
            _ => false,
        });
        if is_covered {
            return;
        }
        let names: Vec<&Name> = columns.iter().collect();
        let keys: Vec<String> = columns.iter().map(Name::quoted).collect();
        self.of_keys(table, name, &names, &keys, (None, nulls_distinct), found);
    }

    fn of_keys(
        &self,
        table: &QualifiedName,
        name: &Name,
        columns: &[&Name],
        keys: &[String],
        (predicate, nulls_distinct): (Option<&Expression>, bool),
        found: &mut Vec<Demand>,
    ) {
        let message = format!("could not create unique index \"{name}\"");
        let question = self.asked(table, columns).then(|| Question {
            computes: true,
            ..Question::new(has_duplicates(table, keys, predicate, nulls_distinct), SqlState::UNIQUE_VIOLATION, message)
        });
        found.push(
            Demand::new(
                format!("whether the rows of `{table}` are unique as `{name}` wants them is not known"),
                question,
            )
            .about(table),
        );
    }

    fn of_index(&self, index: &Index, found: &mut Vec<Demand>) {
        let table = &index.table;
        if index.inherited {
            return;
        }
        let mut columns: Vec<&Name> = index.predicate.iter().flat_map(Expression::columns).collect();
        let mut keys = Vec::new();
        let mut computed = Vec::new();
        for key in &index.keys {
            match &key.target {
                KeyTarget::Column(name) => {
                    columns.push(name);
                    keys.push(name.quoted());
                }
                KeyTarget::Expression(expression) => {
                    columns.extend(expression.columns());
                    keys.push(format!("({})", expression.to_sql()));
                    computed.push(expression);
                }
            }
        }
        if index.unique {
            let is_covered = index.predicate.is_none()
                && computed.is_empty()
                && self.schema.table(table).is_some_and(|own| {
                    own.constraints.values().any(|own| match &own.kind {
                        ConstraintKind::PrimaryKey { columns: own, .. } => {
                            own.iter().all(|name| columns.contains(&name))
                        }
                        ConstraintKind::Unique { columns: own, nulls_distinct, .. } => {
                            *nulls_distinct == index.nulls_distinct && own.iter().all(|name| columns.contains(&name))
                        }
                        _ => false,
                    })
                });
            let is_null = |own: &&Name| self.contents.held(table, own) == Some(Held::Nulls);
            if is_covered || (index.nulls_distinct && computed.is_empty() && columns.iter().any(is_null)) {
                return;
            }
            self.of_keys(
                table,
                &index.name.name,
                &columns,
                &keys,
                (index.predicate.as_ref(), index.nulls_distinct),
                found,
            );
            // Rows that are known differ may still have no key.
            if self.contents.known(table).is_some() {
                self.of_keys_computed(index, &computed, found);
            }
            return;
        }
        self.of_keys_computed(index, &computed, found);
    }

    fn of_keys_computed(&self, index: &Index, computed: &[&Expression], found: &mut Vec<Demand>) {
        let table = &index.table;
        for expression in computed.iter().copied().chain(&index.predicate) {
            self.of_computed(
                table,
                expression,
                &format!("whether every row of `{table}` has a key for `{}` is not known", index.name.name),
                found,
            );
        }
    }

    /// Returns whether there is somebody to ask about columns of a table: a server that has what they hold, or the rows that
    /// are known.
    pub(super) fn asked(&self, table: &QualifiedName, columns: &[&Name]) -> bool {
        let is_as_found =
            self.contents.is_as_found(table) && columns.iter().all(|own| self.contents.held(table, own).is_none());
        is_as_found || self.contents.known(table).is_some()
    }
}
