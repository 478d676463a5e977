//! limbeck: which revisions of an Alembic history are really in a PostgreSQL database, and what to do about it.

#![forbid(unsafe_code)]

pub mod audit;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod error;
pub mod finding;
pub mod history;
pub mod name;
pub mod operation;
pub mod plan;
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
