//! What version files take from modules of their own project: the files lie in a temporary project, `app` is a package.

use std::path::Path;
use std::process::Command;

/// Writes the project's files, and returns the SQL of an upgrade whose body is `body`, and what `preflight` says of it.
fn asked(files: &[(&str, &str)], body: &str) -> (String, String) {
    let project = tempfile::tempdir().expect("a directory");
    let write = |path: &str, text: &str| {
        let path = project.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("created");
        std::fs::write(path, text).expect("written");
    };
    write("app/__init__.py", "");
    write("app/db/__init__.py", "");
    write("app/db/scripts/env.py", "");
    files.iter().for_each(|(path, text)| write(path, text));
    let head = "import sqlalchemy as sa\nfrom alembic import op\nrevision = 'a'\ndown_revision = None\n\n";
    let (imports, body) = body.split_once("---\n").expect("imports, then the body");
    let body: String = body.lines().map(|line| format!("    {line}\n")).collect();
    write("app/db/scripts/versions/a.py", &format!("{imports}{head}def upgrade():\n{body}"));
    let run = |words: &[&str]| {
        let answer = Command::new(env!("CARGO_BIN_EXE_limbeck"))
            .arg("--script-location")
            .arg(project.path().join("app/db/scripts"))
            .args(words)
            .output()
            .expect("limbeck runs");
        String::from_utf8_lossy(&answer.stdout).into_owned()
    };
    (run(&["sql", "upgrade", "head"]), run(&["--empty", "--format", "json", "preflight", "head"]))
}

/// The length of the column says what was evaluated.
const TABLE: &str = "op.create_table('t', sa.Column('c', sa.String(LENGTH)))\n";

fn assert_length(files: &[(&str, &str)], imports: &str) {
    let (sql, _) = asked(files, &format!("{imports}---\n{TABLE}"));
    assert!(sql.contains("c VARCHAR(7)") && !sql.contains("unknown"), "{imports}\n{sql}");
}

#[test]
fn a_module_of_a_directory_without_init() {
    let files = [("app/db/scripts/shared.py", "LENGTH = 7\n")];
    assert_length(&files, "from app.db.scripts import shared\nLENGTH = shared.LENGTH\n");
    assert_length(&files, "from app.db.scripts.shared import LENGTH\n");
    assert_length(&files, "import app.db.scripts.shared as shared\nLENGTH = shared.LENGTH\n");
}

#[test]
fn a_name_that_no_module_of_the_directory_has_stays_unknown() {
    let files = [("app/db/scripts/shared.py", "LENGTH = 7\n")];
    let (sql, _) = asked(&files, &format!("from app.db.scripts import LENGTH\n---\n{TABLE}"));
    assert!(sql.contains("the module `app.db.scripts` is not part of the project"), "{sql}");
}

#[test]
fn a_class_that_derives_from_a_library_class_takes_its_arguments() {
    let encoder = "import json, logging, threading\n\nclass Encoder(json.JSONEncoder):\n    def default(self, o):\n        return json.JSONEncoder.default(self, o)\n\n\
                   class Handler(logging.Handler):\n    pass\n\nclass Worker(threading.Thread):\n    pass\n\n\
                   encoder = Encoder(sort_keys=True)\nhandler = Handler(10)\nworker = Worker(daemon=True)\nLENGTH = 7\n";
    assert_length(&[("app/encoding.py", encoder)], "from app.encoding import LENGTH\n");
}

/// Returns the outcome of `preflight` on an empty database.
fn outcome(files: &[(&str, &str)], imports: &str) -> String {
    let (_, outcome) =
        asked(files, &format!("{imports}---\nop.create_table('t', sa.Column('c', sa.String(check())))\n"));
    outcome
}

const NOT_PREPARED: &str = "app = None\n\ndef check():\n    if app is None:\n        raise RuntimeError('call init_app first')\n    return 7\n";

#[test]
fn what_the_application_refuses_unprepared_is_no_failure() {
    let outcome = outcome(&[("app/state.py", NOT_PREPARED)], "from app.state import check\n");
    assert!(outcome.contains(r#""outcome": "unknown""#) && outcome.contains("call init_app first"), "{outcome}");
}

#[test]
fn what_a_module_beside_the_scripts_refuses_is_one() {
    let outcome = outcome(&[("app/db/scripts/state.py", NOT_PREPARED)], "from app.db.scripts.state import check\n");
    assert!(outcome.contains(r#""outcome": "fails""#) && outcome.contains("call init_app first"), "{outcome}");
}

#[test]
fn what_exec_binds_is_not_known_and_nothing_else() {
    let apart = "SPACE = {}\nLENGTH = 7\nexec(compile('B = 1', 'b', 'exec'), SPACE)\nexec('B = 1', SPACE, SPACE)\nclass Last: pass\n";
    assert_length(&[("app/sizes.py", apart)], "from app.sizes import LENGTH, Last\n");
    for (module, import) in [
        ("SPACE = {'LENGTH': 7}\nexec('LENGTH = 8', SPACE)\nLENGTH = SPACE['LENGTH']\n", "LENGTH"),
        ("LENGTH = 7\nexec('LENGTH = 8')\n", "LENGTH"),
        ("LENGTH = 7\nexec('LENGTH = 8', globals())\n", "LENGTH"),
        ("LENGTH = 7\ndef change():\n    exec('LENGTH = 8', globals(), {})\nchange()\n", "LENGTH"),
        ("exec('OTHER = 8')\n", "OTHER as LENGTH"),
        ("exec('OTHER = 8')\nLENGTH = OTHER\n", "LENGTH"),
        ("import sys\nLENGTH = 7\nexec('LENGTH = 8', vars(sys.modules[__name__]))\n", "LENGTH"),
    ] {
        let (sql, _) = asked(&[("app/sizes.py", module)], &format!("from app.sizes import {import}\n---\n{TABLE}"));
        assert!(sql.contains("unknown") && !sql.contains("VARCHAR(7)"), "{module}\n{sql}");
    }
}

#[test]
fn what_exec_does_in_an_upgrade_is_not_known() {
    let (_, preflight) = asked(&[], "---\nexec(\"op.drop_table('t')\", {'op': op})\n");
    assert!(
        preflight.contains("\"outcome\": \"unknown\"") && preflight.contains("`exec` is not evaluated"),
        "{preflight}"
    );
}

#[test]
fn what_a_later_file_compiles_itself_is_not_known_in_an_earlier_one() {
    let later = "import sqlalchemy as sa\nfrom sqlalchemy.ext.compiler import compiles\nrevision = 'b'\ndown_revision = 'a'\n\n\n\
                 @compiles(sa.DateTime)\ndef short(element, compiler, **kw):\n    return 'DATE'\n\n\ndef upgrade():\n    pass\n";
    let body = "---\nop.create_table('t', sa.Column('at', sa.DateTime()))\n";
    let (sql, _) = asked(&[("app/db/scripts/versions/b.py", later)], body);
    assert!(sql.contains("`DateTime` is compiled by a function of the project's own"), "{sql}");
}

#[test]
fn a_module_that_is_imported_on_an_undecided_way_is_what_it_is() {
    let files = [
        ("app/settings.py", "import os\nif os.environ.get('LOCAL'):\n    from app.db.scripts import shared\n"),
        ("app/db/scripts/shared.py", "LENGTH = 7\n"),
    ];
    assert_length(&files, "import app.settings\nfrom app.db.scripts.shared import LENGTH\n");
}

#[test]
fn a_statement_of_a_module_that_takes_too_long_keeps_nothing_else_from_being_known() {
    let text = "def tried(n):\n    while n >= 0:\n        n += 1\n    return n\n\nNUMBER = tried(0)\nLENGTH = 7\n";
    let files = [("app/settings.py", text)];
    assert_length(&files, "from app.settings import LENGTH\n");
    let (sql, _) = asked(&files, &format!("from app.settings import NUMBER as LENGTH\n---\n{TABLE}"));
    assert!(sql.contains("evaluation stopped after 100000 steps"), "{sql}");
}

#[test]
fn what_is_put_off_or_kept_by_a_package_is_computed() {
    let lazy = "from lazy_object_proxy import Proxy\nLENGTH = Proxy(lambda: 7)\n";
    assert_length(&[("app/settings.py", lazy)], "from app.settings import LENGTH\n");
    let kept = "import enum, methodtools\nclass Rule(str, enum.Enum):\n    A = 'abcdefg'\n\n    @methodtools.lru_cache(maxsize=None)\n    @classmethod\n    def all(cls):\n        return list(cls)\n";
    assert_length(&[("app/rules.py", kept)], "from app.rules import Rule\nLENGTH = len(Rule.all()[0].value)\n");
    let unread = "import enum, unheard\nclass Rule(str, enum.Enum):\n    A = 'abcdefg'\n\n    @unheard.of\n    def all(cls):\n        return 1\n";
    assert_length(&[("app/rules.py", unread)], "from app.rules import Rule\nLENGTH = 6 + len(list(Rule))\n");
}

#[test]
fn a_text_with_an_unknown_part_says_what_it_says() {
    let head = "import os\nNAME = os.environ['NAME']\n---\nop.execute('CREATE TABLE a (n integer)')\nop.execute('CREATE TABLE b (n integer)')\n";
    let sql = |statement: &str| asked(&[], &format!("{head}op.execute(sa.text(f\"{statement}\"))\n")).0;
    let reads = sql("SELECT n FROM a OFFSET {NAME}");
    assert!(reads.contains("-- unknown: the text of this `select`"), "{reads}");
    let adds = sql("ALTER TABLE a ADD COLUMN {NAME} integer");
    assert!(adds.contains("-- unknown: the environment variable `NAME` is not known"), "{adds}");
}

#[test]
fn what_a_logger_is_told_changes_no_schema_and_what_else_is_called_may() {
    let said = |call: &str| {
        let services = format!(
            "from unheard import get_manager, logger\n\ndef prepared():\n    manager = get_manager()\n    {call}\n"
        );
        asked(&[("app/services.py", &services)], "from app import services\n---\nservices.prepared()\n").0
    };
    assert!(!said("logger.debug('prepared')").contains("unknown"));
    assert!(said("manager.register('a')").contains("what `manager.register` does is not known"));
}

#[test]
fn what_a_module_that_is_perhaps_imported_changes_elsewhere_is_not_known() {
    let files = [
        ("app/base.py", "import sqlalchemy as sa\nmetadata = sa.MetaData()\nNAMES = ['a']\n"),
        (
            "app/extra.py",
            "import sqlalchemy as sa\nfrom app.base import metadata, NAMES\nsa.Table('e', metadata, sa.Column('n', sa.Integer))\nNAMES.append('b')\n",
        ),
    ];
    let imports =
        "import os\nfrom app.base import metadata, NAMES\nif os.environ.get('EXTRA'):\n    import app.extra\n";
    let (sql, _) = asked(&files, &format!("{imports}---\nmetadata.create_all(op.get_bind())\n"));
    assert!(sql.contains("-- unknown: ") && !sql.contains("\nCREATE TABLE e"), "{sql}");
    let (sql, _) = asked(
        &files,
        &format!("{imports}---\nfor name in NAMES:\n    op.create_table(name, sa.Column('n', sa.Integer))\n"),
    );
    assert!(sql.contains("-- unknown: ") && !sql.contains("\nCREATE TABLE b"), "{sql}");
}

#[test]
fn whether_a_query_with_an_unknown_part_gives_rows_is_not_known() {
    let body = "import os\nT = os.environ.get('T', 't')\n---\nfound = op.get_bind().execute(sa.text(f\"SELECT 1 FROM pg_class WHERE relname = '{T}'\")).fetchall()\n\
                op.execute('CREATE TABLE yes (n integer)' if found else 'CREATE TABLE no (n integer)')\n";
    let (_, answer) = asked(&[], body);
    assert!(answer.contains("\"unknown\"") && !answer.contains("\"outcome\": \"succeeds\""), "{answer}");
    let (sql, _) = asked(&[], body);
    assert!(!sql.contains("\nCREATE TABLE yes") && !sql.contains("\nCREATE TABLE no"), "{sql}");
}

/// The options of a project with oslo.config.
const OPTIONS: &str = "from oslo_config import cfg\nprefix = cfg.StrOpt('the-prefix', default='ss:')\nnothing = cfg.StrOpt('nothing')\n\
                       number = cfg.IntOpt('number', default=1)\nGROUP = 'saml'\n\n\ndef register(conf):\n    conf.register_opts([prefix, number], group=GROUP)\n";

#[test]
fn an_option_of_a_known_class_is_a_text_of_any_content() {
    let files = [
        ("app/options.py", OPTIONS),
        ("app/other.py", "from oslo_config import cfg\nown = cfg.IntOpt('number', default=1)\n"),
    ];
    let table = |value: &str, kind: &str| {
        format!("op.create_table('t', sa.Column('id', sa.Integer), sa.Column('c', {kind}, server_default={value}))")
    };
    let taken = "CONF.saml.the_prefix";
    let cases = [
        (table(taken, "sa.String(3)"), "succeeds"),
        (table(taken, "sa.Text"), "succeeds"),
        (table(&format!("'x' + {taken}"), "sa.Text"), "succeeds"),
        (table("f'{CONF.saml.number}'", "sa.CHAR(3)"), "succeeds"),
        (table(taken, "sa.Integer"), "unknown"),
        (table(taken, "sa.JSON"), "unknown"),
        (table(taken, "sa.ARRAY(sa.Text)"), "unknown"),
        (table(taken, "sa.Enum('a', name='e')"), "unknown"),
        (table(&format!("sa.text({taken})"), "sa.Text"), "unknown"),
        (table(taken, &format!("sa.String({taken})")), "unknown"),
        (table(taken, "sa.String(3), sa.CheckConstraint(CONF.saml.the_prefix)"), "unknown"),
        (table("CONF.other.the_prefix", "sa.Text"), "unknown"),
        (table("CONF.saml.nothing", "sa.Text"), "unknown"),
        (table("CONF.saml.number", "sa.Text"), "unknown"),
        (format!("{}\nop.execute(\"INSERT INTO t (id) VALUES (1)\")", table(taken, "sa.String(3)")), "unknown"),
        (format!("{}\nop.execute({taken})", table("'a'", "sa.Text")), "unknown"),
        (
            format!(
                "{}\nop.add_column('t', sa.Column('d', sa.String(3), server_default={taken}))",
                table("'a'", "sa.Text")
            ),
            "unknown",
        ),
        (
            format!("{}\nop.add_column('t', sa.Column('d', sa.Text, server_default={taken}))", table("'a'", "sa.Text")),
            "succeeds",
        ),
        (format!("{}\nop.alter_column('t', 'c', server_default={taken})", table("'a'", "sa.String(3)")), "succeeds"),
    ];
    for (body, expected) in cases {
        let imports = "from oslo_config import cfg\nfrom app import options, other\nCONF = cfg.CONF\n";
        let (_, answer) = asked(&files, &format!("{imports}---\n{body}\n"));
        assert!(answer.contains(&format!("\"outcome\": \"{expected}\"")), "{body}\n{answer}");
    }
}

#[test]
fn the_url_of_an_engine_begins_with_its_dialect() {
    let imports = "import sqlalchemy as sa\n";
    let made = |prefix: &str| {
        let test = format!("if str(op.get_bind().engine.url).startswith('{prefix}'):\n    raise ValueError('no')\n");
        let (_, answer) = asked(&[], &format!("{imports}---\n{test}"));
        answer.split("\"outcome\": ").nth(1).and_then(|own| own.split(',').next()).unwrap_or_default().to_owned()
    };
    let found = ["sqlite", "postgres", "postgresql", "postgresql+"].map(made);
    assert_eq!(found, ["\"succeeds\"", "\"fails\"", "\"fails\"", "\"unknown\""]);
}
