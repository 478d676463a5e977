//! Expressions: which columns they name, what type they have, whether they may fail.

use super::from::Scope;
use super::types::{Category, Of, Own, Stability};
use super::{Judge, Judged, Trouble, open, refused, unread};
use crate::name::Name;
use crate::schema::{DataType, SqlState};
use crate::sql::data_type::data_type;
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
                if all.iter().all(|own| !matches!(own.of, Of::Type(_))) {
                    return Ok(Own::typed(DataType::builtin("text").into_array()).after(&all));
                }
                let common = self.common(&all)?;
                Ok(match common.of {
                    Of::Type(of) if !of.array => Own::typed(of.into_array()).after(&all),
                    Of::Type(of) => Own::typed(of).after(&all),
                    _ => return open("limbeck does not know the type of an array"),
                })
            }
            ast::Expr::Collate(own) => {
                let own = self.expr(&unread(own.expr())?, scopes)?;
                match self.category_of(&own) {
                    None | Some(Category::Text) => Ok(own),
                    _ => open("limbeck does not know whether a collation fits"),
                }
            }
            ast::Expr::IndexExpr(_) | ast::Expr::SliceExpr(_) | ast::Expr::TupleExpr(_) | ast::Expr::ArrayExpr(_) => {
                open("limbeck does not weigh a part of an expression")
            }
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
            LitKind::True(_) | LitKind::False(_) => Own { null: false, ..Own::boolean() },
            LitKind::IntNumber(_) => number(unread(own.integer_value())?.to_string()),
            LitKind::NumericNumber(_) => number(text.replace('_', "")),
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
        let query = if let Some(own) = own.select() {
            ast::SelectVariant::Select(own)
        } else {
            ast::SelectVariant::CompoundSelect(unread(own.compound_select())?)
        };
        let output = self.variant(&query, scopes)?;
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
                if !(target == Category::Number || target == Category::Text && to.modifiers.is_empty()) {
                    out.literal = None;
                }
                return Ok(out);
            }
            _ => {}
        }
        out.literal = None;
        let Some(source) = source else { return open("limbeck does not know a cast") };
        use Category as C;
        match (&source, &target) {
            (C::Number, C::Number) => {
                own.literal.as_deref().map_or(Ok(()), |text| self.fits_number(text, &self.base(to)))?;
                Ok(Own { fails: own.fails || own.literal.is_none(), ..out })
            }
            (C::Time | C::Interval | C::Array | C::Enum(_), C::Text) => {
                Ok(Own { stability: out.stability.max(Stability::Stable), ..out })
            }
            (_, C::Text) if source != C::Other => Ok(out),
            (C::Text, C::Other) | (C::Other, _) | (_, C::Other) => match &own.of {
                Of::Type(of) if of == to => Ok(out),
                _ => open(format!("limbeck does not know whether {} becomes {}", own.word(), to.to_sql())),
            },
            (C::Text, _) => {
                let out = match &own.literal {
                    Some(text) => {
                        self.reads(text, to)?;
                        out
                    }
                    None => out.failing(),
                };
                Ok(match target {
                    C::Time | C::Clock => Own { stability: out.stability.max(Stability::Stable), ..out },
                    _ => out,
                })
            }
            (C::Time, C::Time) => {
                let zone = |of: &DataType| of.is_builtin("timestamp with time zone");
                let changes = match &own.of {
                    Of::Type(of) => zone(of) != zone(to),
                    _ => true,
                };
                Ok(if changes { Own { stability: out.stability.max(Stability::Stable), ..out } } else { out })
            }
            (C::Json | C::Jsonb, C::Json | C::Jsonb) => Ok(out),
            (C::Jsonb, C::Number | C::Boolean) | (C::Array, C::Array) => Ok(out.failing()),
            (C::Boolean, C::Number) | (C::Number, C::Boolean) if is_integer(own, to) => Ok(out),
            (C::Time, C::Clock) | (C::Clock, C::Interval) | (C::Interval, C::Clock) => Ok(out),
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
        let is_catalog = full.schema.as_str().starts_with("pg_") || name.name.as_str().starts_with("pg_");
        if is_catalog || full.schema.as_str() == "information_schema" {
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
        if common.of == Of::Literal {
            common.of = Of::Type(DataType::builtin("text"));
        }
        Ok(Own { fails: common.fails || fails, stability: common.stability.max(stability), null, ..common })
    }

    /// Returns the value that one of several is (`select_common_type`).
    pub(super) fn common(&self, all: &[Own]) -> Judged<Own> {
        let typed: Vec<&Own> = all.iter().filter(|own| matches!(own.of, Of::Type(_))).collect();
        let Some(first) = typed.first() else {
            let is_null = all.iter().all(|own| own.of == Of::Null);
            let of = if is_null { Of::Null } else { Of::Literal };
            if let [one] = all {
                return Ok(one.clone());
            }
            let longest = all.iter().filter_map(|own| own.literal.as_ref()).map(|own| own.chars().count()).max();
            let of = match longest {
                Some(length) if length > 0 => {
                    Of::Type(DataType::builtin("character varying").with_modifiers(length.to_string()))
                }
                _ => of,
            };
            return Ok(Own { literal: None, of, ..Own::boolean().after(all) });
        };
        let category = self.category_of(first);
        for own in &typed {
            let other = self.category_of(own);
            let (Of::Type(a), Of::Type(b)) = (&first.of, &own.of) else { continue };
            if other == category && !matches!(category, Some(Category::Other | Category::Array)) || a == b {
                continue;
            }
            return match (category, other) {
                (Some(Category::Other | Category::Array), _) | (_, Some(Category::Other | Category::Array)) => {
                    open("limbeck does not know the common type of values")
                }
                _ => {
                    let message = format!("types {} and {} cannot be matched", first.word(), own.word());
                    refused(SqlState::DATATYPE_MISMATCH, message)
                }
            };
        }
        let Of::Type(of) = &first.of else { return open("limbeck does not know the common type of values") };
        for own in all.iter().filter(|own| own.of == Of::Literal) {
            self.reads(own.literal.as_deref().unwrap_or(""), of)?;
        }
        let widest = typed.iter().find(|own| matches!(&own.of, Of::Type(of) if of.is_builtin("text") || of.is_builtin("numeric") || of.is_builtin("bigint"))).unwrap_or(first);
        let length = |of: &DataType| of.modifiers.parse::<usize>().unwrap_or(usize::MAX);
        let keeps = |widest: &DataType| {
            let same = typed.iter().all(|own| matches!(&own.of, Of::Type(of) if of == widest));
            same && all.iter().filter_map(|own| own.literal.as_ref()).all(|own| own.chars().count() <= length(widest))
        };
        let of = match &widest.of {
            Of::Type(of) => {
                DataType { modifiers: if keeps(of) { of.modifiers.clone() } else { String::new() }, ..of.clone() }
            }
            _ => return Err(Trouble::Open("limbeck does not know the common type of values".into())),
        };
        Ok(Own::typed(of).after(all))
    }
}

fn is_integer(own: &Own, to: &DataType) -> bool {
    let of = if let Of::Type(of) = &own.of { of } else { return false };
    of.is_builtin("integer") || to.is_builtin("integer")
}
