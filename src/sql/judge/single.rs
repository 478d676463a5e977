//! Which queries give at most one row: those that fix a unique key of their only relation.

use super::Judge;
use super::expression::Scopes;
use super::from::Scope;
use super::types::{Category, Of, Own, Stability};
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::{Stored, Table};
use crate::sql::names::{names_in, relation_at};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode, BinOp};
use std::sync::Arc;

/// Unique keys of the catalog (`DECLARE_UNIQUE_INDEX` in `src/include/catalog/`).
const KEYS: &[(&str, &[&str])] = &[
    ("pg_attribute", &["attrelid", "attnum"]),
    ("pg_attribute", &["attrelid", "attname"]),
    ("pg_attrdef", &["oid"]),
    ("pg_attrdef", &["adrelid", "adnum"]),
    ("pg_class", &["oid"]),
    ("pg_class", &["relname", "relnamespace"]),
    ("pg_constraint", &["oid"]),
    ("pg_constraint", &["conrelid", "contypid", "conname"]),
    ("pg_extension", &["oid"]),
    ("pg_extension", &["extname"]),
    ("pg_index", &["indexrelid"]),
    ("pg_namespace", &["oid"]),
    ("pg_namespace", &["nspname"]),
    ("pg_type", &["oid"]),
    ("pg_type", &["typname", "typnamespace"]),
];

impl Judge<'_> {
    /// Returns whether a query gives at most one row because of its condition.
    pub(super) fn is_single(&self, own: &ast::Select, scope: &Scope, outer: Scopes<'_>) -> bool {
        let mut items = own.from_clause().into_iter().flat_map(|own| own.items());
        let (Some(ast::FromListItem::FromItem(ast::FromItem::RelationFromItem(item))), None) =
            (items.next(), items.next())
        else {
            return false;
        };
        let named = item.relation_name_ref().as_ref().and_then(relation_at);
        // A table of WITH stands before those of the schema.
        let with = outer.iter().copied().chain([scope]).flat_map(|own| &own.with);
        let is_with = |own: &RelationRef| own.schema.is_none() && with.clone().any(|with| with.name == own.name);
        let full = named.filter(|own| !is_with(own)).map(|own| self.relation(&own));
        let (Some(full), Some(condition)) = (full, own.where_clause().and_then(|own| own.expr())) else { return false };
        let mut fixed = Vec::new();
        self.fixed(&condition, scope, outer, &mut fixed);
        let is_fixed = |key: &[Name]| !key.is_empty() && key.iter().all(|own| fixed.contains(own));
        self.keys_of(&full).iter().any(|key| is_fixed(key))
    }

    fn keys_of(&self, full: &QualifiedName) -> Vec<Vec<Name>> {
        match self.ground.schema.relation(full) {
            // What inherits from a table has its own keys; a partitioned table's are those of all.
            Some(Stored::Table(table)) => {
                let is_parent = self.ground.schema.tables().any(|own| own.inherits.contains(&table.name));
                let mut keys = self.unique_keys(table);
                keys.retain(|own| own.is_plain && !own.is_deferred && !is_parent);
                keys.into_iter().map(|own| own.columns).collect()
            }
            None => {
                let own = KEYS.iter().filter(|(name, _)| *name == full.name.as_str());
                own.map(|(_, key)| key.iter().map(|own| Name::verbatim(own)).collect()).collect()
            }
            Some(_) => Vec::new(),
        }
    }

    /// Adds the columns that a condition holds equal to something of the same type that is the same for every row.
    fn fixed(&self, condition: &ast::Expr, scope: &Scope, outer: Scopes<'_>, fixed: &mut Vec<Name>) {
        let ast::Expr::BinExpr(own) = condition else { return };
        let (Some(lhs), Some(rhs), Some(op)) = (own.lhs(), own.rhs(), own.op()) else { return };
        match op {
            BinOp::And(_) => [lhs, rhs].iter().for_each(|own| self.fixed(own, scope, outer, fixed)),
            BinOp::Eq(_) => {
                for (column, other) in [(&lhs, &rhs), (&rhs, &lhs)] {
                    let Some(names) = names_in(column.syntax()).filter(|_| is_outside(other, scope)) else { continue };
                    let (Ok(Some(own)), Ok(other)) = (scope.find(&names), self.expr(other, outer)) else { continue };
                    let is_fixed = is_alike(&own, &other) && !(self.is_text(&own) && self.has_collations(condition));
                    fixed.extend(names.last().filter(|_| is_fixed).cloned());
                }
            }
            _ => {}
        }
    }

    fn is_text(&self, own: &Own) -> bool {
        self.category_of(own) == Some(Category::Text)
    }

    /// Returns whether texts may be equal that are not the same: only by a collation that somebody made.
    fn has_collations(&self, condition: &ast::Expr) -> bool {
        let says = condition.syntax().text().to_string().to_ascii_lowercase().contains("collate");
        let columns = |own: &Arc<Table>| own.columns.iter().any(|column| column.collation.is_some());
        says || self.ground.schema.tables().any(columns)
    }
}

/// Returns whether an expression has no column of these relations.
fn is_outside(own: &ast::Expr, scope: &Scope) -> bool {
    let is_path = |own: &SyntaxNode| ast::FieldExpr::can_cast(own.kind()) || ast::NameRef::can_cast(own.kind());
    let paths = own.syntax().descendants().filter(|own| is_path(own) && !own.parent().is_some_and(|own| is_path(&own)));
    paths.into_iter().all(|own| names_in(&own).is_some_and(|names| matches!(scope.find(&names), Ok(None))))
}

/// Returns whether `=` between them is that of the column's key.
fn is_alike(column: &Own, other: &Own) -> bool {
    // What is volatile is another for each row.
    if other.stability == Stability::Volatile {
        return false;
    }
    match (&column.of, &other.of) {
        (Of::Type(_), Of::Literal) => true,
        (Of::Type(column), Of::Type(other)) => column.base == other.base && column.array == other.array,
        _ => false,
    }
}
