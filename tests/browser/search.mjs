// The search of a built site, in node: the engine's classic script runs in a context whose document loads files from the disk.
//
//     node tests/browser/search.mjs DEMONSTRATION INVENTED
//
// INVENTED is the site of tests/fixtures/search/site. Checks what queries find, the folding of every character against the golden
// file of the Rust side, counts beside filters against a count by hand, and what is missing, cut or old. Ends with a line
// "search: N passed, N failed".
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const ENGINE = new URL("../../templates/search-engine.js", import.meta.url);
const CHARACTERS = new URL("../fixtures/search/characters.txt", import.meta.url);

/** A site's index, opened. `damage` gives another text for a file, or null for none. */
export async function open(site, { id, damage = (_, text) => text } = {}) {
  const log = { bytes: 0, files: [] };
  const context = vm.createContext({ atob });
  context.window = context;
  const append = (script) => {
    const name = script.src.replace(/\?.*$/, "");
    const file = path.join(site, name);
    const text = fs.existsSync(file) ? damage(path.basename(name), fs.readFileSync(file, "utf8"), script.src) : null;
    setImmediate(() => {
      if (text === null) return script.onerror();
      log.bytes += Buffer.byteLength(text);
      log.files.push(path.basename(name));
      try {
        vm.runInContext(text, context);
      } catch {
        // A browser says so in its console, and goes on.
      }
      script.onload();
    });
  };
  context.document = { createElement: () => ({ remove() {} }), head: { append } };
  vm.runInContext(fs.readFileSync(ENGINE, "utf8"), context);
  const own = /"root","([0-9a-f]+)"/.exec(fs.readFileSync(path.join(site, "search/root.js"), "utf8"));
  return { index: await context.litdigest.search.open("", id || own[1]), log };
}

let passed = 0;
let failed = 0;
function expect(good, what) {
  if (good) passed++;
  else console.log(`${(failed++, what)}`);
}

/** Text, the route that comes first (or goes there), and what else must hold. */
const CASES = [
  ["Naïve lighthouse keepers and the Ménière reflex.", 1],
  ["naive meniere", 1],
  ["lighthose keeper", 1, (result) => result.corrected.some(({ typed, used }) => typed === "lighthose" && used === "lighthouse")],
  ["ligthhouse", 1],
  ["reflx meniere", 1],
  ["smith j", 1],
  ["j smith", 1],
  ["Smith JA", 1],
  ["john smith", 1],
  ["0000-0002-1825-0097", 1],
  ["https://orcid.org/0000-0002-1825-0097", 1],
  ["IL-10", 1],
  ["il10", 1],
  ['"quality of light"', 1, (result) => result.total === 1],
  ['"of light there"', 2, (result) => result.total === 1],
  ['"harbour and its quality"', 2],
  ["heart attack", 5, (result) => result.total === 2],
  ["heart attacks gull", 3],
  ["ilieva 2011", 3],
  ["ilieva 2016", 8],
  ["潮汐", 4],
  ["側索硬化", 4],
  ["関係", 4],
  ["10.5555/TIDE_TABLE(2).X", 5],
  ["https://doi.org/10.5555/tide_table(2).x", 5],
  ["doi: 10.5555%2Ftide_table(2).x", 5],
  ["pmc9999999", 5],
  ["PMCID: PMC9999999", 5],
  ["9100006", 6],
  ["PMID: 9100006", 6],
  ["https://pubmed.ncbi.nlm.nih.gov/9100006/", 6],
  ["garcia-lopez m", 5],
  ["van der berg p", 6],
  ["tumor anchor", 5],
  ["tumour markers", 6],
  ["beta catenin", 7],
  ["β-catenin", 7],
  ["tnf alpha", 7],
  ["muller", 7],
  ["barnac", 7],
  ["sextants", 9],
  ["sextant navigators", 10],
  ["haemoglobin", 11],
  ["obrien", 11],
  ["O’Brien c", 11],
  ["annelids", 11],
  ["sextants lighthose zzzzzz", 1, (result) => result.unknown.includes("zzzzzz") && result.relaxed.length === 1],
  ["<script>alert(1)", 12],
];

async function checkQueries(site) {
  const { index } = await open(site);
  for (const [text, wanted, also] of CASES) {
    const result = await index.query({ text, typing: text === "barnac" });
    const [row] = await index.rows(result.documents.slice(0, 1));
    const route = `articles/91000${String(wanted).padStart(2, "0")}.html`;
    expect(row && row.route === route, `${text} finds ${row && row.route} first instead of ${route}`);
    expect(!also || also(result), `${text}: ${JSON.stringify(result)}`);
    expect(!result.partial, `${text}: a file could not be read`);
  }
  const direct = await index.query({ text: "PMC9999999" });
  expect(direct.goto && direct.goto.route === "articles/9100005.html" && direct.total === 1, "an identifier goes to its page");
  const marked = await index.query({ text: "logs quoted" });
  const [row] = await index.rows(marked.documents);
  const { parts } = index.snippet(row, marked);
  expect(parts.map(([part]) => part).join("").includes("</script><b>Logs</b>"), "a snippet is text as it stands");
  expect(parts.filter(([, is]) => is).map(([part]) => part).join() === "Logs,quoted", `marks ${JSON.stringify(parts)}`);
  expect(row.title.startsWith("<script>"), "a title is text as it stands");
  const typed = await index.suggest("heart att");
  expect(typed.some(({ label, kind }) => kind === "topics" && /infarct/i.test(label)), `suggests ${JSON.stringify(typed)}`);
  const byTitle = await index.query({ text: "sextants", sort: "title" });
  expect((await index.rows(byTitle.documents))[0].route.includes("9100009"), "sorts by title");
  const long = await index.query({ text: "harbour light ".repeat(800) });
  expect(long.total > 0, "a long query finds something");
  const none = await index.query({ text: "" });
  expect(none.total === index.count && none.documents[0] === 0, "without words all articles are there, the newest first");
}

async function checkCharacters(site) {
  const { index } = await open(site);
  const golden = new Map();
  for (const line of fs.readFileSync(CHARACTERS, "utf8").split("\n").filter((line) => line && line[0] !== "#")) {
    const range = /^([0-9a-f]+)-([0-9a-f]+)$/.exec(line);
    const [code, ...words] = line.split(" ");
    if (!range) golden.set(parseInt(code, 16), words.filter((word) => word[0] !== "+").join(" "));
    else for (let at = parseInt(range[1], 16); at <= parseInt(range[2], 16); at++) golden.set(at, String.fromCodePoint(at));
  }
  const other = [];
  for (let code = 0; code < 0x10000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const words = index.words(String.fromCodePoint(code)).join(" ");
    if (words !== (golden.get(code) || "")) other.push(`${code.toString(16)}: "${words}" and "${golden.get(code) || ""}"`);
  }
  expect(other.length === 0, `${other.length} characters are folded otherwise in Rust: ${other.slice(0, 20).join(", ")}`);
}

/** Random states of filters, counted from the members of each value alone. */
async function checkFilters(site) {
  const { index } = await open(site);
  let seed = 20210716;
  const random = (most) => (seed = (seed * 48271) % 2147483647) % most;
  const members = {};
  for (const { name } of index.facets) {
    members[name] = {};
    for (const { slug, count, label } of await index.facet(name, { most: Infinity, whole: true })) {
      const found = await index.query({ filters: { [name]: [slug] } });
      members[name][slug] = new Set(found.documents);
      expect(found.total === count, `${name} ${label} has ${found.total} articles and says ${count}`);
    }
  }
  const names = Object.keys(members).filter((name) => Object.keys(members[name]).length > 0);
  const texts = ["", "", "muscle", "risk", "motoric cognitive"];
  for (let state = 0; state < 200; state++) {
    const filters = {};
    for (let nth = random(3); nth >= 0; nth--) {
      const name = names[random(names.length)];
      const slugs = Object.keys(members[name]);
      filters[name] = [...new Set(Array.from({ length: 1 + random(3) }, () => slugs[random(slugs.length)]))];
    }
    const text = texts[random(texts.length)];
    const base = (await index.query({ text, typing: false })).documents;
    const passes = (at, without) =>
      Object.entries(filters).every(([name, slugs]) => name === without || slugs.some((slug) => members[name][slug].has(at)));
    const result = await index.query({ text, filters, typing: false });
    const what = JSON.stringify({ text, filters });
    expect(result.total === base.filter((at) => passes(at)).length, `${what} finds ${result.total}`);
    for (const name of Object.keys(filters).concat(names[random(names.length)])) {
      const values = await index.facet(name, { filters, result, most: Infinity, whole: true });
      const shown = Object.fromEntries(values.map(({ slug, count }) => [slug, count]));
      const good = Object.keys(members[name]).every((slug) => {
        const count = base.filter((at) => passes(at, name) && members[name][slug].has(at)).length;
        return (shown[slug] || 0) === count;
      });
      expect(good, `${what} counts ${name} otherwise`);
    }
  }
}

async function checkDamage(site) {
  const reason = (promise) => promise.then(() => "none", (error) => error.reason);
  const root = (change) => (name, text) => (name === "root.js" ? change(text) : text);
  expect((await reason(open(site, { damage: root(() => null) }))) === "missing", "a missing root is missing");
  expect((await reason(open(site, { damage: root((text) => text.slice(0, 200)) }))) === "missing", "a cut root is missing");
  expect((await reason(open(site, { id: "000000000000" }))) === "version", "an index of another build is told");
  expect((await reason(open(site, { damage: root((text) => text.replace('"version":1', '"version":9')) }))) === "version", "another format is told");
  // A cache that holds an old file under the first address.
  const old = (name, text, source) => (name[0] === "w" && !source.endsWith("-again") ? text.replace(/"[0-9a-f]{12}"/, '"0123456789ab"') : text);
  const { index } = await open(site, { damage: old });
  const fresh = await index.query({ text: "sextants" });
  expect(fresh.total > 0 && !fresh.partial, "an old file is asked for again");
  const ways = { missing: () => null, cut: (text) => text.slice(0, text.length / 2), short: (text) => text.replace(/"[^"]{4,}"\)/, '"AAAA")'), odd: (text) => text.replace(/"[^"]{4,}"\)/, '"%%%%")') };
  for (const [way, change] of Object.entries(ways)) {
    for (const kind of ["w", "p", "s", "n", "f", "r", "titles"]) {
      let changed = false;
      const damage = (name, text) => {
        const given = name.startsWith(kind) && name !== "root.js" ? change(text) : text;
        changed ||= given !== text;
        return given;
      };
      const { index } = await open(site, { damage });
      const text = { p: '"of light there"', s: "lighthose" }[kind] || "lighthouse keepers";
      const [result, facet, words] = await Promise.all([
        index.query({ text, sort: kind === "titles" ? "title" : "relevance", filters: kind === "f" ? { years: ["2009"] } : {}, typing: false }),
        index.facet("years"),
        index.suggest("heart"),
      ]);
      const rows = await index.rows(result.documents);
      expect(Array.isArray(facet) && Array.isArray(words) && rows.every((row) => row === null || row.title), `${way} ${kind}: answers`);
      if (changed && way !== "short" && !"nr".includes(kind[0])) expect(result.partial, `${way} ${kind}: says that there may be more`);
    }
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [demonstration, invented] = process.argv.slice(2);
  await checkQueries(invented);
  await checkCharacters(invented);
  await checkFilters(demonstration);
  await checkDamage(invented);
  console.log(`search: ${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
