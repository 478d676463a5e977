//! Comprehensions, in a scope of their own. A generator expression is evaluated at once as well where nothing could tell
//! the difference, and unknown elsewhere: whoever takes its items may not take them all, or not yet.

use crate::python::foreign::{Outcome, Truth};
use crate::python::frame::{Scope, ScopeKind, enclosing};
use crate::python::object::{Cursor, Entries, SetKind, Shared, Supply};
use crate::python::raise::Raise;
use crate::python::statement::Flow;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::{Comprehension, Expr, ExprGenerator};
use ruff_text_size::Ranged;
use std::rc::Rc;

/// Why the items of a generator expression are not known.
const LATE: &str = "which items of this generator are asked for, and when, is not followed";

/// What has been gathered, and why it is not all.
#[derive(Default)]
struct Gathered {
    items: Vec<(Value, Value)>,
    unknown: Option<Unknown>,
}

impl Vm {
    pub(super) fn evaluate_comprehension(&mut self, expr: &Expr) -> Outcome {
        let place = self.place_of(expr);
        let (key, value, generators) = match expr {
            Expr::ListComp(it) => (None, &*it.elt, &it.generators),
            Expr::SetComp(it) => (None, &*it.elt, &it.generators),
            Expr::Generator(it) => (None, &*it.elt, &it.generators),
            Expr::DictComp(it) => (it.key.as_deref(), &*it.value, &it.generators),
            _ => return Ok(Value::None),
        };
        // The first iterable is evaluated outside.
        let Some(first) = generators.first() else { return Ok(Value::None) };
        let iterable = self.evaluate(&first.iter)?;
        if let Expr::Generator(it) = expr {
            return self.evaluate_generator(it, iterable);
        }
        let mut gathered = Gathered::default();
        self.in_scope_of_its_own(|vm| vm.gather(key, value, generators, iterable, &mut gathered))?;
        if let Some(why) = gathered.unknown {
            return Ok(Value::Unknown(why.or_at(&place)));
        }
        match expr {
            Expr::ListComp(_) => Ok(Value::list(gathered.items.into_iter().map(|(_, value)| value).collect())),
            Expr::SetComp(_) => {
                let items = gathered.items.into_iter().map(|(_, value)| value).collect();
                self.make_set(items, SetKind::Mutable, &place)
            }
            _ => {
                let mut entries = Entries::default();
                for (name, value) in gathered.items {
                    match self.key_of(&name, &place)? {
                        Ok(key) => entries.insert(key, name, value),
                        Err(why) => return Ok(Value::Unknown(why)),
                    }
                }
                Ok(Value::dict(entries))
            }
        }
    }

    fn evaluate_generator(&mut self, it: &ExprGenerator, iterable: Value) -> Outcome {
        let place = self.place(crate::python::parse::span(it.range));
        let why = Unknown::new(LATE, &place);
        let iterable = match self.items_of(&iterable, &place)? {
            Ok(items) => Value::list(items),
            Err(unknown) => Value::Unknown(unknown),
        };
        let gather = |vm: &mut Self, gathered: &mut Gathered| {
            let iterable = iterable.clone();
            vm.in_scope_of_its_own(|vm| vm.gather(None, &it.elt, &it.generators, iterable, gathered))
        };
        let world = self.world.clone();
        let (before, mut after) = (world.state(), None);
        let mut gathered = Gathered::default();
        let mut raised = None;
        let alternatives = self.explore(&why, |vm| {
            let ran = gather(vm, &mut gathered);
            after = Some(vm.world.state());
            match ran {
                Err(raise @ Raise::Exception(_)) => raised = Some(raise),
                other => other?,
            }
            Ok(Flow::Normal)
        })?;
        if alternatives.len() > 1 || !after.is_some_and(|after| world.is_same(&before, &after)) {
            return self.perhaps(&why, gather);
        }
        self.go_on(alternatives)?;
        if let Some(unknown) = gathered.unknown {
            return Ok(Value::Unknown(unknown.or_at(&place)));
        }
        let items: Rc<[Value]> = gathered.items.into_iter().map(|(_, value)| value).collect();
        // What it raises, it raises when it is asked for that item.
        let supply = match raised {
            Some(raise) => Supply::Broken(items, raise),
            None => Supply::Items(items),
        };
        Ok(Value::Iterator(Rc::new(Shared::new(Cursor { supply, taken: 0 }))))
    }

    /// What a generator expression does may be done, in part or not at all.
    fn perhaps(
        &mut self,
        why: &Unknown,
        gather: impl FnOnce(&mut Self, &mut Gathered) -> Result<(), Raise>,
    ) -> Outcome {
        let run = |vm: &mut Self| gather(vm, &mut Gathered::default()).map(|()| Flow::Normal);
        self.branch(why, run, |_| Ok(Flow::Normal))?;
        Ok(Value::Unknown(why.clone()))
    }

    fn in_scope_of_its_own(&mut self, run: impl FnOnce(&mut Self) -> Result<(), Raise>) -> Result<(), Raise> {
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        let outer = frame.scope.clone();
        frame.scope = Rc::new(Scope {
            variables: Rc::default(),
            globals: outer.globals.clone(),
            parent: Some(enclosing(&outer)),
            kind: ScopeKind::Comprehension,
        });
        let depth = self.frames.len();
        let ran = run(self);
        if let Some(frame) = self.frames.get_mut(depth - 1) {
            frame.scope = outer;
        }
        ran
    }

    fn gather(
        &mut self,
        key: Option<&Expr>,
        value: &Expr,
        generators: &[Comprehension],
        iterable: Value,
        gathered: &mut Gathered,
    ) -> Result<(), Raise> {
        let Some((generator, rest)) = generators.split_first() else { return Ok(()) };
        let place = self.place(crate::python::parse::span(generator.iter.range()));
        let items = match self.items_of(&iterable, &place)? {
            Ok(items) => items,
            Err(why) => {
                let why = why.seen_from(&place);
                gathered.unknown = Some(why.clone());
                // Its effects are those of one round with an unknown item, or of none.
                let item = Value::Unknown(why.clone());
                let mut aside = Gathered::default();
                self.branch(
                    &why,
                    |vm| {
                        vm.gather_one(key, value, generator, rest, item, &mut aside)?;
                        Ok(Flow::Normal)
                    },
                    |_| Ok(Flow::Normal),
                )?;
                return Ok(());
            }
        };
        for item in items {
            self.gather_one(key, value, generator, rest, item, gathered)?;
        }
        Ok(())
    }

    fn gather_one(
        &mut self,
        key: Option<&Expr>,
        value: &Expr,
        generator: &Comprehension,
        rest: &[Comprehension],
        item: Value,
        gathered: &mut Gathered,
    ) -> Result<(), Raise> {
        self.limits.step(1)?;
        self.assign(&generator.target, item)?;
        self.gather_if(key, value, &generator.ifs, rest, gathered)
    }

    fn gather_if(
        &mut self,
        key: Option<&Expr>,
        value: &Expr,
        conditions: &[Expr],
        rest: &[Comprehension],
        gathered: &mut Gathered,
    ) -> Result<(), Raise> {
        if let Some((condition, conditions)) = conditions.split_first() {
            return match self.test(condition)? {
                Truth::True => self.gather_if(key, value, conditions, rest, gathered),
                Truth::False => Ok(()),
                Truth::Unknown(why) => {
                    gathered.unknown = Some(why.clone());
                    let mut aside = Gathered::default();
                    let taken = |vm: &mut Vm| {
                        vm.gather_if(key, value, conditions, rest, &mut aside)?;
                        Ok(Flow::Normal)
                    };
                    self.branch(&why, taken, |_| Ok(Flow::Normal)).map(|_| ())
                }
            };
        }
        if let Some(next) = rest.first() {
            let iterable = self.evaluate(&next.iter)?;
            return self.gather(key, value, rest, iterable, gathered);
        }
        let key = key.map_or(Ok(Value::None), |key| self.evaluate(key))?;
        let value = self.evaluate(value)?;
        gathered.items.push((key, value));
        Ok(())
    }
}
