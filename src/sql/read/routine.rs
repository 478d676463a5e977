//! CREATE FUNCTION, PROCEDURE and AGGREGATE.

use crate::name::{Name, quote_literal};
use crate::operation::{Existing, Operation, RelationRef, RoutineDefinition, TypeRef};
use crate::schema::{DataType, ObjectId, RoutineKind, Touched, Unknown};
use crate::sql::expression::of_tree;
use crate::sql::names::{name_at, names_in, relation_of};
use crate::sql::read::column::{resolved, type_at};
use crate::sql::read::cursor::Cursor;
use crate::sql::scan::{Kind, string_value, tokens};
use crate::sql::{Context, Surroundings};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// Reads CREATE FUNCTION.
pub(super) fn create_function(own: &ast::CreateFunction, surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    let parameters = Parameters::read(&own.param_list()?, surroundings)?;
    let result = match own.ret_type() {
        Some(own) => format!(" RETURNS {}", result(&own, surroundings)?),
        None => parameters.result(),
    };
    let options = own.option_list();
    let name = relation_of(names_in(own.name()?.syntax())?)?;
    let routine = Routine { kind: RoutineKind::Function, name, parameters, result };
    routine.finish(options, own.body(), own.or_replace().is_some(), surroundings)
}

/// Reads CREATE PROCEDURE.
pub(super) fn create_procedure(own: &ast::CreateProcedure, surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    let parameters = Parameters::read(&own.param_list()?, surroundings)?;
    let name = relation_of(names_in(own.name()?.syntax())?)?;
    let routine = Routine { kind: RoutineKind::Procedure, name, parameters, result: String::new() };
    routine.finish(own.option_list(), own.body(), own.or_replace().is_some(), surroundings)
}

/// Reads CREATE AGGREGATE.
pub(super) fn create_aggregate(own: &ast::CreateAggregate, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let list = own.param_list();
    let parameters = match &list {
        Some(list) => Parameters::read(list, surroundings)?,
        None => Parameters { types: Vec::new(), results: Vec::new(), text: "*".into() },
    };
    let mut options: Vec<String> =
        own.attribute_list()?.attribute_options().map(|own| aggregate_option(&own)).collect();
    options.sort();
    Some(Operation::CreateRoutine(RoutineDefinition {
        name: relation_of(names_in(own.aggregate_name()?.syntax())?)?,
        kind: RoutineKind::Aggregate,
        arguments: parameters.types,
        signature: format!("({}) ({})", parameters.text, options.join(", ")),
        body: String::new(),
        existing: if own.or_replace().is_some() { Existing::Replace } else { Existing::Fail },
    }))
}

/// Returns `key = value` of CREATE AGGREGATE in one spelling.
fn aggregate_option(own: &ast::AttributeOption) -> String {
    let text = own.syntax().text().to_string();
    let (key, value) = text.split_once('=').map_or((text.as_str(), None), |(key, value)| (key, Some(value.trim())));
    let key = key.trim().to_ascii_lowercase();
    let plain = |value: &str| value.replace("pg_catalog.", "").replace("public.", "");
    match (key.as_str(), value) {
        (_, None) => key,
        ("stype" | "mstype", Some(value)) => match crate::sql::data_type(value) {
            crate::operation::TypeRef::Resolved(own) => format!("{key} = {own}"),
            _ => format!("{key} = {}", plain(value)),
        },
        ("sortop", Some(value)) => {
            let operator = plain(value).to_ascii_lowercase().replace("operator(", "");
            format!("{key} = operator({})", operator.trim_end_matches(')'))
        }
        ("initcond" | "minitcond", Some(value)) => format!("{key} = {value}"),
        (_, Some(value)) => format!("{key} = {}", plain(value).to_ascii_lowercase()),
    }
}

/// Reads ALTER FUNCTION and ALTER PROCEDURE: properties change, and the new signature is not worked out.
pub(super) fn alter(own: &SyntaxNode, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let text = own.text().to_string();
    let mut cursor = Cursor::new(&text);
    let _ = cursor.take("alter") && ["function", "procedure", "routine"].iter().any(|word| cursor.take(word));
    let name = cursor.relation()?;
    let arguments = cursor.arguments()??;
    let types: Vec<String> = arguments.into_iter().map(|own| resolved(own, surroundings).to_sql()).collect();
    let object = ObjectId::Function(surroundings.routine_name(&name), types.join(", "));
    let unknown = Unknown::new("limbeck does not follow ALTER FUNCTION", None);
    Some(Operation::Unknown { touched: Touched::Object(object), unknown })
}

/// Returns the node that holds a routine's body; errors in it are not the statement's.
pub(super) fn body(own: &ast::Stmt) -> Option<SyntaxNode> {
    let options = match own {
        ast::Stmt::CreateFunction(own) => own.option_list()?,
        ast::Stmt::CreateProcedure(own) => own.option_list()?,
        _ => return None,
    };
    options.options().find_map(|option| match option {
        ast::FuncOption::AsFuncOption(own) => Some(own.syntax().clone()),
        _ => None,
    })
}

/// Returns the language that is written.
pub(in crate::sql) fn language(options: &ast::FuncOptionList) -> Option<String> {
    options.options().find_map(|option| match option {
        ast::FuncOption::LanguageFuncOption(own) => language_of(&own),
        _ => None,
    })
}

fn language_of(own: &ast::LanguageFuncOption) -> Option<String> {
    match (own.language_ref(), own.literal()) {
        (Some(name), _) => Some(name_at(&name).to_string()),
        (None, literal) => Some(literal?.string_value()?.to_ascii_lowercase()),
    }
}

struct Routine {
    kind: RoutineKind,
    name: RelationRef,
    parameters: Parameters,
    result: String,
}

/// The arguments of a routine.
struct Parameters {
    /// The types of the input arguments.
    types: Vec<TypeRef>,
    /// The types of those that are results, in canonical form.
    results: Vec<String>,
    /// All of them in canonical form.
    text: String,
}

impl Parameters {
    fn read(list: &ast::ParamList, surroundings: &Surroundings<'_>) -> Option<Self> {
        let (mut types, mut results, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for param in list.params() {
            let own = function_type(&param.func_type()?)?;
            let data_type = resolved(own.clone(), surroundings);
            let mut text = match param.mode() {
                Some(ast::ParamMode::ParamOut(_)) => "OUT ",
                Some(ast::ParamMode::ParamInOut(_)) => "INOUT ",
                Some(ast::ParamMode::ParamVariadic(_)) => "VARIADIC ",
                Some(ast::ParamMode::ParamIn(_)) | None => "",
            }
            .to_string();
            if !matches!(param.mode(), Some(ast::ParamMode::ParamOut(_))) {
                types.push(own);
            }
            if matches!(param.mode(), Some(ast::ParamMode::ParamOut(_) | ast::ParamMode::ParamInOut(_))) {
                results.push(without_length(&data_type).to_sql());
            }
            if let Some(name) = param.name() {
                text.push_str(&format!("{} ", name_at(&name).quoted()));
            }
            text.push_str(&without_length(&data_type).to_sql());
            if let Some(default) = param.param_default() {
                let context = Context::default_of(&data_type).within(surroundings.schema);
                text.push_str(&format!(" DEFAULT {}", of_tree(&default.expr()?, &context)));
            }
            texts.push(text);
        }
        Some(Self { types, results, text: texts.join(", ") })
    }

    /// Without `RETURNS`, the `OUT` arguments are the result.
    fn result(&self) -> String {
        match self.results.as_slice() {
            [] => String::new(),
            [only] => format!(" RETURNS {only}"),
            _ => " RETURNS record".to_string(),
        }
    }
}

impl Routine {
    fn finish(
        self,
        options: Option<ast::FuncOptionList>,
        body: Option<ast::RoutineBody>,
        replaces: bool,
        surroundings: &Surroundings<'_>,
    ) -> Option<Vec<Operation>> {
        let returns_set = self.result.starts_with(" RETURNS SETOF") || self.result.starts_with(" RETURNS TABLE");
        let properties = properties(options.as_ref(), returns_set)?;
        let source = match (&body, options.as_ref().and_then(definition)) {
            (Some(own), _) => own.syntax().text().to_string(),
            (None, Some(text)) => text,
            (None, None) => return None,
        };
        let types: Vec<String> =
            self.parameters.types.iter().map(|own| resolved(own.clone(), surroundings).to_sql()).collect();
        let object = ObjectId::Function(surroundings.routine_name(&self.name), types.join(", "));
        let mut operations = vec![Operation::CreateRoutine(RoutineDefinition {
            name: self.name,
            kind: self.kind,
            arguments: self.parameters.types,
            signature: format!("({}){}{properties}", self.parameters.text, self.result),
            body: source,
            existing: if replaces { Existing::Replace } else { Existing::Fail },
        })];
        if body.is_some() {
            let unknown = Unknown::new("PostgreSQL rewrites the body of a function that is not a string", None);
            operations.push(Operation::Unknown { touched: Touched::Object(object), unknown });
        }
        Some(operations)
    }
}

/// Returns the properties that are not the default, in one order.
fn properties(options: Option<&ast::FuncOptionList>, returns_set: bool) -> Option<String> {
    let (mut language, mut volatility, mut strict, mut security) = ("sql".to_string(), "", "", "");
    let (mut leakproof, mut parallel, mut cost, mut rows, mut window) =
        ("", String::new(), String::new(), String::new(), "");
    let mut settings = Vec::new();
    for option in options.into_iter().flat_map(|list| list.options()) {
        match option {
            ast::FuncOption::LanguageFuncOption(own) => {
                language = language_of(&own)?;
            }
            ast::FuncOption::VolatilityFuncOption(ast::VolatilityFuncOption::Immutable(_)) => volatility = " IMMUTABLE",
            ast::FuncOption::VolatilityFuncOption(ast::VolatilityFuncOption::Stable(_)) => volatility = " STABLE",
            ast::FuncOption::VolatilityFuncOption(ast::VolatilityFuncOption::Volatile(_)) => volatility = "",
            ast::FuncOption::StrictFuncOption(_) | ast::FuncOption::ReturnsNullOnNullInputFuncOption(_) => {
                strict = " STRICT"
            }
            ast::FuncOption::CalledOnNullInputFuncOption(_) => strict = "",
            ast::FuncOption::SecurityDefinerFuncOption(_) => security = " SECURITY DEFINER",
            ast::FuncOption::SecurityInvokerFuncOption(_) => security = "",
            ast::FuncOption::LeakproofFuncOption(_) => leakproof = " LEAKPROOF",
            ast::FuncOption::NotLeakproofFuncOption(_) => leakproof = "",
            ast::FuncOption::WindowFuncOption(_) => window = " WINDOW",
            ast::FuncOption::ParallelFuncOption(own) => {
                let word = own.ident_token()?.text().to_ascii_uppercase();
                parallel = if word == "UNSAFE" { String::new() } else { format!(" PARALLEL {word}") };
            }
            ast::FuncOption::CostFuncOption(own) => cost = own.literal()?.syntax().text().to_string(),
            ast::FuncOption::RowsFuncOption(own) => rows = own.literal()?.syntax().text().to_string(),
            ast::FuncOption::SetFuncOption(own) => settings.push(setting(&own.syntax().text().to_string())?),
            ast::FuncOption::SupportFuncOption(_)
            | ast::FuncOption::TransformFuncOption(_)
            | ast::FuncOption::ResetFuncOption(_) => return None,
            ast::FuncOption::AsFuncOption(_) => {}
        }
    }
    settings.sort();
    let default_cost = if matches!(language.as_str(), "c" | "internal") { "1" } else { "100" };
    let cost = if cost.is_empty() || cost == default_cost { String::new() } else { format!(" COST {cost}") };
    let rows = if rows.is_empty() || (returns_set && rows == "1000") { String::new() } else { format!(" ROWS {rows}") };
    Some(format!(
        " LANGUAGE {language}{window}{volatility}{leakproof}{strict}{security}{parallel}{cost}{rows}{}",
        settings.concat()
    ))
}

/// Returns a setting as `pg_get_functiondef` prints it, nothing where it is the default; none where its value is not said.
fn setting(text: &str) -> Option<String> {
    // Their elements are names (`GUC_LIST_QUOTE`); all other values are one string.
    const OF_NAMES: &[&str] =
        &["search_path", "temp_tablespaces", "session_preload_libraries", "local_preload_libraries"];
    let mut name = String::new();
    let mut tokens = tokens(text).skip(1);
    for token in tokens.by_ref().take_while(|token| !token.is_symbol("=") && !token.is_word("to")) {
        name.push_str(&token.name().as_ref().map_or(token.text, Name::as_str).to_ascii_lowercase());
    }
    let mut elements = vec![String::new()];
    for token in tokens {
        if token.is_symbol(",") {
            elements.push(String::new());
            continue;
        }
        let value = match token.kind {
            Kind::String { .. } => string_value(token.text)?,
            Kind::Word if token.is_word("default") => return Some(String::new()),
            _ => token.name().map_or_else(|| token.text.to_string(), |own| own.as_str().to_string()),
        };
        elements.last_mut()?.push_str(&value);
    }
    let value = if OF_NAMES.contains(&name.as_str()) {
        elements.iter().map(|own| quote_literal(own)).collect::<Vec<_>>().join(", ")
    } else {
        quote_literal(&elements.join(", "))
    };
    (!name.is_empty() && !text.to_ascii_lowercase().contains("from current")).then(|| format!(" SET {name} TO {value}"))
}

/// Returns the body that is written as a string, or what names it.
pub(in crate::sql) fn definition(options: &ast::FuncOptionList) -> Option<String> {
    options.options().find_map(|option| match option {
        ast::FuncOption::AsFuncOption(own) => match own.as_func_target()? {
            ast::AsFuncTarget::AsDefinition(own) => own.literal()?.string_value(),
            ast::AsFuncTarget::AsObjFile(own) => Some(own.syntax().text().to_string()),
        },
        _ => None,
    })
}

fn function_type(own: &ast::FuncType) -> Option<TypeRef> {
    match own {
        ast::FuncType::Type(own) => Some(type_at(own)),
        ast::FuncType::PercentType(_) => None,
    }
}

/// PostgreSQL forgets lengths in signatures.
fn without_length(own: &DataType) -> DataType {
    DataType { modifiers: String::new(), ..own.clone() }
}

fn result(own: &ast::RetType, surroundings: &Surroundings<'_>) -> Option<String> {
    if let Some(list) = own.return_table_arg_list() {
        let mut columns = Vec::new();
        for column in list.args() {
            let data_type = resolved(function_type(&column.func_type()?)?, surroundings);
            columns.push(format!("{} {}", name_at(&column.name()?).quoted(), without_length(&data_type).to_sql()));
        }
        return Some(format!("TABLE({})", columns.join(", ")));
    }
    let own = own.func_type()?;
    let text = own.syntax().text().to_string().to_ascii_lowercase();
    let set = if text.starts_with("setof") { "SETOF " } else { "" };
    let data_type = resolved(function_type(&own)?, surroundings);
    Some(format!("{set}{}", without_length(&data_type).to_sql()))
}
