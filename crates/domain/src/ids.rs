//! Ids are UUIDv7, one type for each kind of thing, so that a shop's id cannot be passed where a
//! product's is asked for. They are made in `engine`; people see slugs and document numbers.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A person's account.
    AccountId,
    /// One sign-in of an account on one device.
    SessionId,
    KoperasiId,
    /// A person's belonging to one koperasi, from application to leaving.
    MembershipId,
    /// A term of office in a koperasi.
    OfficeId,
    BusinessId,
    PermitId,
    ProductId,
    PictureId,
    ImportId,
    /// A raw material that koperasi buy together.
    MaterialId,
    SupplierId,
    /// One version of what a supplier offers a koperasi.
    OfferId,
    QuoteRequestId,
    QuoteInvitationId,
    /// A joint purchase.
    RoundId,
    PledgeId,
    PurchaseOrderId,
    ReceiptId,
    /// The invoice of a member for a round.
    ChargeId,
    /// The books of one unit usaha of a koperasi.
    BookId,
    LedgerAccountId,
    JournalId,
    WriteOffId,
    KoperasiPaymentId,
    CartId,
    /// An order of a buyer at one shop.
    OrderId,
    OrderLineId,
    ComplaintId,
    CashEntryId,
    JobId,
    OutboxId,
    MailId,
    NoticeId,
    SavedSearchId,
    /// Made by the page that shows a form; the second press of its button carries the same one.
    IdempotencyKey,
}
