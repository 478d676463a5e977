//! Domains: CREATE DOMAIN's part that is not a type's, and ALTER DOMAIN (PostgreSQL 15, `typecmds.c`).

use super::edit::Edit;
use super::types;
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterDomain, ConstraintDefinition, ConstraintDefinitionKind, IfExists, RelationRef};
use crate::schema::choose_name::{NewAmong, Stem};
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::{Constraint, ConstraintKind, DataType, Expression, ObjectId, SqlState, Type, TypeKind};
use std::collections::BTreeMap;

/// Returns the constraints of a new domain, each with its name.
pub(super) fn constraints(
    edit: &Edit<'_>,
    domain: &QualifiedName,
    definitions: &[ConstraintDefinition],
) -> Outcome<BTreeMap<Name, Constraint>> {
    let mut constraints = BTreeMap::new();
    for definition in definitions {
        add(edit, domain, &mut constraints, definition)?;
    }
    Ok(constraints)
}

/// Carries out one action on a domain.
pub(super) fn alter(edit: &mut Edit<'_>, reference: &RelationRef, action: &AlterDomain) -> Outcome {
    let (mut own, mut domain) = resolve(edit, reference)?;
    let name = own.name.clone();
    match action {
        AlterDomain::SetDefault(expression) => domain.default.clone_from(expression),
        AlterDomain::SetNotNull => domain.not_null = true,
        AlterDomain::DropNotNull => domain.not_null = false,
        AlterDomain::AddConstraint(definition) => add(edit, &name, &mut domain.constraints, definition)?,
        AlterDomain::DropConstraint { name: constraint, missing } => {
            if domain.constraints.remove(constraint).is_none() && *missing == IfExists::Fail {
                return no_constraint(&name, constraint);
            }
        }
        AlterDomain::ValidateConstraint { name: constraint } => match domain.constraints.get_mut(constraint) {
            Some(found) => found.validated = true,
            None => return no_constraint(&name, constraint),
        },
    }
    own.kind = domain.into_kind();
    edit.put_type(own);
    Ok(())
}

/// Renames a constraint of a domain.
pub(super) fn rename_constraint(edit: &mut Edit<'_>, reference: &RelationRef, from: &Name, to: &Name) -> Outcome {
    let (mut own, mut domain) = resolve(edit, reference)?;
    let name = own.name.clone();
    let Some(mut constraint) = domain.constraints.remove(from) else {
        let message = format!("constraint \"{from}\" for domain {} does not exist", edit.show(&name));
        return refuse(SqlState::UNDEFINED_OBJECT, message, ObjectId::Constraint(name, from.clone()));
    };
    if domain.constraints.contains_key(to) {
        return constraint_exists(&name, to);
    }
    constraint.name = to.clone();
    domain.constraints.insert(to.clone(), constraint);
    edit.rename(ObjectId::Constraint(name.clone(), from.clone()), ObjectId::Constraint(name, to.clone()));
    own.kind = domain.into_kind();
    edit.put_type(own);
    Ok(())
}

/// Returns the domain that `reference` means, if it is one.
pub(super) fn check(edit: &Edit<'_>, reference: &RelationRef) -> Outcome<QualifiedName> {
    resolve(edit, reference).map(|(own, _)| own.name)
}

struct Domain {
    base: DataType,
    collation: Option<Name>,
    not_null: bool,
    default: Option<Expression>,
    constraints: BTreeMap<Name, Constraint>,
}

impl Domain {
    fn into_kind(self) -> TypeKind {
        let Self { base, collation, not_null, default, constraints } = self;
        TypeKind::Domain { base, collation, not_null, default, constraints }
    }
}

fn resolve(edit: &Edit<'_>, reference: &RelationRef) -> Outcome<(Type, Domain)> {
    let full = types::resolve(edit, reference)?;
    match edit.type_named(&full).map(|own| (Type::clone(own), own.kind.clone())) {
        Some((own, TypeKind::Domain { base, collation, not_null, default, constraints })) => {
            Ok((own, Domain { base, collation, not_null, default, constraints }))
        }
        _ => {
            let message = format!("{} is not a domain", edit.show(&full));
            refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Type(full))
        }
    }
}

fn add(
    edit: &Edit<'_>,
    domain: &QualifiedName,
    constraints: &mut BTreeMap<Name, Constraint>,
    definition: &ConstraintDefinition,
) -> Outcome {
    let ConstraintDefinitionKind::Check { expression, no_inherit } = &definition.kind else {
        let message = "this kind of constraint is not possible for domains";
        return refuse(SqlState::SYNTAX_ERROR, message, ObjectId::Type(domain.clone()));
    };
    let name = match &definition.name {
        Some(name) if constraints.contains_key(name) => return constraint_exists(domain, name),
        Some(name) => name.clone(),
        None => {
            let taken: Vec<Name> = constraints.keys().cloned().collect();
            let stem = Stem { table: domain, addition: None, label: "check" };
            edit.choose_name(stem, NewAmong::Constraints, &taken)
        }
    };
    let kind = ConstraintKind::Check { expression: expression.clone(), no_inherit: *no_inherit };
    let mut constraint = Constraint::new(name.clone(), kind);
    constraint.validated = definition.validated;
    constraints.insert(name, constraint);
    Ok(())
}

fn no_constraint(domain: &QualifiedName, name: &Name) -> Outcome {
    let message = format!("constraint \"{name}\" of domain \"{}\" does not exist", domain.name);
    refuse(SqlState::UNDEFINED_OBJECT, message, ObjectId::Constraint(domain.clone(), name.clone()))
}

fn constraint_exists(domain: &QualifiedName, name: &Name) -> Outcome {
    let message = format!("constraint \"{name}\" for domain \"{}\" already exists", domain.name);
    refuse(SqlState::DUPLICATE_OBJECT, message, ObjectId::Constraint(domain.clone(), name.clone()))
}
