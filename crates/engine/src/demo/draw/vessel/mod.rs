//! What goods come in: bowls, jars, pouches, sacks, bottles, baskets.

mod glass;
mod open;
mod pack;
mod soft;

use super::colour::{C, c};
pub use glass::{bottle, jar};
pub use open::{basket, bowl, fill, heap};
pub use pack::{label, petals, pouch};
pub use soft::{clear_bag, sack};

/// Glazes of bowls and cups.
pub const GLAZES: [C; 8] =
    [c(0x85_48_1c), c(0x3a_59_8c), c(0xf1_e7_d2), c(0x5d_7d_62), c(0xb0_5a_3c), c(0x2f_4a_48), c(0xd6_a8_5a), c(0x8a_93_a0)];

/// Colours of printed packs.
pub const PACKS: [C; 10] = [
    c(0x23_3f_7c),
    c(0x8d_2f_2a),
    c(0x2f_5d_46),
    c(0xc9_98_5e),
    c(0x4a_2c_1a),
    c(0xd6_8a_2c),
    c(0xf3_e7_cd),
    c(0x6b_3a_55),
    c(0x1f_5c_66),
    c(0xb6_54_38),
];
