x = 1
def outer(a, b=2, *args, c=3, d, **kw):
    x = 10
    def inner():
        nonlocal x
        x += a
        return x
    inner()
    return inner(), x, b, args, c, d, kw
def change():
    global x
    x = 5
    globals()["y"] = 7
change()
fs = [lambda i=i: i * 2 for i in range(3)]
late = [lambda: i for i in range(3)]
def counter():
    count = 0
    def step(by=1):
        nonlocal count
        count += by
        return count
    return step
step = counter()
step(); step(4)
def unbound():
    try:
        return z
    except UnboundLocalError as e:
        return "unbound"
    z = 1
def defaults(a, acc=[]):
    acc.append(a)
    return acc
defaults(1); defaults(2)
class Scope:
    x = "class"
    def get(self):
        return x
    y2 = [x for _ in range(1)]
if (n := 10) > 5:
    walrus = n
total = 0
squares = [total := total + v for v in range(4)]
def posonly(a, b, /, c, *, d=4):
    return (a, b, c, d)
try:
    undefined_name
except NameError as error:
    message = str(error)
a = b = c = [1]
(p, *q, r), s = [1, 2, 3, 4], "s"
[k, l] = {"k": 1, "l": 2}
def fact(n): return 1 if n < 2 else n * fact(n - 1)
result = [
    outer(1, 20, 30, 40, d=50, e=60), outer(1, d=2), x, y, [f() for f in fs], [f() for f in late], step(), unbound(),
    defaults(3), Scope().get(), Scope.y2, walrus, squares, total, posonly(1, 2, 3), posonly(1, 2, c=3, d=5), message,
    a is b, p, q, r, s, k, l, fact(20), (lambda *a, **k: (a, k))(1, 2, z=3), (lambda: None)(),
]
