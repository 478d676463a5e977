//! What the user, the configuration and `env.py` say about a replay. Plain values.

use crate::name::{Name, QualifiedName};
use crate::replay::demand::Answers;
use crate::schema::{ObjectId, Unknown};
use std::collections::{BTreeMap, BTreeSet};

/// The settings of a replay.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `version_table` and `version_table_schema`.
    pub version_table: Name,
    /// Whether the name is from the command line or read in `env.py`: then evaluating that does not change it.
    pub is_table_known: bool,
    pub version_table_schema: Option<Name>,
    /// The `version_table_schema` that a version file sees: as `context.configure` was given it, or why that is not known.
    pub given_schema: Result<Option<Name>, String>,
    /// How wide `version_num` is where a replay makes the table; none: as wide as the ids need.
    pub version_width: Option<u32>,
    pub scope: TransactionScope,
    /// `--metadata MODULE:ATTRIBUTE`: the MetaData whose naming convention holds.
    pub metadata: Option<MetadataLocation>,
    /// The environment variables that version files may see; any other is unknown.
    pub environment: BTreeMap<String, String>,
    /// `--engine NAME`: which of the databases that `env.py` migrates.
    pub engine: Option<String>,
    /// The options of the section of `alembic.ini`.
    pub options: BTreeMap<String, String>,
    pub sqlalchemy: SqlAlchemyVersion,
    /// Whether that is 2.0 or later, where the project says it.
    pub is_sqlalchemy_2: Option<bool>,
    pub unrecorded: Unrecorded,
    /// What was there before the first revision ran, with why that is thought; of what they are like nothing is
    /// known.
    pub older: BTreeMap<ObjectId, Unknown>,
    /// Whether each revision runs in a session of its own, as where each was deployed by itself: what `SET` sets does not
    /// last.
    pub one_by_one: bool,
    pub writers: Writers,
    /// Whether the database is a new one, which has nothing but what PostgreSQL brings.
    pub is_new: bool,
    /// What a server said about the demands of statements.
    pub answers: Answers,
    /// The tables that a server found to hold no rows.
    pub empty: BTreeSet<QualifiedName>,
    pub refused: Refused,
}

/// Who writes rows while revisions run, and between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writers {
    /// The application, too: which rows there are is unknown.
    #[default]
    Anyone,
    /// Nobody else: a table that this run makes is empty until this run fills it.
    ThisRun,
}

/// What becomes of a statement that the server refuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refused {
    /// Its exception is raised.
    #[default]
    Raised,
    /// It is told with what the server says, and so is what comes after it: in offline mode no server answers.
    Told,
}

/// What to think of a table, type, index or schema that a revision uses and no revision before it makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unrecorded {
    /// It is not there: the server refuses.
    #[default]
    Missing,
    /// The application makes it before the first upgrade, or it is older than the history: what it is is unknown.
    Assumed,
}

/// How much one transaction holds (`transaction_per_migration`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TransactionScope {
    /// One transaction for all revisions: Alembic's default.
    #[default]
    Chain,
    /// One transaction for each revision.
    Revision,
}

/// Where a MetaData object is: a module and an attribute path in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataLocation {
    pub module: String,
    pub attribute: String,
}

/// The line of SQLAlchemy whose behaviour holds, where they differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SqlAlchemyVersion {
    V1_4,
    V2_0,
    #[default]
    V2_1,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version_table: Name::verbatim("alembic_version"),
            is_table_known: false,
            version_table_schema: None,
            given_schema: Ok(None),
            version_width: Some(32),
            scope: TransactionScope::Chain,
            metadata: None,
            environment: BTreeMap::new(),
            engine: None,
            options: BTreeMap::new(),
            sqlalchemy: SqlAlchemyVersion::default(),
            is_sqlalchemy_2: None,
            unrecorded: Unrecorded::default(),
            older: BTreeMap::new(),
            one_by_one: false,
            writers: Writers::default(),
            is_new: false,
            answers: Answers::default(),
            empty: BTreeSet::new(),
            refused: Refused::default(),
        }
    }
}

impl Settings {
    /// Returns the version table, in `public` where no schema is set.
    #[must_use]
    pub fn version_table(&self) -> QualifiedName {
        let schema = self.version_table_schema.clone().unwrap_or_else(Name::public);
        QualifiedName::new(schema, self.version_table.clone())
    }
}

impl MetadataLocation {
    /// Reads `MODULE:ATTRIBUTE`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (module, attribute) = text.split_once(':')?;
        let path = |text: &str| !text.is_empty() && text.split('.').all(|part| !part.is_empty());
        (path(module) && path(attribute)).then(|| Self { module: module.into(), attribute: attribute.into() })
    }
}
