//! An inspector as Python sees it: it asks each question once and keeps the answer (SQLAlchemy 2.1 `reflection.cache`),
//! whatever is sent in between.

use super::inspector::{answer, has_index};
use super::server;
use super::values::text;
use crate::python::{
    Arguments, Comparison, Dict, Entries, Foreign, Key, Outcome, Raise, Unknown as PythonUnknown, Value, Vm,
};
use crate::replay::SqlAlchemyVersion;
use crate::source::Place;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// An inspector, and what it was told before.
pub struct InspectorObject {
    answers: Rc<Dict>,
    /// All that it was ever told, on whichever way: where ways meet that were told different things, it is one of these.
    told: RefCell<BTreeMap<String, Vec<Value>>>,
    /// Whether the program has had the answers in its hands.
    is_shared: Cell<bool>,
}

const METHODS: [&str; 25] = [
    "get_table_names",
    "get_view_names",
    "get_materialized_view_names",
    "get_temp_table_names",
    "get_schema_names",
    "get_sequence_names",
    "get_columns",
    "get_pk_constraint",
    "get_primary_keys",
    "get_foreign_keys",
    "get_unique_constraints",
    "get_check_constraints",
    "get_indexes",
    "get_table_comment",
    "get_enums",
    "get_view_definition",
    "has_table",
    "has_schema",
    "has_index",
    "has_sequence",
    "has_type",
    "get_sorted_table_and_fkc_names",
    "clear_cache",
    "reflect_table",
    "get_multi_columns",
];

/// The names of the argument that says which object is meant.
const SUBJECTS: [&str; 6] = ["table_name", "tablename", "view_name", "sequence_name", "type_name", "schema_name"];

/// The questions that begin with the same look at the catalog: which tables there are.
const SHARING_TABLES: [&str; 3] = ["get_indexes", "get_pk_constraint", "get_unique_constraints"];

/// Makes an inspector; it knows nothing yet.
#[must_use]
pub fn inspector() -> Value {
    let answers = Rc::new(Dict::plain(Entries::default()));
    Value::foreign(InspectorObject { answers, told: RefCell::default(), is_shared: Cell::new(false) })
}

impl InspectorObject {
    /// Answers as before, or asks.
    fn remembered(&self, vm: &mut Vm, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let before_2 = server::sqlalchemy_version(vm) < SqlAlchemyVersion::V2_0;
        let Some(subject) = subject(arguments).filter(|_| !(before_2 && name == "has_table")) else {
            return answer(vm, name, arguments, place);
        };
        let (key, missing) = (format!("{name}({subject})"), format!("no table ({subject})"));
        let shares = SHARING_TABLES.contains(&name);
        let mut unsure = None;
        match self.answers.entries.content() {
            Ok(known) => {
                if let Some(known) = known.find_str(&key) {
                    return Ok(known.clone());
                }
                if shares && known.find_str(&missing).is_some() {
                    return Err(server::raise(vm, "NoSuchTableError", &subject, place));
                }
            }
            Err(unknown) => unsure = Some(unknown),
        }
        let made = answer(vm, name, arguments, place);
        // Where it is not known what was told, the same is told again and again.
        let is_repeated = {
            let told = self.told.borrow();
            let known = unsure.as_ref().map(|_| [&key, &missing].map(|own| told.contains_key(own)));
            let (key, missing) = known.map_or((false, false), |[key, missing]| (key, missing));
            move |own: &str| if own.starts_with("no table") { missing } else { key }
        };
        if let Some(why) = unsure {
            let is_missing = self.told.borrow().contains_key(&missing);
            let is_known = match &made {
                Ok(made) => !(shares && is_missing) && self.was_told_only(vm, &key, made, place)?,
                Err(raise) if !is_no_table(raise) => return made,
                Err(_) => !self.told.borrow().contains_key(&key),
            };
            if self.is_shared.get() || !is_known {
                return Ok(Value::Unknown(why));
            }
        }
        match &made {
            Ok(made) => self.keep(vm, (&key, is_repeated(&key)), made.clone()),
            Err(raise) if shares && is_no_table(raise) => self.keep(vm, (&missing, is_repeated(&missing)), Value::None),
            Err(_) => {}
        }
        made
    }

    /// Tells whether every answer to a question was this one.
    fn was_told_only(&self, vm: &mut Vm, key: &str, made: &Value, place: &Place) -> Result<bool, Raise> {
        let told = self.told.borrow().get(key).cloned().unwrap_or_default();
        for own in &told {
            if !matches!(vm.compare(Comparison::Equal, own, made, place)?, Value::Bool(true)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn keep(&self, vm: &mut Vm, (key, is_repeated): (&str, bool), value: Value) {
        if !is_repeated {
            self.told.borrow_mut().entry(key.to_string()).or_default().push(value.clone());
        }
        vm.edit_dict(&self.answers, |known| {
            known.insert(Key::Str(key.into()), Value::str(key), value);
        });
    }
}

fn is_no_table(raise: &Raise) -> bool {
    &*raise.class_name() == "NoSuchTableError"
}

/// Returns what a question is about, as far as it tells two questions apart: strings count, `None` does not.
fn subject(arguments: &Arguments) -> Option<String> {
    let named = SUBJECTS.iter().find_map(|name| arguments.keyword(name)).into_iter().chain(arguments.keyword("schema"));
    let told = arguments.positional.iter().cloned().chain(named).filter(|value| !matches!(value, Value::None));
    let texts = told.map(|value| text(&value)).collect::<Result<Vec<_>, _>>();
    texts.ok().map(|texts| texts.join(", "))
}

impl Foreign for InspectorObject {
    fn type_name(&self) -> &str {
        "Inspector"
    }

    fn has_method(&self, name: &str) -> bool {
        METHODS.contains(&name)
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "default_schema_name" => super::server::default_schema_name(vm, place),
            "dialect" => super::dialect::dialect(),
            "bind" => super::connection::connection(),
            "engine" => super::connection::engine(),
            "info_cache" => {
                self.is_shared.set(true);
                Value::Dict(self.answers.clone())
            }
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of the inspector is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "clear_cache" => {
                vm.edit_dict(&self.answers, |known| *known = Entries::default());
                Ok(Value::None)
            }
            "has_index" => has_index(vm, &arguments, place, |vm, name, arguments, place| {
                self.remembered(vm, name, arguments, place)
            }),
            _ => self.remembered(vm, name, &arguments, place),
        }
    }
}
