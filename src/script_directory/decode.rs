//! The bytes of a Python file as text: byte order mark, coding line (PEP 263), line ends. Never fails: what is not
//! text becomes U+FFFD and a fault.

use crate::finding::Code;

/// The text of a file.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) fault: Option<Fault>,
}

/// Why Python would not load the file, and where.
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: &'static str,
    /// The byte offset in the text.
    pub(super) at: usize,
}

/// Decodes a file as Python's tokenizer does; line ends become `\n`.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let (bytes, marked) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let (text, mut fault) = match coding(bytes) {
        Some(name) if !marked => decode_as(bytes, &name),
        _ => decode_utf8(bytes),
    };
    let mut text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    if let Some(at) = text.find('\0') {
        text = text.replace('\0', " ");
        fault = Some(Fault {
            code: Code::NUL_BYTE,
            message: "the file holds a NUL byte, which Python refuses".into(),
            help: "restore the file from version control, or save it again as UTF-8",
            at,
        });
    }
    Decoded { text, fault }
}

fn decode_as(bytes: &[u8], name: &str) -> (String, Option<Fault>) {
    match name {
        "utf-8" | "utf8" | "utf-8-sig" | "u8" | "utf" | "cp65001" => decode_utf8(bytes),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "l1" | "iso-latin-1" => {
            (bytes.iter().map(|byte| char::from(*byte)).collect(), None)
        }
        "cp1252" | "windows-1252" | "1252" => (bytes.iter().map(|byte| windows_1252(*byte)).collect(), None),
        "iso-8859-15" | "iso8859-15" | "latin-9" | "latin9" | "l9" => {
            (bytes.iter().map(|byte| latin_9(*byte)).collect(), None)
        }
        "ascii" | "us-ascii" | "646" => match bytes.iter().position(|byte| !byte.is_ascii()) {
            None => decode_utf8(bytes),
            Some(at) => (String::from_utf8_lossy(bytes).into_owned(), Some(not_text("ASCII, which it declares", at))),
        },
        other => {
            let fault = Fault {
                code: Code::UNDECODABLE_FILE,
                message: format!("the file declares the encoding `{other}`, which limbeck does not read"),
                help: "save the file as UTF-8 and drop its coding line",
                at: 0,
            };
            let needs_it = bytes.iter().any(|byte| !byte.is_ascii());
            (String::from_utf8_lossy(bytes).into_owned(), needs_it.then_some(fault))
        }
    }
}

fn decode_utf8(bytes: &[u8]) -> (String, Option<Fault>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => (
            String::from_utf8_lossy(bytes).into_owned(),
            Some(not_text("UTF-8, and it declares no other encoding", error.valid_up_to())),
        ),
    }
}

fn not_text(encoding: &str, at: usize) -> Fault {
    Fault {
        code: Code::UNDECODABLE_FILE,
        message: format!("the file is not {encoding}"),
        help: "save it as UTF-8, or declare its encoding in the first line: `# -*- coding: latin-1 -*-`",
        at,
    }
}

/// Returns the encoding a coding line in the first two lines declares, in lower case with hyphens.
fn coding(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|byte| *byte == b'\n').take(2) {
        let line = line.trim_ascii();
        let Some(comment) = line.strip_prefix(b"#") else {
            if line.is_empty() {
                continue;
            }
            return None;
        };
        let comment = String::from_utf8_lossy(comment);
        if let Some(name) = comment.match_indices("coding").find_map(|(at, word)| name_after(&comment, at + word.len()))
        {
            return Some(name.to_ascii_lowercase().replace('_', "-"));
        }
    }
    None
}

fn name_after(comment: &str, at: usize) -> Option<String> {
    let rest = comment.get(at..)?.strip_prefix([':', '='])?.trim_start_matches([' ', '\t']);
    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
    (!name.is_empty()).then_some(name)
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

fn latin_9(byte: u8) -> char {
    match byte {
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        let decoded = decode(bytes);
        assert!(decoded.fault.is_none());
        decoded.text
    }

    #[test]
    fn reads_what_python_reads() {
        assert_eq!(text(b"\xef\xbb\xbfa = 1\r\nb = 2\r"), "a = 1\nb = 2\n");
        assert_eq!(text(b"# -*- coding: latin-1 -*-\nx = '\xe4'\n"), "# -*- coding: latin-1 -*-\nx = 'ä'\n");
        assert_eq!(
            text(b"#!python\n# vim: set fileencoding=cp1252 :\n'\x80'"),
            "#!python\n# vim: set fileencoding=cp1252 :\n'€'"
        );
        assert_eq!(text("x = 'ä'".as_bytes()), "x = 'ä'");
    }

    #[test]
    fn says_what_python_refuses() {
        let code = |bytes: &[u8]| decode(bytes).fault.map(|fault| (fault.code.as_str(), fault.at));
        assert_eq!(code(b"x = '\xe4'"), Some(("undecodable-file", 5)));
        assert_eq!(code(b"# coding: ascii\n'\xe4'"), Some(("undecodable-file", 17)));
        assert_eq!(code(b"# coding: koi8-r\n'\xe4'"), Some(("undecodable-file", 0)));
        assert_eq!(code(b"x = 1\0"), Some(("nul-byte", 5)));
        assert_eq!(code(b"x = 1\n\n# coding: ascii\n'a'"), None);
    }
}
