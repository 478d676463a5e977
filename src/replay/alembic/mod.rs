//! What the `alembic` package means on PostgreSQL: `op` and its directives, batch mode, contexts, registered operations.

mod add_constraint;
mod batch;
mod call;
mod context;
mod directive;
mod migrate_op;
pub mod op;
mod operations;
pub mod package;
pub mod plugin;
mod recreate;

pub use batch::Batch;
pub use context::{EnvironmentContext, MigrationContext};
pub use operations::Operations;
pub use plugin::OperationsClass;
