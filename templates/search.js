// The search page: asks the index, shows what it answers, and keeps the question in the address.
(() => {
  "use strict";

  /** @typedef {(...given: any[]) => any} Do */
  /** @typedef {(...given: any[]) => Promise<any>} Ask */
  const [FIRST, LEEWAY, PAGE] = [8, 2, 10];
  const litdigest = /** @type {any} */ (window).litdigest || {};
  /** @type {Do} */
  const find = (selector, within = document) => within.querySelector(selector);
  const page = find(".search");
  const { root, index: id, articles } = page.dataset;
  const facets = JSON.parse(page.dataset.facets);
  const [box, options, filters, entries, chips, status, count, further, sort] = ["#q", "#suggestions", ".filters", ".entries", ".chips", "[role=status]", ".count", ".further", "#sort"].map((part) => find(part));

  // The question as the address has it; how many results are shown; whose answer is awaited; whether the last step of the
  // history is a word that is still being typed; the suggestion that is pointed at.
  let asked = new URLSearchParams();
  let [shown, turn, typing, at] = [PAGE, 0, false, -1];
  /** @type {any} */
  let [opened, answer, pause, speech, offered] = [];
  /** @type {Record<string, string>} */
  const labels = {};

  const words = () => asked.get("q") || "";
  const chosen = () => [...asked].filter(([name]) => name in facets);
  const chosenBy = () => Object.fromEntries(chosen().map(([name]) => [name, asked.getAll(name)]));
  const open = () => (opened ||= litdigest.search ? litdigest.search.open(root, id) : Promise.reject({}));
  /** @type {Do} */
  const written = (number) => number.toLocaleString("en");
  /** @type {Do} */
  const copy = (name) => find(`#${name}`).content.firstChild.cloneNode(true);
  /** @type {Do} */
  const label = (name, slug) => find(`[name="${name}"][value="${CSS.escape(slug)}"] + span`, filters)?.textContent || labels[name + slug] || slug;

  /** Adds text with the words that were found marked. @type {Do} */
  const put = (element, parts) => {
    for (const [text, marked] of parts) {
      const part = document.createElement(marked ? "mark" : "span");
      part.textContent = text;
      element.append(part);
    }
  };
  /** Shows a sentence with these words in it, or hides it. @type {Do} */
  const say = (name, is, ...given) => {
    const line = find(`[data-say=${name}]`);
    line.hidden = !is;
    given.forEach((word, place) => (find(["strong", "em"][place], line).textContent = word));
    return line;
  };
  /** Is heard when nothing was typed for a while. @type {Do} */
  const speak = (text) => {
    clearTimeout(speech);
    speech = setTimeout(() => (status.textContent = text), 300);
  };
  /** @type {Do} */
  const fail = (problem) => {
    opened = null;
    speak(say(problem.reason === "version" ? "version" : "missing", true).textContent);
  };

  const read = () => {
    const given = [...new URLSearchParams(location.search)];
    asked = new URLSearchParams(given.filter(([name]) => name in facets || name === "q" || name === "sort"));
    shown = Number(history.state) || PAGE;
    box.value = words();
    for (const [name] of chosen()) find(`#facet-${name}`)?.setAttribute("open", "");
  };
  /** Puts the question into the address. @type {Do} */
  const write = (anew) => {
    try {
      history[anew ? "pushState" : "replaceState"](shown, "", String(asked) ? `?${asked}` : location.pathname);
    } catch {
      // The page works without.
    }
  };
  /** Takes over what is typed. @type {Do} */
  const take = (anew) => {
    clearTimeout(pause);
    if (box.value) asked.set("q", box.value);
    else asked.delete("q");
    shown = PAGE;
    write(anew);
    return show();
  };
  /** What the back button takes back. */
  const change = () => {
    typing = false;
    return take(true);
  };
  /** @type {Do} */
  const choose = (name, slug, on) => {
    const others = [...asked].filter(([other, value]) => other !== name || value !== slug);
    asked = new URLSearchParams(on ? [...others, [name, slug]] : others);
    return change();
  };

  const show = async () => {
    const mine = ++turn;
    const isBlank = !words().trim() && !chosen()[0];
    drawChips();
    sort.value = asked.get("sort") || (words() ? "relevance" : "date");
    sort.options[0].disabled = !words();
    try {
      const found = isBlank ? null : await (await open()).query({ text: words(), filters: chosenBy(), sort: sort.value || "date" });
      const rows = isBlank ? [] : await rowsOf(found, 0);
      if (mine !== turn) return;
      answer = found;
      draw(isBlank, found || { documents: [] }, rows);
      if (!opened) return;
      const hidden = chosen().filter(([name]) => !find(`#facet-${name}[open]`));
      await Promise.all([...hidden.map(([name]) => valuesOf(name, 1)), ...[...filters.querySelectorAll(".facet")].map(drawFacet)]);
      if (mine === turn) drawChips();
    } catch (problem) {
      if (mine === turn) fail(problem);
    }
  };

  /** @type {Ask} */
  const rowsOf = async (found, from) => {
    const index = await open();
    const rows = await index.rows(found.documents.slice(from, shown));
    return rows.filter(Boolean).map((/** @type {any} */ row) => {
      const item = copy("hit");
      const [link, mark, by, source, noted, gist] = ["a", ".bad", ".by", ".in span", ".noted", ".gist"].map((part) => find(part, item));
      const { field, parts } = index.snippet(row, found);
      link.href = root + row.route;
      link.className = row.mark ? "struck" : "";
      put(link, index.marked(row.title, found));
      mark.textContent = row.mark;
      by.textContent = row.byline;
      source.textContent = row.source;
      noted.hidden = !row.noted;
      find(".tag", gist).hidden = field !== "note";
      put(gist, parts);
      return item;
    });
  };

  /** @type {Do} */
  const draw = (isBlank, { documents, corrected = [], relaxed = [], unknown = [], goto, partial }, rows) => {
    const total = documents.length;
    const others = documents.filter((/** @type {any} */ one) => one >= articles).length;
    const sought = words();
    const { all, found, pages } = count.dataset;
    count.textContent = isBlank ? all : found.replace("#", written(total - others)) + (others ? pages.replace("#", others) : "");
    speak(count.textContent);
    entries.replaceChildren(...rows);
    say("tip", isBlank);
    say("corrected", corrected[0], ...["used", "typed"].map((part) => corrected.map((/** @type {any} */ word) => word[part]).join(" ")));
    say("relaxed", relaxed[0], relaxed.join(", "));
    say("unknown", unknown[0], unknown.join(", "));
    say("partial", partial);
    say("missing");
    say("version");
    say("goto", goto, goto?.label).firstElementChild.href = root + goto?.route;
    say("nothing", !isBlank && !total);
    say("filters", chosen()[0]);
    say("pubmed", sought, sought.slice(0, 60)).firstElementChild.href = `https://pubmed.ncbi.nlm.nih.gov/?term=${encodeURIComponent(sought.slice(0, 1500))}`;
    say("save", total > others && litdigest.exports);
    drawFurther();
  };
  const drawFurther = () => {
    const left = (answer?.documents.length || 0) - shown;
    further.hidden = left <= 0;
    further.textContent = further.dataset.words.replace("#", Math.min(left, PAGE));
  };

  /** @type {Ask} */
  const valuesOf = async (name, most, begin) => {
    const values = await (await open()).facet(name, { filters: chosenBy(), result: answer || undefined, most, find: begin, whole: most > FIRST + LEEWAY + 1 });
    for (const { slug, label } of values) labels[name + slug] = label;
    return values;
  };
  /** @type {Ask} */
  const drawFacet = async (facet) => {
    if (!opened || !facet.matches(".facet[open]")) return;
    const [list, more, typed] = ["ul", ".more", ".find"].map((part) => find(part, facet));
    const { most = FIRST, name, dated } = facet.dataset;
    const [mine, begin, longest] = [turn, typed?.value, Number(most) + LEEWAY];
    let values = await valuesOf(name, dated ? 999 : longest + 1, begin);
    if (mine !== turn || typed?.value !== begin) return;
    if (dated) values.sort((/** @type {any} */ a, /** @type {any} */ b) => (a.slug < b.slug ? 1 : -1));
    more.hidden = values.length <= longest;
    if (typed) typed.hidden = more.hidden && !begin && !facet.dataset.most;
    if (!more.hidden) values = values.filter((/** @type {any} */ value, /** @type {any} */ place) => place < most || value.chosen);
    const known = new Map([...list.children].map((item) => [find("input", item).value, item]));
    const items = values.map((/** @type {any} */ { slug, label, count, chosen }) => {
      const item = known.get(slug) || copy("value");
      const [input, text, number] = item.firstChild.children;
      Object.assign(input, { name, value: slug, checked: chosen });
      text.textContent ||= label;
      number.textContent = written(count);
      item.className = count ? "" : "none";
      return item;
    });
    // The keyboard stays where it is.
    const focused = find(":focus", list);
    list.replaceChildren(...items);
    focused?.focus({ preventScroll: true });
  };

  const drawChips = () => {
    const place = [...chips.children].findIndex((item) => item.contains(document.activeElement));
    const items = chosen().map(([name, value]) => {
      const item = copy("chip");
      find("small", item).textContent = facets[name];
      find("[dir]", item).textContent = label(name, value);
      Object.assign(item.firstChild, { name, value });
      return item;
    });
    chips.replaceChildren(...items, ...(items[1] ? [copy("clear")] : []));
    chips.hidden = !items[0];
    if (place >= 0) (chips.children[place] || chips.lastChild || { firstChild: box }).firstChild.focus();
  };

  /** Shows what may be meant. @type {Do} */
  const offer = (found) => {
    offered = found;
    options.replaceChildren(
      ...found.map((/** @type {any} */ one, /** @type {any} */ place) => {
        const item = copy("option");
        item.id = `option-${place}`;
        item.firstChild.textContent = one.label;
        item.lastChild.textContent = [facets[one.kind], one.count && written(one.count)].filter(Boolean).join(" · ");
        return item;
      }),
    );
    options.hidden = !found[0];
    box.setAttribute("aria-expanded", !options.hidden);
    point(-1);
  };
  /** @type {Do} */
  const point = (place) => {
    at = place;
    [...options.children].forEach((item, other) => item.setAttribute("aria-selected", String(other === at)));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", `option-${at}`);
  };

  /** What buttons do. @type {Record<string, Do>} */
  const acts = {
    drop: ({ name, value }) => choose(name, value, false),
    clear: () => {
      for (const [name] of chosen()) asked.delete(name);
      box.focus();
      return change();
    },
    more: (button) => {
      const facet = button.closest(".facet");
      facet.dataset.most = Number(facet.dataset.most || FIRST) + 40;
      return open().then(() => drawFacet(facet));
    },
    further: async () => {
      shown += PAGE;
      write(false);
      const rows = await rowsOf(answer, shown - PAGE);
      entries.append(...rows);
      drawFurther();
      if (further.hidden) find("a", rows[0]).focus();
    },
    option: (item) => {
      const one = offered[[...options.children].indexOf(item)];
      offer([]);
      if (one.route) location.href = root + one.route;
      else {
        box.value = one.label;
        change();
      }
    },
    save: async ({ value, dataset }) => {
      const text = await litdigest.exports.make(value, answer.documents.filter((/** @type {any} */ one) => one < articles), root, page.dataset.exports);
      const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
      Object.assign(document.createElement("a"), { href, download: dataset.file }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60000);
    },
  };

  page.addEventListener("click", async (/** @type {any} */ { target }) => {
    const button = target.closest("[data-do]");
    try {
      await acts[button?.dataset.do]?.(button);
    } catch (problem) {
      fail(problem);
    }
  });
  page.addEventListener("change", (/** @type {any} */ { target }) => {
    if (target.type === "checkbox") choose(target.name, target.value, target.checked);
    if (target !== sort) return;
    asked.set("sort", sort.value);
    change();
  });
  page.addEventListener("input", (/** @type {any} */ { target }) => {
    if (target.className === "find") open().then(() => drawFacet(target.closest(".facet"))).catch(fail);
    if (target !== box) return;
    clearTimeout(pause);
    clearTimeout(speech);
    pause = setTimeout(async () => {
      const isFirst = !typing;
      typing = true;
      take(isFirst);
      const found = await open().then((/** @type {any} */ index) => index.suggest(box.value)).catch(() => []);
      if (typing && document.activeElement === box && box.value === words()) offer(box.value ? found : []);
    }, 120);
  });
  // It does not bubble.
  page.addEventListener("toggle", (/** @type {any} */ { target }) => drawFacet(target).catch(fail), true);
  box.addEventListener("keydown", (/** @type {any} */ event) => {
    const { key } = event;
    const all = options.children.length + 1;
    if (event.isComposing || all === 1) return;
    if (key === "ArrowDown" || key === "ArrowUp") point(((at + 1 + (key === "ArrowUp" ? all - 1 : 1)) % all) - 1);
    else if (key === "Escape") offer([]);
    else if (key === "Enter" && at >= 0) acts.option(options.children[at]);
    else return;
    event.preventDefault();
  });
  // A press on one of them leaves the keyboard in the box.
  options.addEventListener("mousedown", (/** @type {Event} */ event) => event.preventDefault());
  box.addEventListener("blur", () => offer([]));
  find("form", page).addEventListener("submit", async (/** @type {any} */ event) => {
    event.preventDefault();
    if (box.value !== words()) await change();
    offer([]);
    typing = false;
    const { hidden, lastElementChild } = find("[data-say=goto]");
    if (!hidden) lastElementChild.click();
  });
  window.addEventListener("popstate", () => {
    typing = false;
    read();
    offer([]);
    show();
  });

  filters.open = matchMedia("(min-width: 60rem)").matches;
  filters.classList.add("ready");
  const named = find("details:target");
  if (named) filters.open = named.open = true;
  // What a browser remembers of fields is not what the address says.
  for (const input of filters.querySelectorAll("input")) input.checked = false;
  read();
  // Who typed an identifier on another page goes straight on; who comes back stays.
  show().then(() => answer?.goto && history.state === null && location.replace(root + answer.goto.route));
})();
