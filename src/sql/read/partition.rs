//! Partition keys and bounds, as PostgreSQL prints them.

use crate::name::Name;
use crate::operation::RelationRef;
use crate::schema::{DataType, Expression, KeyTarget, Unknown};
use crate::sql::expression::of_tree;
use crate::sql::names::name_of;
use crate::sql::read::column::Columns;
use crate::sql::read::index::key;
use crate::sql::{Context, Surroundings};
use squawk_syntax::ast::{self, AstNode};

/// Returns the text after `PARTITION BY`: `RANGE (created_at)`.
pub(super) fn partition_by(own: &ast::PartitionBy, context: &Context<'_>) -> Option<String> {
    let strategy = own.partition_strategy()?.syntax().text().to_string().to_ascii_uppercase();
    let mut keys = Vec::new();
    for item in own.partition_item_list()?.partition_items() {
        let key = key(&item, &Name::verbatim("btree"), context)?;
        let mut text = match &key.target {
            KeyTarget::Column(name) => name.quoted(),
            KeyTarget::Expression(own) => format!("({own})"),
        };
        if let Some(collation) = &key.collation {
            text.push_str(&format!(" COLLATE {}", collation.quoted()));
        }
        if let Some(class) = &key.operator_class {
            text.push_str(&format!(" {class}"));
        }
        keys.push(text);
    }
    Some(format!("{strategy} ({})", keys.join(", ")))
}

/// Returns a bound: `FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')` or `DEFAULT`.
pub(super) fn bound(
    own: &ast::PartitionType,
    parent: &RelationRef,
    surroundings: &Surroundings<'_>,
) -> Option<Expression> {
    let types = key_types(parent, surroundings);
    let is_read = surroundings.table(parent).is_some();
    let (mut unknown, mut untyped) = (None, false);
    let mut values = |exprs: &mut dyn Iterator<Item = ast::Expr>, listed: bool| -> String {
        let printed = exprs.enumerate().map(|(at, expr)| {
            let key = types.get(if listed { 0 } else { at });
            let own = value(&expr, key, surroundings);
            untyped |= is_read && key.is_none() && !is_unbounded(&expr);
            unknown = unknown.take().or_else(|| own.as_unknown().cloned());
            own.to_sql()
        });
        printed.collect::<Vec<_>>().join(", ")
    };
    let text = match own {
        ast::PartitionType::PartitionDefault(_) => "DEFAULT".to_string(),
        ast::PartitionType::PartitionForValuesIn(own) => {
            format!("FOR VALUES IN ({})", values(&mut own.exprs(), true))
        }
        ast::PartitionType::PartitionForValuesFrom(own) => {
            let mut lists =
                own.syntax().children().map(|list| values(&mut list.children().filter_map(ast::Expr::cast), false));
            format!("FOR VALUES FROM ({}) TO ({})", lists.next()?, lists.next()?)
        }
        ast::PartitionType::PartitionForValuesWith(own) => {
            let mut bounds: Vec<String> =
                own.bounds().map(|bound| bound.syntax().text().to_string().to_ascii_lowercase()).collect();
            bounds.sort();
            let words: Vec<String> =
                bounds.iter().map(|bound| bound.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            format!("FOR VALUES WITH ({})", words.join(", "))
        }
    };
    let text = match untyped {
        true => Expression::text(text).doubted(Unknown::new("the type of the partition key is not known", None)),
        false => Expression::text(text),
    };
    Some(unknown.map_or(text, Expression::unknown))
}

fn is_unbounded(expr: &ast::Expr) -> bool {
    let text = expr.syntax().text().to_string();
    text.eq_ignore_ascii_case("minvalue") || text.eq_ignore_ascii_case("maxvalue")
}

fn value(expr: &ast::Expr, own: Option<&DataType>, surroundings: &Surroundings<'_>) -> Expression {
    if is_unbounded(expr) {
        return Expression::text(expr.syntax().text().to_string().to_ascii_uppercase());
    }
    of_tree(expr, &Context { target: own, columns: Some(&[]), schema: surroundings.schema, ..Context::default() })
}

/// Returns the types of the parent's keys, as far as they are columns.
fn key_types(parent: &RelationRef, surroundings: &Surroundings<'_>) -> Vec<DataType> {
    let columns = Columns::of(parent, surroundings);
    let keys = surroundings.table(parent).and_then(|table| table.partition_by.clone()).unwrap_or_default();
    let inner = keys.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or("", |(inner, _)| inner);
    let mut types = Vec::new();
    for key in inner.split(',') {
        let name = name_of(key.trim().split(' ').next().unwrap_or(""));
        match columns.own.iter().find(|(own, _)| *own == name) {
            Some((_, data_type)) => types.push(data_type.clone()),
            None => break,
        }
    }
    types
}
