-- The cash book of a business: what came in and went out. Orders fill it by themselves when the money came.

create table cash_entry (
    id          uuid primary key,
    business_id uuid not null references business,
    day         date not null,
    direction   text not null check (direction in ('in', 'out')),
    amount      bigint not null check (amount > 0),
    kind        text not null,                     -- domain::till::Kind as code: sale, material, packaging, …
    what        text check (char_length(what) between 1 and 120), -- in the keeper's words
    order_id    uuid unique references shop_order, -- written by itself, and only so
    entered_by  uuid references account,           -- null: by itself
    entered_at  timestamptz not null,
    removed_at  timestamptz,                       -- taken back: it counts no more, but stays
    check (order_id is null or (direction, kind) = ('in', 'sale')),
    check ((order_id is null) = (entered_by is not null))
);
create index cash_entry_day on cash_entry (business_id, day desc, entered_at desc) where removed_at is null;
-- What was taken back is shown to be brought back: few rows, by when it was.
create index cash_entry_removed on cash_entry (business_id, removed_at desc) where removed_at is not null and order_id is null;

-- Below this much of a product its keeper is warned.
create table stock_warning (
    product_id uuid primary key references product on delete cascade,
    below      bigint not null check (below > 0)   -- thousandths of the sale unit
);

-- The owner is told when an order takes a product below its warning, and when it takes the last of one: once for
-- each fall, since only what was not below before can fall. Here and not in a use case, so that no way of
-- taking stock can forget it. The moment is the order's: the server's clock is not the database's.
create function stock_fell() returns trigger language plpgsql as $$
begin
    insert into notice (id, account_id, kind, data, link, at)
    -- A UUIDv7, as engine/src/notices.rs makes them.
    select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
               substring(int8send((extract(epoch from o.created_at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
           b.owner_id, 'stock_low',
           jsonb_build_object('shop', b.slug, 'slug', p.slug, 'name', p.name, 'unit', p.sale_unit, 'left', new.after),
           '/usaha/stok?usaha=' || b.slug, o.created_at
    from product p join business b on b.id = p.business_id join shop_order o on o.id = new.order_id
    left join stock_warning w on w.product_id = p.id
    where p.id = new.product_id and (new.after = 0 or new.after < w.below and new.before >= w.below);
    return null;
end $$;
create trigger stock_move_fell after insert on stock_move for each row
    when (new.order_id is not null and new.after < new.before) execute function stock_fell();
