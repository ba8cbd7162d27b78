"use strict";

// Rows drawn above and below what the window shows.
const SPARE_ROWS = 12;
// What is longer is not printed; the table beside the page has it.
const PRINTED_ROWS = 2000;

const figures = JSON.parse(document.getElementById("figures").textContent);
const rows = JSON.parse(document.getElementById("rows").textContent);

const find = (id) => document.getElementById(id);

/** An element with texts and elements in it; a text is never taken for markup. */
function element(name, properties, ...content) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

/** A text in both languages; the style shows one of them. */
function both(chinese, english) {
  return element("span", {}, element("span", { lang: "zh-CN" }, chinese), element("span", { lang: "en" }, english));
}

/** A name with whatever can't be seen, or turns the reading order, spelt out. */
function visible(name) {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (hidden) => {
    return "\\u" + hidden.codePointAt(0).toString(16).padStart(4, "0");
  });
}

/** A text as filters compare it: Macs and Windows write accents differently. */
const folded = (text) => visible(text).normalize("NFC").toLowerCase();

const count = (number) => number.toLocaleString("en");

/** Times are given on the zone's own clock. */
const time = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");

function size(bytes) {
  const units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
  let unit = 0;
  for (; bytes >= 999.95 && unit < units.length - 1; unit++) {
    bytes /= 1000;
  }
  return (unit === 0 ? bytes : bytes.toFixed(1)) + " " + units[unit];
}

function duration(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours === 0
    ? both(minutes + " 分钟", minutes + " min")
    : both(hours + " 小时 " + minutes + " 分钟", hours + " h " + minutes + " min");
}

/** Shows the page in a language. */
function speak(language) {
  document.documentElement.lang = language;
  for (const field of document.querySelectorAll("[data-en]")) {
    field.placeholder = language === "en" ? field.dataset.en : field.dataset.zh;
  }
  for (const button of document.querySelectorAll("[data-speak]")) {
    button.setAttribute("aria-pressed", String(button.dataset.speak === language));
  }
  // The page that a link leads to opens in the same language.
  for (const link of document.querySelectorAll("a[href$='.html'], a[href*='.html#']")) {
    link.hash = language;
  }
}

function chooseLanguage() {
  for (const button of document.querySelectorAll("[data-speak]")) {
    button.addEventListener("click", () => speak(button.dataset.speak));
  }
  const wanted = location.hash.slice(1);
  speak(wanted === "en" || wanted === "zh-CN" ? wanted : document.documentElement.lang);
}

/**
 * A table of which only those rows are drawn that the window shows. A column has a label, a style,
 * what a row's cell shows, and a value to sort by.
 */
function listing(table, columns, all) {
  let sorted = all.slice();
  let shown = sorted;
  let matches = () => true;
  let drawn = "";
  let printing = false;
  let order = { column: null, descending: false };
  const body = table.createTBody();
  const buttons = columns.map((column) => element("button", { type: "button" }, column.label));
  const heads = columns.map((column, i) => element("th", { className: column.style, scope: "col" }, buttons[i]));
  table.createTHead().append(element("tr", {}, ...heads));
  buttons.forEach((button, i) => button.addEventListener("click", () => sortBy(columns[i])));

  function line(row) {
    return element("tr", {}, ...columns.map((column) => element("td", { className: column.style }, column.cell(row))));
  }

  function space(lines, height) {
    const row = element("tr", { className: "space" });
    row.style.height = lines * height + "px";
    return row;
  }

  function range(height) {
    if (printing) {
      return [0, shown.length <= PRINTED_ROWS ? shown.length : 0];
    }
    const many = Math.ceil(innerHeight / height) + 2 * SPARE_ROWS;
    const above = Math.floor(-body.getBoundingClientRect().top / height) - SPARE_ROWS;
    const first = Math.max(0, Math.min(above, shown.length - many));
    return [first, Math.min(shown.length, first + many)];
  }

  /** Draws again if other rows are to be seen than those that are. */
  function draw() {
    const height = parseFloat(getComputedStyle(table).getPropertyValue("--row"));
    const [first, last] = range(height);
    if (drawn === first + " " + last) {
      return;
    }
    drawn = first + " " + last;
    const below = printing ? 0 : shown.length - last;
    body.replaceChildren(space(first, height), ...shown.slice(first, last).map(line), space(below, height));
  }

  function redraw() {
    drawn = "";
    draw();
  }

  function filter(predicate) {
    matches = predicate;
    shown = sorted.filter(matches);
    table.dispatchEvent(new CustomEvent("filtered", { detail: shown }));
    redraw();
  }

  function sortBy(column, descending = order.column === column && !order.descending) {
    order = { column, descending };
    const sign = descending ? -1 : 1;
    sorted.sort((a, b) => {
      const [left, right] = [column.value(a), column.value(b)];
      return left < right ? -sign : left > right ? sign : 0;
    });
    heads.forEach((head, i) => {
      head.ariaSort = columns[i] !== column ? "none" : descending ? "descending" : "ascending";
    });
    filter(matches);
  }

  function print(on) {
    printing = on;
    document.body.classList.toggle("cut", on && shown.length > PRINTED_ROWS);
    redraw();
  }

  addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  addEventListener("resize", redraw);
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  return { filter, sortBy };
}
