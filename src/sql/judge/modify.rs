//! UPDATE, DELETE, TRUNCATE: the columns, the conditions, and the constraints that changed rows meet (PostgreSQL 15,
//! `transformUpdateStmt`, `ri_triggers.c`, `ExecuteTruncate`).

use super::assign::Stored;
use super::expression::Scopes;
use super::fill::fills_itself;
use super::from::Scope;
use super::insert::fires;
use super::made::{condition_of, content_of};
use super::types::{Of, Own};
use super::{Asked, Content, Given, Judge, Judged, Row, RowEffect, open, refused, unread};
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::{ConstraintKind, ForeignKey, Key, ReferentialAction, Refusal, SqlState, Stored as Object, Table};
use crate::sql::names::{name_at, parse_relation, relation_at};
use crate::sql::question::{has_duplicates, has_orphans, has_violations};
use crate::sql::read::Cursor;
use crate::sql::scan::tokens;
use squawk_syntax::ast::{self, AstNode};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Judge<'_> {
    fn target(&self, name: &RelationRef) -> Judged<Option<Arc<Table>>> {
        match self.ground.schema.relation(&self.relation(name)) {
            Some(Object::Table(table)) => self.has_no_rule(&table.name).map(|()| Some(table.clone())),
            Some(_) => open(format!("limbeck does not follow rows into `{name}`, which is no table")),
            None => Ok(None),
        }
    }

    /// Judges what says which rows of a table change; returns what names mean there, and whether it is no row for sure.
    fn changed(
        &self,
        table: &Table,
        alias: Option<&str>,
        with: Option<ast::WithClause>,
        items: &[ast::FromListItem],
        condition: Option<ast::WhereClauseOrCurrentOf>,
    ) -> Judged<(Scope, bool)> {
        let mut scope = Scope::default();
        if let Some(with) = with {
            self.with(&with, &mut scope, &[])?;
        }
        self.push_table(&mut scope, table, alias);
        let mut no_rows = self.ground.empty.contains(&table.name);
        for item in items {
            no_rows |= self.from(item, &mut scope, &[])?;
        }
        match condition {
            Some(ast::WhereClauseOrCurrentOf::WhereClause(clause)) => {
                let test = self.condition(&unread(clause.expr())?, &[&scope], "WHERE")?;
                if test.fails && !no_rows {
                    let of = &table.name;
                    self.note(format!("whether the condition can be computed for every row of `{of}` is not known"));
                }
            }
            Some(_) => return open("limbeck does not weigh a cursor"),
            None => {}
        }
        Ok((scope, no_rows))
    }

    pub(super) fn update(&self, own: &ast::Update) -> Judged<()> {
        let name = unread(relation_at(&unread(own.relation_name().and_then(|own| own.relation_name_ref()))?))?;
        let Some(table) = self.target(&name)? else { return Ok(()) };
        let alias = own.alias().map(|own| own.syntax().text().to_string());
        let items: Vec<_> = own.from_clause().into_iter().flat_map(|own| own.items()).collect();
        let condition = own.where_clause_or_current_of();
        let (scope, no_rows) = self.changed(&table, alias.as_deref(), own.with_clause(), &items, condition.clone())?;
        let scopes: Scopes<'_> = &[&scope];
        let is_whole = items.is_empty() && condition.is_none();
        let is_alone = items.is_empty() && alias.is_none() && own.with_clause().is_none();
        let changed = condition_of(condition.as_ref(), is_alone);
        let mut values = Row::new();
        let null_of = condition.and_then(null_test).filter(|_| items.is_empty());
        let mut given = Vec::new();
        for set in unread(own.set_clause().and_then(|own| own.set_column_list()))?.set_columns() {
            let ast::SetColumn::SetSingleColumn(set) = set else {
                return open("limbeck does not weigh a SET of several columns");
            };
            let column = name_at(&unread(set.column_target().and_then(|own| own.name()))?);
            let value = self.set(&table, &column, set.set_expr(), scopes, no_rows)?;
            let is_null = value.as_ref().is_none_or(|own| own.null);
            if given.iter().any(|(own, _)| *own == column) {
                return refused(SqlState::SYNTAX_ERROR, format!("multiple assignments to same column \"{column}\""));
            }
            let held = match (is_null, is_whole || null_of.as_ref() == Some(&column)) {
                (true, _) => Given::Something,
                (false, true) => Given::NoNulls,
                (false, false) => Given::SomeValues,
            };
            values.insert(column.clone(), value.as_ref().map_or(Content::Unknown, content_of));
            given.push((column, held));
        }
        self.returning(own.returning_clause().map(|own| own.syntax().clone()), &table, alias);
        if no_rows {
            self.fires_without_rows(&table, "UPDATE");
            self.effect(RowEffect::Nothing);
            return Ok(());
        }
        self.may_change(&table, &given);
        self.effect(RowEffect::Sets { table: name, columns: given, values, condition: changed });
        Ok(())
    }

    fn set(
        &self,
        table: &Table,
        name: &Name,
        expr: Option<ast::SetExpr>,
        scopes: Scopes<'_>,
        no_rows: bool,
    ) -> Judged<Option<Own>> {
        let Some(column) = table.column(name) else {
            let message = format!("column \"{name}\" of relation \"{}\" does not exist", table.name.name);
            return refused(SqlState::UNDEFINED_COLUMN, message);
        };
        let expr = unread(expr)?;
        if expr.default_token().is_some() {
            if column.not_null && !no_rows && !fills_itself(column) {
                self.note(format!("whether a row gets NULL in `{name}` of `{}` is not known", table.name));
            }
            return Ok(None);
        }
        if column.generated.is_some() || column.identity == Some(crate::schema::Identity::Always) {
            return refused(SqlState::GENERATED_ALWAYS, format!("column \"{name}\" can only be updated to DEFAULT"));
        }
        let value = self.expr(&unread(expr.expr())?, scopes)?;
        let fails = self.assign(&value, name, &column.data_type, Stored::Row)?;
        if !no_rows && fails {
            self.note(format!("whether every row of `{}` has a value for `{name}` is not known", table.name));
        }
        if !no_rows && column.not_null && value.null {
            let what = if value.of == Of::Null { "whether a row is set to NULL" } else { "whether a row gets NULL" };
            self.note(format!("{what} in `{name}` of `{}` is not known", table.name));
        }
        Ok(Some(value))
    }

    /// Notes what constraints may say of rows whose columns change.
    fn may_change(&self, table: &Table, given: &[(Name, Given)]) {
        let is_set = |name: &Name| given.iter().any(|(own, _)| own == name);
        let of = &table.name;
        if fires(table, "UPDATE") {
            self.note(format!("what the triggers of `{of}` make of the rows is not known"));
        }
        for key in self.unique_keys(table) {
            if key.columns.iter().any(is_set) {
                let keys: Vec<String> = key.columns.iter().map(Name::quoted).collect();
                let sql = key.is_plain.then(|| has_duplicates(of, &keys, None, key.nulls_differ));
                let message = format!("duplicate key value violates unique constraint \"{}\"", key.name);
                self.ask(
                    format!("whether the rows of `{of}` still differ as `{}` wants them is not known", key.name),
                    left_so(of, sql, SqlState::UNIQUE_VIOLATION, message),
                );
            }
        }
        for constraint in table.constraints.values() {
            let name = &constraint.name;
            match &constraint.kind {
                ConstraintKind::ForeignKey(key) if key.columns.iter().any(is_set) || !constraint.validated => {
                    let message =
                        format!("insert or update on table \"{}\" violates foreign key constraint \"{name}\"", of.name);
                    self.ask(
                        format!("whether what the rows of `{of}` refer to by `{name}` is there is not known"),
                        left_so(of, has_orphans(of, key), SqlState::FOREIGN_KEY_VIOLATION, message),
                    );
                }
                ConstraintKind::Check { expression, .. }
                    if expression.columns().any(is_set) || !constraint.validated =>
                {
                    let message = format!("new row for relation \"{}\" violates check constraint \"{name}\"", of.name);
                    self.ask(
                        format!("whether the rows of `{of}` meet the check `{name}` is not known"),
                        left_so(of, Some(has_violations(of, expression)), SqlState::CHECK_VIOLATION, message),
                    );
                }
                ConstraintKind::Exclude { .. } => {
                    self.note(format!("whether the rows of `{of}` exclude each other is not known"))
                }
                _ => {}
            }
        }
        for (other, key) in self.references_to(of) {
            if key.referenced.iter().any(is_set) && !self.ground.empty.contains(other) {
                let message = format!("update or delete on table \"{}\" violates foreign key constraint", of.name);
                let sql = has_orphans(other, key).filter(|_| key.on_update == ReferentialAction::NoAction);
                self.ask(
                    format!("whether rows of `{other}` refer to what changes in `{of}` is not known"),
                    left_so(other, sql, SqlState::FOREIGN_KEY_VIOLATION, message),
                );
            }
        }
        let is_computed =
            |own: &crate::schema::Column| own.generated.as_ref().is_some_and(|own| own.columns().any(is_set));
        if table.columns.iter().any(is_computed) || table.partition_by.is_some() || table.partition.is_some() {
            self.note(format!("what follows for other columns or partitions of `{of}` is not known"));
        }
    }

    pub(super) fn delete(&self, own: &ast::Delete) -> Judged<()> {
        let name = unread(relation_at(&unread(own.relation_name().and_then(|own| own.relation_name_ref()))?))?;
        let Some(table) = self.target(&name)? else { return Ok(()) };
        let alias = own.alias().map(|own| own.syntax().text().to_string());
        let items: Vec<_> = own.using_clause().into_iter().flat_map(|own| own.items()).collect();
        let condition = own.where_clause_or_current_of();
        let is_whole = items.is_empty() && condition.is_none();
        let is_alone = items.is_empty() && alias.is_none() && own.with_clause().is_none();
        let deleted = condition_of(condition.as_ref(), is_alone);
        let (_, no_rows) = self.changed(&table, alias.as_deref(), own.with_clause(), &items, condition)?;
        self.returning(own.returning_clause().map(|own| own.syntax().clone()), &table, alias);
        if no_rows {
            self.fires_without_rows(&table, "DELETE");
            self.effect(RowEffect::Nothing);
            return Ok(());
        }
        self.may_delete(&table.name);
        self.effect(match is_whole {
            true => RowEffect::Empties { table: name },
            false => RowEffect::Deletes { table: name, condition: deleted },
        });
        Ok(())
    }

    /// Notes which tables may hold on to rows that are deleted, those from which rows go along included.
    fn may_delete(&self, from: &QualifiedName) {
        let mut seen = BTreeSet::from([from.clone()]);
        let mut open = vec![from.clone()];
        while let Some(table) = open.pop() {
            if self.ground.schema.table(&table).is_some_and(|own| fires(own, "DELETE")) {
                self.note(format!("what the triggers of `{table}` make of it is not known"));
            }
            for (other, key) in self.references_to(&table).filter(|(own, _)| !self.ground.empty.contains(own)) {
                if key.on_delete != ReferentialAction::Cascade {
                    let message =
                        format!("update or delete on table \"{}\" violates foreign key constraint", table.name);
                    let sql = has_orphans(other, key).filter(|_| key.on_delete == ReferentialAction::NoAction);
                    self.ask(
                        format!("whether rows of `{other}` refer to what is deleted from `{table}` is not known"),
                        left_so(other, sql, SqlState::FOREIGN_KEY_VIOLATION, message),
                    );
                } else if seen.insert(other.clone()) {
                    open.push(other.clone());
                }
            }
        }
    }

    /// Returns the foreign keys that refer to a table, and whose they are.
    fn references_to(&self, table: &QualifiedName) -> impl Iterator<Item = (&QualifiedName, &ForeignKey)> {
        let schema = self.ground.schema;
        let of = |key: &Key| match schema.find(key) {
            Some(Object::Table(own)) => Some(own),
            _ => None,
        };
        let others = schema.dependents(&Key::Relation(table.clone())).filter_map(of);
        let itself = schema.find(&Key::Relation(table.clone()));
        let itself = itself.and_then(|own| if let Object::Table(own) = own { Some(own) } else { None });
        let tables = itself.into_iter().chain(others.filter(|own| own.name != *table).collect::<Vec<_>>());
        let table = table.clone();
        tables.flat_map(|own| own.constraints.values().map(move |constraint| (&own.name, &constraint.kind))).filter_map(
            move |(owner, kind)| match kind {
                ConstraintKind::ForeignKey(key) if key.table == table => Some((owner, key)),
                _ => None,
            },
        )
    }

    pub(super) fn truncate(&self, own: &ast::Truncate) -> Judged<()> {
        let text = own.syntax().text().to_string();
        let is_cascade = tokens(&text).any(|own| own.is_word("cascade"));
        let listed = own.table_list().map(|own| own.syntax().text().to_string()).unwrap_or_default();
        let names: Option<Vec<RelationRef>> = listed
            .split(',')
            .map(|own| own.trim().trim_end_matches('*').trim())
            .map(|own| own.strip_prefix("ONLY ").or(own.strip_prefix("only ")).unwrap_or(own))
            .map(parse_relation)
            .collect();
        let names = unread(names)?;
        let all: Vec<_> = names.iter().map(|own| self.relation(own)).collect();
        for (name, full) in names.iter().zip(&all) {
            match self.ground.schema.relation(full) {
                Some(Object::Table(table)) => self.fires_without_rows(table, "TRUNCATE"),
                Some(_) => return refused(SqlState::WRONG_OBJECT_TYPE, format!("\"{name}\" is not a table")),
                None => return self.missing(name),
            }
            if !is_cascade && self.references_to(full).any(|(other, _)| !all.contains(other)) {
                let message = "cannot truncate a table referenced in a foreign key constraint";
                return refused(SqlState::FEATURE_NOT_SUPPORTED, message);
            }
        }
        if let ([name], false) = (names.as_slice(), is_cascade) {
            self.effect(RowEffect::Empties { table: name.clone() });
        }
        Ok(())
    }
}

/// Asks whether the rows that the statement leaves are wrong.
fn left_so(table: &QualifiedName, sql: Option<String>, state: SqlState, message: String) -> Option<Asked> {
    let refusal = Some(Refusal::new(state, message));
    Some(Asked { sql: sql?, about: vec![(table.clone(), Vec::new())], refusal, is_after: true })
}

/// Returns the column of `WHERE column IS NULL`.
fn null_test(condition: ast::WhereClauseOrCurrentOf) -> Option<Name> {
    let ast::WhereClauseOrCurrentOf::WhereClause(clause) = condition else { return None };
    let text = clause.expr()?.syntax().text().to_string();
    let mut cursor = Cursor::new(&text);
    let name = cursor.names()?.pop()?;
    (cursor.take("is null") && cursor.is_at_end()).then_some(name)
}
