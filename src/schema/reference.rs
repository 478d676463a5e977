//! What an object of a schema refers to. Not what happens to it when that goes (that is `apply::dependency`).

use crate::name::QualifiedName;
use crate::schema::{
    Constraint, ConstraintKind, DataType, Expression, Index, Key, KeyTarget, Part, Stored, Table, Type, TypeKind,
};
use std::collections::BTreeSet;

impl Key {
    /// Returns the key under which those who call a function stand, whatever its arguments: an expression does not
    /// say which of several it means.
    #[must_use]
    pub fn any_routine(name: QualifiedName) -> Self {
        Self::Routine(name, "*".to_string())
    }
}

impl Stored {
    /// Returns the keys of the objects it refers to; an object without those cannot be.
    #[must_use]
    pub fn references(&self) -> BTreeSet<Key> {
        let mut keys = References(BTreeSet::new());
        match self {
            Self::Namespace(_) => {}
            Self::Extension(extension) => keys.add(Key::Namespace(extension.schema.clone())),
            Self::Type(own) => keys.user_type(own),
            Self::Table(table) => keys.table(table),
            Self::Index(index) => keys.index(index),
            Self::Sequence(sequence) => {
                keys.add(Key::Namespace(sequence.name.schema.clone()));
                sequence.owned_by.iter().for_each(|(table, _)| keys.add(Key::Relation(table.clone())));
            }
            Self::View(view) => {
                keys.add(Key::Namespace(view.name.schema.clone()));
                view.reads.iter().for_each(|(relation, _)| keys.add(Key::Relation(relation.clone())));
                keys.expression(&view.query);
            }
            Self::Routine(routine) => {
                keys.add(Key::Namespace(routine.name.schema.clone()));
                routine.arguments.iter().for_each(|argument| keys.data_type(argument));
            }
            Self::Other(other) => {
                keys.add(Key::Namespace(other.name.schema.clone()));
                other.table.iter().for_each(|table| keys.add(Key::Relation(table.clone())));
                keys.expression(&other.definition);
            }
        }
        keys.0
    }
}

impl Expression {
    /// Returns the keys of the objects it refers to.
    #[must_use]
    pub fn references(&self) -> BTreeSet<Key> {
        let mut keys = References(BTreeSet::new());
        keys.expression(self);
        keys.0
    }
}

struct References(BTreeSet<Key>);

impl References {
    fn add(&mut self, key: Key) {
        self.0.insert(key);
    }

    fn data_type(&mut self, data_type: &DataType) {
        if let Some(name) = data_type.user_type() {
            self.add(Key::Type(name.clone()));
        }
    }

    fn expression(&mut self, expression: &Expression) {
        for part in &expression.parts {
            match part {
                Part::Sequence(name) => self.add(Key::Relation(name.clone())),
                Part::Type(name) => self.add(Key::Type(name.clone())),
                Part::Routine(name) => self.add(Key::any_routine(name.clone())),
                Part::Text(_) | Part::Column(_) | Part::Number { .. } | Part::Unknown(_) | Part::Doubt(_) => {}
            }
        }
    }

    fn constraint(&mut self, constraint: &Constraint) {
        match &constraint.kind {
            ConstraintKind::ForeignKey(foreign_key) => self.add(Key::Relation(foreign_key.table.clone())),
            ConstraintKind::Check { expression, .. } => self.expression(expression),
            ConstraintKind::Exclude { definition } => self.expression(definition),
            ConstraintKind::PrimaryKey { .. } | ConstraintKind::Unique { .. } => {}
        }
    }

    fn table(&mut self, table: &Table) {
        self.add(Key::Namespace(table.name.schema.clone()));
        table.inherits.iter().for_each(|parent| self.add(Key::Relation(parent.clone())));
        table.partition.iter().for_each(|partition| self.add(Key::Relation(partition.parent.clone())));
        for column in &table.columns {
            self.data_type(&column.data_type);
            column.default.iter().chain(&column.generated).for_each(|expression| self.expression(expression));
        }
        table.constraints.values().for_each(|constraint| self.constraint(constraint));
        for trigger in table.triggers.values() {
            self.expression(&trigger.definition);
            trigger.function.iter().for_each(|name| self.add(Key::any_routine(name.clone())));
        }
        for policy in table.policies.values() {
            policy.using.iter().chain(&policy.with_check).for_each(|expression| self.expression(expression));
        }
    }

    fn index(&mut self, index: &Index) {
        self.add(Key::Relation(index.table.clone()));
        for key in &index.keys {
            if let KeyTarget::Expression(expression) = &key.target {
                self.expression(expression);
            }
        }
        index.predicate.iter().for_each(|predicate| self.expression(predicate));
    }

    fn user_type(&mut self, own: &Type) {
        self.add(Key::Namespace(own.name.schema.clone()));
        match &own.kind {
            TypeKind::Domain { base, default, constraints, .. } => {
                self.data_type(base);
                default.iter().for_each(|expression| self.expression(expression));
                constraints.values().for_each(|constraint| self.constraint(constraint));
            }
            TypeKind::Composite { attributes } => attributes.iter().for_each(|(_, own)| self.data_type(own)),
            TypeKind::Enum { .. } | TypeKind::Range { .. } | TypeKind::Base => {}
        }
    }
}
