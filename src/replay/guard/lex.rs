//! Words of a guard's SELECT. Only what such queries contain; anything else ends the reading.

use std::rc::Rc;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// An identifier or keyword, folded to lower case.
    Word(Rc<str>),
    /// An identifier in double quotes.
    Quoted(Rc<str>),
    Text(Rc<str>),
    Number(i64),
    /// A number that is not whole, or very large.
    Fraction,
    Symbol(&'static str),
}

/// Longer symbols first.
const SYMBOLS: [&str; 36] = [
    "!~~*", "->>", "#>>", "!~*", "!~~", "~~*", "::", "<>", "!=", "<=", ">=", "||", "~*", "!~", "~~", "->", "#>", "@>",
    "<@", "&&", "(", ")", ",", ".", "=", "<", ">", "*", ";", "[", "]", "~", "+", "-", "/", "%",
];

/// Returns the tokens of `text`, nothing where something else is in it.
#[must_use]
pub fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if let Some(after) = comment(rest) {
            rest = after?.trim_start();
            continue;
        }
        let (token, length) = if first == '\'' {
            let (text, length) = quoted(rest, '\'')?;
            (Token::Text(text.into()), length)
        } else if first == '"' {
            let (text, length) = quoted(rest, '"')?;
            (Token::Quoted(text.into()), length)
        } else if first.is_alphabetic() || first == '_' {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
            if rest.get(length..)?.starts_with('\'') {
                // E'…', B'…', U&'…': other rules.
                return None;
            }
            (Token::Word(rest.get(..length)?.to_ascii_lowercase().into()), length)
        } else if first.is_ascii_digit() {
            number(rest)?
        } else {
            let symbol = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol))?;
            (Token::Symbol(symbol), symbol.len())
        };
        tokens.push(token);
        rest = rest.get(length..)?.trim_start();
    }
    Some(tokens)
}

/// Returns what follows the comment that `text` begins with; nothing inside where it does not end.
fn comment(text: &str) -> Option<Option<&str>> {
    if text.starts_with("--") {
        let end = text.find('\n').unwrap_or(text.len());
        return Some(text.get(end..));
    }
    let inside = text.strip_prefix("/*")?;
    // Comments nest; a nested one is not read.
    let end = inside.find("*/").filter(|end| inside.get(..*end).is_some_and(|own| !own.contains("/*")));
    Some(end.and_then(|end| inside.get(end + 2..)))
}

fn number(text: &str) -> Option<(Token, usize)> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut length = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let whole = text.get(..length)?.parse().ok();
    if let Some(power) = text.get(length..)?.strip_prefix(['e', 'E']) {
        let power = power.strip_prefix(['+', '-']).unwrap_or(power);
        length = text.len() - power.len() + digits(power);
    }
    text.get(..length)?.parse::<f64>().ok()?;
    if text.get(length..)?.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let is_whole = text.get(..length)?.bytes().all(|own| own.is_ascii_digit());
    Some((whole.filter(|_| is_whole).map_or(Token::Fraction, Token::Number), length))
}

fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut content = String::new();
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        if c != quote {
            content.push(c);
        } else if characters.peek().is_some_and(|(_, next)| *next == quote) {
            content.push(quote);
            characters.next();
        } else {
            return Some((content, at + 1));
        }
    }
    None
}
