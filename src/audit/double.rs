//! Which of two files with one revision id the database knows: the whole history is judged with each of them, and what
//! the catalog shows of both is compared. Never decided by the version table, which holds the id they share.

use super::Audit;
use crate::audit::evidence::Evidence;
use crate::finding::{Code, Finding};
use crate::history::History;
use crate::revision::Revision;

/// What the database shows of what one file makes.
pub(super) struct Trace<'a> {
    file: String,
    seen: Option<Seen>,
    revision: &'a Revision,
}

/// What can be said of two files with one id.
enum Known {
    /// The files do not differ.
    Same,
    Told(String),
}

/// Effects that are there and that are not.
#[derive(Clone, Copy)]
struct Seen {
    present: usize,
    lacking: usize,
}

/// Adds to the finding about `double`, a file that lost its id, which of both files the database knows. `other` is the
/// audit of the history with `double` in its place.
pub fn tell_known_file(audit: &mut Audit, history: &History, double: &Revision, other: &Audit) {
    let Some(kept) = history.find(double.id.as_str()).map(|rev| history.revision(rev)) else { return };
    let known = compare(&Trace::of(kept, audit), &Trace::of(double, other));
    let about = |finding: &&mut Finding| {
        finding.code == Code::DUPLICATE_REVISION && finding.path.as_deref() == Some(double.shown_path())
    };
    for finding in audit.findings.iter_mut().filter(about) {
        finding.help = match &known {
            Known::Same => "both files are the same: delete one of them".to_owned(),
            Known::Told(sentence) => format!("{sentence}; {}", finding.help),
        };
    }
}

impl<'a> Trace<'a> {
    pub(super) fn of(revision: &'a Revision, audit: &Audit) -> Self {
        let number = audit.lineage.number(&revision.id);
        let judged = number.and_then(|number| audit.revisions.get(number));
        let seen = judged.map(|judged| Seen {
            present: judged.count(Evidence::Present),
            lacking: judged.missing().count() + judged.count(Evidence::Diverged),
        });
        Self { file: format!("`{}`", revision.shown_path().display()), seen, revision }
    }

    fn counts(&self) -> String {
        match self.seen {
            None => format!("nothing certain of {}, with which the history does not hold together", self.file),
            Some(Seen { present: 0, lacking: 0 }) => format!("nothing either way of {}", self.file),
            Some(Seen { present, lacking }) => format!("{present} of {} effects of {}", present + lacking, self.file),
        }
    }

    /// Everything that it makes is there.
    pub(super) fn is_whole(&self) -> bool {
        self.seen.is_some_and(|seen| seen.present > 0 && seen.lacking == 0)
    }

    pub(super) fn lacks(&self) -> bool {
        self.seen.is_some_and(|seen| seen.lacking > 0)
    }
}

fn compare(kept: &Trace<'_>, double: &Trace<'_>) -> Known {
    if double.revision.source.text() == kept.revision.source.text() {
        return Known::Same;
    }
    let counts = format!("the database shows {} and {}", double.counts(), kept.counts());
    let knows = |one: &Trace<'_>, other: &Trace<'_>| one.is_whole() && other.lacks();
    let known = [kept, double].into_iter().zip([double, kept]).find(|(one, other)| knows(one, other));
    Known::Told(match known {
        Some((one, _)) => format!("{counts}: it knows {}, which keeps the id", one.file),
        None => format!("{counts}: the catalog does not decide which of them ran"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::revision::read_revision;
    use crate::source::Source;
    use std::path::Path;

    /// What is present, and what is lacking.
    type Counts = (usize, usize);

    /// Of the file that Alembic keeps, of the other, and what is said.
    const CASES: &[(Counts, Counts, &str)] = &[
        ((2, 0), (0, 1), "it knows `kept.py`"),
        ((0, 3), (1, 0), "it knows `other.py`"),
        ((1, 0), (1, 0), "does not decide"),
        ((1, 1), (0, 2), "does not decide"),
        ((0, 2), (0, 2), "does not decide"),
        ((0, 0), (0, 2), "does not decide"),
    ];

    #[test]
    fn only_what_is_whole_beside_what_lacks_is_known() {
        let read = |name: &str| {
            let text = format!("# {name}\nrevision = 'a'\ndown_revision = None\n");
            read_revision(&Source::new(name, text), Path::new(name)).revision.expect("a revision")
        };
        let (kept, other) = (read("kept.py"), read("other.py"));
        let trace = |revision, (present, lacking)| Trace {
            file: format!("`{}`", Revision::shown_path(revision).display()),
            seen: Some(Seen { present, lacking }),
            revision,
        };
        for (of_kept, of_other, said) in CASES {
            let known = compare(&trace(&kept, *of_kept), &trace(&other, *of_other));
            let Known::Told(sentence) = known else { panic!("{of_kept:?} {of_other:?}: the files differ") };
            assert!(sentence.contains(said), "{of_kept:?} {of_other:?}: {sentence}");
        }
        assert!(matches!(compare(&trace(&kept, (1, 0)), &trace(&kept, (1, 0))), Known::Same));
    }
}
