//! A SQLAlchemy type with its arguments, as a plain value. How Python makes one is in `bind`.

mod class;
mod compile;
mod enumeration;

pub use class::{Affinity, Home, TypeClass, Visit, find};
pub use compile::ColumnType;
pub use enumeration::EnumType;

use crate::python::Instance;
use crate::schema::Unknown;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Stands around a spatial type for which GeoAlchemy2 makes an index by itself.
pub const SPATIAL_INDEX: &str = "geoalchemy2, spatial_index=True";

/// A type object.
#[derive(Clone, Debug, PartialEq)]
pub struct SqlType {
    pub kind: Kind,
    /// `with_variant`: the type to use on a dialect.
    pub variants: BTreeMap<String, SqlType>,
}

/// What the type is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A type of SQLAlchemy's own.
    Known(Box<Arguments>),
    /// A project's `TypeDecorator`: it compiles as another type, but is of its own class.
    Decorated { class: String, implementation: Box<SqlType>, object: Option<ProjectType> },
    /// DDL text: `UserDefinedType.get_col_spec()`.
    Text(String),
    /// What a `@compiles` function makes of a type: the text is sent, the base decides whether a column is a serial.
    Compiled { text: Result<String, Unknown>, base: Box<SqlType> },
    /// A type that a package defines by name only, with its modifiers: PostGIS `geometry(POINT,4326)`.
    Named { name: String, modifiers: String },
    /// A type that could not be determined.
    Unknown(Unknown),
}

/// The project's own object behind a decorated type, whose methods say what is sent for a value.
#[derive(Clone)]
pub struct ProjectType(pub Rc<Instance>);

/// Objects of one class that compile alike are alike.
impl PartialEq for ProjectType {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0.class, &other.0.class)
    }
}

impl std::fmt::Debug for ProjectType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.class.name)
    }
}

/// A class and what its constructor was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Arguments {
    pub class: &'static TypeClass,
    pub length: Option<i64>,
    pub precision: Option<i64>,
    pub scale: Option<i64>,
    pub timezone: bool,
    pub collation: Option<String>,
    /// `Interval` and `postgresql.INTERVAL`: the fields, as `day to second`.
    pub fields: Option<String>,
    /// False only for `Uuid(native_uuid=False)` and `Enum(native_enum=False)`.
    pub native: bool,
    /// `BIT(varying=True)`.
    pub varying: bool,
    /// `Boolean(create_constraint=True)` and the like.
    pub create_constraint: bool,
    /// The constraint's name of a `Boolean`.
    pub name: Option<String>,
    pub enumeration: Option<EnumType>,
    /// The element type and the dimensions of an array.
    pub item: Option<Box<SqlType>>,
    pub dimensions: Option<i64>,
    /// The name and the base type of a domain.
    pub domain: Option<(Option<String>, String, Box<SqlType>)>,
}

impl SqlType {
    /// Returns an instance of `class` without arguments.
    #[must_use]
    pub fn of(class: &'static TypeClass) -> Self {
        Self::from_arguments(Arguments::new(class))
    }

    /// Returns the type with these arguments.
    #[must_use]
    pub fn from_arguments(arguments: Arguments) -> Self {
        Self::from_kind(Kind::Known(Box::new(arguments)))
    }

    /// Returns the type of this kind, the same on every dialect.
    #[must_use]
    pub fn from_kind(kind: Kind) -> Self {
        Self { kind, variants: BTreeMap::new() }
    }

    /// Returns the generic type `name`, `NullType` if there is none.
    #[must_use]
    pub fn generic(name: &str) -> Self {
        match find(Home::Generic, name).or_else(|| find(Home::Generic, "NullType")) {
            Some(class) => Self::of(class),
            None => Self::unknown(Unknown::new(format!("no type `{name}` in sqlalchemy"), None)),
        }
    }

    /// Returns a type that could not be determined.
    #[must_use]
    pub fn unknown(unknown: Unknown) -> Self {
        Self::from_kind(Kind::Unknown(unknown))
    }

    /// Returns the type that PostgreSQL's dialect uses: the variant for it, if there is one.
    #[must_use]
    pub fn on_postgresql(&self) -> &Self {
        self.variants.get("postgresql").unwrap_or(self)
    }

    /// Returns the class and arguments, those of the implementation for a decorated type.
    #[must_use]
    pub fn arguments(&self) -> Option<&Arguments> {
        match &self.kind {
            Kind::Known(arguments) => Some(arguments),
            Kind::Decorated { implementation, .. } => implementation.arguments(),
            Kind::Text(_) | Kind::Compiled { .. } | Kind::Named { .. } | Kind::Unknown(_) => None,
        }
    }

    /// Returns why the type is not known, if it is not.
    #[must_use]
    pub fn as_unknown(&self) -> Option<&Unknown> {
        match &self.kind {
            Kind::Unknown(unknown) | Kind::Compiled { text: Err(unknown), .. } => Some(unknown),
            Kind::Decorated { implementation, .. } => implementation.as_unknown(),
            Kind::Known(arguments) => arguments.item.as_ref().and_then(|item| item.as_unknown()),
            Kind::Text(_) | Kind::Compiled { .. } | Kind::Named { .. } => None,
        }
    }

    /// Returns whether it is JSON or JSONB.
    #[must_use]
    pub fn is_json(&self) -> bool {
        match &self.kind {
            Kind::Decorated { implementation, .. } => implementation.is_json(),
            Kind::Compiled { base, .. } => base.is_json(),
            _ => self.arguments().is_some_and(|own| matches!(own.class.name, "JSON" | "JSONB")),
        }
    }

    /// Returns the affinity of the type itself; a variant does not change it.
    #[must_use]
    pub fn affinity(&self) -> Affinity {
        match &self.kind {
            Kind::Decorated { implementation, .. } => implementation.affinity(),
            Kind::Compiled { base, .. } => base.affinity(),
            _ => self.arguments().map_or(Affinity::Other, |arguments| arguments.class.affinity),
        }
    }

    /// Returns whether GeoAlchemy2 makes an index for a column of this type.
    #[must_use]
    pub fn has_spatial_index(&self) -> bool {
        match &self.kind {
            Kind::Decorated { class, implementation, .. } => {
                class == SPATIAL_INDEX || implementation.has_spatial_index()
            }
            _ => false,
        }
    }

    /// Returns whether no type was given.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Known(arguments) if arguments.class.visit == Visit::Null)
    }

    /// Puts an enum type that says no schema into that of the metadata.
    pub fn inherit_schema_of_metadata(&mut self, schema: &str) {
        match &mut self.kind {
            Kind::Known(arguments) => {
                if let Some(own) = &mut arguments.enumeration
                    && !own.schema_given
                    && !own.inherit_schema
                {
                    own.schema = Some(schema.to_string());
                }
                if let Some(item) = &mut arguments.item {
                    item.inherit_schema_of_metadata(schema);
                }
            }
            Kind::Decorated { implementation, .. } => implementation.inherit_schema_of_metadata(schema),
            Kind::Text(_) | Kind::Compiled { .. } | Kind::Named { .. } | Kind::Unknown(_) => {}
        }
        self.variants.values_mut().for_each(|variant| variant.inherit_schema_of_metadata(schema));
    }

    /// Returns the enum type that is created with the table, or by itself.
    #[must_use]
    pub fn native_enum(&self) -> Option<&EnumType> {
        let used = self.on_postgresql();
        let arguments = used.arguments()?;
        match arguments.class.visit {
            Visit::Enum if arguments.native => arguments.enumeration.as_ref(),
            Visit::Array => arguments.item.as_ref().and_then(|item| item.native_enum()),
            _ => None,
        }
    }
}

impl Arguments {
    /// Returns the arguments that a constructor without any leaves.
    #[must_use]
    pub fn new(class: &'static TypeClass) -> Self {
        Self {
            class,
            length: None,
            precision: None,
            scale: None,
            timezone: false,
            collation: None,
            fields: None,
            native: true,
            varying: false,
            create_constraint: false,
            name: None,
            enumeration: None,
            item: None,
            dimensions: None,
            domain: None,
        }
    }
}
