// A shop's list of orders, while it is looked at: asks now and then whether there is more by now, and says so.
// Nothing on the page moves under a finger; whoever wants to see it presses. Without this script one loads the
// page again.
const doc = document;
const bar = doc.querySelector("[data-kabar]");
const { kabar, dilihat } = bar.dataset;
let timer;

async function ask() {
  clearTimeout(timer);
  if (doc.hidden) return;
  const answer = await fetch(kabar, { headers: { accept: "application/json" } }).catch(() => {});
  // Nobody is signed in any more, or the shop is another's: asking again is of no use.
  if (answer?.status > 400 && answer.status < 429) return;
  const mark = answer?.ok ? await answer.text() : dilihat;
  const isNew = parseInt(mark) > parseInt(dilihat);
  bar.querySelector("[data-baru]").hidden = !isNew;
  bar.querySelector("[data-berubah]").hidden = isNew || mark == dilihat;
  // Not all of them at once.
  if (!isNew) timer = setTimeout(ask, 2e4 * (1 + Math.random() / 4));
}
timer = setTimeout(ask, 2e4);
doc.addEventListener("visibilitychange", ask);
