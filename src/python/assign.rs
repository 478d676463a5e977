//! Assignment and deletion of targets: names, attributes, items, unpacking.

use super::raise::Raise;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use ruff_python_ast::Expr;

impl Vm {
    /// Assigns `value` to a target, as `=`, `for` and `with … as` do.
    pub(super) fn assign(&mut self, target: &Expr, value: Value) -> Result<(), Raise> {
        match target {
            Expr::Name(name) => self.assign_name(&name.id, value),
            Expr::Attribute(it) => {
                let object = self.evaluate(&it.value)?;
                let place = self.place_of(target);
                self.write_attribute(&object, &it.attr, value, &place)
            }
            Expr::Subscript(it) => {
                let object = self.evaluate(&it.value)?;
                let key = self.evaluate(&it.slice)?;
                let place = self.place_of(target);
                self.write_item(&object, &key, value, &place)
            }
            Expr::Tuple(it) => self.deeper(|vm| vm.unpack(&it.elts, &value, target)),
            Expr::List(it) => self.deeper(|vm| vm.unpack(&it.elts, &value, target)),
            Expr::Starred(it) => self.assign(&it.value, value),
            _ => Ok(()),
        }
    }

    /// Carries out `del target`.
    pub(super) fn delete(&mut self, target: &Expr) -> Result<(), Raise> {
        let place = self.place_of(target);
        match target {
            Expr::Name(name) => {
                if self.delete_name(&name.id) {
                    return Ok(());
                }
                Err(self.error("NameError", &format!("name '{}' is not defined", name.id), &place))
            }
            Expr::Attribute(it) => {
                let object = self.evaluate(&it.value)?;
                self.delete_attribute(&object, &it.attr, &place)
            }
            Expr::Subscript(it) => {
                let object = self.evaluate(&it.value)?;
                let key = self.evaluate(&it.slice)?;
                self.delete_item(&object, &key, &place)
            }
            Expr::Tuple(it) => it.elts.iter().try_for_each(|target| self.delete(target)),
            Expr::List(it) => it.elts.iter().try_for_each(|target| self.delete(target)),
            _ => Ok(()),
        }
    }

    fn unpack(&mut self, targets: &[Expr], value: &Value, whole: &Expr) -> Result<(), Raise> {
        let place = self.place_of(whole);
        let items = match self.items_of(value, &place)? {
            Ok(items) => items,
            Err(why) => return self.unpack_unknown(targets, &why),
        };
        let star = targets.iter().position(|target| matches!(target, Expr::Starred(_)));
        let wanted = targets.len() - usize::from(star.is_some());
        if items.len() < wanted {
            let message = format!("not enough values to unpack (expected {wanted}, got {})", items.len());
            return Err(self.error("ValueError", &message, &place));
        }
        let Some(star) = star else {
            if items.len() > wanted {
                let message = format!("too many values to unpack (expected {wanted})");
                return Err(self.error("ValueError", &message, &place));
            }
            return targets.iter().zip(items).try_for_each(|(target, item)| self.assign(target, item));
        };
        let mut items = items.into_iter();
        let spare = items.len() - wanted;
        for (at, target) in targets.iter().enumerate() {
            let item = if at == star {
                Value::list(items.by_ref().take(spare).collect())
            } else {
                items.next().unwrap_or(Value::None)
            };
            self.assign(target, item)?;
        }
        Ok(())
    }

    fn unpack_unknown(&mut self, targets: &[Expr], why: &Unknown) -> Result<(), Raise> {
        targets.iter().try_for_each(|target| self.assign(target, Value::Unknown(why.clone())))
    }
}
