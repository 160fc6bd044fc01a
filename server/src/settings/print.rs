//! `guyub settings`.

use super::list::{ALL, Setting};

/// One block a setting: its value now, where it comes from, what it is for.
pub fn print() -> String {
    let mut out = String::new();
    for setting in ALL {
        let set = std::env::var(setting.name).ok().filter(|v| !v.trim().is_empty());
        let value = match &set {
            Some(value) => shown(setting, value),
            None => format!("(not set: {})", setting.default),
        };
        out.push_str(&format!("{}={value}\n    {}\n", setting.name, setting.meaning));
    }
    out
}

/// Of a secret address all but user and password is shown; of any other secret nothing.
fn shown(setting: &Setting, value: &str) -> String {
    if !setting.secret {
        return value.to_owned();
    }
    match engine::desk::Url::parse(value) {
        Ok(url) if url.has_host() => {
            let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
            format!("{}://***@{}{port}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
        }
        _ => "***".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::list;
    use super::shown;

    #[test]
    fn secrets_are_masked() {
        assert_eq!(shown(&list::SECRET, "hunter2hunter2"), "***");
        assert_eq!(
            shown(&list::DATABASE_URL, "postgres://u:hunter2@db:5433/guyub?password=hunter2"),
            "postgres://***@db:5433/guyub"
        );
        assert_eq!(shown(&list::SECRET, "a:b@hunter2"), "***");
        assert_eq!(shown(&list::LISTEN, "0.0.0.0:80"), "0.0.0.0:80");
    }
}
