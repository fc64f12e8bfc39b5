// Sorts and sifts the table of studies. Without it the table is whole, in the order that its curator chose.
(function () {
  "use strict";
  var table = document.querySelector("table.studies");
  var form = document.querySelector("form.sift");
  if (!table || !form) { return; }
  var body = table.tBodies[0];
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var rows = Array.prototype.slice.call(body.rows);
  var find = form.querySelector("input");
  var choices = Array.prototype.slice.call(form.querySelectorAll("select"));
  var status = form.querySelector("[data-words]");

  // The first column has no ranks: its rows go by their words.
  var names = rows.map(function (row) { return row.cells[0].textContent; }).sort(function (a, b) {
    return a.localeCompare(b, document.documentElement.lang);
  });

  function rank(row, column) {
    var cell = row.cells[column];
    if (column === 0) { return names.indexOf(cell.textContent); }
    return cell.hasAttribute("data-rank") ? Number(cell.getAttribute("data-rank")) : null;
  }

  function sort(column, descending) {
    var order = rows.map(function (row, place) { return { row: row, place: place, rank: rank(row, column) }; });
    order.sort(function (a, b) {
      // What is not said stands at the end, whichever way the others go.
      if (a.rank === null || b.rank === null) {
        return (a.rank === null) - (b.rank === null) || a.place - b.place;
      }
      return (descending ? b.rank - a.rank : a.rank - b.rank) || a.place - b.place;
    });
    order.forEach(function (one) { body.appendChild(one.row); });
    heads.forEach(function (head, at) {
      if (at === column) {
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      } else {
        head.removeAttribute("aria-sort");
      }
    });
  }

  function texts(cell) {
    var items = cell.querySelectorAll("li");
    var parts = items.length ? Array.prototype.slice.call(items) : [cell];
    return parts.map(function (part) { return part.textContent.trim(); });
  }

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function sift() {
    var words = plain(find.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      var text = plain(row.textContent);
      var fits = words.every(function (word) { return text.indexOf(word) >= 0; }) &&
        choices.every(function (choice) {
          var cell = row.cells[Number(choice.getAttribute("data-column"))];
          return !choice.value || texts(cell).indexOf(choice.value) >= 0;
        });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    // The sign stands for the number.
    status.textContent = status.getAttribute("data-words").replace("#", String(shown));
  }

  heads.forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) { button.appendChild(head.firstChild); }
    head.appendChild(button);
    button.addEventListener("click", function () {
      sort(column, head.getAttribute("aria-sort") === "ascending");
    });
  });
  form.addEventListener("input", sift);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  // A form is reset after its event.
  form.addEventListener("reset", function () { window.setTimeout(sift, 0); });
  form.hidden = false;
  sift();
})();
