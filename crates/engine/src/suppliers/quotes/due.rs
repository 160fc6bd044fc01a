//! Requests that wait for an officer: somebody has answered, or nobody has in time.

use domain::access::Overseer;
use domain::ids::QuoteRequestId;
use time::OffsetDateTime;

use crate::Desk;
use crate::trouble::Result;

/// How many requests wait, and the one whose time ends first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub count: i64,
    pub first: QuoteRequestId,
    pub material: String,
    pub answer_until: OffsetDateTime,
    /// The answers to that one, and how many were asked.
    pub answered: i64,
    pub invited: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuotesDue {
    /// With at least one answer: they can be compared, and one accepted.
    pub answered: Option<Waiting>,
    /// Past their time without any.
    pub silent: Option<Waiting>,
}

/// Nothing for supervisors, who accept no offers.
///
/// # Errors
/// When the database does not answer.
pub async fn due(desk: &Desk, by: &Overseer) -> Result<QuotesDue> {
    let mut all = QuotesDue::default();
    if by.officer().is_none() {
        return Ok(all);
    }
    let rows = sqlx::query!(
        r#"with open as (
               select r.id, m.name as material, r.answer_until, count(i.id) as invited, count(i.answered_at) as answered
               from quote_request r join material m on m.id = r.material_id join quote_invitation i on i.request_id = r.id
               where r.koperasi_id = $1 and r.ended_at is null group by r.id, m.id
           ), waits as (
               select *, count(*) over (partition by answered > 0) as n,
                      row_number() over (partition by answered > 0 order by answer_until, id) as nth
               from open where answered > 0 or answer_until <= $2
           )
           select n as "n!", id as "id!: QuoteRequestId", material as "material!", answer_until as "answer_until!",
                  invited as "invited!", answered as "answered!"
           from waits where nth = 1"#,
        by.koperasi().id.0,
        desk.now()
    )
    .fetch_all(desk.db())
    .await?;
    for row in rows {
        let waiting = Waiting {
            count: row.n,
            first: row.id,
            material: row.material,
            answer_until: row.answer_until,
            answered: row.answered,
            invited: row.invited,
        };
        if waiting.answered > 0 {
            all.answered = Some(waiting);
        } else {
            all.silent = Some(waiting);
        }
    }
    Ok(all)
}
