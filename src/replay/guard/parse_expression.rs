//! Reads the expressions of a guard's SELECT, in PostgreSQL's order of precedence (manual, 4.1.6).

use super::lex::Token;
use super::parse::Reader;
use super::query::{Call, Expression, Matching, Quantifier, Test, is_aggregate_name};
use std::rc::Rc;

/// Operators without a place of their own in the order of precedence; all are read from the left.
const OTHER: [&str; 8] = ["||", "->>", "->", "#>>", "#>", "@>", "<@", "&&"];

/// The comparisons.
const COMPARISONS: [&str; 7] = ["=", "<>", "!=", "<=", ">=", "<", ">"];

impl Reader {
    pub(super) fn expression(&mut self) -> Option<Expression> {
        self.enter()?;
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
        if !self.take_word("not") {
            return self.tested();
        }
        self.enter()?;
        let inner = self.negation()?;
        self.depth -= 1;
        Some(negate(inner))
    }

    /// `IS`, looser than the comparisons.
    fn tested(&mut self) -> Option<Expression> {
        let mut own = self.comparison()?;
        loop {
            if self.take_word("isnull") {
                own = Expression::Is(Box::new(own), Test::Null);
            } else if self.take_word("notnull") {
                own = negate(Expression::Is(Box::new(own), Test::Null));
            } else if self.take_word("is") {
                let negated = self.take_word("not");
                let tested = self.test(own)?;
                own = if negated { negate(tested) } else { tested };
            } else {
                return Some(own);
            }
        }
    }

    fn test(&mut self, own: Expression) -> Option<Expression> {
        if self.take_word("distinct") {
            self.expect_word("from")?;
            return Some(Expression::Distinct(Box::new(own), Box::new(self.matched()?)));
        }
        let test = match &*self.name()? {
            "null" | "unknown" => Test::Null,
            "true" => Test::True,
            "false" => Test::False,
            _ => return None,
        };
        Some(Expression::Is(Box::new(own), test))
    }

    fn comparison(&mut self) -> Option<Expression> {
        let left = self.matched()?;
        let Some(operator) = COMPARISONS.into_iter().find(|operator| self.take_symbol(operator)) else {
            return Some(left);
        };
        self.compared(if operator == "!=" { "<>" } else { operator }, left)
    }

    fn compared(&mut self, operator: &'static str, left: Expression) -> Option<Expression> {
        let quantifier = match () {
            () if self.take_word("any") || self.take_word("some") => Quantifier::Any,
            () if self.take_word("all") => Quantifier::All,
            () => {
                let right = self.matched()?;
                return Some(Expression::Compare(operator, Box::new(left), Box::new(right)));
            }
        };
        self.expect_symbol("(")?;
        let tested = if self.is_query() {
            Expression::OfQuery(operator, quantifier, Box::new(left), Box::new(self.query()?))
        } else {
            Expression::OfArray(operator, quantifier, Box::new(left), Box::new(self.expression()?))
        };
        self.expect_symbol(")")?;
        Some(tested)
    }

    /// `LIKE`, `IN`, `BETWEEN`, and the operators that are spelt otherwise but mean the same.
    fn matched(&mut self) -> Option<Expression> {
        let left = self.other()?;
        let negated = self.take_word("not");
        let tested = if self.take_word("in") {
            self.among(left)?
        } else if self.take_word("between") {
            let low = self.other()?;
            self.expect_word("and")?;
            let high = self.other()?;
            Expression::And(vec![
                Expression::Compare(">=", Box::new(left.clone()), Box::new(low)),
                Expression::Compare("<=", Box::new(left), Box::new(high)),
            ])
        } else if self.take_word("like") {
            self.pattern(left, Matching::Like)?
        } else if self.take_word("ilike") {
            self.pattern(left, Matching::Ilike)?
        } else if negated {
            return None;
        } else {
            return self.matched_by_symbol(left);
        };
        Some(if negated { negate(tested) } else { tested })
    }

    fn matched_by_symbol(&mut self, left: Expression) -> Option<Expression> {
        const MATCHES: [(&str, bool, Matching); 8] = [
            ("~", false, Matching::Regex { folded: false }),
            ("~*", false, Matching::Regex { folded: true }),
            ("!~", true, Matching::Regex { folded: false }),
            ("!~*", true, Matching::Regex { folded: true }),
            ("~~", false, Matching::Like),
            ("~~*", false, Matching::Ilike),
            ("!~~", true, Matching::Like),
            ("!~~*", true, Matching::Ilike),
        ];
        let Some((_, negated, matching)) = MATCHES.iter().find(|(symbol, ..)| self.take_symbol(symbol)) else {
            return Some(left);
        };
        let tested = self.pattern(left, *matching)?;
        Some(if *negated { negate(tested) } else { tested })
    }

    fn pattern(&mut self, left: Expression, matching: Matching) -> Option<Expression> {
        let pattern = Box::new(self.other()?);
        if self.peek_word("escape") {
            return None;
        }
        Some(Expression::Match { operand: Box::new(left), pattern, matching })
    }

    fn among(&mut self, left: Expression) -> Option<Expression> {
        self.expect_symbol("(")?;
        let tested = if self.is_query() {
            Expression::OfQuery("=", Quantifier::Any, Box::new(left), Box::new(self.query()?))
        } else {
            Expression::In(Box::new(left), self.expressions()?)
        };
        self.expect_symbol(")")?;
        Some(tested)
    }

    fn other(&mut self) -> Option<Expression> {
        let mut left = self.sum()?;
        while let Some(operator) = OTHER.into_iter().find(|operator| self.take_symbol(operator)) {
            left = Expression::Arithmetic(operator, Box::new(left), Box::new(self.sum()?));
        }
        Some(left)
    }

    fn sum(&mut self) -> Option<Expression> {
        let mut left = self.product()?;
        while let Some(operator) = ["+", "-"].into_iter().find(|operator| self.take_symbol(operator)) {
            left = Expression::Arithmetic(operator, Box::new(left), Box::new(self.product()?));
        }
        Some(left)
    }

    fn product(&mut self) -> Option<Expression> {
        let mut left = self.signed()?;
        while let Some(operator) = ["*", "/", "%"].into_iter().find(|operator| self.take_symbol(operator)) {
            left = Expression::Arithmetic(operator, Box::new(left), Box::new(self.signed()?));
        }
        Some(left)
    }

    fn signed(&mut self) -> Option<Expression> {
        if self.take_symbol("-") {
            let zero = Box::new(Expression::Number(0));
            return Some(Expression::Arithmetic("-", zero, Box::new(self.postfix()?)));
        }
        self.postfix()
    }

    /// Casts and subscripts.
    fn postfix(&mut self) -> Option<Expression> {
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
        if &*name == "character" && self.take_word("varying") {
            name = "varchar".into();
        }
        if self.take_symbol("(") {
            // Other lengths fill, round or cut what is not followed.
            let Some(Token::Number(length)) = self.next().filter(|_| &*name == "varchar") else { return None };
            self.expect_symbol(")")?;
            return Some(format!("varchar({length})").into());
        }
        if self.take_symbol("[") {
            self.expect_symbol("]")?;
            name = format!("{name}[]").into();
        }
        Some(name)
    }

    fn is_query(&self) -> bool {
        self.peek_word("select") || self.peek_word("with")
    }

    fn primary(&mut self) -> Option<Expression> {
        if self.take_symbol("(") {
            let inner = if self.is_query() {
                Expression::Scalar(Box::new(self.query()?))
            } else {
                let mut items = self.expressions()?;
                if items.len() == 1 { items.pop()? } else { Expression::Row(items) }
            };
            self.expect_symbol(")")?;
            return Some(inner);
        }
        match self.next()? {
            Token::Text(text) => Some(Expression::Text(text)),
            Token::Number(number) => Some(Expression::Number(number)),
            Token::Quoted(name) => self.column_of(name),
            Token::Word(word) => self.word(word),
            Token::Fraction => Some(Expression::Fraction),
            Token::Symbol(_) => None,
        }
    }

    fn word(&mut self, word: Rc<str>) -> Option<Expression> {
        Some(match &*word {
            "null" => Expression::Null,
            "true" => Expression::Bool(true),
            "false" => Expression::Bool(false),
            "exists" if self.take_symbol("(") => {
                let query = self.query()?;
                self.expect_symbol(")")?;
                Expression::Exists(Box::new(query))
            }
            "array" if self.take_symbol("(") => {
                let query = self.query()?;
                self.expect_symbol(")")?;
                Expression::ArrayOf(Box::new(query))
            }
            "array" if self.take_symbol("[") => {
                let items = if self.peek_symbol("]") { Vec::new() } else { self.expressions()? };
                self.expect_symbol("]")?;
                Expression::Array(items)
            }
            "cast" if self.take_symbol("(") => {
                let inner = self.expression()?;
                self.expect_word("as")?;
                let target = self.type_name()?;
                self.expect_symbol(")")?;
                Expression::Cast(Box::new(inner), target)
            }
            "case" => self.case()?,
            "current_schema" | "current_catalog" | "current_user" | "session_user" | "user"
                if !self.peek_symbol("(") =>
            {
                Expression::Call(Box::new(call(word.clone(), Vec::new())))
            }
            "interval" | "date" | "timestamp" | "time" | "extract" | "substring" | "position" | "trim" | "overlay" => {
                // Each has a grammar of its own; as plain names they are columns.
                if matches!(self.peek(), Some(Token::Text(_))) || self.peek_symbol("(") {
                    return None;
                }
                return self.column_of(word);
            }
            _ => return self.column_of(word),
        })
    }

    fn case(&mut self) -> Option<Expression> {
        let operand = if self.peek_word("when") { None } else { Some(self.expression()?) };
        let mut branches = Vec::new();
        while self.take_word("when") {
            let value = self.expression()?;
            let condition = match &operand {
                Some(operand) => Expression::Compare("=", Box::new(operand.clone()), Box::new(value)),
                None => value,
            };
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
            if self.take_symbol("*") {
                return (parts.len() == 1).then(|| Expression::Star(parts.pop()));
            }
            parts.push(self.name()?);
        }
        let last = parts.pop()?;
        if self.take_symbol("(") {
            return self.arguments(last, &parts);
        }
        // A column of a relation with its schema is not followed.
        (parts.len() <= 1).then(|| Expression::Column(parts.pop(), last))
    }

    fn arguments(&mut self, name: Rc<str>, schema: &[Rc<str>]) -> Option<Expression> {
        if !matches!(schema, [] | [_]) || schema.first().is_some_and(|own| &**own != "pg_catalog") {
            return None;
        }
        let mut own = call(name, Vec::new());
        if self.take_symbol("*") {
            own.arguments.push(Expression::Star(None));
        } else if !self.peek_symbol(")") {
            own.distinct = self.take_word("distinct");
            own.arguments = self.expressions()?;
            if self.take_word("order") {
                own.order = self.order()?;
            }
        }
        self.expect_symbol(")")?;
        if self.take_word("filter") {
            self.expect_symbol("(")?;
            self.expect_word("where")?;
            own.filter = Some(self.expression()?);
            self.expect_symbol(")")?;
        }
        let is_plain = !own.distinct && own.order.is_empty() && own.filter.is_none();
        let is_window = self.peek_word("over") || self.peek_word("within");
        (!is_window && (is_plain || is_aggregate_name(&own.name))).then(|| Expression::Call(Box::new(own)))
    }
}

fn negate(inner: Expression) -> Expression {
    Expression::Not(Box::new(inner))
}

fn call(name: Rc<str>, arguments: Vec<Expression>) -> Call {
    Call { name, arguments, distinct: false, order: Vec::new(), filter: None }
}
