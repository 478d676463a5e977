//! Operators: which types they take (PostgreSQL 15, `parse_oper.c`, `pg_operator.dat`).

use super::expression::{Scopes, query_in};
use super::types::{Category, Of, Own, Stability, element_of, without_length};
use super::{Judge, Judged, open, refused, unread};
use crate::schema::{DataType, SqlState};
use squawk_syntax::ast::{self, AstNode, BinOp, PostfixOp, PrefixOp};

impl Judge<'_> {
    pub(super) fn binary(&self, own: &ast::BinExpr, scopes: Scopes<'_>) -> Judged<Own> {
        let (lhs, rhs, op) = (unread(own.lhs())?, unread(own.rhs())?, unread(own.op())?);
        let left = self.expr(&lhs, scopes)?;
        let word = match &op {
            BinOp::And(_) | BinOp::Or(_) => {
                let word = if matches!(op, BinOp::And(_)) { "AND" } else { "OR" };
                self.is_boolean(&left, word)?;
                let right = self.condition(&rhs, scopes, word)?;
                return Ok(Own::boolean().after([&left, &right]));
            }
            BinOp::In(_) | BinOp::NotIn(_) => return self.membership(&left, &rhs, scopes),
            BinOp::Is(_) | BinOp::IsNot(_) => {
                let word = rhs.syntax().text().to_string().to_ascii_uppercase();
                return match word.as_str() {
                    "NULL" => Ok(Own { null: false, ..Own::boolean().after([&left]) }),
                    "TRUE" | "FALSE" | "UNKNOWN" => {
                        self.is_boolean(&left, &format!("IS {word}"))?;
                        Ok(Own { null: false, ..Own::boolean().after([&left]) })
                    }
                    _ => open("limbeck does not weigh a part of an expression"),
                };
            }
            BinOp::AtTimeZone(_) if !matches!(rhs, ast::Expr::BinExpr(_)) => {
                return self.at_zone(&left, &self.expr(&rhs, scopes)?);
            }
            BinOp::CustomOp(_) => return self.chain(left, &op, &rhs, scopes),
            BinOp::Eq(_) => "=",
            BinOp::Neq(_) | BinOp::Neqb(_) => "<>",
            BinOp::LAngle(_) => "<",
            BinOp::RAngle(_) => ">",
            BinOp::Lteq(_) => "<=",
            BinOp::Gteq(_) => ">=",
            BinOp::IsDistinctFrom(_) | BinOp::IsNotDistinctFrom(_) => "=",
            BinOp::Plus(_) => "+",
            BinOp::Minus(_) => "-",
            BinOp::Star(_) => "*",
            BinOp::Slash(_) => "/",
            BinOp::Percent(_) => "%",
            BinOp::Like(_) => "~~",
            BinOp::Ilike(_) => "~~*",
            BinOp::NotLike(_) => "!~~",
            BinOp::NotIlike(_) => "!~~*",
            _ => return open("limbeck does not weigh an operator"),
        };
        if let ast::Expr::CallExpr(call) = &rhs
            && (call.any_fn().is_some() || call.all_fn().is_some() || call.some_fn().is_some())
        {
            return self.quantified(&left, word, call, scopes);
        }
        let right = self.expr(&rhs, scopes)?;
        self.operate(&left, word, &right)
    }

    fn operate(&self, left: &Own, word: &str, right: &Own) -> Judged<Own> {
        match word {
            "=" | "<>" | "<" | ">" | "<=" | ">=" => self.compare(left, word, right),
            "~~" | "~~*" | "!~~" | "!~~*" | "~" | "~*" | "!~" | "!~*" => self.matches(left, word, right),
            "+" | "-" | "*" | "/" | "%" => self.reckon(left, word, right),
            "||" => self.concatenate(left, right),
            "->" | "->>" | "#>" | "#>>" => self.inside(left, word, right),
            "@>" | "<@" | "?" | "?|" | "?&" => self.contains(left, word, right),
            _ => open(format!("limbeck does not weigh the operator {word}")),
        }
    }

    /// The parser nests these operators to the right; PostgreSQL, to the left.
    fn chain(&self, left: Own, op: &BinOp, rhs: &ast::Expr, scopes: Scopes<'_>) -> Judged<Own> {
        let text = |op: &BinOp| match op {
            BinOp::CustomOp(own) => Some(own.syntax().text().to_string().replace("!=", "<>")),
            _ => None,
        };
        let (mut own, mut word, mut rest) = (left, unread(text(op))?, rhs.clone());
        while let ast::Expr::BinExpr(next) = &rest {
            let Some(following) = next.op().as_ref().and_then(text) else { break };
            own = self.operate(&own, &word, &self.expr(&unread(next.lhs())?, scopes)?)?;
            (word, rest) = (following, unread(next.rhs())?);
        }
        if let ast::Expr::CallExpr(call) = &rest
            && (call.any_fn().is_some() || call.all_fn().is_some())
        {
            return self.quantified(&own, &word, call, scopes);
        }
        self.operate(&own, &word, &self.expr(&rest, scopes)?)
    }

    fn no_operator<T>(&self, left: &Own, word: &str, right: &Own) -> Judged<T> {
        let message = format!("operator does not exist: {} {word} {}", left.word(), right.word());
        refused(SqlState::UNDEFINED_FUNCTION, message)
    }

    /// Judges a comparison.
    pub(super) fn compare(&self, left: &Own, word: &str, right: &Own) -> Judged<Own> {
        let out = Own::boolean().after([left, right]);
        let (of, text) = match (&left.of, &right.of) {
            (Of::Type(of), Of::Literal) => (of, right.literal.as_deref()),
            (Of::Literal, Of::Type(of)) => (of, left.literal.as_deref()),
            (Of::Type(a), Of::Type(b)) => return self.compare_typed((left, a), word, (right, b), out),
            (Of::Type(of), Of::Null) | (Of::Null, Of::Type(of)) if self.category(of) != Category::Json => {
                return Ok(out);
            }
            (Of::Type(_), _) | (_, Of::Type(_)) => return open("limbeck does not weigh a comparison of json"),
            _ => return Ok(out),
        };
        if self.category(of) == Category::Json {
            return self.no_operator(left, word, right);
        }
        self.reads(text.unwrap_or(""), &self.base(of))?;
        Ok(out)
    }

    fn compare_typed(
        &self,
        (left, a): (&Own, &DataType),
        word: &str,
        (right, b): (&Own, &DataType),
        out: Own,
    ) -> Judged<Own> {
        use Category as C;
        let (x, y) = (self.category(a), self.category(b));
        match (&x, &y) {
            (C::Json, C::Json) => self.no_operator(left, word, right),
            _ if is_oid(a) && is_oid(b) => Ok(out),
            (C::Other | C::Array, _) | (_, C::Other | C::Array) if self.base(a) != self.base(b) => {
                open(format!("limbeck does not know whether {} and {} are compared", left.word(), right.word()))
            }
            (C::Other, _) => match ["=", "<>"].contains(&word) && a.is_builtin("inet") {
                true => Ok(out),
                false => open(format!("limbeck does not know whether {} is compared", left.word())),
            },
            // citext compares with text by another operator.
            _ if x == y => Ok(out),
            (C::Interval | C::Clock | C::Bytes, _) | (_, C::Interval | C::Clock | C::Bytes) => {
                open(format!("limbeck does not know whether {} and {} are compared", left.word(), right.word()))
            }
            _ => self.no_operator(left, word, right),
        }
    }

    fn matches(&self, left: &Own, word: &str, right: &Own) -> Judged<Own> {
        for own in [left, right] {
            match self.category_of(own) {
                None | Some(Category::Text) => {}
                Some(Category::Other | Category::Array | Category::Bytes) => {
                    return open(format!("limbeck does not weigh the operator {word}"));
                }
                Some(_) => return self.no_operator(left, word, right),
            }
        }
        // A pattern can be no regular expression.
        let plain = |text: &String| !text.contains(['\\', '(', '[', '{', '*', '+', '?']) || word.contains("~~");
        let fails = !word.contains("~~") && !right.literal.as_ref().is_some_and(plain);
        if fails && right.literal.is_some() {
            return open("limbeck does not read regular expressions");
        }
        let out = Own::boolean().after([left, right]);
        Ok(if fails { out.failing() } else { out })
    }

    fn reckon(&self, left: &Own, word: &str, right: &Own) -> Judged<Own> {
        use Category as C;
        let (x, y) = (self.category_of(left), self.category_of(right));
        let divides = matches!(word, "/" | "%");
        let is_zero = |own: &Own| own.literal.as_ref().is_some_and(|own| own.parse() == Ok(0.0_f64));
        if divides && is_zero(right) && left.literal.is_some() {
            return open("a division by zero, which PostgreSQL may compute at once");
        }
        let number = |own: &Own, text: Option<&str>, of: &DataType| -> Judged<Own> {
            self.reads(text.unwrap_or(""), of)?;
            Ok(Own::typed(of.clone()).after([own]).failing())
        };
        match (&left.of, &right.of, x, y) {
            (Of::Type(a), Of::Type(b), Some(C::Number), Some(C::Number)) => {
                let common = crate::sql::expression::common_number(&self.base(a), &self.base(b));
                let Some(common) = common else { return open("limbeck does not weigh the types of a calculation") };
                let is_small = |own: &Own| {
                    let value = own.literal.as_deref().and_then(|own| own.parse::<i64>().ok());
                    value.is_some_and(|own| (1..10_000).contains(&own))
                };
                let is_safe = is_small(left) && is_small(right);
                let out = Own::typed(common).after([left, right]);
                Ok(if is_safe { out } else { out.failing() })
            }
            (Of::Type(a), Of::Literal, Some(C::Number), _) => number(left, right.literal.as_deref(), a),
            (Of::Literal, Of::Type(b), _, Some(C::Number)) => number(right, left.literal.as_deref(), b),
            (Of::Type(a), _, Some(C::Time), Some(C::Interval)) if word != "*" => {
                let is_date = a.is_builtin("date");
                let of = if is_date { DataType::builtin("timestamp without time zone") } else { a.clone() };
                Ok(Own::typed(of).after([left, right]))
            }
            (Of::Type(a), Of::Type(b), Some(C::Time), Some(C::Number)) => match a.is_builtin("date") {
                true if b.is_builtin("integer") && matches!(word, "+" | "-") => {
                    Ok(Own::typed(a.clone()).after([left, right]).failing())
                }
                true => open("limbeck does not weigh the types of a calculation"),
                false => self.no_operator(left, word, right),
            },
            (Of::Type(_), Of::Type(_), Some(C::Time), Some(C::Time)) if word == "-" => {
                let both = left.is_builtin("date") && right.is_builtin("date");
                Ok(Own::builtin(if both { "integer" } else { "interval" }).after([left, right]))
            }
            (_, _, Some(C::Interval), Some(C::Interval)) if matches!(word, "+" | "-") => {
                Ok(Own::builtin("interval").after([left, right]))
            }
            (_, _, Some(C::Text | C::Boolean), Some(C::Number | C::Text | C::Boolean))
            | (_, _, Some(C::Number), Some(C::Text | C::Boolean)) => self.no_operator(left, word, right),
            (_, Of::Type(of), Some(C::Jsonb), _)
                if word == "-" && (self.category(of) == C::Text || of.is_builtin("integer")) =>
            {
                Ok(Own::builtin("jsonb").after([left, right]).failing())
            }
            (_, Of::Literal, Some(C::Jsonb), _) if word == "-" => {
                Ok(Own::builtin("jsonb").after([left, right]).failing())
            }
            _ => open("limbeck does not weigh the types of a calculation"),
        }
    }

    /// Judges `AT TIME ZONE`, which takes a zone away or gives one.
    fn at_zone(&self, left: &Own, zone: &Own) -> Judged<Own> {
        let unsure = || open("limbeck does not weigh a time zone");
        let of = match () {
            () if left.is_builtin("timestamp without time zone") => "timestamp with time zone",
            () if left.is_builtin("timestamp with time zone") => "timestamp without time zone",
            () => return unsure(),
        };
        if !matches!(self.category_of(zone), None | Some(Category::Text)) || zone.of == Of::Null {
            return unsure();
        }
        let is_known = zone.literal.as_deref().is_some_and(|own| ["utc", "gmt"].contains(&&*own.to_ascii_lowercase()));
        let out = Own::builtin(of).after([left, zone]);
        match is_known {
            true => Ok(out),
            // What is computed from no column may be computed at once.
            false if left.stability == Stability::Immutable && left.literal.is_some() => unsure(),
            false => Ok(out.failing()),
        }
    }

    fn concatenate(&self, left: &Own, right: &Own) -> Judged<Own> {
        use Category as C;
        let out = |name: &str| Ok(Own::builtin(name).after([left, right]));
        match (self.category_of(left), self.category_of(right)) {
            (Some(C::Array), _) | (_, Some(C::Array)) => open("limbeck does not weigh the operator ||"),
            (Some(C::Text), Some(C::Text) | None) | (None, Some(C::Text)) => out("text"),
            // What is no string is printed first (`textanycat`).
            (Some(C::Text), Some(C::Number | C::Boolean | C::Uuid))
            | (Some(C::Number | C::Boolean | C::Uuid), Some(C::Text)) => out("text"),
            (Some(C::Text), _) | (_, Some(C::Text)) => {
                Ok(Own::builtin("text").after([left, right]).at_least(Stability::Stable))
            }
            (None, None) => out("text"),
            (Some(C::Jsonb), Some(C::Jsonb)) => Ok(Own::builtin("jsonb").after([left, right])),
            (Some(C::Jsonb), None) | (None, Some(C::Jsonb)) => {
                let text = left.literal.as_deref().or(right.literal.as_deref());
                self.reads(text.unwrap_or("null"), &DataType::builtin("jsonb"))?;
                out("jsonb")
            }
            (None, Some(C::Number | C::Boolean | C::Time | C::Uuid))
            | (Some(C::Number | C::Boolean | C::Time | C::Uuid), None) => out("text"),
            (Some(C::Number | C::Boolean | C::Time | C::Uuid), Some(C::Number | C::Boolean | C::Time | C::Uuid)) => {
                self.no_operator(left, "||", right)
            }
            _ => open("limbeck does not weigh the operator ||"),
        }
    }

    /// Judges the operators that look into jsonb.
    fn contains(&self, left: &Own, word: &str, right: &Own) -> Judged<Own> {
        let jsonb = DataType::builtin("jsonb");
        let beside = match word {
            "?" => DataType::builtin("text"),
            "?|" | "?&" => DataType::builtin("text").into_array(),
            _ => jsonb.clone(),
        };
        let has_jsonb = [left, right].iter().any(|own| own.is_builtin("jsonb"));
        for (own, of) in [(left, &jsonb), (right, &beside)] {
            match &own.of {
                Of::Literal if has_jsonb => self.reads(own.literal.as_deref().unwrap_or_default(), of)?,
                Of::Type(from) if has_jsonb && self.category(from) == self.category(of) && !from.array => {}
                Of::Type(from) if has_jsonb && from == of => {}
                _ => return open(format!("limbeck does not weigh the operator {word}")),
            }
        }
        Ok(Own::boolean().after([left, right]))
    }

    fn inside(&self, left: &Own, word: &str, right: &Own) -> Judged<Own> {
        use Category as C;
        let path = DataType::builtin("text").into_array();
        match (&right.of, word.starts_with('#')) {
            (Of::Literal, true) => self.reads(right.literal.as_deref().unwrap_or_default(), &path)?,
            (Of::Type(of), true) if *of == path => {}
            (Of::Type(of), false) if self.category(of) == C::Text || right.is_builtin("integer") => {}
            (Of::Literal, false) => {}
            _ => return open(format!("limbeck does not weigh the operator {word}")),
        }
        let of = match self.category_of(left) {
            Some(C::Json) => "json",
            Some(C::Jsonb) => "jsonb",
            Some(C::Other) | None => return open(format!("limbeck does not weigh the operator {word}")),
            Some(_) => return self.no_operator(left, word, right),
        };
        let of = if word.ends_with(">>") { "text" } else { of };
        Ok(Own { null: true, ..Own::builtin(of).after([left, right]) })
    }

    fn membership(&self, left: &Own, rhs: &ast::Expr, scopes: Scopes<'_>) -> Judged<Own> {
        let mut all = vec![left.clone()];
        match rhs {
            ast::Expr::TupleExpr(tuple) => {
                for expr in tuple.exprs() {
                    let right = self.expr(&expr, scopes)?;
                    all.push(self.compare(left, "=", &right)?);
                }
            }
            ast::Expr::ParenExpr(paren) => match paren.expr() {
                Some(expr) => all.push(self.compare(left, "=", &self.expr(&expr, scopes)?)?),
                None => {
                    let output = self.variant(&unread(query_in(paren))?, scopes)?;
                    let [column] = output.columns.as_slice() else {
                        return open("a subquery of IN gives more than one column");
                    };
                    all.push(self.compare(left, "=", &column.clone().resolved().own)?);
                }
            },
            _ => return open("limbeck does not weigh an IN"),
        }
        Ok(Own::boolean().after(&all))
    }

    fn quantified(&self, left: &Own, word: &str, call: &ast::CallExpr, scopes: Scopes<'_>) -> Judged<Own> {
        let array = call.any_fn().and_then(|own| own.expr()).or_else(|| call.all_fn().and_then(|own| own.expr()));
        let array = self.expr(&unread(array)?, scopes)?;
        let element = match &array.of {
            Of::Type(of) if of.array => Own { of: Of::Type(element_of(of)), literal: None, ..array.clone() },
            // A literal is read as an array of what stands on the left.
            Of::Literal
                if let (Of::Type(of), Some(text)) = (&left.of, &array.literal)
                    && !of.array =>
            {
                let of = without_length(of);
                self.reads(text, &DataType { array: true, ..of.clone() })?;
                Own { of: Of::Type(of), literal: None, ..array.clone() }
            }
            _ => return open("limbeck does not weigh an array"),
        };
        self.operate(left, word, &element)
    }

    pub(super) fn prefix(&self, own: &ast::PrefixExpr, scopes: Scopes<'_>) -> Judged<Own> {
        let inner = self.expr(&unread(own.expr())?, scopes)?;
        match unread(own.op())? {
            PrefixOp::Not(_) => {
                self.is_boolean(&inner, "NOT")?;
                Ok(Own::boolean().after([&inner]))
            }
            PrefixOp::Minus(_) | PrefixOp::Plus(_) => match self.category_of(&inner) {
                Some(Category::Number) => {
                    let is_minus = matches!(own.op(), Some(PrefixOp::Minus(_)));
                    let literal =
                        inner.literal.as_ref().map(|text| if is_minus { format!("-{text}") } else { text.clone() });
                    Ok(Own { fails: inner.fails || literal.is_none(), literal, ..inner })
                }
                _ => open("limbeck does not weigh the types of a calculation"),
            },
            _ => open("limbeck does not weigh an operator"),
        }
    }

    pub(super) fn postfix(&self, own: &ast::PostfixExpr, scopes: Scopes<'_>) -> Judged<Own> {
        let inner = self.expr(&unread(own.expr())?, scopes)?;
        match unread(own.op())? {
            PostfixOp::IsNull(_) | PostfixOp::NotNull(_) => Ok(Own { null: false, ..Own::boolean().after([&inner]) }),
            _ => open("limbeck does not weigh an operator"),
        }
    }
}

/// Returns whether a type is one of those whose values are numbers of objects (PostgreSQL 15, 8.19).
fn is_oid(of: &DataType) -> bool {
    !of.array && ["oid", "regclass", "regtype", "regproc", "regnamespace"].iter().any(|name| of.is_builtin(name))
}
