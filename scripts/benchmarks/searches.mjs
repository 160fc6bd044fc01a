// Three-word searches, the same for the same market: words of one product, in a fixed order of
// products; every fifth with a typo, every seventh with words of different products.

/** Paths of `/cari` (or of the API) for so many searches. */
export function searches(database, count, path) {
  const rows = database.column(
    `select lower(regexp_replace(p.name || ' ' || c.name_id || ' ' || p.keywords || ' ' || d.name, '[^[:alnum:] ]', ' ', 'g'))
       from product p join category c on c.id = p.category_id join business b on b.id = p.business_id
       join district d on d.code = b.district_code
      where p.state = 'published' order by md5(p.id::text) limit ${count}`,
  );
  const words = rows.map((row) => [...new Set(row.split(/\s+/).filter((word) => word.length > 2))]);
  return words.map((own, n) => {
    const other = words[(n + 1) % words.length];
    const three = n % 7 === 6 ? [own[0], other[0], own.at(-1)] : [own[0], own[1] ?? other[0], own[2 + (n % Math.max(1, own.length - 2))] ?? other[1]];
    if (n % 5 === 4) three[0] = mistyped(three[0], n);
    return `${path}?q=${encodeURIComponent(three.filter(Boolean).join(" "))}`;
  });
}

/** Paths of suggestions: the beginnings of names, as they are typed. */
export function beginnings(database, count) {
  const names = database.column(`select lower(name) from product where state = 'published' order by md5(id::text || 'x') limit ${count}`);
  return names.map((name, n) => `/api/v1/suggest?q=${encodeURIComponent(name.slice(0, 2 + (n % 9)))}`);
}

/** One letter less, or two swapped. */
function mistyped(word, n) {
  if (word.length < 4) return word;
  const at = 1 + (n % (word.length - 2));
  return n % 2 ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}
