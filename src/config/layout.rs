//! From options to directories: script location, version locations, `prepend_sys_path` (`ScriptDirectory.from_config`,
//! `Config.get_version_locations_list`, `util.coerce_resource_to_filename`).

use super::files::quoted;
use super::options::{List, Options};
use super::{Project, Release, Selection};
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::script_directory::{Bytecode, Layout, Recursion};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Returns the project that flags alone describe.
pub(super) fn from_flags(selection: &Selection) -> Result<Project> {
    let layout = Layout {
        script_location: selection.script_location.clone(),
        version_locations: selection.version_locations.clone(),
        recursion: selection.recursion,
        bytecode: Bytecode::Ignored,
        prepend_sys_path: Vec::new(),
    };
    check(&layout, None)?;
    let sqlalchemy = Release::of_project(&layout, &[]);
    Ok(Project { layout, url: None, options: BTreeMap::new(), files: Vec::new(), findings: Vec::new(), sqlalchemy })
}

/// Returns the project that the configuration describes; flags win over it.
pub(super) fn from_options(options: &Options, selection: &Selection) -> Result<Project> {
    let mut findings = Vec::new();
    let prepend_sys_path: Vec<PathBuf> = prepend_sys_path(options)?.into_iter().map(PathBuf::from).collect();
    let place = Resolver { options, roots: &prepend_sys_path };
    let script_location = match &selection.script_location {
        Some(path) => Some(path.clone()),
        None => options.text("script_location")?.map(|text| place.resolve(&text, &mut findings)).transpose()?,
    };
    let version_locations = if selection.version_locations.is_empty() {
        let written = version_locations(options)?;
        written.iter().map(|text| place.resolve(text, &mut findings)).collect::<Result<_>>()?
    } else {
        selection.version_locations.clone()
    };
    let recursive = selection.recursion == Recursion::Recursive || options.flag("recursive_version_locations")?;
    let layout = Layout {
        script_location,
        version_locations,
        recursion: if recursive { Recursion::Recursive } else { Recursion::Flat },
        bytecode: if options.flag("sourceless")? { Bytecode::Loaded } else { Bytecode::Ignored },
        prepend_sys_path,
    };
    check(&layout, Some(options))?;
    findings.extend(refused_options(options));
    let url = url(options, selection.engine.as_deref(), &mut findings);
    let sqlalchemy = Release::of_project(&layout, &options.files());
    Ok(Project { layout, url, options: options.readable(), files: options.files(), findings, sqlalchemy })
}

/// What limbeck has no use for, and every command of Alembic reads: a value that cannot be read stops it.
fn refused_options(options: &Options) -> Vec<Finding> {
    let refused =
        ["file_template", "timezone", "output_encoding"].into_iter().filter_map(|name| options.text(name).err());
    let tell = |error: Error| {
        let help = format!("{}; Alembic stops at it, and a percent sign is written twice", error.help);
        Finding::new(Code::BAD_CONFIG, Severity::Error, error.message).help(help)
    };
    refused.map(tell).collect()
}

struct Resolver<'a> {
    options: &'a Options,
    roots: &'a [PathBuf],
}

impl Resolver<'_> {
    /// Returns the directory that `text` names: a path, or `package:path`.
    fn resolve(&self, text: &str, findings: &mut Vec<Finding>) -> Result<PathBuf> {
        let path = Path::new(text);
        if !path.is_absolute() && text.contains(':') {
            return self.resolve_resource(text);
        }
        if path.is_absolute() || path.exists() {
            return Ok(shorten(path));
        }
        // Alembic takes the working directory only; people run limbeck from elsewhere with `-c`.
        let beside = self.options.directories().into_iter().map(|directory| directory.join(path)).find(|p| p.exists());
        let Some(found) = beside else { return Ok(path.to_path_buf()) };
        let message = format!("{} is not below the working directory; took {}", quoted(path), quoted(&found));
        findings.push(
            Finding::new(Code::BAD_CONFIG, Severity::Note, message)
                .help(format!("Alembic would not find it from here; write `%(here)s/{text}` in the configuration")),
        );
        Ok(found)
    }

    /// `package:path`, the package being looked for where Python would import the project's own from.
    fn resolve_resource(&self, text: &str) -> Result<PathBuf> {
        let mut tokens = text.split(':');
        let package: PathBuf = tokens.next().unwrap_or("").split('.').collect();
        let below: PathBuf = tokens.collect();
        let mut roots: Vec<PathBuf> = self.roots.to_vec();
        roots.extend(["", "src"].map(PathBuf::from));
        for directory in self.options.directories() {
            roots.extend([directory.clone(), directory.join("src")]);
        }
        let found = roots.iter().map(|root| root.join(&package)).find(|package| package.is_dir());
        found.map(|package| shorten(&package.join(&below))).ok_or_else(|| {
            Error::new(
                Code::NO_SCRIPTS,
                format!("the package of `{text}` was not found; limbeck looks in `prepend_sys_path`, here, and beside the configuration"),
                "name the directory itself with `--script-location DIR`",
            )
        })
    }
}

/// Returns a path below the working directory without it, for short messages.
fn shorten(path: &Path) -> PathBuf {
    let directory = std::env::current_dir().unwrap_or_default();
    match path.strip_prefix(&directory) {
        Ok(short) if !short.as_os_str().is_empty() => short.to_path_buf(),
        _ => path.to_path_buf(),
    }
}

fn check(layout: &Layout, options: Option<&Options>) -> Result<()> {
    let Some(location) = layout.script_location.as_ref().filter(|location| !location.exists()) else { return Ok(()) };
    let whose = match options.map(Options::describe_files).as_deref() {
        Some([first, ..]) => format!("`script_location` in {first} names"),
        _ => "`--script-location` names".to_owned(),
    };
    Err(Error::new(
        Code::NO_SCRIPTS,
        format!("{whose} {}, which does not exist", quoted(location)),
        "Alembic takes relative paths from the working directory: run limbeck there, or name the directory with `--script-location DIR`",
    ))
}

fn version_locations(options: &Options) -> Result<Vec<String>> {
    let text = match options.list("version_locations")? {
        None => return Ok(Vec::new()),
        Some(List::Items(items)) => return Ok(items),
        Some(List::Text(text)) => text,
    };
    Ok(match separator(options, &["path_separator", "version_path_separator"])? {
        Some(separator) => split_at(&text, separator),
        None => split_legacy(&text, &[]),
    })
}

fn prepend_sys_path(options: &Options) -> Result<Vec<String>> {
    let text = match options.list("prepend_sys_path")? {
        None => return Ok(Vec::new()),
        Some(List::Items(items)) => return Ok(items),
        Some(List::Text(text)) => text,
    };
    Ok(match separator(options, &["path_separator"])? {
        Some(separator) => split_at(&text, separator),
        None => split_legacy(&text, &[':']),
    })
}

/// `Config._get_file_separator_char`.
fn separator(options: &Options, names: &[&str]) -> Result<Option<char>> {
    for name in names {
        let Some(value) = options.ini_text(name)? else { continue };
        return match value.as_str() {
            "space" => Ok(Some(' ')),
            "newline" => Ok(Some('\n')),
            "os" => Ok(Some(if cfg!(windows) { ';' } else { ':' })),
            ":" => Ok(Some(':')),
            ";" => Ok(Some(';')),
            _ => Err(Error::new(
                Code::BAD_CONFIG,
                format!("`{value}` is not a valid value for `{name}`"),
                "write one of `space`, `newline`, `os`, `:`, `;`",
            )),
        };
    }
    Ok(None)
}

fn split_at(text: &str, separator: char) -> Vec<String> {
    text.split(separator).filter(|part| !part.is_empty()).map(|part| part.trim().to_owned()).collect()
}

/// `re.split(", *|(?: +)", text)`, with more separators for `prepend_sys_path`; empty parts dropped.
fn split_legacy(text: &str, more: &[char]) -> Vec<String> {
    let parts = text.split(|c: char| c == ',' || c == ' ' || more.contains(&c));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Returns `sqlalchemy.url`, without the placeholder that `alembic init` writes.
fn url(options: &Options, engine: Option<&str>, findings: &mut Vec<Finding>) -> Option<String> {
    if options.lacks_section() {
        return None;
    }
    match options.text_of(engine, "sqlalchemy.url") {
        Ok(url) => url.filter(|url| !url.is_empty() && !url.starts_with("driver://")),
        Err(error) => {
            let finding = Finding::new(Code::BAD_CONFIG, Severity::Warning, error.message);
            findings.push(finding.help("name the database with `--database URL` or in `DATABASE_URL`"));
            None
        }
    }
}
