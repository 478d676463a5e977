//! The metadata of a project whose `env.py` is Flask-Migrate's: `current_app.extensions["migrate"].db` is what the
//! application gave to `Migrate(app, db)`. No application runs here, so that object is looked for among the project's files.

use super::environment::find;
use crate::finding::{Code, Finding, Severity};
use crate::python::{Value, Vm};
use crate::script_directory::ScriptDirectory;
use crate::source::{Source, Span};

/// Returns the metadata of the only `SQLAlchemy` of Flask-SQLAlchemy that the project's modules make, and says so.
pub(super) fn metadata(vm: &mut Vm, scripts: &ScriptDirectory, env_py: &Source) -> Option<(Value, Finding)> {
    if !env_py.text().contains("current_app") {
        return None;
    }
    let modules = scripts.modules_with("SQLAlchemy(")?;
    let mut objects = modules
        .iter()
        .filter(|(_, source)| source.text().contains("flask_sqlalchemy"))
        .flat_map(|(module, source)| made_in(source.text()).map(move |(name, at)| (module, source, name, at)));
    let (module, source, name, at) = objects.next()?;
    if objects.next().is_some() {
        return None;
    }
    let place = source.place(Span::new(at, at + name.len()));
    let metadata = find(vm, module, &format!("{}._metadata", name), &place);
    let metadata = metadata.filter(|own| !matches!(own, Value::Unknown(_)))?;
    let message = format!("the metadata of `env.py` is taken to be that of `{module}:{}`", name);
    let help = "name another `MetaData` with `--metadata MODULE:ATTRIBUTE` where the application gives Flask-Migrate another one";
    let finding = Finding::new(Code::NAMING_CONVENTION_UNKNOWN, Severity::Warning, message).help(help).place(place);
    Some((metadata, finding))
}

/// Returns the names that a module gives to what `SQLAlchemy(…)` makes at its top level, and where they stand.
fn made_in(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let (target, value) = line.split_once('=')?;
        let name = target.split(':').next()?.trim_end();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let callee = value.split_once('(')?.0.trim();
        (is_name && callee.rsplit('.').next() == Some("SQLAlchemy")).then_some((name, at))
    })
}
