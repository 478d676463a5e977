//! `limbeck branches`: the revisions that more than one follows.

use super::{Context, Outcome};
use crate::error::Result;
use crate::history::{Follow, History, Rev, Symbols};
use crate::render::alembic::{Line, Part, log_entry, one_line};
use crate::report::{BranchReport, BranchesReport, findings};

/// Show the branch points, as `alembic branches` does
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Prints the branch points, newest first.
pub fn run(_args: &Args, context: &Context) -> Result<Outcome> {
    let history = context.history()?;
    let all = history.range(Symbols::One("base"), Symbols::One("heads"))?;
    let points: Vec<Rev> = all.into_iter().filter(|rev| history.is_branch_point(*rev)).collect();
    let noticed = context.findings()?;
    let branches = points.iter().map(|rev| BranchReport::new(history, *rev)).collect();
    let report = BranchesReport { branches, findings: findings(&noticed) };
    context.answer(&text(history, &points, context.options().verbose), &report, &noticed)
}

fn text(history: &History, points: &[Rev], verbose: bool) -> String {
    let mut text = String::new();
    for point in points {
        let line = Line { branches: Part::Shown, tree: Part::Shown, ..Line::default() };
        let indent = " ".repeat(history.id(*point).as_str().chars().count());
        text.push_str(&if verbose {
            log_entry(history, *point, &|_| false)
        } else {
            one_line(history, *point, line, &|_| false)
        });
        text.push('\n');
        let mut children = history.children(*point, Follow::DownRevisions);
        children.sort_by_key(|child| history.id(*child));
        let line = Line { doc: if verbose { Part::Shown } else { Part::Hidden }, ..line };
        let children: Vec<String> = children
            .into_iter()
            .map(|child| format!("{indent} -> {}", one_line(history, child, line, &|_| false)))
            .collect();
        text.push_str(&children.join("\n"));
        text.push_str("\n\n");
    }
    text
}
