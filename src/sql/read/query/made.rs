//! What a table that is made from a query takes over: the type and collation of a column that is copied, and the type of a
//! cast (`create_ctas_internal`, commands/createas.c, PostgreSQL 15). What an expression gives is not worked out.

use super::Query;
use crate::name::Name;
use crate::operation::{ColumnDefinition, TypeRef};
use crate::schema::{DataType, Unknown};
use crate::sql::Surroundings;
use crate::sql::expression::{Node, Scope};
use crate::sql::read::column::{resolved, type_at};
use squawk_syntax::ast::{self, AstNode};

/// The type and collation of a column.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sql::read) struct Made {
    data_type: DataType,
    collation: Option<Name>,
}

impl Query {
    /// Returns the columns of a table that is made from the query.
    pub(in crate::sql::read) fn made_columns(self) -> Vec<ColumnDefinition> {
        let unknown = || DataType::unknown(Unknown::new("limbeck does not work out the type of this expression", None));
        let columns = self.columns.into_iter().zip(self.made).map(|((name, _), made)| {
            let collation = made.as_ref().and_then(|own| own.collation.clone());
            let data_type = made.map_or_else(unknown, |own| own.data_type);
            let mut column = ColumnDefinition::new(name, TypeRef::Resolved(data_type));
            column.collation = collation;
            column
        });
        columns.collect()
    }
}

/// Returns what a column of a table gives.
pub(super) fn of_column(node: &Node, scope: &Scope, surroundings: &Surroundings<'_>) -> Option<Made> {
    let Node::Qualified(names) = node else { return None };
    let [alias, name] = names.as_slice() else { return None };
    let source = scope.sources.iter().find(|own| own.printed() == *alias)?;
    let column = surroundings.schema?.table(source.relation.as_ref()?)?.column(name)?;
    Some(Made { data_type: column.data_type.clone(), collation: column.collation.clone() })
}

/// Returns what an output expression gives.
pub(super) fn of_expr(expr: &ast::Expr, node: &Node, scope: &Scope, surroundings: &Surroundings<'_>) -> Option<Made> {
    match expr {
        ast::Expr::NameRef(_) | ast::Expr::FieldExpr(_) => of_column(node, scope, surroundings),
        // A cast keeps the collation of what it casts.
        ast::Expr::CastExpr(own) if own.interval_qualifier().is_none() && !has_collations(scope, surroundings) => {
            Some(Made { data_type: resolved(type_at(&own.ty()?), surroundings), collation: None })
        }
        ast::Expr::Literal(own) => {
            own.syntax().text().to_string().parse::<i32>().ok()?;
            Some(Made { data_type: DataType::builtin("integer"), collation: None })
        }
        _ => None,
    }
}

fn has_collations(scope: &Scope, surroundings: &Surroundings<'_>) -> bool {
    scope.sources.iter().any(|own| {
        let table = own.relation.as_ref().and_then(|name| surroundings.schema?.table(name));
        table.is_none_or(|table| table.columns.iter().any(|own| own.collation.is_some()))
    })
}
