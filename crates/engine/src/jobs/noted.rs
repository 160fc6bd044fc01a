//! A failure as the job's row and the log keep it: its kind and its code, never what somebody wrote.
//! A mail server's answer names the recipient, and PostgreSQL quotes a value that it cannot read.

use lettre::transport::smtp;

use crate::trouble::Trouble;

/// Characters that are kept.
const MAX: usize = 2_000;

pub(super) fn noted(trouble: &Trouble) -> String {
    let words = match trouble {
        Trouble::Mail(error) => mail(error.downcast_ref::<smtp::Error>()),
        Trouble::Database(sqlx::Error::Database(error)) => {
            let code = error.code().unwrap_or_default();
            // Class 22 is "data exception".
            let message = if code.starts_with("22") { "a value that cannot be read" } else { error.message() };
            format!("database: {code} {message}")
        }
        other => other.to_string(),
    };
    words.chars().filter(|c| *c != '\0').take(MAX).collect()
}

fn mail(error: Option<&smtp::Error>) -> String {
    let Some(error) = error else { return "mail: the address or the mail cannot be read".to_owned() };
    if let Some(code) = error.status() {
        return format!("mail: the server answered {code}");
    }
    let kind =
        if error.is_timeout() { "the server did not answer in time" } else { "the server was not reached or not understood" };
    format!("mail: {kind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_mail_server_says_of_people_is_not_kept() {
        let refused = std::io::Error::other("550 5.1.1 <tini@contoh.id>: no such mailbox");
        let said = noted(&Trouble::Mail(Box::new(refused)));
        assert!(said.starts_with("mail: ") && !said.contains("tini"), "{said}");
        assert_eq!(noted(&Trouble::Other(format!("a\0b{}", "x".repeat(5_000)))).len(), MAX);
    }
}
