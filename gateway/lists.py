"""Reads for warm.sh what a shell can't read safely: reports' tables and delivery lists (MHL).

A record is CHECK, TIME, BYTES and KEY with tabs between and a NUL at the end. CHECK says what is to
be checked when the file is read: "read" (its size), "size:BYTES" or "md5:HEX", "sha1:HEX",
"xxh64:HEX". Keys and the paths in lists are compared and printed; none is opened here.
"""

import csv
import datetime
import fnmatch
import io
import posixpath
import re
import sys
import xml.parsers.expat

HEX_DIGITS = {"sha1": 40, "md5": 32, "xxh64": 16}
# MHL 1.x: mediahashlist.org. ASC MHL 2.0: github.com/ascmitc/mhl-specification.
ALGORITHM_OF = {"sha1": "sha1", "md5": "md5", "xxh64": "xxh64", "xxhash64be": "xxh64"}
TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)")
MAX_TEXT = 8192


def text(raw):
    return raw.decode("utf-8", "surrogateescape")


def raw(string):
    return string.encode("utf-8", "surrogateescape")


def records():
    """The records on stdin, each with its fields."""
    rest = b""
    for block in iter(lambda: sys.stdin.buffer.read(1 << 20), b""):
        *whole, rest = (rest + block).split(b"\0")
        for record in whole:
            yield record, record.split(b"\t", 3)


def write(record):
    sys.stdout.buffer.write(record + b"\0")


def utc(time):
    """A time that sorts as text."""
    found = TIME.fullmatch(time)
    if not found:
        raise ValueError(f"the time is {time!a}; expected one such as 2026-11-23T23:05:00+08:00")
    local = datetime.datetime(*map(int, re.split("[-T:]", found[1])))
    minutes = 0 if found[3] == "Z" else int(found[3][1:3]) * 60 + int(found[3][4:])
    utc = local - datetime.timedelta(minutes=-minutes if found[3][0] == "-" else minutes)
    return f"{utc.isoformat()}.{(found[2] or '').ljust(9, '0')}Z"


def chosen(key, folders, patterns):
    name = key.rsplit("/", 1)[-1]
    return (not folders or any(key.startswith(folder + "/") for folder in folders)) and (
        not patterns or any(fnmatch.fnmatchcase(key if "/" in each else name, each) for each in patterns)
    )


def rows(*arguments):
    """FOLDERS… -- PATTERNS…: the records of a report's table on stdin; CHECK is "gone" for a file that went."""
    split = arguments.index("--")
    folders, patterns = arguments[:split], arguments[split + 1 :]
    lines = io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", "surrogateescape", newline="")
    table = csv.reader(lines, strict=True)
    header = next(table, [])
    if not {"time", "what", "bytes", "key"} <= set(header):
        raise ValueError(f"the columns are {','.join(header)[:100]!a}; expected time,what,bytes,folder,key")
    try:
        for row in table:
            if len(row) != len(header):
                raise ValueError(f"{len(row)} cells; expected {len(header)}")
            cell = dict(zip(header, row))
            if not re.fullmatch("[0-9]+", cell["bytes"]) or "\0" in cell["key"]:
                raise ValueError(f"{row!a} is no object")
            if chosen(cell["key"], folders, patterns):
                check = "read" if cell["what"] == "created" else "gone"
                write(raw("\t".join([check, utc(cell["time"]), cell["bytes"], cell["key"]])))
    except (ValueError, csv.Error) as e:
        raise ValueError(f"line {table.line_num}: {e}") from e


def limit(most):
    """BYTES: the records on stdin from the first on as long as they fit. One that does not is passed over."""
    room = int(most)
    for record, fields in records():
        if int(fields[2]) <= room:
            room -= int(fields[2])
            write(record)


def since(time):
    """TIME: the records on stdin that are not older."""
    for record, fields in records():
        if text(fields[1]) >= time:
            write(record)


def folders():
    """The folders of the records on stdin, and those above them."""
    known = set()
    for _, fields in records():
        folder = fields[3]
        while folder:
            folder = posixpath.dirname(folder)
            if folder in known:
                break
            known.add(folder)
            write(folder)


class HashList:
    """A media hash list, read as a stream. A document type, and so every entity of its own, is refused."""

    def __init__(self, take):
        self.take = take
        self.path = []
        self.entry = None
        self.text = None

    def read(self, file):
        parser = xml.parsers.expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.refuse
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.ParseFile(file)

    def refuse(self, *_):
        raise ValueError("it has a document type, which a hash list has no use for")

    def start(self, name, attributes):
        name = name.rsplit(":", 1)[-1]
        if not self.path and name != "hashlist":
            raise ValueError(f"it begins with {name[:100]!a}; expected hashlist")
        if self.path in (["hashlist"], ["hashlist", "hashes"]) and name == "hash":
            self.entry = {}
        elif self.entry is not None and self.path[-1] == "hash":
            self.text = "" if attributes.get("action") != "failed" else None
            if "size" in attributes:
                self.entry["size"] = attributes["size"]
        self.path.append(name)

    def characters(self, data):
        if self.text is not None and len(self.text) < MAX_TEXT:
            self.text += data

    def end(self, name):
        name = self.path.pop()
        if self.entry is not None and name == "hash" and self.path[-1] in ("hashlist", "hashes"):
            self.take(self.entry)
            self.entry = None
        elif self.text is not None and self.path[-1] == "hash":
            self.entry[{"path": "file"}.get(name, name)] = self.text.strip("\r\n\t ")
            self.text = None


def check_of(entry, algorithms):
    """What an entry lets us check; None if nothing."""
    for algorithm in algorithms:
        for name, value in entry.items():
            value = value.lower()
            if ALGORITHM_OF.get(name) == algorithm and re.fullmatch(f"[0-9a-f]{{{HEX_DIGITS[algorithm]}}}", value):
                return f"{algorithm}:{value}"
    size = entry.get("size", "")
    return f"size:{int(size)}" if re.fullmatch("[0-9]{1,18}", size) else None


def checks(index, algorithms):
    """INDEX ALGORITHMS: the records on stdin, with what the lists in INDEX let us check. What is wrong with a list
    goes to stderr, a line each. INDEX has three fields a list, each ended by NUL: the folder to which its paths
    belong, its key, and the file that holds it."""
    wanted = {}
    for _, (_, time, size, key) in records():
        wanted[text(key)] = [time, size, None]
    with open(index, "rb") as file:
        fields = [text(field) for field in file.read().split(b"\0")[:-1]]
    lists = list(zip(fields[::3], fields[1::3], fields[2::3]))
    # The nearest list decides, and of several the one with the last name: generations are numbered.
    lists.sort(key=lambda each: (each[0].count("/") if each[0] else -1, each[1]), reverse=True)
    for folder, name, copy in lists:
        found, strange = {}, []

        def take(entry):
            path = entry.get("file", "")
            if "\\" in path or any(part in ("", ".", "..") for part in path.split("/")):
                strange.append(path)
                return
            key = f"{folder}/{path}" if folder else path
            check = check_of(entry, algorithms.split())
            if check and key in wanted and not wanted[key][2]:
                found[key] = check

        try:
            with open(copy, "rb") as file:
                HashList(take).read(file)
        except (ValueError, xml.parsers.expat.ExpatError) as e:
            print(f"the list {name!r} is not used: {e}", file=sys.stderr)
            continue
        if strange:
            print(f"the list {name!r} has {len(strange)} entries that are no path below its folder, the first "
                  f"{strange[0][:200]!r}: they are not used", file=sys.stderr)
        for key, check in found.items():
            wanted[key][2] = check
    for key, (time, size, check) in wanted.items():
        write(b"\t".join([raw(check or f"size:{text(size)}"), time, size, raw(key)]))


if __name__ == "__main__":
    sys.stderr = io.TextIOWrapper(sys.stderr.buffer, "utf-8", "backslashreplace", line_buffering=True)
    command = {"rows": rows, "limit": limit, "since": since, "folders": folders, "checks": checks}[sys.argv[1]]
    try:
        command(*sys.argv[2:])
    except ValueError as e:
        sys.exit(str(e))
