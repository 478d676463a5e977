//! Options of oslo.config. What a configuration file says is not known, but the class that the project gives an option says
//! what it is (`oslo_config/cfg.py`: `StrOpt`, `ConfigOpts._do_get`). Not whether the option is registered when it is read.

use crate::python::{Piece, Unknown, Value, Vm};
use crate::replay::harmless::Harmless;
use crate::source::Place;
use std::rc::Rc;

const CONF: &str = "oslo_config.cfg.CONF.";
const GROUP: &str = "oslo_config.cfg.OptGroup";
const TEXT: &str = "oslo_config.cfg.StrOpt";

/// The methods of a group of options, which is a mapping.
const METHODS: [&str; 4] = ["get", "items", "keys", "values"];

/// Returns whether what it is called with says something of options.
pub(super) fn is_kept(path: &str) -> bool {
    path == GROUP || is_option(path)
}

fn is_option(path: &str) -> bool {
    path.strip_prefix("oslo_config.cfg.").is_some_and(|name| name.ends_with("Opt") && !name.contains('.'))
}

/// Returns the value of `CONF.group.name`, where every option of this name that the project's modules make is a text, and
/// one of them is made beside its group's name.
pub(super) fn option(vm: &Vm, path: &str, place: &Place) -> Option<Value> {
    let (group, name) = path.strip_prefix(CONF)?.split_once('.').filter(|(_, own)| !METHODS.contains(own))?;
    let mut is_grouped = false;
    for values in vm.globals_of_imported() {
        let is_named = |value: &Value| match made(value) {
            Some(own) if &*own.path == GROUP => {
                argument(&own, "name").and_then(|own| own.as_str()).as_deref() == Some(group)
            }
            _ => value.as_str().as_deref() == Some(group),
        };
        let has_group = values.iter().any(is_named);
        for own in values.iter().flat_map(parts).filter_map(|value| made(&value)).filter(|own| is_option(&own.path)) {
            let destination = destination(&own);
            if destination.as_deref().is_none_or(|own| own == name) {
                let is_text = argument(&own, "default").is_some_and(|own| own.as_str().is_some());
                if &*own.path != TEXT || !is_text {
                    return None;
                }
                is_grouped |= has_group && destination.is_some();
            }
        }
    }
    let reason = format!("what the configuration says for `{group}.{name}` is not known");
    is_grouped.then(|| Value::Unknown(Unknown::text(vec![Piece::Hole(Unknown::harmless(reason, place))])))
}

fn made(value: &Value) -> Option<Rc<Harmless>> {
    value.downcast::<Harmless>().filter(|own| own.made_of.is_some())
}

/// Returns what it was called with; only the name stands without its own.
fn argument(own: &Harmless, name: &str) -> Option<Value> {
    let given = own.made_of.as_ref()?;
    if name == "name" { given.find(0, name) } else { given.keyword(name) }
}

/// The options themselves, and those of a list.
fn parts(value: &Value) -> Vec<Value> {
    match value {
        Value::List(list) => list.content().map(|own| own.to_vec()).unwrap_or_default(),
        Value::Tuple(all) => all.to_vec(),
        other => vec![other.clone()],
    }
}

/// Returns the attribute that an option is read by; nothing where it is not known.
fn destination(own: &Harmless) -> Option<String> {
    match argument(own, "dest") {
        Some(given) => given.as_str().map(|own| own.to_string()),
        None => argument(own, "name")?.as_str().map(|own| own.replace('-', "_")),
    }
}
