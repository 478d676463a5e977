//! Array literals: `{a,"b c",NULL}`.

use crate::schema::DataType;
use crate::sql::expression::literal::{Value, value};

/// Returns the elements of a one-dimensional array literal, `None` for an element that is NULL; nothing for a literal
/// with bounds, with more dimensions, or that is none.
pub(in crate::sql) fn elements(text: &str) -> Option<Vec<Option<String>>> {
    let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    let mut elements = Vec::new();
    if inner.trim().is_empty() {
        return Some(elements);
    }
    let mut chars = inner.chars().peekable();
    loop {
        let mut own = String::new();
        let mut quoted = false;
        let mut open = false;
        loop {
            match chars.next() {
                None if open => return None,
                None => {
                    elements.push(finish(own, quoted)?);
                    return Some(elements);
                }
                // Nothing but blanks stands beside a quoted element (PostgreSQL 15, `ArrayCount`).
                Some('"') if !open && (quoted || !own.trim().is_empty()) => return None,
                Some('"') => {
                    if !open {
                        own.clear();
                    }
                    open = !open;
                    quoted = true;
                }
                Some(',') if !open => break,
                Some('{' | '}') if !open => return None,
                Some(c) if quoted && !open => {
                    if !c.is_whitespace() {
                        return None;
                    }
                }
                Some('\\') => own.push(chars.next()?),
                Some(c) => own.push(c),
            }
        }
        elements.push(finish(own, quoted)?);
    }
}

/// Returns an array literal with its elements in canonical form.
pub(super) fn canonical(text: &str, own: &DataType) -> Option<String> {
    let element = DataType { array: false, ..own.clone() };
    let mut out = Vec::new();
    for item in elements(text)? {
        out.push(match item {
            None => "NULL".to_string(),
            Some(item) => match value(&item, &element) {
                Value::Canonical(item) => quote(&item),
                _ => return None,
            },
        });
    }
    Some(format!("{{{}}}", out.join(",")))
}

fn finish(own: String, quoted: bool) -> Option<Option<String>> {
    if quoted {
        return Some(Some(own));
    }
    let own = own.trim();
    if own.is_empty() {
        return None;
    }
    Some((!own.eq_ignore_ascii_case("null")).then(|| own.to_string()))
}

fn quote(item: &str) -> String {
    let is_plain = !item.is_empty()
        && !item.eq_ignore_ascii_case("null")
        && !item.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ',' | '"' | '\\'));
    if is_plain { item.to_string() } else { format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found() {
        let some = |text: &str| Some(text.to_string());
        assert_eq!(elements("{}"), Some(vec![]));
        assert_eq!(elements("{a, \"b, c\" ,NULL,\"null\"}"), Some(vec![some("a"), some("b, c"), None, some("null")]));
        assert_eq!(elements("{{1},{2}}"), None);
        assert_eq!(elements("{a,}"), None);
        assert_eq!(elements("{\"a\": \"b\"}"), None);
        assert_eq!(elements("{a\"b\"}"), None);
        assert_eq!(elements("{\"a\\\\\" , b}"), Some(vec![some("a\\"), some("b")]));
        assert_eq!(elements("[0:1]={1,2}"), None);
    }
}
