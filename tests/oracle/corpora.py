"""What the measurements share: the corpora and their dumps, a server with databases to throw away, and limbeck's answers.

$LIMBECK_CORPORA_LIST is the folder with `corpora.json` and `score.py` (default /work/shared/oracle), $LIMBECK_CORPORA the
one with the unpacked projects and `truth/NAME`, the dumps that real Alembic left (default ~/.cache/limbeck-corpora),
$LIMBECK_TEST_DATABASE the server, as `tests/server` prints it.
"""
import contextlib, difflib, functools, glob, json, os, re, subprocess, sys, uuid
from urllib.parse import urlsplit

LIST = os.environ.get("LIMBECK_CORPORA_LIST", "/work/shared/oracle")
FOLDER = os.environ.get("LIMBECK_CORPORA", os.path.expanduser("~/.cache/limbeck-corpora"))
sys.path.append(LIST)
import score  # noqa: E402

CORPORA = json.load(open(os.path.join(LIST, "corpora.json")))


def arguments(name):
    """Returns what tells limbeck where the history of a corpus is."""
    return score.where(CORPORA[name], score.sources(CORPORA[name], name, FOLDER))


def version_locations(name):
    return [os.path.join(FOLDER, name, location) for location in CORPORA[name]["version_locations"]]


def truth(name):
    """Returns the revisions that real Alembic applied, in order, each with the dump after it; and the outcome."""
    folder = os.path.join(FOLDER, "truth", name)
    dumps = sorted(glob.glob(os.path.join(folder, "[0-9]*_*.sql")))
    revision = lambda path: re.match(r"\d+_(.*)\.sql$", os.path.basename(path)).group(1)
    return [(revision(path), path) for path in dumps], json.load(open(os.path.join(folder, "outcome.json")))


def address(database):
    parts = urlsplit(os.environ["LIMBECK_TEST_DATABASE"])
    return f"{parts.scheme}://{parts.netloc}/{database}"


def psql(database, text=None, *, file=None):
    """Runs a script; returns what the server refused, or nothing."""
    source = ["-f", file] if file else ["-f", "-"]
    run = subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", address(database), *source], input=text,
                         capture_output=True, text=True)
    return None if run.returncode == 0 else run.stderr.strip()


def must(error):
    if error:
        raise SystemExit(error)


@contextlib.contextmanager
def database(template=None):
    """A database of its own, empty or a copy of another."""
    name = "corpus_" + uuid.uuid4().hex[:12]
    must(psql("postgres", f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else "")))
    try:
        yield name
    finally:
        must(psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)'))


def fill(database, dump):
    """Makes an empty database what the dump says, with its empty version table."""
    must(psql(database, "DROP SCHEMA public") if "CREATE SCHEMA public;" in open(dump).read() else None)
    must(psql(database, file=dump))


def dump(database):
    return subprocess.run(["pg_dump", "--schema-only", "--no-owner", "-d", address(database)], check=True,
                          capture_output=True, text=True).stdout


# Spellings of one check of a varchar column: as it was made, as its dump makes it again, and with `= ANY` for `IN`.
LABELS = re.compile(r"\(ARRAY\[((?:'(?:[^']|'')*'::character varying(?:, )?)+)\]\)::text\[\]")
LABEL = re.compile(r"('(?:[^']|'')*')::character varying")
LOADED = re.compile(r"\(('(?:[^']|'')*')::character varying\)::text")


def statements(text):
    """Returns a dump without comments, settings and its random key, each expression in one of its spellings."""
    noise = ("--", "\\", "SET ", "SELECT ")
    loaded = LABELS.sub(lambda own: "ARRAY[" + LABEL.sub(r"\1::text", own[1]) + "]", text)
    loaded = LOADED.sub(r"\1::text", loaded)
    # limbeck writes these in one of their spellings.
    loaded = loaded.replace("DEFAULT CURRENT_TIMESTAMP", "DEFAULT now()")
    loaded = re.sub(r"DEFAULT '(-?\d+)'::(bigint|smallint)", r"DEFAULT \1", loaded)
    return [line for line in loaded.splitlines() if line.strip() and not line.startswith(noise)]


def differences(expected, found):
    lines = difflib.unified_diff(statements(expected), statements(found), "expected", "found", lineterm="", n=1)
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


def ask(limbeck, name, *words):
    """Returns limbeck's answer as a value, or what it complained of under `error`."""
    run = subprocess.run([limbeck, *arguments(name), "--format", "json", *words], capture_output=True, text=True, timeout=600)
    try:
        return json.loads(run.stdout)
    except ValueError:
        return {"error": {"message": (run.stderr or run.stdout or f"exit {run.returncode}").strip()[:500]}}
