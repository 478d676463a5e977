//! The codes of findings and errors: kebab-case, unique, each with its explanation. Codes are API.

use std::fmt;

/// The name of one kind of finding or error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    name: &'static str,
    explanation: &'static str,
}

impl Code {
    /// Returns the kebab-case name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.name
    }

    /// Returns what it means, how it arises and what to do.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        self.explanation
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! codes {
    ($($constant:ident = $name:literal: $explanation:literal;)*) => {
        impl Code {
            $(#[doc = $explanation] pub const $constant: Code = Code { name: $name, explanation: $explanation };)*
        }
        /// Every code, in the order of this file.
        pub const ALL_CODES: &[Code] = &[$(Code::$constant),*];
    };
}

codes! {
    // Command line, configuration, input
    USAGE = "usage": "the command line asks for something limbeck cannot do; `limbeck --help` lists what it can";
    UNREADABLE_FILE = "unreadable-file": "a file could not be opened or read; the message carries the operating system's reason";

    // The way to the database
    PLACEHOLDER_DATABASE_URL = "placeholder-database-url": "the database URL is a template, an unexpanded variable or has a masked password; pass the real one with `--database`";
    NOT_POSTGRESQL = "not-postgresql": "the database URL names another database system; limbeck reads PostgreSQL only";
    INVALID_DATABASE_URL = "invalid-database-url": "the database URL or a connection setting cannot be read; most often a character of the password should have been percent-encoded";
    UNSUPPORTED_CONNECTION_OPTION = "unsupported-connection-option": "a connection option demands something limbeck cannot do, such as GSS encryption or a revocation list; ignoring it would be less safe than asked";
    UNKNOWN_HOST = "unknown-host": "the name of the database's host has no address; check its spelling, the VPN, or whether the name is known only inside a container network";
    CANNOT_CONNECT = "cannot-connect": "nothing answers as PostgreSQL at that host and port; check that the server runs, listens there, and that no firewall is between";
    CONNECTION_TIMEOUT = "connection-timeout": "the server did not answer in time; most often a firewall drops the packets; `connect_timeout=SECONDS` in the URL changes the limit";
    AUTHENTICATION_FAILED = "authentication-failed": "the server refused the password, or none was given and it wants one; the URL, PGPASSWORD and the password file are where it is looked for";
    CONNECTION_NOT_ALLOWED = "connection-not-allowed": "the server's `pg_hba.conf` has no entry, or a refusing one, for this user, database, address and encryption, or the role does not exist";
    UNKNOWN_DATABASE = "unknown-database": "the server has no database of that name; `psql --list` shows those there are";
    TOO_MANY_CONNECTIONS = "too-many-connections": "the server, the database or the role has no connection left; close one or raise the limit";
    TLS_FAILED = "tls-failed": "the encrypted connection could not be made: the server does not offer it, or its certificate was not accepted under this `sslmode`";
    SERVER_REFUSED = "server-refused": "the server answered and refused the connection for a reason of its own, which the message carries; starting up and shutting down are among them";
    QUERY_FAILED = "query-failed": "a query of limbeck's failed on the server; the message carries the SQLSTATE and the server's words";
    PERMISSION_DENIED = "permission-denied": "the role may not read what limbeck needs; grant it, or connect as another role";
    QUERY_TIMEOUT = "query-timeout": "the server gave up on a query because it ran, or waited for a lock, too long";
    CONNECTION_LOST = "connection-lost": "the server or the network ended the connection in the middle of the work";
    UNWRITABLE_FILE = "unwritable-file": "a file could not be written; nothing was written in part, and no existing file was replaced";
    NO_CONFIG = "no-config": "no Alembic configuration was found where Alembic looks; name one with `-c`, or the scripts with `--script-location`";
    BAD_CONFIG = "bad-config": "the Alembic configuration could not be understood: its syntax, an interpolation, a separator or a missing key";
    NO_SCRIPTS = "no-scripts": "the script location or a version location that the configuration names does not exist";

    // What is in the database
    AMBIGUOUS_VERSION_TABLE = "ambiguous-version-table": "several tables look like Alembic's and nothing says which is this history's; `--version-table` and `--version-table-schema` do";
    SECOND_VERSION_TABLE = "second-version-table": "another schema has a version table of the same name; the one that the search path finds first is taken, as Alembic takes it";
    UNUSUAL_VERSION_TABLE = "unusual-version-table": "the version table has another name than Alembic's, and nothing but its shape says that it is one; `--version-table` does";
    MISSING_VERSION_TABLE = "missing-version-table": "the database has no version table, so nothing is stamped; Alembic makes it before its first upgrade";
    EMPTY_VERSION_TABLE = "empty-version-table": "the version table has no row, so nothing is stamped: `alembic downgrade base` and `alembic stamp base` leave it so, and so do copied schemas";
    DUPLICATE_ROW = "duplicate-row": "the version table holds a row twice, which its primary key forbids: the key is missing, and Alembic fails because it expects to match one row";
    ODD_VERSION_TABLE = "odd-version-table": "what has the version table's name has no `version_num` that limbeck can read: another program's table, a view, a column of another type; so the stamped position is not known";
    NULL_ROW = "null-row": "the version table has a row without a revision, which its key forbids: somebody made the table or the row by hand; Alembic passes over it when it reads, and no step changes it";
    UNREADABLE_VERSION_TABLE = "unreadable-version-table": "the version table is there but its rows may not be read, so the stamped position is not known; the role needs SELECT on it";
    UNKNOWN_SCHEMA = "unknown-schema": "`--schema` names a schema that the database does not have, or a pattern that none fits; most often it is misspelt, or the dump leaves it out";
    SCHEMA_NOT_USED = "schema-not-used": "`--schema` names a schema that is no tenant of this history: it has no version table of its own, or the version files name it themselves";
    SEVERAL_TENANTS = "several-tenants": "each of the schemas that `--schema` names has a version table of its own; `audit` judges them all, any other command takes one";
    NOT_A_SNAPSHOT = "not-a-snapshot": "the file is neither limbeck's snapshot nor SQL that limbeck can read; `limbeck snapshot` and `pg_dump --schema-only` write such files";
    STATEMENT_NOT_UNDERSTOOD = "statement-not-understood": "a statement of the dump could not be read, or would be refused; what it makes is unknown, and nothing is concluded about it";
    UNREAD_OBJECT = "unread-object": "an object of the database is described in a way limbeck does not understand; it counts as unknown, and no verdict rests on it";

    // Version files and the history they make
    SYNTAX_ERROR = "syntax-error": "Python cannot parse the file, so Alembic cannot load it; limbeck still reads the header where the damage leaves it alone";
    MERGE_CONFLICT = "merge-conflict": "the file still carries the markers of an unresolved merge; what lies between them is not believed";
    UNDECODABLE_FILE = "undecodable-file": "the bytes of the file are not text in the encoding it declares (PEP 263; UTF-8 where it declares none)";
    NUL_BYTE = "nul-byte": "the file holds a NUL byte; Python refuses to load it, often it is a damaged or UTF-16 file";
    NOT_A_REVISION = "not-a-revision": "a Python file in a version location declares no `revision`; Alembic stops at it with `Could not determine revision id`";
    INCOMPLETE_HEADER = "incomplete-header": "the file declares `revision` but no `down_revision`; Alembic stops at it with an AttributeError";
    COMPUTED_REVISION = "computed-revision": "the revision id is not a constant, so it is only known to a program that runs the file; limbeck never guesses it";
    COMPUTED_DOWN_REVISION = "computed-down-revision": "`down_revision` is not a constant, so the revision's parents are unknown; limbeck never guesses them";
    COMPUTED_DEPENDS_ON = "computed-depends-on": "`depends_on` is not a constant, so the revision's dependencies are unknown; limbeck never guesses them";
    COMPUTED_BRANCH_LABELS = "computed-branch-labels": "`branch_labels` is not a constant, so the revision's labels are unknown; limbeck never guesses them";
    ILLEGAL_REVISION_ID = "illegal-revision-id": "Alembic refuses revision ids with `@`, `-`, `+` or `:`, which its revision symbols use";
    LONG_REVISION_ID = "long-revision-id": "the id is longer than 32 characters, the width of `alembic_version.version_num`; PostgreSQL refuses to store it";
    PLACEHOLDER_REVISION_ID = "placeholder-revision-id": "the id counts up like an example (`a1b2c3d4e5f6`); such ids are copied and collide";
    DUPLICATE_REVISION = "duplicate-revision": "two files declare the same revision id; Alembic warns and silently keeps the file it lists last";
    DUPLICATE_FILE = "duplicate-file": "the same file is reached through two version locations; Alembic loads it once and warns";
    DUPLICATE_BRANCH_LABEL = "duplicate-branch-label": "a branch label is used twice, or is also a revision id; Alembic refuses to load the history";
    MISSING_DOWN_REVISION = "missing-down-revision": "`down_revision` names a revision no file declares; Alembic stops with a KeyError";
    MISSING_DEPENDENCY = "missing-dependency": "`depends_on` names a revision or label no file declares; Alembic stops with a KeyError";
    SECOND_BASE = "second-base": "several revisions have no parent and carry no branch label: most often `down_revision` was lost, and `alembic upgrade` runs the file out of order";
    REVISION_CYCLE = "revision-cycle": "following `down_revision` leads back to where it started, so no order exists; Alembic stops with CycleDetected";
    DEPENDENCY_CYCLE = "dependency-cycle": "following `down_revision` and `depends_on` leads back to where it started; Alembic stops with DependencyCycleDetected";
    REVISION_SELF_LOOP = "revision-self-loop": "a revision names itself as its parent or dependency; Alembic stops with LoopDetected";
    ENGINE_UNKNOWN = "engine-unknown": "`env.py` runs migrations for several databases (Alembic's template `multidb`), and what version files do depends on which; `--engine NAME` says which one is looked at, by the name that `env.py` hands to `run_migrations`";
    COMPUTED_ENV_SETTING = "computed-env-setting": "env.py gives `context.configure` a value that is not a constant, so limbeck cannot know it without running the file; the flags of the same name say it";
    NO_DATABASE = "no-database": "the command needs a database and nothing names one: no flag, no `DATABASE_URL`, no `sqlalchemy.url`";
    NO_VERSION_ROWS = "no-version-rows": "the file has the version table without its rows, as `pg_dump --schema-only` leaves it, so the stamped position is not in it";
    NOT_AT_HEAD = "not-at-head": "`current --check-heads`: the rows of the version table are not exactly the heads of the history";
    UNRESOLVED_SYMBOL = "unresolved-symbol": "a revision symbol on the command line names no revision or branch label; ids may be shortened to four characters";
    AMBIGUOUS_SYMBOL = "ambiguous-symbol": "a revision symbol on the command line means several revisions where one is wanted";
    NOT_AN_ANCESTOR = "not-an-ancestor": "the two ends of a revision range do not lie on one line, so nothing leads from one to the other";
    BROKEN_PATH = "broken-path": "the way asked for leads through a part of the history that is broken; the findings say what";
    SOURCELESS_REVISION = "sourceless-revision": "`sourceless` is set and a revision exists only as compiled bytecode, which limbeck does not read";
    NAMING_CONVENTION_UNKNOWN = "naming-convention-unknown": "`env.py` gives Alembic a `MetaData` that cannot be read without running the project, so its naming convention is not known either; constraints and indexes without a name are taken to have PostgreSQL's default names; `--metadata MODULE:ATTRIBUTE` names the metadata where it can be read";

    // Audit
    UNKNOWN_ROW = "unknown-row": "the version table names a revision no file declares: the file was removed or renamed, or the database is newer than these files";
    OVERLAPPING_ROWS = "overlapping-row": "the version table holds a revision and its ancestor; Alembic refuses to upgrade, and `alembic stamp` changes nothing";
    MULTIPLE_HEADS = "multiple-heads": "the history has several heads without branch labels; `alembic upgrade head` refuses, and a deploy stops";
    NARROW_VERSION_TABLE = "narrow-version-table": "`version_num` is shorter than the longest revision id, so the upgrade to it fails at its last statement (22001)";
    MISSING_OBJECT = "missing-object": "a revision that the database claims to have makes this object, and it is not there";
    MISSING_CHANGE = "missing-change": "a revision that the database claims to have changes this, and it still is as it was before";
    LEFT_OVER_OBJECT = "left-over-object": "a revision that the database claims to have drops this object, and it is still there";
    NOT_DROPPED = "not-dropped": "a revision drops this object if it is there, no revision makes it, and it is there: the revision did not come so far, or somebody made it since";
    INVALID_INDEX = "invalid-index": "a failed `CREATE INDEX CONCURRENTLY` left the index behind; it is not used and, if unique, guards nothing";
    DIVERGED_OBJECT = "diverged-object": "the database holds a value that no revision ever sets: somebody changed it by hand, or a file was edited";
    OTHER_NAME = "other-name": "a constraint or an index has the shape that a revision gives it, under another name; a revision that drops it by its name will fail";
    EQUIVALENT_OBJECT = "equivalent-object": "a unique index stands in the place of a unique constraint, or the other way round: both guard the same, but each is dropped by another statement";
    INSERTED_BEHIND_HEAD = "inserted-behind-head": "a revision is missing below an older one that ran: it was put into the history behind a head that was already stamped, and Alembic never runs it";
    EDITED_REVISION = "edited-revision": "the database shows what another text of the file made, an older one or another branch's, and not what the present one makes: the file was edited after it had run; Alembic runs no revision twice, so a published revision is never edited: the difference is a revision of its own";
    REPARENTED_REVISION = "reparented-revision": "a revision that ran had another `down_revision` before, and what it was put on is missing: databases that were past it never run that; a published revision keeps its place, and branches are merged";
    LOCATED_REVISION = "located-revision": "git knows the file of a revision that the version table names and no version file declares: a commit removed it, or another branch has it";
    MADE_BY_CREATE_ALL = "made-by-create-all": "names from the metadata's naming convention, missing server defaults, missing functions and triggers: `metadata.create_all()` made this schema, no revision did";
    SHARED_VERSION_TABLE = "shared-version-table": "rows of two histories stand in one version table; each application stops at the other's row, and needs a version table of its own";
    UNEXPLAINED_OBJECT = "unexplained-object": "the database holds a table or column that no version file makes";
    MISSING_FOUNDATION = "missing-foundation": "a revision uses a table, or a column of one, that no revision makes, and the database does not have it: the history begins on a schema that something else made, and an upgrade stops at that revision";
    NAMESAKE_TABLE = "namesake-table": "a table has few of the columns that a revision makes it with, and others that no revision adds: it seems to be another application's";
    SEARCH_PATH_LASTS = "search-path-lasts": "a revision sets the search path of its session and does not set it back: the revisions after it make their tables in other schemas where they run in the same session than where each is deployed by itself; `SET LOCAL`, or names with their schema, do the same in both";
    OLDER_OBJECT = "older-object": "a revision makes the type, the sequence or the view only where there is none, and the one that is there is another: it is older than the history, or somebody changed it; what follows from the one and from the other is held against the database, and where the two do not agree the verdict is `undecided`";
    OLDER_TABLE = "older-table": "a revision makes the table only where there is none, and the one that is there is another: it is taken to be older than the history";
    REPLAY_STOPPED = "replay-stopped": "the history cannot build a database from nothing: a statement fails on what the earlier revisions made";
    DOUBTED_ABSENCE = "doubted-absence": "objects that the history makes are not there; a later step that could not be read may have taken them away, or somebody did";
    PROBE_FAILED = "probe-failed": "`--probe-data`: a question about rows could not be put: the table or a column is gone, the role may not read it, it took too long, or a declared probe does not answer yes or no";
    PROBED_ROWS_MISSING = "probed-rows-missing": "`--probe-data`: rows that a revision writes are not all there, though it counts as run; rows come and go by other hands, so this moves no position";
    ASSUMPTION = "assumption": "a step of a version file could not be understood; what is absent and older than it is not held against a revision where something shows that the step ran";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_kebab_case_and_explained() {
        let mut seen = BTreeSet::new();
        for code in ALL_CODES {
            assert!(seen.insert(code.as_str()), "{code} is listed twice");
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{code}");
            assert!(code.explanation().len() > 20, "{code} is not explained");
        }
    }
}
