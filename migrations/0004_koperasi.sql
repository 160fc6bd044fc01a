-- Koperasi, those who run them, and those who belong to them.

create table koperasi (
    id             uuid primary key,
    slug           text not null constraint koperasi_slug_taken unique,
    name           text not null check (char_length(name) between 1 and 120),
    -- UU 25/1992 art. 15 (primer, sekunder) leaves the kind to the members; these are the usual ones.
    legal_form     text not null check (legal_form in ('ksu', 'kud', 'kopdes', 'konsumen', 'produsen', 'pemasaran', 'jasa', 'ksp')),
    nik_koperasi   text not null check (nik_koperasi ~ '^\d{13}$'),
    district_code  text not null references district,
    village        text not null,
    address        text,
    phone          text not null,
    email          text,
    story          text,
    state          text not null default 'waiting' check (state in ('waiting', 'verified', 'refused')),
    decided_by     uuid references account,
    decided_at     timestamptz,
    refusal_reason text,
    created_by     uuid not null references account,
    created_at     timestamptz not null default now(),
    -- When what it tells about itself changed: who verifies it says which telling they saw.
    updated_at     timestamptz not null default now(),
    last_member_number int not null default 0,
    check ((state = 'waiting') = (decided_at is null)),
    check ((state = 'refused') = (refusal_reason is not null))
);
-- A refused one keeps nobody from registering under the same number, least of all its rightful owner.
create unique index koperasi_nik_taken on koperasi (nik_koperasi) where state <> 'refused';
create index koperasi_district on koperasi (district_code) where state = 'verified';
create index koperasi_waiting on koperasi (created_at) where state = 'waiting';

-- A term of office. pengawas (supervisors) read everything and change nothing.
create table office (
    id          uuid primary key,
    koperasi_id uuid not null references koperasi,
    account_id  uuid not null references account,
    duty        text not null check (duty in ('ketua', 'sekretaris', 'bendahara', 'manajer', 'pengawas')),
    from_day    date not null,
    until_day   date not null,
    ended_at    timestamptz,
    created_at  timestamptz not null default now(),
    constraint office_term_forward check (until_day > from_day)
);
create index office_account on office (account_id) where ended_at is null;
create index office_koperasi on office (koperasi_id) where ended_at is null;
create unique index office_duty_held on office (koperasi_id, account_id, duty) where ended_at is null;

create table membership (
    id           uuid primary key,
    koperasi_id  uuid not null references koperasi,
    account_id   uuid not null references account,
    number       int,                       -- from 1 in each koperasi, given on admission, kept for good
    state        text not null check (state in ('applied', 'invited', 'admitted', 'declined', 'left')),
    reason       text,                      -- why the person applies
    answer       text,                      -- why the koperasi declined
    in_person    boolean not null default false,
    invited_by   uuid references account,   -- the officer who asked; only the person can say yes
    applied_at   timestamptz not null default now(),
    decided_at   timestamptz,
    decided_by   uuid references account,
    left_at      timestamptz,
    constraint membership_number_once unique (koperasi_id, number),
    check ((state in ('admitted', 'left')) = (number is not null)),
    check ((state in ('applied', 'invited')) = (decided_at is null)),
    check (state <> 'invited' or invited_by is not null)
);
-- One open application, invitation or membership a person and koperasi; declined and left ones stay
-- as history.
create unique index membership_current on membership (koperasi_id, account_id) where state in ('applied', 'invited', 'admitted');
create index membership_account on membership (account_id);
create index membership_applied on membership (koperasi_id, applied_at) where state = 'applied';
create index membership_invited on membership (koperasi_id, applied_at) where state = 'invited';
