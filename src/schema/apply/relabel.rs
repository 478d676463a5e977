//! Follows the rename of an enum's label: PostgreSQL stores labels by number, canonical text says them by name.
//! Where a literal may be of another type, the expression is not known any more.

use super::edit::Edit;
use crate::name::{Name, QualifiedName, quote_literal};
use crate::schema::{
    Column, ConstraintKind, DataType, Expression, Index, Key, KeyTarget, Part, Stored, Table, TypeKind, Unknown,
};
use std::sync::Arc;

/// A label that has another name now.
struct Relabel<'a> {
    of: &'a QualifiedName,
    from: String,
    to: String,
}

/// Replaces a label wherever an expression says it as a value of the type.
pub(super) fn relabel(edit: &mut Edit<'_>, of: &QualifiedName, from: &str, to: &str) {
    let own = Relabel { of, from: quote_literal(from), to: quote_literal(to) };
    let mut users: Vec<Key> = edit.dependents(&Key::Type(of.clone())).cloned().collect();
    // Indexes and views say labels of their tables' columns without naming the type.
    let mut tables: Vec<Key> =
        users.iter().filter(|key| matches!(edit.find(key), Some(Stored::Table(_)))).cloned().collect();
    // Columns whose type is not known may be of it.
    let is_open = |own: &&Arc<Table>| own.columns.iter().any(|column| column.data_type.as_unknown().is_some());
    let open = edit.tables().filter(|own| is_open(own) || edit.is_known_in_part(&own.name));
    let open: Vec<Key> = open.map(|own| Key::Relation(own.name.clone())).collect();
    users.extend(open.iter().cloned());
    tables.extend(open);
    users.extend(tables.iter().flat_map(|table| edit.dependents(table).cloned()));
    users.sort();
    users.dedup();
    for key in users {
        let Some(stored) = edit.find(&key).cloned() else { continue };
        let mut after = stored.clone();
        match &mut after {
            Stored::Table(table) => own.in_table(Arc::make_mut(table)),
            Stored::Index(index) => {
                let Some(table) = edit.table(&index.table).cloned() else { continue };
                own.in_index(Arc::make_mut(index), &table);
            }
            Stored::View(view) => {
                let view = Arc::make_mut(view);
                if own.mentions(&view.query) {
                    view.query = own.unknown();
                }
            }
            Stored::Type(domain) => {
                if let TypeKind::Domain { base, default, constraints, .. } = &mut Arc::make_mut(domain).kind {
                    let is_it = own.is_it(base);
                    default.iter_mut().for_each(|expression| own.in_default(expression, base));
                    for constraint in constraints.values_mut() {
                        if let ConstraintKind::Check { expression, .. } = &mut constraint.kind {
                            own.in_expression(expression, is_it, false);
                        }
                    }
                }
            }
            _ => {}
        }
        if after != stored {
            edit.put(key, after);
        }
    }
}

impl Relabel<'_> {
    fn in_table(&self, table: &mut Table) {
        let columns = table.columns.clone();
        for column in &mut table.columns {
            let Column { data_type, default, generated, .. } = column;
            default.iter_mut().for_each(|own| self.in_default(own, data_type));
            generated.iter_mut().for_each(|own| self.among(own, &columns));
        }
        for constraint in table.constraints.values_mut() {
            if let ConstraintKind::Check { expression, .. } | ConstraintKind::Exclude { definition: expression } =
                &mut constraint.kind
            {
                self.among(expression, &columns);
            }
        }
        table.triggers.values_mut().for_each(|own| self.among(&mut own.definition, &columns));
        for policy in table.policies.values_mut() {
            policy.using.iter_mut().chain(&mut policy.with_check).for_each(|own| self.among(own, &columns));
        }
    }

    fn in_index(&self, index: &mut Index, table: &Table) {
        for key in &mut index.keys {
            if let KeyTarget::Expression(expression) = &mut key.target {
                self.among(expression, &table.columns);
            }
        }
        index.predicate.iter_mut().for_each(|own| self.among(own, &table.columns));
    }

    /// A default's bare literal is of the column's type.
    fn in_default(&self, default: &mut Expression, data_type: &DataType) {
        let is_it = self.is_it(data_type);
        if data_type.as_unknown().is_some() {
            return self.in_expression(default, true, true);
        }
        if is_it && data_type.array && self.mentions_inside(default) {
            *default = self.unknown();
            return;
        }
        self.in_expression(default, is_it, !is_it);
    }

    /// A bare literal in an expression on columns is of the type if all of them are.
    fn among(&self, expression: &mut Expression, columns: &[Column]) {
        let types = || {
            let column = |name: &Name| columns.iter().find(|column| column.name == *name).map(|own| &own.data_type);
            expression.columns().map(column)
        };
        let is_open = |own: &Option<&DataType>| own.is_none_or(|own| own.as_unknown().is_some());
        let has_it = types().any(|own| is_open(&own) || own.is_some_and(|own| self.is_it(own)));
        let has_others = types().any(|own| is_open(&own) || own.is_some_and(|own| !self.is_it(own)));
        self.in_expression(expression, has_it, has_others);
    }

    fn in_expression(&self, expression: &mut Expression, can_be_it: bool, can_be_other: bool) {
        let names_type = expression.parts.iter().any(|part| matches!(part, Part::Type(name) if name == self.of));
        if !self.mentions(expression) || !(can_be_it || names_type) {
            return;
        }
        if can_be_other && can_be_it {
            *expression = self.unknown();
            return;
        }
        let cast = format!("{}::", self.from);
        let typed: Vec<bool> = (0..expression.parts.len())
            .map(|at| matches!(expression.parts.get(at + 1), Some(Part::Type(name)) if name == self.of))
            .collect();
        for (part, is_typed) in expression.parts.iter_mut().zip(typed) {
            let Part::Text(text) = part else { continue };
            if can_be_it {
                *text = text.replace(&self.from, &self.to);
            } else if is_typed && let Some(before) = text.strip_suffix(&cast) {
                *text = format!("{before}{}::", self.to);
            }
        }
    }

    fn is_it(&self, data_type: &DataType) -> bool {
        data_type.user_type() == Some(self.of)
    }

    fn mentions(&self, expression: &Expression) -> bool {
        expression.parts.iter().any(|part| matches!(part, Part::Text(text) if text.contains(&self.from)))
    }

    /// Whether an array's literal may have the label as an element.
    fn mentions_inside(&self, expression: &Expression) -> bool {
        let label = self.from.trim_matches('\'');
        expression.parts.iter().any(|part| matches!(part, Part::Text(text) if text.contains(label)))
    }

    fn unknown(&self) -> Expression {
        let reason = format!("label {} of type `{}` was renamed", self.from, self.of.name);
        Expression::unknown(Unknown::new(reason, None))
    }
}
