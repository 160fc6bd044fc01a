//! Pages and forms: a request in, HTML out.

pub mod house;
pub mod site;
pub mod ui;
