//! Calls of functions that PostgreSQL brings (PostgreSQL 15, `ParseFuncOrColumn`); others are in `routine_call`.

use super::aggregate::is_aggregate;
use super::expression::{Scopes, WORDS};
use super::types::{Category, Of, Own, Stability, element_of, is_whole, words_of};
use super::{Judge, Judged, functions, open, refused, unread};
use crate::name::Name;
use crate::operation::RelationRef;
use crate::schema::{DataType, SqlState, Stored};
use crate::sql::builtin;
use crate::sql::names::{parse_relation, path_of_expr, relation_of};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Judge<'_> {
    pub(super) fn call(&self, own: &ast::CallExpr, scopes: Scopes<'_>) -> Judged<Own> {
        if own.within_clause().is_some() || own.null_treatment().is_some() {
            return open("limbeck does not weigh a window function");
        }
        if let Some(exists) = own.exists_fn() {
            self.variant(&unread(exists.select_variant())?, scopes)?;
            return Ok(Own { null: false, ..Own::boolean() });
        }
        let Some(list) = own.arg_list() else { return self.grammar(own, scopes) };
        let name = unread(own.expr().as_ref().and_then(path_of_expr).and_then(relation_of))?;
        if own.over_clause().is_some() {
            return self.windowed(own, &name, scopes);
        }
        if list.star_token().is_some() {
            if let Some(filter) = own.filter_clause() {
                self.condition(&unread(filter.expr())?, scopes, "FILTER")?;
            }
            return if name.name.as_str() == "count" {
                self.aggregate("count", &[Own { null: false, ..Own::boolean() }])
            } else {
                open("limbeck does not weigh a call with *")
            };
        }
        let word = name.name.as_str();
        let allowed = self.aggregates.get();
        if is_aggregate(word) {
            if is_of_outer(&list, scopes) {
                return open("limbeck does not weigh an aggregate of the query around it");
            }
            self.aggregates.set(false);
        }
        if let Some(filter) = own.filter_clause() {
            self.condition(&unread(filter.expr())?, scopes, "FILTER")?;
        }
        let mut arguments = Vec::new();
        for argument in list.args() {
            if argument.variadic_token().is_some() {
                return open("limbeck does not weigh a variadic argument");
            }
            let order = argument.order_by_clause().and_then(|own| own.sort_by_list());
            for by in order.into_iter().flat_map(|own| own.sort_bys()) {
                self.expr(&unread(by.expr())?, scopes)?;
            }
            arguments.push(self.expr(&unread(argument.expr())?, scopes)?);
        }
        self.aggregates.set(allowed);
        if let ([own], true) = (arguments.as_slice(), word.starts_with("current_time") || word.starts_with("localtime"))
        {
            let of = WORDS.iter().find(|(own, _)| *own == word && name.schema.is_none());
            if let (Some((_, of)), true) = (of, own.literal.is_some()) {
                return Ok(Own { null: false, stability: Stability::Stable, ..Own::builtin(of) });
            }
        }
        let own = self.called(&name, &arguments)?;
        // A sequence takes no value below its first.
        if name.name.as_str() == "setval" && is_low(&list) {
            return Ok(own.failing());
        }
        Ok(own)
    }

    /// Judges the functions that are grammar.
    fn grammar(&self, own: &ast::CallExpr, scopes: Scopes<'_>) -> Judged<Own> {
        let node = |own: Option<&SyntaxNode>| own.cloned();
        let extract = node(own.extract_fn().as_ref().map(AstNode::syntax));
        let trim = node(own.trim_fn().as_ref().map(AstNode::syntax));
        let position = node(own.position_fn().as_ref().map(AstNode::syntax));
        let substring = node(own.substring_fn().as_ref().map(AstNode::syntax));
        let is_extract = extract.is_some();
        let of = match () {
            () if is_extract => "numeric",
            () if position.is_some() => "integer",
            () => "text",
        };
        let fails = substring.is_some();
        let Some(inner) = extract.or(trim).or(position).or(substring) else {
            return open("limbeck does not weigh a function that is grammar");
        };
        if is_extract && !has_field(&inner) {
            return open("limbeck does not know what is extracted");
        }
        let is_outer = |expr: &ast::Expr| {
            let mut around = expr.syntax().ancestors().skip(1).take_while(|own| *own != inner);
            !around.any(|own| ast::Expr::can_cast(own.kind()))
        };
        let outer = inner.descendants().filter_map(ast::Expr::cast).filter(is_outer);
        let all: Vec<Own> = outer.map(|expr| self.expr(&expr, scopes)).collect::<Judged<_>>()?;
        let fits = |own: &Own| match self.category_of(own) {
            None => !is_extract,
            Some(Category::Time | Category::Interval) => is_extract,
            Some(Category::Text | Category::Number) => !is_extract,
            Some(_) => false,
        };
        if !all.iter().all(fits) {
            return open("limbeck does not weigh the arguments of a function that is grammar");
        }
        let out = Own::builtin(of).after(&all);
        let out = if is_extract && all.iter().any(is_zoned) { out.at_least(Stability::Stable) } else { out };
        Ok(if fails { out.failing() } else { out })
    }

    fn called(&self, name: &RelationRef, arguments: &[Own]) -> Judged<Own> {
        let word = name.name.as_str();
        let is_own = name.schema.as_ref().is_none_or(|own| own.as_str() == "pg_catalog");
        let is_builtin = builtin::is_function(word) || matches!(word, "coalesce" | "greatest" | "least" | "nullif");
        if !is_own || !is_builtin || builtin::is_newer(word) {
            return self.routine(name, arguments);
        }
        if self.has_routine(word) {
            return open(format!("limbeck does not know which {word}() is called"));
        }
        match word {
            "coalesce" | "greatest" | "least" => {
                let null = arguments.iter().all(|own| own.null);
                Ok(Own { null, literal: None, ..self.common(arguments)?.resolved() })
            }
            "nullif" => {
                let [left, right] = arguments else { return open("limbeck does not weigh nullif()") };
                let test = self.compare(left, "=", right)?;
                // Strings are compared as `text`.
                let is_string = left.is_builtin("character varying");
                let left = if is_string { Own::builtin("text").after([left]) } else { left.clone().resolved() };
                Ok(Own { fails: test.fails, null: true, literal: None, ..left })
            }
            _ if is_aggregate(word) => self.aggregate(word, arguments),
            "set_config" if arguments.first().and_then(|own| own.literal.as_deref()) == Some("search_path") => {
                Ok(Own { stability: Stability::Volatile, ..Own::builtin("text") })
            }
            "to_tsvector" => self.to_tsvector(arguments),
            _ => match functions::known(word) {
                Some(row) => self.known(row, word, arguments),
                None => open(format!("limbeck does not weigh {word}()")),
            },
        }
    }

    fn known(&self, (marked, takes, gives, stability): &functions::Row, word: &str, arguments: &[Own]) -> Judged<Own> {
        self.takes(word, takes, marked.contains('~'), arguments)?;
        self.fits_closer(word, arguments)?;
        let (first, second) = (arguments.first(), arguments.get(1));
        let of = match (gives.trim_end_matches('?'), first.map(|own| &own.of), second.map(|own| &own.of)) {
            ("=", Some(Of::Type(of)), _) => of.clone(),
            ("#", Some(Of::Type(of)), _) if self.base(of).is_builtin("numeric") => DataType::builtin("numeric"),
            ("#", ..) if second.is_some() => DataType::builtin("numeric"),
            ("#", ..) => DataType::builtin("double precision"),
            ("=2", _, Some(Of::Type(of))) if of.is_builtin("date") => DataType::builtin("timestamp with time zone"),
            ("=2", _, Some(Of::Type(of))) => of.clone(),
            ("@", _, Some(Of::Type(of))) if of.is_builtin("timestamp without time zone") => {
                DataType::builtin("timestamp with time zone")
            }
            ("@", ..) => DataType::builtin("timestamp without time zone"),
            ("=" | "=2", ..) => return open(format!("limbeck does not weigh {word}()")),
            (name, ..) => DataType::builtin(name),
        };
        let is_date = |own: &Own| own.is_builtin("date");
        let stability = match word {
            "date" | "date_trunc" if arguments.iter().any(is_zoned) => Stability::Stable,
            "date_trunc" | "timezone" if arguments.iter().any(is_date) => Stability::Stable,
            "date" | "date_trunc" => Stability::Immutable,
            _ => *stability,
        };
        let at_most = match first.map(|own| &own.of) {
            // These make no string longer.
            Some(Of::Type(from))
                if matches!(word, "lower" | "upper" | "btrim" | "ltrim" | "rtrim" | "initcap" | "reverse") =>
            {
                self.base(from).modifiers.parse().ok().filter(|_| self.category(from) == Category::Text)
            }
            _ => None,
        };
        let mut out = Own { stability, at_most, ..Own::typed(of) }.after(arguments);
        out.null = (out.null || gives.ends_with('?')) && *takes != "a+";
        let units = ["day", "hour", "month", "year", "week", "minute", "second"];
        let has_unit = word == "date_trunc"
            && first.and_then(|own| own.literal.as_deref()).is_some_and(|own| units.contains(&own));
        Ok(if marked.contains('!') && !has_unit { out.failing() } else { out })
    }

    /// Judges `to_tsvector`: with a configuration it is immutable.
    fn to_tsvector(&self, arguments: &[Own]) -> Judged<Own> {
        const CONFIGURATIONS: &[&str] =
            &["simple", "english", "german", "french", "spanish", "russian", "italian", "portuguese", "dutch"];
        let is_known = |own: &str| CONFIGURATIONS.contains(&own.trim_start_matches("pg_catalog."));
        let is_text = |own: &Own| matches!(self.category_of(own), None | Some(Category::Text));
        let out = Own::builtin("tsvector").after(arguments);
        match arguments {
            [text] if is_text(text) => Ok(out.at_least(Stability::Stable)),
            [of, text] if is_text(text) && of.literal.as_deref().is_some_and(is_known) => Ok(out),
            _ => open("limbeck does not weigh to_tsvector()"),
        }
    }

    /// Judges the number of arguments and their types.
    fn takes(&self, word: &str, takes: &str, has_others: bool, arguments: &[Own]) -> Judged<()> {
        let letters: Vec<char> = takes.chars().filter(char::is_ascii_alphabetic).collect();
        let least = letters.len() - usize::from(takes.ends_with('?'));
        if arguments.len() < least || (arguments.len() > letters.len() && !takes.ends_with('+')) {
            return open(format!("limbeck does not know {word}() with {} arguments", arguments.len()));
        }
        for (at, own) in arguments.iter().enumerate() {
            let kind = letters.get(at).or(letters.last()).copied().unwrap_or('a');
            let unweighed = || open(format!("limbeck does not weigh the arguments of {word}()"));
            use Category as C;
            let Some(category) = self.category_of(own) else {
                match (kind, own.literal.as_deref()) {
                    ('i', Some(text)) => self.reads(text, &DataType::builtin("integer"))?,
                    ('r', Some(text)) => {
                        self.names_relation(text, own.clone())?;
                    }
                    ('j', Some(text)) => self.reads(text, &DataType::builtin("json"))?,
                    ('J', Some(text)) => self.reads(text, &DataType::builtin("jsonb"))?,
                    ('e', text) => match arguments.first().map(|own| &own.of) {
                        Some(Of::Type(of)) if of.array => {
                            text.map_or(Ok(()), |text| self.reads(text, &element_of(of)))?;
                        }
                        _ => return unweighed(),
                    },
                    ('x', Some(text)) if word == "jsonb_set" => {
                        self.reads(text, &DataType { array: true, ..DataType::builtin("text") })?;
                    }
                    ('x', _) => return unweighed(),
                    ('n' | 't' | 'o', Some(_)) => return unweighed(),
                    _ => {}
                }
                continue;
            };
            let fits = match kind {
                's' => category == C::Text,
                'i' => {
                    own.is_builtin("integer")
                        || own.is_builtin("smallint")
                        || (word == "setval" && own.is_builtin("bigint"))
                }
                'n' => category == C::Number,
                't' => category == C::Time,
                'b' => category == C::Boolean,
                'j' => category == C::Json,
                'J' => category == C::Jsonb,
                'x' => category == C::Array,
                'o' => own.is_builtin("oid"),
                'e' => match arguments.first().map(|own| &own.of) {
                    Some(Of::Type(of)) if of.array => {
                        let of = element_of(of);
                        let is_same = matches!(&own.of, Of::Type(own) if own.base == of.base);
                        is_same || category == C::Text && self.category(&of) == C::Text
                    }
                    _ => false,
                },
                'r' => category == C::Other,
                _ => true,
            };
            let is_plain = matches!(category, C::Number | C::Boolean | C::Time | C::Uuid | C::Text | C::Enum(_));
            if !fits && is_plain && !has_others && !matches!(kind, 'r' | 'o' | 'e') {
                let message = format!("function {word}({}) does not exist", words_of(arguments));
                return refused(SqlState::UNDEFINED_FUNCTION, message);
            }
            if !fits {
                return unweighed();
            }
        }
        Ok(())
    }

    /// Judges what letters do not say of arguments.
    fn fits_closer(&self, word: &str, arguments: &[Own]) -> Judged<()> {
        let text = |at: usize| arguments.get(at).and_then(|own| own.literal.as_deref());
        let relation = || text(0).and_then(parse_relation).map(|own| self.relation(&own));
        let is_double = |own: &Own| own.is_builtin("double precision") || own.is_builtin("real");
        let fits = match word {
            "round" | "trunc" => arguments.len() < 2 || !arguments.iter().any(is_double),
            "jsonb_set" => arguments.get(1).is_none_or(|own| match &own.of {
                Of::Type(of) => self.category(&element_of(of)) == Category::Text,
                _ => true,
            }),
            "pg_advisory_lock" | "pg_advisory_xact_lock" | "pg_try_advisory_lock" => {
                arguments.iter().all(|own| matches!(&own.of, Of::Type(of) if is_whole(of)))
            }
            "to_char" => matches!(
                arguments.first().and_then(|own| self.category_of(own)),
                Some(Category::Number | Category::Time | Category::Interval)
            ),
            "pg_get_serial_sequence" => {
                let table = relation().and_then(|own| self.ground.schema.table(&own));
                table.zip(text(1)).is_some_and(|(own, name)| own.column(&Name::verbatim(name)).is_some())
            }
            "setval" | "nextval" => relation().is_none_or(|name| match self.ground.schema.relation(&name) {
                Some(Stored::Sequence(own)) => word == "nextval" || own.maximum >= i64::from(i32::MAX),
                _ => false,
            }),
            _ => true,
        };
        if fits { Ok(()) } else { open(format!("limbeck does not weigh the arguments of {word}()")) }
    }
}

fn is_zoned(own: &Own) -> bool {
    own.is_builtin("timestamp with time zone")
}

/// Returns whether the field of `extract(field FROM …)` is one of every date and interval.
fn has_field(own: &SyntaxNode) -> bool {
    let text = own.text().to_string().to_ascii_lowercase();
    let field =
        text.split_once('(').map(|(_, own)| own.split_whitespace().next().unwrap_or_default().trim_matches('\''));
    field.is_some_and(|own| ["epoch", "year", "month", "day", "quarter", "decade", "century"].contains(&own))
}

/// Returns whether a query sets a sequence to what may be less than one.
pub(super) fn sets_low(query: &SyntaxNode) -> bool {
    let calls = query.descendants().filter_map(ast::CallExpr::cast);
    let is_set = |own: &ast::CallExpr| {
        let name = own.expr().map(|own| own.syntax().text().to_string().to_ascii_lowercase());
        name.is_some_and(|own| own.ends_with("setval"))
    };
    calls.filter(is_set).filter_map(|own| own.arg_list()).any(|own| is_low(&own))
}

fn is_low(list: &ast::ArgList) -> bool {
    list.args().nth(1).is_some_and(|own| may_be_low(&own.syntax().text().to_string()))
}

/// Returns whether a value for a sequence may be less than one: what an empty table gives, unless it is NULL.
fn may_be_low(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    if let Some((_, rest)) =
        lower.rsplit_once(',').filter(|_| lower.contains("coalesce(") || lower.contains("greatest("))
    {
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        return !digits.parse::<i64>().is_ok_and(|own| own > 0);
    }
    match lower.trim().parse::<i64>() {
        Ok(value) => value < 1,
        Err(_) => !lower.contains("max("),
    }
}

/// Returns whether all columns of an aggregate's arguments are those of queries around: it is computed there
/// (`check_agg_arguments`, parser/parse_agg.c).
fn is_of_outer(list: &ast::ArgList, scopes: Scopes<'_>) -> bool {
    let Some((own, [_, ..])) = scopes.split_last() else { return false };
    let is_part = |expr: &ast::Expr| expr.syntax().parent().is_some_and(|own| ast::FieldExpr::can_cast(own.kind()));
    let whole = list.syntax().descendants().filter_map(ast::Expr::cast).filter(|expr| !is_part(expr));
    let paths = whole.filter_map(|expr| path_of_expr(&expr));
    let mut columns =
        paths.filter(|path| scopes.iter().any(|scope| matches!(scope.find(path), Ok(Some(_))))).peekable();
    columns.peek().is_some() && !columns.any(|path| matches!(own.find(&path), Ok(Some(_))))
}
