// Keys on every page: one leads to the search box, one shows what there is. They can be turned off.
(() => {
  "use strict";

  const NAME = "litdigest-keys";
  const dialog = document.querySelector("dialog.keys");
  if (!(dialog instanceof HTMLDialogElement)) return;
  const toggle = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  /** @type {Element | null} */
  let before = null;

  // A browser may deny the storage; then the choice holds for this page.
  try {
    toggle.checked = localStorage.getItem(NAME) !== "off";
  } catch {}
  toggle.addEventListener("change", () => {
    try {
      localStorage.setItem(NAME, toggle.checked ? "on" : "off");
    } catch {}
  });
  document.querySelector("[data-keys]")?.addEventListener("click", () => dialog.showModal());

  /** Whether a key that is pressed there is text, or chooses something. @param {EventTarget | undefined} place */
  const isField = (place) =>
    place instanceof HTMLElement &&
    (place.isContentEditable || place.matches("textarea, select, [role=textbox], input:not([type=checkbox], [type=radio], [type=button])"));

  document.addEventListener("keydown", (event) => {
    const boxes = [...document.querySelectorAll("form[role=search] [name=q]")];
    const box = /** @type {HTMLInputElement | undefined} */ (boxes.find((one) => one.getClientRects().length > 0));
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && box && event.target === box && (!box.value || box.type === "text")) {
      if (before instanceof HTMLElement && before !== document.body) before.focus();
      else box.blur();
    }
    if (!toggle.checked || isField(event.composedPath()[0]) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") dialog.showModal();
    else if (event.key !== "/") return;
    else if (box) {
      before = document.activeElement;
      box.focus();
      box.select();
    } else {
      const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[role=search]"));
      if (form) location.href = form.action;
    }
    event.preventDefault();
  });
})();
