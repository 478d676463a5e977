//! CREATE and ALTER DOMAIN.

use crate::name::Name;
use crate::operation::{AlterDomain, ConstraintDefinition, Operation, TypeDefinition};
use crate::schema::DataType;
use crate::sql::Surroundings;
use crate::sql::names::{name_at, names_in, relation_at, relation_of};
use crate::sql::read::alter_table::missing;
use crate::sql::read::column::{self, Columns};
use crate::sql::read::constraint;
use squawk_syntax::ast::{self, AstNode};

/// Reads CREATE DOMAIN.
pub(super) fn create(own: &ast::CreateDomain, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let name = relation_of(names_in(own.domain()?.syntax())?)?;
    let base = column::type_at(&own.ty()?);
    let data_type = column::resolved(base.clone(), surroundings);
    let columns = values(data_type.clone());
    let (mut not_null, mut default, mut constraints) = (false, None, Vec::<ConstraintDefinition>::new());
    let mut collation = None;
    for qualifier in own.domain_qualifiers() {
        let own = match qualifier {
            ast::DomainQualifier::Constraint(own) => own,
            ast::DomainQualifier::Collate(own) => {
                collation = column::collation(&own);
                continue;
            }
        };
        match &own {
            ast::Constraint::NotNullConstraint(_) => not_null = true,
            ast::Constraint::NullConstraint(_) => {}
            ast::Constraint::DefaultConstraint(own) => {
                default = column::default(&own.expr()?, &data_type, surroundings);
            }
            other => constraints.push(constraint::constraint(other, None, &columns, surroundings)?),
        }
    }
    let definition = TypeDefinition::Domain { base, collation, not_null, default, constraints };
    Some(Operation::CreateType { name, definition })
}

/// Reads ALTER DOMAIN; renaming and moving are read elsewhere.
pub(super) fn alter(own: &ast::AlterDomain, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let name = relation_at(&own.domain_ref()?)?;
    let base = surroundings.base_of_domain(&name);
    let columns = match &base {
        Some(base) => values(base.clone()),
        None => Columns { own: Vec::new(), complete: false, table: None },
    };
    let action = match own.action()? {
        ast::AlterDomainAction::SetDefault(own) => {
            let base = base.unwrap_or_else(|| DataType::builtin("unknown"));
            AlterDomain::SetDefault(column::default(&own.expr()?, &base, surroundings))
        }
        ast::AlterDomainAction::DropDefault(_) => AlterDomain::SetDefault(None),
        ast::AlterDomainAction::SetNotNull(_) => AlterDomain::SetNotNull,
        ast::AlterDomainAction::DropNotNull(_) => AlterDomain::DropNotNull,
        ast::AlterDomainAction::AddConstraint(own) => match own.constraint()? {
            ast::Constraint::NotNullConstraint(_) => AlterDomain::SetNotNull,
            own => AlterDomain::AddConstraint(constraint::constraint(&own, None, &columns, surroundings)?),
        },
        ast::AlterDomainAction::DropConstraint(own) => AlterDomain::DropConstraint {
            name: name_at(&own.constraint_name_ref()?),
            missing: missing(own.if_exists()),
        },
        ast::AlterDomainAction::ValidateConstraint(own) => {
            AlterDomain::ValidateConstraint { name: name_at(&own.constraint_name_ref()?) }
        }
        ast::AlterDomainAction::RenameConstraint(own) => {
            let object = crate::operation::ObjectRef::DomainConstraint(name, name_at(&own.constraint_name_ref()?));
            let to = name_at(&own.constraint_name()?);
            return Some(Operation::Rename { object, to, missing: crate::operation::IfExists::Fail });
        }
        ast::AlterDomainAction::DomainRenameTo(_)
        | ast::AlterDomainAction::OwnerTo(_)
        | ast::AlterDomainAction::SetSchema(_) => return None,
    };
    Some(Operation::AlterDomain { name, action })
}

/// In a domain's check, `VALUE` is the one column there is.
fn values(base: DataType) -> Columns {
    Columns { own: vec![(Name::verbatim("value"), base)], complete: true, table: None }
}
