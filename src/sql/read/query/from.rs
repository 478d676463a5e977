//! The relations of a query, and the columns it takes for theirs.

use super::{Columns, Reader, targets};
use crate::name::{Name, QualifiedName};
use crate::schema::Stored;
use crate::sql::expression::{Printer, Scope, Source, node_of, print_node};
use crate::sql::names::{name_at, names_in, relation_at};
use crate::sql::{Context, Surroundings};
use squawk_syntax::ast::{self, AstNode};

/// Returns a column that the query names and no relation of it has.
pub(in crate::sql::read) fn missing(
    own: &ast::SelectVariant,
    surroundings: &Surroundings<'_>,
) -> Option<(QualifiedName, Name)> {
    let ast::SelectVariant::Select(select) = own else { return None };
    let inner = select.syntax().descendants().skip(1).any(|node| ast::SelectVariant::can_cast(node.kind()));
    if inner || select.with_clause().is_some() {
        return None;
    }
    let reader = Reader { surroundings, tables: Vec::new() };
    let mut scope = Scope::default();
    for item in select.from_clause()?.items() {
        reader.sources(&item, &mut scope)?;
    }
    let outputs: Vec<Name> =
        targets(select).filter_map(|own| own.as_name()?.name().map(|name| name_at(&name))).collect();
    for expr in select.syntax().descendants().filter_map(ast::Expr::cast) {
        let parent = expr.syntax().parent();
        let is_part = parent
            .as_ref()
            .is_some_and(|own| ast::FieldExpr::can_cast(own.kind()) || ast::RelationNameRef::can_cast(own.kind()));
        // `IS UNKNOWN`, `IS DOCUMENT`.
        let is_test = parent.as_ref().and_then(|own| ast::BinExpr::cast(own.clone())).is_some_and(|own| {
            matches!(own.op(), Some(ast::BinOp::Is(_) | ast::BinOp::IsNot(_)))
                && own.rhs().is_some_and(|rhs| rhs == expr)
        });
        let is_function =
            parent.and_then(ast::CallExpr::cast).and_then(|call| call.expr()).is_some_and(|own| own == expr);
        let (ast::Expr::NameRef(_) | ast::Expr::FieldExpr(_), false) = (&expr, is_part || is_function || is_test)
        else {
            continue;
        };
        let Some(names) = names_in(expr.syntax()) else { continue };
        // Words that are values by themselves look like columns; a bare alias is the whole row.
        let is_other = match names.as_slice() {
            [name] => {
                name.quoted() != name.as_str()
                    || outputs.contains(name)
                    || scope.sources.iter().any(|own| own.alias == *name)
                    || expr.syntax().text().to_string().to_ascii_lowercase().starts_with("current_")
            }
            _ => false,
        };
        if let (false, Some(source)) = (is_other, scope.lacks(&names))
            && let (Some(relation), Some(name)) = (&source.relation, names.last())
            && !is_system(name)
        {
            return Some((relation.clone(), name.clone()));
        }
    }
    None
}

impl Reader<'_> {
    /// Adds the relations of an item of FROM without its words.
    fn sources(&self, item: &ast::FromListItem, scope: &mut Scope) -> Option<()> {
        let mut reader = Reader { surroundings: self.surroundings, tables: self.tables.clone() };
        reader.from(item, scope, &mut Printer::default())
    }

    pub(super) fn from(&mut self, item: &ast::FromListItem, scope: &mut Scope, printer: &mut Printer) -> Option<()> {
        match item {
            ast::FromListItem::JoinExpr(own) => self.join(own, scope, printer),
            ast::FromListItem::FromItem(ast::FromItem::RelationFromItem(own)) => self.relation(own, scope, printer),
            ast::FromListItem::FromItem(ast::FromItem::ParenFromItem(own)) => {
                if own.lateral_token().is_some() || own.only_token().is_some() {
                    return None;
                }
                if let Some(inner) = own.paren_expr().and_then(|own| own.from_list_item()) {
                    return if own.alias().is_some() { None } else { self.from(&inner, scope, printer) };
                }
                let alias = own.alias()?;
                if alias.columns().is_some() {
                    return None;
                }
                let select = own.paren_select()?.select()?;
                let query = self.variant(&select, &[])?;
                let alias = name_at(&alias.name()?);
                printer.text("(");
                query.text.parts.into_iter().for_each(|part| printer.part(part));
                let source = Source { alias, relation: None, columns: Some(query.columns), merged: Vec::new() };
                printer.text(&format!(") {}", source.printed().quoted()));
                scope.sources.push(source);
                Some(())
            }
            ast::FromListItem::FromItem(_) => None,
        }
    }

    fn join(&mut self, own: &ast::JoinExpr, scope: &mut Scope, printer: &mut Printer) -> Option<()> {
        printer.text("(");
        self.from(&own.from_list_item()?, scope, printer)?;
        let join = own.join()?;
        if join.natural_token().is_some() {
            return None;
        }
        let kind = join.join_type();
        printer.text(match &kind {
            None | Some(ast::JoinType::JoinInner(_)) => " JOIN ",
            Some(ast::JoinType::JoinLeft(_)) => " LEFT JOIN ",
            Some(ast::JoinType::JoinRight(_)) => " RIGHT JOIN ",
            Some(ast::JoinType::JoinFull(_)) => " FULL JOIN ",
            Some(ast::JoinType::JoinCross(_)) => " CROSS JOIN ",
        });
        let before = scope.sources.len();
        self.from(&join.from_list_item()?, scope, printer)?;
        match join.join_condition() {
            Some(ast::JoinCondition::OnClause(on)) => {
                let context = Context { schema: self.surroundings.schema, scope: Some(scope), ..Context::default() };
                printer.text(" ON ");
                print_node(&node_of(&on.expr()?, &context)?, printer);
            }
            Some(ast::JoinCondition::JoinUsingClause(using)) => {
                let names: Vec<Name> = names_of_list(&using.column_ref_list()?)?;
                if using.alias().is_some() || matches!(kind, Some(ast::JoinType::JoinFull(_))) {
                    return None;
                }
                let list: Vec<String> = names.iter().map(Name::quoted).collect();
                printer.text(&format!(" USING ({})", list.join(", ")));
                let is_right = matches!(kind, Some(ast::JoinType::JoinRight(_)));
                for (at, source) in scope.sources.iter_mut().enumerate() {
                    if (at >= before) != is_right {
                        source.merged.extend(names.iter().cloned());
                    }
                }
            }
            None => {}
        }
        printer.text(")");
        Some(())
    }

    fn relation(&self, own: &ast::RelationFromItem, scope: &mut Scope, printer: &mut Printer) -> Option<()> {
        if own.tablesample_clause().is_some() || own.star_token().is_some() || own.lateral_token().is_some() {
            return None;
        }
        let name = relation_at(&own.relation_name_ref()?)?;
        let alias = match own.alias() {
            Some(alias) if alias.columns().is_some() => return None,
            Some(alias) => Some(name_at(&alias.name()?)),
            None => None,
        };
        printer.text(if own.only_token().is_some() { "ONLY " } else { "" });
        let own_name = alias.clone().unwrap_or_else(|| name.name.clone());
        let table = self.tables.iter().rev().find(|(own, _)| name.schema.is_none() && *own == name.name);
        let (shown, relation, columns) = match table {
            Some((own, columns)) => (own.quoted(), None, Some(columns.clone())),
            None => {
                let full = self.surroundings.full_name(&name);
                let columns = self.columns(&full);
                (full.quoted(), Some(full), columns)
            }
        };
        printer.text(&shown);
        let source = Source { alias: own_name, relation, columns, merged: Vec::new() };
        if source.printed() != name.name {
            printer.text(&format!(" {}", source.printed().quoted()));
        }
        if scope.sources.iter().any(|own| own.printed() == source.printed()) {
            return None;
        }
        scope.sources.push(source);
        Some(())
    }

    fn columns(&self, name: &QualifiedName) -> Option<Columns> {
        let schema = self.surroundings.schema?;
        match schema.relation(name)? {
            Stored::Table(table) => {
                Some(table.columns.iter().map(|own| (own.name.clone(), Some(own.data_type.clone()))).collect())
            }
            Stored::View(view) => Some(view.columns.as_ref()?.iter().map(|own| (own.clone(), None)).collect()),
            _ => None,
        }
    }
}

fn names_of_list(list: &ast::ColumnRefList) -> Option<Vec<Name>> {
    let text = list.syntax().text().to_string();
    let inner = text.trim().strip_prefix('(')?.strip_suffix(')')?;
    inner.split(',').map(relation).collect()
}

/// Returns a name without a schema.
pub(super) fn relation(text: &str) -> Option<Name> {
    crate::sql::names::parse_relation(text.trim()).filter(|own| own.schema.is_none()).map(|own| own.name)
}

/// Returns whether every table has a column of this name that no list shows.
fn is_system(name: &Name) -> bool {
    matches!(name.as_str(), "tableoid" | "xmin" | "cmin" | "xmax" | "cmax" | "ctid")
}
