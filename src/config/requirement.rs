//! Which SQLAlchemy a project runs, as far as its files say: what is installed beside it, what a lock file pins, what it asks
//! for. Nothing is imported.

use crate::script_directory::Layout;
use std::cmp::Ordering;
use std::path::{Path, PathBuf};

/// The first two numbers of a version.
pub type Version = (u32, u32);

/// What is said about the version; nothing where no file says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requirement {
    /// It is this one or a later one.
    pub at_least: Option<Version>,
    /// It is older than this one.
    pub below: Option<Version>,
}

/// Files larger than this are not read.
const MOST: u64 = 8 << 20;
/// How many directories above the scripts are looked at.
const LEVELS: usize = 8;

impl Requirement {
    /// Returns the requirement that a version by itself stands for: `1.4` is that release and no other.
    #[must_use]
    pub fn exactly(text: &str) -> Option<Self> {
        version(text).map(|(own, _)| Self { at_least: Some(own), below: Some((own.0, own.1 + 1)) })
    }

    /// Reads what lies around the scripts and the configuration: up to the first directory that says something, or, in a
    /// git repository, up to its root.
    pub(super) fn of_project(layout: &Layout, files: &[PathBuf]) -> Self {
        let scripts = layout.script_location.iter().chain(&layout.version_locations);
        let places = scripts.cloned().chain(files.iter().filter_map(|file| Some(file.parent()?.to_path_buf())));
        let mut found: Vec<Self> = Vec::new();
        for place in places {
            let Ok(place) = std::path::absolute(if place.as_os_str().is_empty() { Path::new(".") } else { &place })
            else {
                continue;
            };
            let around: Vec<&Path> = place.ancestors().take(LEVELS).collect();
            let root = around.iter().position(|own| own.join(".git").exists());
            for (level, directory) in around.iter().enumerate() {
                let said = said_in(directory);
                let is_said = !said.is_empty();
                // What is installed decides; what is asked for only narrows.
                if let Some(exact) = said.iter().find(|own| own.is_exact()) {
                    return *exact;
                }
                found.extend(said);
                if root.map_or(is_said, |root| level >= root) {
                    break;
                }
            }
        }
        found.iter().fold(Self::default(), |all, own| all.narrowed(own)).checked()
    }

    /// Returns whether it is 2.0 or later, where that is said.
    #[must_use]
    pub fn is_2(&self) -> Option<bool> {
        match (self.at_least, self.below) {
            (Some(least), _) if least >= (2, 0) => Some(true),
            (_, Some(below)) if below <= (2, 0) => Some(false),
            _ => None,
        }
    }

    fn is_exact(&self) -> bool {
        matches!((self.at_least, self.below), (Some(least), Some(below)) if below == (least.0, least.1 + 1))
    }

    fn narrowed(self, other: &Self) -> Self {
        let at_least = self.at_least.max(other.at_least);
        let below = match (self.below, other.below) {
            (Some(own), Some(other)) => Some(own.min(other)),
            (own, other) => own.or(other),
        };
        Self { at_least, below }
    }

    /// Returns nothing where one file asks for what another refuses.
    fn checked(self) -> Self {
        match (self.at_least, self.below) {
            (Some(least), Some(below)) if least >= below => Self::default(),
            _ => self,
        }
    }
}

/// Returns what the files of a directory say.
fn said_in(directory: &Path) -> Vec<Requirement> {
    let names = |directory: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|own| own.path()).collect();
        paths.sort();
        paths
    };
    let name_of = |path: &Path| path.file_name().map(|own| own.to_string_lossy().to_lowercase()).unwrap_or_default();
    let own = names(directory);
    let is_environment = |path: &&PathBuf| [".venv", "venv", "env"].contains(&&*name_of(path));
    let mut installed: Vec<PathBuf> =
        own.iter().filter(|path| name_of(path).ends_with(".dist-info")).cloned().collect();
    for environment in own.iter().filter(is_environment) {
        let pythons = names(&environment.join("lib")).into_iter().map(|own| own.join("site-packages"));
        for packages in pythons.chain([environment.join("Lib/site-packages")]) {
            installed.extend(names(&packages).into_iter().filter(|path| name_of(path).starts_with("sqlalchemy-")));
        }
    }
    let release = |path: &PathBuf| {
        let name = name_of(path);
        Requirement::exactly(name.strip_prefix("sqlalchemy-")?.strip_suffix(".dist-info")?)
    };
    let releases: Vec<Requirement> = installed.iter().filter_map(release).collect();
    if !releases.is_empty() {
        return releases;
    }
    let read = |path: &Path| {
        let is_fit = std::fs::metadata(path).is_ok_and(|own| own.is_file() && own.len() <= MOST);
        if is_fit { std::fs::read_to_string(path).ok() } else { None }
    };
    let is_lock = |path: &&PathBuf| ["poetry.lock", "uv.lock", "pdm.lock", "pipfile.lock"].contains(&&*name_of(path));
    let locked: Vec<Requirement> =
        own.iter().filter(is_lock).filter_map(|path| read(path)).filter_map(|text| locked(&text)).collect();
    if !locked.is_empty() {
        return locked;
    }
    let asks = |path: &&PathBuf| {
        let name = name_of(path);
        ["pyproject.toml", "setup.cfg", "setup.py", "pipfile"].contains(&&*name)
            || (name.starts_with("requirements") || name.starts_with("constraints")) && name.ends_with(".txt")
    };
    let metadata = installed.iter().map(|path| path.join("METADATA"));
    let files = own.iter().filter(asks).cloned().chain(metadata);
    files.filter_map(|path| read(&path)).flat_map(|text| text.lines().filter_map(asked).collect::<Vec<_>>()).collect()
}

/// Returns the version that a lock file pins: `name = "sqlalchemy"` and then `version = "2.0.1"`, or JSON's
/// `"sqlalchemy": {… "version": "==2.0.1"}`.
fn locked(text: &str) -> Option<Requirement> {
    let text = text.to_lowercase();
    let (toml, json) = ("name = \"sqlalchemy\"\n", "\"sqlalchemy\": {");
    let (at, end) = match (text.find(toml), text.find(json)) {
        (Some(at), _) => (at + toml.len(), "[["),
        (None, Some(at)) => (at + json.len(), "}"),
        (None, None) => return None,
    };
    let entry = text.get(at..)?.split(end).next()?;
    let value = entry.split("version").nth(1)?.trim_start_matches(['"', ' ', ':', '=']);
    Requirement::exactly(value)
}

/// Returns what a line asks for, where it names SQLAlchemy without a condition.
fn asked(line: &str) -> Option<Requirement> {
    let line = line.split('#').next().unwrap_or(line).to_lowercase();
    let name = "sqlalchemy";
    let is_part = |own: char| own.is_alphanumeric() || matches!(own, '-' | '_' | '.' | '/');
    let at = line.match_indices(name).map(|(at, _)| at).find(|at| {
        let (before, after) = (line.get(..*at).unwrap_or(""), line.get(at + name.len()..).unwrap_or(""));
        !before.ends_with(is_part) && !after.starts_with(is_part)
    })?;
    let rest = line.get(at + name.len()..)?.trim_start();
    let rest = if rest.starts_with('[') { rest.split_once(']')?.1 } else { rest };
    // What holds only for some: `; python_version < "3.8"`, `; extra == "x"`.
    if rest.contains(';') {
        return None;
    }
    let plain: String = rest.chars().filter(|own| !matches!(own, '"' | '\'' | ' ' | '(' | ')' | '{' | '}')).collect();
    let mut all = Requirement::default();
    let mut is_said = false;
    for part in plain.trim_start_matches(':').split(',') {
        let part = part.strip_prefix("=version=").or(part.strip_prefix("version=")).unwrap_or(part);
        let Some(bound) = bound(part) else { break };
        all = all.narrowed(&bound);
        is_said = true;
    }
    is_said.then_some(all).filter(|own| *own != Requirement::default())
}

/// Returns what `>=1.4`, `~=1.4.2`, `^1.4` or `==1.4.*` says.
fn bound(text: &str) -> Option<Requirement> {
    // A key of TOML has its own `=` before the operator.
    let text = match text.strip_prefix('=') {
        Some(rest) if rest.starts_with(['>', '<', '~', '^', '=']) && !rest.starts_with("==") => rest,
        _ => text,
    };
    let digits = text.find(|own: char| own.is_ascii_digit())?;
    let (operator, rest) = text.split_at(digits);
    let (own, has_patch) = version(rest)?;
    let next = (own.0, own.1 + 1);
    let is_major = !rest.contains('.') || rest.ends_with(".*") && rest.matches('.').count() == 1;
    let within = |below: Version| Requirement { at_least: Some(own), below: Some(below) };
    Some(match operator {
        "==" | "===" | "=" => within(if is_major { (own.0 + 1, 0) } else { next }),
        ">=" | ">" => Requirement { at_least: Some(own), below: None },
        "<" => Requirement { at_least: None, below: Some(if has_patch { next } else { own }) },
        "<=" => Requirement { at_least: None, below: Some(next) },
        "~=" => within(if has_patch { next } else { (own.0 + 1, 0) }),
        "~" => within(if is_major { (own.0 + 1, 0) } else { next }),
        "^" => within((own.0 + 1, 0)),
        "!=" => Requirement::default(),
        _ => return None,
    })
}

/// Returns the first two numbers that a text begins with, and whether a third one other than 0 follows.
fn version(text: &str) -> Option<(Version, bool)> {
    let own: String = text.chars().take_while(|own| own.is_ascii_digit() || *own == '.').collect();
    let mut numbers = own.split('.').map(str::parse::<u32>);
    let major = numbers.next()?.ok()?;
    let minor = numbers.next().and_then(Result::ok).unwrap_or(0);
    let has_patch = numbers.next().and_then(Result::ok).is_some_and(|own| own.cmp(&0) == Ordering::Greater);
    Some(((major, minor), has_patch))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> (Option<Version>, Option<Version>) {
        asked(line).map_or((None, None), |own| (own.at_least, own.below))
    }

    #[test]
    fn requirements_are_read_as_pip_and_poetry_mean_them() {
        assert_eq!(said("SQLAlchemy>=1.4,<2"), (Some((1, 4)), Some((2, 0))));
        assert_eq!(said("    'sqlalchemy[asyncio] ~= 1.4.2',"), (Some((1, 4)), Some((1, 5))));
        assert_eq!(said("sqlalchemy~=1.4"), (Some((1, 4)), Some((2, 0))));
        assert_eq!(said("sqlalchemy = \"^1.4\""), (Some((1, 4)), Some((2, 0))));
        assert_eq!(said("sqlalchemy = {version = \"^2.0\", extras = [\"asyncio\"]}"), (Some((2, 0)), Some((3, 0))));
        assert_eq!(said("sqlalchemy==1.4.*"), (Some((1, 4)), Some((1, 5))));
        assert_eq!(said("sqlalchemy==2.*"), (Some((2, 0)), Some((3, 0))));
        assert_eq!(said("Requires-Dist: sqlalchemy (>=2.0.4)"), (Some((2, 0)), None));
        assert_eq!(said("dependencies = [\"alembic>=1\", \"sqlalchemy>=2\", \"attrs<3\"]"), (Some((2, 0)), None));
        assert_eq!(said("sqlalchemy<1.4.47"), (None, Some((1, 5))));
    }

    #[test]
    fn what_says_nothing_says_nothing() {
        for line in [
            "sqlalchemy",
            "sqlalchemy-utils>=0.3",
            "flask-sqlalchemy<3",
            "# sqlalchemy<2",
            "sqlalchemy<2; python_version < '3.8'",
            "sqlalchemy = \"*\"",
            "'sqlalchemy', 'x>=2'",
            "https://github.com/sqlalchemy/sqlalchemy==1.4",
            "from sqlalchemy.orm import Session",
        ] {
            assert_eq!(asked(line), None, "{line}");
        }
    }

    #[test]
    fn lock_files_pin_one_version() {
        let exactly = |own: &str| Requirement::exactly(own);
        assert_eq!(locked("[[package]]\nname = \"sqlalchemy\"\nversion = \"1.4.46\"\n"), exactly("1.4.46"));
        assert_eq!(locked("{\"sqlalchemy\": {\"hashes\": [\"x\"], \"version\": \"==2.0.1\"}}"), exactly("2.0"));
        assert_eq!(locked("name = \"sqlalchemy-utils\"\nversion = \"0.3\""), None);
    }

    #[test]
    fn what_contradicts_itself_says_nothing() {
        let both = Requirement { at_least: Some((2, 0)), below: Some((2, 0)) };
        assert_eq!(both.checked(), Requirement::default());
        assert_eq!(Requirement { at_least: Some((1, 4)), below: None }.is_2(), None);
    }
}
