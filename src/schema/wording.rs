//! Whether two texts of an expression mean different things where nobody knows the types in them: PostgreSQL then writes other
//! casts, brackets and spellings of values (15, `ruleutils.c`), but the same columns, operators, functions and numbers.

use std::iter::Peekable;
use std::str::Chars;

/// Words that values of some types are spelled with in several ways: booleans, times, numbers, ranges.
const SPELLED: [&str; 19] = [
    "allballs", "empty", "epoch", "f", "false", "inf", "infinity", "n", "nan", "no", "now", "off", "on", "t", "today",
    "tomorrow", "true", "y", "yes",
];

/// Words of the names of types, behind the first.
const OF_TYPES: [&str; 6] = ["precision", "time", "varying", "with", "without", "zone"];
const OF_INTERVALS: [&str; 7] = ["day", "hour", "minute", "month", "second", "to", "year"];

#[derive(Debug, PartialEq)]
enum Token {
    /// A name, a keyword, an operator.
    Word(String),
    Number(f64),
    Value(String),
}

/// Returns whether the texts differ in more than types can make of them.
pub(super) fn surely_differ(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (tokens(a), tokens(b)) else { return false };
    a.len() != b.len() || a.iter().zip(&b).any(|(a, b)| is_other(a, b))
}

fn is_other(a: &Token, b: &Token) -> bool {
    match (a, b) {
        (Token::Value(a), Token::Value(b)) => a != b && is_plain(a) && is_plain(b),
        // A number may be written as a value of its type.
        (Token::Value(_), Token::Number(_)) | (Token::Number(_), Token::Value(_)) => false,
        (Token::Value(_) | Token::Number(_), Token::Word(word))
        | (Token::Word(word), Token::Value(_) | Token::Number(_)) => !matches!(word.as_str(), "true" | "false"),
        _ => a != b,
    }
}

/// Whether a value is spelled in one way, whatever its type.
fn is_plain(value: &str) -> bool {
    let own = value.to_ascii_lowercase();
    !own.is_empty() && own.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') && !SPELLED.contains(&&*own)
}

/// Returns what a text is made of, but for casts and brackets; nothing where that cannot be told.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut list = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(next) = rest.peek().copied() {
        match next {
            '(' | ')' | ' ' | '\n' | '\t' => drop(rest.next()),
            '\'' => value(&mut rest, &mut list)?,
            '0'..='9' => {
                let digits = taken(&mut rest, |own| own.is_ascii_alphanumeric() || own == '.');
                list.push(Token::Number(digits.parse().ok()?));
            }
            '"' => list.push(Token::Word(name(&mut rest)?)),
            _ if is_of_word(next) => list.push(Token::Word(name(&mut rest)?)),
            ':' => {
                rest.next();
                rest.next_if_eq(&':')?;
                skip_type(&mut rest)?;
            }
            _ => {
                rest.next();
                list.push(Token::Word(next.to_string()));
            }
        }
    }
    Some(list)
}

fn value(rest: &mut Peekable<Chars<'_>>, list: &mut Vec<Token>) -> Option<()> {
    let own = quoted(rest, '\'')?;
    // Whether an array is written as one value depends on its type, and escapes on more.
    if own.starts_with('{') || own.contains('\\') {
        return None;
    }
    let digits = own.strip_prefix('-');
    match digits.unwrap_or(&own).parse() {
        Ok(number) if own.ends_with(|last: char| last.is_ascii_digit()) => {
            list.extend(digits.map(|_| Token::Word("-".into())));
            list.push(Token::Number(number));
        }
        _ => list.push(Token::Value(own)),
    }
    Some(())
}

/// Takes a quoted text, in which the quote stands twice for itself.
fn quoted(rest: &mut Peekable<Chars<'_>>, quote: char) -> Option<String> {
    rest.next_if_eq(&quote)?;
    let mut own = String::new();
    loop {
        match rest.next()? {
            next if next == quote && rest.next_if_eq(&quote).is_none() => return Some(own),
            next => own.push(next),
        }
    }
}

fn name(rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    if rest.peek() == Some(&'"') {
        return quoted(rest, '"');
    }
    let own = taken(rest, |own| is_of_word(own) || own.is_ascii_digit());
    // A string of another kind: `E'…'`.
    (rest.peek() != Some(&'\'')).then_some(own)
}

fn skip_type(rest: &mut Peekable<Chars<'_>>) -> Option<()> {
    let words: &[&str] = if name(rest)? == "interval" { &OF_INTERVALS } else { &OF_TYPES };
    while rest.next_if_eq(&'.').is_some() {
        name(rest)?;
    }
    loop {
        let mut ahead = rest.clone();
        while ahead.next_if_eq(&' ').is_some() {}
        match ahead.peek() {
            Some('(') => {
                ahead.next();
                let inside = taken(&mut ahead, |own| own.is_ascii_digit() || matches!(own, ',' | ' '));
                if inside.is_empty() || ahead.next() != Some(')') {
                    return Some(());
                }
            }
            Some('[') => {
                ahead.next();
                if ahead.next() != Some(']') {
                    return Some(());
                }
            }
            Some(next) if is_of_word(*next) => {
                if !words.contains(&&*taken(&mut ahead, is_of_word)) {
                    return Some(());
                }
            }
            _ => return Some(()),
        }
        *rest = ahead;
    }
}

fn taken(rest: &mut Peekable<Chars<'_>>, is_own: impl Fn(char) -> bool) -> String {
    std::iter::from_fn(|| rest.next_if(|own| is_own(*own))).collect()
}

fn is_of_word(own: char) -> bool {
    own.is_alphabetic() || matches!(own, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_types_can_make_of_a_text_is_no_difference() {
        let cases = [
            ("b > 0", "(b > (0)::numeric)", false),
            ("b > 0", "b > 5", true),
            ("b > 0", "a > 0", true),
            ("b > 0", "b >= 0", true),
            ("b > -5", "(b > '-5'::integer)", false),
            ("b > 5", "b > '5.0'::numeric(10,2)", false),
            ("s = 'a'", "(s)::text = 'a'::text", false),
            ("s = 'draft'", "((s)::text = 'live'::text)", true),
            ("s = 'draft'", "s = 'Draft '", false),
            ("d > '2020-1-1'", "d > '2020-01-01'::date", false),
            ("s IN ('a', 'b')", "s IN ('a'::character varying, 'b'::character varying, 'c')", true),
            ("b = '1'", "b = true", false),
            ("b = 'yes'", "b = 'no'", false),
            ("at > '10:00'::time without time zone", "at > '10:00:00'", false),
            ("iv > '1 day'", "iv > '1 day'::interval day to second(3)", false),
            ("a = ANY ('{1,2}')", "a = ANY (ARRAY[1, 2])", false),
            ("\"order\" > 1", "order > 1", false),
            ("x = E'\\n'", "y = 1", false),
        ];
        for (a, b, differ) in cases {
            assert_eq!(surely_differ(a, b), differ, "{a} {b}");
            assert_eq!(surely_differ(b, a), differ, "{b} {a}");
        }
    }
}
