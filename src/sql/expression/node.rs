//! An expression as a tree: what the words mean, not how they are spelt.

use crate::name::{Name, QualifiedName};
use crate::schema::{DataType, Part, Unknown};

/// One step of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sql) enum Node {
    Null,
    Constant(Constant),
    Column(Name),
    /// A column with the relation it is of, as in queries and trigger conditions.
    Qualified(Vec<Name>),
    Cast(Box<Node>, DataType),
    Call(Call),
    Operator {
        left: Option<Box<Node>>,
        operator: String,
        right: Box<Node>,
    },
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    /// `IS …`, with the words behind `IS` in upper case.
    Is(Box<Node>, String),
    /// `left operator ANY (array)`, `ALL`.
    Quantified {
        left: Box<Node>,
        operator: String,
        quantifier: &'static str,
        array: Box<Node>,
    },
    Case {
        operand: Option<Box<Node>>,
        whens: Vec<(Node, Node)>,
        otherwise: Option<Box<Node>>,
    },
    Array(Vec<Node>),
    Row(Vec<Node>),
    Index(Box<Node>, Box<Node>),
    Slice(Box<Node>, Option<Box<Node>>, Option<Box<Node>>),
    Field(Box<Node>, Name),
    Collate(Box<Node>, String),
    /// A relation as a value, as in `nextval`.
    Relation(QualifiedName),
    /// Already in canonical form: a subquery.
    Done(Vec<Part>),
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sql) struct Constant {
    pub value: String,
    /// `None` is a string whose type its surroundings decide.
    pub of: Option<DataType>,
    /// Whether the surroundings imply the type, so that it is not printed.
    pub implied: bool,
    /// A number as it was written, where the value says less: `1.0`.
    pub spelling: Option<String>,
}

/// A function call.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sql) struct Call {
    pub function: Function,
    /// `DISTINCT `, or nothing.
    pub quantifier: &'static str,
    pub arguments: Vec<Node>,
    /// What follows the arguments, in canonical form: `ORDER BY` inside, `FILTER` behind.
    pub order_by: Vec<Part>,
    pub filter: Option<Box<Node>>,
}

/// Whose function it is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sql) enum Function {
    /// PostgreSQL's own.
    Builtin(String),
    Routine(QualifiedName),
}

impl Node {
    pub(in crate::sql) fn unknown(reason: impl Into<String>) -> Self {
        Self::Done(vec![Part::Unknown(Unknown::new(reason.into(), None))])
    }

    pub(in crate::sql) fn string(value: impl Into<String>) -> Self {
        Self::Constant(Constant::new(value, None))
    }

    pub(in crate::sql) fn constant(value: impl Into<String>, of: DataType) -> Self {
        Self::Constant(Constant::new(value, Some(of)))
    }

    /// Returns a call of one of PostgreSQL's own functions.
    pub(in crate::sql) fn builtin(name: &str, arguments: Vec<Node>) -> Self {
        Self::Call(Call::new(Function::Builtin(name.to_string()), arguments))
    }

    pub(in crate::sql) fn operator(left: Node, operator: &str, right: Node) -> Self {
        Self::Operator { left: Some(Box::new(left)), operator: operator.to_string(), right: Box::new(right) }
    }

    pub(in crate::sql) fn cast(self, to: DataType) -> Self {
        Self::Cast(Box::new(self), to)
    }
}

impl Constant {
    pub(in crate::sql) fn new(value: impl Into<String>, of: Option<DataType>) -> Self {
        Self { value: value.into(), of, implied: false, spelling: None }
    }

    /// Returns the same number in another spelling of its value.
    pub(in crate::sql) fn respelled(mut self, value: String) -> Self {
        if self.value != value {
            let before = std::mem::replace(&mut self.value, value);
            self.spelling = self.spelling.or(Some(before));
        }
        self
    }
}

impl Call {
    pub(in crate::sql) fn new(function: Function, arguments: Vec<Node>) -> Self {
        Self { function, quantifier: "", arguments, order_by: Vec::new(), filter: None }
    }

    /// Returns the name of one of PostgreSQL's own functions.
    pub(in crate::sql) fn builtin(&self) -> Option<&str> {
        match &self.function {
            Function::Builtin(name) => Some(name),
            Function::Routine(_) => None,
        }
    }
}
