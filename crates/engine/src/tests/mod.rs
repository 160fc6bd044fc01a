//! Tests of what every capability stands on, against real PostgreSQL.

mod desk;
mod embedded;
mod jobs;
mod mail;
mod throttle;
mod trouble;
mod tx;
