//! CREATE and ALTER POLICY.

use crate::name::Name;
use crate::operation::{Operation, PolicyChange};
use crate::schema::{Expression, Policy, PolicyCommand};
use crate::sql::Surroundings;
use crate::sql::expression::of_tree;
use crate::sql::names::{name_at, relation_at};
use crate::sql::read::column::Columns;
use squawk_syntax::ast::{self, AstNode};

/// Reads CREATE POLICY.
pub(super) fn create(own: &ast::CreatePolicy, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let table = relation_at(&own.on_table()?.table_name_ref()?)?;
    let columns = Columns::of(&table, surroundings);
    let kind = own.as_policy_type().and_then(|own| own.ident_token());
    let command = match own.policy_command().and_then(|own| own.command()) {
        Some(ast::PolicyCommandKind::PolicyCommandSelect(_)) => PolicyCommand::Select,
        Some(ast::PolicyCommandKind::PolicyCommandInsert(_)) => PolicyCommand::Insert,
        Some(ast::PolicyCommandKind::PolicyCommandUpdate(_)) => PolicyCommand::Update,
        Some(ast::PolicyCommandKind::PolicyCommandDelete(_)) => PolicyCommand::Delete,
        Some(ast::PolicyCommandKind::PolicyCommandAll(_)) | None => PolicyCommand::All,
    };
    let policy = Policy {
        name: name_at(&own.policy()?),
        permissive: !kind.is_some_and(|kind| kind.text().eq_ignore_ascii_case("restrictive")),
        command,
        roles: roles(own.policy_roles()).unwrap_or_else(|| vec![Name::public()]),
        using: expression(own.using_expr_clause().map(|own| own.expr()), &columns, surroundings)?,
        with_check: expression(own.with_check_expr_clause().map(|own| own.expr()), &columns, surroundings)?,
        comment: None,
    };
    Some(Operation::CreatePolicy { table, policy })
}

/// Reads ALTER POLICY.
pub(super) fn alter(own: &ast::AlterPolicy, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let table = relation_at(&own.on_table()?.table_name_ref()?)?;
    let columns = Columns::of(&table, surroundings);
    let name = name_at(&own.policy_ref()?);
    let ast::AlterPolicyAction::AlterPolicyTo(own) = own.action()? else { return None };
    let change = PolicyChange {
        roles: roles(own.policy_roles()),
        using: expression(own.using_expr_clause().map(|own| own.expr()), &columns, surroundings)?,
        with_check: expression(own.with_check_expr_clause().map(|own| own.expr()), &columns, surroundings)?,
    };
    Some(Operation::AlterPolicy { table, name, change: Box::new(change) })
}

fn roles(own: Option<ast::PolicyRoles>) -> Option<Vec<Name>> {
    let list = own?.role_ref_list()?;
    let mut roles: Vec<Name> =
        list.role_refs().map(|role| crate::sql::names::name_of(&role.syntax().text().to_string())).collect();
    roles.sort();
    Some(roles)
}

/// The outer option is whether there is a clause, the inner whether it holds an expression.
fn expression(
    clause: Option<Option<ast::Expr>>,
    columns: &Columns,
    surroundings: &Surroundings<'_>,
) -> Option<Option<Expression>> {
    match clause {
        Some(expr) => Some(Some(of_tree(&expr?, &columns.context(surroundings)))),
        None => Some(None),
    }
}
