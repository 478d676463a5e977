//! Each check is shown something wrong, and must say so; and something right that looks wrong, and must be silent.

use super::checks::{
    floor_violations, form_violations, home_violations, incident_violations, manifest_violations, shortcut_violations,
    unused_codes, unused_packages,
};
use super::support::rust_source::RustFile;
use super::{FLOORS, INCIDENT_FILES, LONGEST_FILE, SAME_FLOOR, SHORTCUTS};
use std::collections::BTreeMap;

fn one(path: &str, text: &str) -> Vec<RustFile> {
    vec![RustFile::new(path, text)]
}

#[test]
fn floors() {
    let count = |path: &str, text: &str| floor_violations(&one(path, text)).len();
    assert_eq!(count("sql/mod.rs", "use crate::schema::Schema;\nuse crate::{name::Name, source};\n"), 0);
    assert_eq!(count("sql/mod.rs", "use crate::replay::Replay;"), 1, "sql knows nothing of replay");
    assert_eq!(count("replay/mod.rs", "use crate::sql::read;"), 0);
    assert_eq!(count("history/graph.rs", "fn f() { crate::replay::run() }"), 1);
    assert_eq!(count("python/eval.rs", "use crate::{source::Span, schema::{Table, Column}, finding};"), 1);
    assert_eq!(count("python/eval.rs", "// use crate::schema\nconst A: &str = \"crate::schema::x\";"), 0);
    assert_eq!(count("python/eval.rs", "#[cfg(test)]\nmod tests {\n use crate::schema::x;\n}\n"), 0);
    assert_eq!(count("name.rs", "use super::schema::Table;"), 1, "super of a file at the top is the crate");
    assert_eq!(count("schema/table.rs", "use super::super::audit::Audit;"), 1);
    assert_eq!(count("schema/mod.rs", "use super::audit::Audit;"), 1);
    assert_eq!(count("schema/table.rs", "use super::column::Column;"), 0);
    assert_eq!(count("attic.rs", ""), 1, "a module that no floor lists");
    assert_eq!(count("plan/mod.rs", "use crate::attic::Box;"), 1);
}

#[test]
fn floors_are_listed_once_and_edges_point_one_way() {
    let names: BTreeMap<&str, u8> = FLOORS.iter().copied().collect();
    assert_eq!(names.len(), FLOORS.len());
    for (from, to) in SAME_FLOOR {
        assert_eq!(names[from], names[to], "{from} -> {to}");
        // The waist is two modules wide: an operation holds schema values, and a schema applies operations.
        let waist = [*from, *to].iter().all(|name| ["operation", "schema"].contains(name));
        assert!(waist || !SAME_FLOOR.contains(&(to, from)), "{from} <-> {to}");
    }
}

#[test]
fn homes() {
    let homes: &[(&str, &[&str])] = &[("serde_yaml", &["plan"]), ("rustls-native-certs", &["catalog"])];
    let count = |path: &str, text: &str| home_violations(&one(path, text), homes).len();
    assert_eq!(count("plan/document.rs", "use serde_yaml::Value;"), 0);
    assert_eq!(count("audit/mod.rs", "use serde_yaml::Value;"), 1);
    assert_eq!(count("audit/mod.rs", "use serde_yaml;"), 1);
    assert_eq!(count("audit/mod.rs", "fn f() -> ::serde_yaml::Value {}"), 1);
    assert_eq!(count("audit/mod.rs", "let serde_yaml = 1; my_serde_yaml::x(); crate::serde_yaml::y();"), 0);
    assert_eq!(count("sql/mod.rs", "rustls_native_certs::load()"), 1);
    assert_eq!(unused_packages(&one("plan/mod.rs", "use serde_yaml::Value;"), homes).len(), 1);
}

#[test]
fn manifest() {
    let homes: &[(&str, &[&str])] = &[("regex", &["python"]), ("toml", &["config"])];
    let check = |text: &str| manifest_violations(&format!("[dependencies]\n{text}"), homes).len();
    assert_eq!(check("regex = \"1\" # python/\ntoml = \"1\" # config/\n"), 0);
    assert_eq!(check("regex = \"1\" # python/\n"), 1, "a home without a package");
    assert_eq!(check("regex = \"1\" # python/\ntoml = \"1\" # config/\nrand = \"1\"\n"), 1, "a package without a home");
    assert_eq!(check("regex = \"1\" # everywhere\ntoml = \"1\" # config/\n"), 1, "a comment that says otherwise");
}

#[test]
fn shortcuts() {
    let count = |path: &str, text: &str| one(path, text).iter().flat_map(shortcut_violations).count();
    for (shortcut, _) in SHORTCUTS {
        assert_eq!(count("audit/mod.rs", &format!("fn f() {{ x {shortcut} }}")), 1, "{shortcut}");
        assert_eq!(
            count("audit/mod.rs", &format!("// {shortcut}\nconst A: &str = r#\"{shortcut}\"#;")),
            0,
            "{shortcut}"
        );
        assert_eq!(count("audit/mod.rs", &format!("#[cfg(test)]\nmod tests {{ {shortcut} }}")), 0, "{shortcut}");
        assert_eq!(count("audit/tests.rs", shortcut), 0, "{shortcut}");
    }
    assert_eq!(count("audit/mod.rs", "#[cfg(test)]\nmod tests { const B: char = '}'; }\nfn f() { x.unwrap() }"), 1);
    assert_eq!(count("cli/mod.rs", "println!(\"x\")"), 0);
    assert_eq!(count("audit/mod.rs", "x.expect(\"\")"), 1);
    assert_eq!(count("audit/mod.rs", "x.expect(reason)"), 1);
    assert_eq!(count("audit/mod.rs", "x.expect(\"the list is never empty\")"), 0);
    assert_eq!(count("audit/mod.rs", "fn f<'a>(x: &'a str) { x.unwrap() }"), 1, "a lifetime opens no literal");
    assert_eq!(count("audit/mod.rs", "let a = '\"'; x.unwrap(); let b = '\\'';"), 1, "a quoted quote opens no literal");
    assert_eq!(count("audit/mod.rs", "/* /* */ x.unwrap() */"), 0);
}

#[test]
fn form() {
    let count = |text: &str| one("audit/mod.rs", text).iter().flat_map(form_violations).count();
    assert_eq!(count("//! What it is.\n"), 0);
    assert_eq!(count("use std::fmt;\n"), 1);
    assert_eq!(count(&format!("//! What it is.\n{}", "\n".repeat(LONGEST_FILE))), 1);
}

#[test]
fn codes() {
    let table = || {
        RustFile::new("finding/code.rs", "codes! {\n    HOLE = \"hole\": \"x\";\n    LONG_ID = \"long-id\": \"y\";\n}")
    };
    let check = |text: &str| unused_codes(&[table(), RustFile::new("audit/mod.rs", text)]).len();
    assert_eq!(check("f(Code::HOLE, Code::LONG_ID)"), 0);
    assert_eq!(check("f(Code::HOLE, Code::LONG_ID_OF_ANOTHER)"), 1);
    assert_eq!(check("// Code::HOLE Code::LONG_ID"), 2);
    assert_eq!(unused_codes(&[]).len(), 1);
}

#[test]
fn incidents() {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let (all, version) = (names(INCIDENT_FILES), names(&["a1_x.py"]));
    let story = "# Title\n\na\nb\nc\n";
    assert!(incident_violations(&all, &version, story).is_empty());
    assert_eq!(incident_violations(&all[1..], &version, story).len(), 1);
    assert_eq!(incident_violations(&all, &[], story).len(), 1);
    assert_eq!(incident_violations(&all, &version, "Title\n\na\nb\nc\n").len(), 1);
    assert_eq!(incident_violations(&all, &version, "# Title\n\na\n").len(), 1);
}
