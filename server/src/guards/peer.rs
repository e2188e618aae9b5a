//! Where the browser of a request is: what the connection says, or the proxy before us.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies whose word counts.
#[derive(Debug, Clone)]
pub(crate) struct Proxies(Arc<[IpAddr]>);

impl Proxies {
    pub(crate) fn new(proxies: Vec<IpAddr>) -> Self {
        Self(proxies.into())
    }

    fn holds(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }

    /// Each proxy adds the address that it saw at the end. What stands before the first stranger's is the stranger's
    /// own word, and counts for nothing.
    fn browser(&self, connected: IpAddr, headers: &HeaderMap) -> IpAddr {
        let texts = headers.get_all(X_FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
        let told: Vec<&str> = texts.flat_map(|text| text.split(',')).collect();
        let mut peer = connected;
        for text in told.iter().rev() {
            if !self.holds(peer) {
                break;
            }
            let Ok(address) = text.trim().parse() else { break };
            peer = address;
        }
        peer
    }
}

/// Notes for the pages where the browser is.
pub(crate) async fn note_peer(State(proxies): State<Proxies>, mut request: Request, next: Next) -> Response {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    if let Some(connected) = connected {
        let peer = proxies.browser(connected, request.headers());
        request.extensions_mut().insert(app::Peer(peer));
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn browser(connected: &str, told: &[&'static str]) -> String {
        let proxies = Proxies::new(vec!["127.0.0.1".parse().unwrap(), "10.0.0.5".parse().unwrap()]);
        let told = told.iter().map(|text| (X_FORWARDED_FOR, HeaderValue::from_static(text)));
        proxies.browser(connected.parse().unwrap(), &told.collect()).to_string()
    }

    #[test]
    fn a_proxy_says_where_the_browser_is() {
        assert_eq!(browser("127.0.0.1", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(browser("127.0.0.1", &["192.0.2.7, 10.0.0.5"]), "192.0.2.7");
        assert_eq!(browser("127.0.0.1", &["192.0.2.7", "10.0.0.5"]), "192.0.2.7");
        assert_eq!(browser("::ffff:127.0.0.1", &["2001:db8::1"]), "2001:db8::1");
        assert_eq!(browser("127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn what_a_browser_says_of_itself_counts_for_nothing() {
        assert_eq!(browser("198.51.100.1", &["192.0.2.7"]), "198.51.100.1");
        assert_eq!(browser("127.0.0.1", &["192.0.2.7, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(browser("127.0.0.1", &["192.0.2.7, nonsense"]), "127.0.0.1");
    }
}
