-- Complaints about an order: the buyer says what is wrong, the seller answers, an officer of the koperasi
-- that vouches for the shop decides. Everything said stays.

create table complaint (
    id         uuid primary key,
    order_id   uuid not null unique references shop_order,
    reason     text not null check (reason in ('not_arrived', 'damaged', 'wrong', 'short', 'other')),
    -- The koperasi that mediates: the one that vouched when it was raised.
    koperasi_id uuid references koperasi,
    raised_at  timestamptz not null,
    from_state text not null,                      -- where the order stood
    wants      text not null check (wants in ('money_back', 'new_goods', 'say_it')),
    decided_at timestamptz,
    decided_by uuid references account,            -- null: the seller gave in, the buyer withdrew, or nobody said anything
    outcome    text check (outcome in ('seller_gives', 'buyer_keeps', 'withdrawn', 'lapsed')),
    decision   text,
    check ((decided_at is null) = (outcome is null))
);
create index complaint_open on complaint (koperasi_id, raised_at) where decided_at is null;

create table complaint_word (
    id           bigint generated always as identity primary key,
    complaint_id uuid not null references complaint,
    at           timestamptz not null,
    account_id   uuid not null references account,
    side         text not null check (side in ('buyer', 'seller', 'officer')),
    words        text not null check (char_length(words) between 1 and 1000),
    pictures     text[] not null default '{}'      -- keys, for the three sides only
);
create index complaint_word_of on complaint_word (complaint_id, id);
create index complaint_word_pictures on complaint_word using gin (pictures);
create trigger complaint_word_stays before update or delete or truncate on complaint_word
    for each statement execute function refuse_change();
