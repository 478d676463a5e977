//! Every script under `testdata/python/`, against what CPython made of it (`testdata/python/record`). A script ends with
//! `result = …`; each of its items is compared by its `repr`.

use libtest_mimic::{Arguments, Failed, Trial};
use limbeck::python::{Imported, Value, Variable, Vm, World};
use limbeck::source::{Place, Source};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

/// What the evaluator asks of the thread it runs on.
const STACK: usize = 256 << 20;

struct NoWorld;

impl World for NoWorld {
    fn import(&self, _: &mut Vm, module: &str, _: &Place) -> Imported {
        Imported::Missing(format!("no module `{module}`"))
    }

    fn environment(&self, _: &str) -> Variable {
        Variable::Unset
    }
}

fn main() -> ExitCode {
    let trials: Vec<Trial> = scripts().into_iter().map(trial).collect();
    assert!(!trials.is_empty(), "no script under testdata/python/");
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn scripts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/python");
    let entries = std::fs::read_dir(&root).expect("testdata/python/ can be listed");
    let mut scripts: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    scripts.sort();
    scripts
}

fn trial(script: PathBuf) -> Trial {
    let name = script.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Trial::test(name.clone(), move || {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || check(&script, &name));
        thread.map_err(Failed::from)?.join().map_err(|_| Failed::from("panicked"))?
    })
}

fn check(script: &Path, name: &str) -> Result<(), Failed> {
    let text = std::fs::read_to_string(script)?;
    let expected = std::fs::read_to_string(script.with_extension("txt"))
        .map_err(|_| Failed::from(format!("no record: run testdata/python/record {name}")))?;
    let source = Source::new(format!("/project/{name}.py"), text);
    let mut vm = Vm::new(Rc::new(NoWorld));
    let module = vm.load_module(&source, name).map_err(|raise| Failed::from(format!("{raise:?}")))?;
    let result = module.globals.find("result").ok_or_else(|| Failed::from("no `result`"))?;
    let items = match &result {
        Value::List(list) => list.content().map_err(|why| Failed::from(format!("{why:?}")))?,
        other => vec![other.clone()],
    };
    let place = source.place(Default::default());
    let mut written = Vec::new();
    for item in &items {
        let text = vm.to_repr(item, &place).map_err(|raise| Failed::from(format!("{raise:?}")))?;
        written.push(text.as_str().map_or_else(|| format!("{text:?}"), |text| text.to_string()));
    }
    let expected: Vec<&str> = expected.lines().collect();
    let differ = |(at, (was, should)): (usize, (&String, &&str))| {
        (was != should).then(|| format!("item {at}: {was}, CPython: {should}"))
    };
    let differences: Vec<String> = written.iter().zip(&expected).enumerate().filter_map(differ).collect();
    if written.len() != expected.len() {
        return Err(format!("{} items, CPython: {}", written.len(), expected.len()).into());
    }
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n").into()) }
}
