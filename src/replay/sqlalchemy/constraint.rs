//! Constraints as plain values, and the definitions they become (SQLAlchemy 2.1 `PGDDLCompiler.visit_*_constraint`).

use crate::name::Name;
use crate::operation::{ConstraintDefinition, ConstraintDefinitionKind, ReferenceDefinition, RelationRef};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::column::column_name;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::naming::{Conventions, GivenName, Prefix, Subject, explicit};
use crate::replay::sqlalchemy::table::Table;
use crate::replay::sqlalchemy::text::{exclusion, expression};
use crate::schema::{Deferrability, Match, Part, ReferentialAction, Unknown};

/// A constraint and what it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    pub name: GivenName,
    pub kind: ConstraintKind,
    pub deferrable: Option<bool>,
    pub initially: Option<String>,
    pub comment: Option<String>,
    pub not_valid: bool,
    /// `postgresql_include`.
    pub include: Vec<String>,
    /// Something about it that could not be determined.
    pub unknown: Option<Unknown>,
}

/// What it demands. Columns are named by their keys.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstraintKind {
    PrimaryKey {
        columns: Vec<String>,
    },
    Unique {
        columns: Vec<String>,
        nulls_not_distinct: bool,
    },
    ForeignKey(ForeignKey),
    Check {
        condition: Clause,
    },
    /// `ExcludeConstraint`: the text after `EXCLUDE`.
    Exclude {
        definition: Clause,
    },
}

/// A reference to another table.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignKey {
    pub columns: Vec<String>,
    pub schema: Option<String>,
    pub table: String,
    /// Empty or missing names mean the column of the same name as the referring one.
    pub referenced: Vec<Option<String>>,
    pub on_delete: Option<String>,
    pub on_update: Option<String>,
    pub match_kind: Option<String>,
    pub use_alter: bool,
}

impl Constraint {
    /// Returns a constraint of this kind without name or options.
    #[must_use]
    pub fn new(kind: ConstraintKind) -> Self {
        Self {
            name: GivenName::None,
            kind,
            deferrable: None,
            initially: None,
            comment: None,
            not_valid: false,
            include: Vec::new(),
            unknown: None,
        }
    }

    /// Returns which convention names it; none names an exclusion constraint.
    #[must_use]
    pub fn prefix(&self) -> Option<Prefix> {
        Some(match self.kind {
            ConstraintKind::PrimaryKey { .. } => Prefix::PrimaryKey,
            ConstraintKind::Unique { .. } => Prefix::Unique,
            ConstraintKind::ForeignKey(_) => Prefix::ForeignKey,
            ConstraintKind::Check { .. } => Prefix::Check,
            ConstraintKind::Exclude { .. } => return None,
        })
    }

    /// Returns the keys of its own columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        match &self.kind {
            ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns, .. } => columns,
            ConstraintKind::ForeignKey(foreign_key) => &foreign_key.columns,
            ConstraintKind::Check { .. } | ConstraintKind::Exclude { .. } => &[],
        }
    }

    /// Returns its name in the DDL of `table`, `None` where PostgreSQL chooses it.
    ///
    /// # Errors
    /// Says which exception SQLAlchemy raises, or why the name is not known.
    pub fn rendered_name(&self, table: &Table, conventions: &Conventions) -> Result<Option<Name>, Failure> {
        let Some(prefix) = self.prefix() else {
            return self.name.text().map(explicit).transpose();
        };
        let (referred_table, referred_columns) = match &self.kind {
            ConstraintKind::ForeignKey(foreign_key) => {
                (Some(foreign_key.table.clone()), foreign_key.referenced_names().collect())
            }
            _ => (None, Vec::new()),
        };
        let columns = match &self.kind {
            ConstraintKind::Check { condition } => table.columns_in(condition),
            _ => self.columns().iter().map(|key| (key.clone(), table.column_name(key).to_string())).collect(),
        };
        let schema = table.schema.as_deref();
        let subject = Subject { prefix, schema, table: &table.name, columns, referred_table, referred_columns };
        conventions.name(&self.name, &subject)
    }

    /// Returns the definition in the DDL of `table`, `None` for one that is not rendered (no columns).
    ///
    /// # Errors
    /// Says which exception the DDL compiler raises, or why the constraint is not known.
    pub fn definition(
        &self,
        table: &Table,
        conventions: &Conventions,
    ) -> Result<Option<ConstraintDefinition>, Failure> {
        if let Some(unknown) = &self.unknown {
            return Err(Failure::Unknown(unknown.clone()));
        }
        let resolved =
            |keys: &[String]| -> Vec<Name> { keys.iter().map(|key| column_name(table.column_name(key))).collect() };
        let include = || resolved(&self.include);
        let kind = match &self.kind {
            ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns, .. } if columns.is_empty() => {
                return Ok(None);
            }
            ConstraintKind::PrimaryKey { columns } => {
                ConstraintDefinitionKind::PrimaryKey { columns: resolved(columns), include: include() }
            }
            ConstraintKind::Unique { columns, nulls_not_distinct } => ConstraintDefinitionKind::Unique {
                columns: resolved(columns),
                include: include(),
                nulls_distinct: !nulls_not_distinct,
            },
            ConstraintKind::ForeignKey(foreign_key) => {
                ConstraintDefinitionKind::ForeignKey(foreign_key.definition(resolved(&foreign_key.columns))?)
            }
            ConstraintKind::Check { condition } => {
                let ground = table.ground();
                let mut expression = expression(condition.to_ddl(), &ground.context())?;
                // Values bring no columns with them: PostgreSQL names the check by those that are there.
                if expression.as_unknown().is_some() && condition.lacks_only_values() {
                    let columns = table.columns_in(condition).into_iter();
                    expression.parts.splice(0..0, columns.map(|(_, name)| Part::Column(Name::verbatim(&name))));
                }
                ConstraintDefinitionKind::Check { expression, no_inherit: false }
            }
            ConstraintKind::Exclude { definition } => {
                ConstraintDefinitionKind::Exclude { definition: exclusion(&definition.to_ddl()?)? }
            }
        };
        let mut definition = ConstraintDefinition::new(self.rendered_name(table, conventions)?, kind);
        definition.deferrability = self.deferrability();
        definition.validated = !self.not_valid;
        Ok(Some(definition))
    }

    fn deferrability(&self) -> Deferrability {
        let deferred = self.initially.as_deref().is_some_and(|text| text.eq_ignore_ascii_case("deferred"));
        match self.deferrable {
            // INITIALLY DEFERRED alone implies DEFERRABLE.
            Some(true) | None if deferred => Deferrability::InitiallyDeferred,
            Some(true) => Deferrability::InitiallyImmediate,
            Some(false) | None => Deferrability::NotDeferrable,
        }
    }
}

impl ForeignKey {
    /// Returns the names of the referenced columns.
    pub fn referenced_names(&self) -> impl Iterator<Item = String> {
        let own = self.columns.iter();
        self.referenced.iter().zip(own).map(|(name, own)| name.clone().unwrap_or_else(|| own.clone()))
    }

    /// Returns the referenced table.
    #[must_use]
    pub fn target(&self) -> RelationRef {
        RelationRef { schema: self.schema.as_deref().map(Name::verbatim), name: Name::verbatim(&self.table) }
    }

    fn definition(&self, columns: Vec<Name>) -> Result<ReferenceDefinition, Failure> {
        let (on_delete, on_delete_columns) = action(self.on_delete.as_deref())?;
        let (on_update, _) = action(self.on_update.as_deref())?;
        Ok(ReferenceDefinition {
            columns,
            table: self.target(),
            referenced: self.referenced_names().map(|name| column_name(&name)).collect(),
            on_delete,
            on_delete_columns,
            on_update,
            match_kind: match &self.match_kind {
                Some(text) if text.eq_ignore_ascii_case("full") => Match::Full,
                _ => Match::Simple,
            },
        })
    }
}

/// Reads `ON DELETE`'s phrase, which is sent as it is.
fn action(phrase: Option<&str>) -> Result<(ReferentialAction, Vec<Name>), Failure> {
    let Some(phrase) = phrase else { return Ok((ReferentialAction::NoAction, Vec::new())) };
    let upper = phrase.to_ascii_uppercase();
    let (words, columns) = match upper.find('(') {
        Some(at) => (upper.get(..at).unwrap_or_default(), phrase.get(at..).unwrap_or_default()),
        None => (upper.as_str(), ""),
    };
    let columns = columns.trim_matches(|c: char| c == '(' || c == ')' || c.is_whitespace());
    let columns = columns.split(',').map(str::trim).filter(|name| !name.is_empty());
    let columns = columns.map(|name| match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
        Some(quoted) => Name::verbatim(&quoted.replace("\"\"", "\"")),
        None => Name::folded(name),
    });
    let words: Vec<&str> = words.split_whitespace().collect();
    let action = match words.as_slice() {
        ["CASCADE"] => ReferentialAction::Cascade,
        ["RESTRICT"] => ReferentialAction::Restrict,
        ["SET", "NULL"] => ReferentialAction::SetNull,
        ["SET", "DEFAULT"] => ReferentialAction::SetDefault,
        ["NO", "ACTION"] => ReferentialAction::NoAction,
        _ => {
            let reason = format!("`{phrase}` is no action of a foreign key on PostgreSQL (42601)");
            return Err(Failure::Unknown(Unknown::new(reason, None)));
        }
    };
    Ok((action, columns.collect()))
}
