//! `import` and `from … import`: the library, the host's modules, and the project's own.

use super::branch::Ended;
use super::foreign::Outcome;
use super::namespace::Namespace;
use super::object::Module;
use super::parse::parse;
use super::raise::Raise;
use super::statement::Flow;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use super::world::Imported;
use crate::source::Place;
use ruff_python_ast::{StmtImport, StmtImportFrom};
use std::rc::Rc;

/// The global that says why a module may lack names: it did not parse, or its body raised.
pub(super) const INCOMPLETE: &str = "<incomplete>";

impl Vm {
    pub(super) fn run_import(&mut self, it: &StmtImport) -> Ended {
        let place = self.place(super::parse::span(it.range));
        for alias in &it.names {
            let dotted = alias.name.as_str();
            let module = self.import_module(dotted, &place)?;
            match &alias.asname {
                Some(name) => self.assign_name(name, module)?,
                None => {
                    let first = dotted.split('.').next().unwrap_or(dotted);
                    let top = if first == dotted { module } else { self.import_module(first, &place)? };
                    self.assign_name(first, top)?;
                }
            }
        }
        Ok(Flow::Normal)
    }

    pub(super) fn run_import_from(&mut self, it: &StmtImportFrom) -> Ended {
        let place = self.place(super::parse::span(it.range));
        let module = it.module.as_ref().map_or("", |module| module.as_str());
        let dotted = match self.absolute(module, it.level) {
            Some(dotted) => dotted,
            None => {
                return Err(self.error("ImportError", "attempted relative import beyond top-level package", &place));
            }
        };
        if dotted == "__future__" {
            return Ok(Flow::Normal);
        }
        let source = self.import_module(&dotted, &place)?;
        for alias in &it.names {
            if alias.name.as_str() == "*" {
                self.import_all(&source)?;
                continue;
            }
            let mut value = self.import_name(&source, &dotted, &alias.name, &place)?;
            if let (Value::Unknown(why), true, Value::Module(_)) = (&value, self.without_import > 0, &source) {
                let (why, known) = (why.clone(), value.clone());
                let message = format!("cannot import name '{}' from '{dotted}'", alias.name);
                value = self.branch_values(&why, |_| Ok(known), |vm| Err(vm.error("ImportError", &message, &place)))?;
            }
            self.assign_name(alias.asname.as_deref().unwrap_or(&alias.name), value)?;
        }
        Ok(Flow::Normal)
    }

    /// Returns what the names of each of the project's modules that were imported are bound to.
    #[must_use]
    pub fn globals_of_imported(&self) -> Vec<Vec<Value>> {
        let of = |own: &Rc<Module>| own.globals.entries().into_iter().map(|(_, value)| value).collect();
        self.modules.values().map(of).collect()
    }

    /// Imports the module `dotted` and returns it; what cannot be found is unknown.
    pub fn import_module(&mut self, dotted: &str, place: &Place) -> Outcome {
        if let Some(module) = self.modules.get(dotted) {
            return Ok(match module.stopped.get() {
                Some(why) => Value::Unknown(why.clone()),
                None => Value::Module(module.clone()),
            });
        }
        if let Some(module) = self.library.get(dotted) {
            return Ok(module.clone());
        }
        // The standard library stands before packages on `sys.path`; a package's own `logging` is not it.
        if let Some(module) = self.library_module(dotted, place) {
            self.library.insert(dotted.to_string(), module.clone());
            return Ok(module);
        }
        let world = self.world.clone();
        match world.import(self, dotted, place) {
            Imported::Value(value) => {
                self.library.insert(dotted.to_string(), value.clone());
                Ok(value)
            }
            Imported::Source(source) => {
                if let Some((parent, _)) = dotted.rsplit_once('.') {
                    self.import_module(parent, place)?;
                    // Importing the package may have imported this one.
                    if let Some(module) = self.modules.get(dotted) {
                        return Ok(Value::Module(module.clone()));
                    }
                }
                self.import_source(&source, dotted)
            }
            Imported::Missing(reason) => match world.stand_in(dotted) {
                Some(module) => {
                    self.library.insert(dotted.to_string(), module.clone());
                    Ok(module)
                }
                None => self.absent(dotted, &Unknown::imported(reason, place), place),
            },
        }
    }

    /// A module that is not among the files: installed where the history runs, unless the file has an answer for that.
    fn absent(&mut self, dotted: &str, why: &Unknown, place: &Place) -> Outcome {
        if self.without_import == 0 {
            return Ok(Value::Unknown(why.clone()));
        }
        let message = format!("No module named '{dotted}'");
        self.branch_values(
            why,
            |_| Ok(Value::Unknown(why.clone())),
            |vm| Err(vm.error("ModuleNotFoundError", &message, place)),
        )
    }

    /// Returns a submodule that is looked up as an attribute of its package.
    pub(super) fn submodule(&mut self, module: &Module, name: &str, place: &Place) -> Result<Option<Value>, Raise> {
        let dotted = format!("{}.{name}", module.name);
        if let Some(loaded) = self.modules.get(&dotted) {
            return Ok(Some(Value::Module(loaded.clone())));
        }
        if let Some(loaded) = self.library.get(&dotted) {
            return Ok(Some(loaded.clone()));
        }
        // A submodule that nothing here imports was imported by whoever started Alembic: `env.py`, the application.
        let is_package = module
            .parsed
            .as_ref()
            .is_some_and(|parsed| parsed.source.path().file_name().is_some_and(|file| file == "__init__.py"));
        if !is_package {
            return Ok(None);
        }
        let world = self.world.clone();
        match world.import(self, &dotted, place) {
            Imported::Source(source) => self.import_source(&source, &dotted).map(Some),
            Imported::Value(_) | Imported::Missing(_) => Ok(None),
        }
    }

    /// Returns a module's globals as a dictionary.
    pub(super) fn globals_of(&mut self, globals: &Rc<Namespace>) -> Value {
        Value::record(globals.entries().into_iter().filter(|(name, _)| &**name != INCOMPLETE))
    }

    /// Learns that an attribute of something was set or deleted, nobody knows which.
    pub(super) fn forget_attributes(&mut self, object: &Value, why: &Unknown) {
        let names = match object {
            Value::Instance(instance) => instance.attributes.clone(),
            Value::Class(class) => class.attributes.clone(),
            Value::Module(module) => module.globals.clone(),
            _ => return,
        };
        self.forget_names(&names, why);
    }

    /// Learns that any name of a module may be bound to anything.
    pub(super) fn forget_names(&mut self, globals: &Rc<Namespace>, why: &Unknown) {
        for (name, _) in globals.entries().iter().filter(|(name, _)| !name.starts_with("__")) {
            self.bind(globals, name, Value::Unknown(why.clone()));
        }
        self.bind(globals, INCOMPLETE, Value::Unknown(why.clone()));
    }

    fn import_source(&mut self, source: &crate::source::Source, dotted: &str) -> Outcome {
        let parsed = Rc::new(parse(source));
        let module = self.prepare_module(parsed.clone(), dotted);
        if let Some((message, span)) = parsed.errors.first() {
            let why = Unknown::new(format!("the module `{dotted}` does not parse: {message}"), &source.place(*span));
            module.globals.define(INCOMPLETE, Value::Unknown(why));
        }
        self.modules.insert(dotted.to_string(), module.clone());
        let mut ended = None;
        match self.run_once(&module, &parsed) {
            Ok(()) => {}
            Err(raise) => {
                let why = raise.to_unknown();
                let reason = format!("the module `{dotted}` could not be evaluated: {}", why.reason());
                let why = why
                    .place()
                    .map_or_else(|| Unknown::anywhere(reason.clone()), |place| Unknown::new(reason.clone(), place));
                if let Raise::Limit(_) = raise {
                    // Not a global: the way that led here is undone, and the half of it that was evaluated with it.
                    let _ = module.stopped.set(why);
                    return Err(raise);
                }
                module.globals.define(INCOMPLETE, Value::Unknown(why.clone()));
                ended = Some((raise, why));
            }
        }
        if let Some((parent, name)) = dotted.rsplit_once('.')
            && let Some(parent) = self.modules.get(parent)
        {
            parent.globals.define(name, Value::Module(module.clone()));
        }
        match ended {
            // A file that has an answer for that goes on with it, unless the evaluator is what failed.
            Some((raise, why)) if self.may_go_on_after(&raise) => {
                self.branch_values(&why, |_| Ok(Value::Module(module)), |_| Err(raise))
            }
            _ => Ok(Value::Module(module)),
        }
    }

    /// Runs the body of a module. Where a module is imported by another one, it runs once, on whichever way it is come by.
    fn run_once(&mut self, module: &Rc<Module>, parsed: &Rc<super::parse::Parsed>) -> Result<(), Raise> {
        if !self.frames.iter().any(|frame| &*frame.function == "<module>") {
            return self.run_module(module, parsed);
        }
        let why = Unknown::anywhere(format!("whether the module `{}` is imported is not known", module.name));
        let why = self.is_undecided().then_some(why);
        let (ran, delta) = self.apart(|vm| vm.run_module(module, parsed));
        self.journal.keep(delta, &module.globals, why.as_ref());
        ran
    }

    fn import_name(&mut self, source: &Value, dotted: &str, name: &str, place: &Place) -> Outcome {
        match source {
            Value::Unknown(_) => Ok(self.in_namespace_package(dotted, name, place)?.unwrap_or_else(|| source.clone())),
            Value::Module(module) => {
                if let Some(value) = module.globals.find(name) {
                    return Ok(value);
                }
                let submodule = format!("{dotted}.{name}");
                if module.parsed.is_some() || self.modules.contains_key(&submodule) {
                    match self.import_module(&submodule, place)? {
                        Value::Unknown(_) => {}
                        found => return Ok(found),
                    }
                }
                match self.read_attribute(source, name, place) {
                    Err(raise) if self.is_raised(&raise, "AttributeError") => {
                        let message = format!("cannot import name '{name}' from '{dotted}'");
                        Err(self.error("ImportError", &message, place))
                    }
                    other => other,
                }
            }
            other => match self.read_attribute(other, name, place) {
                Err(raise) if self.is_raised(&raise, "AttributeError") => {
                    let (submodule, world) = (format!("{dotted}.{name}"), self.world.clone());
                    if matches!(world.import(self, &submodule, place), Imported::Missing(_)) {
                        let message = format!("cannot import name '{name}' from '{dotted}'");
                        return Err(self.error("ImportError", &message, place));
                    }
                    self.import_module(&submodule, place)
                }
                found => found,
            },
        }
    }

    /// Imports a module from a directory without `__init__.py` (PEP 420), which is no module that could be read itself.
    fn in_namespace_package(&mut self, dotted: &str, name: &str, place: &Place) -> Result<Option<Value>, Raise> {
        let world = self.world.clone();
        let submodule = format!("{dotted}.{name}");
        let is_there = matches!(world.import(self, dotted, place), Imported::Missing(_))
            && matches!(world.import(self, &submodule, place), Imported::Source(_));
        if is_there { self.import_module(&submodule, place).map(Some) } else { Ok(None) }
    }

    fn import_all(&mut self, source: &Value) -> Result<(), Raise> {
        let Value::Module(module) = source else { return Ok(()) };
        let exported = match module.globals.find("__all__") {
            Some(Value::List(names)) => names.content().ok(),
            Some(Value::Tuple(names)) => Some(names.to_vec()),
            _ => None,
        };
        for (name, value) in module.globals.entries() {
            let wanted = match &exported {
                Some(names) => names.iter().any(|exported| exported.as_str().as_deref() == Some(&*name)),
                None => !name.starts_with('_') && &*name != INCOMPLETE,
            };
            if wanted {
                self.assign_name(&name, value)?;
            }
        }
        Ok(())
    }

    fn absolute(&self, module: &str, level: u32) -> Option<String> {
        if level == 0 {
            return Some(module.to_string());
        }
        let mut package = self.frames.last()?.module.package.as_str();
        for _ in 1..level {
            package = package.rsplit_once('.')?.0;
        }
        match (package.is_empty(), module.is_empty()) {
            (true, true) => None,
            (true, false) => Some(module.to_string()),
            (false, true) => Some(package.to_string()),
            (false, false) => Some(format!("{package}.{module}")),
        }
    }
}
