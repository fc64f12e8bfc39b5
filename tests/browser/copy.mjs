// The box of an article's page from which its citation is copied: by keyboard, from a disk, without a clipboard, without scripts,
// and in print.
//
// In: an open tab with scripts and one without (see check.mjs), and the pages of a site; `expect` counts. A site without an
// article passes over it.

/** What was copied last, as a field takes it. */
async function pasted(tab) {
  await tab.evaluate(() => {
    const field = document.createElement("textarea");
    field.id = "paste";
    document.body.append(field);
    field.focus();
  });
  await tab.keyboard.press("Control+V");
  const text = await tab.inputValue("#paste");
  await tab.evaluate(() => document.getElementById("paste")?.remove());
  return text;
}

/** Where an element stands on its page, however far that is scrolled. */
const placeOf = (one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x + scrollX, y + scrollY, width, height].map(Math.round).join();
};

/** Every button copies its own text, says so, and stays where it is. */
async function checkButtons({ tab, takeTroubles }, page, expect, place, before) {
  await tab.goto(page.url, { waitUntil: "load" });
  if (before) await tab.evaluate(before);
  await tab.$$eval(".cite-box details", (all) => all.forEach((one) => (one.open = true)));
  const names = await tab.$$eval("button.copy", (all) => all.map((one) => one.dataset.of || ""));
  expect(names.includes("title") && names.filter((name) => name.startsWith("cite-")).length === 6, place, `has buttons for ${names}`);
  for (const name of names) {
    const button = `button.copy[data-of="${name}"]`;
    const where = await tab.$eval(button, placeOf);
    await tab.focus(button);
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(() => document.getElementById("copied")?.textContent !== "", null, { timeout: 3000 }).catch(() => {});
    const [said, done] = await tab.$eval("#copied", (one) => [one.textContent, one.dataset.done]);
    expect(said === done, place, `says “${said}” when ${name} is copied`);
    const focused = await tab.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.dataset.of);
    expect(focused === name, place, `the keyboard is at ${focused} after ${name} was copied`);
    const now = await tab.$eval(button, placeOf);
    expect(now === where, place, `the button of ${name} moves from ${where} to ${now}`);
    const text = await tab.$eval(`#${name}`, (one) => one.textContent);
    const copied = await pasted(tab);
    expect(copied.trim() === text.trim(), place, `${name} is copied as “${copied.slice(0, 80)}”`);
  }
  const troubles = takeTroubles();
  expect(troubles.length === 0, place, troubles.slice(0, 3).join("; "));
}

/** Without scripts no button is seen, and one click selects a citation. */
async function checkPlain({ tab }, page, expect) {
  const place = `${page.route} copied without JavaScript`;
  await tab.goto(page.url, { waitUntil: "load" });
  expect(await tab.locator("button.copy:visible").count() === 0, place, "shows a button that does nothing");
  await tab.click("#cite-vancouver");
  const chosen = await tab.$eval("#cite-vancouver", (one) => getComputedStyle(one).userSelect);
  expect(chosen === "all", place, `selects ${chosen} of a citation`);
}

/** The two references are printed, and nothing else of the box. */
async function checkPrinted({ tab }, page, expect) {
  const place = `${page.route} with its citation in print`;
  await tab.goto(page.url, { waitUntil: "load" });
  await tab.emulateMedia({ media: "print" });
  const seen = await tab.$$eval(".cite-box :is(p.cited, pre, button, summary)", (all) =>
    all.filter((one) => one.getClientRects().length > 0).map((one) => one.id || one.localName),
  );
  await tab.emulateMedia({ media: "screen" });
  expect(seen.join() === "cite-vancouver,cite-apa", place, `prints ${seen}`);
}

/** The copying of one article of the site. */
export async function checkCopying(scripted, plain, pages, expect) {
  const page = pages.find(({ route }) => /^articles\/\d+\.html$/.test(route));
  if (!page) return;
  await checkButtons(scripted, page, expect, `${page.route} copied by keyboard`);
  const without = () => Object.defineProperty(navigator, "clipboard", { value: undefined });
  await checkButtons(scripted, page, expect, `${page.route} copied without a clipboard`, without);
  await checkPlain(plain, page, expect);
  await checkPrinted(scripted, page, expect);
}
