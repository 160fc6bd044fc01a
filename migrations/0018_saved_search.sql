-- What people wait for, and what they are told: searches that had no hit yet, and notices.

create table saved_search (
    id         uuid primary key,
    account_id uuid not null references account on delete cascade,
    -- The search as an address carries it, in its one form; short enough for an index.
    query      text not null check (octet_length(query) between 3 and 2000),
    label      text not null check (char_length(label) between 1 and 300),  -- the same as people read it
    created_at timestamptz not null default now(),
    checked_at timestamptz not null default now(),
    found_at   timestamptz,
    product_id uuid references product on delete set null,                  -- the first that matched
    ended_at   timestamptz,                                                 -- null: it waits
    check (found_at is null or ended_at is not null),
    check (product_id is null or found_at is not null)
);
create unique index saved_search_once on saved_search (account_id, query) where ended_at is null;
create index saved_search_account on saved_search (account_id, created_at desc);
create index saved_search_waiting on saved_search (checked_at) where ended_at is null;
-- When the market changed last: whoever waits is looked for only after that.
create index product_last_changed on product (updated_at) where state = 'published';

-- Something that happened while a person was away. Each kind has its own data, which is what its
-- sentence needs, and leads to one page.
create table notice (
    id         uuid primary key,
    account_id uuid not null references account on delete cascade,
    kind       text not null check (kind ~ '^[a-z]+(_[a-z]+)*$'),
    data       jsonb not null,
    link       text not null check (link ~ '^/([^/\\]|$)'),                 -- a path of this site
    at         timestamptz not null default now(),
    read_at    timestamptz
);
-- Counted on every page of somebody signed in.
create index notice_unread on notice (account_id) where read_at is null;
create index notice_newest on notice (account_id, at desc, id desc);
create index notice_read on notice (read_at) where read_at is not null;
