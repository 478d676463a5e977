//! What is refused before parsing: text that would overflow the parser's stack, or take it longer than is reasonable.
//! The parser descends once per bracket, prefix operator or block, and its tree is as deep as the longest chain.

mod shallow;

use crate::source::{Source, Span};
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

/// The largest file that is parsed, in bytes.
pub const MAX_BYTES: usize = 8 << 20;
/// How many brackets, f-strings, blocks and prefix operators may enclose one another (Python itself allows 200 brackets
/// and 100 blocks).
const MAX_DEPTH: usize = 200;
/// How many operators, dots and calls may follow one another in one expression.
const MAX_CHAIN: usize = 2_000;

/// Returns why `source` is not parsed, and where, or nothing where it may be.
#[must_use]
pub fn refuse(source: &Source) -> Option<(String, Span)> {
    let text = source.text();
    if text.len() > MAX_BYTES {
        let reason = format!("the file has {} bytes; limbeck reads up to {MAX_BYTES}", text.len());
        return Some((reason, Span::new(0, 0)));
    }
    if shallow::is_shallow(text) {
        return None;
    }
    let reason = excess(text)?;
    Some((reason.to_string(), locate(text)))
}

/// Counts, token by token, how deep a parser would have to descend.
fn excess(text: &str) -> Option<&'static str> {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut levels = vec![Level::default()];
    let mut total = Level::default();
    let mut blocks = 0_usize;
    let mut after_operand = false;
    loop {
        let token = lexer.next_token();
        let step = step(token, after_operand);
        match step {
            Step::End => return None,
            Step::Open => levels.push(Level::default()),
            Step::Close => {
                if levels.len() > 1 {
                    total.subtract(levels.pop());
                }
                count(&mut levels, &mut total, Level { prefixes: 0, chain: 1 });
            }
            Step::Reset => {
                let spent = levels.last_mut().map(std::mem::take);
                total.subtract(spent);
            }
            Step::ResetAll => {
                levels.iter_mut().for_each(|level| *level = Level::default());
                total = Level::default();
            }
            Step::Prefix => count(&mut levels, &mut total, Level { prefixes: 1, chain: 0 }),
            Step::Chain => count(&mut levels, &mut total, Level { prefixes: 0, chain: 1 }),
            Step::Indent => blocks += 1,
            Step::Dedent => blocks = blocks.saturating_sub(1),
            Step::Operand => {}
        }
        after_operand = matches!(step, Step::Operand | Step::Close);
        if levels.len() + blocks + total.prefixes > MAX_DEPTH {
            return Some("brackets, blocks or operators are nested too deeply to be read");
        }
        if total.chain > MAX_CHAIN {
            return Some("one expression has too many operators to be read");
        }
    }
}

/// What one bracket level has seen since its last comma.
#[derive(Clone, Copy, Default)]
struct Level {
    prefixes: usize,
    chain: usize,
}

#[derive(Clone, Copy)]
enum Step {
    Open,
    Close,
    Reset,
    ResetAll,
    Prefix,
    Chain,
    Indent,
    Dedent,
    Operand,
    End,
}

impl Level {
    fn subtract(&mut self, spent: Option<Level>) {
        let spent = spent.unwrap_or_default();
        self.prefixes = self.prefixes.saturating_sub(spent.prefixes);
        self.chain = self.chain.saturating_sub(spent.chain);
    }
}

fn count(levels: &mut [Level], total: &mut Level, more: Level) {
    if let Some(level) = levels.last_mut() {
        level.prefixes += more.prefixes;
        level.chain += more.chain;
    }
    total.prefixes += more.prefixes;
    total.chain += more.chain;
}

fn step(token: TokenKind, after_operand: bool) -> Step {
    use TokenKind as T;
    match token {
        T::EndOfFile => Step::End,
        T::Lpar | T::Lsqb | T::Lbrace | T::FStringStart | T::TStringStart => Step::Open,
        T::Rpar | T::Rsqb | T::Rbrace | T::FStringEnd | T::TStringEnd => Step::Close,
        T::Indent => Step::Indent,
        T::Dedent => Step::Dedent,
        T::Comma | T::Semi => Step::Reset,
        // These never stand inside an expression: a bracket before them was not closed.
        T::Newline | T::Def | T::Class | T::Return | T::Import => Step::ResetAll,
        T::Plus | T::Minus | T::Star | T::DoubleStar if !after_operand => Step::Prefix,
        T::DoubleStar | T::Tilde | T::Not | T::Await | T::Lambda | T::Else | T::Yield | T::If | T::Colon => {
            Step::Prefix
        }
        T::Name | T::Int | T::Float | T::Complex | T::String | T::True | T::False | T::None | T::Ellipsis => {
            Step::Operand
        }
        T::FStringMiddle | T::TStringMiddle | T::Comment | T::NonLogicalNewline => Step::Operand,
        _ => Step::Chain,
    }
}

/// Finds the shortest beginning of `text` that is refused, by halving.
fn locate(text: &str) -> Span {
    let (mut accepted, mut refused) = (0, text.len());
    while accepted + 1 < refused {
        let mut middle = accepted + (refused - accepted) / 2;
        while !text.is_char_boundary(middle) {
            middle += 1;
        }
        if middle >= refused {
            break;
        }
        if text.get(..middle).is_some_and(|start| excess(start).is_some()) {
            refused = middle;
        } else {
            accepted = middle;
        }
    }
    Span::new(accepted, refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Option<(String, Span)> {
        refuse(&Source::new("a.py", text))
    }

    #[test]
    fn ordinary_code_passes() {
        let table = "op.create_table('t', sa.Column('a', sa.Integer(), nullable=not True), *[x for x in y if -x])\n";
        assert_eq!(reason(&table.repeat(3_000)), None);
        let values = format!("x = [{}]\n", "-1, ".repeat(50_000));
        assert_eq!(reason(&values), None);
        let sum = format!("x = 'a'{}\n", " + 'a'".repeat(1_000));
        assert_eq!(reason(&sum), None);
    }

    #[test]
    fn what_would_overflow_the_parser_is_refused_where_it_begins_to() {
        let cases = [
            "(".repeat(200_000),
            "[".repeat(100_000) + &"]".repeat(100_000),
            "x = 1".to_string() + &" + 1".repeat(20_000),
            "x = ".to_string() + &"not ".repeat(100_000) + "1",
            "x = ".to_string() + &"-".repeat(100_000) + "1",
            "x = ".to_string() + &"lambda: ".repeat(100_000) + "1",
            "async def f():\n  ".to_string() + &"await ".repeat(100_000) + "x",
            "x = a".to_string() + &".b".repeat(100_000),
            "x = a".to_string() + &"()".repeat(100_000),
            "x = ".to_string() + &"1 if a else ".repeat(100_000) + "1",
            "x = ".to_string() + &"2 ** ".repeat(100_000) + "1",
            "x = ".to_string() + &"f'{".repeat(10_000),
            (0..1_000).map(|n| " ".repeat(n) + "if a:\n").collect::<String>(),
            "if a: ".repeat(100_000),
        ];
        for text in cases {
            let Some((_, span)) = reason(&text) else { panic!("{}… passed", &text[..30]) };
            assert!(span.start > 100 && (span.start as usize) < text.len(), "{span:?}");
        }
    }
}
