import itertools, functools, contextlib
log = []
def gen(n):
    for i in range(n):
        yield i * i
    return "done"
def both():
    yield from gen(3)
    yield "end"
@contextlib.contextmanager
def managed(name):
    log.append("enter " + name)
    try:
        yield name.upper()
    except ValueError as e:
        log.append("caught " + str(e))
    finally:
        log.append("exit " + name)
def use(kind):
    with managed("a") as a, managed("b") as b:
        log.append(a + b)
        if kind == 1: raise ValueError("inside")
        if kind == 2: return "returned"
    return "end"
for i in range(2):
    with managed("loop"):
        if i == 0: continue
        break
class Holder:
    def __init__(self): self.x = 1
    @contextlib.contextmanager
    def set(self, v):
        old = self.x
        self.x = v
        yield self
        self.x = old
    @functools.lru_cache(maxsize=None)
    def cached(self, k): return k + self.x
h = Holder()
with h.set(5) as hh:
    inside = hh.x
def deco(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        log.append(fn.__name__)
        return fn(*args, **kwargs)
    return wrapper
def deco_args(times):
    def outer(fn):
        def inner(*a):
            return [fn(*a) for _ in range(times)]
        return inner
    return outer
@deco
def named(x): "doc"; return x
@deco_args(2)
def twice(x): return x
with contextlib.suppress(KeyError, ValueError):
    {}["x"]
    log.append("not reached")
with contextlib.nullcontext(5) as five: pass
g = gen(3)
first = next(g)
rest = list(g)
lazy = []
def side():
    lazy.append("ran")
    yield 1
unused = side()
fib = lambda n, memo={}: memo[n] if n in memo else memo.setdefault(n, n if n < 2 else fib(n - 1) + fib(n - 2))
result = [
    list(both()), use(0), use(1), use(2), log, inside, h.x, named(3), named.__name__, named.__doc__, twice(4), five, first, rest, next(g, "default"), lazy,
    [x for x in range(10) if x % 2 if x > 3], {x: y for x, y in zip("ab", [1, 2])}, sorted({x % 3 for x in range(3)}), sum(x for x in range(5)), [(x, y) for x in range(2) for y in range(x, 2)],
    list(itertools.chain([1], (2,), "3")), list(itertools.chain.from_iterable([[1], [2]])), list(itertools.product("ab", [1, 2])), list(itertools.islice(itertools.count(5), 3)), list(zip(itertools.count(), "abc")),
    [(k, list(v)) for k, v in itertools.groupby([1, 1, 2, 3, 3])], list(itertools.combinations([1, 2, 3], 2)), list(itertools.permutations([1, 2], 2)), list(itertools.zip_longest([1, 2], [3], fillvalue=0)),
    list(itertools.accumulate([1, 2, 3])), functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(lambda a, b, c=0: (a, b, c), 1, c=5)(2), fib(50), h.cached(2),
    list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(enumerate("ab", 1)), list(reversed([1, 2, 3])), any([0, 1]), all([]), min(3, 1, 2), max("b", "a"), max([1, 5, 3], key=lambda x: -x), min([], default=9),
    sorted([3, 1, 2], reverse=True), sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a"), (0, "z")]), sum([[1], [2]], []), list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])),
    list(itertools.repeat("x", 2)), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]),
]
