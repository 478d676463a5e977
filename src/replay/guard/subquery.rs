//! What a query inside another one is worth: EXISTS, IN, ANY, a single value, an array.

use super::cell::{Cell, all, any};
use super::evaluate::{Evaluation, Table, failure};
use super::query::{Expression, Quantifier};
use super::relation::Relation;
use super::scope::Scope;
use crate::schema::Unknown;

impl Evaluation<'_> {
    /// Returns whether two rows are written that are the same.
    pub(super) fn same_rows(&self, left: &Expression, right: &Expression, scope: Scope<'_>) -> Result<Cell, Unknown> {
        let (Expression::Row(left), Expression::Row(right)) = (left, right) else {
            return Ok(self.not_modelled("rows as values are not modelled"));
        };
        if left.len() != right.len() {
            return Err(failure("unequal number of entries in row expressions"));
        }
        let compare = |(a, b)| self.compared("=", self.value(a, scope)?, self.value(b, scope)?);
        let each: Result<Vec<Cell>, Unknown> = left.iter().zip(right).map(compare).collect();
        Ok(all(each?.into_iter()))
    }

    pub(super) fn quantified(
        &self,
        operator: &str,
        quantifier: Quantifier,
        left: &Cell,
        items: Vec<Cell>,
    ) -> Result<Cell, Unknown> {
        let each: Result<Vec<Cell>, Unknown> =
            items.into_iter().map(|item| self.compared(operator, left.clone(), item)).collect();
        Ok(match quantifier {
            Quantifier::Any => any(each?.into_iter()),
            Quantifier::All => all(each?.into_iter()),
        })
    }

    pub(super) fn of_query(
        &self,
        operator: &str,
        quantifier: Quantifier,
        left: &[Cell],
        relation: &Relation,
    ) -> Result<Cell, Unknown> {
        if left.len() != relation.columns.len() || (left.len() > 1 && operator != "=") {
            return Err(failure("the subquery has another number of columns"));
        }
        let mut each = Vec::new();
        for row in &relation.rows {
            let pairs = left.iter().zip(row.cells.iter());
            let compared: Result<Vec<Cell>, Unknown> =
                pairs.map(|(own, cell)| self.compared(operator, own.clone(), cell.clone())).collect();
            let compared = all(compared?.into_iter());
            let decides = Cell::Bool(quantifier == Quantifier::Any);
            each.push(match &row.doubt {
                // Where it is there, it makes no difference.
                Some(_) if compared == decides.negate() => continue,
                Some(doubt) => self.open(doubt),
                None => compared,
            });
        }
        Ok(if quantifier == Quantifier::Any { any(each.into_iter()) } else { all(each.into_iter()) })
    }

    pub(super) fn exists(&self, relation: &Relation) -> Cell {
        if relation.rows.iter().any(|row| row.doubt.is_none()) {
            return Cell::Bool(true);
        }
        match relation.rows.first().and_then(|row| row.doubt.as_ref()) {
            Some(doubt) => self.open(doubt),
            None => Cell::Bool(false),
        }
    }

    pub(super) fn scalar(&self, relation: &Relation) -> Result<Cell, Unknown> {
        if let Some(doubt) = relation.rows.iter().find_map(|row| row.doubt.as_ref()) {
            return Ok(self.open(doubt));
        }
        match &*relation.rows {
            [] => Ok(Cell::Null),
            [row] => Ok(row.cells.first().cloned().unwrap_or(Cell::Unknown)),
            _ => Err(failure("more than one row is returned by a subquery used as an expression")),
        }
    }

    pub(super) fn array_of(&self, table: &Table) -> Cell {
        let rows = &table.relation.rows;
        if let Some(doubt) = rows.iter().find_map(|row| row.doubt.as_ref()) {
            return self.open(doubt);
        }
        if !table.ordered {
            return Cell::Something;
        }
        Cell::list(rows.iter().map(|row| row.cells.first().cloned().unwrap_or(Cell::Unknown)))
    }
}
