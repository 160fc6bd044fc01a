-- Sheets of products that a keeper brings: shown first with what is wrong in them, then taken over
-- by a job.

create table product_import (
    id          uuid primary key,
    business_id uuid not null references business,
    account_id  uuid not null references account,   -- who brought it: the owner, or an officer
    file_name   text not null,
    total       int not null check (total > 0),
    bad         int not null,
    state       text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
    only_good   boolean not null default false,     -- leave the bad rows out, or take all or none
    publish     boolean not null default false,
    done        int not null default 0,             -- rows looked at by the job, for its progress
    made        int,                                -- products made
    created_at  timestamptz not null default now(),
    ended_at    timestamptz,
    check (bad between 0 and total),
    check ((state in ('done', 'failed')) = (ended_at is not null)),
    check ((state = 'done') = (made is not null))
);
create index product_import_business on product_import (business_id, created_at desc);

-- The cells as they came: they are read again whenever they are shown or taken over, so that there
-- is one reading of them and its words are in the reader's language.
create table import_row (
    import_id uuid not null references product_import on delete cascade,
    line      int not null,                         -- of the sheet, as its owner counts
    bad       boolean not null,
    cells     jsonb not null,                       -- text by column
    primary key (import_id, line)
);
create index import_row_shown on import_row (import_id, bad desc, line);
