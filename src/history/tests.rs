use super::*;
use crate::revision::read_revision;
use crate::source::Source;
use std::path::Path;

/// Builds a history from lines `id <- parents [depends: …] [labels: …]`, in loading order.
pub(super) fn history(lines: &[&str]) -> History {
    let revisions = lines.iter().filter_map(|line| {
        let text = module(line);
        let name = format!("{}_x.py", line.split_whitespace().next().unwrap_or(""));
        read_revision(&Source::new(name.as_str(), text), Path::new(&name)).revision
    });
    History::new(revisions.collect())
}

fn module(line: &str) -> String {
    let (head, labels) = line.split_once("labels:").unwrap_or((line, ""));
    let (head, depends) = head.split_once("depends:").unwrap_or((head, ""));
    let (id, parents) = head.split_once("<-").unwrap_or((head, ""));
    let tuple = |words: &str| words.split_whitespace().map(|word| format!("'{word}',")).collect::<String>();
    format!(
        "revision = '{}'\ndown_revision = ({})\ndepends_on = ({})\nbranch_labels = ({})\n",
        id.trim(),
        tuple(parents),
        tuple(depends),
        tuple(labels)
    )
}

fn names(history: &History, revs: &[Rev]) -> Vec<String> {
    revs.iter().map(|rev| history.id(*rev).to_string()).collect()
}

fn codes(history: &History) -> Vec<&'static str> {
    history.findings().iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn knows_heads_bases_branches_and_merges() {
    let history = history(&["a", "b <- a", "c <- a", "d <- b c", "e", "f <- e depends: d"]);
    assert_eq!(names(&history, &history.heads()), ["d", "f"]);
    assert_eq!(names(&history, &history.real_heads()), ["f"]);
    assert_eq!(names(&history, &history.bases()), ["a", "e"]);
    assert_eq!(names(&history, &history.branch_points()), ["a"]);
    assert_eq!(names(&history, &history.merge_points()), ["d"]);
    assert!(history.findings().is_empty());
}

#[test]
fn spreads_labels_as_alembic_does() {
    let history = history(&["a", "b <- a", "c <- b labels: left", "d <- c", "e <- a labels: right", "f <- e"]);
    let labels = |id: &str| history.labels(history.find(id).expect("known")).collect::<Vec<_>>();
    assert_eq!(labels("a"), [""; 0]);
    assert_eq!(labels("b"), ["left"]);
    assert_eq!(labels("d"), ["left"]);
    assert_eq!(labels("f"), ["right"]);
}

#[test]
fn drops_a_dependency_an_ancestor_has() {
    let history = history(&["x", "a", "b <- a depends: x", "c <- b depends: x"]);
    let c = history.find("c").expect("c");
    assert_eq!(names(&history, &history.own_dependencies(c)), [""; 0]);
    assert_eq!(names(&history, &history.dependencies(c)), ["x"]);
}

#[test]
fn reports_everything_broken_and_orders_the_rest() {
    let history =
        history(&["a", "b <- a", "c <- nowhere", "d <- c", "p <- q", "q <- p", "s <- s", "t <- a depends: u"]);
    let found = codes(&history);
    for code in ["missing-down-revision", "revision-cycle", "revision-self-loop", "missing-dependency"] {
        assert!(found.contains(&code), "{code} in {found:?}");
    }
    assert_eq!(names(&history, &history.upgrade_order()), ["a", "b"]);
    assert!(!history.is_sound(history.find("d").expect("d")));
}

#[test]
fn draws_the_cycle() {
    let history = history(&["a <- c", "b <- a", "c <- b"]);
    assert_eq!(history.findings()[0].message, "revisions follow each other in a circle: `a` -> `c` -> `b` -> `a`");
    let dependent = self::history(&["a", "b <- a depends: d", "c", "d <- c depends: b"]);
    assert_eq!(codes(&dependent), ["dependency-cycle"]);
    let place = dependent.findings()[0].place.as_ref().expect("a place");
    assert_eq!((place.line(), place.text()), (3, "'d'"));
}

#[test]
fn a_second_base_is_noticed_where_nothing_says_that_it_is_meant() {
    assert_eq!(codes(&history(&["a", "b <- a", "c"])), ["second-base"]);
    assert_eq!(codes(&history(&["c", "a", "b <- a"])), ["second-base"]);
    assert_eq!(codes(&history(&["a", "b <- a", "c labels: other", "d <- c"])), [""; 0]);
    assert_eq!(codes(&history(&["a", "b <- a"])), [""; 0]);
    assert_eq!(codes(&history(&["a", "b <- a", "c", "d <- c depends: b"])), [""; 0]);
}

#[test]
fn many_bases_are_one_finding() {
    let lines: Vec<String> = (0..150).map(|n| format!("r{n}")).collect();
    let history = history(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(codes(&history), ["second-base"]);
    let message = &history.findings()[0].message;
    assert!(message.starts_with("150 revisions follow nothing: `r0`, `r1`, ") && message.ends_with("and 138 more"));
}

#[test]
fn names_both_files_of_a_duplicate() {
    let history = history(&["a", "b <- a", "a"]);
    assert_eq!(codes(&history), ["duplicate-revision"]);
    assert_eq!(history.len(), 2);
}

#[test]
fn suggests_the_file_a_missing_parent_means() {
    let lines = ["abcd1234", "beef <- abcd1235", "cafe <- abcd"];
    let history = history(&lines);
    let help: Vec<&str> = history.findings().iter().map(|finding| finding.help.as_str()).collect();
    assert_eq!(help[0], "did you mean `abcd1234`?");
    assert_eq!(help[1], "`abcd1234_x.py` looks like its file, but declares `abcd1234`: write `abcd1234`");
}

#[test]
fn notices_ids_that_will_hurt() {
    let long = "x".repeat(33);
    assert_eq!(codes(&self::history(&["head"])), ["illegal-revision-id"]);
    assert_eq!(codes(&self::history(&[""])), ["illegal-revision-id"]);
    let history = history(&["a-b", &long, "a1b2c3d4e5f6", "b2c3d4e5f6a1", "0123456789", "1975ea83b712"]);
    assert_eq!(
        codes(&history)[..5],
        [
            "illegal-revision-id",
            "long-revision-id",
            "placeholder-revision-id",
            "placeholder-revision-id",
            "placeholder-revision-id"
        ]
    );
}

#[test]
fn ten_thousand_revisions_are_no_effort() {
    let mut lines: Vec<String> = vec!["r0".into()];
    lines.extend((1..10_000).map(|n| format!("r{n} <- r{}", n - 1)));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let history = history(&lines);
    let order = history.upgrade_order();
    assert_eq!(order.len(), 10_000);
    assert!(order.windows(2).all(|pair| pair[0] < pair[1]));
}
