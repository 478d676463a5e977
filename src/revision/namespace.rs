//! What a statement of a version file binds or changes beside its plain assignments: through `globals()`, inside an
//! expression, by a pattern, in place. Says what may have happened; what a name is then worth is for `scope`.

use super::fold::span;
use crate::source::Span;
use ruff_python_ast::visitor::{Visitor, walk_except_handler, walk_expr, walk_pattern, walk_stmt};
use ruff_python_ast::{ExceptHandler, Expr, ExprContext, Pattern, Stmt};

/// What hands out a module's namespace, or writes to one.
const DOORS: [&str; 6] = ["globals", "vars", "locals", "exec", "setattr", "delattr"];

/// What one statement does on the side.
#[derive(Default)]
pub(super) struct Disturbance {
    /// Where it reaches the module's namespace.
    pub(super) namespace: Option<Span>,
    /// The names it binds, and where.
    pub(super) bound: Vec<(String, Span)>,
    /// The names whose values it may change in place.
    pub(super) changed: Vec<String>,
}

impl Disturbance {
    /// Returns what a statement of the module does, the statements below it included.
    pub(super) fn of(statement: &Stmt) -> Self {
        let mut found = Self::default();
        found.visit_stmt(statement);
        found
    }

    fn change(&mut self, expression: &Expr) {
        if let Expr::Name(name) = expression {
            self.changed.push(name.id.to_string());
        }
    }
}

impl<'a> Visitor<'a> for Disturbance {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            // Their bodies run when they are called.
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            Stmt::Assign(assign) => {
                if let [target] = &assign.targets[..]
                    && let Some(name) = named_by_door(target)
                {
                    self.bound.push((name.to_owned(), span(target)));
                    self.visit_expr(&assign.value);
                } else {
                    walk_stmt(self, statement);
                }
            }
            _ => walk_stmt(self, statement),
        }
    }

    fn visit_annotation(&mut self, _: &'a Expr) {}

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) if DOORS.contains(&name.id.as_str()) => self.namespace = Some(span(expression)),
            Expr::Attribute(attribute) if matches!(attribute.attr.as_str(), "__dict__" | "modules") => {
                self.namespace = Some(span(expression));
            }
            Expr::Named(named) => {
                if let Expr::Name(name) = &*named.target {
                    self.bound.push((name.id.to_string(), span(named)));
                }
            }
            Expr::Call(call) => {
                if let Expr::Attribute(attribute) = &*call.func {
                    self.change(&attribute.value);
                }
                call.arguments.args.iter().for_each(|argument| self.change(argument));
                call.arguments.keywords.iter().for_each(|keyword| self.change(&keyword.value));
            }
            Expr::Subscript(subscript) if subscript.ctx != ExprContext::Load => self.change(&subscript.value),
            _ => {}
        }
        walk_expr(self, expression);
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(own) = handler;
        self.bound.extend(own.name.iter().map(|name| (name.to_string(), span(name))));
        walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(own) => own.name.as_ref(),
            Pattern::MatchStar(own) => own.name.as_ref(),
            Pattern::MatchMapping(own) => own.rest.as_ref(),
            _ => None,
        };
        self.bound.extend(name.map(|name| (name.to_string(), span(name))));
        walk_pattern(self, pattern);
    }
}

/// Returns the name that `globals()['name']` stands for.
fn named_by_door(target: &Expr) -> Option<&str> {
    let Expr::Subscript(subscript) = target else { return None };
    match (&*subscript.value, &*subscript.slice) {
        (Expr::Call(call), Expr::StringLiteral(key)) => {
            let door = matches!(&*call.func, Expr::Name(name) if DOORS.contains(&name.id.as_str()));
            door.then(|| key.value.to_str())
        }
        _ => None,
    }
}
