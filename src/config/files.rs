//! Which configuration files to read (`CommandLine._inis_from_config`). Not what is in them.

use super::Selection;
use crate::error::{Error, Result};
use crate::finding::Code;
use std::path::{Path, PathBuf};

/// The pair of files Alembic reads together: either may be missing.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) ini: PathBuf,
    pub(super) toml: PathBuf,
}

impl Candidate {
    /// Returns the names of the files, for a message.
    pub(super) fn describe(&self) -> Vec<String> {
        [&self.ini, &self.toml].iter().filter(|path| !path.as_os_str().is_empty()).map(|path| quoted(path)).collect()
    }
}

/// Returns the pairs to try in order: what was named, or Alembic's default and then `migrations/alembic.ini`; and what is
/// wrong with a file that was named: Alembic passes over it where the other kind is there.
pub(super) fn candidates(selection: &Selection) -> Result<(Vec<Candidate>, Vec<Error>)> {
    let mut missing = Vec::new();
    let (mut ini, mut toml) = (PathBuf::from("alembic.ini"), PathBuf::from("pyproject.toml"));
    let variable = std::env::var_os("ALEMBIC_CONFIG").filter(|value| !value.is_empty()).map(PathBuf::from);
    let named = variable.is_some() || !selection.configs.is_empty();
    if let Some(path) = variable {
        *(if is_pyproject(&path) { &mut toml } else { &mut ini }) = path.clone();
        if selection.configs.is_empty() {
            missing.extend(lack(&path, "`ALEMBIC_CONFIG` names"));
        }
    }
    let (mut ini_given, mut toml_given) = (false, false);
    for path in &selection.configs {
        let (given, slot) = if is_pyproject(path) { (&mut toml_given, &mut toml) } else { (&mut ini_given, &mut ini) };
        if *given {
            return Err(Error::new(
                Code::USAGE,
                format!("`-c` names two files of one kind; the second is {}", quoted(path)),
                "give `-c` once for the ini file and once for pyproject.toml",
            ));
        }
        missing.extend(lack(path, "`-c` names"));
        *given = true;
        slot.clone_from(path);
    }
    let mut candidates = vec![Candidate { ini, toml }];
    if !named {
        candidates.push(Candidate { ini: PathBuf::from("migrations/alembic.ini"), toml: PathBuf::new() });
    }
    Ok((candidates, missing))
}

/// Returns a path in backticks.
pub(super) fn quoted(path: &Path) -> String {
    format!("`{}`", path.display())
}

fn is_pyproject(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "pyproject.toml")
}

fn lack(path: &Path, who: &str) -> Option<Error> {
    let what = if path.is_dir() { "a directory" } else { "which does not exist" };
    let message = format!("{who} {}, {what}", quoted(path));
    let help = "name an alembic.ini or a pyproject.toml, or name the scripts with `--script-location DIR`";
    (!path.is_file()).then(|| Error::new(Code::NO_CONFIG, message, help))
}
