"""alembic_postgresql_enum (1.11), as far as version files use it: its directives put another type in an enum's place. The
comparison operators that it makes in between are gone when it ends, and are left out."""

import enum
import re
from dataclasses import dataclass

import sqlalchemy as sa
from alembic.operations import MigrateOperation, Operations

NOT_SAID = object()


class ColumnType(enum.Enum):
    COMMON = "COMMON"
    ARRAY = "ARRAY"


@dataclass(frozen=True)
class TableReference:
    table_name: str
    column_name: str
    table_schema: object = NOT_SAID
    column_type: object = ColumnType.COMMON
    existing_server_default: object = None


@dataclass(frozen=True)
class TableIndex:
    name: str
    definition: str


@dataclass
class Config:
    add_type_ignore: object = None
    include_name: object = None
    drop_unused_enums: object = True
    detect_enum_values_changes: object = True
    force_dialect_support: object = False
    ignore_enum_values_order: object = False


def set_configuration(config):
    pass


def quoted(*names):
    return ".".join(f'"{name}"' for name in names if name)


def with_new_labels(text, renamed):
    for old, new in renamed:
        text = text.replace(f"'{old}'", f"'{new}'").replace(f'"{old}"', f'"{new}"')
    return text


def new_default(default, enum_type, renamed):
    if default.startswith("ARRAY["):
        return re.sub(r"::[.\w]+", f"::{enum_type}", with_new_labels(default, renamed))
    value = with_new_labels(default[: default.find("::")], renamed)
    return f"{value}::{enum_type}[]" if default.endswith("[]") else f"{value}::{enum_type}"


def default_of(run, schema, table, column):
    asked = sa.text(
        "SELECT column_default FROM information_schema.columns "
        f"WHERE table_schema = '{schema}' AND table_name = '{table}' AND column_name = '{column}'"
    )
    return run.execute(asked).scalar()


def referred(run, schema, own):
    """(table, column, whether it is an array, default)"""
    if isinstance(own, tuple):
        kind = own[2] if len(own) > 2 else ColumnType.COMMON
        return quoted(schema, own[0]), quoted(own[1]), kind, default_of(run, schema, own[0], own[1])
    if not isinstance(own, TableReference):
        raise ValueError("Affected columns must contain tuples or TableReferences")
    of = schema if own.table_schema is NOT_SAID else own.table_schema
    return quoted(of, own.table_name), quoted(own.column_name), own.column_type, own.existing_server_default


def converted(column, kind, enum_type, renamed):
    """The type that the column gets, and how."""
    if kind == ColumnType.ARRAY:
        value = f"{column}::text[]"
        for old, new in renamed:
            value = f"array_replace({value}, '{old}', '{new}')"
        return f"{enum_type}[] USING {value}::{enum_type}[]"
    if not renamed:
        return f"{enum_type} USING {column}::text::{enum_type}"
    cases = " ".join(f"WHEN {column}::text = '{old}' THEN '{new}'::{enum_type}" for old, new in renamed)
    return f"{enum_type} USING CASE {cases} ELSE {column}::text::{enum_type} END"


@Operations.register_operation("sync_enum_values")
class SyncEnumValuesOp(MigrateOperation):
    @classmethod
    def sync_enum_values(
        cls,
        operations,
        enum_schema,
        enum_name,
        new_values,
        affected_columns,
        enum_values_to_rename=(),
        indexes_to_recreate=None,
    ):
        run, renamed = operations.get_bind(), list(enum_values_to_rename)
        columns = [referred(run, enum_schema, own) for own in affected_columns]
        enum_type, labels = quoted(enum_schema, enum_name), ", ".join(f"'{label}'" for label in new_values)
        run.execute(sa.text(f"ALTER TYPE {enum_type} RENAME TO {quoted(enum_name + '_old')}"))
        run.execute(sa.text(f"CREATE TYPE {enum_type} AS ENUM({labels})"))
        for index in indexes_to_recreate or []:
            parts = [part.strip('"') for part in index.name.rsplit(".", 1)]
            run.execute(sa.text(f"DROP INDEX IF EXISTS {quoted(*parts)}"))
        for table, column, kind, default in columns:
            alter = f"ALTER TABLE {table} ALTER COLUMN {column}"
            if default is not None:
                run.execute(sa.text(f"{alter} DROP DEFAULT"))
            run.execute(sa.text(f"{alter} TYPE {converted(column, kind, enum_type, renamed)}"))
            if default is not None:
                own = f"{enum_schema}.{enum_name}" if enum_schema else enum_name
                run.execute(sa.text(f"{alter} SET DEFAULT {new_default(default, own, renamed)}"))
        run.execute(sa.text(f"DROP TYPE {quoted(enum_schema, enum_name + '_old')}"))
        for index in indexes_to_recreate or []:
            definition = index.definition
            for old, new in renamed:
                for own in (enum_name, f"{enum_schema}.{enum_name}"):
                    definition = definition.replace(f"'{old}'::{own}", f"'{new}'::{own}")
            run.execute(sa.text(definition))


@Operations.register_operation("add_enum_value")
class AddEnumValuesOp(MigrateOperation):
    @classmethod
    def add_enum_value(cls, operations, enum_schema, enum_name, new_value, before_value=None):
        # `before_value` comes out as AFTER (sql_commands/enum_type.py).
        where = f" AFTER '{before_value}'" if before_value else ""
        enum_type = quoted(enum_schema, enum_name)
        operations.get_bind().execute(sa.text(f"ALTER TYPE {enum_type} ADD VALUE '{new_value}'{where}"))
