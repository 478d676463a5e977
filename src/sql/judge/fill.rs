//! What new rows have in columns that they are given nothing for, and NULL where none may be (PostgreSQL 15,
//! `rewriteTargetListIU`, `ExecConstraints`).

use super::assign::Stored;
use super::from::Scope;
use super::insert::Rows;
use super::types::{Of, Own};
use super::{Judge, Judged, refused};
use crate::schema::{Column, DataType, SqlState, Table, TypeKind};

impl Judge<'_> {
    /// Judges the columns that get nothing, and NULL where none may be.
    pub(super) fn fill(&self, table: &Table, rows: &Rows) -> Judged<()> {
        for column in &table.columns {
            let of = &table.name;
            let mut left_out = rows.rows.iter().filter(|row| row.given(&column.name).is_none()).peekable();
            if left_out.peek().is_some() && !self.fills_safely(table, column) {
                self.note(format!("what `{}` of `{of}` gets is not known", column.name));
            }
            if !column.not_null {
                continue;
            }
            for row in &rows.rows {
                match row.given(&column.name) {
                    Some(own) if !own.null => {}
                    None if fills_itself(column) || self.base(&column.data_type) != column.data_type => {}
                    None | Some(Own { of: Of::Null, .. }) if rows.are_these => {
                        let (name, of) = (&column.name, &of.name);
                        let message = format!(
                            "null value in column \"{name}\" of relation \"{of}\" violates not-null constraint"
                        );
                        return refused(SqlState::NOT_NULL_VIOLATION, message);
                    }
                    _ => self.note(format!("whether a row has NULL for `{}` of `{of}` is not known", column.name)),
                }
            }
        }
        Ok(())
    }

    /// Returns whether a column that is given nothing surely gets a value that it takes, or the NULL that it takes.
    fn fills_safely(&self, table: &Table, column: &Column) -> bool {
        let (text, scope) = match (&column.generated, &column.default) {
            (Some(own), _) => (own.to_sql(), Scope::of(table.name.name.clone(), self.columns_of(&table.name))),
            (None, Some(own)) if !own.is_null() => (own.to_sql(), Scope::default()),
            _ if column.identity.is_some() => return true,
            _ => {
                return self.takes_null(&column.data_type)
                    && (!column.not_null || self.base(&column.data_type) == column.data_type);
            }
        };
        if text.starts_with('\'') || text.starts_with("nextval(") || text.parse::<f64>().is_ok() {
            return true;
        }
        let Ok(own) = self.value_of(&text, &scope) else { return false };
        let fails = self.assign(&own, &column.name, &column.data_type, Stored::Row).unwrap_or(true);
        !(fails || column.not_null && own.null)
    }

    /// Returns whether a type takes NULL: a domain may not.
    pub(super) fn takes_null(&self, of: &DataType) -> bool {
        let kind = of.user_type().and_then(|name| self.ground.schema.type_named(name)).map(|own| &own.kind);
        !matches!(kind, Some(TypeKind::Domain { not_null, constraints, .. }) if *not_null || !constraints.is_empty())
    }
}

/// Returns whether a column that is given nothing has a value.
pub(super) fn fills_itself(column: &Column) -> bool {
    column.identity.is_some() || column.generated.is_some() || column.default.as_ref().is_some_and(|own| !own.is_null())
}
