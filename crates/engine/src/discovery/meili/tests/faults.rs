//! A proxy on the way to a search server, which can be told to fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use url::Url;

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Fault {
    /// It reaches the server, if there is one.
    None,
    /// The connection is closed at once.
    Refuse,
    /// Nothing ever comes back.
    Stall,
    /// The answer ends in its middle.
    Cut,
    /// 500, with a body of a web server.
    Fail,
    /// 200, and a page of somebody else.
    Html,
    /// 200, and JSON that answers another question.
    Other,
    /// 200, and fewer results than were asked for.
    Fewer,
    /// A byte now and then.
    Drip,
}

impl Fault {
    pub const ALL: [Self; 8] =
        [Self::Refuse, Self::Stall, Self::Cut, Self::Fail, Self::Html, Self::Other, Self::Fewer, Self::Drip];

    fn of(code: u8) -> Self {
        Self::ALL.into_iter().find(|fault| *fault as u8 == code).unwrap_or(Self::None)
    }
}

pub(super) struct Proxy {
    pub url: Url,
    fault: Arc<AtomicU8>,
    asked: Arc<AtomicU32>,
    changed: Arc<Notify>,
}

impl Proxy {
    /// In front of a server, or of none.
    pub async fn before(server: Option<&Url>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = Url::parse(&format!("http://{}", listener.local_addr().expect("an address"))).expect("an address");
        let (fault, asked, changed) = (Arc::new(AtomicU8::new(0)), Arc::new(AtomicU32::new(0)), Arc::new(Notify::new()));
        let server = server.map(|url| format!("127.0.0.1:{}", url.port().unwrap_or(7700)));
        let (of_task, count, told) = (fault.clone(), asked.clone(), changed.clone());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, server.clone(), of_task.clone(), count.clone(), told.clone()));
            }
        });
        Self { url, fault, asked, changed }
    }

    /// From now on; connections that are open are closed.
    pub fn set(&self, fault: Fault) {
        self.fault.store(fault as u8, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    /// Requests that came to nothing so far.
    pub fn failed(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }
}

async fn carry(client: TcpStream, server: Option<String>, fault: Arc<AtomicU8>, count: Arc<AtomicU32>, changed: Arc<Notify>) {
    let work = async move {
        match Fault::of(fault.load(Ordering::SeqCst)) {
            Fault::None => pass_on(client, server).await,
            fault => {
                count.fetch_add(1, Ordering::SeqCst);
                misbehave(client, fault).await
            }
        }
    };
    tokio::select! {
        _ = work => {}
        () = changed.notified() => {}
    }
}

async fn pass_on(mut client: TcpStream, server: Option<String>) -> std::io::Result<()> {
    let Some(server) = server else { return Ok(()) };
    let mut server = TcpStream::connect(server).await?;
    tokio::io::copy_bidirectional(&mut client, &mut server).await.map(|_| ())
}

async fn misbehave(mut client: TcpStream, fault: Fault) -> std::io::Result<()> {
    if fault == Fault::Refuse {
        return Ok(());
    }
    let mut request = [0; 4096];
    let _ = client.read(&mut request).await?;
    let answer = |status: &str, kind: &str, length: usize, body: &str| {
        format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
    };
    let whole = |status, kind, body: &str| answer(status, kind, body.len(), body);
    let text = match fault {
        Fault::Cut => answer("200 OK", "application/json", 5_000, r#"{"results":[{"indexUid":"x","hits":["#),
        Fault::Fail => whole("500 Internal Server Error", "text/html", "<h1>oops</h1>"),
        Fault::Html => whole("200 OK", "text/html", "<h1>Welcome to nginx!</h1>"),
        Fault::Other => whole("200 OK", "application/json", r#"{"results":[{"hits":"none","processingTimeMs":-1}]}"#),
        Fault::Fewer => whole("200 OK", "application/json", r#"{"results":[]}"#),
        Fault::Refuse | Fault::Stall | Fault::Drip | Fault::None => String::new(),
    };
    if fault == Fault::Drip {
        client.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n").await?;
        loop {
            client.write_all(b" ").await?;
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
    if fault == Fault::Stall {
        return std::future::pending().await;
    }
    client.write_all(text.as_bytes()).await?;
    client.shutdown().await
}
