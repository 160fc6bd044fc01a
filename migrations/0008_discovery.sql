-- Discovery on PostgreSQL: one narrow row for each product that buyers can see, the words of the
-- market, and what people say for the same thing.
--
-- Who keeps it right:
-- * Everything but words (price, stock, place, koperasi, category, badges) is kept by the triggers
--   below, in the transaction that changed it, whoever changed it.
-- * Words are made by the normaliser in Rust (domain::discovery::normalise), which is the only one.
--   A trigger that sees a changed text writes plain words, so that the product is found at once, and
--   marks the row stale; engine::discovery::refresh gives it its real words, at the end of the use
--   case or within a second by the server's loop.
-- * Badges run out by date, not by a job: the row holds their last days and a search compares them
--   with today.

-- The one rule of what strangers see: a shop is public while it is open and a koperasi that the
-- regency's office has verified vouches for it. Pages, search, suggestions, sitemap and counts all
-- read it from here.
create view business_public as
select b.* from business b join koperasi k on k.id = b.koperasi_id and k.state = 'verified'
 where b.archived_at is null;

-- A small number for each koperasi, so that a listing packs into a few bytes.
alter table koperasi add column no int generated always as identity constraint koperasi_no_once unique;

create table listing (
    no              int generated always as identity primary key,
    product_id      uuid not null constraint listing_product_once unique references product on delete cascade,
    price           bigint not null,
    unit_price      bigint,
    published_at    timestamptz not null,
    koperasi        int not null,           -- koperasi.no
    district        int not null,           -- the code without its dots
    lat             int not null,           -- of the shop, or about the middle of its district
    lng             int not null,
    nib_until       date,                   -- last day of a verified permit; 'infinity': does not expire
    pirt_until      date,
    halal_until     date,
    trademark_until date,
    category_id     smallint not null,
    unit_base       smallint,               -- 1 kg, 2 liter, 3 piece: comparable only among themselves
    name_words      smallint not null default 0,
    available       boolean not null,       -- in stock, or made to order
    stale           boolean not null default true,  -- words are plain ones, or of an older text
    unlearned       boolean not null default true,  -- words are not in search_word yet
    -- Lexemes: each word as fold writes it, behind a ~ that tells it from the plain words of a
    -- trigger; those of the name once more behind a =, and its first behind a ^.
    -- Weights: A name; B keywords, unit; C category, shop, place; D description, koperasi, regency,
    -- wider categories.
    words           tsvector not null
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
-- Without a pending list, so that no search pays for the writes before it.
create index listing_words on listing using gin (words) with (fastupdate = off);
create index listing_newest on listing (published_at desc, no desc);
create index listing_place on listing (lat, lng);
create index listing_stale on listing (no) where stale;
create index listing_unlearned on listing (no) where unlearned;
-- Enough most-common words that the planner knows a frequent one from a rare one.
alter table listing alter column words set statistics 1000;

-- Spellings that one lost letter away from `word`, and the word: two words that share one of these
-- are one typo apart (or two, which Rust verifies). Words with digits have none: 250g is not 350g.
create function one_less(word text) returns text[] language sql immutable parallel safe strict as $$
    select case when word ~ '[0-9]' or length(word) not between 3 and 32 then '{}'
        else (select array_agg(distinct overlay(word placing '' from i for 1)) from generate_series(1, length(word)) i) || word end
$$;

-- Every word of a listing, and how many listings say it in their name, keywords, category, shop or
-- place. The count only guides guesses; `guyub reindex` counts anew.
create table search_word (
    word    text primary key check (length(word) between 1 and 64),
    folded  text not null,                  -- as domain::discovery::normalise::fold writes it
    named   int not null default 0,
    spelled text[] not null generated always as (one_less(word) || one_less(folded)) stored
);
create index search_word_folded on search_word (folded);
create index search_word_prefix on search_word (word text_pattern_ops);
create index search_word_spelled on search_word using gin (spelled) with (fastupdate = off);
create index search_word_trigrams on search_word using gin (word gin_trgm_ops) with (fastupdate = off);

-- Another word for the same thing; several words may stand for one (minyak goreng). One-way: who
-- says `term` also means `means` (cabe: chilli; not: who says chilli means cabe).
create table synonym (
    id         int generated always as identity primary key,
    term       text not null check (char_length(term) between 1 and 60),
    means      text not null check (char_length(means) between 1 and 60),
    two_way    boolean not null default true,
    created_at timestamptz not null default now(),
    constraint synonym_once unique (term, means),
    constraint synonym_of_another check (term <> means)
);

create index business_name_trigrams on business using gin (lower(name) gin_trgm_ops) where archived_at is null;

-- Writes the listings of these products, or removes them. `text_changed` says that words may differ.
create function listing_refresh(ids uuid[], text_changed boolean) returns void language plpgsql as $$
begin
    if coalesce(cardinality(ids), 0) = 0 then return; end if;
    -- Two transactions that change a product and its shop at once: the second waits here, and reads
    -- below what the first wrote.
    perform 1 from product where id in (select unnest(ids)) order by id for no key update;
    delete from listing l using product p
     where l.product_id in (select unnest(ids)) and p.id = l.product_id
       and (p.state <> 'published' or not exists (select from business_public b where b.id = p.business_id));
    insert into listing as l (product_id, price, unit_price, published_at, koperasi, district, lat, lng, nib_until,
            pirt_until, halal_until, trademark_until, category_id, unit_base, available, words)
    select p.id, p.price, p.unit_price, p.published_at, k.no, replace(b.district_code, '.', '')::int,
           coalesce(b.lat, d.lat), coalesce(b.lng, d.lng), m.nib, m.pirt, m.halal, m.trademark, p.category_id,
           case p.unit_base when 'kg' then 1 when 'l' then 2 when 'pcs' then 3 end,
           p.stock is null or p.stock > 0,
           -- Few words, since each costs a place in the index and will be replaced at once.
           case when text_changed then
               setweight(to_tsvector('simple', p.name), 'A') || setweight(to_tsvector('simple', b.name), 'C')
           else '' end
      from unnest(ids) i (id)
      -- By its key, one by one: after a bulk load the statistics know nothing of published products,
      -- and a join planned on them compares all with all.
      cross join lateral (select * from product where id = i.id offset 0) p
      join business_public b on b.id = p.business_id
      join koperasi k on k.id = b.koperasi_id
      join district d on d.code = b.district_code
      left join lateral (
          select max(coalesce(expires_on, 'infinity')) filter (where kind = 'nib') as nib,
                 max(coalesce(expires_on, 'infinity')) filter (where kind = 'pirt') as pirt,
                 max(coalesce(expires_on, 'infinity')) filter (where kind = 'halal') as halal,
                 max(coalesce(expires_on, 'infinity')) filter (where kind = 'trademark') as trademark
            from permit where business_id = b.id and state = 'verified' and replaced_at is null) m on true
     where p.state = 'published'
     order by p.id
    on conflict (product_id) do update set
        price = excluded.price, unit_price = excluded.unit_price, published_at = excluded.published_at,
        koperasi = excluded.koperasi, district = excluded.district, lat = excluded.lat, lng = excluded.lng,
        nib_until = excluded.nib_until, pirt_until = excluded.pirt_until, halal_until = excluded.halal_until, trademark_until = excluded.trademark_until,
        category_id = excluded.category_id, unit_base = excluded.unit_base,
        available = excluded.available,
        words = case when text_changed then excluded.words else l.words end,
        stale = l.stale or text_changed, unlearned = l.unlearned or text_changed;
end $$;

create function listing_after_product_insert() returns trigger language plpgsql as $$
begin
    perform listing_refresh(array(select id from fresh where state = 'published'), true);
    return null;
end $$;
create trigger product_listed after insert on product referencing new table as fresh
    for each statement execute function listing_after_product_insert();

-- An order that takes stock but leaves some changes no listing, and costs no more than this look.
create function listing_after_product_update() returns trigger language plpgsql as $$
declare reworded uuid[]; other uuid[];
begin
    select array_agg(f.id) filter (where c.text), array_agg(f.id) filter (where not c.text) into reworded, other
      from fresh f join old_rows o using (id), lateral (select
           (f.name, f.description, f.keywords, f.sale_unit, f.category_id, f.state, f.business_id)
           is distinct from (o.name, o.description, o.keywords, o.sale_unit, o.category_id, o.state, o.business_id) as text) c
     where (f.state = 'published' or o.state = 'published') and (c.text
           or (f.price, f.unit_price, f.unit_base, f.published_at, f.stock is null or f.stock > 0)
           is distinct from (o.price, o.unit_price, o.unit_base, o.published_at, o.stock is null or o.stock > 0));
    perform listing_refresh(reworded, true);
    perform listing_refresh(other, false);
    return null;
end $$;
create trigger product_relisted after update on product referencing old table as old_rows new table as fresh
    for each statement execute function listing_after_product_update();

create function listing_after_business_update() returns trigger language plpgsql as $$
begin
    perform listing_refresh(array(
        select p.id from fresh f join old_rows o using (id) join product p on p.business_id = f.id and p.state = 'published'
         where (f.name, f.village, f.district_code, f.koperasi_id, f.archived_at)
               is distinct from (o.name, o.village, o.district_code, o.koperasi_id, o.archived_at)), true);
    perform listing_refresh(array(
        select p.id from fresh f join old_rows o using (id) join product p on p.business_id = f.id and p.state = 'published'
         where (f.lat, f.lng) is distinct from (o.lat, o.lng)), false);
    return null;
end $$;
create trigger business_relisted after update on business referencing old table as old_rows new table as fresh
    for each statement execute function listing_after_business_update();

create function listing_after_permit() returns trigger language plpgsql as $$
begin
    perform listing_refresh(array(
        select p.id from product p where p.state = 'published' and p.business_id in (select business_id from touched)), false);
    return null;
end $$;
create trigger permit_listed after insert on permit referencing new table as touched
    for each statement execute function listing_after_permit();
create trigger permit_relisted after update on permit referencing new table as touched
    for each statement execute function listing_after_permit();
create trigger permit_unlisted after delete on permit referencing old table as touched
    for each statement execute function listing_after_permit();

-- Names of koperasi and categories are words of many listings: their old words stay until the new
-- ones are made. A koperasi that is verified, or no longer is, takes the goods of its members along.
create function listing_after_koperasi_update() returns trigger language plpgsql as $$
begin
    update listing set stale = true
     where koperasi in (select f.no from fresh f join old_rows o using (id) where f.name <> o.name);
    perform listing_refresh(array(
        select p.id from fresh f join old_rows o using (id) join business b on b.koperasi_id = f.id
          join product p on p.business_id = b.id and p.state = 'published'
         where (f.state = 'verified') <> (o.state = 'verified')), true);
    return null;
end $$;
create trigger koperasi_relisted after update on koperasi referencing old table as old_rows new table as fresh
    for each statement execute function listing_after_koperasi_update();

create function listing_after_category_update() returns trigger language plpgsql as $$
begin
    update listing set stale = true where category_id in (
        with recursive below as (
            select f.id from fresh f join old_rows o using (id)
             where (f.name_id, f.name_en, f.parent_id) is distinct from (o.name_id, o.name_en, o.parent_id)
            union select c.id from category c join below on c.parent_id = below.id)
        select id from below);
    return null;
end $$;
create trigger category_relisted after update on category referencing old table as old_rows new table as fresh
    for each statement execute function listing_after_category_update();

create trigger synonym_changed after insert or update or delete on synonym for each row execute function changed('synonym', 'id');

-- What a trader of Batang says: foods, fibres, tools, packaging, and the regional words. The operator
-- edits them. Spellings that fold alike (krupuk, kerupuk) need no entry. A line: all say the same.
insert into synonym (term, means)
select a.word, b.word
  from unnest(array[
    'gula merah|gula jawa|gula aren',
    'gula pasir|gula putih',
    'gula semut|gula aren bubuk',
    'gula|gendis',
    'minyak goreng|migor|minyak sayur|lengo',
    'minyak kelapa|minyak klentik|lengo klentik',
    'vco|minyak kelapa murni|virgin coconut oil',
    'kunyit|kunir',
    'jahe|jae',
    'lengkuas|laos',
    'serai|sereh',
    'merica|lada',
    'ketumbar|tumbar',
    'kapulaga|kapulogo|kapol',
    'cengkeh|cengkih',
    'vanili|vanila',
    'kayu manis|manis jangan',
    'temulawak|temu lawak',
    'kemiri|miri',
    'bunga lawang|pekak',
    'bawang merah|brambang',
    'cabai|lombok',
    'garam|uyah',
    'garam kasar|garam krosok',
    'asam jawa|asem jowo',
    'telur|endog|ndog',
    'ikan|iwak',
    'ikan asin|gereh',
    'udang|urang',
    'udang kering|ebi',
    'teri|ikan teri',
    'rebon|udang rebon',
    'ayam|pitik',
    'bebek|itik',
    'mentok|entok',
    'kambing|wedus',
    'sapi|lembu',
    'kerbau|kebo',
    'lebah|tawon',
    'klanceng|trigona|kelulut',
    'beras|uwos|wos',
    'nasi|sego|sega',
    'ketan|pulut',
    'dedak|bekatul|katul',
    'kelapa|krambil',
    'singkong|ketela pohon|ubi kayu|telo|kaspe|pohong|budin',
    'ubi jalar|ketela rambat|telo rambat|muntul',
    'talas|mbote|kimpul',
    'garut|irut',
    'kedelai|dele',
    'kacang tanah|kacang brol',
    'melinjo|belinjo|tangkil',
    'pisang|gedang',
    'durian|duren',
    'pepaya|kates',
    'jambu biji|jambu klutuk',
    'mentimun|timun|ketimun',
    'kacang panjang|lanjaran',
    'jengkol|jering',
    'jeruk nipis|jeruk pecel',
    'nangka muda|gori|tewel',
    'camilan|snack|makanan ringan|jajanan|jajan|kudapan|nyamikan',
    'jajan pasar|jajanan pasar|kue basah',
    'kue kering|kukis|cookies',
    'rempeyek|peyek',
    'usek|kere',
    'kerupuk usek|kerupuk pasir',
    'rengginang|rangginang',
    'keripik|ceriping',
    'lanting|kelanting',
    'ampyang|entingenting',
    'semprong|egg roll|gapit',
    'stik|stick',
    'sukro|kacang atom',
    'dodol|jenang',
    'serabi|surabi',
    'dawet|cendol',
    'tape|peuyeum',
    'mochi|moaci',
    'lumpia|lunpia',
    'bakso|baso',
    'mie|mi|bakmi',
    'cokelat|coklat',
    'urap|kluban',
    'pepes|brengkes',
    'bumbu pecel|sambal pecel',
    'bumbu|rempah',
    'tepung terigu|terigu',
    'tapioka|kanji|aci|tepung tapioka|tepung kanji|tepung aci',
    'maizena|tepung jagung',
    'bubuk|serbuk',
    'sangan|sangrai',
    'kopi hitam|kopi bubuk',
    'jamu|herbal',
    'wedang|minuman hangat',
    'air|banyu',
    'minyak wangi|parfum',
    'minyak urut|minyak gosok',
    'ikat pinggang|sabuk|gesper',
    'ransel|backpack|tas punggung',
    'selempang|slingbag|sling bag',
    'tote bag|totebag|tas jinjing|tas belanja',
    'sandal|sendal',
    'kemeja|hem',
    'baju|pakaian|busana|klambi',
    'celana|katok',
    'kaos|tshirt|oblong',
    'jarik|jarit|kain panjang',
    'kain mori|mori',
    'malam batik|lilin batik',
    'pewarna batik|pewarna kain',
    'kerudung|jilbab|hijab',
    'peci|kopiah|songkok',
    'mukena|rukuh',
    'seprai|sprei|seprei',
    'selimut|kemul',
    'bordir|bordiran',
    'benang|bolah',
    'kancing|benik',
    'kulit samak|kulit tersamak',
    'bambu|pring',
    'rotan|penjalin',
    'tampah|nyiru|tambir',
    'bakul|wakul|tenggok',
    'tikar|kloso|klasa',
    'caping|topi bambu',
    'cobek|layah',
    'ulekan|muntu',
    'wajan|penggorengan',
    'gerabah|tembikar',
    'mebel|furnitur|furniture|meubel',
    'lemari|almari',
    'mainan|dolanan',
    'suvenir|souvenir|cinderamata|cendera mata',
    'oleh-oleh|buah tangan',
    'parsel|parcel|hampers|bingkisan',
    'sembako|bahan pokok',
    'kemasan|packaging',
    'standing pouch|standing pouches|kemasan berdiri',
    'kardus|karton',
    'kantong plastik|kresek|tas kresek',
    'toples|stoples',
    'stiker|sticker',
    'elpiji|lpg|gas elpiji',
    'pupuk|rabuk',
    'bibit|benih|winih',
    'pakan|makanan ternak',
    'beku|frozen',
    'instan|siap saji',
    'original|ori|orisinal',
    'organik|organic',
    'segar|fresh',
    'renyah|kriuk|garing',
    'grosir|borongan|kulakan|wholesale',
    'lusin|dozen',
    'manis|legi',
    'pahit|pait',
    'hitam|ireng',
    'besar|gede|jumbo',
    'kecil|cilik|mini',
    'pria|laki-laki|cowok',
    'wanita|perempuan|cewek',
    'anak|bocah',
    'toko|warung|kios|kedai|lapak|gerai',
    'bu|ibu',
    'pak|bapak',
    'mbak|mba',
    'haji|h',
    'hajah|hj'
]) line, string_to_array(line, '|') words,
       unnest(words) with ordinality a (word, n), unnest(words) with ordinality b (word, n)
 where a.n < b.n;

-- One-way: who says the first also means the second. Visitors ask in English.
insert into synonym (term, means, two_way)
select split_part(line, '>', 1), split_part(line, '>', 2), false from unnest(array[
    'keripik melinjo>emping', 'kain batik>batik', 'baju batik>kemeja batik', 'abang>merah',
    'lombok abang>cabai merah', 'lenga>minyak', 'belacan>terasi', 'tauto>soto', 'kado>suvenir', 'hadiah>suvenir',
    'obat herbal>jamu', 'camilan>keripik', 'camilan>kerupuk', 'bahan kue>tepung', 'sayuran>sayur', 'coffee>kopi',
    'tea>teh', 'honey>madu', 'sugar>gula', 'palm sugar>gula aren', 'brown sugar>gula merah', 'chips>keripik',
    'crisps>keripik', 'cracker>kerupuk', 'crackers>kerupuk', 'cassava>singkong', 'banana>pisang', 'peanut>kacang',
    'peanuts>kacang', 'soybean>kedelai', 'corn>jagung', 'shrimp>udang', 'prawn>udang', 'shrimp paste>terasi',
    'fish>ikan', 'salted fish>ikan asin', 'smoked fish>ikan asap', 'chili>cabai', 'chilli>cabai', 'egg>telur',
    'eggs>telur', 'rice>beras', 'coconut>kelapa', 'coconut oil>minyak kelapa', 'cooking oil>minyak goreng',
    'oil>minyak', 'ginger>jahe', 'turmeric>kunyit', 'tamarind>asam', 'milk>susu', 'bread>roti', 'cake>kue',
    'syrup>sirup', 'drink>minuman', 'drinks>minuman', 'food>makanan', 'spice>bumbu', 'spices>bumbu',
    'vegetables>sayur', 'fruit>buah', 'chicken>ayam', 'duck>bebek', 'beef>daging sapi', 'leather>kulit', 'bag>tas',
    'handbag>tas', 'wallet>dompet', 'belt>ikat pinggang', 'shoes>sepatu', 'sandals>sandal', 'shirt>kemeja',
    'clothes>baju', 'cloth>kain', 'fabric>kain', 'hat>topi', 'basket>keranjang', 'bamboo>bambu', 'wood>kayu',
    'chair>kursi', 'table>meja', 'seed>bibit', 'seedling>bibit', 'fertilizer>pupuk', 'soap>sabun', 'candle>lilin',
    'bottle>botol', 'broom>sapu', 'pottery>gerabah', 'gift>suvenir', 'ground>bubuk', 'powder>bubuk',
    'roasted>sangrai', 'spicy>pedas', 'sweet>manis', 'salty>asin', 'salted>asin', 'smoked>asap', 'black>hitam', 'white>putih', 'red>merah',
    'green>hijau', 'women>wanita', 'woman>wanita', 'men>pria', 'kids>anak', 'hand drawn>tulis'
]) line;
