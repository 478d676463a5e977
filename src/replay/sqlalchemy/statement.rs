//! Core statements as plain values, and their text where it is simple.

use crate::name::Name;
use crate::operation::RelationRef;
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::column::{Column, PythonDefault};
use crate::replay::sqlalchemy::compiler::{identifier, relation};
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::source::Source;
use crate::schema::Unknown;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Select,
    Insert,
    Update,
    Delete,
}

/// A clause that stands behind WHERE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tail {
    GroupBy,
    Having,
    OrderBy,
    Limit,
    Offset,
    OnConflict,
    Returning,
}

impl Tail {
    /// Returns the words before what is kept of the clause; the last two are kept whole.
    fn words(self) -> &'static str {
        match self {
            Self::GroupBy => "GROUP BY ",
            Self::Having => "HAVING ",
            Self::OrderBy => "ORDER BY ",
            Self::Limit => "LIMIT ",
            Self::Offset => "OFFSET ",
            Self::OnConflict | Self::Returning => "",
        }
    }
}

/// Columns by name, and what they are set to.
pub type Row = Vec<(String, Clause)>;

/// A statement and its clauses.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub kind: Kind,
    /// The tables it names, its target first.
    pub tables: Vec<RelationRef>,
    pub columns: Vec<Clause>,
    pub from: Vec<Source>,
    pub conditions: Vec<Clause>,
    /// What is set: of an UPDATE the first row only, of an INSERT each with the columns of the first.
    pub rows: Vec<Row>,
    /// The columns and the query of `INSERT … SELECT`.
    pub source: Option<(Vec<String>, Clause)>,
    /// The columns of the target, as far as they are known.
    pub columns_of_target: Vec<Column>,
    /// Whether these are all.
    pub knows_target: bool,
    /// What is set and is no column of it: SQLAlchemy refuses that when it makes the text.
    pub unconsumed: Vec<String>,
    /// What stands behind WHERE, in the order of SQL, whatever the order of the calls.
    pub tail: BTreeMap<Tail, Clause>,
    /// Why its text is not known.
    pub unknown: Option<Unknown>,
    /// Whether a project's type changes what is read.
    pub converts: bool,
    /// The statements of which it is one.
    pub either: Vec<Statement>,
}

impl Kind {
    /// Returns the word that names the data step.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Select => "select",
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

impl Statement {
    /// Returns a statement without clauses.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            tables: Vec::new(),
            columns: Vec::new(),
            from: Vec::new(),
            conditions: Vec::new(),
            rows: Vec::new(),
            source: None,
            columns_of_target: Vec::new(),
            knows_target: false,
            unconsumed: Vec::new(),
            tail: BTreeMap::new(),
            unknown: None,
            converts: false,
            either: Vec::new(),
        }
    }

    /// Returns the tables beside its target whose columns it uses.
    #[must_use]
    pub fn others(&self) -> Vec<RelationRef> {
        let mut others = Vec::new();
        let values = self.rows.iter().flatten().map(|(_, value)| value);
        for clause in self.conditions.iter().chain(values) {
            clause.each_column(&mut |table, _| {
                let Some(table) = table else { return };
                let (schema, name) =
                    table.rsplit_once('.').map_or((None, table), |(schema, name)| (Some(schema), name));
                let own = RelationRef { schema: schema.map(Name::verbatim), name: Name::verbatim(name) };
                if self.tables.first() != Some(&own) && !others.contains(&own) {
                    others.push(own);
                }
            });
        }
        others
    }

    /// The tables beside the target, as an UPDATE (`FROM`) or a DELETE (`USING`) names them.
    fn beside(&self, word: &str) -> String {
        let names: Vec<String> = self.others().iter().map(relation).collect();
        if names.is_empty() { String::new() } else { format!(" {word} {}", names.join(", ")) }
    }

    /// Returns its columns as they stand behind RETURNING.
    #[must_use]
    pub fn returning(&self) -> Clause {
        let columns = labelled(&self.columns).into_iter().enumerate();
        let separated = columns.flat_map(|(at, own)| (at > 0).then(|| Clause::text(", ")).into_iter().chain([own]));
        Clause::Pieces([Clause::text("RETURNING ")].into_iter().chain(separated).collect())
    }

    /// Returns the tables that only its conditions name, in order of appearance.
    fn named_in_conditions(&self) -> impl Iterator<Item = RelationRef> {
        let mut named: Vec<RelationRef> = Vec::new();
        for condition in self.conditions.iter().filter(|_| self.kind == Kind::Select) {
            condition.each_column(&mut |table, _| {
                let table = table.map(|table| match table.rsplit_once('.') {
                    Some((schema, name)) => {
                        RelationRef { schema: Some(Name::verbatim(schema)), name: Name::verbatim(name) }
                    }
                    None => RelationRef::bare(Name::verbatim(table)),
                });
                named.extend(table.filter(|own| !named.contains(own) && !self.tables.contains(own)));
            });
        }
        named.into_iter()
    }

    /// Returns it as a part of another statement.
    #[must_use]
    pub fn to_clause(&self) -> Clause {
        match &self.unknown {
            None if self.kind == Kind::Select => Clause::Query(Rc::new(self.clone())),
            None => Clause::Unknown(unsaid("what a statement that writes gives to another one")),
            Some(_) => Clause::Unknown(Unknown::new("the text of a statement is not modelled", None)),
        }
    }

    /// Returns what a query reads, inside of a statement about the tables `around`: those of them that are not all of it are
    /// the other's (`Select._get_display_froms`, sql/selectable.py, 2.1).
    fn sources(&self, around: &[RelationRef]) -> Result<Vec<Source>, Unknown> {
        let mut all = self.from.clone();
        all.extend(self.named_in_conditions().map(Source::Table));
        if all.len() > 1 {
            all.retain(|own| !matches!(own, Source::Table(own) if around.contains(own)));
            if all.is_empty() {
                return Err(Unknown::new("all tables of a query are those of the statement around it", None));
            }
        }
        Ok(all)
    }

    /// Returns its text with literal values, `None` where it is not simple enough.
    #[must_use]
    pub fn sql(&self) -> Option<String> {
        self.text().ok()
    }

    /// Returns its text with literal values.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn text(&self) -> Result<String, Unknown> {
        self.text_within(&[])
    }

    /// Returns its text inside of a statement about these tables.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn text_within(&self, around: &[RelationRef]) -> Result<String, Unknown> {
        if let Some(unknown) = &self.unknown {
            return Err(unknown.clone());
        }
        let sources = if self.kind == Kind::Select { self.sources(around)? } else { Vec::new() };
        let read: Vec<RelationRef> = sources.iter().flat_map(Source::tables).collect();
        let others = if self.kind == Kind::Select { Vec::new() } else { self.others() };
        let target = self.tables.first().filter(|_| self.kind != Kind::Select);
        // Only the next statement around a query is asked.
        let within: Vec<RelationRef> = read.iter().chain(target).chain(&others).cloned().collect();
        let one = |clause: &Clause| clause.to_sql_within(&within).map_err(Failure::into_unknown);
        let list = |clauses: &[Clause]| -> Result<String, Unknown> {
            Ok(clauses.iter().map(one).collect::<Result<Vec<_>, _>>()?.join(", "))
        };
        let target = || self.tables.first().map(relation).ok_or_else(|| unsaid("which table it is about"));
        let mut text = match self.kind {
            Kind::Select => {
                let columns = labelled(&self.columns);
                let mut text = format!("SELECT {}", list(&columns)?);
                if !sources.is_empty() {
                    let sources = sources.iter().map(|own| own.sql_within(&within)).collect::<Result<Vec<_>, _>>()?;
                    text += &format!(" FROM {}", sources.join(", "));
                }
                text
            }
            Kind::Insert if self.source.is_some() => {
                let (names, query) = self.source.as_ref().ok_or_else(|| unsaid("its query"))?;
                let names: Vec<(String, Clause)> = names.iter().map(|name| (name.clone(), query.clone())).collect();
                let columns: Vec<String> = names.iter().map(|(name, _)| identifier(name)).collect();
                self.require_filled(&names)?;
                if !self.rows.is_empty() {
                    return Err(unsaid("what both rows and a query fill"));
                }
                format!("INSERT INTO {} ({}) {}", target()?, columns.join(", "), one(query)?)
            }
            Kind::Insert => {
                let first = self.rows.first().filter(|row| !row.is_empty());
                let first = first.ok_or_else(|| unsaid("the row it adds"))?;
                let columns: Vec<String> = first.iter().map(|(name, _)| identifier(name)).collect();
                let alike = |row: &Row| row.iter().map(|(name, _)| name).eq(first.iter().map(|(name, _)| name));
                self.require_filled(first)?;
                let tuple = |row: &Row| {
                    let values: Vec<Clause> = row.iter().map(|(_, value)| value.clone()).collect();
                    let values = list(&values)?;
                    if alike(row) {
                        Ok(format!("({values})"))
                    } else {
                        Err(unsaid("what rows of different columns give"))
                    }
                };
                let tuples: Vec<String> = self.rows.iter().map(tuple).collect::<Result<_, Unknown>>()?;
                format!("INSERT INTO {} ({}) VALUES {}", target()?, columns.join(", "), tuples.join(", "))
            }
            Kind::Update => {
                let [row] = &self.rows[..] else { return Err(unsaid("what it sets")) };
                let set = row.iter().map(|(name, value)| Ok(format!("{}={}", identifier(name), one(value)?)));
                let set: Vec<String> = set.collect::<Result<_, Unknown>>()?;
                format!("UPDATE {} SET {}{}", target()?, set.join(", "), self.beside("FROM"))
            }
            Kind::Delete => format!("DELETE FROM {}{}", target()?, self.beside("USING")),
        };
        if !self.conditions.is_empty() {
            let condition = match self.conditions.as_slice() {
                [only] => only.clone(),
                several => Clause::joined("AND", several.to_vec()),
            };
            text += &format!(" WHERE {}", one(&condition)?);
        }
        for (tail, clause) in &self.tail {
            text += &format!(" {}{}", tail.words(), one(clause)?);
        }
        Ok(text)
    }

    /// Fails where an INSERT leaves out a column that Python fills in.
    fn require_filled(&self, row: &Row) -> Result<(), Unknown> {
        let given = |column: &Column| row.iter().any(|(name, _)| name == column.name());
        let left = |column: &&Column| column.default != PythonDefault::None && !given(column);
        match self.columns_of_target.iter().find(left) {
            Some(column) => Err(unsaid(&format!("what Python fills `{}` with", column.name()))),
            None => Ok(()),
        }
    }
}

fn unsaid(what: &str) -> Unknown {
    Unknown::new(format!("{what} is not known"), None)
}

/// Returns the columns with the labels that a SELECT gives to what has no name: `max(t.a) AS max_1`.
fn labelled(columns: &[Clause]) -> Vec<Clause> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut label = |own: &Clause, name: &str| {
        let count = counts.entry(name.to_string()).or_default();
        *count += 1;
        Clause::Label(Rc::new(own.clone()), format!("{name}_{count}").into())
    };
    let own = |column: &Clause| match column {
        Clause::Function { name, .. } => label(column, name.rsplit('.').next().unwrap_or(name)),
        Clause::Cast(inner, _) => match inner.column_name() {
            Some(name) => Clause::Label(Rc::new(column.clone()), name.into()),
            None => label(column, "anon"),
        },
        Clause::Joined { .. } | Clause::Custom { .. } | Clause::Before("-" | "NOT", _) | Clause::Case { .. } => {
            label(column, "anon")
        }
        other => other.clone(),
    };
    columns.iter().map(own).collect()
}
