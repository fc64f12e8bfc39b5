// The search page and the keys, in a browser and by keyboard alone, as far as one person's walk goes: box, suggestions,
// filters, chips, order, more, export, back and forward; then what is wrong on purpose: an index that is missing, of another
// version or cut, storage that is denied, markup and ten thousand characters in the question.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const QUESTION = "muscle";

/** What of the page is the answer to its address. */
const state = (tab) =>
  tab.evaluate(() => ({
    address: location.search,
    words: document.querySelector("#q").value,
    count: document.querySelector(".count").textContent,
    sort: document.querySelector("#sort").value,
    chips: [...document.querySelectorAll(".chips button")].map((chip) => chip.textContent),
    checked: [...document.querySelectorAll(".facet input:checked")].map((box) => `${box.name}=${box.value}`),
    titles: [...document.querySelectorAll(".entries h3")].map((title) => title.textContent),
  }));

/** Waits until the page has said how many results there are. */
const heard = (tab) =>
  tab.waitForFunction(() => {
    const said = document.querySelector(".search [role=status]").textContent;
    return said !== "" && said === document.querySelector(".count").textContent;
  });

/** Waits until an answer differs from the one before. */
async function answered(tab, before) {
  const was = JSON.stringify({ ...before, address: "" });
  for (let tries = 0; tries < 100; tries += 1) {
    const now = await state(tab);
    if (JSON.stringify({ ...now, address: "" }) !== was) break;
    await tab.waitForTimeout(30);
  }
  await tab.waitForTimeout(250);
  return state(tab);
}

const number = (text) => Number(text.replace(/\D*([\d,]+).*/, "$1").replace(/,/g, ""));
const focused = (tab, selector) => tab.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

/** Presses Tab until the keyboard is at an element. */
async function tabTo(tab, selector) {
  for (let presses = 0; presses < 80; presses += 1) {
    await tab.keyboard.press("Tab");
    if (await focused(tab, selector)) return true;
  }
  return false;
}

function noTroubles({ takeTroubles }, place, expect) {
  const troubles = takeTroubles();
  expect(troubles.length === 0, place, troubles.slice(0, 3).join("; "));
}

/** From the home page to results, by keyboard alone. */
async function walk(view, url, expect, place) {
  const { tab } = view;
  await tab.goto(url("index.html"), { waitUntil: "load" });
  await tab.keyboard.press("/");
  expect(await focused(tab, "form[role=search] [name=q]"), place, "the key / does not lead to the box");
  await tab.keyboard.type(QUESTION);
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/search\.html\?q=/);
  await heard(tab);
  const first = await state(tab);
  expect(first.words === QUESTION && number(first.count) > 0, place, `says “${first.count}” of ${first.words}`);
  const marks = await tab.$$eval(".entries mark", (all) => all.map((mark) => mark.textContent.toLowerCase()));
  expect(marks.length > 0 && marks.every((mark) => mark.startsWith("musc")), place, `marks ${marks}`);

  const states = [first];
  // A filter, by Tab and the space bar; what stands beside it is what it gives.
  expect(await tabTo(tab, ".facet input[type=checkbox]"), place, "Tab does not reach a filter");
  const promised = await tab.evaluate(() => document.activeElement.closest("li").querySelector(".num").textContent);
  await tab.keyboard.press("Space");
  states.push(await answered(tab, states.at(-1)));
  expect(number(states[1].count) === number(promised), place, `the filter says ${promised}, the list ${states[1].count}`);
  expect(states[1].chips.length === 1 && states[1].checked.length === 1, place, `chips ${states[1].chips}`);
  expect(await focused(tab, ".facet input:checked"), place, "the keyboard does not stay at the filter");
  // A second one of the same facet widens.
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Space");
  states.push(await answered(tab, states.at(-1)));
  expect(number(states[2].count) >= number(states[1].count), place, "a second value of a facet narrows");
  expect(states[2].chips.length === 3, place, `two chips and one for all: ${states[2].chips}`);
  // A chip takes it off again.
  await tab.locator(".chips button").first().focus();
  await tab.keyboard.press("Enter");
  states.push(await answered(tab, states.at(-1)));
  expect(states[3].checked.length === 1 && (await focused(tab, ".chips button")), place, "a chip is not taken off, or the keyboard is lost");
  await tab.locator("#sort").focus();
  await tab.keyboard.press("End");
  states.push(await answered(tab, states.at(-1)));
  const bare = states[4].titles.map((title) => title.replace(/^\W*(\[Retracted\])?\W*/, ""));
  expect(states[4].sort === "title" && bare[0].localeCompare(bare.at(-1), "en") <= 0, place, `by title: ${bare[0]}`);
  for (let step = states.length - 2; step >= 0; step -= 1) await compare(tab, "goBack", states[step], expect, place);
  for (let step = 1; step < states.length; step += 1) await compare(tab, "goForward", states[step], expect, place);
  noTroubles(view, place, expect);
}

/** A step in the history brings back all that was there. */
async function compare(tab, way, wanted, expect, place) {
  await tab[way]();
  await tab.waitForFunction((count) => document.querySelector(".count").textContent === count, wanted.count).catch(() => {});
  await tab.waitForTimeout(250);
  const got = await state(tab);
  expect(JSON.stringify(got) === JSON.stringify(wanted), place, `${way} gives ${JSON.stringify(got)} and not ${JSON.stringify(wanted)}`);
}

/** The box: suggestions, corrections, identifiers, nothing found. */
async function ask(view, url, expect, place) {
  const { tab } = view;
  await tab.goto(url("search.html"), { waitUntil: "load" });
  await tab.keyboard.press("/");
  await tab.keyboard.type(QUESTION.slice(0, 4));
  await tab.waitForSelector("[role=option]");
  await tab.keyboard.press("ArrowDown");
  const pointed = await tab.evaluate(() => {
    const box = document.querySelector("#q");
    const option = document.getElementById(box.getAttribute("aria-activedescendant"));
    return box.getAttribute("aria-expanded") === "true" && option?.getAttribute("aria-selected") === "true";
  });
  expect(pointed, place, "the arrow does not point at a suggestion");
  await tab.keyboard.press("Escape");
  expect((await tab.isHidden("#suggestions")) && (await tab.inputValue("#q")) !== "", place, "Escape does not close the suggestions alone");
  // What comes after the question was sent does not cover its answer.
  for (const pause of [60, 125, 160]) {
    await tab.goto(url("search.html"), { waitUntil: "load" });
    await tab.locator("#q").focus();
    await tab.keyboard.type(QUESTION.slice(0, 4));
    await tab.waitForTimeout(pause);
    await tab.keyboard.press("Enter");
    await tab.waitForTimeout(400);
    expect(await tab.isHidden("#suggestions"), place, `suggestions cover the answer, ${pause} ms after the last key`);
  }
  for (const [typed, part, said] of [
    ["sarcopennia", "corrected", "sarcopenia"],
    ["zzqxxq", "nothing", ""],
  ]) {
    const before = await state(tab);
    await tab.fill("#q", typed);
    await answered(tab, before);
    const line = tab.locator(`[data-say=${part}]`);
    expect((await line.isVisible()) && (await line.textContent()).includes(said), place, `${typed}: ${part} is not said`);
  }
  const exits = await tab.locator("[data-say=nothing] :is(a, button):visible").count();
  expect(exits >= 3, place, `${exits} ways out where nothing was found`);
  // An identifier shows its page while it is typed, and leads there; who comes back stays.
  await tab.fill("#q", "https://doi.org/10.3390/JPM11070671");
  await tab.waitForSelector("[data-say=goto]:not([hidden])");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/articles\/34357138\.html$/);
  await tab.goBack();
  await heard(tab);
  expect(/search\.html\?q=/.test(tab.url()), place, `back leads to ${tab.url()}`);
  noTroubles(view, place, expect);
}

/** More results keep the keyboard, and what is found is saved. */
async function list(view, url, expect, place) {
  const { tab } = view;
  await tab.goto(url("search.html?years=2019&years=2022&years=2023"), { waitUntil: "load" });
  await heard(tab);
  const all = number((await state(tab)).count);
  expect((await state(tab)).titles.length === Math.min(all, 10), place, "does not begin with ten results");
  await tab.locator(".further").focus();
  await tab.keyboard.press("Enter");
  await tab.waitForFunction((most) => document.querySelectorAll(".entries > li").length === most, Math.min(all, 20));
  expect(await tab.evaluate(() => document.querySelector(".found").contains(document.activeElement)), place, "more results lose the keyboard");
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator(".save button[value=ris]").press("Enter")]);
  const saved = readFileSync(await download.path(), "utf8");
  expect((saved.match(/^ER {2}-/gm) ?? []).length === all, place, `saves ${saved.slice(0, 60)} for ${all} results`);
  noTroubles(view, place, expect);
}

/** The page of a group leads to its articles. */
async function fromGroup(view, url, expect, place) {
  const { tab } = view;
  await tab.goto(url("topics/skeletal-muscle.html"), { waitUntil: "load" });
  const said = number(await tab.locator(".facts span").first().textContent());
  await tab.locator("main a[href*='search.html?topics=']").first().click();
  await heard(tab);
  const { count, chips } = await state(tab);
  expect(number(count) === said && chips.length === 1, place, `${said} articles there, “${count}” here, ${chips}`);
  noTroubles(view, place, expect);
}

/** Markup and length are nothing but text. */
async function attack(view, url, expect, place) {
  const { tab } = view;
  const markup = '<img src=x onerror="document.title=1"><b>muscle</b>';
  await tab.goto(url(`search.html?q=${encodeURIComponent(markup)}&topics=%22%3E%3Cb%3E&sort=x&nosuch=1&is=`), { waitUntil: "load" });
  await heard(tab);
  const seen = await tab.evaluate(() => [document.querySelectorAll("main img").length, document.querySelector("#q").value]);
  expect(seen[0] === 0 && seen[1] === markup, place, `markup became ${JSON.stringify(seen)}`);
  for (const long of ["muscle ".repeat(1428), "x".repeat(10_000), '"'.repeat(9_999)]) {
    await tab.goto(url("search.html"), { waitUntil: "load" });
    await tab.fill("#q", long);
    await tab.waitForFunction(() => / of /.test(document.querySelector(".count").textContent)).catch(() => {});
    await heard(tab);
    const { words, count } = await state(tab);
    expect(words === long && / of /.test(count), place, `${long.length} characters: ${count}`);
  }
  noTroubles(view, place, expect);
}

/** An index that is missing or of another version is said in words. */
async function broken(openTab, url, folder, expect) {
  const root = readFileSync(join(folder, "search/root.js"), "utf8");
  const id = root.split('"')[3];
  for (const [what, part, answer] of [
    ["a missing index", "missing", (route) => route.abort()],
    ["an index of another version", "version", (route) => route.fulfill({ body: root.replace(id, "0000"), contentType: "text/javascript" })],
    ["an index that is cut", "missing", (route) => route.fulfill({ body: root.slice(0, root.length / 2), contentType: "text/javascript" })],
  ]) {
    const view = await openTab({ viewport: { width: 360, height: 740 } });
    await view.tab.route(/\/search\/root\.js/, answer);
    await view.tab.goto(url(`search.html?q=${QUESTION}`), { waitUntil: "load" });
    const said = await view.tab.waitForSelector(`[data-say=${part}]:not([hidden])`, { timeout: 5000 }).then((line) => line.textContent(), () => "");
    expect(said.length > 20, what, "is not said");
    await view.close();
  }
  const view = await openTab({ viewport: { width: 1440, height: 900 } });
  await view.tab.route(/\/search\/[wr]\d/, (route) => route.abort());
  await view.tab.goto(url(`search.html?q=${QUESTION}`), { waitUntil: "load" });
  await view.tab.waitForSelector("[data-say=partial]:not([hidden])", { timeout: 5000 }).catch(() => {});
  expect(await view.tab.isVisible("[data-say=partial]"), "a missing shard", "is not said");
  const scripts = view.takeTroubles().filter((trouble) => trouble.startsWith("script:"));
  expect(scripts.length === 0, "a missing shard", scripts.join("; "));
  await view.close();
}

/** The keys and their list; a field keeps its keys; the choice is kept, where it can be. */
async function keys(openTab, url, expect, denied) {
  const place = `the keys${denied ? ", storage denied" : ""}`;
  const view = await openTab({ viewport: { width: 1440, height: 900 } });
  const { tab } = view;
  if (denied) {
    await tab.addInitScript(() =>
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      }),
    );
  }
  await tab.goto(url("topics/skeletal-muscle.html"), { waitUntil: "load" });
  await tab.evaluate(() => {
    const places = ["<textarea></textarea>", "<select><option>a</option></select>", "<p contenteditable>a</p>", "<input>"];
    document.querySelector("main").insertAdjacentHTML("beforeend", `<div id="fields">${places.join("")}</div>`);
  });
  for (const field of ["textarea", "select", "p", "input"]) {
    await tab.locator(`#fields ${field}`).focus();
    for (const key of ["/", "?"]) await tab.keyboard.press(key);
    expect((await focused(tab, `#fields ${field}`)) && (await tab.isHidden("dialog")), place, `a key is taken from ${field}`);
  }
  await tab.evaluate(() => document.activeElement.blur());
  for (const key of ["Control+/", "Alt+/", "Meta+/"]) await tab.keyboard.press(key);
  expect(!(await focused(tab, "input")), place, "a key with a modifier is taken");
  await tab.keyboard.press("/");
  expect(await focused(tab, ".masthead [name=q]"), place, "the key / does not lead to the masthead's box");
  await tab.keyboard.press("Escape");
  expect(!(await focused(tab, "input")), place, "Escape does not leave the empty box");
  await tab.keyboard.press("?");
  expect(await tab.isVisible("dialog.keys"), place, "the key ? shows nothing");
  await tab.locator("dialog.keys input").focus();
  await tab.keyboard.press("Space");
  await tab.keyboard.press("Escape");
  await tab.waitForSelector("dialog.keys", { state: "hidden" });
  await tab.keyboard.press("/");
  expect((await tab.isHidden("dialog.keys")) && !(await focused(tab, "input")), place, "keys that are off still work");
  await tab.reload({ waitUntil: "load" });
  await tab.keyboard.press("?");
  expect((await tab.isVisible("dialog.keys")) === denied, place, "the choice is not kept, or kept where nothing can be");
  if (!denied) await tab.locator("[data-keys]").press("Enter");
  expect(await tab.isVisible("dialog.keys"), place, "the button of the footer does not show them");
  noTroubles(view, place, expect);
  await view.close();
}

/** Nothing moves while the page comes. */
async function stillness(openTab, url, expect) {
  for (const [width, address] of [[1440, "search.html"], [360, "search.html"], [1440, `search.html?q=${QUESTION}`], [360, `search.html?q=${QUESTION}`]]) {
    const view = await openTab({ viewport: { width, height: 800 } });
    await view.tab.goto(url(address), { waitUntil: "load" });
    await view.tab.waitForTimeout(700);
    const moved = await view.tab.evaluate(
      () =>
        new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 100);
        }),
    );
    expect(moved < 0.02, `${address} at ${width} px`, `moves by ${moved}`);
    await view.close();
  }
}

/** What the page says where no script runs: what to do instead. */
async function scriptless(openTab, url, expect) {
  const view = await openTab({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  await view.tab.goto(url("search.html"), { waitUntil: "load" });
  const links = await view.tab.locator("main a:visible").count();
  const fields = await view.tab.locator("main :is(input, button, select):visible").count();
  expect(links > 3 && fields === 0, "the search page without JavaScript", `has ${links} links and ${fields} fields`);
  await view.close();
}

/** Everything on the search page and the keys. `url` makes an address of a route. */
export async function checkSearch({ openTab, url, folder, expect, checkAccessibility }) {
  const view = await openTab({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  await walk(view, url, expect, "a walk through the search by keyboard");
  await ask(view, url, expect, "the search box");
  await list(view, url, expect, "the list of results");
  await fromGroup(view, url, expect, "from a topic to the search");
  await attack(view, url, expect, "a hostile question");
  await view.close();
  await broken(openTab, url, folder, expect);
  await keys(openTab, url, expect, false);
  await keys(openTab, url, expect, true);
  await stillness(openTab, url, expect);
  await scriptless(openTab, url, expect);
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1440, 360, 320]) {
      const view = await openTab({ viewport: { width, height: 800 }, colorScheme });
      const place = `search results at ${width} px, ${colorScheme}`;
      await view.tab.goto(url(`search.html?q=${QUESTION}&topics=skeletal-muscle&topics=exercise#facet-years`), { waitUntil: "load" });
      await heard(view.tab);
      const sideways = await view.tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(!sideways, place, "scrolls sideways");
      await view.tab.locator("#q").fill(QUESTION.slice(0, 4));
      await view.tab.waitForSelector("[role=option]");
      noTroubles(view, place, expect);
      // The rules load style sheets themselves, which the page forbids.
      await checkAccessibility(view, `${place}, with suggestions`);
      await view.tab.locator("[data-keys]").click();
      await checkAccessibility(view, `${place}, with the list of keys`);
      await view.close();
    }
  }
}
