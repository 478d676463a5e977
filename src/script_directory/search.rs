//! Looks through the files of the project around its scripts.

use super::{Layout, read_source};
use crate::source::Source;
use std::path::{Path, PathBuf};

/// With more Python files than these nothing is looked for.
const MOST: usize = 3000;
/// Directories that hold no part of a project.
const FOREIGN: &[&str] = &["node_modules", "site-packages", "venv", "env", "virtualenv"];

/// Returns the modules of the project whose text has these words, with their dotted names; none where there are too many
/// files to tell.
///
/// The project is the package that the scripts lie in, or else the directory above them.
pub(super) fn modules_with(layout: &Layout, words: &str) -> Option<Vec<(String, Source)>> {
    let scripts = std::path::absolute(layout.script_location.as_ref()?).ok()?;
    let above = scripts.parent()?;
    let is_package = |own: &&Path| own.join("__init__.py").exists();
    let start = above.ancestors().take_while(is_package).last().unwrap_or(above);
    let root = if is_package(&start) { start.parent()? } else { start };
    let (mut pending, mut found, mut seen) = (vec![start.to_path_buf()], Vec::new(), 0);
    while let Some(directory) = pending.pop() {
        for path in listed(&directory) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_link = path.is_symlink();
            if path.is_dir() && !is_link && !name.starts_with('.') && !FOREIGN.contains(&name.as_str()) {
                pending.push(path);
            } else if name.ends_with(".py") {
                seen += 1;
                if seen > MOST {
                    return None;
                }
                let source = read_source(&path).filter(|own| own.text().contains(words));
                found.extend(source.and_then(|source| Some((dotted(&path, root)?, source))));
            }
        }
    }
    Some(found)
}

fn listed(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|own| own.ok().map(|own| own.path())).collect();
    paths.sort();
    paths
}

/// Returns the dotted name of the module in a file below `root`, or below the `src` of it.
fn dotted(path: &Path, root: &Path) -> Option<String> {
    let relative = path.strip_prefix(root.join("src")).or_else(|_| path.strip_prefix(root)).ok()?.with_extension("");
    let parts: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let parts = parts.strip_suffix(&["__init__".to_string()]).unwrap_or(&parts);
    (!parts.is_empty()).then(|| parts.join("."))
}
