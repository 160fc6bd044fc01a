//! A Meilisearch server: how it is reached, how its indexes are named, and how work is sent to it.

use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use meilisearch_sdk::client::Client;
use meilisearch_sdk::errors::{Error, ErrorCode};
use meilisearch_sdk::indexes::Index;
use meilisearch_sdk::key::{Action, KeyBuilder};
use meilisearch_sdk::task_info::TaskInfo;
use meilisearch_sdk::tasks::Task;
use sha2::{Digest as _, Sha256};
use url::Url;
use uuid::Uuid;

use crate::trouble::{Result, Trouble};

/// How a server is reached.
#[derive(Clone)]
pub struct Address {
    pub url: Url,
    pub key: Key,
    /// Names of indexes begin with it, so that several sites can share a server: letters, digits,
    /// hyphens.
    pub prefix: String,
}

/// What a server is shown.
#[derive(Clone)]
pub enum Key {
    /// It was started without a master key.
    None,
    /// One that may search, and write documents and settings of this site's indexes.
    Own(String),
    /// From which an own one is made; the master key is used for nothing else.
    Master(String),
}

/// What is indexed, each in an index of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Indexed {
    Product,
    Shop,
    Koperasi,
    Supplier,
}

impl Indexed {
    pub const ALL: [Self; 4] = [Self::Product, Self::Shop, Self::Koperasi, Self::Supplier];

    /// As in `search_change.kind` and in the names of indexes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Shop => "shop",
            Self::Koperasi => "koperasi",
            Self::Supplier => "supplier",
        }
    }
}

/// Longest a request to the server may take that no buyer waits for.
const PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(25);

/// Cheap to clone.
#[derive(Clone)]
pub(super) struct Server {
    pub client: Client,
    /// With the master key, where that is what was given.
    master: Option<Client>,
    prefix: String,
}

impl Server {
    /// Asks nothing of the server yet.
    pub fn new(address: &Address) -> Result<Self> {
        let url = address.url.as_str().trim_end_matches('/');
        let client = |key: Option<&str>| Client::new(url, key);
        let (own, master) = match &address.key {
            Key::None => (client(None)?, None),
            Key::Own(key) => (client(Some(key))?, None),
            Key::Master(master) => (client(Some(&derived(master, own_key_uid(&address.prefix))))?, Some(client(Some(master))?)),
        };
        Ok(Self { client: own, master, prefix: address.prefix.clone() })
    }

    pub fn index(&self, indexed: Indexed, generation: i32) -> Index {
        self.client.index(self.uid(indexed, generation))
    }

    pub fn uid(&self, indexed: Indexed, generation: i32) -> String {
        format!("{}_{}_{generation}", self.prefix, indexed.code())
    }

    /// Whether an index of this name is one of this site's, of whatever generation.
    pub fn is_ours(&self, uid: &str) -> bool {
        uid.strip_prefix(&self.prefix).and_then(|rest| rest.strip_prefix('_')).is_some_and(|rest| {
            rest.rsplit_once('_').is_some_and(|(code, generation)| {
                Indexed::ALL.iter().any(|i| i.code() == code) && generation.bytes().all(|b| b.is_ascii_digit())
            })
        })
    }

    /// Makes the key that is used from here on, if a master key was given and the server has none yet.
    pub async fn make_key(&self) -> Result<()> {
        let Some(master) = &self.master else { return Ok(()) };
        let uid = own_key_uid(&self.prefix);
        match patiently(master.get_key(uid.to_string())).await {
            Ok(_) => return Ok(()),
            Err(Error::Meilisearch(e)) if e.error_code == ErrorCode::ApiKeyNotFound => {}
            Err(e) => return Err(e.into()),
        }
        let mut key = KeyBuilder::new();
        key.with_name("guyub").with_description("Searches and fills the indexes of one Guyub.").with_uid(uid.to_string());
        key.with_actions([
            Action::Search,
            Action::DocumentsAdd,
            Action::DocumentsGet,
            Action::DocumentsDelete,
            Action::IndexesCreate,
            Action::IndexesGet,
            Action::IndexesDelete,
            Action::SettingsGet,
            Action::SettingsUpdate,
            Action::TasksGet,
        ]);
        key.with_indexes([format!("{}_*", self.prefix)]);
        match patiently(key.execute(master)).await {
            Ok(_) => Ok(()),
            // Another server of this site may have been quicker.
            Err(e) => patiently(master.get_key(uid.to_string())).await.map(|_| ()).map_err(|_| e.into()),
        }
    }

    /// Waits until the server has done what was sent to it.
    ///
    /// # Errors
    /// When it could not, or not within `limit`: it may still do it later.
    pub async fn done(&self, tasks: &[TaskInfo], limit: Duration) -> Result<()> {
        let all = async {
            for task in tasks {
                let ended = self.client.wait_for_task(task, Some(POLL), Some(limit)).await?;
                if let Task::Failed { content } = ended
                    // What is to be taken out of an index that was lost is out.
                    && content.error.error_code != ErrorCode::IndexNotFound
                {
                    return Err(Trouble::SearchServer(content.error.error_message));
                }
            }
            Ok(())
        };
        tokio::time::timeout(limit, all).await.map_err(|_| Trouble::SearchServer("a task did not end in time".into()))?
    }
}

/// With a limit on how long it may take.
pub(super) async fn patiently<T>(asked: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or(Err(Error::Timeout))
}

/// The uid of the key that a site makes for itself: the same for every server process of the site.
fn own_key_uid(prefix: &str) -> Uuid {
    let digest = Sha256::digest(format!("guyub search key of {prefix}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    // Meilisearch takes only version 4.
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// A key's value follows from its uid and the master key (Meilisearch, "Manage API keys": HMAC-SHA256),
/// so that it needs to be kept nowhere.
fn derived(master: &str, uid: Uuid) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(master.as_bytes()) else { return String::new() };
    mac.update(uid.to_string().as_bytes());
    mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect()
}

impl From<Error> for Trouble {
    /// What the server or the way to it said, never what was searched for.
    fn from(error: Error) -> Self {
        Self::SearchServer(match error {
            Error::Meilisearch(e) if e.error_code == ErrorCode::Unknown => e.error_message,
            Error::Meilisearch(e) => e.error_code.to_string(),
            Error::MeilisearchCommunication(e) => format!("it answered {}", e.status_code),
            Error::ParseError(_) => "its answer was not understood".into(),
            Error::Timeout => "it did not answer in time".into(),
            Error::HttpError(e) => format!("it was not reached ({})", if e.is_connect() { "no connection" } else { "cut off" }),
            other => other.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_sites_indexes_are_its_own() {
        let address = Address { url: Url::parse("http://127.0.0.1:7700").unwrap(), key: Key::None, prefix: "guyub".into() };
        let server = Server::new(&address).unwrap();
        assert_eq!(server.uid(Indexed::Shop, 7), "guyub_shop_7");
        for (uid, ours) in [
            ("guyub_shop_7", true),
            ("guyub_product_12", true),
            ("guyub-two_product_12", false),
            ("guyub_two_product_12", false),
            ("guyub_product_x", false),
            ("guyub_people_1", false),
            ("guyub", false),
        ] {
            assert_eq!(server.is_ours(uid), ours, "{uid}");
        }
    }

    #[test]
    fn sites_have_keys_of_their_own() {
        assert_ne!(own_key_uid("guyub"), own_key_uid("other"));
        assert_eq!(own_key_uid("guyub").get_version_num(), 4);
        let key = derived("a master key", own_key_uid("guyub"));
        assert!(key.len() == 64 && key != derived("another", own_key_uid("guyub")));
    }
}
