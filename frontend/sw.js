// What answers when the network does not. Pages that a buyer or a keeper goes back to are kept as they were
// last seen; a form that could not be sent is kept and sent once the network is back; news comes by web push
// while no page is open. build/assets.mjs puts the names of the files for the offline page in SHELL.
const PAGES = "halaman", FILES = "berkas", FRAME = "rangka", FORMS = "kiriman";
const OFFLINE = "/luring", HTML = "text/html; charset=utf-8", FORM = "application/x-www-form-urlencoded";
// Shown again without a network. Rooms of officers, the office and the operator are not: phones are shared.
const KEPT = /^\/((produk|toko|koperasi|pembelian-bersama|pesanan|keranjang|cari|usaha\/pesanan)(\/|$)|$)/;
// Whoever signs in or out takes the pages of the one before along.
const CHANGES = /^\/(masuk|daftar|keluar|akun\/tutup|lupa.*)$/;
const DAY = 864e5;
const open = (name) => caches.open(name);

const TEXTS = {
  id: {
    old: "Anda sedang offline. Halaman ini seperti terakhir dibuka; harga dan stok bisa sudah berubah.",
    keep: "Anda sedang offline. Isi formulir tersimpan di HP ini dan dikirim sendiri begitu ada jaringan.",
    ask: "Belum terkirim. Isinya tersimpan di HP ini; kirim lagi saat ada jaringan.",
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

async function keep(request, answer) {
  const store = await open(PAGES);
  const html = await answer.text();
  const headers = new Headers(answer.headers);
  headers.set("title", encodeURIComponent(/<title>(.*?)( · Guyub)?<\/title>/.exec(html)?.[1] ?? ""));
  await store.delete(request.url);
  await store.put(request.url, new Response(html, { headers }));
  await trim(store, 40);
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
  return said(answer, html.replace("<!--halaman-->", list && `<ul class="menu">${list}</ul>`), what?.(html) ?? "");
}

async function page({ request, preloadResponse, waitUntil }, path) {
  let answer;
  try {
    answer = (await preloadResponse) ?? (await fetch(request));
  } catch {
    return seen(request.url);
  }
  if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/html")) return answer;
  if (KEPT.test(path)) waitUntil(keep(request, answer.clone()));
  waitUntil(flush());
  const news = await tell();
  if (!news) return answer;
  const html = await answer.text();
  return said(answer, html, news(words(html)));
}

// A form that waits is a row of FORMS. Its state: 0 is sent by itself, 1 only when a person presses, 2 was sent.
const row = (id, body, to, state, at = Date.now()) => [`/kiriman/${id}`, new Response(body, { headers: { to, state, at } })];
const idOf = (body) => encodeURIComponent(new URLSearchParams(body).get("kunci") ?? "");
let quiet = false;

/** What there is to say of forms that waited. */
async function tell() {
  if (quiet) return;
  const store = await open(FORMS);
  const parts = [];
  for (const key of await store.keys()) {
    const form = await store.match(key);
    const to = form.headers.get("to"), state = form.headers.get("state");
    if (state == 2) {
      await store.delete(key);
      parts.push((text) => sign(text.sent, `<a class="tombol tenang" href="${escape(to)}">${text.look}</a>`));
    } else if (state == 1) {
      const body = [...new URLSearchParams(await form.text())];
      const fields = body.map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`).join("");
      const away = `<a class="tombol polos" href="${OFFLINE}?buang=${key.url.split("/").pop()}">`;
      parts.push((text) => sign(text.ask, `<form method="post" action="${escape(to)}">${fields}<button class="tombol">${text.send}</button></form>${away}${text.drop}</a>`));
    }
  }
  quiet = !(await store.keys()).length;
  if (parts.length) return (text) => parts.map((part) => part(text)).join("");
}

/** What waits for a press is not wanted any more. */
async function drop(id, back) {
  await (await open(FORMS)).delete(`/kiriman/${id}`);
  return Response.redirect(back || "/", 303);
}

async function submit({ request }, path) {
  const copy = request.clone();
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return unsent(copy, path);
  }
  await settled(await copy.text(), path);
  return answer;
}

/** The server has the form: what was kept of it is of no use any more. */
async function settled(body, path) {
  const store = await open(FORMS);
  const sent = idOf(body);
  for (const key of await store.keys()) {
    const form = await store.match(key);
    const id = key.url.split("/").pop(), kept = await form.text();
    if (id == sent || kept == body) await store.delete(key);
    // Another person's session sends nothing of this one's by itself.
    else if (CHANGES.test(path) && form.headers.get("state") == 0) await store.put(...row(id, kept, form.headers.get("to"), 1));
  }
  if (CHANGES.test(path)) await caches.delete(PAGES);
  if (path == "/keluar") await caches.delete(FORMS);
  if (path == "/bahasa") await offline().catch(() => {});
}

async function unsent(request, path) {
  const body = await request.text();
  const fields = new URLSearchParams(body);
  // A password or a code lies in no store.
  if (CHANGES.test(path) || [...fields.keys()].some((name) => /sandi|kode/.test(name))) return seen(request.url, (html) => sign(words(html).lost));
  // What carries a key is done once however often it comes; anything else waits for a person to press again.
  const key = idOf(body);
  await (await open(FORMS)).put(...row(key || crypto.randomUUID(), body, request.url, key ? 0 : 1));
  quiet = false;
  await registration.sync?.register(FORMS).catch(() => {});
  return seen(request.url, (html) => sign(words(html)[key ? "keep" : "ask"]));
}

let sending;
const flush = () => (sending ??= send().catch(() => {}).finally(() => (sending = null)));

/** Sends what waits, one after the other, until the network is gone again. */
async function send() {
  if (quiet) return;
  const store = await open(FORMS);
  for (const key of await store.keys()) {
    const form = await store.match(key);
    if (form?.headers.get("state") != 0) continue;
    const body = await form.text();
    const to = form.headers.get("to"), at = +form.headers.get("at"), id = key.url.split("/").pop();
    // Whoever has not been back for a day may have thought otherwise.
    if (Date.now() - at > DAY) {
      await store.put(...row(id, body, to, 1, at));
      continue;
    }
    const answer = await fetch(to, { method: "POST", body, headers: { "content-type": FORM, accept: "text/html" } });
    if (answer.status >= 500 || answer.status == 429) return;
    const done = answer.ok && !CHANGES.test(new URL(answer.url).pathname);
    // Meanwhile the person may have sent it again themselves.
    if (await store.match(key)) await store.put(...row(id, done ? "" : body, done ? answer.url : to, done ? 2 : 1));
  }
}

async function activate() {
  await clients.claim();
  await registration.navigationPreload?.enable();
  const store = await open(FRAME);
  for (const key of await store.keys()) if (![...SHELL, OFFLINE].includes(new URL(key.url).pathname)) await store.delete(key);
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
  // A form of another site goes its way alone, so that it never looks like ours; so does one with files, which
  // may be larger than what a phone has room for.
  else if (request.referrer.startsWith(origin + "/") && request.headers.get("content-type")?.startsWith(FORM)) event.respondWith(submit(asked, pathname));
});

addEventListener("push", (event) => {
  const { judul = "Guyub", kata = "Ada kabar baru.", ke = "/akun/kabar", tanda } = event.data?.json() ?? {};
  event.waitUntil(registration.showNotification(judul, { body: kata, tag: tanda, data: ke, icon: ICON }));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(event.notification.data));
});
