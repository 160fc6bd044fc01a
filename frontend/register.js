// On every page: the part of the site that answers when the network does not (sw.js). It hears from the
// page when the network is back, and then sends what was kept meanwhile.
const workers = navigator.serviceWorker;
workers?.register("/sw.js").catch(() => {});
addEventListener("online", () => workers?.controller?.postMessage(0));
