//! A sandbox of one test and raw requests to it.

use jiff::civil::date;
use sandbox::{Config, Running};
use serde_json::{Value, json};

/// A running sandbox and a client that neither retries nor follows.
pub struct Place {
    pub running: Running,
    pub http: reqwest::Client,
    pub token: String,
}

/// The plainest shapes, a fixed day zero, no waiting.
pub fn plain() -> Config {
    Config { shape_seed: None, start_date: Some(date(2026, 1, 31)), vm_asleep: false, ..Config::strict() }
}

#[expect(clippy::disallowed_methods, reason = "raw requests are what is tested")]
fn client() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap()
}

/// A text that may be bare, under `$`, or under `$orig`.
pub fn text(value: &Value) -> String {
    let value = if value.is_array() { &value[0] } else { value };
    value
        .as_str()
        .or_else(|| value["$orig"].as_str())
        .or_else(|| value["$"].as_str())
        .unwrap_or_default()
        .to_owned()
}

impl Place {
    pub async fn start(config: Config) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let running = sandbox::start(config, listener).await.unwrap();
        Self { running, http: client(), token: String::new() }
    }

    pub async fn plain() -> Self {
        Self::start(plain()).await
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.running.url())
    }

    pub async fn post_form(&self, params: &[(&str, &str)]) -> reqwest::Result<reqwest::Response> {
        self.http.post(self.url("/billmgr")).form(params).send().await
    }

    /// A call as `user` in JSON; the content of `doc`.
    pub async fn call_as(&self, user: &str, params: &[(&str, &str)]) -> Value {
        let authinfo = format!("{user}:sandbox-{user}");
        let mut all = vec![("out", "json"), ("authinfo", authinfo.as_str())];
        all.extend_from_slice(params);
        let reply = self.post_form(&all).await.unwrap();
        assert_eq!(reply.status(), 200);
        reply.json::<Value>().await.unwrap()["doc"].take()
    }

    pub async fn call(&self, params: &[(&str, &str)]) -> Value {
        self.call_as("reseller", params).await
    }

    /// Orders with these parameters changed or added; an empty value drops one.
    pub async fn order(&self, changed: &[(&str, &str)]) -> Value {
        let mut params = vec![
            ("func", "soft.order.param"),
            ("clicked_button", "finish"),
            ("pricelist", "55227"),
            ("period", "1"),
            ("ip", "203.0.113.7"),
            ("licname", "one"),
            ("autoprolong", "null"),
            ("skipbasket", "on"),
            ("remoteid", "kp-1"),
            ("sok", "ok"),
        ];
        for (name, value) in changed {
            params.retain(|(other, _)| other != name);
            if !value.is_empty() {
                params.push((name, value));
            }
        }
        self.call(&params).await
    }

    /// An order that must succeed in the plain shape; its id.
    pub async fn ordered(&self, changed: &[(&str, &str)]) -> String {
        let doc = self.order(changed).await;
        assert!(doc.get("ok").is_some(), "{doc}");
        text(&doc["id"])
    }

    /// An edit with `sok`.
    pub async fn edit(&self, id: &str, changes: &[(&str, &str)]) -> Value {
        let mut params = vec![("func", "soft.edit"), ("elid", id), ("sok", "ok")];
        params.extend_from_slice(changes);
        self.call(&params).await
    }

    pub async fn card(&self, id: &str) -> Value {
        self.call(&[("func", "soft.edit"), ("elid", id)]).await
    }

    /// What `/sandbox/state` says of one license.
    pub fn license(&self, id: &str) -> Value {
        let state = self.running.state();
        let licenses = state["licenses"].as_array().unwrap();
        licenses.iter().find(|license| license["id"] == id.parse::<u64>().unwrap()).unwrap().clone()
    }

    pub async fn fault(&self, rule: Value) {
        let reply = self.http.post(self.url("/sandbox/faults")).json(&json!([rule])).send().await.unwrap();
        assert_eq!(reply.status(), 200, "{}", reply.text().await.unwrap());
    }

    pub async fn log_in(&mut self) {
        let (status, reply) = self
            .send(
                "POST",
                "/auth/v4/public/token",
                &[],
                Some(json!({"email": "admin@sandbox.test", "password": "sandbox-admin"})),
            )
            .await;
        assert_eq!(status, 201, "{reply}");
        self.token = reply["token"].as_str().unwrap().to_owned();
    }

    /// A request to VMmanager: status and JSON.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        query: &[(&str, &str)],
        body: Option<Value>,
    ) -> (u16, Value) {
        let mut request = self.http.request(method.parse().unwrap(), self.url(path)).query(query);
        if !self.token.is_empty() {
            request = request.header("x-xsrf-token", &self.token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let reply = request.send().await.unwrap();
        let status = reply.status().as_u16();
        (status, serde_json::from_str(&reply.text().await.unwrap()).unwrap_or_default())
    }

    pub async fn get(&self, path: &str) -> Value {
        let (status, reply) = self.send("GET", path, &[], None).await;
        assert_eq!(status, 200, "{reply}");
        reply
    }

    pub async fn filtered(&self, path: &str, filter: &str) -> Value {
        let (status, mut reply) = self.send("GET", path, &[("where", filter)], None).await;
        assert_eq!(status, 200, "{reply}");
        reply["list"].take()
    }
}
