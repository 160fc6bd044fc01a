//! `/keranjang`: what somebody is about to buy, by shop.

use std::collections::HashMap;

use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::BusinessId;
use domain::lang::Lang;
use domain::quantity::{Quantity, SaleUnit};
use domain::slug::Slug;
use engine::buying::cart::{self, CartError, CartOf};
use engine::buying::ways::Ways;
use engine::buying::{CartLine, LineTrouble, ShopCart};
use engine::people::Caller as Origin;
use leptos::prelude::*;

use super::text::Text;
use super::{add, cart_of, counted, lines, ways};
use crate::house::{Caller, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, cookies};
use crate::ui::{self, Button, Fields, Icon, Notice, post_button, submit_row};

pub async fn page(reader: Reader) -> PageResult {
    // Somebody signed in by a way that knows nothing of carts.
    if let (Some(standing), Some((token, _))) = (reader.standing(), &reader.cart) {
        cart::join_at_sign_in(&reader.site.desk, standing.account, token).await?;
        return Ok(reader.see_other("/keranjang").cookie(&cookies::no_cart(reader.secure())));
    }
    let shops = shops(&reader).await?;
    let ways = ways_of(&reader, &shops).await?;
    Ok(reader.page(CartScreen { shops, ways, refused: None, problem: None }))
}

async fn shops(reader: &Reader) -> Result<Vec<ShopCart>, PageError> {
    match cart_of(reader) {
        Some(who) => Ok(cart::cart(&reader.site.desk, &who).await?),
        None => Ok(Vec::new()),
    }
}

/// How these shops sell.
async fn ways_of(reader: &Reader, shops: &[ShopCart]) -> Result<HashMap<BusinessId, Ways>, PageError> {
    let ids: Vec<BusinessId> = shops.iter().map(|shop| shop.business).collect();
    Ok(engine::buying::ways::ways(&reader.site.desk, &ids).await?)
}

/// What a form of the cart asks for; adding is what the page of a product does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Add,
    Set,
    Remove,
    Agree,
}

impl Deed {
    fn of(posted: &Posted) -> Self {
        match posted.one("aksi") {
            "ubah" => Self::Set,
            "hapus" => Self::Remove,
            "lihat" => Self::Agree,
            _ => Self::Add,
        }
    }

    fn done(self, text: Text) -> &'static str {
        match self {
            Self::Add => text.added(),
            Self::Set => text.changed(),
            Self::Remove => text.removed(),
            Self::Agree => text.agreed(),
        }
    }
}

pub async fn act(reader: Reader, Caller(caller): Caller, posted: Posted) -> PageResult {
    let deed = Deed::of(&posted);
    let who = match whose(&reader, &caller, deed).await {
        Ok(who) => who,
        Err(error) => return refused(&reader, &posted, deed, error).await,
    };
    match take(&reader, &who, deed, &posted).await {
        Ok(()) => counted(&reader, &who, reader.see_other("/keranjang").saying(deed.done(Text(reader.lang)))).await,
        Err(error) => refused(&reader, &posted, deed, error).await,
    }
}

async fn whose(reader: &Reader, caller: &Origin, deed: Deed) -> Result<CartOf, CartError> {
    if deed == Deed::Add && reader.standing().is_none() {
        let own = reader.cart.as_ref().map(|(token, _)| token);
        return Ok(CartOf::Token(cart::begin(&reader.site.desk, caller, own).await?));
    }
    cart_of(reader).ok_or(CartError::Unknown)
}

async fn take(reader: &Reader, who: &CartOf, deed: Deed, posted: &Posted) -> Result<(), CartError> {
    let desk = &reader.site.desk;
    if deed == Deed::Agree {
        return Ok(cart::agree(desk, who).await?);
    }
    let slug = Slug::parse(posted.one("produk").trim()).map_err(|_| CartError::Unknown)?;
    let typed = |parse: fn(&str) -> Result<Quantity, Invalid>| {
        parse(posted.one("jumlah")).map_err(|why| CartError::Refused(FieldErrors::of("jumlah", why)))
    };
    match deed {
        Deed::Remove => cart::remove(desk, who, &slug).await,
        // Nothing of it takes it out of the cart.
        Deed::Set => cart::set(desk, who, &slug, typed(Quantity::parse)?).await,
        _ if !posted.inputs.has("jumlah") => cart::add(desk, who, &slug, Quantity::ONE).await,
        _ => cart::add(desk, who, &slug, typed(Quantity::parse_some)?).await,
    }
}

/// The cart, with what was typed and why it is not in it.
async fn refused(reader: &Reader, posted: &Posted, deed: Deed, error: CartError) -> PageResult {
    let text = Text(reader.lang);
    let (errors, problem) = match error {
        CartError::Refused(errors) if errors.get("jumlah").is_some() => (errors, None),
        CartError::Refused(_) => (FieldErrors::default(), Some(text.cart_full())),
        CartError::Unknown if deed == Deed::Add => (FieldErrors::default(), Some(text.not_sold())),
        CartError::Unknown => (FieldErrors::default(), Some(text.not_in_cart())),
        CartError::SoldOut => (FieldErrors::default(), Some(text.just_sold_out())),
        CartError::AllTaken => (FieldErrors::default(), Some(text.all_taken())),
        CartError::Own => (FieldErrors::default(), Some(text.own_shop())),
        CartError::Wait(after) => return Err(PageError::TooMany { retry_after: after.0 }),
        CartError::Trouble(trouble) => return Err(trouble.into()),
    };
    let shops = shops(reader).await?;
    let slug = posted.one("produk").trim().to_owned();
    let at_line = deed == Deed::Set && shops.iter().flat_map(|shop| &shop.lines).any(|line| line.slug == slug);
    let of = if at_line { None } else { known(reader, &slug).await? };
    let refused = Refused { slug, of, filled: posted.refused(errors) };
    let ways = ways_of(reader, &shops).await?;
    Ok(reader.page(CartScreen { shops, ways, refused: Some(refused), problem }).unprocessable())
}

/// Name and unit of a product that strangers see.
async fn known(reader: &Reader, slug: &str) -> Result<Option<(String, String)>, PageError> {
    let Ok(slug) = Slug::parse(slug) else { return Ok(None) };
    let today = domain::dates::Day::of(reader.now()).date();
    let shown = engine::catalog::shown(&reader.site.desk, &slug, today).await?.filter(|shown| shown.public);
    Ok(shown.map(|shown| (shown.product.name, unit(reader.lang, &shown.product.sale_unit))))
}

/// A sale unit in words.
pub(super) fn unit(lang: Lang, code: &str) -> String {
    SaleUnit::parse(code).map_or_else(|_| code.to_owned(), |unit| unit.text(lang))
}

/// What was typed for a product, and refused.
struct Refused {
    slug: String,
    /// Its name and unit, where it has no line of its own that the form stands at.
    of: Option<(String, String)>,
    filled: Filled,
}

struct CartScreen {
    shops: Vec<ShopCart>,
    /// A shop that has said nothing is not among them.
    ways: HashMap<BusinessId, Ways>,
    refused: Option<Refused>,
    problem: Option<&'static str>,
}

impl CartScreen {
    /// The form of a product that is not in the cart, or of more of one that is.
    fn again(&self, lang: Lang) -> Option<AnyView> {
        let refused = self.refused.as_ref()?;
        let (name, unit) = refused.of.as_ref()?;
        let product = add::OnOffer { slug: &refused.slug, unit, ladder: None, stock: None };
        Some(ui::titled_card(name, add::form(lang, &product, &refused.filled)))
    }

    fn shop(&self, lang: Lang, shop: &ShopCart) -> AnyView {
        let text = Text(lang);
        let rows = shop.lines.iter().map(|line| lines::line(lang, line, Some(self.change(lang, line)))).collect();
        let on = if shop.can_be_ordered() {
            Button::primary(text.order())
                .read_as(text.order_at(&shop.name))
                .link(format!("/pesanan/baru/{}", shop.slug))
                .wide()
                .view()
        } else {
            Notice::Warning.view(lang, text.in_the_way())
        };
        let said = self.ways.get(&shop.business).cloned().unwrap_or_default();
        let sells = shop.open.then(|| ways::short(lang, &said, &shop.slug));
        let link = ui::NavLink::new(format!("/toko/{}", shop.slug), text.to_shop());
        ui::section(
            &shop.name,
            Some(link),
            view! {
                {lines::list(rows)}
                {sells}
                // What `frontend/amounts.js` puts anew when a quantity was saved.
                <div class="lanjut" aria-live="polite">{lines::sums(lang, shop)} {on}</div>
            },
        )
    }

    fn change(&self, lang: Lang, line: &CartLine) -> AnyView {
        let text = Text(lang);
        let remove = Button::plain(text.remove()).small().send("aksi", "hapus").read_as(text.remove_of(&line.name));
        if line.trouble == Some(LineTrouble::Gone) {
            return post_button("/keranjang", vec![("produk", line.slug.clone())], remove);
        }
        let here = self.refused.as_ref().filter(|refused| refused.of.is_none() && refused.slug == line.slug);
        let filled = match here {
            Some(refused) => refused.filled.clone(),
            None => Filled::of(Inputs::default().with("jumlah", line.quantity)),
        };
        let f = Fields::new(lang, &filled).prefix(format!("k-{}", line.slug));
        let change = Button::quiet(text.change()).small().send("aksi", "ubah").read_as(text.change_of(&line.name));
        let quantity = f
            .number("jumlah", text.how_much_of(&line.name))
            .label_read_only()
            .suffix(line.unit.text(lang))
            .stepper(Quantity::ONE, Quantity::ONE)
            .most(line.stock);
        let fields = view! {
            {quantity}
            {f.hidden("produk", &line.slug)}
            {submit_row(vec![change, remove])}
        };
        f.form("/keranjang", fields).view()
    }
}

impl Screen for CartScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).cart()).tab(Tab::Orders).amounts()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let problem = self.problem.map(|problem| Notice::Warning.view(lang, problem));
        let changed = self.shops.iter().flat_map(|shop| &shop.lines).any(lines::has_changed).then(|| {
            let agree = post_button("/keranjang", vec![], Button::quiet(text.agree()).small().send("aksi", "lihat"));
            view! { {Notice::Info.view(lang, text.prices_changed())} {agree} }.into_any()
        });
        let shops: Vec<_> = self.shops.iter().map(|shop| self.shop(lang, shop)).collect();
        let empty = self.shops.is_empty().then(|| {
            ui::empty_state(Icon::Cart, text.empty(), text.empty_hint(), Some(Button::primary(text.look_around()).link("/cari")))
        });
        let lead = (!self.shops.is_empty()).then(|| text.cart_lead());
        view! {
            <div class="wadah keranjang">
                {ui::page_head(None, text.cart(), lead)}
                {problem}
                {self.again(lang)}
                {changed}
                {shops}
                {empty}
            </div>
        }
        .into_any()
    }
}
