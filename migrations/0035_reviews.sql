-- Reviews: one per line of an order that is done, by its buyer. The seller may answer once.

create table review (
    order_line_id uuid primary key references order_line,
    product_id    uuid not null references product,
    business_id   uuid not null references business,
    author_id     uuid not null references account,
    stars         smallint not null check (stars between 1 and 5),
    words         text check (char_length(words) between 1 and 1000),
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    answer        text check (char_length(answer) between 1 and 500),
    answered_at   timestamptz,
    hidden_at     timestamptz,                     -- by an officer, who says why
    hidden_by     uuid references account,
    hidden_why    text,
    check ((answer is null) = (answered_at is null)),
    check ((hidden_at is null) = (hidden_by is null) and (hidden_at is null) = (hidden_why is null))
);
create index review_product on review (product_id, created_at desc) where hidden_at is null;
create index review_business on review (business_id, created_at desc);
create index review_unanswered on review (business_id) where answer is null and hidden_at is null;
create index review_author on review (author_id);

create table review_picture (
    order_line_id uuid not null references review,
    position      smallint not null check (position between 0 and 3),
    key           text not null,
    width         int not null,
    height        int not null,
    widest        int not null,
    colour        text not null check (colour ~ '^#[0-9a-f]{6}$'),
    primary key (order_line_id, position)
);
create index review_picture_key on review_picture (key);

-- What readers think should not stand.
create table review_report (
    order_line_id uuid not null references review,
    account_id    uuid not null references account,
    why           text not null check (char_length(why) between 1 and 300),
    at            timestamptz not null,
    settled_at    timestamptz,
    primary key (order_line_id, account_id)
);
create index review_report_open on review_report (at) where settled_at is null;

-- Sums by product, kept by triggers so that a card costs no count. Each review adds its difference, and the
-- row is waited for: counting anew would miss what another transaction is about to commit.
create table review_sum (
    product_id uuid primary key references product on delete cascade,
    count      int not null check (count >= 0),
    stars      int not null check (stars between count and 5 * count),
    -- Hundredths of a star, as domain::reviews::score has it: every product begins with five times four stars.
    score      smallint not null generated always as (((200 * (20 + stars) + 5 + count) / (2 * (5 + count)))::smallint) stored
);

-- What the orders of a shop say of it, kept by triggers: its page and those of its goods read one row and count
-- nothing. Whoever holds this row waits for nothing but products, and whoever holds products never wants it.
create table shop_trust (
    business_id uuid primary key references business,
    done        int not null default 0 check (done >= 0),       -- orders
    answered    int not null default 0 check (answered >= 0),   -- orders, by accepting or refusing them
    answers_in  bigint check (answers_in >= 0),                 -- seconds: the median of the last hundred answered
    reviews     int not null default 0 check (reviews >= 0),
    stars       int not null default 0 check (stars between reviews and 5 * reviews),
    check ((answered = 0) = (answers_in is null))
);
create function shop_trusted() returns trigger language plpgsql as $$
declare
    more_done int := (new.state = 'done')::int;
    more_answered int := (new.answered_at is not null)::int;
begin
    if tg_op = 'UPDATE' then
        more_done := more_done - (old.state = 'done')::int;
        more_answered := more_answered - (old.answered_at is not null)::int;
    end if;
    -- The row is held before anything is read: what another transaction is about to commit is waited for.
    insert into shop_trust (business_id) values (new.business_id) on conflict do nothing;
    perform from shop_trust where business_id = new.business_id for no key update;
    update shop_trust t set done = t.done + more_done, answered = t.answered + more_answered,
        answers_in = case when more_answered = 0 then t.answers_in else (
            select percentile_disc(0.5) within group (order by greatest(0, extract(epoch from o.answered_at - o.created_at)::bigint))
            from (select answered_at, created_at from shop_order where business_id = new.business_id and answered_at is not null
                  order by created_at desc limit 100) o) end
     where business_id = new.business_id;
    return null;
end $$;
create trigger shop_order_trusted after insert on shop_order for each row
    when (new.answered_at is not null or new.state = 'done') execute function shop_trusted();
create trigger shop_order_moved after update of state, answered_at on shop_order for each row
    when ((old.state = 'done') <> (new.state = 'done') or (old.answered_at is null) <> (new.answered_at is null))
    execute function shop_trusted();

create function review_summed() returns trigger language plpgsql as $$
declare
    more_count int := (new.hidden_at is null)::int;
    more_stars int := case when new.hidden_at is null then new.stars else 0 end;
begin
    if tg_op = 'UPDATE' then
        more_count := more_count - (old.hidden_at is null)::int;
        more_stars := more_stars - case when old.hidden_at is null then old.stars else 0 end;
    end if;
    -- The shop's row first, as a step of an order holds it before it gives goods back: the sum's row holds its listing.
    insert into shop_trust (business_id) values (new.business_id) on conflict do nothing;
    update shop_trust set reviews = shop_trust.reviews + more_count, stars = shop_trust.stars + more_stars
     where business_id = new.business_id;
    -- The row is there before it is changed: what is left over after hiding would be no row of its own.
    insert into review_sum (product_id, count, stars) values (new.product_id, 0, 0) on conflict do nothing;
    update review_sum set count = review_sum.count + more_count, stars = review_sum.stars + more_stars
     where product_id = new.product_id;
    return null;
end $$;
create trigger review_counted after insert or update of stars, hidden_at on review
    for each row execute function review_summed();
-- Who keeps the product's page in memory drops it.
create trigger review_changed after insert or update on review for each row execute function changed('product', 'product_id');

-- What a search is put in order by; without a review, what every product begins with.
alter table listing add column rating smallint not null default 400;
create function listing_rated() returns trigger language plpgsql as $$
begin
    new.rating := coalesce((select score from review_sum where product_id = new.product_id), 400);
    return new;
end $$;
-- A product that comes back to the market brings its rating along.
create trigger listing_rated before insert on listing for each row execute function listing_rated();
create function review_sum_shown() returns trigger language plpgsql as $$
begin
    update listing set rating = new.score where product_id = new.product_id and rating <> new.score;
    if search_is_indexed() then perform search_changed('product', array[new.product_id]); end if;
    return null;
end $$;
create trigger review_sum_shown after insert or update on review_sum for each row execute function review_sum_shown();

-- A seller serves some people no more. Some people want to see a shop no more: its goods are left out of their
-- searches (engine::reviews::hide). Strangers are reported to the operator.
create table buyer_block (
    business_id uuid not null references business,
    account_id  uuid not null references account,
    at          timestamptz not null,
    why         text,
    primary key (business_id, account_id)
);
create index buyer_block_account on buyer_block (account_id);
create table shop_hidden (
    account_id  uuid not null references account,
    business_id uuid not null references business,
    at          timestamptz not null,
    primary key (account_id, business_id)
);
create table shop_report (
    id          uuid primary key,
    business_id uuid not null references business,
    account_id  uuid not null references account,
    why         text not null check (char_length(why) between 1 and 500),
    at          timestamptz not null,
    settled_at  timestamptz,
    settled_by  uuid references account,
    unique (business_id, account_id)
);
create index shop_report_open on shop_report (at) where settled_at is null;

-- How fast a shop answers is read from its last orders.
create index shop_order_answered on shop_order (business_id, created_at desc) where answered_at is not null;
