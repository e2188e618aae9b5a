//! A browser without JavaScript: cookies, forms, and no redirect followed unasked.

use reqwest::header::{ACCEPT, HeaderMap, LOCATION};
use reqwest::{Method, RequestBuilder, StatusCode};
use scraper::{Html, Selector};

/// The password of everybody in the demo's catalogue.
pub const PASSWORD: &str = "keypool-demo";
pub const STAFF: &str = "staff@demo.test";
pub const CLIENT: &str = "client@demo.test";
pub const CLIENT2: &str = "client2@demo.test";

/// One browser with its cookies.
pub struct TestClient {
    http: reqwest::Client,
    base: String,
}

impl TestClient {
    #[expect(clippy::disallowed_methods, reason = "this one is a browser, not a client of a remote system")]
    pub fn new(base: &str) -> Self {
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self { http, base: base.to_owned() }
    }

    /// A request as a browser's navigation makes it.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base)).header(ACCEPT, "text/html")
    }

    pub async fn get(&self, path: &str) -> Page {
        Page::read(self.request(Method::GET, path)).await
    }

    /// Posts a form from one of our own pages.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        Page::read(request.header("referer", format!("{}/", self.base)).form(fields)).await
    }

    /// Posts a form and follows where it leads, as a browser does.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.post_form(path, fields).await;
        match answer.location() {
            Some(next) => self.get(next).await,
            None => answer,
        }
    }

    /// Logs in and fails the test if that does not work.
    pub async fn login(&self, login: &str) -> &Self {
        let answer =
            self.post_form("/fn/log_in", &[("login", login), ("password", PASSWORD), ("next", "")]).await;
        assert_eq!(answer.status, StatusCode::FOUND, "login of {login}: {}", answer.text);
        let next = answer.location().unwrap();
        assert!(!next.starts_with("/login"), "the login of {login} was refused");
        self
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Page {
    pub async fn read(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Self { status, headers, text: response.text().await.unwrap() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The path that the answer leads to.
    pub fn location(&self) -> Option<&str> {
        let location = self.headers.get(LOCATION)?.to_str().ok()?;
        match location.split_once("://") {
            Some((_, rest)) => rest.find('/').and_then(|slash| rest.get(slash..)),
            None => Some(location),
        }
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.text)
    }

    /// The words of the first element that the selector finds.
    pub fn words(&self, selector: &str) -> Option<String> {
        let found =
            self.html().select(&Selector::parse(selector).unwrap()).next()?.text().collect::<String>();
        Some(found.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// An attribute of the first element that the selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let selector = Selector::parse(selector).unwrap();
        self.html().select(&selector).next()?.value().attr(name).map(ToOwned::to_owned)
    }
}
