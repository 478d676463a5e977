//! limbeck loads files and answers commands as Alembic did in its own tests (tests/recording/alembic_tests.py).
//!
//! Left out: projects of compiled files alone, which limbeck names and does not read; `stamp --purge --sql`, which
//! Alembic refuses and limbeck answers; version files that leave a transaction open, which is for `preflight`.

mod support;

use limbeck::finding::Code;
use limbeck::script_directory::{Bytecode, Layout, Recursion, ScriptDirectory};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use support::alembic::{Ran, limbeck};
use support::histories::{array, header, recording, text_of, texts};

#[test]
fn loads_the_files_that_alembic_loaded() {
    let mut asked = 0;
    let recorded = recording();
    for question in array(&recorded["questions"]).iter().filter(|question| question["call"] == "files") {
        asked += 1;
        let root = tempfile::tempdir().expect("a directory");
        let scripts = root.path().canonicalize().expect("there").join("scripts");
        fs::create_dir_all(&scripts).expect("created");
        let arguments = &question["args"][0];
        for file in array(&arguments["files"]) {
            let path = clean(&scripts.join(text_of(&file["path"])));
            fs::create_dir_all(path.parent().expect("a parent")).expect("created");
            fs::write(path, text_of_file(&file["header"])).expect("written");
        }
        let layout = Layout {
            script_location: Some(scripts.clone()),
            version_locations: texts(&arguments["locations"]).iter().map(|path| clean(&scripts.join(path))).collect(),
            recursion: if arguments["recursive"] == true { Recursion::Recursive } else { Recursion::Flat },
            bytecode: if arguments["sourceless"] == true { Bytecode::Loaded } else { Bytecode::Ignored },
            prepend_sys_path: Vec::new(),
        };
        layout.version_locations.iter().for_each(|path| fs::create_dir_all(path).expect("created"));
        let opened = ScriptDirectory::open(layout).expect("opened");
        let has = |code: Code| opened.findings().iter().any(|finding| finding.code == code);
        if question["answer"].get("error").is_some() {
            assert!(has(Code::NOT_A_REVISION), "{question}\n{:?}", opened.findings());
            continue;
        }
        let compiled = |one: &&Value| !text_of(&one[1]).ends_with(".py");
        let expected: Vec<Value> =
            array(&question["answer"]["value"]).iter().filter(|one| !compiled(one)).cloned().collect();
        assert_eq!(
            array(&question["answer"]["value"]).iter().any(|one| compiled(&one)),
            has(Code::SOURCELESS_REVISION),
            "{question}"
        );
        let found: Vec<Value> = opened
            .revisions()
            .iter()
            .map(|revision| json!([revision.id.as_str(), relative(&revision.path, &scripts)]))
            .collect();
        assert_eq!(expected, found, "{question}");
    }
    assert_eq!(asked, 163);
}

#[test]
fn commands_answer_as_alembic_answered() {
    let (mut asked, mut left_out) = (0, 0);
    let recorded = recording();
    for question in array(&recorded["questions"]) {
        let call = text_of(&question["call"]);
        let Some(command) = call.strip_prefix("command.") else { continue };
        let arguments = array(&question["args"]);
        let [symbols @ .., options, project] = arguments else { panic!("{question}") };
        let source = |file: &Value| text_of(&file["path"]).ends_with(".py");
        let error = question["answer"]["error"].as_str();
        let purges_sql = options["purge"] == true && options["sql"] == true;
        if !array(&project["files"]).iter().all(source) || purges_sql || error == Some("InvalidRequestError") {
            left_out += 1;
            continue;
        }
        asked += 1;
        let root = project_of(project, question);
        let mut words: Vec<String> = vec!["--snapshot".into(), "rows.sql".into()];
        if options["sql"] == true {
            words.clear();
        }
        let symbols = symbols.first().or(options.get("revision")).map(texts).unwrap_or_default();
        match command {
            "history" => {
                words.push("history".into());
                words.extend(symbols.iter().map(|range| format!("--rev-range={range}")));
                words.extend((options["verbose"] == true).then(|| "-v".into()));
                words.extend((options["indicate_current"] == true).then(|| "-i".into()));
            }
            "current" => {
                words.push("current".into());
                words.extend((options["check_heads"] == true).then(|| "--check-heads".into()));
            }
            _ => {
                words.extend(["sql".into(), command.to_owned()]);
                words.extend((options["purge"] == true).then(|| "--purge".into()));
                words.extend(if symbols.is_empty() { vec!["base".into()] } else { symbols });
            }
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        compare(&limbeck(root.path(), &words), question, command, root.path());
    }
    assert_eq!((asked, left_out), (99, 16));
}

fn compare(ran: &Ran, question: &Value, command: &str, root: &Path) {
    let answer = &question["answer"];
    assert_eq!(answer.get("error").is_none(), ran.succeeded, "{question}\n{}", ran.out);
    if !ran.succeeded {
        return;
    }
    let place = root.canonicalize().expect("there").join("m").to_string_lossy().into_owned();
    match command {
        "history" => assert_eq!(text_of(&answer["value"]["text"]).replace("ROOT", &place), ran.out, "{question}"),
        "current" => assert_eq!(lines(&text_of(&answer["value"]["text"])), lines(&ran.out), "{question}"),
        _ => {
            let expected = statements(&texts(&answer["value"]["sql"]).join("\n\n"));
            // Online, Alembic writes no text.
            if !expected.is_empty() {
                assert_eq!(expected, statements(&ran.out), "{question}");
            }
        }
    }
}

/// The lines in any order: Alembic prints a set.
fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

/// Returns what concerns steps and version table, as SQLite and PostgreSQL both have it.
fn statements(text: &str) -> Vec<String> {
    let concerns = |statement: &&str| statement.starts_with("-- Running") || statement.contains("alembic_version");
    let plain = |statement: &str| {
        let statement = statement.trim().trim_end_matches(';').replace('\t', "    ");
        statement.split(" RETURNING ").next().unwrap_or_default().to_owned()
    };
    text.split("\n\n").filter(concerns).map(plain).collect()
}

fn project_of(project: &Value, question: &Value) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a directory");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("created");
        fs::write(path, text).expect("written");
    };
    write("alembic.ini", "[alembic]\nscript_location = m\n");
    write("m/env.py", "");
    for file in array(&project["files"]) {
        let doc = if file["doc"].is_string() { format!("{}\n", file["doc"]) } else { String::new() };
        let body = "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n";
        write(&format!("m/{}", text_of(&file["path"])), &format!("{doc}{}{body}", header(file)));
    }
    let answer = &question["answer"];
    let rows = if answer.get("rows").is_some() { &answer["rows"] } else { &answer["value"]["rows"] };
    let rows: String = texts(rows).iter().map(|row| format!("{row}\n")).collect();
    let table = "CREATE TABLE public.alembic_version (version_num character varying(32) NOT NULL)";
    write("rows.sql", &format!("{table};\n\nCOPY public.alembic_version (version_num) FROM stdin;\n{rows}\\.\n"));
    root
}

fn text_of_file(header: &Value) -> String {
    let Some(names) = header.as_object() else { return "crap, crap -> crap".to_owned() };
    let spell = |value: &Value| if value.is_null() { "None".to_owned() } else { value.to_string() };
    names.iter().map(|(name, value)| format!("{name} = {}\n", spell(value))).collect()
}

fn relative(path: &Path, root: &Path) -> String {
    let up = root.parent().expect("a parent");
    match path.strip_prefix(root) {
        Ok(path) => path.to_string_lossy().into_owned(),
        Err(_) => format!("../{}", path.strip_prefix(up).expect("beside").display()),
    }
}

/// Returns a path without `..`.
fn clean(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut clean, part| {
        if part.as_os_str() == ".." {
            clean.pop();
        } else {
            clean.push(part);
        }
        clean
    })
}
