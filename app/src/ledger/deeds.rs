//! What the treasurer does for one member, each on a page of its own: `…/buku/anggota/{number}/titipan`,
//! `kembalikan`, `bayar`, `batas`, `hapus`, `nota`.

use axum::extract::Path;
use domain::access::{Overseer, Treasurer};
use domain::dates::Day;
use domain::form::Inputs;
use domain::ledger::forms::{self, ChargeNote, MemberPayment, Movement, WriteOff};
use domain::money::Rupiah;
use engine::ledger::{BooksError, MemberBooks};

use super::form::{Ask, FormScreen, key, refusal};
use super::members::find;
use super::text::Text;
use super::{Leaf, base};
use crate::house::{Filled, PageResult, Posted, Reader};
use crate::ui::Cell;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    DepositIn,
    DepositOut,
    Pay,
    Limit,
    WriteOff,
    Note,
}

impl Deed {
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::DepositIn => "titipan",
            Self::DepositOut => "kembalikan",
            Self::Pay => "bayar",
            Self::Limit => "batas",
            Self::WriteOff => "hapus",
            Self::Note => "nota",
        }
    }

    pub(super) fn title(self, text: Text) -> &'static str {
        match self {
            Self::DepositIn => text.deposit_in(),
            Self::DepositOut => text.deposit_out(),
            Self::Pay => text.pay(),
            Self::Limit => text.set_limit(),
            Self::WriteOff => text.write_off(),
            Self::Note => text.note(),
        }
    }

    fn does(self, text: Text) -> &'static str {
        match self {
            Self::DepositIn => text.deposit_in_does(),
            Self::DepositOut => text.deposit_out_does(),
            Self::Pay => text.pay_does(),
            Self::Limit => text.set_limit_does(),
            Self::WriteOff => text.write_off_does(),
            Self::Note => text.note_does(),
        }
    }

    fn done(self, text: Text) -> &'static str {
        match self {
            Self::DepositIn => text.deposit_in_done(),
            Self::DepositOut => text.deposit_out_done(),
            Self::Pay => text.pay_done(),
            Self::Limit => text.limit_done(),
            Self::WriteOff => text.write_off_asked(),
            Self::Note => text.note_done(),
        }
    }

    fn ask(self, m: &MemberBooks) -> Ask {
        match self {
            Self::DepositIn | Self::DepositOut => Ask::Movement,
            Self::Pay => Ask::Payment,
            Self::Limit => Ask::Limit,
            Self::WriteOff => Ask::WriteOff,
            Self::Note => Ask::Note(m.invoices.clone()),
        }
    }

    /// What decides, beside the form.
    fn facts(self, text: Text, m: &MemberBooks) -> Vec<(&'static str, Rupiah)> {
        let c = &m.credit;
        match self {
            Self::DepositIn => vec![(text.deposit(), c.deposit), (text.owed(), c.owed)],
            Self::DepositOut => vec![(text.deposit(), c.deposit), (text.returnable(), c.returnable())],
            Self::Pay => vec![(text.owed(), c.owed), (text.payable_from_deposit(), c.payable_from_deposit())],
            Self::Limit => {
                vec![(text.deposit(), c.deposit), (text.owed(), c.owed), (text.held(), c.held), (text.left(), c.left())]
            }
            Self::WriteOff | Self::Note => vec![(text.owed(), c.owed)],
        }
    }
}

pub(super) async fn form(
    deed: Deed,
    reader: Reader,
    overseer: Overseer,
    _by: Treasurer,
    Path((_, number)): Path<(String, String)>,
) -> PageResult {
    let member = find(&reader, &overseer, &number).await?;
    let start = match deed {
        Deed::Limit => Inputs::default().with("jumlah", member.credit.limit.0),
        _ => Inputs::default(),
    };
    let filled = reader.form_of(start);
    Ok(reader.page(screen(deed, &reader, overseer, &member, filled, None)))
}

pub(super) async fn submit(
    deed: Deed,
    reader: Reader,
    overseer: Overseer,
    by: Treasurer,
    Path((_, number)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    let member = find(&reader, &overseer, &number).await?;
    match act(deed, &reader, &by, &member, &posted).await {
        Ok(()) => Ok(reader.see_other(format!("{}/anggota/{}", base(&overseer), member.number)).saying(deed.done(text))),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.write_off_waits())?;
            let screen = screen(deed, &reader, overseer, &member, posted.refused(errors), problem);
            Ok(reader.page(screen).unprocessable())
        }
    }
}

async fn act(deed: Deed, reader: &Reader, by: &Treasurer, m: &MemberBooks, posted: &Posted) -> Result<(), BooksError> {
    let (desk, today, i) = (&reader.site.desk, Day::of(reader.now()), &posted.inputs);
    match deed {
        Deed::DepositIn => {
            let movement = Movement::parse(i, today)?;
            engine::ledger::deposit_in(desk, by, m.membership, &movement, key(posted)?).await?;
        }
        Deed::DepositOut => {
            let movement = Movement::parse(i, today)?;
            engine::ledger::deposit_out(desk, by, m.membership, &movement, key(posted)?).await?;
        }
        Deed::Pay => {
            let payment = MemberPayment::parse(i, today)?;
            engine::ledger::member_pays(desk, by, m.membership, &payment, key(posted)?).await?;
        }
        Deed::Limit => engine::ledger::set_limit(desk, by, m.membership, forms::limit(i)?).await?,
        Deed::WriteOff => {
            let asked = WriteOff::parse(i)?;
            engine::ledger::ask_write_off(desk, by, m.membership, &asked, key(posted)?).await?;
        }
        Deed::Note => {
            let note = ChargeNote::parse(i)?;
            engine::ledger::correct_charge(desk, by, m.membership, &note, key(posted)?).await?;
        }
    }
    Ok(())
}

fn screen(
    deed: Deed,
    reader: &Reader,
    by: Overseer,
    m: &MemberBooks,
    filled: Filled,
    problem: Option<&'static str>,
) -> FormScreen {
    let text = Text(reader.lang);
    let back = format!("{}/anggota/{}", base(&by), m.number);
    let mut facts = vec![(text.member().to_owned(), Cell::text(&m.name).and(text.member_no(m.number)))];
    facts.extend(deed.facts(text, m).into_iter().map(|(name, amount)| (name.to_owned(), Cell::text(amount.to_string()))));
    FormScreen {
        by,
        leaf: Leaf::Members,
        title: deed.title(text).to_owned(),
        does: deed.does(text),
        facts,
        action: format!("{back}/{}", deed.path()),
        back,
        filled,
        ask: deed.ask(m),
        submit: text.post(),
        problem,
        today: Day::of(reader.now()),
    }
}
