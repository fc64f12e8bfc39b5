// Reads a site's search index in node: classic scripts in a context whose document loads files from the disk.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

/** A site's engine, opened. Files that `damage` changes or drops arrive so. */
export async function open(site, { engine, id, damage } = {}) {
  const log = { bytes: 0, files: [] };
  const context = vm.createContext({ atob, console, setTimeout });
  context.window = context;
  context.document = {
    createElement: () => ({ remove() {} }),
    head: {
      append(script) {
        const name = script.src.replace(/\?.*$/, "");
        let text = null;
        try {
          text = fs.readFileSync(path.join(site, name), "utf8");
        } catch {
          // It is missing.
        }
        if (text !== null && damage) text = damage(path.basename(name), text, script.src);
        setTimeout(() => {
          if (text === null) return script.onerror();
          log.bytes += Buffer.byteLength(text);
          log.files.push(path.basename(name));
          try {
            vm.runInContext(text, context);
          } catch {
            // As a browser does, it says so and goes on.
          }
          script.onload();
        }, 0);
      },
    },
  };
  vm.runInContext(fs.readFileSync(engine || new URL("../../templates/search-engine.js", import.meta.url), "utf8"), context);
  const own = /^litdigest\.shard\("root","([0-9a-f]+)"/.exec(fs.readFileSync(path.join(site, "search/root.js"), "utf8"));
  const index = await context.litdigest.search.open("", id || own[1]);
  return { index, log, context };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { index, log } = await open(process.argv[2]);
  console.log(index.count, index.facets.map((f) => `${f.name}:${f.values}`).join(" "));
  for (const text of process.argv.slice(3)) {
    log.bytes = 0;
    const result = await index.query({ text });
    const rows = await index.rows(result.documents.slice(0, 5));
    const terms = [...result.terms];
    console.log({ ...result, documents: result.documents.length, terms: terms.length, found: 0 }, log.bytes);
    for (const row of rows) console.log("  ", row.route, row.title.slice(0, 70), "|", row.byline.slice(0, 40), "|", row.source, "|", index.snippet(row, result).parts.map(([t, m]) => (m ? `«${t}»` : t)).join("").slice(0, 150));
    for (const name of ["topics", "years", "is"]) console.log(name, (await index.facet(name, { result, most: 5 })).map((v) => `${v.label} ${v.count}`).join(", "));
    console.log((await index.suggest(text)).map((s) => `${s.kind} ${s.label} ${s.count}`).join(", "));
  }
}
