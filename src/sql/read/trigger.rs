//! CREATE TRIGGER, in the words of `pg_get_triggerdef`.

use crate::operation::{Existing, Operation, TriggerDefinition};
use crate::schema::{Deferrability, Expression, Part};
use crate::sql::Surroundings;
use crate::sql::expression::{Printer, of_tree};
use crate::sql::names::{name_at, path_of_expr, relation_at, relation_of};
use crate::sql::read::column::Columns;
use crate::sql::read::constraint;
use squawk_syntax::ast::{self, AstNode};

/// Reads CREATE TRIGGER.
pub(super) fn create(own: &ast::CreateTrigger, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let table = relation_at(&own.on_relation()?.relation_name_ref()?)?;
    let columns = Columns::of(&table, surroundings);
    let mut printer = Printer::default();
    printer.text(match own.timing()? {
        ast::Timing::TimingAfter(_) => "AFTER ",
        ast::Timing::TimingBefore(_) => "BEFORE ",
        ast::Timing::TimingInsteadOf(_) => "INSTEAD OF ",
    });
    events(own, &mut printer)?;
    if own.constraint_token().is_some() {
        printer.text(" CONSTRAINT");
        if let Some(from) = own.from_table() {
            let other = surroundings.full_name(&relation_at(&from.table_name_ref()?)?);
            printer.text(&format!(" FROM {}", other.quoted()));
        }
        printer.text(match constraint::deferrability(own.constraint_options()) {
            Deferrability::NotDeferrable => "",
            Deferrability::InitiallyImmediate => " DEFERRABLE",
            Deferrability::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
        });
    }
    if let Some(referencing) = own.referencing() {
        let mut names: Vec<String> = referencing.referencing_tables().filter_map(|table| transition(&table)).collect();
        names.sort();
        printer.text(&format!(" REFERENCING {}", names.join(" ")));
    }
    let each_row = matches!(own.trigger_level(), Some(ast::TriggerLevel::ForEachRow(_)));
    printer.text(if each_row { " FOR EACH ROW" } else { " FOR EACH STATEMENT" });
    if let Some(when) = own.when_condition() {
        printer.text(" WHEN (");
        let context = columns.context(surroundings);
        rows_in_full(of_tree(&when.expr()?, &context).parts).for_each(|part| printer.part(part));
        printer.text(")");
    }
    let call = own.call_expr()?;
    let function = relation_of(path_of_expr(&call.expr()?)?)?;
    printer.text(" EXECUTE FUNCTION ");
    printer.part(Part::Routine(surroundings.routine_name(&function)));
    printer.text(&format!("({})", arguments(&call)));
    let trigger = TriggerDefinition {
        name: name_at(&own.trigger()?),
        definition: Expression { parts: printer.finish() },
        function: Some(function),
    };
    let existing = if own.or_replace().is_some() { Existing::Replace } else { Existing::Fail };
    Some(Operation::CreateTrigger { table, trigger, existing })
}

/// No column stands in a condition without its row: `old` by itself is the row.
fn rows_in_full(parts: Vec<Part>) -> impl Iterator<Item = Part> {
    let mut is_bare = true;
    parts.into_iter().map(move |part| {
        let was_bare = is_bare;
        is_bare = !matches!(&part, Part::Text(text) if text.ends_with('.'));
        match part {
            Part::Column(row) if was_bare && matches!(row.as_str(), "old" | "new") => Part::Text(format!("{row}.*")),
            other => other,
        }
    })
}

/// In the order of `pg_get_triggerdef`: insert, delete, update, truncate.
fn events(own: &ast::CreateTrigger, printer: &mut Printer) -> Option<()> {
    let all: Vec<ast::TriggerEvent> = own.trigger_event_list()?.trigger_events().collect();
    let mut separator = "";
    let order: [fn(&ast::TriggerEvent) -> bool; 4] = [
        |event| matches!(event, ast::TriggerEvent::TriggerEventInsert(_)),
        |event| matches!(event, ast::TriggerEvent::TriggerEventDelete(_)),
        |event| matches!(event, ast::TriggerEvent::TriggerEventUpdate(_)),
        |event| matches!(event, ast::TriggerEvent::TriggerEventTruncate(_)),
    ];
    for (is_kind, word) in order.into_iter().zip(["INSERT", "DELETE", "UPDATE", "TRUNCATE"]) {
        let Some(event) = all.iter().find(|event| is_kind(event)) else { continue };
        printer.text(&format!("{separator}{word}"));
        separator = " OR ";
        if let ast::TriggerEvent::TriggerEventUpdate(update) = event {
            for (at, column) in update.column_name_refs().enumerate() {
                printer.text(if at == 0 { " OF " } else { ", " });
                printer.part(Part::Column(name_at(&column)));
            }
        }
    }
    Some(())
}

fn transition(own: &ast::ReferencingTable) -> Option<String> {
    let (word, node) = match own {
        ast::ReferencingTable::NewTable(own) => ("NEW", own.syntax()),
        ast::ReferencingTable::OldTable(own) => ("OLD", own.syntax()),
    };
    let name = node.children().last()?.text().to_string();
    Some(format!("{word} TABLE AS {}", crate::sql::names::name_of(&name).quoted()))
}

/// A trigger's arguments are strings, whatever was written.
fn arguments(call: &ast::CallExpr) -> String {
    let list = call.arg_list().into_iter().flat_map(|list| list.args());
    let texts = list.map(|argument| match argument.expr() {
        Some(ast::Expr::Literal(literal)) if literal.string_value().is_some_and(|text| !text.is_empty()) => {
            crate::name::quote_literal(&literal.string_value().unwrap_or_default())
        }
        _ => crate::name::quote_literal(argument.syntax().text().to_string().trim_matches('\'')),
    });
    texts.collect::<Vec<_>>().join(", ")
}
