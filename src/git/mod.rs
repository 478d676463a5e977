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

/// How many other branches are.
const MAX_BRANCHES: usize = 16;

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

/// Another text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherText {
    pub bytes: Vec<u8>,
    /// Where the file lies there, from the top of the work tree.
    pub path: String,
    /// Where it lies in the work tree.
    pub now: String,
    pub at: At,
}

/// Where a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    Head,
    /// Below HEAD, until this commit changed it.
    Before(Commit),
    /// On a branch.
    Branch(String),
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

    /// Returns the other texts of a file of the directory: HEAD's, those it had before, the newest first, and those of other
    /// branches.
    #[must_use]
    pub fn other_texts(&self, name: &str) -> Vec<OtherText> {
        let now = format!("{}{name}", self.prefix);
        let Some(edits) = self.edits(name).filter(|_| !now.contains(char::is_control)) else { return Vec::new() };
        let mut wanted = vec![(format!("HEAD:{now}"), now.clone(), At::Head)];
        wanted.extend(edits.into_iter().map(|edit| (edit.before, edit.old_path, At::Before(edit.commit))));
        let of_branch = |name: String| (format!("{name}:{now}"), now.clone(), At::Branch(short(&name).to_owned()));
        wanted.extend(self.branches().into_iter().map(of_branch));
        let names: Vec<&str> = wanted.iter().map(|(name, ..)| name.as_str()).collect();
        let texts = self.program.read_blobs(&names).unwrap_or_default();
        let other = |((_, path, at), bytes)| Some(OtherText { bytes: bytes?, path, now: now.clone(), at });
        wanted.into_iter().zip(texts).filter_map(other).collect()
    }

    /// What commits below HEAD changed in a file of the directory, the newest first.
    fn edits(&self, name: &str) -> Option<Vec<Entry>> {
        let count = format!("--max-count={MAX_COMMITS}");
        let mut edits = self.log(&["--follow", &count, "HEAD", "--", &format!(":(literal){name}")])?;
        edits.retain(|entry| entry.change == Change::Edited);
        Some(edits)
    }

    /// The branches that were worked on last.
    fn branches(&self) -> Vec<String> {
        let count = format!("--count={MAX_BRANCHES}");
        let question =
            ["for-each-ref", "--sort=-committerdate", &count, "--format=%(refname)", "refs/heads", "refs/remotes"];
        let answer = self.program.ask(&question).and_then(|answer| String::from_utf8(answer).ok());
        answer.unwrap_or_default().lines().filter(|name| !name.ends_with("/HEAD")).map(str::to_owned).collect()
    }

    /// Returns the name of a text, `HEAD:file` for instance.
    fn blob(&self, text: &str) -> Option<String> {
        let answer = self.program.ask(&["rev-parse", "--verify", "--quiet", text])?;
        Some(String::from_utf8(answer).ok()?.trim_end().to_owned())
    }

    /// Whether no history is cut off: the oldest commit of a shallow clone seems to bring every file.
    fn is_whole(&self) -> bool {
        self.program.ask(&["rev-parse", "--is-shallow-repository"]).is_some_and(|answer| answer == b"false\n")
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
        let here = Self::around(directory, self.program.until());
        let inside = here.is_some_and(|here| here.top == self.top);
        if inside { "git".to_owned() } else { format!("git -C {}", shell_word(&self.top.display().to_string())) }
    }
}

/// What a branch or a tag is called when it is typed.
fn short(name: &str) -> &str {
    ["refs/heads/", "refs/remotes/", "refs/tags/"].iter().find_map(|kind| name.strip_prefix(kind)).unwrap_or(name)
}
