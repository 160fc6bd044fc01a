//! How a shop sells. A shop that has said nothing hands its goods over at its door, for cash.

use domain::access::Keeper;
use domain::buying::{Pay, Receive, Terms};
use domain::district::DistrictCode;
use domain::form::{FieldErrors, Invalid};
use domain::ids::BusinessId;
use domain::money::Rupiah;
use domain::purchasing::BankAccount;
use serde::Deserialize;
use serde_json::json;
use sqlx::PgConnection;
use sqlx::types::Json;

use super::told::{Words, mail_to};
use crate::Desk;
use crate::notices::News;
use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::Tx;

/// A shop's terms as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopTerms {
    pub pickup: bool,
    pub pickup_koperasi: bool,
    /// Where the seller brings goods, by name; empty when nowhere.
    pub areas: Vec<AreaShown>,
    /// Goods of this much are brought for nothing.
    pub free_from: Option<Rupiah>,
    pub cash: bool,
    pub bank: Option<ShopBank>,
    pub qris: Option<ShopQris>,
    /// What buyers should know before they order.
    pub note: Option<String>,
    /// 0 for a shop that has said nothing.
    pub version: i64,
}

/// A kecamatan that goods are brought to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AreaShown {
    pub code: String,
    pub name: String,
    pub fee: Rupiah,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopBank {
    pub bank: String,
    /// Digits only.
    pub number: String,
    pub holder: String,
}

impl From<&BankAccount> for ShopBank {
    fn from(account: &BankAccount) -> Self {
        Self {
            bank: account.bank.as_str().to_owned(),
            number: account.number.clone(),
            holder: account.holder.as_str().to_owned(),
        }
    }
}

/// The seller's own static code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopQris {
    pub code: String,
    pub name: String,
    pub city: String,
}

impl ShopTerms {
    pub fn reaches(&self, way: Receive) -> bool {
        match way {
            Receive::Shop => self.pickup,
            Receive::Koperasi => self.pickup_koperasi,
            Receive::Delivery => !self.areas.is_empty(),
        }
    }

    pub fn is_paid_by(&self, way: Pay) -> bool {
        match way {
            Pay::Cash => self.cash,
            Pay::Transfer => self.bank.is_some(),
            Pay::Qris => self.qris.is_some(),
        }
    }

    /// What bringing goods of this much to an area costs.
    pub fn fee(&self, area: &AreaShown, goods: Rupiah) -> Rupiah {
        if self.free_from.is_some_and(|from| goods >= from) { Rupiah::ZERO } else { area.fee }
    }

    /// The area of this kecamatan; without one, the only area that there is.
    pub fn area(&self, district: Option<&DistrictCode>) -> Option<&AreaShown> {
        match (district, self.areas.as_slice()) {
            (Some(code), areas) => areas.iter().find(|area| area.code == code.as_str()),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }
}

/// # Errors
/// When the database does not answer.
pub async fn terms(desk: &Desk, business: BusinessId) -> Result<ShopTerms> {
    let mut db = desk.db().acquire().await?;
    read(&mut db, business).await
}

pub(super) async fn read(db: &mut PgConnection, business: BusinessId) -> Result<ShopTerms> {
    let row = sqlx::query!(
        r#"select coalesce(t.pickup, true) as "pickup!", coalesce(t.pickup_koperasi, false) as "pickup_koperasi!",
                  t.free_from as "free_from?: Rupiah", coalesce(t.cash, true) as "cash!",
                  t.bank as "bank?", t.bank_number as "number?", t.bank_holder as "holder?",
                  t.qris as "qris?", t.qris_name as "qris_name?", t.qris_city as "qris_city?", t.note as "note?",
                  coalesce((extract(epoch from t.updated_at) * 1000000)::bigint, 0) as "version!",
                  (select coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'name', d.name, 'fee', a.fee) order by d.name, d.code), '[]')
                   from delivery_area a join district d on d.code = a.district_code
                   where a.business_id = s.id and t.deliver) as "areas!: Json<Vec<AreaShown>>"
           from (select $1::uuid as id) s left join shop_terms t on t.business_id = s.id"#,
        business.0
    )
    .fetch_one(db)
    .await?;
    let bank = row.bank.zip(row.number).zip(row.holder);
    let qris = row.qris.zip(row.qris_name).zip(row.qris_city);
    Ok(ShopTerms {
        pickup: row.pickup,
        pickup_koperasi: row.pickup_koperasi,
        areas: row.areas.0,
        free_from: row.free_from,
        cash: row.cash,
        bank: bank.map(|((bank, number), holder)| ShopBank { bank, number, holder }),
        qris: qris.map(|((code, name), city)| ShopQris { code, name, city }),
        note: row.note,
        version: row.version,
    })
}

#[derive(Debug, thiserror::Error)]
pub enum TermsError {
    #[error("refused: {0}")]
    Refused(#[from] FieldErrors),
    /// Somebody saved other terms since the page was opened; they are at this version now.
    #[error("changed meanwhile")]
    Stale { version: i64 },
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Writes the terms down. `version` is the one that the page showed, 0 for none; without one, whatever is there
/// is overwritten. The shop's code is left as it is: it is taken on a page of its own. Orders that were placed
/// keep how they are received and paid, what delivery costs, and the code with their amount; whoever has still to
/// transfer reads the bank account of now. When an officer changes that for the owner, the owner is told: it decides
/// where the money goes.
///
/// # Errors
/// [`TermsError::Stale`]; [`TermsError::Refused`] at `tunai` when the last way to pay went meanwhile.
pub async fn save(desk: &Desk, by: &Keeper, form: &Terms, version: Option<i64>) -> Result<(), TermsError> {
    let mut tx = desk.begin(by.account()).await?;
    // Who saves for the first time has no row of their own to wait for.
    let shop = sqlx::query!("select slug, name from business where id = $1 for no key update", by.business().0)
        .fetch_one(tx.conn())
        .await
        .map_err(Trouble::from)?;
    let there = read(tx.conn(), by.business()).await?;
    if version.is_some_and(|seen| seen != there.version) {
        return Err(TermsError::Stale { version: there.version });
    }
    write(&mut tx, by, form).await?;
    if by.on_behalf() && there.bank != form.bank.as_ref().map(ShopBank::from) {
        tell_owner(desk, &mut tx, by, shop.slug, shop.name).await?;
    }
    tx.audit("shop.terms", by.koperasi(), by.business().0, json!({ "on_behalf": by.on_behalf(), "areas": form.areas.len() }))
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The money goes elsewhere from now on, and it was not the owner who said so.
async fn tell_owner(desk: &Desk, tx: &mut Tx, by: &Keeper, slug: String, name: String) -> Result<()> {
    let link = desk.link(&format!("/usaha/cara-jual?usaha={slug}"));
    let words = Words {
        subject: [format!("Rekening bank {name} diubah"), format!("The bank account of {name} was changed")],
        body: [
            format!("Pengurus mengubah rekening bank {name}. Periksa nomor dan namanya: pembeli membayar ke sana.\n\n{link}\n"),
            format!("An officer changed the bank account of {name}. Check its number and name: buyers pay to it.\n\n{link}\n"),
        ],
    };
    mail_to(tx, by.owner(), words).await?;
    tx.tell(by.owner(), &News::PayAccount { shop: slug, name }).await?;
    Ok(())
}

async fn write(tx: &mut Tx, by: &Keeper, form: &Terms) -> Result<(), TermsError> {
    let (now, bank) = (tx.now(), form.bank.as_ref());
    sqlx::query!(
        "insert into shop_terms (business_id, pickup, pickup_koperasi, deliver, free_from, cash, bank, bank_number, bank_holder, note, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (business_id) do update set pickup = excluded.pickup, pickup_koperasi = excluded.pickup_koperasi,
             deliver = excluded.deliver, free_from = excluded.free_from, cash = excluded.cash, bank = excluded.bank,
             bank_number = excluded.bank_number, bank_holder = excluded.bank_holder, note = excluded.note,
             updated_at = greatest(excluded.updated_at, shop_terms.updated_at + interval '1 microsecond')",
        by.business().0,
        form.pickup,
        form.pickup_koperasi,
        !form.areas.is_empty(),
        form.free_from.map(|from| from.0),
        form.cash,
        bank.map(|account| account.bank.as_str()),
        bank.map(|account| account.number.as_str()),
        bank.map(|account| account.holder.as_str()),
        form.note.as_ref().map(|note| note.as_str()),
        now
    )
    .execute(tx.conn())
    .await
    .on_constraint("shop_terms_paid", TermsError::from(FieldErrors::of("tunai", Invalid::UnknownChoice)))?;
    let codes: Vec<String> = form.areas.iter().map(|area| area.district.to_string()).collect();
    let fees: Vec<i64> = form.areas.iter().map(|area| area.fee.0).collect();
    sqlx::query!("delete from delivery_area where business_id = $1", by.business().0)
        .execute(tx.conn())
        .await
        .map_err(Trouble::from)?;
    sqlx::query!(
        "insert into delivery_area (business_id, district_code, fee)
         select $1, a.code, a.fee from unnest($2::text[], $3::bigint[]) as a (code, fee)",
        by.business().0,
        &codes,
        &fees
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    Ok(())
}

/// The kecamatan that a shop may bring goods to: those of its own regency, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn near(desk: &Desk, by: &Keeper) -> Result<Vec<(DistrictCode, String)>> {
    let rows = sqlx::query!(
        r#"select d.code as "code: DistrictCode", d.name from business b join district own on own.code = b.district_code
           join district d on d.regency_code = own.regency_code where b.id = $1 order by d.name, d.code"#,
        by.business().0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.name)).collect())
}
