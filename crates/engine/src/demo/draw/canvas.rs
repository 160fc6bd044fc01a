//! A small drawing board that writes SVG: paths, gradients, patterns, clips and stamps. It uses
//! neither filters nor text, so that every renderer gives the same picture quickly.

use super::colour::{C, INK, c};
use crate::demo::seed::Seed;
use std::fmt::{self, Write as _};

/// A number written with at most one decimal, to keep the pictures small.
pub struct N(pub f32);

impl fmt::Display for N {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenth = (self.0 * 10.0).round() / 10.0;
        write!(f, "{}", if tenth == 0.0 { 0.0 } else { tenth })
    }
}

/// Path data from numbers, rounded.
macro_rules! d {
    ($f:literal $(, $x:expr)* $(,)?) => { format!($f $(, $crate::demo::draw::canvas::N($x))*) };
}
pub(crate) use d;

/// What a shape is filled or drawn with.
#[derive(Debug, Clone, Copy)]
pub enum Paint {
    /// One colour.
    Flat(C),
    /// A gradient or pattern of this picture.
    Def(u32),
    /// Nothing.
    None,
}

impl From<C> for Paint {
    fn from(c: C) -> Self {
        Self::Flat(c)
    }
}

impl fmt::Display for Paint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flat(c) => c.fmt(f),
            Self::Def(n) => write!(f, "url(#d{n})"),
            Self::None => f.write_str("none"),
        }
    }
}

/// A shape drawn once and used many times.
#[derive(Debug, Clone, Copy)]
pub struct Stamp(u32);

/// The picture while it is being drawn.
pub struct Canvas {
    defs: String,
    body: String,
    next: u32,
    shadow: Paint,
    /// Where this picture's variety comes from.
    pub seed: Seed,
}

impl Canvas {
    /// An empty board.
    #[must_use]
    pub fn new(seed: Seed) -> Self {
        let mut board = Self { defs: String::new(), body: String::new(), next: 0, shadow: Paint::None, seed };
        board.shadow = board.radial(0.5, 0.5, 0.5, &[(0.0, INK.a(0.5)), (0.45, INK.a(0.3)), (1.0, INK.a(0.0))]);
        board
    }

    /// The finished picture, 800 by 800.
    #[must_use]
    pub fn finish(self) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 800\" width=\"800\" height=\"800\"><defs>{}</defs>{}</svg>",
            self.defs, self.body
        )
    }

    fn id(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// Number from `lo` up to `hi`.
    pub fn r(&mut self, lo: f32, hi: f32) -> f32 {
        self.seed.real(lo, hi)
    }

    /// Whole number from `lo` to `hi`.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn n(&mut self, lo: i64, hi: i64) -> usize {
        self.seed.between(lo, hi) as usize
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        *self.seed.pick(of)
    }

    /// True in that many of a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.seed.chance(percent)
    }

    /// Filled shape.
    pub fn path(&mut self, d: &str, fill: impl Into<Paint>) {
        let _ = write!(self.body, "<path d=\"{d}\" fill=\"{}\"/>", fill.into());
    }

    /// Filled shape with an outline.
    pub fn edge(&mut self, d: &str, fill: impl Into<Paint>, stroke: impl Into<Paint>, w: f32) {
        let _ = write!(
            self.body,
            "<path d=\"{d}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"/>",
            fill.into(),
            stroke.into(),
            N(w)
        );
    }

    /// A stroke with round ends.
    pub fn line(&mut self, d: &str, stroke: impl Into<Paint>, w: f32) {
        let _ = write!(
            self.body,
            "<path d=\"{d}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>",
            stroke.into(),
            N(w)
        );
    }

    /// A dashed stroke: stitches, seams.
    pub fn stitch(&mut self, d: &str, stroke: C, w: f32, on: f32, off: f32) {
        let _ = write!(
            self.body,
            "<path d=\"{d}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{}\" stroke-linecap=\"round\" stroke-dasharray=\"{} {}\"/>",
            N(w),
            N(on),
            N(off)
        );
    }

    /// Filled ellipse.
    pub fn oval(&mut self, cx: f32, cy: f32, rx: f32, ry: f32, fill: impl Into<Paint>) {
        let _ = write!(
            self.body,
            "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" fill=\"{}\"/>",
            N(cx),
            N(cy),
            N(rx),
            N(ry),
            fill.into()
        );
    }

    /// Outlined ellipse.
    pub fn ring(&mut self, cx: f32, cy: f32, rx: f32, ry: f32, stroke: impl Into<Paint>, w: f32) {
        let _ = write!(
            self.body,
            "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"/>",
            N(cx),
            N(cy),
            N(rx),
            N(ry),
            stroke.into(),
            N(w)
        );
    }

    /// Filled rectangle with round corners.
    pub fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, round: f32, fill: impl Into<Paint>) {
        let _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\"/>",
            N(x),
            N(y),
            N(w),
            N(h),
            N(round),
            fill.into()
        );
    }

    /// Draws inside a moved, turned and scaled frame.
    pub fn at(&mut self, x: f32, y: f32, turn: f32, sx: f32, sy: f32, f: impl FnOnce(&mut Self)) {
        let _ = write!(self.body, "<g transform=\"translate({} {}) rotate({}) scale({sx:.2} {sy:.2})\">", N(x), N(y), N(turn));
        f(self);
        self.body.push_str("</g>");
    }

    /// Draws only inside this shape.
    pub fn clipped(&mut self, d: &str, f: impl FnOnce(&mut Self)) {
        let id = self.id();
        let _ = write!(self.defs, "<clipPath id=\"d{id}\"><path d=\"{d}\"/></clipPath>");
        let _ = write!(self.body, "<g clip-path=\"url(#d{id})\">");
        f(self);
        self.body.push_str("</g>");
    }

    /// Draws with this opacity.
    pub fn faint(&mut self, opacity: f32, f: impl FnOnce(&mut Self)) {
        let _ = write!(self.body, "<g opacity=\"{opacity:.2}\">");
        f(self);
        self.body.push_str("</g>");
    }

    fn captured(&mut self, f: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.body);
        f(self);
        std::mem::replace(&mut self.body, before)
    }

    /// Keeps a shape for `put`.
    pub fn stamp(&mut self, f: impl FnOnce(&mut Self)) -> Stamp {
        let inner = self.captured(f);
        let id = self.id();
        let _ = write!(self.defs, "<g id=\"d{id}\">{inner}</g>");
        Stamp(id)
    }

    /// Puts a kept shape somewhere.
    pub fn put(&mut self, s: Stamp, x: f32, y: f32, turn: f32, sx: f32, sy: f32) {
        let _ = write!(
            self.body,
            "<use href=\"#d{}\" transform=\"translate({} {}) rotate({}) scale({sx:.2} {sy:.2})\"/>",
            s.0,
            N(x),
            N(y),
            N(turn)
        );
    }

    /// A tile repeated over a shape. `place` is an SVG transform.
    pub fn pattern(&mut self, w: f32, h: f32, place: &str, f: impl FnOnce(&mut Self)) -> Paint {
        let inner = self.captured(f);
        let id = self.id();
        let _ = write!(
            self.defs,
            "<pattern id=\"d{id}\" width=\"{}\" height=\"{}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"{place}\">{inner}</pattern>",
            N(w),
            N(h)
        );
        Paint::Def(id)
    }

    fn stops(&mut self, stops: &[(f32, C)]) {
        for (at, colour) in stops {
            let _ = write!(self.defs, "<stop offset=\"{at:.2}\" stop-color=\"{}\"", colour.solid());
            if colour.alpha() < 1.0 {
                let _ = write!(self.defs, " stop-opacity=\"{:.2}\"", colour.alpha());
            }
            self.defs.push_str("/>");
        }
    }

    /// Linear gradient over the shape's box, from one corner (0..1) to another.
    pub fn linear(&mut self, from: (f32, f32), to: (f32, f32), stops: &[(f32, C)]) -> Paint {
        let id = self.id();
        let _ = write!(
            self.defs,
            "<linearGradient id=\"d{id}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\">",
            N(from.0),
            N(from.1),
            N(to.0),
            N(to.1)
        );
        self.stops(stops);
        self.defs.push_str("</linearGradient>");
        Paint::Def(id)
    }

    /// Radial gradient over the shape's box.
    pub fn radial(&mut self, cx: f32, cy: f32, r: f32, stops: &[(f32, C)]) -> Paint {
        let id = self.id();
        let _ = write!(self.defs, "<radialGradient id=\"d{id}\" cx=\"{cx:.2}\" cy=\"{cy:.2}\" r=\"{r:.2}\">");
        self.stops(stops);
        self.defs.push_str("</radialGradient>");
        Paint::Def(id)
    }

    /// Top to bottom.
    pub fn vert(&mut self, top: C, bottom: C) -> Paint {
        self.linear((0.0, 0.0), (0.0, 1.0), &[(0.0, top), (1.0, bottom)])
    }

    /// A flat thing lit from the top left.
    pub fn lit(&mut self, col: C) -> Paint {
        self.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, col.lit(0.28)), (0.5, col), (1.0, col.shade(0.24))])
    }

    /// A ball lit from the top left.
    pub fn ball(&mut self, col: C) -> Paint {
        self.radial(0.36, 0.3, 0.75, &[(0.0, col.lit(0.42)), (0.45, col), (1.0, col.shade(0.34))])
    }

    /// An upright cylinder lit from the left.
    pub fn barrel(&mut self, col: C) -> Paint {
        self.linear((0.0, 0.0), (1.0, 0.0), &[(0.0, col.shade(0.16)), (0.24, col.lit(0.26)), (0.55, col), (1.0, col.shade(0.36))])
    }

    /// Where a thing meets the table.
    pub fn shadow(&mut self, cx: f32, cy: f32, rx: f32, ry: f32) {
        let soft = self.shadow;
        self.oval(cx + rx * 0.06, cy, rx * 1.12, ry * 1.15, soft);
        self.oval(cx + rx * 0.02, cy - ry * 0.1, rx * 0.94, ry * 0.6, soft);
    }

    /// An uneven round shape around a middle, as path data.
    #[allow(clippy::cast_precision_loss)]
    pub fn blob(&mut self, cx: f32, cy: f32, rx: f32, ry: f32, points: usize, uneven: f32) -> String {
        let start = self.r(0.0, std::f32::consts::TAU);
        let at: Vec<(f32, f32)> = (0..points)
            .map(|i| {
                let a = start + i as f32 / points as f32 * std::f32::consts::TAU;
                let k = 1.0 + self.r(-uneven, uneven);
                (cx + rx * k * a.cos(), cy + ry * k * a.sin())
            })
            .collect();
        smooth(&at)
    }

    /// White light on a shiny thing.
    pub fn gleam(&mut self, d: &str, strength: f32) {
        self.path(d, c(0xff_ff_ff).a(strength));
    }
}

/// A closed soft outline through the middles between points.
#[must_use]
pub fn smooth(at: &[(f32, f32)]) -> String {
    let mid = |a: (f32, f32), b: (f32, f32)| ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let Some((&first, &last)) = at.first().zip(at.last()) else {
        return String::new();
    };
    let start = mid(last, first);
    let mut path = d!("M{} {}", start.0, start.1);
    for (i, &p) in at.iter().enumerate() {
        let m = mid(p, at[(i + 1) % at.len()]);
        path.push_str(&d!("Q{} {} {} {}", p.0, p.1, m.0, m.1));
    }
    path.push('Z');
    path
}
