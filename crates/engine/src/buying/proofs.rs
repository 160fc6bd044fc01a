//! What `guyub check` proves of buying: the history of the stock, orders against their lines and events, and
//! what follows from them, reviews, complaints and the tills of sellers.

use domain::buying::{Happened, Side, State, Step};
use domain::reviews::Outcome;
use sqlx::PgConnection;

use super::steps::outcome;
use crate::check::{Finding, Proof};
use crate::trouble::Result;

/// Each is one statement over whole tables, so that a hundred thousand products take no longer than a breath.
pub(crate) static PROOFS: &[Proof] = &[
    Proof {
        name: "stock.now",
        holds: "a product's stock is what its last change left",
        offenders: "select p.slug || ': ' || coalesce(p.stock::text, 'none') || ', but ' || coalesce(m.after::text, 'none') || ' in its history'
                    from product p
                    left join (select distinct on (product_id) product_id, after from stock_move order by product_id, id desc) m on m.product_id = p.id
                    where p.stock is distinct from m.after",
    },
    Proof {
        name: "stock.history",
        holds: "each change of a stock begins where the one before it ended",
        offenders: "select p.slug || ': ' || m.id
                    from (select id, product_id, before, lag(after) over (partition by product_id order by id) as last from stock_move) m
                    join product p on p.id = m.product_id where m.before is distinct from m.last",
    },
    Proof {
        name: "stock.orders",
        holds: "an order takes each of its lines from the stock once, what is made to order aside, and gives back just that",
        // What came back is the keeper's to count once the product is made to order, or sold in another unit
        // (`back.rs`): neither happens but by a change of the product, which is in the audit log. Its moment is
        // the one when the change began, and it may have waited for the order.
        offenders: "select coalesce(l.number, m.order_id::text) || ': ' || p.slug
                    from (select o.number, o.stock_back, o.created_at, o.ended_at, l.order_id, l.product_id,
                                 case when l.made_days is null then l.quantity end as quantity
                          from order_line l join shop_order o on o.id = l.order_id) l
                    full join (select order_id, product_id, count(*) as moves, count(*) filter (where after < before) as takes,
                                      sum(before - after) filter (where after < before) as taken,
                                      sum(after - before) filter (where after > before) as back
                               from stock_move where order_id is not null group by 1, 2) m using (order_id, product_id)
                    join product p on p.id = product_id
                    where (m.takes, m.taken) is distinct from (case when l.quantity is not null then 1 end, l.quantity::numeric)
                       or m.moves - m.takes <> (m.back is not null)::int
                       or m.back is not null and (m.back <> l.quantity or not l.stock_back)
                       or m.back is null and l.stock_back and l.quantity is not null
                          and not exists (select from audit a where a.subject = product_id and a.action = 'product.change'
                                          and a.at between l.created_at - interval '1 minute' and l.ended_at + interval '1 minute')",
    },
    Proof {
        name: "order.stock_back",
        holds: "orders that were refused or called off have given back what they took, and no others: what a complaint took back from its buyer is the seller's to count",
        offenders: "select o.number from shop_order o left join complaint c on c.order_id = o.id
                    where o.stock_back <> (o.state in ('refused', 'cancelled')
                                           and not (o.handed_at is not null and coalesce(c.outcome = 'seller_gives', false)))",
    },
    Proof {
        name: "order.totals",
        holds: "an order's amount is that of its lines, each at its price, and of the delivery where it is brought",
        offenders: "select o.number from shop_order o
                    left join (select order_id, sum(total) as goods, bool_and(total = div(price::numeric * quantity + 500, 1000)) as priced
                               from order_line group by 1) l on l.order_id = o.id
                    where l.goods is distinct from o.goods or not l.priced or o.total <> o.goods + o.delivery
                       or o.receive <> 'delivery' and o.delivery > 0",
    },
    Proof {
        name: "complaint.order",
        holds: "an order is complained about as long as its complaint is open, and then stands, or goes on, as that was decided",
        offenders: "select o.number from shop_order o left join complaint c on c.order_id = o.id
                    where (o.state = 'complaint') <> (c.id is not null and c.decided_at is null)
                       or c.from_state not in ('accepted', 'prepared', 'ready', 'sent', 'done')
                       or c.outcome = 'seller_gives' and o.state <> 'cancelled'
                       or c.from_state in ('accepted', 'prepared')
                          and (c.outcome in ('buyer_keeps', 'withdrawn') and o.state in ('new', 'refused')
                               or c.outcome = 'lapsed' and o.state <> 'cancelled')
                       or c.from_state not in ('accepted', 'prepared')
                          and c.outcome in ('buyer_keeps', 'withdrawn', 'lapsed') and o.state <> 'done'
                       or c.id is not null
                          and not exists (select from complaint_word w where w.complaint_id = c.id and w.side = 'buyer')",
    },
    Proof {
        name: "review.bought",
        holds: "a review is of a line of an order that was done, and by its buyer",
        // That there is one for each line is its key.
        offenders: "select o.number || ': ' || l.name
                    from review r join order_line l on l.id = r.order_line_id join shop_order o on o.id = l.order_id
                    where (r.product_id, r.business_id, r.author_id) is distinct from (l.product_id, o.business_id, o.buyer_id)
                       or not exists (select from order_event e where e.order_id = o.id and e.what = 'done')
                          and not exists (select from complaint c where c.order_id = o.id and c.outcome in ('buyer_keeps', 'withdrawn', 'lapsed')
                                                                    and c.from_state not in ('accepted', 'prepared'))",
    },
    Proof {
        name: "review.sums",
        holds: "a product's stars are those of the reviews that are shown, and search knows them",
        offenders: "select p.slug
                    from (select product_id, count(*) as count, sum(stars) as stars from review where hidden_at is null group by 1) r
                    full join review_sum s using (product_id) left join listing l using (product_id) join product p on p.id = product_id
                    where (coalesce(r.count, 0), coalesce(r.stars, 0)) is distinct from (coalesce(s.count, 0)::bigint, coalesce(s.stars, 0)::bigint)
                       or l.rating <> s.score",
    },
    Proof {
        name: "till.orders",
        holds: "the money of an order is in its seller's book when it was seen and does not go back, once and whole",
        offenders: "select coalesce(o.number, e.order_id::text)
                    from (select * from shop_order where paid_at is not null and state not in ('refused', 'cancelled')) o
                    full join (select * from cash_entry where order_id is not null and removed_at is null) e on e.order_id = o.id
                    where (o.business_id, o.total) is distinct from (e.business_id, e.amount)",
    },
];

/// `$1` to `$4` are the ways from one state to another, `$5` to `$7` how a complaint ends, where its order
/// had stood and where that leads to, and `$8` what happens to an order without moving it.
const TIMELINE: &str = "
    with way as (select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as w (before, what, side, after)),
         single as (select distinct what, after from way where what <> 'decided'),
         step as (
             select e.id, e.order_id, e.what, e.side, coalesce(s.after, d.after) as after
             from order_event e left join single s on s.what = e.what
             left join complaint c on c.order_id = e.order_id and e.what = 'decided'
             left join unnest($5::text[], $6::text[], $7::text[]) as d (outcome, stood, after)
                       on (d.outcome, d.stood) = (c.outcome, c.from_state)
             where e.what <> all ($8::text[])),
         taken as (
             select *, coalesce(lag(after) over (partition by order_id order by id), '') as before,
                    lead(id) over (partition by order_id order by id) is null as last
             from step)
    select o.number || ': ' || coalesce(t.before || ', ' || t.what || ' by ' || t.side, 'nothing happened')
    from shop_order o left join taken t on t.order_id = o.id
    where t.id is null or t.last and t.after is distinct from o.state
       or not exists (select from way w where (w.before, w.what, w.side, w.after) = (t.before, t.what, t.side, t.after))
    order by 1";

/// The events of every order against [`State::after`], which is asked for all there is, so that no second list of
/// the ways can be forgotten.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn timeline(db: &mut PgConnection) -> Result<Finding> {
    let (ways, ends) = (ways(), ends());
    let way = |nth: usize| -> Vec<String> { ways.iter().map(|way| way[nth].to_owned()).collect() };
    let end = |nth: usize| -> Vec<String> { ends.iter().map(|end| end[nth].to_owned()).collect() };
    let offenders: Vec<String> = sqlx::query_scalar(TIMELINE)
        .bind(way(0))
        .bind(way(1))
        .bind(way(2))
        .bind(way(3))
        .bind(end(0))
        .bind(end(1))
        .bind(end(2))
        .bind(unmoving())
        .fetch_all(db)
        .await?;
    let holds = "what happened to an order leads, by the steps that each side may take, to where it stands";
    Ok(Finding::of("order.timeline", holds, offenders))
}

/// Where an order stood, what happened, by whom, and where it stood then.
fn ways() -> Vec<[&'static str; 4]> {
    let mut ways = vec![["", Happened::Placed.code(), Side::Buyer.code(), State::New.code()]];
    for (from, step) in State::ALL.into_iter().flat_map(|from| Step::ALL.map(|step| (from, step))) {
        for side in Side::ALL {
            if let Ok(to) = from.after(step, side) {
                ways.push([from.code(), outcome(step).code(), side.code(), to.code()]);
            }
        }
    }
    ways
}

/// How a complaint ends, where its order had stood, and where it stands then.
fn ends() -> Vec<[&'static str; 3]> {
    let mut ends = Vec::new();
    for from in State::ALL.into_iter().filter(|from| from.after(Step::Complain, Side::Buyer).is_ok()) {
        for end in Outcome::ALL {
            let stands = Side::ALL.into_iter().find_map(|side| State::Complaint.after(end.step(from), side).ok());
            ends.extend(stands.map(|stands| [end.code(), from.code(), stands.code()]));
        }
    }
    ends
}

/// What happens to an order and leaves it where it is.
fn unmoving() -> Vec<String> {
    let moves = |what: Happened| what == Happened::Placed || Step::ALL.into_iter().any(|step| outcome(step) == what);
    Happened::ALL.into_iter().filter(|what| !moves(*what)).map(|what| what.code().to_owned()).collect()
}
