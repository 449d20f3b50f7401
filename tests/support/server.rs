//! A PostgreSQL server of the tests' own: a data folder under the system's temporary ones, a free port of this machine.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, Weak};

use super::system;

/// What the test's user signs in with; signs that an address must write as `%40` and the like.
pub const PASSWORD: &str = "mật:kh@u/?";

/// The same in an address.
pub const IN_ADDRESS: &str = "m%E1%BA%ADt%3Akh%40u%2F%3F";

/// Tests of one binary share a server; the last one stops it.
static RUNNING: Mutex<Weak<Server>> = Mutex::new(Weak::new());

pub struct Server {
    bin: PathBuf,
    folder: tempfile::TempDir,
    pub port: u16,
}

/// The server, started where no other test has; `None`, said, where there is none and none can be installed.
pub fn server() -> Option<Arc<Server>> {
    let mut running = RUNNING.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(server) = running.upgrade() {
        return Some(server);
    }
    let initdb = system::program("initdb", &["postgresql"])?.canonicalize().unwrap();
    let server = Arc::new(Server::start(initdb.parent().unwrap()));
    *running = Arc::downgrade(&server);
    Some(server)
}

impl Server {
    fn start(bin: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("phuluc-server-").tempdir().unwrap();
        std::fs::write(folder.path().join("password"), PASSWORD).unwrap();
        if system::is_root() {
            // The server refuses to run as root: Debian's package brings a user for it.
            let done = Command::new("chown").args(["-R", "postgres"]).arg(folder.path()).status().unwrap();
            assert!(done.success());
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Self { bin: bin.to_owned(), folder, port };
        let (data, password) = (server.path("data"), server.path("password"));
        let pwfile = format!("--pwfile={password}");
        let made =
            ["-D", &data, "-U", "tester", "-A", "scram-sha-256", &pwfile, "--no-sync", "-E", "UTF8", "--locale=C"];
        server.run("initdb", &made);
        let options = format!("-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off");
        server.run("pg_ctl", &["-D", &data, "-w", "-l", &server.path("log"), "-o", &options, "start"]);
        server
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    fn command(&self, program: &str, args: &[&str]) -> Command {
        let program = self.bin.join(program);
        let mut command = Command::new(if system::is_root() { Path::new("runuser") } else { &program });
        if system::is_root() {
            command.args(["-u", "postgres", "--"]).arg(&program);
        }
        command.args(args).current_dir(self.folder.path());
        command
    }

    fn run(&self, program: &str, args: &[&str]) {
        // To a file: a server that inherits a pipe would keep it open.
        let out =
            std::fs::File::create(std::env::temp_dir().join(format!("phuluc-{}-{}", self.port, program))).unwrap();
        let done = self.command(program, args).stdout(out.try_clone().unwrap()).stderr(out).status().unwrap();
        let said = std::env::temp_dir().join(format!("phuluc-{}-{}", self.port, program));
        let text = std::fs::read_to_string(&said).unwrap_or_default();
        let _ = std::fs::remove_file(said);
        assert!(done.success(), "{program} {args:?}: {text}");
    }

    /// The address of a new, empty database.
    pub fn database(&self, name: &str) -> String {
        let out = self.psql("postgres", &format!("CREATE DATABASE {name}"));
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        self.address(IN_ADDRESS, name)
    }

    pub fn address(&self, password: &str, name: &str) -> String {
        format!("postgres://tester:{password}@127.0.0.1:{}/{name}", self.port)
    }

    /// What PostgreSQL's own program says: a row a line, `|` between the columns.
    pub fn psql(&self, database: &str, statement: &str) -> Output {
        let port = self.port.to_string();
        let args = ["-X", "-At", "-h", "127.0.0.1", "-p", &port, "-U", "tester", "-d", database, "-c", statement];
        self.command("psql", &args).env("PGPASSWORD", PASSWORD).output().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.path("data");
        let _ = self.command("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"]).output();
    }
}
