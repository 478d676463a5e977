//! The rows of `pg_catalog`, filled from a schema. Columns that are left out are not known.

use super::cell::{Cell, Class};
use super::identity::{namespace, text};
use super::relation::{Builder, Cells, Relation, relation_oid};
use super::type_names::{INTERNAL, internal_name};
use super::wanted::Wanted;
use super::{information_schema, pg_class, pg_constraint, pg_index, system};
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Column, ConstraintKind, Firing, Identity, ObjectId, RoutineKind, Schema, Stored, Table, TypeKind, ViewKind,
};

/// Returns the rows of a relation, nothing if it is not modelled. Those that are not wanted may be missing.
#[must_use]
pub fn relation(schema: &Schema, name: &str, wanted: &Wanted) -> Option<Relation> {
    let mut rows = Builder::new(name, schema, wanted)?;
    match name {
        "pg_class" => pg_class::classes(&mut rows),
        "pg_attribute" => pg_class::attributes(&mut rows),
        "pg_namespace" => namespaces(&mut rows),
        "pg_constraint" => pg_constraint::constraints(&mut rows),
        "pg_index" => pg_index::indexes(&mut rows, pg_index::index),
        "pg_indexes" => pg_index::indexes(&mut rows, pg_index::index_text),
        "pg_tables" => rows.tables().into_iter().filter(|table| table.server.is_none()).for_each(|table| {
            rows.add(ObjectId::Table(table.name.clone()), None, Vec::new());
        }),
        "pg_views" => views(&mut rows, ViewKind::Plain),
        "pg_matviews" => views(&mut rows, ViewKind::Materialized),
        "pg_sequences" | "pg_sequence" | "information_schema.sequences" => sequences(&mut rows),
        "pg_type" => types(&mut rows),
        "pg_enum" => labels(&mut rows),
        "pg_attrdef" => defaults(&mut rows),
        "pg_proc" | "information_schema.routines" => routines(&mut rows),
        "pg_trigger" => triggers(&mut rows),
        "pg_policy" | "pg_policies" => policies(&mut rows),
        "pg_extension" => extensions(&mut rows),
        other => information_schema::fill(other, &mut rows)?,
    }
    system::fill(name, &mut rows);
    Some(rows.finish())
}

pub(super) fn tables(schema: &Schema) -> impl Iterator<Item = &Table> {
    schema.tables().map(|table| &**table)
}

/// Returns the `attnum` of a column.
pub(super) fn position(table: &Table, name: &Name) -> Cell {
    match table.columns.iter().position(|column| column.name == *name) {
        Some(at) => Cell::Position(table.name.clone(), at),
        None => Cell::Unknown,
    }
}

pub(super) fn positions(table: &Table, names: &[Name]) -> Cell {
    Cell::list(names.iter().map(|name| position(table, name)))
}

fn namespaces(rows: &mut Builder<'_>) {
    for (_, stored) in rows.objects() {
        if let Stored::Namespace(own) = stored {
            rows.add(ObjectId::Schema(own.name.clone()), None, Vec::new());
        }
    }
    for name in ["pg_catalog", "information_schema", "pg_toast"].map(Name::verbatim) {
        rows.always(vec![("oid", namespace(&name)), ("nspname", text(&name))]);
    }
}

fn views(rows: &mut Builder<'_>, kind: ViewKind) {
    for view in rows.views().into_iter().filter(|view| view.kind == kind) {
        rows.add(ObjectId::View(view.name.clone()), None, vec![("definition", Cell::Something)]);
    }
}

fn sequences(rows: &mut Builder<'_>) {
    for (_, stored) in rows.objects() {
        let Stored::Sequence(own) = stored else { continue };
        let is_text = rows.relation == "information_schema.sequences";
        let number = |own: i64| if is_text { Cell::text(&own.to_string()) } else { Cell::Number(own) };
        let cells = vec![
            ("seqstart", number(own.start)),
            ("start_value", number(own.start)),
            ("seqincrement", number(own.increment)),
            ("increment_by", number(own.increment)),
            ("seqmax", number(own.maximum)),
            ("max_value", number(own.maximum)),
            ("seqmin", number(own.minimum)),
            ("min_value", number(own.minimum)),
            ("seqcycle", Cell::Bool(own.cycle)),
        ];
        let object = ObjectId::Sequence(own.name.clone());
        // The sequences of identity columns are not in information_schema (DEPENDENCY_INTERNAL).
        if !(own.identity && is_text) {
            rows.add(object, own.owned_by.as_ref().map(|(table, _)| table), cells);
        }
    }
}

fn types(rows: &mut Builder<'_>) {
    let kind =
        |letter: &str, category: &str| vec![("typtype", Cell::text(letter)), ("typcategory", Cell::text(category))];
    for (_, stored) in rows.objects() {
        let (object, name, cells) = match stored {
            Stored::Type(own) => {
                let cells = match own.kind {
                    TypeKind::Enum { .. } => kind("e", "E"),
                    TypeKind::Domain { .. } => vec![("typtype", Cell::text("d"))],
                    TypeKind::Composite { .. } => kind("c", "C"),
                    TypeKind::Range { .. } => kind("r", "R"),
                    TypeKind::Base => vec![("typtype", Cell::text("b"))],
                };
                (ObjectId::Type(own.name.clone()), &own.name, cells)
            }
            Stored::Table(own) => (ObjectId::Table(own.name.clone()), &own.name, kind("c", "C")),
            Stored::View(own) => (ObjectId::View(own.name.clone()), &own.name, kind("c", "C")),
            _ => continue,
        };
        let mut cells = cells;
        if matches!(stored, Stored::Table(_) | Stored::View(_)) {
            cells.push(("typrelid", relation_oid(name)));
        }
        rows.add(object.clone(), None, cells);
        array_type(rows, &object, name);
    }
    let builtin = |name: &str| QualifiedName::new(Name::verbatim("pg_catalog"), Name::verbatim(name));
    for (name, _) in INTERNAL {
        let mut cells = type_row(&builtin(name));
        cells.push(("typtype", Cell::text("b")));
        rows.always(cells);
        rows.always(type_row(&builtin(&format!("_{name}"))));
    }
}

/// Adds a type that comes with an object, and its array type.
pub(super) fn named_type(rows: &mut Builder<'_>, object: &ObjectId, name: &QualifiedName) {
    rows.because_of(object, type_row(name));
    array_type(rows, object, name);
}

/// Adds the array type that comes with a type (`makeArrayTypeName`): where the name is taken or long it is another.
fn array_type(rows: &mut Builder<'_>, object: &ObjectId, name: &QualifiedName) {
    let own = name.sibling(Name::verbatim(&format!("_{}", name.name)));
    let is_taken = rows.schema.relation(&own).is_some() || rows.schema.type_named(&own).is_some();
    let mut cells = type_row(&own);
    cells.extend([("typtype", Cell::text("b")), ("typcategory", Cell::text("A"))]);
    if is_taken || own.name.as_str().len() > 60 {
        rows.maybe(type_row(&own), "the names of array types are not modelled");
    } else {
        rows.because_of(object, cells);
    }
}

fn type_row(name: &QualifiedName) -> Cells {
    vec![
        ("oid", Cell::Object(Class::Type, name.clone())),
        ("typname", text(&name.name)),
        ("typnamespace", namespace(&name.schema)),
    ]
}

fn labels(rows: &mut Builder<'_>) {
    for (_, stored) in rows.objects() {
        let Stored::Type(own) = stored else { continue };
        let TypeKind::Enum { labels } = &own.kind else { continue };
        if !rows.wants(&ObjectId::Type(own.name.clone())) {
            continue;
        }
        for (at, label) in labels.iter().enumerate() {
            // The numbers between which labels were added later are fractions; only their order is known.
            let order = Cell::Order(own.name.clone(), at);
            let cells = vec![("enumlabel", Cell::text(label)), ("enumsortorder", order)];
            rows.add(ObjectId::Type(own.name.clone()), None, cells);
        }
    }
}

fn defaults(rows: &mut Builder<'_>) {
    for table in rows.tables() {
        for column in table.columns.iter().filter(|column| has_default(column)) {
            let object = ObjectId::Column(table.name.clone(), column.name.clone());
            let cells = vec![("adnum", position(table, &column.name)), ("adbin", Cell::Something)];
            rows.add(object, None, cells);
        }
    }
}

pub(super) fn has_default(column: &Column) -> bool {
    column.default.is_some() || column.generated.is_some()
}

fn routines(rows: &mut Builder<'_>) {
    for (_, stored) in rows.objects() {
        let Stored::Routine(own) = stored else { continue };
        let (letter, word) = match own.kind {
            RoutineKind::Function => ("f", Cell::text("FUNCTION")),
            RoutineKind::Procedure => ("p", Cell::text("PROCEDURE")),
            RoutineKind::Aggregate => ("a", Cell::Null),
        };
        let object = ObjectId::Function(own.name.clone(), own.argument_types());
        let cells = vec![
            ("prokind", Cell::text(letter)),
            ("routine_type", word),
            ("pronargs", Cell::size(own.arguments.len())),
            ("oid", Cell::Object(Class::Routine, own.name.sibling(Name::verbatim(&object.to_string())))),
        ];
        rows.add(object, None, cells);
    }
}

fn triggers(rows: &mut Builder<'_>) {
    for table in rows.tables() {
        for trigger in table.triggers.values() {
            let cells = vec![
                ("tgisinternal", Cell::Bool(false)),
                ("tgparentid", Cell::Number(0)),
                ("tgenabled", Cell::text(firing_letter(trigger.firing))),
            ];
            rows.add(ObjectId::Trigger(table.name.clone(), trigger.name.clone()), None, cells);
        }
        for constraint in table.constraints.values() {
            let ConstraintKind::ForeignKey(own) = &constraint.kind else { continue };
            for owner in [&table.name, &own.table] {
                let cells = vec![
                    ("tgrelid", relation_oid(owner)),
                    ("tgname", Cell::among("RI_ConstraintTrigger_*")),
                    ("tgisinternal", Cell::Bool(true)),
                ];
                rows.maybe(cells, "the triggers behind foreign keys are not modelled");
            }
        }
    }
}

fn firing_letter(firing: Firing) -> &'static str {
    match firing {
        Firing::Enabled => "O",
        Firing::Disabled => "D",
        Firing::Replica => "R",
        Firing::Always => "A",
    }
}

fn policies(rows: &mut Builder<'_>) {
    for table in rows.tables() {
        for policy in table.policies.values() {
            rows.add(ObjectId::Policy(table.name.clone(), policy.name.clone()), None, Vec::new());
        }
    }
}

fn extensions(rows: &mut Builder<'_>) {
    for (_, stored) in rows.objects() {
        let Stored::Extension(own) = stored else { continue };
        let cells = vec![("extnamespace", namespace(&own.schema)), ("extversion", Cell::Something)];
        rows.add(ObjectId::Extension(own.name.clone()), None, cells);
    }
    let plpgsql = Name::verbatim("plpgsql");
    if rows.schema.find(&crate::schema::Key::Extension(plpgsql)).is_none() {
        // A new database has this one.
        rows.always(vec![
            ("extname", Cell::text("plpgsql")),
            ("extnamespace", namespace(&Name::verbatim("pg_catalog"))),
            ("extversion", Cell::Something),
        ]);
    }
}

/// Returns the name of a column's type, as an `oid`.
pub(super) fn type_oid(column: &Column) -> Cell {
    if column.data_type.as_unknown().is_some() {
        return Cell::Unknown;
    }
    Cell::Object(Class::Type, internal_name(&column.data_type))
}

pub(super) fn identity_letter(column: &Column) -> &'static str {
    match column.identity {
        Some(Identity::Always) => "a",
        Some(Identity::ByDefault) => "d",
        None => "",
    }
}
