//! Which SQLAlchemy a project runs, as far as that is sure: what is installed beside it, or what its lock file pins. What a
//! project asks for (`requirements.txt`, `setup.py`, …) is not read: it is written for many environments. Nothing is imported.

use crate::script_directory::Layout;
use std::path::{Path, PathBuf};

/// The first two numbers of a version.
pub type Version = (u32, u32);

/// The release of SQLAlchemy that runs the files; nothing where no file says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Release(Option<Version>);

/// Files larger than this are not read.
const MOST: u64 = 8 << 20;
/// How many directories above the scripts are looked at, in a git repository.
const LEVELS: usize = 8;

impl Release {
    /// Returns the release that a text names: `1.4`, `2.0.30`.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        version(text).map(|own| Self(Some(own)))
    }

    /// Reads what lies around the scripts and the configuration: beside them or one level up, or, in a git repository, up to
    /// its root. The nearest directory that says something counts, and only where all it says is the same.
    pub(super) fn of_project(layout: &Layout, files: &[PathBuf]) -> Self {
        let scripts = layout.script_location.iter().chain(&layout.version_locations);
        let places = scripts.cloned().chain(files.iter().filter_map(|file| Some(file.parent()?.to_path_buf())));
        let mut found: Vec<Version> = Vec::new();
        for place in places {
            let place = if place.as_os_str().is_empty() { PathBuf::from(".") } else { place };
            let Ok(place) = std::path::absolute(place) else { continue };
            let around: Vec<&Path> = place.ancestors().take(LEVELS).collect();
            let top = around.iter().position(|own| own.join(".git").exists()).unwrap_or(1);
            let said = around.iter().take(top + 1).map(|own| said_in(own)).find(|said| !said.is_empty());
            found.extend(said.unwrap_or_default());
        }
        match found.as_slice() {
            [first, rest @ ..] if rest.iter().all(|own| own == first) => Self(Some(*first)),
            _ => Self(None),
        }
    }

    /// Returns whether it is 2.0 or later, where that is said.
    #[must_use]
    pub fn is_2(self) -> Option<bool> {
        self.0.map(|own| own >= (2, 0))
    }

    /// Returns the release, where it is said.
    #[must_use]
    pub fn version(self) -> Option<Version> {
        self.0
    }
}

/// Returns what is installed in a directory or in the environments in it; else what lock files in it pin.
fn said_in(directory: &Path) -> Vec<Version> {
    let entries = |directory: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(directory).into_iter().flatten().flatten().map(|own| own.path()).collect()
    };
    let name_of = |path: &Path| path.file_name().map(|own| own.to_string_lossy().to_lowercase()).unwrap_or_default();
    let own = entries(directory);
    let mut packages = vec![directory.to_path_buf()];
    for environment in own.iter().filter(|path| [".venv", "venv", "env"].contains(&&*name_of(path))) {
        packages.extend(entries(&environment.join("lib")).iter().map(|own| own.join("site-packages")));
        packages.push(environment.join("Lib/site-packages"));
    }
    let release = |path: PathBuf| {
        let name = name_of(&path);
        version(name.strip_prefix("sqlalchemy-")?.strip_suffix(".dist-info")?)
    };
    let installed: Vec<Version> = packages.iter().flat_map(|own| entries(own)).filter_map(release).collect();
    if !installed.is_empty() {
        return installed;
    }
    let is_fit = |path: &Path| std::fs::metadata(path).is_ok_and(|own| own.is_file() && own.len() <= MOST);
    let read = |name: &str| {
        let path = directory.join(name);
        if is_fit(&path) { std::fs::read_to_string(path).ok() } else { None }
    };
    let toml = ["poetry.lock", "uv.lock", "pdm.lock"].into_iter().filter_map(read).flat_map(|text| locked(&text));
    toml.chain(read("Pipfile.lock").and_then(|text| locked_by_pipenv(&text))).collect()
}

/// Returns each version that a lock file pins: `name = "sqlalchemy"` and then `version = "2.0.1"`.
fn locked(text: &str) -> Vec<Version> {
    let text = text.to_lowercase();
    let entries = text.split("[[package]]").filter(|own| own.lines().any(|line| line == "name = \"sqlalchemy\""));
    entries.filter_map(|own| version(own.lines().find_map(|line| line.strip_prefix("version = \""))?)).collect()
}

/// Returns the version that Pipenv pins for what is not only developed with: `"sqlalchemy": {… "version": "==2.0.1"}`.
fn locked_by_pipenv(text: &str) -> Option<Version> {
    let text = text.to_lowercase();
    let default = text.split("\"default\":").nth(1)?.split("\"develop\":").next()?;
    let entry = default.split("\"sqlalchemy\":").nth(1)?.split('}').next()?;
    version(entry.split("\"version\":").nth(1)?.trim_start_matches(['"', ' ', '=']))
}

/// Returns the first two numbers that a text begins with.
fn version(text: &str) -> Option<Version> {
    let own: String = text.chars().take_while(|own| own.is_ascii_digit() || *own == '.').collect();
    let mut numbers = own.split('.').map(str::parse::<u32>);
    Some((numbers.next()?.ok()?, numbers.next().and_then(Result::ok).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_files_pin_versions() {
        let one = "[[package]]\nname = \"sqlalchemy\"\nversion = \"1.4.46\"\n";
        assert_eq!(locked(one), [(1, 4)]);
        assert_eq!(locked(&format!("{one}{}", one.replace("1.4.46", "2.0.3"))), [(1, 4), (2, 0)], "a fork has both");
        assert_eq!(locked("[[package]]\nname = \"sqlalchemy-utils\"\nversion = \"0.3\""), []);
        let both = |develop: &str| format!("{{\"default\": {{\"alembic\": {{}}}}, \"develop\": {{{develop}}}}}");
        assert_eq!(locked_by_pipenv(&both("\"sqlalchemy\": {\"version\": \"==2.0.1\"}")), None);
        let own = "{\"default\": {\"sqlalchemy\": {\"hashes\": [\"x\"], \"version\": \"==2.0.1\"}}, \"develop\": {}}";
        assert_eq!(locked_by_pipenv(own), Some((2, 0)));
    }

    #[test]
    fn a_version_is_read_as_far_as_it_matters() {
        assert_eq!(version("2.0.30"), Some((2, 0)));
        assert_eq!(version("2"), Some((2, 0)));
        assert_eq!(version("x"), None);
        assert_eq!(Release::named("1.4").and_then(Release::is_2), Some(false));
        assert_eq!(Release::default().is_2(), None);
    }

    #[test]
    fn what_is_installed_comes_before_what_is_locked() -> Result<(), std::io::Error> {
        let root = tempfile::tempdir()?;
        let scripts = root.path().join("migrations");
        std::fs::create_dir_all(&scripts)?;
        let layout = || Layout { script_location: Some(scripts.clone()), ..Layout::default() };
        assert_eq!(Release::of_project(&layout(), &[]), Release(None));
        std::fs::write(root.path().join("uv.lock"), "[[package]]\nname = \"sqlalchemy\"\nversion = \"2.0.3\"\n")?;
        assert_eq!(Release::of_project(&layout(), &[]), Release(Some((2, 0))));
        let packages = root.path().join(".venv/lib/python3.12/site-packages");
        std::fs::create_dir_all(packages.join("SQLAlchemy-1.4.54.dist-info"))?;
        assert_eq!(Release::of_project(&layout(), &[]), Release(Some((1, 4))));
        std::fs::create_dir_all(packages.join("sqlalchemy-2.0.1.dist-info"))?;
        assert_eq!(Release::of_project(&layout(), &[]), Release(None), "two of them decide nothing");
        Ok(())
    }
}
