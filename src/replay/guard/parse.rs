//! Reads a guard's SELECT; anything else is not read.

use super::lex::{Token, tokens};
use super::query::{Expression, Query, Source};
use std::rc::Rc;

/// Returns the SELECT that `text` is, nothing where it is more than a guard.
#[must_use]
pub fn parse(text: &str) -> Option<Query> {
    let mut reader = Reader { tokens: tokens(text)?, at: 0, depth: 0 };
    let query = reader.query()?;
    reader.take_symbol(";");
    (reader.at == reader.tokens.len()).then_some(query)
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

/// How deeply a guard may be nested.
const MAX_DEPTH: usize = 24;

/// Words that end an expression or a name without AS.
const RESERVED: [&str; 22] = [
    "from", "where", "and", "or", "not", "on", "join", "left", "inner", "limit", "order", "group", "union", "as", "in",
    "is", "like", "ilike", "using", "having", "cross", "full",
];

impl Reader {
    fn query(&mut self) -> Option<Query> {
        self.expect_word("select")?;
        let distinct = self.take_word("distinct");
        let mut results = vec![self.result()?];
        while self.take_symbol(",") {
            results.push(self.result()?);
        }
        let mut sources = Vec::new();
        if self.take_word("from") {
            sources.push(self.source(false)?);
            loop {
                if self.take_symbol(",") {
                    sources.push(self.source(false)?);
                } else if self.peek_word("join")
                    || self.peek_word("inner")
                    || self.peek_word("left")
                    || self.peek_word("cross")
                {
                    let left = self.take_word("left");
                    self.take_word("outer");
                    self.take_word("inner");
                    self.take_word("cross");
                    self.expect_word("join")?;
                    let mut source = self.source(left)?;
                    if self.take_word("on") {
                        source.on = Some(self.expression()?);
                    } else if self.take_word("using") {
                        self.expect_symbol("(")?;
                        source.using.push(self.name()?);
                        while self.take_symbol(",") {
                            source.using.push(self.name()?);
                        }
                        self.expect_symbol(")")?;
                    }
                    sources.push(source);
                } else {
                    break;
                }
            }
        }
        let condition = if self.take_word("where") { Some(self.expression()?) } else { None };
        let mut order = Vec::new();
        if self.take_word("order") {
            self.expect_word("by")?;
            loop {
                let key = self.expression()?;
                let descending = self.take_word("desc");
                self.take_word("asc");
                order.push((key, descending));
                if !self.take_symbol(",") {
                    break;
                }
            }
        }
        let mut limit = None;
        if self.take_word("limit") {
            let Some(Token::Number(number)) = self.next() else { return None };
            limit = Some(number);
        }
        Some(Query { results, sources, condition, distinct, order, limit })
    }

    fn result(&mut self) -> Option<(Expression, Rc<str>)> {
        if self.take_symbol("*") {
            return Some((Expression::Star, "*".into()));
        }
        let expression = self.expression()?;
        let own: Rc<str> = match &expression {
            Expression::Column(_, name) | Expression::Call(name, _) => name.clone(),
            Expression::Exists(_) => "exists".into(),
            Expression::Cast(inner, target) => match &**inner {
                Expression::Column(_, name) => name.clone(),
                _ => target.clone(),
            },
            _ => "?column?".into(),
        };
        let alias = if self.take_word("as") { self.name()? } else { self.bare_alias().unwrap_or(own) };
        Some((expression, alias))
    }

    fn source(&mut self, left: bool) -> Option<Source> {
        let first = self.name()?;
        let relation: Rc<str> = if self.take_symbol(".") {
            let second = self.name()?;
            if &*first == "pg_catalog" { second } else { format!("{first}.{second}").into() }
        } else {
            first
        };
        let own: Rc<str> = relation.rsplit('.').next().unwrap_or(&relation).into();
        let alias = if self.take_word("as") { self.name()? } else { self.bare_alias().unwrap_or(own) };
        Some(Source { relation, alias, on: None, using: Vec::new(), left })
    }

    fn expression(&mut self) -> Option<Expression> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut operands = vec![self.conjunction()?];
        while self.take_word("or") {
            operands.push(self.conjunction()?);
        }
        self.depth -= 1;
        if operands.len() == 1 { operands.pop() } else { Some(Expression::Or(operands)) }
    }

    fn conjunction(&mut self) -> Option<Expression> {
        let mut operands = vec![self.negation()?];
        while self.take_word("and") {
            operands.push(self.negation()?);
        }
        if operands.len() == 1 { operands.pop() } else { Some(Expression::And(operands)) }
    }

    fn negation(&mut self) -> Option<Expression> {
        if self.take_word("not") {
            return Some(Expression::Not(Box::new(self.negation()?)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Option<Expression> {
        let left = self.concatenation()?;
        if self.take_word("is") {
            let negated = self.take_word("not");
            let tested = if self.take_word("null") {
                Expression::IsNull(Box::new(left))
            } else if self.take_word("true") {
                is_exactly(left, true)
            } else if self.take_word("false") {
                is_exactly(left, false)
            } else {
                return None;
            };
            return Some(if negated { Expression::Not(Box::new(tested)) } else { tested });
        }
        let negated = self.take_word("not");
        if self.take_word("in") {
            self.expect_symbol("(")?;
            let tested = if self.peek_word("select") {
                Expression::InQuery(Box::new(left), Box::new(self.query()?))
            } else {
                let mut items = Vec::new();
                while !self.peek_symbol(")") {
                    items.push(self.expression()?);
                    if !self.take_symbol(",") {
                        break;
                    }
                }
                Expression::In(Box::new(left), items)
            };
            self.expect_symbol(")")?;
            return Some(if negated { Expression::Not(Box::new(tested)) } else { tested });
        }
        for (word, folded) in [("like", false), ("ilike", true)] {
            if self.take_word(word) {
                let pattern = Box::new(self.concatenation()?);
                let tested = Expression::Like { operand: Box::new(left), pattern, folded };
                return Some(if negated { Expression::Not(Box::new(tested)) } else { tested });
            }
        }
        if negated {
            return None;
        }
        for operator in ["=", "<>", "!=", "<=", ">=", "<", ">"] {
            if self.take_symbol(operator) {
                if operator == "=" && (self.take_word("any") || self.take_word("some")) {
                    return self.any_of(left);
                }
                let right = self.concatenation()?;
                return Some(Expression::Compare(operator, Box::new(left), Box::new(right)));
            }
        }
        Some(left)
    }

    fn any_of(&mut self, left: Expression) -> Option<Expression> {
        self.expect_symbol("(")?;
        let tested = if self.peek_word("select") {
            Expression::InQuery(Box::new(left), Box::new(self.query()?))
        } else {
            match self.expression()? {
                Expression::Array(items) => Expression::In(Box::new(left), items),
                Expression::Cast(inner, _) => match *inner {
                    Expression::Array(items) => Expression::In(Box::new(left), items),
                    _ => return None,
                },
                Expression::Call(name, arguments) => {
                    Expression::Call(format!("in_{name}").into(), std::iter::once(left).chain(arguments).collect())
                }
                array @ (Expression::Column(..) | Expression::Subscript(..)) => {
                    Expression::AnyOf(Box::new(left), Box::new(array))
                }
                _ => return None,
            }
        };
        self.expect_symbol(")")?;
        Some(tested)
    }

    fn concatenation(&mut self) -> Option<Expression> {
        let mut left = self.cast()?;
        while self.take_symbol("||") {
            left = Expression::Concatenate(Box::new(left), Box::new(self.cast()?));
        }
        Some(left)
    }

    fn cast(&mut self) -> Option<Expression> {
        let mut own = self.primary()?;
        loop {
            if self.take_symbol("::") {
                own = Expression::Cast(Box::new(own), self.type_name()?);
            } else if self.take_symbol("[") {
                let at = self.expression()?;
                self.expect_symbol("]")?;
                own = Expression::Subscript(Box::new(own), Box::new(at));
            } else {
                return Some(own);
            }
        }
    }

    fn type_name(&mut self) -> Option<Rc<str>> {
        let mut name = self.name()?;
        if self.take_symbol(".") {
            name = self.name()?;
        }
        if self.take_symbol("[") {
            self.expect_symbol("]")?;
        }
        Some(name)
    }

    fn primary(&mut self) -> Option<Expression> {
        if self.take_symbol("(") {
            let inner =
                if self.peek_word("select") { Expression::Scalar(Box::new(self.query()?)) } else { self.expression()? };
            self.expect_symbol(")")?;
            return Some(inner);
        }
        match self.next()? {
            Token::Text(text) => Some(Expression::Text(text)),
            Token::Number(number) => Some(Expression::Number(number)),
            Token::Quoted(name) => self.column_of(name),
            Token::Word(word) => match &*word {
                "null" => Some(Expression::Null),
                "true" => Some(Expression::Bool(true)),
                "false" => Some(Expression::Bool(false)),
                "exists" => {
                    self.expect_symbol("(")?;
                    let query = self.query()?;
                    self.expect_symbol(")")?;
                    Some(Expression::Exists(Box::new(query)))
                }
                "array" if self.take_symbol("[") => {
                    let mut items = Vec::new();
                    while !self.peek_symbol("]") {
                        items.push(self.expression()?);
                        if !self.take_symbol(",") {
                            break;
                        }
                    }
                    self.expect_symbol("]")?;
                    Some(Expression::Array(items))
                }
                "cast" if self.take_symbol("(") => {
                    let inner = self.expression()?;
                    self.expect_word("as")?;
                    let target = self.type_name()?;
                    self.expect_symbol(")")?;
                    Some(Expression::Cast(Box::new(inner), target))
                }
                "case" => self.case(),
                "current_schema" if !self.peek_symbol("(") => Some(Expression::Call(word, Vec::new())),
                word if RESERVED.contains(&word) => None,
                _ => self.column_of(word),
            },
            Token::Symbol(_) => None,
        }
    }

    fn case(&mut self) -> Option<Expression> {
        let mut branches = Vec::new();
        while self.take_word("when") {
            let condition = self.expression()?;
            self.expect_word("then")?;
            branches.push((condition, self.expression()?));
        }
        let otherwise = if self.take_word("else") { Some(Box::new(self.expression()?)) } else { None };
        self.expect_word("end")?;
        (!branches.is_empty()).then_some(Expression::Case(branches, otherwise))
    }

    fn column_of(&mut self, first: Rc<str>) -> Option<Expression> {
        let mut parts = vec![first];
        while self.take_symbol(".") {
            parts.push(self.name()?);
        }
        let last = parts.pop()?;
        if self.take_symbol("(") {
            let mut arguments = Vec::new();
            if self.take_symbol("*") {
                arguments.push(Expression::Star);
            } else {
                while !self.peek_symbol(")") {
                    arguments.push(self.expression()?);
                    if !self.take_symbol(",") {
                        break;
                    }
                }
            }
            self.expect_symbol(")")?;
            return Some(Expression::Call(last, arguments));
        }
        Some(Expression::Column(parts.pop(), last))
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn name(&mut self) -> Option<Rc<str>> {
        match self.next()? {
            Token::Word(word) | Token::Quoted(word) => Some(word),
            _ => None,
        }
    }

    fn bare_alias(&mut self) -> Option<Rc<str>> {
        match self.tokens.get(self.at)? {
            Token::Word(word)
                if !RESERVED.contains(&&**word)
                    && !matches!(&**word, "then" | "else" | "end" | "when" | "asc" | "desc" | "by") =>
            {
                let word = word.clone();
                self.at += 1;
                Some(word)
            }
            Token::Quoted(word) => {
                let word = word.clone();
                self.at += 1;
                Some(word)
            }
            _ => None,
        }
    }

    fn peek_word(&self, word: &str) -> bool {
        matches!(self.tokens.get(self.at), Some(Token::Word(own)) if &**own == word)
    }

    fn peek_symbol(&self, symbol: &str) -> bool {
        matches!(self.tokens.get(self.at), Some(Token::Symbol(own)) if *own == symbol)
    }

    fn take_word(&mut self, word: &str) -> bool {
        let there = self.peek_word(word);
        self.at += usize::from(there);
        there
    }

    fn take_symbol(&mut self, symbol: &str) -> bool {
        let there = self.peek_symbol(symbol);
        self.at += usize::from(there);
        there
    }

    fn expect_word(&mut self, word: &str) -> Option<()> {
        self.take_word(word).then_some(())
    }

    fn expect_symbol(&mut self, symbol: &str) -> Option<()> {
        self.take_symbol(symbol).then_some(())
    }
}

/// `IS TRUE`, `IS FALSE`: never NULL.
fn is_exactly(left: Expression, truth: bool) -> Expression {
    let null = Expression::IsNull(Box::new(left.clone()));
    let same = Expression::Compare("=", Box::new(left), Box::new(Expression::Bool(truth)));
    Expression::And(vec![Expression::Not(Box::new(null)), same])
}
