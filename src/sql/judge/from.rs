//! The relations of FROM, and the columns that names in a query mean.

use super::expression::Scopes;
use super::types::{Of, Own};
use super::{Judge, Judged, open, refused, unread};
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::{SqlState, Stored, ViewKind};
use crate::sql::names::{name_at, relation_at};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// The relations whose columns names mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub sources: Vec<Source>,
    /// The tables of WITH, which may be named in FROM.
    pub with: Vec<Kept>,
}

/// A table of WITH.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub name: Name,
    pub columns: Vec<Column>,
    /// Whether it has no rows for sure.
    pub no_rows: bool,
}

/// One relation.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub alias: Name,
    /// None where they are not known.
    pub columns: Option<Vec<Column>>,
    /// Whether a newer server may give it more.
    pub may_grow: bool,
    /// Columns that the other side of `USING` stands for.
    pub merged: Vec<Name>,
}

/// One column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub name: Name,
    pub own: Own,
}

impl Column {
    /// Returns the column as it is outside its query: strings without a type are text.
    pub(super) fn resolved(self) -> Self {
        let null = self.own.of == Of::Null;
        let own = if null { Own { of: Of::Literal, ..self.own } } else { self.own };
        Self { own: own.resolved(), ..self }
    }
}

impl Scope {
    /// Returns the scope of one relation.
    pub(super) fn of(alias: Name, columns: Option<Vec<Column>>) -> Self {
        Self { sources: vec![Source { alias, columns, may_grow: false, merged: Vec::new() }], with: Vec::new() }
    }

    /// Returns the scope of names that stand alone: arguments, variables, `VALUE`.
    pub(super) fn of_names(columns: Vec<Column>) -> Self {
        Self::of(Name::verbatim(""), Some(columns))
    }

    pub(super) fn has(&self, relation: &Name) -> bool {
        self.sources.iter().any(|own| own.alias == *relation)
    }

    /// Returns the column that names mean, nothing where no relation has it.
    pub(super) fn find(&self, names: &[Name]) -> Judged<Option<Own>> {
        let (column, qualifier) = match names {
            [column] => (column, None),
            [relation, column] => (column, Some(relation)),
            _ => return open("limbeck does not know which column is meant"),
        };
        let is_meant = |own: &&Source| qualifier.is_none_or(|name| own.alias == *name);
        let mut found = Vec::new();
        for source in self.sources.iter().filter(is_meant) {
            let Some(columns) = &source.columns else {
                return open(format!("the columns of `{}` are not known", source.alias));
            };
            if qualifier.is_none() && source.merged.contains(column) {
                continue;
            }
            found.extend(columns.iter().filter(|own| own.name == *column));
        }
        match found.as_slice() {
            [] if self.sources.iter().filter(is_meant).any(|own| own.may_grow) => {
                open(format!("whether PostgreSQL has a column `{column}` is not known"))
            }
            [] if is_system(column) => open(format!("limbeck does not weigh the column `{column}`")),
            [] if qualifier.is_none() && self.has(column) => Ok(Some(Own::builtin("record"))),
            [] => Ok(None),
            [own] => Ok(Some(own.own.clone())),
            _ => refused(SqlState::AMBIGUOUS_COLUMN, format!("column reference \"{column}\" is ambiguous")),
        }
    }
}

/// Returns whether a relation may be PostgreSQL's own.
pub(super) fn is_catalog(full: &QualifiedName) -> bool {
    is_schema(full.schema.as_str()) || full.name.as_str().starts_with("pg_")
}

fn is_schema(name: &str) -> bool {
    name.starts_with("pg_") || name == "information_schema"
}

/// Returns whether every table has a column of this name that no list shows.
pub(super) fn is_system(name: &Name) -> bool {
    matches!(name.as_str(), "tableoid" | "xmin" | "cmin" | "xmax" | "cmax" | "ctid")
}

/// Judges that a query does not give all columns of a relation of the catalog: a newer server may have more.
pub(super) fn has_fixed_width(query: &SyntaxNode) -> Judged<()> {
    let has_star = query.descendants().filter_map(ast::Target::cast).any(|own| own.star_token().is_some());
    let mut named = query.descendants().filter_map(ast::RelationNameRef::cast).filter_map(|own| relation_at(&own));
    let is_own = |own: RelationRef| {
        own.schema.is_some_and(|own| is_schema(own.as_str())) || own.name.as_str().starts_with("pg_")
    };
    if has_star && named.any(is_own) {
        open("how many columns a relation of the catalog has is not known")
    } else {
        Ok(())
    }
}

impl Judge<'_> {
    /// Returns a relation of the schema, none where it is not there.
    pub(super) fn columns_of(&self, name: &QualifiedName) -> Option<Vec<Column>> {
        match self.ground.schema.relation(name)? {
            Stored::Table(table) => {
                let column = |own: &crate::schema::Column| {
                    let null = !own.not_null;
                    Column { name: own.name.clone(), own: Own { null, ..Own::typed(own.data_type.clone()) } }
                };
                Some(table.columns.iter().map(column).collect())
            }
            Stored::View(view) => {
                let parse = squawk_syntax::SourceFile::parse(&view.query.to_sql());
                let Some(ast::Stmt::Select(query)) = parse.tree().stmts().next() else { return None };
                let kept = self.kept.replace(true);
                let output = self.select(&query, &[]);
                self.kept.set(kept);
                let mut columns: Vec<Column> = output.ok()?.columns.into_iter().map(Column::resolved).collect();
                for (column, name) in columns.iter_mut().zip(view.columns.iter().flatten()) {
                    column.name = name.clone();
                }
                Some(columns)
            }
            _ => None,
        }
    }

    /// Adds the relations of an item of FROM. Returns whether it has no rows for sure.
    pub(super) fn from(&self, item: &ast::FromListItem, scope: &mut Scope, outer: Scopes<'_>) -> Judged<bool> {
        match item {
            ast::FromListItem::JoinExpr(own) => self.join(own, scope, outer),
            ast::FromListItem::FromItem(ast::FromItem::RelationFromItem(own)) => self.named(own, scope, outer),
            ast::FromListItem::FromItem(ast::FromItem::ParenFromItem(own)) => {
                if let Some(inner) = own.paren_expr().and_then(|own| own.from_list_item())
                    && own.alias().is_none()
                {
                    return self.from(&inner, scope, outer);
                }
                let alias = unread(own.alias())?;
                let query = unread(own.paren_select().and_then(|own| own.select()))?;
                if alias.columns().is_some() || own.lateral_token().is_some() {
                    return open("limbeck does not weigh a part of FROM");
                }
                let mut scopes: Vec<&Scope> = outer.to_vec();
                let with = Scope { sources: Vec::new(), with: scope.with.clone() };
                scopes.push(&with);
                let output = self.variant(&query, &scopes)?;
                let columns = Some(output.columns.into_iter().map(Column::resolved).collect());
                let alias = name_at(&unread(alias.name())?);
                scope.sources.push(Source { alias, columns, may_grow: false, merged: Vec::new() });
                Ok(output.no_rows)
            }
            ast::FromListItem::FromItem(_) => open("limbeck does not weigh a part of FROM"),
        }
    }

    fn named(&self, own: &ast::RelationFromItem, scope: &mut Scope, outer: Scopes<'_>) -> Judged<bool> {
        let name = unread(relation_at(&unread(own.relation_name_ref())?))?;
        let alias = match own.alias() {
            Some(alias) if alias.columns().is_some() => return open("limbeck does not weigh a part of FROM"),
            Some(alias) => name_at(&unread(alias.name())?),
            None => name.name.clone(),
        };
        let with = std::iter::once(&*scope).chain(outer.iter().rev().copied());
        let found = with
            .filter(|_| name.schema.is_none())
            .find_map(|own| own.with.iter().rev().find(|own| own.name == name.name));
        let (columns, no_rows, may_grow) = match found {
            Some(own) => (Some(own.columns.clone()), own.no_rows, false),
            None => {
                let full = self.relation(&name);
                if self.ground.schema.relation(&full).is_none() && !is_catalog(&full) {
                    return self.missing(&name);
                }
                if matches!(self.ground.schema.relation(&full), Some(Stored::View(own)) if own.kind == ViewKind::Materialized)
                    && !self.kept.get()
                {
                    self.is_filled(&full, SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE);
                }
                let no_rows = self.ground.empty.contains(&full);
                let catalog = || is_catalog(&full).then(|| super::catalog::columns(&full)).flatten();
                (self.columns_of(&full).or_else(catalog), no_rows, is_catalog(&full))
            }
        };
        if scope.has(&alias) {
            return open(format!("limbeck does not know which `{alias}` is meant"));
        }
        scope.sources.push(Source { alias, columns, may_grow, merged: Vec::new() });
        Ok(no_rows)
    }

    fn join(&self, own: &ast::JoinExpr, scope: &mut Scope, outer: Scopes<'_>) -> Judged<bool> {
        let left = self.from(&unread(own.from_list_item())?, scope, outer)?;
        let join = unread(own.join())?;
        if join.natural_token().is_some() {
            return open("limbeck does not weigh a natural join");
        }
        let before = scope.sources.len();
        let right = self.from(&unread(join.from_list_item())?, scope, outer)?;
        match join.join_condition() {
            Some(ast::JoinCondition::OnClause(on)) => {
                let mut scopes: Vec<&Scope> = outer.to_vec();
                scopes.push(scope);
                let own = self.condition(&unread(on.expr())?, &scopes, "JOIN/ON")?;
                if own.fails && !(left || right || self.kept.get()) {
                    self.note("whether a condition can be computed for every row is not known");
                }
            }
            Some(ast::JoinCondition::JoinUsingClause(using)) => {
                let text = unread(using.column_ref_list())?.syntax().text().to_string();
                let inner = text.trim().trim_start_matches('(').trim_end_matches(')').to_string();
                for name in inner.split(',').map(crate::sql::names::name_of) {
                    for source in scope.sources.iter_mut().skip(before) {
                        source.merged.push(name.clone());
                    }
                    let has =
                        |own: &Source| own.columns.as_ref().is_none_or(|all| all.iter().any(|own| own.name == name));
                    let sides = [scope.sources.get(..before), scope.sources.get(before..)];
                    if sides.into_iter().flatten().any(|side| !side.iter().any(has)) {
                        let message = format!("column \"{name}\" specified in USING clause does not exist in a table");
                        return refused(SqlState::UNDEFINED_COLUMN, message);
                    }
                }
            }
            None => {}
        }
        if matches!(join.join_type(), Some(ast::JoinType::JoinFull(_)))
            && let Some(ast::JoinCondition::OnClause(on)) = join.join_condition()
            && !on.expr().is_some_and(|own| is_equality(&own))
        {
            return open("limbeck does not know whether a FULL JOIN can be merged or hashed");
        }
        // Where a side has no row, an outer join gives NULL.
        let (left_lacks, right_lacks, no_rows) = match join.join_type() {
            None | Some(ast::JoinType::JoinInner(_) | ast::JoinType::JoinCross(_)) => (false, false, left || right),
            Some(ast::JoinType::JoinLeft(_)) => (false, true, left),
            Some(ast::JoinType::JoinRight(_)) => (true, false, right),
            Some(ast::JoinType::JoinFull(_)) => (true, true, left && right),
        };
        for (at, source) in scope.sources.iter_mut().enumerate() {
            for column in source.columns.iter_mut().flatten() {
                column.own.null |= if at < before { left_lacks } else { right_lacks };
            }
        }
        Ok(no_rows)
    }
}

/// Returns whether a condition compares two columns.
fn is_equality(own: &ast::Expr) -> bool {
    let text = own.syntax().text().to_string();
    let is_column = |own: &str| {
        let own = own.trim();
        own.contains('.') && own.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '"'))
    };
    text.split_once('=').is_some_and(|(left, right)| is_column(left) && is_column(right))
}
