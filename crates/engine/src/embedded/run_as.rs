//! PostgreSQL refuses to run as root, so root runs it as an unprivileged user.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use super::{NoPostgres, said};

/// The user that PostgreSQL's programs run as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunAs {
    /// Whoever runs guyub.
    Self_,
    Other {
        uid: u32,
        gid: u32,
    },
}

impl RunAs {
    /// Root takes the user `postgres`, or else `nobody`.
    pub(super) fn choose() -> Result<Self, NoPostgres> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Self_);
        }
        let users = std::fs::read_to_string("/etc/passwd").map_err(|e| said("/etc/passwd cannot be read", e))?;
        ["postgres", "nobody"].iter().find_map(|name| user(&users, name)).ok_or_else(|| {
            NoPostgres(
                "PostgreSQL refuses to run as root, and there is no user postgres or nobody. Run guyub as another user.".into(),
            )
        })
    }

    /// A command that runs as this user, outside of the terminal's process group: Ctrl-C is for
    /// guyub, which then stops PostgreSQL in order.
    pub(super) fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.process_group(0).env_remove("PGDATA").env_remove("PGPORT").env_remove("PGHOST");
        if let Self::Other { uid, gid } = self {
            command.uid(uid).gid(gid);
        }
        command
    }

    pub(super) fn own(self, path: &Path) -> std::io::Result<()> {
        if let Self::Other { uid, gid } = self {
            std::os::unix::fs::chown(path, Some(uid), Some(gid))?;
        }
        Ok(())
    }

    /// Whether this user can get into `folder`: every folder on the way lets others through.
    pub(super) fn can_reach(self, folder: &Path) -> bool {
        let Self::Other { uid, gid } = self else { return true };
        folder.ancestors().all(|step| {
            std::fs::metadata(step).is_ok_and(|m| {
                let bit = if m.uid() == uid {
                    0o100
                } else if m.gid() == gid {
                    0o010
                } else {
                    0o001
                };
                m.permissions().mode() & bit != 0
            })
        })
    }

    /// Whether a folder belongs to this user.
    pub(super) fn owns(self, path: &Path) -> bool {
        let uid = match self {
            Self::Self_ => rustix::process::geteuid().as_raw(),
            Self::Other { uid, .. } => uid,
        };
        std::fs::symlink_metadata(path).is_ok_and(|m| m.is_dir() && m.uid() == uid)
    }
}

fn user(passwd: &str, name: &str) -> Option<RunAs> {
    let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some(RunAs::Other { uid: fields.next()?.parse().ok()?, gid: fields.next()?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_are_read_from_passwd() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\npostgres2:x:1:1::/:/x\npostgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(user(passwd, "postgres"), Some(RunAs::Other { uid: 101, gid: 104 }));
        assert_eq!(user(passwd, "nobody"), None);
    }

    #[test]
    fn a_private_folder_keeps_others_out() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
        let stranger = RunAs::Other { uid: 4_000_000, gid: 4_000_000 };
        assert!(!stranger.can_reach(folder.path()));
        assert!(stranger.can_reach(Path::new("/usr")));
        assert!(RunAs::Self_.owns(folder.path()) && !stranger.owns(folder.path()));
    }
}
