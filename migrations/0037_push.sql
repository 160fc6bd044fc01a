-- Browsers that may be told of news while no page is open (RFC 8030, 8291, 8292).

create table push_subscription (
    id         uuid primary key,
    account_id uuid not null references account,
    endpoint   text not null unique check (char_length(endpoint) between 10 and 2000),
    p256dh     bytea not null,
    auth       bytea not null,
    created_at timestamptz not null,
    failed_at  timestamptz
);
create index push_subscription_account on push_subscription (account_id);
