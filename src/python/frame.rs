//! Where evaluation stands: the scopes that names are looked up in, and the stack of calls.

use super::arguments::Arguments;
use super::namespace::Namespace;
use super::object::Class;
use super::parse::{Code, Parsed};
use super::value::Value;
use crate::source::{Place, Span};
use std::rc::{Rc, Weak};

/// One level of name lookup.
pub struct Scope {
    pub(super) variables: Rc<Namespace>,
    pub(super) globals: Rc<Namespace>,
    /// The scope around it, for functions and comprehensions.
    pub(super) parent: Option<Rc<Scope>>,
    pub(super) kind: ScopeKind,
}

/// What a scope belongs to.
pub(super) enum ScopeKind {
    Module,
    Function(Rc<Code>),
    Class(Rc<super::scope::Bindings>),
    Comprehension,
}

/// One call in progress.
pub struct Frame {
    /// The name of the function, or `<module>`.
    pub function: Rc<str>,
    pub(super) parsed: Rc<Parsed>,
    pub(super) scope: Rc<Scope>,
    /// What is being evaluated in it right now.
    pub(super) at: Span,
    /// Identifies the call, so that a `return` on an undecided path is attributed to it.
    pub(super) serial: u64,
    pub(super) owner: Option<Weak<Class>>,
    pub(super) receiver: Option<Value>,
    pub(super) yields: Yields,
    /// The dotted name of the module and whether it is a package: what a relative import starts from.
    pub(super) module: Rc<ModuleName>,
    /// The exceptions being handled, innermost last: what a bare `raise` raises again.
    pub(super) handled: Vec<super::raise::Raise>,
    /// What the function was called with.
    pub(super) arguments: Arguments,
    /// How many branches were undecided when it was called.
    pub(super) undecided: usize,
}

/// A module's dotted name, and whether it is a package itself.
pub(super) struct ModuleName {
    pub dotted: String,
    pub package: String,
}

/// Where yielded values go.
pub(super) enum Yields {
    /// Not a generator.
    Nowhere,
    Collected(Vec<Value>),
    /// To the generator with this serial: `yield from`.
    Delegated(u64),
    /// The first value is all that is wanted: the generator stays where it is then.
    First,
    /// A `with` block or a loop stands at the other side: the value enters it, and its body runs inside the `yield`.
    Handed(usize),
}

impl Frame {
    /// Returns the place that is being evaluated in this frame.
    #[must_use]
    pub fn place(&self) -> Place {
        self.parsed.source.place(self.at)
    }
}

impl Scope {
    pub(super) fn module(globals: Rc<Namespace>) -> Rc<Self> {
        Rc::new(Self { variables: globals.clone(), globals, parent: None, kind: ScopeKind::Module })
    }
}

/// Returns the scope that code inside `scope` sees: a function or comprehension in a class body does not see the class's
/// names.
pub(super) fn enclosing(scope: &Rc<Scope>) -> Rc<Scope> {
    match (&scope.kind, &scope.parent) {
        (ScopeKind::Class(_), Some(parent)) => enclosing(parent),
        _ => scope.clone(),
    }
}
