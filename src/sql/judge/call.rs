//! Calls of functions: those of PostgreSQL that migrations use, with what they take; and whether others are there.

use super::aggregate::is_aggregate;
use super::expression::{Scopes, WORDS};
use super::functions::FUNCTIONS;
use super::types::{Category, Of, Own, Stability};
use super::{Judge, Judged, open, refused, unread};
use crate::operation::RelationRef;
use crate::schema::{DataType, SqlState, Stored};
use crate::sql::builtin;
use crate::sql::names::{path_of_expr, relation_of};
use squawk_syntax::ast::{self, AstNode};

const IMMUTABLE: Stability = Stability::Immutable;
const STABLE: Stability = Stability::Stable;
const VOLATILE: Stability = Stability::Volatile;

impl Judge<'_> {
    pub(super) fn call(&self, own: &ast::CallExpr, scopes: Scopes<'_>) -> Judged<Own> {
        if own.over_clause().is_some() || own.within_clause().is_some() || own.null_treatment().is_some() {
            return open("limbeck does not weigh a window function");
        }
        if let Some(exists) = own.exists_fn() {
            self.variant(&unread(exists.select_variant())?, scopes)?;
            return Ok(Own { null: false, ..Own::boolean() });
        }
        let Some(list) = own.arg_list() else { return self.grammar(own, scopes) };
        let name = unread(own.expr().as_ref().and_then(path_of_expr).and_then(relation_of))?;
        if list.star_token().is_some() {
            if let Some(filter) = own.filter_clause() {
                self.condition(&unread(filter.expr())?, scopes, "FILTER")?;
            }
            return if name.name.as_str() == "count" {
                self.aggregate("count", &[])
            } else {
                open("limbeck does not weigh a call with *")
            };
        }
        let word = name.name.as_str();
        let allowed = self.aggregates.get();
        if is_aggregate(word) {
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
                return Ok(Own { null: false, stability: STABLE, ..Own::builtin(of) });
            }
        }
        let own = self.called(&name, &arguments)?;
        // A sequence takes no value below its first.
        if name.name.as_str() == "setval"
            && list.args().nth(1).is_some_and(|own| may_be_low(&own.syntax().text().to_string()))
        {
            return Ok(own.failing());
        }
        Ok(own)
    }

    /// Judges the functions that are grammar.
    fn grammar(&self, own: &ast::CallExpr, scopes: Scopes<'_>) -> Judged<Own> {
        let (of, inner, fails) = match () {
            () if own.extract_fn().is_some() => ("numeric", own.extract_fn().map(|own| own.syntax().clone()), false),
            () if own.trim_fn().is_some() => ("text", own.trim_fn().map(|own| own.syntax().clone()), false),
            () if own.position_fn().is_some() => ("integer", own.position_fn().map(|own| own.syntax().clone()), false),
            () if own.substring_fn().is_some() => ("text", own.substring_fn().map(|own| own.syntax().clone()), true),
            () => return open("limbeck does not weigh a function that is grammar"),
        };
        let inner = unread(inner)?;
        if of == "numeric" && !has_field(&inner) {
            return open("limbeck does not know what is extracted");
        }
        let exprs: Vec<ast::Expr> = inner.descendants().filter_map(ast::Expr::cast).collect();
        let outer: Vec<&ast::Expr> = exprs
            .iter()
            .filter(|own| {
                !exprs
                    .iter()
                    .any(|other| other != *own && other.syntax().text_range().contains_range(own.syntax().text_range()))
            })
            .collect();
        let all: Vec<Own> = outer.into_iter().map(|expr| self.expr(expr, scopes)).collect::<Judged<_>>()?;
        let expected = |own: &Own| match (of, self.category_of(own)) {
            (_, None) => of != "numeric",
            ("numeric", Some(category)) => matches!(category, Category::Time | Category::Interval),
            (_, Some(category)) => matches!(category, Category::Text | Category::Number),
        };
        if !all.iter().all(expected) {
            return open("limbeck does not weigh the arguments of a function that is grammar");
        }
        let stability = if of == "numeric" && all.iter().any(is_zoned) { STABLE } else { IMMUTABLE };
        let own = Own::builtin(of).after(&all);
        let out = Own { stability: own.stability.max(stability), ..own };
        Ok(if fails { out.failing() } else { out })
    }

    fn called(&self, name: &RelationRef, arguments: &[Own]) -> Judged<Own> {
        let word = name.name.as_str();
        let is_own = name.schema.as_ref().is_none_or(|own| own.as_str() == "pg_catalog");
        if !is_own
            || !(builtin::is_function(word) || matches!(word, "coalesce" | "greatest" | "least" | "nullif"))
            || builtin::is_newer(word)
        {
            return self.routine(name, arguments);
        }
        if self.has_routine(word) {
            return open(format!("limbeck does not know which {word}() is called"));
        }
        match word {
            "coalesce" | "greatest" | "least" => {
                let common = self.common(arguments)?;
                let of = if common.of == Of::Literal { Of::Type(DataType::builtin("text")) } else { common.of };
                let null = arguments.iter().all(|own| own.null);
                return Ok(Own { of, null, literal: None, ..common });
            }
            "nullif" => {
                let [left, right] = arguments else { return open("limbeck does not weigh nullif()") };
                let test = self.compare(left, "=", right)?;
                let of = if left.of == Of::Literal { Of::Type(DataType::builtin("text")) } else { left.of.clone() };
                return Ok(Own { of, fails: test.fails, null: true, literal: None, ..left.clone() });
            }
            _ if is_aggregate(word) => return self.aggregate(word, arguments),
            "set_config" if arguments.first().and_then(|own| own.literal.as_deref()) == Some("search_path") => {
                return Ok(Own { stability: VOLATILE, ..Own::builtin("text") });
            }
            "to_tsvector" | "to_tsquery" | "plainto_tsquery" => return self.search(word, arguments),
            _ => {}
        }
        let row = FUNCTIONS.iter().find(|(own, ..)| own.trim_end_matches('!') == word);
        let Some((own, takes, gives, stability)) = row else {
            return open(format!("limbeck does not weigh {word}()"));
        };
        self.take(word, takes, arguments)?;
        self.fits_closer(word, arguments)?;
        let of = match *gives {
            "=" | "=2" => {
                let at = usize::from(*gives == "=2");
                match arguments.get(at).map(|own| &own.of) {
                    Some(Of::Type(of)) if of.is_builtin("date") => DataType::builtin("timestamp with time zone"),
                    Some(Of::Type(of)) => of.clone(),
                    _ => return open(format!("limbeck does not weigh {word}()")),
                }
            }
            name => DataType::builtin(name),
        };
        let mut stability = *stability;
        if word == "date_trunc" || word == "date" {
            stability = if arguments.iter().any(is_zoned) { STABLE } else { IMMUTABLE };
            if word == "date_trunc"
                && matches!(arguments.get(1).map(|own| &own.of), Some(Of::Type(of)) if of.is_builtin("date"))
            {
                stability = STABLE;
            }
        }
        let at_most = match arguments.first().map(|own| &own.of) {
            // These make no string longer.
            Some(Of::Type(from))
                if matches!(word, "lower" | "upper" | "btrim" | "ltrim" | "rtrim" | "initcap" | "reverse") =>
            {
                self.base(from).modifiers.parse().ok().filter(|_| self.category(from) == Category::Text)
            }
            _ => None,
        };
        let mut out = Own { stability, at_most, ..Own::typed(of) }.after(arguments);
        out.null |= matches!(word, "array_length" | "pg_get_serial_sequence" | "jsonb_typeof" | "setval");
        if matches!(word, "concat" | "now" | "jsonb_build_object") {
            out.null = false;
        }
        let known_unit = word == "date_trunc"
            && arguments
                .first()
                .and_then(|own| own.literal.as_deref())
                .is_some_and(|own| ["day", "hour", "month", "year", "week", "minute", "second"].contains(&own));
        Ok(if own.ends_with('!') && !known_unit { out.failing() } else { out })
    }

    /// Judges the functions of text search: with a configuration they are immutable.
    fn search(&self, word: &str, arguments: &[Own]) -> Judged<Own> {
        let unsure = || open(format!("limbeck does not weigh {word}()"));
        let [first, rest @ ..] = arguments else { return unsure() };
        let known = ["simple", "english", "german", "french", "spanish", "russian", "italian", "portuguese", "dutch"];
        let is_known = |own: &str| known.contains(&own.trim_start_matches("pg_catalog."));
        let text = rest.first().unwrap_or(first);
        let is_text = self.category_of(text).is_none_or(|own| own == Category::Text);
        if !is_text || rest.len() > 1 || (rest.len() == 1 && !first.literal.as_deref().is_some_and(is_known)) {
            return unsure();
        }
        let own = Own::builtin(if word == "to_tsvector" { "tsvector" } else { "tsquery" }).after(arguments);
        let stability = if rest.is_empty() { own.stability.max(STABLE) } else { own.stability };
        Ok(Own { stability, fails: own.fails || word == "to_tsquery", ..own })
    }

    fn take(&self, word: &str, takes: &str, arguments: &[Own]) -> Judged<()> {
        let kinds: Vec<char> = takes.chars().collect();
        let least = kinds.iter().filter(|own| own.is_ascii_alphabetic()).count() - usize::from(takes.ends_with('?'));
        let is_many = takes.ends_with('+');
        let most = if is_many { usize::MAX } else { least + usize::from(takes.ends_with('?')) };
        let mismatch = |own: &str| {
            let words: Vec<String> = arguments.iter().map(Own::word).collect();
            let message = format!("function {word}({}) does not exist", words.join(", "));
            if own.is_empty() { refused(SqlState::UNDEFINED_FUNCTION, message) } else { open(own.to_string()) }
        };
        if arguments.len() < least || arguments.len() > most {
            return mismatch(&format!("limbeck does not know {word}() with {} arguments", arguments.len()));
        }
        let letters: Vec<char> = kinds.into_iter().filter(char::is_ascii_alphabetic).collect();
        for (at, own) in arguments.iter().enumerate() {
            let kind = letters.get(at).or(letters.last()).copied().unwrap_or('a');
            let Some(category) = self.category_of(own) else {
                match (kind, own.literal.as_deref()) {
                    ('n', Some(text)) => self.reads(text, &DataType::builtin("integer"))?,
                    ('r', Some(text)) => {
                        self.names_relation(text, own.clone())?;
                    }
                    ('t' | 'j', Some(_)) => {
                        return mismatch(&format!("limbeck does not weigh the arguments of {word}()"));
                    }
                    _ => {}
                }
                continue;
            };
            let fits = match kind {
                's' => category == Category::Text,
                'n' => category == Category::Number,
                't' => category == Category::Time,
                'b' => category == Category::Boolean,
                'j' => matches!(category, Category::Json | Category::Jsonb),
                'x' => category == Category::Array,
                'r' => true,
                _ => true,
            };
            let is_plain = matches!(
                category,
                Category::Number
                    | Category::Boolean
                    | Category::Time
                    | Category::Uuid
                    | Category::Text
                    | Category::Enum(_)
            );
            match (
                fits,
                is_plain
                    && !matches!(
                        word,
                        "round" | "date_trunc" | "age" | "length" | "substring" | "timezone" | "date" | "abs"
                    ),
            ) {
                (true, _) => {}
                (false, true) => return mismatch(""),
                (false, false) if word == "length" && category == Category::Number => return mismatch(""),
                (false, false) => return mismatch(&format!("limbeck does not weigh the arguments of {word}()")),
            }
        }
        Ok(())
    }

    /// Judges what letters do not say of arguments.
    fn fits_closer(&self, word: &str, arguments: &[Own]) -> Judged<()> {
        let is = |at: usize, of: Category| arguments.get(at).and_then(|own| self.category_of(own)) == Some(of);
        let text = |at: usize| arguments.get(at).and_then(|own| own.literal.as_deref());
        let is_double =
            |own: &Own| matches!(&own.of, Of::Type(of) if of.is_builtin("double precision") || of.is_builtin("real"));
        let fits = match word {
            "round" => arguments.len() < 2 || !arguments.iter().any(is_double),
            "to_char" => is(0, Category::Number) || is(0, Category::Time) || is(0, Category::Interval),
            _ if word.starts_with("jsonb_") && word.ends_with(['f', 'h']) => !is(0, Category::Json),
            _ if word.starts_with("json_") && word.ends_with(['f', 'h']) => !is(0, Category::Jsonb),
            "pg_get_serial_sequence" => {
                let table = text(0).and_then(crate::sql::names::parse_relation).map(|own| self.relation(&own));
                let table = table.and_then(|own| self.ground.schema.table(&own));
                table.zip(text(1)).is_some_and(|(own, name)| own.column(&crate::name::Name::verbatim(name)).is_some())
            }
            "setval" | "nextval" => {
                match text(0).and_then(crate::sql::names::parse_relation).map(|own| self.relation(&own)) {
                    Some(name) => matches!(
                        self.ground.schema.relation(&name),
                        Some(Stored::Sequence(own)) if word == "nextval" || own.maximum >= i64::from(i32::MAX)
                    ),
                    None => true,
                }
            }
            _ => true,
        };
        if fits { Ok(()) } else { open(format!("limbeck does not weigh the arguments of {word}()")) }
    }
}

fn is_zoned(own: &Own) -> bool {
    matches!(&own.of, Of::Type(of) if of.is_builtin("timestamp with time zone"))
}

/// Returns whether the field of `extract(field FROM …)` is one of every date and interval.
fn has_field(own: &squawk_syntax::SyntaxNode) -> bool {
    let text = own.text().to_string().to_ascii_lowercase();
    let field =
        text.split_once('(').map(|(_, own)| own.split_whitespace().next().unwrap_or_default().trim_matches('\''));
    field.is_some_and(|own| ["epoch", "year", "month", "day", "quarter", "decade", "century"].contains(&own))
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
