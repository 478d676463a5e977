//! Finds the project's own modules beside its scripts. Reads them, never runs them; installed libraries are not looked for.

use super::{Layout, read_source};
use crate::source::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// How many directories above the scripts may hold the project's packages.
const MAX_ANCESTORS: usize = 8;

/// Where modules may lie, and those found already.
#[derive(Debug)]
pub(super) struct Modules {
    roots: Vec<PathBuf>,
    found: Mutex<BTreeMap<String, Option<Source>>>,
}

impl Modules {
    /// Returns the places to look: `prepend_sys_path`, then the directories above the scripts and their `src`,
    /// those outside any package first.
    pub(super) fn new(layout: &Layout, version_locations: &[PathBuf]) -> Self {
        let mut roots = layout.prepend_sys_path.clone();
        let mut inside_packages = Vec::new();
        for start in layout.script_location.iter().chain(version_locations) {
            for directory in ancestors(start) {
                let rank = if directory.join("__init__.py").exists() { &mut inside_packages } else { &mut roots };
                let source = directory.join("src");
                rank.push(directory);
                if source.is_dir() {
                    rank.push(source);
                }
            }
        }
        roots.append(&mut inside_packages);
        let mut unique: Vec<PathBuf> = Vec::new();
        for root in roots {
            if !unique.contains(&root) {
                unique.push(root);
            }
        }
        Self { roots: unique, found: Mutex::default() }
    }

    /// Returns the source of `dotted`.
    pub(super) fn find(&self, dotted: &str) -> Option<Source> {
        let valid = dotted.split('.').all(|part| !part.is_empty() && !part.contains(['/', '\\', '\0', ':']));
        if !valid {
            return None;
        }
        if let Some(known) = self.found.lock().ok().and_then(|found| found.get(dotted).cloned()) {
            return known;
        }
        let relative: PathBuf = dotted.split('.').collect();
        let source = self.roots.iter().find_map(|root| {
            let base = root.join(&relative);
            let package = base.join("__init__.py");
            let module = base.with_file_name(format!("{}.py", base.file_name()?.to_string_lossy()));
            [package, module].iter().filter(|path| path.is_file()).find_map(|path| read_source(path))
        });
        if let Ok(mut found) = self.found.lock() {
            found.insert(dotted.to_owned(), source.clone());
        }
        source
    }

    /// Returns whether `path` lies in a place modules may lie in.
    pub(super) fn contains(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        self.roots.iter().filter_map(|root| root.canonicalize().ok()).any(|root| path.starts_with(root))
    }
}

/// Returns a directory and those above it, up to the one that holds the repository.
fn ancestors(start: &Path) -> Vec<PathBuf> {
    let absolute = std::path::absolute(start).unwrap_or_else(|_| start.to_path_buf());
    let mut found = Vec::new();
    for directory in absolute.ancestors().take(MAX_ANCESTORS) {
        if directory.parent().is_none() {
            break;
        }
        found.push(directory.to_path_buf());
        if directory.join(".git").exists() {
            break;
        }
    }
    found
}
