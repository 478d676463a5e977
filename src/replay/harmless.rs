//! Modules that cannot touch a schema: calling what they hold has no effect on the database, whatever it returns. A module
//! that is not listed here, nor found in the project, may do anything.

use crate::python::{
    Arguments, Assigned, BinaryOperator, Comparison, Exit, Foreign, Outcome, Raise, Side, Truth, UnaryOperator,
    Unknown, Value, Varying, VaryingKind, Vm,
};
use crate::replay::options;
use crate::source::Place;
use std::rc::Rc;

/// The first parts of dotted names; the standard library without what can run code in other processes.
const MODULES: &[&str] = &[
    "__future__",
    "abc",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "atexit",
    "base64",
    "bcrypt",
    "binascii",
    "bisect",
    "bson",
    "builtins",
    "bz2",
    "calendar",
    "certifi",
    "click",
    "codecs",
    "collections",
    "colorama",
    "colorsys",
    "concurrent",
    "configparser",
    "contextlib",
    "contextvars",
    "copy",
    "copyreg",
    "cryptography",
    "csv",
    "ctypes",
    "dataclasses",
    "dateparser",
    "dateutil",
    "datetime",
    "decimal",
    "difflib",
    "dill",
    "dis",
    "email",
    "enum",
    "errno",
    "faker",
    "filecmp",
    "fileinput",
    "fnmatch",
    "fractions",
    "functools",
    "gc",
    "getpass",
    "gettext",
    "glob",
    "google",
    "graphlib",
    "gzip",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "http",
    "humanize",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "itertools",
    "itsdangerous",
    "jinja2",
    "json",
    "jsonpickle",
    "jsonschema",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "loguru",
    "lzma",
    "mako",
    "markdown",
    "markupsafe",
    "marshal",
    "math",
    "mimetypes",
    "more_itertools",
    "msgpack",
    "multiprocessing",
    "netaddr",
    "numbers",
    "numpy",
    "operator",
    "orjson",
    "os",
    "packaging",
    "pandas",
    "pathlib",
    "pendulum",
    "pickle",
    "pkgutil",
    "platform",
    "plistlib",
    "pprint",
    "psutil",
    "pydantic",
    "pydantic_core",
    "pydantic_settings",
    "pytz",
    "queue",
    "random",
    "re",
    "regex",
    "reprlib",
    "requests",
    "rich",
    "ruamel",
    "sched",
    "secrets",
    "select",
    "selectors",
    "shelve",
    "shlex",
    "shutil",
    "signal",
    "simplejson",
    "six",
    "slugify",
    "socket",
    "sqlparse",
    "ssl",
    "stat",
    "statistics",
    "string",
    "stringcase",
    "structlog",
    "struct",
    "sys",
    "sysconfig",
    "tabulate",
    "tarfile",
    "tempfile",
    "termcolor",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "tokenize",
    "toml",
    "tomllib",
    "tqdm",
    "traceback",
    "types",
    "typing",
    "typing_extensions",
    "tzdata",
    "tzlocal",
    "ujson",
    "ulid",
    "unicodedata",
    "unittest",
    "urllib",
    "urllib3",
    "uuid",
    "uuid6",
    "uuid_utils",
    "warnings",
    "weakref",
    "werkzeug",
    "xml",
    "xmltodict",
    "yaml",
    "zipfile",
    "zlib",
    "zoneinfo",
    "argon2",
    "attr",
    "attrs",
    "boto3",
    "botocore",
    "deprecated",
    "dotenv",
    "environs",
    "decouple",
    "email_validator",
    "funcy",
    "httpx",
    "joblib",
    "loremipsum",
    "magic",
    "mimesis",
    "natsort",
    "nanoid",
    "passlib",
    "phonenumbers",
    "pint",
    "pycountry",
    "shortuuid",
    "stdnum",
    "tenacity",
    "toolz",
    "tzinfo",
    "validators",
    "xxhash",
    "oslo_log",
    "oslo_utils",
    "oslo_serialization",
    "oslo_config",
    "oslo_i18n",
];

/// The functions among them that return a `datetime` of now (`oslo_utils/timeutils.py`).
const MOMENTS: &[&str] = &["oslo_utils.timeutils.utcnow"];

/// What changes the containers that it is given: the others only read them.
const FILLING: &[&str] = &["alembic.", "bisect.insort", "heapq.", "random.shuffle"];

/// Something out of such a module: whatever is done with it, nothing is known and nothing happens.
pub struct Harmless {
    pub(super) path: Rc<str>,
    /// What it was called with, where it is an option or a group of options.
    pub(super) made_of: Option<Arguments>,
}

/// Returns whether a module cannot touch a schema.
#[must_use]
pub fn is_harmless(module: &str) -> bool {
    let first = module.split('.').next().unwrap_or(module);
    MODULES.contains(&first)
}

/// Returns the value of a module, or of what is in it.
#[must_use]
pub fn value(path: &str) -> Value {
    Value::foreign(Harmless { path: Rc::from(path), made_of: None })
}

impl Harmless {
    fn unknown(&self, place: &Place) -> Value {
        Value::Unknown(Unknown::harmless(format!("the value of `{}` is not known", self.path), place))
    }
}

impl Foreign for Harmless {
    fn type_name(&self) -> &str {
        &self.path
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let path = format!("{}.{name}", self.path);
        Ok(options::option(vm, &path, place).unwrap_or_else(|| value(&path)))
    }

    fn set_attribute(self: Rc<Self>, _: &mut Vm, _: &str, _: &Value, _: &Place) -> Result<Assigned, Raise> {
        Ok(Assigned::Taken)
    }

    fn call(self: Rc<Self>, vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        // A decorator gives back what it decorates.
        if let [decorated @ (Value::Function(_) | Value::Class(_))] = arguments.positional.as_slice()
            && arguments.keywords.is_empty()
        {
            return Ok(decorated.clone());
        }
        // It may call what it is given (`Thread(target=…)`, `asyncio.run(…)`).
        let callable = |value: &Value| matches!(value, Value::Function(_) | Value::Method(_));
        let given = arguments.positional.iter().chain(arguments.keywords.iter().map(|(_, value)| value));
        if FILLING.iter().any(|own| self.path.starts_with(own)) {
            let why = Unknown::harmless(format!("what `{}` makes of it is not known", self.path), place);
            given.clone().for_each(|value| vm.forget(value, &why));
        }
        let reads = self.path.rsplit('.').next().is_some_and(|name| name.starts_with("read"));
        let sends = |value: &Value| {
            matches!(&*value.type_name(), "Connection" | "Engine" | "Session" | "connection" | "cursor")
        };
        if given.clone().any(sends) && !reads {
            let unknown = Unknown::new(format!("what `{}` sends is not known", self.path), place);
            vm.world().called_unknown(vm, &unknown, &arguments, place);
        }
        if MOMENTS.contains(&&*self.path) {
            let reason = format!("`{}` differs from run to run", self.path);
            return Ok(Varying::of(VaryingKind::Moment { aware: None }, Unknown::harmless(reason, place)));
        }
        if options::is_kept(&self.path) {
            return Ok(Value::foreign(Self { path: self.path.clone(), made_of: Some(arguments) }));
        }
        if given.clone().any(callable) {
            let unknown = Unknown::new(format!("`{}` may call what it is given", self.path), place);
            vm.world().called_unknown(vm, &unknown, &arguments, place);
        }
        Ok(value(&self.path))
    }

    fn item(self: Rc<Self>, _vm: &mut Vm, _key: &Value, _place: &Place) -> Outcome {
        Ok(value(&self.path))
    }

    fn iterate(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn length(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn truth(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Result<Truth, Raise> {
        Ok(Truth::Unknown(Unknown::harmless(format!("whether `{}` is true is not known", self.path), place)))
    }

    fn contains(self: Rc<Self>, _vm: &mut Vm, _item: &Value, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn binary(self: Rc<Self>, _: &mut Vm, _: BinaryOperator, _: &Value, _: Side, _: &Place) -> Outcome {
        Ok(value(&self.path))
    }

    fn compare(self: Rc<Self>, _vm: &mut Vm, _: Comparison, _: &Value, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn unary(self: Rc<Self>, _vm: &mut Vm, _operator: UnaryOperator, _place: &Place) -> Outcome {
        Ok(value(&self.path))
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn exit(self: Rc<Self>, _vm: &mut Vm, _raised: Option<&Raise>, _place: &Place) -> Result<Exit, Raise> {
        Ok(Exit::Propagate)
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn repr(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn is_class(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_part_counts() {
        assert!(is_harmless("json"));
        assert!(is_harmless("os.path"));
        assert!(!is_harmless("myproject.json"));
        assert!(!is_harmless("subprocess"));
    }
}
