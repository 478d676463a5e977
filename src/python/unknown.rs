//! What the evaluator could not determine, and why. It is a value like any other and spreads through what uses it.

use super::object::Beginning;
use crate::source::Place;
use std::fmt;
use std::rc::Rc;

/// A value that could not be determined: the reason, and the place where certainty ended.
#[derive(Clone)]
pub struct Unknown(Rc<Inner>);

struct Inner {
    reason: String,
    place: Option<Place>,
    pieces: Vec<Piece>,
    /// Where it stands for the content of a list or dictionary: what is known of that.
    beginning: Option<Beginning>,
    kind: Kind,
    power: Power,
}

/// A text that is taken wherever another one is, of which nothing else is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sample {
    Text(Rc<str>),
    /// A text that is like no other: each run, and each call, gives another one.
    NewText(Rc<str>),
}

/// What the value is, where that much is known.
#[derive(Clone, Default)]
enum Kind {
    #[default]
    Anything,
    /// Something that is taken wherever this is.
    Like(Sample),
    /// What a decorator made of a function.
    Decorated,
    /// What a query gives that may give nothing.
    OfRows,
    /// Of a module that is not at hand: where the history runs it is there, and what is asked of it answers.
    Imported,
}

impl Inner {
    fn new(reason: impl Into<String>, place: Option<&Place>) -> Self {
        Self {
            reason: reason.into(),
            place: place.cloned(),
            pieces: Vec::new(),
            beginning: None,
            kind: Kind::Anything,
            power: Power::Anything,
        }
    }
}

/// What calling something unknown can do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Power {
    Anything,
    /// It comes from something that is known to have no effect.
    Nothing,
    /// It is code of the project, whatever it is called for.
    Project,
}

/// A part of a string that is known in part: an SQL statement with an unknown value in it.
#[derive(Clone, Debug)]
pub enum Piece {
    Text(Rc<str>),
    Hole(Unknown),
}

impl Unknown {
    /// Returns an unknown with a lower-case reason and the place it arose at.
    #[must_use]
    pub fn new(reason: impl Into<String>, place: &Place) -> Self {
        Self(Rc::new(Inner::new(reason, Some(place))))
    }

    /// Returns an unknown that comes from something without effects: calling it, or what is in it, does nothing.
    #[must_use]
    pub fn harmless(reason: impl Into<String>, place: &Place) -> Self {
        Self(Rc::new(Inner { power: Power::Nothing, ..Inner::new(reason, Some(place)) }))
    }

    /// Returns an unknown whose place is not known yet.
    #[must_use]
    pub fn anywhere(reason: impl Into<String>) -> Self {
        Self(Rc::new(Inner::new(reason, None)))
    }

    /// Returns a string of which only some parts are known; the reason is that of its first hole.
    #[must_use]
    pub fn text(pieces: Vec<Piece>) -> Self {
        let first = pieces.iter().find_map(|piece| if let Piece::Hole(why) = piece { Some(why.clone()) } else { None });
        let (reason, place) = first.as_ref().map_or(("", None), |why| (why.reason(), why.place()));
        Self(Rc::new(Inner { pieces, power: Power::Nothing, ..Inner::new(reason, place) }))
    }

    /// Returns what a module that is not at hand holds.
    pub(super) fn imported(reason: impl Into<String>, place: &Place) -> Self {
        Self(Rc::new(Inner { kind: Kind::Imported, ..Inner::new(reason, Some(place)) }))
    }

    /// Returns the same of a query that may give no row.
    #[must_use]
    pub fn of_rows(self) -> Self {
        Self(Rc::new(Inner { kind: Kind::OfRows, ..self.bare() }))
    }

    /// Tells whether it is what a query gives that may give no row.
    #[must_use]
    pub fn is_of_rows(&self) -> bool {
        matches!(self.0.kind, Kind::OfRows)
    }

    /// Tells whether it comes from a module that is not at hand.
    #[must_use]
    pub fn is_imported(&self) -> bool {
        matches!(self.0.kind, Kind::Imported)
    }

    /// Returns what an unknown decorator made of a function.
    pub(super) fn decorated(reason: impl Into<String>, place: &Place) -> Self {
        Self(Rc::new(Inner { kind: Kind::Decorated, ..Inner::new(reason, Some(place)) }))
    }

    /// Returns a value of which nothing is known but that it is taken wherever `sample` is.
    pub fn like(sample: Sample, why: &Self) -> Self {
        let pieces = vec![Piece::Hole(why.clone())];
        Self(Rc::new(Inner { pieces, kind: Kind::Like(sample), ..why.bare() }))
    }

    /// Tells whether what is taken wherever it is, is known of it as a whole.
    pub(super) fn has_own_sample(&self) -> bool {
        matches!(self.0.kind, Kind::Like(_))
    }

    /// Returns what is taken wherever this is, if that is known: of a string in parts, where it is known of each.
    #[must_use]
    pub fn sample(&self) -> Option<Sample> {
        if let Kind::Like(sample) = &self.0.kind {
            return Some(sample.clone());
        }
        let pieces = self.pieces().iter().map(|piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Hole(why) => match why.sample()? {
                Sample::Text(text) | Sample::NewText(text) => Some(text),
            },
        });
        let text: String = pieces.collect::<Option<Vec<_>>>()?.concat();
        (!text.is_empty()).then(|| Sample::Text(text.into()))
    }

    /// Tells whether calling it, or what is in it, has no effect.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        self.0.power == Power::Nothing
    }

    /// Returns the same reason for what is one of several functions or objects of the project.
    pub(super) fn of_project(&self) -> Self {
        Self(Rc::new(Inner { power: Power::Project, ..self.bare() }))
    }

    /// Tells whether calling it, or what is in it, runs code of the project.
    #[must_use]
    pub fn is_of_project(&self) -> bool {
        self.0.power == Power::Project
    }

    /// Tells whether it is what a decorator made of a function.
    pub(super) fn is_decorated(&self) -> bool {
        matches!(self.0.kind, Kind::Decorated)
    }

    /// Returns the reason, the place and the power alone.
    fn bare(&self) -> Inner {
        let kind = if self.is_imported() { Kind::Imported } else { Kind::Anything };
        Inner { power: self.0.power, kind, ..Inner::new(self.reason(), self.place()) }
    }

    /// Returns the known and unknown parts, where it is a string of which some parts are known; else nothing.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.0.pieces
    }

    /// Returns the reason: a lower-case sentence fragment with names in backticks.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Returns where certainty ended.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }

    /// Returns the same reason, placed: an unknown that already has a place keeps it.
    #[must_use]
    pub fn or_at(self, place: &Place) -> Self {
        if self.0.place.is_some() {
            return self;
        }
        let (pieces, kind) = (self.0.pieces.clone(), self.0.kind.clone());
        Self(Rc::new(Inner { place: Some(place.clone()), pieces, kind, ..self.bare() }))
    }

    /// Returns the same reason as seen from a condition that depends on it.
    #[must_use]
    pub fn seen_from(&self, condition: &Place) -> Self {
        Self(Rc::new(Inner { place: Some(condition.clone()), ..self.bare() }))
    }

    /// Returns what something computed from it is: a string that is known in part loses its parts.
    #[must_use]
    pub fn without_text(&self, place: &Place) -> Self {
        if self.pieces().is_empty() { self.clone() } else { Self::new(self.reason(), place) }
    }

    /// Returns the same reason for a list of which only this is known.
    pub(super) fn of_list(&self, beginning: Beginning) -> Self {
        Self(Rc::new(Inner { beginning: Some(beginning), ..self.bare() }))
    }

    /// Returns what is known of the list whose content it stands for.
    pub(super) fn beginning(&self) -> Option<&Beginning> {
        self.0.beginning.as_ref()
    }

    /// Returns the same reason for anything else than that list.
    pub(super) fn without_list(&self) -> Self {
        if self.0.beginning.is_none() {
            return self.clone();
        }
        Self(Rc::new(self.bare()))
    }

    /// Tells whether both are the very same unknown.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.place {
            Some(place) => write!(f, "unknown({} at {place})", self.0.reason),
            None => write!(f, "unknown({})", self.0.reason),
        }
    }
}
