#!/usr/bin/env python3
"""Runs commands of real Alembic, one after the other in one process.

Reads lines `{"directory", "arguments"}` and writes lines `{"out", "status"}`. Where Alembic prints a Python set, whose
order changes with PYTHONHASHSEED, its elements come sorted; a set of revisions comes in the order of the files.
"""
import contextlib
import io
import json
import os
import sys
import warnings

from alembic import config
from alembic.runtime import migration
from alembic.script import revision
from sqlalchemy.util import OrderedSet

warnings.simplefilter("ignore")
sys.dont_write_bytecode = True


class AnySet(type):
    def __instancecheck__(cls, value):
        return isinstance(value, set)


class Ordered(OrderedSet, metaclass=AnySet):
    def __iter__(self):
        elements = list(super().__iter__())
        return iter(sorted(elements) if all(isinstance(element, str) for element in elements) else elements)


class Frozen(frozenset):
    def __iter__(self):
        return iter(sorted(super().__iter__()))

    def union(self, *others):
        return Frozen(super().union(*others))


class Written(OrderedSet, metaclass=AnySet):
    """A set whose elements come in the order of the files."""


def in_order_of_files():
    revision.set = Ordered
    migration.set = Written
    revision.Revision.nextrev = revision.Revision._all_nextrev = Frozen()
    normalize = revision.RevisionMap._normalize_depends_on

    def normalized(self, revisions, map_):
        normalize(self, revisions, map_)
        for rev in revisions:
            kept = list(rev._normalized_resolved_dependencies)
            rev._normalized_resolved_dependencies = tuple(
                dict.fromkeys(dep for dep in rev._resolved_dependencies if dep in kept)
            )

    revision.RevisionMap._normalize_depends_on = normalized


def write_to_standard_output_of_now():
    start = config.Config.__init__

    def started(self, *arguments, **options):
        options.setdefault("stdout", sys.stdout)
        start(self, *arguments, **options)

    config.Config.__init__ = started


def run(directory, arguments):
    os.chdir(directory)
    path, out = list(sys.path), io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    status = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            config.main(argv=arguments, prog="alembic")
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException as error:
        status = "%s: %s" % (type(error).__name__, error)
    finally:
        sys.path[:] = path
    out.flush()
    return {"out": out.buffer.getvalue().decode(), "status": status}


in_order_of_files()
write_to_standard_output_of_now()
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(run(asked["directory"], asked["arguments"])), flush=True)
