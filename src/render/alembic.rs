//! Revisions as Alembic prints them (`Script.log_entry`, `Script._head_only`, script/base.py, 1.20.1), byte for byte.
//! Where Alembic prints a Python set in hash order, limbeck prints it sorted.

use crate::history::{Follow, History, Rev};
use crate::revision::split_lines;

/// What a line tells beside the id (`Script.cmd_format`).
#[derive(Clone, Copy, Debug, Default)]
pub struct Line {
    pub branches: Part,
    pub doc: Part,
    pub parents: Part,
    /// `(branchpoint)` and `(mergepoint)`.
    pub tree: Part,
}

/// Whether a part of a line is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Hidden,
    Shown,
}

/// Whether a database says that a revision is current.
pub type Current<'a> = &'a dyn Fn(Rev) -> bool;

/// Returns the long form of a revision (`Script.log_entry`), which ends with a line end.
#[must_use]
pub fn log_entry(history: &History, rev: Rev, current: Current<'_>) -> String {
    let revision = history.revision(rev);
    let mut text = format!("Rev: {}", revision.id);
    push_if(&mut text, history.is_head(rev), " (head)");
    push_if(&mut text, history.is_branch_point(rev), " (branchpoint)");
    push_if(&mut text, revision.is_merge_point(), " (mergepoint)");
    push_if(&mut text, current(rev), " (current)");
    let word = if revision.is_merge_point() { "Merges" } else { "Parent" };
    text.push_str(&format!("\n{word}: {}\n", parents(history, rev)));
    if !revision.depends_on.is_empty() {
        text.push_str(&format!("Also depends on: {}\n", revision.depends_on.join(", ")));
    }
    if history.is_branch_point(rev) {
        let mut children: Vec<&str> =
            history.children(rev, Follow::DownRevisions).into_iter().map(|child| history.id(child).as_str()).collect();
        children.sort_unstable();
        text.push_str(&format!("Branches into: {}\n", children.join(", ")));
    }
    if history.labels(rev).next().is_some() {
        text.push_str(&format!("Branch names: {}\n", labels(history, rev)));
    }
    let paragraphs: Vec<String> = split_lines(&revision.long_doc).iter().map(|line| format!("    {line}")).collect();
    text.push_str(&format!("Path: {}\n\n{}\n", revision.path.display(), paragraphs.join("\n")));
    text
}

/// Returns the short form of a revision (`Script._head_only`).
#[must_use]
pub fn one_line(history: &History, rev: Rev, line: Line, current: Current<'_>) -> String {
    let revision = history.revision(rev);
    let mut text = revision.id.to_string();
    if line.parents == Part::Shown {
        let parents = parents(history, rev);
        text = if revision.depends_on.is_empty() {
            format!("{parents} -> {text}")
        } else {
            format!("{parents} ({}) -> {text}", revision.depends_on.join(", "))
        };
    }
    if line.branches == Part::Shown && history.labels(rev).next().is_some() {
        text.push_str(&format!(" ({})", labels(history, rev)));
    }
    push_if(&mut text, history.is_real_head(rev), " (head)");
    push_if(&mut text, history.is_head(rev) && !history.is_real_head(rev), " (effective head)");
    push_if(&mut text, current(rev), " (current)");
    if line.tree == Part::Shown {
        push_if(&mut text, history.is_branch_point(rev), " (branchpoint)");
        push_if(&mut text, revision.is_merge_point(), " (mergepoint)");
    }
    if line.doc == Part::Shown {
        text.push_str(&format!(", {}", revision.doc));
    }
    text
}

fn parents(history: &History, rev: Rev) -> String {
    let revision = history.revision(rev);
    if revision.is_base() {
        return "<base>".to_owned();
    }
    if revision.down_revisions.is_empty() {
        return "<unknown>".to_owned();
    }
    revision.down_revisions.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ")
}

fn labels(history: &History, rev: Rev) -> String {
    history.labels(rev).collect::<Vec<_>>().join(", ")
}

fn push_if(text: &mut String, condition: bool, word: &str) {
    if condition {
        text.push_str(word);
    }
}
