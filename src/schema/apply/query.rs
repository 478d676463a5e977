//! Which columns a view's query reads and returns, by its words: enough to know what holds a column in place. Not a
//! parser: where words could mean several columns, all of them count.

use crate::name::{Name, QualifiedName};
use crate::schema::{Expression, Part};

/// A relation of the query, and the columns it has.
pub(super) struct Source {
    pub name: QualifiedName,
    pub columns: Vec<Name>,
}

/// What the words of a query say.
pub(super) struct Reading {
    /// For each source, the columns that the query reads.
    pub reads: Vec<Vec<Name>>,
    /// The names of the query's own columns, where the words tell them.
    pub returns: Option<Vec<Name>>,
    /// A column that the one source of a plain `SELECT a, b FROM t` does not have.
    pub missing: Option<Name>,
}

/// Reads the words of a query.
pub(super) fn read(query: &Expression, sources: &[Source]) -> Reading {
    let words = tokens(query);
    let aliases: Vec<Vec<Name>> = sources.iter().map(|own| aliases_of(&words, &own.name)).collect();
    let mut reads: Vec<Vec<Name>> = vec![Vec::new(); sources.len()];
    for (at, token) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let qualifier =
            before.filter(|own| own.is(".")).and_then(|_| words.get(at.checked_sub(2)?)).and_then(Token::name);
        let is_star =
            token.is("*") && (qualifier.is_some() || before.is_some_and(|own| own.is("select") || own.is(",")));
        let is_call = words.get(at + 1).is_some_and(|own| own.is("("));
        let is_alias = before.is_some_and(|own| own.is("as"));
        for ((source, aliases), found) in sources.iter().zip(&aliases).zip(&mut reads) {
            if qualifier.is_some_and(|own| !aliases.contains(own) && *own != source.name.schema) {
                continue;
            }
            let meant = source.columns.iter().filter(|column| {
                is_star || token.name() == Some(column) && !is_call && !(is_alias && qualifier.is_none())
            });
            let new: Vec<Name> = meant.filter(|column| !found.contains(column)).cloned().collect();
            found.extend(new);
        }
    }
    let is_known = !query.parts.iter().any(|part| matches!(part, Part::Unknown(_)));
    let returns = returned(&words, sources, &aliases).filter(|_| is_known);
    let missing = missing_column(&words, sources);
    Reading { reads, returns, missing }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(Name),
    Symbol(char),
    /// A literal: its text can name no column.
    Literal,
}

impl Token {
    fn is(&self, text: &str) -> bool {
        match self {
            Self::Name(name) => name.as_str() == text,
            Self::Symbol(own) => text.chars().eq(std::iter::once(*own)),
            Self::Literal => false,
        }
    }

    fn name(&self) -> Option<&Name> {
        match self {
            Self::Name(name) => Some(name),
            Self::Symbol(_) | Self::Literal => None,
        }
    }
}

fn tokens(query: &Expression) -> Vec<Token> {
    let mut tokens = Vec::new();
    for part in &query.parts {
        match part {
            Part::Text(text) => add_tokens(text, &mut tokens),
            Part::Column(name) => tokens.push(Token::Name(name.clone())),
            Part::Type(name) | Part::Sequence(name) | Part::Routine(name) => {
                tokens.push(Token::Name(name.name.clone()))
            }
            Part::Number { .. } => tokens.push(Token::Literal),
            Part::Unknown(_) | Part::Doubt(_) => {}
        }
    }
    tokens
}

fn add_tokens(text: &str, tokens: &mut Vec<Token>) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\'' || c == '"' {
            let mut inner = String::new();
            while let Some(next) = chars.next() {
                if next == c && chars.peek() == Some(&c) {
                    chars.next();
                } else if next == c {
                    break;
                }
                inner.push(next);
            }
            tokens.push(if c == '"' { Token::Name(Name::verbatim(&inner)) } else { Token::Literal });
        } else if c.is_alphabetic() || c == '_' {
            let mut word = c.to_string();
            while let Some(next) = chars.next_if(|own| own.is_alphanumeric() || *own == '_' || *own == '$') {
                word.push(next);
            }
            tokens.push(Token::Name(Name::folded(&word)));
        } else if c.is_ascii_digit() {
            while chars.next_if(|own| own.is_alphanumeric() || *own == '.').is_some() {}
            tokens.push(Token::Literal);
        } else if !c.is_whitespace() {
            tokens.push(Token::Symbol(c));
        }
    }
}

/// The words that can follow a relation and are no alias of it.
const NO_ALIAS: [&str; 22] = [
    "where",
    "join",
    "left",
    "right",
    "inner",
    "full",
    "cross",
    "natural",
    "on",
    "using",
    "group",
    "order",
    "having",
    "limit",
    "offset",
    "union",
    "except",
    "intersect",
    "window",
    "for",
    "fetch",
    "tablesample",
];

/// Returns what a relation is called in the query: its own name and its aliases.
fn aliases_of(words: &[Token], relation: &QualifiedName) -> Vec<Name> {
    let mut names = vec![relation.name.clone()];
    for at in 0..words.len() {
        if words.get(at).and_then(Token::name) != Some(&relation.name) {
            continue;
        }
        let next = words.get(at + 1).filter(|own| own.is("as")).map_or(at + 1, |_| at + 2);
        if let Some(alias) = words.get(next).and_then(Token::name).filter(|own| !NO_ALIAS.contains(&own.as_str())) {
            names.push(alias.clone());
        }
    }
    names
}

/// Returns the words between SELECT and FROM, cut at the commas; none for a query that begins otherwise.
fn items(words: &[Token]) -> Option<Vec<&[Token]>> {
    let first = words.first()?;
    if !first.is("select")
        || words.get(1).is_some_and(|own| own.is("distinct")) && words.get(2).is_some_and(|own| own.is("on"))
    {
        return None;
    }
    let start = if words.get(1).is_some_and(|own| own.is("distinct") || own.is("all")) { 2 } else { 1 };
    let (mut depth, mut items, mut from) = (0_u32, Vec::new(), start);
    for (at, token) in words.iter().enumerate().skip(start) {
        match token {
            Token::Symbol('(' | '[') => depth += 1,
            Token::Symbol(')' | ']') => depth = depth.saturating_sub(1),
            Token::Symbol(',') if depth == 0 => {
                items.push(words.get(from..at)?);
                from = at + 1;
            }
            _ if depth == 0 && (token.is("from") || token.is("where") || token.is("union")) => {
                items.push(words.get(from..at)?);
                return Some(items);
            }
            _ => {}
        }
    }
    items.push(words.get(from..)?);
    Some(items)
}

fn returned(words: &[Token], sources: &[Source], aliases: &[Vec<Name>]) -> Option<Vec<Name>> {
    let items = items(words)?;
    let listed: usize = items.iter().map(|own| own.len() + 1).sum();
    let mut names = Vec::new();
    for item in items {
        match item {
            [Token::Symbol('*')] => match sources {
                [only] if is_one_relation(words, listed) => names.extend(only.columns.iter().cloned()),
                _ => return None,
            },
            [Token::Name(qualifier), Token::Symbol('.'), Token::Symbol('*')] if is_plain_alias(words, qualifier) => {
                let at = aliases.iter().position(|own| own.contains(qualifier))?;
                names.extend(sources.get(at)?.columns.iter().cloned());
            }
            [Token::Name(name)] | [Token::Name(_), Token::Symbol('.'), Token::Name(name)] if !is_value(name) => {
                names.push(name.clone());
            }
            [.., keyword, Token::Name(name)] if keyword.is("as") => names.push(name.clone()),
            [Token::Name(function), Token::Symbol('('), .., Token::Symbol(')')]
                if is_one_call(item) && !is_syntax(function) =>
            {
                names.push(function.clone());
            }
            _ => return None,
        }
    }
    Some(names)
}

/// Whether a word is a value, and the column called otherwise.
fn is_value(word: &Name) -> bool {
    ["true", "false", "null"].contains(&word.as_str())
}

/// Whether what looks like a call gets another name.
fn is_syntax(word: &Name) -> bool {
    ["cast", "treat", "trim", "xmlserialize"].contains(&word.as_str())
}

/// Whether what follows FROM, after SELECT, DISTINCT or ALL and so many words of the list, is one relation with its own
/// column names.
fn is_one_relation(words: &[Token], listed: usize) -> bool {
    let Some(from) = words.iter().skip(listed).position(|own| own.is("from")) else { return false };
    let mut rest = words.iter().skip(listed + from + 1).peekable();
    while rest.next().is_some_and(|own| own.name().is_some()) {
        if rest.next_if(|own| own.is(".")).is_none() {
            break;
        }
    }
    rest.next_if(|own| own.is("as"));
    rest.next_if(|own| own.name().is_some_and(|name| !NO_ALIAS.contains(&name.as_str())));
    const AFTER: [&str; 11] =
        ["where", "group", "order", "having", "limit", "offset", "union", "except", "intersect", "for", "fetch"];
    rest.next().is_none_or(|own| AFTER.iter().any(|word| own.is(word)))
}

/// Whether a name stands for a relation as it is: not for a subquery, nor with column names of its own.
fn is_plain_alias(words: &[Token], name: &Name) -> bool {
    let mut places = words.iter().enumerate().filter(|(_, own)| own.name() == Some(name));
    !places.any(|(at, _)| {
        let before = |distance| at.checked_sub(distance).and_then(|at| words.get(at));
        let of_subquery = before(1).is_some_and(|own| own.is(")"))
            || before(1).is_some_and(|own| own.is("as")) && before(2).is_some_and(|own| own.is(")"));
        of_subquery || words.get(at + 1).is_some_and(|own| own.is("("))
    })
}

/// Returns whether the bracket behind the first word closes with the last.
fn is_one_call(item: &[Token]) -> bool {
    let mut depth = 0_u32;
    for (at, token) in item.iter().enumerate() {
        match token {
            Token::Symbol('(') => depth += 1,
            Token::Symbol(')') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1 == item.len();
                }
            }
            _ => {}
        }
    }
    false
}

fn missing_column(words: &[Token], sources: &[Source]) -> Option<Name> {
    let [source] = sources else { return None };
    let items = items(words)?;
    let listed: usize = items.iter().map(|own| own.len()).sum::<usize>() + items.len().saturating_sub(1);
    // SELECT, the list, FROM, the relation with or without its schema, and nothing else.
    let rest = words.get(1 + listed..)?;
    let is_plain = matches!(rest, [from, Token::Name(_)] | [from, Token::Name(_), Token::Symbol('.'), Token::Name(_)] if from.is("from"));
    let mut names = items.iter().filter_map(|own| match own {
        [Token::Name(name)] => Some(name),
        _ => None,
    });
    // Words that are values by themselves look like columns.
    let is_keyword = |name: &Name| name.quoted() != name.as_str();
    // A relation's name is its whole row.
    names
        .find(|name| is_plain && !is_keyword(name) && !source.columns.contains(name) && **name != source.name.name)
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> Vec<Source> {
        let source = |name: &str, columns: &[&str]| Source {
            name: QualifiedName::public(name),
            columns: columns.iter().map(|own| Name::folded(own)).collect(),
        };
        vec![source("t", &["id", "a", "b"]), source("u", &["id", "t_id", "name"])]
    }

    fn reads(query: &str) -> Vec<Vec<String>> {
        let reading = read(&Expression::text(query), &sources());
        reading.reads.iter().map(|own| own.iter().map(ToString::to_string).collect()).collect()
    }

    fn returns(query: &str) -> Option<Vec<String>> {
        let reading = read(&Expression::text(query), &sources());
        reading.returns.map(|own| own.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn columns_are_found_by_their_qualifier() {
        let found = reads("select t.a, x.name as b from t join u x on t.id = x.t_id where x.name <> 'b'");
        assert_eq!(found, [vec!["a", "id"], vec!["name", "t_id"]]);
        assert_eq!(reads("select count(*) from t, u"), [Vec::<String>::new(), Vec::new()]);
        assert_eq!(reads("select x.* from t, u as x"), [vec![], vec!["id", "t_id", "name"]]);
        assert_eq!(reads("select name, id from t, u"), [vec!["id"], vec!["name", "id"]]);
    }

    #[test]
    fn output_columns_are_named() {
        assert_eq!(
            returns("select t.a, lower(b), b || 'x' as \"C\" from t"),
            Some(vec!["a".into(), "lower".into(), "C".into()])
        );
        assert_eq!(returns("select a + b from t"), None);
        assert_eq!(returns("with x as (select 1) select * from x"), None);
    }

    #[test]
    fn only_a_plain_query_is_missing_a_column() {
        let missing = |query: &str| read(&Expression::text(query), &sources()[..1]).missing.map(|own| own.to_string());
        assert_eq!(missing("select a, z from public.t").as_deref(), Some("z"));
        assert_eq!(missing("select a, current_user from t"), None);
        assert_eq!(missing("select a, z from t join x on true"), None);
    }
}
