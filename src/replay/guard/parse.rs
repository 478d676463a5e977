//! Reads a guard's SELECT; anything else is not read. Expressions are in `parse_expression`.

use super::lex::{Token, tokens};
use super::query::{Expression, Item, Order, Query, Select, Source, Union};
use std::rc::Rc;

/// Returns the query that `text` is, nothing where it is more than a guard.
#[must_use]
pub fn parse(text: &str) -> Option<Query> {
    let mut reader = Reader { tokens: tokens(text)?, at: 0, depth: 0 };
    let query = reader.query()?;
    reader.take_symbol(";");
    (reader.at == reader.tokens.len()).then_some(query)
}

pub(super) struct Reader {
    tokens: Vec<Token>,
    at: usize,
    pub(super) depth: usize,
}

/// How deeply a guard may be nested.
const MAX_DEPTH: usize = 24;

/// Words that end an expression or a name without AS.
const RESERVED: [&str; 48] = [
    "from",
    "where",
    "and",
    "or",
    "not",
    "on",
    "join",
    "left",
    "right",
    "inner",
    "limit",
    "offset",
    "order",
    "group",
    "union",
    "except",
    "intersect",
    "as",
    "in",
    "is",
    "like",
    "ilike",
    "between",
    "similar",
    "using",
    "having",
    "cross",
    "natural",
    "full",
    "then",
    "else",
    "end",
    "when",
    "asc",
    "desc",
    "by",
    "with",
    "for",
    "fetch",
    "window",
    "collate",
    "lateral",
    "nulls",
    "isnull",
    "notnull",
    "at",
    "over",
    "filter",
];

impl Reader {
    pub(super) fn query(&mut self) -> Option<Query> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut with = Vec::new();
        if self.take_word("with") {
            loop {
                with.push(self.common()?);
                if !self.take_symbol(",") {
                    break;
                }
            }
        }
        let mut selects = vec![self.select()?];
        let mut unions = Vec::new();
        while self.take_word("union") {
            unions.push(if self.take_word("all") { Union::All } else { Union::Distinct });
            selects.push(self.select()?);
        }
        let union = unions.first().copied().unwrap_or(Union::All);
        if unions.iter().any(|own| *own != union) {
            return None;
        }
        let order = if self.take_word("order") { self.order()? } else { Vec::new() };
        let limit = self.limit()?;
        self.depth -= 1;
        Some(Query { with, selects, union, order, limit })
    }

    fn common(&mut self) -> Option<(Rc<str>, Vec<Rc<str>>, Query)> {
        let name = self.name()?;
        let columns = self.names_in_parentheses()?;
        self.expect_word("as")?;
        self.take_word("materialized");
        self.expect_symbol("(")?;
        let query = self.query()?;
        self.expect_symbol(")")?;
        Some((name, columns, query))
    }

    fn select(&mut self) -> Option<Select> {
        self.expect_word("select")?;
        let distinct = self.take_word("distinct");
        if distinct && self.peek_word("on") {
            return None;
        }
        if !distinct {
            self.take_word("all");
        }
        let mut results = Vec::new();
        if !self.peek_word("from") {
            results.push(self.result()?);
            while self.take_symbol(",") {
                results.push(self.result()?);
            }
        }
        let sources = if self.take_word("from") { self.sources()? } else { Vec::new() };
        let condition = if self.take_word("where") { Some(self.expression()?) } else { None };
        let mut group = Vec::new();
        if self.take_word("group") {
            self.expect_word("by")?;
            group = self.expressions()?;
            // A constant is refused, a number counts the results.
            if group.iter().any(|own| matches!(own, Expression::Text(_) | Expression::Bool(_) | Expression::Null)) {
                return None;
            }
        }
        let having = if self.take_word("having") { Some(self.expression()?) } else { None };
        Some(Select { distinct, results, sources, condition, group, having })
    }

    pub(super) fn order(&mut self) -> Option<Vec<Order>> {
        self.expect_word("by")?;
        let mut order = Vec::new();
        loop {
            let key = self.expression()?;
            let descending = self.take_word("desc");
            self.take_word("asc");
            if self.peek_word("nulls") {
                return None;
            }
            order.push(Order { key, descending });
            if !self.take_symbol(",") {
                return Some(order);
            }
        }
    }

    fn limit(&mut self) -> Option<Option<i64>> {
        if !self.take_word("limit") {
            return Some(None);
        }
        if self.take_word("all") {
            return Some(None);
        }
        match self.next()? {
            Token::Number(number) => Some(Some(number)),
            _ => None,
        }
    }

    fn result(&mut self) -> Option<(Expression, Rc<str>)> {
        if self.take_symbol("*") {
            return Some((Expression::Star(None), "*".into()));
        }
        let expression = self.expression()?;
        let own = name_of(&expression);
        let alias = if self.take_word("as") { self.name()? } else { self.bare_alias().unwrap_or(own) };
        Some((expression, alias))
    }

    fn sources(&mut self) -> Option<Vec<Source>> {
        let mut sources = vec![self.source(false)?];
        loop {
            if self.take_symbol(",") {
                sources.push(self.source(false)?);
                continue;
            }
            let left = self.take_word("left");
            let cross = !left && self.take_word("cross");
            if left {
                self.take_word("outer");
            } else {
                self.take_word("inner");
            }
            if !self.take_word("join") {
                return (!left && !cross).then_some(sources);
            }
            let mut source = self.source(left)?;
            if self.take_word("on") {
                source.on = Some(self.expression()?);
            } else if self.take_word("using") {
                source.using = self.names_in_parentheses()?;
            } else if !cross {
                return None;
            }
            sources.push(source);
        }
    }

    fn source(&mut self, left: bool) -> Option<Source> {
        self.take_word("lateral");
        let (item, own) = self.item()?;
        let alias = if self.take_word("as") { self.name()? } else { self.bare_alias().unwrap_or(own) };
        let columns = self.names_in_parentheses()?;
        Some(Source { item, alias, columns, on: None, using: Vec::new(), left })
    }

    fn item(&mut self) -> Option<(Item, Rc<str>)> {
        if self.take_symbol("(") {
            let query = self.query()?;
            self.expect_symbol(")")?;
            return Some((Item::Query(Box::new(query)), "".into()));
        }
        let first = self.name()?;
        let (schema, name) = if self.take_symbol(".") { (Some(first), self.name()?) } else { (None, first) };
        if self.take_symbol("(") {
            let arguments = if self.peek_symbol(")") { Vec::new() } else { self.expressions()? };
            self.expect_symbol(")")?;
            let ordinality = self.take_word("with");
            if ordinality {
                self.expect_word("ordinality")?;
            }
            return Some((Item::Function { name: name.clone(), arguments, ordinality }, name));
        }
        Some((Item::Relation { schema, name: name.clone() }, name))
    }

    fn names_in_parentheses(&mut self) -> Option<Vec<Rc<str>>> {
        let mut names = Vec::new();
        if self.take_symbol("(") {
            names.push(self.name()?);
            while self.take_symbol(",") {
                names.push(self.name()?);
            }
            self.expect_symbol(")")?;
        }
        Some(names)
    }

    pub(super) fn expressions(&mut self) -> Option<Vec<Expression>> {
        let mut items = vec![self.expression()?];
        while self.take_symbol(",") {
            items.push(self.expression()?);
        }
        Some(items)
    }

    pub(super) fn enter(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= MAX_DEPTH).then_some(())
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    pub(super) fn name(&mut self) -> Option<Rc<str>> {
        match self.next()? {
            Token::Word(word) | Token::Quoted(word) => Some(word),
            _ => None,
        }
    }

    fn bare_alias(&mut self) -> Option<Rc<str>> {
        let own = match self.tokens.get(self.at)? {
            Token::Word(word) if !RESERVED.contains(&&**word) => word.clone(),
            Token::Quoted(word) => word.clone(),
            _ => return None,
        };
        self.at += 1;
        Some(own)
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn peek_word(&self, word: &str) -> bool {
        matches!(self.tokens.get(self.at), Some(Token::Word(own)) if &**own == word)
    }

    pub(super) fn peek_symbol(&self, symbol: &str) -> bool {
        matches!(self.tokens.get(self.at), Some(Token::Symbol(own)) if *own == symbol)
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let there = self.peek_word(word);
        self.at += usize::from(there);
        there
    }

    pub(super) fn take_symbol(&mut self, symbol: &str) -> bool {
        let there = self.peek_symbol(symbol);
        self.at += usize::from(there);
        there
    }

    pub(super) fn expect_word(&mut self, word: &str) -> Option<()> {
        self.take_word(word).then_some(())
    }

    pub(super) fn expect_symbol(&mut self, symbol: &str) -> Option<()> {
        self.take_symbol(symbol).then_some(())
    }
}

/// What PostgreSQL calls a result without AS (`FigureColname`).
fn name_of(expression: &Expression) -> Rc<str> {
    match expression {
        Expression::Column(_, name) => name.clone(),
        Expression::Call(call) => call.name.clone(),
        Expression::Exists(_) => "exists".into(),
        Expression::Array(_) | Expression::ArrayOf(_) => "array".into(),
        Expression::Subscript(inner, _) => name_of(inner),
        Expression::Cast(inner, target) => match &*name_of(inner) {
            "?column?" => target.trim_end_matches("[]").into(),
            own => own.into(),
        },
        Expression::Scalar(query) => match query.selects.first().and_then(|select| select.results.first()) {
            Some((_, name)) => name.clone(),
            None => "?column?".into(),
        },
        Expression::Case(_, otherwise) => match otherwise.as_deref().map(name_of) {
            Some(own) if &*own != "?column?" => own,
            _ => "case".into(),
        },
        Expression::Bool(_) => "bool".into(),
        Expression::Row(_) => "row".into(),
        _ => "?column?".into(),
    }
}
