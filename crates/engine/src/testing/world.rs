//! Two koperasi, two shops, and somebody for every role: what tests of permission stand on. With
//! two of everything, a query that forgets its koperasi shows.

use domain::access::{BusinessRef, Duty};
use domain::ids::{AccountId, BusinessId, KoperasiId, MembershipId, ProductId};
use time::Duration;

use super::{TestDesk, account, desk, koperasi};
use crate::token::Token;
use crate::{Desk, ids};

/// Everyone who can stand before a handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Not signed in.
    Anyone,
    /// Signed in, belongs to no koperasi.
    Person,
    /// A member of the first koperasi, owner of `shop-one`.
    Member,
    /// A member of the second koperasi, owner of `shop-two`.
    OtherMember,
    /// Treasurer of the first koperasi.
    Officer,
    /// Chair of the second koperasi.
    OtherOfficer,
    /// Pengawas of the first koperasi.
    Supervisor,
    /// Staff of the office of Kabupaten Batang.
    Regency,
    Operator,
}

impl Role {
    pub const ALL: [Self; 9] = [
        Self::Anyone,
        Self::Person,
        Self::Member,
        Self::OtherMember,
        Self::Officer,
        Self::OtherOfficer,
        Self::Supervisor,
        Self::Regency,
        Self::Operator,
    ];
}

pub struct World {
    pub desk: TestDesk,
    /// `koperasi-one` and `koperasi-two`.
    pub koperasi: [KoperasiId; 2],
    /// `shop-one` and `shop-two`, each of a member of its koperasi.
    pub shops: [BusinessRef; 2],
    /// `product-one` and `product-two`, published.
    pub products: [ProductId; 2],
    people: Vec<(Role, AccountId, String)>,
}

impl World {
    pub async fn new() -> Self {
        let desk = desk().await;
        let koperasi = [
            named_koperasi(&desk, "Koperasi Satu", "koperasi-one").await,
            named_koperasi(&desk, "Koperasi Dua", "koperasi-two").await,
        ];
        let mut people = Vec::new();
        for role in Role::ALL.into_iter().filter(|r| *r != Role::Anyone) {
            let id = account(&desk, &format!("{role:?}")).await;
            people.push((role, id, session(&desk, id).await));
        }
        let mut world = Self { shops: [nobody(), nobody()], products: [ids::fresh(), ids::fresh()], desk, koperasi, people };
        world.give_roles().await;
        world.open_shops().await;
        world
    }

    pub fn account(&self, role: Role) -> AccountId {
        self.people.iter().find(|(r, ..)| *r == role).expect("a role with an account").1
    }

    /// The session cookie's token; `None` for [`Role::Anyone`].
    pub fn token(&self, role: Role) -> Option<&str> {
        self.people.iter().find(|(r, ..)| *r == role).map(|(.., token)| token.as_str())
    }

    async fn give_roles(&self) {
        let [one, two] = self.koperasi;
        membership(&self.desk, one, self.account(Role::Member)).await;
        membership(&self.desk, two, self.account(Role::OtherMember)).await;
        office(&self.desk, one, self.account(Role::Officer), Duty::Treasurer).await;
        office(&self.desk, two, self.account(Role::OtherOfficer), Duty::Chair).await;
        office(&self.desk, one, self.account(Role::Supervisor), Duty::Supervisor).await;
        sqlx::query!(
            "insert into regency_officer (account_id, regency_code) values ($1, '33.25')",
            self.account(Role::Regency).0
        )
        .execute(self.desk.db())
        .await
        .expect("a regency officer");
        sqlx::query!("update account set operator = true where id = $1", self.account(Role::Operator).0)
            .execute(self.desk.db())
            .await
            .expect("an operator");
    }

    async fn open_shops(&mut self) {
        for (n, role, name) in [(0, Role::Member, "one"), (1, Role::OtherMember, "two")] {
            let owner = self.account(role);
            self.shops[n] = business(&self.desk, owner, Some(self.koperasi[n]), &format!("shop-{name}")).await;
            self.products[n] = product(&self.desk, self.shops[n], &format!("product-{name}"), "published").await;
        }
    }
}

fn nobody() -> BusinessRef {
    BusinessRef { id: ids::fresh(), owner: ids::fresh(), koperasi: None }
}

async fn named_koperasi(desk: &Desk, name: &str, slug: &str) -> KoperasiId {
    let id = koperasi(desk, name).await;
    sqlx::query!("update koperasi set slug = $2 where id = $1", id.0, slug).execute(desk.db()).await.expect("a slug");
    id
}

/// Signs a person in; gives the token of the cookie.
pub async fn session(desk: &Desk, account: AccountId) -> String {
    let token = Token::fresh();
    sqlx::query!(
        "insert into session (id, account_id, token_hash, device, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, 'Firefox, Linux', $4, $4, $5)",
        ids::fresh::<uuid::Uuid>(),
        account.0,
        token.digest(),
        desk.now(),
        desk.now() + Duration::days(30)
    )
    .execute(desk.db())
    .await
    .expect("a session");
    token.reveal().to_owned()
}

/// An admitted membership with the next number.
pub async fn membership(desk: &Desk, koperasi: KoperasiId, account: AccountId) -> MembershipId {
    let id: MembershipId = ids::fresh();
    sqlx::query!(
        "with number as (update koperasi set last_member_number = last_member_number + 1 where id = $2 returning last_member_number)
         insert into membership (id, koperasi_id, account_id, number, state, applied_at, decided_at)
         select $1, $2, $3, last_member_number, 'admitted', $4, $4 from number",
        id.0, koperasi.0, account.0, desk.now()
    )
    .execute(desk.db())
    .await
    .expect("a membership");
    id
}

/// A term of office that runs from last year to next year.
pub async fn office(desk: &Desk, koperasi: KoperasiId, account: AccountId, duty: Duty) {
    let today = desk.today().date();
    sqlx::query!(
        "insert into office (id, koperasi_id, account_id, duty, from_day, until_day) values ($1, $2, $3, $4, $5, $6)",
        ids::fresh::<uuid::Uuid>(),
        koperasi.0,
        account.0,
        duty.code(),
        today - Duration::days(365),
        today + Duration::days(365)
    )
    .execute(desk.db())
    .await
    .expect("an office");
}

/// A shop in Limpung, by its slug.
pub async fn business(desk: &Desk, owner: AccountId, koperasi: Option<KoperasiId>, slug: &str) -> BusinessRef {
    let id: BusinessId = ids::fresh();
    sqlx::query!(
        "insert into business (id, slug, owner_id, koperasi_id, name, district_code, village, whatsapp, created_at, updated_at)
         values ($1, $2, $3, $4, $5, '33.25.08', 'Ngaliyan', '+628110000001', $6, $6)",
        id.0,
        slug,
        owner.0,
        koperasi.map(|k| k.0),
        format!("Toko {slug}"),
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("a business");
    BusinessRef { id, owner, koperasi }
}

/// Whether a shop that says how it is paid takes cash.
pub async fn takes_cash(desk: &Desk, shop: BusinessRef, cash: bool) {
    sqlx::query!("update shop_terms set cash = $2 where business_id = $1", shop.id.0, cash)
        .execute(desk.db())
        .await
        .expect("terms of the shop");
}

/// A shop that nobody can send a message to.
pub async fn without_whatsapp(desk: &Desk, shop: BusinessRef) {
    sqlx::query!("update business set whatsapp = null where id = $1", shop.id.0)
        .execute(desk.db())
        .await
        .expect("a shop without a number");
}

/// A product at Rp12.500 per kg, 10 kg in stock, in a category of its own.
pub async fn product(desk: &Desk, shop: BusinessRef, slug: &str, state: &str) -> ProductId {
    let id: ProductId = ids::fresh();
    sqlx::query!(
        "with c as (insert into category (slug, name_id, name_en) values ($4 || '-kategori', 'Camilan', 'Snacks') returning id)
         insert into product (id, business_id, slug, name, category_id, description, price, sale_unit, unit_price, unit_base,
                              stock, state, entered_by, created_at, updated_at, published_at)
         select $1, $2, $4, $5, c.id, 'Renyah.', 12500, 'kg', 12500, 'kg', 10000, $6, $3, $7, $7, $7 from c",
        id.0,
        shop.id.0,
        shop.owner.0,
        slug,
        format!("Emping {slug}"),
        state,
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("a product");
    id
}
