//! Positions on the map, as millionths of a degree: about 11 cm, exact in the database and in
//! comparisons. Distances are for people ("3 km away"), so they may be floats.

use serde::{Deserialize, Serialize};

use crate::form::Invalid;
use crate::typed::is_invisible;

const MICRO: i64 = 1_000_000;

/// Latitude and longitude (WGS 84) in microdegrees; in JSON as degrees, `{"lat":-6.9,"lng":109.7}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Degrees", try_from = "Degrees")]
pub struct Position {
    lat: i32,
    lng: i32,
}

/// A [`Position`] as JSON knows it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Degrees {
    pub lat: f64,
    pub lng: f64,
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Position {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        Degrees::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Position {}

/// Indonesia with its sea: Miangas and Weh in the north, Rote in the south, Weh to Merauke
/// (BIG: 6°08′ N – 11°15′ S, 94°45′ – 141°05′ E).
const INDONESIA: (std::ops::RangeInclusive<i32>, std::ops::RangeInclusive<i32>) =
    (-11_250_000..=6_150_000, 94_750_000..=141_100_000);

impl Position {
    /// # Errors
    /// [`Invalid::BadCoordinate`] outside ±90° and ±180°.
    pub fn from_micro(lat: i32, lng: i32) -> Result<Self, Invalid> {
        if lat.unsigned_abs() <= 90_000_000 && lng.unsigned_abs() <= 180_000_000 {
            Ok(Self { lat, lng })
        } else {
            Err(Invalid::BadCoordinate)
        }
    }

    /// Reads two decimal numbers of degrees, with a dot or a comma.
    ///
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadCoordinate`].
    pub fn parse(lat: &str, lng: &str) -> Result<Self, Invalid> {
        Self::from_micro(micro(lat)?, micro(lng)?)
    }

    /// Reads what a map application copies: `-6.9039, 109.7300`, or with decimal commas `-6,9039; 109,73`.
    ///
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadCoordinate`].
    pub fn parse_pair(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        let (lat, lng) = text
            .split_once(';')
            .or_else(|| text.split_once(", "))
            .or_else(|| text.split_once(char::is_whitespace))
            .or_else(|| text.split_once(','))
            .ok_or(Invalid::BadCoordinate)?;
        Self::parse(lat, lng)
    }

    /// As [`Position::parse`], but only where a member's business can be.
    ///
    /// # Errors
    /// Also [`Invalid::OutsideIndonesia`], most often since the two numbers were swapped.
    pub fn parse_in_indonesia(lat: &str, lng: &str) -> Result<Self, Invalid> {
        let position = Self::parse(lat, lng)?;
        if position.in_indonesia() { Ok(position) } else { Err(Invalid::OutsideIndonesia) }
    }

    pub fn in_indonesia(self) -> bool {
        INDONESIA.0.contains(&self.lat) && INDONESIA.1.contains(&self.lng)
    }

    /// Latitude in microdegrees, south negative.
    pub fn lat_micro(self) -> i32 {
        self.lat
    }

    /// Longitude in microdegrees, west negative.
    pub fn lng_micro(self) -> i32 {
        self.lng
    }

    /// Latitude in degrees.
    pub fn lat(self) -> f64 {
        f64::from(self.lat) / 1e6
    }

    /// Longitude in degrees.
    pub fn lng(self) -> f64 {
        f64::from(self.lng) / 1e6
    }

    /// To about 1 km: what may be shown of a person's home.
    #[must_use]
    pub fn coarse(self) -> Self {
        let round = |micro: i32| (micro + 5_000 * micro.signum()) / 10_000 * 10_000;
        Self { lat: round(self.lat), lng: round(self.lng) }
    }
}

/// Metres between two positions over a sphere of the Earth's mean radius (haversine formula);
/// right to 0.5 %.
pub fn distance_m(a: Position, b: Position) -> f64 {
    const EARTH_M: f64 = 6_371_008.8;
    let (lat_a, lat_b) = (a.lat().to_radians(), b.lat().to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lng = ((b.lng() - a.lng()).to_radians() / 2.0).sin();
    let h = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lng * half_lng;
    2.0 * EARTH_M * h.sqrt().min(1.0).asin()
}

/// Degrees as typed to microdegrees; digits behind the sixth are cut off.
fn micro(text: &str) -> Result<i32, Invalid> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c) || c == '°');
    if text.is_empty() {
        return Err(Invalid::Required);
    }
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || fraction.len() > 20 || !all_digits(whole) || !all_digits(fraction) {
        return Err(Invalid::BadCoordinate);
    }
    let fraction: String = fraction.chars().chain(std::iter::repeat('0')).take(6).collect();
    let number = |s: &str| s.parse::<i64>().map_err(|_| Invalid::BadCoordinate);
    let micro = sign * (number(whole)? * MICRO + number(&fraction)?);
    i32::try_from(micro).map_err(|_| Invalid::BadCoordinate)
}

impl From<Position> for Degrees {
    fn from(p: Position) -> Self {
        Self { lat: p.lat(), lng: p.lng() }
    }
}

impl TryFrom<Degrees> for Position {
    type Error = Invalid;

    fn try_from(d: Degrees) -> Result<Self, Invalid> {
        if !(d.lat.abs() <= 90.0 && d.lng.abs() <= 180.0) {
            return Err(Invalid::BadCoordinate);
        }
        // In range, so the casts cut nothing off.
        Self::from_micro((d.lat * 1e6).round() as i32, (d.lng * 1e6).round() as i32)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn degrees_are_read_exactly() {
        for (lat, lng) in [("-6.903912", "109.730045"), ("-6,903912", "109,730045"), (" −6.9039129 ", "+109.7300450°")] {
            let p = Position::parse(lat, lng).unwrap();
            assert_eq!((p.lat_micro(), p.lng_micro()), (-6_903_912, 109_730_045));
            assert!(p.in_indonesia());
        }
        for pair in ["-6.9, 109.73", "-6.9,109.73", "-6,9; 109,73", "-6,9 109,73"] {
            assert_eq!(Position::parse_pair(pair), Position::from_micro(-6_900_000, 109_730_000), "{pair}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(Position::parse("", "109"), Err(Invalid::Required));
        let long = "1".repeat(10_000);
        for lat in ["90.1", "-91", "NaN", "inf", "1e3", "1.2.3", "--1", "٦", "😀", "6\0", "<i>", ".5", "6 9", &long] {
            assert_eq!(Position::parse(lat, "109"), Err(Invalid::BadCoordinate), "{lat:?}");
        }
        assert_eq!(Position::parse_in_indonesia("109.73", "-6.9"), Err(Invalid::BadCoordinate));
        assert_eq!(Position::parse_in_indonesia("52.5", "13.4"), Err(Invalid::OutsideIndonesia));
    }

    #[test]
    fn distances_are_right() {
        let batang = Position::parse("-6.9086", "109.7304").unwrap();
        let semarang = Position::parse("-6.9667", "110.4167").unwrap();
        let apart = distance_m(batang, semarang);
        assert!((75_000.0..77_000.0).contains(&apart), "{apart}");
        let (pole, equator) = (Position::parse("90", "0").unwrap(), Position::parse("0", "50").unwrap());
        assert!((distance_m(pole, equator) - 10_007_557.0).abs() < 100.0);
    }

    proptest! {
        #[test]
        fn distance_is_a_distance(a in (-90_000_000..=90_000_000, -180_000_000..=180_000_000), b in (-90_000_000..=90_000_000, -180_000_000..=180_000_000)) {
            let (a, b) = (Position::from_micro(a.0, a.1).unwrap(), Position::from_micro(b.0, b.1).unwrap());
            let d = distance_m(a, b);
            prop_assert!((0.0..=20_016_000.0).contains(&d));
            prop_assert!((d - distance_m(b, a)).abs() < 1e-3);
            prop_assert_eq!(Position::try_from(Degrees::from(a)), Ok(a));
            prop_assert!(distance_m(a.coarse(), a) < 1_600.0 || a.lat_micro().abs() > 89_990_000);
        }

        #[test]
        fn anything_is_survived(text in ".{0,60}") {
            let _ = (Position::parse(&text, &text), Position::parse_pair(&text));
        }
    }
}
