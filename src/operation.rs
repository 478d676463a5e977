//! The narrow waist: whatever changes a schema is an [`Operation`], be it an `op.*` call, raw SQL, a statement of a dump
//! or a step of a repair. A plain value; what it does is in `schema::apply`, its SQL in `sql::render`.

mod alter_table;
mod create;
mod reference;

pub use alter_table::{AlterColumn, AlterTable, IdentityChange, RowSecurityChange, SequenceOptions};
pub use create::{
    ColumnDefinition, ConstraintDefinition, ConstraintDefinitionKind, CreateTable, IndexDefinition, LikeClause,
    ViewDefinition,
};
pub use create::{Generation, ReferenceDefinition, RoutineDefinition, TriggerDefinition, TypeDefinition};
pub use reference::{Behavior, Existing, IfExists, IfNotExists, ObjectRef, RelationRef, Scope, TypeRef};

use crate::name::Name;
use crate::schema::{Policy, Touched, Unknown};

/// One change to a schema, with names as they were written: the search path is applied when it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    CreateSchema {
        name: Name,
        existing: IfNotExists,
    },
    CreateTable(CreateTable),
    AlterTable {
        table: RelationRef,
        scope: Scope,
        missing: IfExists,
        action: AlterTable,
    },
    CreateIndex(IndexDefinition),
    CreateSequence {
        name: RelationRef,
        options: SequenceOptions,
        existing: IfNotExists,
    },
    AlterSequence {
        name: RelationRef,
        options: SequenceOptions,
        missing: IfExists,
    },
    CreateType {
        name: RelationRef,
        definition: TypeDefinition,
    },
    /// `ALTER TYPE … ADD VALUE`.
    AddEnumLabel {
        name: RelationRef,
        label: String,
        position: Option<LabelPosition>,
        existing: IfNotExists,
    },
    RenameEnumLabel {
        name: RelationRef,
        from: String,
        to: String,
    },
    AlterDomain {
        name: RelationRef,
        action: AlterDomain,
    },
    CreateView(ViewDefinition),
    CreateRoutine(RoutineDefinition),
    CreateTrigger {
        table: RelationRef,
        trigger: TriggerDefinition,
        existing: Existing,
    },
    CreatePolicy {
        table: RelationRef,
        policy: Policy,
    },
    AlterPolicy {
        table: RelationRef,
        name: Name,
        change: Box<PolicyChange>,
    },
    CreateExtension {
        name: Name,
        schema: Option<Name>,
        existing: IfNotExists,
    },
    /// Statistics, collations, … : a kind that is kept by name and canonical text.
    CreateOther {
        kind: String,
        name: RelationRef,
        definition: crate::schema::Expression,
        table: Option<RelationRef>,
        existing: IfNotExists,
    },
    /// `DROP …` of any kind of object.
    Drop {
        objects: Vec<ObjectRef>,
        missing: IfExists,
        behavior: Behavior,
    },
    /// `ALTER … RENAME TO` of any kind of object; columns and constraints included.
    Rename {
        object: ObjectRef,
        to: Name,
        missing: IfExists,
    },
    /// `ALTER … SET SCHEMA`.
    SetSchema {
        object: ObjectRef,
        schema: Name,
        missing: IfExists,
    },
    Comment {
        object: ObjectRef,
        text: Option<String>,
    },
    /// `SET search_path`, or `set_config('search_path', …)`; empty means only `pg_catalog`.
    SetSearchPath {
        path: Vec<Name>,
        lasting: Lasting,
    },
    /// Something that may have changed what it touches, nobody knows how.
    Unknown {
        touched: Touched,
        unknown: Unknown,
    },
}

/// How long a setting holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lasting {
    #[default]
    Session,
    /// `SET LOCAL`.
    Transaction,
}

/// Where a new enum label goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelPosition {
    Before(String),
    After(String),
}

/// `ALTER DOMAIN`.
#[derive(Clone, Debug, PartialEq)]
pub enum AlterDomain {
    SetDefault(Option<crate::schema::Expression>),
    SetNotNull,
    DropNotNull,
    AddConstraint(ConstraintDefinition),
    DropConstraint { name: Name, missing: IfExists },
    ValidateConstraint { name: Name },
}

/// What `ALTER POLICY` replaces.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyChange {
    pub roles: Option<Vec<Name>>,
    pub using: Option<crate::schema::Expression>,
    pub with_check: Option<crate::schema::Expression>,
}
