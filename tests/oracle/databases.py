"""What cuts.py, drops.py and distractors.py share: the corpora, a PostgreSQL, and limbeck's answers.

A corpus is a real project's history with the `pg_dump --schema-only` that real Alembic left after each revision:
$LIMBECK_CORPORA_LIST (default /work/shared/oracle) holds `corpora.json`, where the version files lie; $LIMBECK_CORPORA
(default ~/.cache/limbeck-corpora) `NAME/`, the files, and `truth/NAME/NNNN_REVISION.sql`, the dumps in the order applied.
"""
import contextlib
import functools
import json
import os
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LIST = pathlib.Path(os.environ.get("LIMBECK_CORPORA_LIST", "/work/shared/oracle"))
CACHE = pathlib.Path(os.environ.get("LIMBECK_CORPORA", "~/.cache/limbeck-corpora")).expanduser()
VERSION_TABLE = "CREATE TABLE IF NOT EXISTS public.alembic_version (version_num character varying(32) NOT NULL);\n"


class Corpus:
    """One history: limbeck's arguments for it, its dumps, and who stands on whom."""

    def __init__(self, limbeck, name):
        self.limbeck, self.name = os.path.abspath(limbeck), name
        own = json.loads((LIST / "corpora.json").read_text())[name]
        self.where = ["--script-location", str(CACHE / name / own["script_location"]), "--version-table", "alembic_version"]
        for location in own["version_locations"]:
            self.where += ["--version-location", str(CACHE / name / location)]
        self.where += ["--metadata", own["metadata"]] if "metadata" in own else []
        self.where += ["--recursive"] if own.get("recursive") else []
        self.dumps = sorted((CACHE / "truth" / name).glob("[0-9]*_*.sql"))
        self.order = [re.match(r"\d+_(.*)", dump.stem)[1] for dump in self.dumps]

    @functools.cached_property
    def revisions(self):
        """REVISION (DESIGN, the command line) by id."""
        return {own["revision"]: own for own in self.ask("history")["revisions"]}

    def heads(self, count):
        """The rows of the version table after the first `count` dumps."""
        applied = self.order[:count]
        above = {parent for own in applied for parent in self.parents(own)}
        return [own for own in applied if own not in above]

    def parents(self, revision):
        own = self.revisions[revision]
        return own["down_revision"] + own["depends_on"]

    def closure(self, revisions):
        seen, open_ = set(), list(revisions)
        while open_:
            own = open_.pop()
            if own not in seen:
                seen.add(own)
                open_ += self.parents(own)
        return seen

    def statements(self, number):
        """The statements of the revision of dump `number`, as limbeck renders them; none where it runs in several parts."""
        revision, rows = self.order[number], self.heads(number)
        answer = self.ask("sql", "upgrade", revision, *(word for row in rows for word in ("--from", row)))
        steps = [step for step in answer.get("steps", []) if step["revision"] == revision]
        return statements(steps[0]["sql"]) if len(steps) == 1 else []

    def ask(self, *arguments):
        """limbeck's JSON, or {"error": …}."""
        run = subprocess.run([self.limbeck, *self.where, "--format", "json", *arguments], capture_output=True, text=True, timeout=300)
        try:
            return json.loads(run.stdout)
        except ValueError:
            return {"error": run.stderr[-400:] or f"exit {run.returncode}"}

    def audit(self, dump, rows):
        """The audit of the text of a dump whose version table holds `rows`."""
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
            file.write(dump + "\n" + VERSION_TABLE)
            file.writelines(f"INSERT INTO public.alembic_version (version_num) VALUES ('{row}');\n" for row in rows)
            file.flush()
            return self.ask("--snapshot", file.name, "audit")


class Server:
    """A throw-away PostgreSQL of tests/server, and databases on it."""

    def __init__(self, programs, url):
        self.programs, self.url, self.made = programs, url.rsplit("/", 1)[0], 0

    def run(self, program, database, *arguments, **options):
        command = [os.path.join(self.programs, program), "-d", f"{self.url}/{database}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, **options)

    def sql(self, database, text):
        """Runs `text`; returns what it printed. Raises Refused with the server's first error."""
        run = self.run("psql", database, "-XAtq", "-v", "ON_ERROR_STOP=1", "-f", "-", input=text)
        if run.returncode:
            raise Refused(run.stderr.strip().split("\n")[0])
        return run.stdout

    def dump(self, database):
        return self.run("pg_dump", database, "--schema-only", "--no-owner", check=True).stdout

    def facts(self, database):
        """{(object, attribute): value} of all that is in the database, in limbeck's words for objects and attributes."""
        rows = self.sql(database, (HERE / "facts.sql").read_text()).splitlines()
        return {(own, attribute): value for own, attribute, value in map(json.loads, rows)}

    def identities(self, database):
        """{object: which one it is}: an object made again under its name is another one."""
        return dict(map(json.loads, self.sql(database, (HERE / "identities.sql").read_text()).splitlines()))

    @contextlib.contextmanager
    def database(self, text="", template="template0"):
        """A new database, after `text` was run in it."""
        self.made += 1
        name = f"oracle_{self.made}"
        self.sql("postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            if text:
                self.sql(name, text)
            yield name
        finally:
            self.sql("postgres", f"DROP DATABASE {name} WITH (FORCE)")


class Refused(Exception):
    """PostgreSQL refused a statement."""


@contextlib.contextmanager
def server():
    """Starts tests/server for the length of a `with`."""
    with subprocess.Popen([HERE.parent / "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as own:
        told = dict(line.strip().split("=", 1) for line in iter(own.stdout.readline, "READY\n") if "=" in line)
        try:
            yield Server(told["LIMBECK_TEST_PG_BIN"], told["LIMBECK_TEST_DATABASE"])
        finally:
            own.stdin.close()


def schema_of(dump):
    """The statements of a dump, without comments, settings and the random \\restrict key."""
    return [line for line in dump.splitlines() if line.strip() and not line.startswith(("--", "\\", "SET ", "SELECT "))]


def statements(script):
    """The statements of a script, one a string, without those on the version table and the transaction's own."""
    parts, start, position = [], 0, 0
    token = re.compile(r"--[^\n]*|/\*.*?\*/|[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\"[^\"]*\"|(\$\w*\$).*?\1|(;)", re.S)
    for found in token.finditer(script):
        if found[2]:
            parts.append(script[start:found.start()])
            start = found.end()
    parts = [re.sub(r"\A(\s|--[^\n]*(\n|\Z))+", "", part).strip() for part in [*parts, script[start:]]]
    version = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) alembic_version\b|(BEGIN|COMMIT)\Z")
    return [part for part in parts if part and not version.match(part)]


def quoted(name):
    """A printed name as SQL, every part in quotes."""
    return ".".join(f'"{part}"' for part in name.split("."))


def parent_of(own):
    """The table of a column, a constraint or a trigger: `column public.t.c` is in `table public.t`."""
    kind, _, name = own.partition(" ")
    return "table " + name.rsplit(".", 1)[0] if kind in ("column", "constraint", "trigger", "policy") else None
