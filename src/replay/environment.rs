//! What `env.py` says about migrations: it is evaluated like a version file, against a server that nobody keeps, and only
//! what it gives to `context.configure` is used.

use crate::finding::{Code, Finding, Severity};
use crate::history::History;
use crate::name::Name;
use crate::python::{Arguments, Unknown, Value, Vm};
use crate::replay::compiled::CompiledOtherwise;
use crate::replay::flask_migrate;
use crate::replay::recorder::Recorder;
use crate::replay::runs::{Chosen, Given};
use crate::replay::session::Session;
use crate::replay::settings::{Settings, TransactionScope};
use crate::replay::sqlalchemy::bind::metadata::{conventions_of, read_conventions, unknown_conventions};
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::unknown::from_python;
use crate::replay::world::Host;
use crate::schema::Schema;
use crate::script_directory::ScriptDirectory;
use crate::source::{Place, Source, Span};
use std::rc::Rc;

/// The settings, completed by `env.py`.
pub struct Environment {
    pub settings: Settings,
    pub conventions: Conventions,
    /// What a version file's function is called with.
    pub given: Given,
    /// What it, the modules that it imports and the version files compile themselves.
    pub compiled: Vec<CompiledOtherwise>,
    /// What could not be read of it.
    pub findings: Vec<Finding>,
}

/// Reads `env.py`, the metadata that the settings name, and what version files say for all of them: Alembic imports every
/// file before it runs one.
#[must_use]
pub fn read(scripts: &ScriptDirectory, history: &History, settings: &Settings) -> Environment {
    let mut environment = Environment {
        settings: settings.clone(),
        conventions: Conventions::default(),
        given: Given::Assumed(Arguments::default()),
        compiled: Vec::new(),
        findings: Vec::new(),
    };
    let session = Session::of_environment(Recorder::new(Schema::default(), Rc::new(settings.clone())));
    let mut vm = Vm::new(Rc::new(Host::new(session.clone(), scripts.library())));
    let nowhere = Source::new("", "").place(Span::default());
    if let Some(location) = &settings.metadata
        && let Some(found) = find(&mut vm, &location.module, &location.attribute, &nowhere)
        && let Some(conventions) = conventions_of(&found)
    {
        environment.conventions = conventions;
    }
    for revision in history.all().map(|rev| history.revision(rev)) {
        if revision.source.text().contains("compiles") {
            // What it raises is told where its revision runs.
            let _ = vm.load_module(&revision.source, "version_file");
        }
    }
    environment.compiled = session.compiled_otherwise();
    let Some(source) = scripts.env_py() else { return environment };
    // Whatever it raises, what was configured before stands.
    let module = vm.load_module(&source, "env_py");
    environment.compiled = session.compiled_otherwise();
    let Chosen { configured, given, finding } =
        session.runs().borrow().choose(settings.engine.as_deref(), &source.place(Span::default()));
    environment.given = given;
    environment.findings.extend(finding);
    if let Some(arguments) = &configured {
        environment.configure(arguments);
    }
    if settings.metadata.is_none() {
        let global = module.ok().and_then(|module| module.globals.find("target_metadata"));
        let metadata = configured.and_then(|arguments| arguments.keyword("target_metadata")).or(global);
        environment.take_conventions(metadata.as_ref(), &session);
        if let Some(why) = environment.conventions.unread().cloned()
            && let Some((metadata, finding)) = flask_migrate::metadata(&mut vm, scripts, &source)
        {
            environment.findings.pop();
            environment.findings.push(finding);
            environment.conventions = conventions_of(&metadata).unwrap_or_default().doubted(why);
        }
    }
    environment
}

/// Returns an attribute of a module.
pub(super) fn find(vm: &mut Vm, module: &str, attribute: &str, place: &Place) -> Option<Value> {
    let mut value = vm.import_module(module, place).ok()?;
    for part in attribute.split('.') {
        value = vm.attribute(&value, part, place).ok()?;
    }
    Some(value)
}

impl Environment {
    fn configure(&mut self, arguments: &Arguments) {
        if let Some(Value::Bool(true)) = arguments.keyword("transaction_per_migration") {
            self.settings.scope = TransactionScope::Revision;
        }
        let text =
            |name: &str| arguments.keyword(name).and_then(|value| value.as_str()).map(|text| Name::verbatim(&text));
        // What the command line says goes first.
        if !self.settings.is_table_known
            && let Some(name) = text("version_table")
        {
            self.settings.version_table = name;
        }
        if self.settings.version_table_schema.is_none() {
            self.settings.version_table_schema = text("version_table_schema");
        }
    }

    /// Takes the naming convention of the metadata (`SchemaObjects.metadata`); where it cannot be read, says so.
    fn take_conventions(&mut self, metadata: Option<&Value>, session: &Session) {
        match metadata {
            Some(Value::Unknown(why)) => match session.noted_convention(why) {
                Some(given) => self.conventions = read_conventions(&given).unwrap_or_else(unknown_conventions),
                None => {
                    self.findings.push(unread(why));
                    self.conventions = Conventions::in_place_of_unread(from_python(why));
                }
            },
            Some(metadata) => self.conventions = conventions_of(metadata).unwrap_or_default(),
            None => {}
        }
    }
}

/// The metadata of `env.py` is not known: constraints without a name are taken to be named by PostgreSQL.
fn unread(why: &Unknown) -> Finding {
    let message = format!("the naming convention of `target_metadata` cannot be read: {}", why.reason());
    let help = "name the `MetaData` that has it with `--metadata MODULE:ATTRIBUTE`; without one, constraints and indexes \
                without a name are taken to have PostgreSQL's default names, and `preflight` leaves open what asks for them";
    let finding = Finding::new(Code::NAMING_CONVENTION_UNKNOWN, Severity::Warning, message).help(help);
    match why.place() {
        Some(place) => finding.place(place.clone()),
        None => finding,
    }
}
