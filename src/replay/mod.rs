//! What version files do: replays `upgrade()` and `downgrade()` on a schema, as Alembic would on a server. Judges nothing
//! (that is `audit`), and runs nothing.

mod fork;
mod recorder;
mod settings;
pub mod sqlalchemy;
mod step;
mod transaction;

pub use fork::Moment;
pub use recorder::{Recorder, Site, covers, not_in_block};
pub use settings::{MetadataLocation, Settings, SqlAlchemyVersion, TransactionScope};
pub use step::{Action, Failure, Partial, Replay, RevisionReplay, Step, TransactionAction};
pub use transaction::Mode;
