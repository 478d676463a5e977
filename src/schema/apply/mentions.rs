//! What may depend on something that goes without limbeck knowing: definitions of which only the words are kept, and whose
//! words name it. PostgreSQL has such a dependency, or has none: whether the dependent stays is unknown.

use super::dependency::Target;
use crate::name::{Name, QualifiedName};
use crate::schema::{
    ConstraintKind, Expression, Key, ObjectId, Routine, Schema, Stored, Table, Touched, Type, TypeKind, View,
};
use std::collections::{BTreeMap, BTreeSet};

/// Something that goes, as the words of others name it.
enum Gone<'a> {
    Relation(&'a QualifiedName),
    Column(&'a QualifiedName, &'a Name),
    Type(&'a Name),
    Routine(&'a Name),
    /// A primary key: `GROUP BY` may rest on it.
    PrimaryKey(&'a QualifiedName),
}

/// Returns what may depend on `reached`, and is not part of it.
pub(super) fn mentions<T>(schema: &Schema, reached: &BTreeMap<Target, T>) -> BTreeSet<Touched> {
    let gone: Vec<Gone<'_>> = reached.keys().filter_map(|own| gone(schema, own)).collect();
    let mut found = BTreeSet::new();
    if gone.is_empty() {
        return found;
    }
    for (key, stored) in schema.worded() {
        if reached.contains_key(&Target::Object(key.clone())) {
            continue;
        }
        match stored {
            Stored::View(view) if in_view(view, &gone) => {
                found.insert(Touched::Object(ObjectId::View(view.name.clone())));
            }
            Stored::Routine(own) if in_routine(own, &gone) => {
                let types: Vec<String> = own.arguments.iter().map(|own| own.to_sql()).collect();
                found.insert(Touched::Object(ObjectId::Function(own.name.clone(), types.join(", "))));
            }
            Stored::Type(own) => found.extend(in_domain(own, &gone).into_iter().map(Touched::Object)),
            Stored::Table(table) => {
                let policies = in_policies(table, &gone);
                let left =
                    policies.filter(|own| !reached.contains_key(&Target::Policy(table.name.clone(), own.clone())));
                found.extend(left.map(|own| Touched::Object(ObjectId::Policy(table.name.clone(), own))));
            }
            _ => {}
        }
    }
    found.extend(reached.keys().flat_map(|own| callers_of_overloaded(schema, own)));
    found
}

fn gone<'a>(schema: &Schema, target: &'a Target) -> Option<Gone<'a>> {
    match target {
        Target::Object(key @ Key::Relation(name)) => {
            matches!(schema.find(key), Some(Stored::Table(_) | Stored::View(_))).then_some(Gone::Relation(name))
        }
        Target::Object(Key::Type(name)) => Some(Gone::Type(&name.name)),
        Target::Object(Key::Routine(name, _)) => Some(Gone::Routine(&name.name)),
        Target::Column(table, name) => Some(Gone::Column(table, name)),
        Target::Constraint(table, name) => {
            let own = schema.table(table)?.constraints.get(name)?;
            matches!(own.kind, ConstraintKind::PrimaryKey { .. }).then_some(Gone::PrimaryKey(table))
        }
        _ => None,
    }
}

/// An expression does not say which of several functions it calls.
fn callers_of_overloaded(schema: &Schema, target: &Target) -> Vec<Touched> {
    let Target::Object(Key::Routine(name, _)) = target else { return Vec::new() };
    if schema.routines_named(name).count() < 2 {
        return Vec::new();
    }
    let touched = |key: &Key| match schema.find(key)? {
        Stored::Table(own) => Some(Touched::Table(own.name.clone())),
        Stored::Index(own) => Some(Touched::Object(ObjectId::Index(own.name.clone()))),
        Stored::View(own) => Some(Touched::Object(ObjectId::View(own.name.clone()))),
        _ => None,
    };
    schema.dependents(&Key::any_routine(name.clone())).filter_map(touched).collect()
}

/// Of a view the relations are known, and the columns where its query is; of a query that is not, any column may be in it.
fn in_view(view: &View, gone: &[Gone<'_>]) -> bool {
    let text = view.query.to_sql();
    let reads = |table: &QualifiedName| view.reads.iter().any(|(own, _)| own == table);
    let reads_unseen = |table: &QualifiedName| {
        let mut of_it = view.reads.iter().filter(|(own, _)| own == table);
        view.query.as_unknown().is_some() && of_it.any(|(_, columns)| columns.is_empty())
    };
    gone.iter().any(|own| match own {
        Gone::Relation(_) => false,
        Gone::Column(table, _) if reads_unseen(table) => true,
        Gone::Column(table, name) => reads(table) && (names(&text, name) || names(&text, &Name::verbatim("natural"))),
        Gone::Type(name) => casts_to(&text, name),
        Gone::Routine(name) => calls(&text, name),
        Gone::PrimaryKey(table) => reads(table) && text.to_ascii_lowercase().contains("group by"),
    })
}

/// The types of a routine's arguments are known; of its result and its body there are words.
fn in_routine(routine: &Routine, gone: &[Gone<'_>]) -> bool {
    let head = routine.body.trim_start().get(..6).unwrap_or_default().to_ascii_lowercase();
    let body = if head.starts_with("begin ") || head.starts_with("return") { routine.body.as_str() } else { "" };
    let is_parsed = !body.is_empty() && routine.signature.contains(" LANGUAGE sql");
    let result = routine.signature.split_once(") RETURNS ").map_or("", |(_, result)| result);
    let has_type =
        |name: &Name| gives(result, name) || casts_to(&routine.signature, name) || (is_parsed && names(body, name));
    gone.iter().any(|own| match own {
        Gone::Relation(table) => has_type(&table.name),
        Gone::Column(table, name) => is_parsed && names(body, &table.name) && names(body, name),
        Gone::Type(name) => has_type(name),
        Gone::Routine(name) => calls(&routine.signature, name) || (is_parsed && calls(body, name)),
        Gone::PrimaryKey(_) => false,
    })
}

fn in_domain(own: &Type, gone: &[Gone<'_>]) -> Vec<ObjectId> {
    let TypeKind::Domain { constraints, default, .. } = &own.kind else { return Vec::new() };
    let calls_one = |text: &Expression| {
        let text = text.to_sql();
        gone.iter().any(|own| matches!(own, Gone::Routine(name) if calls(&text, name)))
    };
    let checks = constraints.values().filter(|own| match &own.kind {
        ConstraintKind::Check { expression, .. } => calls_one(expression),
        _ => false,
    });
    let checks = checks.map(|check| ObjectId::Constraint(own.name.clone(), check.name.clone()));
    checks.chain(default.as_ref().filter(|own| calls_one(own)).map(|_| ObjectId::Type(own.name.clone()))).collect()
}

fn in_policies<'t>(table: &'t Table, gone: &'t [Gone<'_>]) -> impl Iterator<Item = Name> + 't {
    let names_one = move |text: &str| {
        gone.iter().any(|own| match own {
            Gone::Relation(name) => **name != table.name && names(text, &name.name),
            Gone::Column(of, name) => (**of == table.name || names(text, &of.name)) && names(text, name),
            Gone::Type(name) => casts_to(text, name),
            Gone::Routine(name) => calls(text, name),
            Gone::PrimaryKey(_) => false,
        })
    };
    let policies = table.policies.values();
    policies
        .filter(move |own| own.using.iter().chain(&own.with_check).any(|text| names_one(&text.to_sql())))
        .map(|own| own.name.clone())
}

/// Returns whether a word of the text is this name.
fn names(text: &str, name: &Name) -> bool {
    places(text, name).next().is_some()
}

fn calls(text: &str, name: &Name) -> bool {
    places(text, name).any(|(_, after)| after.trim_start_matches('"').trim_start().starts_with('('))
}

/// Returns whether the result of a routine has this type: in `TABLE(…)`, names of columns come first.
fn gives(result: &str, name: &Name) -> bool {
    places(result, name).any(|(before, _)| {
        let before = before.trim_end_matches('"').trim_end_matches(|c: char| c.is_alphanumeric() || "_.\"".contains(c));
        !before.trim_end().ends_with(['(', ',']) || before.is_empty()
    })
}

fn casts_to(text: &str, name: &Name) -> bool {
    places(text, name).any(|(before, _)| {
        let before = before.trim_end_matches('"');
        let before = before.trim_end_matches(|c: char| c.is_alphanumeric() || "_.\"".contains(c)).trim_end();
        let is_cast =
            || before.to_ascii_lowercase().rfind("cast").is_some_and(|at| at + 5 > before.rfind('(').unwrap_or(0));
        before.ends_with("::") || (before.to_ascii_lowercase().ends_with(" as") && is_cast())
    })
}

/// Returns what stands before and behind each place where a word of the text is this name.
fn places<'t>(text: &'t str, name: &Name) -> impl Iterator<Item = (&'t str, &'t str)> + 't {
    let is_inside = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let length = name.as_str().len();
    let starts: Vec<usize> = text.match_indices(name.as_str()).map(|(at, _)| at).collect();
    starts.into_iter().filter_map(move |at| {
        let (before, after) = (text.get(..at)?, text.get(at + length..)?);
        (!before.ends_with(is_inside) && !after.starts_with(is_inside)).then_some((before, after))
    })
}
