//! Sequences, and the options that identity columns share with them.

use super::reader::{every, first, if_exists, if_not_exists, inside, name, relation, text, type_in};
use crate::name::QualifiedName;
use crate::operation::{IfExists, ObjectRef, Operation, RelationRef, SequenceOptions};
use crate::sql::names;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

pub(super) fn create(own: &ast::CreateSequence) -> Option<Vec<Operation>> {
    let node = own.syntax();
    Some(vec![Operation::CreateSequence {
        name: relation::<ast::Sequence>(node)?,
        options: options(node)?,
        existing: if_not_exists(node),
    }])
}

pub(super) fn alter(own: &ast::AlterSequence) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let name_ref = relation::<ast::SequenceRef>(node)?;
    let missing: IfExists = if_exists(node);
    let object = ObjectRef::Sequence(name_ref.clone());
    if let Some(rename) = first::<ast::SequenceRenameTo>(node) {
        return Some(vec![Operation::Rename { object, to: name::<ast::Sequence>(rename.syntax())?, missing }]);
    }
    if let Some(moved) = first::<ast::SetSchema>(node) {
        return Some(vec![Operation::SetSchema { object, schema: name::<ast::SchemaRef>(moved.syntax())?, missing }]);
    }
    let options = options(node)?;
    if options == SequenceOptions::default() {
        return Some(Vec::new());
    }
    Some(vec![Operation::AlterSequence { name: name_ref, options, missing }])
}

/// Returns the options that stand directly in the node.
pub(super) fn options(node: &SyntaxNode) -> Option<SequenceOptions> {
    let mut options = SequenceOptions::default();
    for option in every::<ast::SequenceOption>(node) {
        let own = option.syntax();
        let number = || -> Option<i64> { text(&first::<ast::Expr>(own)?).replace(' ', "").parse().ok() };
        match &option {
            ast::SequenceOption::OptionAsType(_) => options.data_type = Some(type_in(own)?),
            ast::SequenceOption::OptionCache(_) => options.cache = Some(number()?),
            ast::SequenceOption::OptionIncrement(_) => options.increment = Some(number()?),
            ast::SequenceOption::OptionStart(_) => options.start = Some(number()?),
            ast::SequenceOption::OptionMaxValue(_) => options.maximum = Some(Some(number()?)),
            ast::SequenceOption::OptionMinValue(_) => options.minimum = Some(Some(number()?)),
            ast::SequenceOption::OptionNoMaxValue(_) => options.maximum = Some(None),
            ast::SequenceOption::OptionNoMinValue(_) => options.minimum = Some(None),
            ast::SequenceOption::OptionCycle(_) => options.cycle = Some(true),
            ast::SequenceOption::OptionNoCycle(_) => options.cycle = Some(false),
            ast::SequenceOption::OptionOwnedBy(_) => options.owned_by = Some(owner(own)?),
            ast::SequenceOption::OptionSequenceName(_) => {
                let RelationRef { schema, name } = relation::<ast::Sequence>(own)?;
                options.name = schema.map(|schema| QualifiedName::new(schema, name));
            }
            // The next value, and whether changes are logged, are not part of a schema.
            ast::SequenceOption::OptionRestart(_)
            | ast::SequenceOption::OptionLogged(_)
            | ast::SequenceOption::OptionUnlogged(_) => {}
        }
    }
    Some(options)
}

fn owner(node: &SyntaxNode) -> Option<Option<(RelationRef, crate::name::Name)>> {
    let Some(column) = inside::<ast::QualifiedColumnNameRef>(node) else { return Some(None) };
    let mut names = names::names_in(column.syntax())?;
    let column = names.pop()?;
    Some(Some((names::relation_of(names)?, column)))
}
