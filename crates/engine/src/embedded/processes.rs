//! What of a cluster is running, from `/proc`. PostgreSQL's processes work in the cluster's folder.

use std::path::{Path, PathBuf};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

/// Whether a postmaster of this cluster runs under this number. After a restart of the machine
/// some other program may, and a killed one stays in the list until its parent has looked.
pub(super) fn is_postmaster(pid: i32, cluster: &Path) -> bool {
    if !is_proc_here() {
        return Pid::from_raw(pid).is_some_and(|pid| test_kill_process(pid).is_ok());
    }
    // Root in a container may not look where other users' processes work.
    is_postgres(pid) && folder_of(pid).is_none_or(|folder| folder == cluster)
}

/// Ends whatever still works in a cluster whose postmaster is dead, and says how many those were.
/// A backend in the middle of a query does not notice the death before it is done, and holds the
/// memory without which no other postmaster starts. Nothing is lost by force: what is in that
/// memory is recovered from the log, as after a crash.
pub(super) fn end_orphans(cluster: &Path) -> usize {
    let orphans: Vec<i32> =
        all().into_iter().filter(|pid| is_postgres(*pid) && folder_of(*pid).is_some_and(|f| f == cluster)).collect();
    for pid in orphans.iter().filter_map(|pid| Pid::from_raw(*pid)) {
        // One that has just ended by itself is as good.
        kill_process(pid, Signal::KILL).ok();
    }
    orphans.len()
}

pub(super) fn is_proc_here() -> bool {
    Path::new("/proc/self/stat").exists()
}

fn all() -> Vec<i32> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    entries.filter_map(Result::ok).filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

fn folder_of(pid: i32) -> Option<PathBuf> {
    std::fs::read_link(format!("/proc/{pid}/cwd")).ok()
}

fn is_postgres(pid: i32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| is_living_postgres(&stat))
}

/// `1234 (postgres) S …`; a zombie is Z, and on its way out X.
fn is_living_postgres(stat: &str) -> bool {
    stat.split_once(" (postgres) ").is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dead_are_told_from_the_living() {
        assert!(is_living_postgres("812 (postgres) S 1 812 812 0 -1"));
        assert!(!is_living_postgres("812 (postgres) Z 1 812 812 0 -1"));
        assert!(!is_living_postgres("812 (bash) S 1 812 812 0 -1"));
        let own = i32::try_from(std::process::id()).unwrap();
        assert!(is_proc_here() && !is_postmaster(own, Path::new("/")));
    }
}
