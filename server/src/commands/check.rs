//! `guyub check`.

use std::process::ExitCode;

use engine::{Desk, check};

use crate::stop::Outcome;

/// Prints each proof with what contradicts it.
pub async fn run(desk: &Desk) -> Outcome {
    let findings = check::run(desk).await?;
    let mut all_hold = true;
    for finding in findings {
        let holds = finding.offenders.is_empty();
        println!("{} {}: {}", if holds { "ok  " } else { "FAIL" }, finding.name, finding.holds);
        for offender in finding.offenders {
            println!("     {offender}");
        }
        all_hold &= holds;
    }
    Ok(if all_hold { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
