//! Whose request it is: the address that rate limits count by.

use std::net::{IpAddr, SocketAddr};

use app::house::who::ClientAddress;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;

/// Tells the pages where a request comes from. Behind `proxies` trusted proxies the connection is
/// the nearest proxy's, and the address that the farthest of them saw counts in its place. What a
/// client itself wrote into the header is never believed.
pub async fn address(State(proxies): State<usize>, mut request: Request, next: Next) -> Response {
    let connection = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(from)| from.ip());
    let told = if proxies > 0 { forwarded(request.headers(), proxies) } else { None };
    if let Some(address) = told.or(connection) {
        // An IPv4 client of a socket that listens on IPv6 as well is the same client.
        request.extensions_mut().insert(ClientAddress(address.to_canonical()));
    }
    next.run(request).await
}

/// Each proxy appends the address it saw, so the believed one is the `proxies`-th from the right.
fn forwarded(headers: &HeaderMap, proxies: usize) -> Option<IpAddr> {
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let addresses: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    addresses.len().checked_sub(proxies).and_then(|at| addresses[at].parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_trusted_proxies_wrote_counts() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "6.6.6.6, 203.0.113.9".parse().unwrap());
        headers.append("x-forwarded-for", "10.0.0.2".parse().unwrap());
        assert_eq!(forwarded(&headers, 1), "10.0.0.2".parse().ok());
        assert_eq!(forwarded(&headers, 2), "203.0.113.9".parse().ok());
        assert_eq!(forwarded(&headers, 4), None);
        assert_eq!(forwarded(&HeaderMap::new(), 1), None);
    }
}
