//! The constant keyword arguments of calls in a module, for files like `env.py` that configure something by a call.
//! Not the calls' meaning.

use super::fold::{Value, fold, span};
use super::scope::Scope;
use crate::python;
use crate::source::{Source, Span};
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, ExprCall, Stmt, StmtFunctionDef};
use std::collections::BTreeMap;

/// A call `something.name(…)`, or `name(…)`.
#[derive(Clone, Debug)]
pub struct Call {
    pub span: Span,
    pub keywords: BTreeMap<String, Argument>,
    /// Where `**mapping` may give any other keyword.
    pub unpacks: Option<Span>,
}

/// A keyword argument's value, as far as it is constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    pub value: Constant,
    pub span: Span,
}

/// A constant of Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constant {
    None,
    Bool(bool),
    Text(String),
    /// Anything else, and why it is not known.
    Unknown(String),
}

/// Returns the calls of what is named `method` anywhere in a module, in the order they are written.
#[must_use]
pub fn calls_of(source: &Source, method: &str) -> Vec<Call> {
    let parsed = python::parse(source);
    let scope = Scope::of(&parsed.module.body, &|_| None);
    let mut finder = Finder { method, scope, locals: Vec::new(), calls: Vec::new() };
    finder.visit_body(&parsed.module.body);
    finder.calls
}

/// Returns where these words stand as a string, or as a keyword of other calls than those of `method`.
#[must_use]
pub fn mentions_of(source: &Source, method: &str, words: &[&str]) -> Vec<(String, Span)> {
    let parsed = python::parse(source);
    let mut mentions = Mentions { method, words, found: Vec::new() };
    mentions.visit_body(&parsed.module.body);
    mentions.found
}

struct Mentions<'a> {
    method: &'a str,
    words: &'a [&'a str],
    found: Vec<(String, Span)>,
}

impl Mentions<'_> {
    fn note(&mut self, word: &str, place: Span) {
        if self.words.contains(&word) {
            self.found.push((word.to_owned(), place));
        }
    }
}

impl<'a> Visitor<'a> for Mentions<'_> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::StringLiteral(literal) => self.note(literal.value.to_str(), span(expression)),
            Expr::Call(call) if !is_call_of(call, self.method) => {
                for keyword in &call.arguments.keywords {
                    self.note(keyword.arg.as_ref().map_or("", |name| name.as_str()), span(keyword));
                }
            }
            _ => {}
        }
        walk_expr(self, expression);
    }
}

/// Returns whether a call is `something.method(…)`, or `method(…)` of what was imported.
fn is_call_of(call: &ExprCall, method: &str) -> bool {
    match &*call.func {
        Expr::Attribute(function) => function.attr.as_str() == method,
        Expr::Name(function) => function.id.as_str() == method,
        _ => false,
    }
}

struct Finder<'a> {
    method: &'a str,
    scope: Scope<'a>,
    /// The names bound by each enclosing function.
    locals: Vec<Vec<String>>,
    calls: Vec<Call>,
}

impl<'a> Visitor<'a> for Finder<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::FunctionDef(function) = statement {
            self.locals.push(bound_in(function));
            walk_stmt(self, statement);
            self.locals.pop();
        } else {
            walk_stmt(self, statement);
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Call(call) = expression
            && is_call_of(call, self.method)
        {
            let call = self.read(call);
            self.calls.push(call);
        }
        walk_expr(self, expression);
    }
}

impl Finder<'_> {
    fn read(&self, call: &ExprCall) -> Call {
        let mut scope = self.scope.clone();
        for name in self.locals.iter().flatten() {
            scope.bind_unknown(name, "it is a local variable", Span::default());
        }
        let mut keywords = BTreeMap::new();
        let mut unpacks = None;
        for keyword in &call.arguments.keywords {
            match &keyword.arg {
                None => unpacks = Some(span(keyword)),
                Some(name) => {
                    let value = match fold(&keyword.value, &mut scope).value {
                        Value::None => Constant::None,
                        Value::Bool(value) => Constant::Bool(value),
                        Value::Text(text) => Constant::Text(text),
                        Value::Unknown(reason) => Constant::Unknown(reason),
                        _ => Constant::Unknown("it is neither text nor a truth value".into()),
                    };
                    keywords.insert(name.to_string(), Argument { value, span: span(&keyword.value) });
                }
            }
        }
        Call { span: span(call), keywords, unpacks }
    }
}

/// Returns the names a function binds: parameters and assigned names.
fn bound_in(function: &StmtFunctionDef) -> Vec<String> {
    let mut names = Names(function.parameters.iter().map(|parameter| parameter.name().to_string()).collect());
    names.visit_body(&function.body);
    names.0
}

struct Names(Vec<String>);

impl<'a> Visitor<'a> for Names {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression
            && name.ctx.is_store()
        {
            self.0.push(name.id.to_string());
        }
        walk_expr(self, expression);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_constants_and_admits_the_rest() {
        let text = "T = 'v'\ndef run(schema):\n    with c:\n        context.configure(version_table=T, a=None, b=True, \
                    version_table_schema=schema, **more)\nother(version_table='x')\n";
        let calls = calls_of(&Source::new("env.py", text), "configure");
        let [call] = &calls[..] else { panic!("{calls:?}") };
        let value = |name: &str| call.keywords.get(name).map(|argument| argument.value.clone());
        assert_eq!(value("version_table"), Some(Constant::Text("v".into())));
        assert_eq!((value("a"), value("b")), (Some(Constant::None), Some(Constant::Bool(true))));
        assert!(matches!(value("version_table_schema"), Some(Constant::Unknown(_))));
        assert!(call.unpacks.is_some());
    }
}
