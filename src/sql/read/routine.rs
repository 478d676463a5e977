//! Functions, procedures and triggers.

use super::reader::{every, first, name, relation, squeezed, text};
use crate::operation::{Existing, Operation, RelationRef, RoutineDefinition, TriggerDefinition, TypeRef};
use crate::schema::{Expression, Part, RoutineKind};
use crate::sql::scan::{Kind, tokens};
use crate::sql::{data_type, names};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

pub(super) fn create(node: &SyntaxNode) -> Option<Vec<Operation>> {
    let named = relation::<ast::FunctionName>(node);
    let kind = if named.is_some() { RoutineKind::Function } else { RoutineKind::Procedure };
    let own_name = named.or_else(|| relation::<ast::ProcedureName>(node))?;
    let list = first::<ast::ParamList>(node)?;
    let (signature, body) = signature(node, &list)?;
    Some(vec![Operation::CreateRoutine(RoutineDefinition {
        name: own_name,
        kind,
        arguments: argument_types(&list),
        signature,
        body,
        existing: if first::<ast::OrReplace>(node).is_some() { Existing::Replace } else { Existing::Fail },
    })])
}

/// Returns the types of the arguments that are part of a routine's identity: all but OUT.
pub(super) fn argument_types(list: &ast::ParamList) -> Vec<TypeRef> {
    let takes = |own: &ast::Param| {
        let mode = first::<ast::ParamMode>(own.syntax()).map(|own| squeezed(&text(&own))).unwrap_or_default();
        mode != "out"
    };
    let typed = |own: ast::Param| first::<ast::FuncType>(own.syntax()).map(|own| data_type::data_type(&text(&own)));
    every::<ast::Param>(list.syntax()).filter(takes).filter_map(typed).collect()
}

/// Everything but name and body, in the order PostgreSQL prints it; and the body as it is written.
fn signature(node: &SyntaxNode, list: &ast::ParamList) -> Option<(String, String)> {
    let parameters: Vec<String> = every::<ast::Param>(list.syntax()).map(|own| parameter(&own)).collect();
    let mut out = format!("({})", parameters.join(", "));
    if let Some(returns) = first::<ast::RetType>(node) {
        out.push_str(&format!(" RETURNS {}", returned(&returns)));
    }
    let mut body = String::new();
    let (mut language, mut rest) = (String::new(), Vec::new());
    for child in node.children() {
        let options: Vec<SyntaxNode> = match ast::FuncOptionList::can_cast(child.kind()) {
            true => child.children().collect(),
            false if ast::RoutineBody::can_cast(child.kind()) => {
                body = format!("\u{0}{}", squeezed(&child.text().to_string()));
                continue;
            }
            false => continue,
        };
        for option in options {
            let words = squeezed(&option.text().to_string());
            if ast::AsFuncOption::can_cast(option.kind()) {
                body = string_in(&option)?;
            } else if let Some(own) = words.strip_prefix("language ") {
                language = own.trim_matches('\'').to_ascii_lowercase();
            } else {
                rest.push(words);
            }
        }
    }
    rest.retain(|own| !DEFAULTS.contains(&own.as_str()));
    rest.sort();
    if !language.is_empty() {
        out.push_str(&format!(" LANGUAGE {language}"));
    }
    for option in rest {
        out.push(' ');
        out.push_str(&if option == "returns null on null input" {
            "STRICT".to_string()
        } else {
            option.to_ascii_uppercase_words()
        });
    }
    // A body in SQL's own syntax is part of the signature: it is no string.
    if let Some(own) = body.strip_prefix('\u{0}') {
        out.push_str(&format!(" {own}"));
        body = String::new();
    }
    Some((out, body))
}

/// What a routine is where nothing is said.
const DEFAULTS: [&str; 6] =
    ["volatile", "called on null input", "security invoker", "not leakproof", "parallel unsafe", "cost 100"];

trait Words {
    fn to_ascii_uppercase_words(&self) -> String;
}

impl Words for String {
    /// Capitals, but for what follows `set` or stands in quotes.
    fn to_ascii_uppercase_words(&self) -> String {
        if self.starts_with("set ") || self.contains('\'') { self.clone() } else { self.to_ascii_uppercase() }
    }
}

fn parameter(own: &ast::Param) -> String {
    let node = own.syntax();
    let mut words = Vec::new();
    if let Some(mode) = first::<ast::ParamMode>(node) {
        let mode = squeezed(&text(&mode));
        words.extend((mode != "in").then(|| mode.to_ascii_uppercase()));
    }
    words.extend(first::<ast::ParamName>(node).map(|own| names::name_at(&own).quoted()));
    words.extend(first::<ast::FuncType>(node).map(|own| spelt(&text(&own))));
    if let Some(default) = first::<ast::ParamDefault>(node).and_then(|own| first::<ast::Expr>(own.syntax())) {
        words.push(format!("DEFAULT {}", squeezed(&text(&default))));
    }
    words.join(" ")
}

fn returned(own: &ast::RetType) -> String {
    let node = own.syntax();
    if let Some(list) = first::<ast::ReturnTableArgList>(node) {
        let column = |own: ast::ReturnTableColumn| {
            let named = first::<ast::ColumnName>(own.syntax()).map(|own| names::name_at(&own).quoted());
            let typed = first::<ast::FuncType>(own.syntax()).map(|own| spelt(&text(&own)));
            format!("{} {}", named.unwrap_or_default(), typed.unwrap_or_default())
        };
        let columns: Vec<String> = every::<ast::ReturnTableColumn>(list.syntax()).map(column).collect();
        return format!("TABLE({})", columns.join(", "));
    }
    first::<ast::FuncType>(node).map(|own| spelt(&text(&own))).unwrap_or_default()
}

/// A type as `format_type` spells it; bare names of user types stay as they are.
fn spelt(text: &str) -> String {
    let (set, rest) = match text.trim().get(..6) {
        Some(word) if word.eq_ignore_ascii_case("setof ") => ("SETOF ", text.trim().get(6..).unwrap_or("")),
        _ => ("", text),
    };
    match data_type::data_type(rest) {
        TypeRef::Resolved(own) if own.as_unknown().is_some() => format!("{set}{}", squeezed(rest)),
        own => format!("{set}{}", crate::sql::render::data_type(&own).trim_start_matches("public.")),
    }
}

fn string_in(node: &SyntaxNode) -> Option<String> {
    let text = node.text().to_string();
    let mut strings = tokens(&text).filter_map(|token| crate::sql::scan::string_value(token.text));
    strings.next()
}

pub(super) fn create_trigger(own: &ast::CreateTrigger) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let on = first::<ast::OnRelation>(node)?;
    let table = relation::<ast::RelationNameRef>(on.syntax())?;
    let call = first::<ast::CallExpr>(node)?;
    let function =
        first::<ast::Expr>(call.syntax()).and_then(|own| names::path_of_expr(&own)).and_then(names::relation_of);
    let mut parts = Vec::new();
    let mut push = |part: Part| match (part, parts.last_mut()) {
        (Part::Text(text), Some(Part::Text(last))) => last.push_str(&text),
        (part, _) => parts.push(part),
    };
    let full = node.text().to_string();
    let from = first::<ast::Timing>(node)?.syntax().text_range().start();
    let body = full.get(usize::from(from - node.text_range().start())..)?;
    let mut end = None;
    let columns_of_update: Vec<_> = super::reader::inside::<ast::TriggerEventUpdate>(node)
        .map(|own| super::reader::column_names(own.syntax()))
        .unwrap_or_default();
    let mut after_on = false;
    for token in tokens(body.trim_end_matches(|c: char| c == ';' || c.is_whitespace())) {
        if end.is_some_and(|end| end < token.start) {
            push(Part::Text(" ".into()));
        }
        end = Some(token.end());
        after_on |= token.is_word("on");
        let named = token.name().filter(|name| !after_on && columns_of_update.contains(name));
        match named {
            Some(name) => push(Part::Column(name)),
            None if token.kind == Kind::Word => push(Part::Text(trigger_word(token.text))),
            None => push(Part::Text(token.text.to_string())),
        }
    }
    let definition = TriggerDefinition {
        name: name::<ast::Trigger>(node)?,
        definition: tidy(Expression { parts }, &table),
        function,
    };
    let existing = if first::<ast::OrReplace>(node).is_some() { Existing::Replace } else { Existing::Fail };
    Some(vec![Operation::CreateTrigger { table, trigger: definition, existing }])
}

fn trigger_word(word: &str) -> String {
    const WORDS: [&str; 26] = [
        "before",
        "after",
        "instead",
        "of",
        "insert",
        "update",
        "delete",
        "truncate",
        "or",
        "on",
        "from",
        "not",
        "deferrable",
        "initially",
        "deferred",
        "immediate",
        "referencing",
        "old",
        "new",
        "table",
        "as",
        "for",
        "each",
        "row",
        "statement",
        "when",
    ];
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "procedure" | "function" => "FUNCTION".into(),
        "execute" => "EXECUTE".into(),
        own if WORDS.contains(&own) => own.to_ascii_uppercase(),
        _ => lower,
    }
}

/// The default level is said aloud; the schema of table and function as PostgreSQL prints it is the one they live in.
fn tidy(mut own: Expression, table: &RelationRef) -> Expression {
    let short = table.name.quoted();
    for part in &mut own.parts {
        if let Part::Text(text) = part {
            *text = text.replace(&format!(" ON {}", table.quoted()), &format!(" ON {short}"));
            *text = text.replace("EXECUTE FUNCTION public.", "EXECUTE FUNCTION ").replace("FOR ROW", "FOR EACH ROW");
            *text = text.replace("FOR STATEMENT", "FOR EACH STATEMENT");
            if !text.contains("FOR EACH") && text.contains(" EXECUTE ") {
                *text = text.replacen(" EXECUTE ", " FOR EACH STATEMENT EXECUTE ", 1);
            }
        }
    }
    own
}
