//! The tokens of SQL text, without blanks and comments. Knows PostgreSQL's lexical rules and no grammar.

use crate::name::Name;
use squawk_lexer::{LiteralKind, TokenKind};

/// One token and its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
    pub start: usize,
}

/// What a token is, as far as a reader without grammar cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An unquoted identifier or a keyword.
    Word,
    Quoted,
    /// Any kind of string literal; `terminated` is false at the end of a broken text.
    String {
        terminated: bool,
    },
    Number,
    /// `$1`.
    Parameter,
    /// One character of punctuation or of an operator.
    Symbol,
}

/// Returns the tokens of `text`, lazily.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    squawk_lexer::tokenize(text).filter_map(move |token| {
        let start = at;
        at += token.len as usize;
        let text = text.get(start..at)?;
        let kind = match token.kind {
            // A comment that nothing ends is left for the grammar to refuse.
            TokenKind::Whitespace
            | TokenKind::LineComment
            | TokenKind::BlockComment { terminated: true }
            | TokenKind::Eof => {
                return None;
            }
            TokenKind::Ident => Kind::Word,
            TokenKind::QuotedIdent { .. } => Kind::Quoted,
            TokenKind::PositionalParam { .. } => Kind::Parameter,
            TokenKind::Literal { kind } => match kind {
                LiteralKind::Int { .. } | LiteralKind::Numeric { .. } => Kind::Number,
                LiteralKind::Str { terminated }
                | LiteralKind::NationalStr { terminated }
                | LiteralKind::ByteStr { terminated }
                | LiteralKind::BitStr { terminated }
                | LiteralKind::DollarQuotedString { terminated }
                | LiteralKind::UnicodeEscStr { terminated }
                | LiteralKind::EscStr { terminated } => Kind::String { terminated },
            },
            _ => Kind::Symbol,
        };
        Some(Token { kind, text, start })
    })
}

impl Token<'_> {
    /// Returns whether the token is this keyword, which is given in lower case.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Returns whether the token is this character.
    pub(super) fn is_symbol(&self, symbol: &str) -> bool {
        self.kind == Kind::Symbol && self.text == symbol
    }

    /// Returns the offset behind the token.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns the identifier that the token is, folded unless it is quoted.
    pub(super) fn name(&self) -> Option<Name> {
        match self.kind {
            Kind::Word => Some(Name::folded(self.text)),
            Kind::Quoted => Some(unquote(self.text)),
            _ => None,
        }
    }
}

/// Returns the name in double quotes; `U&` escapes are not undone, they are not written in the wild.
pub(super) fn unquote(text: &str) -> Name {
    let inner = text.strip_prefix('"').unwrap_or(text);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if inner.contains('"') { Name::verbatim(&inner.replace("\"\"", "\"")) } else { Name::verbatim(inner) }
}

/// Returns the value of a string literal token, `None` where an escape cannot be undone.
pub(super) fn string_value(text: &str) -> Option<String> {
    if text.starts_with('$') {
        let tag = text.get(1..)?.find('$')? + 2;
        return text.get(tag..text.len().checked_sub(tag)?).map(str::to_string);
    }
    let escaped = text.starts_with(['e', 'E']);
    let body = text.get(text.find('\'')?..)?;
    if !escaped && !text.starts_with(['\'', 'n', 'N']) {
        return None;
    }
    let inner = body.strip_prefix('\'')?.strip_suffix('\'')?;
    if !escaped {
        return Some(inner.replace("''", "'"));
    }
    unescape(inner)
}

fn unescape(inner: &str) -> Option<String> {
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                chars.next_if_eq(&'\'');
                out.push('\'');
            }
            '\\' => match chars.next()? {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                'b' => out.push('\u{8}'),
                'f' => out.push('\u{c}'),
                // Bytes and code points are left to a reader who needs them.
                'x' | 'u' | 'U' | '0'..='7' => return None,
                other => out.push(other),
            },
            other => out.push(other),
        }
    }
    Some(out)
}

/// Returns whether a text has no statement in it: blanks, comments and semicolons only.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    tokens(text).all(|own| own.is_symbol(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_comments_are_no_tokens() {
        let texts: Vec<&str> = tokens("SELECT /* a /* b */ */ 1 -- x\n + $$a;b$$").map(|token| token.text).collect();
        assert_eq!(texts, ["SELECT", "1", "+", "$$a;b$$"]);
    }

    #[test]
    fn strings_are_undone() {
        assert_eq!(string_value("'it''s'").as_deref(), Some("it's"));
        assert_eq!(string_value(r"E'a\nb\'c'").as_deref(), Some("a\nb'c"));
        assert_eq!(string_value("$x$a'b$x$").as_deref(), Some("a'b"));
        assert_eq!(string_value("'open"), None);
    }
}
