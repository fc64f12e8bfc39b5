// Pictures of the main kinds of page of a built site, to look at: see tests/browser/screenshots.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findPages, startBrowser } from "./chromium.mjs";

const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];

/** The largest page of a folder shows most; an index and a page of a list's second half do not stand for their kind. */
function largest(pages, folder) {
  const members = pages.filter(({ route }) => route.split("/").length === 2 && route.startsWith(`${folder}/`));
  return members.filter(({ route }) => !route.endsWith("/index.html")).sort((a, b) => b.bytes - a.bytes)[0];
}

/** A name for the picture and the page; every page if the folder is no built site. */
function choose(pages) {
  const views = [
    ["home", pages.find(({ route }) => route === "index.html")],
    ["article", pages.find(({ route }) => route === "articles/34357138.html") ?? largest(pages, "articles")],
    ...["topics", "institutions", "countries", "authors", "journals", "years"].map((kind) => [kind, largest(pages, kind)]),
    ["topics-index", pages.find(({ route }) => route === "topics/index.html")],
    ["search", pages.find(({ route }) => route === "search.html")],
    ["about", pages.find(({ route }) => route === "about.html")],
  ].filter(([, page]) => page);
  return views.length > 2 ? views : pages.map((page) => [page.route.replace(/\.html$/, "").replaceAll("/", "-"), page]);
}

const [folder, out = "screenshots", ...wanted] = process.argv.slice(2);
const pages = findPages(folder);
const views = wanted.length
  ? pages
      .filter(({ route }) => wanted.includes(route))
      .map((page) => [page.route.replace(/\.html$/, "").replaceAll("/", "-"), page])
  : choose(pages);
mkdirSync(out, { recursive: true });
const browser = await startBrowser();
for (const viewport of WINDOWS) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ offline: true, viewport, colorScheme });
    const tab = await context.newPage();
    for (const [name, page] of views) {
      await tab.goto(page.url, { waitUntil: "load" });
      const path = join(out, `${name}-${viewport.width}-${colorScheme}.png`);
      await tab.screenshot({ path, fullPage: true });
      console.log(path);
    }
    await context.close();
  }
}
await browser.close();
