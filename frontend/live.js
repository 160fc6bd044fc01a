// A joint purchase that moves while somebody looks. Without this script the page is the same: one types
// the numbers, presses "Hitung", and loads it again.
//
// The server sends an event when the round's figures have moved, and the page then asks for the pieces
// of itself that show them, by what is typed. Only these are replaced, never what is typed.
const doc = document;
const { putaran, dilihat, angka = `${putaran}/angka` } = doc.querySelector("[data-putaran]").dataset;
const form = doc.querySelector("#ikut");
let timer, waiting, again, asked = 0, pause = 5000, source;

async function refresh() {
  const mine = ++asked;
  const typed = form ? [...new FormData(form)].filter(([name]) => name != "kunci") : [];
  const answer = await fetch(`${angka}?${new URLSearchParams(typed)}`).catch(() => {});
  if (!answer?.ok) return;
  const { body } = new DOMParser().parseFromString(await answer.text(), "text/html");
  // An answer that was overtaken by a later question says nothing any more.
  if (mine != asked) return;
  for (const { id, innerHTML } of body.children) {
    const shown = doc.getElementById(id);
    if (shown && shown.innerHTML != innerHTML) shown.innerHTML = innerHTML;
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(refresh, 300);
}

// Everybody who looks hears of a change at once, and would ask at once: each waits for a moment of its own,
// and what is heard meanwhile is asked for together.
function heard() {
  waiting ||= setTimeout(() => {
    waiting = 0;
    refresh();
  }, Math.random() * 2000);
}

// A page that nobody sees holds no connection: a browser has few for each site, a server not many more. After
// an answer that is an error (all places are taken) a browser gives up; the page comes again, less and less often.
function listen() {
  clearTimeout(again);
  source?.close();
  if (doc.hidden) return;
  const mine = (source = new EventSource(`${putaran}/langsung?dilihat=${dilihat}`));
  mine.onmessage = heard;
  mine.onopen = () => (pause = 5000);
  mine.onerror = () => {
    if (mine != source || mine.readyState != EventSource.CLOSED) return;
    again = setTimeout(listen, pause * (1 + Math.random()));
    pause = Math.min(pause * 2, 300000);
  };
}
listen();
doc.addEventListener("visibilitychange", listen);

if (form) {
  form.oninput = later;
  form.querySelector("[data-hitung]").hidden = true;
}
