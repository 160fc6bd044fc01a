-- What every capability stands on: who did what, what is still to be done, and what was done once.

create extension if not exists pg_trgm;

-- Who did what to which thing. Append-only; a row is written in the transaction that did it.
create table audit (
    id          bigint generated always as identity primary key,
    at          timestamptz not null default now(),
    account_id  uuid,                       -- null: the system itself (a job, a command)
    koperasi_id uuid,                       -- the tenant whose books or people it touched
    action      text not null check (action ~ '^[a-z]+(\.[a-z_]+)+$'),
    subject     uuid not null,
    detail      jsonb not null default '{}'
);
create index audit_subject on audit (subject, id);
create index audit_account on audit (account_id, id) where account_id is not null;
create index audit_koperasi on audit (koperasi_id, id desc) where koperasi_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_change();

-- Work to do after the transaction that asked for it: the outbox and the job queue in one, since a
-- row in the same transaction is what both are. Taken with FOR UPDATE SKIP LOCKED.
create table job (
    id         uuid primary key,
    kind       text not null,
    payload    jsonb not null,
    state      text not null default 'waiting' check (state in ('waiting', 'done', 'dead')),
    attempts   int not null default 0,
    due_at     timestamptz not null default now(),
    created_at timestamptz not null default now(),
    ended_at   timestamptz,
    error      text
);
create index job_due on job (due_at) where state = 'waiting';
create index job_dead on job (created_at desc) where state = 'dead';

create function job_wake() returns trigger language plpgsql as $$
begin
    perform pg_notify('guyub_job', '');
    return null;
end $$;
create trigger job_wakes after insert on job for each statement execute function job_wake();

-- The first result of a POST that must not happen twice.
create table idempotency (
    account_id uuid not null,
    key        uuid not null,
    request    bytea not null,              -- SHA-256 of what was asked; another content is a conflict
    result     jsonb not null,
    at         timestamptz not null default now(),
    primary key (account_id, key)
);

-- Mails, kept until sent; without an SMTP server the operator reads them here.
create table mail (
    id         uuid primary key,
    to_address text not null,
    subject    text not null,
    body       text not null,
    created_at timestamptz not null default now(),
    sent_at    timestamptz
);
create index mail_newest on mail (created_at desc);

-- Counters of attempts, shared by all servers and kept over a restart. `key` is a digest of what
-- is limited (a phone number, an address), so that the table names nobody.
create table throttle (
    key          bytea not null,
    window_start timestamptz not null,
    hits         int not null,
    primary key (key, window_start)
);
create index throttle_old on throttle (window_start);
