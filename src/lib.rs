//! limbeck: which revisions of an Alembic history are really in a PostgreSQL database, and what to do about it.
//!
//! A database has two positions in a history: the *stamped* one, which the version table claims, and the *observed*
//! one, which the catalog shows. [`audit`] finds both, [`plan`] says how to bring them together.
//!
//! ```text
//! version files -> revision -> history --.
//!                      \                  >-- replay -> timeline --.
//!                       `-> operation --'                           >-- audit -> plan -> report -> render
//! database | snapshot | pg_dump -> catalog (a Schema + version rows)'
//! ```
//!
//! # Floors
//! Imports point down only (`tests/architecture.rs`).
//!
//! | floor | modules | what they are |
//! |---|---|---|
//! | 6 | [`cli`], [`config`], [`report`], [`render`] | arguments, files, terminal |
//! | 5 | [`plan`] | what to do |
//! | 4 | [`audit`], `diff`, `preflight` | what is true of this database |
//! | 3 | [`sql`], [`replay`], [`timeline`], [`history`], [`catalog`], [`script_directory`], [`git`] | files and database become values |
//! | 2 | [`schema`], [`operation`], [`revision`] | plain values, no I/O |
//! | 1 | [`python`] | evaluates the Python that version files use; knows nothing of Alembic |
//! | 0 | [`source`], [`name`], [`finding`], [`error`], [`yaml`] | words |
//!
//! # The waist
//! Whatever changes a schema is an [`operation::Operation`]: an `op.*` call, raw SQL, a statement of a dump, a step of a
//! repair. `Schema::apply` answers an operation as PostgreSQL does: with changes, or with a refusal and its SQLSTATE.
//! Everything that compares does so on facts (one value for one attribute of one object), which are canonical already:
//! `sql` brings every spelling of a type or an expression to one form on the way in.
//!
//! # Rows
//! The catalog shows no rows. What `preflight` promises of them it takes from three places: `replay::contents` (what this
//! run made and never filled, what it left NULL), `replay::demand` (what an operation asks of the rows that are there),
//! and, on a live database, the answers to these demands. `sql::judge` names what a statement cannot name or compare.
//! Where rows are known and their order is not, `replay::any_order` runs a revision in several. Nothing else asks them:
//! `audit` judges objects alone; what a missing statement would have done to rows is told to repairs by `audit::making`.
//!
//! # What is absent
//! - Nothing runs a version file. `python` evaluates, and answers `Unknown` with a reason and a place where it cannot.
//! - Reading never fails: it returns what it understood, and findings. An [`error::Error`] means that a run cannot go on.
//! - No command writes to a database: every one reads through a session that the server holds to reading. The door for
//!   writing, `catalog::connect::connect_for_writing`, is only used by that session, which begins with `READ ONLY`.
//! - There is one evolving schema and its timelines, never a copy of the schema for each revision.

#![forbid(unsafe_code)]

pub mod audit;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod diff;
pub mod error;
pub mod finding;
pub mod git;
pub mod history;
pub mod name;
pub mod operation;
pub mod plan;
pub mod preflight;
pub mod python;
pub mod render;
pub mod replay;
pub mod report;
pub mod revision;
pub mod schema;
pub mod script_directory;
pub mod source;
pub mod sql;
pub mod timeline;
pub mod yaml;
