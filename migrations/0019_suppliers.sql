-- Suppliers (pemasok) and the raw materials (bahan baku) they deal in: whom koperasi buy from
-- together. All koperasi share one directory; each one's notes are its own.

-- One row for a thing however many koperasi buy it: offers, requests for quotes and rounds are
-- compared by it.
create table material (
    id         uuid primary key,
    slug       text not null constraint material_slug_taken unique,
    name       text not null check (char_length(name) between 1 and 60),
    unit       text,                        -- how it is bought: code of a domain::quantity::Unit; null: nobody has said
    keywords   text not null default '',    -- other words for it, found by a search
    entered_by uuid references account,     -- null: the system itself
    created_at timestamptz not null default now()
);
create unique index material_name_taken on material (lower(name));
create index material_name_trigrams on material using gin (lower(name) gin_trgm_ops);

create table supplier (
    id            uuid primary key,
    slug          text not null constraint supplier_slug_taken unique,
    name          text not null check (char_length(name) between 1 and 80),
    -- Where it is: a district that is known here, or a place elsewhere as it was typed.
    district_code text constraint supplier_district_code_fkey references district,
    city          text check (char_length(city) between 1 and 60),
    description   text,
    area          text,                     -- where it delivers, in its own words
    -- How it is reached: for officers only.
    whatsapp      text,
    phone         text,
    email         text,
    address       text,
    koperasi_id   uuid not null references koperasi,    -- which entered it, and keeps it right
    entered_by    uuid not null references account,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),   -- the version that a form was opened with
    archived_at   timestamptz,
    constraint supplier_place check ((district_code is null) <> (city is null)),
    constraint supplier_reachable check (whatsapp is not null or phone is not null)
);
create index supplier_name_trigrams on supplier using gin (lower(name) gin_trgm_ops) where archived_at is null;
create index supplier_by_name on supplier (lower(name), id) where archived_at is null;
create index supplier_koperasi on supplier (koperasi_id, lower(name), id);
create index supplier_district on supplier (district_code) where archived_at is null;

-- What it deals in. An offer names such a pair, so a form that is saved again keeps the rows that stay.
create table supplier_material (
    supplier_id uuid not null references supplier on delete cascade,
    material_id uuid not null references material,
    primary key (supplier_id, material_id)
);
create index supplier_material_of on supplier_material (material_id, supplier_id);

-- What a koperasi has noted about a supplier; nobody else reads it.
create table supplier_note (
    koperasi_id uuid not null references koperasi,
    supplier_id uuid not null references supplier on delete cascade,
    note        text not null check (char_length(note) between 1 and 2000),
    written_by  uuid not null references account,
    updated_at  timestamptz not null default now(),
    primary key (koperasi_id, supplier_id)
);
create index supplier_note_supplier on supplier_note (supplier_id);

-- The one rule of what strangers see, as business_public is for shops: not put away, and entered by
-- a koperasi that the regency's office has verified.
create view supplier_public as
select s.* from supplier s join koperasi k on k.id = s.koperasi_id and k.state = 'verified'
 where s.archived_at is null;

-- What it deals in never changes without the supplier's own row, so this one trigger tells all.
create trigger supplier_changed after insert or update or delete on supplier for each row execute function changed('supplier', 'id');

-- The search server's outbox (0016_search_index.sql).
create function search_supplier() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then perform search_changed('supplier', array(select id from touched)); end if;
    return null;
end $$;
create trigger supplier_insert_indexed after insert on supplier referencing new table as touched
    for each statement execute function search_supplier();
create trigger supplier_update_indexed after update on supplier referencing new table as touched
    for each statement execute function search_supplier();
create trigger supplier_delete_indexed after delete on supplier referencing old table as touched
    for each statement execute function search_supplier();

create function search_supplier_material() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then perform search_changed('supplier', array(select supplier_id from touched)); end if;
    return null;
end $$;
create trigger supplier_material_insert_indexed after insert on supplier_material referencing new table as touched
    for each statement execute function search_supplier_material();
create trigger supplier_material_delete_indexed after delete on supplier_material referencing old table as touched
    for each statement execute function search_supplier_material();

create function search_material() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then
        perform search_changed('supplier', array(
            select sm.supplier_id from supplier_material sm join fresh f on f.id = sm.material_id join old_rows o on o.id = f.id
             where (f.name, f.keywords) is distinct from (o.name, o.keywords)));
    end if;
    return null;
end $$;
create trigger material_update_indexed after update on material referencing old table as old_rows new table as fresh
    for each statement execute function search_material();

create function search_koperasi_supplier() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then
        perform search_changed('supplier', array(
            select s.id from supplier s join fresh f on f.id = s.koperasi_id join old_rows o on o.id = f.id where f.state <> o.state));
    end if;
    return null;
end $$;
create trigger koperasi_supplier_indexed after update on koperasi referencing old table as old_rows new table as fresh
    for each statement execute function search_koperasi_supplier();
