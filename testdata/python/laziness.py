# Generators and iterators do what they do when they are asked, in Python's order.
import contextlib
log = []


def count(name, n):
    try:
        for i in range(n):
            log.append((name, i))
            yield i
        return name
    finally:
        log.append((name, "closed"))


def through(n):
    got = yield from count("inner", n)
    yield got


@contextlib.contextmanager
def held():
    log.append("held")
    yield 5
    log.append("released")


def with_inside():
    with held() as value:
        yield value


def fails():
    yield 1
    raise ValueError("late")


def endless():
    n = 0
    while True:
        n += 1
        yield n


def first_even(numbers):
    for n in numbers:
        if n % 2 == 0:
            return n
    return None


def drain(iterable):
    seen = []
    try:
        for item in iterable:
            seen.append(item)
    except ValueError as error:
        seen.append(str(error))
    return seen


for x in count("for", 2):
    log.append(("body", x))
for x in count("left", 9):
    if x == 1:
        break
else:
    log.append("not reached")
for x in count("round", 2):
    continue
else:
    log.append("else")
for a in count("outer", 2):
    for b in count("nested", 1):
        log.append((a, b))
import functools
calls = []


@functools.lru_cache(maxsize=None)
def kept(x, y=0):
    calls.append((x, y))
    return x + y


@functools.cache
def once_only():
    calls.append("once")
    return []


kept(1), kept(1), kept(1, 0), kept(1, y=0), kept(2), once_only(), once_only()
kept.cache_clear()
kept(1)
same = once_only() is once_only()
early = first_even(endless())
once = next(fails())
source = [1, 2]
live = map(str, source)
source.append(3)
found = next(d for d in [{"name": "a"}, {}] if d["name"] == "a")
result = [log, list(through(2)), list(with_inside()), once, early, drain(fails()), list(live), found, [*count("star", 1)], dict(zip("ab", count("zip", 2))), next(endless()), next((n for n in []), None), calls, same, sum(n * n for n in range(4)), ",".join(str(n) for n in (m + 1 for m in [1, 2]))]
