use domain::access::Person;
use domain::dates::{Day, relative};
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::SessionId;
use domain::lang::Lang;
use domain::password::Attempt;
use domain::people::{FirstPassword, PasswordChange, Profile};
use domain::phone::Phone;
use engine::people::{ChangeError, OpenSession, ProfileError};
use engine::throttle::Throttled;
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, Column, Fields, Notice, post_button};

pub async fn page(reader: Reader, by: Person) -> PageResult {
    let profile = engine::people::profile(&reader.site.desk, &by).await?;
    let applications = engine::people::applications(&reader.site.desk, &by).await?;
    let invitations = engine::koperasi::invitations(&reader.site.desk, &by).await?;
    Ok(reader.page(AccountScreen { profile, applications, invitations }))
}

pub async fn profile_form(reader: Reader, by: Person) -> PageResult {
    let profile = engine::people::profile(&reader.site.desk, &by).await?;
    let email = profile.email.as_ref().map_or("", |e| e.as_str());
    let start = Inputs::default().with("nama", profile.name).with("email", email);
    Ok(reader.page(ProfileScreen { filled: reader.form_of(start), has_password: profile.has_password }))
}

pub async fn profile_submit(reader: Reader, by: Person, posted: Posted) -> PageResult {
    let has_password = engine::people::profile(&reader.site.desk, &by).await?.has_password;
    let refused =
        |errors, has_password| Ok(reader.page(ProfileScreen { filled: posted.refused(errors), has_password }).unprocessable());
    let profile = match Profile::parse(&posted.inputs) {
        Ok(profile) => profile,
        Err(errors) => return refused(errors, has_password),
    };
    let attempt = match Attempt::parse(posted.one("kata_sandi")) {
        Ok(attempt) => Some(attempt),
        Err(Invalid::Required) => None,
        Err(why) => return refused(FieldErrors::of("kata_sandi", why), true),
    };
    match engine::people::set_profile(&reader.site.desk, &by, profile, attempt).await {
        Ok(()) => Ok(reader.see_other("/akun").saying(Text(reader.lang).profile_saved())),
        Err(ProfileError::EmailTaken) => refused(FieldErrors::of("email", Invalid::Taken), has_password),
        // Also of one that another window has chosen meanwhile.
        Err(ProfileError::PasswordMissing) => refused(FieldErrors::of("kata_sandi", Invalid::Required), true),
        Err(ProfileError::PasswordWrong) => refused(FieldErrors::of("kata_sandi", Invalid::Wrong), true),
        Err(ProfileError::Wait(after)) => Err(PageError::TooMany { retry_after: after.0 }),
        Err(ProfileError::Trouble(trouble)) => Err(trouble.into()),
    }
}

pub async fn password_form(reader: Reader, by: Person) -> PageResult {
    let has_password = engine::people::profile(&reader.site.desk, &by).await?.has_password;
    Ok(reader.page(PasswordScreen { filled: Filled::empty(), has_password }))
}

pub async fn password_submit(reader: Reader, by: Person, posted: Posted) -> PageResult {
    let profile = engine::people::profile(&reader.site.desk, &by).await?;
    if !profile.has_password {
        return first_password(&reader, &by, &profile.phone, &posted).await;
    }
    let refused = |errors| Ok(reader.page(PasswordScreen { filled: posted.refused(errors), has_password: true }).unprocessable());
    let change = match PasswordChange::parse(&posted.inputs) {
        Ok(change) => change,
        Err(errors) => return refused(errors),
    };
    let session = reader.signed_in.as_ref().map(|s| s.session).ok_or(PageError::NotFound)?;
    match engine::people::change_password(&reader.site.desk, &by, session, change).await {
        Ok(()) => Ok(reader.see_other("/akun").saying(Text(reader.lang).password_saved())),
        Err(ChangeError::Wrong) => refused(FieldErrors::of("kata_sandi_lama", Invalid::Wrong)),
        Err(ChangeError::Wait(after)) => Err(PageError::TooMany { retry_after: after.0 }),
        Err(ChangeError::Trouble(trouble)) => Err(trouble.into()),
    }
}

async fn first_password(reader: &Reader, by: &Person, phone: &Phone, posted: &Posted) -> PageResult {
    let FirstPassword(new) = match FirstPassword::parse(&posted.inputs, phone) {
        Ok(first) => first,
        Err(errors) => {
            let screen = PasswordScreen { filled: posted.refused(errors), has_password: false };
            return Ok(reader.page(screen).unprocessable());
        }
    };
    let session = reader.signed_in.as_ref().map(|s| s.session).ok_or(PageError::NotFound)?;
    match engine::people::first_password(&reader.site.desk, by, session, new).await {
        Ok(true) => Ok(reader.see_other("/akun").saying(Text(reader.lang).password_saved())),
        // Another window was quicker: from now on the old one is asked for.
        Ok(false) => {
            let filled = posted.refused(FieldErrors::of("kata_sandi_lama", Invalid::Required));
            Ok(reader.page(PasswordScreen { filled, has_password: true }).unprocessable())
        }
        Err(Throttled::Wait(after)) => Err(PageError::TooMany { retry_after: after.0 }),
        Err(Throttled::Trouble(trouble)) => Err(trouble.into()),
    }
}

pub async fn devices(reader: Reader, by: Person) -> PageResult {
    let sessions = engine::people::sessions(&reader.site.desk, &by).await?;
    let this = reader.signed_in.as_ref().map(|s| s.session);
    Ok(reader.page(DevicesScreen { sessions, this }))
}

/// Ends the session `sesi`, or with `sesi=lain` all but this one.
pub async fn end_device(reader: Reader, by: Person, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let desk = &reader.site.desk;
    let this = reader.signed_in.as_ref().map(|s| s.session).ok_or(PageError::NotFound)?;
    if posted.one("sesi") == "lain" {
        engine::people::end_others(desk, &by, this).await?;
        return Ok(reader.see_other("/akun/perangkat").saying(text.others_ended()));
    }
    let session: SessionId = posted.one("sesi").parse().map_err(|_| PageError::NotFound)?;
    if !engine::people::end(desk, &by, session).await? {
        return Err(PageError::NotFound);
    }
    Ok(reader.see_other("/akun/perangkat").saying(text.device_ended()))
}

struct AccountScreen {
    profile: engine::people::Profile,
    applications: Vec<engine::people::Application>,
    invitations: Vec<engine::koperasi::Invitation>,
}

impl Screen for AccountScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).account()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let since = text.since(&Day::of(self.profile.created_at).short(frame.lang));
        let phone = self.profile.phone.display();
        // Nobody signs in anew to an account that an order has made.
        let leaves = (!self.profile.has_password).then(|| {
            let button = Button::quiet(text.first_password()).small().link("/akun/kata-sandi");
            Notice::Info.with(frame.lang, text.sign_out_loses(), Some(button))
        });
        let settings = [
            ("/pesanan", text.own_orders()),
            ("/akun/kabar", text.notices()),
            ("/akun/pemberitahuan", text.push()),
            ("/akun/buku", text.books()),
            ("/akun/pencarian", text.searches()),
            ("/akun/toko-tersembunyi", text.hidden_shops()),
            ("/akun/profil", text.profile()),
            ("/akun/kata-sandi", if self.profile.has_password { text.change_password() } else { text.first_password() }),
            ("/akun/perangkat", text.devices()),
            ("/akun/data.json", text.my_data()),
            ("/akun/tutup", text.close()),
        ];
        let settings: Vec<_> =
            settings.into_iter().map(|(href, label)| view! { <li><a href=href>{label}</a></li> }.into_any()).collect();
        view! {
            <div class="wadah">
                {ui::page_head(Some(&since), &self.profile.name, Some(&phone))}
                {crate::koperasi::invitation::cards(frame, &self.invitations)}
                {ui::two_columns(
                    view! { {koperasi_card(frame, &self.applications)} {business_card(frame)} },
                    view! {
                        {ui::titled_card(text.settings(), view! { <ul class="menu">{settings}</ul> })}
                        {leaves}
                        {post_button("/keluar", vec![], Button::quiet(text.sign_out()).wide())}
                    },
                )}
            </div>
        }
        .into_any()
    }
}

fn koperasi_card(frame: &Frame, applications: &[engine::people::Application]) -> AnyView {
    let text = Text(frame.lang);
    let Some(standing) = &frame.standing else { return ().into_any() };
    let mut facts: Vec<(String, Cell)> = Vec::new();
    for m in &standing.memberships {
        facts.push((text.member_number(m.number), Cell::link(&format!("/koperasi/{}", m.koperasi.slug), &m.koperasi.name)));
    }
    for o in &standing.offices {
        facts.push((text.officer_pages().to_owned(), Cell::link(&format!("/pengurus/{}", o.koperasi.slug), &o.koperasi.name)));
    }
    for a in applications {
        let (word, answer) = if a.declined { (text.declined(), a.answer.as_deref()) } else { (text.waiting(), None) };
        let cell = Cell::link(&format!("/koperasi/{}", a.koperasi_slug), &a.koperasi_name);
        facts.push((word.to_owned(), answer.map_or(cell.clone(), |why| cell.and(why))));
    }
    let none = facts.is_empty();
    let content = if none {
        view! { <p>{text.no_koperasi()}</p> {Button::primary(text.find_koperasi()).link("/koperasi").view()} }.into_any()
    } else {
        ui::facts(facts)
    };
    ui::titled_card(text.my_koperasi(), content)
}

fn business_card(frame: &Frame) -> AnyView {
    let text = Text(frame.lang);
    let businesses = frame.standing.as_ref().map(|s| s.businesses.as_slice()).unwrap_or_default();
    let content = if businesses.is_empty() {
        view! { <p>{text.no_business()}</p> {Button::quiet(text.open_business()).link("/usaha/buka").view()} }.into_any()
    } else {
        let rows =
            businesses.iter().map(|b| (b.name.clone(), Cell::link(&format!("/usaha?usaha={}", b.slug), text.to_business())));
        ui::facts(rows.collect())
    };
    ui::titled_card(text.my_business(), content)
}

struct ProfileScreen {
    filled: Filled,
    has_password: bool,
}

impl Screen for ProfileScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).profile()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let password = self.has_password.then(|| {
            let field = f.password("kata_sandi", text.current_password(), "current-password");
            field.hint(text.email_password_hint()).optional().view()
        });
        let fields = view! {
            {f.text("nama", text.name()).autocomplete("name")}
            {f.email("email", text.email()).hint(text.email_hint()).optional()}
            {password}
            {f.submit(text.save())}
        };
        let form = f.form("/akun/profil", fields).view();
        ui::narrow(view! { {ui::page_head(Some(text.account()), text.profile(), None)} {form} })
    }
}

struct PasswordScreen {
    filled: Filled,
    has_password: bool,
}

impl PasswordScreen {
    fn title(&self, text: Text) -> &'static str {
        if self.has_password { text.change_password() } else { text.first_password() }
    }
}

impl Screen for PasswordScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(self.title(Text(lang))).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let old = self.has_password.then(|| f.password("kata_sandi_lama", text.current_password(), "current-password").view());
        let lead = (!self.has_password).then(|| text.first_password_lead());
        let fields = view! {
            {old}
            {f.password("kata_sandi_baru", text.new_password(), "new-password").hint(text.password_hint())}
            {f.submit(text.save_password())}
        };
        let form = f.form("/akun/kata-sandi", fields).view();
        ui::narrow(view! { {ui::page_head(Some(text.account()), self.title(text), lead)} {form} })
    }
}

struct DevicesScreen {
    sessions: Vec<OpenSession>,
    this: Option<SessionId>,
}

impl Screen for DevicesScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).devices()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let many = self.sessions.len() > 1;
        let rows = self.sessions.iter().map(|s| {
            let own = self.this == Some(s.id);
            let seen = text.last_seen(&relative(s.last_seen_at, frame.now, frame.lang));
            let device = if own { format!("{} ({})", s.device, text.this_device()) } else { s.device.clone() };
            let end = (!own).then(|| {
                let button = Button::quiet(text.end_device()).small().read_as(format!("{}: {}", text.end_device(), s.device));
                post_button("/akun/perangkat", vec![("sesi", s.id.to_string())], button)
            });
            vec![Cell::text(device).and(seen), Cell::view(end)]
        });
        let table =
            ui::table_under(text.devices(), &[Column::words(text.devices()), Column::silent(text.end_device())], rows.collect());
        let others =
            many.then(|| post_button("/akun/perangkat", vec![("sesi", "lain".to_owned())], Button::danger(text.end_others())));
        ui::narrow(view! {
            {ui::page_head(Some(text.account()), text.devices(), Some(text.devices_lead()))}
            {table}
            {others}
        })
    }
}
