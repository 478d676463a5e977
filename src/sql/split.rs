//! Cuts a script into statements as psql does: at semicolons outside strings, comments, parentheses and `BEGIN ATOMIC`
//! bodies; psql's own `\` lines and the data of `COPY … FROM stdin` stand apart. Never parses a statement.

use crate::source::Span;
use crate::sql::scan::{Kind, Token, tokens};

/// One piece of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// From the first token to the last, without the semicolon.
    pub span: Span,
    pub kind: ChunkKind,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChunkKind {
    Statement,
    /// `COPY … FROM stdin`, and the lines of its data.
    Copy {
        data: Span,
    },
    /// A line for psql, like `\restrict` or `\connect`.
    PsqlLine,
}

/// How far a statement has been read.
#[derive(Default)]
struct Progress<'t> {
    start: usize,
    end: usize,
    /// The first words; no more are needed to tell what it is.
    words: Vec<&'t str>,
    names_stdin: bool,
    parentheses: usize,
    /// Open `BEGIN ATOMIC` and `CASE`.
    bodies: usize,
    previous_is_begin: bool,
}

/// Returns the pieces of `text` in order. Linear in its size.
#[must_use]
pub fn split(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut from = 0;
    while let Some(next) = split_from(text, from, &mut chunks) {
        from = next;
    }
    chunks
}

/// Reads on from `from`; returns where to start again after something that is not SQL.
fn split_from(text: &str, from: usize, chunks: &mut Vec<Chunk>) -> Option<usize> {
    let rest = text.get(from..)?;
    let mut current: Option<Progress<'_>> = None;
    for token in tokens(rest) {
        if current.is_none() {
            if token.is_symbol(";") {
                continue;
            }
            if token.text.starts_with('\\') {
                let line = from + token.start;
                let end = line_end(text, line);
                chunks.push(Chunk { span: Span::new(line, end), kind: ChunkKind::PsqlLine });
                return Some(end);
            }
        }
        let progress = current.get_or_insert_with(|| Progress { start: from + token.start, ..Progress::default() });
        if token.is_symbol(";") && progress.parentheses == 0 && progress.bodies == 0 {
            let finished = current.take().unwrap_or_default();
            let span = Span::new(finished.start, finished.end);
            if finished.is_copy_from_stdin() {
                let data = copy_data(text, line_end(text, from + token.end()));
                chunks.push(Chunk { span, kind: ChunkKind::Copy { data } });
                return Some(line_end(text, data.end as usize));
            }
            chunks.push(Chunk { span, kind: ChunkKind::Statement });
            continue;
        }
        progress.take(&token, from);
    }
    if let Some(last) = current {
        chunks.push(Chunk { span: Span::new(last.start, last.end), kind: ChunkKind::Statement });
    }
    None
}

impl<'t> Progress<'t> {
    fn take(&mut self, token: &Token<'t>, from: usize) {
        self.end = from + token.end();
        match token.text {
            "(" => self.parentheses += 1,
            ")" => self.parentheses = self.parentheses.saturating_sub(1),
            _ => {}
        }
        if token.kind == Kind::Word {
            let opens = token.is_word("atomic") && self.previous_is_begin && self.creates_routine();
            if opens || self.bodies > 0 && token.is_word("case") {
                self.bodies += 1;
            } else if self.bodies > 0 && token.is_word("end") {
                self.bodies -= 1;
            }
            if self.words.len() < 4 {
                self.words.push(token.text);
            }
            self.names_stdin |= token.is_word("stdin");
        }
        self.previous_is_begin = token.is_word("begin");
    }

    fn starts_with(&self, words: &[&str]) -> bool {
        words.len() <= self.words.len()
            && self.words.iter().zip(words).all(|(own, word)| own.eq_ignore_ascii_case(word))
    }

    fn creates_routine(&self) -> bool {
        [["create", "function"], ["create", "procedure"], ["create", "or"]].iter().any(|words| self.starts_with(words))
    }

    fn is_copy_from_stdin(&self) -> bool {
        self.starts_with(&["copy"]) && self.names_stdin
    }
}

/// Returns the end of the line in which `at` lies, without its newline.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |found| at + found)
}

/// Returns the lines of COPY data that begin after the newline at `newline`, up to `\.` or the end.
fn copy_data(text: &str, newline: usize) -> Span {
    let start = (newline + 1).min(text.len());
    let mut at = start;
    while at < text.len() {
        let end = line_end(text, at);
        if text.get(at..end).is_some_and(|line| line.trim_end_matches('\r') == "\\.") {
            return Span::new(start, at);
        }
        at = (end + 1).min(text.len());
    }
    Span::new(start, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        split(text).iter().map(|chunk| text.get(chunk.span.range()).expect("in text")).collect()
    }

    #[test]
    fn semicolons_in_strings_bodies_and_parentheses_do_not_split() {
        let text = "SELECT ';'; DO $x$ a; b; $x$;\n-- c;\nCREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);";
        assert_eq!(pieces(text).len(), 3);
        let atomic =
            "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END; SELECT 1";
        assert_eq!(pieces(atomic).len(), 2);
        assert_eq!(pieces("BEGIN; SELECT 1; END;"), ["BEGIN", "SELECT 1", "END"]);
    }

    #[test]
    fn psql_lines_and_copy_data_stand_apart() {
        let text =
            "\\restrict aX;'\nCOPY public.t (a, b) FROM stdin;\n1\t;x'\n\\N\t\\.\n\\.\n\nSELECT 1;\n\\unrestrict aX\n";
        let chunks = split(text);
        let kinds: Vec<bool> = chunks.iter().map(|chunk| chunk.kind == ChunkKind::PsqlLine).collect();
        assert_eq!(kinds, [true, false, false, true]);
        let ChunkKind::Copy { data } = &chunks[1].kind else { panic!("{chunks:?}") };
        assert_eq!(&text[data.range()], "1\t;x'\n\\N\t\\.\n");
        assert_eq!(&text[chunks[2].span.range()], "SELECT 1");
    }
}
