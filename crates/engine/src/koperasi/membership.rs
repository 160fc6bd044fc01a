//! Applying, admitting, leaving; and the register of members.

use domain::access::{Officer, Overseer, Person};
use domain::ids::{AccountId, KoperasiId, MembershipId};
use domain::koperasi::{Application, Declined, IllegalStep, InPerson, Membership, Step};
use domain::phone::Phone;
use serde_json::json;
use time::OffsetDateTime;

use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::Tx;
use crate::{Desk, ids};

#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// An application waits already, or the person is a member.
    #[error("has applied, or is a member")]
    Already,
    /// The koperasi is not verified (any more).
    #[error("not verified")]
    NotVerified,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// A person asks to join; the officers find it on their list.
///
/// # Errors
/// [`ApplyError::Already`], also for the second press of the button; [`ApplyError::NotVerified`].
pub async fn apply(desk: &Desk, by: &Person, koperasi: KoperasiId, a: Application) -> Result<MembershipId, ApplyError> {
    let mut tx = desk.begin(by.account()).await?;
    let (id, now): (MembershipId, _) = (ids::fresh(), tx.now());
    let verified =
        sqlx::query_scalar!(r#"select state = 'verified' as "verified!" from koperasi where id = $1 for share"#, koperasi.0)
            .fetch_optional(tx.conn())
            .await
            .map_err(Trouble::from)?;
    if verified != Some(true) {
        return Err(ApplyError::NotVerified);
    }
    sqlx::query!(
        "insert into membership (id, koperasi_id, account_id, state, reason, applied_at) values ($1, $2, $3, 'applied', $4, $5)",
        id.0,
        koperasi.0,
        by.account().0,
        a.reason.as_ref().map(|r| r.as_str()),
        now
    )
    .execute(tx.conn())
    .await
    .on_constraint("membership_current", ApplyError::Already)?;
    tx.audit("membership.apply", Some(koperasi), id.0, json!({})).await?;
    tx.commit().await?;
    Ok(id)
}

#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// None of this koperasi's, or none at all.
    #[error("no such membership")]
    Unknown,
    /// Somebody else was quicker, or the person took it back.
    #[error(transparent)]
    Illegal(#[from] IllegalStep),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Admits an applicant, who gets the next member number. The shops of that person which no koperasi
/// vouches for yet are vouched for by this one.
///
/// # Errors
/// [`DecideError::Unknown`], [`DecideError::Illegal`].
pub async fn admit(desk: &Desk, by: &Officer, membership: MembershipId) -> Result<i32, DecideError> {
    let mut tx = desk.begin(by.account()).await?;
    let account = step(&mut tx, by.koperasi().id, membership, Step::Admit).await?;
    let number = take_in(&mut tx, by, membership, account).await?;
    tx.audit("membership.admit", Some(by.koperasi().id), membership.0, json!({ "number": number })).await?;
    tell(&mut tx, account, by, None).await?;
    tx.commit().await?;
    Ok(number)
}

/// Declines an applicant, who reads why.
///
/// # Errors
/// [`DecideError::Unknown`], [`DecideError::Illegal`].
pub async fn decline(desk: &Desk, by: &Officer, membership: MembershipId, why: Declined) -> Result<(), DecideError> {
    let mut tx = desk.begin(by.account()).await?;
    let account = step(&mut tx, by.koperasi().id, membership, Step::Decline).await?;
    let now = tx.now();
    sqlx::query!(
        "update membership set state = 'declined', answer = $2, decided_at = $3, decided_by = $4 where id = $1",
        membership.0,
        why.reason.as_str(),
        now,
        by.account().0
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tx.audit("membership.decline", Some(by.koperasi().id), membership.0, json!({})).await?;
    tell(&mut tx, account, by, Some(why.reason.as_str())).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes an application back, or leaves: open to everyone at any time (UU 25/1992 art. 5 (1) a).
/// Shops that this koperasi vouched for become drafts' homes again: nothing of them is shown.
///
/// # Errors
/// [`DecideError::Unknown`] when the person neither belongs there nor has applied.
pub async fn leave(desk: &Desk, by: &Person, koperasi: KoperasiId) -> Result<(), DecideError> {
    let mut tx = desk.begin(by.account()).await?;
    let current = sqlx::query!(
        r#"select id as "id: MembershipId", state from membership
           where koperasi_id = $1 and account_id = $2 and state in ('applied', 'admitted') for update"#,
        koperasi.0,
        by.account().0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(DecideError::Unknown)?;
    let after = known(&current.state)?.after(Step::Leave)?;
    let now = tx.now();
    let statements = async {
        sqlx::query!(
            "update membership set state = $2, decided_at = coalesce(decided_at, $3), left_at = case when $2 = 'left' then $3::timestamptz end where id = $1",
            current.id.0, after.code(), now
        )
        .execute(tx.conn())
        .await?;
        sqlx::query!(
            "update office set ended_at = $3 where koperasi_id = $1 and account_id = $2 and ended_at is null",
            koperasi.0,
            by.account().0,
            now
        )
        .execute(tx.conn())
        .await?;
        sqlx::query!(
            "update business set koperasi_id = null, updated_at = $3 where koperasi_id = $1 and owner_id = $2",
            koperasi.0,
            by.account().0,
            now
        )
        .execute(tx.conn())
        .await
    };
    statements.await.map_err(Trouble::from)?;
    tx.audit("membership.leave", Some(koperasi), current.id.0, json!({ "state": after.code() })).await?;
    tx.commit().await?;
    Ok(())
}

#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The person is a member already, or has applied: the officer finds the application on the list.
    #[error("has applied, or is a member")]
    Already,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Adds a member face to face. A phone number that has no account gets one without a password: the
/// officer hands over a code with which the person chooses it.
///
/// # Errors
/// [`AddError::Already`]
pub async fn add_in_person(desk: &Desk, by: &Officer, who: InPerson) -> Result<AccountId, AddError> {
    let mut tx = desk.begin(by.account()).await?;
    let account = find_or_make(&mut tx, by, &who).await?;
    let (id, now): (MembershipId, _) = (ids::fresh(), tx.now());
    sqlx::query!(
        "insert into membership (id, koperasi_id, account_id, state, in_person, applied_at) values ($1, $2, $3, 'applied', true, $4)",
        id.0, by.koperasi().id.0, account.0, now
    )
    .execute(tx.conn())
    .await
    .on_constraint("membership_current", AddError::Already)?;
    let number = take_in(&mut tx, by, id, account).await?;
    tx.audit("membership.add_in_person", Some(by.koperasi().id), id.0, json!({ "number": number })).await?;
    tx.commit().await?;
    Ok(account)
}

/// An account that exists keeps its own name: an officer does not rename people.
async fn find_or_make(tx: &mut Tx, by: &Officer, who: &InPerson) -> Result<AccountId> {
    let (id, now): (AccountId, _) = (ids::fresh(), tx.now());
    let made = sqlx::query_scalar!(
        r#"insert into account (id, name, phone, added_by, created_at) values ($1, $2, $3, $4, $5)
           on conflict (phone) do nothing returning id as "id: AccountId""#,
        id.0,
        who.name.as_str(),
        who.phone.as_str(),
        by.account().0,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    if let Some(made) = made {
        tx.audit("account.add_in_person", Some(by.koperasi().id), made.0, json!({})).await?;
        return Ok(made);
    }
    let known = sqlx::query_scalar!(r#"select id as "id: AccountId" from account where phone = $1"#, who.phone.as_str())
        .fetch_one(tx.conn())
        .await?;
    Ok(known)
}

/// The next member number. The koperasi's row is the lock: two officers at once give two numbers.
async fn take_in(tx: &mut Tx, by: &Officer, membership: MembershipId, account: AccountId) -> Result<i32> {
    let koperasi = by.koperasi().id;
    let now = tx.now();
    let number = sqlx::query_scalar!(
        "update koperasi set last_member_number = last_member_number + 1 where id = $1 returning last_member_number",
        koperasi.0
    )
    .fetch_one(tx.conn())
    .await?;
    sqlx::query!(
        "update membership set state = 'admitted', number = $2, decided_at = $3, decided_by = $4 where id = $1",
        membership.0,
        number,
        now,
        by.account().0
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update business set koperasi_id = $2, updated_at = $3 where owner_id = $1 and koperasi_id is null and archived_at is null",
        account.0, koperasi.0, now
    )
    .execute(tx.conn())
    .await?;
    Ok(number)
}

/// Locks a membership of this koperasi and asks the rule; gives whose it is.
async fn step(tx: &mut Tx, koperasi: KoperasiId, membership: MembershipId, step: Step) -> Result<AccountId, DecideError> {
    let row = sqlx::query!(
        r#"select account_id as "account: AccountId", state from membership where id = $1 and koperasi_id = $2 for update"#,
        membership.0,
        koperasi.0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(DecideError::Unknown)?;
    known(&row.state)?.after(step)?;
    Ok(row.account)
}

fn known(state: &str) -> Result<Membership> {
    Membership::from_code(state).ok_or_else(|| Trouble::Other(format!("unknown state of a membership: {state}")))
}

/// Tells the person by mail, where there is an address; the account page shows it in any case.
async fn tell(tx: &mut Tx, account: AccountId, by: &Officer, declined: Option<&str>) -> Result<()> {
    let email = sqlx::query_scalar!("select email from account where id = $1", account.0).fetch_one(tx.conn()).await?;
    let Some(to) = email else { return Ok(()) };
    let koperasi = &by.koperasi().name;
    let mail = match declined {
        None => crate::mail::Mail {
            to,
            subject: format!("Anda diterima sebagai anggota {koperasi}"),
            body: format!(
                "Permohonan Anda diterima. Sekarang Anda dapat menerbitkan barang dagangan di Guyub.\n\nYour application to {koperasi} was accepted.\n"
            ),
        },
        Some(why) => crate::mail::Mail {
            to,
            subject: format!("Permohonan Anda ke {koperasi}"),
            body: format!(
                "Permohonan Anda belum diterima. Alasannya:\n\n{why}\n\nYour application to {koperasi} was declined.\n"
            ),
        },
    };
    tx.mail(mail).await?;
    Ok(())
}

/// An application on the officers' list.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub id: MembershipId,
    pub name: String,
    pub phone: Phone,
    pub reason: Option<String>,
    pub applied_at: OffsetDateTime,
}

/// The applications to this koperasi, the longest waiting first.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(desk: &Desk, by: &Overseer) -> Result<Vec<Waiting>> {
    let rows = sqlx::query_as!(
        Waiting,
        r#"select m.id as "id: MembershipId", a.name, a.phone as "phone: Phone", m.reason, m.applied_at
           from membership m join account a on a.id = m.account_id
           where m.koperasi_id = $1 and m.state = 'applied' order by m.applied_at limit 200"#,
        by.koperasi().id.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// A line of the register of members.
#[derive(Debug, Clone)]
pub struct MemberRow {
    pub account: AccountId,
    pub number: i32,
    pub name: String,
    pub phone: Phone,
    pub since: OffsetDateTime,
    pub in_person: bool,
    /// False until the person has chosen a password.
    pub can_sign_in: bool,
    pub shop_slug: Option<String>,
    pub shop_name: Option<String>,
}

/// One page of the register, and how many there are in all.
#[derive(Debug, Clone)]
pub struct Members {
    pub rows: Vec<MemberRow>,
    pub total: i64,
}

/// The members of this koperasi by number; `search` looks in names, member numbers and phone digits.
///
/// # Errors
/// When the database does not answer.
pub async fn members(desk: &Desk, by: &Overseer, search: &str, limit: i64, offset: i64) -> Result<Members> {
    let search = search.trim();
    let like = format!("%{}%", search.replace(['\\', '%', '_'], " ").to_lowercase());
    let digits: String = search.chars().filter(char::is_ascii_digit).collect();
    // Whoever types 0812… means +62812…
    let phone = (digits.len() >= 4).then(|| format!("%{}%", digits.trim_start_matches('0')));
    let number: Option<i32> = search.parse().ok();
    let rows = sqlx::query!(
        r#"
        select a.id as "account: AccountId", m.number as "number!", a.name, a.phone as "phone: Phone", m.decided_at as "since!",
            m.in_person, a.password_hash is not null as "can_sign_in!", b.slug as "shop_slug?", b.name as "shop_name?",
            count(*) over () as "total!"
        from membership m join account a on a.id = m.account_id
        left join lateral (select slug, name from business
                           where owner_id = a.id and koperasi_id = m.koperasi_id and archived_at is null
                           order by created_at limit 1) b on true
        where m.koperasi_id = $1 and m.state = 'admitted'
          and ($2 = '' or lower(a.name) like $3 or lower(b.name) like $3 or a.phone like $4 or m.number = $5)
        order by m.number limit $6 offset $7
        "#,
        by.koperasi().id.0,
        search,
        like,
        phone,
        number,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let rows = rows.into_iter().map(|r| MemberRow {
        account: r.account,
        number: r.number,
        name: r.name,
        phone: r.phone,
        since: r.since,
        in_person: r.in_person,
        can_sign_in: r.can_sign_in,
        shop_slug: r.shop_slug,
        shop_name: r.shop_name,
    });
    Ok(Members { rows: rows.collect(), total })
}

/// The name of a member of this koperasi; `None` for everyone else.
///
/// # Errors
/// When the database does not answer.
pub async fn member_name(desk: &Desk, koperasi: KoperasiId, account: AccountId) -> Result<Option<String>> {
    let name = sqlx::query_scalar!(
        "select a.name from membership m join account a on a.id = m.account_id
         where m.koperasi_id = $1 and m.account_id = $2 and m.state = 'admitted'",
        koperasi.0,
        account.0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(name)
}
