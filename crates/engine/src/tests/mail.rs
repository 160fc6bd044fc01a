use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::desk::{Desk, Setup};
use crate::jobs;
use crate::mail::{self, Mail, Mailer};
use crate::testing::{self, TestDesk};
use crate::tx::Actor;

/// A mail server that takes every mail, or knows no recipient.
async fn mail_server(knows: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, knows));
        }
    });
    format!("smtp://{address}")
}

async fn talk(stream: TcpStream, knows: bool) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut in_data = false;
    write.write_all(b"220 smtp.test\r\n").await.ok();
    while let Ok(Some(line)) = lines.next_line().await {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "." => {
                in_data = false;
                "250 taken"
            }
            _ if in_data => continue,
            "DATA" => {
                in_data = true;
                "354 go on"
            }
            "RCPT" if !knows => "550 5.1.1 <tini@contoh.id>: no such user",
            "QUIT" => "221 bye",
            _ => "250 fine",
        };
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}

/// Another desk on the same database, that has a mail server.
async fn with_server(desk: &TestDesk, knows: bool) -> Desk {
    Desk::connect(Setup {
        database: desk.database(),
        connections: 2,
        pictures: desk.pictures().clone(),
        clock: desk.clock().clone(),
        public_url: desk.public_url().clone(),
        secret: desk.secret().clone(),
        mailer: Some(Mailer::new(&mail_server(knows).await, "Guyub <guyub@guyub.test>").unwrap()),
        meilisearch: None,
        order_times: crate::buying::Times::default(),
    })
    .await
    .unwrap()
}

async fn write_to_tini(desk: &Desk) {
    let mut tx = desk.begin(Actor::System).await.unwrap();
    tx.mail(Mail { to: "tini@contoh.id".into(), subject: "Hai".into(), body: "https://guyub.test/lupa/tautan/x".into() })
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_is_not_kept() {
    let desk = testing::desk().await;
    let sender = with_server(&desk, true).await;
    write_to_tini(&desk).await;
    assert_eq!(mail::newest(&sender).await.unwrap()[0].mail.body, "", "it waits to be sent: nobody reads it here");
    assert!(mail::newest(&desk).await.unwrap()[0].mail.body.contains("tautan"), "without a mail server this is the mailbox");
    assert_eq!(jobs::run_due(&sender).await.unwrap(), 1);
    let kept = mail::newest(&desk).await.unwrap();
    assert!(kept[0].sent_at.is_some() && kept[0].mail.body.is_empty(), "{kept:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_written_down_without_its_address() {
    let desk = testing::desk().await;
    let sender = with_server(&desk, false).await;
    write_to_tini(&desk).await;
    jobs::run_due(&sender).await.unwrap();
    let error = sqlx::query_scalar!("select error from job").fetch_one(desk.db()).await.unwrap().unwrap_or_default();
    assert!(error.contains("550") && !error.contains("tini"), "{error}");
}

#[tokio::test]
async fn old_mails_go() {
    let desk = testing::desk().await;
    write_to_tini(&desk).await;
    jobs::tidy(&desk).await.unwrap();
    assert_eq!(mail::newest(&desk).await.unwrap().len(), 1);
    desk.forward(Duration::from_secs(31 * 24 * 3600));
    jobs::tidy(&desk).await.unwrap();
    assert!(mail::newest(&desk).await.unwrap().is_empty());
}
