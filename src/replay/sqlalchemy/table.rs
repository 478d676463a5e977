//! `Table` as a plain value, and the statements that create it, in the order in which they are sent
//! (SQLAlchemy 2.1 `SchemaGenerator.visit_table`, Alembic 1.20 `DefaultImpl.create_table`).

mod ground;

use crate::name::Name;
use crate::operation::{CreateTable, IfNotExists, Operation, RelationRef, TypeDefinition};
use crate::replay::sqlalchemy::clause::{Clause, Literal};
use crate::replay::sqlalchemy::column::{Autoincrement, Column, Serial};
use crate::replay::sqlalchemy::compiler::{self, Ddl};
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind};
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::index::{Index, Key};
use crate::replay::sqlalchemy::naming::{Conventions, GivenName};
use crate::replay::sqlalchemy::types::{Affinity, EnumType, Kind};
use crate::schema::{Persistence, Unknown};

/// A table and what it was given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub name: String,
    pub schema: Option<String>,
    pub columns: Vec<Column>,
    /// Constraints of the table itself, in the order they were made.
    pub constraints: Vec<Constraint>,
    pub indexes: Vec<Index>,
    pub comment: Option<String>,
    pub prefixes: Vec<String>,
    /// `postgresql_partition_by`.
    pub partition_by: Option<String>,
    /// `postgresql_inherits`.
    pub inherits: Vec<String>,
    /// What else stands behind the columns, and says nothing of the schema: `WITH (…)`, `TABLESPACE`.
    pub options: Vec<String>,
    /// Something about it that could not be determined.
    pub unknown: Option<Unknown>,
}

/// The statements that create a table. Types come first, and only if they are not there (with `checkfirst`).
#[derive(Clone, Debug, PartialEq)]
pub struct Creation {
    pub types: Vec<TypeCreation>,
    pub table: Ddl,
    /// Indexes and comments.
    pub after: Vec<Ddl>,
    /// What could not be determined about a part of it; it touches the table.
    pub unknown: Vec<Unknown>,
    /// The column that is a serial if its type is an integer, which is not known.
    pub doubtful_serial: Option<(Name, Unknown)>,
}

/// `CREATE TYPE … AS ENUM`.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeCreation {
    pub name: RelationRef,
    pub ddl: Ddl,
    /// Why its labels are not known.
    pub unknown: Option<Unknown>,
}

impl Table {
    /// Returns an empty table.
    #[must_use]
    pub fn new(name: &str, schema: Option<&str>) -> Self {
        Self { name: name.to_string(), schema: schema.map(str::to_string), ..Self::default() }
    }

    /// Returns the name as SQL names it.
    #[must_use]
    pub fn reference(&self) -> RelationRef {
        RelationRef { schema: self.schema.as_deref().map(Name::verbatim), name: Name::verbatim(&self.name) }
    }

    /// Returns the column with this key.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.key() == key)
    }

    /// Returns the name of the column with this key, the key itself if there is none.
    #[must_use]
    pub fn column_name<'a>(&'a self, key: &'a str) -> &'a str {
        self.column(key).map_or(key, Column::name)
    }

    /// Returns key and name of the columns that an expression refers to, in order of appearance.
    #[must_use]
    pub fn columns_in(&self, clause: &Clause) -> Vec<(String, String)> {
        let mut found = Vec::new();
        clause.each_column(&mut |_, name| {
            let key = self.columns.iter().find(|column| column.name() == name).map_or(name, Column::key);
            if !found.iter().any(|(_, known)| known == name) {
                found.push((key.to_string(), name.to_string()));
            }
        });
        found
    }

    /// Returns the primary key: the explicit one, or what the columns' flags make.
    #[must_use]
    pub fn primary_key(&self) -> Constraint {
        let explicit =
            self.constraints.iter().find(|constraint| matches!(constraint.kind, ConstraintKind::PrimaryKey { .. }));
        let flagged: Vec<&Column> = self.columns.iter().filter(|column| column.primary_key).collect();
        if let Some(explicit) = explicit {
            let mut own = explicit.clone();
            if let ConstraintKind::PrimaryKey { columns } = &mut own.kind
                && columns.is_empty()
            {
                *columns = flagged.iter().map(|column| column.key().to_string()).collect();
            }
            return own;
        }
        let mut columns: Vec<String> = flagged.iter().map(|column| column.key().to_string()).collect();
        // `columns_autoinc_first`: only where the key was generated from the flags.
        if let Some(first) = flagged.iter().position(|column| self.autoincrement_of(&flagged) == Some(column.key())) {
            let moved = columns.remove(first);
            columns.insert(0, moved);
        }
        Constraint::new(ConstraintKind::PrimaryKey { columns })
    }

    /// Returns the key of the autoincrement column, if the table has one.
    #[must_use]
    pub fn autoincrement_column(&self) -> Option<&str> {
        let primary_key = self.primary_key();
        let columns: Vec<&Column> = primary_key.columns().iter().filter_map(|key| self.column(key)).collect();
        self.autoincrement_of(&columns)
    }

    /// Refuses a key that is to count although its type cannot (`PrimaryKeyConstraint._autoincrement_column`).
    ///
    /// # Errors
    /// SQLAlchemy's exception.
    pub fn check_autoincrement(&self) -> Result<(), Failure> {
        let primary_key = self.primary_key();
        let counts = primary_key.columns().iter().filter_map(|key| self.column(key));
        for column in counts.filter(|column| column.autoincrement == Autoincrement::Always) {
            let known = matches!(column.data_type.kind, Kind::Known(_));
            if known && matches!(column.data_type.affinity(), Affinity::String | Affinity::Boolean | Affinity::Other) {
                let data_type = compiler::type_text(&column.data_type, None)?;
                let (table, column) = (&self.name, column.name());
                let message = format!(
                    "Column type {data_type} on column '{table}.{column}' is not compatible with autoincrement=True"
                );
                return Err(Failure::raises("ArgumentError", message));
            }
        }
        Ok(())
    }

    /// Returns the statements that create it. Index and unique flags of columns count as SQLAlchemy counts them.
    ///
    /// # Errors
    /// Says which exception is raised before anything is sent.
    pub fn creation(&self, conventions: &Conventions, existing: IfNotExists) -> Result<Creation, Failure> {
        let mut unknown: Vec<Unknown> = self.unknown.iter().cloned().collect();
        let mut table = self.clone();
        table.mark_primary_key();
        table.check_autoincrement()?;
        let mut create = CreateTable {
            inherits: table.inherits.iter().map(|name| RelationRef::bare(Name::verbatim(name))).collect(),
            partition_by: table.partition_by.clone(),
            persistence: table.persistence(),
            existing,
            ..CreateTable::new(table.reference())
        };
        let autoincrement = table.autoincrement_column().map(str::to_string);
        for column in table.columns.iter().filter(|column| !column.system) {
            let serial =
                if autoincrement.as_deref() == Some(column.key()) { Serial::Autoincrement } else { Serial::Plain };
            create.columns.push(column.definition(serial, &table, conventions)?);
            unknown.extend(column.unknown.clone());
        }
        // `CREATE TABLE` leaves out what `use_alter` wants added later; only `create_all` adds it
        // (`DDLCompiler.create_table_constraints`, SQLAlchemy 2.1).
        for constraint in table.all_constraints().into_iter().filter(|own| !compiler::comes_later(own)) {
            match constraint.definition(&table, conventions) {
                Ok(definition) => create.constraints.extend(definition),
                Err(Failure::Unknown(reason)) => unknown.push(reason),
                Err(raises) => return Err(raises),
            }
        }
        let mut after = Vec::new();
        for index in table.all_indexes() {
            match index.definition(&table, conventions, IfNotExists::Fail) {
                Ok(definition) => {
                    let sql = compiler::create_index(&index, &table, conventions, IfNotExists::Fail);
                    after.push(Ddl::index(&index, definition, sql));
                }
                Err(Failure::Unknown(reason)) => unknown.push(reason),
                Err(raises) => return Err(raises),
            }
        }
        after.extend(table.comments());
        let doubtful_serial = table.doubtful_serial();
        let sql = compiler::create_table(&table, conventions, existing);
        let (types, table) = (table.type_creations()?, Ddl::new(Operation::CreateTable(create), sql));
        Ok(Creation { types, table, after, unknown, doubtful_serial })
    }

    /// Returns the constraints in the order they are rendered: the primary key, those of the table, those that columns
    /// bring (`unique=True`, then references, column by column).
    #[must_use]
    pub fn all_constraints(&self) -> Vec<Constraint> {
        let mut all = vec![self.primary_key()];
        let is_key = |constraint: &&Constraint| !matches!(constraint.kind, ConstraintKind::PrimaryKey { .. });
        all.extend(self.constraints.iter().filter(is_key).cloned());
        for column in &self.columns {
            all.extend(self.constraints_of(column));
        }
        all
    }

    /// Returns the constraints that `column` brings to the table: `unique=True`, its references, the CHECK of its type.
    #[must_use]
    pub fn constraints_of(&self, column: &Column) -> Vec<Constraint> {
        let mut own = Vec::new();
        if column.unique && !column.index {
            let columns = vec![column.key().to_string()];
            own.push(Constraint::new(ConstraintKind::Unique { columns, nulls_not_distinct: false }));
        }
        for reference in &column.foreign_keys {
            let mut reference = reference.clone();
            if let ConstraintKind::ForeignKey(foreign_key) = &mut reference.kind {
                foreign_key.columns = vec![column.key().to_string()];
            }
            own.push(reference);
        }
        own.extend(type_check(column));
        own
    }

    /// Returns the indexes in the order they are created: those of the table, then those of `index=True`.
    #[must_use]
    pub fn all_indexes(&self) -> Vec<Index> {
        let mut all = self.indexes.clone();
        all.extend(self.columns.iter().filter_map(Self::index_of));
        all
    }

    /// Returns the index that `index=True` brings.
    #[must_use]
    pub fn index_of(column: &Column) -> Option<Index> {
        column.index.then(|| {
            let mut index = Index::new(GivenName::None, vec![Key::Column(column.key().to_string())]);
            index.unique = column.unique;
            index
        })
    }

    /// Returns the enum types that are created with the table, each once.
    ///
    /// # Errors
    /// A type without a name is refused.
    pub fn type_creations(&self) -> Result<Vec<TypeCreation>, Failure> {
        let mut creations: Vec<TypeCreation> = Vec::new();
        for column in &self.columns {
            let Some(enumeration) = column.data_type.native_enum().filter(|enumeration| enumeration.create_type) else {
                continue;
            };
            let creation = create_enum(enumeration, self.schema.as_deref())?;
            if !creations.iter().any(|known| known.name == creation.name) {
                creations.push(creation);
            }
        }
        Ok(creations)
    }

    /// Returns the column that is a serial if its type, which is not known, is that of an integer.
    #[must_use]
    pub fn doubtful_serial(&self) -> Option<(Name, Unknown)> {
        let primary_key = self.primary_key();
        let [key] = primary_key.columns() else { return None };
        let column = self.column(key).filter(|column| !self.is_bound_by_reference(column))?;
        Some((Name::verbatim(column.name()), column.doubtful_serial()?.clone()))
    }

    fn autoincrement_of<'a>(&self, columns: &[&'a Column]) -> Option<&'a str> {
        match columns {
            [only] => (only.can_autoincrement() && !self.is_bound_by_reference(only)).then(|| only.key()),
            several => {
                several.iter().find(|column| column.autoincrement == Autoincrement::Always).map(|column| column.key())
            }
        }
    }

    /// A column that a reference of the table binds is no serial, unless it says so.
    fn is_bound_by_reference(&self, column: &Column) -> bool {
        let refers = |constraint: &Constraint| match &constraint.kind {
            ConstraintKind::ForeignKey(own) => own.columns.iter().any(|key| key == column.key()),
            _ => false,
        };
        let binds = matches!(column.autoincrement, Autoincrement::Auto | Autoincrement::Never);
        binds && self.constraints.iter().any(refers)
    }

    /// A column of an explicit primary key is one, too: NOT NULL, and a serial if it is the autoincrement column.
    fn mark_primary_key(&mut self) {
        let keys = self.primary_key().columns().to_vec();
        for column in &mut self.columns {
            if keys.iter().any(|key| key == column.key()) && !column.primary_key {
                column.primary_key = true;
                // `PrimaryKeyConstraint._set_parent` makes it NOT NULL unless the column says otherwise.
                if column.nullable.is_none() {
                    column.nullable = Some(false);
                }
            }
        }
    }

    fn persistence(&self) -> Persistence {
        let has = |word: &str| self.prefixes.iter().any(|prefix| prefix.to_ascii_uppercase().contains(word));
        if has("TEMP") {
            Persistence::Temporary
        } else if has("UNLOGGED") {
            Persistence::Unlogged
        } else {
            Persistence::Permanent
        }
    }

    fn comments(&self) -> Vec<Ddl> {
        let reference = self.reference();
        let own = self.comment.iter().map(|text| compiler::comment(&reference, None, Some(text.clone())));
        let columns = self.columns.iter().filter_map(|column| {
            let name = Some(Name::verbatim(column.name()));
            Some(compiler::comment(&reference, name, Some(column.comment.clone()?)))
        });
        own.chain(columns).collect()
    }
}

/// Returns `CREATE TYPE … AS ENUM`.
///
/// # Errors
/// A type without a name is refused.
pub fn create_enum(enumeration: &EnumType, table_schema: Option<&str>) -> Result<TypeCreation, Failure> {
    let Some(name) = enumeration.name.as_deref().filter(|name| !name.is_empty()) else {
        return Err(Failure::raises("CompileError", "PostgreSQL Enum type requires a name."));
    };
    let schema = enumeration.effective_schema(table_schema).map(Name::verbatim);
    let name = RelationRef { schema, name: Name::verbatim(name) };
    let definition = TypeDefinition::Enum { labels: enumeration.labels.clone() };
    let sql = compiler::create_enum(&name, &enumeration.labels);
    let ddl = Ddl::new(Operation::CreateType { name: name.clone(), definition }, sql);
    Ok(TypeCreation { ddl, name, unknown: enumeration.unknown.clone() })
}

/// The CHECK of `Boolean(create_constraint=True)` and `Enum(native_enum=False, create_constraint=True)`. PostgreSQL has
/// booleans, so only the second is rendered (`Boolean._should_create_constraint`).
fn type_check(column: &Column) -> Option<Constraint> {
    let arguments = column.data_type.on_postgresql().arguments()?;
    let enumeration = arguments.enumeration.as_ref()?;
    if arguments.native || !arguments.create_constraint {
        return None;
    }
    let known = enumeration.labels.iter().map(|label| Clause::Literal(Literal::String(label.as_str().into())));
    let unread = enumeration.unknown.iter().map(|why| Clause::Like { sample: Literal::Null, why: why.clone() });
    let labels = known.chain(unread);
    let own = Clause::Column { table: None, name: column.name().into() };
    let condition = Clause::joined("IN", vec![own, Clause::List(labels.collect())]);
    let mut check = Constraint::new(ConstraintKind::Check { condition });
    check.unknown = enumeration.unknown.clone().filter(|_| enumeration.likely_name);
    check.name = match &enumeration.name {
        Some(name) if enumeration.final_name => GivenName::Final(name.clone()),
        Some(name) => GivenName::Plain(name.clone()),
        None => GivenName::Deferred,
    };
    Some(check)
}

#[cfg(test)]
mod tests;
