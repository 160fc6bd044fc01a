//! Who is at work in a data folder. Every guyub that uses the cluster holds the lock file
//! `postgres.lock` together with the others; who starts or stops the cluster holds it alone. So
//! the last one to leave knows that it is the last, and nobody comes in while it stops PostgreSQL.
//! The kernel releases the locks of a killed process.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::{NoPostgres, said};

pub(super) struct Door(File);

impl Door {
    pub(super) fn of(data: &Path) -> Result<Self, NoPostgres> {
        let path = data.join("postgres.lock");
        let opened = File::options().create(true).truncate(false).write(true).open(&path);
        Ok(Self(opened.map_err(|e| said(&format!("{} cannot be opened", path.display()), e))?))
    }

    /// Locks others out; false when somebody is in.
    pub(super) fn lock(&self) -> Result<bool, NoPostgres> {
        was_taken(self.0.try_lock())
    }

    /// Goes in beside others; false while somebody has locked the door.
    pub(super) fn enter(&self) -> Result<bool, NoPostgres> {
        was_taken(self.0.try_lock_shared())
    }

    /// Gives up either.
    pub(super) fn leave(&self) -> Result<(), NoPostgres> {
        self.0.unlock().map_err(problem)
    }
}

fn was_taken(tried: Result<(), TryLockError>) -> Result<bool, NoPostgres> {
    match tried {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(e)) => Err(problem(e)),
    }
}

fn problem(e: std::io::Error) -> NoPostgres {
    said("the lock file of the data folder cannot be locked", e)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_in_or_one_is_alone() {
        let data = tempfile::tempdir().unwrap();
        let (one, two) = (Door::of(data.path()).unwrap(), Door::of(data.path()).unwrap());
        assert!(one.lock().unwrap());
        assert!(!two.lock().unwrap() && !two.enter().unwrap());
        one.leave().unwrap();
        assert!(one.enter().unwrap() && two.enter().unwrap());
        one.leave().unwrap();
        assert!(!one.lock().unwrap(), "the other is still in");
        two.leave().unwrap();
        assert!(two.lock().unwrap(), "the last one is alone");
    }
}
