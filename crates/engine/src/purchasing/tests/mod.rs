//! Rounds on a real database, with two koperasi, two officers and two members each.

mod invite;
mod order;
mod overview;
mod plan;
mod setup;
mod steps;
