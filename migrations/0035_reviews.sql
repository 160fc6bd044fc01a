-- Reviews: one per line of an order that is done, by its buyer. The seller may answer once.

create table review (
    order_line_id uuid primary key references order_line,
    product_id    uuid not null references product,
    business_id   uuid not null references business,
    author_id     uuid not null references account,
    stars         smallint not null check (stars between 1 and 5),
    words         text check (char_length(words) between 1 and 1000),
    pictures      text[] not null default '{}',
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

-- Sums by product, kept by a trigger so that a card costs no count: stars and how many.
create table review_sum (
    product_id uuid primary key references product on delete cascade,
    count      int not null,
    stars      int not null
);
create function review_summed() returns trigger language plpgsql as $$
begin
    insert into review_sum (product_id, count, stars)
    select p.product_id, count(r.stars), coalesce(sum(r.stars), 0)
      from (select new.product_id) p left join review r on r.product_id = p.product_id and r.hidden_at is null group by p.product_id
    on conflict (product_id) do update set count = excluded.count, stars = excluded.stars;
    return null;
end $$;
create trigger review_counted after insert or update of stars, hidden_at on review
    for each row execute function review_summed();

-- A seller serves some people no more, and the other way round; strangers are reported to the operator.
create table buyer_block (
    business_id uuid not null references business,
    account_id  uuid not null references account,
    at          timestamptz not null,
    why         text,
    primary key (business_id, account_id)
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
