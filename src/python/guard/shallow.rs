//! A quick answer for the texts that are nowhere near a limit, which is nearly all of them: a bound counted byte by byte,
//! several times faster than the tokens. Whatever it does not know for certain is left to the tokens.

use super::{MAX_CHAIN, MAX_DEPTH};

/// What one logical line has seen.
#[derive(Default)]
struct Line {
    /// The white space before its first word: no fewer than the blocks around it.
    indent: usize,
    /// Brackets that are open.
    open: usize,
    /// Words and signs that may be prefix operators.
    prefixes: usize,
    /// Words and signs.
    tokens: usize,
}

/// Returns whether no logical line can reach a limit; `false` where that takes a closer look.
pub(super) fn is_shallow(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut line = Line::default();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        at = match byte {
            b'\n' | b'\r' => {
                if line.open == 0 {
                    line = Line::default();
                }
                at + 1
            }
            b' ' | b'\t' | 0x0c => {
                line.indent += usize::from(line.tokens == 0);
                at + 1
            }
            b'#' => after(bytes, at, |byte| !matches!(byte, b'\n' | b'\r')),
            b'\'' | b'"' => match after_string(bytes, at) {
                Some(end) => end,
                None => return false,
            },
            byte if is_word(byte) => {
                let end = after(bytes, at, is_word);
                let word = bytes.get(at..end).unwrap_or_default();
                // The braces of an f-string or a template string hold code.
                let quoted = matches!(bytes.get(end), Some(b'\'' | b'"'));
                let braced = quoted && word.iter().any(|byte| matches!(byte, b'f' | b'F' | b't' | b'T'));
                // A number can end where a keyword begins: `1if x`.
                let numbered = byte.is_ascii_digit() && word.iter().any(u8::is_ascii_alphabetic);
                if braced || numbered {
                    return false;
                }
                line.prefixes += usize::from(may_be_prefix(word));
                end
            }
            sign if sign == b'\\' || !sign.is_ascii() || sign.is_ascii_control() => return false,
            sign => {
                line.sign(sign);
                at + 1
            }
        };
        line.tokens += usize::from(!matches!(byte, b'\n' | b'\r' | b' ' | b'\t' | 0x0c | b'#'));
        if 1 + line.indent + line.open + line.prefixes > MAX_DEPTH || line.tokens > MAX_CHAIN {
            return false;
        }
    }
    true
}

impl Line {
    fn sign(&mut self, sign: u8) {
        match sign {
            b'(' | b'[' | b'{' => self.open += 1,
            b')' | b']' | b'}' => self.open = self.open.saturating_sub(1),
            b':' | b'+' | b'-' | b'*' | b'~' => self.prefixes += 1,
            _ => {}
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn may_be_prefix(word: &[u8]) -> bool {
    matches!(word, b"not" | b"await" | b"lambda" | b"else" | b"if" | b"yield")
}

fn after(bytes: &[u8], start: usize, within: impl Fn(u8) -> bool) -> usize {
    start + bytes.iter().skip(start).take_while(|byte| within(**byte)).count()
}

/// Returns where a string that begins at a quote ends; none where it does not.
fn after_string(bytes: &[u8], start: usize) -> Option<usize> {
    let quote = *bytes.get(start)?;
    let triple = |at: usize| bytes.get(at..at + 3).is_some_and(|quotes| quotes.iter().all(|byte| *byte == quote));
    let long = triple(start);
    let mut at = start + if long { 3 } else { 1 };
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 2,
            b'\n' | b'\r' if !long => return None,
            byte if byte != quote => at += 1,
            _ if !long => return Some(at + 1),
            _ if triple(at) => return Some(at + 3),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::guard::excess;
    use proptest::prelude::*;

    const PIECES: &[&str] = &[
        "(",
        "[",
        "{",
        ")",
        "]",
        "}",
        "x",
        "'a'",
        "\"b\"",
        "'''",
        "'",
        "\\",
        "\\\n",
        "\n",
        "\r\n",
        "    ",
        "\t",
        " ",
        "#",
        ",",
        ";",
        ":",
        ".",
        "-",
        "+",
        "**",
        "~",
        " not ",
        " await ",
        "lambda: ",
        " if ",
        " else ",
        " in ",
        "f'{",
        "f\"",
        "t'",
        "rb'",
        "u'",
        "'\\''",
        "def f():\n",
        "1",
        "=",
        "ä",
        "…",
        "@",
        "->",
        ":=",
        "!",
        "$",
        "?",
        "\0",
        "\x0c",
        "e.g",
        "0x1_f",
        "1e5",
        "1if ",
        "yield",
        "\u{2028}",
        "\u{a0}",
    ];
    const TIMES: &[usize] = &[1, 2, 40, 199, 1_500];

    #[test]
    fn version_files_are_shallow() {
        let text = "\"\"\"it's\"\"\"\nrevision = 'a'  # it's (\n\ndef upgrade() -> None:\n    op.execute(r'\\d{(')\n";
        let table = "    op.create_table('t', sa.Column('a', sa.Integer(), nullable=not True))\n";
        assert!(is_shallow(&(text.to_owned() + &table.repeat(3_000))));
        assert!(!is_shallow(&"(".repeat(200)) && !is_shallow(&"x.".repeat(1_001)) && !is_shallow("x = f'{a}'"));
    }

    #[test]
    fn control_characters_are_left_to_the_tokens() {
        assert!(is_shallow("not\nx\n") && !is_shallow(" not \n\0((") && !is_shallow("\u{7f}"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn what_is_shallow_is_never_refused(
            pieces in prop::collection::vec((prop::sample::select(PIECES), prop::sample::select(TIMES)), 0..12)
        ) {
            let text: String = pieces.iter().map(|(piece, times)| piece.repeat(*times)).collect();
            prop_assert!(!is_shallow(&text) || excess(&text).is_none(), "{pieces:?}");
        }
    }
}
