//! The enum types that `op.create_table` makes: in one run of Alembic each is made once, whatever becomes of it
//! (`NamedType._check_for_name_in_memos`, dialects/postgresql/named_types.py, SQLAlchemy 2.1).

use crate::operation::RelationRef;
use crate::replay::recorder::Recorder;
use crate::replay::session::Session;
use crate::replay::settings::Writers;
use std::collections::BTreeSet;

/// Whether `CREATE TYPE` is sent.
pub struct Making {
    pub is_sent: bool,
    /// Why that depends on how many revisions one run takes.
    pub doubt: Option<String>,
}

impl Recorder {
    /// Notes that a table of this revision has a type; tells whether it is the first.
    fn note_made_type(&mut self, name: RelationRef) -> bool {
        self.log.made_types.insert(name)
    }

    /// Keeps the types that a revision made, which is over.
    pub(super) fn keep_made_types(&mut self, made: &BTreeSet<RelationRef>) {
        self.seen.made_types.extend(made.iter().cloned());
    }
}

impl Session {
    /// Notes that a table of the present revision has a type, and says whether that is made for it. Where an earlier
    /// revision made it, what a run of its own does is done.
    pub fn making_of(&self, name: &RelationRef) -> Making {
        let is_there = self.with_schema(|schema| schema.find_type(name).is_some());
        let is_of_revision = self.with_recorder(|recorder| !recorder.note_made_type(name.clone()));
        if is_of_revision {
            return Making { is_sent: false, doubt: None };
        }
        let is_earlier = self.with_recorder(|recorder| recorder.seen.made_types.contains(name));
        let is_earlier = is_earlier && !self.settings().one_by_one;
        let weighs = is_earlier && self.settings().writers == Writers::ThisRun;
        let doubt = weighs.then(|| match is_there {
            true => format!(
                "it makes the type `{name}` again, which only the run of Alembic leaves out that made it before: upgraded to by \
                 itself, the revision is refused (42710)"
            ),
            false => format!(
                "the type `{name}` is gone, and the run of Alembic that made it before does not make it again: upgraded to \
                 together, the revision is refused (42704)"
            ),
        });
        Making { is_sent: !(is_earlier && is_there), doubt }
    }
}
