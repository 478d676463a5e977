use super::*;
use std::fs;

fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for (path, bytes) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("created");
        fs::write(path, bytes).expect("written");
    }
    directory
}

fn open(directory: &Path, recursion: Recursion) -> ScriptDirectory {
    let layout = Layout { script_location: Some(directory.join("m")), recursion, ..Layout::default() };
    ScriptDirectory::open(layout).expect("opened")
}

fn ids(scripts: &ScriptDirectory) -> Vec<&str> {
    scripts.revisions().iter().map(|revision| revision.id.as_str()).collect()
}

#[test]
fn lists_what_alembic_lists_in_its_order() {
    let a = b"revision = 'a'\ndown_revision = None\n";
    let b = b"revision = 'b'\ndown_revision = 'a'\n";
    let c = b"revision = 'c'\ndown_revision = 'b'\n";
    let directory = project(&[
        ("m/versions/2_b.py", b),
        ("m/versions/1_a.py", a),
        ("m/versions/.#1_a.py", a),
        ("m/versions/__init__.py", a),
        ("m/versions/README", a),
        ("m/versions/__pycache__/1_a.py", a),
        ("m/versions/sub/0_c.py", c),
    ]);
    assert_eq!(ids(&open(directory.path(), Recursion::Flat)), ["a", "b"]);
    assert_eq!(ids(&open(directory.path(), Recursion::Recursive)), ["a", "b", "c"]);
}

#[cfg(unix)]
#[test]
fn loads_a_linked_file_once() {
    let directory = project(&[("m/versions/1_a.py", b"revision = 'a'\ndown_revision = None\n")]);
    let versions = directory.path().join("m/versions");
    std::os::unix::fs::symlink(versions.join("1_a.py"), versions.join("2_link.py")).expect("linked");
    let scripts = open(directory.path(), Recursion::Flat);
    assert_eq!(ids(&scripts), ["a"]);
    assert_eq!(scripts.findings().first().map(|finding| finding.code), Some(Code::DUPLICATE_FILE));
}

#[test]
fn reads_latin_1_and_refuses_nul_with_the_header_kept() {
    let directory = project(&[
        ("m/versions/1.py", b"# coding: latin-1\n'''\xe4'''\nrevision = 'a'\ndown_revision = None\n"),
        ("m/versions/2.py", b"revision = 'b'\ndown_revision = 'a'\n\0"),
    ]);
    let scripts = open(directory.path(), Recursion::Flat);
    assert_eq!(ids(&scripts), ["a", "b"]);
    assert_eq!(scripts.revisions()[0].doc, "ä");
    assert_eq!(scripts.findings().iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::NUL_BYTE]);
}

#[test]
fn finds_modules_above_the_scripts_and_in_src() {
    let directory = project(&[
        (".git/HEAD", b""),
        ("app/__init__.py", b""),
        ("app/db.py", b"X = 1\n"),
        ("app/m/versions/1.py", b"revision = 'a'\ndown_revision = None\n"),
        ("src/other/__init__.py", b"Y = 1\n"),
    ]);
    let scripts = open(&directory.path().join("app"), Recursion::Flat);
    assert_eq!(scripts.find_module("app.db").expect("app.db").text(), "X = 1\n");
    assert_eq!(scripts.find_module("other").expect("other").text(), "Y = 1\n");
    assert!(scripts.find_module("..etc").is_none());
    assert!(scripts.find_module("nowhere").is_none());
}

#[test]
fn says_which_place_is_missing() {
    let layout = Layout { script_location: Some("/no/such/place".into()), ..Layout::default() };
    let error = ScriptDirectory::open(layout).expect_err("nothing there");
    assert_eq!(error.code, Code::NO_SCRIPTS);
    assert!(error.message.contains("/no/such/place"));
}
