//! Reports as text for people and programs: one file per format. Decides nothing.

pub mod alembic;
pub mod audit;
pub mod diagnostic;
pub mod diff;
pub mod json;
pub mod migration;
pub mod probes;
pub mod script;
pub mod tenants;
