//! Starts the binary on a data folder of its own and speaks plain HTTP/1.1 to it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A data folder that is open to the user PostgreSQL runs as; its cluster is stopped at the end.
pub struct Data(tempfile::TempDir);

impl Data {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).expect("its mode is set");
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn postmaster_file(&self) -> PathBuf {
        self.path().join("postgres/cluster/postmaster.pid")
    }

    /// The binary with this folder and no other setting of this machine.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guyub"));
        command.args(arguments);
        for (name, _) in std::env::vars() {
            if name.starts_with("GUYUB_") || name == "DATABASE_URL" || name.starts_with("MEILISEARCH_") {
                command.env_remove(name);
            }
        }
        command.env("GUYUB_DATA", self.path()).env("GUYUB_LISTEN", "127.0.0.1:0");
        command
    }
}

/// A killed server leaves its PostgreSQL running.
impl Drop for Data {
    fn drop(&mut self) {
        let Ok(text) = std::fs::read_to_string(self.postmaster_file()) else { return };
        if let Some(pid) = text.lines().next() {
            Command::new("kill").args(["-QUIT", pid]).status().ok();
        }
    }
}

/// Runs a command to its end.
pub fn guyub(data: &Data, arguments: &[&str], input: &str) -> Output {
    let mut command = data.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary runs");
    // One that stops early does not read its input.
    child.stdin.take().expect("it is piped").write_all(input.as_bytes()).ok();
    child.wait_with_output().expect("it ends")
}

/// A running `guyub serve`.
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts it and waits for the line that says where it listens.
    pub fn start(data: &Data, settings: &[(&str, &str)]) -> Self {
        let mut command = data.command(&["serve"]);
        command.envs(settings.iter().copied()).stdin(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let mut said = String::new();
        let address = loop {
            let Some(Ok(line)) = lines.next() else { panic!("it did not start:\n{said}") };
            if let Some((_, address)) = line.split_once("listening on http://") {
                break address.trim().to_owned();
            }
            said.push_str(&line);
            said.push('\n');
        };
        // Whoever writes to a pipe that nobody reads stops one day.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let extra: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{extra}\r\n", self.address))
    }

    pub fn post(&self, path: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
        let extra: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n{extra}\r\n{form}",
            self.address,
            form.len()
        ))
    }

    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        // A server that refuses a body early may close before it is all sent.
        stream.write_all(request.as_bytes()).ok();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it is reaped");
    }

    /// SIGTERM; whether it ended with success in time.
    pub fn terminate(mut self, patience: Duration) -> bool {
        Command::new("kill").arg(self.child.id().to_string()).status().expect("kill runs");
        let until = Instant::now() + patience;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().expect("it is ours") {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

pub struct Answer {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| v.trim())
    }
}
