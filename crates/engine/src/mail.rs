//! Mails are rows, written with what they tell about and sent by a job after the commit. Without
//! an SMTP server they stay in their table, where the operator reads them.

use domain::ids::MailId;
use lettre::message::Mailbox;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use time::OffsetDateTime;

use crate::desk::Desk;
use crate::ids;
use crate::jobs::Job;
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

/// A mail in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// The way to an SMTP server.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// `url` is `smtps://user:password@host:465` (TLS), `smtp://user:password@host:587?tls=required`
    /// (STARTTLS) or `smtp://host:25` (none, for a relay on this machine).
    ///
    /// # Errors
    /// When the URL or the sender's address cannot be read.
    pub fn new(url: &str, from: &str) -> Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(boxed)?.build();
        Ok(Self { transport, from: from.parse().map_err(boxed)? })
    }

    async fn send(&self, to: &str, subject: String, body: String) -> Result<()> {
        let to: Address = to.parse().map_err(boxed)?;
        let message =
            Message::builder().from(self.from.clone()).to(Mailbox::new(None, to)).subject(subject).body(body).map_err(boxed)?;
        self.transport.send(message).await.map_err(boxed)?;
        Ok(())
    }
}

fn boxed(e: impl std::error::Error + Send + Sync + 'static) -> Trouble {
    Trouble::Mail(Box::new(e))
}

impl Tx {
    /// A mail that goes out once this transaction is committed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn mail(&mut self, mail: Mail) -> Result<MailId> {
        let id: MailId = ids::fresh();
        sqlx::query!(
            "insert into mail (id, to_address, subject, body, created_at) values ($1, $2, $3, $4, $5)",
            id.0,
            mail.to,
            mail.subject,
            mail.body,
            self.now(),
        )
        .execute(self.conn())
        .await?;
        self.enqueue(&Job::SendMail { mail: id }).await?;
        Ok(id)
    }
}

/// The job's handler. Without an SMTP server there is nothing to do: the row is the mail. What was
/// sent is nobody's to read here any more, so its body goes.
pub(crate) async fn send(desk: &Desk, id: MailId) -> Result<()> {
    let Some(mailer) = desk.mailer() else { return Ok(()) };
    let row = sqlx::query!("select to_address, subject, body from mail where id = $1 and sent_at is null", id.0)
        .fetch_optional(desk.db())
        .await?;
    let Some(row) = row else { return Ok(()) };
    mailer.send(&row.to_address, row.subject, row.body).await?;
    sqlx::query!("update mail set sent_at = $2, body = '' where id = $1", id.0, desk.now()).execute(desk.db()).await?;
    Ok(())
}

/// A mail as the operator sees it.
#[derive(Debug, Clone)]
pub struct KeptMail {
    pub id: MailId,
    pub mail: Mail,
    pub created_at: OffsetDateTime,
    pub sent_at: Option<OffsetDateTime>,
}

/// The newest mails, at most 200. Their bodies only while this table is where mails are read: with
/// an SMTP server they are their readers' own.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(desk: &Desk) -> Result<Vec<KeptMail>> {
    let rows = sqlx::query!(
        "select id, to_address, subject, body, created_at, sent_at from mail order by created_at desc, id desc limit 200"
    )
    .fetch_all(desk.db())
    .await?;
    let readable = desk.mailer().is_none();
    let mails = rows.into_iter().map(|r| KeptMail {
        id: r.id.into(),
        mail: Mail { to: r.to_address, subject: r.subject, body: if readable { r.body } else { String::new() } },
        created_at: r.created_at,
        sent_at: r.sent_at,
    });
    Ok(mails.collect())
}

/// Takes away the mails from before a day.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn sweep(tx: &mut Tx, before: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from mail where created_at < $1", before).execute(tx.conn()).await?;
    Ok(())
}
