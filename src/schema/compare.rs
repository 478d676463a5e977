//! Where two schemas differ, fact by fact. Says nothing of how the difference came about (that is `audit`).

use crate::name::{Name, QualifiedName, quote_literal};
use crate::schema::{Attribute, Fact, Key, ObjectId, Schema, Stored, Touched, TypeKind, Unknown, Value};
use std::collections::{BTreeMap, BTreeSet};

/// One difference between what should be and what is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub object: ObjectId,
    pub kind: DifferenceKind,
    /// What differs in an object that is on both sides.
    pub attribute: Option<Attribute>,
    /// The expected value; `None` where the object does not have the attribute.
    pub expected: Option<Value>,
    pub actual: Option<Value>,
}

/// How something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    Missing,
    Extra,
    Different,
}

/// Returns the differences, sorted by object and attribute. Objects for which `ignore` holds, and what is inside them,
/// are left out. What is inside a missing or extra table (columns, constraints, indexes, owned sequences) is not
/// listed; a value that is unknown on either side is no difference, nor are other words where words are all there is.
#[must_use]
pub fn compare(expected: &Schema, actual: &Schema, ignore: &dyn Fn(&ObjectId) -> bool) -> Vec<Difference> {
    let mut differences = Vec::new();
    let keys: BTreeSet<&Key> = expected.objects().chain(actual.objects()).map(|(key, _)| key).collect();
    for key in keys {
        let (wanted, found) = (expected.find(key), actual.find(key));
        if wanted.is_some() && wanted == found {
            continue;
        }
        let kept = |stored: &&Stored| !is_ignored(stored, ignore);
        match (wanted.filter(kept), found.filter(kept)) {
            (Some(wanted), None) if !owner_is_in(wanted, actual) => {}
            (None, Some(found)) if !owner_is_in(found, expected) => {}
            (wanted, found) => compare_objects(wanted, found, &mut differences),
        }
    }
    differences.retain(|difference| !ignore(&difference.object));
    differences.sort_by(|a, b| (&a.object, &a.kind, &a.attribute).cmp(&(&b.object, &b.kind, &b.attribute)));
    differences
}

/// Returns the objects of which one side does not know everything, and why: facts that `expected` gives an unknown value,
/// facts that are known by their words where `actual` has others, and what unknown operations of either may have touched,
/// with the indexes that either side has on such a table. Whatever an unknown may have touched without a name stands as
/// `schema *`.
#[must_use]
pub fn unknown_objects(expected: &Schema, actual: &Schema) -> Vec<(ObjectId, Unknown)> {
    let mut objects: BTreeMap<ObjectId, Unknown> = BTreeMap::new();
    for (touched, unknown) in expected.unknown.iter().chain(&actual.unknown) {
        for object in touched_objects(touched, expected, actual) {
            objects.entry(object).or_insert_with(|| unknown.clone());
        }
    }
    for (like, unknown) in expected.vague.iter().chain(&actual.vague) {
        for object in [expected, actual].into_iter().flat_map(|own| own.constraints_like(like)) {
            objects.entry(object).or_insert_with(|| unknown.clone());
        }
    }
    for (key, stored) in expected.objects() {
        let facts = stored.facts();
        for fact in &facts {
            if let Value::Unknown(unknown) = &fact.value {
                objects.entry(fact.object.clone()).or_insert_with(|| unknown.clone());
            }
        }
        if let Some(found) = actual.find(key).filter(|found| *found != stored) {
            add_worded(facts, &by_object(Some(found)), &mut objects);
        }
    }
    objects.into_iter().collect()
}

/// Adds the objects with facts that have other words than `found` has, where that may not be a difference.
fn add_worded(facts: Vec<Fact>, found: &BTreeMap<ObjectId, Attributes>, objects: &mut BTreeMap<ObjectId, Unknown>) {
    for Fact { object, attribute, value } in facts {
        let Some(actual) = found.get(&object).and_then(|own| own.get(&attribute)) else { continue };
        if let Some(unknown) = value.doubt_beside(actual) {
            objects.entry(object).or_insert_with(|| unknown.clone());
        }
    }
}

impl DifferenceKind {
    /// Returns the word used in text and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Different => "different",
        }
    }
}

impl Stored {
    /// Returns the relation that an index, sequence or statistics object belongs to, with which it comes and goes.
    #[must_use]
    pub fn owner(&self) -> Option<&QualifiedName> {
        match self {
            Self::Index(index) => Some(&index.table),
            Self::Sequence(sequence) => sequence.owned_by.as_ref().map(|(table, _)| table),
            Self::Other(other) => other.table.as_ref(),
            _ => None,
        }
    }
}

fn touched_objects(touched: &Touched, expected: &Schema, actual: &Schema) -> Vec<ObjectId> {
    let table = match touched {
        Touched::Object(ObjectId::Table(table)) | Touched::Table(table) => table,
        Touched::Object(object) => return vec![object.clone()],
        Touched::Everything => return vec![ObjectId::Schema(Name::verbatim("*"))],
    };
    let key = Key::Relation(table.clone());
    let mut objects = vec![ObjectId::Table(table.clone())];
    for schema in [expected, actual] {
        let owned = schema.dependents(&key).filter_map(|key| schema.find(key));
        objects.extend(owned.filter(|stored| stored.owner() == Some(table)).map(Stored::id));
    }
    objects
}

/// Returns whether what owns the object is there, so that its absence says something of its own.
fn owner_is_in(stored: &Stored, schema: &Schema) -> bool {
    stored.owner().is_none_or(|owner| schema.relation(owner).is_some())
}

fn is_ignored(stored: &Stored, ignore: &dyn Fn(&ObjectId) -> bool) -> bool {
    ignore(&stored.id()) || stored.owner().is_some_and(|owner| ignore(&ObjectId::Table(owner.clone())))
}

type Attributes = BTreeMap<Attribute, Value>;

fn compare_objects(wanted: Option<&Stored>, found: Option<&Stored>, differences: &mut Vec<Difference>) {
    let (expected, actual) = (by_object(wanted), by_object(found));
    let objects: BTreeSet<&ObjectId> = expected.keys().chain(actual.keys()).collect();
    // Of a table that is on one side only, only the table itself is listed.
    let (wanted_id, found_id) = (wanted.map(Stored::id), found.map(Stored::id));
    for object in objects {
        let is_outermost = Some(object) == wanted_id.as_ref() || Some(object) == found_id.as_ref();
        if !is_outermost && wanted_id != found_id {
            continue;
        }
        match (expected.get(object), actual.get(object)) {
            (Some(expected), Some(actual)) => compare_attributes(object, expected, actual, differences),
            (Some(_), None) => differences.push(Difference::whole(object, DifferenceKind::Missing)),
            _ => differences.push(Difference::whole(object, DifferenceKind::Extra)),
        }
    }
    if let (Some(wanted), Some(found)) = (wanted, found) {
        differences.extend(compare_label_order(wanted, found));
    }
}

fn compare_attributes(object: &ObjectId, expected: &Attributes, actual: &Attributes, list: &mut Vec<Difference>) {
    let attributes: BTreeSet<&Attribute> = expected.keys().chain(actual.keys()).collect();
    for attribute in attributes {
        let (wanted, found) = (expected.get(attribute), actual.get(attribute));
        let is_unknown = match (wanted, found) {
            (Some(wanted), Some(found)) => wanted.doubt_beside(found).is_some(),
            (own, other) => own.or(other).is_some_and(|value| matches!(value, Value::Unknown(_))),
        };
        if wanted != found && !is_unknown {
            list.push(Difference {
                object: object.clone(),
                kind: DifferenceKind::Different,
                attribute: Some(attribute.clone()),
                expected: wanted.filter(|value| !value.is_none()).cloned(),
                actual: found.filter(|value| !value.is_none()).cloned(),
            });
        }
    }
}

/// Labels that both sides have, in another order: facts do not say so, since an insertion would move all that follow.
fn compare_label_order(wanted: &Stored, found: &Stored) -> Option<Difference> {
    let (Stored::Type(wanted), Stored::Type(found)) = (wanted, found) else { return None };
    let (TypeKind::Enum { labels: expected }, TypeKind::Enum { labels: actual }) = (&wanted.kind, &found.kind) else {
        return None;
    };
    let common = |labels: &[String], others: &[String]| -> Vec<String> {
        let others: BTreeSet<&String> = others.iter().collect();
        labels.iter().filter(|label| others.contains(label)).cloned().collect()
    };
    let (expected, actual) = (common(expected, actual), common(actual, expected));
    let show = |labels: Vec<String>| {
        Some(Value::Known(labels.iter().map(|label| quote_literal(label)).collect::<Vec<_>>().join(", ")))
    };
    (expected != actual).then(|| Difference {
        object: ObjectId::Type(wanted.name.clone()),
        kind: DifferenceKind::Different,
        attribute: Some(Attribute::Definition),
        expected: show(expected),
        actual: show(actual),
    })
}

fn by_object(stored: Option<&Stored>) -> BTreeMap<ObjectId, Attributes> {
    let mut objects: BTreeMap<ObjectId, Attributes> = BTreeMap::new();
    for Fact { object, attribute, value } in stored.map(Stored::facts).unwrap_or_default() {
        objects.entry(object).or_default().insert(attribute, value);
    }
    objects
}

impl Difference {
    fn whole(object: &ObjectId, kind: DifferenceKind) -> Self {
        Self { object: object.clone(), kind, attribute: None, expected: None, actual: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Column, DataType, Expression, Index, IndexKey, Table, Type};
    use std::sync::Arc;

    fn with_table(columns: &[(&str, DataType)]) -> Schema {
        let mut schema = Schema::default();
        let mut table = Table::new(QualifiedName::public("t"));
        for (name, data_type) in columns {
            table.columns.push(Column::new(Name::folded(name), data_type.clone()));
        }
        schema.put(Key::Relation(table.name.clone()), Some(Stored::Table(Arc::new(table))));
        let mut index = Index::new(QualifiedName::public("ix"), QualifiedName::public("t"));
        index.keys.push(IndexKey::column(Name::folded("a")));
        schema.put(Key::Relation(index.name.clone()), Some(Stored::Index(Arc::new(index))));
        schema
    }

    fn show(differences: &[Difference]) -> Vec<String> {
        differences
            .iter()
            .map(|own| match &own.attribute {
                Some(attribute) => format!("{} {} {attribute}", own.object, own.kind.as_str()),
                None => format!("{} {}", own.object, own.kind.as_str()),
            })
            .collect()
    }

    #[test]
    fn a_missing_table_is_one_difference() {
        let (full, empty) = (with_table(&[("a", DataType::builtin("integer"))]), Schema::default());
        assert_eq!(show(&compare(&full, &empty, &|_| false)), ["table public.t missing"]);
        assert_eq!(show(&compare(&empty, &full, &|_| false)), ["table public.t extra"]);
        let ignored = ObjectId::Table(QualifiedName::public("t"));
        assert!(compare(&full, &empty, &|own| *own == ignored).is_empty());
    }

    #[test]
    fn columns_differ_by_attribute_and_unknown_values_do_not() {
        let known = with_table(&[("a", DataType::builtin("integer")), ("b", DataType::builtin("text"))]);
        let other = with_table(&[("b", DataType::builtin("bigint")), ("c", DataType::builtin("text"))]);
        let expected = ["column public.t.a missing", "column public.t.b different type", "column public.t.c extra"];
        assert_eq!(show(&compare(&known, &other, &|_| false)), expected);
        let unknown = Unknown::new("why", None);
        let vague = with_table(&[("a", DataType::unknown(unknown)), ("b", DataType::builtin("text"))]);
        assert!(compare(&vague, &known, &|_| false).is_empty());
        let objects: Vec<String> =
            unknown_objects(&vague, &known).into_iter().map(|(object, _)| object.to_string()).collect();
        assert_eq!(objects, ["column public.t.a"]);
    }

    #[test]
    fn other_words_are_unknown_and_no_words_a_difference() {
        let with_default = |text: Option<&str>| {
            let mut table = Table::new(QualifiedName::public("t"));
            let mut column = Column::new(Name::folded("a"), DataType::builtin("integer"));
            column.default = text.map(|text| Expression::text(text).doubted(Unknown::new("why", None)));
            table.columns.push(column);
            let mut schema = Schema::default();
            schema.put(Key::Relation(table.name.clone()), Some(Stored::Table(Arc::new(table))));
            schema
        };
        let (typed, other, none) = (with_default(Some("f(1)")), with_default(Some("f(2)")), with_default(None));
        assert!(compare(&typed, &other, &|_| false).is_empty());
        let unknown = unknown_objects(&typed, &other);
        let names: Vec<String> = unknown.iter().map(|(object, _)| object.to_string()).collect();
        assert_eq!(names, ["column public.t.a"]);
        assert_eq!(show(&compare(&typed, &none, &|_| false)), ["column public.t.a different default"]);
        assert!(unknown_objects(&typed, &none).is_empty() && unknown_objects(&typed, &typed).is_empty());
    }

    #[test]
    fn what_an_unknown_touched_names_the_indexes_too() {
        let mut vague = Schema::default();
        let unknown = Unknown::new("why", None);
        vague.unknown.push((Touched::Table(QualifiedName::public("t")), unknown.clone()));
        vague.unknown.push((Touched::Everything, unknown));
        let actual = with_table(&[("a", DataType::builtin("integer"))]);
        let objects: Vec<String> =
            unknown_objects(&vague, &actual).into_iter().map(|(object, _)| object.to_string()).collect();
        assert_eq!(objects, ["schema *", "table public.t", "index public.ix"]);
    }

    #[test]
    fn labels_differ_one_by_one_and_by_order() {
        let with_labels = |labels: &[&str]| {
            let mut schema = Schema::default();
            let kind = TypeKind::Enum { labels: labels.iter().map(ToString::to_string).collect() };
            let own = Type { name: QualifiedName::public("e"), kind, comment: None };
            schema.put(Key::Type(own.name.clone()), Some(Stored::Type(Arc::new(own))));
            schema
        };
        let differences = compare(&with_labels(&["a", "b", "c"]), &with_labels(&["b", "a", "d"]), &|_| false);
        let expected = [
            "type public.e different definition",
            "type public.e different label c",
            "type public.e different label d",
        ];
        assert_eq!(show(&differences), expected);
    }
}
