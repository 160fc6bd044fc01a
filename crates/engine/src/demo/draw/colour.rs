//! Colours of the drawings, mixed towards warm light or brown shade instead of white and black.

use std::fmt;

/// A colour with an opacity from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct C(u8, u8, u8, u8);

/// Writes a colour as it is known on the web: `c(0x7fa65a)`.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub const fn c(hex: u32) -> C {
    C((hex >> 16) as u8, (hex >> 8) as u8, hex as u8, 255)
}

const LIGHT: C = c(0xff_fa_ec);
const SHADE: C = c(0x33_1c_12);
/// What contact shadows are made of.
pub const INK: C = c(0x2b_18_0f);
/// The paper white of cups, plates and labels.
pub const PAPER: C = c(0xfb_f5_e8);

impl C {
    /// This colour with `t` (0 to 1) of another in it.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn mix(self, other: Self, t: f32) -> Self {
        let m = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * t.clamp(0.0, 1.0)).round() as u8;
        Self(m(self.0, other.0), m(self.1, other.1), m(self.2, other.2), self.3)
    }

    /// Towards the light.
    #[must_use]
    pub fn lit(self, t: f32) -> Self {
        self.mix(LIGHT, t)
    }

    /// Towards the shade.
    #[must_use]
    pub fn shade(self, t: f32) -> Self {
        self.mix(SHADE, t)
    }

    /// The same with this opacity, 0 to 1.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn a(self, alpha: f32) -> Self {
        Self(self.0, self.1, self.2, (alpha.clamp(0.0, 1.0) * 255.0) as u8)
    }

    /// True when dark things would not show on it.
    #[must_use]
    pub fn is_dark(self) -> bool {
        u32::from(self.0) * 3 + u32::from(self.1) * 6 + u32::from(self.2) < 1300
    }

    /// Opacity from 0 to 1, for gradient stops.
    #[must_use]
    pub fn alpha(self) -> f32 {
        f32::from(self.3) / 255.0
    }

    /// Without its opacity.
    #[must_use]
    pub fn solid(self) -> Self {
        Self(self.0, self.1, self.2, 255)
    }
}

impl fmt::Display for C {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)?;
        if self.3 == 255 { Ok(()) } else { write!(f, "{:02x}", self.3) }
    }
}
