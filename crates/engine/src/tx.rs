//! One use case, one transaction: the rows it changes, who did it, the work that follows, and the
//! idempotency key are written together or not at all.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use domain::ids::{AccountId, IdempotencyKey, JobId, KoperasiId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::{PgConnection, Postgres, Transaction};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::desk::Desk;
use crate::ids;
use crate::jobs::Job;
use crate::trouble::{Result, Trouble};

/// Who acts: a person, or the system itself (a job, a command).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    Account(AccountId),
    System,
}

impl Actor {
    pub fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(id) => Some(id),
            Self::System => None,
        }
    }
}

impl From<AccountId> for Actor {
    fn from(id: AccountId) -> Self {
        Self::Account(id)
    }
}

/// A transaction of the database with its actor and its moment. Dropped without
/// [`commit`](Tx::commit) it changes nothing. It derefs to the connection:
/// `query!(…).execute(&mut *tx)`.
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    actor: Actor,
    now: OffsetDateTime,
}

impl Desk {
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(&self, actor: impl Into<Actor>) -> Result<Tx> {
        let actor = actor.into();
        let mut inner = self.open().await?;
        if actor == Actor::System {
            // Nobody waits for it at a page: closing a year or indexing a regency may take minutes.
            sqlx::query!("set local statement_timeout = 0").execute(&mut *inner).await?;
            sqlx::query!("set local idle_in_transaction_session_timeout = 0").execute(&mut *inner).await?;
        }
        Ok(Tx { inner, actor, now: self.now() })
    }

    /// Opens a transaction of the pool. It opens beside whoever asks: when they go away while the database answers
    /// (a browser that was closed), the connection would else go back to the pool with a transaction that
    /// nobody knows of, and whatever is written on it next would never be committed.
    pub(crate) async fn open(&self) -> Result<Transaction<'static, Postgres>> {
        let db = self.db().clone();
        Ok(tokio::spawn(async move { db.begin().await }).await??)
    }

    /// Begins what must happen at most once. A second press of the same button waits for the
    /// first's transaction and finds its result. `request` is all that the person asked for, and
    /// which thing it was asked of.
    ///
    /// # Errors
    /// [`Trouble::KeyReused`] when the key came before with another request.
    pub async fn begin_once<T: Serialize + DeserializeOwned>(
        &self,
        account: AccountId,
        key: IdempotencyKey,
        request: &impl Serialize,
    ) -> Result<Once<T>> {
        self.begin_with(account, key, request, Value::Null).await
    }

    /// The same for what knows its result before it begins: `result` is what a second press will find, and
    /// nothing has to be written beside the key any more.
    ///
    /// # Errors
    /// As [`Desk::begin_once`].
    pub async fn begin_once_as<T: Serialize + DeserializeOwned>(
        &self,
        account: AccountId,
        key: IdempotencyKey,
        request: &impl Serialize,
        result: &T,
    ) -> Result<Once<T, ()>> {
        self.begin_with(account, key, request, serde_json::to_value(result)?).await
    }

    async fn begin_with<T: DeserializeOwned, R>(
        &self,
        account: AccountId,
        key: IdempotencyKey,
        request: &impl Serialize,
        result: Value,
    ) -> Result<Once<T, R>> {
        let digest = Sha256::digest(serde_json::to_vec(request)?).to_vec();
        let mut tx = self.begin(account).await?;
        // The unique index makes the second wait here until the first commits (then there is a
        // row to read) or rolls back (then this insert succeeds). Under READ COMMITTED the read
        // sees what was committed meanwhile; the loop is for a row swept away in between.
        for _ in 0..3 {
            let fresh = sqlx::query!(
                "insert into idempotency (account_id, key, request, result, at)
                 values ($1, $2, $3, $4, $5) on conflict do nothing",
                account.0,
                key.0,
                digest,
                result,
                tx.now,
            )
            .execute(tx.conn())
            .await?
            .rows_affected();
            if fresh == 1 {
                return Ok(Once::Fresh(OnceTx { tx, account, key, result: PhantomData }));
            }
            let before =
                sqlx::query!("select request, result from idempotency where account_id = $1 and key = $2", account.0, key.0,)
                    .fetch_optional(tx.conn())
                    .await?;
            match before {
                Some(row) if row.request == digest => return Ok(Once::Done(serde_json::from_value(row.result)?)),
                Some(_) => return Err(Trouble::KeyReused),
                None => {}
            }
        }
        Err(Trouble::Other("an idempotency key kept vanishing".into()))
    }
}

impl Tx {
    /// The connection, where a deref does not reach it.
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// For what the system does because somebody asked who is not signed in: they keep others waiting no longer
    /// than a page may.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hurry(&mut self) -> Result<()> {
        sqlx::query!("set local statement_timeout = '30s'").execute(self.conn()).await?;
        sqlx::query!("set local idle_in_transaction_session_timeout = '60s'").execute(self.conn()).await?;
        Ok(())
    }

    /// When the use case began; one moment for all its rows.
    pub fn now(&self) -> OffsetDateTime {
        self.now
    }

    /// Notes who did what. `action` is dotted (`membership.admit`); `detail` carries ids and
    /// amounts, never a person's name, phone or address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit(
        &mut self,
        action: &'static str,
        koperasi: Option<KoperasiId>,
        subject: Uuid,
        detail: Value,
    ) -> Result<()> {
        sqlx::query!(
            "insert into audit (at, account_id, koperasi_id, action, subject, detail) values ($1, $2, $3, $4, $5, $6)",
            self.now,
            self.actor.account().map(|a| a.0),
            koperasi.map(|k| k.0),
            action,
            subject,
            detail,
        )
        .execute(self.conn())
        .await?;
        Ok(())
    }

    /// Asks for work after the commit; rolled back, it was never asked for.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn enqueue(&mut self, job: &Job) -> Result<JobId> {
        let due = self.now;
        self.enqueue_at(job, due).await
    }

    /// Asks for work at a later moment.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn enqueue_at(&mut self, job: &Job, due: OffsetDateTime) -> Result<JobId> {
        let id: JobId = ids::fresh();
        sqlx::query!(
            "insert into job (id, kind, payload, due_at, created_at) values ($1, $2, $3, $4, $5)",
            id.0,
            job.kind(),
            serde_json::to_value(job)?,
            due,
            self.now,
        )
        .execute(self.conn())
        .await?;
        Ok(id)
    }

    /// # Errors
    /// When the database does not answer, or a deferred constraint is violated.
    pub async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }
}

impl Deref for Tx {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.inner
    }
}

/// What [`Desk::begin_once`] found.
pub enum Once<T, R = T> {
    /// It happened already, with this result.
    Done(T),
    Fresh(OnceTx<R>),
}

/// A transaction under an idempotency key: it ends only with its result. It derefs to [`Tx`], so
/// statements run on `tx.conn()`, and `&mut tx` goes where a `&mut Tx` is asked for.
pub struct OnceTx<T> {
    tx: Tx,
    account: AccountId,
    key: IdempotencyKey,
    result: PhantomData<fn(T)>,
}

impl<T: Serialize> OnceTx<T> {
    /// Commits the effect together with the result that a second press will find.
    ///
    /// # Errors
    /// As [`Tx::commit`].
    pub async fn commit_with(mut self, result: &T) -> Result<()> {
        let result = serde_json::to_value(result)?;
        sqlx::query!(
            "update idempotency set result = $3 where account_id = $1 and key = $2",
            self.account.0, self.key.0, result,
        )
        .execute(self.tx.conn())
        .await?;
        self.tx.commit().await
    }
}

impl OnceTx<()> {
    /// Commits an effect that is its own result, or whose result was there from the start: nothing has to be
    /// written beside its key.
    ///
    /// # Errors
    /// As [`Tx::commit`].
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await
    }
}

impl<T> Deref for OnceTx<T> {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl<T> DerefMut for OnceTx<T> {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}
