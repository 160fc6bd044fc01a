-- Browsers that may be told of news while no page is open (RFC 8030, 8291, 8292).

create table push_subscription (
    id         uuid primary key,
    account_id uuid not null references account,
    -- Told as long as one is signed in on that device: whoever signs in next is told nothing of it.
    session_id uuid not null references session on delete cascade,
    endpoint   text not null constraint push_subscription_endpoint unique check (char_length(endpoint) between 10 and 2000),
    p256dh     bytea not null check (octet_length(p256dh) = 65),
    auth       bytea not null check (octet_length(auth) = 16),
    lang       text not null check (lang in ('id', 'en')),
    created_at timestamptz not null,
    failed_at  timestamptz
);
create index push_subscription_account on push_subscription (account_id);
create index push_subscription_session on push_subscription (session_id);

-- Whoever writes a notice, and however many in one statement: those with such a browser are told by a job.
create function push_asked() returns trigger language plpgsql as $$
begin
    insert into job (id, kind, payload, due_at, created_at)
    -- UUIDv7: random, with the milliseconds in front, and two bits set that turn version 4 into 7.
    select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
               substring(int8send((extract(epoch from n.at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
           'push_notice', jsonb_build_object('kind', 'push_notice', 'notice', n.id), n.at, n.at
      from fresh n
     where n.read_at is null and exists (select from push_subscription s where s.account_id = n.account_id);
    return null;
end $$;
create trigger notice_pushed after insert on notice referencing new table as fresh
    for each statement execute function push_asked();
