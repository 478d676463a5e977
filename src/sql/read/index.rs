//! CREATE INDEX, and the keys that exclusion constraints and partitioning share with it.

use crate::name::Name;
use crate::operation::{IfNotExists, IndexDefinition, Operation, TypeRef};
use crate::schema::{DataType, Direction, Expression, IndexKey, KeyTarget, NullsOrder, Part};
use crate::sql::data_type::data_type;
use crate::sql::expression::{Printer, of_tree};
use crate::sql::names::{name_at, name_of, names_in, relation_at, relation_of};
use crate::sql::read::column::{Columns, collation};
use crate::sql::{Context, Surroundings};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// Reads CREATE INDEX.
pub(super) fn create(own: &ast::CreateIndex, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let relation = own.table_relation_name()?;
    let table = relation_at(&relation.table_name_ref()?)?;
    let columns = Columns::of(&table, surroundings);
    let context = columns.context(surroundings);
    let method = own.using_method().and_then(|method| method.access_method_ref());
    let method = method.map_or_else(|| Name::verbatim("btree"), |method| name_at(&method));
    let keys: Option<Vec<IndexKey>> =
        own.partition_item_list()?.partition_items().map(|item| key(&item, &method, &context)).collect();
    let include = own.index_include_clause().and_then(|clause| clause.partition_item_list());
    let include = include.into_iter().flat_map(|list| list.partition_items());
    let predicate = match own.where_clause() {
        Some(clause) => Some(of_tree(&clause.expr()?, &context)),
        None => None,
    };
    Some(Operation::CreateIndex(IndexDefinition {
        name: match own.index() {
            Some(index) => Some(relation_of(names_in(index.syntax())?)?.name),
            None => None,
        },
        table,
        keys: keys?,
        method,
        include: include.filter_map(|item| item.expr().map(|expr| name_at(&expr))).collect(),
        unique: own.unique_token().is_some(),
        nulls_distinct: !matches!(own.nulls_distinct_option(), Some(ast::NullsDistinctOption::NullsNotDistinct(_))),
        predicate,
        options: options(own.with_params().and_then(|params| params.attribute_list())),
        concurrently: own.concurrently_token().is_some(),
        only: relation.only_token().is_some(),
        existing: if own.if_not_exists().is_some() { IfNotExists::Skip } else { IfNotExists::Fail },
    }))
}

/// Returns one key.
pub(super) fn key(item: &ast::PartitionItem, method: &Name, context: &Context<'_>) -> Option<IndexKey> {
    let mut expr = item.expr()?;
    let mut collated = item.collate();
    if let ast::Expr::Collate(collate) = &expr {
        let inner = collate.expr()?;
        collated = Some(collate.clone());
        expr = inner;
    }
    let mut key = IndexKey::new(target(&expr, context));
    key.collation = collated.and_then(|collate| collation(&collate));
    key.operator_class = item.op_class_ref().and_then(|class| operator_class(&class, item, method));
    if matches!(item.sort_order(), Some(ast::SortOrder::SortDesc(_))) {
        key.direction = Direction::Descending;
    }
    key.nulls = match (item.nulls_order(), key.direction) {
        (Some(ast::NullsOrder::NullsFirst(_)), Direction::Ascending) => NullsOrder::First,
        (Some(ast::NullsOrder::NullsLast(_)), Direction::Descending) => NullsOrder::Last,
        _ => NullsOrder::Default,
    };
    Some(key)
}

/// Prints a key of an exclusion constraint; collation, class and order stand in the same node.
pub(super) fn print_key(expr: &ast::Expr, element: &SyntaxNode, context: &Context<'_>, printer: &mut Printer) {
    match target(expr, context) {
        KeyTarget::Column(name) => printer.part(Part::Column(name)),
        KeyTarget::Expression(own) => {
            printer.text("(");
            own.parts.into_iter().for_each(|part| printer.part(part));
            printer.text(")");
        }
    }
    for class in element.children().filter_map(ast::OpClassRef::cast) {
        printer.text(&format!(" {}", class_name(&class)));
    }
}

/// Returns storage parameters, sorted, values without quotes.
pub(super) fn options(list: Option<ast::AttributeList>) -> Vec<(String, String)> {
    let list = list.into_iter().flat_map(|list| list.attribute_options());
    let mut options: Vec<(String, String)> = list
        .map(|option| {
            let text = option.syntax().text().to_string();
            let (name, value) = text.split_once('=').unwrap_or((text.as_str(), "true"));
            let value = value.trim().trim_matches('\'').to_ascii_lowercase();
            (name_of(name).to_string(), value)
        })
        .collect();
    options.sort();
    options
}

fn target(expr: &ast::Expr, context: &Context<'_>) -> KeyTarget {
    let own = of_tree(expr, context);
    match own.parts.as_slice() {
        [Part::Column(name)] => match relabelled(expr, name, context) {
            Some(to) => {
                let cast = Part::Text(format!("::{}", to.to_sql()));
                KeyTarget::Expression(Expression { parts: vec![Part::Column(name.clone()), cast] })
            }
            None => KeyTarget::Column(name.clone()),
        },
        _ => KeyTarget::Expression(own),
    }
}

/// Returns the type of a cast that only relabels the column: an index on it is another than one on the column, which no
/// constraint can use.
fn relabelled(expr: &ast::Expr, column: &Name, context: &Context<'_>) -> Option<DataType> {
    let own = context.type_of(column)?;
    match expr {
        ast::Expr::ParenExpr(paren) => relabelled(&paren.expr()?, column, context),
        ast::Expr::CastExpr(cast) => {
            let TypeRef::Resolved(to) = data_type(&cast.ty()?.syntax().text().to_string()) else { return None };
            if to.base == own.base { relabelled(&cast.expr()?, column, context) } else { Some(to) }
        }
        _ => None,
    }
}

fn class_name(class: &ast::OpClassRef) -> String {
    relation_at(class).map_or_else(|| class.syntax().text().to_string(), |own| own.name.quoted())
}

/// Returns whether `btree_gist` brings the class as the default of a type that GiST has no other for.
fn is_of_btree_gist(class: &str) -> bool {
    const TYPES: &[&str] = &[
        "bit",
        "bool",
        "bpchar",
        "bytea",
        "cash",
        "date",
        "enum",
        "float4",
        "float8",
        "int2",
        "int4",
        "int8",
        "interval",
        "macaddr",
        "macaddr8",
        "numeric",
        "oid",
        "text",
        "time",
        "timestamp",
        "timestamptz",
        "timetz",
        "uuid",
        "vbit",
    ];
    class.strip_prefix("gist_").and_then(|own| own.strip_suffix("_ops")).is_some_and(|own| TYPES.contains(&own))
}

/// Returns an operator class other than the default of its type.
fn operator_class(class: &ast::OpClassRef, item: &ast::PartitionItem, method: &Name) -> Option<String> {
    const DEFAULTS: &[&str] = &[
        "int2_ops",
        "int4_ops",
        "int8_ops",
        "float4_ops",
        "float8_ops",
        "numeric_ops",
        "text_ops",
        "bpchar_ops",
        "bool_ops",
        "date_ops",
        "time_ops",
        "timetz_ops",
        "timestamp_ops",
        "timestamptz_ops",
        "interval_ops",
        "uuid_ops",
        "bytea_ops",
        "oid_ops",
        "enum_ops",
        "array_ops",
        "jsonb_ops",
        "tsvector_ops",
        "range_ops",
        "inet_ops",
        "citext_ops",
    ];
    let name = class_name(class);
    // GiST has an `inet_ops` that is not the default.
    let is_default = match method.as_str() {
        "brin" => {
            name.ends_with("_minmax_ops") && name != "inet_minmax_ops"
                || matches!(name.as_str(), "inet_inclusion_ops" | "range_inclusion_ops" | "box_inclusion_ops")
        }
        "gist" => DEFAULTS.contains(&name.as_str()) || is_of_btree_gist(&name),
        _ => DEFAULTS.contains(&name.as_str()),
    };
    let is_default = is_default && !(name == "inet_ops" && method.as_str() == "gist");
    let parameters = item.attribute_list().map(|list| list.syntax().text().to_string()).unwrap_or_default();
    if is_default && parameters.is_empty() {
        return None;
    }
    let parameters: String = parameters.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let schema = relation_at(class).and_then(|own| own.schema);
    let schema = schema.filter(|own| !matches!(own.as_str(), "pg_catalog" | "public"));
    let schema = schema.map(|own| format!("{}.", own.quoted())).unwrap_or_default();
    Some(format!("{schema}{name}{parameters}"))
}
