//! What executing a value sends: text, Core statements, DDL elements, functions.

use super::ddl_element::DdlObject;
use super::expression::ExpressionObject;
use super::opaque::Opaque;
use super::parameters;
use super::partial::{self, PartialText};
use super::result::{Rows, result};
use super::row::Binder;
use super::sequence::SequenceObject;
use super::server;
use super::statement::StatementObject;
use super::text::TextObject;
use super::values::to_python;
use crate::python::{Arguments, Outcome, Raise, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::statement::{Kind, Statement, Tail};
use crate::replay::{Answer, Written};
use crate::schema::{Touched, UNKNOWN, Unknown};
use crate::source::Place;
use crate::sql::{Parameters, is_nothing};

/// Executes a statement as `op.execute` does: a string is `text()`. Returns its result.
///
/// # Errors
/// The server's refusal as an exception.
pub fn execute(vm: &mut Vm, statement: &Value, parameters: Option<&Value>, place: &Place) -> Outcome {
    if let Some(text) = statement.as_str() {
        return execute_text(vm, &TextObject::new(text), parameters, place);
    }
    if let Some(text) = statement.downcast::<TextObject>() {
        return execute_text(vm, &text, parameters, place);
    }
    if let Some(own) = statement.downcast::<PartialText>() {
        return partial::execute(vm, &own.0, place);
    }
    if let Some(own) = statement.downcast::<StatementObject>() {
        return execute_core(vm, &own, parameters, place);
    }
    if let Some(element) = statement.downcast::<DdlObject>() {
        return element.execute(vm, place);
    }
    if let Some(sequence) = statement.downcast::<SequenceObject>() {
        let sql = format!("SELECT {}", sequence.0.next_value());
        return sent(vm, &sql, Parameters::None, &sql, place);
    }
    if let Some(own) = statement.downcast::<ExpressionObject>() {
        return execute_clause(vm, &own.clause, place);
    }
    if statement.downcast::<Opaque>().is_some() {
        server::write_unknown(vm, "orm", "what this statement does", place)?;
        return Ok(result(Rows::Unknown(PythonUnknown::harmless("the result depends on rows", place))));
    }
    let unknown = match statement {
        Value::Unknown(unknown) if unknown.pieces().is_empty() => unknown.clone().or_at(place),
        Value::Unknown(unknown) => return partial::execute(vm, unknown, place),
        Value::Foreign(_) => PythonUnknown::new("the statement that is executed is not known", place),
        // `class CreateView(DDLElement)`: what the project makes of it with `@compiles` is sent.
        Value::Instance(own)
            if own.class.ancestors.iter().any(|base| matches!(base, Value::Unknown(_) | Value::Foreign(_))) =>
        {
            PythonUnknown::new(format!("what `{}` sends is not known", own.class.name), place)
        }
        other => {
            let message = format!("Not an executable object: {}", other.type_name());
            return Err(server::raise(vm, "ObjectNotExecutableError", &message, place));
        }
    };
    server::touch(vm, Touched::Everything, &unknown, place);
    Ok(result(Rows::Unknown(unknown)))
}

/// Executes SQL as the driver takes it: `exec_driver_sql`.
///
/// # Errors
/// The server's refusal as an exception.
pub fn execute_driver(vm: &mut Vm, statement: &Value, parameters: Option<&Value>, place: &Place) -> Outcome {
    let Some(text) = statement.as_str() else { return execute(vm, statement, parameters, place) };
    let kind = if parameters.is_some_and(|value| !matches!(value, Value::None)) {
        Parameters::Percent
    } else {
        Parameters::None
    };
    // psycopg2 reads `%%` as one percent sign, also where there are no parameters (`_mogrify`, cursor_type.c).
    let text = if kind == Parameters::None { text.replace("%%", "%") } else { text.to_string() };
    sent(vm, &text, kind, &text, place)
}

fn returns_rows(text: &str) -> bool {
    text.to_ascii_lowercase().contains("returning")
}

/// Returns whether a text is one statement that never gives rows.
fn is_without_rows(text: &str) -> bool {
    const WORDS: &[&str] =
        &["alter", "comment", "create", "delete", "drop", "grant", "insert", "revoke", "truncate", "update"];
    let word: String = text.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    WORDS.contains(&word.to_ascii_lowercase().as_str()) && crate::sql::split(text).len() == 1
}

/// Returns the rows that a SELECT gives, where they do not depend on data.
fn rows_of(vm: &mut Vm, sql: &str, place: &Place) -> Result<Rows, Raise> {
    let asked = server::session(vm)
        .filter(|_| !sql.contains(UNKNOWN))
        .map(|session| crate::replay::guard::answer(&session, vm, sql, place));
    match asked {
        Some(answer) => answer,
        None => Ok(Rows::Unknown(PythonUnknown::harmless("the result depends on rows", place))),
    }
}

fn execute_text(vm: &mut Vm, text: &TextObject, parameters: Option<&Value>, place: &Place) -> Outcome {
    // For each of several sets of values it is sent again, and gives no rows.
    if let Some(Value::List(sets)) = parameters
        && let Ok(sets) = sets.content()
    {
        if sets.is_empty() {
            return execute_text(vm, text, None, place);
        }
        sets.iter().try_for_each(|set| execute_text(vm, text, Some(set), place).map(drop))?;
        return Ok(result(Rows::Closed));
    }
    let mut bound = text.clone();
    if let Some(Value::Dict(given)) = parameters
        && let Ok(given) = given.entries.content()
    {
        for (key, value) in given.iter() {
            if let Err(failure) = parameters::refuse_expression(value) {
                return super::ddl::failed(vm, failure, place);
            }
            if let Some(name) = key.as_str() {
                bound.give(&name, value);
            }
        }
    }
    let is_known = match parameters {
        None | Some(Value::None) => true,
        Some(Value::Dict(given)) => given.entries.content().is_ok(),
        Some(_) => false,
    };
    if let Some(name) = bound.without_value().filter(|_| is_known) {
        let message = format!("(sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter '{name}'");
        return Err(server::raise(vm, "StatementError", &message, place));
    }
    // The guards need the values; where one is missing the text with its marks still says which tables it is about.
    match bound.clause().to_sql() {
        Ok(sql) => sent(vm, &sql, Parameters::None, &sql, place),
        Err(_) => sent(vm, &text.text, Parameters::Colon, &text.text, place),
    }
}

fn sent(vm: &mut Vm, text: &str, parameters: Parameters, question: &str, place: &Place) -> Outcome {
    let Some(session) = server::session(vm) else { return Ok(result(Rows::None)) };
    if is_nothing(text) {
        server::demand(
            vm,
            "whether the driver takes a statement with nothing in it is not known: psycopg2 raises ProgrammingError",
            place,
        )?;
    }
    match session.execute_sql(vm, text, parameters, place)? {
        Answer::Nothing if returns_rows(text) => {
            Ok(result(Rows::Unknown(PythonUnknown::harmless("what RETURNING gives depends on rows", place))))
        }
        Answer::Nothing if is_without_rows(text) => Ok(result(Rows::Closed)),
        Answer::Nothing => Ok(result(Rows::None)),
        Answer::Rows(_) => {
            let unread = || Rows::Unknown(PythonUnknown::harmless("the result depends on rows", place));
            let rows = if parameters == Parameters::None { rows_of(vm, question, place)? } else { unread() };
            Ok(result(match rows {
                Rows::Unknown(why) if !crate::sql::gives_one_row(text) => Rows::Unknown(why.of_rows()),
                rows => rows,
            }))
        }
    }
}

fn execute_core(vm: &mut Vm, own: &StatementObject, parameters: Option<&Value>, place: &Place) -> Outcome {
    let statement = &own.statement;
    if let Some(session) = server::session(vm) {
        for table in &statement.tables {
            session.require_relation(vm, table, place)?;
        }
    }
    let given = parameters.filter(|own| !matches!(own, Value::None));
    if statement.kind == Kind::Select {
        return execute_select(vm, statement, place);
    }
    let sent = match parameters::texts(&mut Binder { vm, place }, statement, given) {
        Err(failure @ Failure::Raises { .. }) => return super::ddl::failed(vm, failure, place),
        texts => texts.map_err(Failure::into_unknown),
    };
    let sent = sent.and_then(|texts| unfollowed(vm, statement).map_or(Ok(texts), Err));
    let written = match (statement.kind, &*statement.tables) {
        // Where there are no rows, nothing is computed for them.
        (Kind::Update | Kind::Delete, [table]) => Written::Changed(table),
        (Kind::Insert, [table]) if given.is_some() => Written::Added(table),
        // It may take its rows from others, or call what nobody knows.
        _ if sent.is_err() => Written::Anything,
        (Kind::Insert, [table]) => Written::Added(table),
        _ => Written::Anything,
    };
    let kind = statement.kind.as_str();
    match sent {
        // What SQLAlchemy makes of values it refuses before there is a row to write.
        Err(why) if given.is_some() => {
            server::demand(vm, &format!("whether the values that are given fit is not known: {}", why.reason), place)?;
            server::data(vm, kind, Err(why), written, place)?;
        }
        Err(why) => server::data(vm, kind, Err(why), written, place)?,
        Ok(texts) => texts.into_iter().try_for_each(|text| server::data(vm, kind, Ok(text), written, place))?,
    }
    // What an unknown statement gives is not known; RETURNING gives rows.
    let is_closed = statement.unknown.is_none() && !statement.tail.contains_key(&Tail::Returning);
    let unknown = || Rows::Unknown(PythonUnknown::harmless("how many rows there are depends on rows", place));
    Ok(result(if is_closed { Rows::Closed } else { unknown() }))
}

/// Returns why the text of a statement that writes is not all that it does.
fn unfollowed(vm: &Vm, statement: &Statement) -> Option<Unknown> {
    // Another name of a table is not known for one.
    let are_there = |session: crate::replay::Session| {
        let others = statement.others();
        session.with_recorder(|recorder| others.iter().all(|own| recorder.schema().find_relation(own).is_some()))
    };
    if !server::session(vm).is_none_or(are_there) {
        return Some(Unknown::new("one of the tables it names is another name of a table", None));
    }
    // What the columns are given that are not named is not in the text.
    let is_more = statement.kind == Kind::Update && statement.columns_of_target.iter().any(|own| own.on_update);
    is_more.then(|| Unknown::new("what `onupdate` sets is not followed", None))
}

fn execute_select(vm: &mut Vm, statement: &Statement, place: &Place) -> Outcome {
    let why = match statement.text() {
        Ok(sql) => {
            let rows = sent(vm, &sql, Parameters::None, &sql, place)?;
            return Ok(if statement.converts { super::result::unread(rows, place) } else { rows });
        }
        Err(why) => why,
    };
    let is_fine = |own: &Statement| own.text().is_ok_and(|sql| server::takes(vm, &own.tables, &sql));
    let is_fine = !statement.either.is_empty() && statement.either.iter().all(is_fine);
    server::data(vm, "select", Err(why), if is_fine { Written::Nothing } else { Written::Read }, place)?;
    Ok(result(Rows::Unknown(PythonUnknown::harmless("the result depends on rows", place))))
}

fn execute_clause(vm: &mut Vm, own: &Clause, place: &Place) -> Outcome {
    match own {
        // A text that is not known may do anything.
        Clause::Unknown(unknown) => {
            let unknown = to_python(unknown).or_at(place);
            server::touch(vm, Touched::Everything, &unknown, place);
            Ok(result(Rows::Unknown(unknown)))
        }
        Clause::Text(text) => sent(vm, text, Parameters::None, text, place),
        own => match own.to_sql() {
            Ok(text) => {
                let sql = format!("SELECT {text}");
                sent(vm, &sql, Parameters::None, &sql, place)
            }
            Err(Failure::Unknown(unknown)) => Ok(result(Rows::Unknown(to_python(&unknown).or_at(place)))),
            Err(failure) => super::ddl::failed(vm, failure, place),
        },
    }
}

/// Returns the statement and the parameters of `execute(statement, parameters)`.
#[must_use]
pub fn arguments_of(arguments: &Arguments) -> (Value, Option<Value>) {
    let statement = arguments.find(0, "statement").or_else(|| arguments.keyword("object_")).unwrap_or(Value::None);
    let named = || arguments.find(1, "parameters").or_else(|| arguments.keyword("params"));
    let parameters = named().or_else(|| {
        // Before 2.0 parameters could be keywords.
        let rest: Vec<_> = arguments
            .keywords
            .iter()
            .filter(|(name, _)| !matches!(&**name, "statement" | "object_" | "execution_options"))
            .cloned()
            .collect();
        (!rest.is_empty()).then(|| Value::record(rest))
    });
    (statement, parameters)
}

/// Returns whether parameters are given as they could be before 2.0: one by one, or as keywords.
#[must_use]
pub fn has_loose_parameters(arguments: &Arguments) -> bool {
    let known = ["statement", "object_", "parameters", "params", "execution_options", "bind_arguments"];
    arguments.positional.len() > 2 || arguments.keywords.iter().any(|(name, _)| !known.contains(&&**name))
}
