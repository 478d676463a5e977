//! The only reader of version files, `env.py` and the project's own modules: files become text, text becomes revisions.
//! Lists what Alembic lists, in its order (script/base.py, 1.20.1). Runs nothing and follows no import by itself.

mod decode;
mod env;
mod listing;
mod modules;
mod search;

pub use env::{Env, Setting};

use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::revision::{Reading, Revision, read_revision_beside};
use crate::source::{Source, Span};
use listing::{Listed, list_files};
use modules::Modules;
use rayon::prelude::*;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Files larger than this are not read; the largest version file known is a hundredth of it.
const MAX_BYTES: u64 = 64 << 20;

/// The stack of a reading thread: parsers recurse on nested source.
const STACK_BYTES: usize = 256 << 20;

/// Where the scripts of a project lie.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The directory with `env.py`; none where only version locations are known.
    pub script_location: Option<PathBuf>,
    /// The directories with version files; empty for `versions` in the script location.
    pub version_locations: Vec<PathBuf>,
    pub recursion: Recursion,
    pub bytecode: Bytecode,
    /// What `prepend_sys_path` adds to Python's module path.
    pub prepend_sys_path: Vec<PathBuf>,
}

/// Whether directories below a version location are read (`recursive_version_locations`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recursion {
    #[default]
    Flat,
    Recursive,
}

/// Whether Alembic would load compiled files without source (`sourceless`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bytecode {
    #[default]
    Ignored,
    Loaded,
}

/// The scripts of a project, read.
#[derive(Debug)]
pub struct ScriptDirectory {
    layout: Layout,
    revisions: Vec<Arc<Revision>>,
    findings: Vec<Finding>,
    modules: Arc<Modules>,
    env: OnceLock<Env>,
}

/// The project's own modules, to be looked up long after: cheap to clone.
#[derive(Clone, Debug)]
pub struct Library(Arc<Modules>);

impl ScriptDirectory {
    /// Reads every version file of `layout`.
    ///
    /// # Errors
    /// The script location, or every version location, does not exist.
    pub fn open(layout: Layout) -> Result<Self> {
        check_script_location(&layout)?;
        let locations = locations(&layout);
        let mut findings = missing_locations(&layout, &locations)?;
        let mut listed = Listed::default();
        for location in &locations {
            list_files(location, &layout, &mut listed);
        }
        findings.append(&mut listed.findings);
        let modules = Arc::new(Modules::new(&layout, &locations));
        let readings = read_files(&listed.files, &modules)?;
        let mut revisions = Vec::with_capacity(readings.len());
        for reading in readings {
            revisions.extend(reading.revision.map(Arc::new));
            findings.extend(reading.findings);
        }
        Ok(Self { layout, revisions, findings, modules, env: OnceLock::new() })
    }

    /// Returns the revisions in the order Alembic loads them.
    #[must_use]
    pub fn revisions(&self) -> &[Arc<Revision>] {
        &self.revisions
    }

    /// Returns what was noticed while reading.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns where the scripts lie.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Returns the directories with version files.
    #[must_use]
    pub fn locations(&self) -> Vec<PathBuf> {
        locations(&self.layout)
    }

    /// Returns whether `path` lies among the scripts: in the script location or a version location.
    #[must_use]
    pub fn holds(&self, path: &Path) -> bool {
        let Ok(path) = std::path::absolute(path) else { return false };
        let locations = self.locations();
        let mut roots = self.layout.script_location.iter().chain(&locations);
        roots.any(|root| std::path::absolute(root).is_ok_and(|root| path.starts_with(root)))
    }

    /// Returns what another text of a version file says, beside the project's modules as they are.
    #[must_use]
    pub fn reread(&self, revision: &Revision, bytes: &[u8]) -> Option<Revision> {
        let decoded = decode::decode(bytes);
        let source = Source::new(revision.shown_path(), decoded.text);
        let find = |module: &str| self.modules.find(module);
        let read = read_revision_beside(&source, &revision.path, &find);
        read.revision.filter(|_| decoded.fault.is_none())
    }

    /// Returns the text of `env.py`.
    #[must_use]
    pub fn env_py(&self) -> Option<Source> {
        read_source(&self.layout.script_location.as_ref()?.join("env.py"))
    }

    /// Returns the project's own modules.
    #[must_use]
    pub fn library(&self) -> Library {
        Library(self.modules.clone())
    }

    /// Returns what `env.py` says, where it says it in constants; the defaults where there is none.
    #[must_use]
    pub fn env(&self) -> &Env {
        self.env.get_or_init(|| self.env_py().map(|source| Env::read(&source)).unwrap_or_default())
    }

    /// Returns the source of a module of the project, `a.b` being `a/b.py` or `a/b/__init__.py`.
    ///
    /// Looks in `prepend_sys_path`, then in the directories above the scripts; never in an installed library.
    #[must_use]
    pub fn find_module(&self, dotted: &str) -> Option<Source> {
        self.modules.find(dotted)
    }

    /// Returns the modules of the project around the scripts whose text has these words, with their dotted names; none where
    /// there are too many files to tell.
    #[must_use]
    pub fn modules_with(&self, words: &str) -> Option<Vec<(String, Source)>> {
        search::modules_with(&self.layout, words)
    }

    /// Returns the text of a file of the project that a version file opens; nothing outside the project is read.
    #[must_use]
    pub fn read_text(&self, path: &Path) -> Option<Source> {
        self.modules.contains(path).then(|| read_source(path)).flatten()
    }
}

impl Library {
    /// Returns the source of a module, as [`ScriptDirectory::find_module`] does.
    #[must_use]
    pub fn find_module(&self, dotted: &str) -> Option<Source> {
        self.0.find(dotted)
    }

    /// Returns the text of a file of the project, as [`ScriptDirectory::read_text`] does.
    #[must_use]
    pub fn read_text(&self, path: &Path) -> Option<Source> {
        self.0.contains(path).then(|| read_source(path)).flatten()
    }
}

/// Returns the text of one Python file, decoded as its coding line says; none where it cannot be read.
#[must_use]
pub fn read_source(path: &Path) -> Option<Source> {
    let bytes = read_bytes(path).ok()?;
    Some(Source::new(path, decode::decode(&bytes).text))
}

fn check_script_location(layout: &Layout) -> Result<()> {
    match &layout.script_location {
        Some(location) if !location.exists() => Err(Error::new(
            Code::NO_SCRIPTS,
            format!("the script location `{}` does not exist", location.display()),
            "correct `script_location` in the configuration, or name the directory with `--script-location`",
        )),
        _ => Ok(()),
    }
}

fn locations(layout: &Layout) -> Vec<PathBuf> {
    if layout.version_locations.is_empty() {
        layout.script_location.iter().map(|location| location.join("versions")).collect()
    } else {
        layout.version_locations.clone()
    }
}

/// Alembic passes over a version location that is not there; limbeck says so, and stops where none is.
fn missing_locations(layout: &Layout, locations: &[PathBuf]) -> Result<Vec<Finding>> {
    let missing: Vec<&PathBuf> = locations.iter().filter(|location| !location.exists()).collect();
    if missing.len() == locations.len() && !layout.version_locations.is_empty() {
        let names: Vec<String> = missing.iter().map(|path| format!("`{}`", path.display())).collect();
        return Err(Error::new(
            Code::NO_SCRIPTS,
            format!("no version location exists: {}", names.join(", ")),
            "correct `version_locations` in the configuration, or name the directories with `--version-location`",
        ));
    }
    Ok(missing
        .into_iter()
        .map(|path| {
            let message = format!("the version location `{}` does not exist; Alembic passes over it", path.display());
            Finding::new(Code::NO_SCRIPTS, Severity::Warning, message)
                .help("correct `version_locations`, or create the directory")
                .path(path.clone())
        })
        .collect())
}

fn read_files(files: &[listing::File], modules: &Modules) -> Result<Vec<Reading>> {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().map_err(|error| {
        Error::new(Code::UNREADABLE_FILE, format!("no thread could be started: {error}"), "free memory and try again")
    })?;
    Ok(pool.install(|| files.par_iter().map(|file| read_file(file, modules)).collect()))
}

fn read_file(file: &listing::File, modules: &Modules) -> Reading {
    let bytes = match read_bytes(&file.path) {
        Ok(bytes) => bytes,
        Err(reason) => {
            let message = format!("`{}` cannot be read: {reason}", file.shown.display());
            let finding = Finding::new(Code::UNREADABLE_FILE, Severity::Error, message)
                .help("check the file's permissions and that it is a regular file")
                .path(file.shown.clone());
            return Reading { revision: None, findings: vec![finding] };
        }
    };
    let decoded = decode::decode(&bytes);
    let source = Source::new(&file.shown, decoded.text);
    let mut reading = read_revision_beside(&source, &file.path, &|module| modules.find(module));
    if let Some(fault) = decoded.fault {
        let place = source.place(Span::new(fault.at, fault.at));
        let mut finding = Finding::new(fault.code, Severity::Error, fault.message).help(fault.help).place(place);
        finding.revision = reading.revision.as_ref().map(|revision| revision.id.to_string());
        reading.findings.insert(0, finding);
    }
    reading
}

fn read_bytes(path: &Path) -> std::result::Result<Vec<u8>, String> {
    // Asked before it is opened: opening a pipe waits for who writes to it.
    let metadata = std::fs::metadata(path).map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("it is not a regular file".into());
    }
    let mut file = File::open(path).map_err(|error| error.to_string())?;
    if metadata.len() > MAX_BYTES {
        return Err(format!("it is larger than {} MiB", MAX_BYTES >> 20));
    }
    // One call reads a file that is as long as it says; `read_to_end` alone would ask for its length again.
    let length = usize::try_from(metadata.len()).unwrap_or(0);
    let mut bytes = vec![0; length + 1];
    let read = file.read(&mut bytes).map_err(|error| error.to_string())?;
    bytes.truncate(read);
    if read != length || length == 0 {
        file.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
