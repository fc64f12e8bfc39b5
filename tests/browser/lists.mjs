// The lists of a built site in a browser: sorting and sifting by keyboard, the way from a part to the whole, the years, names of
// an index, print, and that nothing moves when the script starts.
//
// In: an open tab (see check.mjs) and the pages of a site; `expect` counts. A site without a list of a kind passes over it.

/** The titles that can be seen, in their order. */
const titles = (tab) =>
  tab.$$eval("[data-sift] > li :is(.t a, a.t)", (links) => links.filter((link) => link.getClientRects().length > 0).map((link) => link.textContent));

/** Opens a page, and how far what is on it moved on its own. */
async function open({ tab, takeTroubles }, url) {
  takeTroubles();
  await tab.goto(url, { waitUntil: "load" });
  return tab.evaluate(
    () =>
      new Promise((done) => {
        let moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) moved += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(moved), 100);
      }),
  );
}

/** A list on one page is sorted and sifted by keyboard, says what is left, and prints whole. */
async function checkSorting(view, page, expect) {
  const { tab } = view;
  const place = `${page.route} sorted by keyboard`;
  const moved = await open(view, page.url);
  expect(moved < 0.02, place, `moves by ${moved} when its script starts`);
  const newest = await titles(tab);
  await tab.focus("form.sift select");
  for (const [by, order] of [
    ["title", (all) => [...all].sort(new Intl.Collator("en", { numeric: true, ignorePunctuation: true }).compare)],
    ["oldest", (all) => [...all].reverse()],
    ["newest", (all) => all],
  ]) {
    await tab.selectOption("form.sift select", by);
    const sorted = await titles(tab);
    expect(sorted.join("\n") === order(newest).join("\n"), place, `is in another order than by ${by}`);
    const focused = await tab.evaluate(() => document.activeElement?.localName);
    expect(focused === "select", place, `the keyboard is at ${focused} after sorting by ${by}`);
  }
  const word = newest[0].toUpperCase();
  await tab.focus("form.sift input");
  await tab.keyboard.type(word);
  const left = await titles(tab);
  expect(left.includes(newest[0]) && left.length < newest.length, place, `${left.length} entries have the words ${word}`);
  const status = await tab.inputValue("form.sift output").catch(() => tab.textContent("form.sift output"));
  expect(status.startsWith(`${left.length} of ${newest.length} `), place, `says “${status}” of ${left.length} entries`);
  await tab.fill("form.sift input", "");
  expect((await titles(tab)).length === newest.length, place, "does not show all again");
  await tab.emulateMedia({ media: "print" });
  expect((await titles(tab)).length === newest.length, place, "does not print whole");
  await tab.emulateMedia({ media: null });
}

/** From a part of a list the form leads to the whole, in the order that was chosen. */
async function checkWhole(view, page, expect) {
  const { tab } = view;
  const place = `${page.route} in one list`;
  await open(view, page.url);
  const part = await titles(tab);
  await tab.selectOption("form.sift select", "oldest");
  await tab.focus("form.sift button");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/\/all\.html\?/);
  await tab.waitForLoadState("load");
  const all = await titles(tab);
  const oldest = [...part].reverse();
  expect(all.length > part.length && all.slice(-part.length).join("\n") === oldest.join("\n"), place, "is not the whole list, oldest first");
}

/** A link to a year leads to its heading, on whichever page it is. */
async function checkYears(view, page, expect) {
  const { tab } = view;
  await open(view, page.url);
  const links = await tab.$$eval(".tools .letters a", (all) => all.map((link) => [link.textContent, link.href]));
  for (const [label, href] of links.slice(-2)) {
    await tab.goto(href, { waitUntil: "load" });
    const heading = await tab.evaluate(() => document.querySelector(":target")?.textContent);
    expect(heading?.startsWith(label.slice(0, 3)), `${page.route}: ${label}`, `leads to “${heading}”`);
  }
}

/** An index finds a name while it is typed. */
async function checkNames(view, page, expect) {
  const { tab } = view;
  const place = `${page.route} by name`;
  const moved = await open(view, page.url);
  expect(moved < 0.02, place, `moves by ${moved} when its script starts`);
  const name = await tab.textContent("[data-sift] > li a");
  await tab.focus("form.sift input");
  await tab.keyboard.type(name.toUpperCase());
  await tab.waitForFunction((name) => [...document.querySelectorAll("[data-sift] > li a")].some((link) => link.textContent === name && link.getClientRects().length > 0), name);
  const found = await tab.$$eval("[data-sift] > li", (all) => all.filter((item) => item.getClientRects().length > 0).length);
  const status = await tab.textContent("form.sift output");
  expect(found > 0 && status.startsWith(`${found.toLocaleString("en")} of `), place, `says “${status}” of ${found} names`);
  await tab.fill("form.sift input", "zzzz");
  await tab.waitForFunction(() => document.querySelector("form.sift output")?.textContent?.startsWith("0 of "));
}

/** Checks a list and an index of each shape that a site has. */
export async function checkLists(view, pages, expect) {
  const { tab, takeTroubles } = view;
  const wanted = new Map([
    [".entries[data-sift] > li:nth-child(2)", null],
    ["form.sift[action]", null],
    [".tools .letters", null],
    [".list .top form.sift:not([data-names])", null],
    [".list .top form.sift[data-names]", null],
  ]);
  const shapes = [...wanted.keys()];
  for (const page of pages.filter(({ lists }) => lists)) {
    if (shapes.every((shape) => wanted.get(shape))) break;
    await tab.goto(page.url, { waitUntil: "load" });
    for (const shape of shapes) {
      const whole = shape !== shapes[0] || (await tab.$("form.sift[action]")) === null;
      if (!wanted.get(shape) && whole && (await tab.$(shape))) wanted.set(shape, page);
    }
  }
  const [single, part, years, index, names] = shapes.map((shape) => wanted.get(shape));
  if (single) await checkSorting(view, single, expect);
  if (part) await checkWhole(view, part, expect);
  if (years) await checkYears(view, years, expect);
  if (index) await checkNames(view, index, expect);
  if (names) await checkNames(view, names, expect);
  expect(single && index, "lists", "the site has no list to sort, or no index to look through");
  const troubles = takeTroubles();
  expect(troubles.length === 0, "lists", troubles.slice(0, 3).join("; "));
}
