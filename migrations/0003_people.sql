-- People: accounts, their sessions, and how a lost password is found again.

create table account (
    id            uuid primary key,
    name          text not null check (char_length(name) between 1 and 80),
    phone         text not null constraint account_phone_taken unique check (phone ~ '^\+[1-9]\d{6,14}$'),
    email         text,
    password_hash text,                     -- null: added in person, has not chosen one yet
    lang          text not null default 'id' check (lang in ('id', 'en')),
    operator      boolean not null default false,
    added_by      uuid references account,  -- the officer who added this person in person
    created_at    timestamptz not null default now(),
    closed_at     timestamptz
);
create unique index account_email_taken on account (lower(email)) where email is not null;

create table session (
    id           uuid primary key,
    account_id   uuid not null references account,
    token_hash   bytea not null unique,     -- SHA-256; the token itself is only in the cookie
    device       text not null,             -- "Chrome, Android": enough to tell one's own devices apart
    created_at   timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at   timestamptz not null
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);

-- A one-time way to a new password: a link by mail, or a code that an officer hands over in person.
create table reset_code (
    id         uuid primary key,
    account_id uuid not null references account,
    code_hash  bytea not null,
    way        text not null check (way in ('mail', 'officer')),
    issued_by  uuid references account,
    issued_at  timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz,
    check ((way = 'officer') = (issued_by is not null))
);
create index reset_code_open on reset_code (account_id) where used_at is null;

-- Staff of a regency's office (dinas).
create table regency_officer (
    account_id   uuid not null references account,
    regency_code text not null references regency,
    since        timestamptz not null default now(),
    until        timestamptz,
    primary key (account_id, regency_code)
);
