//! Values that are given beside a Core statement that writes: `execute(statement, parameters)` (`_distill_params_20`,
//! engine/_util_cy.py; `SQLCompiler.construct_params`, sql/compiler.py; 2.1).

use super::row::Binder;
use super::values::from_python;
use crate::python::Value;
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::column::Column;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::statement::{Kind, Row, Statement};
use crate::schema::Unknown;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Returns the texts of what is sent: rows that are added as one statement, else a statement for each set of values.
///
/// # Errors
/// The exception of SQLAlchemy, or why they are not known.
pub fn texts(
    binder: &mut Binder<'_>,
    statement: &Statement,
    parameters: Option<&Value>,
) -> Result<Vec<String>, Failure> {
    if !statement.unconsumed.is_empty() {
        let message = format!("Unconsumed column names: {}", statement.unconsumed.join(", "));
        return Err(Failure::raises("CompileError", message));
    }
    let sets = parameters.map_or_else(|| Ok(vec![Set::new()]), sets_of)?;
    sets.iter().flatten().try_for_each(|(_, value)| refuse_expression(value))?;
    let filled: Vec<Statement> = sets.iter().map(|set| fill(binder, statement, set)).collect::<Result<_, _>>()?;
    if statement.kind != Kind::Insert {
        let mut filled = filled;
        // The first set says which columns are set.
        if let Some((first, others)) = filled.split_first_mut() {
            let names: Vec<String> = first.rows.iter().flatten().map(|(name, _)| name.clone()).collect();
            others
                .iter_mut()
                .flat_map(|own| &mut own.rows)
                .for_each(|row| row.retain(|(name, _)| names.contains(name)));
        }
        return Ok(filled.iter().map(Statement::text).collect::<Result<_, _>>()?);
    }
    let mut all = statement.clone();
    all.rows = filled.into_iter().flat_map(|own| own.rows).collect();
    // The first row says which columns there are.
    if let Some((first, others)) = all.rows.split_first_mut() {
        for (group, row) in others.iter_mut().enumerate() {
            if let Some((name, _)) = first.iter().find(|(name, _)| row.iter().all(|(own, _)| own != name)) {
                let message = format!(
                    "(sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter '{name}', in parameter \
                     group {}",
                    group + 1
                );
                return Err(Failure::raises("StatementError", message));
            }
            row.retain(|(name, _)| first.iter().any(|(own, _)| own == name));
        }
    }
    Ok(vec![all.text()?])
}

/// Refuses a SQL expression for a value: drivers only take values. What JSON takes for NULL is one.
///
/// # Errors
/// The driver's, as SQLAlchemy wraps it.
pub fn refuse_expression(value: &Value) -> Result<(), Failure> {
    match super::as_clause(value) {
        // Of what is not modelled nobody knows whether it is one.
        Some(own) if own != Clause::text("NULL") && !matches!(own, Clause::Unknown(_)) => {
            let message = "(psycopg2.ProgrammingError) can't adapt a SQL expression: it is no value of a parameter";
            Err(Failure::raises("ProgrammingError", message))
        }
        _ => Ok(()),
    }
}

type Set = Vec<(Rc<str>, Value)>;

/// Returns the values by name, a set for each time the statement is sent.
fn sets_of(parameters: &Value) -> Result<Vec<Set>, Unknown> {
    let unread = || Unknown::new("the values that are given beside it are not read", None);
    let set_of = |set: &Value| {
        let Value::Dict(set) = set else { return Err(unread()) };
        let pairs = set.entries.content().map_err(|unknown| from_python(&unknown))?;
        pairs.iter().map(|(key, value)| Ok((key.as_str().ok_or_else(unread)?, value.clone()))).collect()
    };
    let sets: Vec<Set> = match parameters {
        Value::List(sets) => {
            let sets = sets.content().map_err(|unknown| from_python(&unknown))?;
            sets.iter().map(set_of).collect::<Result<_, _>>()?
        }
        Value::Tuple(sets) => sets.iter().map(set_of).collect::<Result<_, _>>()?,
        Value::Unknown(unknown) => return Err(from_python(unknown)),
        own => vec![set_of(own)?],
    };
    Ok(if sets.is_empty() { vec![Set::new()] } else { sets })
}

/// Returns the statement with one set of values: those of its parameters, and of columns that it sets.
fn fill(binder: &mut Binder<'_>, statement: &Statement, set: &Set) -> Result<Statement, Failure> {
    require_parameters(statement, set)?;
    let columns = &statement.columns_of_target;
    let (mut own, mut filling) = (statement.clone(), Filling { binder, set, columns, used: BTreeSet::new() });
    for (name, value) in own.rows.iter_mut().flatten() {
        if let Clause::Parameter(parameter) = value {
            *value = filling.given(parameter, name, "=")?;
        }
    }
    for condition in &mut own.conditions {
        *condition = filling.condition(condition)?;
    }
    let mut row = filling.rest(statement.kind)?;
    // What is computed for a column stays; a value that was said before does not.
    let computed = |name: &str| {
        let said = statement.rows.iter().flatten().find(|(own, _)| own == name);
        said.is_some_and(|(_, value)| !matches!(value, Clause::Literal(_) | Clause::Like { .. }))
    };
    row.retain(|(name, _)| !computed(name));
    match own.rows.as_mut_slice() {
        _ if row.is_empty() => {}
        [] => own.rows.push(row),
        [first] => {
            first.retain(|(name, _)| row.iter().all(|(new, _)| new != name));
            first.extend(row);
        }
        _ => return Err(Unknown::new("values for several rows are given beside it", None).into()),
    }
    // With nothing to set the server is sent no column at all.
    let is_known = !set.is_empty() || statement.knows_target && !columns.iter().any(|own| own.on_update);
    if statement.kind == Kind::Update && own.rows.is_empty() && is_known {
        own.rows.push(Row::new());
    }
    let place = |name: &str| columns.iter().position(|column| column.name() == name).unwrap_or(usize::MAX);
    own.rows.iter_mut().for_each(|row| row.sort_by_key(|(name, _)| place(name)));
    Ok(own)
}

/// Fails where a parameter is called as a column that is set, or has no value (`SQLCompiler.visit_bindparam`,
/// `construct_params`, sql/compiler.py).
fn require_parameters(statement: &Statement, set: &Set) -> Result<(), Failure> {
    let mut names: Vec<(Rc<str>, Option<&str>)> = Vec::new();
    let mut note = |clause: &Clause, beside| {
        clause.each(&mut |own| {
            if let Clause::Parameter(name) = own {
                names.push((name.clone(), beside));
            }
        });
    };
    let set_to = || statement.rows.iter().flatten();
    statement.conditions.iter().for_each(|own| note(own, None));
    set_to().for_each(|(name, value)| note(value, Some(name.as_str())));
    let is_given = |name: &str| set.iter().any(|(own, _)| &**own == name);
    let is_set = |name: &str, beside: Option<&str>| {
        let column = statement.columns_of_target.iter().find(|column| column.key() == name);
        let is_own = |name: &str| is_given(name) || set_to().any(|(own, _)| own == name);
        statement.kind != Kind::Delete
            && column.is_some_and(|own| beside != Some(own.name()) && (is_given(own.key()) || is_own(own.name())))
    };
    if let Some((name, _)) = names.iter().find(|(name, beside)| is_set(name, *beside)) {
        let message = format!(
            "bindparam() name '{name}' is reserved for automatic usage in the VALUES or SET clause of this \
             insert/update statement.   Please use a name other than column name when using bindparam() with insert() \
             or update() (for example, 'b_{name}')."
        );
        return Err(Failure::raises("CompileError", message));
    }
    match names.iter().find(|(name, _)| !is_given(name)) {
        Some((name, _)) => {
            let message =
                format!("(sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter '{name}'");
            Err(Failure::raises("StatementError", message))
        }
        None => Ok(()),
    }
}

/// One set of values on its way into a statement.
struct Filling<'f, 'b> {
    binder: &'f mut Binder<'b>,
    set: &'f Set,
    columns: &'f [Column],
    /// The parameters that were filled in.
    used: BTreeSet<Rc<str>>,
}

impl Filling<'_, '_> {
    /// Returns the value of a parameter as the column beside it writes it; of `IN` each item of a list.
    fn given(&mut self, parameter: &Rc<str>, column: &str, operator: &str) -> Result<Clause, Failure> {
        let value = self.set.iter().find(|(name, _)| name == parameter).map(|(_, value)| value);
        let column = self.columns.iter().find(|own| own.name() == column);
        let (Some(value), Some(column)) = (value, column) else {
            return Err(Unknown::new(format!("the parameter `{parameter}` stands beside no column"), None).into());
        };
        self.used.insert(parameter.clone());
        if operator.ends_with("IN")
            && let Value::List(items) = value
        {
            let items = items.content().map_err(|unknown| from_python(&unknown))?;
            let own = items.iter().map(|item| self.binder.value_of(self.columns, column.key(), item).1);
            return Ok(Clause::List(own.collect()));
        }
        Ok(self.binder.value_of(self.columns, column.key(), value).1)
    }

    /// Returns a condition with the values of its parameters; each has to stand beside a column.
    fn condition(&mut self, condition: &Clause) -> Result<Clause, Failure> {
        let Clause::Joined { operator, operands } = condition else { return Ok(condition.clone()) };
        let beside = operands.iter().find_map(Clause::column_name);
        let own = operands.iter().map(|operand| match (operand, beside) {
            (Clause::Parameter(parameter), Some(column)) => self.given(parameter, column, operator),
            _ => self.condition(operand),
        });
        let operands = own.collect::<Result<Vec<_>, _>>()?.into();
        Ok(Clause::Joined { operator, operands })
    }

    /// Returns the columns that are given beside the parameters.
    fn rest(&mut self, kind: Kind) -> Result<Row, Unknown> {
        let mut row = Row::new();
        for (key, value) in self.set.iter().filter(|(key, _)| !self.used.contains(key)) {
            // It may be the name of a parameter that has a value; otherwise it is passed over.
            if kind == Kind::Delete || !self.columns.iter().any(|column| column.key() == &**key) {
                return Err(Unknown::new(format!("`{key}` is neither a column nor a parameter of it"), None));
            }
            row.push(self.binder.value_of(self.columns, key, value));
        }
        Ok(row)
    }
}
