//! limbeck's history answers as Alembic's `RevisionMap`, `ScriptDirectory` and `HeadMaintainer` do, on random histories
//! that real Alembic is asked about in the same run (tests/recording/random_histories.py). `LIMBECK_SEED=N` asks others.

mod support;

use limbeck::history::{Follow, History, Resolved, Rev, Step, Symbols, VersionRows};
use limbeck::name::Name;
use limbeck::render::migration::{Key, VersionTable, heading};
use limbeck::revision::RevisionId;
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;
use support::histories::{array, class, load, name, names, spell, text_of, texts};
use support::{in_tests, oracle_python};

const GRAPHS: &str = "500";
const QUESTIONS: &str = "25";

#[test]
fn answers_as_alembic_does() {
    let seed = std::env::var("LIMBECK_SEED").unwrap_or_else(|_| "1".to_owned());
    let mut alembic = Command::new(oracle_python());
    alembic.arg(in_tests("recording/random_histories.py")).args([&seed, GRAPHS, QUESTIONS]);
    let output = alembic.output().expect("the oracle runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let graphs: Value = serde_json::from_slice(&output.stdout).expect("the answers are JSON");
    let (mut asked, mut answered, mut wrong) = (0, 0, Vec::new());
    for graph in array(&graphs) {
        let history = load(&graph["revisions"]);
        for question in array(&graph["questions"]) {
            asked += 1;
            answered += usize::from(question["answer"].get("value").is_some());
            let (expected, found) = (expected(&question["answer"]), answer(&history, question));
            // Where Alembic fails an assertion, limbeck refuses, or lists a range all the same.
            let beyond = expected == "crash" && (found.starts_with("error") || question["call"] == "range");
            if expected != found && !beyond {
                wrong.push(format!("{question}\n  limbeck: {found}\n  in {}", graph["revisions"]));
            }
        }
    }
    assert!(asked >= 10_000 && answered > 5_000, "only {asked} questions, {answered} with an answer");
    assert!(
        wrong.is_empty(),
        "{} of {asked} answers differ:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(10)].join("\n")
    );
}

fn expected(answer: &Value) -> String {
    match (answer.get("value"), answer.get("error"), answer.get("crash")) {
        (Some(value), ..) => value.to_string(),
        (_, Some(class), _) => format!("error {}", text_of(class)),
        _ => "crash".to_owned(),
    }
}

fn answer(history: &History, question: &Value) -> String {
    let args = &question["args"];
    let first = args.get(0).map(text_of).unwrap_or_default();
    let ids: Vec<String> = args.get(1).and_then(Value::as_array).into_iter().flatten().map(text_of).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let result: Resolved<Value> = match text_of(&question["call"]).as_str() {
        "shape" => Ok(shape(history)),
        "get_revisions" => {
            history.resolve(&first).map(|points| points.into_iter().map(|p| spell(history, p)).collect())
        }
        "get_revision" => history.resolve_one(&first).map(|rev| rev.map_or(Value::Null, |rev| name(history, rev))),
        "upgrade" => history.upgrade_path(&ids, &first).map(|revs| names(history, &revs)),
        "downgrade" => history.downgrade_path(&ids, &first).map(|revs| names(history, &revs)),
        "range" => {
            let upper = text_of(&args[1]);
            history.range(Symbols::One(&first), Symbols::One(&upper)).map(|revs| names(history, &revs))
        }
        "all_current" => {
            let ids = texts(&args[0]);
            let points = history.resolve_all(&ids);
            let revs = points.map(|points| points.into_iter().filter_map(|point| point.revision()).collect::<Vec<_>>());
            revs.map(|revs| {
                let mut current = texts(&names(history, &history.all_current(&revs)));
                current.sort();
                current.into()
            })
        }
        "sql upgrade" => history.upgrade_steps(&ids, &first).and_then(|steps| written(history, &steps, &ids)),
        "sql downgrade" => history.downgrade_steps(&ids, &first).and_then(|steps| written(history, &steps, &ids)),
        "sql stamp" => {
            let targets = texts(&args[0]);
            let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
            history.stamp_steps(&ids, &targets).and_then(|steps| written(history, &steps, &ids))
        }
        other => panic!("unknown call {other}"),
    };
    result.map_or_else(|unresolved| format!("error {}", class(&unresolved)), |value| value.to_string())
}

/// Returns for each step its log and its statements.
fn written(history: &History, steps: &[Step], rows: &[&str]) -> Resolved<Value> {
    let table = VersionTable { schema: None, name: Name::verbatim("alembic_version"), key: Key::Primary };
    let mut rows = VersionRows::new(rows.iter().copied().map(RevisionId::new));
    let mut found = Vec::new();
    for step in steps {
        let mut texts = vec![heading(history, step)];
        texts.extend(rows.follow(step, history)?.iter().map(|write| table.write(write)));
        found.push(Value::from(texts));
    }
    Ok(found.into())
}

fn shape(history: &History) -> Value {
    let sorted: BTreeMap<String, Rev> = history.all().map(|rev| (history.id(rev).to_string(), rev)).collect();
    let labels = sorted.iter().map(|(id, rev)| (id.clone(), history.labels(*rev).collect::<Vec<_>>().into())).collect();
    let normalized = sorted
        .iter()
        .map(|(id, rev)| {
            let mut own: Vec<String> =
                history.own_dependencies(*rev).into_iter().map(|dep| history.id(dep).to_string()).collect();
            own.sort();
            (id.clone(), own.into())
        })
        .collect();
    let children = |rev: &Rev| history.children(*rev, Follow::Dependencies).is_empty();
    assert!(history.real_heads().iter().all(children));
    Value::Object(
        [
            ("heads".to_owned(), names(history, &history.heads())),
            ("real_heads".to_owned(), names(history, &history.real_heads())),
            ("bases".to_owned(), names(history, &history.bases())),
            ("labels".to_owned(), Value::Object(labels)),
            ("normalized".to_owned(), Value::Object(normalized)),
        ]
        .into_iter()
        .collect(),
    )
}
