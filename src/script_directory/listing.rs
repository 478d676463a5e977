//! Which files Alembic would load, in its order (`Script._list_py_dir`, `ScriptDirectory._load_revisions`,
//! script/base.py, 1.20.1). Not what is in them.

use super::{Bytecode, Layout, Recursion};
use crate::finding::{Code, Finding, Severity};
use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A version file.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// The path with symbolic links resolved.
    pub(super) path: PathBuf,
    /// The path as the layout names it.
    pub(super) shown: PathBuf,
}

/// The files found so far.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) files: Vec<File>,
    pub(super) findings: Vec<Finding>,
    /// Resolved paths; as text, because paths compare component by component.
    seen: HashSet<OsString>,
}

/// Adds the version files of one version location.
pub(super) fn list_files(location: &Path, layout: &Layout, listed: &mut Listed) {
    let mut todo = vec![location.to_path_buf()];
    while let Some(directory) = todo.pop() {
        if directory.file_name().is_some_and(|name| name.to_string_lossy().ends_with("__pycache__")) {
            continue;
        }
        let (files, directories) = match read_directory(&directory) {
            Ok(entries) => entries,
            Err(error) => {
                if directory.exists() {
                    listed.findings.push(unreadable(&directory, &error));
                }
                continue;
            }
        };
        let real = directory.canonicalize().unwrap_or_else(|_| directory.clone());
        for (name, kind) in &files {
            add(&directory, &real, name, *kind, listed);
        }
        if layout.bytecode == Bytecode::Loaded {
            notice_bytecode(&directory, &files, listed);
        }
        if layout.recursion == Recursion::Recursive {
            todo.extend(directories.into_iter().rev().map(|name| directory.join(name)));
        }
    }
}

/// Whether an entry must be resolved before it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Link,
}

type Entries = (Vec<(String, Kind)>, Vec<String>);

/// Returns the files and the directories of a directory, each sorted by name; a link to a directory is neither.
fn read_directory(directory: &Path) -> std::io::Result<Entries> {
    let (mut files, mut directories) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            directories.push(name);
        } else if !kind.is_symlink() {
            files.push((name, Kind::Plain));
        } else if !entry.path().is_dir() {
            files.push((name, Kind::Link));
        }
    }
    files.sort_by(|left, right| left.0.cmp(&right.0));
    directories.sort();
    Ok((files, directories))
}

fn add(directory: &Path, real: &Path, name: &str, kind: Kind, listed: &mut Listed) {
    let shown = directory.join(name);
    let path = match kind {
        Kind::Plain => real.join(name),
        Kind::Link => shown.canonicalize().unwrap_or_else(|_| real.join(name)),
    };
    if !path.file_name().is_some_and(|name| is_version_file(&name.to_string_lossy())) {
        return;
    }
    if listed.seen.insert(path.clone().into_os_string()) {
        listed.files.push(File { path, shown });
    } else {
        let message = format!("`{}` is reached twice; Alembic loads it once", shown.display());
        let finding = Finding::new(Code::DUPLICATE_FILE, Severity::Warning, message)
            .help("list each version location once, and no link to another's file")
            .path(shown);
        listed.findings.push(finding);
    }
}

/// `_only_source_rev_file`: `(?!\.\#|__init__)(.*\.py)$`.
fn is_version_file(name: &str) -> bool {
    name.ends_with(".py") && !name.starts_with(".#") && !name.starts_with("__init__")
}

fn notice_bytecode(directory: &Path, files: &[(String, Kind)], listed: &mut Listed) {
    let stem = |name: &str| name.split('.').next().unwrap_or("").to_owned();
    let sources: BTreeSet<String> =
        files.iter().filter(|(name, _)| name.ends_with(".py")).map(|(name, _)| stem(name)).collect();
    let cache = directory.join("__pycache__");
    let cached = read_directory(&cache).map(|entries| entries.0).unwrap_or_default();
    let places = files.iter().map(|file| (directory, file)).chain(cached.iter().map(|file| (cache.as_path(), file)));
    for (place, (name, _)) in places {
        let compiled = name.ends_with(".pyc") || name.ends_with(".pyo");
        let ignored = name.starts_with("__init__") || name.starts_with(".#");
        if compiled && !ignored && !sources.contains(&stem(name)) {
            let message = format!("`{name}` has no source beside it; Alembic loads it, limbeck cannot");
            let finding = Finding::new(Code::SOURCELESS_REVISION, Severity::Error, message)
                .help("put the `.py` file back; without it this revision is missing from the history")
                .path(place.join(name));
            listed.findings.push(finding);
        }
    }
}

fn unreadable(directory: &Path, error: &std::io::Error) -> Finding {
    let message = format!("the directory `{}` cannot be listed: {error}", directory.display());
    Finding::new(Code::UNREADABLE_FILE, Severity::Error, message)
        .help("check its permissions")
        .path(directory.to_path_buf())
}
