//! limbeck's history answers what Alembic's own tests ask as Alembic answered (tests/recording/alembic_tests.py).
//!
//! Left out, with the number of questions:
//! - identifiers that are no texts: a type keeps them out (3)
//! - tests that ask nothing of the kind (55 of 498): `init`, help and templates (15), the programmatic `Config`, logging,
//!   encodings and write hooks (19), the version table's own definition and `get_current_heads` (21), which
//!   tests/history_shapes.rs compares as SQL
//! - rows that somebody else changed during the step: the statement is the same, the server counts the rows (5)

mod support;

use limbeck::finding::Code;
use limbeck::history::{
    Course, Extent, Follow, History, Overwalk, Point, Resolved, Rev, RowCount, RowWrite, Stamp, Step, Symbols,
    Unresolved, VersionRows,
};
use limbeck::revision::RevisionId;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::histories::{answered, array, load, name, names, recording, spell, text_of, texts};

/// The calls that tests/project_recorded.rs asks.
const OF_PROJECTS: &[&str] = &["files", "config", "config_files", "config_list"];

#[test]
fn answers_as_alembic_answered_its_own_tests() {
    let recorded = recording();
    let histories: Vec<History> = array(&recorded["maps"]).iter().map(load).collect();
    let nothing = History::new(Vec::new());
    let (mut asked, mut left_out, mut wrong) = (BTreeMap::<String, u32>::new(), Vec::new(), Vec::new());
    for question in array(&recorded["questions"]) {
        let call = text_of(&question["call"]);
        if OF_PROJECTS.contains(&call.as_str()) || call.starts_with("command.") {
            continue;
        }
        if is_left_out(question) {
            left_out.push(question);
            continue;
        }
        *asked.entry(call).or_default() += 1;
        let map = question["map"].as_u64().and_then(|at| usize::try_from(at).ok());
        let history = map.and_then(|at| histories.get(at)).unwrap_or(&nothing);
        let (expected, found) = (&question["answer"], answer(history, question));
        if !is_same(expected, &found) {
            wrong.push(format!("{question}\n  limbeck: {found}"));
        }
    }
    let total: u32 = asked.values().sum();
    assert!(wrong.is_empty(), "{} of {total} differ:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
    assert_eq!((total, left_out.len()), (1_731, 8), "{asked:?}\n{left_out:?}");
    let silent = array(&recorded["cases"]).iter().filter(|case| array(&case["asked"]).is_empty()).count();
    assert_eq!((array(&recorded["cases"]).len(), silent, array(&recorded["questions"]).len()), (498, 55, 2_071));
}

fn is_left_out(question: &Value) -> bool {
    let no_text = question["args"][0].to_string().contains("\"python\"");
    no_text || question["call"] == "update_to_step" && question["answer"]["error"] == "CommandError"
}

/// Returns whether two answers are the same; a long list is recorded as its checksum.
fn is_same(expected: &Value, found: &Value) -> bool {
    if let Some(count) = expected["value"].get("count") {
        let mut ids = texts(&found["value"]);
        ids.sort();
        return *count == ids.len() && expected["value"]["sorted"] == checksum(&ids);
    }
    if expected["value"].get("rows").is_some() {
        return expected["value"]["heads"] == found["value"]["heads"] && written(expected) == written(found);
    }
    match (expected["value"]["set"].as_array(), found["value"].as_array()) {
        (Some(set), Some(found)) => {
            let mut found = found.clone();
            found.sort_by_key(text_of);
            *set == found
        }
        _ => expected == found,
    }
}

/// Returns the kinds of statements, the rows that go and the rows that come: of several, Alembic takes any for the update.
fn written(answer: &Value) -> [Vec<String>; 3] {
    let [mut kinds, mut gone, mut new] = [const { Vec::new() }; 3];
    for row in array(&answer["value"]["rows"]) {
        let row = texts(row);
        match row.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["insert", id] => new.push(id.to_owned()),
            ["delete", id] => gone.push(id.to_owned()),
            ["update", from, to] => {
                gone.push(from.to_owned());
                new.push(to.to_owned());
            }
            _ => panic!("{row:?}"),
        }
        kinds.extend(row.first().cloned());
    }
    for list in [&mut kinds, &mut gone, &mut new] {
        list.sort();
    }
    [kinds, gone, new]
}

/// FNV-1a.
fn checksum(ids: &[String]) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", ids.join(",").bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

fn answer(history: &History, question: &Value) -> Value {
    let args = array(&question["args"]);
    let null = Value::Null;
    let (first, second) = (args.first().unwrap_or(&null), args.get(1).unwrap_or(&null));
    let options = args.last().unwrap_or(&null);
    let call = text_of(&question["call"]);
    let call = call.strip_prefix("script.").unwrap_or(&call);
    match call {
        "load" => return loaded(history, &question["answer"]),
        // Where Alembic cannot load the files, limbeck says so and answers for the sound part.
        _ if question["answer"]["error"] == "KeyError" => return loaded(history, &question["answer"]),
        "shape" => return json!({ "value": shape(history) }),
        _ => {}
    }
    let of = |revs: Resolved<Vec<Rev>>| revs.map(|revs| names(history, &revs));
    let found = |ids: &Value| texts(ids).iter().filter_map(|id| history.find(id)).collect::<Vec<Rev>>();
    answered(match call {
        "get_revision" => one(history, first),
        "get_revisions" => history.resolve_all(&texts(first)).map(|points| spelt(history, points)),
        "get_current_head" => history.resolve_one("head").map(|rev| rev.map_or(Value::Null, |rev| name(history, rev))),
        "as_revision_number" => history.resolve(&text_of(first)).map(|points| one_of(spelt(history, points))),
        "get_heads" if options["consider_depends_on"] == true => Ok(names(history, &history.real_heads())),
        "get_heads" => Ok(names(history, &history.heads())),
        "get_bases" => Ok(names(history, &history.bases())),
        "get_base" => Ok(one_of(names(history, &history.bases()))),
        "get_all_current" => {
            let revs = history.resolve_all(&texts(first));
            of(revs
                .map(|points| history.all_current(&points.into_iter().filter_map(Point::revision).collect::<Vec<_>>())))
        }
        "filter_for_lineage" => of(history.on_lineage_of(&found(first), &text_of(second), Follow::DownRevisions)),
        "_get_base_revisions" => of(history.on_lineage_of(&history.bases(), &text_of(first), Follow::DownRevisions)),
        "_get_ancestor_nodes" => {
            Ok(sorted(history, history.ancestors(&found(first), Follow::Dependencies).iter().collect()))
        }
        "_get_descendant_nodes" => {
            Ok(sorted(history, history.descendants(&found(first), Follow::Dependencies).iter().collect()))
        }
        "_topological_sort" => {
            let mut revs = history.no_revisions();
            revs.extend(found(first));
            Ok(names(history, &history.newest_first(revs, &found(second))))
        }
        "iterate_revisions" => of(iterate(history, first, second, options)),
        "walk_revisions" => {
            let end =
                |key: &str, default: &str| if options[key].is_null() { json!(default) } else { options[key].clone() };
            of(walk(history, &end("base", "base"), &end("head", "heads")))
        }
        "_upgrade_revs" => {
            let extent = Extent::Everything;
            of(up(history, first, second, extent, Overwalk::Fails))
                .map(|revs| steps(revs, "upgrade", Order::OldestFirst))
        }
        "_downgrade_revs" => of(down(history, second, first, Extent::Descendants))
            .map(|revs| steps(revs, "downgrade", Order::NewestFirst)),
        "_stamp_revs" => stamp(history, first, second),
        "update_to_step" => follow(history, first, second),
        other => panic!("nobody answers {other}"),
    })
}

fn one(history: &History, symbol: &Value) -> Resolved<Value> {
    match symbol {
        Value::String(symbol) => {
            history.resolve_one(symbol).map(|rev| rev.map_or(Value::Null, |rev| name(history, rev)))
        }
        // A tuple of texts means the same, one after the other.
        other => match &history.resolve_all(&texts(other))?[..] {
            [] => Ok(Value::Null),
            [only] => Ok(spell(history, *only)),
            _ => Err(Unresolved::MultipleHeads { heads: Vec::new(), argument: String::new() }),
        },
    }
}

fn spelt(history: &History, points: Vec<Point>) -> Value {
    points.into_iter().map(|point| spell(history, point)).collect()
}

fn one_of(values: Value) -> Value {
    match array(&values) {
        [] => Value::Null,
        [only] => only.clone(),
        _ => values,
    }
}

fn sorted(history: &History, revs: Vec<Rev>) -> Value {
    let mut ids = texts(&names(history, &revs));
    ids.sort();
    json!(ids)
}

fn borrowed(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

fn iterate(history: &History, upper: &Value, lower: &Value, options: &Value) -> Resolved<Vec<Rev>> {
    let extent = match (options["implicit_base"] == true, options["inclusive"] == true) {
        (true, true) => Extent::EverythingWithEnd,
        (true, false) => Extent::Everything,
        (false, true) => Extent::Range,
        (false, false) => Extent::Descendants,
    };
    if options["select_for_downgrade"] == true {
        return down(history, upper, lower, extent);
    }
    let stops = options["assert_relative_length"] == false;
    up(history, upper, lower, extent, if stops { Overwalk::Stops } else { Overwalk::Fails })
}

fn up(history: &History, upper: &Value, lower: &Value, extent: Extent, overwalk: Overwalk) -> Resolved<Vec<Rev>> {
    let (uppers, lowers) = (texts(upper), texts(lower));
    history.between(symbols(upper, &borrowed(&uppers)), symbols(lower, &borrowed(&lowers)), extent, overwalk)
}

fn walk(history: &History, lower: &Value, upper: &Value) -> Resolved<Vec<Rev>> {
    let (uppers, lowers) = (texts(upper), texts(lower));
    history.range(symbols(lower, &borrowed(&lowers)), symbols(upper, &borrowed(&uppers)))
}

fn symbols<'a>(value: &'a Value, ids: &'a [&'a str]) -> Symbols<'a> {
    value.as_str().map_or(Symbols::Several(ids), Symbols::One)
}

fn down(history: &History, upper: &Value, lower: &Value, extent: Extent) -> Resolved<Vec<Rev>> {
    let ids = texts(upper);
    history.undone(&borrowed(&ids), lower.as_str(), extent, Overwalk::Fails)
}

#[derive(PartialEq)]
enum Order {
    OldestFirst,
    NewestFirst,
}

fn steps(revs: Value, direction: &str, order: Order) -> Value {
    let mut steps: Vec<Value> = array(&revs).iter().map(|id| json!({"step": direction, "revision": id})).collect();
    if order == Order::OldestFirst {
        steps.reverse();
    }
    json!(steps)
}

fn stamp(history: &History, targets: &Value, rows: &Value) -> Resolved<Value> {
    let (targets, rows) = (texts(targets), texts(rows));
    let steps = history.stamp_steps(&borrowed(&rows), &borrowed(&targets))?;
    let spell = |step: &Step| match step {
        Step::Stamp(stamp) => json!({
            "from": strings(&stamp.from),
            "to": strings(&stamp.to),
            "direction": if stamp.course == Course::Up { "upgrade" } else { "downgrade" },
            "branch": stamp.rows == RowCount::Changes,
        }),
        other => panic!("{other:?} is no stamp"),
    };
    Ok(steps.iter().map(spell).collect())
}

fn strings(ids: &[RevisionId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn follow(history: &History, step: &Value, rows: &Value) -> Resolved<Value> {
    let ids = |value: &Value| texts(value).into_iter().map(RevisionId::new).collect::<Vec<_>>();
    let rev = history.find(&text_of(&step["revision"]));
    let step = match (text_of(&step["step"]).as_str(), rev) {
        ("upgrade", Some(rev)) => Step::Upgrade(rev),
        ("downgrade", Some(rev)) => Step::Downgrade(rev),
        _ => Step::Stamp(Stamp {
            from: ids(&step["from"]),
            to: ids(&step["to"]),
            course: if step["direction"] == "upgrade" { Course::Up } else { Course::Down },
            rows: if step["branch"] == true { RowCount::Changes } else { RowCount::Stays },
        }),
    };
    let mut table = VersionRows::new(ids(rows));
    let written = table.follow(&step, history)?;
    let spell = |write: &RowWrite| match write {
        RowWrite::Insert(id) => json!(["insert", id.as_str()]),
        RowWrite::Delete(id) => json!(["delete", id.as_str()]),
        RowWrite::Update { from, to } => json!(["update", from.as_str(), to.as_str()]),
    };
    let rows: Vec<Value> = written.iter().map(spell).collect();
    Ok(json!({"rows": rows, "heads": table.ids().iter().map(ToString::to_string).collect::<Vec<_>>()}))
}

/// Returns the recorded answer where the findings say the same.
fn loaded(history: &History, answer: &Value) -> Value {
    let codes: &[Code] = match answer["error"].as_str() {
        None => &[],
        Some("CycleDetected") => &[Code::REVISION_CYCLE],
        Some("DependencyCycleDetected") => &[Code::DEPENDENCY_CYCLE],
        Some("LoopDetected" | "DependencyLoopDetected") => &[Code::REVISION_SELF_LOOP],
        Some("KeyError") => &[Code::MISSING_DOWN_REVISION, Code::MISSING_DEPENDENCY],
        Some("RevisionError") => &[Code::DUPLICATE_BRANCH_LABEL, Code::ILLEGAL_REVISION_ID],
        Some(other) => panic!("nobody expects {other}"),
    };
    let harmless = [Code::DUPLICATE_REVISION, Code::PLACEHOLDER_REVISION_ID, Code::SECOND_BASE];
    let breaking = |code: Code| !harmless.contains(&code);
    let found: Vec<Code> =
        history.findings().iter().map(|finding| finding.code).filter(|code| breaking(*code)).collect();
    let agrees = if codes.is_empty() { found.is_empty() } else { found.iter().any(|code| codes.contains(code)) };
    if agrees {
        answer.clone()
    } else {
        json!({"findings": found.iter().map(|code| code.as_str()).collect::<Vec<_>>()})
    }
}

fn shape(history: &History) -> Value {
    let list = |revs: Vec<Rev>| {
        let mut ids = texts(&names(history, &revs));
        ids.sort();
        ids
    };
    let real_base = |rev: &Rev| history.revision(*rev).is_base() && history.dependencies(*rev).is_empty();
    let mut revisions = serde_json::Map::new();
    for rev in history.all() {
        let down = history.children(rev, Follow::DownRevisions);
        let all = history.children(rev, Follow::Dependencies);
        let mut labels: Vec<&str> = history.labels(rev).collect();
        labels.sort_unstable();
        let mut is = Vec::new();
        for (word, holds) in [
            ("base", history.revision(rev).is_base()),
            ("branch_point", history.is_branch_point(rev)),
            ("head", history.is_head(rev)),
            ("merge_point", history.revision(rev).is_merge_point()),
            ("real_branch_point", all.len() > 1),
            ("real_head", history.is_real_head(rev)),
        ] {
            if holds {
                is.push(word);
            }
        }
        let mut one = serde_json::Map::new();
        for (key, value) in [
            ("children", json!(list(down))),
            ("all_children", json!(list(all))),
            ("labels", json!(labels)),
            ("dependencies", json!(list(history.dependencies(rev)))),
            ("normalized", json!(list(history.own_dependencies(rev)))),
            ("is", json!(is)),
        ] {
            if !array(&value).is_empty() {
                one.insert(key.to_owned(), value);
            }
        }
        revisions.insert(history.id(rev).to_string(), Value::Object(one));
    }
    json!({
        "heads": names(history, &history.heads()),
        "real_heads": names(history, &history.real_heads()),
        "bases": names(history, &history.bases()),
        "real_bases": names(history, &history.bases().into_iter().filter(real_base).collect::<Vec<_>>()),
        "revisions": revisions,
    })
}
