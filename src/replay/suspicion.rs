//! What calling something unknown may have done. A name that is imported from a module nobody has may do anything; but a
//! class only makes an object, and a function whose value is used is asked a question.

use crate::python::{Arguments, Unknown, Value, Vm};
use crate::replay::alembic::{Batch, EnvironmentContext, MigrationContext, Operations, OperationsClass};
use crate::source::Place;

/// Whether a call may have changed the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suspicion {
    Cannot,
    /// It may, for this reason.
    May(String),
}

/// Returns what to think of a call at `place`.
#[must_use]
pub fn suspect(vm: &Vm, callee: &Unknown, arguments: &Arguments, place: &Place) -> Suspicion {
    // What a module does when it is imported is not about this migration's connection.
    if vm.frames().iter().any(|frame| &*frame.function == "<module>") || vm.frames().is_empty() {
        return Suspicion::Cannot;
    }
    let text = place.text();
    let name = called_name(text);
    let may = || Suspicion::May(format!("what `{name}` does is not known: {}", callee.reason()));
    let given = arguments.positional.iter().chain(arguments.keywords.iter().map(|(_, value)| value));
    if given.clone().any(is_powerful) {
        return may();
    }
    if callee.is_of_project() {
        return may();
    }
    if callee.is_harmless() || is_class_name(&name) || is_log(&name) {
        return Suspicion::Cannot;
    }
    if is_statement(place) { may() } else { Suspicion::Cannot }
}

/// Returns whether something given to a function lets it change the schema.
pub(super) fn is_powerful(value: &Value) -> bool {
    match value {
        Value::Foreign(_) => {
            value.downcast::<Operations>().is_some()
                || value.downcast::<Batch>().is_some()
                || value.downcast::<MigrationContext>().is_some()
                || value.downcast::<EnvironmentContext>().is_some()
                || value.downcast::<OperationsClass>().is_some()
                || matches!(
                    &*value.type_name(),
                    "Connection" | "Engine" | "Inspector" | "Session" | "Transaction" | "connection" | "cursor"
                )
        }
        Value::Method(method) => is_powerful(&method.receiver),
        // A function of the project may use `op` itself.
        Value::Function(_) => true,
        _ => false,
    }
}

/// Returns what is called: the text before the parenthesis that the last one closes.
fn called_name(text: &str) -> String {
    let mut depth = 0usize;
    let opening = text.char_indices().rev().find(|(_, c)| {
        match c {
            ')' => depth += 1,
            '(' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    let callee = opening.and_then(|(at, _)| text.get(..at)).filter(|callee| !callee.is_empty());
    callee.or_else(|| text.split('(').next()).unwrap_or(text).split_whitespace().collect()
}

/// Classes are named `LikeThis`: the last part begins with a capital letter and is not all capitals.
fn is_class_name(dotted: &str) -> bool {
    let last = dotted.rsplit('.').next().unwrap_or(dotted).trim_start_matches('_');
    last.chars().next().is_some_and(char::is_uppercase)
}

/// Returns whether a logger is told something.
fn is_log(dotted: &str) -> bool {
    const LEVELS: [&str; 8] = ["critical", "debug", "error", "exception", "info", "trace", "warn", "warning"];
    dotted.rsplit_once('.').is_some_and(|(logger, level)| {
        let logger = logger.rsplit('.').next().unwrap_or(logger).to_ascii_lowercase();
        LEVELS.contains(&level) && (logger.ends_with("log") || logger.ends_with("logger"))
    })
}

/// Returns whether the call is a statement by itself, so that it is made for its effect.
fn is_statement(place: &Place) -> bool {
    let text = place.source.text();
    let (Some(before), Some(after)) = (text.get(..place.span.start as usize), text.get(place.span.end as usize..))
    else {
        return true;
    };
    let (earlier, line) = match before.rfind('\n') {
        Some(at) => (before.get(..at).unwrap_or(""), before.get(at + 1..).unwrap_or("")),
        None => ("", before),
    };
    let starts = match line.trim_start() {
        "" => !earlier.trim_end().ends_with(['(', '[', '{', ',', '=', '+', '\\']),
        "await " => true,
        rest => rest.trim_end().ends_with([';', ':']),
    };
    let rest = after.split('\n').next().unwrap_or("").trim_start();
    starts && (rest.is_empty() || rest.starts_with(['#', ';', '\r']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Span};

    fn is_alone(text: &str, call: &str) -> bool {
        let at = text.find(call).unwrap();
        is_statement(&Source::new("a.py", text).place(Span::new(at, at + call.len())))
    }

    #[test]
    fn a_statement_stands_alone() {
        assert!(is_alone("def upgrade():\n    helper(op)\n", "helper(op)"));
        assert!(is_alone("if x: helper()  # now\n", "helper()"));
        assert!(is_alone("await helper()", "helper()"));
        assert!(!is_alone("x = helper()\n", "helper()"));
        assert!(!is_alone("f(\n    helper(),\n)", "helper()"));
        assert!(!is_alone("f(\n    helper()\n)", "helper()"));
        assert!(!is_alone("helper().other()\n", "helper()"));
    }

    #[test]
    fn what_is_called_stands_before_the_arguments() {
        assert_eq!(called_name("globals()[name](1)"), "globals()[name]");
        assert_eq!(called_name("a . b(c(d), 'e')"), "a.b");
        assert_eq!(called_name("helper(\")\")"), "helper");
        assert_eq!(called_name("(f or g)()"), "(forg)");
    }

    #[test]
    fn a_log_is_known_by_its_name() {
        assert!(is_log("logger.debug") && is_log("self.LOG.warning") && is_log("structlog.info"));
        assert!(!is_log("catalog.create") && !is_log("log.drop_tables") && !is_log("debug"));
    }

    #[test]
    fn classes_are_known_by_their_names() {
        assert!(is_class_name("types.GUID"));
        assert!(is_class_name("_Type"));
        assert!(!is_class_name("db.create_all"));
    }
}
