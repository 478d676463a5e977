//! Types and domains.

use super::column::table_constraint;
use super::reader::{
    Home, Reader, every, first, if_exists, if_not_exists, name, relation, squeezed, string_of, text, type_in,
};
use crate::operation::{AlterDomain, IfExists, LabelPosition, ObjectRef, Operation, TypeDefinition};
use squawk_syntax::ast::{self, AlterDomainAction, AlterTypeAction, AstNode};

pub(super) fn create(own: &ast::CreateType) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let definition = match first::<ast::CreateTypeKind>(node) {
        None | Some(ast::CreateTypeKind::BaseType(_)) => TypeDefinition::Base,
        Some(ast::CreateTypeKind::EnumType(own)) => {
            let list = first::<ast::VariantList>(own.syntax())?;
            let labels = every::<ast::Variant>(list.syntax()).map(|own| string_of(&own));
            TypeDefinition::Enum { labels: labels.collect::<Option<_>>()? }
        }
        Some(ast::CreateTypeKind::CompositeType(own)) => {
            let list = first::<ast::CompositeFieldList>(own.syntax())?;
            let mut attributes = Vec::new();
            for field in list.syntax().children() {
                let field_name = super::reader::inside::<ast::CompositeField>(&field)?;
                attributes.push((crate::sql::names::name_of(&text(&field_name)), type_in(&field)?));
            }
            TypeDefinition::Composite { attributes }
        }
        Some(ast::CreateTypeKind::RangeType(own)) => {
            let list = first::<ast::AttributeList>(own.syntax())?;
            TypeDefinition::Range { definition: squeezed(&text(&list)).replace("( ", "(").replace(" )", ")") }
        }
    };
    Some(vec![Operation::CreateType { name: relation::<ast::TypeName>(node)?, definition }])
}

pub(super) fn create_domain(own: &ast::CreateDomain, reader: &Reader<'_>) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let base = type_in(node)?;
    let (mut not_null, mut default, mut constraints) = (false, None, Vec::new());
    for qualifier in node.children() {
        if ast::NotNullConstraint::can_cast(qualifier.kind()) {
            not_null = true;
        } else if let Some(own) = ast::DefaultConstraint::cast(qualifier.clone()) {
            default = reader.default(&first::<ast::Expr>(own.syntax())?, Some(&base));
        } else if ast::CheckConstraint::can_cast(qualifier.kind()) {
            constraints.push(table_constraint(&qualifier, reader, &NO_HOME)?);
        }
    }
    let definition = TypeDefinition::Domain { base, not_null, default, constraints };
    Some(vec![Operation::CreateType { name: relation::<ast::Domain>(node)?, definition }])
}

/// `VALUE` is no column.
const NO_HOME: Home = Home { columns: Vec::new(), known: true };

pub(super) fn alter(own: &ast::AlterType) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let type_name = relation::<ast::TypeNameRef>(node)?;
    let action = first::<AlterTypeAction>(node)?;
    let inner = action.syntax();
    let literals: Vec<String> = every::<ast::Literal>(inner).filter_map(|own| string_of(&own)).collect();
    let operation = match &action {
        AlterTypeAction::AddValue(_) => {
            let at = |own: Option<ast::Literal>| own.and_then(|own| string_of(&own));
            let before = super::reader::inside::<ast::BeforeValue>(inner);
            let after = super::reader::inside::<ast::AfterValue>(inner);
            let before = before.and_then(|own| at(first(own.syntax()))).map(LabelPosition::Before);
            let after = after.and_then(|own| at(first(own.syntax()))).map(LabelPosition::After);
            Operation::AddEnumLabel {
                name: type_name,
                label: literals.first()?.clone(),
                position: before.or(after),
                existing: if_not_exists(inner),
            }
        }
        AlterTypeAction::RenameValue(_) => Operation::RenameEnumLabel {
            name: type_name,
            from: literals.first()?.clone(),
            to: literals.get(1)?.clone(),
        },
        AlterTypeAction::TypeRenameTo(_) => Operation::Rename {
            object: ObjectRef::Type(type_name),
            to: name::<ast::TypeName>(inner)?,
            missing: IfExists::Fail,
        },
        AlterTypeAction::SetSchema(_) => Operation::SetSchema {
            object: ObjectRef::Type(type_name),
            schema: name::<ast::SchemaRef>(inner)?,
            missing: IfExists::Fail,
        },
        AlterTypeAction::OwnerTo(_) => return Some(Vec::new()),
        AlterTypeAction::RenameAttribute(_) => Operation::Rename {
            object: ObjectRef::Attribute(type_name, name::<ast::CompositeFieldRef>(inner)?),
            to: name::<ast::CompositeField>(inner)?,
            missing: IfExists::Fail,
        },
        _ => return None,
    };
    Some(vec![operation])
}

pub(super) fn alter_domain(own: &ast::AlterDomain, reader: &Reader<'_>) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let domain = relation::<ast::DomainRef>(node)?;
    let action = first::<AlterDomainAction>(node)?;
    let inner = action.syntax();
    let change = match &action {
        AlterDomainAction::SetDefault(_) => AlterDomain::SetDefault(reader.default(&first::<ast::Expr>(inner)?, None)),
        AlterDomainAction::DropDefault(_) => AlterDomain::SetDefault(None),
        AlterDomainAction::SetNotNull(_) => AlterDomain::SetNotNull,
        AlterDomainAction::DropNotNull(_) => AlterDomain::DropNotNull,
        AlterDomainAction::AddConstraint(_) => {
            let constraint = first::<ast::Constraint>(inner)?;
            AlterDomain::AddConstraint(table_constraint(constraint.syntax(), reader, &NO_HOME)?)
        }
        AlterDomainAction::DropConstraint(_) => {
            AlterDomain::DropConstraint { name: name::<ast::ConstraintNameRef>(inner)?, missing: if_exists(inner) }
        }
        AlterDomainAction::ValidateConstraint(_) => {
            AlterDomain::ValidateConstraint { name: name::<ast::ConstraintNameRef>(inner)? }
        }
        AlterDomainAction::RenameConstraint(_) => {
            let object = ObjectRef::DomainConstraint(domain, name::<ast::ConstraintNameRef>(inner)?);
            let to = name::<ast::ConstraintName>(inner)?;
            return Some(vec![Operation::Rename { object, to, missing: IfExists::Fail }]);
        }
        AlterDomainAction::DomainRenameTo(_) => {
            let object = ObjectRef::Domain(domain);
            return Some(vec![Operation::Rename { object, to: name::<ast::Domain>(inner)?, missing: IfExists::Fail }]);
        }
        AlterDomainAction::SetSchema(_) => {
            let schema = name::<ast::SchemaRef>(inner)?;
            return Some(vec![Operation::SetSchema {
                object: ObjectRef::Domain(domain),
                schema,
                missing: IfExists::Fail,
            }]);
        }
        AlterDomainAction::OwnerTo(_) => return Some(Vec::new()),
    };
    Some(vec![Operation::AlterDomain { name: domain, action: change }])
}
