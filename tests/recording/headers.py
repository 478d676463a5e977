#!/usr/bin/env python3
"""Prints what real Alembic reads from the header of each version file: `headers.py DIRECTORY`, a directory with `versions`."""
import json
import os
import sys
import warnings

from alembic.script import ScriptDirectory
from alembic.util import to_tuple

warnings.simplefilter("ignore")
sys.dont_write_bytecode = True
scripts = ScriptDirectory(sys.argv[1])
print(
    json.dumps(
        {
            os.path.basename(script.path): {
                "revision": script.revision,
                "down_revision": to_tuple(script.down_revision, default=()),
                "depends_on": to_tuple(script.dependencies, default=()),
                "branch_labels": sorted(script._orig_branch_labels or ()),
                "doc": script.doc,
            }
            for script in scripts._load_revisions()
        }
    )
)
