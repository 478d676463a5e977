//! `alembic.context` and the `MigrationContext`: an online migration on PostgreSQL. `configure` only remembers what
//! `env.py` says.

use crate::python::{Arguments, Entries, Exit, Foreign, Outcome, Raise, Unknown, Value, Vm};
use crate::replay::sqlalchemy::bind::connection::connection;
use crate::replay::sqlalchemy::bind::execute::execute;
use crate::replay::{Mode, Session, TransactionScope, environment};
use crate::source::Place;
use std::rc::Rc;

/// `alembic.context`: the proxy of the `EnvironmentContext`.
pub struct EnvironmentContext {
    session: Session,
}

/// `op.get_context()`.
pub struct MigrationContext {
    session: Session,
}

/// `context.config`.
struct Config {
    session: Session,
}

/// The options that `context.configure` was given.
struct Opts {
    session: Session,
}

/// `autocommit_block()`, and the blocks of `begin_transaction()`, which do nothing.
struct Block {
    session: Session,
    kind: BlockKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Autocommit,
    Nothing,
}

impl EnvironmentContext {
    /// Returns the context of a session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

impl MigrationContext {
    /// Returns the context of a session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

impl Foreign for EnvironmentContext {
    fn type_name(&self) -> &str {
        "alembic.context"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "is_offline_mode"
                | "is_transactional_ddl"
                | "get_context"
                | "get_bind"
                | "get_x_argument"
                | "get_tag_argument"
                | "configure"
                | "begin_transaction"
                | "run_migrations"
                | "execute"
        )
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "config" => Value::foreign(Config { session: self.session.clone() }),
            "__name__" => Value::str("alembic.context"),
            _ => Value::Unknown(Unknown::new(format!("`context.{name}` is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        Ok(match name {
            "is_offline_mode" => Value::Bool(false),
            "is_transactional_ddl" => Value::Bool(true),
            "get_context" => Value::foreign(MigrationContext::new(self.session.clone())),
            "get_bind" => connection(),
            // Without `-x` and `--tag` on the command line.
            "get_x_argument" => match arguments.find(0, "as_dictionary") {
                Some(Value::Bool(true)) => Value::dict(Entries::default()),
                _ => Value::list(Vec::new()),
            },
            "get_tag_argument" => Value::None,
            "configure" => {
                self.session.runs().borrow_mut().configured = Some(arguments);
                Value::None
            }
            "run_migrations" => {
                self.session.runs().borrow_mut().begin(arguments, place);
                Value::None
            }
            "begin_transaction" => Value::foreign(Block { session: self.session.clone(), kind: BlockKind::Nothing }),
            "execute" => {
                execute(vm, &arguments.find(0, "sql").unwrap_or(Value::None), None, place)?;
                Value::None
            }
            _ => Value::Unknown(Unknown::new(format!("`context.{name}` is not modelled"), place)),
        })
    }
}

impl Foreign for MigrationContext {
    fn type_name(&self) -> &str {
        "MigrationContext"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "autocommit_block" | "begin_transaction" | "execute" | "run_migrations" | "get_bind")
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        match name {
            "bind" | "connection" => Ok(connection()),
            "dialect" => vm.attribute(&connection(), "dialect", place),
            "as_sql" => Ok(Value::Bool(false)),
            "transactional_ddl" => Ok(Value::Bool(true)),
            // The implementation knows its dialect and its connection, like the context itself.
            "impl" | "migration_context" => {
                self.session.with_recorder(crate::replay::Recorder::distrust_rows);
                Ok(Value::Foreign(self))
            }
            "config" => Ok(Value::foreign(Config { session: self.session.clone() })),
            "opts" => Ok(Value::foreign(Opts { session: self.session.clone() })),
            "version_table" => Ok(Value::str(self.session.settings().version_table.as_str())),
            "version_table_schema" => Ok(given_schema(&self.session, place)),
            _ => Ok(Value::Unknown(Unknown::new(format!("`{name}` of the migration context is not modelled"), place))),
        }
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "autocommit_block" => {
                Ok(Value::foreign(Block { session: self.session.clone(), kind: BlockKind::Autocommit }))
            }
            "begin_transaction" => {
                Ok(Value::foreign(Block { session: self.session.clone(), kind: BlockKind::Nothing }))
            }
            "get_bind" => Ok(connection()),
            "execute" => {
                execute(vm, &arguments.find(0, "sql").unwrap_or(Value::None), None, place)?;
                Ok(Value::None)
            }
            _ => Ok(Value::None),
        }
    }
}

impl Foreign for Block {
    fn type_name(&self) -> &str {
        "transaction block"
    }

    fn enter(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        if self.kind == BlockKind::Autocommit {
            self.session.server(vm, place, |recorder, site| {
                recorder.commit(Mode::EachStatement, site);
                Ok(())
            })?;
        }
        Ok(Value::None)
    }

    fn exit(self: Rc<Self>, vm: &mut Vm, _raised: Option<&Raise>, place: &Place) -> Result<Exit, Raise> {
        if self.kind == BlockKind::Autocommit {
            self.session.server(vm, place, |recorder, site| {
                recorder.begin(site);
                Ok(())
            })?;
        }
        Ok(Exit::Propagate)
    }
}

/// `version_table_schema` as `context.configure` was given it.
fn given_schema(session: &Session, place: &Place) -> Value {
    match &session.settings().given_schema {
        Ok(schema) => schema.as_ref().map_or(Value::None, |schema| Value::str(schema.as_str())),
        Err(reason) => {
            let reason = format!(
                "the `version_table_schema` of `env.py` is not known ({reason}): name it with `--version-table-schema`"
            );
            Value::Unknown(Unknown::new(reason, place))
        }
    }
}

impl Opts {
    fn find(&self, vm: &mut Vm, key: &Value, place: &Place) -> Value {
        let name = key.as_str().unwrap_or_default();
        let settings = self.session.settings();
        let found = match (&*name, &settings.metadata) {
            ("target_metadata", Some(location)) => environment::find(vm, &location.module, &location.attribute, place),
            ("version_table", _) => Some(Value::str(settings.version_table.as_str())),
            ("transaction_per_migration", _) => Some(Value::Bool(settings.scope == TransactionScope::Revision)),
            _ => None,
        };
        found.unwrap_or_else(|| {
            Value::Unknown(Unknown::new(format!("the option `{name}` of `env.py` is not known"), place))
        })
    }
}

impl Foreign for Opts {
    fn type_name(&self) -> &str {
        "dict"
    }

    fn has_method(&self, name: &str) -> bool {
        name == "get"
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, _name: &str, arguments: Arguments, place: &Place) -> Outcome {
        Ok(self.find(vm, &arguments.find(0, "key").unwrap_or(Value::None), place))
    }

    fn item(self: Rc<Self>, vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        Ok(self.find(vm, key, place))
    }
}

impl Foreign for Config {
    fn type_name(&self) -> &str {
        "Config"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "get_main_option" | "get_section_option" | "set_main_option" | "get_alembic_option")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(Value::Unknown(Unknown::new(format!("`config.{name}` is not known"), place)))
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let option = arguments.find(usize::from(name == "get_section_option"), "name").and_then(|value| value.as_str());
        if name == "set_main_option" {
            self.session.runs().borrow_mut().set.extend(option.map(|option| option.to_string()));
            return Ok(Value::None);
        }
        let settings = self.session.settings();
        // What version files see, `env.py` may have set; where the database is, limbeck is told by other means.
        let is_read = |option: &&Rc<str>| {
            name == "get_main_option"
                && self.session.is_of_environment()
                && &***option != "sqlalchemy.url"
                && !self.session.runs().borrow().set.contains(&***option)
        };
        let known = option.as_ref().filter(is_read).and_then(|option| settings.options.get(&**option));
        Ok(match known {
            Some(value) => Value::str(value),
            None => {
                let option = option.unwrap_or_default();
                Value::Unknown(Unknown::new(format!("the option `{option}` of the configuration is not known"), place))
            }
        })
    }
}
