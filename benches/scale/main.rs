//! How limbeck scales: `heads` and `history` against real Alembic, pair by pair in one run, and the replay of a whole history at two sizes.
//! `cargo bench --bench scale`; exits 1 where an aim of DESIGN §8 is missed. `LIMBECK_BENCH_KEEP=DIR` keeps the histories.

mod chain;
#[path = "../../tests/support/mod.rs"]
mod support;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::time::{Duration, Instant};

const SIZES: [usize; 2] = [2_500, 5_000];
const PAIRS: usize = 3;
const REPLAY_PAIRS: usize = 5;

/// `heads` and `history` at the larger size: at most a twentieth of Alembic's time.
const LEAST_RATIO: f64 = 20.0;
/// Twice the revisions cost about twice the time; more than this is not linear.
const MOST_GROWTH: f64 = 2.6;

/// One history on disk.
struct Project {
    size: usize,
    ini: PathBuf,
    versions: PathBuf,
}

fn main() -> ExitCode {
    let kept = std::env::var_os("LIMBECK_BENCH_KEEP").map(PathBuf::from);
    let temporary = tempfile::tempdir().expect("a temporary directory");
    let root = kept.unwrap_or_else(|| temporary.path().to_owned());
    let projects = SIZES.map(|size| write_project(&root, size));
    let aims = [compare("heads", &projects), compare("history", &projects), measure_growth(&projects)];
    if aims.iter().all(|met| *met) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs a command of Alembic and of limbeck by turns, and tells whether the larger size meets the aim.
fn compare(command: &str, projects: &[Project]) -> bool {
    println!("{command:<11} revisions  alembic    limbeck    ratio (of each pair)");
    let mut met = true;
    for project in projects {
        let expected = alembic(project, command).1;
        let found = limbeck(project, &[command]).1;
        assert_eq!(text(&found), text(&expected), "limbeck and Alembic differ");
        let pairs: Vec<(Duration, Duration)> =
            (0..PAIRS).map(|_| (alembic(project, command).0, limbeck(project, &[command]).0)).collect();
        let ratios: Vec<f64> = pairs.iter().map(|(theirs, ours)| theirs.as_secs_f64() / ours.as_secs_f64()).collect();
        let (theirs, ours) =
            (median(pairs.iter().map(|pair| seconds(pair.0))), median(pairs.iter().map(|pair| seconds(pair.1))));
        let listed: Vec<String> = ratios.iter().map(|ratio| format!("{ratio:.1}")).collect();
        println!("            {:>9}  {theirs:>6.2} s  {:>7.1} ms  {}", project.size, ours * 1e3, listed.join(" "));
        met &= project.size < SIZES[1] || median(ratios.iter().copied()) >= LEAST_RATIO;
    }
    println!("            aim: at {} revisions at least {LEAST_RATIO} times as fast: {}", SIZES[1], verdict(met));
    met
}

/// Replays both histories by turns, and tells whether twice the revisions take about twice the time.
fn measure_growth(projects: &[Project; 2]) -> bool {
    println!("replay      revisions  median     per revision");
    let replay = ["--empty", "--format", "json", "diff", "--at", "heads"];
    let mut times: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for project in projects {
        check_replay(&limbeck(project, &replay).1);
    }
    for _ in 0..REPLAY_PAIRS {
        for (project, times) in projects.iter().zip(&mut times) {
            times.push(seconds(limbeck(project, &replay).0));
        }
    }
    for (project, times) in projects.iter().zip(&times) {
        let time = median(times.iter().copied());
        let each = time * 1e6 / f64::from(u32::try_from(project.size).expect("small"));
        println!("            {:>9}  {:>6.2} s  {each:>7.1} µs", project.size, time);
    }
    let growth = median(times[1].iter().zip(&times[0]).map(|(large, small)| large / small));
    let met = growth <= MOST_GROWTH;
    println!("            growth {growth:.2} for twice the revisions; aim: at most {MOST_GROWTH}: {}", verdict(met));
    met
}

/// A replay that gave up early would be fast: everything must have been understood, and the tables be there.
fn check_replay(output: &Output) {
    let diff: Value = serde_json::from_str(&text(output)).expect("diff prints JSON");
    let count = |key: &str| diff.get(key).and_then(Value::as_array).map(Vec::len);
    assert_eq!(count("unknown"), Some(0), "the generated history holds nothing that cannot be known");
    let tables = diff.get("differences").and_then(Value::as_array).into_iter().flatten();
    let tables =
        tables.filter(|item| item["object"].as_str().is_some_and(|object| object.starts_with("table "))).count();
    assert!(tables >= chain::TABLES, "only {tables} of {} tables were replayed", chain::TABLES);
}

fn write_project(root: &Path, size: usize) -> Project {
    let directory = root.join(size.to_string());
    let versions = directory.join("versions");
    std::fs::create_dir_all(&versions).expect("can be created");
    for (name, text) in chain::generate(size) {
        std::fs::write(versions.join(name), text).expect("can be written");
    }
    std::fs::write(directory.join("env.py"), "# heads does not run it\n").expect("can be written");
    let ini = directory.join("alembic.ini");
    std::fs::write(&ini, "[alembic]\nscript_location = %(here)s\n").expect("can be written");
    Project { size, ini, versions }
}

fn alembic(project: &Project, name: &str) -> (Duration, Output) {
    let mut command = Command::new(support::oracle_python());
    command.args(["-m", "alembic", "-c"]).arg(&project.ini).arg(name);
    timed(command, &[0])
}

fn limbeck(project: &Project, arguments: &[&str]) -> (Duration, Output) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    command.arg("--version-location").arg(&project.versions).args(arguments);
    timed(command, &[0, 1])
}

fn timed(mut command: Command, statuses: &[i32]) -> (Duration, Output) {
    let start = Instant::now();
    let output = command.env_remove("DATABASE_URL").output().expect("starts");
    let time = start.elapsed();
    let fine = output.status.code().is_some_and(|code| statuses.contains(&code));
    assert!(fine, "{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    (time, output)
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}
