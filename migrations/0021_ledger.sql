-- The books of a koperasi: double entry, append-only, one book for each unit usaha (UU 25/1992 art. 44
-- and Permenkop UKM 8/2023: the savings-and-loan unit may not trade, so its books are apart).

create table ledger_book (
    id          uuid primary key,
    koperasi_id uuid not null references koperasi,
    unit        text not null check (unit in ('perdagangan', 'simpan_pinjam')),
    created_at  timestamptz not null default now(),
    constraint ledger_book_once unique (koperasi_id, unit)
);

create table ledger_account (
    id          uuid primary key,
    book_id     uuid not null references ledger_book,
    code        text not null check (code ~ '^\d-\d{4}$'),
    name        text not null check (char_length(name) between 1 and 80),
    kind        text not null check (kind in ('asset', 'liability', 'equity', 'income', 'expense')),
    -- Whose balances the account is made of; null: it is one balance.
    party       text check (party in ('member', 'supplier', 'koperasi')),
    created_at  timestamptz not null default now(),
    constraint ledger_account_code_taken unique (book_id, code)
);

-- Which account a use case posts to: the mapping that a treasurer may change.
create table ledger_role (
    book_id    uuid not null references ledger_book,
    role       text not null,
    account_id uuid not null references ledger_account,
    primary key (book_id, role)
);

create table journal (
    id         uuid primary key,
    book_id    uuid not null references ledger_book,
    year       int not null,
    number     int not null,                -- from 1 in each book and year, without gaps
    day        date not null,
    kind       text not null check (kind ~ '^[a-z]+(_[a-z]+)*$'),
    memo       text not null check (char_length(memo) between 1 and 200),
    round_id   uuid,                        -- the joint purchase that it belongs to
    mirrors    uuid constraint journal_mirrored_once unique references journal,
    posted_by  uuid references account,     -- null: the system itself
    posted_at  timestamptz not null default now(),
    constraint journal_number_once unique (book_id, year, number)
);
create index journal_newest on journal (book_id, day desc, number desc);
create index journal_round on journal (round_id) where round_id is not null;

create table journal_line (
    journal_id uuid not null references journal,
    line       int not null,
    account_id uuid not null references ledger_account,
    party      uuid,                        -- a membership, a supplier, another koperasi
    debit      bigint not null default 0 check (debit >= 0),
    credit     bigint not null default 0 check (credit >= 0),
    primary key (journal_id, line),
    constraint journal_line_one_side check ((debit = 0) <> (credit = 0))
);
create index journal_line_account on journal_line (account_id, party, journal_id);

-- The sums of the lines, so that a balance costs one row. `guyub check` adds the lines up again.
create table ledger_balance (
    account_id uuid not null references ledger_account,
    party      uuid not null,               -- all zeros: the account has no parties
    debit      bigint not null default 0,
    credit     bigint not null default 0,
    primary key (account_id, party)
);

create trigger journal_append_only before update or delete or truncate on journal
    for each statement execute function refuse_change();
create trigger journal_line_append_only before update or delete or truncate on journal_line
    for each statement execute function refuse_change();

-- A journal comes with all its lines in one statement, and they balance; later ones are refused.
create function journal_lines_came() returns trigger language plpgsql as $$
declare wrong uuid;
begin
    select t.journal_id into wrong from touched t group by t.journal_id
     having sum(t.debit) <> sum(t.credit)
         or count(*) <> (select count(*) from journal_line l where l.journal_id = t.journal_id) limit 1;
    if found then
        raise exception 'journal % does not balance, or had lines already', wrong
            using errcode = 'check_violation', constraint = 'journal_balances';
    end if;
    select t.journal_id into wrong from touched t join journal j on j.id = t.journal_id join ledger_account a on a.id = t.account_id
     where a.book_id <> j.book_id or (a.party is null) <> (t.party is null) limit 1;
    if found then
        raise exception 'journal % has a line on an account of another book, or without its party', wrong
            using errcode = 'check_violation', constraint = 'journal_line_fits';
    end if;
    insert into ledger_balance as b (account_id, party, debit, credit)
    select account_id, coalesce(party, '00000000-0000-0000-0000-000000000000'), sum(debit), sum(credit)
      from touched group by 1, 2 order by 1, 2
    on conflict (account_id, party) do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit;
    return null;
end $$;
create trigger journal_line_came after insert on journal_line referencing new table as touched
    for each statement execute function journal_lines_came();

create function journal_has_lines() returns trigger language plpgsql as $$
begin
    if not exists (select from journal_line where journal_id = new.id) then
        raise exception 'journal % has no lines', new.id using errcode = 'check_violation', constraint = 'journal_has_lines';
    end if;
    return null;
end $$;
create constraint trigger journal_has_lines after insert on journal deferrable initially deferred
    for each row execute function journal_has_lines();

-- Document numbers without gaps: the next one is taken in the transaction that makes the document.
create table document_number (
    owner_id uuid not null,                 -- the book of a journal, the koperasi of everything else
    kind     text not null,
    year     int not null,
    last     int not null,
    primary key (owner_id, kind, year)
);

-- How far a member may go beyond the own deposit; the treasurer says so.
create table credit_limit (
    membership_id uuid primary key references membership,
    koperasi_id   uuid not null references koperasi,
    amount        bigint not null check (amount >= 0),
    set_by        uuid not null references account,
    set_at        timestamptz not null default now()
);

-- A debt that is given up: one officer asks with a reason, another one decides.
create table write_off (
    id            uuid primary key,
    koperasi_id   uuid not null references koperasi,
    membership_id uuid not null references membership,
    amount        bigint not null check (amount > 0),
    reason        text not null check (char_length(reason) between 1 and 500),
    asked_by      uuid not null references account,
    asked_at      timestamptz not null default now(),
    decided_by    uuid references account,
    decided_at    timestamptz,
    journal_id    uuid references journal,  -- null: refused, or not decided
    check ((decided_by is null) = (decided_at is null)),
    constraint write_off_second_officer check (decided_by <> asked_by),
    check (journal_id is null or decided_at is not null)
);
create index write_off_koperasi on write_off (koperasi_id, asked_at desc);
create unique index write_off_open on write_off (membership_id) where decided_at is null;

-- What one koperasi pays another for a joint purchase: the payer says so, the other confirms that it came.
create table koperasi_payment (
    id           uuid primary key,
    from_id      uuid not null references koperasi,
    to_id        uuid not null references koperasi,
    amount       bigint not null check (amount > 0),
    paid_journal uuid not null references journal,
    paid_by      uuid not null references account,
    paid_at      timestamptz not null default now(),
    got_journal  uuid references journal,
    got_by       uuid references account,
    got_at       timestamptz,
    withdrawn_at timestamptz,               -- it was none: the payer has undone its journal
    check (from_id <> to_id),
    check ((got_at is null) = (got_journal is null)),
    check (withdrawn_at is null or got_at is null)
);
create index koperasi_payment_from on koperasi_payment (from_id, paid_at desc);
create index koperasi_payment_to on koperasi_payment (to_id, paid_at desc);
