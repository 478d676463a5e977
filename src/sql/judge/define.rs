//! Definitions: the expressions in tables, indexes, views, domains and policies.

use super::assign::Stored;
use super::from::{Column, Scope, Source};
use super::types::{Category, Own, Stability};
use super::{Judge, Judged, open, refused, unread};
use crate::name::Name;
use crate::operation::RelationRef;
use crate::schema::{DataType, SqlState, Table, TypeKind};
use crate::sql::names::{name_at, name_of, relation_at};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::collections::BTreeSet;

impl Judge<'_> {
    /// Judges a statement that defines something.
    pub(super) fn definition(&self, own: &ast::Stmt) -> Judged<()> {
        match own {
            ast::Stmt::CreateTable(own) => {
                self.stored_as(own)?;
                let scope = self.scope_of(None, own.syntax());
                for item in own
                    .partition_by()
                    .and_then(|own| own.partition_item_list())
                    .into_iter()
                    .flat_map(|own| own.partition_items())
                {
                    self.expr(&unread(item.expr())?, &[&scope])?;
                }
                self.parts(own.syntax(), &scope, Stored::Default)
            }
            ast::Stmt::AlterTable(own) => self.alter(own),
            ast::Stmt::CreateIndex(own) => self.index(own),
            ast::Stmt::CreateView(view) => {
                let columns = self.query(view.query(), true)?;
                if view.column_list().is_some_and(|own| own.column_names().count() > columns.len()) {
                    return refused(SqlState::SYNTAX_ERROR, "CREATE VIEW specifies more column names than columns");
                }
                self.replaces(view, &columns)
            }
            ast::Stmt::CreateFunction(own) => self.function(own),
            ast::Stmt::Do(own) => self.block(own),
            ast::Stmt::CreateTrigger(own) => self.trigger(own),
            ast::Stmt::AlterDomain(own) => self.alter_domain(own),
            ast::Stmt::AlterPolicy(own) if own.syntax().text().to_string().contains('(') => {
                open("limbeck does not weigh what a policy is changed to")
            }
            ast::Stmt::CreateType(own) => match own.kind() {
                Some(ast::CreateTypeKind::RangeType(_) | ast::CreateTypeKind::BaseType(_)) => {
                    open("limbeck does not weigh such a type")
                }
                _ => Ok(()),
            },
            ast::Stmt::CreateMaterializedView(own) => {
                self.query(own.query(), is_without_data(own.syntax())).map(|_| ())
            }
            ast::Stmt::CreateTableAs(own) => match own.query() {
                Some(ast::CreateTableAsQuery::SelectVariant(query)) => {
                    self.query(Some(query), is_without_data(own.syntax())).map(|_| ())
                }
                _ => open("limbeck does not weigh a query"),
            },
            ast::Stmt::CreateDomain(own) => {
                let of = self.type_named(&unread(own.ty())?)?;
                let value = Column { name: Name::verbatim("value"), own: Own::typed(of) };
                let source = Source { alias: Name::verbatim(""), columns: Some(vec![value]), merged: Vec::new() };
                self.parts(own.syntax(), &Scope { sources: vec![source], with: Vec::new() }, Stored::Default)
            }
            ast::Stmt::CreatePolicy(own) => {
                let name = own.on_table().and_then(|own| relation_in(own.syntax()));
                let scope = self.scope_of(name.as_ref(), own.syntax());
                let (has_using, has_check) =
                    (own.using_expr_clause().is_some(), own.with_check_expr_clause().is_some());
                match own.policy_command().and_then(|own| own.command()) {
                    Some(ast::PolicyCommandKind::PolicyCommandInsert(_)) if has_using => {
                        return refused(SqlState::SYNTAX_ERROR, "only WITH CHECK expression allowed for INSERT");
                    }
                    Some(
                        ast::PolicyCommandKind::PolicyCommandSelect(_) | ast::PolicyCommandKind::PolicyCommandDelete(_),
                    ) if has_check => {
                        return refused(SqlState::SYNTAX_ERROR, "WITH CHECK cannot be applied to SELECT or DELETE");
                    }
                    _ => {}
                }
                let using = own.using_expr_clause().and_then(|own| own.expr());
                let check = own.with_check_expr_clause().and_then(|own| own.expr());
                using
                    .into_iter()
                    .chain(check)
                    .try_for_each(|expr| self.condition(&expr, &[&scope], "POLICY").map(|_| ()))
            }
            _ => Ok(()),
        }
    }

    /// Judges what else CREATE TABLE says: access method, storage, the rows of a partition.
    fn stored_as(&self, own: &ast::CreateTable) -> Judged<()> {
        let is_heap = |own: ast::UsingMethod| own.syntax().text().to_string().to_ascii_lowercase().ends_with(" heap");
        if own.using_method().is_some_and(|own| !is_heap(own)) || own.of_type().is_some() {
            return open("limbeck does not weigh how the table is stored");
        }
        if let Some(params) = own.table_params() {
            self.storage(params.syntax())?;
        }
        let parent = own.partition_of().and_then(|own| own.table_name_ref()).and_then(|own| relation_at(&own));
        match (own.partition_type(), parent) {
            (Some(bound), Some(parent)) => self.partition(&bound, &self.relation(&parent)),
            _ => Ok(()),
        }
    }

    fn alter_domain(&self, own: &ast::AlterDomain) -> Judged<()> {
        match own.action() {
            Some(ast::AlterDomainAction::AddConstraint(_) | ast::AlterDomainAction::SetDefault(_)) => {
                open("limbeck does not weigh what is added to a domain")
            }
            _ => Ok(()),
        }
    }

    fn query(&self, query: Option<ast::SelectVariant>, kept: bool) -> Judged<Vec<Column>> {
        self.kept.set(kept);
        let output = self.variant(&unread(query)?, &[])?;
        let mut seen = BTreeSet::new();
        for column in &output.columns {
            if !seen.insert(column.name.clone()) && column.name.as_str() != "?column?" {
                let message = format!("column \"{}\" specified more than once", column.name);
                return refused(SqlState::DUPLICATE_COLUMN, message);
            }
        }
        Ok(output.columns.into_iter().map(Column::resolved).collect())
    }

    /// Returns the columns of a table, with those that the statement itself defines.
    fn scope_of(&self, table: Option<&RelationRef>, statement: &SyntaxNode) -> Scope {
        let known = table.map(|name| self.relation(name));
        let mut columns = known.as_ref().map(|full| self.columns_of(full)).unwrap_or_else(|| Some(Vec::new()));
        let mut add = |name: Option<ast::ColumnName>, ty: Option<ast::Type>| {
            let own =
                name.map(|own| name_at(&own)).zip(ty.map(|own| self.type_named(&own).or_else(|_| self.serial(&own))));
            match (own, &mut columns) {
                (Some((name, Ok(of))), Some(columns)) => columns.push(Column { name, own: Own::typed(of) }),
                _ => columns = None,
            }
        };
        for own in statement.descendants() {
            if let Some(own) = ast::Column::cast(own.clone()).filter(|own| own.ty().is_some()) {
                add(own.name(), own.ty());
            } else if let Some(own) = ast::AddColumn::cast(own) {
                add(own.column_name(), own.ty());
            }
        }
        let inherits = ["like ", "inherits", "partition of"];
        let text = statement.text().to_string().to_ascii_lowercase();
        if ast::CreateTable::can_cast(statement.kind()) && inherits.iter().any(|word| text.contains(word)) {
            columns = None;
        }
        let alias = known.map_or_else(|| Name::verbatim(""), |own| own.name);
        Scope { sources: vec![Source { alias, columns, merged: Vec::new() }], with: Vec::new() }
    }

    fn serial(&self, own: &ast::Type) -> Judged<DataType> {
        match own.syntax().text().to_string().to_ascii_lowercase().as_str() {
            "serial" | "serial4" => Ok(DataType::builtin("integer")),
            "bigserial" | "serial8" => Ok(DataType::builtin("bigint")),
            "smallserial" | "serial2" => Ok(DataType::builtin("smallint")),
            _ => open("limbeck does not know a type"),
        }
    }

    /// Judges the checks, defaults and computed columns in a part of a statement.
    fn parts(&self, part: &SyntaxNode, scope: &Scope, stored: Stored) -> Judged<()> {
        for own in part.descendants() {
            if let Some(check) = ast::CheckConstraint::cast(own.clone()) {
                self.check(&unread(check.expr())?, scope)?;
            } else if let Some(default) = ast::DefaultConstraint::cast(own.clone()) {
                let (name, ty) = unread(column_around(default.syntax()))?;
                let of = self.type_named(&ty).or_else(|_| self.serial(&ty))?;
                self.default(&unread(default.expr())?, &name, &of, stored)?;
            } else if let Some(exclude) = ast::ExcludeConstraint::cast(own.clone()) {
                self.excludes(&exclude, scope)?;
            } else if let Some(generated) = ast::GeneratedConstraint::cast(own) {
                let Some(ast::GeneratedAs::GeneratedStored(own)) = generated.generated_as() else { continue };
                let (name, ty) = unread(column_around(generated.syntax()))?;
                let of = self.type_named(&ty)?;
                let expr = own.syntax().descendants().find_map(ast::Expr::cast);
                self.computed_column(&unread(expr)?, &name, &of, scope)?;
            }
        }
        Ok(())
    }

    fn check(&self, expr: &ast::Expr, scope: &Scope) -> Judged<()> {
        let text = expr.syntax().text().to_string().to_ascii_lowercase();
        if calls(expr).any(|name| super::aggregate::is_aggregate(&name)) {
            return refused(SqlState::GROUPING_ERROR, "aggregate functions are not allowed in check constraints");
        }
        if text.contains("(select") || text.contains("( select") || text.contains("exists") {
            return refused(SqlState::FEATURE_NOT_SUPPORTED, "cannot use subquery in check constraint");
        }
        self.condition(expr, &[scope], "CHECK").map(|_| ())
    }

    fn default(&self, expr: &ast::Expr, name: &Name, of: &DataType, stored: Stored) -> Judged<()> {
        let own = match self.expr(expr, &[]) {
            Err(super::Trouble::Refused(refusal)) if refusal.state == SqlState::UNDEFINED_COLUMN => {
                return refused(SqlState::FEATURE_NOT_SUPPORTED, "cannot use column reference in DEFAULT expression");
            }
            other => other?,
        };
        let fails = self.assign(&own, name, of, stored)?;
        if fails && stored == Stored::Added && own.literal.is_none() {
            self.note(format!("whether the default of `{name}` can be computed is not known"));
        }
        Ok(())
    }

    fn computed_column(&self, expr: &ast::Expr, name: &Name, of: &DataType, scope: &Scope) -> Judged<()> {
        let own = self.expr(expr, &[scope])?;
        self.assign(&own, name, of, Stored::Default)?;
        let whole = expr.syntax().ancestors().last().unwrap_or_else(|| expr.syntax().clone());
        let is_computed = |own: &Name| {
            let columns = whole.descendants().filter_map(ast::Column::cast);
            columns
                .filter(|own| own.syntax().descendants().any(|own| ast::GeneratedStored::can_cast(own.kind())))
                .any(|column| column.name().is_some_and(|column| name_at(&column) == *own))
        };
        if expr
            .syntax()
            .descendants()
            .filter_map(ast::NameRef::cast)
            .any(|own| is_computed(&name_of(&own.syntax().text().to_string())))
        {
            return refused(
                SqlState::INVALID_OBJECT_DEFINITION,
                "cannot use a generated column in its generation expression",
            );
        }
        if own.stability != Stability::Immutable {
            return refused(SqlState::INVALID_OBJECT_DEFINITION, "generation expression is not immutable");
        }
        Ok(())
    }

    fn alter(&self, own: &ast::AlterTable) -> Judged<()> {
        let Some(name) = own.table_relation_name().and_then(|own| relation_in(own.syntax())) else { return Ok(()) };
        let full = self.relation(&name);
        let Some(table) = self.ground.schema.table(&full).cloned() else { return Ok(()) };
        let scope = self.scope_of(Some(&name), own.syntax());
        let mut types = Vec::new();
        for node in own.syntax().descendants().filter_map(ast::AlterColumn::cast) {
            if let (Some(column), Some(ast::AlterColumnOption::SetType(own))) = (node.column_name_ref(), node.option())
            {
                types.push((name_at(&column), self.type_named(&unread(own.ty())?)?));
            }
        }
        for action in own.actions() {
            match action {
                ast::AlterTableAction::AddColumn(own) => {
                    self.gets_null(&own, &table)?;
                    self.parts(own.syntax(), &scope, Stored::Added)?;
                }
                ast::AlterTableAction::AddConstraint(_) if !types.is_empty() => {
                    return open("limbeck does not weigh a constraint on columns whose types change along with it");
                }
                ast::AlterTableAction::AttachPartition(own) => {
                    if let Some(bound) = own.syntax().children().find_map(ast::PartitionType::cast) {
                        self.partition(&bound, &full)?;
                    }
                }
                ast::AlterTableAction::AddConstraint(own) => self.parts(own.syntax(), &scope, Stored::Default)?,
                ast::AlterTableAction::AlterColumn(own) => {
                    let name = name_at(&unread(own.column_name_ref())?);
                    let Some(column) = table.column(&name) else {
                        if scope.find(std::slice::from_ref(&name)).is_ok_and(|own| own.is_none()) {
                            let message =
                                format!("column \"{name}\" of relation \"{}\" does not exist", table.name.name);
                            return refused(SqlState::UNDEFINED_COLUMN, message);
                        }
                        continue;
                    };
                    match own.option() {
                        Some(ast::AlterColumnOption::SetDefault(own)) => {
                            let of = types.iter().find(|(own, _)| *own == name).map_or(&column.data_type, |(_, of)| of);
                            self.default(&unread(own.expr())?, &name, of, Stored::Default)?;
                        }
                        Some(ast::AlterColumnOption::SetType(own)) => self.set_type(&own, &name, &scope)?,
                        Some(ast::AlterColumnOption::AddGenerated(_))
                            if !matches!(self.category(&column.data_type), Category::Number) =>
                        {
                            let message = "identity column type must be smallint, integer, or bigint";
                            return refused(SqlState::INVALID_PARAMETER_VALUE, message);
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Judges a column that is added without a default, where its type takes no NULL.
    fn gets_null(&self, own: &ast::AddColumn, table: &Table) -> Judged<()> {
        let Some(Ok(of)) = own.ty().map(|own| self.type_named(&own)) else { return Ok(()) };
        let has_default = own.syntax().descendants().any(|own| ast::DefaultConstraint::can_cast(own.kind()));
        let takes_all = of.user_type().is_none_or(|name| {
            !matches!(self.ground.schema.type_named(name).map(|own| &own.kind), Some(TypeKind::Domain { not_null, constraints, .. }) if *not_null || !constraints.is_empty())
        });
        if takes_all || has_default || self.ground.empty.contains(&table.name) {
            return Ok(());
        }
        open(format!("whether the domain takes NULL for the rows of `{}` is not known", table.name))
    }

    fn set_type(&self, own: &ast::SetType, name: &Name, scope: &Scope) -> Judged<()> {
        let to = self.type_named(&unread(own.ty())?)?;
        let Some(using) = own.using_expr() else { return Ok(()) };
        let value = self.expr(&unread(using.expr())?, &[scope])?;
        let assigned = self.assign(&value, name, &to, Stored::Row);
        match assigned {
            Err(super::Trouble::Refused(refusal)) if refusal.state == SqlState::DATATYPE_MISMATCH => {
                let message = format!(
                    "result of USING clause for column \"{name}\" cannot be cast automatically to type {}",
                    to.to_sql()
                );
                refused(SqlState::DATATYPE_MISMATCH, message)
            }
            other => other.map(|_| ()),
        }
    }
}

fn is_without_data(own: &SyntaxNode) -> bool {
    own.text().to_string().to_ascii_lowercase().trim_end().trim_end_matches(';').ends_with("with no data")
}

pub(super) fn relation_in(own: &SyntaxNode) -> Option<RelationRef> {
    let text = own.text().to_string();
    let trimmed = text.trim();
    let name = trimmed
        .get(..5)
        .filter(|own| own.eq_ignore_ascii_case("only "))
        .map_or(trimmed, |_| trimmed.get(5..).unwrap_or(trimmed));
    let name = name.strip_prefix("ON ").or_else(|| name.strip_prefix("on ")).unwrap_or(name);
    own.descendants()
        .find_map(ast::RelationNameRef::cast)
        .and_then(|own| relation_at(&own))
        .or_else(|| crate::sql::names::parse_relation(name.trim_end_matches('*').trim()))
}

/// Returns the column that a constraint stands behind.
fn column_around(own: &SyntaxNode) -> Option<(Name, ast::Type)> {
    own.ancestors().find_map(|own| {
        if let Some(column) = ast::Column::cast(own.clone()) {
            return Some((name_at(&column.name()?), column.ty()?));
        }
        let column = ast::AddColumn::cast(own)?;
        Some((name_at(&column.column_name()?), column.ty()?))
    })
}

fn calls(expr: &ast::Expr) -> impl Iterator<Item = String> {
    let calls = expr.syntax().descendants().filter_map(ast::CallExpr::cast);
    calls.filter_map(|own| Some(own.expr()?.syntax().text().to_string().to_ascii_lowercase()))
}
