//! The operators of the language, by name.

use ruff_python_ast::{CmpOp, Operator, UnaryOp};

/// An operator between two values that gives a third.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    LeftShift,
    RightShift,
    BitOr,
    BitXor,
    BitAnd,
}

/// An operator between two values that asks something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Is,
    IsNot,
    In,
    NotIn,
}

/// An operator before one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnaryOperator {
    Invert,
    Not,
    Plus,
    Minus,
}

/// On which side of an operator a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

impl BinaryOperator {
    /// Returns how it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        self.spelling().0
    }

    /// Returns the method that a class defines for it, and the one for the right-hand side.
    #[must_use]
    pub fn methods(self) -> (&'static str, &'static str) {
        let (_, left, right) = self.spelling();
        (left, right)
    }

    fn spelling(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Add => ("+", "__add__", "__radd__"),
            Self::Subtract => ("-", "__sub__", "__rsub__"),
            Self::Multiply => ("*", "__mul__", "__rmul__"),
            Self::MatrixMultiply => ("@", "__matmul__", "__rmatmul__"),
            Self::Divide => ("/", "__truediv__", "__rtruediv__"),
            Self::FloorDivide => ("//", "__floordiv__", "__rfloordiv__"),
            Self::Modulo => ("%", "__mod__", "__rmod__"),
            Self::Power => ("**", "__pow__", "__rpow__"),
            Self::LeftShift => ("<<", "__lshift__", "__rlshift__"),
            Self::RightShift => (">>", "__rshift__", "__rrshift__"),
            Self::BitOr => ("|", "__or__", "__ror__"),
            Self::BitXor => ("^", "__xor__", "__rxor__"),
            Self::BitAnd => ("&", "__and__", "__rand__"),
        }
    }
}

impl Comparison {
    /// Returns how it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::In => "in",
            Self::NotIn => "not in",
        }
    }

    /// Returns the comparison that asks the same with the sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            other => other,
        }
    }

    /// Returns the method that a class defines for it.
    #[must_use]
    pub fn method(self) -> &'static str {
        match self {
            Self::Equal | Self::Is => "__eq__",
            Self::NotEqual | Self::IsNot => "__ne__",
            Self::Less => "__lt__",
            Self::LessOrEqual => "__le__",
            Self::Greater => "__gt__",
            Self::GreaterOrEqual => "__ge__",
            Self::In | Self::NotIn => "__contains__",
        }
    }
}

impl UnaryOperator {
    /// Returns how it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Invert => "~",
            Self::Not => "not",
            Self::Plus => "+",
            Self::Minus => "-",
        }
    }

    /// Returns the method that a class defines for it.
    #[must_use]
    pub fn method(self) -> &'static str {
        match self {
            Self::Invert => "__invert__",
            Self::Not => "__bool__",
            Self::Plus => "__pos__",
            Self::Minus => "__neg__",
        }
    }
}

impl From<Operator> for BinaryOperator {
    fn from(operator: Operator) -> Self {
        match operator {
            Operator::Add => Self::Add,
            Operator::Sub => Self::Subtract,
            Operator::Mult => Self::Multiply,
            Operator::MatMult => Self::MatrixMultiply,
            Operator::Div => Self::Divide,
            Operator::Mod => Self::Modulo,
            Operator::Pow => Self::Power,
            Operator::LShift => Self::LeftShift,
            Operator::RShift => Self::RightShift,
            Operator::BitOr => Self::BitOr,
            Operator::BitXor => Self::BitXor,
            Operator::BitAnd => Self::BitAnd,
            Operator::FloorDiv => Self::FloorDivide,
        }
    }
}

impl From<CmpOp> for Comparison {
    fn from(operator: CmpOp) -> Self {
        match operator {
            CmpOp::Eq => Self::Equal,
            CmpOp::NotEq => Self::NotEqual,
            CmpOp::Lt => Self::Less,
            CmpOp::LtE => Self::LessOrEqual,
            CmpOp::Gt => Self::Greater,
            CmpOp::GtE => Self::GreaterOrEqual,
            CmpOp::Is => Self::Is,
            CmpOp::IsNot => Self::IsNot,
            CmpOp::In => Self::In,
            CmpOp::NotIn => Self::NotIn,
        }
    }
}

impl From<UnaryOp> for UnaryOperator {
    fn from(operator: UnaryOp) -> Self {
        match operator {
            UnaryOp::Invert => Self::Invert,
            UnaryOp::Not => Self::Not,
            UnaryOp::UAdd => Self::Plus,
            UnaryOp::USub => Self::Minus,
        }
    }
}
