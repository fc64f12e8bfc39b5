// Joins chosen records to a file. Blocks bring each record, and what stands between two, as the writers wrote them.
(() => {
  "use strict";

  const page = /** @type {any} */ (window);
  /** @type {any} */
  const litdigest = (page.litdigest = page.litdigest || {});
  // Articles of a block.
  const SIZE = 16;
  /** State of the site and data of blocks that have come. @type {Record<number, [string, string]>} */
  const come = {};

  /** @param {boolean} good @param {string} reason */
  function need(good, reason) {
    if (!good) throw Object.assign(new Error(reason), { reason });
  }

  /** @param {string} root @param {string} id @param {number} block */
  async function load(root, id, block) {
    const script = document.createElement("script");
    await new Promise((done) => {
      script.onload = script.onerror = done;
      script.src = `${root}search/export/${block}.js${id && "?v=" + id}`;
      document.head.append(script);
    });
    script.remove();
    // One that is cut does not come either.
    need(block in come, "missing");
    const [state, data] = come[block];
    delete come[block];
    need(!id || state === id, "version");
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  litdigest.exports = {
    /** What a block calls. @param {string} state @param {number} block @param {string} data */
    add(state, block, data) {
      come[block] = [state, data];
    },
    /**
     * The file of documents, in library order; `id` is the page's `data-exports`. Refused: `reason` is "missing" or "version".
     * @param {"bibtex" | "ris" | "csl-json"} format @param {number[]} documents @param {string} root
     */
    async make(format, documents, root, id = "") {
      const wanted = [...documents].sort((a, b) => a - b);
      const numbers = [...new Set(wanted.map((one) => Math.floor(one / SIZE)))];
      /** @type {Map<number, string>} */
      const made = new Map();
      let frame = [""];
      await Promise.all((numbers.length ? numbers : [0]).map(async (number) => {
        const { formats, texts } = await load(root, id, number);
        const column = formats.findIndex((/** @type {string[]} */ known) => known[0] === format);
        frame = formats[column];
        texts.forEach((/** @type {string[]} */ text, /** @type {number} */ at) => made.set(number * SIZE + at, text[column]));
      }));
      const [, open, between, close, empty] = frame;
      need(wanted.every((one) => made.has(one)), "missing");
      return wanted.length ? open + wanted.map((one) => made.get(one)).join(between) + close : empty;
    },
  };
})();
