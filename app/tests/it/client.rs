//! A browser without a screen: sends requests through the router, keeps cookies, reads the answer.

use std::collections::BTreeMap;

use app::house::{Assets, Site};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use engine::testing::world::{Role, World};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use scraper::{Html, Selector};
use tower::ServiceExt as _;

pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
}

pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    /// Somebody of this role.
    pub fn of(world: &World, role: Role) -> Self {
        let site = Site { desk: (*world.desk).clone(), assets: Assets::default().into(), hot: None, development: true };
        let cookies = world.token(role).map(|t| ("guyub_sesi".to_owned(), t.to_owned())).into_iter().collect();
        Self { router: app::router(site), cookies }
    }

    #[must_use]
    pub fn in_english(mut self) -> Self {
        self.cookies.insert("bahasa".into(), "en".into());
        self
    }

    pub async fn get(&mut self, path: &str) -> Answered {
        self.send(Request::get(path), Body::empty()).await
    }

    pub async fn get_with(&mut self, path: &str, headers: &[(&str, &str)]) -> Answered {
        let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        self.send(request, Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answered {
        self.post_with(path, form, &[]).await
    }

    pub async fn post_with(&mut self, path: &str, form: &[(&str, &str)], headers: &[(&str, &str)]) -> Answered {
        let encode = |s: &str| utf8_percent_encode(s, NON_ALPHANUMERIC).to_string();
        let body = form.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect::<Vec<_>>().join("&");
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.send(request, body.into()).await
    }

    /// A form with files: field, file name, content.
    pub async fn post_files(&mut self, path: &str, form: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answered {
        const BOUNDARY: &str = "guyub-boundary-7f3a";
        let mut body = Vec::new();
        for (name, value) in form {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
            );
        }
        for (name, file, content) in files {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes());
            body.extend_from_slice(content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        let request = Request::post(path).header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        self.send(request, body.into()).await
    }

    /// A body just as it is.
    pub async fn post_body(&mut self, path: &str, kind: &str, body: Vec<u8>) -> Answered {
        self.send(Request::post(path).header(header::CONTENT_TYPE, kind), body.into()).await
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answered {
        let cookies = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("; ");
        let request = request.header(header::COOKIE, cookies).body(body).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().expect("ASCII").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answered { status: parts.status, headers: parts.headers, body }
    }
}

impl Answered {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |l| l.to_str().expect("ASCII"))
    }

    /// The texts of all elements that a CSS selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        Html::parse_document(&self.text())
            .select(&selector)
            .map(|e| e.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// An attribute of the first element that a CSS selector finds.
    pub fn attr(&self, selector: &str, name: &str) -> Option<String> {
        let selector = Selector::parse(selector).expect("a selector");
        Html::parse_document(&self.text()).select(&selector).next()?.attr(name).map(str::to_owned)
    }
}
