-- Orders of buyers at one shop, their lines and what became of them; and the history of stock.

create table shop_order (
    id            uuid primary key,
    number        text not null unique,            -- domain::buying::OrderNumber, as people read it aloud
    business_id   uuid not null references business,
    buyer_id      uuid not null references account,
    buyer_name    text not null,                   -- as it was then; pseudonymised when the account closes
    buyer_phone   text not null,
    -- Somebody who showed no session ordered with the number of an account that has no password. Whoever has typed a
    -- number first is not whose it is: such an order is of its link, and of no session of the account, until somebody
    -- comes with both.
    by_link       boolean not null default false,
    state         text not null default 'new'
                  check (state in ('new', 'accepted', 'prepared', 'ready', 'sent', 'done', 'refused', 'cancelled', 'complaint')),
    receive       text not null check (receive in ('shop', 'koperasi', 'delivery')),
    koperasi_id   uuid references koperasi,        -- where it is fetched, when there
    district_code text references district,        -- where it is brought, when it is
    address       text,
    pay           text not null check (pay in ('cash', 'transfer', 'qris')),
    goods         bigint not null check (goods > 0),
    delivery      bigint not null default 0 check (delivery >= 0),
    total         bigint not null,
    note          text,
    ready_on      date,                            -- made to order: the day it is promised for
    qris          text,                            -- the code with this order's amount, when paid so
    proof_key     text,                            -- the picture of a transfer, for buyer, seller and mediator only
    paid_at       timestamptz,                     -- the seller saw the money
    reason        text,                            -- why it was refused or cancelled
    ended_by      text check (ended_by in ('buyer', 'seller', 'clock', 'officer')),
    stock_back    boolean not null default false,  -- what it had taken was given back, once
    created_at    timestamptz not null,
    answered_at   timestamptz,                     -- accepted or refused
    handed_at     timestamptz,                     -- ready to fetch, or sent
    ended_at      timestamptz,                     -- done, refused or cancelled
    updated_at    timestamptz not null,
    check (total = goods + delivery),
    check ((receive = 'delivery') = (address is not null)),
    check ((receive = 'koperasi') = (koperasi_id is not null)),
    check (state <> 'refused' or reason is not null),
    check ((state in ('done', 'refused', 'cancelled')) = (ended_at is not null)),
    check (not stock_back or state in ('refused', 'cancelled'))
);
create index shop_order_seller on shop_order (business_id, state, created_at);
create index shop_order_over on shop_order (business_id, ended_at desc) where ended_at is not null;
create index shop_order_buyer on shop_order (buyer_id, created_at desc);
create index shop_order_unanswered on shop_order (buyer_id) where state = 'new';
create index shop_order_waiting on shop_order (created_at) where state = 'new';
create index shop_order_handed on shop_order (handed_at) where state in ('ready', 'sent');

create table order_line (
    id         uuid primary key,
    order_id   uuid not null references shop_order,
    line       smallint not null,
    product_id uuid not null references product,
    name       text not null,                      -- name, unit and price as they were bought
    sale_unit  text not null,
    quantity   bigint not null check (quantity > 0),
    price      bigint not null check (price > 0),
    total      bigint not null check (total > 0),
    made_days  smallint,                           -- null: taken from stock
    unique (order_id, line),
    unique (order_id, product_id)
);
create index order_line_product on order_line (product_id);

-- What became of an order, in order. Only ever added to.
create table order_event (
    id         bigint generated always as identity primary key,
    order_id   uuid not null references shop_order,
    at         timestamptz not null,
    account_id uuid references account,            -- null: the clock
    side       text not null check (side in ('buyer', 'seller', 'officer', 'clock')),
    what       text not null,                      -- domain::buying::Happened as code
    detail     jsonb not null default '{}'
);
create index order_event_order on order_event (order_id, id);
create trigger order_event_stays before update or delete or truncate on order_event
    for each statement execute function refuse_change();

-- Every change of a product's stock, whoever made it: `guyub check` proves that the last one is what is there.
create table stock_move (
    id         bigint generated always as identity primary key,
    product_id uuid not null references product on delete cascade,
    order_id   uuid references shop_order,         -- null: the keeper said so
    at         timestamptz not null default now(),
    before     bigint,                             -- null: made to order, or not there yet
    after      bigint
);
create index stock_move_product on stock_move (product_id, id);
create index stock_move_order on stock_move (order_id) where order_id is not null;

create function stock_moved() returns trigger language plpgsql as $$
declare by_order uuid := nullif(current_setting('guyub.order', true), '');
begin
    if tg_op = 'INSERT' then
        insert into stock_move (product_id, order_id, before, after) select id, null, null, stock from fresh where stock is not null;
    else
        insert into stock_move (product_id, order_id, before, after)
        select f.id, by_order, o.stock, f.stock from fresh f join old_rows o using (id) where f.stock is distinct from o.stock;
    end if;
    return null;
end $$;
create trigger stock_begun after insert on product referencing new table as fresh
    for each statement execute function stock_moved();
create trigger stock_changed after update on product referencing old table as old_rows new table as fresh
    for each statement execute function stock_moved();
insert into stock_move (product_id, before, after) select id, null, stock from product where stock is not null;
