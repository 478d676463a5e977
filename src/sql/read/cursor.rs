//! Reads a statement word by word: enough for statements that only name what they are about.

use crate::name::Name;
use crate::operation::{Behavior, IfExists, RelationRef, TypeRef};
use crate::sql::data_type::data_type;
use crate::sql::scan::{Kind, Token, string_value, tokens};

/// A place in the tokens of one statement.
pub(in crate::sql) struct Cursor<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(in crate::sql) fn new(text: &'t str) -> Self {
        Self { text, tokens: tokens(text).collect(), at: 0 }
    }

    pub(in crate::sql) fn peek(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.at)
    }

    pub(in crate::sql) fn next(&mut self) -> Option<Token<'t>> {
        let token = self.tokens.get(self.at).copied();
        self.at += usize::from(token.is_some());
        token
    }

    pub(in crate::sql) fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Takes these words, given in lower case and separated by blanks, if they come next.
    pub(in crate::sql) fn take(&mut self, words: &str) -> bool {
        let mut at = self.at;
        for word in words.split(' ') {
            if !self.tokens.get(at).is_some_and(|token| token.is_word(word)) {
                return false;
            }
            at += 1;
        }
        self.at = at;
        true
    }

    pub(in crate::sql) fn take_symbol(&mut self, symbol: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.is_symbol(symbol));
        self.at += usize::from(found);
        found
    }

    pub(in crate::sql) fn name(&mut self) -> Option<Name> {
        let name = self.peek()?.name()?;
        self.at += 1;
        Some(name)
    }

    /// Takes a name with up to two names before it.
    pub(in crate::sql) fn names(&mut self) -> Option<Vec<Name>> {
        let mut names = vec![self.name()?];
        while self.take_symbol(".") {
            names.push(self.name()?);
        }
        Some(names)
    }

    pub(in crate::sql) fn relation(&mut self) -> Option<RelationRef> {
        crate::sql::names::relation_of(self.names()?)
    }

    pub(in crate::sql) fn string(&mut self) -> Option<String> {
        let token = self.peek()?;
        let Kind::String { .. } = token.kind else { return None };
        let value = string_value(token.text)?;
        self.at += 1;
        Some(value)
    }

    pub(in crate::sql) fn if_exists(&mut self) -> IfExists {
        if self.take("if exists") { IfExists::Skip } else { IfExists::Fail }
    }

    pub(in crate::sql) fn behavior(&mut self) -> Behavior {
        if self.take("cascade") {
            return Behavior::Cascade;
        }
        self.take("restrict");
        Behavior::Restrict
    }

    /// Takes `(…)` and returns the types of the input arguments in it; none where there are no brackets.
    pub(in crate::sql) fn arguments(&mut self) -> Option<Option<Vec<TypeRef>>> {
        if !self.take_symbol("(") {
            return Some(None);
        }
        let mut types = Vec::new();
        loop {
            let from = self.at;
            let mut depth = 0_usize;
            while let Some(token) = self.peek() {
                match token.text {
                    "(" => depth += 1,
                    ")" | "," if depth == 0 => break,
                    ")" => depth -= 1,
                    _ => {}
                }
                self.at += 1;
            }
            if self.at > from {
                types.extend(argument(self.tokens.get(from..self.at)?)?);
            }
            match self.next()?.text {
                ")" => return Some(Some(types)),
                _ => continue,
            }
        }
    }

    /// Returns the text from here to the end.
    pub(in crate::sql) fn rest(&self) -> &'t str {
        self.peek().and_then(|token| self.text.get(token.start..)).unwrap_or("")
    }

    /// Returns the tokens from here to the end.
    pub(in crate::sql) fn remaining(&self) -> &[Token<'t>] {
        self.tokens.get(self.at..).unwrap_or(&[])
    }

    /// Returns the first words in lower case, for messages.
    pub(in crate::sql) fn first_words(&self, count: usize) -> String {
        let words = self.tokens.iter().take_while(|token| token.kind == Kind::Word).take(count);
        words.map(|token| token.text.to_ascii_lowercase()).collect::<Vec<_>>().join(" ")
    }
}

/// Returns the type of one argument, which may have a mode and a name before it; nothing for `OUT`.
fn argument(tokens: &[Token<'_>]) -> Option<Option<TypeRef>> {
    let mut tokens = tokens;
    while let Some(first) = tokens.first() {
        if first.is_word("out") || first.is_word("table") {
            return Some(None);
        }
        if !(first.is_word("in") || first.is_word("inout") || first.is_word("variadic")) {
            break;
        }
        tokens = tokens.get(1..)?;
    }
    let end = tokens.iter().position(|token| token.is_word("default") || token.is_symbol("=")).unwrap_or(tokens.len());
    let tokens = tokens.get(..end)?;
    for from in 0..tokens.len().min(2) {
        let text: Vec<&str> = tokens.get(from..)?.iter().map(|token| token.text).collect();
        let own = data_type(&text.join(" "));
        if !matches!(&own, TypeRef::Resolved(own) if own.as_unknown().is_some()) {
            return Some(Some(own));
        }
    }
    None
}
