//! `guyub serve`: pages and jobs until SIGTERM or SIGINT.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::house::hot::HotPages;
use app::house::{Assets, Site};
use engine::purchasing::live;
use engine::{changes, discovery, jobs, saved};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::house::{self, House};
use crate::settings::Settings;
use crate::stop::{Outcome, Stop};
use crate::web::{self, Metrics, Web, connections};

/// How long open requests and running jobs may go on after the signal.
const DRAIN: Duration = Duration::from_secs(10);
const WORKERS: usize = 2;

pub async fn serve(settings: &Settings) -> Outcome<()> {
    // From the first moment on, so that a signal during start-up still stops everything in order.
    let stop = stop_on_signal()?;
    house::within(settings, async |house| {
        let listener = TcpListener::bind(settings.listen).await.map_err(|e| {
            Stop::new(format!("{} cannot be listened on ({e}). Set GUYUB_LISTEN to a free address and port.", settings.listen))
        })?;
        let hot = Arc::new(HotPages::default());
        let workers = start_workers(house, &hot, &stop);
        let answered = answer(settings, house, hot, listener, &stop).await;
        // Also when serving failed: workers must not outlive the house.
        stop.cancel();
        finish(workers).await;
        // Requests that ended after the signal were counted too.
        if let Err(trouble) = discovery::learning::flush(&house.desk).await {
            warn!(%trouble, "the last searches are not counted");
        }
        answered
    })
    .await
}

async fn answer(
    settings: &Settings,
    house: &House,
    hot: Arc<HotPages>,
    listener: TcpListener,
    stop: &CancellationToken,
) -> Outcome<()> {
    let (files, assets) = built_site(settings)?;
    let site = Site {
        desk: house.desk.clone(),
        assets: Arc::new(assets),
        hot: settings.hot.then_some(hot),
        development: settings.development,
    };
    let metrics = Metrics { desk: house.desk.clone(), handle: web::recorder()?, token: settings.metrics_token.clone() };
    let router = web::router(Web { site, files, proxies: settings.proxies, metrics })?;
    info!("listening on http://{}", listener.local_addr()?);
    connections::accept(listener, router, stop, DRAIN).await;
    Ok(())
}

/// The built styles and islands. Their default place may be empty: pages are useful without.
fn built_site(settings: &Settings) -> Outcome<(PathBuf, Assets)> {
    if let Some(site) = &settings.site {
        let assets = Assets::read(site).map_err(|e| {
            Stop::new(format!(
                "there is no built site in {} ({e}). Set GUYUB_SITE to the folder with manifest.json.",
                site.display()
            ))
        })?;
        return Ok((site.clone(), assets));
    }
    let program = std::env::current_exe()?;
    let site = program.with_file_name("site");
    let assets = Assets::read(&site).unwrap_or_else(|e| {
        warn!("no built site in {} ({e}): pages come without styles", site.display());
        Assets::default()
    });
    Ok((site, assets))
}

fn stop_on_signal() -> Outcome<CancellationToken> {
    let stop = CancellationToken::new();
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let token = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        info!("stopping");
        token.cancel();
    });
    Ok(stop)
}

/// The jobs, the words and the index of what changed, the counts of searches, the watch for who waits, and
/// the ears for what other servers change and for rounds that move.
fn start_workers(house: &House, hot: &Arc<HotPages>, stop: &CancellationToken) -> JoinSet<()> {
    let mut workers = JoinSet::new();
    let (changed, moved) = (hot.clone(), hot.clone());
    workers.spawn(changes::listen(house.desk.clone(), stop.clone(), move |change| changed.heard(change)));
    workers.spawn(live::listen(house.desk.clone(), stop.clone(), move |change| moved.heard(change)));
    workers.spawn(until(stop.clone(), discovery::keep_fresh(house.desk.clone())));
    workers.spawn(until(stop.clone(), saved::keep_watch(house.desk.clone())));
    workers.spawn(until(stop.clone(), discovery::meili::keep_in_step(house.desk.clone())));
    workers.spawn(discovery::keep_tally(house.desk.clone(), stop.clone()));
    for _ in 0..WORKERS {
        workers.spawn(jobs::work(house.desk.clone(), stop.clone()));
    }
    workers
}

/// Work without an end of its own.
async fn until(stop: CancellationToken, work: impl Future<Output = ()>) {
    tokio::select! {
        () = work => {}
        () = stop.cancelled() => {}
    }
}

/// A job that is cut off here falls due again by itself.
async fn finish(mut workers: JoinSet<()>) {
    let all = async { while workers.join_next().await.is_some() {} };
    if tokio::time::timeout(DRAIN, all).await.is_err() {
        warn!("a job did not end in {} s and is cut off", DRAIN.as_secs());
    }
}
