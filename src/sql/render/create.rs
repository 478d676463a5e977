//! The CREATE statements.

use super::column::{column_definition, constraint_definition, included};
use super::{data_type, names, skip};
use crate::name::{Name, quote_literal};
use crate::operation::{
    CreateTable, Existing, IndexDefinition, RelationRef, RoutineDefinition, TriggerDefinition, TypeDefinition,
    ViewDefinition,
};
use crate::schema::{
    Direction, Expression, IndexKey, KeyTarget, NullsOrder, Persistence, Policy, PolicyCommand, RoutineKind, ViewKind,
};

pub(super) fn table(table: &CreateTable) -> String {
    let kind = match table.persistence {
        _ if table.server.is_some() => "FOREIGN TABLE",
        Persistence::Permanent => "TABLE",
        Persistence::Unlogged => "UNLOGGED TABLE",
        Persistence::Temporary => "TEMPORARY TABLE",
    };
    let mut lines: Vec<String> = table.columns.iter().map(column_definition).collect();
    lines.extend(table.constraints.iter().map(constraint_definition));
    for like in &table.likes {
        let including: String =
            like.including.iter().map(|word| format!(" INCLUDING {}", word.to_uppercase())).collect();
        lines.push(format!("LIKE {}{including}", like.table.quoted()));
    }
    let body = lines.iter().map(|line| format!("\n    {line}")).collect::<Vec<_>>().join(",");
    let mut text = format!("CREATE {kind} {}{}", skip(table.existing), table.name.quoted());
    match &table.partition_of {
        Some((parent, bound)) => {
            text.push_str(&format!(" PARTITION OF {}", parent.quoted()));
            if !lines.is_empty() {
                text.push_str(&format!(" ({body}\n)"));
            }
            text.push_str(&format!(" {bound}"));
        }
        None if lines.is_empty() => text.push_str(" ()"),
        None => text.push_str(&format!(" ({body}\n)")),
    }
    if !table.inherits.is_empty() {
        let parents: Vec<String> = table.inherits.iter().map(RelationRef::quoted).collect();
        text.push_str(&format!(" INHERITS ({})", parents.join(", ")));
    }
    if let Some(key) = &table.partition_by {
        text.push_str(&format!(" PARTITION BY {key}"));
    }
    if let Some(server) = &table.server {
        text.push_str(&format!(" SERVER {}", server.quoted()));
    }
    text
}

pub(super) fn index(index: &IndexDefinition) -> String {
    let mut text = String::from(if index.unique { "CREATE UNIQUE INDEX " } else { "CREATE INDEX " });
    if index.concurrently {
        text.push_str("CONCURRENTLY ");
    }
    text.push_str(skip(index.existing));
    index.name.iter().for_each(|name| text.push_str(&format!("{} ", name.quoted())));
    text.push_str(if index.only { "ON ONLY " } else { "ON " });
    text.push_str(&index.table.quoted());
    if index.method.as_str() != "btree" {
        text.push_str(&format!(" USING {}", index.method.quoted()));
    }
    let keys: Vec<String> = index.keys.iter().map(index_key).collect();
    text.push_str(&format!(" ({}){}", keys.join(", "), included(&index.include)));
    if !index.nulls_distinct {
        text.push_str(" NULLS NOT DISTINCT");
    }
    if !index.options.is_empty() {
        let options: Vec<String> = index
            .options
            .iter()
            .map(|(name, value)| format!("{} = {}", Name::verbatim(name).quoted(), parameter(value)))
            .collect();
        text.push_str(&format!(" WITH ({})", options.join(", ")));
    }
    index.predicate.iter().for_each(|predicate| text.push_str(&format!(" WHERE {predicate}")));
    text
}

fn index_key(key: &IndexKey) -> String {
    let mut text = match &key.target {
        KeyTarget::Column(name) => name.quoted(),
        KeyTarget::Expression(expression) => format!("({expression})"),
    };
    key.collation.iter().for_each(|collation| text.push_str(&format!(" COLLATE {}", collation.quoted())));
    key.operator_class.iter().for_each(|class| text.push_str(&format!(" {class}")));
    if key.direction == Direction::Descending {
        text.push_str(" DESC");
    }
    text.push_str(match key.nulls {
        NullsOrder::Default => "",
        NullsOrder::First => " NULLS FIRST",
        NullsOrder::Last => " NULLS LAST",
    });
    text
}

fn parameter(value: &str) -> String {
    let plain = !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.');
    if plain { value.to_string() } else { quote_literal(value) }
}

pub(super) fn user_type(name: &RelationRef, definition: &TypeDefinition) -> String {
    let name = name.quoted();
    match definition {
        TypeDefinition::Enum { labels } => {
            let labels: Vec<String> = labels.iter().map(|label| quote_literal(label)).collect();
            format!("CREATE TYPE {name} AS ENUM ({})", labels.join(", "))
        }
        TypeDefinition::Domain { base, collation, not_null, default, constraints } => {
            let mut text = format!("CREATE DOMAIN {name} AS {}", data_type(base));
            collation.iter().for_each(|own| text.push_str(&format!(" COLLATE {}", own.quoted())));
            default.iter().for_each(|default| text.push_str(&format!(" DEFAULT {default}")));
            text.push_str(if *not_null { " NOT NULL" } else { "" });
            constraints.iter().for_each(|own| text.push_str(&format!(" {}", constraint_definition(own))));
            text
        }
        TypeDefinition::Composite { attributes } => {
            let attributes: Vec<String> =
                attributes.iter().map(|(name, own)| format!("{} {}", name.quoted(), data_type(own))).collect();
            format!("CREATE TYPE {name} AS ({})", attributes.join(", "))
        }
        TypeDefinition::Range { definition } => format!("CREATE TYPE {name} AS RANGE {definition}"),
        TypeDefinition::Base => format!("CREATE TYPE {name}"),
    }
}

pub(super) fn view(view: &ViewDefinition) -> String {
    let replace = if view.existing == Existing::Replace { "OR REPLACE " } else { "" };
    let kind = match view.kind {
        ViewKind::Plain => "VIEW",
        ViewKind::Materialized => "MATERIALIZED VIEW",
    };
    let skip = if view.existing == Existing::Skip { "IF NOT EXISTS " } else { "" };
    let columns = view.columns.as_ref().map(|columns| format!(" ({})", names(columns))).unwrap_or_default();
    let options: Vec<String> = view.options.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let options = if options.is_empty() { String::new() } else { format!(" WITH ({})", options.join(", ")) };
    format!("CREATE {replace}{kind} {skip}{}{columns}{options} AS {}", view.name.quoted(), view.query)
}

pub(super) fn routine(routine: &RoutineDefinition) -> String {
    let replace = if routine.existing == Existing::Replace { "OR REPLACE " } else { "" };
    let kind = match routine.kind {
        RoutineKind::Function => "FUNCTION",
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Aggregate => "AGGREGATE",
    };
    let body = match routine.body.as_str() {
        "" => String::new(),
        body => format!(" AS {}", dollar_quoted(body)),
    };
    format!("CREATE {replace}{kind} {}{}{body}", routine.name.quoted(), routine.signature)
}

/// The body between dollar quotes that nothing in it can end.
fn dollar_quoted(body: &str) -> String {
    let mut tag = String::from("$$");
    while body.contains(&tag) || body.ends_with('$') && tag == "$$" {
        tag = if tag == "$$" { "$body$".to_string() } else { tag.replace("y$", "yy$") };
    }
    format!("{tag}{body}{tag}")
}

pub(super) fn trigger(table: &RelationRef, trigger: &TriggerDefinition, existing: Existing) -> String {
    let replace = if existing == Existing::Replace { "OR REPLACE " } else { "" };
    // The canonical text leaves out the table, which the trigger belongs to.
    let definition = trigger.definition.to_sql();
    if let Some((event, rest)) = definition.split_once(" CONSTRAINT") {
        let name = trigger.name.quoted();
        return format!("CREATE CONSTRAINT TRIGGER {name} {event} ON {}{rest}", table.quoted());
    }
    let definition = match definition.contains(" ON ") {
        true => definition,
        false => {
            match [" REFERENCING ", " FOR EACH ", " EXECUTE "].iter().filter_map(|word| definition.find(word)).min() {
                Some(at) => {
                    let (event, rest) = definition.split_at(at);
                    format!("{event} ON {}{rest}", table.quoted())
                }
                None => format!("{definition} ON {}", table.quoted()),
            }
        }
    };
    format!("CREATE {replace}TRIGGER {} {definition}", trigger.name.quoted())
}

pub(super) fn policy(table: &RelationRef, policy: &Policy) -> String {
    let mut text = format!("CREATE POLICY {} ON {}", policy.name.quoted(), table.quoted());
    if !policy.permissive {
        text.push_str(" AS RESTRICTIVE");
    }
    text.push_str(match policy.command {
        PolicyCommand::All => "",
        PolicyCommand::Select => " FOR SELECT",
        PolicyCommand::Insert => " FOR INSERT",
        PolicyCommand::Update => " FOR UPDATE",
        PolicyCommand::Delete => " FOR DELETE",
    });
    text.push_str(&format!(" TO {}", roles(&policy.roles)));
    policy.using.iter().for_each(|using: &Expression| text.push_str(&format!(" USING ({using})")));
    policy.with_check.iter().for_each(|check| text.push_str(&format!(" WITH CHECK ({check})")));
    text
}

/// `PUBLIC` is a word, not a role.
pub(super) fn roles(roles: &[Name]) -> String {
    let role = |role: &Name| if role.as_str() == "public" { "PUBLIC".to_string() } else { role.quoted() };
    roles.iter().map(role).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_inside_a_body_ends_its_quotes() {
        assert_eq!(dollar_quoted("BEGIN END"), "$$BEGIN END$$");
        assert_eq!(dollar_quoted("x $$ y $body$ z"), "$bodyy$x $$ y $body$ z$bodyy$");
    }
}
