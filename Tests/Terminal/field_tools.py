"""Events whose fields are hard to read, and what other tools make of them.

make SEED: writes stream.sse, and data.json with a line of JSON for each event.
paths: lines of NAME, sse-top's path, and jq's program for its values (nothing for what is absent), tabs between.
groups NAME SUMMARY STATS: compares the groups of a summary and of a receipt with jq's values, which are in NAME.jq.
table FILE [URL]: a table that was read as CSV by another program, as JSON lines of rows, against the data.
parsed: lines.ndjson against data.json.
numbers: what page L tells of .n, as words, against Python's decimals.
"""
import collections, csv, io, json, random, re, sys
from decimal import Context, Decimal, getcontext

COUNT = 600
PATHS = [
    ("plain", ".level", 'if type == "object" and has("level") then .level else empty end'),
    ("unicode", '.["ключ 鍵"]["имя"]', 'if type == "object" and has("ключ 鍵") then (.["ключ 鍵"] | if has("имя") then .["имя"] else empty end) else empty end'),
    ("dots", '.["a.b"]["c.d.e"]', 'if type == "object" and has("a.b") then .["a.b"]["c.d.e"] else empty end'),
    ("quotes", '.["say \\"hi\\" \\\\"]', 'if type == "object" and has("say \\"hi\\" \\\\") then .["say \\"hi\\" \\\\"] else empty end'),
    ("blanks", '.["two  blanks "]', 'if type == "object" and has("two  blanks ") then .["two  blanks "] else empty end'),
    ("element", ".items[1].sku", 'if type == "object" and (.items | type) == "array" and (.items | length) > 1 and (.items[1] | type) == "object" and (.items[1] | has("sku")) then .items[1].sku else empty end'),
    ("first", ".items[].tags[]", '[.items[]? | .tags? | arrays | .[]] | if length > 0 then .[0] else empty end'),
    ("maybe", ".maybe", 'if type == "object" and has("maybe") then .maybe else empty end'),
]
# Keys that are one to who normalises or folds them, that are no names, that come twice, and arrays in arrays.
KEYS = ["\u00e9", "e\u0301", "\u1100\u1161", "\uac00", "\U00010400", "\U00010428", "", "[0]", ".a", "a]b", "\\", "\0", "$", "-1", "a=b", "#", "twice"]
PATHS += [(f"key {number}", "." + f"[{json.dumps(key, ensure_ascii=number % 2 == 0)}]",
           f'if type == "object" and has({json.dumps(key)}) then .[{json.dumps(key)}] else empty end')
          for number, key in enumerate(KEYS)]
PATHS.append(("rows", ".rows[1][0]", '.rows? | arrays | .[1] | arrays | if length > 0 then .[0] else empty end'))
PATHS.append(("alike", ".alike", ".alike"))
# Texts that are one to who normalises, folds or trims them.
ALIKE = ["\u00e9", "e\u0301", "\u1100\u1161\u11a8", "\uac01", "\u212b", "\u00c5", "A\u030a", "\ufb01", "fi", "I", "\u0130", "\u0131", "i",
         "\u13a0", "\uab70", "\U00010400", "\U00010428", "\u05e9\u05c1", "\u0e44\u0e17\u0e22", "\u10e5", "x\u200dy", "xy", "x y", "x\u00a0y", "xy ",
         "\ufeff", "a\u0000b", "a", "e\u0301\u0323", "e\u0323\u0301", "\U0001f469\u200d\U0001f467", "\U0001f469\U0001f467", "\u2028"]
COLUMNS = [".level", '.["ключ 鍵"]["имя"]', '.["a.b"]["c.d.e"]', ".maybe"]


def number(dice):
    digits = "".join(dice.choice("0123456789") for _ in range(dice.randint(1, 40)))
    text = digits.lstrip("0") or "0"
    if dice.random() < 0.5:
        text += "." + "".join(dice.choice("0123456789") for _ in range(dice.randint(1, 20)))
    if dice.random() < 0.3:
        text += dice.choice("eE") + dice.choice(["", "+", "-"]) + str(dice.randint(0, 30))
    if dice.random() < 0.3:
        text = "-" + text
    return dice.choice(["-0", "0.0", "-0.0e5", text, text, text, text])


def make(seed):
    dice = random.Random(seed)
    words = ["info", "warn", "error", "", "null", "true", "12", "ß\u0301", "日本", "tab\there", 'q"q', "line\nend", "–",
             "(not JSON)", "a,b;c", "\U0001f600", "=1+1", " x "]
    with open("stream.sse", "w", encoding="utf-8", newline="") as stream, open("data.json", "w", encoding="utf-8") as lines:
        for count in range(COUNT):
            members = [("level", json.dumps(dice.choice(words[:6]), ensure_ascii=False))]
            if dice.random() < 0.8:
                inner = [] if dice.random() < 0.2 else [("имя", json.dumps(dice.choice(words), ensure_ascii=dice.random() < 0.5))]
                members.append(("ключ 鍵", "{" + ", ".join(f'"{name}" : {value}' for name, value in inner) + "}"))
            if dice.random() < 0.7:
                members.append(("a.b", json.dumps({"c.d.e": dice.choice(words), "c": {"d": 1}})))
            members.append(("a", '{"b":{"c.d.e":"not this one"}}'))
            if dice.random() < 0.9:
                members.append(('say "hi" \\', json.dumps(dice.choice([True, False, None, 7, "7"]))))
            if dice.random() < 0.5:
                members.append(("two  blanks ", json.dumps(dice.choice(words), ensure_ascii=False)))
            if dice.random() < 0.9:
                items = [{"sku": dice.choice(words), "tags": [dice.choice(words) for _ in range(dice.randint(0, 2))]}
                         if dice.random() < 0.9 else {"other": 1} for _ in range(dice.randint(0, 3))]
                members.append(("items", json.dumps(items)))
            if dice.random() < 0.6:
                members.append(("maybe", json.dumps(dice.choice([None, "null", "", "x"]))))
            if dice.random() < 0.9:
                members.append(("n", number(dice)))
            members.append(("alike", json.dumps(dice.choice(ALIKE), ensure_ascii=dice.random() < 0.5)))
            for name in KEYS:
                for _ in range(2 if name == "twice" else 1):
                    if dice.random() < 0.4:
                        members.append((name, json.dumps(dice.choice(["p", "q", None, True, "\u00e9"]), ensure_ascii=dice.random() < 0.5)))
            if dice.random() < 0.6:
                members.append(("rows", json.dumps([[dice.choice(["x", None, 1]) for _ in range(dice.randint(0, 3))]
                                                    for _ in range(dice.randint(0, 3))])))
            if dice.random() < 0.1:
                members.append(("deep", '{"d":' * 120 + "[1]" + "}" * 120))
            dice.shuffle(members)
            gap = dice.choice(["", " ", "\n  "])
            text = "{" + ("," + gap).join(f"{json.dumps(name, ensure_ascii=dice.random() < 0.5)}:{gap.strip(chr(10))}{value}" for name, value in members) + "}"
            stream.write("".join(f"data: {line}\n" for line in text.split("\n")) + "\n")
            lines.write(text.replace("\n", " ") + "\n")


def events():
    return [json.loads(line) for line in open("data.json", encoding="utf-8")]


def exact(line):
    """With the digits of numbers as they are."""
    return json.loads(line, parse_int=lambda text: ("number", text), parse_float=lambda text: ("number", text))


def key(value):
    return json.dumps(value, ensure_ascii=False)


def groups(name, summary, stats):
    expected = collections.Counter(line.rstrip("\n") for line in open(name + ".jq", encoding="utf-8"))
    expected = collections.Counter({key(json.loads(text)): count for text, count in expected.items()})
    found = json.load(open(summary))["groups"]
    counts = {key(group["value"]): group["events"] for group in found if "value" in group}
    assert counts == dict(expected), (name, counts, dict(expected))
    absent = sum(group["events"] for group in found if group.get("absent"))
    assert absent == COUNT - sum(expected.values()), (name, absent)
    assert not any(group.get("others") or group.get("not_json") for group in found), found
    # The receipt has the twenty greatest, by name and count.
    rows = re.findall(r"^    (.*?) +([0-9,]+) +(?:<1|[0-9]+)%", open(stats, encoding="utf-8").read(), re.M)
    told = [(label.rstrip(), int(text.replace(",", ""))) for label, text in rows]
    if name == "alike":
        # Characters that cannot be seen are marks there.
        assert [count for _, count in told] == sorted([*expected.values(), *[absent] * (absent > 0)], reverse=True)[:20], told
        return
    everything = {shown(json.loads(text)).rstrip(): count for text, count in expected.items()}
    assert len(everything) == len(expected), "two values have one name"
    if absent:
        everything["–"] = absent
    assert [count for _, count in told] == sorted(everything.values(), reverse=True)[:20], (name, told, everything)
    assert dict(told).items() <= everything.items() and len(dict(told)) == len(told), (name, told, everything)


def shown(value):
    """How a receipt names a group: a string in quotes where it would look like something else."""
    if not isinstance(value, str):
        return key(value)
    try:
        quoted = value in ("", "–", "(not JSON)") or not isinstance(json.loads(value), str)
    except ValueError:
        quoted = value in ("", "–", "(not JSON)")
    text = value.replace("\n", "⏎").replace("\t", "⇥")
    return f'"{text}"' if quoted else text


def at(event, path):
    for step in re.findall(r'\.(\w+)|\["((?:[^"\\]|\\.)*)"\]', path):
        name = step[0] or json.loads('"' + step[1] + '"')
        if not isinstance(event, dict) or name not in event:
            return None
        event = event[name]
    return "null" if event is None else event


def table(file, *rest):
    rows = [json.loads(line) for line in open(file, encoding="utf-8")]
    wanted = [[at(event, path) or "" for path in COLUMNS] for event in events()]
    assert rows[0] == COLUMNS, rows[0]
    for row, right in zip(rows[1:], wanted):
        assert row == right, (row, right)
    assert len(rows) == len(wanted) + 1, len(rows)


def rows_of_csv(file, dialect):
    for row in csv.reader(open(file, encoding="utf-8", newline=""), dialect):
        print(json.dumps(row))


def parsed():
    lines = open("lines.ndjson", encoding="utf-8").read().split("\n")[:-1]
    data = open("data.json", encoding="utf-8").read().split("\n")[:-1]
    assert len(lines) == len(data)
    for line, text in zip(lines, data):
        found = exact(line)["data"]
        assert found == exact(text), (line, text)
        assert list(found) == list(exact(text)), "the order of keys"


def numbers(told):
    values = [Decimal(exact(line)["n"][1]) for line in open("data.json", encoding="utf-8") if "n" in exact(line)]
    getcontext().prec = 400
    total = sum(values)
    getcontext().prec = 28
    found = dict(zip(("min", "mean", "max"), re.search(r"min (\S+)  mean (\S+)  max (\S+)", told).groups()))
    for name, value in (("min", min(values)), ("max", max(values))):
        # Where all three have no room in full, each is rounded to a third of it.
        digits = len(Decimal(found[name]).as_tuple().digits)
        assert Decimal(found[name]) == value or digits > 30 and Context(prec=digits).plus(value) == Decimal(found[name]), (found, value)
    assert Decimal(found["mean"]) == total / len(values), (found, total / len(values))
    assert f"{len(values)} values in {len(values)} events" in told, (told, len(values))


if __name__ == "__main__":
    command, *words = sys.argv[1:]
    if command == "paths":
        for path in PATHS:
            print(*path, sep="\t")
    elif command == "columns":
        print(*COLUMNS, sep="\n")
    elif command == "csv":
        rows_of_csv(*words)
    else:
        {"make": make, "groups": groups, "table": table, "parsed": parsed, "numbers": numbers}[command](*words)
