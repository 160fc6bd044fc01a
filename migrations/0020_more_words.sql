-- More of what a trader of Batang says: kitchens, fields, the sea, cloth, tools, packaging, and the
-- counts and short forms of orders by chat. As in 0008, a line of the first list: all say the same;
-- of the second: who says the first also means the second. When in doubt, the second list: a word
-- asked for as it stands is then never widened. Doubled words stand as one, as a query has them.
insert into synonym (term, means)
select a.word, b.word
  from unnest(array[
    'daun|godong',
    'kencur|cikur',
    'tauge|toge|kecambah|cambah',
    'kol|kubis|gobis',
    'labu kuning|waluh',
    'alpukat|apokat|alpokat|avokad',
    'sirsak|sirsat',
    'bengkuang|bengkoang|besusu',
    'mengkudu|pace',
    'kelor|moringa',
    'brotowali|bratawali',
    'petai cina|lamtoro|mlanding',
    'mete|mede|mente',
    'kelapa muda|degan|dugan',
    'nira|legen',
    'cincau|janggelan',
    'kolangkaling|cangkaleng',
    'ketupat|kupat',
    'bakwan|weci',
    'risoles|risol',
    'donat|donut',
    'martabak manis|terang bulan',
    'es krim|ice cream',
    'agaragar|jelly',
    'gurami|gurame|gurameh',
    'burung|manuk',
    'sutra|sutera',
    'perca|patchwork',
    'celemek|apron',
    'gorden|korden|tirai',
    'stagen|bengkung',
    'piyama|baju tidur',
    'bakiak|teklek|klompen',
    'sabit|arit|celurit',
    'cangkul|pacul',
    'palu|martil',
    'pisau|lading',
    'ember|timba',
    'gayung|ciduk|siwur',
    'centong|entong',
    'sutil|spatula',
    'dandang|soblok',
    'lesung|lumpang',
    'kuali|kwali',
    'gentong|tempayan',
    'kemoceng|sulak',
    'dipan|amben|ranjang',
    'vakum|vacuum',
    'tas kertas|paper bag',
    'aluminium|alumunium',
    'spanduk|banner|mmt',
    'fotokopi|fotocopy',
    'eceran|ecer|ketengan',
    'ungu|wungu'
]) line, string_to_array(line, '|') words,
       unnest(words) with ordinality a (word, n), unnest(words) with ordinality b (word, n)
 where a.n < b.n
on conflict do nothing;

insert into synonym (term, means, two_way)
select split_part(line, '>', 1), split_part(line, '>', 2), false from unnest(array[
    -- Kitchen and field.
    'loncang>daun bawang', 'onclang>daun bawang', 'prei>daun bawang', 'cengis>cabai rawit', 'jipang>labu siam',
    'manisah>labu siam', 'ketela>singkong', 'ketela>ubi jalar', 'boled>ubi jalar', 'menyok>singkong', 'pucung>kluwak',
    'nangka landa>sirsak', 'ayam jawa>ayam kampung', 'gemak>puyuh', 'terwelu>kelinci', 'suket>rumput', 'damen>jerami',
    'emponempon>rempah', 'emponempon>jamu', 'sinom>kunyit asam', 'susu etawa>susu kambing', 'badek>nira',
    'mendoan>tempe', 'balabala>bakwan', 'oteote>bakwan', 'berondong>jagung', 'popcorn>jagung', 'gulagula>permen',
    'kembang gula>permen', 'kerupuk melarat>kerupuk pasir', 'kecut>asam', 'gabah>beras', 'kembang>bunga',
    -- The sea.
    'gesek>ikan asin', 'cue>pindang', 'nus>cumi', 'sotong>cumi', 'rajungan>kepiting',
    -- Cloth and leather.
    'lurik>tenun', 'viskos>rayon', 'abaya>gamis', 'dress>gamis', 'terusan>gamis', 'sulaman>bordir', 'penjahit>jahit',
    'lulang>kulit', 'selop>sandal', 'lanang>pria', 'wadon>wanita', 'wedok>wanita',
    -- House and workshop.
    'pawon>dapur', 'peso>pisau', 'bendo>golok', 'irus>sendok sayur', 'anglo>tungku', 'irig>saringan', 'ayakan>saringan',
    'ceting>bakul', 'mendong>tikar', 'duk>ijuk', 'dingklik>bangku', 'bangku>kursi', 'lincak>bangku',
    'ganci>gantungan kunci', 'ulem>undangan', 'sunduk>tusuk sate',
    -- Packaging, and how much of it.
    'ziplock>plastik klip', 'zipper bag>plastik klip', 'botol pet>botol plastik', 'cup>gelas plastik', 'box>kotak',
    'label>stiker', 'sak>karung', 'zak>karung', 'bagor>karung', 'goni>karung',
    'selusin>lusin', 'sekodi>kodi', 'sekarung>karung', 'sebotol>botol', 'sebungkus>bungkus', 'sepasang>pasang',
    'setoples>toples', 'seikat>ikat', 'sesisir>sisir', 'selembar>lembar', 'pack>bungkus', 'bks>bungkus', 'btl>botol',
    'krg>karung', 'lbr>lembar', 'psg>pasang', 'lsn>lusin', 'ktk>kotak',
    -- Visitors.
    'cotton>katun', 'silk>sutra', 'skirt>rok', 'jacket>jaket', 'scarf>selendang', 'shawl>selendang', 'crochet>rajut',
    'knitted>rajut', 'keychain>gantungan kunci', 'necklace>kalung', 'bracelet>gelang', 'knife>pisau', 'mat>tikar',
    'jar>toples', 'tofu>tahu', 'cheese>keju', 'candy>permen', 'noodle>mie', 'noodles>mie', 'soy sauce>kecap',
    'hot sauce>sambal', 'chili sauce>sambal', 'chilli sauce>sambal', 'nuts>kacang', 'cake>bolu', 'squid>cumi',
    'anchovy>teri', 'anchovies>teri', 'milkfish>bandeng', 'mackerel>tengiri', 'catfish>lele', 'crab>kepiting',
    'garlic>bawang putih', 'onion>bawang merah', 'shallot>bawang merah', 'carrot>wortel', 'potato>kentang',
    'tomato>tomat', 'cabbage>kol', 'mushroom>jamur', 'avocado>alpukat', 'mango>mangga',
    'pineapple>nanas', 'pepper>merica', 'clove>cengkeh', 'nutmeg>pala', 'cinnamon>kayu manis', 'leaf>daun',
    'flower>bunga', 'homemade>rumahan'
]) line
on conflict do nothing;
