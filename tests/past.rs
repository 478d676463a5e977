//! What `audit` says about causes where git knows the past of the version files: a repository is made, a dump stands for the
//! database, and the finding is compared word for word but for the names of commits. Nothing here needs a server.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const VERSIONS: &str = "m/versions";

/// A project in a work tree.
struct Project {
    directory: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().expect("a directory") }
    }

    /// A project under git, with `a`, which makes `t`.
    fn with_git() -> Self {
        let project = Self::new();
        project.git(&["init", "-q", "-b", "main"]);
        project.write("m/versions/a.py", &version("a", None, "op.create_table('t', sa.Column('id', sa.Integer()))"));
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).expect("removed");
    }

    fn git(&self, arguments: &[&str]) -> String {
        self.git_on("2024-05-02", arguments)
    }

    fn git_on(&self, date: &str, arguments: &[&str]) -> String {
        let date = format!("{date}T12:00:00Z");
        let mut git = Command::new("git");
        git.args(["-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false"]).args(arguments);
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), "somebody").env(format!("GIT_{who}_EMAIL"), "nobody@example.org");
            git.env(format!("GIT_{who}_DATE"), &date);
        }
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("TZ", "UTC");
        let output = git.current_dir(self.directory.path()).output().expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Commits everything and returns the commit, as messages name it.
    fn commit(&self, date: &str) -> String {
        self.git(&["add", "-A"]);
        self.git_on(date, &["commit", "-q", "-m", "x"]);
        self.git(&["rev-parse", "HEAD"]).get(..10).expect("a name").to_owned()
    }

    fn limbeck(&self, dump: &str, from: &Path) -> Command {
        let file = self.path(".git/dump.sql");
        let file = if self.path(".git").is_dir() { file } else { self.path("dump.sql") };
        std::fs::write(
            &file,
            format!("--\n-- PostgreSQL database dump\n--\n{dump}--\n-- PostgreSQL database dump complete\n--\n"),
        )
        .expect("written");
        let mut limbeck = Command::new(env!("CARGO_BIN_EXE_limbeck"));
        limbeck.current_dir(from).env_remove("DATABASE_URL").env_remove("ALEMBIC_CONFIG");
        limbeck.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        limbeck.arg("--version-location").arg(self.path(VERSIONS)).arg("--snapshot").arg(file);
        limbeck.args(["--format", "json", "audit"]);
        limbeck
    }

    /// The findings that git gave, as `code: message`, and `help` below it.
    fn told(&self, dump: &str) -> Vec<String> {
        told(&answer(self.limbeck(dump, self.directory.path()).output().expect("limbeck runs")))
    }

    fn verdict(&self, dump: &str) -> String {
        let answer = answer(self.limbeck(dump, self.directory.path()).output().expect("limbeck runs"));
        answer["verdict"].as_str().unwrap_or_default().to_owned()
    }
}

fn answer(output: Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let answer: Value = serde_json::from_str(&text).unwrap_or_default();
    assert!(answer["verdict"].is_string(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    answer
}

fn told(answer: &Value) -> Vec<String> {
    let by_git = |finding: &&Value| {
        ["edited-revision", "reparented-revision", "located-revision"].iter().any(|code| finding["code"] == *code)
    };
    let word = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let findings = answer["findings"].as_array().into_iter().flatten().filter(by_git);
    let findings: Vec<String> = findings
        .map(|finding| format!("{}: {}\n{}", word(finding, "code"), word(finding, "message"), word(finding, "help")))
        .collect();
    assert!(findings.iter().all(|finding| !finding.contains(char::is_control) || finding.matches('\n').count() == 1));
    findings
}

fn version(id: &str, down: Option<&str>, body: &str) -> String {
    let down = down.map_or("None".to_owned(), |down| format!("'{down}'"));
    format!(
        "from alembic import op\nimport sqlalchemy as sa\n\nrevision = '{id}'\ndown_revision = {down}\n\n\ndef upgrade():\n    \
         {body}\n\n\ndef downgrade():\n    pass\n"
    )
}

/// A database with these tables, stamped with these rows.
fn database(tables: &str, rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("{row}\n")).collect();
    format!(
        "CREATE TABLE public.alembic_version (version_num character varying(32) NOT NULL,\n    \
         CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));\n{tables}\n\
         COPY public.alembic_version (version_num) FROM stdin;\n{rows}\\.\n"
    )
}

const T: &str = "CREATE TABLE public.t (id integer);";
const TU: &str = "CREATE TABLE public.t (id integer);\nCREATE TABLE public.u (n integer);";

const MAKES_U: &str = "op.create_table('u', sa.Column('n', sa.Integer()))";

#[test]
fn an_edited_file_is_told_with_the_commit_that_edited_it() {
    let numbers = "op.create_table('u', sa.Column('n', sa.Numeric(10, 2)))";
    let wider = "op.create_table('u', sa.Column('n', sa.Integer()), sa.Column('more', sa.Text()))";
    let other = "op.create_table('other', sa.Column('n', sa.Integer()))";
    for (what, before, after, tables, shows) in [
        ("another type", MAKES_U, numbers, TU, "all that text does is there (2 effects)"),
        ("one more column", MAKES_U, wider, TU, "all that text does is there (2 effects)"),
        ("nothing, filled later", "pass", MAKES_U, T, "that text does nothing"),
        ("another table", MAKES_U, other, TU, "all that text does is there (2 effects)"),
    ] {
        let likely = if before == "pass" { "perhaps" } else { "most likely" };
        let project = Project::with_git();
        project.write("m/versions/b.py", &version("b", Some("a"), before));
        project.commit("2024-05-02");
        project.write("m/versions/b.py", &version("b", Some("a"), after));
        let dump = database(tables, &["b"]);
        let help = |diff: &str| {
            format!(
                "`git diff {diff}` shows the edit. Alembic runs no revision twice: every database that had run `b` before lacks it. \
                 Put the older text back, and write the difference as a revision of its own"
            )
        };
        let uncommitted = format!(
            "edited-revision: {likely} `b` ran here as it is in HEAD, edited since and not committed: {shows}\n{}",
            help("HEAD -- :/m/versions/b.py")
        );
        assert_eq!(project.told(&dump), [uncommitted], "{what}");
        let verdict = project.verdict(&dump);

        let edit = project.commit("2024-06-07");
        project.write("m/versions/b.py", &format!("# by now\n{}", version("b", Some("a"), after)));
        project.commit("2024-07-01");
        let committed = format!(
            "edited-revision: {likely} `b` ran here as it was before commit `{edit}` (2024-06-07) edited it: {shows}\n{}",
            help(&format!("'{edit}^' -- :/m/versions/b.py"))
        );
        assert_eq!(project.told(&dump), [committed], "{what}");
        assert_eq!(project.verdict(&dump), verdict, "{what}: a cause changes no verdict");
    }
}

#[test]
fn a_file_that_was_moved_keeps_its_past() {
    let project = Project::with_git();
    project.write("m/versions/it's b.py", &version("b", Some("a"), MAKES_U));
    project.commit("2024-05-02");
    project.write("m/versions/it's b.py", &version("b", Some("a"), &MAKES_U.replace("Integer", "BigInteger")));
    let edit = project.commit("2024-06-07");
    project.git(&["mv", "m/versions/it's b.py", "m/versions/[b] c.py"]);
    project.commit("2024-07-01");
    let told = project.told(&database(TU, &["b"]));
    let diff = format!("`git diff '{edit}^:m/versions/it'\\''s b.py' 'HEAD:m/versions/[b] c.py'` shows the edit.");
    assert!(told.len() == 1 && told[0].contains(&edit) && told[0].contains(&diff), "{told:?}");
}

#[test]
fn the_text_of_another_branch_is_told_where_no_older_one_explains() {
    let project = Project::with_git();
    project.write("m/versions/b.py", &version("b", Some("a"), &numbers()));
    project.commit("2024-05-02");
    project.git(&["checkout", "-q", "-b", "feature/x"]);
    project.write("m/versions/b.py", &version("b", Some("a"), MAKES_U));
    project.commit("2024-06-07");
    project.git(&["checkout", "-q", "main"]);
    let said = "edited-revision: most likely `b` ran here as it is on `feature/x`: all that text does is there (2 effects)\n\
                `git diff feature/x -- :/m/versions/b.py` shows the difference. One id has two texts: settle on one, and write \
                the difference as a revision of its own";
    assert_eq!(project.told(&database(TU, &["b"])), [said]);
}

#[test]
fn no_text_is_told_that_does_not_explain_everything() {
    let two =
        "op.create_table('u', sa.Column('n', sa.Integer()))\n    op.create_table('w', sa.Column('n', sa.Integer()))";
    let unread = "import os; op.execute(os.environ['SQL'])";
    let makes_and_unread = &format!("{unread}\n    {MAKES_U}");
    let checks = format!("{MAKES_U}\n    op.create_check_constraint('ck', 'u', 'n > 5')");
    let alters = format!("{MAKES_U}\n    op.alter_column('t', 'id', type_=sa.BigInteger())");
    let u_and_more = "CREATE TABLE public.u (n integer, byhand text);";
    for (what, before, after, tables) in [
        ("half of it is missing", two, numbers(), TU.to_owned()),
        ("another revision is refuted then", MAKES_U, alters, TU.replace("id integer", "id text")),
        ("another check", MAKES_U, checks, TU.replace("n integer", "n integer, CONSTRAINT ck CHECK ((n > 7))")),
        ("it makes all doubtful", makes_and_unread, numbers(), TU.to_owned()),
        ("it cannot be read", unread, numbers(), TU.to_owned()),
        ("a comment was edited", MAKES_U, format!("# so\n    {MAKES_U}"), T.to_owned()),
        ("it leaves more unexplained", "pass", wide(), format!("{T}\n{u_and_more}")),
    ] {
        let project = Project::with_git();
        project.write("m/versions/b.py", &version("b", Some("a"), before));
        project.commit("2024-05-02");
        project.write("m/versions/b.py", &version("b", Some("a"), &after));
        project.commit("2024-06-07");
        let dump = database(&tables, &["b"]);
        assert_ne!(project.verdict(&dump), "in-order", "{what}");
        let told = project.told(&dump);
        assert!(told.is_empty(), "{what}: {told:?}");
    }
}

fn numbers() -> String {
    MAKES_U.replace("Integer", "BigInteger")
}

fn wide() -> String {
    "op.create_table('u', sa.Column('n', sa.Integer()), sa.Column('byhand', sa.Integer()))".to_owned()
}

#[test]
fn a_revision_that_was_put_on_a_missing_one_is_told() {
    let project = Project::with_git();
    project.write("m/versions/c.py", &version("c", Some("a"), MAKES_U));
    project.commit("2024-05-02");
    project.write("m/versions/b.py", &version("b", Some("a"), "op.add_column('t', sa.Column('b', sa.Text()))"));
    project.write("m/versions/b2.py", &version("b2", Some("b"), "op.add_column('t', sa.Column('b2', sa.Text()))"));
    project.write("m/versions/c.py", &version("c", Some("b2"), MAKES_U));
    let dump = database(TU, &["c"]);
    let help = |diff: &str| {
        format!(
            "`git diff {diff} -- :/m/versions/c.py` shows the edit. If `c` had run here before that, this is why: `alembic \
             upgrade` passes over `b`, `b2`, here and in every database that was past it"
        )
    };
    let uncommitted = format!(
        "reparented-revision: `c` stands on `a` in HEAD, and on `b2` by an edit that is not committed; what came in below it \
         is not there: `b`, `b2`\n{}",
        help("HEAD")
    );
    assert_eq!(project.told(&dump), [uncommitted]);
    let edit = project.commit("2024-06-07");
    let committed = format!(
        "reparented-revision: `c` stood on `a` until commit `{edit}` (2024-06-07) edited it, and stands on `b2` now; what came in below it is not \
         there: `b`, `b2`\n{}",
        help(&format!("'{edit}^'"))
    );
    assert_eq!(project.told(&dump), [committed]);
    // Moved once more: each commit is told with what it passed over.
    project.write("m/versions/b3.py", &version("b3", Some("b2"), "op.add_column('t', sa.Column('b3', sa.Text()))"));
    project.write("m/versions/c.py", &version("c", Some("b3"), MAKES_U));
    let again = project.commit("2024-07-01");
    let told = project.told(&dump);
    let begin = |told: &str| told.lines().next().unwrap_or_default().to_owned();
    let said = [
        format!(
            "`c` stood on `b2` until commit `{again}` (2024-07-01) edited it, and stands on `b3` now; what came in below it is not there: `b3`"
        ),
        format!(
            "`c` stood on `a` until commit `{edit}` (2024-06-07) edited it, and stands on `b3` now; what came in below it is not there: `b`, `b2`"
        ),
    ];
    let said = said.map(|said| format!("reparented-revision: {said}"));
    assert_eq!(told.iter().map(|told| begin(told)).collect::<Vec<_>>(), said);
    // Of a branch that nobody brought up to date, nothing is told.
    let stale = Project::with_git();
    stale.write("m/versions/c.py", &version("c", Some("a"), MAKES_U));
    stale.git(&["checkout", "-q", "-b", "stale"]);
    stale.commit("2024-05-02");
    stale.git(&["checkout", "-q", "--orphan", "main"]);
    stale.write("m/versions/b.py", &version("b", Some("a"), "op.add_column('t', sa.Column('b', sa.Text()))"));
    stale.write("m/versions/c.py", &version("c", Some("b"), MAKES_U));
    stale.commit("2024-06-07");
    assert_eq!(stale.verdict(&dump), "hole");
    assert!(stale.told(&dump).is_empty());
    // What was below it all the time is missing for another reason.
    let damaged = Project::with_git();
    damaged.write("m/versions/c.py", &version("c", Some("a"), MAKES_U));
    damaged.commit("2024-05-02");
    damaged.write("m/versions/z.py", &version("z", None, "pass"));
    damaged.write("m/versions/c.py", &version("c", Some("a"), MAKES_U).replace("= 'a'", "= ('a', 'z')"));
    damaged.commit("2024-06-07");
    let dump = database("CREATE TABLE public.u (n integer);", &["c"]);
    assert_eq!(damaged.verdict(&dump), "hole");
    assert!(damaged.told(&dump).is_empty());
}

#[test]
fn a_removed_file_is_found_with_the_commit_that_removed_it() {
    let project = Project::with_git();
    let gone = "m/versions/it's gone.py";
    project.write(gone, &version("gone1", Some("a"), MAKES_U));
    project.commit("2024-05-02");
    project.remove(gone);
    let dump = database(TU, &["gone1"]);
    let said = |message: &str, commit: &str| {
        format!(
            "located-revision: {message}\n`git show '{commit}:m/versions/it'\\''s gone.py'` shows it, `git checkout {commit} -- \
             ':/m/versions/it'\\''s gone.py'` brings it back; it stands on `a`"
        )
    };
    let uncommitted = "`m/versions/it's gone.py` declares `gone1` in HEAD, and is not in the work tree";
    assert_eq!(project.told(&dump), [said(uncommitted, "HEAD")]);
    let removal = project.commit("2024-06-07");
    let committed =
        format!("`m/versions/it's gone.py` declared `gone1` until commit `{removal}` (2024-06-07) removed it");
    // A word of the shell is only quoted where it has to be.
    assert_eq!(
        project.told(&dump),
        [said(&committed, &format!("{removal}^"))
            .replace(&format!("checkout {removal}^"), &format!("checkout '{removal}^'"))]
    );
    // What the help says to type does it.
    let told = project.told(&dump).concat();
    let command = told.split('`').find(|word| word.starts_with("git checkout")).expect("a command");
    let done = Command::new("sh").args(["-c", command]).current_dir(project.path(VERSIONS)).status().expect("sh runs");
    assert!(done.success() && project.path(gone).exists());
    assert_eq!(project.verdict(&dump), "in-order");
}

#[test]
fn a_parent_that_no_file_declares_is_found_too() {
    let project = Project::with_git();
    project.write("m/versions/b.py", &version("b", Some("a"), MAKES_U));
    project.write("m/versions/c.py", &version("c", Some("b"), "pass"));
    project.commit("2024-05-02");
    project.remove("m/versions/b.py");
    let removal = project.commit("2024-06-07");
    let dump = database(TU, &["c"]);
    assert_eq!(project.verdict(&dump), "broken-history");
    let told = project.told(&dump);
    let said =
        format!("located-revision: `m/versions/b.py` declared `b` until commit `{removal}` (2024-06-07) removed it");
    assert!(told.len() == 1 && told[0].starts_with(&said), "{told:?}");
}

#[test]
fn a_file_of_another_branch_is_found_with_the_branch() {
    let project = Project::with_git();
    project.commit("2024-05-02");
    project.git(&["checkout", "-q", "-b", "feature/x"]);
    project.write("m/versions/b.py", &version("b", Some("a"), MAKES_U));
    let added = project.commit("2024-06-07");
    project.write("m/versions/c.py", &version("c", Some("b"), "pass"));
    project.commit("2024-07-01");
    project.git(&["checkout", "-q", "main"]);
    let told = project.told(&database(TU, &["b"]));
    let said = format!(
        "located-revision: `m/versions/b.py` on `feature/x` declares `b`: it came there with commit `{added}` (2024-06-07)\n\
         deploy a build of `feature/x`, or take the file from there: `git show feature/x:m/versions/b.py` shows it, `git checkout \
         feature/x -- :/m/versions/b.py` brings it back; it stands on `a`"
    );
    assert_eq!(told, [said]);
    let told = project.told(&database(TU, &["c"]));
    assert!(told.len() == 1 && told[0].ends_with("it stands on `b`, and no version file declares `b`"), "{told:?}");
    assert!(!told[0].contains("checkout"), "what it stands on is not here: {told:?}");
}

#[test]
fn an_id_that_was_changed_and_a_file_that_is_not_read_are_told_apart() {
    let project = Project::with_git();
    project.write("m/versions/b.py", &version("b1", Some("a"), MAKES_U));
    project.commit("2024-05-02");
    project.write("m/versions/b.py", &version("b2", Some("a"), MAKES_U));
    let change = project.commit("2024-06-07");
    project.write("elsewhere/versions/z.py", &version("z", None, "pass"));
    project.commit("2024-07-01");
    let told = project.told(&database(TU, &["b1"]));
    let said = format!("`m/versions/b.py` declared `b1` until commit `{change}` (2024-06-07) changed its id to `b2`");
    assert!(told.len() == 1 && told[0].contains(&said), "{told:?}");
    let told = project.told(&database(TU, &["z"]));
    let said = "`elsewhere/versions/z.py` declares `z` in HEAD, and was not read";
    assert!(told.len() == 1 && told[0].contains(said), "{told:?}");
}

#[test]
fn a_shallow_clone_says_no_more_than_it_knows() {
    let origin = Project::with_git();
    origin.write("m/versions/b.py", &version("b", Some("a"), MAKES_U));
    origin.commit("2024-05-02");
    origin.write("m/versions/b.py", &version("b", Some("a"), &numbers()));
    origin.write("m/versions/c.py", &version("c", Some("b"), "pass"));
    origin.commit("2024-06-07");
    origin.git(&["checkout", "-q", "-b", "other"]);
    origin.write("m/note", "");
    origin.commit("2024-07-01");
    origin.git(&["checkout", "-q", "main"]);
    origin.remove("m/versions/c.py");
    origin.commit("2024-07-02");
    let clone = Project::new();
    let from = format!("file://{}", origin.directory.path().display());
    clone.git(&["clone", "-q", "--depth", "1", "--no-single-branch", &from, "."]);
    assert!(clone.told(&database(TU, &["b"])).is_empty(), "the older text is not there");
    let told = clone.told(&database(T, &["c"]));
    let said =
        "located-revision: `m/versions/c.py` on `origin/other` declares `c`\ndeploy a build of `origin/other`, or take";
    assert!(told.len() == 1 && told[0].starts_with(said), "{told:?}");
}

#[test]
fn a_row_is_any_text() {
    let project = Project::with_git();
    project.commit("2024-05-02");
    for row in ["--output=made", "-x", "it's", "\"b\"", "$(touch made)", "a' OR 'a", "*", ".", "HEAD", "\\\\", " ", "ä"]
    {
        let told = project.told(&database(T, &[row]));
        assert!(told.is_empty(), "{row}: {told:?}");
    }
    let listed = std::fs::read_dir(project.directory.path()).expect("listed").flatten();
    let listed: Vec<String> = listed.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(listed.iter().all(|name| name == ".git" || name == "m"), "{listed:?}");
    // Where git has such an id, it is found.
    project.write("m/versions/o.py", &version("--output=made", Some("a"), "pass"));
    project.commit("2024-06-07");
    project.remove("m/versions/o.py");
    project.commit("2024-07-01");
    let told = project.told(&database(T, &["--output=made"]));
    assert!(told.len() == 1 && told[0].contains("declared `--output=made` until"), "{told:?}");
}

#[test]
fn where_git_knows_nothing_nothing_is_told() {
    let edited = |project: &Project| project.write("m/versions/b.py", &version("b", Some("a"), &numbers()));
    let damaged = database(TU, &["b"]);
    let unknown = database(TU, &["gone"]);
    // Never committed, and no commit at all.
    let unborn = Project::with_git();
    edited(&unborn);
    assert_eq!((unborn.told(&damaged), unborn.told(&unknown)), (vec![], vec![]));
    unborn.write("m/note.txt", "x");
    unborn.git(&["add", "m/note.txt"]);
    unborn.git(&["commit", "-q", "-m", "x"]);
    assert_eq!((unborn.told(&damaged), unborn.told(&unknown)), (vec![], vec![]));
    // No work tree.
    let bare = Project::new();
    bare.write("m/versions/a.py", &version("a", None, "op.create_table('t', sa.Column('id', sa.Integer()))"));
    edited(&bare);
    assert_eq!((bare.told(&damaged), bare.told(&unknown)), (vec![], vec![]));
    assert_eq!(bare.verdict(&damaged), "diverged");
}

#[test]
fn git_is_asked_only_in_trouble_and_never_led_elsewhere() {
    let project = Project::with_git();
    project.write("m/versions/b.py", &version("b", Some("a"), MAKES_U));
    project.commit("2024-05-02");
    project.write("m/versions/b.py", &version("b", Some("a"), &numbers()));
    project.commit("2024-06-07");
    let home = project.directory.path();
    // A `git` that only leaves a mark.
    let programs = tempfile::tempdir().expect("a directory");
    let (git, mark) = (programs.path().join("git"), programs.path().join("mark"));
    std::fs::write(&git, format!("#!/bin/sh\n: > '{}'\nexit 1\n", mark.display())).expect("written");
    std::fs::set_permissions(&git, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("set");
    let run = |dump: &str| answer(project.limbeck(dump, home).env("PATH", programs.path()).output().expect("runs"));
    let in_order = database(&TU.replace("n integer", "n bigint"), &["b"]);
    assert_eq!(run(&in_order)["verdict"], "in-order");
    assert_eq!(run(&database(T, &["a"]))["verdict"], "behind");
    assert!(!mark.exists(), "git was asked where nothing is wrong");
    let damaged = database(TU, &["b"]);
    let answered = run(&damaged);
    assert!(mark.exists() && answered["verdict"] == "diverged" && told(&answered).is_empty(), "{answered}");
    // One that never ends.
    std::fs::write(&git, "#!/bin/sh\nexec /bin/sleep 60\n").expect("written");
    let begun = std::time::Instant::now();
    assert_eq!(told(&run(&damaged)), Vec::<String>::new());
    assert!(begun.elapsed() < std::time::Duration::from_secs(40));
    // No program at all.
    std::fs::remove_file(&git).expect("removed");
    assert_eq!(told(&run(&damaged)), Vec::<String>::new());
    // What a hook's environment says is of another repository.
    let mut limbeck = project.limbeck(&damaged, home);
    limbeck.env("GIT_DIR", "/nowhere").env("GIT_WORK_TREE", "/nowhere").env("GIT_TRACE", programs.path().join("trace"));
    assert_eq!(told(&answer(limbeck.output().expect("runs"))).len(), 1);
    assert!(!programs.path().join("trace").exists());
    // From another directory, the commands say where.
    let outside = answer(project.limbeck(&damaged, programs.path()).output().expect("runs"));
    let place = home.canonicalize().expect("is there");
    assert!(told(&outside)[0].contains(&format!("`git -C {} diff ", place.display())), "{outside}");
}

#[test]
fn programs_that_a_repository_names_are_not_run() {
    let project = Project::with_git();
    project.write(".gitattributes", "*.py diff=mine filter=mine\n");
    project.write("m/versions/b.py", &version("b", Some("a"), MAKES_U));
    project.commit("2024-05-02");
    project.write("m/versions/b.py", &version("b", Some("a"), &numbers()));
    project.commit("2024-06-07");
    let mark = project.path(".git/mark");
    let program = format!("touch '{}'; cat", mark.display());
    for setting in ["core.fsmonitor", "core.pager", "diff.external", "diff.mine.textconv", "diff.mine.command"] {
        project.git(&["config", setting, &program]);
    }
    for (setting, value) in
        [("filter.mine.smudge", program.as_str()), ("gpg.program", &program), ("log.showSignature", "true")]
    {
        project.git(&["config", setting, value]);
    }
    assert_eq!(project.told(&database(TU, &["b"])).len(), 1);
    assert!(project.told(&database(T, &["gone"])).is_empty());
    assert!(!mark.exists());
}
