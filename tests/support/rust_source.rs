//! Rust source as the architecture test looks at it: comments and literals blanked, test code cut out. Not a parser.

use std::path::{Path, PathBuf};

/// One file of `src/`.
pub struct RustFile {
    /// The path below `src/`, with `/`.
    pub path: String,
    /// The text as written.
    pub text: String,
    /// The text with comments, strings and test code blanked; the same length, byte for byte.
    pub code: String,
}

impl RustFile {
    /// Returns a file of a given text.
    pub fn new(path: &str, text: &str) -> Self {
        let code = if path.ends_with("/tests.rs") || path.contains("/tests/") {
            blank(text, |_| true)
        } else {
            without_tests(&without_literals(text))
        };
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    /// Returns the module at the top of the crate that the file belongs to.
    pub fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Returns `path:line` of a byte offset.
    pub fn place(&self, at: usize) -> String {
        format!("src/{}:{}", self.path, self.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1)
    }

    /// Returns where `needle` stands in the code as a whole path segment: not inside a longer name.
    pub fn find<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
        let bytes = self.code.as_bytes();
        let starts = needle.starts_with(is_word);
        let ends = needle.ends_with(is_word);
        self.code.match_indices(needle).map(|(at, _)| at).filter(move |at| {
            let before = at.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(|b| is_word(char::from(*b)));
            let after = bytes.get(at + needle.len()).is_some_and(|b| is_word(char::from(*b)));
            !(starts && before || ends && after)
        })
    }
}

/// Reads every Rust file below a directory, sorted by path.
pub fn read_tree(root: &Path) -> Vec<RustFile> {
    let mut paths = Vec::new();
    list(root, &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let below = path.strip_prefix(root).expect("listed below it").to_string_lossy().replace('\\', "/");
        RustFile::new(&below, &std::fs::read_to_string(path).expect("source is UTF-8"))
    };
    paths.iter().map(read).collect()
}

fn list(directory: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).expect("can be listed").flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

pub fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Blanks comments, and what stands between the quotes of string and character literals.
fn without_literals(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut hidden = vec![false; bytes.len()];
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let word_before = at > 0 && is_word(char::from(bytes[at - 1]));
        let end = match byte {
            b'/' if rest.starts_with(b"//") => at + find(rest, b"\n").unwrap_or(rest.len()),
            b'/' if rest.starts_with(b"/*") => at + block_comment(rest),
            b'r' if !word_before && raw_string(rest).is_some() => {
                let (open, length) = raw_string(rest).expect("just seen");
                hidden[at + open..(at + length).saturating_sub(open - 1)].fill(true);
                at += length;
                continue;
            }
            b'"' => {
                let length = quoted(rest, b'"');
                hidden[at + 1..at + length.max(2) - 1].fill(true);
                at += length;
                continue;
            }
            b'\'' if character(rest).is_some() => {
                let length = character(rest).expect("just seen");
                hidden[at + 1..at + length - 1].fill(true);
                at += length;
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        hidden[at..end].fill(true);
        at = end;
    }
    blank(text, |i| hidden[i])
}

/// Cuts out every item under `#[cfg(test)]`: a block to its closing brace, a declaration to its semicolon.
fn without_tests(code: &str) -> String {
    let mut hidden = vec![false; code.len()];
    for (at, attribute) in code.match_indices("#[cfg(test)]") {
        let mut depth = 0_u32;
        let mut end = code.len();
        for (i, byte) in code.bytes().enumerate().skip(at + attribute.len()) {
            match byte {
                b'{' => depth += 1,
                b'}' if depth <= 1 => {
                    end = i + 1;
                    break;
                }
                b'}' => depth -= 1,
                b';' if depth == 0 => {
                    end = i + 1;
                    break;
                }
                _ => {}
            }
        }
        hidden[at..end].fill(true);
    }
    blank(code, |i| hidden[i])
}

fn blank(text: &str, hidden: impl Fn(usize) -> bool) -> String {
    let keep = |(i, byte): (usize, u8)| if byte == b'\n' || !hidden(i) { byte } else { b' ' };
    String::from_utf8(text.bytes().enumerate().map(keep).collect()).expect("whole characters are blanked")
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn block_comment(bytes: &[u8]) -> usize {
    let mut depth = 0_u32;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// Returns the length of the opening `r##"` and of the whole literal.
fn raw_string(bytes: &[u8]) -> Option<(usize, usize)> {
    let hashes = bytes[1..].iter().take_while(|byte| **byte == b'#').count();
    let open = hashes + 2;
    if bytes.get(open - 1) != Some(&b'"') {
        return None;
    }
    let close = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
    Some((open, find(&bytes[open..], &close).map_or(bytes.len(), |at| open + at + close.len())))
}

fn quoted(bytes: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            byte if *byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Returns the length of a character literal; a lifetime is none.
fn character(bytes: &[u8]) -> Option<usize> {
    if bytes.get(1) == Some(&b'\\') {
        return Some(quoted(bytes, b'\''));
    }
    let close = find(&bytes[1..bytes.len().min(7)], b"'")? + 1;
    let inside = std::str::from_utf8(&bytes[1..close]).ok()?;
    (inside.chars().count() == 1).then_some(close + 1)
}
