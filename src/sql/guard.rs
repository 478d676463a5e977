//! What keeps the parser from harm: it overflows its stack on deep nesting and is quadratic in long operator chains, so
//! such text is refused before it is parsed, and parsing has a stack of its own.

use crate::sql::scan::{Kind, string_value, tokens};
use std::cell::Cell;

/// No statement that changes a schema is longer; data is never parsed.
const MAX_BYTES: usize = 4 << 20;
/// Brackets and `CASE` within each other.
const MAX_DEPTH: usize = 256;
/// Operators between two separators; each nests the tree one deeper.
const MAX_CHAIN: usize = 2_000;
/// A tree this deep fits any stack.
const SHALLOW: usize = 48;
const STACK_BYTES: usize = 128 << 20;

thread_local! {
    static HAS_BIG_STACK: Cell<bool> = const { Cell::new(false) };
}

/// Returns why `text` must not be parsed, if so.
pub(super) fn refuse(text: &str) -> Option<String> {
    if text.len() > MAX_BYTES {
        return Some(format!("the statement is longer than {MAX_BYTES} bytes"));
    }
    // The parser also reads what is in the string of a function or a `DO`.
    let has_body = has_body(text);
    let bodies = tokens(text).filter(|token| has_body && matches!(token.kind, Kind::String { .. }));
    if let Some(reason) = bodies.filter_map(|token| string_value(token.text)).find_map(|body| refuse(&body)) {
        return Some(reason);
    }
    let (mut depth, mut chain) = (0_usize, 0_usize);
    let mut outer = Vec::new();
    for token in tokens(text) {
        match (token.kind, token.text) {
            (Kind::Symbol, "(" | "[" | "{") => {
                depth += 1;
                outer.push(chain);
            }
            (Kind::Symbol, ")" | "]" | "}") => {
                depth = depth.saturating_sub(1);
                chain = outer.pop().unwrap_or(0);
            }
            (Kind::Symbol, "," | ";") => chain = 0,
            (Kind::Symbol, _) => chain += 1,
            (Kind::Word, word) => match word.to_ascii_lowercase().as_str() {
                "case" => depth += 1,
                "end" => depth = depth.saturating_sub(1),
                "and" | "or" | "not" | "union" | "except" | "intersect" | "join" | "collate" | "is" | "at" => {
                    chain += 1
                }
                _ => {}
            },
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(format!("the statement nests deeper than {MAX_DEPTH} brackets"));
        }
        if chain > MAX_CHAIN {
            return Some(format!("the statement chains more than {MAX_CHAIN} operators"));
        }
    }
    None
}

/// Runs `work`, which parses `text`, on a stack that is big enough for whatever [`refuse`] lets through; `None` if it
/// panics or there is no thread for it.
pub(super) fn with_stack<T: Send>(text: &str, work: impl FnOnce() -> T + Send) -> Option<T> {
    if HAS_BIG_STACK.get() || !is_deep(text) {
        return std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).ok();
    }
    std::thread::scope(|scope| {
        let run = || {
            HAS_BIG_STACK.set(true);
            work()
        };
        std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, run).ok()?.join().ok()
    })
}

/// Returns whether the tree of `text` may be deep: every level of it costs an operator, a bracket or a word.
fn is_deep(text: &str) -> bool {
    let nests = |token: &crate::sql::scan::Token<'_>| match token.kind {
        Kind::Symbol => !matches!(token.text, "," | ";" | "." | ")" | "]"),
        Kind::Word => ["not", "and", "or", "case", "collate", "is", "at", "select", "union", "join"]
            .iter()
            .any(|word| token.is_word(word)),
        _ => false,
    };
    has_body(text) || tokens(text).filter(nests).nth(SHALLOW).is_some()
}

/// Returns whether the statement brings code in a string.
fn has_body(text: &str) -> bool {
    let is_code = |word: &str| tokens(text).take(5).any(|token| token.is_word(word));
    is_code("do") || is_code("function") || is_code("procedure")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_would_overflow_or_take_forever() {
        assert!(refuse(&"(".repeat(200_000)).is_some());
        assert!(refuse(&format!("SELECT 1{}", " + 1".repeat(20_000))).is_some());
        assert!(refuse(&format!("SELECT {}", "CASE WHEN a THEN ".repeat(1_000))).is_some());
        assert!(refuse(&format!("INSERT INTO t VALUES {}", "(1, -1, 'a'), ".repeat(50_000))).is_none());
        assert!(refuse(&" ".repeat(5 << 20)).is_some());
        assert!(refuse(&format!("DO $$ BEGIN {} END $$", "(".repeat(9_000))).is_some());
        assert!(refuse(&format!("CREATE FUNCTION f() AS '{}' LANGUAGE sql", "(".repeat(9_000))).is_some());
    }

    #[test]
    fn a_panic_is_an_answer() {
        let deep = "(".repeat(100);
        assert_eq!(with_stack(&deep, || 1), Some(1));
        let silent = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        assert_eq!(with_stack(&deep, || -> u8 { panic!("on purpose") }), None);
        std::panic::set_hook(silent);
    }
}
