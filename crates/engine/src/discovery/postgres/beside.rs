//! Shops, koperasi and suppliers that the words name, beside the products.

use domain::discovery::{Beside, Kind, Query};

use super::PgSearch;
use crate::trouble::Result;

/// Of a shorter text nothing can be said.
const SHORTEST: usize = 3;

impl PgSearch {
    /// By likeness of the names (pg_trgm's word similarity), so that other spellings and slips count
    /// less, not as nothing.
    pub(super) async fn beside(&self, query: &Query) -> Result<Vec<Beside>> {
        let text = query.key();
        if text.chars().count() < SHORTEST {
            return Ok(Vec::new());
        }
        let rows = sqlx::query!(
            r#"(select 'shop' as "kind!", b.slug as "slug!", b.name as "name!", d.name as "place!", k.name as "about!"
                  from business_public b join district d on d.code = b.district_code join koperasi k on k.id = b.koperasi_id
                 where lower(b.name) %> $1 order by word_similarity($1, lower(b.name)) desc, b.name limit $2)
               union all
               (select 'koperasi', k.slug, k.name, d.name, ''
                  from koperasi k join district d on d.code = k.district_code
                 where k.state = 'verified' and lower(k.name) %> $1 order by word_similarity($1, lower(k.name)) desc, k.name limit $2)
               union all
               (select 'supplier', s.slug, s.name, coalesce(d.name, s.city), coalesce(m.names, '')
                  from supplier_public s left join district d on d.code = s.district_code
                  left join lateral (
                      select string_agg(m.name, ', ' order by lower(m.name)) as names, bool_or(lower(m.name) = $1) as deals
                        from supplier_material sm join material m on m.id = sm.material_id where sm.supplier_id = s.id) m on true
                 where s.id in (select id from supplier where archived_at is null and lower(name) %> $1
                                union select sm.supplier_id from material m join supplier_material sm on sm.material_id = m.id
                                 where lower(m.name) = $1)
                 order by coalesce(m.deals, false) desc, word_similarity($1, lower(s.name)) desc, s.name limit $2)"#,
            text,
            Beside::MOST as i64,
        )
        .fetch_all(&self.db)
        .await?;
        Ok(rows
            .into_iter()
            .map(|r| {
                let kind = match r.kind.as_str() {
                    "shop" => Kind::Shop,
                    "koperasi" => Kind::Koperasi,
                    _ => Kind::Supplier,
                };
                Beside { kind, slug: r.slug, name: r.name, place: r.place, about: r.about }
            })
            .collect())
    }
}
