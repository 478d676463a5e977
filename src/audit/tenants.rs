//! Several schemas of one database, each a tenant with the same history: which of the schemas that were named are tenants, and
//! what of the evidence is one tenant's own. The evidence decides: what the version files make without naming a schema is a
//! tenant's, what they name themselves is everybody's.

use crate::audit::Audit;
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::history::History;
use crate::name::Name;
use crate::replay::{Action, Replay, Sender, Step};
use crate::schema::{Attribute, Effect, ObjectId, Touched, Unknown, Value};
use crate::source::Place;
use std::collections::{BTreeMap, BTreeSet};

/// What the version files do in which schemas.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// The schemas that they name themselves.
    pub schemas: BTreeSet<Name>,
    /// The tables that they make where the search path says.
    pub tables: BTreeSet<Name>,
    /// What could not be followed, so that they may use others, too.
    pub unread: Option<String>,
}

/// The schemas that were asked about.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// By their names.
    pub named: BTreeSet<Name>,
    /// Found by a pattern.
    pub matched: BTreeSet<Name>,
    /// Those with a version table, asked about or not.
    pub versioned: BTreeSet<Name>,
}

/// How the question is read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The tenants; none where one application lives in all the schemas.
    pub tenants: Vec<Name>,
    /// Schemas that cannot be judged as tenants, and why.
    pub refused: Vec<(Name, String)>,
    pub findings: Vec<Finding>,
}

impl Uses {
    /// Reads them off a replay into an empty schema, which no version file can name.
    #[must_use]
    pub fn of(replay: &Replay, placeholder: &Name) -> Self {
        let mut uses = Self::default();
        let unrecorded = replay.unrecorded().map(|(object, _)| object);
        for object in objects(replay).chain(unrecorded) {
            match object {
                ObjectId::Table(table) if table.schema == *placeholder => drop(uses.tables.insert(table.name.clone())),
                other => uses.schemas.extend(other.schema().filter(|own| *own != placeholder).cloned()),
            }
        }
        let touched = replay.schema.unknown.iter().filter_map(|(touched, _)| match touched {
            Touched::Table(table) => Some(&table.schema),
            _ => None,
        });
        uses.schemas.extend(touched.filter(|own| *own != placeholder).cloned());
        let unknown = replay.schema.unknown.iter().find(|(touched, _)| *touched == Touched::Everything);
        let stopped = replay.failure.as_ref().map(|failure| {
            let message = &failure.refusal.message;
            format!("`{}` fails when it is replayed: {message}", failure.revision)
        });
        uses.unread = unknown.map(|(_, unknown)| place_of(unknown)).or(stopped);
        uses
    }
}

impl Reading {
    /// Reads the question; `tables` are those of a schema.
    ///
    /// # Errors
    /// A schema has nothing to do with the history as far as that can be read, and not all of it can.
    pub fn of(asked: &Asked, uses: &Uses, tables: &dyn Fn(&Name) -> BTreeSet<Name>) -> Result<Self> {
        let mut reading = Self::default();
        let holds = |schema: &Name| !tables(schema).is_disjoint(&uses.tables);
        let concerned =
            |schema: &&Name| asked.versioned.contains(*schema) || holds(schema) || uses.schemas.contains(*schema);
        let (matched, other): (Vec<&Name>, Vec<&Name>) = asked.matched.iter().partition(concerned);
        let candidates: BTreeSet<&Name> = asked.named.iter().chain(matched).collect();
        let (used, free): (Vec<&Name>, Vec<&Name>) =
            candidates.into_iter().partition(|own| uses.schemas.contains(*own));
        let versioned = |schemas: &[&Name]| schemas.iter().any(|own| asked.versioned.contains(*own));
        let patterns = !asked.matched.is_empty();
        if !patterns && (free.is_empty() || versioned(&used) && !versioned(&free)) {
            return Ok(reading);
        }
        if let (Some(reason), [only], true) = (&uses.unread, &free[..], used.is_empty() && !versioned(&free)) {
            return Err(not_shown(only, reason));
        }
        for schema in free {
            match &uses.unread {
                Some(reason) if !asked.versioned.contains(schema) => {
                    let why = "it has no version table, and whether the version files use it by name is not known";
                    reading.refused.push((schema.clone(), format!("{why}: {reason}")));
                }
                _ => reading.tenants.push(schema.clone()),
            }
        }
        let alone = reading.tenants.len() == 1 && !patterns && !versioned(&used);
        for schema in used.into_iter().filter(|_| !alone) {
            if asked.versioned.contains(schema) {
                reading.refused.push((schema.clone(), "the version files name it themselves: it is no tenant".into()));
            } else {
                reading.findings.push(left_out(schema, "the version files name it themselves: it is shared"));
            }
        }
        let nothing = "it has no version table, and none of the tables that the history makes";
        reading.findings.extend(other.into_iter().map(|own| left_out(own, nothing)));
        Ok(reading)
    }
}

fn not_shown(schema: &Name, reason: &str) -> Error {
    let message = format!(
        "schema `{schema}` has no version table, and whether the version files use it by name is not known: {reason}"
    );
    Error::new(Code::SCHEMA_NOT_USED, message, "leave `--schema` out to judge the application as a whole")
}

fn left_out(schema: &Name, why: &str) -> Finding {
    Finding::new(Code::SCHEMA_NOT_USED, Severity::Note, format!("schema `{schema}` is not judged as a tenant: {why}"))
}

/// Takes from a replay what it did outside the tenant's schema as proof that it ran: another tenant's upgrade may have done
/// it. What no revision takes back is still missing where it is not there: then nobody has run it.
pub fn doubt_shared(replay: &mut Replay, tenant: &Name) {
    let incomplete = replay.failure.is_some() || replay.schema.unknown.iter().any(|own| own.0 == Touched::Everything);
    let returning = returning(replay);
    let returns = |object: &ObjectId| {
        let table = object.table().map(|table| ObjectId::Table(table.clone()));
        incomplete || returning.contains(object) || table.is_some_and(|table| returning.contains(&table))
    };
    let shared = |object: &ObjectId| object.schema() != Some(tenant);
    let mut doubted: BTreeMap<ObjectId, Place> = BTreeMap::new();
    for revision in &mut replay.revisions {
        let touched =
            revision.steps.iter().flat_map(|step| step.effects.iter().map(move |effect| (effect, &step.place)));
        let mut now: BTreeMap<ObjectId, Place> = BTreeMap::new();
        for (effect, place) in touched {
            now.extend(objects_of(effect).filter(|own| shared(own)).map(|own| (own.clone(), place.clone())));
        }
        doubted.extend(now.iter().map(|(object, place)| (object.clone(), place.clone())));
        now.retain(|object, _| returns(object));
        revision.steps.splice(0..0, now.into_iter().map(|(object, place)| doubt(object, place)));
    }
    if let Some(first) = replay.revisions.first_mut() {
        first.steps.splice(0..0, doubted.into_iter().map(|(object, place)| doubt(object, place)));
    }
}

/// The objects of which something has a value again that it had before: they are dropped, or renamed, or changed back.
fn returning(replay: &Replay) -> BTreeSet<ObjectId> {
    let mut values: BTreeMap<(&ObjectId, &Attribute), Vec<&Option<Value>>> = BTreeMap::new();
    let mut returning = BTreeSet::new();
    let steps = replay.revisions.iter().flat_map(|revision| &revision.steps);
    for effect in steps.flat_map(|step| &step.effects) {
        match effect {
            Effect::Set { object, attribute, before, after } => {
                let known = values.entry((object, attribute)).or_insert_with(|| vec![before]);
                if known.contains(&after) {
                    returning.insert(object.clone());
                }
                known.push(after);
            }
            other => returning.extend(objects_of(other).cloned()),
        }
    }
    returning
}

/// A step that can have done anything to an object.
fn doubt(object: ObjectId, place: Place) -> Step {
    let unknown = Unknown::new(SHARED, None);
    let effects = vec![Effect::Unknown { touched: Touched::Object(object), unknown: unknown.clone() }];
    Step {
        place,
        action: Action::Unknown(unknown),
        effects,
        condition: None,
        passed_over: None,
        section: 0,
        sender: Sender::default(),
    }
}

/// Why what lies outside the tenant's schema proves nothing.
pub const SHARED: &str =
    "it lies outside the tenant's schema: another tenant's upgrade may have made it, or taken it away";

/// Returns whether this is why another tenant's doing cannot be told from a tenant's own.
#[must_use]
pub fn is_shared(unknown: &Unknown) -> bool {
    *unknown.reason == *SHARED
}

/// Returns a finding for what the tenants share and is not there.
#[must_use]
pub fn shared_absence(audit: &Audit, tenant: &Name) -> Option<Finding> {
    let claimed = audit.revisions.iter().filter(|own| audit.position.contains(&own.number));
    let effects = claimed.flat_map(|own| own.effects.iter().map(move |effect| (own, effect)));
    let absent = effects.filter(|(_, effect)| {
        effect.attribute == Attribute::Existence
            && effect.object.schema() != Some(tenant)
            && effect.expected.is_some()
            && effect.actual.is_none()
            && effect.reason.as_deref() == Some(SHARED)
    });
    let absent: Vec<_> = absent.collect();
    let tables: BTreeSet<&ObjectId> = absent.iter().map(|(_, effect)| &effect.object).collect();
    let goes_with = |object: &ObjectId| {
        let table = object.table().map(|table| ObjectId::Table(table.clone()));
        table.is_some_and(|table| table != *object && tables.contains(&table))
    };
    let own = absent.iter().filter(|(_, effect)| !goes_with(&effect.object));
    let told: Vec<String> = own
        .map(|(own, effect)| {
            format!("`{}` (`{}`, line {})", effect.object, audit.lineage.revision(own.number), effect.place.line())
        })
        .collect();
    let message = format!("not in the database, though the history makes them: {}", told.join(", "));
    (!told.is_empty()).then(|| {
        Finding::new(Code::DOUBTED_ABSENCE, Severity::Warning, message)
            .help("all tenants share them: a later revision that another tenant has run may drop them, or somebody did")
    })
}

/// Returns whether what a replay does can depend on what the tenant's schema is called, beyond where things are made.
#[must_use]
pub fn asks_for_its_name(history: &History, replay: &Replay, schemas: &BTreeSet<Name>) -> bool {
    let reads = |number: usize| replay.revisions.get(number).is_none_or(|own| own.reads_catalog);
    let any_reads = (0..replay.revisions.len()).any(reads);
    history.all().any(|rev| {
        let text = history.revision(rev).source.text();
        let names_one = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| {
            schemas.iter().any(|schema| schema.as_str().eq_ignore_ascii_case(word))
                || ASKING.iter().any(|own| word.contains(own))
        });
        let odd = |schema: &&Name| !schema.as_str().chars().all(|c| c.is_alphanumeric() || c == '_');
        names_one
            || schemas.iter().filter(odd).any(|schema| text.contains(schema.as_str()))
            || any_reads && text.lines().any(imports_more)
    })
}

/// The words with which a file asks what its schema is called.
const ASKING: [&str; 6] =
    ["current_schema", "search_path", "schema_name", "version_table_schema", "translate_map", "nspname"];

/// Modules that know nothing of the project's schemas.
const KNOWN: [&str; 13] = [
    "alembic",
    "sqlalchemy",
    "typing",
    "collections",
    "datetime",
    "uuid",
    "json",
    "logging",
    "enum",
    "re",
    "__future__",
    "os",
    "sqlmodel",
];

fn imports_more(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_import = matches!(words.next(), Some("import" | "from"));
    let module = words.next().unwrap_or_default();
    let root = module.split(['.', ',']).next().unwrap_or_default();
    is_import && !KNOWN.contains(&root)
}

fn objects(replay: &Replay) -> impl Iterator<Item = &ObjectId> {
    let effects = replay.revisions.iter().flat_map(|revision| &revision.steps).flat_map(|step| &step.effects);
    effects.flat_map(objects_of)
}

fn objects_of(effect: &Effect) -> impl Iterator<Item = &ObjectId> {
    let (one, other) = match effect {
        Effect::Set { object, .. } => (Some(object), None),
        Effect::Renamed { from, to } => (Some(from), Some(to)),
        Effect::Unknown { touched: Touched::Object(object), .. } => (Some(object), None),
        Effect::Unknown { .. } => (None, None),
    };
    one.into_iter().chain(other)
}

fn place_of(unknown: &Unknown) -> String {
    match &unknown.place {
        Some(place) => format!("{}:{}: {}", place.path().display(), place.line(), unknown.reason),
        None => unknown.reason.to_string(),
    }
}
