// Starts Chromium for the checks and the screenshots, and finds the pages of a built site.
// Nothing here reaches the network: pages are opened from disk, and the browser is told that it is offline.

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts a browser with a fresh profile; CHROMIUM names another program. */
export async function startBrowser() {
  const program = process.env.CHROMIUM ?? PROGRAMS.find((path) => existsSync(path));
  if (!program) throw new Error("no Chromium found; install Debian's chromium, or set CHROMIUM to the program");
  return chromium.launch({
    executablePath: program,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** All pages below a folder: route with forward slashes, address, size, and whether it only leads to another; by route. */
export function findPages(folder) {
  const root = resolve(folder);
  const pages = [];
  const visit = (directory) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.name.endsWith(".html")) {
        const route = relative(root, path).split(sep).join("/");
        const text = readFileSync(path, "utf8");
        const redirects = text.includes('http-equiv="refresh"');
        const cites = text.includes("data-reference=");
        const lists = text.includes('class="sift" hidden') && text.includes("data-sift");
        pages.push({ route, url: pathToFileURL(path).href, bytes: statSync(path).size, redirects, cites, lists });
      }
    }
  };
  visit(root);
  return pages.sort((a, b) => (a.route < b.route ? -1 : 1));
}

/** The folder of a page, which is its kind; pages at the top are each their own kind. */
const kindOf = (page) => (page.route.includes("/") ? page.route.split("/")[0] : page.route);

/** A few pages of each kind: the index, the largest, the smallest, and some spread between. */
export function choosePages(pages, each) {
  const kinds = new Map();
  for (const page of pages) kinds.set(kindOf(page), [...(kinds.get(kindOf(page)) ?? []), page]);
  const chosen = new Set();
  for (const members of kinds.values()) {
    const bySize = [...members].sort((a, b) => b.bytes - a.bytes || (a.route < b.route ? -1 : 1));
    members.filter((page) => page.route.endsWith("/index.html")).forEach((page) => chosen.add(page));
    const steps = Math.min(each, bySize.length);
    for (let step = 0; step < steps; step += 1) {
      chosen.add(bySize[Math.round((step * (bySize.length - 1)) / Math.max(1, steps - 1))]);
    }
  }
  return pages.filter((page) => chosen.has(page));
}
