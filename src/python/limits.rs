//! The bounds that make every file terminate: steps, depth, and the size of what is built.

use super::raise::Raise;
use super::unknown::Unknown;

/// How many Python calls may be in progress at once: `sys.getrecursionlimit()`.
pub const MAX_FRAMES: usize = 1_000;
/// How many nested evaluations may be in progress at once: what bounds the use of the native stack.
pub const MAX_NATIVE_DEPTH: usize = 4_000;
/// How many steps one entry by the host may take.
pub const MAX_STEPS: u64 = 2_000_000;
/// How many bytes one entry by the host may build, counting what has been dropped again.
pub const MAX_BYTES_BUILT: u64 = 256 << 20;
/// The longest string or bytes value, in bytes.
pub const MAX_TEXT: usize = 16 << 20;
/// The longest fraction of a number that is written out.
pub const MAX_PLACES: usize = 1_000;
/// The longest container.
pub const MAX_ITEMS: usize = 1_000_000;
/// How many outcomes may be undecided at once.
pub const MAX_PENDING: usize = 2_000;

/// What is left of the bounds.
pub(super) struct Limits {
    pub steps: u64,
    pub bytes: u64,
    pub depth: usize,
}

impl Limits {
    pub fn fresh() -> Self {
        Self { steps: MAX_STEPS, bytes: MAX_BYTES_BUILT, depth: 0 }
    }

    /// Takes `steps` from what is left.
    pub fn step(&mut self, steps: u64) -> Result<(), Raise> {
        match self.steps.checked_sub(steps) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => {
                self.steps = 0;
                Err(limit(format!("evaluation stopped after {MAX_STEPS} steps")))
            }
        }
    }

    /// Takes `bytes` from what may still be built.
    pub fn build(&mut self, bytes: usize) -> Result<(), Raise> {
        match self.bytes.checked_sub(bytes as u64) {
            Some(left) => {
                self.bytes = left;
                Ok(())
            }
            None => Err(limit(format!("evaluation stopped after building {MAX_BYTES_BUILT} bytes of values"))),
        }
    }
}

pub(super) fn limit(reason: String) -> Raise {
    Raise::Limit(Unknown::anywhere(reason))
}
