//! What a host sees: bound methods, assigned attributes, derived classes, places, imports.

use super::{run, run_with};

#[test]
fn methods_of_foreign_objects_can_be_kept_and_replaced() {
    assert_eq!(run("f = op.add\nf(1)").log, "add(1)");
    let text = "orig = op.alter\ndef safe(*a):\n  op.before()\n  orig(*a)\nop.alter = safe\nop.alter(1)";
    assert_eq!(run(text).log, "before() alter(1)");
    assert_eq!(run("def f(o): o.x()\nf(op)").log, "x()");
    assert_eq!(run("getattr(op, 'dynamic')(2)").log, "dynamic(2)");
}

#[test]
fn modules_of_the_project_are_evaluated_once() {
    let modules = vec![
        ("pkg", "/project/pkg/__init__.py", "from host import op\nop.pkg()"),
        (
            "pkg.a",
            "/project/pkg/a.py",
            "from . import b\nfrom .b import *\nfrom host import op\nop.a()\nX = B + 1\ndef f(): return _hidden()\ndef _hidden(): return X",
        ),
        (
            "pkg.b",
            "/project/pkg/b.py",
            "from host import op\nop.b()\nB = 1\n_p = 2\nimport pkg.a\ndef g(): return pkg.a.X",
        ),
        ("pkg.broken", "/project/pkg/broken.py", "A = 1\nraise ValueError('no')\nB = 2"),
        ("pkg.bad", "/project/pkg/bad.py", "A = 1\ndef f(:\n"),
    ];
    let ran = run_with(
        "import pkg.a as a\nfrom pkg.b import g\nimport pkg.a\nresult = a.f(), g(), pkg.a.B, hasattr(a, '_p')",
        modules.clone(),
    );
    assert_eq!((&*ran.log, &*ran.result), ("pkg() b() a()", "(2, 2, 1, False)"));
    let ran = run_with("from pkg.broken import A, B\nresult = [A, B]", modules.clone());
    assert!(ran.result.contains("could not be evaluated"), "{}", ran.result);
    let ran = run_with("from pkg.broken import A\nresult = A", modules.clone());
    assert_eq!(ran.result, "1");
    let ran = run_with("from pkg.nothing import x\nx.y(1)\nresult = x", modules);
    assert!(ran.result.contains("no module `pkg.nothing`"), "{}", ran.result);
}

#[test]
fn what_a_decorator_makes_is_unknown_where_the_decorator_is() {
    let ran = run("@maybe.wrap\ndef f(): op.a()\nf()");
    assert_eq!((&*ran.log, &*ran.told), ("", "called it is decorated by `maybe.wrap`, and maybe"));
}

#[test]
fn classes_on_unknown_bases_keep_what_they_define() {
    let text = "class T(maybe.Base):\n  impl = 'text'\n  def f(self): return self.g\nt = T(1)\nresult = t.impl";
    assert_eq!(run(text).result, "'text'");
    assert!(run(&text.replace("t.impl", "t.f()")).result.contains("maybe"));
}

#[test]
fn the_standard_library_stands_before_a_module_of_the_same_name() {
    let own = ("logging", "/project/logging/__init__.py", "raise ImportError('not the standard library')");
    let ran = run_with("import logging\nresult = logging.WARNING", vec![own]);
    assert_eq!((ran.result.as_str(), ran.raised.as_str()), ("30", ""));
}
