-- The outbox of the search server: which documents of its index are older than the tables. Written by
-- the triggers below, in the transaction that changed something, whoever changed it; emptied by
-- engine::discovery::meili::sync. Without a search server (no row in search_index) nothing is noted.

-- One row once a search server is in use.
create table search_index (
    only_one   boolean primary key default true check (only_one),
    -- Generations number the indexes: guyub_product_7. `live` answers searches; `building` is filled
    -- beside it and takes its place in one step.
    generation int not null default 0,
    live       int,
    building   int,
    -- What the live generation was built by: settings and shape of the documents.
    made_by    text,
    -- Certificates in the index are those valid on this day.
    day        date not null default '-infinity'
);

-- A document waits once, however often it changes; `seq` tells whether it changed again while it was
-- being sent.
create sequence search_change_seq;
create table search_change (
    kind       text not null check (kind in ('product', 'shop', 'koperasi', 'supplier', 'synonym')),
    id         uuid not null,
    seq        bigint not null default nextval('search_change_seq'),
    changed_at timestamptz not null default clock_timestamp(),
    primary key (kind, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index search_change_oldest on search_change (changed_at);

create function search_changed(what text, ids uuid[]) returns void language plpgsql as $$
begin
    if coalesce(cardinality(ids), 0) = 0 then return; end if;
    -- In one order, so that two transactions never wait for each other.
    insert into search_change (kind, id) select what, i from (select distinct unnest(ids) as i) d where i is not null order by i
    on conflict (kind, id) do update set seq = nextval('search_change_seq');
    perform pg_notify('guyub_index', '');
end $$;

create function search_is_indexed() returns boolean language sql stable as $$ select exists (select from search_index) $$;

-- Goods: what a card shows and what they are found and filtered by. Stock left counts only as some or none.
create function search_product_insert() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then
        perform search_changed('product', array(select id from fresh where state = 'published'));
    end if;
    return null;
end $$;
create trigger product_insert_indexed after insert on product referencing new table as fresh
    for each statement execute function search_product_insert();

create function search_product_update() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then
        perform search_changed('product', array(
            select f.id from fresh f join old_rows o using (id)
             where (f.state = 'published' or o.state = 'published')
               and (f.slug, f.name, f.description, f.keywords, f.sale_unit, f.category_id, f.state, f.business_id, f.price,
                    f.unit_price, f.unit_base, f.published_at, f.stock is null, f.stock > 0)
                   is distinct from
                   (o.slug, o.name, o.description, o.keywords, o.sale_unit, o.category_id, o.state, o.business_id, o.price,
                    o.unit_price, o.unit_base, o.published_at, o.stock is null, o.stock > 0)));
    end if;
    return null;
end $$;
create trigger product_update_indexed after update on product referencing old table as old_rows new table as fresh
    for each statement execute function search_product_update();

create function search_product_delete() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then
        perform search_changed('product', array(select id from gone where state = 'published'));
    end if;
    return null;
end $$;
create trigger product_delete_indexed after delete on product referencing old table as gone
    for each statement execute function search_product_delete();

-- Pictures and wholesale prices, which a card shows.
create function search_product_part() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then
        perform search_changed('product', array(
            select p.id from product p where p.state = 'published' and p.id in (select product_id from touched)));
    end if;
    return null;
end $$;
create trigger picture_insert_indexed after insert on picture referencing new table as touched
    for each statement execute function search_product_part();
create trigger picture_update_indexed after update on picture referencing new table as touched
    for each statement execute function search_product_part();
create trigger picture_delete_indexed after delete on picture referencing old table as touched
    for each statement execute function search_product_part();
create trigger tier_insert_indexed after insert on price_tier referencing new table as touched
    for each statement execute function search_product_part();
create trigger tier_update_indexed after update on price_tier referencing new table as touched
    for each statement execute function search_product_part();
create trigger tier_delete_indexed after delete on price_tier referencing old table as touched
    for each statement execute function search_product_part();

create function search_permit() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then
        perform search_changed('product', array(
            select p.id from product p where p.state = 'published' and p.business_id in (select business_id from touched)));
    end if;
    return null;
end $$;
create trigger permit_insert_indexed after insert on permit referencing new table as touched
    for each statement execute function search_permit();
create trigger permit_update_indexed after update on permit referencing new table as touched
    for each statement execute function search_permit();
create trigger permit_delete_indexed after delete on permit referencing old table as touched
    for each statement execute function search_permit();

create function search_business_insert() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then perform search_changed('shop', array(select id from fresh)); end if;
    return null;
end $$;
create trigger business_insert_indexed after insert on business referencing new table as fresh
    for each statement execute function search_business_insert();

create function search_business_update() returns trigger language plpgsql as $$
declare ids uuid[];
begin
    if search_is_indexed() then
        ids := array(select f.id from fresh f join old_rows o using (id)
                      where (f.slug, f.name, f.village, f.district_code, f.koperasi_id, f.archived_at, f.lat, f.lng)
                            is distinct from (o.slug, o.name, o.village, o.district_code, o.koperasi_id, o.archived_at, o.lat, o.lng));
        perform search_changed('shop', ids);
        perform search_changed('product', array(select id from product where state = 'published' and business_id = any (ids)));
    end if;
    return null;
end $$;
create trigger business_update_indexed after update on business referencing old table as old_rows new table as fresh
    for each statement execute function search_business_update();

create function search_business_delete() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then perform search_changed('shop', array(select id from gone)); end if;
    return null;
end $$;
create trigger business_delete_indexed after delete on business referencing old table as gone
    for each statement execute function search_business_delete();

create function search_koperasi_insert() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then perform search_changed('koperasi', array(select id from fresh)); end if;
    return null;
end $$;
create trigger koperasi_insert_indexed after insert on koperasi referencing new table as fresh
    for each statement execute function search_koperasi_insert();

-- With it go the shops and goods that it vouches for.
create function search_koperasi_update() returns trigger language plpgsql as $$
declare ids uuid[];
begin
    if search_is_indexed() then
        ids := array(select f.id from fresh f join old_rows o using (id)
                      where (f.slug, f.name, f.village, f.district_code, f.state)
                            is distinct from (o.slug, o.name, o.village, o.district_code, o.state));
        perform search_changed('koperasi', ids);
        perform search_changed('shop', array(select id from business where koperasi_id = any (ids)));
        perform search_changed('product', array(
            select p.id from product p join business b on b.id = p.business_id where p.state = 'published' and b.koperasi_id = any (ids)));
    end if;
    return null;
end $$;
create trigger koperasi_update_indexed after update on koperasi referencing old table as old_rows new table as fresh
    for each statement execute function search_koperasi_update();

create function search_category_update() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then
        perform search_changed('product', array(
            with recursive below as (
                select f.id from fresh f join old_rows o using (id)
                 where (f.slug, f.name_id, f.name_en, f.parent_id, f.icon)
                       is distinct from (o.slug, o.name_id, o.name_en, o.parent_id, o.icon)
                union select c.id from category c join below on c.parent_id = below.id)
            select p.id from product p where p.state = 'published' and p.category_id in (select id from below)));
    end if;
    return null;
end $$;
create trigger category_update_indexed after update on category referencing old table as old_rows new table as fresh
    for each statement execute function search_category_update();

-- All of them together are one setting of the index.
create function search_synonym() returns trigger language plpgsql as $$
begin
    if search_is_indexed() then
        perform search_changed('synonym', array['00000000-0000-0000-0000-000000000000'::uuid]);
    end if;
    return null;
end $$;
create trigger synonym_indexed after insert or update or delete on synonym for each statement execute function search_synonym();
