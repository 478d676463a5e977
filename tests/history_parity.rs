//! limbeck's history answers as Alembic's `RevisionMap` does, on random histories recorded by testdata/parity/record.py.
//! `LIMBECK_PARITY=FILE` asks another recording.

mod support;

use limbeck::history::{Follow, History, Resolved, Rev, Symbols};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use support::histories::{array, class, load, name, names, spell, text_of};

#[test]
fn answers_as_alembic_does() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/parity/graphs.json");
    let file = std::env::var_os("LIMBECK_PARITY").map_or(beside, Into::into);
    let text = std::fs::read_to_string(&file).expect("the recording is there");
    let graphs: Value = serde_json::from_str(&text).expect("the recording is JSON");
    let (mut asked, mut wrong) = (0, Vec::new());
    for graph in array(&graphs) {
        let history = load(&graph["revisions"]);
        for question in array(&graph["questions"]) {
            asked += 1;
            let (expected, found) = (expected(&question["answer"]), answer(&history, question));
            // Where Alembic fails an assertion, limbeck refuses, or lists a range all the same.
            let beyond = expected == "crash" && (found.starts_with("error") || question["call"] == "range");
            if expected != found && !beyond {
                wrong.push(format!("{question}\n  limbeck: {found}\n  in {}", graph["revisions"]));
            }
        }
    }
    assert!(asked > 1_000, "only {asked} questions");
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
        other => panic!("unknown call {other}"),
    };
    result.map_or_else(|unresolved| format!("error {}", class(&unresolved)), |value| value.to_string())
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
