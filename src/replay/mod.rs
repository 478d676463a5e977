//! What version files do: replays `upgrade()` and `downgrade()` on a schema, as Alembic would on a server. Judges nothing
//! (that is `audit`), and runs nothing.

pub mod alembic;
mod block;
mod carry;
mod driver;
mod ending;
mod environment;
pub mod error;
mod execute;
mod fork;
pub mod guard;
mod harmless;
mod onward;
mod recorder;
mod refused;
mod routine;
mod rows;
mod session;
mod settings;
pub mod sqlalchemy;
mod step;
mod suspicion;
mod top_level;
mod trail;
mod transaction;
mod unknown;
mod unrecorded;
pub mod version_table;
mod world;

pub use driver::{Direction, replay};
pub use execute::Answer;
pub use fork::Moment;
pub use onward::{Onward, Sent, replay_onward};
pub use recorder::{Recorder, Site};
pub use rows::Written;
pub use session::Session;
pub use settings::{MetadataLocation, Refused, Settings, SqlAlchemyVersion, TransactionScope, Unrecorded, Writers};
pub use step::{Action, Failure, FollowedBy, Partial, Replay, RevisionReplay, Sender, Step, TransactionAction};
pub use top_level::not_in_block;
pub use transaction::Mode;
pub use unknown::{from_python, to_python};
pub use world::session_of;
