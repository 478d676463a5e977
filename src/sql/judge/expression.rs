//! Expressions: which columns they name, what type they have, whether they may fail (PostgreSQL 15, `parse_expr.c`,
//! `find_coercion_pathway` for casts).

use super::assign::length;
use super::from::{Scope, is_catalog};
use super::types::{Category, Of, Own, Stability, element_of, is_whole, without_length, words_of};
use super::{Judge, Judged, open, refused, unread};
use crate::name::Name;
use crate::schema::{DataType, SqlState};
use crate::sql::data_type::data_type;
use crate::sql::expression::common_type;
use crate::sql::names::{name_of, names_in};
use squawk_syntax::ast::{self, AstNode, LitKind};

/// Where an expression stands: the scopes that its names are looked up in, the innermost last.
pub(super) type Scopes<'s> = &'s [&'s Scope];

/// Words that are values by themselves.
pub(super) const WORDS: &[(&str, &str)] = &[
    ("current_timestamp", "timestamp with time zone"),
    ("localtimestamp", "timestamp without time zone"),
    ("current_date", "date"),
    ("current_time", "time with time zone"),
    ("localtime", "time without time zone"),
    ("current_user", "name"),
    ("session_user", "name"),
    ("user", "name"),
    ("current_role", "name"),
    ("current_catalog", "name"),
    ("current_schema", "name"),
];

impl Judge<'_> {
    /// Judges an expression.
    pub(super) fn expr(&self, expr: &ast::Expr, scopes: Scopes<'_>) -> Judged<Own> {
        match expr {
            ast::Expr::Literal(own) => self.literal(own),
            ast::Expr::NameRef(own) => self.name(own, scopes),
            ast::Expr::FieldExpr(own) => self.field(own, scopes),
            ast::Expr::ParenExpr(own) => match own.expr() {
                Some(inner) => self.expr(&inner, scopes),
                None => self.scalar(own, scopes),
            },
            ast::Expr::CastExpr(own) => self.cast(own, scopes),
            ast::Expr::CallExpr(own) => self.call(own, scopes),
            ast::Expr::BinExpr(own) => self.binary(own, scopes),
            ast::Expr::PrefixExpr(own) => self.prefix(own, scopes),
            ast::Expr::PostfixExpr(own) => self.postfix(own, scopes),
            ast::Expr::BetweenExpr(own) => {
                let target = self.expr(&unread(own.target())?, scopes)?;
                let (start, end) = (self.expr(&unread(own.start())?, scopes)?, self.expr(&unread(own.end())?, scopes)?);
                self.compare(&target, ">=", &start)?;
                self.compare(&target, "<=", &end)
            }
            ast::Expr::CaseExpr(own) => self.case(own, scopes),
            ast::Expr::ArrayExpr(own) if own.select_variant().is_none() => {
                let all: Vec<Own> = own.exprs().map(|expr| self.expr(&expr, scopes)).collect::<Judged<_>>()?;
                if all.is_empty() {
                    return refused(SqlState::INDETERMINATE_DATATYPE, "cannot determine type of empty array");
                }
                let of = match self.common(&all)?.of {
                    Of::Type(of) if all.iter().any(|own| matches!(own.of, Of::Type(_))) => of,
                    _ => DataType::builtin("text"),
                };
                Ok(Own::typed(of.into_array()).after(&all))
            }
            ast::Expr::Collate(own) => {
                let own = self.expr(&unread(own.expr())?, scopes)?;
                match self.category_of(&own) {
                    None | Some(Category::Text) => Ok(own),
                    _ => open("limbeck does not know whether a collation fits"),
                }
            }
            ast::Expr::IndexExpr(own) => {
                let (base, at) = (self.expr(&unread(own.base())?, scopes)?, self.expr(&unread(own.index())?, scopes)?);
                match &base.of {
                    Of::Type(of) if of.array && matches!(&at.of, Of::Type(at) if is_whole(at)) => {
                        Ok(Own::typed(element_of(of)).after([&base, &at]).nullable())
                    }
                    _ => open("limbeck does not weigh a part of an expression"),
                }
            }
            ast::Expr::SliceExpr(_) | ast::Expr::TupleExpr(_) | ast::Expr::ArrayExpr(_) => {
                open("limbeck does not weigh a part of an expression")
            }
        }
    }

    /// Judges the text of an expression.
    pub(super) fn value_of(&self, text: &str, scope: &Scope) -> Judged<Own> {
        let query = selecting(text)?;
        if query.syntax().descendants().any(|own| ast::OverClause::can_cast(own.kind())) {
            return open("limbeck does not know whether a window function may stand here");
        }
        let kept = self.kept.replace(true);
        let output = self.select(&query, &[scope]);
        self.kept.set(kept);
        match output?.columns.as_slice() {
            [column] => Ok(column.own.clone()),
            _ => open("an expression gives more than one column"),
        }
    }

    /// Judges a condition.
    pub(super) fn condition(&self, expr: &ast::Expr, scopes: Scopes<'_>, of: &str) -> Judged<Own> {
        let own = self.expr(expr, scopes)?;
        self.is_boolean(&own, of)?;
        Ok(own)
    }

    /// Judges that a value is a boolean.
    pub(super) fn is_boolean(&self, own: &Own, of: &str) -> Judged<()> {
        match (&own.of, self.category_of(own)) {
            (Of::Literal, _) => self.reads(own.literal.as_deref().unwrap_or(""), &DataType::builtin("boolean")),
            (Of::Null, _) | (_, Some(Category::Boolean)) => Ok(()),
            (_, Some(Category::Other)) => open(format!("whether {} is boolean is not known", own.word())),
            _ => refused(
                SqlState::DATATYPE_MISMATCH,
                format!("argument of {of} must be type boolean, not type {}", own.word()),
            ),
        }
    }

    fn literal(&self, own: &ast::Literal) -> Judged<Own> {
        let text = own.syntax().text().to_string();
        let string = |text: Option<String>| -> Judged<Own> {
            let text = unread(text)?;
            Ok(Own { of: Of::Literal, literal: Some(text), null: false, ..Own::boolean() })
        };
        let number = |text: String| {
            let name = if text.parse::<i32>().is_ok() {
                "integer"
            } else if text.parse::<i64>().is_ok() {
                "bigint"
            } else {
                "numeric"
            };
            Own { literal: Some(text), null: false, ..Own::builtin(name) }
        };
        Ok(match unread(own.kind())? {
            LitKind::Null(_) => Own { of: Of::Null, ..Own::boolean() },
            LitKind::True(_) | LitKind::False(_) => Own { literal: Some(text), null: false, ..Own::boolean() },
            // PostgreSQL 16 reads them.
            LitKind::IntNumber(_) | LitKind::NumericNumber(_) if text.contains('_') => {
                return open("whether the server reads digits with underscores is not known");
            }
            LitKind::IntNumber(_) => number(unread(own.integer_value())?.to_string()),
            LitKind::NumericNumber(_) => number(text),
            LitKind::String(_) | LitKind::EscString(_) | LitKind::DollarQuotedString(_) => string(own.string_value())?,
            _ => return open("limbeck does not know a literal"),
        })
    }

    fn name(&self, own: &ast::NameRef, scopes: Scopes<'_>) -> Judged<Own> {
        let text = own.syntax().text().to_string();
        if let Some((_, of)) = WORDS.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)) {
            return Ok(Own { null: false, stability: Stability::Stable, ..Own::builtin(of) });
        }
        self.column(&[name_of(&text)], scopes)
    }

    fn field(&self, own: &ast::FieldExpr, scopes: Scopes<'_>) -> Judged<Own> {
        if own.star_token().is_some() || matches!(own.base(), Some(ast::Expr::ParenExpr(_))) {
            return open("limbeck does not weigh a part of an expression");
        }
        self.column(&unread(names_in(own.syntax()))?, scopes)
    }

    /// Looks a column up, in the innermost scope first.
    fn column(&self, names: &[Name], scopes: Scopes<'_>) -> Judged<Own> {
        for scope in scopes.iter().rev() {
            if let Some(own) = scope.find(names)? {
                return Ok(own);
            }
        }
        match names {
            [name] => refused(SqlState::UNDEFINED_COLUMN, format!("column \"{name}\" does not exist")),
            [relation, name] if scopes.iter().any(|own| own.has(relation)) => {
                refused(SqlState::UNDEFINED_COLUMN, format!("column {relation}.{name} does not exist"))
            }
            [relation, _] => {
                refused(SqlState::UNDEFINED_TABLE, format!("missing FROM-clause entry for table \"{relation}\""))
            }
            _ => open("limbeck does not know which column is meant"),
        }
    }

    /// Judges a subquery that is a value.
    fn scalar(&self, own: &ast::ParenExpr, scopes: Scopes<'_>) -> Judged<Own> {
        let output = self.variant(&unread(query_in(own))?, scopes)?;
        let [column] = output.columns.as_slice() else { return open("a subquery gives more than one column") };
        let own = column.clone().resolved().own;
        Ok(Own { fails: !output.from_none && (own.fails || !output.one_row), null: true, literal: None, ..own })
    }

    fn cast(&self, own: &ast::CastExpr, scopes: Scopes<'_>) -> Judged<Own> {
        let to = self.type_named(&unread(own.ty())?)?;
        if matches!(own.expr(), Some(ast::Expr::ArrayExpr(own)) if own.exprs().next().is_none() && own.select_variant().is_none())
            && to.array
        {
            return Ok(Own { null: false, ..Own::typed(to) });
        }
        let inner = match (own.expr(), own.literal()) {
            (Some(expr), _) => self.expr(&expr, scopes)?,
            (None, Some(literal)) => self.literal(&literal)?,
            (None, None) => return open("limbeck does not know a cast"),
        };
        self.convert(&inner, &to)
    }

    /// Returns the type that is named, which is there.
    pub(super) fn type_named(&self, own: &ast::Type) -> Judged<DataType> {
        let to = self.resolved(data_type(&own.syntax().text().to_string()));
        if to.as_unknown().is_some() {
            return open("limbeck does not know a type");
        }
        if let Some(name) = to.user_type()
            && self.ground.schema.type_named(name).is_none()
        {
            let is_closed = !self.has_extensions() && self.ground.schema.relation(name).is_none();
            return match is_closed {
                true => refused(SqlState::UNDEFINED_OBJECT, format!("type \"{}\" does not exist", name.name)),
                false => open(format!("whether there is a type `{}` is not known", name.name)),
            };
        }
        Ok(to)
    }

    /// Judges an explicit cast.
    fn convert(&self, own: &Own, to: &DataType) -> Judged<Own> {
        let mut out = Own { literal: own.literal.clone(), ..Own::typed(to.clone()).after([own]) };
        let (target, source) = (self.category(to), self.category_of(own));
        match (&own.of, &own.literal) {
            (Of::Null, _) => return Ok(out.nullable()),
            (Of::Literal, Some(text)) => {
                if to.is_builtin("regclass") && !to.array {
                    return self.names_relation(text, out);
                }
                self.reads(text, to)?;
                if !(matches!(target, Category::Number | Category::Uuid)
                    || target == Category::Text && to.modifiers.is_empty())
                {
                    out.literal = None;
                }
                return Ok(out);
            }
            _ => {}
        }
        out.literal = None;
        let Some(source) = source else { return open("limbeck does not know a cast") };
        let into = self.base(to);
        let is_from = |name: &str| matches!(&own.of, Of::Type(of) if self.base(of).is_builtin(name));
        use Category as C;
        match (&source, &target) {
            (C::Number, C::Number) => {
                own.literal.as_deref().map_or(Ok(()), |text| self.fits_number(text, &self.base(to)))?;
                Ok(Own { fails: own.fails || own.literal.is_none(), ..out })
            }
            (C::Time | C::Interval | C::Array | C::Enum(_), C::Text) => Ok(out.at_least(Stability::Stable)),
            (_, C::Text) if source != C::Other => Ok(out),
            (C::Text, C::Other) | (C::Other, _) | (_, C::Other) => match &own.of {
                Of::Type(of) if of == to => Ok(out),
                _ => open(format!("limbeck does not know whether {} becomes {}", own.word(), to.to_sql())),
            },
            (C::Text, _) => {
                let out = match &own.literal {
                    Some(text) => self.reads(text, to).map(|()| out)?,
                    None => out.failing(),
                };
                Ok(match target {
                    C::Time | C::Clock | C::Interval | C::Array | C::Enum(_) => out.at_least(Stability::Stable),
                    _ => out,
                })
            }
            (C::Time, C::Time) => {
                let zone = "timestamp with time zone";
                Ok(if own.is_builtin(zone) == out.is_builtin(zone) { out } else { out.at_least(Stability::Stable) })
            }
            (C::Json | C::Jsonb, C::Json | C::Jsonb) => Ok(out),
            (C::Jsonb, C::Number | C::Boolean) | (C::Array, C::Array) => Ok(out.failing()),
            (C::Boolean, C::Number) if into.is_builtin("integer") => Ok(out),
            (C::Number, C::Boolean) if is_from("integer") => Ok(out),
            (C::Time, C::Clock) if is_from("timestamp with time zone") => Ok(out.at_least(Stability::Stable)),
            (C::Time, C::Clock) if !is_from("date") => Ok(out),
            (C::Clock, C::Interval) | (C::Interval, C::Clock) => Ok(out),
            (left, right) if left == right => Ok(out),
            _ => {
                let message = format!("cannot cast type {} to {}", own.word(), to.to_sql());
                refused(SqlState::CANNOT_COERCE, message)
            }
        }
    }

    /// Judges a name that is looked up as a relation.
    pub(super) fn names_relation(&self, text: &str, out: Own) -> Judged<Own> {
        let Some(name) = crate::sql::names::parse_relation(text) else {
            return open(format!("limbeck does not know whether '{text}' is a relation"));
        };
        let full = self.relation(&name);
        if self.ground.schema.relation(&full).is_some() {
            return Ok(Own { literal: None, ..out });
        }
        if is_catalog(&full) {
            return open(format!("limbeck does not know whether `{text}` is there"));
        }
        refused(SqlState::UNDEFINED_TABLE, format!("relation \"{text}\" does not exist"))
    }

    fn case(&self, own: &ast::CaseExpr, scopes: Scopes<'_>) -> Judged<Own> {
        let operand = own.expr().map(|expr| self.expr(&expr, scopes)).transpose()?;
        let mut tests = Vec::new();
        let mut results = Vec::new();
        for when in unread(own.when_clause_list())?.when_clauses() {
            let test = self.expr(&unread(when.condition())?, scopes)?;
            match &operand {
                Some(operand) => tests.push(self.compare(operand, "=", &test)?),
                None => {
                    self.is_boolean(&test, "CASE/WHEN")?;
                    tests.push(test);
                }
            }
            results.push(self.expr(&unread(when.then())?, scopes)?);
        }
        let otherwise = own.else_clause().map(|own| self.expr(&unread(own.expr())?, scopes)).transpose()?;
        let has_default = otherwise.is_some();
        results.extend(otherwise);
        let mut common = self.common(&results)?;
        common.literal = None;
        let fails = tests.iter().any(|own| own.fails);
        let stability = tests.iter().map(|own| own.stability).max().unwrap_or(Stability::Immutable);
        let null = results.iter().any(|own| own.null) || !has_default;
        Ok(Own { fails: common.fails || fails, null, ..common.resolved().at_least(stability) })
    }

    /// Returns the value that one of several is (`select_common_type`).
    pub(super) fn common(&self, all: &[Own]) -> Judged<Own> {
        let types = all.iter().filter_map(|own| match &own.of {
            Of::Type(of) => Some(of),
            Of::Literal | Of::Null => None,
        });
        let types: Vec<&DataType> = types.collect();
        let longest = all.iter().filter_map(|own| own.literal.as_ref()).map(|own| own.chars().count()).max();
        let longest = longest.and_then(|own| u64::try_from(own).ok());
        let Some(first) = types.first() else {
            return Ok(match all {
                [one] => one.clone(),
                _ if all.iter().all(|own| own.of == Of::Null) => Own { of: Of::Null, ..Own::boolean().after(all) },
                _ => Own { at_most: longest, ..Own::builtin("text").after(all) },
            });
        };
        let Some(common) = common_type(types.iter().map(|own| self.base(own))) else {
            let category = self.category(first);
            let others: Vec<Category> = types.iter().map(|own| self.category(own)).collect();
            let is_doubtful = others.iter().any(|own| matches!(own, Category::Other | Category::Array));
            if is_doubtful || others.iter().all(|own| *own == category) {
                return open("limbeck does not know the common type of values");
            }
            let message = format!("types {} cannot be matched", words_of(all));
            return refused(SqlState::DATATYPE_MISMATCH, message);
        };
        for own in all.iter().filter(|own| own.of == Of::Literal) {
            self.reads(own.literal.as_deref().unwrap_or(""), &common)?;
        }
        let is_same = types.iter().all(|own| own == first) && longest.is_none_or(|own| own <= length(first));
        let of = match is_same {
            true => (*first).clone(),
            // `text` is preferred among strings.
            false if types.iter().any(|own| own.is_builtin("text") && !own.array) => DataType::builtin("text"),
            false => without_length(&common),
        };
        Ok(Own::typed(of).after(all))
    }
}

/// Returns the query of a subquery in brackets.
pub(super) fn query_in(own: &ast::ParenExpr) -> Option<ast::SelectVariant> {
    let select = own.select().map(ast::SelectVariant::Select);
    select.or_else(|| own.compound_select().map(ast::SelectVariant::CompoundSelect))
}

/// Reads the text of an expression.
pub(super) fn selecting(text: &str) -> Judged<ast::Select> {
    let parse = squawk_syntax::SourceFile::parse(&format!("SELECT {text}"));
    match parse.tree().stmts().next() {
        Some(ast::Stmt::Select(query)) if parse.errors().is_empty() => Ok(query),
        _ => open("limbeck cannot read an expression"),
    }
}
