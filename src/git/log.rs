//! What `git log -z --raw` prints: commits, and the files each changed. Not what is in the files.

use super::Commit;

/// The `--format` that [`entries`] reads.
pub(super) const FORMAT: &str = "--format=%x01%H%x09%cd";

/// How many digits of a commit's name are shown: no two commits share them.
const SHOWN: usize = 10;

/// One file that one commit changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) commit: Commit,
    /// The commit's whole name.
    pub(super) id: String,
    pub(super) change: Change,
    /// The text before and after, zeros where there is none.
    pub(super) before: String,
    pub(super) after: String,
    pub(super) old_path: String,
    pub(super) path: String,
}

/// What a commit did to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Added,
    /// Its text or its place.
    Edited,
    Removed,
}

/// Reads the log; a path that is not text, or that would spoil a terminal, is left out.
pub(super) fn entries(answer: &[u8]) -> Vec<Entry> {
    let mut words = answer.split(|byte| *byte == 0);
    let mut found = Vec::new();
    let mut commit: Option<(String, Commit)> = None;
    while let Some(word) = words.next() {
        let word = String::from_utf8_lossy(word.strip_prefix(b"\n").unwrap_or(word)).into_owned();
        if let Some(head) = word.strip_prefix('\u{1}') {
            commit = read_commit(head);
        } else if let Some(raw) = word.strip_prefix(':') {
            let [_, _, before, after, status] = raw.split(' ').collect::<Vec<_>>()[..] else { continue };
            let old_path = words.next().and_then(shown);
            let path = if status.starts_with(['R', 'C']) { words.next().and_then(shown) } else { old_path.clone() };
            let change = match status.get(..1) {
                Some("A") => Change::Added,
                Some("D") => Change::Removed,
                Some("M" | "R") => Change::Edited,
                _ => continue,
            };
            if let (Some((id, commit)), Some(old_path), Some(path)) = (commit.clone(), old_path, path) {
                let (before, after) = (before.to_owned(), after.to_owned());
                found.push(Entry { commit, id, change, before, after, old_path, path });
            }
        }
    }
    found
}

fn read_commit(head: &str) -> Option<(String, Commit)> {
    let (id, date) = head.split_once('\t')?;
    let is_hex = id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_date = date.len() == 10 && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let commit = Commit { name: id.get(..SHOWN)?.to_owned(), date: date.to_owned() };
    (is_hex && is_date).then(|| (id.to_owned(), commit))
}

fn shown(path: &[u8]) -> Option<String> {
    let path = std::str::from_utf8(path).ok()?;
    (!path.is_empty() && !path.contains(char::is_control)).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_and_their_files_are_read() {
        let (one, two, none) = ("1".repeat(40), "2".repeat(40), "0".repeat(40));
        let log = format!(
            "\u{1}{one}\t2024-05-02\0\n:100644 100644 {one} {two} M\0v s/it's.py\0:100644 100644 {one} {one} R100\0a\0b\0\
             \u{1}{two}\t2023-01-01\0\n:000000 100644 {none} {one} A\0:x\0:100644 000000 {one} {none} D\0a\nb\0"
        );
        let told: Vec<_> = entries(log.as_bytes())
            .into_iter()
            .map(|entry| (entry.commit.name, entry.change, entry.old_path, entry.path))
            .collect();
        let told: Vec<_> =
            told.iter().map(|(name, change, old, new)| (name.as_str(), *change, old.as_str(), new.as_str())).collect();
        let expected = [
            ("1111111111", Change::Edited, "v s/it's.py", "v s/it's.py"),
            ("1111111111", Change::Edited, "a", "b"),
            ("2222222222", Change::Added, ":x", ":x"),
        ];
        assert_eq!(told, expected);
        assert_eq!(entries(b"\x01zz\tyesterday\0\n:1 2 3 4 M\0a\0"), []);
    }
}
