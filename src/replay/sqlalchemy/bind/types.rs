//! Type classes and type objects as Python sees them, and what a value means where a type is expected.

use super::class::{once, rest};
use super::project_types;
use super::values::{flag, from_python, number, optional_text, to_python};
use crate::python::{Arguments, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::types::{
    self, Arguments as TypeArguments, EnumType, Home, Kind, Sharing, SqlType, TypeClass, Visit,
};
use crate::schema::Unknown;
use crate::source::Place;
use std::rc::Rc;

/// A type class: `sa.String`.
pub struct TypeClassObject {
    pub class: &'static TypeClass,
}

/// A type object: `sa.String(50)`.
pub struct TypeObject {
    pub sql_type: SqlType,
}

/// Returns the class `name` of a package.
#[must_use]
pub fn type_class(home: Home, name: &str) -> Option<Value> {
    let class = types::find(home, name)?;
    Some(once(&format!("type {:?}.{}", class.home, class.name), || Value::foreign(TypeClassObject { class })))
}

/// Returns a type object.
#[must_use]
pub fn type_value(sql_type: SqlType) -> Value {
    Value::foreign(TypeObject { sql_type })
}

/// Returns the type that a value means, `NullType` for `None`. What cannot be determined is inside the type.
///
/// # Errors
/// The Python exception that a project's own type raises.
pub fn to_type(vm: &mut Vm, value: &Value, place: &Place) -> Result<SqlType, crate::python::Raise> {
    if let Some(plain) = plain_type(value) {
        return Ok(plain);
    }
    match value {
        Value::Instance(instance) => project_types::instance_type(vm, instance, place),
        Value::Class(_) => {
            let made = vm.call(value, Arguments::default(), place)?;
            match &made {
                Value::Class(_) => {
                    Ok(SqlType::unknown(Unknown::new("a class stands where a type is expected", Some(place.clone()))))
                }
                made => to_type(vm, made, place),
            }
        }
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Builtin(_) => {
            // `to_instance` calls whatever can be called.
            let made = vm.call(value, Arguments::default(), place)?;
            Ok(plain_type(&made).unwrap_or_else(|| not_a_type(&made, place)))
        }
        Value::Foreign(object) if object.is_class() => {
            let made = vm.call(value, Arguments::default(), place)?;
            Ok(plain_type(&made).unwrap_or_else(|| not_a_type(&made, place)))
        }
        other => Ok(not_a_type(other, place)),
    }
}

/// Returns the type that a value means where no Python code has to run for it.
#[must_use]
pub fn plain_type(value: &Value) -> Option<SqlType> {
    if let Some(object) = value.downcast::<TypeObject>() {
        return Some(object.sql_type.clone());
    }
    if let Some(class) = value.downcast::<TypeClassObject>() {
        return Some(SqlType::of(class.class));
    }
    match value {
        Value::None => Some(SqlType::generic("NullType")),
        Value::Unknown(unknown) => Some(SqlType::unknown(from_python(unknown))),
        _ => None,
    }
}

fn not_a_type(value: &Value, place: &Place) -> SqlType {
    let unknown = match value {
        Value::Unknown(unknown) => from_python(unknown),
        other => {
            Unknown::new(format!("a `{}` stands where a type is expected", other.type_name()), Some(place.clone()))
        }
    };
    SqlType::unknown(unknown)
}

/// Makes an instance of a class.
///
/// # Errors
/// The Python exception that a callable argument raises.
pub fn construct(
    vm: &mut Vm,
    class: &'static TypeClass,
    arguments: &Arguments,
    place: &Place,
) -> Result<SqlType, crate::python::Raise> {
    if let Some(unknown) = rest(arguments) {
        return Ok(SqlType::unknown(unknown));
    }
    let named = |name: &str| {
        let position = class.parameters.iter().position(|parameter| *parameter == name);
        position.and_then(|at| arguments.positional.get(at).cloned()).or_else(|| arguments.keyword(name))
    };
    let result = match class.visit {
        Visit::Enum => return enum_type(vm, class, arguments, place),
        Visit::Array | Visit::Domain => return nested_type(vm, class, &named, place),
        Visit::Decorator(_) => {
            if let Some(implementation) = named("impl").filter(|value| !matches!(value, Value::None)) {
                let implementation = Box::new(to_type(vm, &implementation, place)?);
                return Ok(SqlType::from_kind(Kind::Decorated { class: class.name.into(), implementation }));
            }
            Ok(SqlType::of(class))
        }
        Visit::Abstract if class.name == "TypeDecorator" || class.name == "UserDefinedType" => Ok(SqlType::of(class)),
        _ => plain_arguments(class, &named),
    };
    Ok(result.unwrap_or_else(SqlType::unknown))
}

fn plain_arguments(class: &'static TypeClass, named: &dyn Fn(&str) -> Option<Value>) -> Result<SqlType, Unknown> {
    let mut own = TypeArguments::new(class);
    match class.visit {
        Visit::Text(_) | Visit::Word(_) | Visit::BareWord(_) | Visit::Bit => {
            if !matches!(class.visit, Visit::BareWord(_)) {
                own.length = number(named("length").as_ref())?;
            }
            own.collation = optional_text(named("collation").as_ref())?;
            own.varying = flag(named("varying").as_ref())?.unwrap_or(false);
        }
        Visit::Numeric => {
            own.precision = number(named("precision").as_ref())?;
            own.scale = number(named("scale").as_ref())?;
        }
        // MySQL's and Oracle's have other arguments in that place, but only `precision` is ever read.
        Visit::Float => own.precision = number(named("precision").as_ref())?,
        Visit::Timestamp | Visit::Time => {
            own.timezone = flag(named("timezone").as_ref())?.unwrap_or(false);
            if class.home == Home::Postgresql || class.home == Home::Mssql {
                own.precision = number(named("precision").as_ref())?;
            }
        }
        Visit::Interval => {
            own.native = flag(named("native").as_ref())?.unwrap_or(true);
            own.precision = number(named("precision").or_else(|| named("second_precision")).as_ref())?;
            own.fields = optional_text(named("fields").as_ref())?;
        }
        Visit::Uuid => own.native = flag(named("native_uuid").as_ref())?.unwrap_or(true),
        Visit::Plain("boolean") => {
            own.create_constraint = flag(named("create_constraint").as_ref())?.unwrap_or(false);
            own.name = optional_text(named("name").as_ref()).unwrap_or_default();
        }
        _ => {}
    }
    Ok(SqlType::from_arguments(own))
}

fn nested_type(
    vm: &mut Vm,
    class: &'static TypeClass,
    named: &dyn Fn(&str) -> Option<Value>,
    place: &Place,
) -> Result<SqlType, crate::python::Raise> {
    let mut own = TypeArguments::new(class);
    if class.visit == Visit::Array {
        let Some(item) = named("item_type") else {
            return Ok(SqlType::from_arguments(own));
        };
        own.item = Some(Box::new(to_type(vm, &item, place)?));
        match number(named("dimensions").as_ref()) {
            Ok(dimensions) => own.dimensions = dimensions,
            Err(unknown) => return Ok(SqlType::unknown(unknown)),
        }
        return Ok(SqlType::from_arguments(own));
    }
    let base = to_type(vm, &named("data_type").unwrap_or(Value::None), place)?;
    let names = (|| {
        Ok((optional_text(named("schema").as_ref())?, super::values::text(&named("name").unwrap_or(Value::None))?))
    })();
    match names {
        Ok((schema, name)) => own.domain = Some((schema, name, Box::new(base))),
        Err(unknown) => return Ok(SqlType::unknown(unknown)),
    }
    Ok(SqlType::from_arguments(own))
}

fn enum_type(
    vm: &mut Vm,
    class: &'static TypeClass,
    arguments: &Arguments,
    place: &Place,
) -> Result<SqlType, crate::python::Raise> {
    let mut labels = Vec::new();
    let mut class_name = None;
    let source = match arguments.positional.as_slice() {
        [only @ Value::Class(enumeration)] => {
            class_name = Some(enumeration.name.to_lowercase());
            let members = match arguments.keyword("values_callable").filter(|value| !matches!(value, Value::None)) {
                Some(callable) => vm.call(&callable, Arguments::positional(vec![only.clone()]), place)?,
                None => only.clone(),
            };
            match vm.items(&members, place)? {
                Ok(items) => items,
                Err(unknown) => return Ok(SqlType::unknown(from_python(&unknown))),
            }
        }
        items => items.to_vec(),
    };
    for item in &source {
        let label = match (item, class_name.is_some()) {
            // Iterating over an enum class gives its members; what is stored is their names.
            (Value::Instance(instance), true)
                if arguments.keyword("values_callable").is_none_or(|value| matches!(value, Value::None)) =>
            {
                instance.attributes.find("name").or(instance.attributes.find("_name_")).unwrap_or_else(|| item.clone())
            }
            _ => item.clone(),
        };
        match super::values::text(&label) {
            Ok(label) => labels.push(label),
            Err(unknown) => return Ok(SqlType::unknown(unknown)),
        }
    }
    let made = (|| -> Result<SqlType, Unknown> {
        let mut own = TypeArguments::new(class);
        let mut enumeration = EnumType::new(labels);
        enumeration.name = optional_text(arguments.keyword("name").as_ref())?;
        if arguments.keyword("name").is_none() {
            enumeration.name = class_name.filter(|_| !enumeration.labels.is_empty());
        }
        enumeration.schema = optional_text(arguments.keyword("schema").as_ref())?;
        // Before SQLAlchemy 2.1 only PostgreSQL's own ENUM knows `create_type`.
        if class.home == Home::Postgresql
            || super::server::sqlalchemy_version(vm) >= crate::replay::SqlAlchemyVersion::V2_1
        {
            enumeration.create_type = flag(arguments.keyword("create_type").as_ref())?.unwrap_or(true);
        }
        enumeration.inherit_schema = flag(arguments.keyword("inherit_schema").as_ref())?.unwrap_or(false);
        if arguments.keyword("metadata").is_some_and(|value| !matches!(value, Value::None)) {
            enumeration.sharing = Sharing::Metadata;
        }
        own.native = flag(arguments.keyword("native_enum").as_ref())?.unwrap_or(true) || class.home == Home::Postgresql;
        own.create_constraint = flag(arguments.keyword("create_constraint").as_ref())?.unwrap_or(false);
        own.length = match arguments.keyword("length") {
            Some(length) => number(Some(&length))?,
            None => Some(enumeration.length()),
        };
        own.enumeration = Some(enumeration);
        Ok(SqlType::from_arguments(own))
    })();
    Ok(made.unwrap_or_else(SqlType::unknown))
}

impl Foreign for TypeClassObject {
    fn type_name(&self) -> &str {
        self.class.name
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "with_variant" | "__init__" | "load_dialect_impl")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "__name__" => Value::str(self.class.name),
            "__visit_name__" => Value::str(self.class.name),
            // `sa.JSON.NULL` and the nested classes that expressions use.
            "Comparator" | "NULL" | "comparator_factory" => Value::foreign(super::opaque::Opaque::new(name)),
            _ => Value::Unknown(PythonUnknown::new(format!("`{}.{name}` is not modelled", self.class.name), place)),
        })
    }

    fn call(self: Rc<Self>, vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        Ok(type_value(construct(vm, self.class, &arguments, place)?))
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "with_variant" => {
                let instance = type_value(SqlType::of(self.class));
                vm.call_method(&instance, name, arguments, place)
            }
            _ => Ok(Value::None),
        }
    }

    fn is_class(&self) -> bool {
        true
    }

    fn is_instance(&self, value: &Value) -> Option<bool> {
        match value {
            Value::Unknown(_) => None,
            Value::Foreign(_) => {
                let Some(object) = value.downcast::<TypeObject>() else { return Some(false) };
                match &object.sql_type.kind {
                    Kind::Known(arguments) => Some(is_subclass(arguments.class, self.class)),
                    Kind::Unknown(_) => None,
                    _ => Some(self.class.name == "TypeDecorator" || self.class.name == "TypeEngine"),
                }
            }
            _ => Some(false),
        }
    }

    fn derives_from(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(is_subclass(self.class, other.class))
    }

    fn inherited(
        self: Rc<Self>,
        vm: &mut Vm,
        instance: &Rc<crate::python::Instance>,
        name: &str,
        place: &Place,
    ) -> Outcome {
        project_types::inherited(vm, self.class, instance, name, place)
    }

    fn inherited_by_class(
        self: Rc<Self>,
        _vm: &mut Vm,
        class: &Rc<crate::python::Class>,
        name: &str,
        place: &Place,
    ) -> Outcome {
        Ok(Value::Unknown(PythonUnknown::new(format!("`{}.{name}` is not modelled", class.name), place)))
    }
}

/// The generic classes each class derives from, as far as `isinstance` asks for them.
fn is_subclass(class: &TypeClass, ancestor: &TypeClass) -> bool {
    if std::ptr::eq(class, ancestor) || ancestor.name == "TypeEngine" {
        return true;
    }
    if ancestor.home != Home::Generic {
        return class.home == ancestor.home && class.name == ancestor.name;
    }
    use crate::replay::sqlalchemy::types::Affinity;
    match ancestor.name {
        "Integer" => matches!(class.affinity, Affinity::Integer | Affinity::BigInteger | Affinity::SmallInteger),
        "BigInteger" => class.affinity == Affinity::BigInteger,
        "SmallInteger" => class.affinity == Affinity::SmallInteger,
        "Numeric" => class.affinity == Affinity::Numeric && !is_float(class),
        "Float" => is_float(class),
        "String" => matches!(class.affinity, Affinity::String | Affinity::Enum),
        "Text" => matches!(
            class.name,
            "TEXT" | "Text" | "UnicodeText" | "CLOB" | "NTEXT" | "CITEXT" | "NCLOB" | "LONG" | "XML"
        ),
        "Enum" => class.affinity == Affinity::Enum,
        "Boolean" => class.affinity == Affinity::Boolean,
        "DateTime" => {
            matches!(class.visit, Visit::Timestamp | Visit::BareWord("datetime")) || class.name.starts_with("DATETIME")
        }
        "Date" => class.name == "DATE" && class.home != Home::Oracle,
        "Time" => class.visit == Visit::Time,
        "LargeBinary" => matches!(class.name, "BLOB" | "BYTEA" | "IMAGE" | "BFILE"),
        "JSON" => matches!(class.name, "JSON" | "JSONB"),
        "Uuid" => matches!(class.name, "UUID" | "UNIQUEIDENTIFIER"),
        "ARRAY" => class.visit == Visit::Array,
        name => class.name == name && class.home == Home::Generic,
    }
}

fn is_float(class: &TypeClass) -> bool {
    matches!(
        class.name,
        "Float" | "FLOAT" | "Double" | "DOUBLE" | "DOUBLE_PRECISION" | "REAL" | "BINARY_DOUBLE" | "BINARY_FLOAT"
    )
}

impl Foreign for TypeObject {
    fn type_name(&self) -> &str {
        match &self.sql_type.kind {
            Kind::Known(arguments) => arguments.class.name,
            Kind::Decorated { class, .. } => class,
            _ => "TypeEngine",
        }
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "with_variant"
                | "create"
                | "drop"
                | "compile"
                | "load_dialect_impl"
                | "dialect_impl"
                | "copy"
                | "adapt"
                | "as_generic"
                | "bind_processor"
                | "result_processor"
                | "literal_processor"
                | "__init__"
        )
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let text = |text: Option<String>| text.map_or(Value::None, Value::str);
        let int = |number: Option<i64>| number.map_or(Value::None, |number| Value::Int(i128::from(number)));
        if let Some(unknown) = self.sql_type.as_unknown() {
            return Ok(Value::Unknown(to_python(unknown).or_at(place)));
        }
        if name == "__class__" {
            if let Kind::Known(arguments) = &self.sql_type.kind {
                return Ok(type_class(arguments.class.home, arguments.class.name).unwrap_or(Value::None));
            }
        }
        if name == "impl" {
            return Ok(match &self.sql_type.kind {
                Kind::Decorated { implementation, .. } => type_value((**implementation).clone()),
                _ => Value::Foreign(self.clone()),
            });
        }
        let _ = vm;
        let Some(arguments) = self.sql_type.arguments() else {
            return Ok(Value::Unknown(PythonUnknown::new(format!("`{name}` of a type is not modelled"), place)));
        };
        Ok(match name {
            "length" => int(arguments.length),
            "precision" => int(arguments.precision),
            "scale" => int(arguments.scale),
            "timezone" => Value::Bool(arguments.timezone),
            "collation" => text(arguments.collation.clone()),
            "native_enum" | "native_uuid" | "native" => Value::Bool(arguments.native),
            "create_constraint" => Value::Bool(arguments.create_constraint),
            "enums" => match &arguments.enumeration {
                Some(enumeration) => Value::list(enumeration.labels.iter().map(Value::str).collect()),
                None => Value::None,
            },
            "name" => match &arguments.enumeration {
                Some(enumeration) => text(enumeration.name.clone()),
                None => text(arguments.name.clone()),
            },
            "schema" => text(arguments.enumeration.as_ref().and_then(|enumeration| enumeration.schema.clone())),
            "item_type" => arguments.item.as_ref().map_or(Value::None, |item| type_value((**item).clone())),
            "dimensions" => int(arguments.dimensions),
            "__visit_name__" => Value::str(arguments.class.name),
            "python_type" => match arguments.class.affinity {
                types::Affinity::Integer | types::Affinity::BigInteger | types::Affinity::SmallInteger => {
                    Value::Type(crate::python::Type::Int)
                }
                types::Affinity::String => Value::Type(crate::python::Type::Str),
                types::Affinity::Boolean => Value::Type(crate::python::Type::Bool),
                _ => Value::Unknown(PythonUnknown::new("`python_type` of this type is not modelled", place)),
            },
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a type is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "with_variant" => {
                let mut own = self.sql_type.clone();
                let variant = arguments.find(0, "type_").unwrap_or(Value::None);
                let variant = to_type(vm, &variant, place)?;
                let mut dialects: Vec<Value> = arguments.positional.iter().skip(1).cloned().collect();
                dialects.extend(arguments.keyword("dialect_name"));
                for dialect in &dialects {
                    match super::values::text(dialect) {
                        Ok(dialect) => {
                            own.variants.insert(dialect, variant.clone());
                        }
                        Err(unknown) => own = SqlType::unknown(unknown),
                    }
                }
                Ok(type_value(own))
            }
            "create" => super::ddl::create_type(vm, &self.sql_type, &arguments, place),
            "drop" => super::ddl::drop_type(vm, &self.sql_type, &arguments, place),
            "compile" => match self.sql_type.compile(None) {
                Ok(compiled) => Ok(Value::str(super::ddl::type_text(&compiled.data_type))),
                Err(failure) => super::ddl::failed(vm, failure, place),
            },
            "bind_processor" | "result_processor" | "literal_processor" | "__init__" => Ok(Value::None),
            _ => Ok(Value::Foreign(self)),
        }
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(match self.sql_type.compile(None) {
            Ok(compiled) => Value::str(super::ddl::type_text(&compiled.data_type).to_uppercase()),
            Err(failure) => Value::Unknown(to_python(&failure.into_unknown())),
        })
    }

    fn repr(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        self.str(vm, place)
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.sql_type == self.sql_type)
    }
}
