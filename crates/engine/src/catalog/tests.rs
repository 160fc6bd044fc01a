//! On PostgreSQL, with two shops.
