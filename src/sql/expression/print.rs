//! Prints a settled tree: parentheses around every operator inside another, types only where nothing implies them.

use crate::name::quote_literal;
use crate::schema::{DataType, Part, TypeBase};
use crate::sql::expression::infer::{is_number, is_padded, is_text, text};
use crate::sql::expression::node::{Call, Constant, Function, Node};

/// Functions whose result is of the type of an argument, which a bare string does not tell.
const POLYMORPHIC: &[&str] =
    &["to_json", "to_jsonb", "array_append", "array_fill", "array_position", "array_prepend", "array_remove"];

/// Collects parts, joining neighbouring texts.
#[derive(Default)]
pub(in crate::sql) struct Printer {
    parts: Vec<Part>,
}

/// Returns the canonical parts of a tree.
pub(in crate::sql) fn print(node: &Node) -> Vec<Part> {
    let mut printer = Printer::default();
    printer.node(node);
    printer.parts
}

impl Printer {
    pub(in crate::sql) fn text(&mut self, text: &str) {
        if let Some(Part::Text(last)) = self.parts.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.parts.push(Part::Text(text.to_string()));
        }
    }

    pub(in crate::sql) fn part(&mut self, part: Part) {
        match part {
            Part::Text(text) => self.text(&text),
            other => self.parts.push(other),
        }
    }

    pub(in crate::sql) fn finish(self) -> Vec<Part> {
        self.parts
    }

    pub(in crate::sql) fn node(&mut self, node: &Node) {
        match node {
            Node::Null => self.text("NULL"),
            Node::Constant(constant) => self.constant(constant),
            Node::Column(name) => self.part(Part::Column(name.clone())),
            // A rename reaches it in a trigger; in a query `Scope` gives the two other names.
            Node::Qualified(names) if matches!(names.as_slice(), [row, _] if matches!(row.as_str(), "old" | "new")) => {
                self.text(&format!("{}.", names[0]));
                self.part(Part::Column(names[1].clone()));
            }
            Node::Qualified(names) => {
                let names: Vec<String> = names.iter().map(crate::name::Name::quoted).collect();
                self.text(&names.join("."));
            }
            Node::Cast(of, to) => {
                match &**of {
                    // Without its type, the name would be looked up at once.
                    Node::Constant(constant) if to.is_builtin("regclass") => {
                        self.text(&format!("({}::text)", quote_literal(&constant.value)));
                    }
                    of => self.inner(of),
                }
                self.text("::");
                self.data_type(to);
            }
            Node::Call(call) => self.call(call),
            Node::Operator { left, operator, right } => {
                if let Some(left) = left {
                    self.inner(left);
                    self.text(" ");
                }
                self.text(operator);
                self.text(" ");
                self.inner(right);
            }
            Node::And(all) => self.separated(all, " AND "),
            Node::Or(any) => self.separated(any, " OR "),
            Node::Not(of) => {
                self.text("NOT ");
                self.inner(of);
            }
            Node::Is(of, test) => {
                self.inner(of);
                self.text(&format!(" IS {test}"));
            }
            Node::Quantified { left, operator, quantifier, array } => {
                self.inner(left);
                self.text(&format!(" {operator} {quantifier} ("));
                self.node(array);
                self.text(")");
            }
            Node::Case { operand, whens, otherwise } => self.case(operand.as_deref(), whens, otherwise.as_deref()),
            Node::Array(elements) => {
                self.text("ARRAY[");
                for (at, element) in elements.iter().enumerate() {
                    self.text(if at > 0 { ", " } else { "" });
                    self.element(element);
                }
                self.text("]");
            }
            Node::Row(elements) => {
                self.text("ROW(");
                self.list(elements);
                self.text(")");
            }
            Node::Index(of, at) => {
                self.indexed(of);
                self.text("[");
                self.node(at);
                self.text("]");
            }
            Node::Slice(of, from, to) => {
                self.indexed(of);
                self.text("[");
                from.iter().for_each(|from| self.node(from));
                self.text(":");
                to.iter().for_each(|to| self.node(to));
                self.text("]");
            }
            Node::Field(of, name) => {
                self.text("(");
                self.node(of);
                self.text(&format!(").{}", name.quoted()));
            }
            Node::Collate(of, collation) => {
                self.inner(of);
                self.text(&format!(" COLLATE {collation}"));
            }
            Node::Relation(name) => self.part(Part::Sequence(name.clone())),
            Node::Done(parts) => parts.iter().cloned().for_each(|part| self.part(part)),
        }
    }

    pub(in crate::sql) fn list(&mut self, nodes: &[Node]) {
        for (at, node) in nodes.iter().enumerate() {
            if at > 0 {
                self.text(", ");
            }
            self.node(node);
        }
    }

    fn separated(&mut self, nodes: &[Node], separator: &str) {
        for (at, node) in nodes.iter().enumerate() {
            if at > 0 {
                self.text(separator);
            }
            self.inner(node);
        }
    }

    /// Prints a part of something, in parentheses unless it is one thing anyway.
    fn inner(&mut self, node: &Node) {
        let is_atom = match node {
            Node::Constant(constant) => !constant.value.starts_with('-') && constant.prints_bare(),
            Node::Null
            | Node::Column(_)
            | Node::Qualified(_)
            | Node::Call(_)
            | Node::Array(_)
            | Node::Row(_)
            | Node::Index(..)
            | Node::Field(..)
            | Node::Relation(_) => true,
            _ => false,
        };
        if is_atom {
            return self.node(node);
        }
        self.text("(");
        self.node(node);
        self.text(")");
    }

    /// Prints what an index is of; only a column needs no brackets.
    fn indexed(&mut self, node: &Node) {
        let is_bare = matches!(node, Node::Column(_) | Node::Qualified(_) | Node::Index(..) | Node::Array(_));
        if is_bare {
            return self.inner(node);
        }
        self.text("(");
        self.node(node);
        self.text(")");
    }

    /// Prints an element of an array. The array itself is `text[]` where its strings do not say what they are.
    fn element(&mut self, node: &Node) {
        match node {
            Node::Constant(constant) if constant.implied && constant.of.as_ref().is_some_and(|of| !says_itself(of)) => {
                let of = constant.of.clone().filter(|of| !is_padded(of));
                let of = of.or_else(|| Some(DataType::builtin("bpchar")));
                self.constant(&Constant { implied: false, of, ..constant.clone() });
            }
            node => self.node(node),
        }
    }

    fn constant(&mut self, constant: &Constant) {
        let of = constant.of.as_ref();
        let bare_value = of.is_some_and(|of| !of.array && (is_number(of) || of.is_builtin("boolean")));
        if bare_value && constant.value.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == 't' || c == 'f') {
            let is_negative = constant.value.starts_with('-') && !constant.prints_bare();
            self.text(if is_negative { "(" } else { "" });
            match &constant.spelling {
                Some(spelling) => {
                    self.part(Part::Number { value: constant.value.clone(), spelling: spelling.clone() });
                }
                None => self.text(&constant.value),
            }
            self.text(if is_negative { ")" } else { "" });
        } else {
            self.text(&quote_literal(&constant.value));
        }
        if let (Some(of), false) = (of, constant.prints_bare()) {
            self.text("::");
            self.data_type(of);
        }
    }

    fn call(&mut self, call: &Call) {
        match &call.function {
            Function::Builtin(name) => self.text(name),
            Function::Routine(name) => self.part(Part::Routine(name.clone())),
        }
        self.text("(");
        self.text(call.quantifier);
        let is_polymorphic = call.builtin().is_some_and(|name| POLYMORPHIC.contains(&name));
        for (at, argument) in call.arguments.iter().enumerate() {
            self.text(if at > 0 { ", " } else { "" });
            self.node(argument);
            if is_polymorphic && matches!(argument, Node::Constant(constant) if constant.of == Some(text())) {
                self.text("::text");
            }
        }
        call.order_by.iter().cloned().for_each(|part| self.part(part));
        self.text(")");
        if let Some(filter) = &call.filter {
            self.text(" FILTER (WHERE ");
            self.node(filter);
            self.text(")");
        }
    }

    fn case(&mut self, operand: Option<&Node>, whens: &[(Node, Node)], otherwise: Option<&Node>) {
        self.text("CASE");
        if let Some(operand) = operand {
            self.text(" ");
            self.inner(operand);
        }
        for (when, then) in whens {
            self.text(" WHEN ");
            self.node(when);
            self.text(" THEN ");
            self.node(then);
        }
        if let Some(otherwise) = otherwise {
            self.text(" ELSE ");
            self.node(otherwise);
        }
        self.text(" END");
    }

    fn data_type(&mut self, own: &DataType) {
        match &own.base {
            TypeBase::User(name) => {
                self.part(Part::Type(name.clone()));
                if !own.modifiers.is_empty() {
                    self.text(&format!("({})", own.modifiers));
                }
                self.text(if own.array { "[]" } else { "" });
            }
            TypeBase::Unknown(unknown) => self.part(Part::Unknown(unknown.clone())),
            TypeBase::Builtin(_) => self.text(&own.to_sql()),
        }
    }
}

/// Returns whether a literal of the type is one without saying so, or becomes one wherever it stands.
fn says_itself(of: &DataType) -> bool {
    of.array || is_text(of) || is_number(of) || of.is_builtin("boolean")
}

impl Constant {
    /// Returns whether the value alone says what it is.
    fn prints_bare(&self) -> bool {
        let Some(of) = &self.of else { return true };
        if self.implied {
            return true;
        }
        if of.array {
            return false;
        }
        let has_point = self.value.contains(['.', 'e']);
        (is_text(of) && of.modifiers.is_empty())
            || of.is_builtin("boolean")
            || (of.is_builtin("integer") && !has_point)
            || (of.is_builtin("bigint") && !has_point && self.value.parse::<i32>().is_err())
            || (of.is_builtin("numeric") && of.modifiers.is_empty() && has_point)
    }
}
