// Searches the index in search/, whose format the module `search` of litdigest documents. It shows nothing.
/**
 * @typedef {Object} Query What is asked for.
 * @property {string} [text] Words, "phrases", or an identifier.
 * @property {Object<string, string[]>} [filters] Slugs by facet: OR within a facet, AND between facets.
 * @property {"relevance"|"date"|"title"} [sort]
 * @property {boolean} [typing] The last word may be a beginning (default: unless a blank follows it).
 *
 * @typedef {Object} Result
 * @property {number[]} documents In order; those of an identifier alone where there is one. Articles are numbered in library order, the curator's pages follow.
 * @property {number} total
 * @property {string[]} relaxed Words left out, since no document has all.
 * @property {{typed: string, used: string}[]} corrected
 * @property {string[]} unknown Words that no document has, nor one like it.
 * @property {{route: string, label: string}|null} goto The page that an identifier names.
 * @property {boolean} partial A file of the index could not be read: there may be more.
 * @property {Set<string>} terms Folded words, for marking.
 * @property {Uint8Array|null} found Of each document whether it has the words; null without words.
 *
 * @typedef {Object} Row
 * @property {number} document
 * @property {string} kind "article", "note", "digest" or "page".
 * @property {string} route
 * @property {string} title
 * @property {string} mark "[Retracted]" or nothing.
 * @property {string} byline
 * @property {string} source "J Foo · 2020 Mar".
 * @property {boolean} noted
 * @property {[string, string][]} texts Field ("abstract", "note", "text") and text, for snippets.
 *
 * @typedef {{slug: string, label: string, count: number, chosen: boolean}} FacetValue
 * @typedef {{kind: string, label: string, count: number, route: string, slug: string}} Suggestion kind: a facet, or "word".
 * @typedef {[string, boolean][]} Marked Parts of a text, and whether each is a word that was looked for.
 *
 * @typedef {Object} SearchIndex
 * @property {number} count Articles in all.
 * @property {{name: string, values: number, bytes: number}[]} facets
 * @property {(query: Query) => Promise<Result>} query
 * @property {(documents: number[]) => Promise<(Row|null)[]>} rows Null where a file could not be read.
 * @property {(row: Row, result: Result) => {field: string, parts: Marked}} snippet
 * @property {(text: string, result: Result) => Marked} marked
 * @property {(name: string, options?: {filters?: Object<string, string[]>, result?: Result, most?: number, find?: string, whole?: boolean}) =>
 *   Promise<FacetValue[]>} facet The values with most articles in the result and the filters of the other facets; the chosen
 *   ones always. Of a facet of more than 150 KB only the most frequent values count, unless `whole` or `find` asks for all.
 * @property {(text: string, most?: number) => Promise<Suggestion[]>} suggest
 * @property {(text: string) => string[]} words The folded words of a text.
 *
 * @typedef {Object} Litdigest
 * @property {(name: string, id: string, json: any, coded: string) => void} [shard] What files of the index call.
 * @property {{open: (root: string, id: string) => Promise<SearchIndex>}} [search] Rejects with {reason: "missing"|"version"}.
 * @property {Object<string, any>} [exports]
 */
(() => {
  "use strict";

  const host = /** @type {Window & {litdigest?: Litdigest}} */ (window);
  const litdigest = /** @type {Litdigest} */ (host.litdigest = host.litdigest || {});
  const FORMAT = 1;
  const MOST_WORDS = 40;
  /** What the four weights are worth: saturated frequencies. */
  const WORTH = [0.3, 0.5, 0.68, 0.85];

  /** @typedef {{json: any, bytes: Uint8Array}} Shard */
  /** @type {Map<string, {id: string, json: any, coded: string}>} */
  const came = new Map();
  litdigest.shard = (name, id, json, coded) => came.set(name, { id, json, coded });

  /** Runs a file; one that is missing or cut calls nothing. @param {string} source @returns {Promise<void>} */
  const run = (source) =>
    new Promise((done) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = script.onerror = () => (script.remove(), done());
      document.head.append(script);
    });

  /** @param {string} root @param {string} id @param {string} name @returns {Promise<{json: any, coded: string}|string>} or a reason */
  async function load(root, id, name) {
    // A cache may hold another version under the first address.
    for (const again of ["", "-again"]) {
      await run(`${root}search/${name}.js?v=${id}${again}`);
      const file = came.get(name);
      came.delete(name);
      if (!file) return "missing";
      if (file.id === id) return file;
    }
    return "version";
  }

  /** Strings of front coding. @param {string} text */
  function strings(text) {
    let last = "";
    const one = (/** @type {string} */ part) => (last = last.slice(0, parseInt(part[0], 36)) + part.slice(1).replace(/_/g, " "));
    return text ? text.split(" ").map(one) : [];
  }

  /** @param {{bytes: Uint8Array, at: number}} from */
  function number(from) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = from.bytes[from.at++];
      value |= (byte & 127) << shift;
      if (!(byte & 128)) return value;
    }
  }

  /** Numbers of some bits each, lowest first. @param {{bytes: Uint8Array, at: number}} from @param {number} count @param {number} width */
  function unpacked(from, count, width) {
    const out = new Uint32Array(count);
    for (let at = 0, held = 0, bits = 0; at < count; at++, held >>>= width, bits -= width) {
      for (; bits < width; bits += 8) held |= from.bytes[from.at++] << bits;
      out[at] = held & ((1 << width) - 1);
    }
    return out;
  }

  /** Ascending documents, each with `low` bits of weight below it. @param {{bytes: Uint8Array, at: number}} from @param {number} count @param {number} low */
  function list(from, count, low) {
    const out = new Uint32Array(count);
    let next = 0;
    for (let at = 0; at < count; ) {
      const width = from.bytes[from.at++];
      for (const value of unpacked(from, Math.min(128, count - at), width)) {
        const found = next + (value >>> low);
        out[at++] = (found << low) | (value & ((1 << low) - 1));
        next = found + 1;
      }
    }
    whole(from);
    return out;
  }

  /** A file that was cut has fewer bytes than it tells. @param {{bytes: Uint8Array, at: number}} from */
  function whole(from) {
    if (from.at > from.bytes.length) throw new Error("cut");
  }

  /** Skips a list. @param {{bytes: Uint8Array, at: number}} from @param {number} count */
  function skip(from, count) {
    for (; count > 0; count -= 128) from.at += 1 + ((Math.min(count, 128) * from.bytes[from.at] + 7) >> 3);
  }

  /** The place of the shard that may hold a string. @param {string[]} firsts @param {string} wanted */
  function place(firsts, wanted) {
    let [low, high] = [0, firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= wanted) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  /** Whether one slip lies between two words. @param {string} a @param {string} b */
  function isSlip(a, b) {
    if (a.length > b.length) [a, b] = [b, a];
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    if (a.length < b.length) return b.length - a.length === 1 && a.slice(at) === b.slice(at + 1);
    return a.slice(at + 1) === b.slice(at + 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2));
  }

  /** @param {string} root @param {string} id @returns {Promise<SearchIndex>} */
  async function open(root, id) {
    const top = await load(root, id, "root");
    if (typeof top === "string") throw { reason: top };
    const head = top.json;
    if (head.version !== FORMAT) throw { reason: "version" };
    const firsts = { w: strings(head.words), s: strings(head.halves), n: strings(head.names) };
    const common = new Set(head.common.split(" "));
    const size = head.documents;
    let broken = false;

    /** @type {Map<string, Promise<any>>} */
    const shards = new Map();
    /** What a file holds, read once; null where it cannot be read. @template T @param {string} name @param {(shard: Shard) => T} read @returns {Promise<T|null>} */
    function shard(name, read) {
      const known = shards.get(name);
      if (known) return known;
      const made = load(root, id, name).then((file) => {
        try {
          if (typeof file !== "string") return read({ json: file.json, bytes: Uint8Array.from(atob(file.coded), (c) => c.charCodeAt(0)) });
        } catch {
          // Damaged: as if it were missing.
        }
        broken = true;
        shards.delete(name);
        return null;
      });
      shards.set(name, made);
      return made;
    }

    // ---- Words of texts, as Rust cuts them.

    const CJK = "\\u3005\\u3041-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3\\u{20000}-\\u{3ffff}";
    const SEGMENTS = new RegExp(`[${CJK}]+|[^${CJK}]+`, "gu");
    const ONE_CJK = new RegExp(`[${CJK}]`, "u");

    /** @param {string} run */
    function fold(run) {
      let out = "";
      for (const c of run) {
        if (c < "\x80" || (c >= "\uac00" && c <= "\ud7a3")) out += c.toLowerCase();
        else for (const part of c.normalize("NFKD").replace(/\p{M}/gu, "")) for (const low of part.toLowerCase()) if (/[\p{Alphabetic}\p{N}]/u.test(low)) out += head.letters[low] || low;
      }
      return out;
    }

    /** @typedef {{word: string, from: number, to: number}} Token */
    /** @param {string} text @returns {Token[]} */
    function tokens(text) {
      /** @type {Token[]} */
      const out = [];
      const add = (/** @type {string} */ word, /** @type {number} */ from, /** @type {number} */ to) => out.push({ word: word.slice(0, 40), from, to });
      for (const { 0: run, index: start = 0 } of text.matchAll(/[\p{Alphabetic}\p{N}\p{M}'’ʼ]+/gu)) {
        let at = start;
        const pieces = run.split(/['’ʼ]/).map((raw) => {
          const piece = { text: fold(raw), from: at, to: at + raw.length };
          at = piece.to + 1;
          return piece;
        });
        const last = pieces.length - 1;
        if (last && pieces[last].text === "s" && pieces[last - 1].text) pieces.pop();
        if (pieces.length > 1 && pieces[0].text === "o") {
          const { from } = pieces[0];
          pieces.shift();
          pieces[0] = { text: "o" + pieces[0].text, from, to: pieces[0].to };
        }
        for (const { text: piece, from, to } of pieces) {
          const even = piece.length === to - from;
          for (const { 0: part, index = 0 } of piece.matchAll(SEGMENTS)) {
            const begin = even ? from + index : from;
            if (ONE_CJK.test(part)) {
              const signs = [...part];
              let behind = begin;
              for (let i = 0; i < Math.max(signs.length - 1, 1); behind += signs[i++].length) {
                const pair = signs.slice(i, i + 2).join("");
                add(pair, behind, even ? behind + pair.length : to);
              }
            } else {
              const spoken = part.replace(/[α-ω]+/g, (greek, place) => {
                const name = greek.length === 1 && head.greek[greek];
                return name ? ` ${name}${/^\d/.test(part.slice(place + 1)) ? "" : " "}` : greek;
              });
              for (const word of spoken.split(" ")) if (word) add(word, begin, even ? begin + part.length : to);
            }
          }
        }
      }
      return out;
    }

    const words = (/** @type {string} */ text) => tokens(text).map((token) => token.word);

    // ---- Lists of documents.

    /** @typedef {{word: string, stem: number, count: number, long: boolean, at: number, number: number, shard: number, bytes: Uint8Array}} Entry */
    /** @param {number} number_ @returns {Promise<Entry[]|null>} */
    const dictionary = (number_) =>
      shard(`w${number_}`, ({ json, bytes }) => {
        const from = { bytes, at: 0 };
        /** @type {Entry[]} */
        const entries = [];
        strings(json).forEach((word, at) => {
          const back = number(from);
          const count = number(from);
          entries.push({ word, stem: back ? entries[at - back].stem : at, count: count >> 1, long: !!(count & 1), at: 0, number: at, shard: number_, bytes });
        });
        for (const entry of entries) {
          entry.at = from.at;
          if (!entry.long) skip(from, entry.count);
        }
        whole(from);
        return entries;
      });

    /** @param {string} word @returns {Promise<Entry|undefined>} */
    const entry = async (word) => ((await dictionary(place(firsts.w, word))) || []).find((known) => known.word === word);

    /** Documents and weights. @param {Entry} entry @returns {Promise<Uint32Array>} */
    async function listed(entry) {
      if (!entry.long) return list({ ...entry }, entry.count, 2);
      const read = (/** @type {Shard} */ file) => list({ bytes: file.bytes, at: 0 }, entry.count, 2);
      return (await shard(`w${entry.shard}-${entry.number}`, read)) || new Uint32Array(0);
    }

    /** A word and what it is worth to a query; `only` some of its documents count, and `terms` are marked in its place.
     * @typedef {{entry: Entry, worth: number, only?: Map<number, any>|null, terms?: string[]}} Source */
    const isPlain = (/** @type {Entry} */ other) => !/[=:]/.test(other.word);

    /** The words that a typed one stands for. @param {string} word @param {boolean} prefix @returns {Promise<Source[]>} */
    async function expanded(word, prefix) {
      const at = place(firsts.w, word);
      const known = (await dictionary(at)) || [];
      const exact = known.find((other) => other.word === word);
      let begun = prefix && word.length > 1 ? known.filter((other) => other.word.startsWith(word) && isPlain(other)) : [];
      // The words of one beginning may reach into the shards behind.
      for (let more = at + 1; begun.length && more <= at + 2 && firsts.w[more] && firsts.w[more].startsWith(word); more++) {
        begun = begun.concat(((await dictionary(more)) || []).filter((other) => other.word.startsWith(word) && isPlain(other)));
      }
      begun = begun.sort((a, b) => b.count - a.count).slice(0, 40);
      /** @type {Map<Entry, number>} */
      const sources = new Map(begun.map((other) => [other, 0.6]));
      if (exact) {
        for (const other of known) if (other.stem === exact.stem && isPlain(other)) sources.set(other, 0.85);
        sources.set(exact, 1);
      }
      return [...sources].map(([entry, worth]) => ({ entry, worth }));
    }

    // ---- Queries.

    /** One word or phrase of a query. `choices` may be what a word that nothing has was meant to be.
     * @typedef {{words: string[], sources: Source[], choices?: Source[]}} Group */

    /** @param {Query} asked @returns {Promise<Result>} */
    async function query(asked) {
      const text = (asked.text || "").slice(0, 10000);
      broken = false;
      /** @type {Result} */
      const result = { documents: [], total: 0, relaxed: [], corrected: [], unknown: [], goto: null, partial: false, terms: new Set(), found: null };
      const typing = asked.typing !== false && !/\s$/.test(text);
      const [allowed, named] = await Promise.all([filtered(asked.filters || {}, ""), identified(text)]);
      const scores = named ? null : await scored(text, typing, result);
      if (named) {
        result.goto = named.goto;
        const found = (result.found = new Uint8Array(size));
        for (const at of named.documents) found[at] = 1;
      }
      const last = result.found ? size : head.articles;
      for (let at = 0; at < last; at++) if ((!result.found || result.found[at]) && (!allowed || allowed[at])) result.documents.push(at);
      if (scores && (asked.sort || "relevance") === "relevance") result.documents.sort((a, b) => scores[b] - scores[a] || a - b);
      if (asked.sort === "title") {
        const places = await shard("titles", ({ json, bytes }) => unpacked({ bytes, at: 0 }, head.articles, json));
        if (places) result.documents.sort((a, b) => (places[a] ?? size) - (places[b] ?? size) || a - b);
      }
      result.total = result.documents.length;
      result.partial = broken;
      return result;
    }

    /** The documents and the page that an identifier names. @param {string} text @returns {Promise<{documents: number[], goto: Result["goto"]}|null>} */
    async function identified(text) {
      let typed = text.trim().toLowerCase();
      try {
        typed = decodeURIComponent(typed);
      } catch {
        // It is no address.
      }
      const orcid = /(?:^|\D)(\d{4}-\d{4}-\d{4}-\d{3}[\dx])\/?$/.exec(typed);
      const doi = /10\.\d{3,9}\/\S+/.exec(typed);
      const number = /^(?:https?:\/\/\S+\/)?(?:pmc?id:?\s*)?((?:pmc)?\d{1,10})\/?$/.exec(typed);
      const id = doi ? doi[0].replace(/[.,;>\]]+$/, "").replace(/_/g, " ") : (orcid || number || [])[1];
      const known = id && (await entry("=" + id));
      if (!known) return null;
      const documents = Array.from(await listed(known), (packed) => packed >>> 2);
      const [person] = orcid ? await suggest(orcid[1]) : [];
      const [row] = await rows(documents.slice(0, 1));
      return { documents, goto: person ? { route: person.route, label: person.label } : row && { route: row.route, label: row.title } };
    }

    /** How well each document meets the text; null where it has no words. @param {string} text @param {boolean} typing @param {Result} result */
    async function scored(text, typing, result) {
      /** @type {string[][]} */
      const quoted = [];
      const free = text.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, inside) => (quoted.push(words(inside).slice(0, 12)), " "));
      const found = tokens(free).slice(0, MOST_WORDS);
      const all = found.map((token) => token.word);
      const telling = all.filter((word) => !common.has(word));
      const typed = [...new Set(telling.length || quoted.length ? telling : all)];
      /** @type {Group[]} */
      const groups = await Promise.all(typed.map(async (word) => ({ words: [word], sources: await expanded(word, typing && word === all[all.length - 1]) })));
      const of = (/** @type {string} */ word) => groups.find((group) => group.words[0] === word);
      await Promise.all([compounds(free, found, groups), authors(all, of), all.length > 8 || groupNames(all, of), ...quoted.slice(0, 4).map((phrase) => phrased(phrase, groups))]);
      if (!groups.length) return null;
      for (const group of groups) if (!group.sources.length && group.words[0].length > 3) group.choices = await corrections(group.words[0]);
      let scores = await rank(groups, result);
      // What no document has beside the other words may be a slip as well.
      const slips = groups.filter((group) => group.words[0].length > 4 && !group.choices && result.relaxed.includes(group.words[0]));
      for (const group of slips.slice(0, 2)) {
        const choices = await corrections(group.words[0]);
        if (choices.length) [group.sources, group.choices] = [[], choices.concat(group.sources)];
      }
      if (slips.some((group) => group.choices)) scores = await rank(groups, result);
      const title = await entry("=t" + hash(words(text).join(" ")));
      if (title) for (const packed of await listed(title)) {
        scores[packed >>> 2] += 1000;
        if (result.found) result.found[packed >>> 2] = 1;
      }
      return scores;
    }

    /** FNV-1a. @param {string} text */
    function hash(text) {
      let value = 0x811c9dc5;
      for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
      return (value >>> 0).toString(16);
    }

    /** "IL-10" is one word where some text has it so. @param {string} text @param {Token[]} found @param {Group[]} groups */
    async function compounds(text, found, groups) {
      for (const [at, { word, to }] of found.entries()) {
        const next = found[at + 1];
        if (!next || !/^[a-z]{2,8} \d{1,4}$/.test(`${word} ${next.word}`) || !/^[-‐‑]$/.test(text.slice(to, next.from))) continue;
        const known = await entry(word + next.word);
        if (!known) continue;
        const parts = groups.filter((group) => [word, next.word].includes(group.words[0]));
        if (parts.length === 2) groups.splice(groups.indexOf(parts[1]), 1);
        if (parts[0]) parts[0].sources = [{ entry: known, worth: 1 }];
      }
    }

    /** "smith j" and "j smith" mean an author. @param {string[]} all @param {(word: string) => Group|undefined} of */
    async function authors(all, of) {
      for (let at = 0; at + 1 < all.length; at++) {
        const [a, b] = [all[at], all[at + 1]];
        for (const [family, first] of [[a, b], [b, a]]) {
          if (common.has(family)) continue;
          const groups = [of(family), of(first)];
          let known = await entry(`${family}:${first}`);
          if (!known && groups[1] && !groups[1].sources.length) known = await entry(`${family}:${first[0]}`);
          if (known) for (const group of groups) group?.sources.push({ entry: known, worth: 3 });
        }
      }
    }

    /** A name of a group, such as an entry term of MeSH, stands for its articles. @param {string[]} all @param {(word: string) => Group|undefined} of */
    async function groupNames(all, of) {
      for (let at = 0; at < all.length; at++) {
        for (let end = common.has(all[at]) ? at : Math.min(all.length, at + 6); end > at; end--) {
          const part = all.slice(at, end);
          const known = part.some(of) && (await entry(part.join(" ") + "="));
          if (!known) continue;
          for (const word of part) of(word)?.sources.push({ entry: known, worth: 0.9 });
          at = end - 1;
          break;
        }
      }
    }

    /** The words that lie one slip away, the most frequent first. @param {string} word @returns {Promise<Source[]>} */
    async function corrections(word) {
      if (!/^[a-z]+$/.test(word)) return [];
      /** @type {Map<string, string>} */
      const near = new Map();
      const keys = new Set();
      for (const length of [word.length - 1, word.length, word.length + 1]) keys.add(`.${word.slice(0, length >> 1)} `).add(`~${word.slice(word.length - length + (length >> 1))} `);
      for (const key of keys) {
        for (let at = place(firsts.s, key); at < firsts.s.length; at++) {
          if (firsts.s[at] > key && !firsts.s[at].startsWith(key)) break;
          for (const half of (await shard(`s${at}`, ({ json }) => strings(json))) || []) {
            if (!half.startsWith(key)) continue;
            const [part, rest] = [key.slice(1, -1), half.slice(key.length, -1)];
            const other = key[0] === "." ? part + rest : rest + part;
            if (isSlip(word, other)) near.set(other, half.slice(-1));
          }
        }
      }
      const middle = word.length >> 1;
      near.set(word.slice(0, middle - 1) + word[middle] + word[middle - 1] + word.slice(middle + 1), "0");
      const sorted = [...near].sort((a, b) => parseInt(b[1], 36) - parseInt(a[1], 36)).slice(0, 8);
      const known = await Promise.all(sorted.map(([other]) => entry(other)));
      return known.flatMap((entry) => (entry ? { entry, worth: 0.9 } : []));
    }

    /** The places of a word in each of its documents; null where they are not told. @param {Entry} known @returns {Promise<number[][]|null>} */
    async function places(known) {
      const before = known.long ? [] : ((await dictionary(known.shard)) || []).slice(0, known.number);
      const bytes = await shard(`p${known.shard}${known.long ? "-" + known.number : ""}`, ({ bytes }) => bytes);
      if (!bytes || !bytes.length) return null;
      const from = { bytes, at: 0 };
      const one = () => {
        const out = [];
        for (let left = number(from), last = 0; left > 0 && from.at < bytes.length; left--) out.push((last += number(from)));
        return out;
      };
      for (const other of before) if (!other.long && isPlain(other)) for (let left = other.count; left > 0; left--) one();
      return Array.from({ length: known.count }, one);
    }

    /** Adds the documents in which words follow each other. @param {string[]} phrase @param {Group[]} groups */
    async function phrased(phrase, groups) {
      if (!phrase.length) return;
      const group = { words: [phrase.length > 1 ? `"${phrase.join(" ")}"` : phrase[0]], sources: /** @type {Source[]} */ ([]) };
      groups.push(group);
      const known = await Promise.all(phrase.map(entry));
      /** Where the phrase may begin, by document. @type {Map<number, Set<number>>|null} */
      let begins = null;
      const rarest = known.reduce((a, b) => (a && b && a.count <= b.count ? a : b));
      for (const [nth, word] of known.entries()) {
        if (!word) return;
        const told = phrase.length > 1 ? await places(word) : null;
        if (!told) continue;
        /** @type {Map<number, Set<number>>} */
        const now = new Map();
        (await listed(word)).forEach((packed, at) => {
          const starts = told[at].map((place) => place - nth).filter((place) => !begins || begins.get(packed >>> 2)?.has(place));
          if (starts.length) now.set(packed >>> 2, new Set(starts));
        });
        begins = now;
      }
      if (rarest) group.sources = [{ entry: rarest, worth: 1.2, only: begins, terms: phrase }];
    }

    /** @param {Group[]} all @param {Result} result */
    async function rank(all, result) {
      const groups = all.filter((group) => group.sources.length || group.choices?.length).sort((a, b) => Number(!!a.choices?.length) - Number(!!b.choices?.length));
      result.unknown = all.filter((group) => !groups.includes(group)).flatMap((group) => group.words);
      result.corrected = [];
      result.relaxed = [];
      result.terms.clear();
      const [scores, mass, gain] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
      const met = new Uint8Array(size);
      result.found = new Uint8Array(size);
      /** @type {number[][]} */
      const had = [];
      for (const [nth, group] of groups.entries()) {
        let { sources } = group;
        if (group.choices?.length) {
          // Of the words that may be meant, the one that goes best with the others.
          let best = { hits: -1, source: group.choices[0] };
          for (const source of group.choices) {
            let hits = 0;
            for (const packed of await listed(source.entry)) if (met[packed >>> 2] === nth) hits++;
            if (hits > best.hits) best = { hits, source };
          }
          sources = sources.concat(best.source);
          if (best.source.entry.word !== group.words[0]) result.corrected.push({ typed: group.words[0], used: best.source.entry.word });
        }
        /** @type {number[]} */
        const touched = [];
        for (const { entry, worth, only, terms } of sources) {
          const rare = Math.log(1 + size / (entry.count + 0.5));
          for (const term of terms || [entry.word]) result.terms.add(term);
          for (const packed of await listed(entry)) {
            const at = packed >>> 2;
            if (only && !only.has(at)) continue;
            const score = worth * rare * WORTH[packed & 3];
            if (!gain[at]) touched.push(at);
            if (score > gain[at]) gain[at] = score;
          }
        }
        const weight = Math.log(1 + size / (touched.length + 0.5));
        for (const at of touched) {
          scores[at] += gain[at];
          mass[at] += weight;
          gain[at] = 0;
          met[at]++;
        }
        had.push(touched);
      }
      let best = -1;
      for (let at = 0; at < size; at++) if (met[at] && (best < 0 || mass[at] > mass[best])) best = at;
      if (best < 0) return scores;
      // Where no document has all words, what the best one has must do.
      const kept = had.filter((touched) => touched.includes(best));
      groups.forEach((group, at) => kept.includes(had[at]) || result.relaxed.push(...group.words));
      met.fill(0);
      for (const touched of kept) for (const at of touched) met[at]++;
      for (let at = 0; at < size; at++) if (met[at] === kept.length) result.found[at] = 1;
      return scores;
    }

    // ---- Facets.

    /** @typedef {{slug: string, label: string, count: number, at: number, bytes: Uint8Array}} Value */
    /** @param {number} facet @param {number} block @returns {Promise<Value[]>} */
    const values = async (facet, block) =>
      (await shard(`f${facet}-${block}`, ({ json, bytes }) => {
        const from = { bytes, at: 0 };
        /** @type {Value[]} */
        const out = [];
        for (let i = 0; i < json.length; i += 3) {
          out.push({ slug: json[i], label: json[i + 1], count: json[i + 2], at: from.at, bytes });
          skip(from, json[i + 2]);
        }
        whole(from);
        return out;
      })) || [];

    const facetNumber = (/** @type {string} */ name) => head.facets.findIndex((/** @type {{name: string}} */ facet) => facet.name === name);
    const blocks = (/** @type {number} */ facet) => strings(head.facets[facet].firsts);
    const members = (/** @type {Value} */ value) => list({ ...value }, value.count, 0);

    /** @param {number} facet @param {string} slug */
    async function valueOf(facet, slug) {
      const known = (await values(facet, 0)).find((value) => value.slug === slug);
      const begins = blocks(facet);
      if (known || !begins.length) return known;
      return (await values(facet, place(begins, slug) + 1)).find((value) => value.slug === slug);
    }

    /** Of each document whether the filters let it through, those of one facet left out. @param {Object<string, string[]>} filters @param {string} without */
    async function filtered(filters, without) {
      /** @type {Uint8Array|null} */
      let allowed = null;
      for (const [name, slugs] of Object.entries(filters)) {
        const facet = facetNumber(name);
        if (name === without || !slugs.length) continue;
        const own = new Uint8Array(size);
        for (const slug of facet < 0 ? [] : slugs) {
          const value = await valueOf(facet, slug);
          if (value) for (const at of members(value)) own[at] = 1;
        }
        if (allowed) for (let at = 0; at < size; at++) own[at] &= allowed[at];
        allowed = own;
      }
      return allowed;
    }

    /** @type {SearchIndex["facet"]} */
    async function facet(name, { filters = {}, result, most = 20, find = "", whole = false } = {}) {
      const at = facetNumber(name);
      if (at < 0) return [];
      const allowed = await filtered(filters, name);
      const found = result && result.found;
      const chosen = filters[name] || [];
      let all = await values(at, 0);
      if (whole || find || head.facets[at].bytes < 150000) {
        const more = blocks(at).map((_, block) => values(at, block + 1));
        all = all.concat(...(await Promise.all(more)));
      } else for (const slug of chosen) all = all.concat((await valueOf(at, slug)) || []);
      const wanted = words(find).join(" ");
      const counted = [...new Set(all)].filter((value) => chosen.includes(value.slug) || ` ${words(value.label).join(" ")}`.includes(` ${wanted}`)).map((value) => {
        let count = value.count;
        if (allowed || found) {
          count = 0;
          for (const document of members(value)) if ((!allowed || allowed[document]) && (!found || found[document])) count++;
        }
        return { slug: value.slug, label: value.label, count, chosen: chosen.includes(value.slug) };
      });
      counted.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
      return counted.filter((value, rank) => value.chosen || (value.count && rank < most));
    }

    // ---- Rows and what they show.

    /** @param {number[]} wanted @returns {Promise<(Row|null)[]>} */
    const rows = (wanted) =>
      Promise.all(
        wanted.map(async (document) => {
          const block = await shard(`r${Math.floor(document / head.block)}`, ({ json }) => json);
          const row = block && block[document % head.block];
          if (!row) return null;
          const [kind, route, title, mark, byline, source, noted, texts] = row;
          return { document, kind, route: route || "", title, mark: mark || "", byline, source, noted: !!noted, texts };
        }),
      );

    /** @type {SearchIndex["marked"]} */
    function marked(text, result) {
      /** @type {Marked} */
      const parts = [];
      let at = 0;
      for (const { word, from, to } of tokens(text)) {
        if (!result.terms.has(word) || to <= at) continue;
        if (from > at) parts.push([text.slice(at, from), false]);
        parts.push([text.slice(Math.max(from, at), to), true]);
        at = to;
      }
      if (at < text.length) parts.push([text.slice(at), false]);
      return parts;
    }

    const LENGTH = 240;
    /** The part of a text with most of the words. @type {SearchIndex["snippet"]} */
    function snippet(row, result) {
      let best = { field: "", text: "", at: 0, words: -1 };
      for (const [field, text] of row.texts) {
        const hits = tokens(text).filter((token) => result.terms.has(token.word));
        for (const { from } of [{ from: 0 }, ...hits]) {
          const near = new Set(hits.filter((hit) => hit.from >= from && hit.to <= from + LENGTH).map((hit) => hit.word));
          if (near.size > best.words) best = { field, text, at: from, words: near.size };
        }
      }
      const begin = best.at < 60 ? 0 : best.text.indexOf(" ", best.at - 60) + 1 || best.at;
      let end = begin + LENGTH + 60;
      if (end < best.text.length) end = Math.max(best.text.lastIndexOf(" ", end), begin + LENGTH);
      const text = (begin ? "… " : "") + best.text.slice(begin, end) + (end < best.text.length ? " …" : "");
      return { field: best.field, parts: marked(text, result) };
    }

    /** @type {SearchIndex["suggest"]} */
    async function suggest(text, most = 8) {
      const typed = words(text).join(" ");
      if (!typed) return [];
      /** @type {Map<string, Suggestion>} */
      const found = new Map();
      const first = place(firsts.n, typed);
      for (let at = first; at <= first + 1 && at < firsts.n.length; at++) {
        if (at > first && !firsts.n[at].startsWith(typed)) break;
        const read = (/** @type {Shard} */ { json }) => ({ names: strings(json[0]), values: json[1] });
        const block = await shard(`n${at}`, read);
        if (block) block.names.forEach((name, nth) => {
          if (!name.startsWith(typed)) return;
          const [facet, slug, label, count] = block.values.slice(nth * 4, nth * 4 + 4);
          const kind = head.facets[facet].name;
          found.set(`${kind}/${slug}`, { kind, label, count, route: `${kind}/${slug}.html`, slug });
        });
      }
      return [...found.values()].sort((a, b) => b.count - a.count).slice(0, most);
    }

    return { count: head.articles, facets: head.facets, query, rows, snippet, marked, facet, suggest, words };
  }

  litdigest.search = { open };
})();
