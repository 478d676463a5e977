//! The text of the history commands and of `sql`, byte for byte beside real Alembic, on the histories of Alembic's own
//! tests, written down as projects with docstrings and settings of every kind.

mod support;

use serde_json::Value;
use std::fs;
use support::alembic::{Alembic, limbeck};
use support::histories::{array, header, recording, text_of};

/// How many histories are written down, the largest first.
const SHAPES: usize = 32;

const DOCS: &[&str] = &[
    "\"\"\"plain\"\"\"\n",
    "",
    "'''first line\nsecond line\n\nRevision ID: x\nCreate Date: 2024-01-01\n'''\n",
    "\"\"\"äöü ☃ and \\t a tab, \\\\ and \\x41\"\"\"\n",
    "r'''raw \\n text'''\n",
    "\"\"\"\n\n   indented\n      more\n\n\n\"\"\"\n",
    "# a comment\n\n\"\"\"after a comment\r\n\"\"\"\n",
    "\"\"\"   \"\"\"\n",
];

const SETTINGS: &[&str] = &[
    "",
    ", transaction_per_migration=True",
    ", version_table='Versions', version_table_schema='app'",
    ", version_table_pk=False",
];

#[test]
fn prints_what_alembic_prints_on_every_shape() {
    let recorded = recording();
    let mut maps: Vec<&Value> = array(&recorded["maps"]).iter().collect();
    maps.sort_by_key(|map| std::cmp::Reverse(array(map).len()));
    let mut alembic = Alembic::start();
    let (mut compared, mut refused, mut crashed, mut shapes) = (0, 0, 0, 0);
    for map in maps {
        if shapes == SHAPES {
            break;
        }
        let project = project(array(map), SETTINGS[shapes % SETTINGS.len()]);
        if !alembic.run(project.path(), &["heads"]).succeeded {
            continue;
        }
        shapes += 1;
        for (theirs, ours) in commands(array(map)) {
            let borrow = |words: &[String]| words.iter().map(String::as_str).collect::<Vec<_>>().join("\u{1f}");
            let (theirs, ours) = (borrow(&theirs), borrow(&ours));
            let expected = alembic.run(project.path(), &theirs.split('\u{1f}').collect::<Vec<_>>());
            let found = limbeck(project.path(), &ours.split('\u{1f}').collect::<Vec<_>>());
            if let Some(crash) = &expected.crash {
                assert!(crash.starts_with("AssertionError"), "{theirs}\n{crash}\n{map}");
                crashed += 1;
                continue;
            }
            assert_eq!(expected.succeeded, found.succeeded, "{theirs}\n{expected:?}\n{map}");
            compared += 1;
            if expected.succeeded {
                assert!(
                    expected.out == found.out,
                    "{theirs}\nalembic:\n{}\nlimbeck:\n{}\n{map}",
                    expected.out,
                    found.out
                );
            } else {
                refused += 1;
            }
        }
    }
    assert!(shapes == SHAPES && compared > 900, "{shapes} shapes, {compared} compared");
    assert!(refused * 3 < compared && crashed * 10 < compared, "{refused} refused, {crashed} crashed of {compared}");
}

fn project(revisions: &[Value], settings: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let versions = directory.path().join("m/versions");
    fs::create_dir_all(&versions).expect("created");
    fs::write(directory.path().join("alembic.ini"), "[alembic]\nscript_location = m\npath_separator = os\n")
        .expect("written");
    let env = format!(
        "from alembic import context\ncontext.configure(dialect_name='postgresql'{settings})\nwith context.begin_transaction():\n    context.run_migrations()\n"
    );
    fs::write(directory.path().join("m/env.py"), env).expect("written");
    for (at, revision) in revisions.iter().enumerate() {
        let body = "\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n";
        let text = format!("{}{}{body}", DOCS[at % DOCS.len()], header(revision));
        fs::write(versions.join(format!("{at:03}_x.py")), text).expect("written");
    }
    directory
}

/// Returns commands as Alembic and limbeck take them.
fn commands(revisions: &[Value]) -> Vec<(Vec<String>, Vec<String>)> {
    let id = |at: usize| text_of(&revisions[at % revisions.len()]["id"]);
    let (first, middle, last) = (id(0), id(revisions.len() / 2), id(revisions.len() - 1));
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<String>>();
    let mut asked: Vec<(Vec<String>, Vec<String>)> = [
        "heads".to_owned(),
        "heads -v".to_owned(),
        "heads --resolve-dependencies".to_owned(),
        "heads --resolve-dependencies -v".to_owned(),
        "branches".to_owned(),
        "branches -v".to_owned(),
        "history".to_owned(),
        "history -v".to_owned(),
        format!("history -r {first}:"),
        format!("history -r :{last}"),
        format!("history -r {first}:{last}"),
        format!("history -r {middle}:+2"),
        format!("history --rev-range=-2:{last}"),
        format!("history -v -r {middle}:heads"),
        format!("show {middle}"),
        format!("show {last}@head"),
        "show heads".to_owned(),
        "show base".to_owned(),
    ]
    .iter()
    .map(|line| (words(line), words(line)))
    .collect();
    for line in [
        "upgrade heads".to_owned(),
        "upgrade head".to_owned(),
        "upgrade +1".to_owned(),
        format!("upgrade {middle}"),
        format!("upgrade {first}:heads"),
        format!("upgrade {middle}:{last}"),
        format!("downgrade {last}:base"),
        format!("downgrade {last}:{first}"),
        format!("downgrade {last}:-1"),
        "stamp heads".to_owned(),
        format!("stamp {middle}"),
        format!("stamp {middle} {last}"),
        format!("stamp {first}:{last}"),
        format!("stamp {last}:base"),
    ] {
        asked.push((words(&format!("{line} --sql")), words(&format!("sql {line}"))));
    }
    asked
}
