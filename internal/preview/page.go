package preview

// reloadScript reloads a page after a good build and shows what the last build says. All
// words go into the page as text, never as markup: they quote articles.
const reloadScript = `(() => {
  const shown = Number(new URL(document.currentScript.src).search.slice(1));
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_preview/reload.css";
  document.head.append(style);
  let box = null;
  const add = (parent, name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  const show = (state) => {
    if (box) box.remove();
    box = null;
    const problems = state.problems || [];
    if (!state.error && problems.length === 0) return;
    const failed = state.error || problems.some((p) => p.severity === "error");
    box = document.createElement("aside");
    box.className = "dossier-preview";
    box.setAttribute("role", "status");
    const details = add(box, "details", "");
    details.open = Boolean(failed);
    add(details, "summary", failed ? "The last build failed; this is the site before it" : problems.length + " warnings");
    if (state.error) add(details, "p", state.error);
    const list = add(details, "ul", "");
    for (const p of problems) {
      const item = add(list, "li", (p.place ? p.place + ": " : "") + p.message);
      if (p.hint) add(item, "small", "hint: " + p.hint);
    }
    const close = add(box, "button", "Close");
    close.type = "button";
    close.addEventListener("click", () => box.remove());
    document.body.append(box);
  };
  const events = new EventSource("/_preview/events");
  events.addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    if (state.version !== shown) {
      events.close();
      location.reload();
      return;
    }
    if (!document.body.classList.contains("dossier-preview-page") || state.problems || state.error) show(state);
  });
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
`

const reloadStyle = `.dossier-preview{position:fixed;inset:auto 1rem 1rem auto;z-index:2147483647;max-width:min(44rem,calc(100vw - 2rem));max-height:60vh;overflow:auto;padding:.75rem 1rem;border:2px solid #b3261e;border-radius:.5rem;background:#fff;color:#1b1b1b;font:14px/1.45 system-ui,sans-serif;box-shadow:0 4px 24px rgb(0 0 0/.25)}
.dossier-preview summary{font-weight:600;cursor:pointer}
.dossier-preview ul,.dossier-preview-page ul{padding-left:1.2rem;overflow-wrap:anywhere}
.dossier-preview small{display:block;color:#555}
.dossier-preview-page{max-width:46rem;margin:3rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}
.dossier-preview-page details{border-top:1px solid #ccc;padding:.4rem 0}.dossier-preview-page summary{cursor:pointer;font-weight:600}
.dossier-preview-page pre{background:#f3f1ec;padding:.5rem .75rem;overflow:auto;user-select:all}
@media print{.dossier-preview{display:none}}
`
