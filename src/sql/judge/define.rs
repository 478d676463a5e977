//! Definitions: the expressions in tables, views, domains and policies (PostgreSQL 15, `AddRelationNewConstraints`,
//! `cookDefault`, `DefineView`).

use super::aggregate::is_aggregate;
use super::assign::Stored;
use super::from::{Column, Scope};
use super::types::{Own, Stability, is_whole};
use super::{Judge, Judged, open, refused, unread};
use crate::name::Name;
use crate::operation::{RelationRef, TypeRef};
use crate::schema::{DataType, SqlState, Table};
use crate::sql::data_type::data_type;
use crate::sql::names::{name_at, relation_at};
use crate::sql::read::Cursor;
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
                    let expr = unread(item.expr())?;
                    if has_query(&expr) {
                        return open("limbeck does not weigh a query in a key");
                    }
                    self.expr(&expr, &[&scope])?;
                }
                self.parts(own.syntax(), &scope, Stored::Default)
            }
            ast::Stmt::AlterTable(own) => self.alter(own),
            ast::Stmt::CreateIndex(own) => self.index(own),
            ast::Stmt::CreateView(view) => {
                let columns = self.query(view.query(), &listed(view.column_list()), true)?;
                self.replaces(view, &columns)
            }
            ast::Stmt::CreateFunction(own) => self.function(own),
            ast::Stmt::Do(own) => self.block(own),
            ast::Stmt::CreateTrigger(own) => self.trigger(own),
            ast::Stmt::AlterDomain(own) => match own.action() {
                Some(ast::AlterDomainAction::AddConstraint(_) | ast::AlterDomainAction::SetDefault(_)) => {
                    open("limbeck does not weigh what is added to a domain")
                }
                _ => Ok(()),
            },
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
                self.query(own.query(), &listed(own.column_list()), is_without_data(own.syntax())).map(|_| ())
            }
            ast::Stmt::CreateTableAs(own) => match own.query() {
                Some(ast::CreateTableAsQuery::SelectVariant(query)) => {
                    let list = own.table_arg_list().into_iter().flat_map(|own| own.args());
                    let names = list.filter_map(|own| match own {
                        ast::TableArg::Column(own) => own.name().map(|own| name_at(&own)),
                        _ => None,
                    });
                    let names: Vec<Name> = names.collect();
                    self.query(Some(query), &names, is_without_data(own.syntax())).map(|_| ())
                }
                _ => open("limbeck does not weigh a query"),
            },
            ast::Stmt::CreateDomain(own) => {
                let of = self.type_named(&unread(own.ty())?)?;
                let value = Column { name: Name::verbatim("value"), own: Own::typed(of) };
                self.parts(own.syntax(), &Scope::of_names(vec![value]), Stored::Default)
            }
            ast::Stmt::CreatePolicy(own) => self.policy(own),
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
            self.storage(params.syntax(), true, true)?;
        }
        let parent = own.partition_of().and_then(|own| own.table_name_ref()).and_then(|own| relation_at(&own));
        match (own.partition_type(), parent) {
            (Some(bound), Some(parent)) => self.partition(&bound, &self.relation(&parent)),
            _ => Ok(()),
        }
    }

    /// Judges a policy: what it lets pass, and whether its command has such rows (`CreatePolicy`).
    fn policy(&self, own: &ast::CreatePolicy) -> Judged<()> {
        let name = own.on_table().and_then(|own| relation_in(own.syntax()));
        let scope = self.scope_of(name.as_ref(), own.syntax());
        let (using, check) = (own.using_expr_clause(), own.with_check_expr_clause());
        use ast::PolicyCommandKind as Command;
        match own.policy_command().and_then(|own| own.command()) {
            Some(Command::PolicyCommandInsert(_)) if using.is_some() => {
                return refused(SqlState::SYNTAX_ERROR, "only WITH CHECK expression allowed for INSERT");
            }
            Some(Command::PolicyCommandSelect(_) | Command::PolicyCommandDelete(_)) if check.is_some() => {
                return refused(SqlState::SYNTAX_ERROR, "WITH CHECK cannot be applied to SELECT or DELETE");
            }
            _ => {}
        }
        let exprs = using.and_then(|own| own.expr()).into_iter().chain(check.and_then(|own| own.expr()));
        exprs.into_iter().try_for_each(|expr| self.condition(&expr, &[&scope], "POLICY").map(|_| ()))
    }

    /// Judges a query whose columns become those of a relation, the first of them under other names.
    fn query(&self, query: Option<ast::SelectVariant>, names: &[Name], kept: bool) -> Judged<Vec<Column>> {
        self.kept.set(kept);
        let output = self.variant(&unread(query)?, &[])?;
        if names.len() > output.columns.len() {
            return refused(SqlState::SYNTAX_ERROR, "more column names than columns are specified");
        }
        let mut columns: Vec<Column> = output.columns.into_iter().map(Column::resolved).collect();
        for (column, name) in columns.iter_mut().zip(names) {
            column.name = name.clone();
        }
        let mut seen = BTreeSet::new();
        match columns.iter().find(|own| !seen.insert(own.name.clone())).map(|own| own.name.clone()) {
            Some(name) if name.as_str() == "?column?" => open("limbeck does not know what the columns are called"),
            Some(name) => refused(SqlState::DUPLICATE_COLUMN, format!("column \"{name}\" specified more than once")),
            None => Ok(columns),
        }
    }

    /// Returns the columns of a table, with those that the statement itself defines.
    fn scope_of(&self, table: Option<&RelationRef>, statement: &SyntaxNode) -> Scope {
        let known = table.map(|name| self.relation(name));
        let mut columns = known.as_ref().map_or_else(|| Some(Vec::new()), |full| self.columns_of(full));
        let mut add = |name: Option<ast::ColumnName>, of: Option<ast::Type>| match (
            name,
            of.map(|own| self.column_type(&own)),
            &mut columns,
        ) {
            (Some(name), Some(Ok(of)), Some(columns)) => {
                columns.push(Column { name: name_at(&name), own: Own::typed(of) });
            }
            _ => columns = None,
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
        Scope::of(known.map_or_else(|| Name::verbatim(""), |own| own.name), columns)
    }

    /// Returns the type of a column, which may be a counter.
    fn column_type(&self, own: &ast::Type) -> Judged<DataType> {
        match data_type(&own.syntax().text().to_string()) {
            TypeRef::Serial(of) => Ok(of),
            _ => self.type_named(own),
        }
    }

    /// Judges the checks, defaults and computed columns in a part of a statement.
    fn parts(&self, part: &SyntaxNode, scope: &Scope, stored: Stored) -> Judged<()> {
        for own in part.descendants() {
            if let Some(check) = ast::CheckConstraint::cast(own.clone()) {
                self.check(&unread(check.expr())?, scope)?;
            } else if let Some(default) = ast::DefaultConstraint::cast(own.clone()) {
                let (name, ty) = unread(column_around(default.syntax()))?;
                let of = self.column_type(&ty)?;
                let expr = unread(default.expr())?;
                super::bare::check(&expr)?;
                self.default(&expr, &name, &of, stored)?;
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
        let mut calls = expr.syntax().descendants().filter_map(ast::CallExpr::cast).filter_map(|own| own.expr());
        if calls.any(|own| is_aggregate(&own.syntax().text().to_string().to_ascii_lowercase())) {
            return refused(SqlState::GROUPING_ERROR, "aggregate functions are not allowed in check constraints");
        }
        no_query(expr, "check constraint")?;
        self.condition(expr, &[scope], "CHECK").map(|_| ())
    }

    fn default(&self, expr: &ast::Expr, name: &Name, of: &DataType, stored: Stored) -> Judged<()> {
        no_query(expr, "DEFAULT expression")?;
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
        no_query(expr, "column generation expression")?;
        let own = self.expr(expr, &[scope])?;
        self.assign(&own, name, of, Stored::Default)?;
        let whole = expr.syntax().ancestors().last().unwrap_or_else(|| expr.syntax().clone());
        let is_stored =
            |own: &ast::Column| own.syntax().descendants().any(|own| ast::GeneratedStored::can_cast(own.kind()));
        let computed = whole.descendants().filter_map(ast::Column::cast).filter(is_stored);
        let computed: Vec<Name> = computed.filter_map(|own| own.name()).map(|own| name_at(&own)).collect();
        if expr.syntax().descendants().filter_map(ast::NameRef::cast).any(|own| computed.contains(&name_at(&own))) {
            let message = "cannot use a generated column in its generation expression";
            return refused(SqlState::INVALID_OBJECT_DEFINITION, message);
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
                        Some(ast::AlterColumnOption::AddGenerated(_)) if !is_whole(&self.base(&column.data_type)) => {
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
        if self.takes_null(&of) || has_default || self.ground.empty.contains(&table.name) {
            return Ok(());
        }
        open(format!("whether the domain takes NULL for the rows of `{}` is not known", table.name))
    }

    fn set_type(&self, own: &ast::SetType, name: &Name, scope: &Scope) -> Judged<()> {
        let to = self.type_named(&unread(own.ty())?)?;
        let Some(using) = own.using_expr() else { return Ok(()) };
        let expr = unread(using.expr())?;
        no_query(&expr, "transform expression")?;
        let value = self.expr(&expr, &[scope])?;
        match self.assign(&value, name, &to, Stored::Row) {
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

/// Returns the relation that a node names, behind `ON` and `ONLY`.
pub(super) fn relation_in(own: &SyntaxNode) -> Option<RelationRef> {
    let text = own.text().to_string();
    let mut cursor = Cursor::new(&text);
    cursor.take("on");
    cursor.take("only");
    cursor.relation()
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

fn listed(own: Option<ast::ColumnList>) -> Vec<Name> {
    own.into_iter().flat_map(|own| own.column_names().map(|own| name_at(&own)).collect::<Vec<_>>()).collect()
}

pub(super) fn has_query(expr: &ast::Expr) -> bool {
    expr.syntax().descendants().any(|own| ast::Select::can_cast(own.kind()))
}

/// Refuses a query where none may be (`transformSubLink`).
pub(super) fn no_query(expr: &ast::Expr, of: &str) -> Judged<()> {
    match has_query(expr) {
        true => refused(SqlState::FEATURE_NOT_SUPPORTED, format!("cannot use subquery in {of}")),
        false => Ok(()),
    }
}
