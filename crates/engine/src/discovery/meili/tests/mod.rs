//! Against a real server where there is one (`MEILISEARCH_URL`, or a `meilisearch` program on PATH),
//! and against everything that can go wrong on the way to it.

mod contract;
mod failover;
mod faults;
mod in_step;
mod real;
