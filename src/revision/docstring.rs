//! A docstring as Python's `str` methods see it. Not how it is printed.

/// Returns the text without the white space Python's `str.strip()` removes.
#[must_use]
pub fn strip(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Returns the lines of Python's `str.splitlines()`, which knows more line ends than `\n`.
#[must_use]
pub fn split_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if !is_line_end(character) {
            continue;
        }
        lines.push(text.get(start..at).unwrap_or(""));
        if character == '\r' && characters.peek().is_some_and(|(_, next)| *next == '\n') {
            characters.next();
        }
        start = characters.peek().map_or(text.len(), |(next, _)| *next);
    }
    if start < text.len() {
        lines.push(text.get(start..).unwrap_or(""));
    }
    lines
}

/// Returns a stripped docstring's first paragraph (`re.split("\n\n", longdoc)[0]`).
pub(super) fn first_paragraph(long: &str) -> &str {
    long.split("\n\n").next().unwrap_or("")
}

/// Returns the value of the `Create Date:` line that `alembic revision` writes.
pub(super) fn create_date(long: &str) -> Option<String> {
    let before = long.get(..long.find("Create Date:")?)?;
    let rest = long.get(before.rfind('\n').unwrap_or(0)..)?;
    let value = split_lines(rest).into_iter().find_map(|line| line.trim().strip_prefix("Create Date:"))?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_python_ends_them() {
        assert_eq!(split_lines("a\r\nb\rc\u{85}d\n"), ["a", "b", "c", "d"]);
        assert_eq!(split_lines("a\n\nb"), ["a", "", "b"]);
        assert!(split_lines("").is_empty());
    }

    #[test]
    fn strips_the_separators_that_rust_keeps() {
        assert_eq!(strip("\u{1f} a \u{1c}\n"), "a");
    }

    #[test]
    fn finds_the_create_date() {
        let long = "x\n\nRevision ID: a\nCreate Date: 2014-11-20 11:27:15.474959";
        assert_eq!(create_date(long).as_deref(), Some("2014-11-20 11:27:15.474959"));
        assert_eq!(first_paragraph(long), "x");
    }
}
