//! The chart of accounts that a trade unit begins with.
//!
//! Names follow SAK EP (Permenkop UKM 2/2024: koperasi keep their books by it from book year 2025).
//! A koperasi that buys for its members is their agent: only its fee is income (SAK EP, section on
//! revenue, principal and agent), the goods pass through at what they cost.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AccountKind {
    Asset,
    Liability,
    Equity,
    Income,
    Expense,
}

impl AccountKind {
    pub const ALL: [Self; 5] = [Self::Asset, Self::Liability, Self::Equity, Self::Income, Self::Expense];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Liability => "liability",
            Self::Equity => "equity",
            Self::Income => "income",
            Self::Expense => "expense",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// True when debits raise it.
    pub const fn is_debit(self) -> bool {
        matches!(self, Self::Asset | Self::Expense)
    }
}

/// Whose balances an account is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Party {
    Member,
    Supplier,
    Koperasi,
}

impl Party {
    pub const ALL: [Self; 3] = [Self::Member, Self::Supplier, Self::Koperasi];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Supplier => "supplier",
            Self::Koperasi => "koperasi",
        }
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident $role:literal $code:literal $kind:ident $party:expr, $title:literal;)+) => {
        /// What a use case posts to. Which account that is, the koperasi's mapping says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Role { $($(#[$doc])* $name),+ }

        impl Role {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// As stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $role),+ }
            }

            pub const fn kind(self) -> AccountKind {
                match self { $(Self::$name => AccountKind::$kind),+ }
            }

            pub const fn party(self) -> Option<Party> {
                match self { $(Self::$name => $party),+ }
            }

            /// The name of the account that it is seeded with.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title),+ }
            }
        }

        /// The accounts that a book begins with: code, name, and the role that each serves.
        pub const SEED: &[Seed] = &[$(Seed { code: $code, name: $title, kind: AccountKind::$kind, role: Role::$name }),+];
    };
}

/// An account to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed {
    pub code: &'static str,
    pub name: &'static str,
    pub kind: AccountKind,
    pub role: Role,
}

roles! {
    Cash "cash" "1-1100" Asset None, "Kas";
    Bank "bank" "1-1200" Asset None, "Bank";
    /// What members owe for goods.
    MemberReceivable "member_receivable" "1-1300" Asset Some(Party::Member), "Piutang anggota";
    /// What other koperasi owe for a joint purchase.
    KoperasiReceivable "koperasi_receivable" "1-1350" Asset Some(Party::Koperasi), "Piutang koperasi lain";
    /// Goods of a round between receipt and settlement, with their transport.
    RoundGoods "round_goods" "1-1400" Asset None, "Barang pembelian bersama";
    /// What nobody had asked for, and the koperasi kept.
    Stock "stock" "1-1450" Asset None, "Persediaan barang dagang";
    SupplierPayable "supplier_payable" "2-1100" Liability Some(Party::Supplier), "Utang pemasok";
    KoperasiPayable "koperasi_payable" "2-1150" Liability Some(Party::Koperasi), "Utang koperasi lain";
    /// Titipan: money that members paid in beforehand.
    MemberDeposit "member_deposit" "2-1200" Liability Some(Party::Member), "Titipan anggota";
    Equity "equity" "3-1100" Equity None, "Modal awal unit";
    FeeIncome "fee_income" "4-1100" Income None, "Pendapatan jasa pembelian bersama";
    OtherIncome "other_income" "4-1900" Income None, "Pendapatan lain-lain";
    /// Damaged goods that the supplier was paid for.
    DamageLoss "damage_loss" "5-1100" Expense None, "Beban barang rusak";
    WriteOffLoss "write_off_loss" "5-1200" Expense None, "Beban penghapusan piutang";
    OtherExpense "other_expense" "5-1900" Expense None, "Beban lain-lain";
}

impl Role {
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|r| r.code() == code)
    }
}
