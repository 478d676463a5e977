//! The rules of DESIGN §2 and §9 that a compiler does not check. Each check is a function from files to violations, and is
//! shown a violation before it is believed.

#[path = "architecture/checks.rs"]
mod checks;
#[path = "architecture/proofs.rs"]
mod proofs;
mod support;

use checks::{
    floor_violations, form_violations, home_violations, incident_violations, manifest_violations, shortcut_violations,
    unused_codes, unused_packages,
};
use std::path::Path;
use support::rust_source::{RustFile, read_tree};

/// The floor of each module of `src/`: DESIGN §2. Imports point down.
const FLOORS: &[(&str, u8)] = &[
    ("main", 7),
    ("lib", 7),
    ("cli", 6),
    ("config", 6),
    ("report", 6),
    ("render", 6),
    ("apply", 6),
    ("diff", 4),
    ("plan", 5),
    ("gate", 5),
    ("audit", 4),
    ("preflight", 4),
    ("lint", 4),
    ("sql", 3),
    ("replay", 3),
    ("timeline", 3),
    ("history", 3),
    ("catalog", 3),
    ("script_directory", 3),
    ("git", 3),
    ("schema", 2),
    ("operation", 2),
    ("revision", 2),
    ("python", 1),
    ("source", 0),
    ("name", 0),
    ("yaml", 0),
    ("finding", 0),
    ("error", 0),
];

/// The imports within a floor, each one way only.
const SAME_FLOOR: &[(&str, &str)] = &[
    ("cli", "config"),
    ("cli", "report"),
    ("cli", "render"),
    ("cli", "apply"),
    ("render", "report"),
    ("gate", "plan"),
    ("timeline", "replay"),
    ("timeline", "history"),
    ("diff", "audit"),
    ("replay", "sql"),
    ("replay", "history"),
    ("replay", "script_directory"),
    ("catalog", "sql"),
    ("history", "script_directory"),
    ("operation", "schema"),
    ("schema", "operation"),
    ("finding", "source"),
    ("error", "finding"),
    ("error", "source"),
];

/// Where each package may be named: modules, or files of them. Cargo.toml says the same in its comments.
const HOMES: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("md5", &["python", "replay"]),
    ("miette", &["render"]),
    ("petgraph", &["history", "audit"]),
    ("postgres", &["catalog"]),
    ("rayon", &["script_directory"]),
    ("regex", &["python", "history"]),
    ("ruff_python_ast", &["python", "revision"]),
    ("ruff_python_parser", &["python"]),
    ("ruff_text_size", &["python", "revision"]),
    ("rustls", &["catalog"]),
    ("rustls-native-certs", &["catalog"]),
    ("serde", &["report", "render", "cli", "catalog", "plan", "yaml"]),
    ("serde_json", &["render"]),
    ("serde_yaml", &["yaml"]),
    ("sha1", &["python"]),
    ("sha2", &["python"]),
    ("squawk-lexer", &["sql"]),
    ("squawk-syntax", &["sql"]),
    ("thiserror", &["error"]),
    ("tokio-postgres-rustls", &["catalog"]),
    ("toml", &["config"]),
];

/// What must not stand in code that is not a test, and the modules where it may.
const SHORTCUTS: &[(&str, &[&str])] = &[
    (".unwrap()", &[]),
    (".unwrap_err()", &[]),
    (".expect_err(", &[]),
    ("panic!", &[]),
    ("unreachable!", &[]),
    ("todo!", &[]),
    ("unimplemented!", &[]),
    ("dbg!", &[]),
    ("println!", &["main", "cli", "render"]),
    ("print!", &["main", "cli", "render"]),
    ("eprintln!", &["main", "cli", "render"]),
    ("eprint!", &["main", "cli", "render"]),
    ("process::exit", &["main"]),
    ("#[allow(dead_code", &[]),
    ("#![allow(dead_code", &[]),
    ("#[expect(dead_code", &[]),
    ("#[ignore", &[]),
];

/// Longer files are split by meaning.
const LONGEST_FILE: usize = 400;

const INCIDENT_FILES: &[&str] = &["story.md", "schema.sql", "expect.yaml", "audit.txt"];

#[test]
fn imports_point_down() {
    no_violations(&floor_violations(&source()));
}

#[test]
fn every_package_stays_at_home() {
    no_violations(&home_violations(&source(), HOMES));
    no_violations(&manifest_violations(&manifest(), HOMES));
}

#[test]
fn every_package_is_used() {
    no_violations(&unused_packages(&source(), HOMES));
}

#[test]
fn no_shortcut_that_panics_or_hides() {
    no_violations(&source().iter().flat_map(shortcut_violations).collect::<Vec<_>>());
    let library = std::fs::read_to_string(root_of("src/lib.rs")).expect("is there");
    assert!(library.contains("#![forbid(unsafe_code)]"), "src/lib.rs does not forbid unsafe code");
}

#[test]
fn no_test_is_ignored() {
    for root in ["src", "tests", "benches"].map(root_of).iter().filter(|root| root.exists()) {
        let ignored = |file: &RustFile| file.text.lines().any(|line| line.trim_start().starts_with("#[ignore"));
        let found: Vec<String> =
            read_tree(root).iter().filter(|file| ignored(file)).map(|file| file.path.clone()).collect();
        no_violations(&found);
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    no_violations(&source().iter().flat_map(form_violations).collect::<Vec<_>>());
}

#[test]
fn every_finding_code_is_used() {
    no_violations(&unused_codes(&source()));
}

#[test]
fn every_incident_is_complete() {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root_of("testdata/incidents")).expect("can be listed").flatten() {
        let folder = entry.path();
        let list = |path: &Path| -> Vec<String> {
            let names = std::fs::read_dir(path).into_iter().flatten().flatten();
            names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
        };
        let story = std::fs::read_to_string(folder.join("story.md")).unwrap_or_default();
        let missing = incident_violations(&list(&folder), &list(&folder.join("versions")), &story);
        found.extend(missing.iter().map(|what| format!("{}: {what}", folder.display())));
    }
    no_violations(&found);
}

fn source() -> Vec<RustFile> {
    read_tree(&root_of("src"))
}

fn manifest() -> String {
    std::fs::read_to_string(root_of("Cargo.toml")).expect("Cargo.toml is there")
}

fn root_of(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn no_violations(found: &[String]) {
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}
