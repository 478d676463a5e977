//! What the readers of statements share: looking into the tree, and expressions, types and names as parts of a statement.

use crate::name::{Name, QualifiedName};
use crate::operation::{Behavior, IfExists, IfNotExists, RelationRef, TypeRef};
use crate::schema::{DataType, Expression};
use crate::sql::{Context, Surroundings, data_type, expression, names, surroundings};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// The surroundings of the statement that is read.
pub(super) struct Reader<'a> {
    surroundings: &'a Surroundings<'a>,
}

/// The table that the expressions of a statement belong to.
pub(super) struct Home {
    pub(super) columns: Vec<(Name, DataType)>,
    pub(super) known: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(surroundings: &'a Surroundings<'a>) -> Self {
        Self { surroundings }
    }

    pub(super) fn surroundings(&self) -> &'a Surroundings<'a> {
        self.surroundings
    }

    /// Returns what is known of a table's columns.
    pub(super) fn home(&self, table: &RelationRef) -> Home {
        match self.surroundings.table(table) {
            Some(table) => Home { columns: surroundings::columns_of(table), known: true },
            None => Home { columns: Vec::new(), known: false },
        }
    }

    /// Returns an expression on the columns of a table.
    pub(super) fn on_columns(&self, expr: &ast::Expr, home: &Home) -> Expression {
        let mut context = Context::of_columns(&home.columns).within(self.surroundings.schema);
        if !home.known {
            context.columns = None;
        }
        expression::of_tree(expr, &context)
    }

    /// Returns the default of a column; `None` for NULL, which is no default.
    pub(super) fn default(&self, expr: &ast::Expr, own: Option<&TypeRef>) -> Option<Expression> {
        let resolved = own.map(|own| self.resolve(own));
        let mut context = Context::default().within(self.surroundings.schema);
        context.target = resolved.as_ref();
        context.columns = Some(&[]);
        let default = expression::of_tree(expr, &context);
        (!default.to_sql().eq_ignore_ascii_case("null")).then_some(default)
    }

    /// Returns the type in the schema where its name is found.
    pub(super) fn resolve(&self, own: &TypeRef) -> DataType {
        let context = Context::default().within(self.surroundings.schema);
        data_type::resolve(own.clone(), |name: &Name| -> QualifiedName {
            context.type_named(&RelationRef::bare(name.clone()))
        })
    }
}

/// Returns the first child of this kind.
pub(super) fn first<T: AstNode>(node: &SyntaxNode) -> Option<T> {
    node.children().find_map(T::cast)
}

/// Returns the children of this kind.
pub(super) fn every<T: AstNode>(node: &SyntaxNode) -> impl Iterator<Item = T> + use<T> {
    node.children().filter_map(T::cast)
}

/// Returns the first node of this kind anywhere inside.
pub(super) fn inside<T: AstNode>(node: &SyntaxNode) -> Option<T> {
    node.descendants().find_map(T::cast)
}

/// Returns whether the word stands directly in the node.
pub(super) fn has_word(node: &SyntaxNode, word: &str) -> bool {
    let mut tokens = node.children_with_tokens().filter_map(|element| element.into_token());
    tokens.any(|token| token.text().eq_ignore_ascii_case(word))
}

/// Returns the text of a node.
pub(super) fn text(node: &impl AstNode) -> String {
    node.syntax().text().to_string()
}

/// Returns the relation that the first child of this kind names.
pub(super) fn relation<T: AstNode>(node: &SyntaxNode) -> Option<RelationRef> {
    names::relation_at(&first::<T>(node)?)
}

/// Returns the name that the first child of this kind spells.
pub(super) fn name<T: AstNode>(node: &SyntaxNode) -> Option<Name> {
    let own = first::<T>(node)?;
    names::names_in(own.syntax())?.pop()
}

/// Returns the names of a list of columns.
pub(super) fn column_names(node: &SyntaxNode) -> Vec<Name> {
    every::<ast::ColumnNameRef>(node).map(|own| names::name_at(&own)).collect()
}

/// Returns the type that the node holds.
pub(super) fn type_in(node: &SyntaxNode) -> Option<TypeRef> {
    first::<ast::Type>(node).map(|own| data_type::data_type(&text(&own)))
}

/// Returns the value of a literal string.
pub(super) fn string_of(node: &impl AstNode) -> Option<String> {
    crate::sql::scan::string_value(text(node).trim())
}

pub(super) fn if_not_exists(node: &SyntaxNode) -> IfNotExists {
    match first::<ast::IfNotExists>(node) {
        Some(_) => IfNotExists::Skip,
        None => IfNotExists::Fail,
    }
}

pub(super) fn if_exists(node: &SyntaxNode) -> IfExists {
    match first::<ast::IfExists>(node) {
        Some(_) => IfExists::Skip,
        None => IfExists::Fail,
    }
}

pub(super) fn behavior(node: &SyntaxNode) -> Behavior {
    match first::<ast::Cascade>(node) {
        Some(_) => Behavior::Cascade,
        None => Behavior::Restrict,
    }
}

/// Returns the text with runs of white space and comments made one space, words outside quotes in lower case.
pub(super) fn squeezed(text: &str) -> String {
    let mut out = String::new();
    let mut end = None;
    for token in crate::sql::scan::tokens(text) {
        if end.is_some_and(|end| end < token.start) {
            out.push(' ');
        }
        end = Some(token.end());
        match token.kind {
            crate::sql::scan::Kind::Word => out.push_str(&token.text.to_ascii_lowercase()),
            _ => out.push_str(token.text),
        }
    }
    out
}
