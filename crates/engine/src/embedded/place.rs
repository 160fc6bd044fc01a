//! Where the cluster and its socket lie.

use std::fs::DirBuilder;
use std::os::unix::fs::{DirBuilderExt as _, symlink};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::run_as::RunAs;
use super::{NoPostgres, said};

/// Longest path of a Unix socket (`sun_path` without its NUL).
const LONGEST_SOCKET: usize = 107;

/// Makes the data folder for its owner only: it holds the secret, and photos that only those see
/// who verify. Root's lets the user through that PostgreSQL runs as, to a folder of its own. One
/// that is there keeps its mode: somebody may have opened it to others on purpose.
///
/// # Errors
/// When it cannot be made.
pub fn make_data_folder(data: &Path) -> std::io::Result<()> {
    let mode = if rustix::process::geteuid().is_root() { 0o711 } else { 0o700 };
    DirBuilder::new().recursive(true).mode(mode).create(data)
}

/// The folder that holds the cluster's own: `postgres` under the data folder. Where root's data
/// folder is closed to the user that PostgreSQL runs as (somewhere under /root), that is a link to
/// a folder of that user's under /var/lib/guyub.
pub(super) fn home(data: &Path, run_as: RunAs) -> Result<PathBuf, NoPostgres> {
    let home = data.join("postgres");
    if home.is_symlink() || run_as.can_reach(data) {
        if !home.exists() {
            make_private(&home, run_as)?;
        }
    } else {
        make_elsewhere(&home, data, run_as)?;
    }
    home.canonicalize().map_err(|e| said(&format!("{} cannot be found", home.display()), e))
}

fn make_elsewhere(home: &Path, data: &Path, run_as: RunAs) -> Result<(), NoPostgres> {
    let elsewhere = PathBuf::from(format!("/var/lib/guyub/{}", uuid::Uuid::now_v7().simple()));
    std::fs::create_dir_all("/var/lib/guyub").map_err(|e| said("/var/lib/guyub cannot be made", e))?;
    make_private(&elsewhere, run_as)?;
    symlink(&elsewhere, home).map_err(|e| said(&format!("{} cannot be made", home.display()), e))?;
    tracing::info!(
        "the user that PostgreSQL runs as cannot get into {}, so the cluster lies in {}",
        data.display(),
        elsewhere.display()
    );
    Ok(())
}

/// The folder of the socket: in the cluster's home, or, when that path is too long for a socket, a
/// private folder in /tmp whose name follows from it.
pub(super) fn socket_folder(home: &Path, run_as: RunAs) -> Result<PathBuf, NoPostgres> {
    let near = home.join("run");
    let socket = near.join(".s.PGSQL.5432.lock");
    let folder = if socket.as_os_str().len() <= LONGEST_SOCKET {
        near
    } else {
        let digest = Sha256::digest(home.as_os_str().as_encoded_bytes());
        let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        PathBuf::from(format!("/tmp/guyub-{name}"))
    };
    if !folder.exists() {
        make_private(&folder, run_as)?;
    }
    // In /tmp somebody else may have made it first, to catch our connections.
    if !run_as.owns(&folder) {
        return Err(NoPostgres(format!(
            "{} belongs to another user. Remove it, or move the data folder to a shorter path.",
            folder.display()
        )));
    }
    Ok(folder)
}

fn make_private(folder: &Path, run_as: RunAs) -> Result<(), NoPostgres> {
    let made = match DirBuilder::new().mode(0o700).create(folder) {
        // By another guyub, at this moment.
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made.and_then(|()| run_as.own(folder)),
    };
    made.map_err(|e| said(&format!("{} cannot be made", folder.display()), e))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_new_data_folder_is_closed_and_an_old_one_stays_as_it_is() {
        let top = tempfile::tempdir().unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let new = top.path().join("new");
        make_data_folder(&new).unwrap();
        assert_eq!(mode(&new) & 0o066, 0, "nobody else looks in");
        let old = top.path().join("old");
        std::fs::create_dir(&old).unwrap();
        std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o755)).unwrap();
        make_data_folder(&old).unwrap();
        assert_eq!(mode(&old), 0o755);
    }

    #[test]
    fn a_long_data_path_gets_a_short_socket() {
        let folder = tempfile::tempdir().unwrap();
        let near = socket_folder(folder.path(), RunAs::Self_).unwrap();
        assert!(near.starts_with(folder.path()));
        let long = folder.path().join("x".repeat(100));
        std::fs::create_dir(&long).unwrap();
        let far = socket_folder(&long, RunAs::Self_).unwrap();
        assert!(far.starts_with("/tmp") && far.as_os_str().len() < 40, "{}", far.display());
        assert_eq!(socket_folder(&long, RunAs::Self_).unwrap(), far);
        std::fs::remove_dir(far).unwrap();
    }
}
