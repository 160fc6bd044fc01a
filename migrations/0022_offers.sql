-- What suppliers offer: bank accounts, offers in versions, requests for quotes, ratings.

-- Where a koperasi pays a supplier; for the officers with the money duty (bendahara).
create table supplier_bank (
    koperasi_id uuid not null references koperasi,
    supplier_id uuid not null references supplier on delete cascade,
    bank        text not null check (char_length(bank) between 1 and 40),
    number      text not null check (number ~ '^\d{5,20}$'),
    holder      text not null check (char_length(holder) between 1 and 80),
    written_by  uuid not null references account,
    updated_at  timestamptz not null default now(),
    primary key (koperasi_id, supplier_id)
);

-- When a supplier's contact was last changed, by the koperasi that keeps it right. Whoever else deals
-- with the supplier is warned for a while: what is sent there carries a link that answers in its name.
alter table supplier add column contact_changed_at timestamptz;
update supplier set contact_changed_at = updated_at;
alter table supplier alter column contact_changed_at set not null;

create function supplier_contact() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        new.contact_changed_at := new.created_at;
    elsif (new.whatsapp, new.phone, new.email) is distinct from (old.whatsapp, old.phone, old.email) then
        new.contact_changed_at := new.updated_at;
    end if;
    return new;
end $$;
create trigger supplier_contact before insert or update on supplier for each row execute function supplier_contact();

-- An officer asks several suppliers at once. Demand is a figure, never who wants it.
create table quote_request (
    id           uuid primary key,
    koperasi_id  uuid not null references koperasi,
    material_id  uuid not null references material,
    sale_unit    text not null,             -- what prices are for: a domain::quantity::SaleUnit
    demand       bigint not null check (demand > 0),
    note         text,
    answer_until timestamptz not null,
    created_by   uuid not null references account,
    created_at   timestamptz not null default now(),
    ended_at     timestamptz,               -- accepted or withdrawn: nobody answers any more
    accepted     uuid,                      -- the offer; references below
    reason       text,                      -- why that one
    decided_by   uuid references account,
    check (accepted is null or (ended_at is not null and reason is not null and decided_by is not null))
);
create index quote_request_koperasi on quote_request (koperasi_id, created_at desc);

-- The signed link of one supplier: its token is only in the link.
create table quote_invitation (
    id           uuid primary key,
    request_id   uuid not null references quote_request,
    supplier_id  uuid not null references supplier,
    token_hash   bytea not null unique,
    expires_at   timestamptz not null,
    created_at   timestamptz not null default now(),
    mailed_at    timestamptz,               -- the link went to the supplier's e-mail
    opened_at    timestamptz,
    answered_at  timestamptz,
    declined_at  timestamptz,
    withdrawn_at timestamptz,
    constraint quote_invitation_once unique (request_id, supplier_id)
);
create index quote_invitation_supplier on quote_invitation (supplier_id);

-- An offer of a supplier to a koperasi. A version never changes, so a round keeps the price it was
-- opened with; a new price is a new version.
create table offer (
    id             uuid primary key,
    koperasi_id    uuid not null references koperasi,
    supplier_id    uuid not null references supplier,
    material_id    uuid not null references material,
    version        int not null,
    sale_unit      text not null,
    pack           bigint not null check (pack > 0),        -- whole packs only
    minimum        bigint not null check (minimum > 0),
    step           bigint not null check (step > 0),        -- what a member's amount is a multiple of
    lead_days      smallint not null check (lead_days between 0 and 365),
    transport_fixed    bigint not null default 0 check (transport_fixed >= 0),
    transport_per_unit bigint not null default 0 check (transport_per_unit >= 0),
    transport_free_from bigint check (transport_free_from > 0),
    valid_until    date not null,
    note           text,
    invitation_id  uuid references quote_invitation,        -- how it was given; null: an officer wrote it down
    entered_by     uuid references account,                 -- null: the supplier answered
    created_at     timestamptz not null default now(),
    withdrawn_at   timestamptz,
    constraint offer_version_once unique (koperasi_id, supplier_id, material_id, version),
    constraint offer_answers_once unique (invitation_id),
    check (pack % step = 0),
    check ((invitation_id is null) <> (entered_by is null))
);
create index offer_of on offer (koperasi_id, material_id, created_at desc);

create table offer_tier (
    offer_id      uuid not null references offer,
    from_quantity bigint not null check (from_quantity > 0),
    price         bigint not null check (price > 0),        -- rupiah for one sale unit
    primary key (offer_id, from_quantity)
);

alter table quote_request add constraint quote_request_accepted_fkey foreign key (accepted) references offer;

create function offer_stays() returns trigger language plpgsql as $$
begin
    if (to_jsonb(new) - 'withdrawn_at') is distinct from (to_jsonb(old) - 'withdrawn_at')
       or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at) then
        raise exception 'an offer never changes' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger offer_stays before update on offer for each row execute function offer_stays();
create trigger offer_tier_append_only before update or delete or truncate on offer_tier
    for each statement execute function refuse_change();

-- What a koperasi may open a round with: written down by its officers, or accepted from a quote.
create view offer_usable as
select o.* from offer o
 where o.withdrawn_at is null
   and (o.invitation_id is null
        or exists (select from quote_invitation i join quote_request r on r.id = i.request_id
                    where i.id = o.invitation_id and r.accepted = o.id));
