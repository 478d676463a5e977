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
    Symbol(&'static str),
}

/// Longer symbols first.
const SYMBOLS: [&str; 22] = [
    "::", "<>", "!=", "<=", ">=", "||", "!~*", "~*", "!~", "(", ")", ",", ".", "=", "<", ">", "*", ";", "[", "]", "~",
    "+",
];

/// Returns the tokens of `text`, nothing where something else is in it.
#[must_use]
pub fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = if let Some(comment) = rest.strip_prefix("--") {
            let end = comment.find('\n').map_or(rest.len(), |at| at + 2);
            rest = rest.get(end..)?.trim_start();
            continue;
        } else if first == '\'' {
            let (text, length) = quoted(rest, '\'')?;
            (Token::Text(text.into()), length)
        } else if first == '"' {
            let (text, length) = quoted(rest, '"')?;
            (Token::Quoted(text.into()), length)
        } else if first.is_alphabetic() || first == '_' {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
            (Token::Word(rest.get(..length)?.to_ascii_lowercase().into()), length)
        } else if first.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            (Token::Number(rest.get(..length)?.parse().ok()?), length)
        } else {
            let symbol = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol))?;
            (Token::Symbol(symbol), symbol.len())
        };
        tokens.push(token);
        rest = rest.get(length..)?.trim_start();
    }
    Some(tokens)
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
