#!/usr/bin/env python3
"""Makes version files of what Alembic's own tests of its operations do, and writes down what `alembic upgrade --sql` makes
of them for PostgreSQL.

    alembic_ops.py SDIST > testdata/parity/alembic_ops.json

SDIST is the unpacked source distribution (`pip download --no-binary :all: --no-deps alembic==1.20.1`); pytest must be
importable. The body of a test is taken apart: what makes contexts and what asserts goes, parameters and helpers are filled
in; the calls that are left are the version file. Nothing else of Alembic's text is kept. tests/op_recorded.rs asks limbeck.
"""
import ast
import copy
import importlib
import io
import itertools
import json
import os
import sys
import tempfile
import textwrap
import warnings

from alembic import command
from alembic.config import Config
from alembic.ddl.impl import DefaultImpl
from alembic.operations import Operations
from sqlalchemy import testing

FILES = ["test_op", "test_postgresql", "test_bulk_insert", "test_op_naming_convention"]

# Classes whose tests send nothing: what they ask is not asked of a version file.
SILENT = {
    "ObjectFromToTest": "objects in memory, nothing is invoked",
    "EnsureTableForFKTest": "objects in memory, nothing is invoked",
    "PostgresqlDefaultCompareTest": "autogenerate compares defaults with a server's",
    "PostgresqlDetectSerialTest": "autogenerate reflects serials of a server",
    "PGUniqueIndexAutogenerateTest": "autogenerate compares metadata with a server's",
    "PGIndexAutogenerateTest": "autogenerate compares metadata with a server's",
    "PGNullsNotDistinctAutogenerateTest": "autogenerate compares metadata with a server's",
    "PGComputedAutogenerateTest": "autogenerate compares metadata with a server's",
}
SILENT_TESTS = {"test_normalize_computed_default_strips_type_casts": "autogenerate compares texts"}
# Tests whose calls need what no version file has.
MOCKED = {
    "test_cant_op": "takes the proxy object away that every version file has",
    "test_run_async_error": "asks whether the engine is asynchronous, which is env.py's",
    "test_array_type_user_defined_inner": "names a module that only the test has",
    "test_run_async_ok": "puts mock objects in the place of SQLAlchemy's connection",
}
CHECKS = {"assert_", "assert_contains", "eq_", "is_not_", "is_", "fail", "clear_assertions", "restore_operations"}
# What the tests of a class call the objects that a version file finds elsewhere.
RENAMED = {"self.op": "op", "ops_context": "op", "migration_context": "op.get_context()"}


class Variation:
    def __init__(self, name, chosen):
        self.name, self.chosen = name, chosen


class Fold(ast.NodeTransformer):
    """Puts arguments in the place of parameters, and decides what they decide."""

    def __init__(self, values):
        self.values = values

    def visit_Attribute(self, node):
        own = self.values.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if isinstance(own, Variation):
            return ast.Constant(own.chosen is True if node.attr == own.name else own.chosen == node.attr)
        if ast.unparse(node) in RENAMED:
            return ast.parse(RENAMED[ast.unparse(node)], mode="eval").body
        return self.generic_visit(node)

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load) and node.id in self.values:
            own = self.values[node.id]
            return ast.Constant(own.chosen is True) if isinstance(own, Variation) else copy.deepcopy(own)
        if node.id in RENAMED:
            return ast.parse(RENAMED[node.id], mode="eval").body
        return node

    def visit_Call(self, node):
        node = self.generic_visit(node)
        if isinstance(node.func, ast.Lambda) and not node.args and not node.keywords:
            return node.func.body
        if isinstance(node.func, ast.Name) and node.func.id == "bool" and isinstance(node.args[0], ast.Constant):
            return ast.Constant(bool(node.args[0].value))
        return node

    def visit_Compare(self, node):
        node = self.generic_visit(node)
        sides = [node.left, node.comparators[0]]
        if all(isinstance(side, ast.Constant) for side in sides) and isinstance(node.ops[0], (ast.Eq, ast.Is)):
            return ast.Constant(sides[0].value == sides[1].value)
        return node

    def visit_If(self, node):
        node.test = self.visit(node.test)
        if isinstance(node.test, ast.Constant):
            return self.block(node.body if node.test.value else node.orelse)
        return self.generic_visit(node)

    def block(self, statements):
        return [new for old in statements for new in flat(self.visit(old))]


def flat(found):
    return [] if found is None else found if isinstance(found, list) else [found]


def is_call(node, *names):
    return isinstance(node, ast.Call) and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) in names


def parameters(function):
    return [argument.arg for argument in function.args.args if argument.arg != "self"]


def cases_of(function):
    """Yields the arguments of each run, and what they are called."""
    sets = []
    for decorator in reversed(function.decorator_list):
        if is_call(decorator, "combinations"):
            names = [key.value.value.split(",") for key in decorator.keywords if key.arg == "argnames"]
            rows = [row.elts if isinstance(row, ast.Tuple) else [row] for row in decorator.args]
            sets.append(([name.strip() for name in names[0]] if names else None, rows))
        elif is_call(decorator, "variation"):
            name = decorator.args[0].value
            sets.append(([name], [[Variation(name, choice.value)] for choice in decorator.args[1].elts]))
    named = {name for names, _ in sets if names for name in names}
    free = [name for name in parameters(function) if name not in named]
    for rows in itertools.product(*[rows for _, rows in sets]):
        values = {}
        for (names, _), row in zip(sets, rows):
            values.update(zip(names or free, row))
        spelt = [own.chosen if isinstance(own, Variation) else ast.unparse(own) for own in values.values()]
        yield values, ", ".join(map(str, spelt))


def inlined(statements, methods):
    """Puts the bodies of the class's own helpers in the place of calls."""
    for statement in statements:
        call = getattr(statement, "value", None)
        helper = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and methods.get(call.func.attr)
        if not helper or ast.unparse(call.func.value) != "self":
            yield statement
            continue
        values = dict(zip(parameters(helper), call.args)) | {key.arg: key.value for key in call.keywords}
        inner = list(inlined(Fold(values).block(copy.deepcopy(helper.body)), methods))
        if isinstance(inner[-1], ast.Return):
            returned = inner.pop().value
            if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) != ast.unparse(returned):
                inner.append(ast.Assign(statement.targets, returned, lineno=0))
        yield from inner


def stripped(statements, told):
    """Takes contexts, mocks and assertions out; a call that must raise becomes the call, and is marked."""
    for statement in statements:
        call = getattr(statement, "value", None)
        items = [item.context_expr for item in getattr(statement, "items", [])]
        if isinstance(statement, (ast.Assert, ast.Return)):
            continue
        if isinstance(statement, ast.Expr) and isinstance(call, ast.Constant):
            continue
        if is_call(call, "op_fixture"):
            told.update({key.arg: key.value for key in call.keywords})
        elif isinstance(statement, ast.Expr) and is_call(call, *CHECKS):
            continue
        elif isinstance(statement, ast.Expr) and is_call(call, "assert_raises_message"):
            yield marked(ast.Expr(ast.Call(call.args[2], call.args[3:], call.keywords)))
        elif isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "context":
            continue
        elif any(is_call(item, "expect_raises_message") for item in items):
            yield from (marked(own) for own in stripped(statement.body, told))
        elif any(is_call(item, "expect_warnings", "patch", "begin_transaction") for item in items):
            yield from stripped(statement.body, told)
        elif isinstance(statement, ast.If) and "requirements" in ast.unparse(statement.test):
            continue
        elif isinstance(statement, ast.If):
            statement.body = list(stripped(statement.body, told)) or [ast.Pass()]
            statement.orelse = list(stripped(statement.orelse, told))
            if statement.orelse or not isinstance(statement.body[0], ast.Pass):
                yield statement
        else:
            yield statement


def marked(statement):
    statement.raises = True
    return statement


def needed(statements):
    """Leaves out documentation, and assignments that only the assertions read."""
    for node in (own for statement in statements for own in ast.walk(statement)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    while True:
        read = {
            node.id
            for own in statements
            for node in ast.walk(own)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        kept = []
        for own in statements:
            targets = own.targets if isinstance(own, ast.Assign) else []
            names = [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
            if not names or any(name in read for name in names):
                kept.append(own)
            elif ast.unparse(own.value).startswith("op."):
                kept.append(ast.Expr(own.value))
        if len(kept) == len(statements):
            return [ast.fix_missing_locations(own) for own in kept]
        statements = kept


def imports_of(tree):
    found = {}
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom):
            for own in statement.names:
                spelt = own.name + (f" as {own.asname}" if own.asname else "")
                found[own.asname or own.name] = f"from {statement.module} import {spelt}"
    return found


def tests(path):
    """Yields what each run of each test does."""
    tree = ast.parse(open(path).read())
    imports = imports_of(tree)
    for cls in (own for own in tree.body if isinstance(own, ast.ClassDef)):
        methods = {own.name: own for own in cls.body if isinstance(own, ast.FunctionDef)}
        for function in methods.values():
            if not function.name.startswith("test_"):
                continue
            for values, label in cases_of(function):
                name = f"{cls.name}.{function.name}" + (f"[{label}]" if label else "")
                yield name, cls, function, methods, values, imports


def version_files(cls, function, methods, values, imports):
    """Yields the version files of one run: one for each exception, if it expects several."""
    told = {}
    start = [own for own in methods["setUp"].body if "self.t1" in ast.unparse(own)] if "setUp" in methods else []
    body = Fold(values).block(copy.deepcopy(start + function.body))
    assigned = {ast.unparse(own.targets[0]): own.value for own in body if isinstance(own, ast.Assign)}
    body = list(stripped(inlined(body, methods), told))
    convention = told.get("naming_convention")
    if isinstance(convention, ast.Name):
        convention = assigned[convention.id]
    raising = [own for own in body if getattr(own, "raises", False)]
    for last in raising or [None]:
        kept = [own for own in body if own is last or own not in raising]
        text = "\n".join(ast.unparse(own) for own in needed(kept)).replace("self.t1", "t1")
        used = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
        lines = sorted({imports[name] for name in used if name in imports} | {"from alembic import op"})
        own = {"imports": lines, "body": text}
        if convention is not None:
            own["naming_convention"] = ast.literal_eval(convention)
        yield own


def offline_files(function, methods):
    """Yields the version file that a test of the command line writes, and the direction it runs."""
    helper = [own for name, own in methods.items() if name.endswith("_script") and name in ast.unparse(function)][0]
    text = next(node.value for node in ast.walk(helper) if isinstance(node, ast.Constant) and "def upgrade" in str(node.value))
    tree = ast.parse(text.replace("%s", "a1"))
    functions = {own.name: "\n".join(map(ast.unparse, own.body)) for own in tree.body if isinstance(own, ast.FunctionDef)}
    lines = [ast.unparse(own) for own in tree.body if isinstance(own, ast.ImportFrom)]
    own = {"imports": lines, "body": functions["upgrade"], "downgrade": functions["downgrade"]}
    yield own | ({"direction": "downgrade"} if "downgrade" in ast.unparse(function) else {})


def rendered_files(module, cls, function):
    """Yields version files of the directives that autogenerate writes in a test."""
    case = getattr(module, cls.name)()
    texts = []
    module.eq_ignore_whitespace = lambda text, *_: texts.append(text)
    module.eq_ = lambda text, *_: texts.append(text)
    case.setUp()
    run = getattr(case, function.name)
    try:
        run()
    except TypeError:
        return
    lines = ["from alembic import op", "from sqlalchemy.dialects import postgresql", "import sqlalchemy as sa"]
    for text in texts:
        if not isinstance(text, str):
            continue
        tree = ast.parse(textwrap.dedent(text)).body
        for own in tree:
            text = ast.unparse(own)
            kind = text.partition("(")[0]
            if kind.startswith("op."):
                body = text
            elif kind == "sa.Column":
                body = f"op.create_table('t', {text})"
            elif kind.endswith("Constraint"):
                columns = ", ".join(f"sa.Column({name!r}, sa.Integer())" for name in "xyc")
                body = f"op.create_table('t', {columns}, {text})"
            else:
                body = f"op.add_column('t', sa.Column('c', {text}))"
            yield {"imports": lines, "body": body}


ENV = """from alembic import context
from sqlalchemy import MetaData
target_metadata = MetaData({convention})
context.configure(url="postgresql://", target_metadata=target_metadata, literal_binds=True, dialect_opts={{"paramstyle": "named"}})
with context.begin_transaction():
    context.run_migrations()
"""


def write(own, folder):
    os.makedirs(folder + "/versions")
    convention = own.get("naming_convention")
    with open(folder + "/env.py", "w") as file:
        file.write(ENV.format(convention=f"naming_convention={convention!r}" if convention else ""))
    with open(folder + "/versions/a1.py", "w") as file:
        functions = [("upgrade", own["body"]), ("downgrade", own.get("downgrade", ""))]
        text = "\n".join(own["imports"]) + "\nrevision = 'a1'\ndown_revision = None\n"
        for name, body in functions:
            text += f"\n\ndef {name}():\n" + textwrap.indent(body or "pass", "    ") + "\n"
        file.write(text)


def run(own):
    """Returns what `alembic upgrade --sql` sends between its own statements, or the exception."""
    sent = []
    before, registry = DefaultImpl.static_output, Operations._to_impl._registry.copy()
    DefaultImpl.static_output = lambda impl, text: sent.append(text)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        write(own, folder)
        config = Config(output_buffer=io.StringIO())
        config.set_main_option("script_location", folder)
        config.set_main_option("path_separator", "os")
        try:
            if own.get("direction") == "downgrade":
                command.downgrade(config, "a1:base", sql=True)
            else:
                command.upgrade(config, "head", sql=True)
        except Exception as error:
            return {"raised": [type(error).__name__, str(error)]}
        finally:
            DefaultImpl.static_output = before
            Operations._to_impl._registry.clear()
            Operations._to_impl._registry.update(registry)
    start = next(at for at, text in enumerate(sent) if text.startswith("-- Running"))
    end = max(at for at, text in enumerate(sent) if "alembic_version" in text and at > start)
    return {"sent": in_order(sent[start + 1 : end])}


def in_order(sent):
    """Alembic goes through the constraints of a table in the order of a set."""
    added = [text for text in sent if " ADD FOREIGN KEY" in text]
    places = [at for at, text in enumerate(sent) if text in added]
    for at, text in zip(places, sorted(added)):
        sent[at] = text
    return sent


def main(sdist):
    sys.path[:0] = [sdist]
    os.chdir(sdist)
    required = importlib.import_module("tests.requirements").DefaultRequirements()
    testing.config.requirements = testing.requires = required
    cases, left_out = [], []
    for file in FILES:
        module = importlib.import_module(f"tests.{file}")
        for name, cls, function, methods, values, imports in tests(f"tests/{file}.py"):
            name = f"{file}.{name}"
            why = SILENT.get(cls.name) or SILENT_TESTS.get(function.name) or MOCKED.get(function.name)
            if why:
                left_out.append({"test": name, "why": why})
                continue
            if cls.name == "PGOfflineEnumTest":
                files = offline_files(function, methods)
            elif cls.name == "PostgresqlAutogenRenderTest":
                files = rendered_files(module, cls, function)
            else:
                files = version_files(cls, function, methods, values, imports)
            files = list(files)
            if not files:
                left_out.append({"test": name, "why": "autogenerate writes nothing that stands in a version file"})
            cases.extend({"test": name, **own, **run(own)} for own in files)
    line = lambda own: json.dumps(own, ensure_ascii=False)
    print('{"cases":[\n' + ",\n".join(map(line, cases)) + '\n],"left_out":[\n' + ",\n".join(map(line, left_out)) + "\n]}")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
