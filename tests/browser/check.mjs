// Opens the pages of a built site from disk and checks what only a browser can tell.
//
//     node tests/browser/check.mjs FOLDER
//
// Every old address leads to a page. Every page, in a narrow window: no sideways scrolling, one h1, no message of the
// console, no request that leaves the disk. A few pages of each kind, in every window, light and dark: the same, and the
// accessibility rules of axe-core (serious and critical findings fail), the skip link by keyboard, the page without
// JavaScript, and the printed page. Lists and indexes (lists.mjs). The table of studies and the card of a citation, by keyboard; the
// card by touch. The search page and the keys (search-page.mjs).

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { choosePages, findPages, startBrowser } from "./chromium.mjs";
import { checkSearch } from "./search-page.mjs";
import { checkCopying } from "./copy.mjs";
import { checkLists } from "./lists.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
  { width: 320, height: 568 },
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PAGES_OF_A_KIND = 4;

let passed = 0;
const failures = [];
const remarks = new Map();

function expect(holds, place, what) {
  if (holds) passed += 1;
  else {
    failures.push(`${place}: ${what}`);
    console.log(`  ${place}: ${what}`);
  }
}

/** Opens one browser page that remembers what went wrong since it was last asked. */
async function openTab(browser, folder, settings) {
  const context = await browser.newContext({ offline: true, ...settings });
  const site = pathToFileURL(resolve(folder)).href;
  // The error page links from the root of its host, because a server shows it at any depth; here the folder is the host.
  const ofErrorPage = (url) => url.protocol === "file:" && !url.href.startsWith(`${site}/`);
  await context.route(ofErrorPage, (route, request) => {
    if (request.frame().url() !== `${site}/404.html`) return route.continue();
    const path = join(folder, decodeURI(new URL(request.url()).pathname));
    return existsSync(path) ? route.fulfill({ path }) : route.abort("failed");
  });
  const tab = await context.newPage();
  let troubles = [];
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  tab.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
  tab.on("request", (request) => {
    if (!/^(file|data|about):/.test(request.url())) troubles.push(`request to ${request.url()}`);
  });
  tab.on("requestfailed", (request) => {
    // The next page was opened before this one's icon had come.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") troubles.push(`could not load ${request.url()}`);
  });
  const takeTroubles = () => {
    const taken = troubles;
    troubles = [];
    return taken;
  };
  return { tab, takeTroubles, close: () => context.close() };
}

/** What every page must keep in every window. */
async function checkLayout({ tab, takeTroubles }, page, place) {
  await tab.goto(page.url, { waitUntil: "load" });
  const seen = await tab.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 3)
      .map((element) => `${element.localName}${element.className ? `.${element.className}` : ""}`);
    return {
      scroll: document.documentElement.scrollWidth,
      inner: window.innerWidth,
      wide,
      headings: document.querySelectorAll("h1").length,
      title: document.title.trim(),
      language: document.documentElement.lang,
    };
  });
  expect(
    seen.scroll <= seen.inner,
    place,
    `scrolls sideways, ${seen.scroll} of ${seen.inner} px: ${seen.wide.join(", ")}`,
  );
  expect(seen.headings === 1, place, `has ${seen.headings} h1 elements`);
  expect(seen.title !== "" && seen.language !== "", place, "has no title or no language");
  const troubles = takeTroubles();
  expect(troubles.length === 0, place, troubles.slice(0, 3).join("; "));
}

/** An old address leads to a page of the site that is no old address itself, or to a part that the page has. */
async function checkRedirect({ tab, takeTroubles }, page, pages) {
  await tab.goto(page.url, { waitUntil: "commit" });
  const leads = ({ href }) => pages.some(({ url }) => url === href.split("#")[0]);
  const arrived = await tab.waitForURL(leads, { timeout: 5000 }).then(() => true, () => false);
  expect(arrived, page.route, `leads to ${tab.url()}, which is no page of the site`);
  const whole = await tab.evaluate(() => location.hash === "" || document.querySelector(location.hash) !== null);
  expect(whole, page.route, `leads to ${tab.url()}, and the page has no such part`);
  takeTroubles();
}

/** The accessibility rules, contrast among them. */
async function checkAccessibility({ tab }, place) {
  await tab.evaluate(AXE);
  const violations = await tab.evaluate(async (rules) => {
    const options = { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] };
    const result = await globalThis.axe.run(document, options);
    return result.violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      target: nodes[0].target.join(" "),
      why: nodes[0].failureSummary.split("\n").slice(1, 2).join(" ").trim(),
      count: nodes.length,
    }));
  }, RULES);
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  for (const { id, help } of violations.filter((violation) => !grave.includes(violation))) {
    remarks.set(`${id}: ${help}`, (remarks.get(`${id}: ${help}`) ?? 0) + 1);
  }
  const told = grave.map(({ id, target, why, count }) => `${id} at ${target} (${count}): ${why}`);
  expect(grave.length === 0, place, told.join("; "));
}

/** The first Tab finds a visible skip link, and following it puts the keyboard into the main part. */
async function checkSkipLink({ tab }, page, place) {
  await tab.goto(page.url, { waitUntil: "load" });
  await tab.keyboard.press("Tab");
  const link = await tab.evaluate(() => {
    const focused = document.activeElement;
    const box = focused.getBoundingClientRect();
    const main = document.querySelector("main");
    const target = document.getElementById(focused.hash?.slice(1) ?? "");
    return {
      leads: Boolean(main && target && (main.contains(target) || target.contains(main))),
      visible: box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0 && box.left < window.innerWidth,
    };
  });
  expect(link.leads && link.visible, place, "the first Tab does not reach a visible link to the main part");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const inside = await tab.evaluate(() => {
    const main = document.querySelector("main");
    if (!main) return false;
    const focused = document.activeElement;
    const after = Boolean(main.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING);
    const reachable = main.querySelector("a[href], button, input, summary, select, textarea, [tabindex='0']");
    return main.contains(focused) || (!reachable && (after || focused === document.body));
  });
  expect(inside, place, "Tab after the skip link is not in the main part");
}

/** The reader sees the same words without JavaScript, but for forms and copy buttons, which do nothing without it. */
async function checkWithoutScript(scripted, plain, page, place) {
  const words = (view) =>
    view.tab.evaluate(() => {
      for (const part of document.querySelectorAll("main form, main .copy")) part.remove();
      return document.querySelector("main")?.innerText.replace(/\s+/g, " ").trim() ?? "";
    });
  await scripted.tab.goto(page.url, { waitUntil: "load" });
  await plain.tab.goto(page.url, { waitUntil: "load" });
  const [withScript, without] = [await words(scripted), await words(plain)];
  expect(without !== "" && without === withScript, place, "shows other words without JavaScript");
  const troubles = plain.takeTroubles();
  expect(troubles.length === 0, place, troubles.slice(0, 3).join("; "));
}

/** The table of studies is sorted by keyboard and sifted by words, and says how many rows are left. */
async function checkStudies({ tab, takeTroubles }, page, place) {
  // Those of the pages before it are none of its own.
  takeTroubles();
  await tab.goto(page.url, { waitUntil: "load" });
  const names = () => tab.$$eval("table.studies tbody tr:not([hidden]) th a", (links) => links.map((a) => a.textContent));
  const all = await names();
  await tab.locator("table.studies thead button").first().focus();
  for (const way of ["ascending", "descending"]) {
    await tab.keyboard.press("Enter");
    const said = await tab.getAttribute("table.studies thead th", "aria-sort");
    expect(said === way, place, `the first column says ${said} and not ${way}`);
    const sorted = [...all].sort((a, b) => a.localeCompare(b, "en"));
    if (way === "descending") sorted.reverse();
    const [first] = await names();
    expect(first === sorted[0], place, `${first} stands first, ${way}`);
  }
  await tab.fill("form.sift input", all[0]);
  const [left, status] = [await names(), await tab.textContent("form.sift [role=status]")];
  expect(left.includes(all[0]) && left.length < all.length, place, `${left.length} rows have the words ${all[0]}`);
  expect(status.startsWith(`${left.length} `), place, `says “${status}” of ${left.length} rows`);
  await tab.focus("form.sift button");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction((rows) => document.querySelectorAll("table.studies tbody tr:not([hidden])").length === rows, all.length);
  const troubles = takeTroubles();
  expect(troubles.length === 0, place, troubles.slice(0, 3).join("; "));
}

const CITATION = ".cite a[data-reference]";

/** Whether a card of a citation is open, and what it holds. */
const openCard = (tab) =>
  tab.evaluate(() => {
    const card = document.getElementById("citation-card");
    const owner = document.querySelector('[aria-controls="citation-card"]');
    return card && { words: card.innerText.trim(), links: card.querySelectorAll("a").length, expanded: owner?.getAttribute("aria-expanded") };
  });

/** The card of a citation opens and closes by keyboard, and the keyboard comes into it and back. */
async function checkCardByKeyboard({ tab, takeTroubles }, page, place) {
  takeTroubles();
  await tab.goto(page.url, { waitUntil: "load" });
  const link = tab.locator(CITATION).first();
  await tab.keyboard.press("Tab");
  await link.focus();
  const card = await openCard(tab);
  expect(card?.expanded === "true" && card.words !== "" && card.links > 0, place, `the card of a citation holds ${JSON.stringify(card)}`);
  await tab.keyboard.press("Tab");
  const inside = await tab.evaluate(() => document.getElementById("citation-card")?.contains(document.activeElement) ?? false);
  expect(inside, place, "the keyboard does not come into the card");
  await tab.keyboard.press("Escape");
  expect((await openCard(tab)) === null, place, "Escape does not close the card");
  const back = await link.evaluate((element) => element === document.activeElement && element.getAttribute("aria-expanded") === "false");
  expect(back, place, "Escape does not lead back to the citation");
  const troubles = takeTroubles();
  expect(troubles.length === 0, place, troubles.slice(0, 3).join("; "));
}

/** The first tap opens the card and stays on the page, a tap beside it closes it. */
async function checkCardByTouch({ tab, takeTroubles }, page, place) {
  await tab.goto(page.url, { waitUntil: "load" });
  const before = tab.url();
  await tab.locator(CITATION).first().tap();
  const card = await openCard(tab);
  expect(card?.expanded === "true" && tab.url() === before, place, `the first tap leads to ${tab.url()} and shows ${JSON.stringify(card)}`);
  const box = await tab.locator("#citation-card").boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 360, place, `the card stands at ${JSON.stringify(box)}`);
  await tab.locator("h1").first().tap();
  expect((await openCard(tab)) === null, place, "a tap beside the card does not close it");
  const troubles = takeTroubles();
  expect(troubles.length === 0, place, troubles.slice(0, 3).join("; "));
}

/** The page prints. */
async function checkPrint({ tab }, page, place) {
  await tab.goto(page.url, { waitUntil: "load" });
  const pdf = await tab.pdf({ format: "A4" });
  expect(pdf.length > 2000 && pdf.subarray(0, 5).toString("latin1") === "%PDF-", place, "does not print");
}

async function main(folder) {
  const found = findPages(folder);
  const pages = found.filter(({ redirects }) => !redirects);
  const chosen = choosePages(pages, PAGES_OF_A_KIND);
  console.log(`${pages.length} pages, ${chosen.length} of them in every window`);
  expect(pages.length > 0, folder, "has no pages");
  const browser = await startBrowser();

  const narrow = await openTab(browser, folder, { viewport: WINDOWS.at(-1) });
  for (const page of pages) await checkLayout(narrow, page, `${page.route} at 320 px`);
  for (const page of found.filter(({ redirects }) => redirects)) await checkRedirect(narrow, page, pages);
  await narrow.close();

  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of WINDOWS) {
      const view = await openTab(browser, folder, { viewport, colorScheme });
      for (const page of chosen) {
        const place = `${page.route} at ${viewport.width} px, ${colorScheme}`;
        await checkLayout(view, page, place);
        if (viewport.width !== 320) await checkAccessibility(view, place);
        view.takeTroubles();
      }
      await view.close();
    }
  }

  const scripted = await openTab(browser, folder, { viewport: WINDOWS[0] });
  const plain = await openTab(browser, folder, { viewport: WINDOWS[0], javaScriptEnabled: false });
  for (const page of chosen) {
    await checkSkipLink(scripted, page, `${page.route} by keyboard`);
    // What the search page says without a script is checked with the rest of it.
    if (page.route !== "search.html") await checkWithoutScript(scripted, plain, page, `${page.route} without JavaScript`);
    await checkPrint(scripted, page, `${page.route} in print`);
  }
  const studies = pages.find(({ route }) => route === "tables/studies.html");
  if (studies) await checkStudies(scripted, studies, `${studies.route} by keyboard`);
  await checkCopying(scripted, plain, pages, expect);
  await checkLists(scripted, pages, expect);
  const citing = pages.find(({ cites }) => cites);
  if (citing) {
    await checkCardByKeyboard(scripted, citing, `${citing.route} by keyboard`);
    const touched = await openTab(browser, folder, { viewport: { width: 360, height: 800 }, hasTouch: true });
    await checkCardByTouch(touched, citing, `${citing.route} by touch`);
    await touched.close();
  }
  const search = pages.find(({ route }) => route === "search.html");
  if (search) {
    const url = (route) => new URL(route, search.url).href;
    await checkSearch({ openTab: (settings) => openTab(browser, folder, settings), url, folder, expect, checkAccessibility });
  }
  await browser.close();

  for (const [remark, times] of remarks) console.log(`  remark, on ${times} views: ${remark}`);
  console.log(`browser: ${passed} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node tests/browser/check.mjs FOLDER");
  process.exit(2);
}
process.exit(await main(folder));
