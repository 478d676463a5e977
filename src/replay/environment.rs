//! What `env.py` says about migrations: it is evaluated like a version file, against a server that nobody keeps, and only
//! what it gives to `context.configure` is used.

use crate::name::Name;
use crate::python::{Arguments, Value, Vm};
use crate::replay::recorder::Recorder;
use crate::replay::session::Session;
use crate::replay::settings::{Settings, TransactionScope};
use crate::replay::sqlalchemy::bind::metadata::conventions_of;
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::world::Host;
use crate::schema::Schema;
use crate::script_directory::ScriptDirectory;
use crate::source::{Place, Source, Span};
use std::rc::Rc;

/// The settings, completed by `env.py`.
pub struct Environment {
    pub settings: Settings,
    pub conventions: Conventions,
}

/// Reads `env.py`, and the metadata that the settings name.
#[must_use]
pub fn read(scripts: &ScriptDirectory, settings: &Settings) -> Environment {
    let mut environment = Environment { settings: settings.clone(), conventions: Conventions::default() };
    let session = Session::new(Recorder::new(Schema::default(), Rc::new(settings.clone())));
    let mut vm = Vm::new(Rc::new(Host::new(session.clone(), scripts.library())));
    let nowhere = Source::new("", "").place(Span::default());
    if let Some(location) = &settings.metadata
        && let Some(found) = find(&mut vm, &location.module, &location.attribute, &nowhere)
        && let Some(conventions) = conventions_of(&found)
    {
        environment.conventions = conventions;
    }
    let Some(source) = scripts.env_py() else { return environment };
    // Whatever it raises, what was configured before stands.
    let module = vm.load_module(&source, "env_py");
    let configured = session.configured().borrow().clone();
    if let Some(arguments) = configured {
        environment.configure(&arguments);
    }
    if settings.metadata.is_none()
        && let Ok(module) = module
        && let Some(metadata) = module.globals.find("target_metadata")
        && let Some(conventions) = conventions_of(&metadata)
    {
        environment.conventions = conventions;
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
        let standard = Settings::default();
        // What the command line says goes first.
        if self.settings.version_table == standard.version_table
            && let Some(name) = text("version_table")
        {
            self.settings.version_table = name;
        }
        if self.settings.version_table_schema.is_none() {
            self.settings.version_table_schema = text("version_table_schema");
        }
        if self.settings.metadata.is_none()
            && let Some(metadata) = arguments.keyword("target_metadata")
            && let Some(conventions) = conventions_of(&metadata)
        {
            self.conventions = conventions;
        }
    }
}
