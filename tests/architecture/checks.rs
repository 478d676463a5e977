//! The checks: each takes files and returns violations, in words. The tables they read are the parent's.

use super::support::rust_source::{RustFile, is_word};
use super::{FLOORS, INCIDENT_FILES, LONGEST_FILE, SAME_FLOOR, SHORTCUTS};
use std::collections::BTreeSet;

pub fn floor_violations(files: &[RustFile]) -> Vec<String> {
    let floor = |module: &str| FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor);
    let mut found = Vec::new();
    for file in files {
        let from = file.module();
        let Some(own) = floor(from) else {
            found.push(format!("src/{}: `{from}` is on no floor: DESIGN §2, FLOORS", file.path));
            continue;
        };
        for (at, to) in imports(file) {
            let allowed = to == from || own == 7 || SAME_FLOOR.contains(&(from, &to));
            match floor(&to) {
                Some(other) if allowed || other < own => {}
                Some(other) => {
                    found.push(format!("{}: `{from}` (floor {own}) imports `{to}` (floor {other})", file.place(at)));
                }
                None => found.push(format!("{}: `{from}` imports `{to}`, which is on no floor", file.place(at))),
            }
        }
    }
    found
}

/// Returns the crate's modules a file names, each with its place: `crate::a`, `crate::{a, b::c}`, and `super` beyond its own.
fn imports(file: &RustFile) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let word = |text: &str| text.trim_start().chars().take_while(|c| is_word(*c)).collect::<String>();
    let mut follow = |at: usize, rest: &str| {
        if let Some(group) = rest.trim_start().strip_prefix('{') {
            let mut depth = 0_u32;
            let mut start = true;
            for (i, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && is_word(c) => {
                        found.push((at, word(&group[i..])));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            found.push((at, word(rest)));
        }
    };
    for at in file.find("crate::") {
        // `$crate::` of a macro is no import of this file's.
        follow(at, &file.code[at + "crate::".len()..]);
    }
    let depth = file.path.trim_end_matches("/mod.rs").matches('/').count() + 1;
    let climb = "super::".repeat(depth);
    for at in file.find(&climb) {
        follow(at, &file.code[at + climb.len()..]);
    }
    found.retain(|(_, name)| !name.is_empty() && name != "super");
    found
}

pub fn home_violations(files: &[RustFile], homes: &[(&str, &[&str])]) -> Vec<String> {
    let mut found = Vec::new();
    for (package, homes) in homes {
        for file in files.iter().filter(|file| !homes.contains(&file.module())) {
            let strange = |at| format!("{}: `{package}` is named outside {}", file.place(at), homes.join(", "));
            found.extend(mentions(file, package).map(strange));
        }
    }
    found
}

pub fn unused_packages(files: &[RustFile], homes: &[(&str, &[&str])]) -> Vec<String> {
    let unused = |package: &&str| !files.iter().any(|file| mentions(file, package).next().is_some());
    homes.iter().map(|(package, _)| *package).filter(unused).map(|name| format!("`{name}` is named nowhere")).collect()
}

/// Returns where a path of the package begins, or an import of it; not a local name or a longer path's segment.
fn mentions<'a>(file: &'a RustFile, package: &str) -> impl Iterator<Item = usize> + 'a {
    let name = package.replace('-', "_");
    let found: Vec<usize> = file.find(&name).collect();
    found.into_iter().filter(move |at| {
        let (before, after) = (file.code[..*at].trim_end(), &file.code[at + name.len()..]);
        let begins = !before.strip_suffix("::").is_some_and(|rest| rest.ends_with(is_word));
        begins && (after.starts_with("::") || before.ends_with("use") || before.ends_with("extern crate"))
    })
}

/// Compares the table with Cargo.toml: the same packages, and each one's comment names its homes.
pub fn manifest_violations(manifest: &str, homes: &[(&str, &[&str])]) -> Vec<String> {
    let parsed: toml::Table = manifest.parse().expect("Cargo.toml parses");
    let listed = parsed.get("dependencies").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let listed: BTreeSet<&str> = listed.keys().map(String::as_str).collect();
    let housed: BTreeSet<&str> = homes.iter().map(|(package, _)| *package).collect();
    let mut found: Vec<String> = Vec::new();
    found.extend(listed.difference(&housed).map(|package| format!("`{package}` of Cargo.toml has no home: HOMES")));
    found.extend(housed.difference(&listed).map(|package| format!("`{package}` has a home and is not in Cargo.toml")));
    for (package, homes) in homes {
        let line = manifest.lines().find(|line| line.split([' ', '=']).next() == Some(package)).unwrap_or_default();
        let comment = line.rsplit_once('#').map_or("", |(_, comment)| comment);
        for home in homes.iter().filter(|home| listed.contains(package) && !comment.contains(**home)) {
            found.push(format!("Cargo.toml's comment on `{package}` does not name `{home}`"));
        }
    }
    found
}

pub fn shortcut_violations(file: &RustFile) -> Vec<String> {
    let mut found = Vec::new();
    for (shortcut, modules) in SHORTCUTS.iter().filter(|(_, modules)| !modules.contains(&file.module())) {
        let instead = if modules.is_empty() { String::new() } else { format!(" outside {}", modules.join(", ")) };
        found.extend(file.find(shortcut).map(|at| format!("{}: `{shortcut}`{instead}", file.place(at))));
    }
    for at in file.find(".expect(") {
        // The text, not the code: there the reason is blanked.
        let argument = file.text[at + ".expect(".len()..].trim_start();
        let reason = argument.strip_prefix('"').and_then(|text| text.split('"').next()).unwrap_or_default();
        if reason.trim().len() < 5 {
            found.push(format!("{}: `.expect(` without a reason", file.place(at)));
        }
    }
    found
}

pub fn form_violations(file: &RustFile) -> Vec<String> {
    let mut found = Vec::new();
    let lines = file.text.lines().count();
    if lines > LONGEST_FILE {
        found.push(format!("src/{}: {lines} lines, more than {LONGEST_FILE}: split it by meaning", file.path));
    }
    if !file.text.starts_with("//! ") && !file.path.ends_with("/tests.rs") {
        found.push(format!("src/{}: does not begin with a module doc: what it is, what it is not", file.path));
    }
    found
}

pub fn unused_codes(files: &[RustFile]) -> Vec<String> {
    let table = files.iter().find(|file| file.path == "finding/code.rs");
    let constant = |line: &str| {
        let name = line.trim().split_once(" = \"")?.0.to_owned();
        name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_').then_some(name)
    };
    let declared: BTreeSet<String> =
        table.map_or_else(BTreeSet::new, |file| file.text.lines().filter_map(constant).collect());
    let used = |name: &str| {
        let path = format!("Code::{name}");
        files.iter().any(|file| file.path != "finding/code.rs" && file.find(&path).next().is_some())
    };
    let mut found: Vec<String> =
        declared.iter().filter(|name| !used(name)).map(|name| format!("`Code::{name}` is used nowhere")).collect();
    if declared.is_empty() {
        found.push("src/finding/code.rs declares no code".into());
    }
    found
}

pub fn incident_violations(files: &[String], versions: &[String], story: &str) -> Vec<String> {
    let lacks = |name: &&&str| !files.iter().any(|file| file == **name);
    let mut found: Vec<String> = INCIDENT_FILES.iter().filter(lacks).map(|name| format!("no {name}")).collect();
    if !versions.iter().any(|name| name.ends_with(".py")) {
        found.push("no version file".into());
    }
    let told = story.lines().skip(1).filter(|line| !line.trim().is_empty()).count();
    if !story.starts_with("# ") || !(3..=8).contains(&told) {
        found.push(format!("story.md is a `# title` and 3 to 8 lines, not {told}"));
    }
    found
}
