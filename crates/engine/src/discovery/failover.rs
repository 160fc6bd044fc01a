//! A search never fails the buyer: when the search server does not answer in time, or nonsense, the
//! same request is answered from the tables.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::dates::Day;
use domain::discovery::{EngineName, Page, SearchRequest, Suggestions};
use futures::future::BoxFuture;

use super::breaker::Breaker;
use super::meili::{MeiliSearch, Readiness};
use super::{PgSearch, Search};
use crate::trouble::{Result, Trouble};

/// How long a buyer may wait for the search server before the tables are asked.
const BUDGET: Duration = Duration::from_millis(300);

/// The search server first, the tables when it fails.
#[derive(Clone)]
pub struct Failover {
    first: MeiliSearch,
    second: PgSearch,
    breaker: Arc<Breaker>,
}

impl Failover {
    pub fn new(first: MeiliSearch, second: PgSearch) -> Self {
        Self { first, second, breaker: Arc::default() }
    }

    /// What the search server answers, if it does.
    async fn first<T>(&self, work: impl Future<Output = Result<T>>) -> Option<T> {
        let passed_over = match self.first.readiness().await {
            Ok(Readiness::Ready(_)) if self.breaker.lets_through(Instant::now()) => None,
            Ok(Readiness::Ready(_)) => Some("open"),
            Ok(Readiness::Missing) => Some("missing"),
            Ok(Readiness::Behind) => Some("behind"),
            // The tables will say the same, and then it is told.
            Err(_) => Some("database"),
        };
        if let Some(why) = passed_over {
            count(why);
            return None;
        }
        let why = match tokio::time::timeout(BUDGET, work).await {
            Ok(Ok(answer)) => {
                if self.breaker.succeeded() {
                    tracing::info!("the search server answers again");
                }
                return Some(answer);
            }
            // The database's own failure says nothing of the search server.
            Ok(Err(trouble)) if !matches!(trouble, Trouble::SearchServer(_)) => {
                count("database");
                return None;
            }
            Ok(Err(trouble)) => {
                tracing::debug!(%trouble, "the search server failed");
                ("error", trouble.to_string())
            }
            Err(_) => ("slow", format!("it took longer than {} ms", BUDGET.as_millis())),
        };
        count(why.0);
        if self.breaker.failed(Instant::now()) {
            tracing::warn!(why = why.1, "the search server is left alone for a while; the tables answer");
        }
        None
    }
}

fn count(why: &'static str) {
    metrics::counter!("guyub_search_failovers_total", "why" => why).increment(1);
}

impl Search for Failover {
    fn name(&self) -> EngineName {
        self.first.name()
    }

    fn search<'a>(&'a self, request: &'a SearchRequest, today: Day) -> BoxFuture<'a, Result<Page>> {
        Box::pin(async move {
            let page = match self.first(self.first.page(request, today)).await {
                Some(page) => self.first.with_way_out(page, request, today).await?,
                None => self.second.search(request, today).await?,
            };
            metrics::counter!("guyub_searches_total", "engine" => page.engine.code()).increment(1);
            Ok(page)
        })
    }

    fn suggest<'a>(&'a self, q: &'a str) -> BoxFuture<'a, Result<Suggestions>> {
        Box::pin(async move {
            match self.first(self.first.suggest(q)).await {
                Some(suggestions) => Ok(suggestions),
                None => self.second.suggest(q).await,
            }
        })
    }
}
