// What the numbers of a form come to, while they are typed: buttons beside them, the price of a product's line,
// the sum of an order, and a cart that saves what is pressed. Without this script one types the number, and
// the next page says what it comes to.
const doc = document;
// As people write numbers here: 1.500 and 2,5; a dot that cannot mark thousands is a comma. NaN for anything else.
const number = (text) => {
  text = text.trim();
  if (/^(\d+\.\d\d?|0+\.\d{3})$/.test(text)) return +text;
  return /^(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/.test(text) ? +text.replaceAll(".", "").replace(",", ".") : NaN;
};
const rupiah = (amount) => `Rp${amount}`.replace(/(?<=\d)(?=(\d{3})+$)/g, ".");
const each = (selector, work) => doc.querySelectorAll(selector).forEach(work);

/** Puts amounts where the page names them, or shows none when one of them is not known. */
function show(out, amounts) {
  out.hidden = !Object.values(amounts).every(Number.isSafeInteger);
  if (out.hidden) return;
  for (const name in amounts) {
    const place = out.querySelector(`[data-nilai=${name}]`);
    place.textContent = rupiah(amounts[name]);
    place.parentElement.hidden = name == "hemat" && !amounts[name];
  }
}

each(".stepper", (box) => {
  const input = box.querySelector("input");
  const { langkah, paling, terbanyak = "" } = box.dataset;
  const step = number(langkah), least = number(paling), most = number(terbanyak) || Infinity;
  box.querySelectorAll("button").forEach((button) => {
    button.hidden = false;
    button.onclick = () => {
      // To the next whole step: of 2,5 to 3, or to 2.
      const now = number(input.value) || 0, up = button.dataset.arah > 0;
      const next = (up ? Math.floor(now / step + 1e-6) + 1 : Math.ceil(now / step - 1e-6) - 1) * step;
      const within = up ? Math.min(Math.max(next, least), most) : Math.max(next, Math.min(now, least));
      input.value = `${+within.toFixed(3)}`.replace(".", ",");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
  });
});

// A line: the price of the highest tier that the quantity reaches, and what that saves.
each("[data-harga]", (out) => {
  const { jumlah } = out.form.elements;
  const base = +out.dataset.harga;
  const update = () => {
    const thousandths = Math.round(number(jumlah.value) * 1000) || NaN;
    // Half up to the rupiah, as the order is.
    const cost = (price) => (Number.isSafeInteger(price * thousandths) ? Math.floor((price * thousandths + 500) / 1000) : NaN);
    let satuan = base;
    for (const tier of out.dataset.tingkat.split(" ")) {
      const [from, price] = tier.split(":");
      if (price && thousandths >= from) satuan = +price;
    }
    const total = cost(satuan);
    show(out, { satuan, total, hemat: cost(base) - total });
  };
  out.form.addEventListener("input", update);
  update();
});

// An order: what bringing it costs goes by the kecamatan, where it is brought at all.
each("[data-barang]", (out) => {
  const { elements } = out.form;
  const fees = Object.fromEntries(out.dataset.ongkir.split(" ").map((fee) => fee.split(":")));
  const update = () => {
    const barang = +out.dataset.barang, way = new FormData(out.form).get("cara_terima");
    const ongkos = way == "antar" ? +(fees[elements.kecamatan.value] ?? NaN) : way ? 0 : NaN;
    show(out, { barang, ongkos, total: barang + ongkos });
  };
  out.form.addEventListener("input", update);
  update();
});

// The cart: what is changed is saved after a moment, and what the server makes of it put in its place. Nothing that is
// typed elsewhere is touched, and whoever goes on to order waits for it.
const PIECES = ".isi-keranjang .isi, .isi-keranjang b.angka, .lanjut";
const timers = new Map();
let saving = Promise.resolve(true), busy = 0;

/** One after the other; false when the last was not saved. */
function save(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  busy++;
  saving = saving.then(() => send(form)).catch(() => false).finally(() => busy--);
}

// The form whose amount the server does not have.
let failed;
const pressed = (form) => form.requestSubmit(form.querySelector("[value=ubah]"));

async function send(form) {
  const body = new URLSearchParams([...new FormData(form), ["aksi", "ubah"]]);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => {});
  // Refused: pressed, it says why. No network: it is pressed with the next step.
  failed = answer?.ok ? null : form;
  if (answer?.status == 422) pressed(form);
  if (failed) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll(PIECES);
  const shown = doc.querySelectorAll(PIECES);
  if (fresh.length != shown.length) location.reload();
  else shown.forEach((piece, nth) => piece.innerHTML != fresh[nth].innerHTML && (piece.innerHTML = fresh[nth].innerHTML));
  return true;
}

each(".isi-keranjang form", (form) => {
  form.oninput = () => {
    clearTimeout(timers.get(form));
    timers.delete(form);
    // Nothing of it takes it out of the cart: that is for the button alone, not for a number half typed.
    if (number(form.elements.jumlah.value) > 0) timers.set(form, setTimeout(save, 600, form));
  };
});
each(".lanjut", (box) => {
  box.onclick = async (event) => {
    const link = event.target.closest("a");
    if (!link || !(timers.size || busy || failed)) return;
    event.preventDefault();
    [...timers.keys()].forEach(save);
    if ((await saving) && !failed) location.href = link.href;
    else if (failed) pressed(failed);
  };
});
