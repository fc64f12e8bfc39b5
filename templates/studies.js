// Sorts and sifts the table of studies. Without it the table is whole, in the order that its curator chose.
(() => {
  "use strict";

  const table = document.querySelector("table.studies");
  const form = document.querySelector("form.sift");
  const find = form && form.querySelector("input");
  const status = form && form.querySelector("[data-words]");
  if (!(table instanceof HTMLTableElement) || !table.tHead || !(form instanceof HTMLFormElement) || !find || !status) return;

  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows];
  const choices = [...form.querySelectorAll("select")];

  /** @param {Element} element */
  const words = (element) => element.textContent || "";

  // The first column has no ranks: its rows go by their words.
  const names = rows.map((row) => words(row.cells[0])).sort((a, b) => a.localeCompare(b, document.documentElement.lang));

  /** @param {HTMLTableRowElement} row @param {number} column */
  function rank(row, column) {
    const cell = row.cells[column];
    if (column === 0) return names.indexOf(words(cell));
    return cell.hasAttribute("data-rank") ? Number(cell.getAttribute("data-rank")) : null;
  }

  /** @param {number} column @param {boolean} descending */
  function sort(column, descending) {
    const order = rows.map((row, place) => ({ row, place, rank: rank(row, column) }));
    order.sort((a, b) => {
      // What is not said stands at the end, whichever way the others go.
      if (a.rank === null || b.rank === null) return Number(a.rank === null) - Number(b.rank === null) || a.place - b.place;
      return (descending ? b.rank - a.rank : a.rank - b.rank) || a.place - b.place;
    });
    for (const { row } of order) body.append(row);
    heads.forEach((head, at) => {
      if (at === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  /** @param {HTMLTableCellElement} cell */
  function values(cell) {
    const items = [...cell.querySelectorAll("li")];
    return (items.length > 0 ? items : [cell]).map((part) => words(part).trim());
  }

  /** @param {string} text */
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  function sift() {
    if (!find || !status) return;
    const asked = plain(find.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = plain(words(row));
      const chosen = choices.every((choice) => {
        const cell = row.cells[Number(choice.getAttribute("data-column"))];
        return !choice.value || values(cell).includes(choice.value);
      });
      row.hidden = !chosen || !asked.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    // The sign stands for the number.
    status.textContent = (status.getAttribute("data-words") || "").replace("#", String(shown));
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending"));
  });
  form.addEventListener("input", sift);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A form is reset after its event.
  form.addEventListener("reset", () => setTimeout(sift, 0));
  form.hidden = false;
  sift();
})();
