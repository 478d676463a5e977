//! What commands answer, as values: the keys of the JSON contract (DESIGN §7). How they look is for `render`.

mod finding;
mod revision;

pub use finding::{FailureReport, FindingReport, findings};
pub use revision::{
    BranchReport, BranchesReport, Contents, DataStepReport, HeadsReport, OperationReport, RevisionReport,
    RevisionsReport, UnknownReport,
};
