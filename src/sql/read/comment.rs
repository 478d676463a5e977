//! `COMMENT ON`.

use super::reader::{first, has_word, inside, name, relation, string_of};
use super::routine::argument_types;
use crate::operation::{ObjectRef, Operation};
use crate::sql::names;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode, CommentObject};

pub(super) fn read(own: &ast::CommentOn) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let target = first::<CommentObject>(node)?;
    let text = match has_word(node, "null") {
        true => None,
        false => Some(string_of(&first::<ast::Literal>(node)?)?),
    };
    let Some(object) = object(&target)? else { return Some(Vec::new()) };
    // An empty comment is no comment.
    let text = text.filter(|text| !text.is_empty());
    Some(vec![Operation::Comment { object, text }])
}

/// `Some(None)` is an object that is not part of a schema.
fn object(target: &CommentObject) -> Option<Option<ObjectRef>> {
    let node = target.syntax();
    Some(Some(match target {
        CommentObject::ObjectTable(_) | CommentObject::ObjectForeignTable(_) => {
            ObjectRef::Table(relation::<ast::TableNameRef>(node).or_else(|| any_relation(node))?)
        }
        CommentObject::ObjectColumn(_) => {
            let column = first::<ast::QualifiedColumnNameRef>(node)?;
            let mut names = names::names_in(column.syntax())?;
            let column = names.pop()?;
            ObjectRef::Column(names::relation_of(names)?, column)
        }
        CommentObject::ObjectConstraint(_) => {
            let own = name::<ast::ConstraintNameRef>(node)?;
            match relation::<ast::DomainRef>(node) {
                Some(domain) => ObjectRef::DomainConstraint(domain, own),
                None => ObjectRef::Constraint(relation::<ast::TableNameRef>(node)?, own),
            }
        }
        CommentObject::ObjectIndex(_) => ObjectRef::Index(relation::<ast::IndexRef>(node)?),
        CommentObject::ObjectSequence(_) => ObjectRef::Sequence(relation::<ast::SequenceRef>(node)?),
        CommentObject::ObjectView(_) => ObjectRef::View(relation::<ast::ViewRef>(node)?),
        CommentObject::ObjectMaterializedView(_) => ObjectRef::MaterializedView(relation::<ast::ViewRef>(node)?),
        CommentObject::ObjectType(_) => ObjectRef::Type(any_relation(node)?),
        CommentObject::ObjectDomain(_) => ObjectRef::Domain(relation::<ast::DomainRef>(node)?),
        CommentObject::ObjectSchema(_) => ObjectRef::Schema(name::<ast::SchemaRef>(node)?),
        CommentObject::ObjectExtension(_) => ObjectRef::Extension(name::<ast::ExtensionRef>(node)?),
        CommentObject::ObjectTrigger(_) => {
            ObjectRef::Trigger(relation::<ast::RelationNameRef>(node)?, name::<ast::TriggerRef>(node)?)
        }
        CommentObject::ObjectPolicy(_) => {
            ObjectRef::Policy(relation::<ast::TableNameRef>(node)?, name::<ast::PolicyRef>(node)?)
        }
        CommentObject::ObjectFunction(_) | CommentObject::ObjectProcedure(_) | CommentObject::ObjectRoutine(_) => {
            let arguments = inside::<ast::ParamList>(node).map(|own| argument_types(&own));
            ObjectRef::Routine(any_relation(node)?, arguments)
        }
        CommentObject::ObjectStatistics(_) => ObjectRef::Other("statistics".into(), any_relation(node)?),
        CommentObject::ObjectCollation(_) => ObjectRef::Other("collation".into(), any_relation(node)?),
        _ => return Some(None),
    }))
}

/// Returns the first dotted path in the node as a relation.
pub(super) fn any_relation(node: &SyntaxNode) -> Option<crate::operation::RelationRef> {
    names::relation_at(&inside::<ast::PathRef>(node)?)
}
