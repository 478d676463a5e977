//! The SELECTs that guards are: relations joined, conditions, a list of results. `parse` reads them, `evaluate` says what
//! they mean.

use std::rc::Rc;

/// A query: one SELECT or the UNION of several.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// `WITH name (columns) AS (…)`.
    pub with: Vec<(Rc<str>, Vec<Rc<str>>, Query)>,
    pub selects: Vec<Select>,
    /// Whether every UNION is a UNION ALL.
    pub union: Union,
    pub order: Vec<Order>,
    pub limit: Option<i64>,
}

/// How several SELECTs are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Union {
    All,
    Distinct,
}

/// A SELECT.
#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    pub distinct: bool,
    pub results: Vec<(Expression, Rc<str>)>,
    pub sources: Vec<Source>,
    pub condition: Option<Expression>,
    pub group: Vec<Expression>,
    pub having: Option<Expression>,
}

/// A key of ORDER BY.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub key: Expression,
    pub descending: bool,
}

/// What stands in FROM, and how it is joined to what stands before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub item: Item,
    pub alias: Rc<str>,
    /// `AS alias (columns)`.
    pub columns: Vec<Rc<str>>,
    pub on: Option<Expression>,
    /// `USING (…)`.
    pub using: Vec<Rc<str>>,
    /// Whether what is before it stays where nothing matches.
    pub left: bool,
}

/// What rows come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Relation { schema: Option<Rc<str>>, name: Rc<str> },
    Query(Box<Query>),
    Function { name: Rc<str>, arguments: Vec<Expression>, ordinality: bool },
}

/// A call of a function or an aggregate.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub name: Rc<str>,
    pub arguments: Vec<Expression>,
    pub distinct: bool,
    pub order: Vec<Order>,
    pub filter: Option<Expression>,
}

/// How a text is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    Like,
    Ilike,
    /// `~`, and `~*` where folded.
    Regex {
        folded: bool,
    },
}

/// What `IS` asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    Null,
    True,
    False,
}

/// `ANY` or `ALL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    Any,
    All,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Column(Option<Rc<str>>, Rc<str>),
    Null,
    Bool(bool),
    Number(i64),
    /// A number of another kind: it is there, which one it is does not matter.
    Fraction,
    Text(Rc<str>),
    /// `*`, `alias.*`.
    Star(Option<Rc<str>>),
    Not(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Compare(&'static str, Box<Expression>, Box<Expression>),
    /// `IS DISTINCT FROM`.
    Distinct(Box<Expression>, Box<Expression>),
    Arithmetic(&'static str, Box<Expression>, Box<Expression>),
    Match {
        operand: Box<Expression>,
        pattern: Box<Expression>,
        matching: Matching,
    },
    In(Box<Expression>, Vec<Expression>),
    /// `left operator ANY (SELECT …)`; `IN (SELECT …)`.
    OfQuery(&'static str, Quantifier, Box<Expression>, Box<Query>),
    /// `left operator ANY (array)`.
    OfArray(&'static str, Quantifier, Box<Expression>, Box<Expression>),
    Is(Box<Expression>, Test),
    Exists(Box<Query>),
    Scalar(Box<Query>),
    /// `ARRAY(SELECT …)`.
    ArrayOf(Box<Query>),
    Call(Box<Call>),
    Cast(Box<Expression>, Rc<str>),
    Array(Vec<Expression>),
    Row(Vec<Expression>),
    Subscript(Box<Expression>, Box<Expression>),
    /// The operand of `CASE operand WHEN …` is compared already.
    Case(Vec<(Expression, Expression)>, Option<Box<Expression>>),
}

impl Expression {
    /// Calls `each` with the expressions directly inside, not those of inner queries.
    pub fn inner(&self, each: &mut dyn FnMut(&Self)) {
        match self {
            Self::Column(..) | Self::Null | Self::Bool(_) | Self::Number(_) => {}
            Self::Fraction | Self::Text(_) | Self::Star(_) => {}
            Self::Exists(_) | Self::Scalar(_) | Self::ArrayOf(_) => {}
            Self::Not(inner) | Self::Is(inner, _) | Self::Cast(inner, _) | Self::OfQuery(_, _, inner, _) => each(inner),
            Self::And(items) | Self::Or(items) | Self::Array(items) | Self::Row(items) => items.iter().for_each(each),
            Self::Compare(_, left, right)
            | Self::Distinct(left, right)
            | Self::Arithmetic(_, left, right)
            | Self::OfArray(_, _, left, right)
            | Self::Subscript(left, right)
            | Self::Match { operand: left, pattern: right, .. } => {
                each(left);
                each(right);
            }
            Self::In(left, items) => {
                each(left);
                items.iter().for_each(each);
            }
            Self::Call(call) => {
                call.arguments.iter().for_each(&mut *each);
                call.order.iter().for_each(|order| each(&order.key));
                call.filter.iter().for_each(each);
            }
            Self::Case(branches, otherwise) => {
                for (condition, result) in branches {
                    each(condition);
                    each(result);
                }
                otherwise.iter().for_each(|inner| each(inner));
            }
        }
    }

    /// Returns the query directly inside, if there is one.
    #[must_use]
    pub fn query(&self) -> Option<&Query> {
        match self {
            Self::Exists(query) | Self::Scalar(query) | Self::ArrayOf(query) | Self::OfQuery(_, _, _, query) => {
                Some(query)
            }
            _ => None,
        }
    }

    /// Returns whether an aggregate is called in it.
    #[must_use]
    pub fn is_aggregate(&self) -> bool {
        if let Self::Call(call) = self
            && is_aggregate_name(&call.name)
        {
            return true;
        }
        let mut found = false;
        self.inner(&mut |inner| found |= inner.is_aggregate());
        found
    }
}

/// Returns whether a function of this name takes all rows.
#[must_use]
pub fn is_aggregate_name(name: &str) -> bool {
    matches!(
        name,
        "count"
            | "array_agg"
            | "string_agg"
            | "bool_or"
            | "bool_and"
            | "every"
            | "max"
            | "min"
            | "sum"
            | "avg"
            | "json_agg"
            | "jsonb_agg"
            | "json_object_agg"
            | "jsonb_object_agg"
            | "xmlagg"
            | "bit_and"
            | "bit_or"
            | "bit_xor"
            | "range_agg"
            | "range_intersect_agg"
            | "any_value"
            | "stddev"
            | "stddev_pop"
            | "stddev_samp"
            | "variance"
            | "var_pop"
            | "var_samp"
            | "corr"
            | "covar_pop"
            | "covar_samp"
            | "mode"
            | "percentile_cont"
            | "percentile_disc"
    )
}
