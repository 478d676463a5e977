//! Declarative models: a class that derives from a declarative base has a table, made of its columns.

use super::class::{class, function};
use super::column::ColumnObject;
use super::declared::{called, called_attr, declared, declared_attr, single_table_parent};
use super::metadata::MetaDataObject;
use super::opaque::opaque;
use super::table::{TableObject, from_items};
use super::values::text;
use crate::python::{Arguments, Class, Foreign, Instance, Outcome, Raise, Unknown, Value, Vm};
use crate::replay::sqlalchemy::column::Column;
use crate::replay::sqlalchemy::types::SqlType;
use crate::schema;
use crate::source::Place;
use std::rc::Rc;

/// A declarative base.
pub struct BaseObject {
    metadata: Value,
    name: &'static str,
}

/// `registry()`.
pub struct RegistryObject {
    metadata: Value,
}

/// Returns what `sqlalchemy.orm` and its extensions call `name`.
#[must_use]
pub fn find(name: &str) -> Option<Value> {
    Some(match name {
        "declarative_base" | "automap_base" | "as_declarative" | "instrument_declarative" => {
            function("declarative_base", |_, arguments, _| Ok(base(given_metadata(&arguments), "Base")))
        }
        // The class itself is not shared: each project derives its own base from it.
        "DeclarativeBase" | "DeclarativeBaseNoMeta" => base(None, "DeclarativeBase"),
        "registry" => function("registry", |_, arguments, _| {
            let metadata = given_metadata(&arguments).unwrap_or_else(|| Value::foreign(MetaDataObject::new()));
            Ok(Value::foreign(RegistryObject { metadata }))
        }),
        "mapped_column" => function("mapped_column", super::column::construct),
        "Session" | "AsyncSession" => class("Session", super::orm_session::construct, |value| {
            value.downcast::<super::orm_session::SessionObject>().is_some()
        }),
        "sessionmaker" | "scoped_session" | "async_sessionmaker" | "async_scoped_session" | "create_session" => {
            class("sessionmaker", super::orm_session::construct_maker, |_| false)
        }
        "declared_attr" => declared_attr(),
        "validates" | "reconstructor" | "hybrid_property" | "hybrid_method" | "object_session" => opaque(name),
        "Mapped"
        | "relationship"
        | "backref"
        | "synonym"
        | "column_property"
        | "deferred"
        | "composite"
        | "joinedload"
        | "selectinload"
        | "subqueryload"
        | "lazyload"
        | "noload"
        | "load_only"
        | "contains_eager"
        | "undefer"
        | "defer"
        | "aliased"
        | "configure_mappers"
        | "class_mapper"
        | "mapper"
        | "attributes"
        | "exc"
        | "collections"
        | "Query"
        | "query_expression"
        | "with_loader_criteria"
        | "MappedAsDataclass"
        | "WriteOnlyMapped"
        | "DynamicMapped"
        | "InstrumentedAttribute"
        | "foreign"
        | "remote"
        | "polymorphic_union"
        | "clear_mappers"
        | "DeclarativeMeta"
        | "association_proxy"
        | "AssociationProxy"
        | "make_transient"
        | "dynamic_loader"
        | "Load"
        | "Bundle"
        | "raiseload"
        | "undefer_group"
        | "with_polymorphic"
        | "attribute_mapped_collection"
        | "ordering_list"
        | "AsyncAttrs"
        | "AttributeKeyedDict"
        | "attribute_keyed_dict"
        | "relation"
        | "Mapper"
        | "orm_insert_sentinel" => opaque(name),
        _ => return None,
    })
}

/// Returns a declarative base on `metadata`.
#[must_use]
pub fn base(metadata: Option<Value>, name: &'static str) -> Value {
    let metadata = metadata.unwrap_or_else(|| Value::foreign(MetaDataObject::new()));
    Value::foreign(BaseObject { metadata, name })
}

fn given_metadata(arguments: &Arguments) -> Option<Value> {
    arguments.keyword("metadata").filter(|value| value.downcast::<MetaDataObject>().is_some())
}

impl BaseObject {
    /// Returns the metadata of a class: its own, or that of the base.
    fn metadata_of(&self, class: &Class) -> Value {
        class
            .find("metadata")
            .filter(|value| value.downcast::<MetaDataObject>().is_some())
            .unwrap_or_else(|| self.metadata.clone())
    }
}

const ANNOTATED: &str = "which columns annotations make, and of which types, is not followed";

/// Makes the table of a model, nothing for an abstract one.
fn table_of(vm: &mut Vm, class: &Rc<Class>, metadata: &Value, place: &Place) -> Result<Option<Value>, Raise> {
    if let Some(own) = class.attributes.find("__table__") {
        return Ok(Some(own));
    }
    if matches!(class.attributes.find("__abstract__"), Some(Value::Bool(true))) {
        return Ok(None);
    }
    let name = match class.attributes.find("__tablename__").or_else(|| class.find("__tablename__")) {
        Some(value) if declared(&value).is_some() => called_attr(vm, &value, class, place)?,
        Some(Value::Descriptor(descriptor)) => called(vm, &descriptor, class, place)?,
        Some(value @ Value::Function(_)) => {
            vm.call(&value, Arguments::positional(vec![Value::Class(class.clone())]), place)?
        }
        Some(value) => value,
        None => return Ok(None),
    };
    let Ok(name) = text(&name) else { return Ok(None) };
    if let Some(parent) = single_table_parent(class) {
        for (attribute, value) in class.attributes.entries() {
            let own = match (value.downcast::<ColumnObject>(), &value) {
                (Some(column), _) => Value::foreign(ColumnObject::new(named(&column, &attribute), None)),
                (_, Value::Dict(annotations))
                    if &*attribute == "__annotations__" && says_columns(annotations, class) =>
                {
                    Value::Unknown(Unknown::new(ANNOTATED, place))
                }
                (_, value) if declared(value).is_some() && !attribute.starts_with("__") => {
                    called_attr(vm, value, class, place)?
                }
                _ => continue,
            };
            vm.call_method(&parent, "append_column", Arguments::positional(vec![own]), place)?;
        }
        return Ok(None);
    }
    let mut annotated = false;
    let mut items = Vec::new();
    let mut ancestors: Vec<Rc<Class>> = Vec::new();
    for ancestor in class.ancestors.iter().rev() {
        if let Value::Class(ancestor) = ancestor {
            ancestors.push(ancestor.clone());
        }
    }
    ancestors.push(class.clone());
    for owner in &ancestors {
        // A model that derives from another model does not repeat its columns.
        if !Rc::ptr_eq(owner, class) && owner.attributes.contains("__table__") {
            continue;
        }
        for (attribute, value) in owner.attributes.entries() {
            let value = match value {
                // `declared_attr` gives back the function itself.
                Value::Function(_) if is_column_function(&attribute) => continue,
                value if declared(&value).is_some() && !attribute.starts_with("__") => {
                    called_attr(vm, &value, class, place)?
                }
                other => other,
            };
            if let Value::Dict(annotations) = &value
                && &*attribute == "__annotations__"
            {
                annotated |= says_columns(annotations, owner);
            }
            if let Some(column) = value.downcast::<ColumnObject>() {
                let own = named(&column, &attribute);
                items.push(Value::foreign(ColumnObject::new(own, Some(name.as_str().into()))));
            }
        }
    }
    let mut keywords: Vec<(Rc<str>, Value)> = Vec::new();
    let mut extra = class.find("__table_args__");
    if let Some(value) = extra.as_ref().filter(|value| declared(value).is_some()).cloned() {
        extra = Some(called_attr(vm, &value, class, place)?);
    }
    if let Some(Value::Descriptor(descriptor)) = &extra {
        extra = Some(called(vm, &descriptor.clone(), class, place)?);
    }
    match extra {
        Some(Value::Tuple(parts)) => {
            for part in parts.iter() {
                match part {
                    Value::Dict(options) => keywords.extend(options_of(options)),
                    part => items.push(part.clone()),
                }
            }
        }
        Some(Value::Dict(options)) => keywords.extend(options_of(&options)),
        Some(Value::Unknown(unknown)) => items.push(Value::Unknown(unknown)),
        _ => {}
    }
    let mut table = match from_items(&name, &items, &keywords) {
        Ok(table) => table,
        Err(unknown) => {
            let mut open = crate::replay::sqlalchemy::table::Table::new(&name, None);
            open.unknown = Some(unknown);
            open
        }
    };
    if let Some(unknown) = class.unknown_ancestor() {
        table.unknown = Some(super::values::from_python(unknown));
    }
    if annotated {
        let unknown = schema::Unknown::new(ANNOTATED, Some(place.clone()));
        let untyped = table.columns.iter_mut().filter(|column| column.data_type.is_null());
        untyped.for_each(|column| column.data_type = SqlType::unknown(unknown.clone()));
        table.unknown = Some(unknown);
    }
    if table.schema.is_none()
        && let Some(metadata) = metadata.downcast::<MetaDataObject>()
    {
        table.schema.clone_from(&metadata.schema);
    }
    super::make_table::adopt(vm, &mut table, metadata.downcast::<MetaDataObject>().as_deref());
    let object = TableObject::new(&table, metadata.clone());
    let qualified = object.qualified();
    let object = Value::foreign(object);
    if let Some(metadata) = metadata.downcast::<MetaDataObject>() {
        metadata.register(vm, &qualified, object.clone());
    }
    // The attributes of the class are the columns of the table from now on.
    for column in &table.columns {
        let own = Value::foreign(ColumnObject::new(column.clone(), Some(qualified.clone())));
        vm.bind(&class.attributes, column.key(), own);
    }
    vm.bind(&class.attributes, "__table__", object.clone());
    Ok(Some(object))
}

/// Returns the column of a model's attribute.
fn named(column: &ColumnObject, attribute: &str) -> Column {
    let mut own = column.column();
    if own.name.is_none() {
        own.name = Some(attribute.to_string());
    }
    own.key = Some(attribute.to_string());
    own
}

/// Returns whether `Mapped[…]` makes or completes a column: where nothing else says what the attribute is, or a column.
fn says_columns(annotations: &crate::python::Dict, owner: &Class) -> bool {
    let Ok(content) = annotations.entries.content() else { return true };
    content.iter().any(|(name, annotation)| {
        let mapped = annotation.as_str().is_some_and(|text| text.contains("Mapped"));
        let value = name.as_str().and_then(|name| owner.attributes.find(&name));
        mapped && value.is_none_or(|value| value.downcast::<ColumnObject>().is_some())
    })
}

fn is_column_function(name: &str) -> bool {
    name.starts_with("__")
}

fn options_of(options: &crate::python::Dict) -> Vec<(Rc<str>, Value)> {
    let content = options.entries.content().unwrap_or_default();
    content.iter().filter_map(|(name, value)| Some((name.as_str()?, value.clone()))).collect()
}

impl Foreign for BaseObject {
    fn type_name(&self) -> &str {
        self.name
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "metadata" => self.metadata.clone(),
            "registry" | "classes" | "_decl_class_registry" | "query" | "__mapper__" => opaque(name),
            "__name__" => Value::str(self.name),
            // `automap`: the tables are the database's.
            "prepare" => opaque(name),
            _ => Value::Unknown(Unknown::new(format!("`{name}` of a declarative base is not modelled"), place)),
        })
    }

    fn call(self: Rc<Self>, _vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
        Ok(opaque("model"))
    }

    fn is_class(&self) -> bool {
        true
    }

    fn derived(self: Rc<Self>, vm: &mut Vm, class: &Rc<Class>, place: &Place) -> Result<(), Raise> {
        let metadata = self.metadata_of(class);
        if class.find("metadata").is_none() {
            vm.bind(&class.attributes, "metadata", metadata.clone());
        }
        table_of(vm, class, &metadata, place).map(|_| ())
    }

    fn inherited(self: Rc<Self>, _vm: &mut Vm, _instance: &Rc<Instance>, name: &str, _place: &Place) -> Outcome {
        Ok(opaque(name))
    }

    fn inherited_by_class(self: Rc<Self>, _vm: &mut Vm, class: &Rc<Class>, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "metadata" => self.metadata_of(class),
            "__table__" => {
                let unknown =
                    schema::Unknown::new(format!("`{}` has no table of its own", class.name), Some(place.clone()));
                Value::Unknown(super::values::to_python(&unknown))
            }
            _ => opaque(name),
        })
    }
}

impl Foreign for RegistryObject {
    fn type_name(&self) -> &str {
        "registry"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "generate_base"
                | "mapped"
                | "mapped_as_dataclass"
                | "map_imperatively"
                | "configure"
                | "as_declarative_base"
        )
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, _place: &Place) -> Outcome {
        Ok(match name {
            "metadata" => self.metadata.clone(),
            _ => opaque(name),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match (name, arguments.positional.first()) {
            ("generate_base", _) => Ok(base(Some(self.metadata.clone()), "Base")),
            ("mapped" | "mapped_as_dataclass", Some(Value::Class(class))) => {
                table_of(vm, class, &self.metadata, place)?;
                Ok(Value::Class(class.clone()))
            }
            _ => Ok(opaque(name)),
        }
    }
}
