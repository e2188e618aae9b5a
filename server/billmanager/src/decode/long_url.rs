use url::Url;

/// The address in an HTML reply where the real answer to a long request will be: it matches `long.+billmgr`
/// (`docs/protocols/billmanager.md` §1.4). Followed only to the same host, so that a page cannot lead us away.
pub(crate) fn long_url(html: &str, endpoint: &Url) -> Option<Url> {
    let html = html.replace("&amp;", "&");
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '(' | ')');
    html.split(is_edge).filter(|token| leads_on(token)).find_map(|token| {
        let address =
            ["url=", "URL=", "href="].iter().find_map(|mark| token.strip_prefix(mark)).unwrap_or(token);
        let url = endpoint.join(address.trim_end_matches(';')).ok()?;
        (url.origin() == endpoint.origin()).then_some(url)
    })
}

fn leads_on(token: &str) -> bool {
    token.find("long").is_some_and(|at| token[at + 4..].find("billmgr").is_some_and(|gap| gap > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Option<String> {
        let endpoint = Url::parse("https://h.example/manager/billmgr").unwrap();
        long_url(html, &endpoint).map(String::from)
    }

    #[test]
    fn a_long_request_is_found_in_a_refresh_a_link_and_a_script() {
        let answer = "https://h.example/longrequest/7/billmgr?a=1&b=2";
        let refresh = r#"<meta http-equiv="refresh" content="1; url=/longrequest/7/billmgr?a=1&amp;b=2">"#;
        assert_eq!(found(refresh).as_deref(), Some(answer));
        let script = "<script>location='https://h.example/longrequest/7/billmgr?a=1&b=2';</script>";
        assert_eq!(found(script).as_deref(), Some(answer));
    }

    #[test]
    fn a_long_request_never_leads_to_another_host() {
        assert_eq!(found(r#"<a href="https://evil.example/long/1/billmgr">"#), None);
        assert_eq!(found(r#"<a href="http://h.example/long/1/billmgr">"#), None);
    }

    #[test]
    fn an_ordinary_page_of_the_panel_is_no_long_request() {
        assert_eq!(found("<p>It takes long to open <a href='/billmgr'>billmgr</a></p>"), None);
        assert_eq!(found(r#"<a href="/manager/billmgr?func=logon">"#), None);
    }
}
