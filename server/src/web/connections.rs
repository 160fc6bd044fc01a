//! Takes connections in. Our own loop rather than `axum::serve`, which waits for ever for a client
//! that sends its headers one byte at a time.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use tracing::{debug, warn};

/// Longest from one request's end to the last header of the next. A little more than the minute
/// that proxies keep idle connections for, so that it is them who close.
const HEADERS: Duration = Duration::from_secs(65);
/// More at once are closed as they come; each costs some 20 KB.
const MOST: usize = 8192;

/// Serves until `stop`; requests under way then have `drain` to end.
pub async fn accept(listener: TcpListener, router: Router, stop: &CancellationToken, drain: Duration) {
    let mut open = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, from)) if open.len() < MOST => {
                    open.spawn(serve(stream, from, router.clone(), stop.clone()));
                }
                Ok(_) => debug!("too many connections"),
                Err(e) => {
                    // Out of file descriptors, most likely: accepting at once again would only spin.
                    warn!("a connection was not accepted: {e}");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = open.join_next() => {}
        }
    }
    drop(listener);
    let all = async { while open.join_next().await.is_some() {} };
    if tokio::time::timeout(drain, all).await.is_err() {
        warn!("some requests did not end in {} s and are cut off", drain.as_secs());
    }
}

async fn serve(stream: TcpStream, from: SocketAddr, router: Router, stop: CancellationToken) {
    stream.set_nodelay(true).ok();
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    // A client that went away, or one that spoke no HTTP: nothing of ours.
    if let Err(e) = ended {
        debug!("a connection ended: {e}");
    }
}
