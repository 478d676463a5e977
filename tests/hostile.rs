//! Version files that nothing can load, and what is no file at all: no command hangs, and none says that all is well.

mod support;

use std::path::Path;
use std::process::{Command, Output};

const SOUND: &str = "revision = 'a'\ndown_revision = None\n\n\ndef upgrade():\n    pass\n";

fn limbeck(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    command.args(["--color", "never", "--script-location"]).arg(directory);
    command.arg("--version-location").arg(directory.join("versions")).args(arguments);
    command.env_remove("DATABASE_URL").output().expect("starts")
}

fn project() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::create_dir(directory.path().join("versions")).expect("can be made");
    std::fs::write(directory.path().join("versions/a.py"), SOUND).expect("can be written");
    directory
}

fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("starts").success());
}

#[test]
fn what_alembic_cannot_load_is_no_success() {
    let computed = "import os\nrevision = os.environ['X']\ndown_revision = 'a'\ndef upgrade(): pass\n";
    let mut nul = SOUND.replace("'a'", "'b'").replace("None", "'a'").into_bytes();
    nul.extend(b"\0\0\n");
    let undecodable = b"revision = 'b'\ndown_revision = 'a'\n# \xff\ndef upgrade(): pass\n";
    for (bytes, code) in
        [(computed.as_bytes(), "computed-revision"), (&nul, "nul-byte"), (undecodable, "undecodable-file")]
    {
        let project = project();
        std::fs::write(project.path().join("versions/b.py"), bytes).expect("can be written");
        for command in [
            &["--empty", "preflight"][..],
            &["--empty", "diff", "--at", "base"],
            &["snapshot", "--at", "a"],
            &["--empty", "audit"],
            &["heads"],
        ] {
            let output = limbeck(project.path(), command);
            let text =
                [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
            assert_eq!(output.status.code(), Some(1), "{command:?}: {text}");
            assert!(text.contains(code), "{command:?}: {text}");
            assert!(!text.contains("succeeds"), "{command:?}: {text}");
        }
    }
}

#[test]
fn a_pipe_is_not_read() {
    let project = project();
    make_pipe(&project.path().join("env.py"));
    make_pipe(&project.path().join("helper.py"));
    let text = "revision = 'b'\ndown_revision = 'a'\nfrom alembic import op\ndef upgrade():\n    import helper\n    op.execute(helper.X)\n    op.execute(open('helper.py').read())\n";
    std::fs::write(project.path().join("versions/b.py"), text).expect("can be written");
    let output = limbeck(project.path(), &["--empty", "preflight"]);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("unknown"), "{output:?}");
    make_pipe(&project.path().join("versions/c.py"));
    let output = limbeck(project.path(), &["heads"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("not a regular file"), "{output:?}");
}
