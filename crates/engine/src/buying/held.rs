//! Who an order is for, and an order that is held for a step.

use domain::access::{Keeper, Overseer, Person};
use domain::buying::{OrderNumber, Pay, Side, State};
use domain::dates::Day;
use domain::ids::{AccountId, BusinessId, KoperasiId, OrderId};
use domain::money::Rupiah;
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::shown::LINK_TELLS;
use super::{OrderError, link};
use crate::Desk;
use crate::trouble::Result;
use crate::tx::{Actor, Tx};

/// Whoever looks at an order or moves it. Each finds no orders but those of their own side.
#[derive(Debug, Clone, Copy)]
pub enum OrderReader<'a> {
    Buyer(&'a Person),
    /// Whoever holds the buyer's signed link: who ordered without an account of their own to sign in with. The link
    /// that a seller sends along comes here too, and shows the order only.
    Link(&'a str),
    Seller(&'a Keeper),
    /// Whoever oversees the koperasi that mediates a complaint about it. No step of an order is theirs.
    Mediator(&'a Overseer),
}

impl OrderReader<'_> {
    pub const fn side(&self) -> Side {
        match self {
            Self::Buyer(_) | Self::Link(_) => Side::Buyer,
            Self::Seller(_) => Side::Seller,
            Self::Mediator(_) => Side::Officer,
        }
    }

    /// Who is signed in; nobody for a link.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Buyer(person) => Some(person.account()),
            Self::Link(_) => None,
            Self::Seller(keeper) => Some(keeper.account()),
            Self::Mediator(officer) => Some(officer.account()),
        }
    }

    /// Whether an order is this reader's to see.
    pub(super) fn may_see(&self, desk: &Desk, order: &Whose) -> bool {
        match self {
            // Whoever has typed the number first has a session too: what came without one is the link's.
            Self::Buyer(person) => person.account() == order.buyer && !order.by_link,
            Self::Link(signature) => link::shows(desk, order.id, signature),
            Self::Seller(keeper) => keeper.business() == order.business,
            Self::Mediator(officer) => order.mediator == Some(officer.koperasi().id),
        }
    }

    /// Whether an order is this reader's to move as well: with the link that a seller sends along one looks only.
    pub(super) fn may_move(&self, desk: &Desk, order: &Whose) -> bool {
        match self {
            Self::Link(signature) => link::is_signed(desk, order.id, signature),
            Self::Buyer(_) | Self::Seller(_) | Self::Mediator(_) => self.may_see(desk, order),
        }
    }

    /// Whether this is a link, and the order ended so long ago that it says less.
    pub(super) fn is_late(&self, desk: &Desk, ended_at: Option<OffsetDateTime>) -> bool {
        matches!(self, Self::Link(_)) && ended_at.is_some_and(|ended| ended + LINK_TELLS < desk.now())
    }

    pub(super) async fn begin(&self, desk: &Desk) -> Result<Tx> {
        if let Some(account) = self.account() {
            return desk.begin(account).await;
        }
        let mut tx = desk.begin(Actor::System).await?;
        tx.hurry().await?;
        Ok(tx)
    }
}

/// To whom an order belongs.
pub(super) struct Whose {
    pub id: OrderId,
    pub buyer: AccountId,
    /// It is of its link, and of no session of that account.
    pub by_link: bool,
    pub business: BusinessId,
    /// The koperasi that mediates, once there is a complaint.
    pub mediator: Option<KoperasiId>,
}

/// Whose hand moves an order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct By {
    pub side: Side,
    /// `None`: the clock.
    pub account: Option<AccountId>,
}

impl By {
    pub const CLOCK: Self = Self { side: Side::Clock, account: None };

    /// Whoever holds the link acts for the buyer.
    pub fn of(who: &OrderReader<'_>, order: &Held) -> Self {
        Self { side: who.side(), account: Some(who.account().unwrap_or(order.buyer)) }
    }
}

/// An order whose row is locked until the transaction ends.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub id: OrderId,
    pub number: OrderNumber,
    pub state: State,
    pub business: BusinessId,
    pub business_slug: String,
    pub business_name: String,
    /// The koperasi that vouches for the shop now.
    pub koperasi: Option<KoperasiId>,
    pub owner: AccountId,
    pub buyer: AccountId,
    /// The buyer follows it by its link: nothing of it is told to the account.
    pub by_link: bool,
    pub mediator: Option<KoperasiId>,
    pub pay: Pay,
    pub total: Rupiah,
    pub ready_on: Option<Day>,
    pub proof_key: Option<String>,
    pub created_at: OffsetDateTime,
    pub handed_at: Option<OffsetDateTime>,
    pub paid_at: Option<OffsetDateTime>,
}

/// Locks an order. `None` when there is none of this number.
pub(super) async fn lock(db: &mut PgConnection, number: &OrderNumber) -> Result<Option<Held>> {
    let id = sqlx::query_scalar!(r#"select id as "id: OrderId" from shop_order where number = $1"#, number.as_str())
        .fetch_optional(&mut *db)
        .await?;
    match id {
        Some(id) => lock_by_id(db, id).await,
        None => Ok(None),
    }
}

pub(crate) async fn lock_by_id(db: &mut PgConnection, id: OrderId) -> Result<Option<Held>> {
    let held = sqlx::query_as!(
        Held,
        r#"select o.id as "id: OrderId", o.number as "number: OrderNumber", o.state as "state: State",
                  o.business_id as "business: BusinessId", b.slug as business_slug, b.name as business_name,
                  b.koperasi_id as "koperasi: KoperasiId", b.owner_id as "owner: AccountId", o.buyer_id as "buyer: AccountId",
                  o.by_link, (select c.koperasi_id from complaint c where c.order_id = o.id) as "mediator?: KoperasiId",
                  o.pay as "pay: Pay", o.total as "total: Rupiah", o.ready_on as "ready_on: Day",
                  o.proof_key, o.created_at, o.handed_at, o.paid_at
             from shop_order o join business b on b.id = o.business_id where o.id = $1 for update of o"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(held)
}

/// Locks an order for one of its sides.
///
/// # Errors
/// [`OrderError::Unknown`] for everyone else, and for whoever may only look at it.
pub(super) async fn hold(desk: &Desk, tx: &mut Tx, who: &OrderReader<'_>, number: &OrderNumber) -> Result<Held, OrderError> {
    let held = lock(tx.conn(), number).await?.ok_or(OrderError::Unknown)?;
    let Held { id, buyer, by_link, business, mediator, .. } = held;
    let whose = Whose { id, buyer, by_link, business, mediator };
    if who.may_move(desk, &whose) { Ok(held) } else { Err(OrderError::Unknown) }
}
