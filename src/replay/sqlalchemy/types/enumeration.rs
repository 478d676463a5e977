//! `Enum` and `postgresql.ENUM`: labels, names, and when the type itself is created.

use crate::schema::Unknown;

/// The enum part of an `Enum`.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumType {
    /// Without a name PostgreSQL cannot have it: `CompileError`.
    pub name: Option<String>,
    /// Whether the name is one of `op.f`: no naming convention changes that of its CHECK.
    pub final_name: bool,
    pub schema: Option<String>,
    /// Whether `schema=` was said; if not, the schema of the metadata holds (SQLAlchemy 2.1, `SchemaType._set_metadata`).
    pub schema_given: bool,
    pub labels: Vec<String>,
    /// Why the labels are not known, if they are not.
    pub unknown: Option<Unknown>,
    /// Its class is not known, so the name is only what the file calls that.
    pub likely_name: bool,
    /// `postgresql.ENUM(create_type=False)`: never created with a table.
    pub create_type: bool,
    /// `inherit_schema=True`: the table's schema.
    pub inherit_schema: bool,
    /// The class of Python's it was made from, and the names of the members that the labels stand for, in their order.
    pub members: Option<(String, Vec<String>)>,
}

impl EnumType {
    /// Returns an unnamed type with `labels` that is created with its table.
    #[must_use]
    pub fn new(labels: Vec<String>) -> Self {
        Self {
            name: None,
            final_name: false,
            schema: None,
            schema_given: false,
            labels,
            unknown: None,
            likely_name: false,
            create_type: true,
            inherit_schema: false,
            members: None,
        }
    }

    /// Returns the label that is written for a member of a class.
    #[must_use]
    pub fn label_of(&self, class: &str, member: &str) -> Option<&str> {
        let (_, names) =
            self.members.as_ref().filter(|(own, names)| own == class && names.len() == self.labels.len())?;
        self.labels.get(names.iter().position(|name| name == member)?).map(String::as_str)
    }

    /// Returns the length of the VARCHAR that stands in for it: the longest label, in characters.
    #[must_use]
    pub fn length(&self) -> i64 {
        let longest = self.labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
        i64::try_from(longest).unwrap_or(i64::MAX)
    }

    /// Returns the schema it is created in when the table is in `table_schema`.
    #[must_use]
    pub fn effective_schema<'a>(&'a self, table_schema: Option<&'a str>) -> Option<&'a str> {
        if self.inherit_schema { table_schema } else { self.schema.as_deref() }
    }
}
