//! Sequences and identity columns (`DDLCompiler.get_identity_options`, `visit_identity_column`, `visit_create_sequence`).

use super::relation;
use crate::operation::{IdentityChange, IfNotExists, SequenceOptions};
use crate::replay::sqlalchemy::column::IdentityOptions;
use crate::replay::sqlalchemy::sequence::Sequence;
use crate::schema::Identity;

/// Returns the options one by one, each with the name of the attribute it comes from, in the compiler's order.
#[must_use]
pub fn each_option(options: &SequenceOptions) -> Vec<(&'static str, String)> {
    let mut list = Vec::new();
    let mut add = |attribute: &'static str, option: String| list.push((attribute, option));
    options.increment.iter().for_each(|own| add("increment", format!("INCREMENT BY {own}")));
    options.start.iter().for_each(|own| add("start", format!("START WITH {own}")));
    options.minimum.iter().flatten().for_each(|own| add("minvalue", format!("MINVALUE {own}")));
    options.maximum.iter().flatten().for_each(|own| add("maxvalue", format!("MAXVALUE {own}")));
    if options.minimum == Some(None) {
        add("nominvalue", "NO MINVALUE".to_string());
    }
    if options.maximum == Some(None) {
        add("nomaxvalue", "NO MAXVALUE".to_string());
    }
    options.cache.iter().for_each(|own| add("cache", format!("CACHE {own}")));
    options.cycle.iter().for_each(|own| add("cycle", if *own { "CYCLE" } else { "NO CYCLE" }.to_string()));
    list
}

/// Returns the options as they stand in a statement.
#[must_use]
pub fn options(options: &SequenceOptions) -> String {
    each_option(options).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

/// Returns `GENERATED … AS IDENTITY`.
#[must_use]
pub fn identity(identity: &IdentityOptions) -> String {
    let kind = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
    let options = options(&identity.options);
    let options = if options.is_empty() { options } else { format!(" ({options})") };
    format!("GENERATED {kind} AS IDENTITY{options}")
}

/// Returns what changes one identity into another: what differs, in the order of the attributes' names; what Identity()
/// has, too, is left as it is (`DefaultImpl._compare_identity_default`).
#[must_use]
pub fn change_identity(old: &IdentityOptions, new: &IdentityOptions) -> (IdentityChange, String) {
    let before = each_option(&old.options);
    let differs = |own: &(&'static str, String)| !before.contains(own);
    let mut changes: Vec<(&'static str, String)> = each_option(&new.options).into_iter().filter(differs).collect();
    let named = |attribute: &str| changes.iter().any(|(own, _)| *own == attribute);
    let SequenceOptions { start, increment, cache, cycle, .. } = new.options;
    let options = SequenceOptions {
        start: start.filter(|_| named("start")),
        increment: increment.filter(|_| named("increment")),
        minimum: new.options.minimum.filter(|_| named("minvalue") || named("nominvalue")),
        maximum: new.options.maximum.filter(|_| named("maxvalue") || named("nomaxvalue")),
        cache: cache.filter(|_| named("cache")),
        cycle: cycle.filter(|_| named("cycle")),
        ..SequenceOptions::default()
    };
    let kind = if new.always { Identity::Always } else { Identity::ByDefault };
    let identity = (old.always != new.always).then_some(kind);
    changes.extend(identity.map(|kind| ("always", format!("GENERATED {}", kind.as_str().to_uppercase()))));
    changes.sort();
    let text: Vec<String> = changes.iter().map(|(_, text)| format!("SET {text}")).collect();
    (IdentityChange::Set { identity, options }, text.join(" "))
}

/// Returns `CREATE SEQUENCE`.
#[must_use]
pub fn create_sequence(sequence: &Sequence, existing: IfNotExists) -> String {
    let skip = if existing == IfNotExists::Skip { "IF NOT EXISTS " } else { "" };
    let mut text = format!("CREATE SEQUENCE {skip}{}", relation(&sequence.reference()));
    if let Some(data_type) = &sequence.options.data_type {
        text.push_str(&format!(" AS {}", crate::sql::render::data_type(data_type).to_uppercase()));
    }
    let options = options(&sequence.options);
    if !options.is_empty() {
        text.push_str(&format!(" {options}"));
    }
    text
}
