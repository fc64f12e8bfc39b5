// Sorts and sifts lists, and finds names in indexes. Without it links lead through them.
(() => {
  "use strict";

  const form = document.querySelector("form.sift");
  if (!(form instanceof HTMLFormElement)) return;
  form.hidden = false;
  const [status, find, sort] = ["status", "q", "sort"].map((name) => /** @type {any} */ (form.querySelector(`[name=${name}]`)));
  // From a part of a list the form leads to the whole.
  if (!status) return;

  const { root, names, letters } = form.dataset;
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true, ignorePunctuation: true });
  const lists = [...document.querySelectorAll("[data-sift]")];
  const entries = (/** @type {Element} */ list) => [...list.children].map((item) => ({ list, item, words: "" }));
  let items = lists.flatMap(entries);
  const blocks = lists.map((list) => list.closest(".hang:has(> [data-sift])") ?? list);
  // For what is in another order than the page.
  const flat = /** @type {Element} */ (lists[0].cloneNode());
  const frame = document.createElement("div");
  frame.className = "hang found";
  frame.append(flat);
  blocks[blocks.length - 1].after(frame);

  /** Words without case and accents, a blank before each. @param {string} text */
  const plain = (text) =>
    " " +
    text.normalize("NFKD").toLowerCase().replace(/\p{M}|['’]/gu, "")
      .replace(/[øæœłđßı]/g, (c) => ["o", "ae", "oe", "l", "d", "ss", "i"]["øæœłđßı".indexOf(c)])
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  function sift() {
    const asked = plain(find.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const one of items) {
      one.words ||= plain(one.item.textContent || "");
      // Words begin so; without blanks they may stand anywhere.
      const fits = asked.every((word) => one.words.includes(/[^ -~]/.test(word) ? word : " " + word));
      one.item.toggleAttribute("hidden", !fits);
      shown += +fits;
    }
    // The sign stands for the number.
    status.value = status.dataset.words.replace("#", shown.toLocaleString(language));
  }

  function order() {
    const key = /** @type {any} */ ({ title: ".t a, a.t", author: ".by", journal: ".in i" })[sort.value];
    const turn = sort.value === "oldest" ? -1 : 1;
    for (const block of turn < 0 ? [...blocks].reverse() : blocks) frame.before(block);
    const keyed = items.map((one, place) => ({ ...one, place, key: (key && one.item.querySelector(key)?.textContent) || "" }));
    // What has none stands at the end.
    keyed.sort((a, b) => +!a.key - +!b.key || collator.compare(a.key, b.key) || turn * (a.place - b.place));
    for (const { item, list } of keyed) (key ? flat : list).append(item);
  }

  /** The names of an index of several pages are in a file for each letter. */
  function load() {
    const known = /** @type {any} */ (window).litdigest?.names ?? {};
    const longest = plain(find.value).split(" ").reduce((a, b) => (b.length > a.length ? b : a));
    const letter = longest && (/^[a-z]/.test(longest) ? longest[0] : /^\d/.test(longest) ? "0" : "other");
    if (!known[letter] && letters?.split(" ").includes(letter)) {
      const script = document.createElement("script");
      script.src = `${root}${names}names/${letter}.js`;
      script.onload = load;
      script.onerror = () => (status.value = status.dataset.missing);
      document.head.append(script);
      return;
    }
    flat.replaceChildren();
    for (const [label, told, route] of known[letter] || []) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = root + (route.includes("/") ? route : `${names + route}.html`);
      link.textContent = label;
      item.append(link, " " + told);
      flat.append(item);
    }
    items = entries(flat);
    sift();
    if (!longest) status.value = "";
  }

  const change = names ? load : sift;
  form.addEventListener("input", (event) => (event.target === sort ? order() : change()));
  // What a page with a part of the list asks for.
  const asked = new URLSearchParams(location.search);
  find.value = asked.get("q") || find.value;
  if (sort) {
    sort.value = asked.get("sort") || sort.value;
    order();
  }
  change();
})();
