log = []
for i in range(10):
    if i == 2: continue
    if i == 5: break
    log.append(i)
else:
    log.append("no")
for i in []:
    pass
else:
    log.append("else")
n = 0
while True:
    n += 1
    if n % 2: continue
    if n > 6: break
while n > 0:
    n -= 3
else:
    log.append(("while-else", n))
def f(kind):
    out = []
    try:
        out.append("try")
        if kind == 1: raise ValueError("one")
        if kind == 2: raise KeyError("two")
        if kind == 3: return out + ["returned"]
        if kind == 4: raise RuntimeError("four") from ValueError("cause")
    except ValueError as e:
        out.append(("value", str(e), repr(e)))
    except (KeyError, IndexError) as e:
        out.append(("key", str(e), e.args))
    except Exception as e:
        out.append((type(e).__name__, repr(e.__cause__)))
    else:
        out.append("else")
    finally:
        out.append("finally")
        log.append(kind)
    return out
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return "g"
        finally:
            log.append(("finally", i))
def reraise():
    try:
        try:
            {}["missing"]
        except KeyError:
            raise
    except LookupError as e:
        return str(e)
class Custom(ValueError):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
try:
    raise Custom(7, "bad")
except ValueError as e:
    custom = (e.code, str(e), e.args, type(e).__name__)
try:
    assert 1 == 2, "no"
except AssertionError as e:
    asserted = str(e)
def errors():
    out = []
    for thunk in [lambda: 1 / 0, lambda: [][1], lambda: {}["a"], lambda: None.x, lambda: int("x"), lambda: len(5), lambda: "a" + 1,
                  lambda: (1, 2, 3).index(9), lambda: f(), lambda: f(1, 2), lambda: f(other=1), lambda: next(iter([])), lambda: "abc".foo,
                  lambda: [1] + (2,), lambda: 5(), lambda: {[]: 1}, lambda: 5[0], lambda: "abc"[10], lambda: object() < 1, lambda: "%d" % "x"]:
        try:
            thunk()
            out.append("none")
        except Exception as e:
            out.append((type(e).__name__))
    return out
def match_it(v):
    match v:
        case 0 | 1: return "small"
        case int(n) if n > 100: return ("big", n)
        case str() as s: return ("str", s)
        case [x, y]: return ("pair", x, y)
        case [first, *rest]: return ("list", first, rest)
        case {"type": t, **others}: return ("dict", t, others)
        case None: return "none"
        case Custom(code=c): return ("custom", c)
        case _: return "other"
x = 5
y = "yes" if x > 3 else "no"
z = x and 0 or "fallback"
chain = 1 < 2 < 3 > 2 != 5
del log[0]
d = {"a": 1, "b": 2}
del d["a"]
with_del = dict(d)
result = [log, f(0), f(1), f(2), f(3), f(4), g(), reraise(), custom, asserted, errors(), [match_it(v) for v in
    [0, 1, 101, 50, "s", [1, 2], [1, 2, 3], {"type": 1, "x": 2}, None, Custom(1, "m"), (4, 5), 2.5]], y, z, chain, with_del, not x, -x, +x, ~x]
