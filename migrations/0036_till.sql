-- The cash book of a business: what came in and went out. Orders fill it by themselves when the money came.

create table cash_entry (
    id          uuid primary key,
    business_id uuid not null references business,
    day         date not null,
    direction   text not null check (direction in ('in', 'out')),
    amount      bigint not null check (amount > 0),
    kind        text not null,                     -- domain::till::Kind as code: sale, delivery, material, packaging, …
    what        text not null check (char_length(what) between 1 and 120),
    order_id    uuid unique references shop_order, -- written by itself
    entered_by  uuid references account,
    entered_at  timestamptz not null,
    removed_at  timestamptz                        -- taken back: it counts no more, but stays
);
create index cash_entry_day on cash_entry (business_id, day desc, entered_at desc) where removed_at is null;

-- Below this much of a product its keeper is warned.
create table stock_warning (
    product_id uuid primary key references product on delete cascade,
    below      bigint not null check (below > 0)
);
