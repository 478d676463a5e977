//! Row-security policies.

use super::reader::{Home, Reader, every, first, name, relation, squeezed, text};
use crate::name::Name;
use crate::operation::{IfExists, ObjectRef, Operation, PolicyChange};
use crate::schema::{Expression, Policy, PolicyCommand};
use crate::sql::names;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AlterPolicyAction, AstNode};

pub(super) fn create(own: &ast::CreatePolicy, reader: &Reader<'_>) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let on = first::<ast::OnTable>(node)?;
    let table = relation::<ast::TableNameRef>(on.syntax())?;
    let home = reader.home(&table);
    let restrictive =
        first::<ast::AsPolicyType>(node).is_some_and(|own| squeezed(&text(&own)).ends_with("restrictive"));
    let command = first::<ast::PolicyCommand>(node).map(|own| squeezed(&text(&own))).unwrap_or_default();
    let policy = Policy {
        name: name::<ast::Policy>(node)?,
        permissive: !restrictive,
        command: match command.rsplit(' ').next().unwrap_or("") {
            "select" => PolicyCommand::Select,
            "insert" => PolicyCommand::Insert,
            "update" => PolicyCommand::Update,
            "delete" => PolicyCommand::Delete,
            _ => PolicyCommand::All,
        },
        roles: roles(node).unwrap_or_else(|| vec![Name::public()]),
        using: using(node, reader, &home),
        with_check: with_check(node, reader, &home),
        comment: None,
    };
    Some(vec![Operation::CreatePolicy { table, policy }])
}

pub(super) fn alter(own: &ast::AlterPolicy, reader: &Reader<'_>) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let on = first::<ast::OnTable>(node)?;
    let table = relation::<ast::TableNameRef>(on.syntax())?;
    let home = reader.home(&table);
    let own_name = name::<ast::PolicyRef>(node)?;
    let action = first::<AlterPolicyAction>(node)?;
    let inner = action.syntax();
    Some(vec![match action {
        AlterPolicyAction::PolicyRenameTo(_) => Operation::Rename {
            object: ObjectRef::Policy(table, own_name),
            to: name::<ast::Policy>(inner)?,
            missing: IfExists::Fail,
        },
        AlterPolicyAction::AlterPolicyTo(_) => {
            let change = PolicyChange {
                roles: roles(inner),
                using: using(inner, reader, &home),
                with_check: with_check(inner, reader, &home),
            };
            Operation::AlterPolicy { table, name: own_name, change: Box::new(change) }
        }
    }])
}

fn using(node: &SyntaxNode, reader: &Reader<'_>, home: &Home) -> Option<Expression> {
    let clause = first::<ast::UsingExprClause>(node)?;
    Some(reader.on_columns(&first::<ast::Expr>(clause.syntax())?, home))
}

fn with_check(node: &SyntaxNode, reader: &Reader<'_>, home: &Home) -> Option<Expression> {
    let clause = first::<ast::WithCheckExprClause>(node)?;
    Some(reader.on_columns(&first::<ast::Expr>(clause.syntax())?, home))
}

fn roles(node: &SyntaxNode) -> Option<Vec<Name>> {
    let clause = first::<ast::PolicyRoles>(node)?;
    let list = first::<ast::RoleRefList>(clause.syntax())?;
    let mut roles: Vec<Name> = every::<ast::RoleRef>(list.syntax()).map(|own| names::name_of(&text(&own))).collect();
    roles.sort();
    roles.dedup();
    Some(roles)
}
