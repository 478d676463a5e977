//! Replays revisions one after the other, as `alembic upgrade` and `alembic downgrade` run them online
//! (`MigrationContext.run_migrations`, Alembic 1.20.1).

use crate::history::{History, Rev};
use crate::python::{Raise, Unknown as PythonUnknown, Value, Vm, parse};
use crate::replay::error::is_known;
use crate::replay::log::Log;
use crate::replay::recorder::{Recorder, Site};
use crate::replay::runs::Given;
use crate::replay::session::Session;
use crate::replay::step::{Extent, Failure, Partial, Replay, RevisionReplay};
use crate::replay::world::Host;
use crate::replay::{Mode, Settings, TransactionScope, environment, version_table};
use crate::revision::RevisionId;
use crate::schema::{Refusal, Schema, SqlState, Touched, Unknown};
use crate::script_directory::ScriptDirectory;
use crate::source::{Place, Span};
use std::rc::Rc;

/// Evaluating nested source needs a big stack; address space costs nothing until it is used.
const STACK_BYTES: usize = 512 << 20;

/// Which function of a version file runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Upgrade,
    Downgrade,
}

impl Direction {
    /// Returns the function's name.
    #[must_use]
    pub fn function(self) -> &'static str {
        match self {
            Self::Upgrade => "upgrade",
            Self::Downgrade => "downgrade",
        }
    }
}

/// Replays the revisions in `order` on `start`. What Alembic does by itself is part of it: it makes the version table
/// where there is none, and writes every revision into it.
#[must_use]
pub fn replay(
    history: &History,
    scripts: &ScriptDirectory,
    start: Schema,
    order: &[RevisionId],
    direction: Direction,
    settings: &Settings,
) -> Replay {
    let run = || replay_here(history, scripts, start, order, direction, settings);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("replay".into()).stack_size(STACK_BYTES).spawn_scoped(scope, run);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(replay)) => replay,
            _ => broken(order),
        }
    })
}

/// The replay of which nothing is known: no thread could be had.
fn broken(order: &[RevisionId]) -> Replay {
    let mut schema = Schema::default();
    let unknown = Unknown::new("the replay could not be run: no memory for its stack", None);
    schema.unknown.push((Touched::Everything, unknown.clone()));
    let revisions = order.iter().map(|revision| RevisionReplay {
        revision: revision.clone(),
        steps: Vec::new(),
        extent: Extent::CutShort,
        reads_catalog: false,
        unknown: vec![unknown.clone()],
        unrecorded: Vec::new(),
        older_columns: Vec::new(),
        demands: Vec::new(),
    });
    Replay { schema, revisions: revisions.collect(), failure: None, findings: Vec::new(), leaves_path: None }
}

fn replay_here(
    history: &History,
    scripts: &ScriptDirectory,
    start: Schema,
    order: &[RevisionId],
    direction: Direction,
    settings: &Settings,
) -> Replay {
    let environment = environment::read(scripts, history, settings);
    let mut start = start;
    version_table::ensure(&mut start, &environment.settings);
    let mut recorder = Recorder::new(start, Rc::new(environment.settings));
    recorder.begin_on_older();
    let session = Session::new(recorder);
    session.set_conventions(environment.conventions);
    environment.compiled.into_iter().for_each(|own| session.note_compiled(own));
    let vm = Vm::new(Rc::new(Host::new(session.clone(), scripts.library())));
    let mut driver = Driver {
        scripts,
        session,
        vm,
        direction,
        given: environment.given,
        waiting: Vec::new(),
        kept: Vec::new(),
        revisions: Vec::new(),
        leaves_path: None,
    };
    let failure = order.iter().find_map(|id| driver.replay_revision(history, history.find(id.as_str())?));
    let Driver { session, revisions, leaves_path, .. } = driver;
    session.with_recorder(|recorder| Replay {
        schema: recorder.take_schema(),
        revisions,
        failure,
        findings: environment.findings,
        leaves_path,
    })
}

struct Driver<'s> {
    scripts: &'s ScriptDirectory,
    session: Session,
    vm: Vm,
    direction: Direction,
    given: Given,
    /// Revisions that ran, in a transaction that is not committed.
    waiting: Vec<RevisionId>,
    /// Revisions that are committed.
    kept: Vec<RevisionId>,
    revisions: Vec<RevisionReplay>,
    leaves_path: Option<RevisionId>,
}

impl Driver<'_> {
    fn replay_revision(&mut self, history: &History, rev: Rev) -> Option<Failure> {
        let revision = history.revision(rev);
        let start = revision.source.place(Span::default());
        if self.session.settings().one_by_one {
            self.session.with_recorder(Recorder::begin_session);
        }
        let outcome = self.run(revision, &start);
        let refusal = match outcome {
            Ok(()) => self.write_version(&revision.id).err().map(|(refusal, cause)| (refusal, None, cause)),
            Err((refusal, place)) => {
                let aborted = self.session.with_recorder(|recorder| recorder.aborted());
                let cause = aborted.filter(|(first, _)| *first != refusal);
                Some((refusal, Some(place), cause))
            }
        };
        let log = self.session.with_recorder(Recorder::finish_revision);
        self.session.with_recorder(|recorder| recorder.keep_made_types(&log.made_types));
        let section = log.section;
        if section > 0 {
            self.kept.append(&mut self.waiting);
        }
        self.revisions.push(report(revision.id.clone(), log));
        let Some((refusal, place, cause)) = refusal else {
            self.waiting.push(revision.id.clone());
            self.end_transaction();
            if self.leaves_path.is_none() && self.session.with_schema(Schema::has_other_path) {
                self.leaves_path = Some(revision.id.clone());
            }
            return None;
        };
        self.session.with_recorder(Recorder::abandon);
        let partial = if section > 0 { Partial::Something } else { Partial::Nothing };
        let stays = std::mem::take(&mut self.kept);
        Some(Failure { revision: revision.id.clone(), place, refusal, cause, stays, partial })
    }

    /// Loads the version file and calls its function.
    fn run(&mut self, revision: &crate::revision::Revision, start: &Place) -> Result<(), (Refusal, Place)> {
        let name = module_name(revision);
        let parsed = Rc::new(parse(&revision.source));
        if let Some((message, span)) = parsed.errors.first() {
            let place = revision.source.place(*span);
            let unknown = Unknown::new(format!("Python cannot parse the file: {message}"), Some(place.clone()));
            let site = Site { place, condition: None };
            self.session.with_recorder(|recorder| {
                recorder.unknown(Touched::Everything, unknown, &site);
                recorder.cut_short();
            });
            return Ok(());
        }
        let module = match self.vm.load_parsed(parsed, &name) {
            Ok(module) => module,
            Err(raise) => return self.ended(raise, start),
        };
        let function = module.globals.find(self.direction.function());
        let result = match function {
            Some(Value::Unknown(unknown)) => {
                self.cut_short(&unknown, start);
                return Ok(());
            }
            Some(function) => {
                let given = self.given.of(&function);
                self.session.call_in_any_order(&mut self.vm, &function, given, start)
            }
            None => {
                let message =
                    format!("AttributeError: module '{name}' has no attribute '{}'", self.direction.function());
                return Err((Refusal::new(SqlState::NONE, message), start.clone()));
            }
        };
        match result {
            Ok(_) => Ok(()),
            Err(raise) => self.ended(raise, start),
        }
    }

    /// What an exception that nobody caught means: the server's refusal, the file's own `raise`, or a bound.
    fn ended(&mut self, raise: Raise, start: &Place) -> Result<(), (Refusal, Place)> {
        if matches!(raise, Raise::Limit(_)) {
            self.cut_short(&raise.to_unknown(), start);
            return Ok(());
        }
        let of_server = raise.instance().is_some_and(|instance| instance.attributes.contains("orig"));
        if of_server && let Some(refused) = self.session.refused() {
            return Err(refused);
        }
        let place = raise.place().cloned().unwrap_or_else(|| start.clone());
        // An exception of the language that no `raise` of the file made is as likely a gap of the evaluator.
        let of_language = ["AttributeError", "TypeError", "NameError", "UnboundLocalError", "ImportError"];
        let is_gap =
            !is_known(&raise) && of_language.contains(&&*raise.class_name()) && !place.text().starts_with("raise");
        // What the application's own code refuses may be what it was not prepared for here: whoever starts Alembic
        // in it has set it up before.
        let of_application = place.path() != start.path() && !self.scripts.holds(place.path());
        if is_gap || of_application || matches!(raise.value(), Some(Value::Unknown(_)) | None) {
            self.cut_short(&raise.to_unknown(), &place);
            return Ok(());
        }
        let message = format!("{}: {}", raise.class_name(), raise.message());
        Err((Refusal::new(SqlState::NONE, message), place))
    }

    /// Notes that what follows in the revision was not come to.
    fn cut_short(&self, unknown: &PythonUnknown, place: &Place) {
        self.session.unknown(&self.vm, Touched::Everything, unknown, place);
        self.session.with_recorder(Recorder::cut_short);
    }

    /// Alembic's own UPDATE of the version table.
    fn write_version(&mut self, id: &RevisionId) -> Result<(), (Refusal, Option<(Refusal, Place)>)> {
        let direction = self.direction;
        self.session.with_recorder(|recorder| {
            if let Err(refusal) = recorder.check() {
                return Err((refusal, recorder.aborted()));
            }
            recorder.note_differing_version_table();
            match direction {
                Direction::Upgrade => version_table::refuse_id(recorder, id).map_err(|refusal| (refusal, None)),
                Direction::Downgrade => Ok(()),
            }
        })
    }

    fn end_transaction(&mut self) {
        let settings = self.session.settings();
        let mode = self.session.mode();
        if settings.scope == TransactionScope::Revision || mode == Mode::EachStatement {
            self.kept.append(&mut self.waiting);
        }
        if settings.scope == TransactionScope::Revision {
            self.session.with_recorder(Recorder::finish_transaction);
        } else if mode == Mode::EachStatement {
            self.session.with_recorder(Recorder::keep_all);
        }
    }
}

fn report(revision: RevisionId, log: Log) -> RevisionReplay {
    RevisionReplay {
        revision,
        steps: log.steps.into_vec(),
        extent: log.extent,
        reads_catalog: log.reads_catalog,
        unknown: log.unknown.into_vec(),
        unrecorded: log.unrecorded.into_vec(),
        older_columns: log.older_columns.into_vec(),
        demands: log.demands.into_vec(),
    }
}

/// The name Alembic gives the module: the file's, with everything that is no letter, digit or underscore replaced.
fn module_name(revision: &crate::revision::Revision) -> String {
    let file = revision.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    file.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect()
}
