//! The house's components: functions from data to a view, with no state, no query, no clock.
//!
//! A page takes them by `use crate::ui::*`. The page `/gaya` shows each of them in both schemes.
//! What may be many on a page is written by [`html::Html`]; frames are Leptos views.

pub mod badge;
pub mod card;
pub mod chart;
pub mod chart_lines;
pub mod form;
pub mod html;
pub mod icon;
pub mod ladder;
pub mod nav;
pub mod picture;
pub mod price;
pub mod qr;
pub mod rating;
pub mod richtext;
pub mod section;
pub mod share;
pub mod shell;
pub mod state;
pub mod table;
pub(crate) mod text;

pub use badge::{Badge, Permit, Tone, avatar, badges, permits};
pub use card::{Availability, KoperasiCard, ProductCard, ShopCard, koperasi_grid, product_grid, shop_grid, shop_panel};
pub use chart::{Bar, bar_chart, row_chart};
pub use chart_lines::{LineChart, Series, line_chart};
pub use form::{Button, Choice, Field, Fields, Form, field_set, post_button, submit_row};
pub use html::Html;
pub use icon::Icon;
pub use ladder::{LadderView, Rung};
pub use nav::{NavLink, breadcrumbs, chips, menu, pager, set_filters, tabs};
pub use picture::{Picture, Place, Source, picture_gallery};
pub use price::{PriceTag, TierRow, tier_table};
pub use qr::qr;
pub use rating::{rating, stars};
pub use richtext::rich_text;
pub use section::{card, narrow, page_head, section, three_parts, titled_card, two_columns};
pub use share::{share_row, whatsapp_share};
pub use shell::{Footer, TopBar, bottom_bar, hero, skip_link};
pub use state::{Notice, Stat, Task, checklist, confirm, empty_state, fold, one_thing, progress, stats, steps, timeline};
pub use table::{Cell, Column, facts, table, table_under};
