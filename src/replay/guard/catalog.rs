//! The rows of `pg_catalog`, filled from a schema. Columns that are left out are not known.

use super::cell::{Cell, Class};
use super::definition::{constraint_definition, index_definition};
use super::identity::{namespace, text};
use super::relation::{Builder, Cells, Relation, relation_oid};
use super::type_names::{INTERNAL, internal_name};
use super::{information_schema, pg_class, system};
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Column, Constraint, ConstraintKind, Deferrability, Identity, Index, KeyTarget, Match, ObjectId, ReferentialAction,
    RoutineKind, Schema, Stored, Table, TypeKind, View, ViewKind,
};

/// Returns the rows of a relation, nothing if it is not modelled.
#[must_use]
pub fn relation(schema: &Schema, name: &str) -> Option<Relation> {
    let mut rows = Builder::new(name, schema)?;
    match name {
        "pg_class" => pg_class::classes(&mut rows),
        "pg_attribute" => pg_class::attributes(&mut rows),
        "pg_namespace" => namespaces(&mut rows),
        "pg_constraint" => constraints(&mut rows),
        "pg_index" => indexes(&mut rows, index),
        "pg_indexes" => indexes(&mut rows, index_text),
        "pg_tables" => tables(schema).for_each(|table| {
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

pub(super) fn all_views(schema: &Schema) -> impl Iterator<Item = &View> {
    schema.objects().filter_map(|(_, stored)| match stored {
        Stored::View(view) => Some(&**view),
        _ => None,
    })
}

/// Returns the `attnum` of a column.
pub(super) fn position(table: &Table, name: &Name) -> Cell {
    match table.columns.iter().position(|column| column.name == *name) {
        Some(at) => Cell::Position(table.name.clone(), at),
        None => Cell::Unknown,
    }
}

fn positions(table: &Table, names: &[Name]) -> Cell {
    Cell::list(names.iter().map(|name| position(table, name)))
}

fn namespaces(rows: &mut Builder<'_>) {
    for (_, stored) in rows.schema.objects() {
        if let Stored::Namespace(own) = stored {
            rows.add(ObjectId::Schema(own.name.clone()), None, Vec::new());
        }
    }
}

fn constraints(rows: &mut Builder<'_>) {
    for table in tables(rows.schema) {
        for constraint in table.constraints.values() {
            let object = ObjectId::Constraint(table.name.clone(), constraint.name.clone());
            let cells = constraint_cells(rows.schema, table, constraint);
            rows.add(object, None, cells);
        }
        for column in table.columns.iter().filter(|column| column.not_null) {
            let name = format!("{}_{}_not_null", table.name.name, column.name);
            let cells = vec![
                ("conrelid", relation_oid(&table.name)),
                ("connamespace", namespace(&table.name.schema)),
                ("conname", Cell::text(&name)),
                ("contype", Cell::text("n")),
            ];
            rows.maybe(cells, "from PostgreSQL 18 NOT NULL is a constraint");
        }
        for trigger in table.triggers.values().filter(|own| own.definition.to_sql().contains("CONSTRAINT")) {
            let cells = vec![("conrelid", relation_oid(&table.name)), ("conname", text(&trigger.name))];
            rows.maybe(cells, "the constraints of triggers are not modelled");
        }
    }
    for (_, stored) in rows.schema.objects() {
        if let Stored::Type(own) = stored
            && matches!(own.kind, TypeKind::Domain { .. })
        {
            let cells = vec![
                ("conrelid", Cell::Number(0)),
                ("connamespace", namespace(&own.name.schema)),
                ("contypid", Cell::Object(Class::Type, own.name.clone())),
            ];
            rows.maybe(cells, "the constraints of domains are not modelled");
        }
    }
}

fn constraint_cells(schema: &Schema, table: &Table, constraint: &Constraint) -> Cells {
    let letter = |action: ReferentialAction| match action {
        ReferentialAction::NoAction => "a",
        ReferentialAction::Restrict => "r",
        ReferentialAction::Cascade => "c",
        ReferentialAction::SetNull => "n",
        ReferentialAction::SetDefault => "d",
    };
    let own_index = || relation_oid(&table.name.sibling(constraint.name.clone()));
    let none = || ("confrelid", Cell::Number(0));
    let mut row = match &constraint.kind {
        ConstraintKind::PrimaryKey { columns, .. } => {
            vec![("contype", Cell::text("p")), ("conindid", own_index()), ("conkey", positions(table, columns)), none()]
        }
        ConstraintKind::Unique { columns, .. } => {
            vec![("contype", Cell::text("u")), ("conindid", own_index()), ("conkey", positions(table, columns)), none()]
        }
        ConstraintKind::Exclude { .. } => vec![("contype", Cell::text("x")), ("conindid", own_index()), none()],
        ConstraintKind::Check { expression, .. } => {
            let columns: Vec<Name> = expression.columns().cloned().collect();
            let key = if columns.len() == 1 { positions(table, &columns) } else { Cell::Unknown };
            let bin = ("conbin", Cell::Something);
            vec![("contype", Cell::text("c")), ("conindid", Cell::Number(0)), ("conkey", key), none(), bin]
        }
        ConstraintKind::ForeignKey(own) => {
            let referenced = schema.table(&own.table).map(|table| positions(table, &own.referenced));
            vec![
                ("contype", Cell::text("f")),
                ("conkey", positions(table, &own.columns)),
                ("confkey", referenced.unwrap_or(Cell::Unknown)),
                ("confrelid", relation_oid(&own.table)),
                ("confdeltype", Cell::text(letter(own.on_delete))),
                ("confupdtype", Cell::text(letter(own.on_update))),
                ("confmatchtype", Cell::text(if own.match_kind == Match::Full { "f" } else { "s" })),
            ]
        }
    };
    row.push(("convalidated", Cell::Bool(constraint.validated)));
    row.push(("condeferrable", Cell::Bool(constraint.deferrability != Deferrability::NotDeferrable)));
    row.push(("condeferred", Cell::Bool(constraint.deferrability == Deferrability::InitiallyDeferred)));
    row.push(("contypid", Cell::Number(0)));
    row
}

/// Adds every index, those behind constraints included.
fn indexes(rows: &mut Builder<'_>, cells: fn(&Table, Result<&Index, &Constraint>) -> Cells) {
    for (_, stored) in rows.schema.objects() {
        match stored {
            Stored::Index(index) => {
                let own = rows.schema.table(&index.table).map(|table| cells(table, Ok(index)));
                rows.add(ObjectId::Index(index.name.clone()), Some(&index.table), own.unwrap_or_default());
            }
            Stored::Table(table) => {
                for constraint in table.constraints.values().filter(|constraint| constraint.has_index()) {
                    let object = ObjectId::Constraint(table.name.clone(), constraint.name.clone());
                    rows.add(object, None, cells(table, Err(constraint)));
                }
            }
            _ => {}
        }
    }
}

fn index(table: &Table, own: Result<&Index, &Constraint>) -> Cells {
    let keys: Vec<Cell> = match own {
        Ok(index) => {
            let key = |target: &KeyTarget| match target {
                KeyTarget::Column(name) => position(table, name),
                KeyTarget::Expression(_) => Cell::Number(0),
            };
            let keys = index.keys.iter().map(|own| key(&own.target));
            keys.chain(index.include.iter().map(|name| position(table, name))).collect()
        }
        Err(constraint) => match &constraint.kind {
            ConstraintKind::PrimaryKey { columns, include } | ConstraintKind::Unique { columns, include, .. } => {
                columns.iter().chain(include).map(|name| position(table, name)).collect()
            }
            _ => vec![Cell::Unknown],
        },
    };
    let known = !keys.iter().any(Cell::is_open);
    let included = match own {
        Ok(index) => index.include.len(),
        Err(constraint) => match &constraint.kind {
            ConstraintKind::PrimaryKey { include, .. } | ConstraintKind::Unique { include, .. } => include.len(),
            _ => 0,
        },
    };
    let count = |count: usize| if known { Cell::size(count) } else { Cell::Unknown };
    let is = |kind: fn(&ConstraintKind) -> bool| own.err().is_some_and(|constraint| kind(&constraint.kind));
    let unique = own.is_ok_and(|index| index.unique) || is(|kind| !matches!(kind, ConstraintKind::Exclude { .. }));
    let optional = |there: bool| if there { Cell::Something } else { Cell::Null };
    let expressions =
        own.is_ok_and(|own| own.keys.iter().any(|key| matches!(key.target, KeyTarget::Expression(_))));
    vec![
        ("indnatts", count(keys.len())),
        ("indnkeyatts", count(keys.len().saturating_sub(included))),
        ("indkey", if known { Cell::List(keys.into(), 0) } else { Cell::Unknown }),
        ("indisunique", Cell::Bool(unique)),
        ("indisprimary", Cell::Bool(is(|kind| matches!(kind, ConstraintKind::PrimaryKey { .. })))),
        ("indisexclusion", Cell::Bool(is(|kind| matches!(kind, ConstraintKind::Exclude { .. })))),
        ("indisvalid", Cell::Bool(own.map_or(true, |index| index.valid))),
        ("indpred", if own.is_ok() { optional(own.is_ok_and(|own| own.predicate.is_some())) } else { Cell::Unknown }),
        ("indexprs", if own.is_ok() { optional(expressions) } else { Cell::Unknown }),
        ("indrelid", relation_oid(&table.name)),
    ]
}

fn index_text(table: &Table, own: Result<&Index, &Constraint>) -> Cells {
    vec![("indexdef", index_definition(table, own)), ("tablespace", Cell::Unknown)]
}

fn views(rows: &mut Builder<'_>, kind: ViewKind) {
    for view in all_views(rows.schema).filter(|view| view.kind == kind) {
        rows.add(ObjectId::View(view.name.clone()), None, vec![("definition", Cell::Something)]);
    }
}

fn sequences(rows: &mut Builder<'_>) {
    for (_, stored) in rows.schema.objects() {
        let Stored::Sequence(own) = stored else { continue };
        let number = Cell::Number;
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
        if own.identity {
            rows.maybe(
                super::identity::identity("information_schema.sequences", &object).map(|(_, own)| own).unwrap_or_default(),
                "the sequences of identity columns are not modelled",
            );
        } else {
            rows.add(object, own.owned_by.as_ref().map(|(table, _)| table), cells);
        }
    }
}

fn types(rows: &mut Builder<'_>) {
    let kind = |letter: &str, category: &str| vec![("typtype", Cell::text(letter)), ("typcategory", Cell::text(category))];
    for (_, stored) in rows.schema.objects() {
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
        rows.add(object, None, cells);
        array_type(rows, name);
    }
    let builtin = |name: &str| QualifiedName::new(Name::verbatim("pg_catalog"), Name::verbatim(name));
    for (name, _) in INTERNAL {
        let mut cells = type_row(&builtin(name));
        cells.push(("typtype", Cell::text("b")));
        rows.always(cells);
        rows.always(type_row(&builtin(&format!("_{name}"))));
    }
}

/// Adds the array type that comes with a type (`makeArrayTypeName`): where the name is taken or long it is another.
fn array_type(rows: &mut Builder<'_>, name: &QualifiedName) {
    let cells = type_row(&name.sibling(Name::verbatim(&format!("_{}", name.name))));
    rows.maybe(cells, "the names of array types are not modelled");
}

fn type_row(name: &QualifiedName) -> Cells {
    vec![
        ("oid", Cell::Object(Class::Type, name.clone())),
        ("typname", text(&name.name)),
        ("typnamespace", namespace(&name.schema)),
    ]
}

fn labels(rows: &mut Builder<'_>) {
    for (_, stored) in rows.schema.objects() {
        let Stored::Type(own) = stored else { continue };
        let TypeKind::Enum { labels } = &own.kind else { continue };
        for (at, label) in labels.iter().enumerate() {
            // The numbers between which labels were added later are fractions; only their order is known.
            let order = Cell::Position(own.name.clone(), at);
            let cells = vec![("enumlabel", Cell::text(label)), ("enumsortorder", order)];
            rows.add(ObjectId::Type(own.name.clone()), None, cells);
        }
    }
}

fn defaults(rows: &mut Builder<'_>) {
    for table in tables(rows.schema) {
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
    for (_, stored) in rows.schema.objects() {
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
    for table in tables(rows.schema) {
        for trigger in table.triggers.values() {
            let cells = vec![
                ("tgisinternal", Cell::Bool(false)),
                ("tgparentid", Cell::Number(0)),
                ("tgenabled", if trigger.enabled { Cell::Unknown } else { Cell::text("D") }),
            ];
            rows.add(ObjectId::Trigger(table.name.clone(), trigger.name.clone()), None, cells);
        }
        for constraint in table.constraints.values() {
            let ConstraintKind::ForeignKey(own) = &constraint.kind else { continue };
            for owner in [&table.name, &own.table] {
                let cells = vec![
                    ("tgrelid", relation_oid(owner)),
                    ("tgname", Cell::Starting("RI_ConstraintTrigger_")),
                    ("tgisinternal", Cell::Bool(true)),
                ];
                rows.maybe(cells, "the triggers behind foreign keys are not modelled");
            }
        }
    }
}

fn policies(rows: &mut Builder<'_>) {
    for table in tables(rows.schema) {
        for policy in table.policies.values() {
            rows.add(ObjectId::Policy(table.name.clone(), policy.name.clone()), None, Vec::new());
        }
    }
}

fn extensions(rows: &mut Builder<'_>) {
    for (_, stored) in rows.schema.objects() {
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

pub(super) fn constraint_text(schema: &Schema, name: &QualifiedName) -> Cell {
    let owners = tables(schema).filter(|table| table.name.schema == name.schema);
    let mut found = owners.filter_map(|table| Some((table, table.constraints.get(&name.name)?)));
    match (found.next(), found.next()) {
        (Some((table, own)), None) => constraint_definition(schema, table, own),
        // Constraints of several tables may share a name.
        _ => Cell::Something,
    }
}
