//! Every handler through the router, for each role; pages as functions of data.

mod business;
mod cart;
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
mod orders;
mod people;
mod pictures;
mod push;
mod qris;
mod reviews;
mod round_office;
mod rounds;
mod saved;
mod sharing;
mod suppliers;
mod till;
