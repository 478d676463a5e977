//! The one door to `sql` for the texts that SQLAlchemy renders.

use crate::operation::TypeRef;
use crate::schema::{DataType, Expression, IndexKey, KeyTarget};

pub fn data_type(text: &str) -> TypeRef {
    TypeRef::Resolved(DataType::builtin(text))
}
pub fn expression(text: &str) -> Expression {
    Expression::text(text)
}
pub fn index_key(text: &str) -> IndexKey {
    IndexKey::new(KeyTarget::Expression(Expression::text(text)))
}
