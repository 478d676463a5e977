//! Which queries give at most one row: those that fix a unique key of their only relation. Which give one for certain: those
//! of an aggregate, and those of no relation.

use super::Judge;
use super::aggregate::{has_aggregate, name_of_call};
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

/// Functions that give a row for each of several values.
const OF_MANY: &[&str] = &[
    "generate_series",
    "generate_subscripts",
    "json_array_elements",
    "jsonb_array_elements",
    "regexp_matches",
    "regexp_split_to_table",
    "string_to_table",
    "unnest",
];

/// Returns whether this is one query that gives one row, whatever rows there are.
#[must_use]
pub fn gives_one_row(text: &str) -> bool {
    if crate::sql::guard::refuse(text).is_some() {
        return false;
    }
    let read = || {
        let (parse, _) = crate::sql::read::tree(text);
        let statements: Vec<ast::Stmt> = parse.tree().stmts().collect();
        let [ast::Stmt::Select(own)] = statements.as_slice() else { return false };
        let is_plain =
            own.tail_clauses().next().is_none() && own.group_by_clause().is_none() && own.having_clause().is_none();
        let mut calls = own.syntax().descendants().filter_map(ast::CallExpr::cast).filter_map(|own| name_of_call(&own));
        let is_of_many = calls.any(|own| OF_MANY.contains(&own.as_str()));
        let of_nothing = || own.from_clause().is_none() && own.where_clause().is_none() && !is_of_many;
        is_plain && (has_aggregate(own) || of_nothing())
    };
    crate::sql::guard::with_stack(text, read).unwrap_or_default()
}

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

#[cfg(test)]
mod tests {
    use super::gives_one_row;

    #[test]
    fn an_aggregate_gives_one_row_and_so_does_a_query_of_nothing() {
        for own in [
            "SELECT count(*) FROM t WHERE x",
            "SELECT 1 + max(v) FROM t",
            "SELECT current_schema()",
            "SELECT EXISTS (SELECT 1 FROM t)",
        ] {
            assert!(gives_one_row(own), "{own}");
        }
        for own in [
            "SELECT v FROM t",
            "SELECT count(*) FROM t GROUP BY v",
            "SELECT count(*) OVER () FROM t",
            "SELECT (SELECT max(v) FROM u) FROM t",
            "SELECT count(*) FROM t HAVING count(*) > 1",
            "SELECT count(*) FROM t OFFSET 1",
            "SELECT unnest(ARRAY[1, 2])",
            "SELECT 1 WHERE false",
            "SELECT 1; SELECT 2",
        ] {
            assert!(!gives_one_row(own), "{own}");
        }
    }
}
