//! The canonical text of what an object is, without its own name: two of the same kind are the same if and only if
//! these texts are. Not SQL to be run (that is `sql::render`).

use crate::name::Name;
use crate::schema::{
    Constraint, ConstraintKind, Deferrability, Direction, Firing, ForeignKey, Index, IndexKey, KeyTarget, Match,
    NullsOrder, Policy, PolicyCommand, ReferentialAction, Routine, RoutineKind, Sequence, Table, Unknown, Value,
};

impl Constraint {
    /// Returns the constraint's text as `pg_get_constraintdef` would put it, without `NOT VALID`.
    #[must_use]
    pub fn definition(&self) -> Value {
        let mut expressions = Vec::new();
        let mut text = match &self.kind {
            ConstraintKind::PrimaryKey { columns, include } => {
                format!("PRIMARY KEY ({}){}", list(columns), included(include))
            }
            ConstraintKind::Unique { columns, include, nulls_distinct } => {
                let nulls = if *nulls_distinct { "" } else { " NULLS NOT DISTINCT" };
                format!("UNIQUE{nulls} ({}){}", list(columns), included(include))
            }
            ConstraintKind::ForeignKey(foreign_key) => foreign_key.definition(),
            ConstraintKind::Check { expression, no_inherit } => {
                expressions.push(expression);
                format!("CHECK ({}){}", expression.to_sql(), if *no_inherit { " NO INHERIT" } else { "" })
            }
            ConstraintKind::Exclude { definition } => {
                expressions.push(definition);
                format!("EXCLUDE {}", definition.to_sql())
            }
        };
        text.push_str(match self.deferrability {
            Deferrability::NotDeferrable => "",
            Deferrability::InitiallyImmediate => " DEFERRABLE",
            Deferrability::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
        });
        Value::of_parts(text, expressions.into_iter())
    }
}

impl ForeignKey {
    fn definition(&self) -> String {
        let mut text = format!(
            "FOREIGN KEY ({}) REFERENCES {} ({})",
            list(&self.columns),
            self.table.quoted(),
            list(&self.referenced)
        );
        if self.match_kind == Match::Full {
            text.push_str(" MATCH FULL");
        }
        if self.on_update != ReferentialAction::NoAction {
            text.push_str(&format!(" ON UPDATE {}", self.on_update.as_str()));
        }
        if self.on_delete != ReferentialAction::NoAction {
            text.push_str(&format!(" ON DELETE {}", self.on_delete.as_str()));
        }
        if !self.on_delete_columns.is_empty() {
            text.push_str(&format!(" ({})", list(&self.on_delete_columns)));
        }
        text
    }
}

impl Index {
    /// Returns the index's text from its table on, as `pg_get_indexdef` would put it.
    #[must_use]
    pub fn definition(&self) -> Value {
        let targets = self.keys.iter().filter_map(|key| match &key.target {
            KeyTarget::Expression(expression) => Some(expression),
            KeyTarget::Column(_) => None,
        });
        let keys: Vec<String> = self.keys.iter().map(IndexKey::definition).collect();
        let mut text = format!(
            "{}ON {} USING {} ({}){}",
            if self.unique { "UNIQUE " } else { "" },
            self.table.quoted(),
            self.method,
            keys.join(", "),
            included(&self.include)
        );
        if !self.nulls_distinct {
            text.push_str(" NULLS NOT DISTINCT");
        }
        if !self.options.is_empty() {
            let options: Vec<String> = self.options.iter().map(|(name, value)| format!("{name}={value}")).collect();
            text.push_str(&format!(" WITH ({})", options.join(", ")));
        }
        if let Some(predicate) = &self.predicate {
            text.push_str(&format!(" WHERE {}", predicate.to_sql()));
        }
        Value::of_parts(text, targets.chain(&self.predicate))
    }
}

impl IndexKey {
    fn definition(&self) -> String {
        let mut text = match &self.target {
            KeyTarget::Column(name) => name.quoted(),
            KeyTarget::Expression(expression) => format!("({})", expression.to_sql()),
        };
        if let Some(collation) = &self.collation {
            text.push_str(&format!(" COLLATE {}", collation.quoted()));
        }
        if let Some(class) = self.class() {
            text.push_str(&format!(" {class}"));
        }
        if self.direction == Direction::Descending {
            text.push_str(" DESC");
        }
        text.push_str(match (self.nulls, self.direction) {
            (NullsOrder::First, Direction::Ascending) => " NULLS FIRST",
            (NullsOrder::Last, Direction::Descending) => " NULLS LAST",
            // The default of the direction, said aloud.
            _ => "",
        });
        text
    }
}

impl Policy {
    /// Returns the policy's text after its table.
    #[must_use]
    pub fn definition(&self) -> Value {
        let command = match self.command {
            PolicyCommand::All => "ALL",
            PolicyCommand::Select => "SELECT",
            PolicyCommand::Insert => "INSERT",
            PolicyCommand::Update => "UPDATE",
            PolicyCommand::Delete => "DELETE",
        };
        let mut text = format!(
            "AS {} FOR {command} TO {}",
            if self.permissive { "PERMISSIVE" } else { "RESTRICTIVE" },
            list(&self.roles)
        );
        if let Some(using) = &self.using {
            text.push_str(&format!(" USING ({})", using.to_sql()));
        }
        if let Some(check) = &self.with_check {
            text.push_str(&format!(" WITH CHECK ({})", check.to_sql()));
        }
        Value::of_parts(text, self.using.iter().chain(&self.with_check))
    }
}

impl Sequence {
    /// Returns increment, bounds, start, cache and cycle as `CREATE SEQUENCE` takes them.
    #[must_use]
    pub fn options_text(&self) -> String {
        format!(
            "START WITH {} INCREMENT BY {} MINVALUE {} MAXVALUE {} CACHE {}{}",
            self.start,
            self.increment,
            self.minimum,
            self.maximum,
            self.cache,
            if self.cycle { " CYCLE" } else { "" }
        )
    }
}

impl Table {
    /// Returns what stands after a table's columns: its bound as a partition, its partitioning, its server.
    #[must_use]
    pub fn definition(&self) -> Value {
        let mut parts = Vec::new();
        if self.is_key_unknown() {
            return Value::Unknown(Unknown::new("what the table is partitioned by is not known", None));
        }
        parts.extend(self.partition.iter().map(|own| own.bound.to_string()));
        parts.extend(self.partition_by.iter().map(|text| format!("PARTITION BY {text}")));
        parts.extend(self.server.iter().map(|server| format!("SERVER {}", server.quoted())));
        Value::of_parts(parts.join(" "), self.partition.iter().map(|own| &own.bound))
    }
}

impl Routine {
    /// Returns the types of the arguments, comma-separated, as they are part of the routine's identity.
    #[must_use]
    pub fn argument_types(&self) -> String {
        self.arguments.iter().map(crate::schema::DataType::to_sql).collect::<Vec<_>>().join(", ")
    }
}

impl Firing {
    /// Returns the word for it, and the attribute's value in a fact.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enabled => "true",
            Self::Disabled => "false",
            Self::Replica => "replica",
            Self::Always => "always",
        }
    }

    /// Returns what ALTER TABLE calls the change to it.
    #[must_use]
    pub fn command(self) -> &'static str {
        match self {
            Self::Enabled => "ENABLE TRIGGER",
            Self::Disabled => "DISABLE TRIGGER",
            Self::Replica => "ENABLE REPLICA TRIGGER",
            Self::Always => "ENABLE ALWAYS TRIGGER",
        }
    }
}

impl RoutineKind {
    /// Returns the SQL word, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Procedure => "procedure",
            Self::Aggregate => "aggregate",
        }
    }
}

fn list(names: &[Name]) -> String {
    names.iter().map(Name::quoted).collect::<Vec<_>>().join(", ")
}

fn included(names: &[Name]) -> String {
    if names.is_empty() { String::new() } else { format!(" INCLUDE ({})", list(names)) }
}
