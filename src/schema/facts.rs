//! Turns a schema into its facts. No facts: the order of columns, an object's own name inside its definition, the
//! names of the sequences of identity columns, whatever is in `pg_temp`.

use crate::name::{Name, QualifiedName};
use crate::schema::{
    Attribute, Column, Constraint, DataType, Expression, Fact, ObjectId, Policy, Schema, Sequence, Stored, Table,
    Trigger, Type, TypeKind, Unknown, Value,
};

/// The schema of temporary tables, which no comparison sees.
pub(super) const TEMPORARY: &str = "pg_temp";

impl Schema {
    /// Returns the facts of all objects, in the order of their keys.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        self.objects().flat_map(|(_, stored)| stored.facts()).collect()
    }
}

impl Stored {
    /// Returns what the object is called; the columns and constraints of a table have names of their own.
    #[must_use]
    pub fn id(&self) -> ObjectId {
        match self {
            Self::Namespace(own) => ObjectId::Schema(own.name.clone()),
            Self::Extension(own) => ObjectId::Extension(own.name.clone()),
            Self::Type(own) => ObjectId::Type(own.name.clone()),
            Self::Table(own) => ObjectId::Table(own.name.clone()),
            Self::Index(own) => ObjectId::Index(own.name.clone()),
            Self::Sequence(own) => ObjectId::Sequence(own.name.clone()),
            Self::View(own) => ObjectId::View(own.name.clone()),
            Self::Routine(own) => ObjectId::Function(own.name.clone(), own.argument_types()),
            Self::Other(own) => ObjectId::Other(own.kind.clone(), own.name.clone()),
        }
    }

    /// Returns every fact about the object and what is inside it. Attributes that it does not have are
    /// [`Value::none`], so that every object of a kind has the same attributes.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        self.facts_beside(None)
    }

    /// Returns the same without the columns, constraints, triggers and policies that `other`, of the same name, has alike.
    #[must_use]
    pub fn facts_beside(&self, other: Option<&Self>) -> Vec<Fact> {
        if self.schema_name().is_some_and(|schema| schema.as_str() == TEMPORARY) {
            return Vec::new();
        }
        let mut facts = Facts { object: self.id(), list: Vec::new() };
        match self {
            Self::Namespace(own) => {
                facts.exists();
                // A new database has this comment, and only old dumps show it.
                let shown = own.comment.as_ref().filter(|text| *text != "standard public schema");
                facts.set_text(Attribute::Comment, shown.map(String::as_str));
            }
            // Every database has it, and no dump shows it.
            Self::Extension(own) if own.name.as_str() == "plpgsql" => {}
            Self::Extension(own) => {
                // Its comment comes from the extension's own files.
                facts.exists();
                facts.set(Attribute::Definition, format!("SCHEMA {}", own.schema.quoted()));
            }
            Self::Type(own) => facts.user_type(own),
            Self::Table(own) => match other {
                Some(Self::Table(other)) => facts.table(&own.without_parts_of(other), unknown_type(own)),
                _ => facts.table(own, unknown_type(own)),
            },
            Self::Index(own) => {
                facts.exists();
                facts.put(Attribute::Definition, own.definition());
                facts.set_flag(Attribute::Valid, own.valid);
                facts.comment(own.comment.as_ref());
            }
            Self::Sequence(own) if own.identity => {
                if let Some((table, column)) = &own.owned_by {
                    facts.object = ObjectId::Column(table.clone(), column.clone());
                    let options = Value::known(own.options_text());
                    facts.put(Attribute::Options, beside(own.data_type.as_unknown().cloned(), options));
                }
            }
            Self::Sequence(own) => facts.sequence(own),
            Self::View(own) => {
                facts.exists();
                facts.set(Attribute::Kind, own.kind.as_str());
                facts.put(Attribute::Definition, of_query(&own.query));
                facts.put(Attribute::Columns, of_names(own.columns.as_deref()));
                let options: Vec<String> =
                    own.options.iter().map(|(name, value)| format!("{name} = {value}")).collect();
                facts.set(Attribute::Options, options.join(", "));
                facts.comment(own.comment.as_ref());
            }
            Self::Routine(own) => {
                facts.exists();
                facts.set(Attribute::Kind, own.kind.as_str());
                facts.set(Attribute::Definition, format!("{}\n{}", own.signature, own.body));
                facts.comment(own.comment.as_ref());
            }
            Self::Other(own) => {
                facts.exists();
                facts.put(Attribute::Definition, of_expression(&own.definition));
                facts.comment(own.comment.as_ref());
            }
        }
        facts.list
    }

    /// Returns the schema the object lives in, if it lives in one.
    #[must_use]
    pub fn schema_name(&self) -> Option<&Name> {
        match self {
            Self::Namespace(_) | Self::Extension(_) => None,
            Self::Type(own) => Some(&own.name.schema),
            Self::Table(own) => Some(&own.name.schema),
            Self::Index(own) => Some(&own.name.schema),
            Self::Sequence(own) => Some(&own.name.schema),
            Self::View(own) => Some(&own.name.schema),
            Self::Routine(own) => Some(&own.name.schema),
            Self::Other(own) => Some(&own.name.schema),
        }
    }
}

/// Returns the value of an expression.
pub(super) fn of_expression(expression: &Expression) -> Value {
    Value::of_parts(expression.to_sql(), std::iter::once(expression))
}

/// Which types PostgreSQL sees in a view's query is not known for sure.
fn of_query(query: &Expression) -> Value {
    let doubt = Unknown::new("PostgreSQL prints a view's query in words of its own", None).of_types();
    beside(Some(doubt), of_expression(query))
}

/// The columns of a view, in their order: `CREATE OR REPLACE VIEW` can add some at the end only.
fn of_names(names: Option<&[Name]>) -> Value {
    match names {
        Some(names) => Value::known(names.iter().map(Name::quoted).collect::<Vec<_>>().join(", ")),
        None => Value::Unknown(Unknown::new("the view's columns could not be told from its query", None)),
    }
}

/// A default that is NULL is as good as none.
fn of_optional(expression: Option<&Expression>) -> Value {
    expression.filter(|own| !own.is_null()).map_or_else(Value::none, of_expression)
}

fn unknown_type(table: &Table) -> Option<&DataType> {
    table.columns.iter().map(|column| &column.data_type).find(|own| own.as_unknown().is_some())
}

/// How an expression is printed depends on the types in it, and on the one that its value is stored as.
fn of_typed(data_type: &DataType, value: Value) -> Value {
    beside(data_type.as_unknown().map(|own| own.clone().of_types()), value)
}

fn beside(doubt: Option<Unknown>, value: Value) -> Value {
    match (value, doubt) {
        (Value::Known(text), Some(unknown)) if !text.is_empty() => Value::Worded(text, unknown),
        (value, _) => value,
    }
}

fn of_type(data_type: &DataType) -> Value {
    match data_type.as_unknown() {
        Some(unknown) => Value::Unknown(unknown.clone()),
        None => Value::known(data_type.to_sql()),
    }
}

/// The facts that were collected, and the object that the next ones are about.
struct Facts {
    object: ObjectId,
    list: Vec<Fact>,
}

impl Facts {
    fn put(&mut self, attribute: Attribute, value: Value) {
        self.list.push(Fact { object: self.object.clone(), attribute, value });
    }

    fn set(&mut self, attribute: Attribute, text: impl Into<String>) {
        self.put(attribute, Value::known(text));
    }

    fn set_text(&mut self, attribute: Attribute, text: Option<&str>) {
        self.put(attribute, Value::known(text.unwrap_or_default()));
    }

    fn set_flag(&mut self, attribute: Attribute, flag: bool) {
        self.set(attribute, if flag { "true" } else { "false" });
    }

    fn exists(&mut self) {
        self.set(Attribute::Existence, "present");
    }

    fn comment(&mut self, comment: Option<&String>) {
        self.set_text(Attribute::Comment, comment.map(String::as_str));
    }

    /// Lists a table; `unknown` is a type of its columns that is not known.
    fn table(&mut self, table: &Table, unknown: Option<&DataType>) {
        self.exists();
        self.set(Attribute::Kind, table.kind());
        self.put(Attribute::Definition, table.definition());
        self.set(Attribute::Parents, table.parents().map(QualifiedName::quoted).collect::<Vec<_>>().join(", "));
        self.set(Attribute::RowSecurity, table.row_security.as_str());
        self.comment(table.comment.as_ref());
        for column in &table.columns {
            self.object = ObjectId::Column(table.name.clone(), column.name.clone());
            self.column(column);
        }
        self.constraints(&table.name, table.constraints.values(), unknown);
        for trigger in table.triggers.values() {
            self.object = ObjectId::Trigger(table.name.clone(), trigger.name.clone());
            self.trigger(trigger);
        }
        for policy in table.policies.values() {
            self.object = ObjectId::Policy(table.name.clone(), policy.name.clone());
            self.policy(policy);
        }
    }

    fn column(&mut self, column: &Column) {
        self.exists();
        self.put(Attribute::Type, of_type(&column.data_type));
        self.set_flag(Attribute::Nullable, !column.not_null);
        self.put(Attribute::Default, of_typed(&column.data_type, of_optional(column.default.as_ref())));
        self.set_text(Attribute::Identity, column.identity.map(crate::schema::Identity::as_str));
        self.put(Attribute::Generated, of_typed(&column.data_type, of_optional(column.generated.as_ref())));
        self.set_text(Attribute::Collation, column.collation.as_ref().map(Name::as_str));
        self.comment(column.comment.as_ref());
    }

    /// Lists constraints; `of` is a type that a check may depend on.
    fn constraints<'a>(
        &mut self,
        owner: &QualifiedName,
        constraints: impl Iterator<Item = &'a Constraint>,
        of: Option<&DataType>,
    ) {
        for constraint in constraints {
            self.object = ObjectId::Constraint(owner.clone(), constraint.name.clone());
            self.exists();
            let definition = match (&constraint.kind, of) {
                (crate::schema::ConstraintKind::Check { .. }, Some(of)) => of_typed(of, constraint.definition()),
                _ => constraint.definition(),
            };
            self.put(Attribute::Definition, definition);
            self.set_flag(Attribute::Validated, constraint.validated);
            self.comment(constraint.comment.as_ref());
        }
    }

    fn trigger(&mut self, trigger: &Trigger) {
        self.exists();
        self.put(Attribute::Definition, of_expression(&trigger.definition));
        self.set(Attribute::Enabled, trigger.firing.as_str());
        self.comment(trigger.comment.as_ref());
    }

    fn policy(&mut self, policy: &Policy) {
        self.exists();
        self.put(Attribute::Definition, policy.definition());
        self.comment(policy.comment.as_ref());
    }

    fn sequence(&mut self, sequence: &Sequence) {
        self.exists();
        self.put(Attribute::Type, of_type(&sequence.data_type));
        self.set(Attribute::Options, sequence.options_text());
        let owner = sequence.owned_by.as_ref().map(|(table, column)| format!("{}.{}", table.quoted(), column.quoted()));
        self.set_text(Attribute::Owner, owner.as_deref());
        self.comment(sequence.comment.as_ref());
    }

    fn user_type(&mut self, own: &Type) {
        self.exists();
        self.set(Attribute::Kind, own.kind.as_str());
        self.comment(own.comment.as_ref());
        match &own.kind {
            TypeKind::Enum { labels } => {
                for label in labels {
                    self.set(Attribute::Label(label.clone()), "present");
                }
            }
            TypeKind::Domain { base, collation, not_null, default, constraints } => {
                self.put(Attribute::Type, of_type(base));
                self.set_text(Attribute::Collation, collation.as_ref().map(Name::as_str));
                self.set_flag(Attribute::Nullable, !not_null);
                self.put(Attribute::Default, of_optional(default.as_ref()));
                self.constraints(&own.name, constraints.values(), Some(base));
            }
            TypeKind::Composite { attributes } => {
                let unknown = attributes.iter().find_map(|(_, data_type)| data_type.as_unknown());
                let parts = attributes.iter().map(|(name, own)| format!("{} {}", name.quoted(), own.to_sql()));
                let text = parts.collect::<Vec<_>>().join(", ");
                self.put(Attribute::Definition, unknown.map_or(Value::Known(text), |own| Value::Unknown(own.clone())));
            }
            TypeKind::Range { definition } => self.set(Attribute::Definition, definition),
            TypeKind::Base => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::ConstraintKind;
    use std::sync::Arc;

    #[test]
    fn a_table_gives_facts_for_what_is_in_it() {
        let mut table = Table::new(QualifiedName::public("t"));
        table.columns.push(Column::new(Name::folded("a"), DataType::builtin("integer")));
        table.columns.push(Column::new(Name::folded("b"), DataType::unknown(Unknown::new("why", None))));
        let key =
            ConstraintKind::Unique { columns: vec![Name::folded("a")], include: Vec::new(), nulls_distinct: true };
        table.constraints.insert(Name::folded("uq"), Constraint::new(Name::folded("uq"), key));
        let facts = Stored::Table(Arc::new(table)).facts();
        let shown: Vec<String> = facts
            .iter()
            .filter(|fact| !fact.value.is_none())
            .map(|fact| format!("{} {} = {}", fact.object, fact.attribute, fact.value))
            .collect();
        let expected = [
            "table public.t existence = present",
            "table public.t kind = table",
            "table public.t row security = disabled",
            "column public.t.a existence = present",
            "column public.t.a type = integer",
            "column public.t.a nullable = true",
            "column public.t.b existence = present",
            "column public.t.b type = unknown (why)",
            "column public.t.b nullable = true",
            "constraint public.t.uq existence = present",
            "constraint public.t.uq definition = UNIQUE (a)",
            "constraint public.t.uq validated = true",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn temporary_tables_and_identity_sequences_are_no_facts() {
        let name = QualifiedName::new(Name::folded(TEMPORARY), Name::folded("t"));
        assert!(Stored::Table(Arc::new(Table::new(name))).facts().is_empty());
        let mut sequence = Sequence::new(QualifiedName::public("s"), DataType::builtin("bigint"));
        sequence.identity = true;
        assert!(Stored::Sequence(Arc::new(sequence)).facts().is_empty());
    }
}
