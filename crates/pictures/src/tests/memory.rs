//! What pictures cost, measured in a process of its own for each: the peak of its resident memory
//! above what it had before.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::super::fixtures::{self, Endless};
use super::super::{PictureError, codes, inspect, process};

const FILE: &str = "GUYUB_TEST_PICTURE";
/// Set when codes are to be looked for in it.
const READ: &str = "GUYUB_TEST_PICTURE_READ";
/// What a refused file may cost (issue A, "Pictures").
const REFUSED_MB: u64 = 150;
/// What a good one may: the largest are decoded alone.
const ACCEPTED_MB: u64 = 150;

/// The child: not a test by itself.
#[test]
#[ignore = "run by the others, with a file"]
fn in_a_process_of_its_own() {
    let Ok(path) = std::env::var(FILE) else {
        return;
    };
    let before = peak_mb();
    let started = std::time::Instant::now();
    // To engine, too, a decoder that panics refuses the file.
    let outcome = match std::panic::catch_unwind(|| process_file(&path)) {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(why)) => format!("refused: {why}"),
        Err(_) => "refused: the decoder panicked".to_owned(),
    };
    println!("\n=> {} {} {outcome}", peak_mb() - before, started.elapsed().as_millis());
}

fn process_file(path: &str) -> Result<String, PictureError> {
    let file = std::fs::read(path).unwrap();
    let header = inspect(&file)?;
    if std::env::var(READ).is_ok() {
        return codes(file, &header, |_| false).map(|texts| format!("{} codes", texts.len()));
    }
    process(file, &header).map(|picture| format!("{}x{}", picture.width, picture.height))
}

fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1000
}

struct Cost {
    peak_mb: u64,
    ms: u64,
    outcome: String,
}

fn cost(name: &str, file: &[u8]) -> Cost {
    let mut spooled = tempfile::NamedTempFile::new().unwrap();
    spooled.write_all(file).unwrap();
    cost_of(name, spooled.path(), false)
}

/// Of looking for codes.
fn cost_of_reading(name: &str, file: &[u8]) -> Cost {
    let mut spooled = tempfile::NamedTempFile::new().unwrap();
    spooled.write_all(file).unwrap();
    cost_of(name, spooled.path(), true)
}

fn cost_of(name: &str, path: &Path, read: bool) -> Cost {
    let child = "tests::memory::in_a_process_of_its_own";
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", child, "--ignored", "--nocapture", "--test-threads=1"])
        .env(FILE, path)
        .envs(read.then_some((READ, "yes")))
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = output.lines().find_map(|line| line.strip_prefix("=> ")).unwrap_or_else(|| panic!("{name}: {output}"));
    let mut parts = line.splitn(3, ' ');
    let mut part = || parts.next().unwrap();
    let cost = Cost { peak_mb: part().parse().unwrap(), ms: part().parse().unwrap(), outcome: part().to_owned() };
    println!("{name:<44} {:>5} MB {:>6} ms  {}", cost.peak_mb, cost.ms, cost.outcome);
    cost
}

fn assert_refused(name: &str, file: &[u8]) {
    let cost = cost(name, file);
    assert!(cost.outcome.starts_with("refused"), "{name}: {}", cost.outcome);
    assert!(cost.peak_mb <= REFUSED_MB, "{name}: {} MB", cost.peak_mb);
}

fn large_jpeg(progressive: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 60);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.set_progressive(progressive);
    encoder.encode_image(Endless { width: 8160, height: 6120 }).unwrap();
    file
}

/// All rows the same, of `bytes` bytes each; never in memory whole.
fn large_png(width: u32, height: u32, depth: png::BitDepth, row: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(depth);
    encoder.set_compression(png::Compression::Fastest);
    let mut writer = encoder.write_header().unwrap();
    let mut stream = writer.stream_writer().unwrap();
    for _ in 0..height {
        stream.write_all(row).unwrap();
    }
    stream.finish().unwrap();
    writer.finish().unwrap();
    file
}

/// The header of another picture in place of a file's own.
fn with_header(mut file: Vec<u8>, header: &[u8]) -> Vec<u8> {
    file[..header.len()].copy_from_slice(header);
    file
}

#[test]
fn what_is_refused_costs_little() {
    let svg = [&b"<svg xmlns='http://www.w3.org/2000/svg'>"[..], &b"<rect width='9'/>".repeat(600_000)].concat();
    assert_refused("SVG of 10 MB", &svg);
    let whole = large_jpeg(false);
    assert_refused("50 MP JPEG, cut off", &whole[..whole.len() * 9 / 10]);
    assert_refused("50 MP JPEG and ZIP", &[&whole[..], &fixtures::zip()].concat());
    let mut broken = whole;
    let middle = broken.len() / 2;
    broken[middle..middle + 4096].fill(0x5a);
    broken[middle..middle + 4].copy_from_slice(&[0xff, 0xda, 0, 2]);
    assert_refused("50 MP JPEG, broken inside", &broken);
    let bomb = fixtures::png_start(50_000, 50_000, 8, 6, false);
    let rest = [fixtures::png_chunk(b"IDAT", &[0; 1000]), fixtures::png_chunk(b"IEND", b"")].concat();
    assert_refused("PNG of 50,000 x 50,000", &[bomb, rest].concat());
    let gigabyte = large_png(65_535, 2_000, png::BitDepth::Sixteen, &vec![0; 65_535 * 8]);
    assert_refused("PNG of 1 GB", &gigabyte);
}

#[test]
fn more_pixels_than_the_header_says_are_not_unpacked() {
    let gigabyte = large_png(65_535, 2_000, png::BitDepth::Sixteen, &vec![0; 65_535 * 8]);
    let hidden = with_header(gigabyte, &fixtures::png_start(100, 100, 16, 6, false));
    let cost = cost("PNG of 1 GB that says 100 x 100", &hidden);
    assert!(cost.peak_mb <= REFUSED_MB, "{} MB", cost.peak_mb);
    assert!(cost.ms < 5_000, "{} ms", cost.ms);
}

#[test]
fn looking_for_codes_costs_no_more_than_a_picture() {
    for (name, file) in [
        ("12 MP JPEG, looked at for codes", fixtures::jpeg(&fixtures::photo(4032, 3024))),
        ("13 MP of corners of codes", fixtures::png(&fixtures::corners_of_codes(3600, 3600, 4))),
    ] {
        let cost = cost_of_reading(name, &file);
        assert_eq!(cost.outcome, "0 codes", "{name}");
        assert!(cost.peak_mb <= ACCEPTED_MB, "{name}: {} MB", cost.peak_mb);
    }
}

#[test]
#[ignore = "takes a minute; its table is for the record"]
fn what_the_largest_accepted_cost() {
    let row: Vec<u8> = (0..8160_u32).flat_map(|x| [fixtures::photo_pixel(x, 7).as_slice(), &[255]].concat()).collect();
    let costs = [
        cost("12 MP JPEG", &fixtures::jpeg(&fixtures::photo(4032, 3024))),
        cost("50 MP JPEG", &large_jpeg(false)),
        cost("50 MP PNG", &large_png(8160, 6120, png::BitDepth::Eight, &row)),
        cost("50 MP PNG of 16 bits", &large_png(8160, 6120, png::BitDepth::Sixteen, &vec![77; 8160 * 8])),
        cost("50 MP WebP", &fixtures::webp(&fixtures::quarters(8160, 6120), false)),
    ];
    for cost in costs {
        assert!(!cost.outcome.starts_with("refused") && cost.peak_mb <= ACCEPTED_MB, "{}", cost.peak_mb);
    }
    // All coefficients of a progressive picture, all pixels of a lossless one, are held at once.
    cost("50 MP JPEG, progressive", &large_jpeg(true));
    cost("50 MP WebP, lossless", &fixtures::webp(&fixtures::quarters(8160, 6120), true));
}
