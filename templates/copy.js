// Buttons that copy the text of an element, which data-of names; a word processor gets its italics too. Where a browser gives pages
// from a disk no clipboard, the selection is copied; where that fails as well, it stays selected.
(() => {
  "use strict";

  /** @param {Element} source */
  async function copy(source) {
    const html = source.children.length ? source.innerHTML : "";
    /** @type {Record<string, Blob>} */
    const parts = { "text/plain": new Blob([source.textContent || ""], { type: "text/plain" }) };
    if (html) parts["text/html"] = new Blob([html], { type: "text/html" });
    try {
      await navigator.clipboard.write([new ClipboardItem(parts)]);
      return true;
    } catch {
      const selection = getSelection();
      selection?.selectAllChildren(source);
      const done = document.execCommand("copy");
      if (done) selection?.removeAllRanges();
      return done;
    }
  }

  addEventListener("click", async ({ target }) => {
    const button = target instanceof HTMLButtonElement && target.matches(".copy") && target;
    const source = button && document.getElementById(button.dataset.of || "");
    const status = document.getElementById("copied");
    if (!source || !status) return;
    status.textContent = "";
    const done = await copy(source);
    status.textContent = (done ? status.dataset.done : status.dataset.else) || "";
    button.classList.toggle("done", done);
    setTimeout(() => button.classList.remove("done"), 2000);
  });
})();
