use domain::access::Keeper;
use domain::catalog::{Details, Intent, State};
use domain::form::{FieldErrors, Invalid};
use domain::ids::IdempotencyKey;
use domain::lang::Lang;
use engine::catalog::categories::{self, Categories};
use engine::catalog::{Created, WriteError};
use leptos::prelude::*;

use super::fields::{ProductForm, and};
use super::scope::Scope;
use super::text::Text;
use super::upload::{self, Kept};
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Notice};

pub async fn form(reader: Reader, by: Keeper) -> PageResult {
    let scope = Scope::of(&reader, &by).await?;
    let categories = categories::tree(&reader.site.desk).await?;
    let filled = reader.form();
    let kept = upload::kept_of(&reader, &by, &filled.inputs);
    Ok(reader.page(NewScreen { scope, categories, filled, kept, key: engine::ids::fresh() }))
}

pub async fn submit(reader: Reader, by: Keeper, mut posted: Posted) -> PageResult {
    let desk = &reader.site.desk;
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let uploads = upload::take(&reader, &by, &mut posted, 0).await?;
    let parsed = Details::parse(&posted.inputs);
    let (details, errors) = match (parsed, &uploads.refused) {
        (Ok(details), None) => (Some(details), FieldErrors::default()),
        (parsed, refused) => (None, and(parsed.err().unwrap_or_default(), "foto", refused.clone())),
    };
    let publish = Intent::parse(posted.one("aksi")) == Intent::Publish;
    let outcome = match &details {
        None => Err(errors),
        Some(details) => match engine::catalog::create(desk, &by, details, publish, &uploads.stored, key).await {
            Ok(created) => Ok(created),
            Err(WriteError::UnknownCategory) => Err(FieldErrors::of("kategori", Invalid::UnknownChoice)),
            Err(WriteError::Pictures(why)) => Err(FieldErrors::of("foto", why)),
            Err(WriteError::Unknown | WriteError::Stale { .. }) => return Err(PageError::Conflict),
            Err(WriteError::Trouble(trouble)) => return Err(trouble.into()),
        },
    };
    let scope = Scope::of(&reader, &by).await?;
    match outcome {
        Ok(created) => {
            if !created.fresh {
                engine::catalog::throw_away(desk, uploads.needless()).await;
            }
            Ok(done(&reader, &scope, &created))
        }
        Err(errors) => {
            let categories = categories::tree(desk).await?;
            let screen = NewScreen { scope, categories, filled: posted.refused(errors), kept: uploads.kept(&reader, &by), key };
            Ok(reader.page(screen).unprocessable())
        }
    }
}

fn done(reader: &Reader, scope: &Scope, created: &Created) -> Answer {
    let text = Text(reader.lang);
    let said = match (created.held_back, created.state) {
        (true, _) => text.held_back(),
        (false, State::Published) => text.published(),
        (false, _) => text.saved_draft(),
    };
    reader.see_other(scope.path(&format!("/usaha/produk/{}", created.slug))).saying(said)
}

struct NewScreen {
    scope: Scope,
    categories: Categories,
    filled: Filled,
    kept: Vec<Kept>,
    key: IdempotencyKey,
}

impl Screen for NewScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).new_title()).tab(Tab::Business).islands()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let form = ProductForm {
            lang: frame.lang,
            action: self.scope.path("/usaha/produk/baru"),
            filled: &self.filled,
            kept: &self.kept,
            categories: &self.categories,
            state: None,
            hidden: ("kunci", self.key.to_string()),
        };
        ui::narrow(view! {
            {self.scope.head(frame.lang, text.new_title(), Some(text.new_lead()))}
            {join_first(frame.lang, &self.scope)}
            {form.view()}
        })
    }
}

/// What is missing before anything can be published, and where to get it.
pub fn join_first(lang: Lang, scope: &Scope) -> Option<AnyView> {
    let text = Text(lang);
    (!scope.shop.vouched_for).then(|| {
        Notice::Warning.with(lang, text.join_first(), Some(Button::quiet(text.find_koperasi()).small().link("/koperasi")))
    })
}
