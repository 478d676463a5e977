//! What a PostgreSQL schema is made of: one plain value per kind of object, all kept in one [`Schema`].
//! Not how it came to be (that is replay) nor what is right about it (that is audit).

mod apply;
mod brought;
mod cast;
mod choose_name;
mod column;
mod compare;
mod constraint;
mod data_type;
mod definition;
mod effects;
mod expression;
mod fact;
mod facts;
mod index;
mod linked;
mod links;
mod object;
mod reference;
mod refusal;
mod refuse;
mod resolve;
mod routine;
mod sequence;
mod store;
mod table;
mod types;
mod unknown;
mod view;

pub use column::{Column, Identity};
pub use compare::{Difference, DifferenceKind, compare, unknown_objects};
pub use constraint::{Constraint, ConstraintKind, Deferrability, ForeignKey, Match, ReferentialAction};
pub use data_type::{DataType, TypeBase};
pub use effects::{effects, moved};
pub use expression::{Expression, Part, UNKNOWN};
pub use fact::{Effect, Fact, Value};
pub use index::{Direction, Index, IndexKey, KeyTarget, NullsOrder};
pub use object::{Attribute, ObjectId};
pub use refusal::{Refusal, SqlState};
pub use routine::{Extension, Firing, Namespace, Other, Policy, PolicyCommand, Routine, RoutineKind, Trigger};
pub use sequence::Sequence;
pub use store::{Change, Key, Schema, SearchPath, Stored};
pub use table::{Partition, Persistence, RowSecurity, Table};
pub use types::{COLLATED_ATTRIBUTE, Type, TypeKind};
pub use unknown::{Touched, Unknown};
pub use view::{View, ViewKind};
