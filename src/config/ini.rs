//! Reads ini files as Python's `ConfigParser` does with Alembic's settings (Lib/configparser.py, CPython 3.13): sections,
//! DEFAULT, continuation lines, full-line comments. Interpolation is in `percent`.

use crate::error::{Error, Result};
use crate::finding::Code;
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// The section whose options every section has.
const DEFAULTS: &str = "DEFAULT";

/// The sections of an ini file.
#[derive(Clone, Debug, Default)]
pub(super) struct Ini {
    sections: BTreeMap<String, BTreeMap<String, String>>,
    defaults: BTreeMap<String, String>,
}

impl Ini {
    /// Reads `source`.
    pub(super) fn parse(source: &Source) -> Result<Self> {
        let mut reader = Reader::default();
        let mut at = 0;
        for line in source.text().split_inclusive('\n') {
            reader.take(line).map_err(|message| {
                let end = at + line.trim_end().len();
                Error::new(Code::BAD_CONFIG, message, "correct the line; Python's configparser refuses it too")
                    .at(source.place(Span::new(at, end)))
            })?;
            at += line.len();
        }
        Ok(reader.finish())
    }

    /// Returns whether the section is there.
    pub(super) fn has_section(&self, section: &str) -> bool {
        self.sections.contains_key(section)
    }

    /// Returns the names of the sections.
    pub(super) fn section_names(&self) -> impl Iterator<Item = &str> {
        self.sections.keys().map(String::as_str)
    }

    /// Returns the names of a section's options, DEFAULT's included.
    pub(super) fn option_names(&self, section: &str) -> impl Iterator<Item = &str> {
        let section = self.sections.get(section);
        let defaults = self.defaults.iter().filter(move |_| section.is_some());
        section.into_iter().flatten().chain(defaults).map(|(name, _)| name.as_str())
    }

    /// Returns an option as written, from the section or from DEFAULT; nothing where the section is missing.
    pub(super) fn raw(&self, section: &str, option: &str) -> Option<&str> {
        let section = self.sections.get(section)?;
        let option = option.to_lowercase();
        section.get(&option).or_else(|| self.defaults.get(&option)).map(String::as_str)
    }
}

#[derive(Default)]
struct Reader {
    sections: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    section: Option<String>,
    option: Option<String>,
    indent: usize,
}

impl Reader {
    fn take(&mut self, line: &str) -> std::result::Result<(), String> {
        let value = line.trim();
        if value.starts_with(['#', ';']) {
            return Ok(());
        }
        if value.is_empty() {
            if let Some(lines) = self.current() {
                lines.push(String::new());
            }
            return Ok(());
        }
        let indent = line.chars().take_while(|character| character.is_whitespace()).count();
        if indent > self.indent
            && let Some(lines) = self.current()
        {
            lines.push(value.to_owned());
            return Ok(());
        }
        self.indent = indent;
        if let Some(name) = section_name(value) {
            return self.open(name);
        }
        let Some(section) = self.section.clone() else {
            return Err("the file has no section header before this line".into());
        };
        let Some((option, text)) = value.split_once(['=', ':']) else {
            return Err("the line is neither a section, an option nor a comment".into());
        };
        let option = option.trim().to_lowercase();
        if option.is_empty() {
            return Err("the option has no name".into());
        }
        let options = self.sections.entry(section.clone()).or_default();
        if options.insert(option.clone(), vec![text.trim().to_owned()]).is_some() {
            return Err(format!("option `{option}` is given twice in section `[{section}]`"));
        }
        self.option = Some(option);
        Ok(())
    }

    fn open(&mut self, name: &str) -> std::result::Result<(), String> {
        if self.sections.contains_key(name) && name != DEFAULTS {
            return Err(format!("section `[{name}]` is given twice"));
        }
        self.sections.entry(name.to_owned()).or_default();
        self.section = Some(name.to_owned());
        self.option = None;
        Ok(())
    }

    fn current(&mut self) -> Option<&mut Vec<String>> {
        self.sections.get_mut(self.section.as_ref()?)?.get_mut(self.option.as_ref()?)
    }

    fn finish(self) -> Ini {
        let joined = |options: BTreeMap<String, Vec<String>>| {
            options.into_iter().map(|(option, lines)| (option, lines.join("\n").trim_end().to_owned())).collect()
        };
        let mut sections: BTreeMap<String, BTreeMap<String, String>> =
            self.sections.into_iter().map(|(name, options)| (name, joined(options))).collect();
        let defaults = sections.remove(DEFAULTS).unwrap_or_default();
        Ini { sections, defaults }
    }
}

/// `SECTCRE`: `\[(?P<header>.+)\]`, matched at the start of the line.
fn section_name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('[')?;
    let name = rest.get(..rest.rfind(']')?)?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Ini> {
        Ini::parse(&Source::new("alembic.ini", text))
    }

    #[test]
    fn reads_what_configparser_reads() {
        let ini = parse("[DEFAULT]\nd = 1\n# c\n[alembic]\nA: x = y ; no comment\nlist =\n    one\n    # gone\n\n    two\nb=\n[x]\n")
            .expect("read");
        assert_eq!(ini.raw("alembic", "a"), Some("x = y ; no comment"));
        assert_eq!(ini.raw("alembic", "list"), Some("\none\n\ntwo"));
        assert_eq!(ini.raw("alembic", "B"), Some(""));
        assert_eq!(ini.raw("x", "d"), Some("1"));
        assert_eq!(ini.raw("y", "d"), None);
    }

    #[test]
    fn names_the_line_configparser_refuses() {
        for (text, line) in
            [("a = 1\n", 1), ("[a]\nx\n", 2), ("[a]\nx = 1\nX = 2\n", 3), ("[a]\n[b]\n[a]\n", 3), ("[a]\n= 1", 2)]
        {
            let error = parse(text).expect_err(text);
            assert_eq!(error.place.map(|place| place.line()), Some(line), "{text}");
        }
    }
}
