//! A query in a form that what is typed and what `pg_get_viewdef` prints (PostgreSQL 15, `ruleutils.c`) have in common:
//! every column with its relation, every output column with its name, every join in brackets. A query that is more than
//! limbeck knows has none.

mod from;
mod made;
mod name;

use crate::name::Name;
use crate::operation::TypeRef;
use crate::schema::{DataType, Expression, Schema};
use crate::sql::data_type::data_type;
use crate::sql::expression::{Node, Printer, Scope, node_of, print_node, type_of_node};
use crate::sql::names::{name_at, names_in};
use crate::sql::{Context, Surroundings};
pub(super) use from::missing;
use from::relation;
pub(super) use made::Made;
pub(in crate::sql) use name::{figure, nameless};
use squawk_syntax::ast::{self, AstNode};

/// A query that is understood.
pub(super) struct Query {
    pub text: Expression,
    pub columns: Columns,
    /// What a table that is made from it takes over with each column, where that is sure.
    pub made: Vec<Option<Made>>,
}

/// Returns the query in canonical form; `names` are those of a list of columns behind the view's name.
pub(super) fn query(own: &ast::SelectVariant, names: &[Name], surroundings: &Surroundings<'_>) -> Option<Query> {
    let mut reader = Reader { surroundings, tables: Vec::new() };
    let query = reader.variant(own, names)?;
    query.text.as_unknown().is_none().then_some(query)
}

/// Names with their types, where these are known.
type Columns = Vec<(Name, Option<DataType>)>;

struct Reader<'a> {
    surroundings: &'a Surroundings<'a>,
    /// The tables of WITH.
    tables: Vec<(Name, Columns)>,
}

fn targets(select: &ast::Select) -> impl Iterator<Item = ast::Target> {
    select.select_clause().and_then(|own| own.target_list()).into_iter().flat_map(|own| own.targets())
}

/// One output column.
struct Output {
    name: Name,
    node: Node,
    made: Option<Made>,
}

impl Reader<'_> {
    fn variant(&mut self, own: &ast::SelectVariant, names: &[Name]) -> Option<Query> {
        match own {
            ast::SelectVariant::Select(own) => self.select(own, names),
            ast::SelectVariant::CompoundSelect(own) => self.compound(own, names),
            ast::SelectVariant::ParenSelect(own)
                if own.with_clause().is_none() && own.tail_clauses().next().is_none() =>
            {
                self.variant(&own.select()?, names)
            }
            _ => None,
        }
    }

    fn compound(&mut self, own: &ast::CompoundSelect, names: &[Name]) -> Option<Query> {
        let left = self.variant(&own.lhs()?, names)?;
        let inner: Vec<Name> = left.columns.iter().map(|(name, _)| name.clone()).collect();
        let right = self.variant(&own.rhs()?, &inner)?;
        let op = match own.op()? {
            ast::CompoundOp::Union(own) => format!("UNION{}", all(own.all_or_distinct())),
            ast::CompoundOp::Intersect(own) => format!("INTERSECT{}", all(own.all_or_distinct())),
            ast::CompoundOp::Except(own) => format!("EXCEPT{}", all(own.all_or_distinct())),
        };
        let mut printer = Printer::default();
        for (at, side) in [&left, &right].into_iter().enumerate() {
            printer.text(if at > 0 { &op } else { "" });
            printer.text(if at > 0 { " (" } else { "(" });
            side.text.parts.iter().for_each(|part| printer.part(part.clone()));
            printer.text(if at > 0 { ")" } else { ") " });
        }
        for clause in in_order(own.tail_clauses()) {
            match clause {
                ast::SelectTailClause::OrderByClause(order) => {
                    printer.text(" ORDER BY ");
                    for (at, by) in order.sort_by_list()?.sort_bys().enumerate() {
                        printer.text(if at > 0 { ", " } else { "" });
                        let text = by.expr()?.syntax().text().to_string();
                        let position = match text.parse::<usize>() {
                            Ok(position) => position,
                            Err(_) => {
                                let [name] = <[Name; 1]>::try_from(names_in(by.expr()?.syntax())?).ok()?;
                                left.columns.iter().position(|(own, _)| *own == name)? + 1
                            }
                        };
                        printer.text(&format!("{position}{}", direction(&by)?));
                    }
                }
                other => self.limit(&other, &Context::default(), &mut printer)?,
            }
        }
        let made =
            left.made.into_iter().zip(right.made).map(|(left, right)| left.filter(|own| Some(own) == right.as_ref()));
        let made = made.collect();
        let columns = left
            .columns
            .into_iter()
            .zip(right.columns)
            .map(|((name, left), (_, right))| (name, left.filter(|own| Some(own) == right.as_ref())));
        Some(Query { text: Expression { parts: printer.finish() }, columns: columns.collect(), made })
    }

    fn select(&mut self, own: &ast::Select, names: &[Name]) -> Option<Query> {
        if own.filter_clause().is_some() || own.window_clause().is_some() {
            return None;
        }
        let mut printer = Printer::default();
        let before = self.tables.len();
        if let Some(with) = own.with_clause() {
            self.with(&with, &mut printer)?;
        }
        let mut scope = Scope::default();
        let mut from = Printer::default();
        for (at, item) in own.from_clause().into_iter().flat_map(|own| own.items()).enumerate() {
            from.text(if at > 0 { ", " } else { " FROM " });
            self.from(&item, &mut scope, &mut from)?;
        }
        let context = Context { schema: self.surroundings.schema, scope: Some(&scope), ..Context::default() };
        let outputs = self.outputs(own, &scope, &context, names)?;
        printer.text("SELECT ");
        match own.select_clause()?.select_quantifier() {
            Some(ast::SelectQuantifier::DistinctClause(distinct)) => {
                if distinct.distinct_on().is_some() {
                    return None;
                }
                printer.text("DISTINCT ");
            }
            Some(ast::SelectQuantifier::All(_)) | None => {}
        }
        for (at, output) in outputs.iter().enumerate() {
            printer.text(if at > 0 { ", " } else { "" });
            print_node(&output.node, &mut printer);
            printer.text(&format!(" AS {}", output.name.quoted()));
        }
        from.finish().into_iter().for_each(|part| printer.part(part));
        if let Some(clause) = own.where_clause() {
            printer.text(" WHERE ");
            print_node(&node_of(&clause.expr()?, &context)?, &mut printer);
        }
        if let Some(clause) = own.group_by_clause() {
            printer.text(" GROUP BY ");
            if clause.all_or_distinct().is_some() {
                return None;
            }
            for (at, by) in clause.group_by_list()?.group_bys().enumerate() {
                printer.text(if at > 0 { ", " } else { "" });
                let ast::GroupBy::GroupingExpr(by) = by else { return None };
                print_node(&self.sorted(&by.expr()?, &outputs, &context, Meaning::InputFirst)?, &mut printer);
            }
        }
        if let Some(clause) = own.having_clause() {
            printer.text(" HAVING ");
            print_node(&node_of(&clause.expr()?, &context)?, &mut printer);
        }
        for clause in in_order(own.tail_clauses()) {
            match clause {
                ast::SelectTailClause::OrderByClause(order) => {
                    printer.text(" ORDER BY ");
                    for (at, by) in order.sort_by_list()?.sort_bys().enumerate() {
                        printer.text(if at > 0 { ", " } else { "" });
                        print_node(&self.sorted(&by.expr()?, &outputs, &context, Meaning::OutputFirst)?, &mut printer);
                        printer.text(&direction(&by)?);
                    }
                }
                other => self.limit(&other, &context, &mut printer)?,
            }
        }
        self.tables.truncate(before);
        let columns = outputs.iter().map(|own| (own.name.clone(), type_of_node(&own.node, &context))).collect();
        let made = outputs.into_iter().map(|own| own.made).collect();
        Some(Query { text: Expression { parts: printer.finish() }, columns, made })
    }

    fn with(&mut self, with: &ast::WithClause, printer: &mut Printer) -> Option<()> {
        if with.recursive_token().is_some() {
            return None;
        }
        printer.text("WITH ");
        for (at, table) in with.with_tables().enumerate() {
            let is_plain = table.cycle_clause().is_none()
                && table.search_clause().is_none()
                && table.materialized_option().is_none();
            let names: Vec<Name> = table
                .column_list()
                .into_iter()
                .flat_map(|own| own.column_names().map(|name| name_at(&name)).collect::<Vec<_>>())
                .collect();
            let query = match table.query()? {
                ast::WithQuery::Select(own) => self.select(&own, &names)?,
                ast::WithQuery::CompoundSelect(own) => self.compound(&own, &names)?,
                _ => return None,
            };
            let name = name_at(&table.name()?);
            printer.text(&format!("{}{} AS (", if at > 0 { ", " } else { "" }, name.quoted()));
            query.text.parts.into_iter().for_each(|part| printer.part(part));
            printer.text(")");
            self.tables.push((name, query.columns));
            is_plain.then_some(())?;
        }
        printer.text(" ");
        Some(())
    }

    fn outputs(&self, own: &ast::Select, scope: &Scope, context: &Context<'_>, names: &[Name]) -> Option<Vec<Output>> {
        let mut outputs = Vec::new();
        for target in targets(own) {
            if target.star_token().is_some() {
                let text = target.syntax().text().to_string();
                let qualifier = text.trim().strip_suffix('*').map(|own| own.trim().trim_end_matches('.').trim());
                let qualifier = match qualifier? {
                    "" => None,
                    own => Some(relation(own)?),
                };
                for source in
                    scope.sources.iter().filter(|own| qualifier.as_ref().is_none_or(|name| own.alias == *name))
                {
                    // What a merged column is called and where it stands is more than is known here.
                    if qualifier.is_none() && scope.sources.iter().any(|own| !own.merged.is_empty()) {
                        return None;
                    }
                    let is_partly =
                        |schema: &Schema| source.relation.as_ref().is_some_and(|own| schema.is_known_in_part(own));
                    if self.surroundings.schema.is_some_and(is_partly) {
                        return None;
                    }
                    let columns = source.columns.as_ref()?.iter();
                    outputs.extend(columns.map(|(name, _)| {
                        let node = Node::Qualified(vec![source.printed(), name.clone()]);
                        Output { name: name.clone(), made: made::of_column(&node, scope, self.surroundings), node }
                    }));
                }
                continue;
            }
            let expr = target.expr()?;
            let node = said(&expr, text_if_open(node_of(&expr, context)?), context);
            let name = match target.as_name() {
                Some(own) => name_at(&own.name()?),
                None => figure(&expr)?.unwrap_or_else(nameless),
            };
            let made = made::of_expr(&expr, &node, scope, self.surroundings);
            outputs.push(Output { name, node, made });
        }
        for (output, name) in outputs.iter_mut().zip(names) {
            output.name = name.clone();
        }
        (!outputs.is_empty()).then_some(outputs)
    }

    /// Returns what GROUP BY and ORDER BY mean: a position, an output column, or an expression (`findTargetlistEntrySQL92`).
    fn sorted(&self, expr: &ast::Expr, outputs: &[Output], context: &Context<'_>, meaning: Meaning) -> Option<Node> {
        if let Ok(position) = expr.syntax().text().to_string().parse::<usize>() {
            return outputs.get(position.checked_sub(1)?).map(|own| own.node.clone());
        }
        let bare = match expr {
            ast::Expr::NameRef(_) => names_in(expr.syntax())?.pop(),
            _ => None,
        };
        let output =
            bare.as_ref().and_then(|name| outputs.iter().find(|own| own.name == *name)).map(|own| own.node.clone());
        let is_input = bare.is_some_and(|name| context.scope.is_some_and(|scope| scope.resolve(&[name]).is_some()));
        match output {
            Some(output) if meaning == Meaning::OutputFirst || !is_input => Some(output),
            _ => node_of(expr, context),
        }
    }

    fn limit(&self, clause: &ast::SelectTailClause, context: &Context<'_>, printer: &mut Printer) -> Option<()> {
        let (word, expr) = match clause {
            ast::SelectTailClause::LimitClause(own) => match own.limit_value()? {
                ast::LimitValue::Expr(expr) => (" LIMIT ", expr),
                ast::LimitValue::All(_) => return None,
            },
            // Without a number it is one row (`FETCH FIRST ROW ONLY`).
            ast::SelectTailClause::FetchClause(own)
                if matches!(own.fetch_quantity(), Some(ast::FetchQuantity::FetchOnly(_))) =>
            {
                (" LIMIT ", own.expr()?)
            }
            ast::SelectTailClause::OffsetClause(own) => (" OFFSET ", own.expr()?),
            _ => return None,
        };
        printer.text(word);
        print_node(&node_of(&expr, context)?, printer);
        Some(())
    }
}

/// Which of two columns of one name GROUP BY and ORDER BY mean.
#[derive(Clone, Copy, PartialEq)]
enum Meaning {
    InputFirst,
    OutputFirst,
}

/// ORDER BY, OFFSET, LIMIT: they may be written in any order.
fn in_order(clauses: impl Iterator<Item = ast::SelectTailClause>) -> Vec<ast::SelectTailClause> {
    let mut clauses: Vec<ast::SelectTailClause> = clauses.collect();
    clauses.sort_by_key(|own| match own {
        ast::SelectTailClause::OrderByClause(_) => 0,
        ast::SelectTailClause::OffsetClause(_) => 1,
        _ => 2,
    });
    clauses
}

fn all(own: Option<ast::AllOrDistinct>) -> &'static str {
    if matches!(own, Some(ast::AllOrDistinct::All(_))) { " ALL" } else { "" }
}

/// Returns what follows an expression of ORDER BY, without what goes without saying.
fn direction(by: &ast::SortBy) -> Option<String> {
    let is_descending = match by.sort_order() {
        Some(ast::SortOrder::SortDesc(_)) => true,
        Some(ast::SortOrder::SortAsc(_)) | None => false,
        Some(ast::SortOrder::SortUsing(_)) => return None,
    };
    let is_first = match by.nulls_order() {
        Some(ast::NullsOrder::NullsFirst(_)) => true,
        Some(ast::NullsOrder::NullsLast(_)) => false,
        None => is_descending,
    };
    let nulls = match (is_descending, is_first) {
        (true, true) | (false, false) => "",
        (true, false) => " NULLS LAST",
        (false, true) => " NULLS FIRST",
    };
    Some(format!("{}{nulls}", if is_descending { " DESC" } else { "" }))
}

/// An output column has a type: NULL is text unless it is cast, and text that is cast to `varchar` is that.
fn said(expr: &ast::Expr, node: Node, context: &Context<'_>) -> Node {
    let to = match expr {
        ast::Expr::ParenExpr(paren) => match paren.expr() {
            Some(inner) => return said(&inner, node, context),
            None => None,
        },
        ast::Expr::CastExpr(cast) => cast.ty().map(|own| data_type(&own.syntax().text().to_string())),
        _ => None,
    };
    let is_string = |own: &DataType| own.is_builtin("character varying") && own.modifiers.is_empty() && !own.array;
    match to {
        None if node == Node::Null => node.cast(DataType::builtin("text")),
        Some(TypeRef::Resolved(to)) if node == Node::Null => node.cast(to),
        Some(TypeRef::Resolved(to)) if is_string(&to) => {
            let has_type = type_of_node(&node, context).is_some_and(|own| own.is_builtin("character varying"));
            if has_type { node } else { node.cast(to) }
        }
        _ => node,
    }
}

/// A string that nothing says the type of is text.
fn text_if_open(node: Node) -> Node {
    match node {
        Node::Constant(constant) if constant.is_open() => Node::constant(constant.value, DataType::builtin("text")),
        other => other,
    }
}
