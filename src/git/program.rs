//! Runs the `git` program: reading only, without hooks, other programs, the network or locks, for a limited time. Knows
//! nothing of what it answers.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// A longer answer is none.
const MAX_ANSWER: u64 = 16 << 20;

/// A question has room in the buffer of a pipe: nobody reads the answer before it is asked.
const MAX_QUESTION: usize = 48 << 10;

/// What stands before every command. A repository's configuration can name programs; none of them is run. A text that a
/// partial clone lacks is not fetched.
const GLOBAL: [&str; 12] = [
    "--no-pager",
    "--no-optional-locks",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "protocol.allow=never",
    "-c",
    "diff.relative=false",
    "-c",
    "safe.bareRepository=explicit",
];

/// The variables of git's that stay: where it looks for repositories and its configuration, and whose it trusts. The
/// others lead it to another repository, as the hook of one does, or make it run or write something.
const KEPT: [&str; 6] = [
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_COUNT",
];

/// The program, in one directory, up to one moment.
#[derive(Clone, Debug)]
pub(super) struct Program {
    directory: PathBuf,
    until: Instant,
}

impl Program {
    pub(super) fn new(directory: &Path, until: Instant) -> Self {
        Self { directory: directory.to_path_buf(), until }
    }

    /// Returns what a command prints; nothing where it fails, says too much or takes too long.
    pub(super) fn ask(&self, arguments: &[&str]) -> Option<Vec<u8>> {
        self.ask_with(arguments, &[])
    }

    pub(super) fn until(&self) -> Instant {
        self.until
    }

    /// Returns the texts of these names, `HEAD:file` for instance, in their order; none for what is no text.
    pub(super) fn read_blobs(&self, names: &[&str]) -> Option<Vec<Option<Vec<u8>>>> {
        if names.is_empty() || names.iter().any(|name| name.is_empty() || name.contains(char::is_control)) {
            return None;
        }
        let question = format!("{}\n", names.join("\n"));
        if question.len() > MAX_QUESTION {
            return None;
        }
        let answer = self.ask_with(&["cat-file", "--batch"], question.as_bytes())?;
        let mut rest = &answer[..];
        Some(names.iter().map(|_| next_blob(&mut rest)).collect())
    }

    fn ask_with(&self, arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
        self.until.checked_duration_since(Instant::now())?;
        let mut command = Command::new("git");
        command.args(GLOBAL).args(arguments).current_dir(&self.directory);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            let stays =
                KEPT.contains(&&*name) || name.starts_with("GIT_CONFIG_KEY_") || name.starts_with("GIT_CONFIG_VALUE_");
            if name.starts_with("GIT_") && !stays {
                command.env_remove(&*name);
            }
        }
        command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
        let mut child = command.spawn().ok()?;
        if let Some(mut pipe) = child.stdin.take() {
            // A git that does not want it has failed already.
            drop(pipe.write_all(input));
        }
        let answer = self.read(&mut child);
        if answer.is_none() {
            drop(child.kill());
        }
        let status = child.wait().ok()?;
        answer.filter(|_| status.success())
    }

    /// Reads all that the program prints, in a thread of its own: a read cannot be given up.
    fn read(&self, child: &mut Child) -> Option<Vec<u8>> {
        let pipe = child.stdout.take()?;
        let (sender, receiver) = mpsc::channel();
        let read = move || {
            let mut bytes = Vec::new();
            let whole = pipe.take(MAX_ANSWER).read_to_end(&mut bytes).is_ok();
            // Nobody receives it where the time was up.
            drop(sender.send((whole && (bytes.len() as u64) < MAX_ANSWER).then_some(bytes)));
        };
        std::thread::Builder::new().name("git".into()).spawn(read).ok()?;
        let left = self.until.checked_duration_since(Instant::now()).unwrap_or(Duration::ZERO);
        receiver.recv_timeout(left).ok().flatten()
    }
}

/// Takes one answer of `git cat-file --batch`: `NAME blob SIZE`, the text, and a line end; or `NAME missing`.
fn next_blob(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (head, after) = rest.split_at_checked(end)?;
    let after = after.get(1..)?;
    let head = String::from_utf8_lossy(head).into_owned();
    let size = match head.split(' ').collect::<Vec<_>>()[..] {
        [_, _, size] => size.parse::<usize>().ok(),
        _ => None,
    };
    let Some(size) = size else {
        *rest = after;
        return None;
    };
    let (text, after) = after.split_at_checked(size)?;
    *rest = after.get(1..).unwrap_or_default();
    head.contains(" blob ").then(|| text.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blobs_are_told_apart_by_their_sizes() {
        let mut answer: &[u8] = b"aa blob 4\nx\ny\n\nHEAD:b b missing\ncc tree 2\nzz\ndd blob 0\n\n";
        let blobs: Vec<Option<Vec<u8>>> = (0..5).map(|_| next_blob(&mut answer)).collect();
        assert_eq!(blobs, [Some(b"x\ny\n".to_vec()), None, None, Some(Vec::new()), None]);
        assert_eq!(next_blob(&mut &b"aa blob 9\nx\n"[..]), None);
    }

    #[test]
    fn what_fails_or_comes_too_late_is_no_answer() {
        let place = std::env::temp_dir();
        let soon = Instant::now() + Duration::from_secs(30);
        assert!(
            Program::new(&place, soon).ask(&["--version"]).is_some_and(|answer| answer.starts_with(b"git version"))
        );
        assert_eq!(Program::new(&place, soon).ask(&["no-such-command"]), None);
        assert_eq!(Program::new(&place, Instant::now()).ask(&["--version"]), None);
        assert_eq!(Program::new(&place.join("not/there"), soon).ask(&["--version"]), None);
    }
}
