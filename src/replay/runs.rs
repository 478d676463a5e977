//! Which migrations `env.py` runs: one database, or several as in Alembic's template `multidb`, each with what
//! `run_migrations(**kw)` hands to `upgrade()` and `downgrade()` (`MigrationContext.run_migrations`, Alembic 1.20.1).

use crate::finding::{Code, Finding, Severity};
use crate::python::{Arguments, Unknown, Value, same};
use crate::source::Place;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What `env.py` does with `alembic.context`.
#[derive(Default)]
pub struct Runs {
    /// The last that it gave to `context.configure`.
    pub configured: Option<Arguments>,
    /// Each call of `run_migrations`, in order.
    pub begun: Vec<Run>,
    /// The options of the configuration that it sets itself.
    pub set: BTreeSet<String>,
}

/// The same, while it is evaluated.
pub type Noted = Rc<RefCell<Runs>>;

/// One call of `run_migrations`.
#[derive(Clone)]
pub struct Run {
    pub configured: Option<Arguments>,
    /// What a version file's function is called with.
    pub given: Arguments,
    pub place: Place,
}

/// The run that is asked about.
pub struct Chosen {
    pub configured: Option<Arguments>,
    pub given: Given,
    pub finding: Option<Finding>,
}

/// What a version file's function is called with.
pub enum Given {
    Known(Arguments),
    /// Nothing of `env.py` says it; it is this where the function takes anything.
    Assumed(Arguments),
}

impl Runs {
    /// Notes a call of `run_migrations`.
    pub fn begin(&mut self, given: Arguments, place: &Place) {
        self.begun.push(Run { configured: self.configured.clone(), given, place: place.clone() });
    }

    /// Returns the run of the database that `--engine` names, or what all have in common.
    #[must_use]
    pub fn choose(&self, engine: Option<&str>, nowhere: &Place) -> Chosen {
        let Some(last) = self.begun.last() else {
            let arguments = match engine {
                Some(engine) => Arguments::positional(vec![Value::str(engine)]),
                None => {
                    let reason = format!("what `env.py` gives to it is not known: {HELP}");
                    Arguments { rest: Some(Unknown::new(reason, nowhere)), ..Arguments::default() }
                }
            };
            return Chosen { configured: self.configured.clone(), given: Given::Assumed(arguments), finding: None };
        };
        let Some(engine) = engine else { return self.in_common(last) };
        let named =
            self.begun.iter().rev().find(|run| run.values().any(|value| value.as_str().as_deref() == Some(engine)));
        let chosen = named.cloned().or_else(|| self.begun.iter().rev().find_map(|run| run.called(engine)));
        match chosen {
            Some(Run { configured, given, .. }) => Chosen { configured, given: Given::Known(given), finding: None },
            None => {
                let names = self.names();
                let message = match &names[..] {
                    [] => format!("`env.py` names none of its databases, so none is `{engine}`"),
                    _ => format!("`env.py` runs nothing for `{engine}`; it does for {}", names.join(", ")),
                };
                self.refused(last, message, if names.is_empty() { "leave `--engine` out" } else { HELP })
            }
        }
    }

    fn in_common(&self, last: &Run) -> Chosen {
        let is_common = |name: &str, value: &Value| {
            self.begun.iter().all(|run| run.given.keyword(name).is_some_and(|other| same(value, &other)))
        };
        if last.given.keywords.iter().all(|(name, value)| is_common(name, value)) {
            let Run { configured, given, .. } = last.clone();
            return Chosen { configured, given: Given::Known(given), finding: None };
        }
        let message = format!(
            "`env.py` migrates several databases, and which one this is was not said: {}",
            self.names().join(", ")
        );
        self.refused(last, message, HELP)
    }

    /// What is known where no run can be chosen: nothing that the function is given.
    fn refused(&self, last: &Run, message: String, help: &str) -> Chosen {
        let unknown = Value::Unknown(Unknown::new(message.clone(), &last.place));
        let mut given = last.given.clone();
        given.keywords.iter_mut().for_each(|(_, value)| *value = unknown.clone());
        let finding =
            Finding::new(Code::ENGINE_UNKNOWN, Severity::Warning, message).help(help).place(last.place.clone());
        Chosen { configured: last.configured.clone(), given: Given::Known(given), finding: Some(finding) }
    }

    /// Returns the names that runs have, each once.
    fn names(&self) -> Vec<String> {
        let texts = self.begun.iter().flat_map(|run| run.values().filter_map(Value::as_str).collect::<Vec<_>>());
        let mut known = BTreeSet::new();
        texts.filter(|text| known.insert(text.clone())).map(|text| format!("`{text}`")).collect()
    }
}

impl Given {
    /// Returns the arguments of a version file's function.
    #[must_use]
    pub fn of(&self, function: &Value) -> Arguments {
        match self {
            Self::Known(arguments) => arguments.clone(),
            Self::Assumed(arguments) => match function {
                Value::Function(function) if function.needs_arguments() => arguments.clone(),
                _ => Arguments::default(),
            },
        }
    }
}

const HELP: &str = "name it with `--engine NAME`";

impl Run {
    fn values(&self) -> impl Iterator<Item = &Value> {
        self.given.keywords.iter().map(|(_, value)| value)
    }

    /// Returns this run for a name that it may have: one argument of it is not known.
    fn called(&self, engine: &str) -> Option<Self> {
        let is_open = |value: &&Value| matches!(value, Value::Unknown(_));
        if self.values().filter(is_open).count() != 1 {
            return None;
        }
        let mut run = self.clone();
        run.given
            .keywords
            .iter_mut()
            .filter(|(_, value)| is_open(&value))
            .for_each(|(_, value)| *value = Value::str(engine));
        Some(run)
    }
}
