//! Type classes and type objects as Python sees them, and what a value means where a type is expected.

use super::class::{once, rest};
use super::names::ConvObject;
use super::project_types;
use super::values::{flag, from_python, number, optional_text};
use crate::python::{Arguments, Value, Vm};
use crate::replay::sqlalchemy::types::{
    self, Arguments as TypeArguments, EnumType, Home, Kind, SqlType, TypeClass, Visit,
};
use crate::schema::Unknown;
use crate::source::Place;

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
    let takes_labels = matches!(class.visit, Visit::Enum) && !arguments.rest_is_named;
    if let Some(unknown) = rest(arguments).filter(|_| !takes_labels) {
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
                return Ok(SqlType::from_kind(Kind::Decorated {
                    class: class.name.into(),
                    implementation,
                    object: None,
                }));
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
    let (mut unread, mut likely_name, mut of_members) = (rest(arguments), false, None);
    let is_one = unread.is_none();
    let source = match arguments.positional.as_slice() {
        [only @ Value::Class(enumeration)] if is_one => {
            class_name = Some(enumeration.name.to_lowercase());
            of_members = super::enum_label::members(vm, only, place)?;
            let members = match arguments.keyword("values_callable").filter(|value| !matches!(value, Value::None)) {
                Some(callable) => vm.call(&callable, Arguments::positional(vec![only.clone()]), place)?,
                None => only.clone(),
            };
            match vm.items(&members, place)? {
                Ok(items) => items,
                Err(unknown) => {
                    unread = Some(from_python(&unknown));
                    Vec::new()
                }
            }
        }
        [Value::Unknown(unknown)] if is_one => {
            // The name of a class that cannot be read is most likely the one that the file calls it by.
            let likely = called_class(place.text());
            likely_name = arguments.keyword("name").is_none() && likely.is_some();
            class_name = likely;
            unread = Some(from_python(unknown));
            Vec::new()
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
            Err(unknown) => unread = Some(unknown),
        }
    }
    let made = (|| -> Result<SqlType, Unknown> {
        let mut own = TypeArguments::new(class);
        let mut enumeration = EnumType::new(labels);
        let name = arguments.keyword("name");
        enumeration.final_name = name.as_ref().is_some_and(|own| own.downcast::<ConvObject>().is_some());
        enumeration.name = optional_text(name.as_ref())?;
        if arguments.keyword("name").is_none() {
            enumeration.name = class_name.filter(|_| !enumeration.labels.is_empty() || unread.is_some());
        }
        // One thing of which nothing is known can be a class, which brings its name.
        if let (None, Some(unknown)) = (&enumeration.name, unread.as_ref().filter(|_| source.len() < 2)) {
            return Err(unknown.clone());
        }
        enumeration.members = of_members;
        enumeration.unknown = unread;
        enumeration.likely_name = likely_name;
        enumeration.schema = optional_text(arguments.keyword("schema").as_ref())?;
        enumeration.schema_given = arguments.keyword("schema").is_some();
        // Before SQLAlchemy 2.1 only PostgreSQL's own ENUM knows `create_type`.
        if class.home == Home::Postgresql
            || super::server::sqlalchemy_version(vm) >= crate::replay::SqlAlchemyVersion::V2_1
        {
            enumeration.create_type = flag(arguments.keyword("create_type").as_ref())?.unwrap_or(true);
        }
        enumeration.inherit_schema = flag(arguments.keyword("inherit_schema").as_ref())?.unwrap_or(false);
        own.native = flag(arguments.keyword("native_enum").as_ref())?.unwrap_or(true) || class.home == Home::Postgresql;
        own.create_constraint = flag(arguments.keyword("create_constraint").as_ref())?.unwrap_or(false);
        own.length = match arguments.keyword("length") {
            Some(length) => number(Some(&length))?,
            None => enumeration.unknown.is_none().then(|| enumeration.length()),
        };
        own.enumeration = Some(enumeration);
        Ok(SqlType::from_arguments(own))
    })();
    Ok(made.unwrap_or_else(SqlType::unknown))
}

/// Returns the name of the class in `Enum(module.Class, …)`, as the type is called: in lower case.
fn called_class(call: &str) -> Option<String> {
    let first = call.split_once('(')?.1.split([',', ')']).next()?;
    let last = first.rsplit('.').next()?.trim();
    let is_name = !last.is_empty() && last.chars().all(|own| own.is_alphanumeric() || own == '_');
    is_name.then(|| last.to_lowercase())
}
