//! Properties of reading version files and of the graph, on generated text and generated histories.

use limbeck::history::{Follow, History};
use limbeck::revision::{Revision, read_revision};
use limbeck::source::Source;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// Pieces of headers, sound and broken, to be put together at random.
const PIECES: &[&str] = &[
    "revision = 'a'\n",
    "down_revision = ",
    "('b', 'c')",
    "None",
    "f'{x}'",
    "if x:\n    ",
    "else:\n    ",
    "try:\n    ",
    "except E:\n    ",
    "from m import *\n",
    "import m.n\n",
    "def f():\n    global revision\n",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> b\n",
    "[*x, ",
    "'''",
    "\\",
    "\u{feff}",
    "\u{2028}",
    "revision: str",
    " = ",
    "ä = 'ß'\n",
    "x := 1",
    "lambda: ",
    "\n",
    "    ",
    "del revision\n",
    "globals()['revision'] = 1\n",
    "depends_on = branch_labels = ",
    "'%s' % ",
];

proptest! {
    #[test]
    fn no_text_is_too_strange(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        let source = Source::new("v.py", pieces.concat());
        let reading = read_revision(&source, Path::new("/v.py"));
        for finding in &reading.findings {
            prop_assert!(!finding.message.is_empty() && !finding.help.is_empty());
        }
        prop_assert!(reading.revision.is_some() || !reading.findings.is_empty());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let _ = read_revision(&Source::new("v.py", text), Path::new("/v.py"));
    }

    #[test]
    fn every_order_puts_parents_first(links in prop::collection::vec(prop::collection::vec(any::<u16>(), 0..3), 1..60)) {
        let history = history(&links, Direction::Down);
        let order = history.upgrade_order();
        prop_assert_eq!(order.len(), history.len());
        let mut seen = BTreeSet::new();
        for rev in order {
            for parent in history.parents(rev, Follow::Dependencies) {
                prop_assert!(seen.contains(&parent));
            }
            seen.insert(rev);
        }
    }

    #[test]
    fn any_graph_is_told(links in prop::collection::vec(prop::collection::vec(any::<u16>(), 0..3), 1..40)) {
        let history = history(&links, Direction::Anywhere);
        let order = history.upgrade_order();
        let sound = history.all().filter(|rev| history.is_sound(*rev)).count();
        prop_assert_eq!(order.len(), sound);
        prop_assert!(sound == history.len() || !history.findings().is_empty());
        for rev in history.all() {
            let _ = history.resolve(&format!("{}-3", history.id(rev)));
            let _ = history.upgrade_path(&[], history.id(rev).as_str());
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Down,
    Anywhere,
}

fn history(links: &[Vec<u16>], direction: Direction) -> History {
    let revisions: Vec<Revision> = (0..links.len())
        .filter_map(|at| {
            let range = if direction == Direction::Down { at } else { links.len() };
            let parents: Vec<String> = links[at]
                .iter()
                .filter(|_| range > 0)
                .map(|link| format!("'r{}'", usize::from(*link) % range))
                .collect();
            let (down, depends) = parents.split_at(parents.len().min(2));
            let text = format!(
                "revision = 'r{at}'\ndown_revision = [{}]\ndepends_on = [{}]\n",
                down.join(", "),
                depends.join(", ")
            );
            read_revision(&Source::new("v.py", text), Path::new("/v.py")).revision
        })
        .collect();
    History::new(revisions)
}
