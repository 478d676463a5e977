//! LIKE (PostgreSQL 15, `like_match.c`).

/// Returns the pattern of LIKE that a word of [`Cell::Among`] means.
pub(super) fn glob(word: &str) -> String {
    word.replace('_', "\\_").replace('*', "%")
}

/// Returns whether `text` is like `pattern`: `%`, `_` and `\`.
#[must_use]
pub fn is_like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) = (text.chars().collect(), pattern.chars().collect());
    like(&text, &pattern)
}

fn like(text: &[char], pattern: &[char]) -> bool {
    // Iterative, going back to the last `%` only.
    let (mut t, mut p, mut back) = (0, 0, None);
    loop {
        let literal = |at: usize| match pattern.get(at) {
            Some('\\') => (pattern.get(at + 1).copied(), 2),
            other => (other.copied(), 1),
        };
        match (pattern.get(p), text.get(t)) {
            (Some('%'), _) => {
                back = Some((p + 1, t));
                p += 1;
                continue;
            }
            (Some('_'), Some(_)) => {
                (t, p) = (t + 1, p + 1);
                continue;
            }
            (Some(_), Some(c)) if literal(p).0 == Some(*c) => {
                p += literal(p).1;
                t += 1;
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        match back {
            Some((after, at)) if at < text.len() => {
                back = Some((after, at + 1));
                (p, t) = (after, at + 1);
            }
            _ => return false,
        }
    }
}
