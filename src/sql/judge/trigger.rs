//! CREATE TRIGGER: what its words allow (PostgreSQL 15, `CreateTriggerFiringOn`). Of rarer forms limbeck does not say.

use super::define::no_query;
use super::from::{Scope, Source};
use super::{Judge, Judged, open, refused, unread};
use crate::name::Name;
use crate::schema::{SqlState, Stored, ViewKind};
use crate::sql::names::{names_in, relation_at, relation_of};
use squawk_syntax::ast::{self, AstNode};

impl Judge<'_> {
    pub(super) fn trigger(&self, own: &ast::CreateTrigger) -> Judged<()> {
        let unsure = || open("limbeck does not weigh such a trigger");
        let lower = |own: Option<&squawk_syntax::SyntaxNode>| {
            own.map(|own| own.text().to_string().to_ascii_lowercase()).unwrap_or_default()
        };
        let name = unread(own.on_relation().and_then(|own| own.relation_name_ref()).and_then(|own| relation_at(&own)))?;
        let full = self.relation(&name);
        let is_view = match self.ground.schema.relation(&full) {
            Some(Stored::Table(_)) => false,
            Some(Stored::View(view)) if view.kind == ViewKind::Plain => true,
            _ => return unsure(),
        };
        let timing = lower(own.timing().as_ref().map(AstNode::syntax));
        let events = lower(own.trigger_event_list().as_ref().map(AstNode::syntax));
        let is_row = lower(own.trigger_level().as_ref().map(AstNode::syntax)).contains("row");
        let is_of = |event: &str| events.split(|own: char| !own.is_alphanumeric()).any(|own| own == event);
        let is_constraint = own.constraint_token().is_some();
        match (timing.trim(), is_view) {
            ("instead of", false) | ("before" | "after", true) if is_row => {
                return refused(SqlState::WRONG_OBJECT_TYPE, format!("\"{}\" cannot have such a trigger", full.name));
            }
            ("instead of", true) if is_row && own.when_condition().is_none() && !events.contains(" of ") => {}
            ("before" | "after", false) if !(is_row && is_of("truncate")) => {}
            _ => return unsure(),
        }
        if own.referencing().is_some() || (is_constraint && (timing.trim() != "after" || !is_row)) {
            return unsure();
        }
        self.answers_triggers(own)?;
        let Some(when) = own.when_condition() else { return Ok(()) };
        if !is_row {
            return unsure();
        }
        let columns = self.columns_of(&full);
        let row = |alias: &str| Source {
            alias: Name::verbatim(alias),
            columns: columns.clone(),
            may_grow: false,
            merged: Vec::new(),
        };
        let mut scope = Scope::default();
        if is_of("update") || is_of("delete") && !is_of("insert") {
            scope.sources.push(row("old"));
        }
        if is_of("update") || is_of("insert") && !is_of("delete") {
            scope.sources.push(row("new"));
        }
        if is_of("update") && (is_of("insert") || is_of("delete")) {
            return unsure();
        }
        let when = unread(when.expr())?;
        no_query(&when, "trigger WHEN condition")?;
        match self.condition(&when, &[&scope], "WHEN") {
            // A row that the event does not have is refused otherwise.
            Err(super::Trouble::Refused(refusal)) if refusal.state == SqlState::UNDEFINED_TABLE => unsure(),
            other => other.map(|_| ()),
        }
    }

    /// Judges that a function is one of triggers.
    fn answers_triggers(&self, own: &ast::CreateTrigger) -> Judged<()> {
        let called = own.call_expr().and_then(|own| own.expr());
        let name = unread(called.and_then(|own| names_in(own.syntax())).and_then(relation_of))?;
        let schema = self.ground.schema;
        let mut found = schema.full_names(&name).flat_map(|full| schema.routines_named(&full).collect::<Vec<_>>());
        match found.find(|own| own.arguments.is_empty()) {
            Some(own) if own.signature.contains("RETURNS trigger") => Ok(()),
            Some(_) => {
                let message = format!("function {name} must return type trigger");
                refused(SqlState::INVALID_OBJECT_DEFINITION, message)
            }
            // Whether there is one, the schema says.
            None => Ok(()),
        }
    }
}
