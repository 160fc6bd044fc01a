//! Why a command stops: a sentence for the person who started it.

use engine::Trouble;
use engine::embedded::NoPostgres;

#[derive(Debug)]
pub struct Stop(String);

pub type Outcome<T = std::process::ExitCode> = Result<T, Stop>;

impl Stop {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl std::fmt::Display for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self(trouble.to_string())
    }
}

impl From<NoPostgres> for Stop {
    fn from(problem: NoPostgres) -> Self {
        Self(problem.to_string())
    }
}

impl From<std::io::Error> for Stop {
    fn from(e: std::io::Error) -> Self {
        Self(e.to_string())
    }
}
