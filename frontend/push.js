// The button that has news told on this device: on the order page and in the account. Nothing is asked
// before it is pressed. Without this script, or where a browser knows no push, the button stays hidden.
const box = document.querySelector("[data-kunci-push]");
const form = box?.querySelector("form");
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt());

async function begin() {
  if (!form || !("PushManager" in window) || Notification.permission == "denied") return;
  const { pushManager } = await navigator.serviceWorker.ready;
  const own = await pushManager.getSubscription();
  const { titik, p256dh, rahasia, aksi } = form.elements;
  box.hidden = false;
  aksi.value = own ? "berhenti" : "mulai";
  titik.value = own?.endpoint ?? "";
  for (const button of form.querySelectorAll("[data-untuk]")) button.hidden = button.dataset.untuk != aksi.value;
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      if (own) await own.unsubscribe();
      else {
        const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(box.dataset.kunciPush) });
        const { endpoint, keys } = made.toJSON();
        titik.value = endpoint;
        p256dh.value = keys.p256dh;
        rahasia.value = keys.auth;
      }
      form.submit();
    } catch {
      box.querySelector("[data-gagal]").hidden = false;
    }
  };
}
begin();
