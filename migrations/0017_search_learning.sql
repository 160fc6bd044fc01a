-- What the market learns from searches: which words are asked for on a day, whether anything was
-- found for them, and whether a hit was opened. Words alone: nothing here says who asked, from
-- where, or when in the day; what looks like a phone number or an e-mail address is not kept
-- (domain::discovery::Asked). Each server counts in memory and adds its counts every two seconds.
-- Swept after 400 days, so that a season can be compared with the one a year ago.
create table search_asked (
    day            date not null,               -- in Jakarta
    query          text not null check (char_length(query) between 1 and 80),
    engine         text not null check (engine in ('postgres', 'meilisearch')),
    asked          int not null,
    empty          int not null,                -- how many of them found nothing
    hits           bigint not null check (hits >= 0),   -- the last time
    clicked        int not null default 0,
    click_rank_sum bigint not null default 0,   -- the mean rank of what was opened is this by clicked
    constraint search_asked_once primary key (day, query, engine),
    constraint search_asked_adds_up check (empty between 0 and asked and clicked >= 0 and click_rank_sum >= clicked)
) with (fillfactor = 80);
