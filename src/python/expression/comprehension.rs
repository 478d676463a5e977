//! Comprehensions and generator expressions: evaluated at once, in a scope of their own.

use crate::python::foreign::{Outcome, Truth};
use crate::python::frame::{Scope, ScopeKind, enclosing};
use crate::python::object::{Cursor, Entries, SetKind, Shared, Supply};
use crate::python::raise::Raise;
use crate::python::statement::Flow;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::{Comprehension, Expr};
use ruff_text_size::Ranged;
use std::rc::Rc;

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
        let Some(frame) = self.frames.last_mut() else { return Ok(Value::None) };
        let outer = frame.scope.clone();
        frame.scope = Rc::new(Scope {
            variables: Rc::default(),
            globals: outer.globals.clone(),
            parent: Some(enclosing(&outer)),
            kind: ScopeKind::Comprehension,
        });
        let mut gathered = Gathered::default();
        let depth = self.frames.len();
        let ran = self.gather(key, value, generators, iterable, &mut gathered);
        if let Some(frame) = self.frames.get_mut(depth - 1) {
            frame.scope = outer;
        }
        // What a generator expression raises, it raises when it is asked for that item.
        if let (Err(raise @ Raise::Exception(_)), Expr::Generator(_), None) = (&ran, expr, &gathered.unknown) {
            let items = gathered.items.into_iter().map(|(_, value)| value).collect();
            let cursor = Cursor { supply: Supply::Broken(items, raise.clone()), taken: 0 };
            return Ok(Value::Iterator(Rc::new(Shared::new(cursor))));
        }
        ran?;
        if let Some(why) = gathered.unknown {
            return Ok(Value::Unknown(why.or_at(&place)));
        }
        match expr {
            Expr::ListComp(_) => Ok(Value::list(gathered.items.into_iter().map(|(_, value)| value).collect())),
            Expr::Generator(_) => {
                let items = gathered.items.into_iter().map(|(_, value)| value).collect();
                Ok(Value::Iterator(Rc::new(Cursor::over(items))))
            }
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
