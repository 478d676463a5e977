//! Puts brackets where the parser nests otherwise than PostgreSQL's grammar does: it binds `BETWEEN`, `ISNULL` and
//! `IS JSON` to the last operand alone, and reads on behind the end of a `BETWEEN`. Blind to what a statement is.

use crate::sql::scan::{Kind, Token, tokens};

/// Words that end an expression on either side.
const CLAUSES: &[&str] = &[
    "and",
    "as",
    "asc",
    "by",
    "check",
    "cross",
    "default",
    "desc",
    "distinct",
    "do",
    "else",
    "elsif",
    "escape",
    "except",
    "fetch",
    "filter",
    "for",
    "from",
    "full",
    "group",
    "having",
    "if",
    "inner",
    "intersect",
    "join",
    "limit",
    "loop",
    "natural",
    "nulls",
    "offset",
    "on",
    "or",
    "order",
    "return",
    "returning",
    "select",
    "set",
    "then",
    "union",
    "using",
    "values",
    "when",
    "where",
    "while",
    "window",
];
/// Words that bind less than `BETWEEN` does, or as much.
const LOOSE: &[&str] = &["between", "ilike", "in", "is", "isnull", "like", "not", "notnull", "similar"];

/// Looking for the ends of more operands than this takes too long.
const MAX_OPERANDS: usize = 500;

/// Returns the text with the brackets, `None` where it needs none.
pub(super) fn bracketed(text: &str) -> Option<String> {
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let mut brackets: Vec<(usize, &str)> = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word) {
        if brackets.len() > 8 * MAX_OPERANDS {
            return None;
        }
        match token.text.to_ascii_lowercase().as_str() {
            "between" => brackets.extend(between(&tokens, at).into_iter().flatten()),
            "isnull" | "notnull" => brackets.extend(test(&tokens, at).into_iter().flatten()),
            "is" if is_form(&tokens, at) => brackets.extend(test(&tokens, at).into_iter().flatten()),
            _ => {}
        }
    }
    if brackets.is_empty() {
        return None;
    }
    brackets.sort_by_key(|(at, bracket)| (*at, *bracket == "("));
    let mut out = String::with_capacity(text.len() + brackets.len());
    let mut done = 0;
    for (at, bracket) in brackets {
        out.push_str(text.get(done..at)?);
        out.push_str(bracket);
        done = at;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

fn between<'b>(tokens: &[Token<'_>], at: usize) -> Option<[(usize, &'b str); 8]> {
    let before = |word: &str| at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is_word(word));
    // The frame of a window.
    if before("rows") || before("range") || before("groups") {
        return None;
    }
    let target_end = if before("not") { at - 1 } else { at };
    let target = back(tokens, target_end, Binding::Between);
    let symmetry = tokens.get(at + 1).filter(|token| token.is_word("symmetric") || token.is_word("asymmetric"));
    let low = at + 1 + usize::from(symmetry.is_some());
    let and = forth(tokens, low, |_, token| token.is_word("and") || token.is_word("between"));
    let end = forth(tokens, and + 1, |at, token| is_clause(token) || is_loose(token) || is_comparison(tokens, at));
    if !tokens.get(and)?.is_word("and") || target == target_end || low == and || and + 1 == end {
        return None;
    }
    let start_of = |at: usize| tokens.get(at).map(|token| token.start);
    let end_of = |at: usize| tokens.get(at.checked_sub(1)?).map(Token::end);
    Some([
        (start_of(target)?, "("),
        (start_of(target)?, "("),
        (end_of(target_end)?, ")"),
        (start_of(low)?, "("),
        (end_of(and)?, ")"),
        (start_of(and + 1)?, "("),
        (end_of(end)?, ")"),
        (end_of(end)?, ")"),
    ])
}

/// Brackets what `ISNULL`, `IS JSON` and the like test.
fn test<'b>(tokens: &[Token<'_>], at: usize) -> Option<[(usize, &'b str); 2]> {
    let target = back(tokens, at, Binding::Is);
    let (start, end) = (tokens.get(target)?.start, tokens.get(at.checked_sub(1)?)?.end());
    (target < at).then_some([(start, "("), (end, ")")])
}

/// Returns whether `IS JSON` or `IS NORMALIZED` stands at `at`.
fn is_form(tokens: &[Token<'_>], at: usize) -> bool {
    let rest = tokens.get(at + 1..).unwrap_or_default();
    let rest =
        if rest.first().is_some_and(|token| token.is_word("not")) { rest.get(1..).unwrap_or_default() } else { rest };
    let first = rest.first().filter(|token| token.kind == Kind::Word).map(|token| token.text.to_ascii_lowercase());
    matches!(first.as_deref(), Some("json" | "normalized" | "nfc" | "nfd" | "nfkc" | "nfkd"))
}

#[derive(Clone, Copy, PartialEq)]
enum Binding {
    Between,
    Is,
}

/// Returns where the operand begins that ends before `end`.
fn back(tokens: &[Token<'_>], end: usize, binding: Binding) -> usize {
    let mut at = end;
    while let Some(before) = at.checked_sub(1) {
        let Some(token) = tokens.get(before) else { break };
        if token.is_symbol(")") || token.is_symbol("]") || token.is_word("end") {
            let Some(open) = opening(tokens, before) else { break };
            at = open;
            continue;
        }
        let ends = token.is_symbol("(")
            || token.is_symbol("[")
            || token.is_symbol(",")
            || token.is_symbol(";")
            || is_clause(token)
            || token.is_word("not")
            || (binding == Binding::Between && (is_loose(token) || is_comparison(tokens, before)))
            || token.is_word("case");
        // `x LIKE 'a' ISNULL` tests the comparison.
        if ends && !(binding == Binding::Is && token.is_word("not") && is_negation(tokens, before)) {
            break;
        }
        at = before;
    }
    at
}

/// Returns whether the `NOT` at `at` belongs to `NOT LIKE`, `NOT IN` and the like.
fn is_negation(tokens: &[Token<'_>], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_some_and(|next| ["like", "ilike", "in", "similar", "between"].iter().any(|word| next.is_word(word)))
}

/// Returns the first token from `from` on, outside of brackets, that `ends`, or that closes what is open.
fn forth(tokens: &[Token<'_>], from: usize, ends: impl Fn(usize, &Token<'_>) -> bool) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        let opens = token.is_symbol("(") || token.is_symbol("[") || token.is_word("case");
        let closes = token.is_symbol(")") || token.is_symbol("]") || token.is_word("end");
        if depth == 0 && (closes || token.is_symbol(",") || token.is_symbol(";") || ends(at, token)) {
            return at;
        }
        depth = if opens { depth + 1 } else { depth.saturating_sub(usize::from(closes)) };
    }
    tokens.len()
}

fn opening(tokens: &[Token<'_>], close: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in (0..=close).rev() {
        let token = tokens.get(at)?;
        if token.is_symbol(")") || token.is_symbol("]") || token.is_word("end") {
            depth += 1;
        } else if token.is_symbol("(") || token.is_symbol("[") || token.is_word("case") {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

fn is_clause(token: &Token<'_>) -> bool {
    CLAUSES.iter().any(|word| token.is_word(word))
}

fn is_loose(token: &Token<'_>) -> bool {
    LOOSE.iter().any(|word| token.is_word(word))
}

/// Returns whether the symbol at `at` is part of `=`, `<`, `>`, `<=`, `>=`, `<>` or `!=`.
fn is_comparison(tokens: &[Token<'_>], at: usize) -> bool {
    let is_operator = |at: usize| {
        let token = tokens.get(at).filter(|token| token.kind == Kind::Symbol)?;
        token.text.chars().all(|c| "+-*/<>=~!@#%^&|`?".contains(c)).then_some(*token)
    };
    if is_operator(at).is_none() {
        return false;
    }
    let joins = |left: usize| match (is_operator(left), is_operator(left + 1)) {
        (Some(left), Some(right)) => left.end() == right.start,
        _ => false,
    };
    let (mut first, mut last) = (at, at);
    while first > 0 && joins(first - 1) {
        first -= 1;
    }
    while joins(last) {
        last += 1;
    }
    let text: String = (first..=last).filter_map(|at| tokens.get(at)).map(|token| token.text).collect();
    matches!(text.as_str(), "=" | "<" | ">" | "<=" | ">=" | "<>" | "!=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_as_wide_as_in_postgresqls_grammar() {
        for (text, wide) in [
            ("a + b BETWEEN 1 AND 2", "((a + b) BETWEEN (1) AND (2))"),
            ("NOT a BETWEEN 1 AND 2 OR ok", "NOT ((a) BETWEEN (1) AND (2)) OR ok"),
            (
                "(a)::int NOT BETWEEN 1 AND f(2, 3)::int AND ok",
                "(((a)::int) NOT BETWEEN (1) AND (f(2, 3)::int)) AND ok",
            ),
            ("x = a BETWEEN 1 AND 2 = ok", "x = ((a) BETWEEN (1) AND (2)) = ok"),
            ("CASE WHEN a BETWEEN 1 AND 2 THEN 1 END", "CASE WHEN ((a) BETWEEN (1) AND (2)) THEN 1 END"),
            ("a BETWEEN SYMMETRIC 1 AND 2", "((a) BETWEEN SYMMETRIC (1) AND (2))"),
            ("a + b ISNULL AND c NOTNULL", "(a + b) ISNULL AND (c) NOTNULL"),
            ("a || b IS NOT JSON", "(a || b) IS NOT JSON"),
            ("a BETWEEN f(b = 1) AND (c = 2)", "((a) BETWEEN (f(b = 1)) AND ((c = 2)))"),
        ] {
            assert_eq!(bracketed(text).as_deref(), Some(wide), "{text}");
        }
        for text in ["a IS NULL", "sum(a) OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)", "a BETWEEN", "between"] {
            assert_eq!(bracketed(text), None, "{text}");
        }
    }
}
