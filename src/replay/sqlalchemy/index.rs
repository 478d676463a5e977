//! `Index` as a plain value, and the definition it becomes (SQLAlchemy 2.1 `PGDDLCompiler.visit_create_index`).

use crate::name::Name;
use crate::operation::{IfNotExists, IndexDefinition, RelationRef};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::column::column_name;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::naming::{Conventions, GivenName, Prefix, Subject};
use crate::replay::sqlalchemy::table::Table;
use crate::replay::sqlalchemy::text::{expression, index_key};
use crate::schema::{Direction, IndexKey, KeyTarget, NullsOrder, Unknown};
use std::collections::BTreeMap;

/// An index and what it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    pub name: GivenName,
    pub keys: Vec<Key>,
    pub unique: bool,
    /// `postgresql_using`.
    pub using: Option<String>,
    /// `postgresql_ops`: operator classes by column key.
    pub operator_classes: BTreeMap<String, String>,
    /// `postgresql_where`.
    pub predicate: Option<Clause>,
    /// `postgresql_include`: column keys.
    pub include: Vec<String>,
    /// `postgresql_with`.
    pub options: Vec<(String, String)>,
    pub concurrently: bool,
    /// `postgresql_nulls_not_distinct`, where it was said.
    pub nulls_not_distinct: Option<bool>,
    pub tablespace: Option<String>,
    /// Something about it that could not be determined.
    pub unknown: Option<Unknown>,
}

/// What a key is.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// A column of the table, by its key.
    Column(String),
    /// An expression, `desc()` included.
    Expression(Clause),
}

impl Index {
    /// Returns a plain index.
    #[must_use]
    pub fn new(name: GivenName, keys: Vec<Key>) -> Self {
        Self {
            name,
            keys,
            unique: false,
            using: None,
            operator_classes: BTreeMap::new(),
            predicate: None,
            include: Vec::new(),
            options: Vec::new(),
            concurrently: false,
            nulls_not_distinct: None,
            tablespace: None,
            unknown: None,
        }
    }

    /// Returns its name in the DDL of `table`.
    ///
    /// # Errors
    /// Says which exception SQLAlchemy raises, or why the name is not known.
    pub fn rendered_name(&self, table: &Table, conventions: &Conventions) -> Result<Name, Failure> {
        let columns = self.keys.iter().flat_map(|key| match key {
            Key::Column(key) => vec![(key.clone(), table.column_name(key).to_string())],
            // `SchemaObjects.index` makes a column of a text.
            Key::Expression(Clause::Text(text)) => vec![(text.to_string(), text.to_string())],
            Key::Expression(clause) => table.columns_in(clause),
        });
        let subject = Subject {
            prefix: Prefix::Index,
            schema: table.schema.as_deref(),
            table: &table.name,
            columns: columns.collect(),
            referred_table: None,
            referred_columns: Vec::new(),
        };
        let name = conventions.name(&self.name, &subject)?;
        name.ok_or_else(|| Failure::raises("CompileError", "CREATE INDEX requires that the index have a name"))
    }

    /// Returns the definition on `table`.
    ///
    /// # Errors
    /// Says which exception the DDL compiler raises, or why the index is not known.
    pub fn definition(
        &self,
        table: &Table,
        conventions: &Conventions,
        existing: IfNotExists,
    ) -> Result<IndexDefinition, Failure> {
        if let Some(unknown) = &self.unknown {
            return Err(Failure::Unknown(unknown.clone()));
        }
        let ground = table.ground();
        let predicate = self.predicate.as_ref().map(|clause| expression(clause.to_ddl(), &ground.context()));
        Ok(IndexDefinition {
            name: Some(self.rendered_name(table, conventions)?),
            table: table.reference(),
            method: Name::folded(self.method()),
            keys: self.keys.iter().map(|key| self.key(key, table)).collect::<Result<_, _>>()?,
            include: self.include.iter().map(|key| column_name(table.column_name(key))).collect(),
            unique: self.unique,
            nulls_distinct: self.nulls_not_distinct != Some(true),
            predicate: predicate.transpose()?,
            options: self.options.clone(),
            concurrently: self.concurrently,
            only: false,
            existing,
        })
    }

    fn method(&self) -> &str {
        self.using.as_deref().filter(|using| !using.is_empty()).unwrap_or("btree")
    }

    /// Returns a key with what stands after a column or a label in `postgresql_ops`: an operator class, or `DESC`.
    fn with_class(&self, own: IndexKey, key: &str, table: &Table) -> Result<IndexKey, Failure> {
        match self.operator_classes.get(key) {
            Some(class) => {
                let given = index_key(&format!("c {class}"), self.method(), &table.reference())?;
                Ok(IndexKey { target: own.target, ..given })
            }
            None => Ok(own),
        }
    }

    fn key(&self, key: &Key, table: &Table) -> Result<IndexKey, Failure> {
        let (column, clause) = match key {
            Key::Column(key) => (Some(key.clone()), None),
            Key::Expression(Clause::Column { name, .. }) => (Some(name.to_string()), None),
            Key::Expression(clause) => (None, Some(clause)),
        };
        if let Some(column) = column {
            return self.with_class(IndexKey::column(column_name(table.column_name(&column))), &column, table);
        }
        let Some(clause) = clause else {
            return Err(Failure::raises("ArgumentError", "an index key is a column or an expression"));
        };
        // A key as text may carry an order, a collation or an operator class, which are not parts of the expression.
        let parsed = ordered_key(clause, self.method(), &table.reference())?;
        match clause {
            Clause::Label(_, label) => self.with_class(parsed, label, table),
            _ => Ok(parsed),
        }
    }
}

/// Reads an expression with `DESC`, `NULLS LAST` and the like around it.
fn ordered_key(clause: &Clause, method: &str, table: &RelationRef) -> Result<IndexKey, Failure> {
    let (inner, direction, nulls) = strip_order(clause);
    if let Clause::Column { name, .. } = inner {
        let mut key = IndexKey::column(column_name(name));
        (key.direction, key.nulls) = (direction, normal_nulls(direction, nulls));
        return Ok(key);
    }
    let text = match inner.to_ddl() {
        Ok(text) => text,
        Err(Failure::Unknown(unknown)) => {
            let target = KeyTarget::Expression(crate::schema::Expression::unknown(unknown));
            return Ok(IndexKey::new(target));
        }
        Err(raises) => return Err(raises),
    };
    let mut key = index_key(&text, method, table)?;
    if direction == Direction::Descending {
        key.direction = direction;
    }
    if nulls != NullsOrder::Default {
        key.nulls = normal_nulls(key.direction, nulls);
    }
    Ok(key)
}

fn strip_order(clause: &Clause) -> (&Clause, Direction, NullsOrder) {
    let (mut inner, mut direction, mut nulls) = (clause, Direction::Ascending, NullsOrder::Default);
    loop {
        match inner {
            Clause::After(operand, word) => {
                match &**word {
                    "DESC" => direction = Direction::Descending,
                    "ASC" => {}
                    "NULLS FIRST" => nulls = NullsOrder::First,
                    "NULLS LAST" => nulls = NullsOrder::Last,
                    _ => return (inner, direction, nulls),
                }
                inner = operand;
            }
            Clause::Label(operand, _) | Clause::Group(operand) => inner = operand,
            _ => return (inner, direction, nulls),
        }
    }
}

/// The default order of nulls is not written.
fn normal_nulls(direction: Direction, nulls: NullsOrder) -> NullsOrder {
    match (direction, nulls) {
        (Direction::Ascending, NullsOrder::Last) | (Direction::Descending, NullsOrder::First) => NullsOrder::Default,
        _ => nulls,
    }
}
