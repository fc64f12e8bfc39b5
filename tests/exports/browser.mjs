// Holds what templates/export.js makes in the browser against the files that the program wrote, byte for byte:
//
//     node tests/exports/browser.mjs SITE...
//
// The script and the blocks of each built site run in a context that has no more than it needs of a browser. Tried are no
// article, one, all (the file of the library itself) and random choices, whose texts are cut out of the library's file by
// means that know the formats but share no code with the program; then blocks that are missing, cut, broken and of another
// state of the site.
import { readFileSync, existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import vm from "node:vm";
import assert from "node:assert/strict";

const SCRIPT = fileURLToPath(new URL("../../templates/export.js", import.meta.url));

/** Each format: its file, what stands before the first record, between two and behind the last, and where records begin. */
const FORMATS = {
  bibtex: { file: "library.bib", open: "", between: "\n", close: "", begins: /^@/gm, empty: "" },
  ris: { file: "library.ris", open: "", between: "", close: "", begins: /^TY {2}- /gm, empty: "" },
  "csl-json": { file: "library.json", open: "[\n  ", between: ",\n  ", close: "\n]\n", begins: /^ {2}\{/gm, empty: "[]\n" },
};

/** A page of the site that runs the script; `change` may alter the text of a block, or say with null that it is not there. */
function open(site, change = (text) => text) {
  const window = { Blob, Response, DecompressionStream, atob, Uint8Array, JSON, Math, Map, Set, Promise, Error, Object };
  window.window = window;
  window.document = {
    createElement: () => ({ remove() {} }),
    head: {
      append(script) {
        const path = join(site, script.src.replace(/\?.*/, ""));
        const text = existsSync(path) ? change(readFileSync(path, "utf8")) : null;
        setImmediate(() => {
          if (text === null) return script.onerror();
          try {
            vm.runInContext(text, window);
          } catch {
            // A browser reports it and goes on.
          }
          script.onload();
        });
      },
    },
  };
  vm.createContext(window);
  vm.runInContext(readFileSync(SCRIPT, "utf8"), window, { filename: SCRIPT });
  return window.litdigest.exports;
}

/** The texts of a library's file, one a record. */
function records(site, { file, open, between, close, begins }) {
  const text = readFileSync(join(site, file), "utf8");
  const inner = text.slice(open.length, text.length - close.length);
  const starts = [...(open + inner).matchAll(begins)].map((found) => found.index + (open ? 2 : 0) - open.length);
  return starts.map((start, at) => {
    const end = at + 1 < starts.length ? starts[at + 1] - between.length : inner.length;
    return inner.slice(start, end);
  });
}

/** Numbers that look random and are the same in every run. */
function* dice(seed) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const identity = (site) => /add\("([0-9a-f]{16})"/.exec(readFileSync(join(site, "search/export/0.js"), "utf8"))[1];

async function check(site) {
  const id = identity(site);
  const exports = open(site);
  const chance = dice(20210716);
  let choices = 0;
  for (const [format, how] of Object.entries(FORMATS)) {
    const texts = records(site, how);
    const all = texts.map((_, at) => at);
    const tried = [[], [0], [texts.length - 1], all];
    for (let round = 0; round < 12; round += 1) {
      const share = chance.next().value ** 3;
      tried.push(all.filter(() => chance.next().value < share).reverse());
    }
    for (const documents of tried) {
      const sorted = [...documents].sort((a, b) => a - b);
      const wanted = sorted.length ? how.open + sorted.map((at) => texts[at]).join(how.between) + how.close : how.empty;
      const made = await exports.make(format, documents, "", id);
      assert.ok(made === wanted, `${site}: ${format} of ${sorted.length} articles differs from ${how.file}`);
      choices += 1;
    }
    assert.equal(await exports.make(format, all, "", id), readFileSync(join(site, how.file), "utf8"), `${site}: ${how.file}`);
  }
  const refused = (change, state, wanted) =>
    assert.rejects(open(site, change).make("ris", [0], "", state), wanted, `${site}: a bad block was taken`);
  await refused(() => null, id, { reason: "missing" });
  await refused((text) => text.slice(0, text.length / 2), id, { reason: "missing" });
  await refused((text) => text, "0123456789abcdef", { reason: "version" });
  const middle = (text) => Math.floor(text.length / 2);
  await refused((text) => text.slice(0, middle(text)) + "AAAAAAAA" + text.slice(middle(text) + 8), id, () => true);
  await assert.rejects(exports.make("ris", [10 ** 7], "", id), { reason: "missing" });
  const blocks = readdirSync(join(site, "search/export"));
  return `${choices} choices of articles from ${blocks.length} blocks are what the program writes`;
}

const sites = process.argv.slice(2);
if (sites.length === 0) {
  console.error("Name the folders of built sites: node tests/exports/browser.mjs public");
  process.exit(2);
}
for (const site of sites) {
  console.log(`${site}: ${await check(site)}`);
}
