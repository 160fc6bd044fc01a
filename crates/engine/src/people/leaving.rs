//! A person's own data, and leaving (UU 27/2022 art. 6–8: to know, to get a copy, to end the use).

use domain::access::Person;
use domain::ids::AccountId;
use domain::password::Attempt;
use domain::phone::Phone;
use serde_json::Value;

use super::account::{ChangeError, check_password};
use super::reset::forget;
use super::session::end_all;
use crate::Desk;
use crate::ledger::{Unfinished, unfinished};
use crate::pictures::{Pictures, Place};
use crate::throttle::RetryAfter;
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

/// All that is kept about a person, as JSON.
///
/// # Errors
/// When the database does not answer.
pub async fn export(desk: &Desk, by: &Person) -> Result<Value> {
    let all = sqlx::query_scalar!(
        r#"
        select jsonb_build_object(
            'account', (select jsonb_build_object('name', name, 'phone', phone, 'email', email, 'language', lang,
                            'since', created_at) from account where id = $1),
            'sessions', (select coalesce(jsonb_agg(jsonb_build_object('device', device, 'since', created_at,
                            'last_seen', last_seen_at)), '[]') from session where account_id = $1),
            'memberships', (select coalesce(jsonb_agg(jsonb_build_object('koperasi', k.name, 'number', m.number,
                            'state', m.state, 'reason', m.reason, 'answer', m.answer, 'applied', m.applied_at,
                            'decided', m.decided_at)), '[]')
                            from membership m join koperasi k on k.id = m.koperasi_id where m.account_id = $1),
            'offices', (select coalesce(jsonb_agg(jsonb_build_object('koperasi', k.name, 'duty', o.duty,
                            'from', o.from_day, 'until', o.until_day)), '[]')
                            from office o join koperasi k on k.id = o.koperasi_id where o.account_id = $1),
            'businesses', (select coalesce(jsonb_agg(to_jsonb(b) - 'owner_id' || jsonb_build_object(
                            'permits', (select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'number', p.number,
                                'expires_on', p.expires_on, 'state', p.state)), '[]') from permit p where p.business_id = b.id),
                            'products', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'category', c.name_id,
                                'description', p.description, 'keywords', p.keywords, 'price', p.price, 'unit', p.sale_unit,
                                'stock_thousandths', p.stock, 'made_days', p.made_days, 'state', p.state,
                                'warned_below_thousandths', (select w.below from stock_warning w where w.product_id = p.id),
                                'tiers', (select coalesce(jsonb_agg(jsonb_build_object('from_thousandths', t.from_quantity,
                                    'price', t.price) order by t.from_quantity), '[]') from price_tier t where t.product_id = p.id),
                                'pictures', (select coalesce(jsonb_agg(jsonb_build_object('address', $2 || g.key || '-' || g.widest || '.webp',
                                    'description', g.alt) order by g.position), '[]') from picture g where g.product_id = p.id)
                                ) order by p.created_at), '[]')
                                from product p join category c on c.id = p.category_id where p.business_id = b.id),
                            'terms', (select to_jsonb(t) - 'business_id' || jsonb_build_object('areas', (select coalesce(jsonb_agg(
                                jsonb_build_object('district', d.name, 'fee', v.fee) order by d.code), '[]')
                                from delivery_area v join district d on d.code = v.district_code where v.business_id = t.business_id))
                                from shop_terms t where t.business_id = b.id),
                            'cash_book', (select coalesce(jsonb_agg(jsonb_build_object('day', e.day, 'direction', e.direction,
                                'amount', e.amount, 'kind', e.kind, 'what', e.what, 'order', o.number, 'entered', e.entered_at,
                                'removed', e.removed_at) order by e.day, e.entered_at, e.id), '[]')
                                from cash_entry e left join shop_order o on o.id = e.order_id where e.business_id = b.id),
                            -- Who bought, where they live and how they are reached is data of theirs.
                            'orders', (select coalesce(jsonb_agg(jsonb_build_object('number', o.number, 'state', o.state,
                                'received', o.receive, 'pay', o.pay, 'goods', o.goods, 'delivery', o.delivery, 'total', o.total,
                                'reason', o.reason, 'placed', o.created_at, 'paid', o.paid_at, 'ended', o.ended_at,
                                'lines', (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'unit', l.sale_unit,
                                    'quantity_thousandths', l.quantity, 'price', l.price, 'total', l.total) order by l.line), '[]')
                                    from order_line l where l.order_id = o.id)) order by o.created_at), '[]')
                                from shop_order o where o.business_id = b.id),
                            'not_served', (select coalesce(jsonb_agg(jsonb_build_object('order', (select o.number from shop_order o
                                where o.business_id = b.id and o.buyer_id = k.account_id order by o.created_at desc limit 1),
                                'why', k.why, 'since', k.at) order by k.at), '[]') from buyer_block k where k.business_id = b.id)
                            )), '[]')
                            from business b where b.owner_id = $1),
            'pledges', (select coalesce(jsonb_agg(jsonb_build_object('koperasi', k.name, 'purchase', r.title, 'state', r.state,
                            'unit', o.sale_unit, 'quantity_thousandths', p.quantity, 'tolerance_thousandths', p.tolerance,
                            'since', p.created_at, 'changes', (select coalesce(jsonb_agg(jsonb_build_object('at', c.at,
                                'quantity_thousandths', c.quantity, 'tolerance_thousandths', c.tolerance) order by c.id), '[]')
                                from pledge_change c where c.pledge_id = p.id),
                            'given_thousandths', l.final, 'handed', l.handed_at) order by p.created_at), '[]')
                            from membership m join pledge p on p.membership_id = m.id join round r on r.id = p.round_id
                                join offer o on o.id = r.offer_id join koperasi k on k.id = m.koperasi_id
                                left join allocation l on l.pledge_id = p.id where m.account_id = $1),
            'invoices', (select coalesce(jsonb_agg(jsonb_build_object('koperasi', k.name, 'number', 'TAG/' || c.year || '/' || lpad(c.number::text, greatest(4, length(c.number::text)), '0'),
                            'purchase', r.title, 'unit', o.sale_unit, 'quantity_thousandths', c.quantity, 'goods', c.goods,
                            'transport', c.transport, 'fee', c.fee, 'total', c.total, 'at', c.at) order by c.at), '[]')
                            from membership m join charge c on c.membership_id = m.id join round r on r.id = c.round_id
                                join offer o on o.id = r.offer_id join koperasi k on k.id = m.koperasi_id where m.account_id = $1),
            'money', (select coalesce(jsonb_agg(jsonb_build_object('koperasi', k.name, 'account', la.name, 'day', j.day, 'kind', j.kind,
                            'what', j.memo, 'debit', jl.debit, 'credit', jl.credit) order by j.day, j.number, jl.line), '[]')
                            from membership m join koperasi k on k.id = m.koperasi_id join ledger_book b on b.koperasi_id = k.id
                                join ledger_account la on la.book_id = b.id and la.party = 'member'
                                join journal_line jl on jl.account_id = la.id and jl.party = m.id join journal j on j.id = jl.journal_id
                            where m.account_id = $1),
            'push', (select coalesce(jsonb_agg(jsonb_build_object('service', split_part(endpoint, '/', 3), 'since', created_at)
                            order by created_at), '[]') from push_subscription where account_id = $1),
            'searches', (select coalesce(jsonb_agg(jsonb_build_object('query', query, 'label', label, 'since', created_at,
                            'found', found_at) order by created_at), '[]') from saved_search where account_id = $1),
            'orders', (select coalesce(jsonb_agg(jsonb_build_object('number', o.number, 'shop', b.name, 'state', o.state, 'name', o.buyer_name,
                            'phone', o.buyer_phone, 'received', o.receive, 'district', d.name, 'address', o.address, 'pay', o.pay, 'goods', o.goods,
                            'delivery', o.delivery, 'total', o.total, 'note', o.note, 'reason', o.reason, 'placed', o.created_at,
                            'paid', o.paid_at, 'ended', o.ended_at,
                            'lines', (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'unit', l.sale_unit,
                                'quantity_thousandths', l.quantity, 'price', l.price, 'total', l.total) order by l.line), '[]')
                                from order_line l where l.order_id = o.id),
                            'events', (select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'side', e.side, 'what', e.what)
                                || e.detail order by e.id), '[]') from order_event e where e.order_id = o.id)) order by o.created_at), '[]')
                            from shop_order o join business b on b.id = o.business_id left join district d on d.code = o.district_code
                            where o.buyer_id = $1 and not o.by_link),
            'reviews', (select coalesce(jsonb_agg(jsonb_build_object('product', p.name, 'stars', r.stars, 'words', r.words, 'at', r.created_at,
                            'changed', r.changed_at, 'answer', r.answer, 'hidden', r.hidden_why,
                            'pictures', (select coalesce(jsonb_agg($2 || i.key || '-' || i.widest || '.webp' order by i.position), '[]')
                                from review_picture i where i.order_line_id = r.order_line_id)) order by r.created_at), '[]')
                            from review r join product p on p.id = r.product_id where r.author_id = $1
                                and not exists (select from order_line l join shop_order o on o.id = l.order_id
                                    where l.id = r.order_line_id and o.by_link)),
            'complaint_words', (select coalesce(jsonb_agg(jsonb_build_object('order', o.number, 'side', w.side, 'words', w.words, 'at', w.at)
                            order by w.id), '[]')
                            from complaint_word w join complaint c on c.id = w.complaint_id join shop_order o on o.id = c.order_id
                            where w.account_id = $1 and not (o.by_link and w.side = 'buyer')),
            'reports', (select coalesce(jsonb_agg(jsonb_build_object('shop', b.name, 'why', r.why, 'at', r.at) order by r.at), '[]')
                            from shop_report r join business b on b.id = r.business_id where r.account_id = $1),
            'hidden_shops', (select coalesce(jsonb_agg(jsonb_build_object('shop', b.name, 'since', h.at) order by h.at), '[]')
                            from shop_hidden h join business b on b.id = h.business_id where h.account_id = $1),
            'review_reports', (select coalesce(jsonb_agg(jsonb_build_object('product', p.name, 'why', w.why, 'at', w.at) order by w.at), '[]')
                            from review_report w join review r on r.order_line_id = w.order_line_id join product p on p.id = r.product_id
                            where w.account_id = $1),
            'cart', (select coalesce(jsonb_agg(jsonb_build_object('product', p.name, 'quantity_thousandths', l.quantity, 'since', l.added_at)
                            order by l.added_at), '[]')
                            from cart c join cart_line l on l.cart_id = c.id join product p on p.id = l.product_id where c.account_id = $1),
            'notices', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'data', data, 'at', at, 'read', read_at)
                            order by at), '[]') from notice where account_id = $1),
            'actions', (select coalesce(jsonb_agg(jsonb_build_object('at', at, 'action', action, 'subject', subject) order by id), '[]')
                            from audit where account_id = $1
                                -- What was done by the link of an order was done by whoever has it.
                                and subject not in (select l.id from shop_order o join order_line l on l.order_id = o.id
                                                    where o.buyer_id = $1 and o.by_link
                                                    union all select c.id from shop_order o join complaint c on c.order_id = o.id
                                                    where o.buyer_id = $1 and o.by_link
                                                    union all select o.id from shop_order o where o.buyer_id = $1 and o.by_link))
        ) as "all!"
        "#,
        by.account().0,
        desk.link("/gambar/")
    )
    .fetch_one(desk.db())
    .await?;
    Ok(all)
}

#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// The password, or the number where there is none.
    #[error("the password is wrong")]
    Wrong,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    /// The only officer of this koperasi, by name: somebody else is given a duty first.
    #[error("the last officer of a koperasi")]
    LastOfficer(String),
    /// Money or goods between the person and a koperasi.
    #[error("something is to be settled first: {0:?}")]
    Unfinished(Unfinished),
    /// An order by this number is under way, of the person's own or at a shop of theirs.
    #[error("an order is under way: {0}")]
    Order(String),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<ChangeError> for CloseError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Wrong => Self::Wrong,
            ChangeError::Wait(after) => Self::Wait(after),
            ChangeError::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// Closes the account for good: nobody can sign in, shops and goods are archived, memberships and
/// offices end, and the person is pseudonymised. What others rely on (trade records, PP 80/2019)
/// stays, without a name.
///
/// # Errors
/// [`CloseError::Wrong`] for a wrong password, [`CloseError::LastOfficer`], [`CloseError::Unfinished`].
pub async fn close(desk: &Desk, by: &Person, attempt: Option<Attempt>) -> Result<(), CloseError> {
    check_password(desk, by, attempt.map(|p| p.expose().to_owned())).await?;
    let tx = desk.begin(by.account()).await?;
    end(desk, tx, by.account()).await
}

/// The same for an account without a password: whoever closes it types its number.
///
/// # Errors
/// As [`close`]; [`CloseError::Wrong`] for another number, and for an account that has a password by now.
pub async fn close_by_number(desk: &Desk, by: &Person, typed: &Phone) -> Result<(), CloseError> {
    let mut tx = desk.begin(by.account()).await?;
    let is_theirs = sqlx::query_scalar!(
        r#"select phone = $2 and password_hash is null as "is_theirs!" from account where id = $1 for update"#,
        by.account().0,
        typed.as_str()
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if is_theirs != Some(true) {
        return Err(CloseError::Wrong);
    }
    end(desk, tx, by.account()).await
}

async fn end(desk: &Desk, mut tx: Tx, account: AccountId) -> Result<(), CloseError> {
    // Whoever places an order in another window holds this row too: the order is seen here, or finds the account closed.
    sqlx::query_scalar!("select id from account where id = $1 for update", account.0)
        .fetch_optional(tx.conn())
        .await
        .map_err(Trouble::from)?;
    if let Some(what) = unfinished(&mut tx, account, None).await? {
        return Err(CloseError::Unfinished(what));
    }
    if let Some(koperasi) = crate::koperasi::part(&mut tx, account).await? {
        return Err(CloseError::LastOfficer(koperasi));
    }
    leave_duties(&mut tx, account).await?;
    let mut pictures = clear_shops(&mut tx, account).await?;
    // Once no goods of theirs are on the market: what was ordered until then is seen here.
    if let Some(number) = open_order(&mut tx, account).await? {
        return Err(CloseError::Order(number));
    }
    pictures.extend(clear_orders(&mut tx, account).await?);
    clear_person(&mut tx, account).await?;
    forget(&mut tx, account).await?;
    end_all(&mut tx, account, None).await?;
    tx.audit("account.close", None, account.0, serde_json::json!({})).await?;
    tx.commit().await?;
    let store = Pictures::of(desk);
    for (place, key) in pictures {
        if let Err(trouble) = store.delete(place, &key).await {
            // No row names it any more, so the sweep takes it.
            tracing::warn!(%trouble, "a picture of a closed account is left behind");
        }
    }
    Ok(())
}

/// Why somebody applied is nobody's business any more, and no regency is served.
async fn leave_duties(tx: &mut Tx, account: AccountId) -> Result<()> {
    let now = tx.now();
    sqlx::query!("update membership set reason = null, answer = null where account_id = $1", account.0)
        .execute(tx.conn())
        .await?;
    sqlx::query!("update regency_officer set until = $2 where account_id = $1 and (until is null or until > $2)", account.0, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Shops, also those that were closed before, keep the name under which they traded and their
/// permits' numbers; where they are, how to reach them, what they tell of themselves and the scans
/// go. Gives the pictures that are to be deleted after the commit.
async fn clear_shops(tx: &mut Tx, account: AccountId) -> Result<Vec<(Place, String)>> {
    let now = tx.now();
    sqlx::query!(
        "update product set state = 'archived', updated_at = $2
         where state <> 'archived' and business_id in (select id from business where owner_id = $1)",
        account.0,
        now
    )
    .execute(tx.conn())
    .await?;
    let covers = sqlx::query_scalar!(
        r#"with old as (select id, cover_key from business where owner_id = $1 for update)
           update business b set archived_at = coalesce(b.archived_at, $2), updated_at = $2, story = null, village = '–',
               lat = null, lng = null, whatsapp = null, cover_key = null
           from old where b.id = old.id returning coalesce(old.cover_key, '') as "key!""#,
        account.0,
        now
    )
    .fetch_all(tx.conn())
    .await?;
    let scans = sqlx::query_scalar!(
        r#"with old as (select p.id, p.scan_key from permit p join business b on b.id = p.business_id
                        where b.owner_id = $1 and p.scan_key is not null for update of p)
           update permit p set scan_key = null from old where p.id = old.id returning old.scan_key as "key!""#,
        account.0
    )
    .fetch_all(tx.conn())
    .await?;
    let covers = covers.into_iter().filter(|key| !key.is_empty()).map(|key| (Place::Public, key));
    Ok(covers.chain(scans.into_iter().map(|key| (Place::Secret, key))).collect())
}

/// An order of the person's own, or at a shop of theirs, for which somebody still waits. What is of a link alone
/// hinders nobody: it could not be seen, and anyone can place it who knows the number.
async fn open_order(tx: &mut Tx, account: AccountId) -> Result<Option<String>> {
    let number = sqlx::query_scalar!(
        "select o.number from shop_order o join business b on b.id = o.business_id
         where (o.buyer_id = $1 and not o.by_link or b.owner_id = $1) and o.state in ('new', 'accepted', 'prepared', 'ready', 'sent', 'complaint')
         order by o.created_at limit 1",
        account.0
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(number)
}

/// Orders and what was said of them stay, without who it was: what was bought at what price is the shop's
/// record. How the shop was paid goes. One that is of a link and still under way keeps what its seller needs. Gives the pictures that are to be deleted after the commit.
async fn clear_orders(tx: &mut Tx, account: AccountId) -> Result<Vec<(Place, String)>> {
    let proofs = sqlx::query_scalar!(
        r#"with old as (select id, proof_key from shop_order where buyer_id = $1 and (not by_link or ended_at is not null) for update)
           update shop_order o set buyer_name = 'Akun ditutup', buyer_phone = '–', address = case when o.address is not null then '–' end,
               note = null, proof_key = null
           from old where o.id = old.id returning coalesce(old.proof_key, '') as "key!""#,
        account.0
    )
    .fetch_all(tx.conn())
    .await?;
    let shown = sqlx::query_scalar!(
        "delete from review_picture where order_line_id in (select order_line_id from review where author_id = $1) returning key",
        account.0
    )
    .fetch_all(tx.conn())
    .await?;
    sqlx::query!(
        "update shop_terms set cash = true, bank = null, bank_number = null, bank_holder = null, qris = null, qris_name = null,
             qris_city = null, note = null
         where business_id in (select id from business where owner_id = $1)",
        account.0
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("delete from push_subscription where account_id = $1", account.0).execute(tx.conn()).await?;
    let proofs = proofs.into_iter().filter(|key| !key.is_empty()).map(|key| (Place::Secret, key));
    Ok(proofs.chain(shown.into_iter().map(|key| (Place::Public, key))).collect())
}

/// First the searches: one that finds something meanwhile is waited for, and what it told goes with
/// the rest.
async fn clear_person(tx: &mut Tx, account: AccountId) -> Result<()> {
    let now = tx.now();
    sqlx::query!("delete from saved_search where account_id = $1", account.0).execute(tx.conn()).await?;
    sqlx::query!("delete from shop_hidden where account_id = $1", account.0).execute(tx.conn()).await?;
    sqlx::query!("delete from cart where account_id = $1", account.0).execute(tx.conn()).await?;
    sqlx::query!("delete from notice where account_id = $1", account.0).execute(tx.conn()).await?;
    sqlx::query!("delete from mail where lower(to_address) = (select lower(email) from account where id = $1)", account.0)
        .execute(tx.conn())
        .await?;
    // E.164 has no country 999; the digits only keep it unique.
    let nobody = format!("+999{:012}", rand::random::<u64>() % 1_000_000_000_000);
    sqlx::query!(
        "update account set name = 'Akun ditutup', phone = $2, email = null, password_hash = null, operator = false, closed_at = $3
         where id = $1",
        account.0,
        nobody,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
