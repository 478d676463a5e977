//! Options from the ini file first, then from `[tool.alembic]` (`Config.get_alembic_option`). Not what they mean.

use super::files::{Candidate, quoted};
use super::ini::Ini;
use super::percent::interpolate;
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::source::{Source, Span};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The section Alembic reads where `-n` is not given.
pub(super) const DEFAULT_SECTION: &str = "alembic";

/// The options of a project, from both files.
#[derive(Clone, Debug)]
pub(super) struct Options {
    section: String,
    ini: Ini,
    ini_file: Option<PathBuf>,
    ini_here: String,
    toml: toml::Table,
    toml_file: Option<PathBuf>,
    toml_here: String,
}

/// A list option: text still to be split, or a TOML array.
pub(super) enum List {
    Text(String),
    Items(Vec<String>),
}

impl Options {
    /// Reads those of the two files that exist.
    pub(super) fn read(candidate: &Candidate, section: Option<&str>) -> Result<Self> {
        let ini_source = read(&candidate.ini)?;
        let toml_source = read(&candidate.toml)?;
        Ok(Self {
            section: section.unwrap_or(DEFAULT_SECTION).to_owned(),
            ini: ini_source.as_ref().map(Ini::parse).transpose()?.unwrap_or_default(),
            ini_here: here(&candidate.ini),
            ini_file: ini_source.map(|source| source.path().to_path_buf()),
            toml: toml_source.as_ref().map(tool_alembic).transpose()?.unwrap_or_default(),
            toml_here: here(&candidate.toml),
            toml_file: toml_source.map(|source| source.path().to_path_buf()),
        })
    }

    /// Returns whether an option is set, in either file.
    pub(super) fn has(&self, option: &str) -> bool {
        self.ini.raw(&self.section, option).is_some() || self.toml.contains_key(option)
    }

    /// Returns a text option.
    pub(super) fn text(&self, option: &str) -> Result<Option<String>> {
        if let Some(value) = self.ini_text(option)? {
            return Ok(Some(value));
        }
        match self.toml.get(option) {
            None => Ok(None),
            Some(toml::Value::String(value)) => self.toml_text(option, value).map(Some),
            Some(_) => Err(self.wrong_type(option, "a string")),
        }
    }

    /// Returns an option of the ini file's section alone (`Config.get_main_option`).
    pub(super) fn ini_text(&self, option: &str) -> Result<Option<String>> {
        self.text_of(None, option)
    }

    /// Returns an option of a section of the ini file (`Config.get_section_option`), of Alembic's own where none is named.
    pub(super) fn text_of(&self, section: Option<&str>, option: &str) -> Result<Option<String>> {
        let section = section.unwrap_or(&self.section);
        let Some(raw) = self.ini.raw(section, option) else { return Ok(None) };
        let lookup = |name: &str| match self.ini.raw(section, name) {
            Some(value) => Some(value.to_owned()),
            None => (name == "here").then(|| self.ini_here.replace('%', "%%")),
        };
        let value = interpolate(raw, &lookup).map_err(|reason| {
            let file = self.ini_file.as_deref().map(quoted).unwrap_or_default();
            let message = format!("option `{option}` of `[{section}]` in {file} cannot be read: {reason}");
            Error::new(Code::BAD_CONFIG, message, "correct the value in the ini file")
        })?;
        Ok(Some(value))
    }

    /// Returns a list option: what the ini file says is still to be split.
    pub(super) fn list(&self, option: &str) -> Result<Option<List>> {
        if let Some(value) = self.ini_text(option)?.filter(|value| !value.is_empty()) {
            return Ok(Some(List::Text(value)));
        }
        match self.toml.get(option) {
            None => Ok(None),
            Some(toml::Value::Array(values)) => {
                let items: Result<Vec<String>> = values
                    .iter()
                    .map(|value| match value {
                        toml::Value::String(value) => self.toml_text(option, value),
                        _ => Err(self.wrong_type(option, "an array of strings")),
                    })
                    .collect();
                Ok(Some(List::Items(items?)))
            }
            Some(_) => Err(self.wrong_type(option, "an array of strings")),
        }
    }

    /// Returns a boolean option; in an ini file only the word `true` is true, as in Alembic.
    pub(super) fn flag(&self, option: &str) -> Result<bool> {
        if let Some(value) = self.ini_text(option)? {
            return Ok(value == "true");
        }
        match self.toml.get(option) {
            None => Ok(false),
            Some(toml::Value::Boolean(value)) => Ok(*value),
            Some(_) => Err(self.wrong_type(option, "true or false")),
        }
    }

    /// Returns the options of the section that can be interpolated.
    pub(super) fn readable(&self) -> BTreeMap<String, String> {
        let names = self.ini.option_names(&self.section);
        names.filter_map(|name| Some((name.to_owned(), self.ini_text(name).ok().flatten()?))).collect()
    }

    /// Returns the files that were read.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        self.ini_file.iter().chain(&self.toml_file).cloned().collect()
    }

    /// Returns the names of the files that were read and concern Alembic, for a message.
    pub(super) fn describe_files(&self) -> Vec<String> {
        let toml = self.toml_file.iter().filter(|_| !self.toml.is_empty());
        self.ini_file.iter().chain(toml).map(|path| quoted(path)).collect()
    }

    /// Returns the sections of the ini file that have a script location.
    pub(super) fn sections_with_scripts(&self) -> Vec<String> {
        let has = |name: &&str| self.ini.raw(name, "script_location").is_some();
        self.ini.section_names().filter(has).map(|name| format!("`{name}`")).collect()
    }

    /// Returns whether the ini file was read but lacks the section.
    pub(super) fn lacks_section(&self) -> bool {
        self.ini_file.is_some() && !self.ini.has_section(&self.section)
    }

    /// Returns the directories of the files that were read.
    pub(super) fn directories(&self) -> Vec<PathBuf> {
        self.files().iter().filter_map(|file| file.parent().map(Path::to_path_buf)).collect()
    }

    fn toml_text(&self, option: &str, value: &str) -> Result<String> {
        let lookup = |name: &str| (name == "here").then(|| self.toml_here.replace('%', "%%"));
        interpolate(value, &lookup).map_err(|reason| {
            let message = format!("`{option}` of `[tool.alembic]` in pyproject.toml cannot be read: {reason}");
            Error::new(Code::BAD_CONFIG, message, "correct the value in pyproject.toml")
        })
    }

    fn wrong_type(&self, option: &str, wanted: &str) -> Error {
        let message = format!("`{option}` of `[tool.alembic]` in pyproject.toml is not {wanted}");
        Error::new(Code::BAD_CONFIG, message, "correct the value in pyproject.toml")
    }
}

fn read(path: &Path) -> Result<Option<Source>> {
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = std::fs::read(path).map_err(|error| {
        Error::new(Code::UNREADABLE_FILE, format!("{} cannot be read: {error}", quoted(path)), "check its permissions")
    })?;
    if bytes.starts_with(b"\xef\xbb\xbf") {
        let message = format!("{} begins with a byte order mark", quoted(path));
        return Err(Error::new(
            Code::BAD_CONFIG,
            message,
            "save it as UTF-8 without one; Alembic cannot read it either",
        ));
    }
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    Ok(Some(Source::new(path, text)))
}

fn tool_alembic(source: &Source) -> Result<toml::Table> {
    let mut document: toml::Table = source.text().parse().map_err(|error: toml::de::Error| {
        let span = error.span().unwrap_or(0..0);
        let message = format!("{} is not TOML: {}", quoted(source.path()), error.message());
        Error::new(Code::BAD_CONFIG, message, "correct the file, or name another with `-c`")
            .at(source.place(Span::new(span.start, span.end)))
    })?;
    let Some(toml::Value::Table(mut tool)) = document.remove("tool") else { return Ok(toml::Table::new()) };
    match tool.remove("alembic") {
        None => Ok(toml::Table::new()),
        Some(toml::Value::Table(table)) => Ok(table),
        Some(_) => Err(Error::new(
            Code::BAD_CONFIG,
            format!("`tool.alembic` in {} is not a table", quoted(source.path())),
            "write it as `[tool.alembic]` with options below it",
        )),
    }
}

/// Returns the absolute directory of a file with forward slashes: what `%(here)s` means.
fn here(file: &Path) -> String {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    absolute.parent().map(|parent| parent.to_string_lossy().replace('\\', "/")).unwrap_or_default()
}
