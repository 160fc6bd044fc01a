-- Joint purchases (pembelian bersama): rounds, pledges, what arrived, who gets what and owes what.

create table round (
    id              uuid primary key,
    koperasi_id     uuid not null references koperasi,      -- the coordinator
    offer_id        uuid not null references offer,
    title           text not null check (char_length(title) between 1 and 80),
    note            text,
    state           text not null default 'draft'
                    check (state in ('draft', 'open', 'closed', 'ordered', 'received', 'settled', 'cancelled')),
    scheduled       boolean not null default false,         -- a draft that opens by itself
    opens_at        timestamptz not null,
    closes_at       timestamptz not null,
    topping_up_until timestamptz,                           -- closed, but members may still add
    minimum_quantity bigint check (minimum_quantity > 0),
    minimum_amount  bigint check (minimum_amount > 0),
    if_missed       text not null default 'ask' check (if_missed in ('extend', 'cancel', 'ask')),
    extend_days     smallint not null default 3 check (extend_days between 1 and 30),
    extended        smallint not null default 0,
    fee_bp          int not null default 0 check (fee_bp between 0 and 10000),
    fee_per_unit    bigint not null default 0 check (fee_per_unit >= 0),
    transport_split text not null default 'quantity' check (transport_split in ('quantity', 'value')),
    deposit_bp      int not null default 0 check (deposit_bp between 0 and 10000),
    pickup_place    text not null check (char_length(pickup_place) between 1 and 120),
    pickup_at       timestamptz not null,
    -- As planned, once an extension has moved them: the next of the series, and copies, go by the plan.
    planned_closes_at timestamptz,
    planned_pickup_at timestamptz,
    shared          boolean not null default false,         -- other koperasi may be invited
    repeat_rule     text,                                   -- an iCal RRULE (RFC 5545 § 3.3.10); null: once
    series          uuid not null,                          -- the id of the first round of its series
    copied_from     uuid references round,
    -- What it would have cost elsewhere: dated and sourced, or not at all.
    reference_price  bigint check (reference_price > 0),
    reference_day    date,
    reference_source text check (char_length(reference_source) between 1 and 120),
    -- What became of it.
    ordered_quantity bigint,
    accepted_quantity bigint,                               -- arrived undamaged
    paid_quantity    bigint,                                -- what the supplier is paid for
    unit_price       bigint,
    transport        bigint,
    stock_quantity   bigint,                                -- what nobody had asked for: the koperasi's own
    list_locked_at   timestamptz,                           -- the pick-up list was printed
    cancel_reason    text,
    opened_at        timestamptz,
    closed_at        timestamptz,
    ordered_at       timestamptz,
    received_at      timestamptz,
    settled_at       timestamptz,
    cancelled_at     timestamptz,
    created_by       uuid references account,               -- null: the next of a series
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),    -- the version that a page was opened with
    check (closes_at > opens_at),
    check ((planned_closes_at is null) = (planned_pickup_at is null)),
    check (minimum_quantity is null or minimum_amount is null),
    check (fee_bp = 0 or fee_per_unit = 0),
    check ((reference_price is null) = (reference_day is null) and (reference_price is null) = (reference_source is null)),
    check ((state = 'cancelled') = (cancelled_at is not null)),
    check (state not in ('ordered', 'received', 'settled') or (ordered_quantity is not null and unit_price is not null and transport is not null)),
    check (state not in ('received', 'settled') or (accepted_quantity is not null and paid_quantity is not null and stock_quantity is not null))
);
create index round_open on round (closes_at) where state = 'open';
create index round_koperasi_newest on round (koperasi_id, created_at desc);
create index round_state on round (state, updated_at desc);
create index round_offer on round (offer_id);
create unique index round_series_next on round (series, opens_at);

alter table journal add constraint journal_round_fkey foreign key (round_id) references round;

-- Who takes part. The coordinator is one of them.
create table round_koperasi (
    round_id    uuid not null references round on delete cascade,
    koperasi_id uuid not null references koperasi,
    state       text not null check (state in ('invited', 'joined', 'declined')),
    invited_by  uuid references account,
    invited_at  timestamptz not null default now(),
    answered_by uuid references account,
    answered_at timestamptz,
    primary key (round_id, koperasi_id)
);
create index round_koperasi_of on round_koperasi (koperasi_id, round_id);

create table pledge (
    id            uuid primary key,
    round_id      uuid not null references round,
    koperasi_id   uuid not null references koperasi,
    membership_id uuid not null references membership,
    quantity      bigint not null check (quantity >= 0),    -- 0: taken back
    tolerance     bigint not null check (tolerance >= 0),   -- the extra they would accept
    held          bigint not null check (held >= 0),        -- rupiah of the credit limit that it takes
    deposit_due   bigint not null check (deposit_due >= 0), -- rupiah of deposit that it asks for
    created_at    timestamptz not null default now(),
    changed_at    timestamptz not null default now(),
    constraint pledge_once unique (round_id, membership_id),
    check (quantity > 0 or (tolerance = 0 and held = 0 and deposit_due = 0))
);
create index pledge_totals on pledge (round_id) include (koperasi_id, quantity, tolerance);
create index pledge_membership on pledge (membership_id, round_id);

-- Every change of a pledge, the first too.
create table pledge_change (
    id         bigint generated always as identity primary key,
    pledge_id  uuid not null references pledge,
    at         timestamptz not null,
    account_id uuid not null references account,
    quantity   bigint not null,
    tolerance  bigint not null,
    topping_up boolean not null default false
);
create index pledge_change_of on pledge_change (pledge_id, id);
create trigger pledge_change_append_only before update or delete or truncate on pledge_change
    for each statement execute function refuse_change();

-- Whoever looks at a round is told that its figures moved.
create function round_moved() returns trigger language plpgsql as $$
begin
    perform pg_notify('guyub_round', id::text) from (select distinct round_id as id from touched) t;
    return null;
end $$;
create trigger pledge_inserted_moves after insert on pledge referencing new table as touched
    for each statement execute function round_moved();
create trigger pledge_updated_moves after update on pledge referencing new table as touched
    for each statement execute function round_moved();
create function round_itself_moved() returns trigger language plpgsql as $$
begin
    perform pg_notify('guyub_round', id::text) from touched;
    return null;
end $$;
create trigger round_updated_moves after update on round referencing new table as touched
    for each statement execute function round_itself_moved();

create table purchase_order (
    id           uuid primary key,
    round_id     uuid not null constraint purchase_order_once unique references round,
    koperasi_id  uuid not null references koperasi,
    year         int not null,
    number       int not null,
    quantity     bigint not null,
    unit_price   bigint not null,
    goods        bigint not null,           -- rupiah
    transport    bigint not null,
    terms        text,
    deliver_by   date,
    issued_by    uuid not null references account,
    issued_at    timestamptz not null default now(),
    sent_at      timestamptz,
    sent_way     text check (sent_way in ('mail', 'whatsapp', 'hand')),
    seen_at      timestamptz,
    confirmed_at timestamptz,
    constraint purchase_order_number_once unique (koperasi_id, year, number)
);

-- A delivery, or a part of one.
create table receipt (
    id           uuid primary key,
    round_id     uuid not null references round,
    part         int not null,
    delivered    bigint not null check (delivered >= 0),
    damaged      bigint not null check (damaged between 0 and delivered),
    damaged_paid boolean not null default false,            -- the supplier is paid for what was damaged
    unit_price   bigint check (unit_price > 0),             -- null: as ordered
    transport    bigint check (transport >= 0),             -- null: as ordered
    note         text,
    picture      text,                                      -- key of the delivery note's photo
    received_by  uuid not null references account,
    received_at  timestamptz not null default now(),
    constraint receipt_part_once unique (round_id, part)
);

-- What a member gets, and what is charged for it.
create table allocation (
    pledge_id     uuid primary key references pledge,
    round_id      uuid not null references round,
    koperasi_id   uuid not null references koperasi,
    membership_id uuid not null references membership,
    computed      bigint not null check (computed >= 0),
    final         bigint not null check (final >= 0),
    goods         bigint not null default 0,                -- rupiah, as are the next two
    transport     bigint not null default 0,
    fee           bigint not null default 0,
    moved_by      uuid references account,
    moved_at      timestamptz,
    moved_reason  text,
    handed_by     uuid references account,
    handed_at     timestamptz,
    confirmed_at  timestamptz,                              -- by the member
    check ((moved_by is null) = (moved_reason is null)),
    check (final = computed or moved_reason is not null)
);
create index allocation_round on allocation (round_id, koperasi_id);
create index allocation_membership on allocation (membership_id, round_id);

-- The invoice of a member for a round; once.
create table charge (
    id            uuid primary key,
    round_id      uuid not null references round,
    koperasi_id   uuid not null references koperasi,
    membership_id uuid not null references membership,
    year          int not null,
    number        int not null,
    quantity      bigint not null,
    goods         bigint not null,
    transport     bigint not null,
    fee           bigint not null,
    total         bigint generated always as (goods + transport + fee) stored,
    journal_id    uuid not null references journal,
    at            timestamptz not null default now(),
    constraint charge_once unique (round_id, membership_id),
    constraint charge_number_once unique (koperasi_id, year, number)
);
-- Which invoice a correction note is of.
alter table journal add column charge_id uuid references charge;
create index journal_charge on journal (charge_id) where charge_id is not null;

create index charge_membership on charge (membership_id, at desc);
create index charge_koperasi on charge (koperasi_id, at desc);
create trigger charge_append_only before update or delete or truncate on charge
    for each statement execute function refuse_change();

-- What a koperasi found of a supplier once a round was settled.
create table supplier_rating (
    round_id    uuid not null references round,
    koperasi_id uuid not null references koperasi,
    supplier_id uuid not null references supplier,
    on_time     boolean not null,
    right_quantity boolean not null,
    quality     smallint not null check (quality between 1 and 5),
    note        text,
    rated_by    uuid not null references account,
    rated_at    timestamptz not null default now(),
    primary key (round_id, koperasi_id)
);
create index supplier_rating_of on supplier_rating (supplier_id);
