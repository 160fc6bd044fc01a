-- Businesses (their public page is the shop) and their permits.

create table business (
    id            uuid primary key,
    slug          text not null constraint business_slug_taken unique,
    owner_id      uuid not null references account,
    -- The koperasi that vouches for it: one that admitted the owner. Without one nothing is published.
    koperasi_id   uuid references koperasi,
    name          text not null check (char_length(name) between 1 and 80),
    story         text,
    district_code text not null references district,
    village       text not null,
    lat           int check (lat between -90000000 and 90000000),
    lng           int check (lng between -180000000 and 180000000),
    whatsapp      text,
    hours         jsonb,                    -- domain::hours::OpeningHours; null: not said
    cover_key     text,                     -- a picture of the shop itself
    entered_by    uuid references account,  -- the officer, when one opened it for the member
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    archived_at   timestamptz,
    check ((lat is null) = (lng is null))
);
create index business_owner on business (owner_id);
create index business_koperasi on business (koperasi_id) where archived_at is null;
create index business_district on business (district_code) where archived_at is null;

create table permit (
    id          uuid primary key,
    business_id uuid not null references business,
    kind        text not null check (kind in ('nib', 'pirt', 'halal', 'trademark')),
    number      text not null,
    expires_on  date,                       -- null: does not expire (NIB, PP 5/2021)
    scan_key    text,                       -- a picture that only the owner and those who verify see
    state       text not null default 'waiting' check (state in ('waiting', 'verified', 'refused')),
    decided_by  uuid references account,
    decided_at  timestamptz,
    reason      text,                       -- why it was refused
    entered_at  timestamptz not null default now(),
    replaced_at timestamptz,                -- a newer one of the same kind and state took its place
    check ((state = 'waiting') = (decided_at is null))
);
-- A verified one goes on counting while its renewal waits or is refused.
create unique index permit_current on permit (business_id, kind, state) where replaced_at is null;
create index permit_waiting on permit (entered_at) where state = 'waiting' and replaced_at is null;
create index permit_expiry on permit (expires_on) where state = 'verified' and replaced_at is null;
