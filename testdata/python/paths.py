import os, os.path as osp, sys
from pathlib import Path
from datetime import datetime, timedelta
import datetime as dt
import typing as t
import uuid, decimal, math, types, logging, warnings
logger = logging.getLogger(__name__)
logger.info("x %s", 1)
warnings.warn("careful")
here = os.path.dirname(__file__)
ns = types.SimpleNamespace(a=1)
result = [
    here, os.path.join(here, "a", "b.sql"), os.path.join("a", "/b"), os.path.basename("/x/y.txt"), os.path.splitext("a/b.tar.gz"), os.path.split("/a/b"), os.path.normpath("/a/./b/../c"), os.path.isabs("/a"), osp.dirname("/a/b/c"),
    str(Path(__file__).parent / "x.sql"), Path("a/b.txt").name, Path("a/b.txt").stem, Path("a/b.txt").suffix, Path("/a/b/c").parents[1].as_posix(), Path("a") / "b" == Path("a/b"), str(Path("a//b/./c")), Path("/a/b").parts, str(Path("/a/b.txt").with_suffix(".md")), str(Path("/a").joinpath("b", "c")),
    sys.version_info >= (3, 8), sys.version_info[0], sys.version_info.major, os.sep, os.linesep, str(uuid.UUID("12345678123456781234567812345678")), str(decimal.Decimal("1.10")), math.ceil(1.2), math.floor(-1.2), math.sqrt(16), math.pi, ns.a,
    isinstance(datetime(2020, 1, 1), dt.date), datetime(2020, 1, 1) == datetime(2020, 1, 1), datetime(2020, 1, 1) is None, t.TYPE_CHECKING, t.cast(int, "a"), t.get_args(t.Literal["a", "b"]), str(dt.date(2020, 1, 2)), isinstance([], t.Sequence), __name__, sys.maxsize, sys.platform,
]
