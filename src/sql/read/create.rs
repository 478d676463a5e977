//! CREATE of what is kept by name: extensions, schemas, and the kinds whose text is all that is known of them.

use crate::operation::{IfNotExists, Operation, RelationRef};
use crate::schema::{Expression, Part, Unknown};
use crate::sql::expression::{Printer, of_tree, words};
use crate::sql::names::{name_at, names_in, relation_at, relation_of};
use crate::sql::read::column::Columns;
use crate::sql::statement::Statement;
use crate::sql::{Context, Surroundings};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::collections::BTreeMap;

/// Reads CREATE EXTENSION.
pub(super) fn extension(own: &ast::CreateExtension) -> Option<Operation> {
    Some(Operation::CreateExtension {
        name: name_at(&own.extension()?),
        schema: own.extension_schema().and_then(|own| own.schema_ref()).map(|own| name_at(&own)),
        existing: existing(own.if_not_exists()),
    })
}

/// Reads CREATE SCHEMA; what is created along with it is not read.
pub(super) fn schema(own: &ast::CreateSchema, _surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    if own.schema_elements().next().is_some() {
        return None;
    }
    let name = name_at(&SchemaName(own.schema_name()?));
    Some(vec![Operation::CreateSchema { name, existing: existing(own.if_not_exists()) }])
}

/// Reads CREATE of the kinds that are kept by their text; `Ignored` for what is no part of a schema.
pub(super) fn other(own: &ast::Stmt, surroundings: &Surroundings<'_>) -> Option<Statement> {
    let operation = match own {
        ast::Stmt::CreateStatistics(own) => statistics(own, surroundings)?,
        ast::Stmt::CreateRule(own) => rule(own, surroundings)?,
        ast::Stmt::CreateCollation(own) => {
            let name = relation_of(names_in(own.collation()?.syntax())?)?;
            let definition = options(own.definition()?.syntax());
            named("collation", name, definition, existing(own.if_not_exists()))
        }
        ast::Stmt::CreateEventTrigger(own) => {
            let name = own.event_trigger()?;
            let definition = behind(own.syntax(), "on", surroundings);
            // It is in no schema, and kept where a bare name is looked up.
            let name = RelationRef { schema: Some(crate::name::Name::public()), name: name_at(&name) };
            named("event trigger", name, definition, IfNotExists::Fail)
        }
        ast::Stmt::CreateTextSearchConfiguration(own) => {
            let name = relation_of(names_in(own.text_search_configuration()?.syntax())?)?;
            let definition = options(own.attribute_list()?.syntax());
            named("text search configuration", name, definition, IfNotExists::Fail)
        }
        ast::Stmt::CreateTextSearchDictionary(own) => {
            let name = relation_of(names_in(own.text_search_dictionary()?.syntax())?)?;
            let definition = options(own.attribute_list()?.syntax());
            named("text search dictionary", name, definition, IfNotExists::Fail)
        }
        ast::Stmt::CreateConversion(own) => {
            let name = relation_of(names_in(own.conversion()?.syntax())?)?;
            let definition = behind(own.syntax(), "for", surroundings);
            named("conversion", name, definition, IfNotExists::Fail)
        }
        // Casts, operators, languages, servers, roles, publications: limbeck does not keep them.
        ast::Stmt::AlterTextSearchConfiguration(_)
        | ast::Stmt::AlterTextSearchDictionary(_)
        | ast::Stmt::AlterEventTrigger(_)
        | ast::Stmt::AlterOperator(_)
        | ast::Stmt::AlterStatistics(_)
        | ast::Stmt::AlterCollation(_)
        | ast::Stmt::AlterRule(_)
        | ast::Stmt::AlterAggregate(_)
        | ast::Stmt::CreateAccessMethod(_)
        | ast::Stmt::CreateCast(_)
        | ast::Stmt::CreateDatabase(_)
        | ast::Stmt::CreateForeignDataWrapper(_)
        | ast::Stmt::CreateGroup(_)
        | ast::Stmt::CreateLanguage(_)
        | ast::Stmt::CreateOperator(_)
        | ast::Stmt::CreateOperatorClass(_)
        | ast::Stmt::CreateOperatorFamily(_)
        | ast::Stmt::CreatePublication(_)
        | ast::Stmt::CreateRole(_)
        | ast::Stmt::CreateServer(_)
        | ast::Stmt::CreateSubscription(_)
        | ast::Stmt::CreateTablespace(_)
        | ast::Stmt::CreateTransform(_)
        | ast::Stmt::CreateUser(_)
        | ast::Stmt::CreateUserMapping(_)
        | ast::Stmt::EmptyStmt(_) => {
            let text = own.syntax().text().to_string();
            let first: Vec<&str> = text.split_whitespace().take(3).collect();
            return Some(Statement::Ignored { words: first.join(" ").to_ascii_lowercase() });
        }
        _ => return None,
    };
    Some(Statement::Operations(vec![operation]))
}

/// The name of a schema, whichever node it stands in.
struct SchemaName(SyntaxNode);

impl AstNode for SchemaName {
    fn can_cast(_: squawk_syntax::SyntaxKind) -> bool {
        true
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Some(Self(syntax))
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.0
    }
}

fn existing(own: Option<ast::IfNotExists>) -> IfNotExists {
    if own.is_some() { IfNotExists::Skip } else { IfNotExists::Fail }
}

fn named(kind: &str, name: RelationRef, definition: Expression, existing: IfNotExists) -> Operation {
    Operation::CreateOther { kind: kind.to_string(), name, definition, table: None, existing }
}

/// Returns the words from `word` on, in the spelling of pg_dump.
fn behind(own: &SyntaxNode, word: &str, surroundings: &Surroundings<'_>) -> Expression {
    let context = Context::default().within(surroundings.schema);
    let text = Expression { parts: words(&own.text().to_string(), &context) }.to_sql();
    let text = text.find(&format!(" {word} ")).and_then(|at| text.get(at + 1..)).unwrap_or(&text);
    Expression::text(text.replace("execute procedure", "execute function").replace("public.", ""))
}

/// Returns options in brackets, sorted, without those that go without saying (PostgreSQL 15, `pg_dump.c`).
fn options(list: &SyntaxNode) -> Expression {
    let mut options = BTreeMap::new();
    for option in list.children().filter_map(ast::AttributeOption::cast) {
        let text = option.syntax().text().to_string();
        let (key, value) = text.split_once('=').unwrap_or((text.as_str(), ""));
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        if key == "copy" {
            return Expression::unknown(Unknown::new("limbeck does not follow copies of text search", None));
        }
        let plain = value.strip_prefix("pg_catalog.").unwrap_or(value);
        let is_name = plain.starts_with(|c: char| c.is_ascii_alphabetic() || c == '"');
        let name = crate::sql::names::parse_relation(plain).filter(|_| is_name);
        let value = name.map_or_else(|| plain.to_string(), |name| name.quoted());
        options.insert(key, value);
    }
    if options.contains_key("lc_collate") && options.get("lc_collate") == options.get("lc_ctype") {
        options.remove("lc_ctype");
        options.remove("lc_collate").and_then(|locale| options.insert("locale".to_string(), locale));
    }
    let default = [("provider", "libc"), ("deterministic", "true")];
    options.retain(|key, value| !default.contains(&(key.as_str(), value.as_str())));
    let options: Vec<String> = options.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    Expression::text(format!("({})", options.join(", ")))
}

/// `CREATE STATISTICS name (kinds) ON columns FROM table`.
fn statistics(own: &ast::CreateStatistics, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let table = relation_at(&own.from_table()?.table_name_ref()?)?;
    let columns = Columns::of(&table, surroundings);
    let context = columns.context(surroundings);
    let mut printer = Printer::default();
    if let Some(kinds) = own.stat_types() {
        let mut kinds: Vec<String> =
            kinds.statistics_kinds().map(|kind| kind.syntax().text().to_string().to_ascii_lowercase()).collect();
        kinds.sort();
        // All of them is the default.
        if kinds != ["dependencies", "mcv", "ndistinct"] {
            printer.text(&format!("({}) ", kinds.join(", ")));
        }
    }
    printer.text("ON ");
    let exprs = own.statistics_on_clause()?;
    let mut all: Vec<Expression> =
        exprs.syntax().children().filter_map(ast::Expr::cast).map(|expr| of_tree(&expr, &context)).collect();
    // Columns come first, in the order of the table's.
    all.sort_by_key(|own| match own.parts.as_slice() {
        [Part::Column(name)] => columns.own.iter().position(|(column, _)| column == name).unwrap_or(0),
        _ => usize::MAX,
    });
    for (at, own) in all.into_iter().enumerate() {
        printer.text(if at > 0 { ", " } else { "" });
        own.parts.into_iter().for_each(|part| printer.part(part));
    }
    let name = relation_of(names_in(own.statistics()?.syntax())?)?;
    Some(Operation::CreateOther {
        kind: "statistics".into(),
        name,
        definition: Expression { parts: printer.finish() },
        table: Some(table),
        existing: existing(own.if_not_exists()),
    })
}

/// A rule's query is rewritten by PostgreSQL; only what it is on is compared.
fn rule(own: &ast::CreateRule, _surroundings: &Surroundings<'_>) -> Option<Operation> {
    let on = own.rule_on()?;
    let table = relation_at(&on.relation_name_ref()?)?;
    let name = name_at(&own.rule()?);
    let unknown = crate::schema::Unknown::new("limbeck does not compare the actions of rules", None);
    Some(Operation::CreateOther {
        kind: "rule".into(),
        name: RelationRef { schema: table.schema.clone(), name },
        definition: Expression::unknown(unknown),
        table: Some(table),
        existing: if own.or_replace().is_some() { IfNotExists::Skip } else { IfNotExists::Fail },
    })
}
