use domain::access::Operator;
use domain::dates::relative;
use domain::lang::Lang;
use engine::mail::KeptMail;
use leptos::prelude::*;

use super::text::Text;
use super::{Room, tabs};
use crate::house::{Frame, Head, PageResult, Reader, Screen};
use crate::ui::{self, Badge, Icon};

pub async fn page(reader: Reader, _by: Operator) -> PageResult {
    let mails = engine::mail::newest(&reader.site.desk).await?;
    Ok(reader.page(MailsScreen { mails }))
}

struct MailsScreen {
    mails: Vec<KeptMail>,
}

impl Screen for MailsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).mails_title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let list = if self.mails.is_empty() {
            ui::empty_state(Icon::Mail, text.no_mails(), text.no_mails_hint(), None)
        } else {
            self.mails.iter().map(|m| mail(frame, m)).collect_view().into_any()
        };
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.title()), text.mails_title(), Some(text.mails_lead()))}
                {tabs(frame.lang, Room::Mails)}
                {list}
            </div>
        }
        .into_any()
    }
}

fn mail(frame: &Frame, m: &KeptMail) -> AnyView {
    let text = Text(frame.lang);
    let badge = match m.sent_at {
        Some(at) => Badge::good(text.sent(&relative(at, frame.now, frame.lang))),
        None => Badge::waiting(text.not_sent()),
    };
    let body = (!m.mail.body.is_empty()).then(|| {
        let body = ui::rich_text(&domain::richtext::blocks(&m.mail.body));
        view! { <details><summary>{m.mail.subject.clone()}</summary>{body}</details> }
    });
    let to = format!("{} {} · {}", text.to(), m.mail.to, relative(m.created_at, frame.now, frame.lang));
    ui::titled_card(&m.mail.subject, view! { <p class="redup">{to}</p> {ui::badges(&[badge])} {body} })
}
