-- A form posted after its session was closed, kept until the person has signed in. No files, no
-- passwords; gone after a day.
create table kept_form (
    id      uuid primary key,               -- random (version 4): knowing it is the permission to read it
    path    text not null,
    inputs  jsonb not null,
    kept_at timestamptz not null default now()
);
create index kept_form_old on kept_form (kept_at);
