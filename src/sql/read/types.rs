//! CREATE TYPE, and the attributes of composite types.

use crate::operation::{Operation, TypeDefinition, TypeRef};
use crate::schema::{COLLATED_ATTRIBUTE, DataType, ObjectId, Touched, Unknown};
use crate::sql::Surroundings;
use crate::sql::names::{name_at, names_in, relation_at, relation_of};
use crate::sql::read::column::{collation, type_at};
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
                fields.map(|field| Some((name_at(&field.name()?), attribute_type(&field)?))).collect();
            TypeDefinition::Composite { attributes: attributes? }
        }
        Some(ast::CreateTypeKind::RangeType(own)) => {
            TypeDefinition::Range { definition: range(&own.attribute_list()?, name.name.as_str()) }
        }
        Some(ast::CreateTypeKind::BaseType(_)) | None => TypeDefinition::Base,
    };
    Some(Operation::CreateType { name, definition })
}

fn attribute_type(field: &ast::CompositeFieldDef) -> Option<TypeRef> {
    if field.collate().is_some_and(|own| collation(&own).is_some()) {
        return Some(TypeRef::Resolved(DataType::unknown(Unknown::new(COLLATED_ATTRIBUTE, None))));
    }
    type_at(&field.ty()?).into()
}

/// Returns the options of a range type, sorted; the name of its multirange only where it is not PostgreSQL's choice.
fn range(list: &ast::AttributeList, name: &str) -> String {
    let mut options = Vec::new();
    for option in list.attribute_options() {
        let text = option.syntax().text().to_string();
        let (key, value) = text.split_once('=').unwrap_or((text.as_str(), ""));
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        let bare = crate::sql::names::parse_relation(value).map(|own| own.name.quoted());
        let chosen =
            if name.contains("range") { name.replacen("range", "multirange", 1) } else { format!("{name}_multirange") };
        match key.as_str() {
            "subtype" => match crate::sql::data_type(value) {
                TypeRef::Resolved(own) => options.push(format!("subtype = {own}")),
                _ => options.push(format!("subtype = {}", bare.unwrap_or_default())),
            },
            "multirange_type_name"
                if bare.as_deref() == Some(crate::name::Name::verbatim(&chosen).quoted().as_str()) => {}
            _ => options.push(format!("{key} = {}", bare.unwrap_or_else(|| value.to_string()))),
        }
    }
    options.sort();
    format!("({})", options.join(", "))
}

/// Reads what ALTER TYPE does to the attributes of a composite type: its new shape is not worked out.
pub(super) fn alter(own: &ast::AlterType, surroundings: &Surroundings<'_>) -> Option<Operation> {
    let Some(ast::AlterTypeAction::AlterTypeAttributeActionList(_)) = own.action() else { return None };
    let name = surroundings.type_name(&relation_at(&own.type_name_ref()?)?);
    let unknown = Unknown::new("limbeck does not follow changes to the attributes of a composite type", None);
    Some(Operation::Unknown { touched: Touched::Object(ObjectId::Type(name)), unknown })
}
