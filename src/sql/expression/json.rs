//! A JSON text as `jsonb` prints it: keys by length, then by bytes; the last of equal keys; one blank behind `:` and `,`.

/// Nesting beyond this is left as it is.
const MAX_DEPTH: usize = 64;

/// Returns the canonical text, `None` if it is not JSON.
pub(super) fn canonical(text: &str) -> Option<String> {
    let mut reader = Reader { rest: text, depth: 0 };
    let out = reader.value()?;
    reader.blanks();
    reader.rest.is_empty().then_some(out)
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl Reader<'_> {
    fn value(&mut self) -> Option<String> {
        self.blanks();
        match self.rest.chars().next()? {
            '{' => self.nested(Self::object),
            '[' => self.nested(Self::array),
            '"' => self.string(),
            _ => self.word(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<String>) -> Option<String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        self.skip(1);
        let out = read(self);
        self.depth -= 1;
        out
    }

    fn object(&mut self) -> Option<String> {
        let mut members: Vec<(String, String)> = Vec::new();
        if !self.take('}') {
            loop {
                self.blanks();
                let key = self.string()?;
                if !self.take(':') {
                    return None;
                }
                let value = self.value()?;
                members.retain(|(own, _)| *own != key);
                members.push((key, value));
                if self.take('}') {
                    break;
                }
                if !self.take(',') {
                    return None;
                }
            }
        }
        members.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
        let members: Vec<String> = members.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        Some(format!("{{{}}}", members.join(", ")))
    }

    fn array(&mut self) -> Option<String> {
        let mut elements = Vec::new();
        if !self.take(']') {
            loop {
                elements.push(self.value()?);
                if self.take(']') {
                    break;
                }
                if !self.take(',') {
                    return None;
                }
            }
        }
        Some(format!("[{}]", elements.join(", ")))
    }

    /// Returns a string with its quotes, escapes as `jsonb` writes them.
    fn string(&mut self) -> Option<String> {
        let mut out = String::from("\"");
        let mut chars = self.rest.char_indices();
        if chars.next()?.1 != '"' {
            return None;
        }
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.skip(at + 1);
                    out.push('"');
                    return Some(out);
                }
                '\\' => match chars.next()?.1 {
                    '/' => out.push('/'),
                    'u' => {
                        let code: String = (0..4).filter_map(|_| chars.next().map(|(_, c)| c)).collect();
                        let decoded = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                        match decoded {
                            Some(c) if c > '\u{1f}' && c != '"' && c != '\\' => out.push(c),
                            // Surrogates and control characters keep their escape.
                            _ => out.push_str(&format!("\\u{}", code.to_ascii_lowercase())),
                        }
                    }
                    other => {
                        out.push('\\');
                        out.push(other);
                    }
                },
                c if c < ' ' => return None,
                c => out.push(c),
            }
        }
        None
    }

    fn word(&mut self) -> Option<String> {
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | ':'))
            .unwrap_or(self.rest.len());
        let word = self.rest.get(..end)?.to_string();
        self.skip(end);
        match word.as_str() {
            "true" | "false" | "null" => Some(word),
            number => crate::sql::expression::literal::decimal(number, ""),
        }
    }

    fn take(&mut self, c: char) -> bool {
        self.blanks();
        let found = self.rest.starts_with(c);
        self.skip(usize::from(found));
        found
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_for_one_value() {
        assert_eq!(canonical(" { } ").as_deref(), Some("{}"));
        assert_eq!(canonical("{\"bb\":1,\"a\":2,\"bb\":[ ]}").as_deref(), Some("{\"a\": 2, \"bb\": []}"));
        assert_eq!(canonical("[1.0, null ,\"\\u0041\\n\"]").as_deref(), Some("[1.0, null, \"A\\n\"]"));
        for broken in ["", "{", "{a: 1}", "[1,]", "1 2", "'a'", &"[".repeat(100)] {
            assert_eq!(canonical(broken), None, "{broken}");
        }
    }
}
