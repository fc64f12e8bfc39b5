// The card of a citation: what the cited article is, without leaving the text. It opens when the pointer rests on a citation, when
// the keyboard comes to one, and at the first tap; the second tap, or a link in the card, leads on. The pointer may move onto the
// card; Escape, a tap beside it or its button closes it. Without this script the citation is a link to the article's page.
(() => {
  "use strict";

  const OPEN_AFTER = 150; // ms
  const CLOSE_AFTER = 300;
  const EDGE = 8; // pixels that the card keeps from the edge of the window

  /** @type {HTMLElement | null} */
  let card = null; // the open card
  /** @type {HTMLElement | null} */
  let owner = null; // its citation
  let timer = 0;
  let quiet = false; // whether the focus moves without opening a card
  let touched = false; // whether the last pointer was a finger or a pen

  const LINKS = ".cite a[data-reference]";

  /** @param {EventTarget | null} target @returns {HTMLElement | null} */
  const citation = (target) => (target instanceof Element ? target.closest(LINKS) : null);

  /** @param {EventTarget | null} target */
  const isInside = (target) => card !== null && target instanceof Node && card.contains(target);

  function place() {
    if (!card || !owner) return;
    const at = owner.getClientRects()[0] || owner.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const height = document.documentElement.clientHeight;
    const left = Math.max(EDGE, Math.min(at.left, width - size.width - EDGE));
    const below = at.bottom + size.height <= height || at.top < size.height;
    card.style.left = `${left}px`;
    card.style.top = `${below ? at.bottom : at.top - size.height}px`;
  }

  function close() {
    clearTimeout(timer);
    if (!card || !owner) return;
    card.remove();
    owner.setAttribute("aria-expanded", "false");
    owner.removeAttribute("aria-controls");
    card = null;
    owner = null;
  }

  // Closes the card for good: where it had the focus its citation has it again, without a card.
  function quit() {
    const link = owner;
    const inside = card && card.contains(document.activeElement);
    close();
    if (!link || !inside) return;
    quiet = true;
    link.focus();
    quiet = false;
  }

  /** @param {HTMLElement} link */
  function open(link) {
    clearTimeout(timer);
    if (owner === link) return;
    close();
    const reference = document.getElementById(link.dataset.reference || "");
    const source = reference && reference.querySelector("template");
    const list = reference && reference.closest(".references");
    if (!source || !(list instanceof HTMLElement)) return;
    card = document.createElement("span");
    card.className = "card";
    card.id = "citation-card";
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", list.dataset.label || "");
    const body = document.createElement("span");
    body.append(source.content.cloneNode(true));
    // A card is no part of the outline, and it stands within a paragraph.
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll("h3, p"))) {
      const line = document.createElement("span");
      line.className = `${part.className} line`;
      line.dir = "auto";
      line.append(...part.childNodes);
      part.replaceWith(line);
    }
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = list.dataset.close || "";
    button.addEventListener("click", quit);
    card.append(body, button);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", leave);
    owner = link;
    // It follows its citation, so that the keyboard comes to it next.
    link.after(card);
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", card.id);
    place();
  }

  /** @param {PointerEvent} event */
  function leave(event) {
    if (event.pointerType !== "mouse") return;
    clearTimeout(timer);
    // What has the focus stays.
    const held = () => card && (card.contains(document.activeElement) || (owner && owner === document.activeElement && owner.matches(":focus-visible")));
    timer = setTimeout(() => held() || close(), CLOSE_AFTER);
  }

  for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(LINKS))) {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse") return;
      clearTimeout(timer);
      timer = setTimeout(() => open(link), OPEN_AFTER);
    });
    link.addEventListener("pointerleave", leave);
    link.addEventListener("focus", () => quiet || touched || !link.matches(":focus-visible") || open(link));
  }

  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType !== "mouse";
    if (!isInside(event.target) && citation(event.target) !== owner) close();
  });
  document.addEventListener("click", (event) => {
    const link = citation(event.target);
    if (!link || !touched || owner === link) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target !== owner && !isInside(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    touched = false;
    if (event.key !== "Escape" || !card) return;
    event.preventDefault();
    quit();
  });
  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place, { passive: true });
})();
