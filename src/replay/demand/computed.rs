//! What an expression demands that is computed for the rows that are there: a generated column, an index.

use super::types::never_fails;
use super::{Demand, Question};
use crate::name::{Name, QualifiedName};
use crate::replay::recorder::Recorder;
use crate::schema::{Column, Expression, SqlState};
use crate::sql::question::computes;

impl Recorder {
    pub(super) fn of_generated(
        &self,
        table: &QualifiedName,
        column: &Column,
        generated: &Expression,
        found: &mut Vec<Demand>,
    ) {
        let name = &column.name;
        if column.not_null {
            let message = format!("column \"{name}\" of relation \"{}\" contains null values", table.name);
            let sql = format!("SELECT EXISTS (SELECT FROM {} WHERE ({}) IS NULL)", table.quoted(), generated.to_sql());
            let columns: Vec<&Name> = generated.columns().collect();
            let question =
                self.asked(table, &columns).then(|| Question::new(sql, SqlState::NOT_NULL_VIOLATION, message));
            let reason = format!("whether `{name}` of `{table}`, which is computed, is NULL in a row is not known");
            found.push(Demand::new(reason, question).about(table));
        }
        let open = format!("whether every row of `{table}` has a value for `{name}` is not known");
        self.of_computed(table, generated, &open, found);
    }

    /// Demands that an expression has a value for every row.
    pub(super) fn of_computed(
        &self,
        table: &QualifiedName,
        expression: &Expression,
        open: &str,
        found: &mut Vec<Demand>,
    ) {
        if never_fails(&expression.to_sql()) {
            return;
        }
        let columns: Vec<&Name> = expression.columns().collect();
        let question = self.asked(table, &columns).then(|| Question {
            computes: true,
            ..Question::new(computes(table, &format!("({})", expression.to_sql())), SqlState::NONE, "")
        });
        found.push(Demand::new(open, question).about(table));
    }
}
