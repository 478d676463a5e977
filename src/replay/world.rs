//! The world of the evaluator: where modules come from, what an undecided branch goes back to, and what calling something
//! unknown may have done.

use crate::python::{Arguments, Imported, Raise, State, Unknown, Value, Variable, Vm, World};
use crate::replay::alembic::package;
use crate::replay::fork::Moment;
use crate::replay::harmless;
use crate::replay::session::Session;
use crate::replay::suspicion::{Suspicion, is_powerful, suspect};
use crate::replay::unknown::from_python;
use crate::replay::{Site, sqlalchemy};
use crate::schema::Touched;
use crate::script_directory::Library;
use crate::source::{Place, Source, Span};
use std::any::Any;
use std::path::Path;
use std::rc::Rc;

/// The world of one replay.
pub struct Host {
    session: Session,
    library: Library,
}

impl Host {
    /// Returns the world of a session; the project's modules come from `library`.
    #[must_use]
    pub fn new(session: Session, library: Library) -> Self {
        Self { session, library }
    }
}

/// Returns the session of the replay that an evaluator works for.
#[must_use]
pub fn session_of(vm: &Vm) -> Option<Session> {
    let world: Rc<dyn Any> = vm.world();
    world.downcast::<Host>().ok().map(|host| host.session.clone())
}

impl World for Host {
    fn import(&self, vm: &mut Vm, module: &str, _place: &Place) -> Imported {
        if let Some(value) = package::import(&self.session, vm, module) {
            return Imported::Value(value);
        }
        if let Some(value) = sqlalchemy::bind::package::import(vm, module) {
            return Imported::Value(value);
        }
        if let Some(source) = self.library.find_module(module) {
            return Imported::Source(source);
        }
        if let Some(source) = sqlalchemy::packages::find(module) {
            return Imported::Source(source);
        }
        Imported::Missing(format!("the module `{module}` is not part of the project"))
    }

    fn stand_in(&self, module: &str) -> Option<Value> {
        harmless::is_harmless(module).then(|| harmless::value(module))
    }

    /// Whatever has a dialect, in a migration of a PostgreSQL database it is PostgreSQL's.
    fn attribute_of_unknown(&self, _vm: &mut Vm, name: &str) -> Option<Value> {
        (name == "dialect").then(sqlalchemy::bind::dialect::dialect)
    }

    /// `env.py` may give a naming convention to metadata that cannot be read.
    fn assigned_to_unknown(&self, object: &Unknown, name: &str, value: &Value) {
        if name == "naming_convention" {
            self.session.note_convention(object, value);
        }
    }

    fn reaches_beyond(&self, value: &Value) -> bool {
        matches!(value, Value::Foreign(_)) && is_powerful(value)
    }

    fn read_text(&self, path: &Path) -> Option<String> {
        self.library.read_text(path).map(|source| source.text().to_owned())
    }

    fn environment(&self, name: &str) -> Variable {
        match self.session.settings().environment.get(name) {
            Some(value) => Variable::Set(value.clone()),
            None => Variable::Unknown,
        }
    }

    fn state(&self) -> State {
        Rc::new(self.session.with_recorder(|recorder| recorder.moment()))
    }

    fn is_same(&self, before: &State, after: &State) -> bool {
        match (before.downcast_ref::<Moment>(), after.downcast_ref::<Moment>()) {
            (Some(before), Some(after)) => before.is_same(after),
            _ => false,
        }
    }

    fn resume(&self, state: &State) {
        if let Some(moment) = state.downcast_ref::<Moment>() {
            self.session.with_recorder(|recorder| recorder.resume(moment));
        }
    }

    fn join(&self, taken: &State, other: &State, why: &Unknown) {
        let (Some(taken), Some(other)) = (taken.downcast_ref::<Moment>(), other.downcast_ref::<Moment>()) else {
            return;
        };
        let nowhere = || Source::new("", "").place(Span::default());
        let site = Site { place: why.place().cloned().unwrap_or_else(nowhere), condition: why.place().cloned() };
        // What is not at hand is presumed to answer: neither way is a failure, nor is asking which.
        let unknown = if why.is_imported() { from_python(why).taken() } else { from_python(why) };
        self.session.with_recorder(|recorder| recorder.join(taken, other, &unknown, &site));
    }

    fn called_unknown(&self, vm: &mut Vm, callee: &Unknown, arguments: &Arguments, place: &Place) {
        if let Suspicion::May(reason) = suspect(vm, callee, arguments, place) {
            let unknown = Unknown::new(reason, place);
            self.session.unknown(vm, Touched::Everything, &unknown, place);
        }
    }

    fn progress(&self) -> usize {
        self.session.with_recorder(|recorder| recorder.log.steps.len())
    }

    fn may_be_undone(&self, progress: usize, why: &Unknown) {
        self.session.with_recorder(|recorder| recorder.pass_over_since(progress, &from_python(why)));
    }

    fn may_raise(&self, _vm: &mut Vm, raise: &Raise, condition: &Unknown) {
        let reason = format!(
            "the revision fails with `{}` where this holds, which is not known: {}",
            raise.class_name(),
            condition.reason()
        );
        let unknown = match condition.place().or(raise.place()) {
            Some(place) => Unknown::new(reason, place),
            None => Unknown::anywhere(reason),
        };
        self.session.remark(from_python(&unknown));
    }
}
