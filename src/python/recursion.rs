//! Recursion that nothing known ends: a function calls itself with arguments that are not known, as long as something
//! holds that is not known. Like the body of a loop of unknown length, its body is tried a few times; what more calls
//! would give is unknown then.

use super::arguments::Arguments;
use super::frame::{Frame, ScopeKind};
use super::join::same;
use super::object::Function;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use super::world::State;
use crate::source::Place;
use std::rc::Rc;

/// How often a body is tried: once for what it does, and again to see that doing it twice makes a difference.
const TRIALS: usize = 2;

/// A call with something unknown among its arguments: what is compared with the calls that it leads to.
pub(super) struct Round {
    /// The arguments and their names; an unknown one has no value here.
    given: Vec<(Rc<str>, Option<Value>)>,
    /// How many undecided branches were open when it began.
    undecided: usize,
    /// What had been done when it began, where it repeats another one.
    before: Option<State>,
}

impl Round {
    fn is_like(&self, other: &Self) -> bool {
        self.given.len() == other.given.len()
            && self.given.iter().zip(&other.given).all(|((name, own), (other_name, other))| {
                let alike = match (own, other) {
                    (Some(own), Some(other)) => same(own, other),
                    (own, other) => own.is_none() && other.is_none(),
                };
                name == other_name && alike
            })
    }
}

impl Vm {
    /// Returns what identifies a call as one round of a recursion; none where it may well end by what it is given.
    pub(super) fn round(&self, function: &Function, arguments: &Arguments) -> Option<Round> {
        let positional = arguments.positional.iter().map(|value| (Rc::from(""), value));
        let keywords = arguments.keywords.iter().map(|(name, value)| (name.clone(), value));
        let mut given = Vec::new();
        for (name, value) in positional.chain(keywords) {
            given.push((name, fixed(value)?));
        }
        given.extend(arguments.rest.iter().map(|_| (Rc::from("*"), None)));
        if given.iter().all(|(_, value)| value.is_some()) {
            return None;
        }
        let round = Round { given, undecided: self.journal.depth(), before: None };
        let repeats = self.rounds_like(function, &round).next().is_some();
        Some(Round { before: repeats.then(|| self.world.state()), ..round })
    }

    /// Returns what a call gives that would be one round too many; none where it is to be carried out.
    pub(super) fn gone_round(&self, function: &Function, round: &Round, place: &Place) -> Option<Value> {
        // With the same arguments and nothing done in between, more rounds do what these did.
        let earlier: Vec<&Round> = self.rounds_like(function, round).collect();
        let (outermost, repeated) = (earlier.first()?, earlier.get(1)?);
        let undecided = round.undecided > outermost.undecided;
        let idle = repeated
            .before
            .as_ref()
            .zip(round.before.as_ref())
            .is_some_and(|(then, now)| self.world.is_same(then, now));
        (earlier.len() >= TRIALS && undecided && idle).then(|| {
            let reason = format!("how often `{}` calls itself is not known", function.name);
            Value::Unknown(Unknown::new(reason, place))
        })
    }

    /// Returns the calls in progress of the same function with such arguments, outermost first.
    fn rounds_like<'a>(&'a self, function: &'a Function, round: &'a Round) -> impl Iterator<Item = &'a Round> {
        let of_function =
            |frame: &&Frame| matches!(&frame.scope.kind, ScopeKind::Function(code) if Rc::ptr_eq(code, &function.code));
        let rounds = self.frames.iter().filter(of_function).filter_map(|frame| frame.round.as_ref());
        rounds.filter(|earlier| earlier.is_like(round))
    }
}

/// Returns a value that no call can change, or nothing in the place of one that is not known; none for any other value.
fn fixed(value: &Value) -> Option<Option<Value>> {
    match value {
        Value::Unknown(_) => Some(None),
        Value::None
        | Value::Ellipsis
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Str(_)
        | Value::Bytes(_)
        | Value::Function(_)
        | Value::Builtin(_)
        | Value::Type(_)
        | Value::Class(_)
        | Value::Module(_)
        | Value::Foreign(_) => Some(Some(value.clone())),
        _ => None,
    }
}
