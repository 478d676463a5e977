//! Renames and moves of everything but tables, sequences and types; schemas and extensions; and the kinds that are kept
//! by name and words only.

use super::comment::any_relation;
use super::reader::{Reader, first, has_word, if_exists, if_not_exists, inside, name, relation, squeezed};
use super::routine::argument_types;
use crate::operation::{AlterTable, IfExists, ObjectRef, Operation, RelationRef, Scope};
use crate::schema::Expression;
use crate::sql::names;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode, Stmt};

/// `CREATE SCHEMA` and `CREATE EXTENSION`.
pub(super) fn create_container(node: &SyntaxNode) -> Option<Vec<Operation>> {
    let existing = if_not_exists(node);
    if let Some(extension) = name::<ast::Extension>(node) {
        let schema = first::<ast::ExtensionSchema>(node).and_then(|own| name::<ast::SchemaRef>(own.syntax()));
        return Some(vec![Operation::CreateExtension { name: extension, schema, existing }]);
    }
    let named = inside::<ast::NamedSchema>(node)?;
    // Objects made together with a schema are rare; they are not read.
    if first::<ast::SchemaElement>(node).is_some() {
        return None;
    }
    Some(vec![Operation::CreateSchema { name: name::<ast::Schema>(named.syntax())?, existing }])
}

/// The other ALTER statements: a new name, a new schema, or nothing that is part of a schema.
pub(super) fn read(node: &SyntaxNode) -> Option<Vec<Operation>> {
    let missing: IfExists = if_exists(node);
    let object = match Stmt::cast(node.clone())? {
        Stmt::AlterIndex(_) => {
            let index = relation::<ast::IndexRef>(node)?;
            if let Some(attach) = inside::<ast::AttachIndexPartition>(node) {
                let child = relation::<ast::IndexRef>(attach.syntax())?;
                let action = AlterTable::AttachIndex { index: child };
                return Some(vec![Operation::AlterTable { table: index, scope: Scope::Descendants, missing, action }]);
            }
            ObjectRef::Index(index)
        }
        Stmt::AlterView(_) => {
            if inside::<ast::AlterViewColumn>(node).is_some() {
                return None;
            }
            ObjectRef::View(relation::<ast::ViewRef>(node)?)
        }
        Stmt::AlterMaterializedView(_) => ObjectRef::MaterializedView(relation::<ast::ViewRef>(node)?),
        Stmt::AlterSchema(_) => ObjectRef::Schema(name::<ast::SchemaRef>(node)?),
        Stmt::AlterFunction(_) | Stmt::AlterProcedure(_) | Stmt::AlterRoutine(_) => {
            let arguments = inside::<ast::ParamList>(node).map(|own| argument_types(&own));
            ObjectRef::Routine(any_relation(node)?, arguments)
        }
        Stmt::AlterTrigger(_) => {
            let on = first::<ast::OnRelation>(node)?;
            ObjectRef::Trigger(relation::<ast::RelationNameRef>(on.syntax())?, name::<ast::TriggerRef>(node)?)
        }
        // A new version of an extension changes only what the extension brings.
        Stmt::AlterExtension(_) if !has_word_inside(node, "schema") => return Some(Vec::new()),
        Stmt::AlterExtension(_) => ObjectRef::Extension(name::<ast::ExtensionRef>(node)?),
        _ => return None,
    };
    if let Some(column) = inside::<ast::RenameColumn>(node) {
        let (ObjectRef::View(view) | ObjectRef::MaterializedView(view)) = object else { return None };
        let from = ObjectRef::Column(view, name::<ast::ColumnNameRef>(column.syntax())?);
        return Some(vec![Operation::Rename { object: from, to: name::<ast::ColumnName>(column.syntax())?, missing }]);
    }
    if let Some(to) = renamed(node) {
        return Some(vec![Operation::Rename { object, to: to.name, missing }]);
    }
    if let Some(moved) = inside::<ast::SetSchema>(node) {
        return Some(vec![Operation::SetSchema { object, schema: name::<ast::SchemaRef>(moved.syntax())?, missing }]);
    }
    // Options of a function change what it is; owners, dependencies and storage do not.
    let changes = matches!(object, ObjectRef::Routine(..))
        && inside::<ast::FuncOptionList>(node).is_some_and(|own| own.syntax().children().next().is_some());
    (!changes).then(Vec::new)
}

fn renamed(node: &SyntaxNode) -> Option<RelationRef> {
    let to = |own: &SyntaxNode| {
        let text = own.text().to_string();
        let rest = squeezed(&text);
        rest.starts_with("rename to ").then(|| text)
    };
    let text = node.descendants().find_map(|own| to(&own))?;
    let at = text.to_ascii_lowercase().find("to")?;
    names::parse_relation(text.get(at + 2..)?.trim().trim_end_matches(';').trim())
}

fn has_word_inside(node: &SyntaxNode, word: &str) -> bool {
    std::iter::once(node.clone()).chain(node.descendants()).any(|own| has_word(&own, word))
}

/// The kinds that are kept by name and words: the words after the name.
pub(super) fn create_other(node: &SyntaxNode, _: &Reader<'_>) -> Option<Vec<Operation>> {
    let stmt = Stmt::cast(node.clone())?;
    let whole = node.text().to_string();
    let (kind, named, table) = match &stmt {
        Stmt::CreateStatistics(_) => {
            let from = first::<ast::FromTable>(node)?;
            ("statistics", relation::<ast::Statistics>(node)?, relation::<ast::TableNameRef>(from.syntax()))
        }
        Stmt::CreateCollation(_) => ("collation", relation::<ast::Collation>(node)?, None),
        Stmt::CreateEventTrigger(_) => ("event trigger", RelationRef::bare(name::<ast::EventTrigger>(node)?), None),
        Stmt::CreateRule(_) => {
            let on = first::<ast::RuleOn>(node)?;
            ("rule", RelationRef::bare(name::<ast::Rule>(node)?), relation::<ast::RelationNameRef>(on.syntax()))
        }
        // Not compared, and nothing that limbeck judges depends on them.
        Stmt::CreatePublication(_) | Stmt::CreateServer(_) | Stmt::CreateForeignDataWrapper(_) => {
            return Some(Vec::new());
        }
        _ => return None,
    };
    let spelt = node.children().find(|own| names::names_in(own).is_some())?;
    let start = usize::from(spelt.text_range().end() - node.text_range().start());
    let definition = squeezed(whole.get(start..)?.trim().trim_end_matches(';'));
    Some(vec![Operation::CreateOther {
        kind: kind.to_string(),
        name: named,
        definition: Expression::text(definition.trim().to_string()),
        table,
        existing: if_not_exists(node),
    }])
}
