//! INSERT: the columns and the values (PostgreSQL 15, `transformInsertStmt`).

use super::assign::Stored;
use super::expression::Scopes;
use super::from::{Scope, Source, has_fixed_width};
use super::types::Own;
use super::{Judge, Judged, RowEffect, open, refused, unread};
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::{
    Column, Constraint, ConstraintKind, Deferrability, Identity, Key, SqlState, Stored as Object, Table,
};
use crate::sql::names::{name_at, name_of, relation_at};
use squawk_syntax::ast::{self, AstNode};

/// A row that is inserted: the value of each column that is given; none takes its default.
pub(super) struct Row(Vec<(Name, Option<Own>)>);

impl Row {
    /// Returns what a column is given.
    pub(super) fn given(&self, column: &Name) -> Option<&Own> {
        self.values().find(|(name, _)| *name == column).map(|(_, own)| own)
    }

    /// Returns the columns that are given something.
    fn values(&self) -> impl Iterator<Item = (&Name, &Own)> {
        self.0.iter().filter_map(|(name, own)| Some((name, own.as_ref()?)))
    }
}

/// What is inserted.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    /// Whether the rows are these, and not computed from others.
    pub are_these: bool,
    pub none: bool,
    /// Whether some of them may be left out: ON CONFLICT.
    pub may_skip: bool,
}

impl Judge<'_> {
    /// Judges one INSERT, or those that are sent as one: their rows meet each other, too.
    pub(super) fn inserts(&self, all: &[ast::Insert]) -> Judged<()> {
        let Some(first) = all.first() else { return Ok(()) };
        let name = unread(relation_at(&unread(first.relation_name_ref())?))?;
        let full = self.relation(&name);
        let table = match self.ground.schema.relation(&full) {
            Some(Object::Table(table)) => table.clone(),
            Some(_) => return open(format!("limbeck does not follow rows into `{name}`, which is no table")),
            None => return Ok(()),
        };
        self.has_no_rule(&full)?;
        let columns = self.insert_columns(first, &table)?;
        let mut together = Rows { rows: Vec::new(), are_these: true, none: true, may_skip: false };
        for own in all {
            let other = unread(relation_at(&unread(own.relation_name_ref())?))?;
            if self.relation(&other) != full {
                return open("limbeck does not weigh rows of several tables that are sent as one");
            }
            // SQLAlchemy compiles the columns of the first row for all of them (`_init_compiled`, engine/default.py).
            if self.insert_columns(own, &table)? != columns {
                return open(format!(
                    "what becomes of rows of `{name}` that have other columns than the first is not known"
                ));
            }
            let rows = self.insert(own, &table, &columns)?;
            together.are_these &= rows.are_these;
            together.none &= rows.none;
            together.may_skip |= own.on_conflict_clause().is_some();
            together.rows.extend(rows.rows);
        }
        if together.are_these {
            self.folds(&table, &together)?;
        }
        if together.none {
            self.fires_without_rows(&table, "INSERT");
            self.effect(RowEffect::Nothing);
            return Ok(());
        }
        self.meets_constraints(first, &name, &table, &together)
    }

    /// Judges that no rule may put another statement in the place of one.
    pub(super) fn has_no_rule(&self, table: &QualifiedName) -> Judged<()> {
        let is_rule =
            |own: &Object| matches!(own, Object::Other(own) if own.kind == "rule" && own.table.as_ref() == Some(table));
        let schema = self.ground.schema;
        if schema.dependents(&Key::Relation(table.clone())).filter_map(|key| schema.find(key)).any(is_rule) {
            return open(format!("what the rules of `{table}` make of the statement is not known"));
        }
        Ok(())
    }

    /// Notes the triggers that fire for a statement, whether it has rows or not.
    pub(super) fn fires_without_rows(&self, table: &Table, event: &str) {
        let is_of_statement = |own: &str| own.contains(event) && !own.contains("FOR EACH ROW");
        if table.triggers.values().any(|own| is_of_statement(&own.definition.to_sql())) {
            self.note(format!("what the triggers of `{}` make of the statement is not known", table.name));
        }
    }

    /// Judges the rows of one INSERT by themselves.
    fn insert(&self, own: &ast::Insert, table: &Table, columns: &[Name]) -> Judged<Rows> {
        let mut scope = Scope::default();
        if let Some(with) = own.with_clause() {
            self.with(&with, &mut scope, &[])?;
        }
        let rows = self.inserted(own, table, columns, &[&scope])?;
        self.returning(
            own.returning_clause().map(|own| own.syntax().clone()),
            table,
            own.alias().map(|own| own.syntax().text().to_string()),
        );
        Ok(rows)
    }

    fn insert_columns(&self, own: &ast::Insert, table: &Table) -> Judged<Vec<Name>> {
        let Some(list) = own.column_target_list() else {
            return Ok(table.columns.iter().map(|own| own.name.clone()).collect());
        };
        let mut columns: Vec<Name> = Vec::new();
        for target in list.column_targets() {
            let name = name_at(&unread(target.name())?);
            if table.column(&name).is_none() {
                let message = format!("column \"{name}\" of relation \"{}\" does not exist", table.name.name);
                return refused(SqlState::UNDEFINED_COLUMN, message);
            }
            if columns.contains(&name) {
                return refused(SqlState::DUPLICATE_COLUMN, format!("column \"{name}\" specified more than once"));
            }
            columns.push(name);
        }
        Ok(columns)
    }

    fn inserted(&self, own: &ast::Insert, table: &Table, columns: &[Name], scopes: Scopes<'_>) -> Judged<Rows> {
        let is_listed = own.column_target_list().is_some();
        let count = |width: usize| {
            if width > columns.len() {
                return refused(SqlState::SYNTAX_ERROR, "INSERT has more expressions than target columns");
            }
            if is_listed && width < columns.len() {
                return refused(SqlState::SYNTAX_ERROR, "INSERT has more target columns than expressions");
            }
            Ok(())
        };
        let overriding = own.overriding_clause().map(|own| own.syntax().text().to_string().to_ascii_lowercase());
        if overriding.as_ref().is_some_and(|own| own.contains("user")) {
            return open("limbeck does not weigh OVERRIDING USER VALUE");
        }
        let overrides = overriding.is_some();
        let query = match own.insert_source() {
            Some(ast::InsertSource::DefaultValues(_)) | None
                if own.syntax().text().to_string().to_ascii_lowercase().contains("default values") =>
            {
                return Ok(Rows { rows: vec![Row(Vec::new())], are_these: true, none: false, may_skip: false });
            }
            Some(ast::InsertSource::SelectVariant(query)) => query,
            _ => return open("limbeck does not weigh what is inserted"),
        };
        if let ast::SelectVariant::Values(values) = &query {
            let mut rows = Vec::new();
            for row in unread(values.row_list())?.rows() {
                let exprs: Vec<ast::Expr> = row.exprs().collect();
                count(exprs.len())?;
                let mut own = Vec::new();
                for (name, expr) in columns.iter().zip(&exprs) {
                    let is_default = expr.syntax().text().to_string().eq_ignore_ascii_case("default");
                    let value = if is_default { None } else { Some(self.expr(expr, scopes)?) };
                    own.push((name.clone(), value));
                }
                rows.push(Row(own));
            }
            let all = || rows.iter().flat_map(Row::values).filter_map(|(name, own)| Some((table.column(name)?, own)));
            all().try_for_each(|(column, own)| self.reads_constant(own, column))?;
            all().try_for_each(|(column, _)| may_be_given(column, overrides))?;
            return Ok(Rows { rows, are_these: true, none: false, may_skip: false });
        }
        let output = self.variant(&query, scopes)?;
        has_fixed_width(query.syntax())?;
        count(output.columns.len())?;
        let mut row = Vec::new();
        for (name, own) in columns.iter().zip(&output.columns) {
            if let Some(column) = table.column(name) {
                may_be_given(column, overrides)?;
                self.stored(table, column, &own.own, output.no_rows)?;
            }
            row.push((name.clone(), Some(own.own.clone())));
        }
        Ok(Rows { rows: vec![Row(row)], are_these: false, none: output.no_rows, may_skip: false })
    }

    /// Judges the values of rows as they are computed before any row is stored: casts of constants (`eval_const_expressions`).
    fn folds(&self, table: &Table, rows: &Rows) -> Judged<()> {
        let mut all = rows.rows.iter().flat_map(Row::values);
        all.try_for_each(|(name, own)| {
            table.column(name).map_or(Ok(()), |column| self.stored(table, column, own, false))
        })
    }

    /// Judges a value for a column.
    fn stored(&self, table: &Table, column: &Column, value: &Own, no_rows: bool) -> Judged<()> {
        let name = &column.name;
        if self.assign(value, name, &column.data_type, Stored::Row)? && !no_rows {
            self.note(format!("whether `{name}` of `{}` takes every value is not known", table.name));
        }
        Ok(())
    }

    /// Judges the rows in PostgreSQL's order: NULLs and checks, keys as the row is stored, references in the end.
    fn meets_constraints(&self, own: &ast::Insert, target: &RelationRef, table: &Table, rows: &Rows) -> Judged<()> {
        let name = &table.name;
        if table.partition_by.is_some() || table.partition.is_some() {
            self.note(format!("whether `{name}` has a partition for every row, or is it, is not known"));
        }
        if fires(table, "INSERT") {
            self.note(format!("what the triggers of `{name}` make of the rows is not known"));
        }
        let skipped = self.conflict(own, table)?;
        if !does_update(own) {
            self.adds(target, table, rows, skipped.as_ref());
        }
        if self.rewrites(table) {
            return Ok(());
        }
        self.fill(table, rows)?;
        for constraint in table.constraints.values() {
            if let ConstraintKind::Check { expression, .. } = &constraint.kind {
                self.checked(table, rows, expression, &constraint.name);
            }
        }
        for key in self.unique_keys(table) {
            if !skipped.as_ref().is_some_and(|columns| columns.is_empty() || same_names(columns, &key.columns)) {
                self.differs(table, rows, &key)?;
            }
        }
        for constraint in table.constraints.values() {
            match &constraint.kind {
                ConstraintKind::ForeignKey(key) => {
                    self.refers(table, rows, key, &constraint.name, constraint.deferrability)?
                }
                ConstraintKind::Exclude { .. } => {
                    self.note(format!("whether the rows of `{name}` exclude each other is not known"))
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns whether a trigger may change a row, or leave it out, before it is held against constraints (PostgreSQL 15,
    /// `ExecInsert`).
    fn rewrites(&self, table: &Table) -> bool {
        let is_before = |own: &Table| {
            let is_before = |own: &str| own.contains("BEFORE") && own.contains("INSERT");
            own.triggers.values().any(|own| is_before(&own.definition.to_sql()))
        };
        is_before(table) || table.partition_by.is_some() && self.ground.schema.has_triggers()
    }

    /// Returns the columns on which a conflict is let pass; empty where any is.
    fn conflict(&self, own: &ast::Insert, table: &Table) -> Judged<Option<Vec<Name>>> {
        let Some(clause) = own.on_conflict_clause() else { return Ok(None) };
        let is_key = |own: &Constraint| {
            matches!(
                own.kind,
                ConstraintKind::Unique { .. } | ConstraintKind::PrimaryKey { .. } | ConstraintKind::Exclude { .. }
            )
        };
        if table.constraints.values().any(|own| is_key(own) && own.deferrability != Deferrability::NotDeferrable) {
            return open("limbeck does not weigh ON CONFLICT beside a key that is deferrable");
        }
        let Some(target) = clause.conflict_target() else {
            if matches!(clause.conflict_action(), Some(ast::ConflictAction::ConflictDoUpdateSet(_))) {
                let message = "ON CONFLICT DO UPDATE requires inference specification or constraint name";
                return refused(SqlState::SYNTAX_ERROR, message);
            }
            return Ok(Some(Vec::new()));
        };
        if !matches!(clause.conflict_action(), Some(ast::ConflictAction::ConflictDoNothing(_))) {
            self.note(format!("what is done to rows of `{}` that are there is not known", table.name));
        }
        let ast::ConflictTarget::ConflictOnIndex(target) = target else {
            return open("limbeck does not weigh ON CONFLICT ON CONSTRAINT");
        };
        let text = target.syntax().text().to_string();
        let inner = text.trim().strip_prefix('(').and_then(|own| own.strip_suffix(')'));
        let Some(inner) = inner.filter(|own| !own.contains(['(', ')'])) else {
            return open("limbeck does not weigh the target of ON CONFLICT");
        };
        let columns: Vec<Name> = inner.split(',').map(name_of).collect();
        if let Some(name) = columns.iter().find(|own| table.column(own).is_none()) {
            return refused(SqlState::UNDEFINED_COLUMN, format!("column \"{name}\" does not exist"));
        }
        let keys = self.unique_keys(table);
        if keys.iter().any(|key| key.is_plain && same_names(&key.columns, &columns)) {
            return Ok(Some(columns));
        }
        if keys.iter().any(|key| !key.is_plain) {
            return open("limbeck does not know whether an index answers ON CONFLICT");
        }
        let message = "there is no unique or exclusion constraint matching the ON CONFLICT specification";
        refused(SqlState::INVALID_COLUMN_REFERENCE, message)
    }

    /// Judges RETURNING.
    pub(super) fn returning(&self, clause: Option<squawk_syntax::SyntaxNode>, table: &Table, alias: Option<String>) {
        let Some(clause) = clause else { return };
        let mut scope = Scope::default();
        self.push_table(&mut scope, table, alias.as_deref());
        for expr in clause.descendants().filter_map(ast::Target::cast).filter_map(|own| own.expr()) {
            if self.expr(&expr, &[&scope]).is_err() {
                self.note("limbeck does not weigh what is returned");
            }
        }
    }

    pub(super) fn push_table(&self, scope: &mut Scope, table: &Table, alias: Option<&str>) {
        let alias = alias.map(|own| name_of(own.trim().trim_start_matches("as ").trim_start_matches("AS ")));
        scope.sources.push(Source {
            alias: alias.unwrap_or_else(|| table.name.name.clone()),
            columns: self.columns_of(&table.name),
            may_grow: false,
            merged: Vec::new(),
        });
    }
}

/// Judges that a column may be given a value (`rewriteTargetListIU`).
fn may_be_given(column: &Column, overrides: bool) -> Judged<()> {
    if (column.identity == Some(Identity::Always) && !overrides) || column.generated.is_some() {
        let message = format!("cannot insert a non-DEFAULT value into column \"{}\"", column.name);
        return refused(SqlState::GENERATED_ALWAYS, message);
    }
    Ok(())
}

/// Returns whether ON CONFLICT changes the row that is there.
fn does_update(own: &ast::Insert) -> bool {
    let action = own.on_conflict_clause().and_then(|own| own.conflict_action());
    action.is_some_and(|own| !matches!(own, ast::ConflictAction::ConflictDoNothing(_)))
}

fn same_names(left: &[Name], right: &[Name]) -> bool {
    left.len() == right.len() && left.iter().all(|own| right.contains(own))
}

/// Returns whether a trigger answers such a statement.
pub(super) fn fires(table: &Table, event: &str) -> bool {
    table.triggers.values().any(|own| own.definition.to_sql().contains(event))
}
