//! Notices: what happened while a person was away. They are written in the transaction of what they
//! tell of, counted beside the bell, and read on the person's own page.

use domain::access::Person;
use domain::ids::{AccountId, NoticeId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::trouble::Result;
use crate::tx::Tx;
use crate::{Desk, ids};

/// What there is to tell, as it lies in the table: its kind, and what its sentence needs. Renaming a
/// variant or a field makes the notices in somebody's database unreadable: add new ones instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum News {
    /// A product for which the person had waited, and the search that found it.
    Found { query: String, label: String, slug: String, name: String },
}

impl News {
    fn kind(&self) -> &'static str {
        match self {
            Self::Found { .. } => "found",
        }
    }

    /// The path of the page that it leads to.
    fn link(&self) -> String {
        match self {
            Self::Found { slug, .. } => format!("/produk/{slug}"),
        }
    }
}

impl Tx {
    /// Tells a person something; they are told once this transaction is committed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tell(&mut self, to: AccountId, news: &News) -> Result<NoticeId> {
        let id: NoticeId = ids::fresh();
        let data = serde_json::to_value(news)?["data"].take();
        sqlx::query!(
            "insert into notice (id, account_id, kind, data, link, at) values ($1, $2, $3, $4, $5, $6)",
            id.0,
            to.0,
            news.kind(),
            data,
            news.link(),
            self.now(),
        )
        .execute(self.conn())
        .await?;
        Ok(id)
    }
}

/// A notice as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub news: News,
    pub at: OffsetDateTime,
    pub read: bool,
}

/// A person's newest notices, at most a hundred.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(desk: &Desk, by: &Person) -> Result<Vec<Notice>> {
    let rows = sqlx::query!(
        r#"select id as "id: NoticeId", kind, data, at, read_at is not null as "read!" from notice
           where account_id = $1 order by at desc, id desc limit 100"#,
        by.account().0
    )
    .fetch_all(desk.db())
    .await?;
    let notices = rows.into_iter().filter_map(|row| {
        let written = serde_json::json!({ "kind": row.kind, "data": row.data });
        // A newer version on another server knows more kinds than this one.
        let news = serde_json::from_value(written).ok()?;
        Some(Notice { id: row.id, news, at: row.at, read: row.read })
    });
    Ok(notices.collect())
}

/// Opens one of the person's own notices: it is read from now on. Gives the path that it leads to;
/// `None` when it is none of theirs.
///
/// # Errors
/// When the database does not answer.
pub async fn open(desk: &Desk, by: &Person, notice: NoticeId) -> Result<Option<String>> {
    let link = sqlx::query_scalar!(
        "update notice set read_at = coalesce(read_at, $3) where id = $1 and account_id = $2 returning link",
        notice.0,
        by.account().0,
        desk.now()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(link)
}

/// All of the person's notices are read.
///
/// # Errors
/// When the database does not answer.
pub async fn read_all(desk: &Desk, by: &Person) -> Result<()> {
    sqlx::query!("update notice set read_at = $2 where account_id = $1 and read_at is null", by.account().0, desk.now())
        .execute(desk.db())
        .await?;
    Ok(())
}

/// Takes away what was read before a day. What was not stays until it is.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn sweep(tx: &mut Tx, before: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from notice where read_at < $1", before).execute(tx.conn()).await?;
    Ok(())
}
