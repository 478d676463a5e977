//! The metadata of a project whose `env.py` is Flask-Migrate's: `current_app.extensions["migrate"].db` is what the
//! application gave to `Migrate(app, db)`. No application runs here, so that object is looked for among the project's files.

use super::environment::find;
use crate::finding::{Code, Finding, Severity};
use crate::python::{Value, Vm};
use crate::script_directory::ScriptDirectory;
use crate::source::Source;
use regex::Regex;

/// Returns the metadata of the only `SQLAlchemy` of Flask-SQLAlchemy that the project's modules make, and says so.
pub(super) fn metadata(vm: &mut Vm, scripts: &ScriptDirectory, env_py: &Source) -> Option<(Value, Finding)> {
    if !env_py.text().contains("current_app") {
        return None;
    }
    let made = Regex::new(r"(?m)^(\w+)\s*(?::[^=\n]+)?=\s*(?:\w+\.)*SQLAlchemy\(").ok()?;
    let modules = scripts.modules_with("SQLAlchemy(")?;
    let mut objects = modules
        .iter()
        .filter(|(_, source)| source.text().contains("flask_sqlalchemy"))
        .flat_map(|(module, source)| made.captures_iter(source.text()).map(move |own| (module, source, own)));
    let (module, source, own) = objects.next()?;
    if objects.next().is_some() {
        return None;
    }
    let name = own.get(1)?;
    let place = source.place(crate::source::Span::new(name.start(), name.end()));
    let metadata = find(vm, module, &format!("{}._metadata", name.as_str()), &place);
    let metadata = metadata.filter(|own| !matches!(own, Value::Unknown(_)))?;
    let message = format!("the metadata of `env.py` is taken to be that of `{module}:{}`", name.as_str());
    let help = "name another `MetaData` with `--metadata MODULE:ATTRIBUTE` where the application gives Flask-Migrate another one";
    let finding = Finding::new(Code::NAMING_CONVENTION_UNKNOWN, Severity::Warning, message).help(help).place(place);
    Some((metadata, finding))
}
