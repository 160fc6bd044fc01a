// What answers when the network does not. Pages that a buyer or a keeper goes back to are kept as they were
// last seen; a form that could not be sent is kept and sent once the network is back; news comes by web push
// while no page is open. build/assets.mjs puts the names of the files for the offline page in SHELL.
//
// Phones are shared. Every page says in its head whose it is (WHO, app/src/house/reader.rs), and as soon as one
// is another's, all that was kept of the one before goes.
const PAGES = "halaman", FILES = "berkas", FRAME = "rangka", FORMS = "kiriman";
const OFFLINE = "/luring", HTML = "text/html; charset=utf-8";
const WHO = "x-guyub-pembaca", GUEST = "tamu", SELF = "/siapa";
// Shown again without a network: neither rooms of officers, the office and the operator, nor an order by its
// signed link, which is a key by itself.
const KEPT = /^\/((produk|toko|koperasi|pembelian-bersama|keranjang|cari)(\/|$)|pesanan(\/baru)?(\/[^/]+)?$|usaha\/pesanan(\/[^/]+)?$|$)/;
const PRIVATE = /^\/(pesanan|keranjang|usaha|akun|pengurus|dinas|operator)(\/|$)/;
// Whoever signs in or out takes the pages of the one before along.
const CHANGES = /^\/(masuk|daftar|keluar|akun\/tutup|lupa.*)$/, LEAVES = /^\/(keluar|akun\/tutup)$/;
const CHECKOUT = /^\/pesanan\/baru\//, ORDER = /^\/pesanan\/(?!baru\/)./;
// Of a form's files no more than a phone has room for is kept.
const ROOM = 12e6, DAY = 864e5;
const open = (name) => caches.open(name);

const TEXTS = {
  id: {
    old: "Anda sedang offline. Halaman ini seperti terakhir dibuka; harga dan stok bisa sudah berubah.",
    keep: "Anda sedang offline. Isi formulir tersimpan di HP ini dan dikirim sendiri begitu ada jaringan.",
    ask: "Belum terkirim. Isinya tersimpan di HP ini; kirim lagi saat ada jaringan.",
    photos: "Foto atau berkasnya terlalu besar untuk disimpan; pilih lagi sesudah dikirim.",
    lost: "Belum terkirim karena tidak ada jaringan. Kembali ke formulir dan coba lagi nanti.",
    send: "Kirim lagi",
    drop: "Buang",
    sent: "Yang Anda isi saat offline sudah terkirim.",
    look: "Lihat",
  },
  en: {
    old: "You are offline. This page is as it was last opened; prices and stock may have changed.",
    keep: "You are offline. What you typed is kept on this phone and sent by itself once there is a network.",
    ask: "Not sent yet. It is kept on this phone; send it again when there is a network.",
    photos: "Its pictures or files are too large to keep; choose them again once it is sent.",
    lost: "Not sent, since there is no network. Go back to the form and try again later.",
    send: "Send again",
    drop: "Discard",
    sent: "What you filled in offline has been sent.",
    look: "Look",
  },
};

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt()};`);
const words = (html) => TEXTS[/<html lang="en"/.test(html) ? "en" : "id"];
const sign = (text, more = "") => `<div class="wadah"><div class="kabar awas" role="status"><p>${text}</p>${more}</div></div>`;

/** A page with something said at the top of what it is about. */
function said(answer, html, what) {
  const headers = { "content-type": HTML };
  const policy = answer.headers.get("content-security-policy");
  if (policy) headers["content-security-policy"] = policy;
  return new Response(html.replace(/<main[^>]*>/, (main) => main + what), { status: answer.status, headers });
}

/** Drops the oldest of a store that has grown beyond `most`. */
async function trim(store, most) {
  for (const old of (await store.keys()).slice(0, -most)) await store.delete(old);
}

/** Whose page was seen last: nobody's that is known, before there was any. */
let me;
async function who() {
  const kept = me == null && (await (await open(FRAME)).match(SELF));
  return (me ??= kept ? await kept.text() : "");
}

async function remember(now) {
  me = now;
  await (await open(FRAME)).put(SELF, new Response(now));
}

// A private page led elsewhere, and nobody knows yet whether to where one signs in.
let turned;

/** Whose page this is. Of anybody else nothing stays here; what waits of somebody whose session is over waits for
    them alone, and goes when another signs in. Who `joined` by what they sent is the same person still. */
async function learn(answer, joined) {
  const now = answer.headers.get(WHO), before = await who();
  if (!now) return;
  turned = false;
  if (now == before) return;
  await remember(now);
  await caches.delete(PAGES);
  for (const [key, form] of await rows()) {
    const of = form.headers.get("siapa");
    if (!of || (joined && of == before)) await change(key, form, { siapa: now });
    else if (of != now && now != GUEST) await (await open(FORMS)).delete(key);
  }
}

/** Keeps a page that may be. One that was filled with what somebody had typed is nobody's to read again. */
async function keep(address, answer) {
  const { pathname, searchParams } = new URL(address);
  const no = searchParams.has("titipan") || /no-store/.test(answer.headers.get("cache-control"));
  if (no || !KEPT.test(pathname)) return;
  const store = await open(PAGES);
  const html = await answer.text();
  const headers = new Headers(answer.headers);
  headers.set("title", encodeURIComponent(/<title>(.*?)( · Guyub)?<\/title>/.exec(html)?.[1] ?? ""));
  headers.set("at", Date.now());
  await store.delete(address);
  await store.put(address, new Response(html, { headers }));
  await trim(store, 40);
}

/** Who has looked at an order finds all of them without a network. */
async function list(path) {
  if (!/^\/pesanan\/[^/]+$/.test(path) || me == GUEST || navigator.connection?.saveData) return;
  const address = location.origin + "/pesanan";
  const kept = await (await open(PAGES)).match(address);
  if (Date.now() - (kept?.headers.get("at") ?? 0) < 6e5) return;
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (answer.ok && answer.headers.get(WHO) == me) await keep(address, answer);
}

async function offline() {
  const answer = await fetch(OFFLINE);
  if (answer.ok) await (await open(FRAME)).put(OFFLINE, answer);
}

/** The page as it was last seen; without one, that there is no network, and which pages there are. */
async function seen(url, what) {
  const kept = !what && (await (await open(PAGES)).match(url));
  const answer = kept || (await caches.match(OFFLINE));
  if (!answer) return Response.error();
  const html = await answer.text();
  if (kept) return said(kept, html, sign(words(html).old));
  let list = "";
  const store = await open(PAGES);
  for (const page of (await store.keys()).reverse()) {
    const title = decodeURIComponent((await store.match(page)).headers.get("title"));
    list += `<li><a href="${escape(page.url)}">${title}</a></li>`;
  }
  return said(answer, html.replace("<!--halaman-->", () => list && `<ul class="menu">${list}</ul>`), what?.(html) ?? "");
}

async function page({ request, preloadResponse, waitUntil }, path) {
  let answer;
  try {
    answer = (await preloadResponse) ?? (await fetch(request));
  } catch {
    if (turned) await caches.delete(PAGES);
    return seen(request.url);
  }
  const { ok, type, status } = answer, placed = ok && ORDER.test(path) && placing;
  placing = null;
  await learn(answer, placed);
  if (placed) await finished(placed);
  // It is not this person's any more, or not there.
  if (type == "opaqueredirect" || [401, 403, 404, 410].includes(status)) await (await open(PAGES)).delete(request.url);
  if (type == "opaqueredirect" && PRIVATE.test(path)) turned = true;
  if (!ok || !answer.headers.get("content-type")?.startsWith("text/html")) return answer;
  if (KEPT.test(path)) waitUntil(keep(request.url, answer.clone()).then(() => list(path)).catch(() => {}));
  waitUntil(flush());
  const news = await tell();
  if (!news) return answer;
  const html = await answer.text();
  return said(answer, html, news(words(html)));
}

// A form that waits is a row of FORMS: where to it goes, since when and of whom, whether its files are missing, and
// its state: 0 is sent by itself, 1 only when a person presses, 2 was sent.
const idOf = (row) => row.url.split("/").pop();
const head = (form) => Object.fromEntries(form.headers);
const keyOf = (form) => /^[\w-]+$/.exec(form.get("kunci") ?? "")?.[0];
const written = (form) => `${new URLSearchParams([...form].map(([name, value]) => [name, value.size >= 0 ? value.name + value.size : value]))}`;
let quiet = false;

async function rows() {
  const store = await open(FORMS);
  const all = await Promise.all((await store.keys()).map(async (key) => [key, await store.match(key)]));
  return all.filter(([, form]) => form);
}

async function change(key, form, more) {
  const body = await form.blob();
  await (await open(FORMS)).put(key, new Response(body, { headers: { ...head(form), ...more } }));
}

/** What there is to say of forms that waited. */
async function tell() {
  if (quiet) return;
  const parts = [], all = await rows(), reader = await who();
  for (const [key, form] of all) {
    const { to, state, siapa, tanpa } = head(form);
    if (siapa != reader) continue;
    if (state == 2) {
      await (await open(FORMS)).delete(key);
      parts.push((text) => sign(text.sent, `<a class="tombol tenang" href="${escape(to)}">${text.look}</a>`));
    } else if (state == 1) {
      const id = idOf(key);
      parts.push((text) => sign(tanpa ? `${text.ask} ${text.photos}` : text.ask, `<form method="post" action="${OFFLINE}?kirim=${id}"><button class="tombol">${text.send}</button></form><a class="tombol polos" href="${OFFLINE}?buang=${id}">${text.drop}</a>`));
    }
  }
  quiet = !all.length;
  if (parts.length) return (text) => parts.map((part) => part(text)).join("");
}

/** What waits for a press is not wanted any more. */
async function drop(id, back) {
  await (await open(FORMS)).delete(`/kiriman/${id}`);
  return Response.redirect(back || "/", 303);
}

async function post(to, form, redirect = "follow") {
  const headers = { "content-type": form.headers.get("content-type"), accept: "text/html" };
  return fetch(to, { method: "POST", body: await form.blob(), headers, redirect });
}

/** The press for what waits. */
async function resend(id) {
  const form = await (await open(FORMS)).match(`/kiriman/${id}`);
  if (form?.headers.get("siapa") != (await who())) return Response.redirect("/", 303);
  const to = form.headers.get("to");
  let answer;
  try {
    answer = await post(to, form, "manual");
  } catch {
    return seen(to, (html) => sign(words(html).ask));
  }
  await settled(answer, new URL(to).pathname, [`/kiriman/${id}`]);
  return answer;
}

async function submit({ request }, path) {
  const copy = request.clone();
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return unsent(await copy.formData(), request.url, path);
  }
  await settled(answer, path, quiet || !taken(answer) ? [] : await alike(await copy.formData(), request.url));
  return answer;
}

// The server has the form: it led on, or shows it again with all that was typed. From anything else, a server in
// trouble or a page that is gone, nobody has what was typed but this phone.
const taken = ({ status }) => status < 400 || status == 409 || status == 422;

/** The rows that are this form. */
async function alike(form, address) {
  const same = [];
  for (const [key, kept] of await rows()) {
    const { to, state } = head(kept);
    if (idOf(key) == keyOf(form) || (state != 2 && to == address && written(await kept.formData()) == written(form))) same.push(key);
  }
  return same;
}

// An order of which only the next page tells that it was placed.
let placing;

async function settled(answer, path, same) {
  if (!taken(answer)) return;
  const form = { path, same, led: answer.type == "opaqueredirect" };
  if (form.led && CHANGES.test(path)) {
    await remember("");
    await caches.delete(PAGES);
    if (LEAVES.test(path)) await caches.delete(FORMS);
  }
  if (path == "/bahasa") await offline().catch(() => {});
  if (form.led && CHECKOUT.test(path)) placing = form;
  else await finished(form);
}

/** What was kept of a form is of no use any more, and neither is its page, whose key was used, nor the list of orders
    as it was. */
async function finished({ path, same, led }) {
  const forms = await open(FORMS), pages = await open(PAGES);
  for (const key of same) await forms.delete(key);
  if (!led) return;
  await pages.delete(path, { ignoreSearch: true });
  if (path.startsWith("/pesanan")) await pages.delete("/pesanan");
}

async function unsent(form, to, path) {
  // A password or a code lies in no store.
  if (CHANGES.test(path) || [...form.keys()].some((name) => /sandi|kode/.test(name))) return seen(to, (html) => sign(words(html).lost));
  // What carries a key is done once however often it comes; anything else waits for a person to press again.
  const key = keyOf(form), id = key ?? crypto.randomUUID(), siapa = await who();
  const files = [...form].filter(([, value]) => value.size >= 0);
  const put = async (body, more) => {
    const headers = { to, at: Date.now(), siapa, ...more };
    await (await open(FORMS)).put(`/kiriman/${id}`, new Response(body, { headers }));
  };
  let says = key ? ["keep"] : ["ask"];
  try {
    if (files.reduce((sum, [, { size }]) => sum + size, 0) > ROOM) throw 0;
    await put(files.length ? form : new URLSearchParams([...form]), { state: key ? 0 : 1 });
  } catch {
    for (const [name] of files) form.delete(name);
    await put(new URLSearchParams([...form]), { state: 1, tanpa: 1 });
    says = ["ask", "photos"];
  }
  quiet = false;
  await registration.sync?.register(FORMS).catch(() => {});
  return seen(to, (html) => sign(says.map((part) => words(html)[part]).join(" ")));
}

let sending;
const flush = () => (sending ??= send().catch(() => {}).finally(() => (sending = null)));

/** Sends what waits, one after the other, until the network is gone again. */
async function send() {
  if (quiet) return;
  for (const [key, form] of await rows()) {
    const { to, at, state, siapa } = head(form), from = new URL(to).pathname;
    // Another person's session sends nothing of this one's.
    if (state != 0 || siapa != (await who())) continue;
    // Whoever has not been back for a day may have thought otherwise.
    if (Date.now() - at > DAY) {
      await change(key, form, { state: 1 });
      continue;
    }
    const answer = await post(to, form);
    if (answer.status >= 500 || answer.status == 429) return;
    const { pathname } = new URL(answer.url);
    // A checkout that led to anything but an order, as to an empty cart, has placed none.
    const done = answer.ok && !CHANGES.test(pathname) && (!CHECKOUT.test(from) || ORDER.test(pathname));
    await learn(answer, done);
    // Meanwhile the person may have sent it again themselves.
    const store = await open(FORMS), left = await store.match(key);
    if (left && done) await store.put(key, new Response("", { headers: { to: answer.url, state: 2, siapa: await who() } }));
    else if (left) await change(key, left, { state: 1 });
    if (!done) continue;
    await finished({ path: from, same: [], led: true });
    await keep(answer.url, answer);
    await list(pathname);
  }
}

async function activate() {
  await clients.claim();
  await registration.navigationPreload?.enable();
  const store = await open(FRAME);
  for (const key of await store.keys()) if (![...SHELL, OFFLINE, SELF].includes(new URL(key.url).pathname)) await store.delete(key);
}

/** Files under /aset/ never change: what is here is right. */
async function file(request) {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const store = await open(FILES);
    await store.put(request, answer.clone());
    await trim(store, 40);
  }
  return answer;
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(open(FRAME).then((store) => Promise.all([store.addAll(SHELL), offline()])));
});
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.waitUntil(flush()));
addEventListener("sync", (event) => event.waitUntil(flush()));

addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname, search } = new URL(request.url);
  if (origin != location.origin) return;
  // Handed on without its event a method would lose it.
  const asked = { request, preloadResponse: event.preloadResponse, waitUntil: (work) => event.waitUntil(work) };
  if (request.method == "GET" && pathname.startsWith("/aset/")) event.respondWith(file(request));
  else if (request.mode != "navigate") return;
  else if (pathname == OFFLINE && search.startsWith("?buang=")) event.respondWith(drop(search.slice(7), request.referrer));
  else if (request.method == "GET") event.respondWith(page(asked, pathname));
  // A form of another site goes its way alone, so that it never looks like ours.
  else if (!request.referrer.startsWith(origin + "/")) return;
  else if (pathname == OFFLINE && search.startsWith("?kirim=")) event.respondWith(resend(search.slice(7)));
  else if (/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(request.headers.get("content-type"))) event.respondWith(submit(asked, pathname));
});

addEventListener("push", (event) => {
  const { judul = "Guyub", kata = "Ada kabar baru.", ke = "/akun/kabar", tanda } = event.data?.json() ?? {};
  event.waitUntil(registration.showNotification(judul, { body: kata, tag: tanda, data: ke, icon: ICON }));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(event.notification.data));
});
