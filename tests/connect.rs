//! Connections to a real server: every spelling that leads there, every way it can fail, and that nothing can be written.

mod support;

use limbeck::catalog::connect::{DatabaseUrl, Session, connect, connect_for_writing, field};
use limbeck::error::{Error, Result};
use limbeck::name::Name;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use support::postgres::{Server, own_server};

const PASSWORD: &str = "correct horse";

fn session(url: &str) -> Result<Session> {
    connect(&DatabaseUrl::parse(url)?)
}

fn opened(url: &str) -> Session {
    session(url).unwrap_or_else(|error| panic!("{url}: {error} ({})", error.help))
}

/// The error of a connection that must fail, which never shows a password.
fn refused(url: &str) -> Error {
    let error = session(url).err().unwrap_or_else(|| panic!("this should have failed: {url}"));
    for secret in ["wrong mule", "wrong%20mule", PASSWORD] {
        assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
    }
    error
}

fn at(server: &Server, user: &str, query: &str) -> String {
    format!("postgresql://{user}@127.0.0.1:{}/postgres{query}", server.port())
}

fn directory(server: &Server) -> PathBuf {
    server.directory.clone().expect("tests/server says its directory")
}

fn tls_file(server: &Server, name: &str) -> String {
    let file = directory(server).join("tls").join(name);
    assert!(file.exists(), "the TLS tests need openssl when the server starts: run `tests/run`");
    file.to_string_lossy().replace('/', "%2F")
}

fn encrypted(session: &mut Session) -> bool {
    let rows = session.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", &[]).expect("queries");
    field(&rows[0], "ssl").expect("a boolean")
}

#[test]
fn every_spelling_leads_to_the_database() {
    let (server, port) = (own_server(), own_server().port());
    let socket = directory(server).to_string_lossy().into_owned();
    for url in [
        format!("postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"),
        format!("postgresql+asyncpg://postgres@127.0.0.1:{port}/postgres?ssl=disable&prepared_statement_cache_size=0"),
        format!("postgres://postgres@127.0.0.1:{port}/postgres?sslmode=allow&connect_timeout=5"),
        format!("postgresql://postgres@localhost:{port}/postgres"),
        format!("host=127.0.0.1 port={port} user=postgres dbname=postgres"),
        format!("hostaddr=127.0.0.1 port={port} user=postgres dbname=postgres"),
        format!("postgresql://postgres@:{port}/postgres?host={socket}"),
        format!("postgresql://postgres@{}:{port}/postgres?sslmode=require", socket.replace('/', "%2F")),
        format!("postgresql+psycopg2://postgres@/postgres?host=127.0.0.1:1&host=127.0.0.1:{port}"),
        format!("postgresql://postgres@127.0.0.1:1,127.0.0.1:{port}/postgres?target_session_attrs=primary"),
        format!("postgresql://postgres@127.0.0.1:{port}/postgres?target_session_attrs=prefer-standby"),
    ] {
        assert_eq!(opened(&url).database(), "postgres", "{url}");
    }
}

#[test]
fn a_session_can_write_nothing() {
    let database = own_server().database();
    database.psql("CREATE TABLE t (id int); INSERT INTO t VALUES (1); CREATE SEQUENCE s;");
    let mut session = opened(&database.url);
    for sql in [
        "WITH gone AS (DELETE FROM t RETURNING id) SELECT * FROM gone",
        "WITH more AS (INSERT INTO public.t VALUES (2) RETURNING id) SELECT * FROM more",
        "SELECT pg_catalog.nextval('public.s')",
    ] {
        let sql = sql.replace("FROM t ", "FROM public.t ");
        let error = session.query(&sql, &[]).expect_err("read only");
        assert!(error.message.contains("(25006)"), "{error}");
    }
    // Nor can the transaction be opened for writing, or left.
    let error = session.query("SELECT set_config('transaction_read_only', 'off', true)", &[]).expect_err("stays");
    assert!(error.message.contains("read-write mode"), "{error}");
    for sql in
        ["COMMIT", "ROLLBACK", "/* x */ COMMIT", "DO $$ BEGIN COMMIT; END $$", "CREATE TABLE u (id int)", ";COMMIT"]
    {
        session.query(sql, &[]).expect_err(sql);
    }
    let rows = session.query(
        "SELECT current_setting('transaction_read_only') AS ro, current_setting('transaction_isolation') AS i",
        &[],
    );
    let rows = rows.expect("the session goes on");
    assert_eq!(field::<&str>(&rows[0], "ro").expect("text"), "on");
    assert_eq!(field::<&str>(&rows[0], "i").expect("text"), "repeatable read");
    drop(session);
    assert_eq!(database.psql("SELECT count(*), (SELECT is_called FROM s) FROM t"), "1|f\n");
}

#[test]
fn a_session_sees_one_snapshot_even_after_an_error() {
    let database = own_server().database();
    database.psql("CREATE TABLE t (id int)");
    let mut session = opened(&database.url);
    let count = |session: &mut Session| {
        let rows = session.query("SELECT count(*) AS n FROM public.t", &[]).expect("counts");
        field::<i64>(&rows[0], "n").expect("a number")
    };
    assert_eq!(count(&mut session), 0);
    database.psql("INSERT INTO t VALUES (1)");
    let error = session.query("SELECT * FROM public.nothing", &[]).expect_err("no such table");
    assert!(error.message.contains("(42P01)"), "{error}");
    assert_eq!(error.code.as_str(), "query-failed");
    assert_eq!(count(&mut session), 0);
}

#[test]
fn what_a_session_prints_does_not_depend_on_the_database() {
    let database = own_server().database();
    database.psql(&format!(
        "CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('ok'); CREATE TABLE app.t (m app.mood DEFAULT 'ok', at timestamptz DEFAULT '2020-01-01 00:00+02');
         ALTER DATABASE {0} SET search_path = missing, app, public; ALTER DATABASE {0} SET TimeZone = 'Asia/Tokyo'; ALTER DATABASE {0} SET DateStyle = 'German'",
        database.name
    ));
    let mut session = opened(&format!("{}?options=-cstatement_timeout%3D0", database.url));
    assert_eq!(session.search_path(), ["missing", "app", "public"].map(Name::verbatim));
    assert!(session.server_version() >= 120_000);
    assert_eq!(session.user(), "postgres");
    let sql = "SELECT pg_get_expr(adbin, adrelid) AS expression FROM pg_attrdef WHERE adrelid = 'app.t'::regclass ORDER BY adnum";
    let rows = session.query(sql, &[]).expect("queries");
    let expressions: Vec<String> = rows.iter().map(|row| field(row, "expression").expect("text")).collect();
    assert_eq!(expressions, ["'ok'::app.mood", "'2019-12-31 22:00:00+00'::timestamp with time zone"]);
    let rows = session
        .query("SELECT current_setting('statement_timeout') AS t, current_setting('application_name') AS a", &[])
        .expect("queries");
    assert_eq!(field::<&str>(&rows[0], "t").expect("text"), "1min");
    assert_eq!(field::<&str>(&rows[0], "a").expect("text"), "limbeck");
}

#[test]
fn passwords_are_used_and_never_shown() {
    let server = own_server();
    let right = at(server, "limbeck_password:correct%20horse", "");
    assert_eq!(opened(&right).user(), "limbeck_password");
    let error = refused(&at(server, "limbeck_password:wrong%20mule", ""));
    assert_eq!(error.code.as_str(), "authentication-failed");
    assert!(error.message.contains("(28P01)") && error.help.contains("PGPASSWORD"), "{error:?}");
    let error = refused(&at(server, "limbeck_password", "?passfile=%2Fnonexistent"));
    assert_eq!(error.code.as_str(), "authentication-failed");
    assert!(error.message.contains("none is given") && error.help.contains("~/.pgpass"), "{error:?}");
    assert!(!format!("{:?}", DatabaseUrl::parse(&right)).contains("horse"));
    assert!(!format!("{:?} {}", opened(&right), opened(&right)).contains("horse"));
}

#[cfg(unix)]
#[test]
fn the_password_file_is_used_unless_others_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let server = own_server();
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("pgpass");
    std::fs::write(&file, format!("127.0.0.1:{}:*:limbeck_password:{PASSWORD}\n", server.port())).expect("writes");
    let url = at(server, "limbeck_password", &format!("?passfile={}", file.display()));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("chmod");
    assert_eq!(opened(&url).user(), "limbeck_password");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("chmod");
    let error = refused(&url);
    assert!(error.help.contains("chmod 600"), "{error:?}");
}

#[test]
fn each_refusal_has_its_code() {
    let server = own_server();
    for (url, code, words) in [
        (at(server, "limbeck_stranger", ""), "connection-not-allowed", "pg_hba.conf"),
        (at(server, "limbeck_nobody", ""), "connection-not-allowed", "limbeck_nobody"),
        (at(server, "limbeck_crowded", ""), "too-many-connections", "53300"),
        (server.url_of("limbeck_none"), "unknown-database", "limbeck_none"),
        (at(server, "postgres", "?options=-cnonsense%3D1"), "server-refused", "nonsense"),
        ("postgresql://u@nothing.invalid/app".to_owned(), "unknown-host", "nothing.invalid"),
        ("postgresql://u@/app?host=/nonexistent".to_owned(), "cannot-connect", "/nonexistent/.s.PGSQL.5432"),
        (at(server, "postgres", "?target_session_attrs=standby"), "server-refused", "standby"),
    ] {
        let error = refused(&url);
        assert_eq!(error.code.as_str(), code, "{url}: {error}");
        assert!(error.message.contains(words), "{url}: {error}");
        assert!(!error.help.is_empty());
    }
}

#[test]
fn a_server_that_is_down_is_named_with_its_port() {
    let port = TcpListener::bind("127.0.0.1:0").expect("binds").local_addr().expect("bound").port();
    let error = refused(&format!("postgresql://u:wrong%20mule@127.0.0.1:{port}/app"));
    assert_eq!(error.code.as_str(), "cannot-connect");
    assert!(
        error.message.contains(&format!("`127.0.0.1:{port}`")) && error.message.contains("connection refused"),
        "{error}"
    );
    assert!(error.help.contains(&format!("pg_isready -h 127.0.0.1 -p {port}")), "{}", error.help);
    let error = refused(&format!("postgresql://u@127.0.0.1:{port},127.0.0.1:{port}/app"));
    assert_eq!(error.message.matches("connection refused").count(), 2, "{error}");
}

#[test]
fn a_server_that_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("binds");
    let port = listener.local_addr().expect("bound").port();
    let error = refused(&format!("postgresql://u@127.0.0.1:{port}/app?connect_timeout=2"));
    assert_eq!(error.code.as_str(), "connection-timeout", "{error}");
    assert!(error.message.contains("within 2 s"), "{error}");
}

#[test]
fn what_is_no_postgresql_is_said() {
    use std::io::Write;
    let listener = TcpListener::bind("127.0.0.1:0").expect("binds");
    let port = listener.local_addr().expect("bound").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(4) {
            let answer = |mut stream: TcpStream| {
                let mut request = [0; 8];
                stream.read_exact(&mut request)?;
                stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            };
            let _ = stream.and_then(answer);
        }
    });
    let error = refused(&format!("postgresql://u@127.0.0.1:{port}/app"));
    assert_eq!(error.code.as_str(), "cannot-connect", "{error}");
}

#[test]
fn encryption_is_as_the_mode_says() {
    let server = own_server();
    for (mode, expected) in [("disable", false), ("allow", false), ("prefer", true), ("require", true)] {
        assert_eq!(encrypted(&mut opened(&at(server, "postgres", &format!("?sslmode={mode}")))), expected, "{mode}");
    }
    // The server refuses this role without encryption: `allow` finds out, `disable` cannot.
    assert!(encrypted(&mut opened(&at(server, "limbeck_tls", "?sslmode=allow"))));
    assert_eq!(refused(&at(server, "limbeck_tls", "?sslmode=disable")).code.as_str(), "connection-not-allowed");
    // SCRAM bound to the channel.
    let url = at(server, "limbeck_password:correct%20horse", "?sslmode=require&channel_binding=require");
    assert!(encrypted(&mut opened(&url)));
}

#[test]
fn certificates_are_checked_as_the_mode_says() {
    let server = own_server();
    let (ca, other, own) = (tls_file(server, "ca.crt"), tls_file(server, "other.crt"), tls_file(server, "server.crt"));
    let try_it =
        |host: &str, query: &str| session(&at(server, "limbeck_tls", query).replace("@127.0.0.1", &format!("@{host}")));
    for (host, query) in [
        ("127.0.0.1", format!("?sslmode=verify-full&sslrootcert={ca}")),
        ("localhost", format!("?sslmode=verify-full&sslrootcert={ca}")),
        ("127.0.0.1", format!("?sslmode=verify-ca&sslrootcert={ca}")),
        ("127.0.0.1", format!("?sslmode=verify-full&sslrootcert={own}")),
        ("wrong.example", format!("?sslmode=verify-ca&sslrootcert={ca}&hostaddr=127.0.0.1")),
        ("wrong.example", "?sslmode=require&hostaddr=127.0.0.1".to_owned()),
    ] {
        let mut session = try_it(host, &query).unwrap_or_else(|error| panic!("{host} {query}: {error}"));
        assert!(encrypted(&mut session));
    }
    for (host, query, words) in [
        ("127.0.0.1", format!("?sslmode=verify-full&sslrootcert={other}"), "no authority that is trusted"),
        ("127.0.0.1", format!("?sslmode=verify-ca&sslrootcert={other}"), "no authority that is trusted"),
        ("127.0.0.1", format!("?sslmode=require&sslrootcert={other}"), "no authority that is trusted"),
        ("wrong.example", format!("?sslmode=verify-full&sslrootcert={ca}&hostaddr=127.0.0.1"), "for another name"),
    ] {
        let error = try_it(host, &query).err().unwrap_or_else(|| panic!("accepted: {host} {query}"));
        assert_eq!(error.code.as_str(), "tls-failed", "{host} {query}: {error}");
        assert!(error.message.contains(words), "{host} {query}: {error}");
    }
}

#[test]
fn a_client_certificate_is_shown() {
    let server = own_server();
    let (certificate, key) = (tls_file(server, "client.crt"), tls_file(server, "client.key"));
    let url = at(server, "limbeck_certificate", &format!("?sslmode=require&sslcert={certificate}&sslkey={key}"));
    assert_eq!(opened(&url).user(), "limbeck_certificate");
    let error = refused(&at(server, "limbeck_certificate", "?sslmode=require&sslcertmode=disable"));
    assert!(["tls-failed", "connection-not-allowed"].contains(&error.code.as_str()), "{error}");
    assert!(error.help.contains("sslcert"), "{}", error.help);
    let missing =
        refused(&at(server, "postgres", &format!("?sslmode=require&sslcert={certificate}&sslkey=%2Fnonexistent")));
    assert_eq!(missing.code.as_str(), "unreadable-file");
}

#[test]
fn the_writing_connection_is_another_door() {
    let database = own_server().database();
    let mut connection = connect_for_writing(&DatabaseUrl::parse(&database.url).expect("valid")).expect("connects");
    connection.execute("BEGIN; CREATE TABLE t (id int); COMMIT").expect("writes");
    assert_eq!(connection.query("SELECT 1 FROM public.t", &[]).expect("reads").len(), 0);
    assert!(connection.execute("SELECT 1/0").expect_err("divides").message.contains("(22012)"));
}

/// What is stamped is not known then, which is not the same as nothing.
#[test]
fn a_version_table_that_cannot_be_read_is_no_verdict() {
    let server = own_server();
    let database = server.database();
    database.psql(
        "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('d41c04');
         CREATE SCHEMA stranger; CREATE TABLE stranger.alembic_version (version_num varchar(32));",
    );
    let url = database.url.replace("//postgres@", "//limbeck_tls@").replace(&format!(":{}", server.port()), "");
    let url = format!("{url}?port={}&sslmode=require", server.port());
    let versions = support::in_tests("../testdata/incidents/hole/versions");
    let run = |command: &str| {
        let mut limbeck = std::process::Command::new(env!("CARGO_BIN_EXE_limbeck"));
        limbeck.arg("--version-location").arg(&versions).args(["--database", &url, command]);
        let output = limbeck.output().expect("limbeck runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for command in ["audit", "plan", "current", "preflight", "diff"] {
        let (status, error) = run(command);
        assert_eq!(status, Some(2), "{command}: {error}");
        assert!(error.contains("unreadable-version-table") && error.contains("GRANT SELECT ON public."), "{error}");
    }
    // Another application's may stay closed.
    database.psql("GRANT SELECT ON alembic_version TO limbeck_tls");
    assert_eq!(run("audit").0, Some(1));
    // A migration that runs holds its row: a lock says nothing about what is stamped.
    let lock = "BEGIN; LOCK TABLE alembic_version; SELECT pg_sleep(60);";
    let mut holder = std::process::Command::new("psql").args(["-qXc", lock, &database.url]).spawn().expect("psql");
    let held = "SELECT count(*) FROM pg_locks WHERE relation = 'alembic_version'::regclass AND granted";
    while database.psql(held) == "0\n" {}
    let (status, error) = run("audit");
    holder.kill().expect("psql ends");
    holder.wait().expect("psql ends");
    assert!(status == Some(2) && error.contains("query-timeout"), "{error}");
}
