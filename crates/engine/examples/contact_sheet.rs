//! Renders many drawings into one picture, to look at them:
//! `cargo run -p engine --example contact_sheet -- OUT.png COLUMNS CELL FIRST_SEED SEEDS KIND…`
//! Without kinds, all of them, one row each; prints how long a picture takes at 1280 wide.

use engine::demo::draw::{KINDS, draw};
use resvg::{tiny_skia, usvg};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize, default: u32| args.get(i).and_then(|a| a.parse().ok()).unwrap_or(default);
    let out = args.first().map_or("contact_sheet.png", String::as_str);
    let (columns, cell, first, seeds) = (number(1, 8), number(2, 200), number(3, 0), number(4, 8));
    let kinds: Vec<&str> = if args.len() > 5 { args[5..].iter().map(String::as_str).collect() } else { KINDS.to_vec() };
    let count = u32::try_from(kinds.len())? * seeds;
    let rows = count.div_ceil(columns);
    let mut sheet = tiny_skia::Pixmap::new(columns * cell, rows * cell).ok_or("no such size")?;
    let (mut worst, mut biggest, mut total) = (0.0f64, 0usize, 0.0f64);
    let mut at = 0u32;
    for kind in kinds {
        for seed in first..first + seeds {
            let svg = draw(kind, u64::from(seed));
            biggest = biggest.max(svg.len());
            let started = Instant::now();
            let tree = usvg::Tree::from_str(&svg, &usvg::Options::default())?;
            if std::env::var_os("FULL").is_some() {
                let mut full = tiny_skia::Pixmap::new(1280, 1280).ok_or("no such size")?;
                resvg::render(&tree, tiny_skia::Transform::from_scale(1.6, 1.6), &mut full.as_mut());
                let ms = started.elapsed().as_secs_f64() * 1000.0;
                total += ms;
                worst = worst.max(ms);
            }
            #[allow(clippy::cast_precision_loss)]
            let scale = cell as f32 / 800.0;
            let mut tile = tiny_skia::Pixmap::new(cell, cell).ok_or("no such size")?;
            resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut tile.as_mut());
            let (x, y) = (i32::try_from(at % columns * cell)?, i32::try_from(at / columns * cell)?);
            sheet.draw_pixmap(x, y, tile.as_ref(), &tiny_skia::PixmapPaint::default(), tiny_skia::Transform::identity(), None);
            at += 1;
        }
    }
    sheet.save_png(out)?;
    println!(
        "{count} drawings in {out}; largest {biggest} bytes; at 1280: mean {:.1} ms, worst {worst:.1} ms",
        total / f64::from(count)
    );
    Ok(())
}
