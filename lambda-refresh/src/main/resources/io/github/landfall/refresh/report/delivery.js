const folderView = figures.rows > rows.length;
const folderOf = (row) => figures.folders[row[0]][0];
const shownFolder = (folder) => (folder === "" ? "/" : visible(folder));

function number(label, value, style = "") {
  find("numbers").append(element("div", { className: style }, element("dt", {}, label), element("dd", {}, value)));
}

/** Links to the files of a table; only those of a table in parts have numbers. */
function tables(place, files, chinese, english) {
  files.forEach((file, i) => {
    const part = files.length === 1 ? "" : " " + (i + 1) + "/" + files.length;
    place.append(element("a", { href: "./" + encodeURIComponent(file) }, both(chinese + part + " (.csv)", english + part + " (.csv)")), " ");
  });
}

function showFigures() {
  find("partner").textContent = visible(figures.partner);
  find("kind").append(figures.sweep ? both("传输之外到达的文件", "Files outside of a transfer") : both("交付报告", "Delivery report"));
  find("when").append(time(figures.start) + " – " + time(figures.end), " ", element("small", {}, figures.zone));
  tables(find("csv"), figures.tables, "完整列表", "Full list");
  number(both("文件", "Files"), count(figures.objects));
  number(both("大小", "Size"), size(figures.bytes));
  number(both("有变动的文件夹", "Folders changed"), count(figures.changedFolders));
  number(both("已删除", "Removed"), count(figures.removed));
  number(both("未能复制", "Failed"), count(figures.missing), figures.missing > 0 ? "warning" : "");
  if (figures.leftovers > 0) {
    number(both("系统残留文件", "Leftovers of macOS and Windows"), count(figures.leftovers));
  }
  number(both("历时", "Took"), duration(figures.end - figures.start));
}

function showLacking() {
  const lines = find("lacking").querySelector("ul");
  if (figures.listingFailure !== null) {
    const why = visible(figures.listingFailure);
    lines.append(element("li", {}, both("源文件列表不完整：" + why, "The list of the source is incomplete: " + why)));
  }
  if (figures.unaccounted > 0) {
    const number = count(figures.unaccounted);
    lines.append(
      element("li", {}, both("应当传输、但既没有到达也没有失败记录的文件：" + number + " 个", "Files that were to be transferred, and neither arrived nor failed: " + number)),
    );
  }
  find("lacking").hidden = lines.childElementCount === 0;
}

function showFailed() {
  const more = figures.missing - figures.failed.length;
  const names = figures.failed.map((key) => element("li", {}, element("bdi", {}, visible(key))));
  find("failed").hidden = figures.missing === 0 && names.length === 0;
  find("failed").querySelector("ul").append(...names);
  if (more > 0) {
    find("failed").querySelector("ul").append(element("li", {}, both("另有 " + count(more) + " 个", count(more) + " more")));
  }
}

function showLists() {
  if (figures.lists === null) {
    return;
  }
  const section = find("lists");
  const { complete, files, incomplete } = figures.lists;
  const lines = section.querySelector("ul");
  section.hidden = false;
  if (complete > 0) {
    const all = count(files) + " / " + count(files);
    lines.append(element("li", {}, both("按 " + count(complete) + " 份交付清单核对，齐全：" + all, "Complete by " + (complete === 1 ? "its list: " : count(complete) + " lists: ") + all)));
  }
  for (const list of incomplete) {
    const there = count(list.files - list.absent - list.otherSize) + " / " + count(list.files);
    const absent = count(list.absent);
    const other = count(list.otherSize);
    const what =
      list.broken === null
        ? both("不齐全：" + there + "（缺少 " + absent + " 个，大小不符 " + other + " 个）", "not complete: " + there + " (absent " + absent + ", of another size " + other + ")")
        : both("清单损坏，无法核对：" + visible(list.broken), "broken, and tells nothing: " + visible(list.broken));
    lines.append(element("li", {}, element("bdi", {}, visible(list.key)), " – ", what));
  }
  section.classList.toggle("warning", incomplete.length > 0);
  tables(section.querySelector(".tables"), figures.listsTables, "与清单不符的文件", "Files that are not as listed");
}

function showNames() {
  const section = find("names");
  const more = figures.notShown - figures.names.length;
  section.hidden = figures.notShown === 0;
  section.querySelector("h2").append(both(count(figures.notShown) + " 个文件名无法显示", "Names that cannot be shown: " + count(figures.notShown)));
  for (const [key, chinese, english] of figures.names) {
    section.querySelector("ul").append(element("li", {}, element("bdi", {}, visible(key)), " – ", both(chinese, english)));
  }
  if (more > 0) {
    section.querySelector("ul").append(element("li", {}, both("另有 " + count(more) + " 个", count(more) + " more")));
  }
  tables(section.querySelector(".tables"), figures.namesTables, "文件名列表", "List of these names");
}

function showLargest() {
  const most = Math.max(1, ...figures.largest.map((folder) => folder[2]));
  for (const [folder, objects, bytes] of figures.largest) {
    const name = element("button", { type: "button" }, element("bdi", {}, shownFolder(folder)));
    const bar = element("i", {});
    bar.style.width = (100 * bytes) / most + "%";
    name.addEventListener("click", () => {
      find("folder").value = shownFolder(folder);
      filter();
      document.querySelector(".list").scrollIntoView();
    });
    const facts = element("span", {}, element("b", {}, size(bytes)), " · ", both(count(objects) + " 个文件", count(objects) + (objects === 1 ? " file" : " files")));
    find("largest").querySelector("ol").append(element("li", {}, name, facts, bar));
  }
  find("largest").hidden = figures.largest.length === 0;
}

const removed = () => element("span", { className: "removed" }, both("已删除", "removed"));

function nameCell(row) {
  const button = element("button", { type: "button" }, element("bdi", {}, visible(row[1]) || "/"));
  button.addEventListener("click", () => showDetails(row));
  const cell = element("span", { title: visible(row[1]) }, button);
  if (row[4] === 1) {
    cell.append(" ", removed());
  }
  return cell;
}

function folderCell(folder) {
  return element("bdi", { title: shownFolder(folder) }, shownFolder(folder));
}

const objectColumns = [
  { label: both("文件名", "Name"), style: "name", cell: nameCell, value: (row) => row[1] },
  { label: both("文件夹", "Folder"), style: "folder", cell: (row) => folderCell(folderOf(row)), value: folderOf },
  { label: both("大小", "Size"), style: "size", cell: (row) => (row[4] === 1 ? "–" : size(row[2])), value: (row) => row[2] },
  { label: both("时间", "Time"), style: "time", cell: (row) => time(row[3]), value: (row) => row[3] },
];

const folderColumns = [
  { label: both("文件夹", "Folder"), style: "name", cell: (row) => folderCell(row[0]), value: (row) => row[0] },
  { label: both("文件", "Files"), style: "count", cell: (row) => count(row[1]), value: (row) => row[1] },
  { label: both("大小", "Size"), style: "size", cell: (row) => size(row[2]), value: (row) => row[2] },
  { label: both("已删除", "Removed"), style: "time", cell: (row) => count(row[3]), value: (row) => row[3] },
];

function showDetails(row) {
  const folder = folderOf(row);
  const facts = [
    [both("大小", "Size"), count(row[2]) + " B"],
    [both("时间", "Time"), time(row[3]) + " " + figures.zone],
    [both("状态", "State"), row[4] === 1 ? both("已删除", "removed") : both("已到达", "arrived")],
  ];
  find("path").textContent = (folder === "" ? "" : visible(folder) + "/") + visible(row[1]);
  find("details").querySelector("dl").replaceChildren(...facts.flatMap(([label, value]) => [element("dt", {}, label), element("dd", {}, value)]));
  find("details").showModal();
}

function filter() {
  const folder = folded(find("folder").value);
  const file = folded(find("file").value);
  if (folderView) {
    list.filter((row) => folded(shownFolder(row[0])).includes(folder));
    return;
  }
  const chosen = figures.folders.map(([name]) => folded(shownFolder(name)).includes(folder));
  list.filter((row) => chosen[row[0]] && (file === "" || folded(row[1]).includes(file)));
}

function showCount(shown) {
  const total = folderView ? figures.folders.length : rows.length;
  const part = shown === total ? "" : count(shown) + " / ";
  find("listed").replaceChildren(folderView ? both("文件夹 ", "Folders ") : both("文件 ", "Files "), element("small", {}, part + count(total)));
  find("none").hidden = shown > 0 || total === 0;
}

find("list").addEventListener("filtered", (event) => showCount(event.detail.length));
const columns = folderView ? folderColumns : objectColumns;
const list = listing(find("list"), columns, folderView ? figures.folders : rows);
find("list").classList.add(folderView ? "of-folders" : "of-files");
find("only-folders").hidden = !folderView;
find("file").hidden = folderView;
find("folder").addEventListener("input", filter);
find("file").addEventListener("input", filter);
find("folders").append(...figures.folders.slice(0, 1000).map(([folder]) => element("option", { value: shownFolder(folder) })));
showFigures();
showLacking();
showFailed();
showLists();
showNames();
showLargest();
if (figures.otherFolders[0] + figures.otherFolders[2] > 0) {
  find("only-folders").append(" ", both("还有更多文件夹。", "There are more folders than are listed."));
}
list.sortBy(columns[0], false);
if (!folderView) {
  list.sortBy(columns[1], false);
}
chooseLanguage();
