//! `str.encode` and `bytes.decode`: the encodings that version files use.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

/// An encoding that is evaluated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

impl Vm {
    pub(super) fn encode_text(&mut self, text: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let Some(encoding) = encoding_of(arguments, 0) else { return Ok(self.no_encoding(place)) };
        let limit = match encoding {
            Encoding::Utf8 => return Ok(Value::Bytes(text.as_bytes().into())),
            Encoding::Ascii => 0x80,
            Encoding::Latin1 => 0x100,
        };
        let errors = arguments.find(1, "errors").and_then(|errors| errors.as_str());
        let mut bytes = Vec::new();
        for c in text.chars() {
            match (u8::try_from(u32::from(c)), errors.as_deref()) {
                (Ok(byte), _) if u32::from(byte) < limit => bytes.push(byte),
                (_, None | Some("strict")) => {
                    return Err(self.error("UnicodeEncodeError", "the codec can't encode a character", place));
                }
                (_, Some("ignore")) => {}
                (_, Some("replace")) => bytes.push(b'?'),
                _ => return Ok(self.no_encoding(place)),
            }
        }
        Ok(Value::Bytes(bytes.into()))
    }

    pub(in crate::python) fn decode_bytes(
        &mut self,
        bytes: &[u8],
        arguments: &Arguments,
        first: usize,
        place: &Place,
    ) -> Outcome {
        let Some(encoding) = encoding_of(arguments, first) else { return Ok(self.no_encoding(place)) };
        let text = match encoding {
            Encoding::Utf8 => std::str::from_utf8(bytes).map(str::to_string).ok(),
            Encoding::Ascii => bytes.is_ascii().then(|| bytes.iter().map(|byte| char::from(*byte)).collect()),
            Encoding::Latin1 => Some(bytes.iter().map(|byte| char::from(*byte)).collect()),
        };
        let errors = arguments.find(first + 1, "errors").and_then(|errors| errors.as_str());
        match (text, errors.as_deref()) {
            (Some(text), _) => Ok(Value::str(text)),
            (None, None | Some("strict")) => {
                Err(self.error("UnicodeDecodeError", "the codec can't decode the bytes", place))
            }
            _ => Ok(self.no_encoding(place)),
        }
    }

    fn no_encoding(&self, place: &Place) -> Value {
        self.unknown("this encoding is not evaluated", place)
    }
}

fn encoding_of(arguments: &Arguments, at: usize) -> Option<Encoding> {
    let Some(name) = arguments.find(at, "encoding") else { return Some(Encoding::Utf8) };
    match &*name.as_str()?.to_lowercase().replace(['-', ' '], "_") {
        "utf_8" | "utf8" | "u8" => Some(Encoding::Utf8),
        "ascii" | "us_ascii" => Some(Encoding::Ascii),
        "latin_1" | "latin1" | "iso_8859_1" | "iso8859_1" => Some(Encoding::Latin1),
        _ => None,
    }
}
