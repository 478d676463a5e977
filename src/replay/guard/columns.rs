//! The names of a SELECT that no row ever asked for: the server looks them up all the same, and refuses what is not there.

use super::cell::Cell;
use super::evaluate::Evaluation;
use super::query::{Expression, Item, Order, Select};
use super::scope::{Frame, Scope};
use crate::schema::Unknown;

impl Evaluation<'_> {
    /// Looks up every column that a SELECT without rows names.
    ///
    /// # Errors
    /// What is not found, or not modelled.
    pub(super) fn check_names(
        &self,
        select: &Select,
        order: &[Order],
        outer: &[Frame],
        own: Vec<Frame>,
    ) -> Result<(), Unknown> {
        let open = own
            .into_iter()
            .map(|frame| Frame { cells: frame.columns.iter().map(|_| Cell::Unknown).collect(), ..frame });
        let frames: Vec<Frame> = outer.iter().cloned().chain(open).collect();
        let outputs: Vec<&str> = select.results.iter().map(|(_, name)| &**name).collect();
        let results = select.results.iter().map(|(result, _)| result);
        let keys = order.iter().map(|own| &own.key).filter(|key| match key {
            Expression::Number(_) => false,
            Expression::Column(None, name) => !outputs.contains(&&**name),
            _ => true,
        });
        let sources = select.sources.iter();
        let conditions = sources.clone().filter_map(|source| source.on.as_ref());
        let arguments = sources.flat_map(|source| match &source.item {
            Item::Function { arguments, .. } => arguments.as_slice(),
            _ => &[],
        });
        let is_output = |key: &&Expression| matches!(key, Expression::Column(None, name) if outputs.contains(&&**name));
        let group = select.group.iter().filter(|key| !is_output(key));
        let own = select.condition.iter().chain(group).chain(&select.having);
        results
            .chain(keys)
            .chain(conditions)
            .chain(arguments)
            .chain(own)
            .try_for_each(|expression| self.check(expression, &frames))
    }

    fn check(&self, expression: &Expression, frames: &[Frame]) -> Result<(), Unknown> {
        if let Expression::Column(alias, name) = expression {
            Scope { frames, group: None }.column(alias.as_deref(), name)?;
        }
        if let Some(query) = expression.query() {
            self.query(query, frames)?;
        }
        let mut found = Ok(());
        expression.inner(&mut |inner| {
            if found.is_ok() {
                found = self.check(inner, frames);
            }
        });
        found
    }
}
