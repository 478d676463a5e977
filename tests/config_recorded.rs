//! limbeck finds and reads configuration as Alembic did in its own tests (tests/recording/alembic_tests.py). One test:
//! it changes the working directory.
//!
//! Left out: Windows paths among version locations, which Alembic accepts here and fails on later (2), and a value that
//! only `alembic revision` reads (1).

mod support;

use limbeck::config::{Project, Selection};
use limbeck::script_directory::{Bytecode, Recursion};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::histories::{array, recording, text_of, texts};

#[test]
fn reads_configuration_as_alembic_read_it() {
    let recorded = recording();
    let (mut asked, mut left_out) = (0, 0);
    for question in array(&recorded["questions"]) {
        match question["call"].as_str() {
            Some("config") => {
                let text = question.to_string();
                if text.contains(r"C:\\Project") && text.contains("version_locations\":\"C")
                    || is_for_revision(question)
                {
                    left_out += 1;
                    continue;
                }
                let expected = &question["answer"];
                let expected = if expected.get("error").is_some() { &Value::from("error") } else { &expected["value"] };
                assert_eq!(*expected, read(question), "{question}");
            }
            Some("config_list") => {
                let of_paths = question["args"][1] == "get_prepend_sys_paths_list";
                let key = if of_paths { "prepend_sys_path" } else { "version_locations" };
                assert_eq!(question["answer"]["value"], read(question)[key], "{question}");
            }
            Some("config_files") => find_files(question),
            _ => continue,
        }
        asked += 1;
    }
    assert_eq!((asked, left_out), (51, 3));
}

/// `truncate_slug_length` is not recorded, for limbeck makes no files.
fn is_for_revision(question: &Value) -> bool {
    question["answer"]["error"] == "ValueError" && question["args"][0]["ini"] == json!({})
}

fn read(question: &Value) -> Value {
    let root = tempfile::tempdir().expect("a directory");
    let root = root.path().canonicalize().expect("it is there");
    for directory in ["scratch/scripts", "scratch/model1", "scratch/model2", "scratch/model3"] {
        fs::create_dir_all(root.join(directory)).expect("created");
    }
    let here = root.to_string_lossy().into_owned();
    let options = &question["args"][0];
    let mut configs = Vec::new();
    let ini: Vec<(&String, &Value)> = options["ini"].as_object().expect("options").iter().collect();
    if !ini.is_empty() {
        let line = |(name, value): &(&String, &Value)| format!("{name} = {}\n", text_of(value).replace('\n', "\n  "));
        let lines: String = ini.iter().filter(|(name, _)| *name != "here").map(line).collect();
        configs.push(root.join("scratch/alembic.ini"));
        fs::write(root.join("scratch/alembic.ini"), format!("[alembic]\n{}", lines.replace("ROOT", &here)))
            .expect("written");
    }
    let toml: String = options["toml"]
        .as_object()
        .expect("options")
        .iter()
        .map(|(name, value)| format!("{name} = {value}\n"))
        .collect();
    configs.push(root.join("scratch/pyproject.toml"));
    fs::write(root.join("scratch/pyproject.toml"), format!("[tool.alembic]\n{toml}")).expect("written");
    std::env::set_current_dir(&root).expect("entered");
    let found = Project::find(&Selection { configs, ..Selection::default() });
    std::env::set_current_dir("/").expect("left");
    let Ok(Project { layout, .. }) = found else { return json!("error") };
    // Alembic gives paths as they are written, limbeck without the working directory.
    let spell = |path: &Path| {
        let path: PathBuf = path.components().collect();
        let written = question["answer"]["value"].to_string();
        let absolute = path.to_string_lossy().replace(&here, "ROOT");
        if written.contains(&format!("\"ROOT/{absolute}")) { format!("ROOT/{absolute}") } else { absolute }
    };
    let tail = |path: &PathBuf| {
        let spelt = spell(path);
        if question["answer"]["value"].to_string().contains(&format!("{spelt}/\"")) { spelt + "/" } else { spelt }
    };
    json!({
        "dir": layout.script_location.as_deref().map(spell),
        "version_locations": layout.version_locations.iter().map(tail).collect::<Vec<_>>(),
        "recursive": layout.recursion == Recursion::Recursive,
        "sourceless": layout.bytecode == Bytecode::Loaded,
        "prepend_sys_path": layout.prepend_sys_path.iter().map(|path| path.to_string_lossy().replace(&here, "ROOT")).collect::<Vec<_>>(),
    })
}

/// Asks which files are read: each has a script location of its own, with one revision.
fn find_files(question: &Value) {
    let root = tempfile::tempdir().expect("a directory");
    let inside = |name: &str| root.path().join(name.trim_start_matches('/'));
    let named = texts(&question["args"][0]);
    let variable = question["args"][1].as_str();
    let mut files = named.clone();
    files.extend(variable.map(str::to_owned));
    files.extend(["alembic.ini", "pyproject.toml"].map(str::to_owned));
    let write = |ini_counts: bool| {
        for name in &files {
            let path = inside(name);
            let is_toml = path.ends_with("pyproject.toml");
            let versions = root.path().join("scripts").join(id_of(name)).join("versions");
            fs::create_dir_all(path.parent().expect("a parent")).expect("created");
            fs::create_dir_all(&versions).expect("created");
            let header = format!("revision = '{}'\ndown_revision = None\n", id_of(name));
            fs::write(versions.join("1.py"), header).expect("written");
            let location = versions.parent().expect("a parent").display();
            let text = match (is_toml, ini_counts) {
                (true, _) => format!("[tool.alembic]\nscript_location = '{location}'\n"),
                (false, true) => format!("[alembic]\nscript_location = {location}\n"),
                (false, false) => "[alembic]\n".to_owned(),
            };
            fs::write(path, text).expect("written");
        }
    };
    let heads = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
        command.current_dir(root.path()).env_remove("ALEMBIC_CONFIG").env_remove("DATABASE_URL");
        if let Some(variable) = variable {
            command.env("ALEMBIC_CONFIG", inside(variable));
        }
        for name in &named {
            command.arg("-c").arg(inside(name));
        }
        let output = command.arg("heads").output().expect("limbeck runs");
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let expected = texts(&question["answer"]["value"]);
    write(true);
    let [toml, ini] = &expected[..] else {
        assert!(!heads().0, "{question}");
        return;
    };
    assert_eq!(heads().1, format!("{} (head)\n", id_of(ini)), "{question}");
    write(false);
    assert_eq!(heads().1, format!("{} (head)\n", id_of(toml)), "{question}");
}

fn id_of(name: &str) -> String {
    name.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}
