//! What git knows of version files: the older texts of one, and where one is that declared a revision. Asks the `git`
//! program, which only reads here; where there is none, no work tree or no answer in time, nothing is known. What the
//! texts mean is for others.

mod locate;
mod log;
mod program;

pub use locate::{Located, Whereabouts};

use crate::finding::shell_word;
use log::{Change, Entry};
use program::Program;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many commits that changed one file are looked at.
const MAX_COMMITS: usize = 50;

/// A git work tree, asked from one directory of it.
#[derive(Clone, Debug)]
pub struct Repository {
    program: Program,
    top: PathBuf,
    /// The directory as git names it from the top: empty, or with a slash at its end.
    prefix: String,
}

/// A commit, as messages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The first digits of its name.
    pub name: String,
    /// The day on which it was committed, `2024-05-02`.
    pub date: String,
}

/// A text that a file had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OlderText {
    pub bytes: Vec<u8>,
    /// Where the file lay, from the top of the work tree.
    pub path: String,
    /// Where it lies.
    pub now: String,
    /// The commit that changed it; none where HEAD still has this text.
    pub until: Option<Commit>,
}

impl Repository {
    /// Returns the work tree around a directory; questions to it end at `until`.
    #[must_use]
    pub fn around(directory: &Path, until: Instant) -> Option<Self> {
        let program = Program::new(directory, until);
        let answer = program.ask(&["rev-parse", "--show-toplevel", "--show-prefix"])?;
        let text = String::from_utf8(answer).ok()?;
        let lines: Vec<&str> = text.lines().collect();
        let (top, prefix) = match lines[..] {
            [top] => (top, ""),
            [top, prefix] => (top, prefix),
            _ => return None,
        };
        Some(Self { program, top: PathBuf::from(top), prefix: prefix.to_owned() })
    }

    /// Returns the texts that a file of the directory had, the newest first; HEAD's is the first of them.
    #[must_use]
    pub fn older_texts(&self, name: &str) -> Vec<OlderText> {
        self.texts_before(name).unwrap_or_default()
    }

    fn texts_before(&self, name: &str) -> Option<Vec<OlderText>> {
        let count = format!("--max-count={MAX_COMMITS}");
        let entries = self.log(&["--follow", &count, "HEAD", "--", &format!(":(literal){name}")])?;
        let now = format!("{}{name}", self.prefix);
        let mut wanted: Vec<(String, String, Option<Commit>)> = Vec::new();
        if let Some(blob) = self.blob(&format!("HEAD:{now}")) {
            wanted.push((blob, now.clone(), None));
        }
        let edits = entries.into_iter().filter(|entry| entry.change == Change::Edited);
        wanted.extend(edits.map(|edit| (edit.before, edit.old_path, Some(edit.commit))));
        let blobs: Vec<&str> = wanted.iter().map(|(blob, ..)| blob.as_str()).collect();
        let texts = self.program.read_blobs(&blobs)?;
        let older = |((_, path, until), bytes)| Some(OlderText { bytes: bytes?, path, now: now.clone(), until });
        Some(wanted.into_iter().zip(texts).filter_map(older).collect())
    }

    /// Returns the name of a text, `HEAD:./file` for instance.
    fn blob(&self, text: &str) -> Option<String> {
        let answer = self.program.ask(&["rev-parse", "--verify", "--quiet", text])?;
        Some(String::from_utf8(answer).ok()?.trim_end().to_owned())
    }

    /// Returns what commits changed, the newest first.
    fn log(&self, arguments: &[&str]) -> Option<Vec<Entry>> {
        let fixed = [
            "log",
            "-z",
            "--raw",
            "--no-abbrev",
            "--date=short",
            "--no-color",
            "--no-show-signature",
            "--no-ext-diff",
            "--no-textconv",
            log::FORMAT,
        ];
        Some(log::entries(&self.program.ask(&[&fixed, arguments].concat())?))
    }

    /// Returns how a git command for this work tree begins, typed in `directory`.
    #[must_use]
    pub fn command(&self, directory: &Path) -> String {
        let inside = directory.canonicalize().is_ok_and(|directory| directory.starts_with(&self.top));
        if inside { "git".to_owned() } else { format!("git -C {}", shell_word(&self.top.display().to_string())) }
    }
}
