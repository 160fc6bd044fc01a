-- How a shop sells: how goods reach the buyer, and how the seller is paid. Nothing here passes money on:
-- buyers pay the seller directly.

create table shop_terms (
    business_id     uuid primary key references business,
    pickup          boolean not null default true,   -- at the shop
    pickup_koperasi boolean not null default false,  -- at the koperasi that vouches for it
    deliver         boolean not null default false,  -- by the seller, where delivery_area says
    free_from       bigint check (free_from > 0),    -- rupiah of goods from which delivery costs nothing
    cash            boolean not null default true,
    bank            text check (char_length(bank) between 1 and 40),
    bank_number     text check (bank_number ~ '^[0-9]{5,30}$'),
    bank_holder     text check (char_length(bank_holder) between 1 and 80),
    qris            text,                            -- the seller's own static code, as domain::qris reads it
    qris_name       text,                            -- merchant name and city in it (tags 59 and 60)
    qris_city       text,
    note            text,                            -- what buyers should know before they order
    updated_at      timestamptz not null default now(),
    check ((bank is null) = (bank_number is null) and (bank is null) = (bank_holder is null)),
    check ((qris is null) = (qris_name is null) and (qris is null) = (qris_city is null)),
    constraint shop_terms_reached check (pickup or pickup_koperasi or deliver),
    constraint shop_terms_paid check (cash or bank is not null or qris is not null)
);

-- Where the seller brings goods, and for how much.
create table delivery_area (
    business_id   uuid not null references shop_terms on delete cascade,
    district_code text not null references district,
    fee           bigint not null check (fee >= 0),
    primary key (business_id, district_code)
);

-- Pages of the shop and of its goods say how it sells: whoever keeps one in memory drops it.
create trigger shop_terms_changed after insert or update or delete on shop_terms
    for each row execute function changed('business', 'business_id');
create trigger delivery_area_changed after insert or update or delete on delivery_area
    for each row execute function changed('business', 'business_id');

-- What strangers read of how a shop sells (engine::buying::ways): no account numbers, and no code.
create view shop_way as
    select t.business_id, jsonb_build_object(
        'pickup', t.pickup, 'pickup_koperasi', t.pickup_koperasi, 'free_from', case when t.deliver then t.free_from end,
        'cash', t.cash, 'transfer', t.bank is not null, 'qris', t.qris is not null, 'note', t.note,
        'areas', case when t.deliver then (
            select coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'name', d.name, 'fee', a.fee) order by a.fee, d.name, d.code), '[]')
            from delivery_area a join district d on d.code = a.district_code where a.business_id = t.business_id) else '[]' end
    ) as ways
    from shop_terms t;
