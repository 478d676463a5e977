//! `DROP` of any kind of object.

use super::comment::any_relation;
use super::reader::{behavior, every, first, if_exists, name, relation};
use super::routine::argument_types;
use crate::operation::{ObjectRef, Operation, RelationRef};
use crate::sql::names;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode, Stmt};

/// Returns whether the statement drops something.
pub(super) fn is_drop(stmt: &Stmt) -> bool {
    let text = stmt.syntax().text().to_string();
    text.trim_start().get(..5).is_some_and(|word| word.eq_ignore_ascii_case("drop "))
}

pub(super) fn read(node: &SyntaxNode) -> Option<Vec<Operation>> {
    let objects = objects(node)?;
    if objects.is_empty() {
        return Some(Vec::new());
    }
    Some(vec![Operation::Drop { objects, missing: if_exists(node), behavior: behavior(node) }])
}

fn objects(node: &SyntaxNode) -> Option<Vec<ObjectRef>> {
    fn each<T: AstNode>(node: &SyntaxNode, make: fn(RelationRef) -> ObjectRef) -> Option<Vec<ObjectRef>> {
        every::<T>(node).map(|own| names::relation_at(&own).map(make)).collect()
    }
    let stmt = Stmt::cast(node.clone())?;
    match stmt {
        Stmt::DropTable(_) | Stmt::DropForeignTable(_) => each::<ast::TableNameRef>(node, ObjectRef::Table)
            .filter(|own| !own.is_empty())
            .or_else(|| any_relation(node).map(|own| vec![ObjectRef::Table(own)])),
        Stmt::DropIndex(_) => each::<ast::IndexRef>(node, ObjectRef::Index),
        Stmt::DropSequence(_) => each::<ast::SequenceRef>(node, ObjectRef::Sequence),
        Stmt::DropView(_) => each::<ast::ViewRef>(node, ObjectRef::View),
        Stmt::DropMaterializedView(_) => each::<ast::ViewRef>(node, ObjectRef::MaterializedView),
        Stmt::DropType(_) => each::<ast::TypeNameRef>(node, ObjectRef::Type),
        Stmt::DropDomain(_) => each::<ast::DomainRef>(node, ObjectRef::Domain),
        Stmt::DropSchema(_) => every::<ast::SchemaRef>(node)
            .map(|own| Some(ObjectRef::Schema(names::names_in(own.syntax())?.pop()?)))
            .collect(),
        Stmt::DropExtension(_) => every::<ast::ExtensionRef>(node)
            .map(|own| Some(ObjectRef::Extension(names::names_in(own.syntax())?.pop()?)))
            .collect(),
        Stmt::DropTrigger(_) => {
            let on = first::<ast::OnRelation>(node)?;
            let table = relation::<ast::RelationNameRef>(on.syntax())?;
            Some(vec![ObjectRef::Trigger(table, name::<ast::TriggerRef>(node)?)])
        }
        Stmt::DropPolicy(_) => {
            let on = first::<ast::OnTable>(node)?;
            Some(vec![ObjectRef::Policy(relation::<ast::TableNameRef>(on.syntax())?, name::<ast::PolicyRef>(node)?)])
        }
        Stmt::DropFunction(_) | Stmt::DropProcedure(_) | Stmt::DropRoutine(_) | Stmt::DropAggregate(_) => {
            routines(node)
        }
        Stmt::DropStatistics(_) => other(node, "statistics"),
        Stmt::DropCollation(_) => other(node, "collation"),
        Stmt::DropRule(_) => None,
        Stmt::DropEventTrigger(_) => other(node, "event trigger"),
        // Roles, databases, tablespaces, subscriptions: no part of a schema.
        Stmt::DropRole(_)
        | Stmt::DropUser(_)
        | Stmt::DropGroup(_)
        | Stmt::DropDatabase(_)
        | Stmt::DropTablespace(_)
        | Stmt::DropSubscription(_)
        | Stmt::DropPublication(_) => Some(Vec::new()),
        _ => None,
    }
}

fn other(node: &SyntaxNode, kind: &str) -> Option<Vec<ObjectRef>> {
    Some(vec![ObjectRef::Other(kind.to_string(), any_relation(node)?)])
}

fn routines(node: &SyntaxNode) -> Option<Vec<ObjectRef>> {
    let mut found = Vec::new();
    for list in node.children() {
        for own in list.children() {
            if let Some(path) = names_of_routine(&own) {
                let arguments = first::<ast::ParamList>(&own).map(|own| argument_types(&own));
                found.push(ObjectRef::Routine(path, arguments));
            }
        }
    }
    (!found.is_empty()).then_some(found)
}

fn names_of_routine(node: &SyntaxNode) -> Option<RelationRef> {
    node.children().find_map(|own| names::relation_of(names::names_in(&own)?))
}
