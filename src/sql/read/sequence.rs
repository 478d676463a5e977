//! CREATE and ALTER SEQUENCE, and the options that identity columns share with them.

use crate::name::QualifiedName;
use crate::operation::{IfExists, IfNotExists, Operation, SequenceOptions};
use crate::sql::names::{names_in, relation_at, relation_of};
use crate::sql::read::column::type_at;
use crate::sql::read::table;
use squawk_syntax::ast::{self, AstNode};

/// Reads CREATE SEQUENCE.
pub(super) fn create(own: &ast::CreateSequence) -> Option<Operation> {
    let name = relation_of(names_in(own.sequence()?.syntax())?)?;
    let name = table::placed(name, own.persistence());
    let existing = if own.if_not_exists().is_some() { IfNotExists::Skip } else { IfNotExists::Fail };
    Some(Operation::CreateSequence { name, options: options(own.sequence_options())?, existing })
}

/// Reads ALTER SEQUENCE; renaming and moving are read elsewhere.
pub(super) fn alter(own: &ast::AlterSequence) -> Option<Vec<Operation>> {
    let name = relation_at(&own.sequence_ref()?)?;
    let missing = if own.if_exists().is_some() { IfExists::Skip } else { IfExists::Fail };
    let own = own.actions().filter_map(|action| match action {
        ast::AlterSequenceAction::SequenceOption(option) => Some(option),
        _ => None,
    });
    Some(vec![Operation::AlterSequence { name, options: options(own)?, missing }])
}

/// Returns the options, none if one cannot be read.
pub(super) fn options(list: impl Iterator<Item = ast::SequenceOption>) -> Option<SequenceOptions> {
    let mut own = SequenceOptions::default();
    for option in list {
        match option {
            ast::SequenceOption::OptionAsType(option) => own.data_type = Some(type_at(&option.ty()?)),
            ast::SequenceOption::OptionCache(option) => own.cache = Some(number(option.expr())?),
            ast::SequenceOption::OptionCycle(_) => own.cycle = Some(true),
            ast::SequenceOption::OptionNoCycle(_) => own.cycle = Some(false),
            ast::SequenceOption::OptionIncrement(option) => own.increment = Some(number(option.expr())?),
            ast::SequenceOption::OptionMaxValue(option) => own.maximum = Some(Some(number(option.expr())?)),
            ast::SequenceOption::OptionNoMaxValue(_) => own.maximum = Some(None),
            ast::SequenceOption::OptionMinValue(option) => own.minimum = Some(Some(number(option.expr())?)),
            ast::SequenceOption::OptionNoMinValue(_) => own.minimum = Some(None),
            ast::SequenceOption::OptionStart(option) => own.start = Some(number(option.expr())?),
            ast::SequenceOption::OptionSequenceName(option) => {
                let name = relation_of(names_in(option.sequence()?.syntax())?)?;
                own.name = Some(QualifiedName::new(name.schema.unwrap_or_else(crate::name::Name::public), name.name));
            }
            ast::SequenceOption::OptionOwnedBy(option) => {
                own.owned_by = Some(match option.owned_by_target()? {
                    ast::OwnedByTarget::OwnedByNone(_) => None,
                    ast::OwnedByTarget::QualifiedColumnNameRef(column) => {
                        let mut names = names_in(column.syntax())?;
                        let column = names.pop()?;
                        Some((relation_of(names)?, column))
                    }
                });
            }
            ast::SequenceOption::OptionRestart(option) => own.restart = restart(option.expr())?,
            ast::SequenceOption::OptionLogged(_) | ast::SequenceOption::OptionUnlogged(_) => {}
        }
    }
    Some(own)
}

/// Returns what `RESTART WITH` says; nothing of a plain `RESTART`.
pub(super) fn restart(expr: Option<ast::Expr>) -> Option<Option<i64>> {
    match expr {
        Some(expr) => Some(Some(number(Some(expr))?)),
        None => Some(None),
    }
}

fn number(expr: Option<ast::Expr>) -> Option<i64> {
    let text = expr?.syntax().text().to_string();
    text.chars().filter(|c| !c.is_whitespace() && *c != '_').collect::<String>().parse().ok()
}
