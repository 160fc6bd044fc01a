use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::Keeper;
use domain::catalog::{Details, Intent, State, Step};
use domain::form::{FieldErrors, Invalid};
use domain::lang::Lang;
use domain::slug::Slug;
use engine::catalog::categories::{self, Categories};
use engine::catalog::{OwnProduct, PictureEdit, StepError, WriteError};
use leptos::prelude::*;

use super::fields::{FORM, ProductForm, and, inputs_of};
use super::new::join_first;
use super::scope::Scope;
use super::text::Text;
use super::upload::{self, Kept};
use super::{gallery, list, unsaved};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Notice};

pub async fn form(reader: Reader, by: Keeper, Path(slug): Path<String>) -> PageResult {
    let product = find(&reader, &by, &slug).await?;
    let filled = reader.form_of(inputs_of(&product));
    // What was typed before is still about the version it was typed on.
    let version = filled.inputs.one("versi").parse().unwrap_or(product.version);
    let kept = upload::kept_of(&reader, &by, &filled.inputs);
    let mut screen = EditScreen::of(&reader, &by, product, filled, version).await?;
    screen.kept = kept;
    Ok(reader.page(screen))
}

pub async fn submit(reader: Reader, by: Keeper, Path(slug): Path<String>, mut posted: Posted) -> PageResult {
    let product = find(&reader, &by, &slug).await?;
    let current = product.version;
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let uploads = upload::take(&reader, &by, &mut posted, product.pictures.len()).await?;
    let publish = Intent::parse(posted.one("aksi")) == Intent::Publish;
    let version: Option<i64> = posted.one("versi").parse().ok();
    let described = gallery::described(&product, &posted.inputs);
    let outcome = match (Details::parse(&posted.inputs), &described, &uploads.refused) {
        (Ok(details), Ok(described), None) => {
            let pictures = PictureEdit { added: &uploads.stored, described };
            engine::catalog::change(&reader.site.desk, &by, &slug, version, &details, publish, pictures).await
        }
        (parsed, described, refused) => {
            let mut errors = and(parsed.err().unwrap_or_default(), "foto", refused.clone());
            for (field, why) in described.as_ref().err().into_iter().flat_map(FieldErrors::iter) {
                errors.add(field, why.clone());
            }
            let mut screen = EditScreen::of(&reader, &by, product, posted.refused(errors), version.unwrap_or(current)).await?;
            screen.kept = uploads.kept(&reader, &by);
            return Ok(reader.page(screen).unprocessable());
        }
    };
    let text = Text(reader.lang);
    let (errors, version, status) = match outcome {
        Ok(changed) => {
            let said = match (changed.held_back, publish && changed.state == State::Published) {
                (true, _) => text.held_back(),
                (false, true) => text.published(),
                (false, false) => text.saved(),
            };
            let scope = Scope::of(&reader, &by).await?;
            return Ok(reader.see_other(scope.path(&format!("/usaha/produk/{slug}"))).saying(said));
        }
        Err(WriteError::UnknownCategory) => {
            (FieldErrors::of("kategori", Invalid::UnknownChoice), version, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(WriteError::Pictures(why)) => (FieldErrors::of("foto", why), version, StatusCode::UNPROCESSABLE_ENTITY),
        Err(WriteError::Stale { version }) => (FieldErrors::default(), Some(version), StatusCode::CONFLICT),
        Err(WriteError::Unknown) => return Err(PageError::NotFound),
        Err(WriteError::Trouble(trouble)) => return Err(trouble.into()),
    };
    let mut screen = EditScreen::of(&reader, &by, product, posted.refused(errors), version.unwrap_or(current)).await?;
    screen.kept = uploads.kept(&reader, &by);
    screen.stale = status == StatusCode::CONFLICT;
    Ok(reader.page(screen).status(status))
}

pub async fn publish(reader: Reader, by: Keeper, Path(slug): Path<String>, posted: Posted) -> PageResult {
    step(&reader, &by, &slug, Step::Publish, posted).await
}

pub async fn archive(reader: Reader, by: Keeper, Path(slug): Path<String>, posted: Posted) -> PageResult {
    step(&reader, &by, &slug, Step::Archive, posted).await
}

pub async fn restore(reader: Reader, by: Keeper, Path(slug): Path<String>, posted: Posted) -> PageResult {
    step(&reader, &by, &slug, Step::Restore, posted).await
}

async fn step(reader: &Reader, by: &Keeper, slug: &str, step: Step, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let product = find(reader, by, slug).await?;
    let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
    let said = match engine::catalog::step(&reader.site.desk, by, &slug, step).await {
        Ok(State::Published) => text.published(),
        Ok(State::Archived) => text.archived(),
        Ok(State::Draft) => text.restored(),
        Err(StepError::NotVouchedFor) => text.held_back(),
        Err(StepError::Unknown) => return Err(PageError::NotFound),
        Err(StepError::Illegal(_)) => return Err(PageError::Conflict),
        Err(StepError::Trouble(trouble)) => return Err(trouble.into()),
    };
    let to = match unsaved::kept_page(reader, by, &product, posted).await? {
        Some(kept) => kept,
        None => Scope::of(reader, by).await?.path(&format!("/usaha/produk/{slug}")),
    };
    Ok(reader.see_other(to).saying(said))
}

/// Copies what is saved; what is not, has to be saved or left first, since the way leads elsewhere.
pub async fn copy(reader: Reader, by: Keeper, Path(slug): Path<String>, posted: Posted) -> PageResult {
    let product = find(&reader, &by, &slug).await?;
    if let Some(kept) = unsaved::kept_page(&reader, &by, &product, posted).await? {
        return Ok(reader.see_other(kept).saying(Text(reader.lang).save_first()));
    }
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let copied = engine::catalog::copy(&reader.site.desk, &by, &slug).await?.ok_or(PageError::NotFound)?;
    let scope = Scope::of(&reader, &by).await?;
    Ok(reader.see_other(scope.path(&format!("/usaha/produk/{copied}"))).saying(Text(reader.lang).copied()))
}

/// A product of the keeper's business; others' are not there.
pub(super) async fn find(reader: &Reader, by: &Keeper, slug: &str) -> Result<OwnProduct, PageError> {
    let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
    engine::catalog::own(&reader.site.desk, by, &slug).await?.ok_or(PageError::NotFound)
}

pub(super) struct EditScreen {
    scope: Scope,
    categories: Categories,
    product: OwnProduct,
    filled: Filled,
    kept: Vec<Kept>,
    version: i64,
    /// Somebody saved the product since the form was opened.
    stale: bool,
}

impl EditScreen {
    pub(super) async fn of(
        reader: &Reader,
        by: &Keeper,
        product: OwnProduct,
        filled: Filled,
        version: i64,
    ) -> Result<Self, PageError> {
        let scope = Scope::of(reader, by).await?;
        let categories = categories::tree(&reader.site.desk).await?;
        Ok(Self { scope, categories, product, filled, kept: vec![], version, stale: false })
    }

    fn steps(&self, text: Text) -> AnyView {
        // All are buttons of the product form, so that what was typed goes along.
        let post = |verb: &str, button: Button| {
            button.form(FORM).to(self.scope.path(&format!("/usaha/produk/{}/{verb}", self.product.slug))).view()
        };
        let see = Button::quiet(if self.product.state == State::Published { text.see() } else { text.preview() })
            .link(format!("/produk/{}", self.product.slug));
        let copy = post("salin", Button::quiet(text.copy()));
        let archive =
            || ui::confirm(text.archive(), text.archive_question(), post("arsipkan", Button::danger(text.archive_yes())));
        let steps = match self.product.state {
            State::Draft | State::Published => archive(),
            State::Archived => post("kembalikan", Button::primary(text.restore())),
        };
        view! { <div class="tombol-baris">{see.view()}{copy}{steps}</div> }.into_any()
    }
}

impl Screen for EditScreen {
    fn head(&self, _lang: Lang) -> Head {
        Head::new(&self.product.name).tab(Tab::Business).islands()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let stale = self.stale.then(|| Notice::Warning.view(frame.lang, text.stale()));
        let join = (self.product.state == State::Draft).then(|| join_first(frame.lang, &self.scope)).flatten();
        let form = ProductForm {
            lang: frame.lang,
            action: self.scope.path(&format!("/usaha/produk/{}", self.product.slug)),
            filled: &self.filled,
            kept: &self.kept,
            categories: &self.categories,
            state: Some(self.product.state),
            hidden: ("versi", self.version.to_string()),
        };
        let state = view! { {ui::badges(&[list::badge(frame.lang, self.product.state)])} {self.steps(text)} };
        let side = view! {
            {ui::titled_card(text.state(), state)}
            {gallery::card(frame.lang, &self.scope, &self.filled, &self.product)}
        };
        view! {
            <div class="wadah">
                {self.scope.head(frame.lang, &self.product.name, None)}
                {stale}
                {join}
                {ui::two_columns(form.view(), side)}
            </div>
        }
        .into_any()
    }
}
