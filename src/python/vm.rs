//! The evaluator's state, and how a host drives it.

use super::arguments::Arguments;
use super::branch::Pending;
use super::foreign::{Outcome, Truth};
use super::frame::{Frame, ModuleName, Scope, Yields};
use super::journal::{Journal, Journaled};
use super::limits::{Limits, MAX_FRAMES, MAX_NATIVE_DEPTH, limit};
use super::namespace::Namespace;
use super::object::{Beginning, Class, Dict, Entries, List, Members, Module, Set, Shared};
use super::parse::{Code, Parsed, parse};
use super::raise::Raise;

use super::statement::{Caught, Handed};
use super::unknown::Unknown;
use super::value::Value;
use super::world::World;
use crate::source::{Place, Source, Span};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// An evaluator: modules that were loaded, and a call in progress. One evaluator serves a whole history.
pub struct Vm {
    pub(super) world: Rc<dyn World>,
    pub(super) frames: Vec<Frame>,
    pub(super) journal: Journal,
    pub(super) pending: Vec<Pending>,
    pub(super) limits: Limits,
    pub(super) modules: BTreeMap<String, Rc<Module>>,
    pub(super) exceptions: BTreeMap<&'static str, Rc<Class>>,
    pub(super) library: BTreeMap<String, Value>,
    pub(super) codes: HashMap<(usize, u32), Rc<Code>>,
    /// Attributes that were assigned to foreign objects and that the evaluator keeps for them.
    pub(super) kept: BTreeMap<usize, (Value, Rc<Namespace>)>,
    pub(super) handed: Vec<Handed>,
    pub(super) serials: u64,
    /// The value at which a generator was left standing.
    pub(super) suspended: Option<Value>,
    /// How many `try`s are being run that go on without a module that cannot be imported.
    pub(super) without_import: usize,
    pub(super) caught: Caught,
    /// The `if`s, loops and `try`s that are being run, innermost last.
    pub(super) conditions: Vec<Place>,
    pub(super) parsed: Vec<Rc<Parsed>>,
}

impl Vm {
    /// Returns an evaluator in `world`. It wants a big native stack: run it on a thread with 256 MB.
    #[must_use]
    pub fn new(world: Rc<dyn World>) -> Self {
        Self {
            world,
            frames: Vec::new(),
            journal: Journal::default(),
            pending: Vec::new(),
            limits: Limits::fresh(),
            modules: BTreeMap::new(),
            exceptions: BTreeMap::new(),
            library: BTreeMap::new(),
            codes: HashMap::new(),
            kept: BTreeMap::new(),
            handed: Vec::new(),
            serials: 0,
            suspended: None,
            without_import: 0,
            caught: Caught::default(),
            conditions: Vec::new(),
            parsed: Vec::new(),
        }
    }

    /// Returns the world, for the host to find itself again.
    #[must_use]
    pub fn world(&self) -> Rc<dyn World> {
        self.world.clone()
    }

    /// Evaluates a text as the module `dotted_name` and returns it. Where its body raises, the globals up to there stay.
    ///
    /// # Errors
    /// The exception that left the module's body, or the bound that was reached.
    pub fn load_module(&mut self, source: &Source, dotted_name: &str) -> Result<Rc<Module>, Raise> {
        self.load_parsed(Rc::new(parse(source)), dotted_name)
    }

    /// Like [`Vm::load_module`], for a text that has been parsed already.
    ///
    /// # Errors
    /// The exception that left the module's body, or the bound that was reached.
    pub fn load_parsed(&mut self, parsed: Rc<Parsed>, dotted_name: &str) -> Result<Rc<Module>, Raise> {
        let module = self.prepare_module(parsed.clone(), dotted_name);
        self.run_module(&module, &parsed)?;
        Ok(module)
    }

    /// Makes a module for a text without evaluating it.
    pub fn prepare_module(&mut self, parsed: Rc<Parsed>, dotted_name: &str) -> Rc<Module> {
        let path = parsed.source.path().to_string_lossy().into_owned();
        let globals = Namespace::default();
        let is_package = parsed.source.path().file_name().is_some_and(|name| name == "__init__.py");
        let package =
            if is_package { dotted_name } else { dotted_name.rsplit_once('.').map_or("", |(package, _)| package) };
        globals.define("__name__", Value::str(dotted_name));
        globals.define("__file__", Value::str(&path));
        globals.define("__package__", Value::str(package));
        globals.define("__doc__", docstring(&parsed));
        self.parsed.push(parsed.clone());
        Rc::new(Module {
            name: Rc::from(dotted_name),
            globals: Rc::new(globals),
            parsed: Some(parsed),
            stopped: OnceCell::new(),
        })
    }

    /// Evaluates the body of a prepared module.
    ///
    /// # Errors
    /// The exception that left the module's body, or the bound that was reached.
    pub fn run_module(&mut self, module: &Rc<Module>, parsed: &Rc<Parsed>) -> Result<(), Raise> {
        let package = module.globals.find("__package__").and_then(|value| value.as_str());
        let names = ModuleName { dotted: module.name.to_string(), package: package.unwrap_or_default().to_string() };
        let frame = Frame {
            function: Rc::from("<module>"),
            parsed: parsed.clone(),
            scope: Scope::module(module.globals.clone()),
            at: Span::default(),
            serial: 0,
            owner: None,
            receiver: None,
            yields: Yields::Nowhere,
            module: Rc::new(names),
            handled: Vec::new(),
            arguments: Arguments::default(),
            undecided: 0,
        };
        self.enter(|vm| vm.within(frame, |vm| vm.run_module_body(&parsed.module.body)).map(|_| ()))
    }

    /// Calls `callee`. The host calls functions of loaded modules with it, and whatever Python hands it.
    pub fn call(&mut self, callee: &Value, arguments: Arguments, place: &Place) -> Outcome {
        self.enter(|vm| vm.call_value(callee, arguments, place))
    }

    /// Calls the method `name` of `receiver`.
    pub fn call_method(&mut self, receiver: &Value, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        self.enter(|vm| vm.call_attribute(receiver, name, arguments, place))
    }

    /// Returns the attribute `name` of `object`.
    pub fn attribute(&mut self, object: &Value, name: &str, place: &Place) -> Outcome {
        self.enter(|vm| vm.read_attribute(object, name, place))
    }

    /// Returns the attribute `name` of `object`, or nothing where it has none.
    ///
    /// # Errors
    /// Any exception but `AttributeError`.
    pub fn find_attribute(&mut self, object: &Value, name: &str, place: &Place) -> Result<Option<Value>, Raise> {
        match self.attribute(object, name, place) {
            Ok(value) => Ok(Some(value)),
            Err(raise) if self.is_raised(&raise, "AttributeError") => Ok(None),
            Err(raise) => Err(raise),
        }
    }

    /// Tells whether `value` counts as true.
    ///
    /// # Errors
    /// The exception that its `__bool__` raises.
    pub fn truth(&mut self, value: &Value, place: &Place) -> Result<Truth, Raise> {
        self.enter(|vm| vm.truth_of(value, place))
    }

    /// Returns `str(value)`, a string or an unknown.
    pub fn to_str(&mut self, value: &Value, place: &Place) -> Outcome {
        self.enter(|vm| vm.str_of(value, place))
    }

    /// Returns `repr(value)`, a string or an unknown.
    pub fn to_repr(&mut self, value: &Value, place: &Place) -> Outcome {
        self.enter(|vm| vm.repr_of(value, place))
    }

    /// Returns the items that iterating over `value` gives.
    ///
    /// # Errors
    /// The exception that iterating raises; the inner error says why the items are not known.
    pub fn items(&mut self, value: &Value, place: &Place) -> Result<Result<Vec<Value>, Unknown>, Raise> {
        self.enter(|vm| vm.items_of(value, place))
    }

    /// Returns `a == b`: a bool, or an unknown.
    pub fn equals(&mut self, a: &Value, b: &Value, place: &Place) -> Outcome {
        self.enter(|vm| vm.compare(super::operator::Comparison::Equal, a, b, place))
    }

    /// Takes steps for what the host does: a loop of much work in few expressions ends, too.
    ///
    /// # Errors
    /// The bound that was reached.
    pub fn spend(&mut self, steps: usize) -> Result<(), Raise> {
        self.limits.step(steps as u64)
    }

    /// Returns the calls in progress, outermost first.
    #[must_use]
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Returns what is being evaluated in the outermost call: the line of the version file.
    #[must_use]
    pub fn outermost(&self) -> Option<Place> {
        self.frames.first().map(Frame::place)
    }

    /// Returns the innermost `if`, loop or `try` that is being run.
    #[must_use]
    pub fn condition(&self) -> Option<Place> {
        self.conditions.last().cloned()
    }

    /// Returns every text that was loaded; its errors tell what could not be parsed.
    #[must_use]
    pub fn loaded(&self) -> &[Rc<Parsed>] {
        &self.parsed
    }

    /// Binds `name` in a namespace, so that an undecided branch can undo it.
    pub fn bind(&mut self, namespace: &Rc<Namespace>, name: &str, value: Value) {
        self.journal.touch(namespace);
        namespace.names.borrow_mut().bind(name, value);
    }

    /// Unbinds `name` in a namespace and returns what it held.
    pub fn unbind(&mut self, namespace: &Rc<Namespace>, name: &str) -> Option<Value> {
        self.journal.touch(namespace);
        namespace.names.borrow_mut().unbind(name)
    }

    /// Changes a list; where its content is not known, nothing is known of it from here on.
    pub fn edit_list<R: Default>(&mut self, list: &Rc<List>, edit: impl FnOnce(&mut Vec<Value>) -> R) -> R {
        self.journal.touch(list);
        blur(list);
        change(list, edit)
    }

    /// Changes a dictionary; where its content is not known, nothing is known of it from here on.
    pub fn edit_dict<R: Default>(&mut self, dict: &Rc<Dict>, edit: impl FnOnce(&mut Entries) -> R) -> R {
        self.journal.touch(dict);
        blur(&dict.entries);
        change(&dict.entries, edit)
    }

    /// Sets an entry of a dictionary of which the key is not known, or the other entries are not.
    pub(super) fn set_somewhere(&mut self, dict: &Rc<Dict>, value: Value, why: &Unknown) {
        self.journal.touch(dict);
        let own = &mut *dict.entries.0.borrow_mut();
        let known = Beginning::of_values(own, why).map(|known| known.and(value, why));
        let why = own.as_ref().err().map_or_else(|| why.without_list(), Unknown::without_list);
        *own = Err(known.map_or_else(|| why.clone(), |known| why.of_list(known)));
    }

    /// Changes a set; nothing happens where its content is not known.
    pub fn edit_set<R: Default>(&mut self, set: &Rc<Set>, edit: impl FnOnce(&mut Members) -> R) -> R {
        self.journal.touch(set);
        change(&set.members, edit)
    }

    /// Forgets the content of a mutable container: something unknown may have changed it. Other values stay.
    pub fn forget(&mut self, value: &Value, why: &Unknown) {
        match value {
            Value::List(list) => {
                self.journal.touch(list);
                *list.0.borrow_mut() = Err(why.clone());
            }
            Value::Dict(dict) => {
                self.journal.touch(dict);
                *dict.entries.0.borrow_mut() = Err(why.clone());
            }
            Value::Set(set) if !set.is_frozen() => {
                self.journal.touch(set);
                *set.members.0.borrow_mut() = Err(why.clone());
            }
            Value::Iterator(iterator) => {
                self.journal.touch(iterator);
                *iterator.0.borrow_mut() = Err(why.clone());
            }
            _ => {}
        }
    }

    /// Runs `work` as one entry by the host: the outermost one has fresh bounds, and ends what is still undecided.
    pub(super) fn enter<R>(&mut self, work: impl FnOnce(&mut Self) -> Result<R, Raise>) -> Result<R, Raise> {
        if !self.frames.is_empty() {
            return work(self);
        }
        self.limits = Limits::fresh();
        let result = work(self);
        let world = self.world.clone();
        for pending in std::mem::take(&mut self.pending) {
            if let Err(raise) = &pending.ended {
                world.may_raise(self, raise, pending.why());
            }
        }
        self.journal = Journal::default();
        self.handed.clear();
        result
    }

    /// Runs `work` in a new frame.
    pub(super) fn within<R>(
        &mut self,
        mut frame: Frame,
        work: impl FnOnce(&mut Self) -> Result<R, Raise>,
    ) -> Result<R, Raise> {
        if self.frames.len() >= MAX_FRAMES {
            return Err(limit(format!("evaluation stopped at {MAX_FRAMES} nested calls")));
        }
        if frame.serial == 0 {
            self.serials += 1;
            frame.serial = self.serials;
        }
        frame.undecided = self.journal.depth();
        self.frames.push(frame);
        // What is imported from here on is another file's, or another function's, to do without.
        let without_import = std::mem::take(&mut self.without_import);
        let result = self.deeper(work);
        self.without_import = without_import;
        let left = self.frames.pop();
        match (result, left) {
            (Err(Raise::Limit(why)), Some(left)) if self.frames.is_empty() => {
                Err(Raise::Limit(why.or_at(&left.place())))
            }
            (result, _) => result,
        }
    }

    /// Runs `work` one level deeper on the native stack. The host, too, goes deeper with it where what it evaluates may
    /// hold itself.
    ///
    /// # Errors
    /// What `work` raises, or the bound that was reached.
    pub fn deeper<R>(&mut self, work: impl FnOnce(&mut Self) -> Result<R, Raise>) -> Result<R, Raise> {
        if self.limits.depth >= MAX_NATIVE_DEPTH {
            return Err(limit("evaluation stopped: it is nested too deeply".to_string()));
        }
        self.limits.depth += 1;
        let result = work(self);
        self.limits.depth -= 1;
        result
    }

    /// Returns the place of `span` in the text that is being evaluated.
    pub(super) fn place(&self, span: Span) -> Place {
        match self.frames.last() {
            Some(frame) => frame.parsed.source.place(span),
            None => Source::new("", "").place(Span::default()),
        }
    }

    /// Returns an unknown with its place.
    pub(super) fn unknown(&self, reason: impl Into<String>, place: &Place) -> Value {
        Value::Unknown(Unknown::new(reason, place))
    }

    pub(super) fn touch<J: Journaled + 'static>(&mut self, object: &Rc<J>) {
        self.journal.touch(object);
    }
}

/// Forgets what is known of a content of which not everything is.
fn blur<T: Clone>(content: &Shared<T>) {
    if let Err(why) = &mut *content.0.borrow_mut() {
        *why = why.without_list();
    }
}

fn change<T: Clone, R: Default>(content: &Shared<T>, edit: impl FnOnce(&mut T) -> R) -> R {
    match &mut *content.0.borrow_mut() {
        Ok(content) => edit(content),
        Err(_) => R::default(),
    }
}

fn docstring(parsed: &Parsed) -> Value {
    use ruff_python_ast::{Expr, Stmt};
    match parsed.module.body.first() {
        Some(Stmt::Expr(stmt)) => match &*stmt.value {
            Expr::StringLiteral(text) => Value::str(text.value.to_str()),
            _ => Value::None,
        },
        _ => Value::None,
    }
}
