//! A router that remembers its own list, so that a test can ask for a row of the role × route
//! matrix for each line of it.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};

use super::site::Site;

/// The routes of one capability, or of all.
#[derive(Default)]
pub struct Routes {
    router: Router<Site>,
    list: Vec<(Method, &'static str)>,
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn get<H: Handler<T, Site>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.on(Method::GET, MethodFilter::GET, path, handler)
    }

    #[must_use]
    pub fn post<H: Handler<T, Site>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.on(Method::POST, MethodFilter::POST, path, handler)
    }

    /// A POST that takes files, of at most this many bytes in all.
    #[must_use]
    pub fn post_files<H: Handler<T, Site>, T: 'static>(mut self, path: &'static str, max_bytes: usize, handler: H) -> Self {
        let method = on(MethodFilter::POST, handler).layer(DefaultBodyLimit::max(max_bytes));
        self.router = self.router.route(path, method);
        self.list.push((Method::POST, path));
        self
    }

    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    fn on<H: Handler<T, Site>, T: 'static>(
        mut self,
        method: Method,
        filter: MethodFilter,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.router = self.router.route(path, on(filter, handler));
        self.list.push((method, path));
        self
    }

    pub fn list(&self) -> &[(Method, &'static str)] {
        &self.list
    }

    pub fn into_router(self) -> Router<Site> {
        self.router
    }
}
