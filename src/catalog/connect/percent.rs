//! Percent-encoding of URLs.

use std::fmt::Write as _;

/// Returns the decoded text, or nothing where the bytes are not UTF-8 or hold a NUL. A `%` that starts no
/// escape stays, as in Python's `urllib.parse.unquote`.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = match tail {
            [high, low, after @ ..] if first == b'%' => hex(*high).zip(hex(*low)).map(|(h, l)| (h * 16 + l, after)),
            _ => None,
        };
        let (byte, after) = escaped.unwrap_or((first, tail));
        bytes.push(byte);
        rest = after;
    }
    if bytes.contains(&0) { None } else { String::from_utf8(bytes).ok() }
}

/// Returns `text` with everything but unreserved characters and those of `also` escaped.
pub(super) fn encode(text: &str, also: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || also.as_bytes().contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_and_broken_ones_stay() {
        assert_eq!(decode("p%40ss%2fw%C3%A9").as_deref(), Some("p@ss/wé"));
        assert_eq!(decode("100%").as_deref(), Some("100%"));
        assert_eq!(decode("%zz%4").as_deref(), Some("%zz%4"));
        assert_eq!(decode("%ff"), None);
        assert_eq!(decode("a%00b"), None);
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        let text = "a b@c/d?é%";
        assert_eq!(decode(&encode(text, "")).as_deref(), Some(text));
        assert_eq!(encode("/var/run", "/"), "/var/run");
    }
}
