//! Every handler through the router, for each role; pages as functions of data.

mod business;
mod catalog;
mod client;
mod discovery;
mod goods;
mod hostile;
mod insight;
mod kept;
mod koperasi;
mod learning;
mod ledger;
mod matrix;
mod offers;
mod people;
mod pictures;
mod push;
mod round_office;
mod rounds;
mod saved;
mod sharing;
mod suppliers;
