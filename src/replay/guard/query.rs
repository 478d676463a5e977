//! The SELECTs that guards are: relations joined, conditions, a list of results. `parse` reads them, `evaluate` says what
//! they mean.

use std::rc::Rc;

/// A SELECT.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub results: Vec<(Expression, Rc<str>)>,
    pub sources: Vec<Source>,
    pub condition: Option<Expression>,
    pub distinct: bool,
    pub order: Vec<(Expression, bool)>,
    pub limit: Option<i64>,
}

/// A relation in FROM.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Without `pg_catalog`; `information_schema.tables` keeps its schema.
    pub relation: Rc<str>,
    pub alias: Rc<str>,
    pub on: Option<Expression>,
    /// `USING (…)`.
    pub using: Vec<Rc<str>>,
    pub left: bool,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Column(Option<Rc<str>>, Rc<str>),
    Null,
    Bool(bool),
    Number(i64),
    Text(Rc<str>),
    Star,
    Not(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Compare(&'static str, Box<Expression>, Box<Expression>),
    Like { operand: Box<Expression>, pattern: Box<Expression>, folded: bool },
    In(Box<Expression>, Vec<Expression>),
    InQuery(Box<Expression>, Box<Query>),
    IsNull(Box<Expression>),
    Exists(Box<Query>),
    Scalar(Box<Query>),
    Call(Rc<str>, Vec<Expression>),
    Cast(Box<Expression>, Rc<str>),
    Concatenate(Box<Expression>, Box<Expression>),
    Array(Vec<Expression>),
    /// `array[…]`.
    Subscript(Box<Expression>, Box<Expression>),
    /// `left = ANY (array)`.
    AnyOf(Box<Expression>, Box<Expression>),
    Case(Vec<(Expression, Expression)>, Option<Box<Expression>>),
}
