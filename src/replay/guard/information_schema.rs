//! The rows of `information_schema`, as the standard shows a schema (`information_schema.sql`, PostgreSQL 15).

use super::catalog::position;
use super::cell::Cell;
use super::definition::is_visible;
use super::identity::text;
use super::relation::{Builder, Cells};
use super::type_names::{data_type_name, internal_name};
use crate::name::Name;
use crate::schema::{
    Column, Constraint, ConstraintKind, DataType, Deferrability, Identity, Match, ObjectId, Schema, Stored, Table,
    TypeKind, ViewKind,
};

/// Adds the rows of a relation, nothing where it is not modelled.
pub(super) fn fill(relation: &str, rows: &mut Builder<'_>) -> Option<()> {
    match relation {
        "information_schema.tables" => relations(rows),
        "information_schema.columns" => columns(rows),
        "information_schema.schemata" => schemata(rows),
        "information_schema.views" => {
            for view in rows.views().into_iter().filter(|view| view.kind == ViewKind::Plain) {
                rows.add(ObjectId::View(view.name.clone()), None, vec![("view_definition", Cell::Something)]);
            }
        }
        "information_schema.table_constraints" => table_constraints(rows),
        "information_schema.key_column_usage" => of_constraints(rows, key_columns),
        "information_schema.constraint_column_usage" => of_constraints(rows, used_columns),
        "information_schema.referential_constraints" => of_constraints(rows, references),
        "information_schema.check_constraints" => check_constraints(rows),
        "information_schema.triggers" => triggers(rows),
        _ => return None,
    }
    Some(())
}

fn yes(truth: bool) -> Cell {
    Cell::text(if truth { "YES" } else { "NO" })
}

fn relations(rows: &mut Builder<'_>) {
    for (_, stored) in rows.objects() {
        let (object, kind) = match stored {
            Stored::Table(table) => {
                (ObjectId::Table(table.name.clone()), if table.server.is_some() { "FOREIGN" } else { "BASE TABLE" })
            }
            Stored::View(view) if view.kind == ViewKind::Plain => (ObjectId::View(view.name.clone()), "VIEW"),
            _ => continue,
        };
        rows.add(object, None, vec![("table_type", Cell::text(kind)), ("is_typed", Cell::Unknown)]);
    }
}

fn schemata(rows: &mut Builder<'_>) {
    for (_, stored) in rows.objects() {
        if let Stored::Namespace(own) = stored {
            rows.add(ObjectId::Schema(own.name.clone()), None, Vec::new());
        }
    }
    for name in ["pg_catalog", "information_schema", "pg_toast"] {
        rows.always(vec![("schema_name", Cell::text(name))]);
    }
}

fn columns(rows: &mut Builder<'_>) {
    for table in rows.tables() {
        for column in &table.columns {
            let object = ObjectId::Column(table.name.clone(), column.name.clone());
            if rows.wants(&object) {
                let cells = column_cells(rows.schema, table, column);
                rows.add(object, None, cells);
            }
        }
    }
    for view in rows.views().into_iter().filter(|view| view.kind == ViewKind::Plain) {
        let row = || vec![("table_schema", text(&view.name.schema)), ("table_name", text(&view.name.name))];
        let doubt = rows.schema.doubt_about(&ObjectId::View(view.name.clone()));
        match view.columns.as_ref().filter(|_| doubt.is_none()) {
            Some(columns) => columns.iter().enumerate().for_each(|(at, name)| {
                let mut cells = row();
                cells.push(("column_name", text(name)));
                cells.push(("ordinal_position", Cell::Position(view.name.clone(), at)));
                cells.push(("is_nullable", Cell::text("YES")));
                rows.because_of(&ObjectId::View(view.name.clone()), cells);
            }),
            None => rows.maybe(row(), "the columns of views are not modelled"),
        }
    }
}

/// Returns the type below domains, and whether one of them refuses NULL.
fn below_domains(schema: &Schema, own: &DataType) -> (DataType, bool) {
    let (mut own, mut refuses) = (own.clone(), false);
    while !own.array
        && let Some(name) = own.user_type()
        && let Some(found) = schema.type_named(name)
        && let TypeKind::Domain { base, not_null, .. } = &found.kind
    {
        refuses |= *not_null;
        own = base.clone();
    }
    (own, refuses)
}

fn column_cells(schema: &Schema, table: &Table, column: &Column) -> Cells {
    let (own, refuses) = below_domains(schema, &column.data_type);
    let is_domain = own != column.data_type;
    let known = own.as_unknown().is_none();
    let or_unknown = |cell: Cell| if known { cell } else { Cell::Unknown };
    let internal = internal_name(&own);
    let modifiers = if own.array { "" } else { own.modifiers.trim() };
    let whole = || modifiers.parse().map_or(Cell::Null, Cell::Number);
    let is_text = own.is_builtin("character varying") || own.is_builtin("character");
    let (precision, scale) = numbers(&own, modifiers);
    let generation = column.identity.map(|own| if own == Identity::Always { "ALWAYS" } else { "BY DEFAULT" });
    let name = |name: fn(&crate::name::QualifiedName) -> &Name| match column.data_type.user_type() {
        Some(own) if is_domain => text(name(own)),
        _ => Cell::Null,
    };
    vec![
        ("ordinal_position", position(table, &column.name)),
        ("column_default", default_text(schema, column)),
        ("is_nullable", if known { yes(!(column.not_null || refuses)) } else { Cell::Unknown }),
        ("data_type", data_type_name(&own).map_or(Cell::Unknown, |name| Cell::text(&name))),
        ("udt_name", or_unknown(text(&internal.name))),
        ("udt_schema", or_unknown(text(&internal.schema))),
        ("domain_name", or_unknown(name(|own| &own.name))),
        ("domain_schema", or_unknown(name(|own| &own.schema))),
        ("character_maximum_length", or_unknown(if is_text { whole() } else { Cell::Null })),
        ("numeric_precision", or_unknown(precision)),
        ("numeric_scale", or_unknown(scale)),
        ("is_identity", yes(column.identity.is_some())),
        ("identity_generation", generation.map_or(Cell::Null, Cell::text)),
        ("is_generated", Cell::text(if column.generated.is_some() { "ALWAYS" } else { "NEVER" })),
        ("generation_expression", if column.generated.is_some() { Cell::Something } else { Cell::Null }),
    ]
}

/// Returns `numeric_precision` and `numeric_scale` (`_pg_numeric_precision`, `_pg_numeric_scale`).
fn numbers(own: &DataType, modifiers: &str) -> (Cell, Cell) {
    if own.array {
        return (Cell::Null, Cell::Null);
    }
    let is = |name: &str| own.is_builtin(name);
    match () {
        () if is("smallint") => (Cell::Number(16), Cell::Number(0)),
        () if is("integer") => (Cell::Number(32), Cell::Number(0)),
        () if is("bigint") => (Cell::Number(64), Cell::Number(0)),
        () if is("real") => (Cell::Number(24), Cell::Null),
        () if is("double precision") => (Cell::Number(53), Cell::Null),
        () if is("numeric") && modifiers.is_empty() => (Cell::Null, Cell::Null),
        () if is("numeric") => {
            let mut parts = modifiers.split(',').map(|part| part.trim().parse().map_or(Cell::Unknown, Cell::Number));
            (parts.next().unwrap_or(Cell::Unknown), parts.next().unwrap_or(Cell::Number(0)))
        }
        () => (Cell::Null, Cell::Null),
    }
}

/// Returns `column_default`, where it is certain how the server prints it.
fn default_text(schema: &Schema, column: &Column) -> Cell {
    let Some(default) = column.default.as_ref().filter(|_| column.generated.is_none()) else { return Cell::Null };
    if default.as_unknown().is_some() {
        return Cell::Unknown;
    }
    let own = default.to_sql();
    // Other numbers may be written as strings: `'1'::bigint`.
    let is_number = column.data_type.is_builtin("integer") && own.bytes().all(|byte| byte.is_ascii_digit());
    match () {
        () if is_number || matches!(&*own, "true" | "false" | "now()") => Cell::text(&own),
        () if own.starts_with("nextval(") => Cell::among("nextval(*"),
        () if own.starts_with('\'') => label(schema, &own, &column.data_type).unwrap_or(Cell::among("'*")),
        () => Cell::Something,
    }
}

/// Returns how the server prints a label that is the default of an enum: `'a'::mood`. Of other types a string may have been
/// written with another type; that it is cast twice (`('a'::text)::mood`) is not told apart.
fn label(schema: &Schema, own: &str, of: &DataType) -> Option<Cell> {
    let inner = own.strip_prefix('\'')?.strip_suffix('\'')?;
    let name = of.user_type().filter(|_| !of.array && !inner.replace("''", "").contains(['\'', '\\']))?;
    let is_enum = schema.type_named(name).is_some_and(|own| matches!(own.kind, TypeKind::Enum { .. }));
    let is_visible = is_visible(schema, name).filter(|_| is_enum)?;
    let printed = if is_visible { name.name.quoted() } else { name.quoted() };
    Some(Cell::text(&format!("{own}::{printed}")))
}

fn word(kind: &ConstraintKind) -> Option<&'static str> {
    Some(match kind {
        ConstraintKind::PrimaryKey { .. } => "PRIMARY KEY",
        ConstraintKind::Unique { .. } => "UNIQUE",
        ConstraintKind::ForeignKey(_) => "FOREIGN KEY",
        ConstraintKind::Check { .. } => "CHECK",
        ConstraintKind::Exclude { .. } => return None,
    })
}

fn object(table: &Table, constraint: &Constraint) -> ObjectId {
    ObjectId::Constraint(table.name.clone(), constraint.name.clone())
}

fn table_constraints(rows: &mut Builder<'_>) {
    of_constraints(rows, |_, constraint| {
        let deferrable = constraint.deferrability != Deferrability::NotDeferrable;
        let cells = word(&constraint.kind).map(|word| {
            vec![
                ("constraint_type", Cell::text(word)),
                ("is_deferrable", yes(deferrable)),
                ("initially_deferred", yes(constraint.deferrability == Deferrability::InitiallyDeferred)),
            ]
        });
        cells.into_iter().collect()
    });
    for table in rows.tables() {
        for column in not_null_columns(rows.schema, table) {
            let cells = vec![
                ("constraint_name", not_null_name(table, &column.name)),
                ("constraint_type", Cell::text("CHECK")),
                ("constraint_schema", text(&table.name.schema)),
                ("table_schema", text(&table.name.schema)),
                ("table_name", text(&table.name.name)),
            ];
            rows.because_of(&ObjectId::Column(table.name.clone(), column.name.clone()), cells);
        }
    }
}

fn check_constraints(rows: &mut Builder<'_>) {
    of_constraints(rows, |_, constraint| match constraint.kind {
        ConstraintKind::Check { .. } => vec![vec![("check_clause", Cell::Something)]],
        _ => Vec::new(),
    });
    for table in rows.tables() {
        for column in not_null_columns(rows.schema, table) {
            let cells = vec![
                ("constraint_name", not_null_name(table, &column.name)),
                ("constraint_schema", text(&table.name.schema)),
                ("check_clause", Cell::text(&format!("{} IS NOT NULL", column.name))),
            ];
            rows.because_of(&ObjectId::Column(table.name.clone(), column.name.clone()), cells);
        }
    }
    for (_, stored) in rows.objects() {
        if let Stored::Type(own) = stored
            && let TypeKind::Domain { constraints, .. } = &own.kind
        {
            for name in constraints.keys() {
                let cells = vec![
                    ("constraint_name", text(name)),
                    ("constraint_schema", text(&own.name.schema)),
                    ("check_clause", Cell::Something),
                ];
                rows.because_of(&ObjectId::Type(own.name.clone()), cells);
            }
            if rows.schema.doubt_about(&ObjectId::Type(own.name.clone())).is_some() {
                rows.because_of(&ObjectId::Type(own.name.clone()), vec![("constraint_schema", text(&own.name.schema))]);
            }
        }
    }
}

/// Returns the columns that are or may be NOT NULL.
pub(super) fn not_null_columns<'a>(schema: &'a Schema, table: &'a Table) -> impl Iterator<Item = &'a Column> {
    let doubted =
        |column: &Column| schema.doubt_about(&ObjectId::Column(table.name.clone(), column.name.clone())).is_some();
    table.columns.iter().filter(move |column| column.not_null || doubted(column))
}

/// What a NOT NULL is called: three numbers before PostgreSQL 18, then as `ChooseConstraintName` does.
fn not_null_name(table: &Table, column: &Name) -> Cell {
    let name = format!("{}_{column}", table.name.name);
    let is_cut = name.len() > 50 || name.contains([' ', '*']);
    Cell::among(&format!("0* 1* 2* 3* 4* 5* 6* 7* 8* 9* {}_not_null*", if is_cut { "*" } else { &name }))
}

fn of_constraints(rows: &mut Builder<'_>, cells: impl Fn(&Table, &Constraint) -> Vec<Cells>) {
    for table in rows.tables() {
        for constraint in table.constraints.values().filter(|own| rows.wants(&object(table, own))).collect::<Vec<_>>() {
            for own in cells(table, constraint) {
                rows.add(object(table, constraint), None, own);
            }
        }
    }
}

fn key_columns(table: &Table, constraint: &Constraint) -> Vec<Cells> {
    let columns = match &constraint.kind {
        ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. } => columns,
        ConstraintKind::ForeignKey(own) => &own.columns,
        _ => return Vec::new(),
    };
    let is_foreign = matches!(constraint.kind, ConstraintKind::ForeignKey(_));
    let cells = |(at, column): (usize, &Name)| {
        vec![
            ("column_name", text(column)),
            ("table_schema", text(&table.name.schema)),
            ("ordinal_position", Cell::size(at.saturating_add(1))),
            ("position_in_unique_constraint", if is_foreign { Cell::Something } else { Cell::Null }),
        ]
    };
    columns.iter().enumerate().map(cells).collect()
}

fn used_columns(table: &Table, constraint: &Constraint) -> Vec<Cells> {
    let (owner, mut columns) = match &constraint.kind {
        ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. } => {
            (&table.name, columns.clone())
        }
        ConstraintKind::ForeignKey(own) => (&own.table, own.referenced.clone()),
        ConstraintKind::Check { expression, .. } => (&table.name, expression.columns().cloned().collect()),
        ConstraintKind::Exclude { .. } => return Vec::new(),
    };
    columns.sort();
    columns.dedup();
    let cells = |column: &Name| {
        vec![("table_schema", text(&owner.schema)), ("table_name", text(&owner.name)), ("column_name", text(column))]
    };
    columns.iter().map(cells).collect()
}

fn references(_: &Table, constraint: &Constraint) -> Vec<Cells> {
    let ConstraintKind::ForeignKey(own) = &constraint.kind else { return Vec::new() };
    vec![vec![
        ("delete_rule", Cell::text(own.on_delete.as_str())),
        ("update_rule", Cell::text(own.on_update.as_str())),
        ("match_option", Cell::text(if own.match_kind == Match::Full { "FULL" } else { "NONE" })),
        ("unique_constraint_schema", Cell::Unknown),
    ]]
}

/// One row for each event of a trigger.
fn triggers(rows: &mut Builder<'_>) {
    for table in rows.tables() {
        for trigger in table.triggers.values() {
            let definition = trigger.definition.to_sql();
            let before = definition.split(" ON ").next().and_then(|own| own.split(" FOR ").next()).unwrap_or_default();
            for event in ["INSERT", "UPDATE", "DELETE"].into_iter().filter(|event| before.contains(*event)) {
                let cells =
                    vec![("event_manipulation", Cell::text(event)), ("trigger_schema", text(&table.name.schema))];
                rows.add(ObjectId::Trigger(table.name.clone(), trigger.name.clone()), None, cells);
            }
        }
    }
}
