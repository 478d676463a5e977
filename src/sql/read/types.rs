//! CREATE TYPE, and the attributes of composite types.

use crate::operation::{Operation, TypeDefinition};
use crate::schema::{ObjectId, Touched, Unknown};
use crate::sql::Surroundings;
use crate::sql::names::{name_at, names_in, relation_at, relation_of};
use crate::sql::read::column::type_at;
use squawk_syntax::ast::{self, AstNode};

/// Reads CREATE TYPE.
pub(super) fn create(own: &ast::CreateType) -> Option<Operation> {
    let name = relation_of(names_in(own.type_name()?.syntax())?)?;
    let definition = match own.kind() {
        Some(ast::CreateTypeKind::EnumType(own)) => {
            let labels: Option<Vec<String>> = own
                .variant_list()
                .into_iter()
                .flat_map(|list| list.variants())
                .map(|variant| variant.literal()?.string_value())
                .collect();
            TypeDefinition::Enum { labels: labels? }
        }
        Some(ast::CreateTypeKind::CompositeType(own)) => {
            let fields = own.composite_field_list().into_iter().flat_map(|list| list.composite_field_defs());
            let attributes: Option<Vec<_>> =
                fields.map(|field| Some((name_at(&field.name()?), type_at(&field.ty()?)))).collect();
            TypeDefinition::Composite { attributes: attributes? }
        }
        Some(ast::CreateTypeKind::RangeType(own)) => {
            let text = own.attribute_list()?.syntax().text().to_string();
            TypeDefinition::Range {
                definition: text.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase(),
            }
        }
        Some(ast::CreateTypeKind::BaseType(_)) | None => TypeDefinition::Base,
    };
    Some(Operation::CreateType { name, definition })
}

/// Reads what ALTER TYPE does to the attributes of a composite type: its new shape is not worked out.
pub(super) fn alter(own: &ast::AlterType, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let Some(ast::AlterTypeAction::AlterTypeAttributeActionList(_)) = own.action() else { return None };
    let name = surroundings.type_name(&relation_at(&own.type_name_ref()?)?);
    let unknown = Unknown::new("limbeck does not follow changes to the attributes of a composite type", None);
    Some(Operation::Unknown { touched: Touched::Object(ObjectId::Type(name)), unknown })
}
