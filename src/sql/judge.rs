//! Whether PostgreSQL carries out a statement, beyond what it does to the schema: the columns, functions and operators that
//! it names, the values it gives, the rows it makes (PostgreSQL 15, `parse_expr.c`, `parse_oper.c`, `parse_func.c`,
//! `parse_target.c`). Three answers: it does; it refuses, for sure; or limbeck does not know, and why.

mod aggregate;
mod assign;
mod bare;
mod body;
mod call;
mod catalog;
mod check;
mod column;
mod define;
mod expression;
mod fill;
mod first_rows;
mod from;
mod functions;
mod grant;
mod index;
mod insert;
mod keys;
mod literal;
mod made;
mod modify;
mod operator;
mod outside;
mod partition;
mod routine;
mod routine_call;
mod select;
mod setting;
mod single;
mod statement;
mod trigger;
mod types;
mod window;

pub use first_rows::{count_rows, first_rows};
pub use made::{is_counted, literal_default};
pub use single::gives_one_row;

use crate::name::{Name, QualifiedName};
use crate::operation::{ObjectRef, RelationRef};
use crate::schema::{Refusal, Schema, SqlState};
use crate::sql::guard;
use crate::sql::scan::tokens;
use squawk_syntax::ast::{self, AstNode};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// What a statement is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The schema as it is before the statement.
    pub schema: &'a Schema,
    /// Labels that were added to enum types in the transaction that still runs (55P04).
    pub fresh: &'a BTreeSet<(QualifiedName, String)>,
    /// Texts that stand for values that are like none that is there.
    pub new: &'a BTreeSet<String>,
    /// The tables that surely have no rows.
    pub empty: &'a BTreeSet<QualifiedName>,
    /// What the sequence of a column gives next, where that is known.
    pub numbers: &'a BTreeMap<(QualifiedName, Name), i64>,
    pub beside: &'a Beside,
}

/// What a run made that is no part of a schema.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    pub roles: BTreeSet<Name>,
    /// Whether there may be casts and operators that are not PostgreSQL's own.
    pub operators: bool,
}

/// What is thought of a statement.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    pub refused: Option<Refusal>,
    /// What is not known of it.
    pub open: Vec<Open>,
    pub effect: Option<RowEffect>,
    pub brings: Beside,
    /// The relations that it was judged by.
    pub relations: BTreeSet<QualifiedName>,
    /// What must be there besides: where it can be commented on, it is.
    pub named: Vec<ObjectRef>,
}

impl Judgement {
    /// Returns whether something is asked about the rows that the statement leaves.
    #[must_use]
    pub fn asks_after(&self) -> bool {
        self.open.iter().any(|own| own.question.as_ref().is_some_and(|own| own.is_after))
    }
}

/// Something that is not known of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    pub reason: String,
    pub question: Option<Asked>,
    /// What goes without saying, unless a server says otherwise.
    pub presumed: Option<Presumed>,
}

/// What is presumed of something that nobody looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presumed {
    /// It is there.
    Fulfilled,
    /// A new database does not have it.
    Refused,
}

/// A SELECT of one boolean whose answer decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub sql: String,
    /// The columns that must hold what the server holds.
    pub about: Vec<(QualifiedName, Vec<Name>)>,
    /// What the statement is refused with where the answer is yes; none where it still is not known then.
    pub refusal: Option<Refusal>,
    /// Whether it is about the rows that the statement leaves: no server can be asked.
    pub is_after: bool,
}

/// What a statement does to rows, where that is known better than by its first words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowEffect {
    Nothing,
    /// Adds these rows, and no others.
    Adds {
        table: RelationRef,
        rows: Vec<Row>,
        /// The columns in which a row that is like another is left out; any key where there are none.
        unless: Option<Vec<Name>>,
    },
    /// Sets columns of the rows that meet the condition.
    Sets {
        table: RelationRef,
        columns: Vec<(Name, Given)>,
        values: Row,
        condition: Condition,
    },
    /// Leaves out the rows that meet the condition.
    Deletes {
        table: RelationRef,
        condition: Condition,
    },
    /// Leaves no rows.
    Empties {
        table: RelationRef,
    },
}

/// What is known of a row, by column.
pub type Row = BTreeMap<Name, Content>;

/// What a row has in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Null,
    /// What the column's type makes of this text.
    Text(String),
    /// What its sequence gave it next.
    Counted,
    /// A value that is not NULL.
    Something,
    Unknown,
}

/// Which rows of a table a statement is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    All,
    /// Those for which this expression, on columns of the table alone, is true.
    Where(String),
    /// What other tables have to do with it.
    Other,
}

/// What rows are given in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// No row has NULL afterwards.
    NoNulls,
    /// Those that are changed have no NULL.
    SomeValues,
    Something,
}

/// Why a statement is not simply carried out.
#[derive(Clone, Debug, PartialEq)]
enum Trouble {
    Refused(Box<Refusal>),
    Open(String),
}

type Judged<T> = Result<T, Trouble>;

/// What the parts of one statement add.
struct Judge<'a> {
    ground: Ground<'a>,
    notes: RefCell<Judgement>,
    /// Whether queries are only kept, as a view's is.
    kept: Cell<bool>,
    /// Whether aggregates may stand where it is read.
    aggregates: Cell<bool>,
}

/// Judges one statement, or the INSERTs that `op.bulk_insert` sends as one.
#[must_use]
pub fn judge(text: &str, ground: Ground<'_>) -> Judgement {
    if let Some(reason) = guard::refuse(text) {
        return unjudged(reason);
    }
    guard::with_stack(text, || judge_tree(text, ground))
        .unwrap_or_else(|| unjudged("the statement could not be read".into()))
}

/// Returns whether a function of PostgreSQL that the judge knows does no more than compute.
pub(super) fn only_computes(name: &str) -> bool {
    functions::known(name).is_some_and(|(.., stability)| *stability != types::Stability::Volatile)
}

fn unjudged(reason: String) -> Judgement {
    Judgement { open: vec![Open { reason, question: None, presumed: None }], ..Judgement::default() }
}

fn judge_tree(text: &str, ground: Ground<'_>) -> Judgement {
    let (parse, errors) = crate::sql::read::tree(text);
    if !errors.is_empty() {
        return unjudged("limbeck cannot read all of the statement".into());
    }
    let tree = parse.tree();
    let statements: Vec<ast::Stmt> = tree.stmts().collect();
    let judge = Judge { ground, notes: RefCell::default(), kept: Cell::new(false), aggregates: Cell::new(false) };
    let judged = match statements.as_slice() {
        [] => return Judgement::default(),
        [own] => judge.outside(own, text).and_then(|()| judge.statement(own)),
        several => judge.several(several),
    };
    let mut notes = judge.notes.take();
    match judged {
        Ok(()) => {}
        Err(Trouble::Open(reason)) => notes.open.push(Open { reason, question: None, presumed: None }),
        // The parser binds what is around it tighter than PostgreSQL does.
        Err(Trouble::Refused(refusal)) if is_of_types(&refusal) && has_between(text) => {
            let reason = format!("limbeck does not know how BETWEEN is read: {}", refusal.message);
            notes.open.push(Open { reason, question: None, presumed: None });
        }
        Err(Trouble::Refused(refusal)) if judge.is_unsure(&refusal) => {
            let reason = format!("another cast, operator or function may be there: {}", refusal.message);
            notes.open.push(Open { reason, question: None, presumed: None });
        }
        Err(Trouble::Refused(refusal)) => notes.refused = Some(*refusal),
    }
    notes
}

/// Returns whether a refusal is about the types of operands or arguments.
fn is_of_types(refusal: &Refusal) -> bool {
    let states = [
        SqlState::UNDEFINED_FUNCTION,
        SqlState::DATATYPE_MISMATCH,
        SqlState::CANNOT_COERCE,
        SqlState::AMBIGUOUS_FUNCTION,
    ];
    states.contains(&refusal.state)
}

fn has_between(text: &str) -> bool {
    tokens(text).any(|own| ["between", "is", "isnull", "notnull"].iter().any(|word| own.is_word(word)))
}

fn refused<T>(state: SqlState, message: impl Into<String>) -> Judged<T> {
    Err(Trouble::Refused(Box::new(Refusal::new(state, message))))
}

fn open<T>(reason: impl Into<String>) -> Judged<T> {
    Err(Trouble::Open(reason.into()))
}

/// What limbeck cannot read of a tree that PostgreSQL may.
fn unread<T>(own: Option<T>) -> Judged<T> {
    own.ok_or_else(|| Trouble::Open("limbeck does not know a part of the statement".into()))
}

impl Judge<'_> {
    /// Judges what is sent as one: INSERTs only; of anything else limbeck does not say that it is carried out.
    fn several(&self, statements: &[ast::Stmt]) -> Judged<()> {
        let mut inserts = Vec::new();
        for own in statements {
            let ast::Stmt::Insert(insert) = own else {
                return open("limbeck does not weigh several statements that are sent as one");
            };
            self.outside(own, &own.syntax().text().to_string())?;
            inserts.push(insert.clone());
        }
        self.inserts(&inserts)
    }

    fn statement(&self, own: &ast::Stmt) -> Judged<()> {
        match own {
            ast::Stmt::Insert(own) => self.inserts(std::slice::from_ref(own)),
            ast::Stmt::Update(own) => self.update(own),
            ast::Stmt::Delete(own) => self.delete(own),
            ast::Stmt::Truncate(own) => self.truncate(own),
            ast::Stmt::Select(own) => self.rows(ast::SelectVariant::Select(own.clone())),
            ast::Stmt::CompoundSelect(own) => self.rows(ast::SelectVariant::CompoundSelect(own.clone())),
            ast::Stmt::ParenSelect(own) => self.rows(ast::SelectVariant::ParenSelect(own.clone())),
            ast::Stmt::Values(own) => self.rows(ast::SelectVariant::Values(own.clone())),
            ast::Stmt::Table(own) => self.rows(ast::SelectVariant::Table(own.clone())),
            other => self.definition(other),
        }
    }

    /// Returns whether casts, operators or functions that are not PostgreSQL's own may carry out what it would refuse.
    fn is_unsure(&self, refusal: &Refusal) -> bool {
        is_of_types(refusal) && (self.ground.beside.operators || self.has_operators())
    }

    /// Notes what is not known; the rest of the statement is still judged.
    fn note(&self, reason: impl Into<String>) {
        self.ask(reason, None);
    }

    fn ask(&self, reason: impl Into<String>, question: Option<Asked>) {
        self.notes.borrow_mut().open.push(Open { reason: reason.into(), question, presumed: None });
    }

    fn effect(&self, effect: RowEffect) {
        self.notes.borrow_mut().effect = Some(effect);
    }

    /// Returns the full name of a relation, and notes that it was asked about.
    fn relation(&self, name: &RelationRef) -> QualifiedName {
        let full = self.ground.schema.full_name(name);
        self.notes.borrow_mut().relations.insert(full.clone());
        full
    }
}
