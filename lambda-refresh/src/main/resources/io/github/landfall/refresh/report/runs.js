function startCell([report, start, , sweep]) {
  const text = time(start).slice(0, 16);
  const cell = element("span", {}, report === null ? text : element("a", { href: "./" + encodeURIComponent(report) + ".html" }, text));
  if (sweep) {
    cell.append(" ", element("span", { className: "sweep" }, both("传输之外", "outside of a transfer")));
  }
  return cell;
}

function missingCell([, , , , , , , missing]) {
  return missing === 0 ? "–" : element("b", { className: "warning" }, count(missing));
}

const columns = [
  { label: both("开始", "Start"), style: "name", cell: startCell, value: (run) => run[1] },
  { label: both("历时", "Took"), style: "took", cell: (run) => duration(run[2] - run[1]), value: (run) => run[2] - run[1] },
  { label: both("文件", "Files"), style: "count", cell: (run) => count(run[4]), value: (run) => run[4] },
  { label: both("大小", "Size"), style: "size", cell: (run) => size(run[5]), value: (run) => run[5] },
  { label: both("已删除", "Removed"), style: "gone", cell: (run) => (run[6] === 0 ? "–" : count(run[6])), value: (run) => run[6] },
  { label: both("未能复制", "Failed"), style: "missing", cell: missingCell, value: (run) => run[7] },
];

find("list").addEventListener("filtered", (event) => {
  const shown = event.detail.length;
  const part = shown === figures.runs ? "" : count(shown) + " / ";
  find("listed").replaceChildren(both("传输 ", "Runs "), element("small", {}, part + count(figures.runs)));
  find("none").hidden = shown > 0;
});
const list = listing(find("list"), columns, rows);
find("transfers").addEventListener("change", (event) => list.filter((run) => !event.target.checked || !run[3]));
find("partner").textContent = visible(figures.partner);
find("zone").textContent = figures.zone;
list.sortBy(columns[0], true);
chooseLanguage();
// Links drawn later lead to pages in the same language too.
find("list").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link) {
    link.hash = document.documentElement.lang;
  }
});
