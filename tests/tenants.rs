//! Every folder under `testdata/tenants/`: what `audit` answers to each `--schema`, from the dump, from a live database and
//! from limbeck's own snapshot of it; and what one tenant's failure does to the others. `testdata/README.md` describes the folders.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use support::postgres::{Database, database};

/// One question and the truth about it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Ask {
    /// The options, separated by blanks.
    asks: String,
    exit: i32,
    /// The verdict of the one application, where it is one.
    verdict: Option<String>,
    /// The code of the error, where nothing is judged.
    error: Option<String>,
    /// Tenants in the same state, separated by blanks, to their verdict or the code of their error.
    tenants: BTreeMap<String, String>,
    /// Of a tenant, the first of its state: exactly what is accused.
    missing: BTreeMap<String, BTreeSet<String>>,
    /// What the findings must say.
    says: Vec<String>,
    /// What none of them may say.
    silent: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/tenants");
    let entries = std::fs::read_dir(root).expect("testdata/tenants/ can be listed");
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "no folder under testdata/tenants/");
    let mut trials: Vec<Trial> = folders.into_iter().flat_map(trials_of).collect();
    trials.push(Trial::test("one_failure_is_isolated", one_failure_is_isolated));
    trials.push(Trial::test("a_plan_mends_one_tenant", a_plan_mends_one_tenant));
    trials.push(Trial::test("a_wrong_answer_is_noticed", a_wrong_answer_is_noticed));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trials_of(folder: PathBuf) -> Vec<Trial> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    type Check = fn(&Path) -> Result<(), Failed>;
    let trial = |what: &str, check: Check| {
        let folder = folder.clone();
        Trial::test(format!("{name}::{what}"), move || check(&folder))
    };
    vec![
        trial("dump", |folder| check(folder, &["--snapshot", "schema.sql"])),
        trial("live", |folder| check(folder, &["--database", &load(folder).url])),
        trial("yaml", |folder| {
            let database = load(folder);
            let (snapshot, _) = limbeck(folder, &["--database", &database.url, "snapshot"]);
            let file = tempfile::Builder::new().suffix(".yaml").tempfile()?;
            std::fs::write(file.path(), snapshot)?;
            check(folder, &["--snapshot", &file.path().to_string_lossy()])
        }),
    ]
}

fn check(folder: &Path, place: &[&str]) -> Result<(), Failed> {
    let expected = std::fs::read_to_string(folder.join("expect.yaml"))?;
    let asks: Vec<Ask> = serde_yaml::from_str(&expected)?;
    let mut found = Vec::new();
    for ask in &asks {
        let words: Vec<&str> = place.iter().copied().chain(ask.asks.split_whitespace()).collect();
        let (answer, exit) = audit(folder, &words)?;
        let told = contradictions(ask, &answer, exit);
        found.extend(told.iter().map(|told| format!("audit {}: {told}", ask.asks)));
    }
    if asks.is_empty() {
        found.push("nothing is asked".into());
    }
    if found.is_empty() { Ok(()) } else { Err(format!("{}\n  {}", folder.display(), found.join("\n  ")).into()) }
}

/// Returns everything in an answer that contradicts the truth.
fn contradictions(ask: &Ask, answer: &Value, exit: Option<i32>) -> Vec<String> {
    let mut found = Vec::new();
    let mut equal = |what: &str, expected: String, actual: String| {
        if expected != actual {
            found.push(format!("{what}: expected {expected}, got {actual}"));
        }
    };
    equal("exit status", format!("{:?}", Some(ask.exit)), format!("{exit:?}"));
    equal("verdict", format!("{:?}", ask.verdict), format!("{:?}", word(answer, "/verdict")));
    equal("error", format!("{:?}", ask.error), format!("{:?}", word(answer, "/error/code")));
    let mut tenants: BTreeMap<String, String> = BTreeMap::new();
    let mut missing: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut told = items(answer, "/findings");
    for tenant in items(answer, "/tenants") {
        let schemas: Vec<String> = items(&tenant, "/schemas").iter().filter_map(text).collect();
        let verdict = word(&tenant, "/verdict").or_else(|| word(&tenant, "/error/code")).unwrap_or_default();
        let objects = items(&tenant, "/missing").iter().filter_map(|one| word(one, "/object")).collect::<BTreeSet<_>>();
        if let (Some(first), false) = (schemas.first(), objects.is_empty()) {
            missing.insert(first.clone(), objects);
        }
        told.extend(items(&tenant, "/findings"));
        tenants.insert(schemas.join(" "), verdict);
    }
    equal("tenants", format!("{:?}", ask.tenants), format!("{tenants:?}"));
    equal("missing", format!("{:?}", ask.missing), format!("{missing:?}"));
    let told: Vec<String> = told.iter().filter_map(|finding| word(finding, "/message")).collect();
    let unsaid = ask.says.iter().filter(|text| !told.iter().any(|message| message.contains(text.as_str())));
    found.extend(unsaid.map(|text| format!("no finding says `{text}`: {told:#?}")));
    let said = ask.silent.iter().filter(|text| told.iter().any(|message| message.contains(text.as_str())));
    found.extend(said.map(|text| format!("a finding says `{text}`")));
    found
}

/// A tenant whose version table is closed to the role, one whose table is locked, and one whose table is odd are told; the
/// others are judged.
fn one_failure_is_isolated() -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/tenants/schema-per-tenant");
    let database = load(&folder);
    database.psql(
        "ALTER TABLE tenant_1.alembic_version RENAME COLUMN version_num TO version;
         DO $$ BEGIN
           IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'limbeck_peek') THEN CREATE ROLE limbeck_peek LOGIN; END IF;
         END $$;
         GRANT USAGE ON SCHEMA tenant_2, tenant_3, tenant_4 TO limbeck_peek;
         GRANT SELECT ON ALL TABLES IN SCHEMA tenant_2, tenant_3, tenant_4 TO limbeck_peek;",
    );
    let (start, rest) = database.url.split_once("://").ok_or("no URL")?;
    let (_, host) = rest.split_once('@').ok_or("no user in the URL")?;
    let peek = format!("{start}://limbeck_peek@{host}");
    let place = ["--database", &peek, "--schema", "tenant_1", "--schema", "tenant_2", "--schema", "tenant_6"];
    let (answer, exit) = audit(&folder, &place)?;
    let truth =
        "{exit: 2, tenants: {tenant_1: odd-version-table, tenant_2: in-order, tenant_6: unreadable-version-table}}";
    let found = contradictions(&serde_yaml::from_str(truth)?, &answer, exit);
    let (answer, exit) = audit(&folder, &[&place[..], &["--schema", "tenant_3"]].concat())?;
    if !found.is_empty() || exit != Some(1) {
        return Err(format!("{found:#?}, then {exit:?}: {answer:#}").into());
    }
    Ok(())
}

/// The plan for one tenant touches no other, and afterwards that one is in order.
fn a_plan_mends_one_tenant() -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/tenants/schema-per-tenant");
    let database = load(&folder);
    for tenant in ["tenant_3", "tenant_5"] {
        let place = ["--database", &database.url, "--schema", tenant];
        let (script, _) = limbeck(&folder, &[&place[..], &["--format", "sql", "plan"]].concat());
        database.psql(&script);
        let (answer, exit) = audit(&folder, &place)?;
        if exit != Some(0) {
            return Err(format!("{tenant} after its plan: {answer:#}\n{script}").into());
        }
    }
    let (answer, exit) = audit(&folder, &["--database", &database.url, "--schema", "tenant_*"])?;
    let truth = "{exit: 1, tenants: {tenant_1 tenant_2 tenant_3 tenant_4 tenant_5: in-order, tenant_6: stamped-ahead},
                  missing: {tenant_6: [column tenant_6.member.email]}}";
    let found = contradictions(&serde_yaml::from_str(truth)?, &answer, exit);
    let (plan, refused) =
        limbeck(&folder, &["--database", &database.url, "--schema", "tenant_1", "--schema", "tenant_6", "plan"]);
    if !found.is_empty() || refused != Some(2) {
        return Err(format!("{found:#?}, a plan for two: {refused:?} {plan}").into());
    }
    Ok(())
}

fn a_wrong_answer_is_noticed() -> Result<(), Failed> {
    let truth =
        "{exit: 1, tenants: {a b: in-order, c: hole}, missing: {c: [index c.i]}, says: [gone], silent: [wrong]}";
    let answer = r#"{"findings":[],"tenants":[{"schemas":["a","b"],"verdict":"in-order","missing":[],"findings":[]},
        {"schemas":["c"],"verdict":"hole","missing":[{"object":"index c.i"}],"findings":[{"message":"it is gone"}]}]}"#;
    let ask: Ask = serde_yaml::from_str(truth)?;
    for (from, to, count) in [
        ("", "", 0),
        (r#""a","b""#, r#""a""#, 1),
        ("hole", "partial", 1),
        ("index c.i", "index c.j", 1),
        ("gone", "there", 1),
        ("gone", "gone wrong", 1),
    ] {
        let changed = answer.replacen(from, to, usize::from(!from.is_empty()));
        let found = contradictions(&ask, &serde_json::from_str(&changed)?, Some(1));
        if found.len() != count {
            return Err(format!("{from} -> {to}: {found:?}").into());
        }
    }
    Ok(())
}

fn load(folder: &Path) -> Database {
    let database = database();
    database.psql_file(&folder.join("schema.sql"));
    database
}

fn audit(folder: &Path, words: &[&str]) -> Result<(Value, Option<i32>), Failed> {
    let (printed, exit) = limbeck(folder, &[words, &["--format", "json", "audit"]].concat());
    let value =
        serde_json::from_str(&printed).map_err(|error| format!("{words:?} printed no JSON: {error}\n{printed}"))?;
    Ok((value, exit))
}

fn limbeck(folder: &Path, words: &[&str]) -> (String, Option<i32>) {
    let mut limbeck = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    limbeck.current_dir(folder).env_remove("DATABASE_URL").env_remove("ALEMBIC_CONFIG");
    let output = limbeck.args(["--version-location", "versions"]).args(words).output().expect("limbeck starts");
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
}

fn items(value: &Value, pointer: &str) -> Vec<Value> {
    value.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn word(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer).and_then(text)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
