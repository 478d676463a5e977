#!/usr/bin/env python3
"""Runs Alembic's own tests under real Alembic and writes down what they ask of a history, and what it answers.

    alembic_tests.py SDIST > testdata/parity/alembic_tests.json

SDIST is the unpacked source distribution (`pip download --no-binary :all: --no-deps alembic==1.20.1`); pytest must be
importable. Nothing of Alembic's text is kept: only revision maps, calls, configurations, and outcomes or error classes.
tests/history_recorded.py lists what was left out; tests/history_recorded.rs asks limbeck the same.
"""
import contextlib
import datetime
import functools
import hashlib
import inspect
import io
import json
import os
import runpy
import sys
import types

import pytest
from alembic import command, config as alembic_config, util
from alembic.runtime import migration
from alembic.script import base, revision
from alembic.util import CommandError

FILES = ["revision", "version_traversal", "version_table", "command", "script_consumption", "config"]
# Lists of ids longer than this are kept as a checksum.
LONG = 24


class Recorder:
    def __init__(self, root):
        self.root = root
        self.cases, self.case = [], None
        self.maps, self.map_numbers = [], {}
        self.questions, self.question_numbers = [], {}
        self.owner, self.ids = "", 0
        self.depth = 0
        self.silent = 0

    # pytest's hooks
    def pytest_runtest_setup(self, item):
        owner = item.nodeid.rpartition("::")[0]
        if self.owner != owner:
            self.owner, self.ids = owner, 0
        self.case = {"test": item.nodeid, "asked": []}
        self.touched = []

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item):
        outcome = yield
        self.case["outcome"] = "failed" if outcome.excinfo else "passed"
        for map_ in list(self.touched):
            self.ask_shape(map_)
        self.cases.append(self.case)

    def pytest_runtest_teardown(self, item):
        self.case = None

    # recording
    def ask(self, call, map_, args, answer, **more):
        if self.case is None or self.silent:
            return
        asked = {"call": call, "args": args, "answer": answer, **more}
        if map_ is not None:
            asked["map"] = self.number(map_)
            if not any(known is map_ for known in self.touched):
                self.touched.append(map_)
        key = json.dumps(asked, sort_keys=True)
        if key not in self.question_numbers:
            self.question_numbers[key] = len(self.questions)
            self.questions.append(asked)
        if self.question_numbers[key] not in self.case["asked"]:
            self.case["asked"].append(self.question_numbers[key])

    def rev_id(self):
        """Alembic's tests take random ids; these are the same in every recording."""
        self.ids += 1
        return hashlib.sha1(b"%d" % self.ids).hexdigest()[:12]

    def number(self, map_):
        # What files declare, not what the map makes of it.
        revisions = [declared(rev) for rev in map_.__dict__.get("_limbeck_loaded", [])]
        key = json.dumps(revisions)
        if key not in self.map_numbers:
            self.map_numbers[key] = len(self.maps)
            self.maps.append(revisions)
        return self.map_numbers[key]

    def ask_shape(self, map_):
        """Asks what loading the same files gives; a map that revisions were added to differs from it."""
        if "_revision_map" not in map_.__dict__:
            return
        with self.quiet():
            files = [declared(rev) for rev in map_.__dict__["_limbeck_loaded"]]
            map_ = revision.RevisionMap(lambda: [revision.Revision(*file_arguments(file)) for file in files])
            try:
                built = map_._revision_map
            except Exception as error:
                failed = failure(error)
                built = None
        if built is None:
            self.ask("load", map_, [], failed)
            return
        with self.quiet():
            revisions = {key: rev for key, rev in built.items() if key and rev.revision == key}
            shape = {
                "heads": list(map_.heads),
                "real_heads": list(map_._real_heads),
                "bases": list(map_.bases),
                "real_bases": list(map_._real_bases),
                "revisions": {
                    key: sparse({
                        "children": sorted(rev.nextrev),
                        "all_children": sorted(rev._all_nextrev),
                        "labels": sorted(rev.branch_labels or ()),
                        "dependencies": sorted(rev._resolved_dependencies),
                        "normalized": sorted(rev._normalized_resolved_dependencies),
                        "is": sorted(
                            word
                            for word, value in {
                                "head": rev.is_head,
                                "real_head": rev._is_real_head,
                                "base": rev.is_base,
                                "branch_point": rev.is_branch_point,
                                "real_branch_point": rev._is_real_branch_point,
                                "merge_point": rev.is_merge_point,
                            }.items()
                            if value
                        ),
                    })
                    for key, rev in sorted(revisions.items())
                },
            }
        self.ask("shape", map_, [], {"value": shape})

    @contextlib.contextmanager
    def quiet(self):
        self.silent += 1
        try:
            yield
        finally:
            self.silent -= 1

    def wrap(self, owner, name, call, map_of):
        """Records the outermost call of a method; a generator is recorded when it is first asked."""
        original = owner.__dict__[name]
        recorder = self

        @functools.wraps(original)
        def recorded(this, *args, **kwargs):
            if recorder.depth or recorder.silent or recorder.case is None:
                return original(this, *args, **kwargs)
            asked = spelt_arguments(args, kwargs)

            def run():
                recorder.depth += 1
                try:
                    value = original(this, *args, **kwargs)
                    if isinstance(value, types.GeneratorType):
                        value = list(value)
                    # The order in which related revisions come is that of a set.
                    answer = {"value": spelt(set(value) if name.endswith("_nodes") else value)}
                    return value
                except Exception as error:
                    answer = failure(error)
                    raise
                finally:
                    recorder.depth -= 1
                    recorder.ask(call, map_of(this), asked, answer)

            if name in GENERATORS:
                return later(run)
            return run()

        setattr(owner, name, recorded)


GENERATORS = {"iterate_revisions", "_get_ancestor_nodes", "_get_descendant_nodes", "walk_revisions"}


def sparse(found):
    return {key: value for key, value in found.items() if value}


def later(run):
    yield from run()


def declared(rev):
    as_list = lambda value: [] if value is None else [value] if isinstance(value, str) else list(value)
    labels = rev._orig_branch_labels
    return {
        "id": rev.revision,
        "down": as_list(rev.down_revision),
        "depends": as_list(rev.dependencies),
        "labels": sorted(as_list(labels)) if isinstance(labels, (set, frozenset)) else as_list(labels),
    }


def file_arguments(file):
    down = tuple(file["down"])
    return file["id"], down[0] if len(down) == 1 else down or None, tuple(file["depends"]), tuple(file["labels"]) or None


def spelt(value):
    if isinstance(value, migration.RevisionStep):
        return {"step": "upgrade" if value.is_upgrade else "downgrade", "revision": value.revision.revision}
    if isinstance(value, migration.StampStep):
        return {
            "from": list(value.from_),
            "to": list(value.to_),
            "direction": "upgrade" if value.is_upgrade else "downgrade",
            "branch": bool(value.branch_move),
        }
    if isinstance(value, revision.Revision):
        return value.revision
    if isinstance(value, (set, frozenset)):
        found = sorted(spelt(item) for item in value)
        return summary(found) if len(found) > LONG else {"set": found}
    if isinstance(value, (list, tuple)):
        found = [spelt(item) for item in value]
        return summary(found) if len(found) > LONG and all(isinstance(item, str) for item in found) else found
    if value is None or isinstance(value, (str, bool, int)):
        return value
    return {"python": type(value).__name__}


def summary(ids):
    """A long list of ids: how many, and FNV-1a of them sorted."""
    return {"count": len(ids), "sorted": fnv(sorted(ids))}


def fnv(ids):
    found = 0xCBF29CE484222325
    for byte in ",".join(ids).encode():
        found = ((found ^ byte) * 0x100000001B3) % (1 << 64)
    return "%016x" % found


def spelt_arguments(args, kwargs):
    return [spelt(arg) for arg in args] + [{name: spelt(value) for name, value in sorted(kwargs.items())}]


def failure(error):
    cause = error.__cause__
    if isinstance(error, CommandError) and isinstance(cause, revision.RevisionError):
        error = cause
    named = {"error": type(error).__name__}
    if isinstance(error, revision.CycleDetected):
        named["revisions"] = list(error.revisions)
    return named


def instrument(recorder):
    util.rev_id = recorder.rev_id
    base.ScriptDirectory._generate_create_date = lambda this: datetime.datetime(2024, 2, 29, 12, 30, 15, 123456)
    own = lambda map_: map_
    of_scripts = lambda scripts: scripts.revision_map
    for name in [
        "get_revision", "get_revisions", "get_current_head", "iterate_revisions", "_topological_sort",
        "filter_for_lineage", "_get_ancestor_nodes", "_get_descendant_nodes", "_get_base_revisions",
        "_parse_upgrade_target", "_parse_downgrade_target", "_get_all_current",
    ]:
        recorder.wrap(revision.RevisionMap, name, name, own)
    for name in [
        "_upgrade_revs", "_downgrade_revs", "_stamp_revs", "walk_revisions", "as_revision_number", "get_heads",
        "get_bases", "get_current_head", "get_base", "get_revision", "get_revisions", "get_all_current",
    ]:
        recorder.wrap(base.ScriptDirectory, name, "script." + name, of_scripts)
    instrument_map(recorder)
    instrument_rows(recorder)
    instrument_files(recorder)
    instrument_config(recorder)
    instrument_commands(recorder)


def instrument_map(recorder):
    build = revision.RevisionMap.__dict__["_revision_map"].fget
    start = revision.RevisionMap.__init__
    add = revision.RevisionMap.add_revision
    construct = revision.Revision.__init__
    refused = []

    def constructed(this, id_, down=None, dependencies=None, branch_labels=None):
        try:
            construct(this, id_, down, dependencies, branch_labels)
        except revision.LoopDetected:
            this.revision, this.down_revision, this.dependencies = id_, down, dependencies
            this._orig_branch_labels = branch_labels
            refused.append(this)
            raise

    def remember(this, generator):
        def loaded():
            refused.clear()
            try:
                found = list(generator())
            except revision.LoopDetected:
                this.__dict__["_limbeck_loaded"] = list(refused)
                raise
            this.__dict__["_limbeck_loaded"] = found
            return found

        start(this, loaded)

    def built(this):
        recorder.depth += 1
        answer = {"value": "loaded"}
        try:
            return build(this)
        except Exception as error:
            answer = failure(error)
            raise
        finally:
            recorder.depth -= 1
            recorder.ask("load", this, [], answer)

    def added(this, rev, _replace=False):
        this._revision_map
        loaded = this.__dict__["_limbeck_loaded"]
        at = [known.revision for known in loaded]
        if rev.revision in at:
            loaded[at.index(rev.revision)] = rev
        else:
            loaded.append(rev)
        recorder.depth += 1
        try:
            return add(this, rev, _replace)
        finally:
            recorder.depth -= 1

    revision.Revision.__init__ = constructed
    revision.RevisionMap.__init__ = remember
    revision.RevisionMap.__dict__["_revision_map"].fget = built
    revision.RevisionMap.add_revision = added


def instrument_rows(recorder):
    maintainer = migration.HeadMaintainer
    update = maintainer.update_to_step
    written = []

    def note(name, kind):
        original = getattr(maintainer, name)

        def noted(this, *args):
            written.append([kind, *args])
            return original(this, *args)

        setattr(maintainer, name, noted)

    for name, kind in {"_insert_version": "insert", "_delete_version": "delete", "_update_version": "update"}.items():
        note(name, kind)

    def updated(this, step):
        before = sorted(this.heads)
        written.clear()
        recorder.depth += 1
        try:
            update(this, step)
            answer = {"value": {"rows": list(written), "heads": sorted(this.heads)}}
        except Exception as error:
            answer = failure(error)
            raise
        finally:
            recorder.depth -= 1
            if isinstance(step, (migration.RevisionStep, migration.StampStep)):
                recorder.ask("update_to_step", getattr(step, "revision_map", None), [spelt(step), before], answer)

    maintainer.update_to_step = updated


def header_of(path):
    """Returns the names of a version file that Alembic looks at, nothing where Python refuses it."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            module = runpy.run_path(path)
    except BaseException:
        return None
    names = {"revision", "down_revision", "depends_on", "branch_labels"}
    found = {name: spelt(value) for name, value in module.items() if name in names}
    return found


def tree_of(locations, root):
    found = []
    for location in locations:
        for directory, directories, files in sorted(os.walk(location)):
            directories.sort()
            for name in sorted(files):
                path = os.path.join(directory, name)
                header = header_of(path) if name.endswith(".py") and not name.startswith(".") else None
                found.append({"path": os.path.relpath(path, root), "header": header})
    return found


def instrument_files(recorder):
    load = base.ScriptDirectory._load_revisions

    def loaded(this):
        if recorder.silent or recorder.case is None:
            return load(this)
        root = os.path.abspath(str(this.dir))
        locations = [os.path.abspath(str(path)) for path in this._version_locations]
        try:
            found = list(load(this))
            answer = {"value": [[rev.revision, os.path.relpath(rev.path, root)] for rev in found]}
            return found
        except Exception as error:
            answer = failure(error)
            raise
        finally:
            arguments = {
                "locations": [os.path.relpath(path, root) for path in locations],
                "recursive": bool(this.recursive_version_locations),
                "sourceless": bool(this.sourceless),
                "files": tree_of(locations, root),
            }
            recorder.ask("files", None, [arguments], answer)

    base.ScriptDirectory._load_revisions = loaded


def options_of(config):
    section = config.config_ini_section
    file_config = config.file_config
    raw = dict(file_config.items(section, raw=True)) if file_config.has_section(section) else {}
    kept = {
        "script_location", "version_locations", "version_path_separator", "path_separator", "prepend_sys_path",
        "recursive_version_locations", "sourceless",
    }
    toml = getattr(config, "toml_alembic_config", None) or {}
    return {
        "ini": {name: value for name, value in raw.items() if name in kept or name == "here"},
        "toml": {name: value for name, value in toml.items() if name in kept},
    }


def wrap_list(recorder, name):
    original = getattr(alembic_config.Config, name)

    def listed(this):
        if recorder.depth or recorder.silent or recorder.case is None:
            return original(this)
        with recorder.quiet():
            asked = options_of(this)
        try:
            value = original(this)
            answer = {"value": None if value is None else [str(path) for path in value]}
            return value
        except Exception as error:
            answer = failure(error)
            raise
        finally:
            recorder.ask("config_list", None, [asked, name], answer)

    setattr(alembic_config.Config, name, listed)


def instrument_config(recorder):
    from_config = base.ScriptDirectory.__dict__["from_config"].__func__

    def opened(cls, config):
        asked = None
        recorder.depth += 1
        try:
            scripts = from_config(cls, config)
            answer = {
                "value": {
                    "dir": str(scripts.dir),
                    "version_locations": [str(path) for path in scripts.version_locations or []],
                    "recursive": bool(scripts.recursive_version_locations),
                    "sourceless": bool(scripts.sourceless),
                    "prepend_sys_path": [str(path) for path in config.get_prepend_sys_paths_list() or []],
                }
            }
            return scripts
        except Exception as error:
            answer = failure(error)
            raise
        finally:
            recorder.depth -= 1
            if not recorder.silent and recorder.case is not None:
                with recorder.quiet():
                    asked = options_of(config)
                recorder.ask("config", None, [asked, os.getcwd()], answer)

    base.ScriptDirectory.from_config = classmethod(opened)
    for name in ["get_version_locations_list", "get_prepend_sys_paths_list"]:
        wrap_list(recorder, name)
    find = alembic_config.CommandLine._inis_from_config

    def found(this, options):
        try:
            value = find(this, options)
            answer = {"value": list(value)}
            return value
        except Exception as error:
            answer = failure(error)
            raise
        finally:
            recorder.ask("config_files", None, [list(options.config or []), os.environ.get("ALEMBIC_CONFIG")], answer)

    alembic_config.CommandLine._inis_from_config = found


def instrument_commands(recorder):
    # The command line looks at the commands' own signatures.
    argspec = alembic_config.compat.inspect_getfullargspec
    alembic_config.compat.inspect_getfullargspec = lambda function: argspec(inspect.unwrap(function))
    lines, sql, rows = [], [], []
    print_stdout = alembic_config.Config.print_stdout
    static_output = migration.ddl.DefaultImpl.static_output
    current_heads = migration.MigrationContext.get_current_heads

    def printed(this, text, *arg):
        lines.append((str(text) % arg if arg else str(text)) + "\n")
        return print_stdout(this, text, *arg)

    def put(this, text):
        sql.append(text)
        return static_output(this, text)

    def read(this):
        found = current_heads(this)
        if not this.as_sql:
            rows.append(list(found))
        return found

    alembic_config.Config.print_stdout = printed
    migration.ddl.DefaultImpl.static_output = put
    migration.MigrationContext.get_current_heads = read

    def wrap(name):
        original = getattr(command, name)

        @functools.wraps(original)
        def run(config, *args, **kwargs):
            for seen in (lines, sql, rows):
                seen.clear()
            project = project_of(recorder, config)
            if project is not None and name not in ("history", "current"):
                for file in project["files"]:
                    del file["doc"]
            try:
                value = original(config, *args, **kwargs)
                answer = {"value": {"text": "".join(lines), "sql": list(sql), "rows": rows[0] if rows else []}}
                return value
            except Exception as error:
                answer = failure(error)
                answer["rows"] = rows[0] if rows else []
                raise
            finally:
                text = json.dumps(answer)
                if project is not None:
                    answer = json.loads(text.replace(project.pop("root"), "ROOT"))
                recorder.ask("command." + name, None, spelt_arguments(args, kwargs) + [project], answer)

        setattr(command, name, run)
        translations = alembic_config.CommandLine._POSITIONAL_TRANSLATIONS
        if original in translations:
            translations[run] = translations.pop(original)

    for name in ["history", "current", "heads", "branches", "show", "stamp", "upgrade", "downgrade"]:
        wrap(name)


def project_of(recorder, config):
    """Returns the version files of a project, and where it lies."""
    with recorder.quiet():
        try:
            scripts = base.ScriptDirectory.from_config(config)
            root = os.path.abspath(str(scripts.dir))
            scripts.revision_map._revision_map
        except Exception:
            return None
        loaded = scripts.revision_map.__dict__["_limbeck_loaded"]
        files = [
            {**declared(rev), "path": os.path.relpath(rev.path, root), "doc": rev.module.__doc__}
            for rev in loaded
        ]
    return {"root": root, "files": files}


def main():
    sdist = os.path.abspath(sys.argv[1])
    out, sys.stdout = sys.stdout, sys.stderr
    os.chdir(sdist)
    recorder = Recorder(sdist)
    instrument(recorder)
    files = ["tests/test_%s.py" % name for name in FILES]
    pytest.main(["-q", "-p", "no:cacheprovider", "-o", "addopts=", *files], plugins=[recorder])
    recorded = {"maps": recorder.maps, "questions": recorder.questions, "cases": recorder.cases}
    lines = (
        '"%s":[\n%s\n]' % (key, ",\n".join(json.dumps(one, separators=(",", ":")) for one in value))
        for key, value in recorded.items()
    )
    out.write("{%s}\n" % ",\n".join(lines).replace(sdist, "ROOT"))


main()
