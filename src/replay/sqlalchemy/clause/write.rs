//! The text of an expression as SQLAlchemy's compiler writes it, literal values filled in (`SQLCompiler`, `PGCompiler`, the
//! precedence of sql/operators.py, 2.1).

use super::{Clause, Literal};
use crate::operation::RelationRef;
use crate::replay::sqlalchemy::compiler::{identifier, type_text};
use crate::replay::sqlalchemy::failure::Failure;
use crate::schema::{LIKE, NEW_LIKE};

/// Writes clauses, columns with their tables or without.
pub(super) struct Writer<'w> {
    pub(super) qualify: bool,
    /// The tables of the statement that it is a part of.
    pub(super) around: &'w [RelationRef],
}

impl Writer<'_> {
    pub(super) fn write(&self, clause: &Clause, text: &mut String) -> Result<(), Failure> {
        match clause {
            Clause::Text(own) => text.push_str(own),
            Clause::Column { table, name } => {
                if let Some(table) = table.as_ref().filter(|_| self.qualify) {
                    let parts: Vec<String> = table.split('.').map(identifier).collect();
                    text.push_str(&parts.join("."));
                    text.push('.');
                }
                // The columns of an excluded row or a star are written as they are.
                text.push_str(&if &**name == "*" { "*".to_string() } else { identifier(name) });
            }
            Clause::Literal(literal) => text.push_str(&literal.to_sql()),
            Clause::Parameter(name) => {
                let message = format!("Bind parameter '{name}' without a renderable value not allowed here.");
                return Err(Failure::raises("CompileError", message));
            }
            Clause::Function { name, arguments } => self.write_function(name, arguments, text)?,
            Clause::Joined { operator: operator @ ("IN" | "NOT IN"), operands } => {
                self.write_in(operator, operands, text)?
            }
            Clause::Joined { operator, operands } => self.write_joined(operator, operands, text)?,
            Clause::Custom { operator, operands } => self.write_joined(operator, operands, text)?,
            Clause::Before(word, operand) => {
                text.push_str(word);
                if *word != "-" {
                    text.push(' ');
                }
                self.write_operand(operand, Against::operator(word), text)?;
            }
            Clause::After(operand, word) => {
                self.write_operand(operand, Against::operator(word), text)?;
                text.push(' ');
                text.push_str(word);
            }
            Clause::Cast(operand, data_type) => {
                text.push_str("CAST(");
                self.write(operand, text)?;
                text.push_str(" AS ");
                text.push_str(&type_text(data_type, None)?);
                text.push(')');
            }
            Clause::List(items) => {
                text.push('(');
                self.write_separated(items, text)?;
                text.push(')');
            }
            Clause::Case { value, branches, otherwise } => {
                text.push_str("CASE");
                if let Some(value) = value {
                    text.push(' ');
                    self.write(value, text)?;
                }
                for (condition, result) in branches.iter() {
                    text.push_str(" WHEN ");
                    self.write_operand(condition, Against::Anything, text)?;
                    text.push_str(" THEN ");
                    self.write(result, text)?;
                }
                if let Some(otherwise) = otherwise {
                    text.push_str(" ELSE ");
                    self.write(otherwise, text)?;
                }
                text.push_str(" END");
            }
            Clause::Pieces(pieces) => {
                for piece in pieces.iter() {
                    self.write(piece, text)?;
                }
            }
            Clause::Group(inner) => {
                text.push('(');
                self.write(inner, text)?;
                text.push(')');
            }
            Clause::Query(query) => {
                text.push('(');
                text.push_str(&query.text_within(self.around)?);
                text.push(')');
            }
            Clause::Label(inner, name) => {
                self.write(inner, text)?;
                text.push_str(" AS ");
                text.push_str(&identifier(name));
            }
            Clause::Like { sample, .. } if self.qualify => {
                text.push_str(if matches!(sample, Literal::New(..)) { NEW_LIKE } else { LIKE });
                text.push_str(&sample.to_sql());
            }
            Clause::Like { why: unknown, .. } | Clause::Unknown(unknown) => {
                return Err(Failure::Unknown(unknown.clone()));
            }
        }
        Ok(())
    }

    fn write_function(&self, name: &str, arguments: &[Clause], text: &mut String) -> Result<(), Failure> {
        // The functions of the SQL standard that stand without parentheses (`sql/functions.py`, AnsiFunction).
        const BARE: [&str; 9] = [
            "current_date",
            "current_time",
            "current_timestamp",
            "current_user",
            "localtime",
            "localtimestamp",
            "session_user",
            "sysdate",
            "user",
        ];
        let lower = name.to_ascii_lowercase();
        if arguments.is_empty() && BARE.contains(&lower.as_str()) {
            text.push_str(&name.to_ascii_uppercase());
            return Ok(());
        }
        text.push_str(name);
        text.push('(');
        self.write_separated(arguments, text)?;
        text.push(')');
        Ok(())
    }

    fn write_separated(&self, items: &[Clause], text: &mut String) -> Result<(), Failure> {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            self.write(item, text)?;
        }
        Ok(())
    }

    fn write_joined(&self, operator: &str, operands: &[Clause], text: &mut String) -> Result<(), Failure> {
        for (index, operand) in operands.iter().enumerate() {
            if index > 0 {
                text.push_str(&format!(" {operator} "));
            }
            self.write_operand(operand, Against::operator(operator), text)?;
        }
        Ok(())
    }

    /// `x IN ()` is what no row meets (`SQLCompiler.visit_empty_set_op_expr`); `NOT IN` stands in parentheses.
    fn write_in(&self, operator: &str, operands: &[Clause], text: &mut String) -> Result<(), Failure> {
        let negated = operator == "NOT IN";
        if negated {
            text.push('(');
        }
        match operands {
            [own, Clause::List(items)] if items.is_empty() => {
                self.write_operand(own, Against::operator(operator), text)?;
                let never = if negated { "OR (1 = 1)" } else { "AND (1 != 1)" };
                text.push_str(&format!(" {operator} (NULL) {never}"));
            }
            operands => self.write_joined(operator, operands, text)?,
        }
        if negated {
            text.push(')');
        }
        Ok(())
    }

    /// Writes a part of an operation, in parentheses where it binds no tighter (`operators.is_precedent`).
    fn write_operand(&self, operand: &Clause, against: Against, text: &mut String) -> Result<(), Failure> {
        let operand = if let Clause::Label(inner, _) = operand { inner } else { operand };
        let own = match operand {
            Clause::Joined { operator, .. } => Some(*operator),
            Clause::Custom { operator, .. } => Some(&**operator),
            Clause::Before(word, _) => Some(*word),
            Clause::After(_, word) if operand.is_operation() => Some(&**word),
            _ => None,
        };
        if own.is_some_and(|own| against.needs_parentheses(own)) {
            text.push('(');
            self.write(operand, text)?;
            text.push(')');
            return Ok(());
        }
        self.write(operand, text)
    }
}

/// What an operand is a part of.
enum Against {
    Operator { precedence: i8, itself: Option<&'static str> },
    Anything,
}

impl Against {
    fn operator(word: &str) -> Self {
        // The operators that may stand beside themselves (`operators._natural_self_precedent`).
        let itself = ["=", "!=", "+", "*", "||", "AND", "OR"].into_iter().find(|own| *own == word);
        Self::Operator { precedence: precedence(word), itself }
    }

    fn needs_parentheses(&self, own: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Operator { itself: Some(word), .. } if *word == own => false,
            Self::Operator { precedence: against, .. } => precedence(own) <= *against,
        }
    }
}

/// `operators._PRECEDENCE`, SQLAlchemy 2.1.
fn precedence(word: &str) -> i8 {
    const COMPARISONS: &[&str] = &[
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "||",
        "~",
        "NOT",
        "LIKE",
        "NOT LIKE",
        "ILIKE",
        "NOT ILIKE",
        "IN",
        "NOT IN",
        "IS",
        "IS NOT",
        "IS DISTINCT FROM",
        "IS NOT DISTINCT FROM",
        "IS NULL",
        "IS NOT NULL",
        "BETWEEN",
        "NOT BETWEEN",
        "DISTINCT",
    ];
    match word {
        "*" | "/" | "%" | "-x" => 8,
        "+" | "-" => 7,
        own if COMPARISONS.contains(&own) => 5,
        own if own.starts_with("COLLATE") => 4,
        "AND" | "DESC" | "ASC" | "NULLS FIRST" | "NULLS LAST" => 3,
        "OR" => 2,
        _ => 0,
    }
}
