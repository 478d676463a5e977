from enum import Enum, IntEnum, auto, unique
import enum
from dataclasses import dataclass, field, asdict, replace
from typing import ClassVar, Generic, List, NamedTuple, Optional, Protocol, TypeVar
from collections import namedtuple
from functools import total_ordering
import abc
class Base:
    kind = "base"
    registry = []
    def __init__(self, name="n"):
        self.name = name
        self.registry.append(name)
    def hello(self, greeting="hi"):
        return f"{greeting} {self.name} ({self.kind})"
    @classmethod
    def make(cls, *args):
        return cls(*args)
    @staticmethod
    def add(a, b): return a + b
    @property
    def upper(self): return self.name.upper()
    @upper.setter
    def upper(self, value): self.name = value.lower()
    def __repr__(self): return f"{type(self).__name__}({self.name!r})"
    def __eq__(self, other): return isinstance(other, Base) and self.name == other.name
    def __hash__(self): return 1
class Child(Base):
    kind = "child"
    def __init__(self, name, extra):
        super().__init__(name)
        self.extra = extra
    def hello(self, greeting="hey"):
        return super().hello(greeting) + "!" + str(self.extra)
class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
class Vec:
    def __init__(self, *xs): self.xs = list(xs)
    def __add__(self, o): return Vec(*[a + b for a, b in zip(self.xs, o.xs)])
    def __mul__(self, k): return Vec(*[x * k for x in self.xs])
    __rmul__ = __mul__
    def __len__(self): return len(self.xs)
    def __getitem__(self, i): return self.xs[i]
    def __setitem__(self, i, v): self.xs[i] = v
    def __contains__(self, v): return v in self.xs
    def __iter__(self): return iter(self.xs)
    def __bool__(self): return any(self.xs)
    def __call__(self, *a, **k): return (a, k)
    def __lt__(self, o): return self.xs < o.xs
    def __neg__(self): return self * -1
    def __getattr__(self, name):
        if name.startswith("dyn_"): return name[4:]
        raise AttributeError(name)
    def __str__(self): return "V" + str(self.xs)
    def __enter__(self): return self
    def __exit__(self, *exc): self.xs.append(exc[0] is None); return True
v = Vec(1, 2) + Vec(3, 4)
v[0] = 9
with v as w:
    raise ValueError("x")
class Color(Enum):
    RED = 1
    GREEN = "g"
    ALIAS = 1
    @property
    def lower(self): return self.name.lower()
    @classmethod
    def default(cls): return cls.RED
class Level(IntEnum):
    LOW = auto()
    HIGH = auto()
class Text(str, Enum):
    ONE = "one"
    TWO = "two"
    def __str__(self): return self.value
class Plain(str, Enum):
    X = "x"
class SE(enum.StrEnum):
    Aa = auto()
    B = "bee"
class Planet(Enum):
    EARTH = (5.97, 6.37)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
@dataclass
class Point:
    x: int
    y: int = 2
    tags: List[str] = field(default_factory=list)
    const: ClassVar[int] = 5
    def norm(self): return self.x + self.y
@dataclass(order=False)
class Point3(Point):
    z: Optional[int] = None
    def __post_init__(self): pass
class NT(NamedTuple):
    a: int
    b: str = "d"
P = namedtuple("P", "x y", defaults=[3])
Functional = Enum("Functional", ["P", "Q"])
class Meta(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
class Impl(Meta):
    def f(self): return 1
class MyDict(dict):
    def get2(self, k): return self[k] * 2
class MyList(list):
    def second(self): return self[1]
class MyStr(str):
    pass
class Slots:
    __slots__ = ("a",)
    def __init__(self): self.a = 1
class Init:
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        cls.sub = kw
class Sub(Init, flag=True): pass
class New:
    def __new__(cls, v):
        self = super().__new__(cls)
        self.v = v
        return self
c = Child("bob", 3)
c.upper = "NEW"
dyn = type("Dyn", (Base,), {"kind": "dyn"})
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, held):
        self.held = held
class Named(Protocol[T]):
    name = "n"
class Both(Box[int], Named):
    pass

result = [
    c.hello(), c.upper, Base.make("z"), Base.add(1, 2), c.add(3, 4), repr(c), Base("q") == Base("q"), Base("q") != Base("r"), Base.registry, D().who(),
    [k.__name__ for k in D.__mro__], v.xs, (2 * Vec(1)).xs, len(v), v(1, k=2), 9 in v, list(Vec(1, 2)), bool(Vec(0)), (-Vec(1)).xs, v.dyn_x, str(v), f"{v}", Vec(1) < Vec(2),
    hasattr(v, "nope"), getattr(v, "nope", 3), Color.RED, Color.RED.value, Color.GREEN.name, Color("g"), Color["RED"], [m.name for m in Color], len(Color), Color.ALIAS is Color.RED,
    Color.RED == Color.RED, Color.RED == 1, Color.default(), Color.RED.lower, list(Color.__members__), str(Color.RED), Level.LOW + 1, Level.HIGH > Level.LOW, f"{Level.HIGH}", Level.HIGH == 2, str(Text.ONE), f"{Text.TWO}",
    Text.ONE == "one", Text("two").name, str(Plain.X), Plain.X.upper(), "%s" % Plain.X, SE.Aa.value, str(SE.B), f"{SE.B}", Planet.EARTH.mass, isinstance(Color.RED, Color), Color.RED in Color,
    Point(1), Point(1, 3).norm(), Point(1) == Point(1), asdict(Point(1, tags=["a"])), replace(Point(1), x=5), Point3(1, z=4), Point.const, NT(1), NT(1).b, NT(1, "x")[1], NT(a=3)._fields if hasattr(NT, "_fields") else None,
    P(1), P(1, 2).y, tuple(P(5)), [f.name for f in Functional], Functional.Q.value, Impl().f(), MyDict(a=2).get2("a"), MyList([1, 2, 3]).second(), len(MyList([1])), MyStr("ab").upper(), Slots().a, Sub.sub, New(4).v,
    dyn("d").hello(), dyn.__name__, isinstance(c, (int, Base)), issubclass(Child, Base), type(c) is Child, c.__class__.__name__, Child.__bases__[0].__name__, callable(c), callable(Child), c.__dict__, vars(c)["extra"],
    {Color.RED: 1}[Color.RED], {Text.ONE: 1}["one"], sorted([Level.HIGH, Level.LOW]), [t.value for t in Text], Base.hello(c, "yo"), c == Base("new"),
    Box("b").held, Box[str]("c").held, Both(3).held, Both.name, issubclass(Both, Box),
]
