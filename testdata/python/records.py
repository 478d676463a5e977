# Classes that `dataclasses`, `enum` and descriptors make: order, options, patterns, what is found where.
from dataclasses import KW_ONLY, FrozenInstanceError, dataclass, field
import uuid


def tried(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


@dataclass(order=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class Fixed:
    x: int


@dataclass
class Base:
    a: int
    _: KW_ONLY
    b: int = 3


def freeze():
    Fixed(1).x = 2


def shape(value):
    match value:
        case Version(major=0):
            return "old"
        case Version(1, minor):
            return ("one", minor)
        case Version():
            return "new"


class Doubled:
    def __get__(self, owner, kind=None):
        return "class" if owner is None else owner.__dict__["_v"]

    def __set__(self, owner, value):
        owner.__dict__["_v"] = value * 2


class Holder:
    v = Doubled()

    def __init__(self, **given):
        self.__dict__.update(given)


class Defaults(dict):
    def __missing__(self, key):
        return key * 2


class Lesser:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


class Child(Holder):
    def nothing(self):
        return super().nothing()


holder = Holder(a=1)
holder.v = 4
result = [
    Version(1) < Version(1, 2), Version(2) >= Version(1, 9), Version(1, note="a") == Version(1, note="b"), sorted([Version(2), Version(1, 5), Version(1)]), max(Version(1), Version(3)), tried(lambda: Base(1) < Base(2)), tried(lambda: Version(1) < 1),
    tried(freeze), Fixed(1) == Fixed(1), Base(1, b=2), tried(lambda: Base(1, 2)), [shape(v) for v in [Version(0), Version(1, 5), Version(7)]],
    Holder.v, holder.v, holder.a, sorted(vars(holder)), len(holder.__dict__), Defaults(x=1)["x"], Defaults()["y"], Defaults().get("z"), Lesser(1) < Lesser(2), Lesser(2) > Lesser(1), tried(lambda: Lesser(1) <= Lesser(1)), tried(lambda: Child().nothing()),
    tried(lambda: (lambda **k: k)(**{"a": 1}, **{"a": 2})), str(uuid.UUID("{12345678-1234-5678-1234-567812345678}")), str(uuid.UUID("ABCDEF78123456781234567812345678")), tried(lambda: uuid.UUID("x")), " x ".rsplit(maxsplit=0), " a b ".split(None, 1),
]
