//! Every handler through the router, for each role; pages as functions of data.

mod business;
mod catalog;
mod client;
mod discovery;
mod hostile;
mod kept;
mod koperasi;
mod learning;
mod matrix;
mod people;
mod pictures;
mod saved;
mod suppliers;
