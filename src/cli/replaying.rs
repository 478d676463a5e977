//! What commands share that replay the history: the settings, and the replay itself.

use super::Context;
use super::database::View;
use super::tenants::fits;
use crate::audit::already_there::{self, Skipped};
use crate::audit::verdict::Doubt;
use crate::config::Release;
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::history::{Follow, History, Point, Rev};
use crate::name::{Name, QualifiedName};
use crate::replay::{
    Answers, Direction, Failure, MetadataLocation, Replay, Settings, SqlAlchemyVersion, Unrecorded, Writers, replay,
};
use crate::revision::RevisionId;
use crate::schema::{Extension, Key, Namespace, ObjectId, Schema, SqlState, Stored, Unknown};
use crate::script_directory::Setting;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the history does to a database.
pub(super) struct Replays {
    pub replay: Replay,
    /// What it may as well do.
    pub open: Vec<Open>,
}

/// What the history does if something about one revision is otherwise, which nobody can tell.
pub(super) struct Open {
    pub doubt: fn(usize) -> Doubt,
    pub revision: RevisionId,
    pub replay: Replay,
}

impl Context {
    /// Returns what options and configuration say about a replay.
    ///
    /// # Errors
    /// `--metadata` is not `MODULE:ATTRIBUTE`, or the project cannot be read.
    pub fn replay_settings(&self) -> Result<Settings> {
        let options = self.options();
        let mut settings = Settings::default();
        if let Some(metadata) = &options.metadata {
            let location = MetadataLocation::parse(metadata).ok_or_else(|| {
                let message = format!("`{metadata}` names no metadata");
                Error::new(Code::USAGE, message, "write `--metadata package.module:attribute`")
            })?;
            settings.metadata = Some(location);
        }
        self.read_sqlalchemy(&mut settings)?;
        settings.engine.clone_from(&options.engine);
        settings.options.clone_from(&self.project()?.options);
        let env = self.scripts()?.env();
        let table = options.version_table.clone().or(env.version_table.known());
        if let Some(table) = table {
            settings.version_table = Name::verbatim(&table);
            settings.is_table_known = true;
        }
        let schema = options.version_table_schema.clone().or(env.version_table_schema.known());
        settings.version_table_schema = schema.as_deref().map(Name::verbatim);
        settings.given_schema = match (&options.version_table_schema, &env.version_table_schema) {
            (None, Setting::Unknown(reason, _)) => Err(reason.clone()),
            _ => Ok(settings.version_table_schema.clone()),
        };
        Ok(settings)
    }

    /// Which SQLAlchemy runs the files: as the command line says it, or the project.
    fn read_sqlalchemy(&self, settings: &mut Settings) -> Result<()> {
        let release = match &self.options().sqlalchemy {
            Some(text) => Release::named(text).ok_or_else(|| {
                Error::new(
                    Code::USAGE,
                    format!("`{text}` is no version"),
                    "write `--sqlalchemy 1.4` or `--sqlalchemy 2.0`",
                )
            })?,
            None => self.project()?.sqlalchemy,
        };
        settings.is_sqlalchemy_2 = release.is_2();
        settings.sqlalchemy = match release.version() {
            Some(own) if own < (2, 0) => SqlAlchemyVersion::V1_4,
            Some((2, 0)) => SqlAlchemyVersion::V2_0,
            _ => SqlAlchemyVersion::V2_1,
        };
        Ok(())
    }

    /// Replays revisions on an empty database, in this order, to see what they make: whatever its version table holds.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn replay_of(&self, order: &[RevisionId]) -> Result<Replay> {
        let settings = Settings { version_width: None, ..self.replay_settings()? };
        self.replay_with(self.history()?, settings, Schema::default(), order)
    }

    /// As [`Context::replay_of`], of this history, into the schemas where this database has its tables.
    ///
    /// # Errors
    /// The project or the database cannot be read.
    pub fn replay_for(&self, history: &History, order: &[RevisionId]) -> Result<Replay> {
        self.replay_into(&self.view()?, history, order)
    }

    /// As [`Context::replay_for`], for what `view` shows of the database.
    pub(super) fn replay_into(&self, view: &View<'_>, history: &History, order: &[RevisionId]) -> Result<Replay> {
        Ok(self.replays_into(view, history, order)?.replay)
    }

    /// As [`Context::replay_into`], with the replays of what may as well have been.
    pub(super) fn replays_into(&self, view: &View<'_>, history: &History, order: &[RevisionId]) -> Result<Replays> {
        let (start, settings) = self.beginning_of(view)?;
        let settings = Settings { version_width: None, ..settings };
        let together = self.replay_with(history, settings.clone(), start.clone(), order)?;
        let Some(revision) = together.leaves_path.clone() else {
            return self.on_what_is_there(view, history, order, (start, settings), together);
        };
        // Each revision in a session of its own, deployed by itself, does not have the search path of the ones before.
        let alone = Settings { one_by_one: true, ..settings.clone() };
        let apart = self.replay_with(history, alone.clone(), start.clone(), order)?;
        let is_stopped = [&together, &apart].map(|own| own.failure.is_some());
        let replays = |settings, replay| self.on_what_is_there(view, history, order, (start.clone(), settings), replay);
        if is_stopped == [false, true] {
            return replays(settings, together);
        }
        let mut other = replays(alone, apart)?;
        other.replay.findings.push(lasts(&revision));
        if is_stopped == [true, false] {
            return Ok(other);
        }
        let mut own = replays(settings, together)?;
        own.open.push(Open { doubt: Doubt::Session, revision, replay: other.replay });
        Ok(own)
    }

    /// Replays again on extensions and other objects of the database that are older than the history, if there are any.
    fn on_what_is_there(
        &self,
        view: &View<'_>,
        history: &History,
        order: &[RevisionId],
        beginning: (Schema, Settings),
        replay: Replay,
    ) -> Result<Replays> {
        let ((start, settings), first) = self.on_what_it_names(view, history, order, beginning, replay)?;
        let actual = &view.catalog.schema;
        let (clear, open): (Vec<_>, Vec<_>) =
            already_there::skipped(&first, actual).into_iter().partition(Skipped::is_clear);
        let mut older: BTreeMap<_, _> = already_there::asked_for(&first, actual).collect();
        let mut on = |skipped: &[Skipped]| {
            older.extend(skipped.iter().map(|own| (own.actual.clone(), own.reason())));
            self.replay_on_older(history, (&start, &settings, &older), order, skipped)
        };
        let replay = on(&clear)?.unwrap_or(first);
        let other = if open.is_empty() { None } else { on(&open)? };
        let older = other.zip(open.first()).map(|(replay, own)| Open {
            doubt: Doubt::Older,
            revision: own.revision.clone(),
            replay,
        });
        Ok(Replays { replay, open: older.into_iter().collect() })
    }

    /// Replays again on the extensions, types and trigger functions of the database, where the replay stopped at one, or took
    /// one for older; with what the history then began on.
    fn on_what_it_names(
        &self,
        view: &View<'_>,
        history: &History,
        order: &[RevisionId],
        (mut start, mut settings): (Schema, Settings),
        mut replay: Replay,
    ) -> Result<((Schema, Settings), Replay)> {
        if let Some(extended) = on_extensions(&start, view, &replay) {
            start = extended;
            replay = self.replay_with(history, settings.clone(), start.clone(), order)?;
        }
        let elsewhere = already_there::elsewhere(&replay, &view.catalog.schema);
        if !elsewhere.is_empty() {
            settings.older.extend(elsewhere);
            replay = self.replay_with(history, settings.clone(), start.clone(), order)?;
        }
        while let Some((object, unknown)) = named_by_failure(&replay) {
            let mut wider = settings.clone();
            if wider.older.insert(object.clone(), unknown).is_some() {
                break;
            }
            let again = self.replay_with(history, wider.clone(), start.clone(), order)?;
            // What is not there was older if a later revision drops, renames or moves it.
            if !has(&view.catalog.schema, &object) && has(&again.schema, &object) {
                break;
            }
            (settings, replay) = (wider, again);
        }
        Ok(((start, settings), replay))
    }

    /// Replays on tables that are older than the history, nothing where there are none, or where the history stops there.
    fn replay_on_older(
        &self,
        history: &History,
        (start, settings, older): (&Schema, &Settings, &BTreeMap<ObjectId, Unknown>),
        order: &[RevisionId],
        skipped: &[Skipped],
    ) -> Result<Option<Replay>> {
        if older.is_empty() {
            return Ok(None);
        }
        let mut settings = settings.clone();
        settings.older.extend(older.clone());
        let mut replay = self.replay_with(history, settings, start.clone(), order)?;
        let told = already_there::told(skipped, &replay);
        replay.findings.extend(told);
        Ok(Some(replay).filter(|own| own.failure.is_none()))
    }

    /// Returns what the history of this database began on, and the settings of a replay on it.
    ///
    /// # Errors
    /// The project or the database cannot be read.
    pub fn beginning(&self) -> Result<(Schema, Settings)> {
        let (view, history) = (self.view()?, self.history()?);
        let (start, settings) = self.beginning_of(&view)?;
        let order: Vec<RevisionId> = history.upgrade_order().into_iter().map(|rev| history.id(rev).clone()).collect();
        let replay = self.replay_with(history, settings.clone(), start.clone(), &order)?;
        Ok(self.on_what_it_names(&view, history, &order, (start, settings), replay)?.0)
    }

    fn beginning_of(&self, view: &View<'_>) -> Result<(Schema, Settings)> {
        let (catalog, history, wanted) = (view.catalog, self.history()?, &view.wanted);
        let mut settings = self.replay_settings()?;
        settings.version_table_schema = Some(catalog.version_table_name(wanted).schema);
        let makes = |schema: &Name| {
            history.all().any(|rev| {
                let text = history.revision(rev).source.text().to_ascii_lowercase();
                (text.contains("create schema") || text.contains("createschema")) && text.contains(schema.as_str())
            })
        };
        Ok((catalog.beginning(wanted, view.placed, &makes), settings))
    }

    /// Replays the whole history into a schema of this name, which nothing is in, to see what it does in which schemas.
    pub(super) fn replay_anywhere(&self, schema: &Name) -> Result<Replay> {
        let history = self.history()?;
        let order: Vec<RevisionId> = history.upgrade_order().into_iter().map(|rev| history.id(rev).clone()).collect();
        let settings = self.replay_settings()?;
        let settings = Settings { version_width: None, version_table_schema: Some(schema.clone()), ..settings };
        let mut start = Schema::default();
        let own = Namespace { name: schema.clone(), comment: None };
        start.put(Key::Namespace(schema.clone()), Some(Stored::Namespace(Arc::new(own))));
        start.begin_session(vec![schema.clone(), Name::public()]);
        self.replay_with(history, settings, start, &order)
    }

    /// Returns the settings of an upgrade that runs as one: nobody else writes meanwhile.
    pub(super) fn upgrade_settings(&self, answers: Answers, empty: BTreeSet<QualifiedName>) -> Result<Settings> {
        Ok(Settings {
            writers: Writers::ThisRun,
            is_new: self.options().empty,
            answers,
            empty,
            ..self.replay_settings()?
        })
    }

    /// Replays revisions on a schema, in this order.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn replay_on(&self, start: Schema, order: &[RevisionId]) -> Result<Replay> {
        let mut settings = self.replay_settings()?;
        if self.options().empty {
            settings.writers = Writers::ThisRun;
        }
        self.replay_with(self.history()?, settings, start, order)
    }

    pub(super) fn replay_with(
        &self,
        history: &History,
        mut settings: Settings,
        start: Schema,
        order: &[RevisionId],
    ) -> Result<Replay> {
        // Whether something makes the first tables of a new database before the upgrade, nobody says.
        if start.tables().next().is_none() {
            settings.unrecorded = Unrecorded::Assumed;
        }
        let replay = replay(history, self.scripts()?, start, order, Direction::Upgrade, &settings);
        // Of several databases none is guessed.
        match replay.findings.iter().find(|finding| finding.code == Code::ENGINE_UNKNOWN) {
            Some(unsaid) => Err(Error {
                place: unsaid.place.clone().map(Box::new),
                ..Error::new(unsaid.code, &unsaid.message, &unsaid.help)
            }),
            None => Ok(replay),
        }
    }

    /// Returns the revisions that symbols mean.
    ///
    /// # Errors
    /// A symbol is unknown, or what it needs is broken.
    pub fn revisions_at(&self, symbols: &[String]) -> Result<Vec<Rev>> {
        let history = self.history()?;
        let mut at: Vec<Rev> = history.resolve_all(symbols)?.into_iter().filter_map(Point::revision).collect();
        at.sort_unstable();
        at.dedup();
        if at.iter().any(|rev| !history.is_sound(*rev)) {
            let message = format!("the history up to `{}` is broken", symbols.join("`, `"));
            return Err(Error::new(Code::BROKEN_PATH, message, "`limbeck history` shows what is wrong with the files"));
        }
        Ok(at)
    }

    /// Returns the revisions that symbols mean, and the order in which Alembic applies them and all they need.
    ///
    /// # Errors
    /// As [`Context::revisions_at`].
    pub fn upgrade_order_to(&self, symbols: &[String]) -> Result<(Vec<Rev>, Vec<RevisionId>)> {
        let history = self.history()?;
        let at = self.revisions_at(symbols)?;
        let needed = history.ancestors(&at, Follow::Dependencies);
        let order = history.upgrade_order().into_iter().filter(|rev| needed.contains(*rev));
        Ok((at, order.map(|rev| history.id(rev).clone()).collect()))
    }

    /// Returns whether an object lies outside the schemas that `--schema` names.
    #[must_use]
    pub fn is_outside(&self, object: &ObjectId) -> bool {
        let wanted = &self.options().schema;
        let is_wanted = |schema: &Name| wanted.iter().any(|own| fits(own, schema));
        !wanted.is_empty() && object.schema().is_some_and(|schema| !is_wanted(schema))
    }
}

/// Returns the extensions of the database that the history did not begin on.
fn older_extensions<'a>(start: &'a Schema, view: &'a View<'_>) -> impl Iterator<Item = &'a Arc<Extension>> {
    let own = view.catalog.schema.extensions().filter(|own| own.name.as_str() != "plpgsql");
    own.filter(|own| start.find(&Key::Extension(own.name.clone())).is_none())
}

/// Returns the start with the extensions of the database, where the replay stopped at something that an extension may
/// bring, or took it for older: `CREATE EXTENSION` asks for more rights than a migration has, so whoever made the database has
/// installed them.
fn on_extensions(start: &Schema, view: &View<'_>, replay: &Replay) -> Option<Schema> {
    let actual = &view.catalog.schema;
    let refusal = replay.failure.as_ref().map(Failure::first_refusal);
    let is_refused = refusal.is_some_and(|own| is_of_name(own.state));
    let is_assumed = || {
        let is_named = |own: &ObjectId| matches!(own, ObjectId::Type(_) | ObjectId::Function(..));
        replay.unrecorded().any(|(object, _)| is_named(object) && !has(actual, object))
    };
    if !is_refused && !is_assumed() {
        return None;
    }
    let mut extended = start.clone();
    for own in older_extensions(start, view) {
        let home = Key::Namespace(own.schema.clone());
        if let (None, Some(found)) = (extended.find(&home), actual.find(&home)) {
            extended.put(home, Some(found.clone()));
        }
        extended.put(Key::Extension(own.name.clone()), Some(Stored::Extension(own.clone())));
    }
    older_extensions(start, view).next().map(|_| extended)
}

/// Returns the type or trigger function at which a replay stopped, with why it may be older.
fn named_by_failure(replay: &Replay) -> Option<(ObjectId, Unknown)> {
    let failure = replay.failure.as_ref()?;
    let refusal = failure.first_refusal();
    let object = refusal.object.as_ref().filter(|_| is_of_name(refusal.state))?;
    let is_named = matches!(object, ObjectId::Type(_) | ObjectId::Function(..));
    let reason = format!("no revision before `{}` makes `{object}`: it is older than the history", failure.revision);
    is_named.then(|| (object.clone(), Unknown::new(reason, failure.place.clone())))
}

fn has(schema: &Schema, object: &ObjectId) -> bool {
    match object {
        ObjectId::Type(name) => schema.type_named(name).is_some(),
        ObjectId::Function(name, _) => schema.routines_named(name).next().is_some(),
        _ => false,
    }
}

fn is_of_name(state: SqlState) -> bool {
    [SqlState::UNDEFINED_FUNCTION, SqlState::UNDEFINED_OBJECT].contains(&state)
}

/// Returns the finding of a revision whose search path outlasts it.
fn lasts(revision: &RevisionId) -> Finding {
    let message = format!("`{revision}` sets the search path for what runs after it in the same session");
    let help = "whether later revisions ran in that session, or each by itself, decides where their tables are";
    Finding::new(Code::SEARCH_PATH_LASTS, Severity::Warning, message).help(help).revision(revision.as_str())
}
