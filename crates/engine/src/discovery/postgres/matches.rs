//! The columns of every listing that has the words: packed, so that a hundred thousand of them
//! travel as two arrays.

use std::collections::HashMap;

use domain::dates::Day;
use domain::discovery::{Alternative, Group, Plan, SearchRequest, Sort};
use domain::geo::{Position, distance_m};
use domain::permit::PermitKind;
use sqlx::PgPool;

use crate::trouble::Result;

/// Which listings: all of a plan's groups, all but any one of them, or at least one.
pub(super) enum Text<'a> {
    Anything,
    All(&'a Plan),
    AllButOne(&'a Plan),
    Any(&'a Plan),
}

impl Text<'_> {
    /// All groups, each in the name.
    pub fn named(plan: &Plan) -> String {
        plan.groups.iter().map(|g| group(g, Mark::Name)).collect::<Vec<_>>().join(" & ")
    }

    /// As a `tsquery`; `None` asks for no words.
    pub fn tsquery(&self) -> Option<String> {
        let groups = |plan: &Plan| plan.groups.iter().map(|g| group(g, Mark::Word)).collect::<Vec<_>>();
        match self {
            Self::Anything => None,
            Self::All(plan) => Some(groups(plan).join(" & ")),
            Self::Any(plan) => Some(groups(plan).join(" | ")),
            Self::AllButOne(plan) => {
                let all = groups(plan);
                let without = |n: usize| {
                    all.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, g)| g.as_str()).collect::<Vec<_>>().join(" & ")
                };
                Some((0..all.len()).map(|n| format!("({})", without(n))).collect::<Vec<_>>().join(" | "))
            }
        }
    }

    fn plan(&self) -> Option<&Plan> {
        match self {
            Self::Anything => None,
            Self::All(plan) | Self::AllButOne(plan) | Self::Any(plan) => Some(plan),
        }
    }

    /// What raises a listing above others before its words are looked at closely, each with how
    /// much. Asked of the index as searches of their own, since testing the words of ten thousand
    /// listings one by one takes longer than all the rest.
    fn raises(&self) -> Vec<(String, i64)> {
        let Some(plan) = self.plan() else { return Vec::new() };
        match self {
            Self::Any(_) | Self::AllButOne(_) => plan.groups.iter().map(|g| (group(g, Mark::Word), 1)).collect(),
            _ => vec![(Self::named(plan), 2), (format!("({}) & ({})", Self::named(plan), begins(plan)), 1)],
        }
    }
}

/// The name begins with one of the words.
fn begins(plan: &Plan) -> String {
    let firsts = plan.groups.iter().flat_map(|g| &g.alternatives).filter_map(|a| a.folded.first());
    firsts.map(|w| format!("'{}{w}'", Mark::First.sign())).collect::<Vec<_>>().join(" | ")
}

/// Where a lexeme says that its word stands; see `0008_discovery.sql`.
#[derive(Clone, Copy)]
enum Mark {
    Word,
    Name,
    First,
}

impl Mark {
    const fn sign(self) -> char {
        match self {
            Self::Word => '~',
            Self::Name => '=',
            Self::First => '^',
        }
    }
}

fn group(group: &Group, mark: Mark) -> String {
    let others = group.alternatives.iter().map(|a| alternative(a, mark)).collect::<Vec<_>>().join(" | ");
    if !matches!(mark, Mark::Word) {
        return format!("({others})");
    }
    // As plain words too, for listings that only a trigger has written so far.
    let said = group.said.iter().map(|w| format!("'{w}'")).collect::<Vec<_>>().join(" & ");
    format!("({others} | ({said}))")
}

fn alternative(alternative: &Alternative, mark: Mark) -> String {
    let words = alternative.folded.iter().map(|w| format!("'{}{w}'", mark.sign())).collect::<Vec<_>>().join(" & ");
    format!("({words})")
}

/// What is known of one listing that has the words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub no: i32,
    facets: i64,
    /// Higher comes first; equal ones by availability, then the newer.
    pub key: i64,
}

impl Row {
    pub fn available(self) -> bool {
        self.facets & 1 != 0
    }

    pub fn has(self, kind: PermitKind) -> bool {
        self.facets >> bit(kind) & 1 != 0
    }

    pub fn koperasi(self) -> i32 {
        (self.facets >> 5 & 0xf_ffff) as i32
    }

    /// Of the name, at most 15.
    fn words(self) -> i64 {
        self.facets >> 25 & 0xf
    }

    pub fn district(self) -> i32 {
        (self.facets >> 29 & 0xf_ffff) as i32
    }

    pub fn category(self) -> i16 {
        (self.facets >> 49) as i16
    }
}

fn bit(kind: PermitKind) -> u8 {
    match kind {
        PermitKind::Nib => 1,
        PermitKind::Pirt => 2,
        PermitKind::Halal => 3,
        PermitKind::Trademark => 4,
    }
}

pub(super) struct Matches {
    pub rows: Vec<Row>,
    /// Whether the first of them deserve a close look at their words.
    pub ranked: bool,
}

impl Matches {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Whether the request narrows by what is not a facet.
pub(super) fn narrows(request: &SearchRequest) -> bool {
    request.price_from.is_some()
        || request.price_to.is_some()
        || request.available
        || request.near.is_some_and(|n| n.radius_km.is_some())
}

// Not checked at compile time only because it must be planned anew each time: which index is right
// depends on how frequent these very words are, and a checked query cannot ask for that.
// The facets are put together by sums (times 2^49, 2^29, 2^25, 2^5): of a hundred thousand rows, shifts
// and casts took twice as long.
const MATCHES: &str = "
    select array_agg(no),
           array_agg(category_id * 562949953421312 + district * 536870912::bigint + name_words * 33554432::bigint + koperasi * 32::bigint
                     + case when trademark_until >= $7 then 16 else 0 end + case when halal_until >= $7 then 8 else 0 end
                     + case when pirt_until >= $7 then 4 else 0 end + case when nib_until >= $7 then 2 else 0 end
                     + case when available then 1 else 0 end),
           case when $8::text <> 'relevan' then array_agg(case $8::text
               when 'termurah' then -price
               when 'termahal' then price
               when 'termurah_satuan' then -((coalesce(unit_base, 9)::bigint << 48) | coalesce(unit_price, price))
               when 'nilai' then rating
               when 'terdekat' then (lat::bigint << 32) | (lng::bigint & 4294967295)
               else date_part('epoch', published_at)::bigint
               end) end,
           case when $9 then array_agg((lat::bigint << 32) | (lng::bigint & 4294967295)) end
      from listing
     where ($1::text is null or words @@ $1::tsquery)
       and ($2::bigint is null or price >= $2) and ($3::bigint is null or price <= $3)
       and (not $4 or available)
       and ($5::int[] is null or lat between ($5::int[])[1] and ($5::int[])[2])
       and ($6::int[] is null or lng between ($6::int[])[1] and ($6::int[])[2])";

type Columns = (Option<Vec<i32>>, Option<Vec<i64>>, Option<Vec<i64>>, Option<Vec<i64>>);

/// # Errors
/// When the database does not answer.
pub(super) async fn load(db: &PgPool, text: &Text<'_>, request: &SearchRequest, today: Day) -> Result<Matches> {
    let circle = request.near.and_then(|near| near.radius_km.map(|km| (near.position, f64::from(km) * 1000.0)));
    let bounds = circle.map(|(centre, metres)| bounding_box(centre, metres));
    let (nos, facets, keys, places): Columns = sqlx::query_as(MATCHES)
        .bind(text.tsquery())
        .bind(request.price_from.map(|p| p.0))
        .bind(request.price_to.map(|p| p.0))
        .bind(request.available)
        .bind(bounds.map(|(lat, _)| lat.to_vec()))
        .bind(bounds.and_then(|(_, lng)| lng.map(|l| l.to_vec())))
        .bind(today.date())
        .bind(request.sort.code())
        .bind(circle.is_some())
        .persistent(false)
        .fetch_one(db)
        .await?;
    let (nos, facets) = (nos.unwrap_or_default(), facets.unwrap_or_default());
    let mut keys = keys.unwrap_or_else(|| vec![0; nos.len()]);
    if let Some(near) = request.near.filter(|_| request.sort == Sort::Nearest) {
        keys.iter_mut().for_each(|key| {
            *key = unpacked(*key).map_or(i64::MIN, |place| -(distance_m(near.position, place) as i64));
        });
    }
    let mut rows: Vec<Row> = nos.into_iter().zip(facets).zip(keys).map(|((no, facets), key)| Row { no, facets, key }).collect();
    if let Some((centre, metres)) = circle {
        let mut places = places.unwrap_or_default().into_iter();
        rows.retain(|_| places.next().and_then(unpacked).is_some_and(|place| distance_m(centre, place) <= metres));
    }
    let ranked = request.sort == Sort::Relevance && text.plan().is_some();
    if ranked && rows.len() > super::order::WINDOW {
        raise(db, text, &mut rows).await?;
    }
    Ok(Matches { rows, ranked })
}

/// Gives the rows their keys by relevance; more than can be looked at closely.
async fn raise(db: &PgPool, text: &Text<'_>, rows: &mut [Row]) -> Result<()> {
    let mut keys: HashMap<i32, i64> = HashMap::new();
    for (tsquery, worth) in text.raises() {
        let nos: Option<Vec<i32>> = sqlx::query_scalar("select array_agg(no) from listing where words @@ $1::text::tsquery")
            .bind(tsquery)
            .persistent(false)
            .fetch_one(db)
            .await?;
        nos.unwrap_or_default().into_iter().for_each(|no| *keys.entry(no).or_default() += worth);
    }
    for row in rows {
        row.key = 16 * keys.get(&row.no).copied().unwrap_or(0) + 15 - row.words();
    }
    Ok(())
}

/// Whether anything has these words, whatever its price and place.
pub(super) async fn exists(db: &PgPool, text: &Text<'_>) -> Result<bool> {
    Ok(sqlx::query_scalar("select exists (select from listing where words @@ $1::text::tsquery)")
        .bind(text.tsquery().unwrap_or_default())
        .persistent(false)
        .fetch_one(db)
        .await?)
}

/// Always one: both halves were a position when they were packed.
fn unpacked(place: i64) -> Option<Position> {
    Position::from_micro((place >> 32) as i32, place as i32).ok()
}

/// Latitudes and longitudes within which the circle lies; no longitudes where it goes around a pole
/// or over the date line, and all are looked at.
fn bounding_box(centre: Position, metres: f64) -> ([i32; 2], Option<[i32; 2]>) {
    /// Metres in a degree of latitude, a little less than any, so that the box is never too small.
    const DEGREE: f64 = 110_500.0;
    let micro = |degrees: f64| (degrees * 1e6) as i32;
    let up = metres / DEGREE;
    let lats = [micro((centre.lat() - up).max(-90.0)), micro((centre.lat() + up).min(90.0))];
    let narrowest = (centre.lat().abs() + up).min(90.0).to_radians().cos();
    let sideways = if narrowest > 0.01 { up / narrowest } else { 360.0 };
    let (west, east) = (centre.lng() - sideways, centre.lng() + sideways);
    (lats, (west >= -180.0 && east <= 180.0).then(|| [micro(west), micro(east)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::discovery::{Effort, Knowledge, Query, Synonyms, fold};

    #[test]
    fn a_query_is_quoted_whatever_was_typed() {
        for (typed, tsquery) in [
            ("emping mlinjo", "(('~emping') | ('emping')) & (('~mlinjo') | ('mlinjo'))"),
            ("teh | 'kopi':* & !", "(('~te') | ('teh')) & (('~kopi') | ('kopi'))"),
        ] {
            let plan = Plan::of(&Query::parse(typed), &Knowledge::default(), &Synonyms::default(), Effort::Usual);
            let expected = tsquery.replace("~te'", &format!("~{}'", fold("teh")));
            assert_eq!(Text::All(&plan).tsquery(), Some(expected));
        }
    }

    #[test]
    fn a_circle_lies_in_its_box() {
        let centre = Position::parse("-6.9", "109.7").unwrap();
        let (lat, lng) = bounding_box(centre, 5_000.0);
        let lng = lng.unwrap_or_default();
        for (a, b) in [
            (lat[0], centre.lng_micro()),
            (lat[1], centre.lng_micro()),
            (centre.lat_micro(), lng[0]),
            (centre.lat_micro(), lng[1]),
        ] {
            let edge = Position::from_micro(a, b).unwrap();
            let away = distance_m(centre, edge);
            assert!((5_000.0..5_100.0).contains(&away), "{away}");
        }
        assert_eq!(bounding_box(centre, 20_000_000.0).1, None);
    }
}
