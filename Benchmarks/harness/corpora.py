"""The four corpora that the rows read, made once and the same on every machine.

Seeded and sized alike everywhere, so figures of two machines speak of the same bytes. `counts.json` beside them
says how many events each holds, told by who made them and not by a parser.
"""
import json
import os
import random

MEGABYTE = 1_000_000
SIZES = {"small": 200 * MEGABYTE, "llm": 100 * MEGABYTE, "wiki": 100 * MEGABYTE, "multi": 100 * MEGABYTE,
         "mixed": 8 * MEGABYTE}
VERSION = 1
COMMON = (
    "time year people way day man thing woman life child world school state family student group country problem "
    "hand part place case week company system program question work number night point home water room mother area "
    "money story fact month lot right study book eye job word business issue side kind head house service friend "
    "father power hour game line end member law car city name team minute idea body back parent face"
).split()


def phrase(dice, least, most):
    return " ".join(dice.choices(COMMON, k=dice.randint(least, most)))


def ideographs(dice, least, most):
    return "".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(dice.randint(least, most)))


def small(dice):
    """Numbers, the shortest events that still have all three fields."""
    number = 0
    while True:
        number += 1
        yield b"event: tick\nid: %d\ndata: 0.%09d\n\n" % (number, dice.randrange(10**9)), 1


def llm(dice):
    """The deltas of two well-known interfaces, in runs of 400: long repetitive JSON around one word."""
    number = 0
    while True:
        answer, at = divmod(number, 400)
        number += 1
        token = " " + dice.choice(COMMON) if dice.random() > 0.05 else "\\n\\n- **" + dice.choice(COMMON) + "**"
        if answer % 2 == 0:
            yield (b'data: {"id":"chatcmpl-%016x","object":"chat.completion.chunk","created":17%08d,'
                   b'"model":"gpt-4o-2024-08-06","system_fingerprint":"fp_%010x","choices":[{"index":0,'
                   b'"delta":{"content":"%s"},"logprobs":null,"finish_reason":null}]}\n\n'
                   % (answer * 0x9E3779B97F4A7C15 % 2**64, number % 10**8, 0x44709D6FCB, token.encode())), 1
            continue
        if at == 0:
            yield b'event: ping\ndata: {"type": "ping"}\n\n', 1
        yield (b'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,'
               b'"delta":{"type":"text_delta","text":"%s"}}\n\n' % token.encode()), 1


def wiki(dice):
    """Recent changes of a wiki: one long line of JSON, an id that is JSON too, one event in four in ideographs."""
    hosts = ["en", "commons", "data", "de", "fr", "ja", "zh", "es"]
    titles = [phrase(dice, 2, 8).replace(" ", "_") for _ in range(4000)]
    eastern = [ideographs(dice, 3, 19) for _ in range(1000)]
    comments = [phrase(dice, 3, 39) for _ in range(2000)]
    number = 0
    while True:
        number += 1
        host = dice.choice(hosts)
        title = dice.choice(eastern if host in ("ja", "zh") else titles)
        comment, user, seconds = dice.choice(comments), dice.randrange(100_000), 1_760_000_000 + number // 30
        key = "%032x" % dice.getrandbits(128)
        key = "-".join((key[:8], key[8:12], key[12:16], key[16:20], key[20:]))
        revision, site = 1_300_000_000 + number * 2, f"https://{host}.wiki.example"
        data = (
            f'{{"$schema":"/mediawiki/recentchange/1.0.0","meta":{{"uri":"{site}/wiki/{title}","request_id":"{key}",'
            f'"id":"{key[::-1]}","domain":"{host}.wiki.example","stream":"mediawiki.recentchange",'
            f'"dt":"2026-10-09T08:{number // 60 % 60:02d}:{number % 60:02d}.{number % 1000:03d}Z",'
            f'"topic":"eqiad.mediawiki.recentchange","partition":0,"offset":{5_600_000_000 + number}}},'
            f'"id":{2_000_000_000 + number},"type":"{"categorize" if number % 5 == 0 else "edit"}",'
            f'"namespace":{number % 15},"title":"{title}","title_url":"{site}/wiki/{title}","comment":"{comment}",'
            f'"timestamp":{seconds},"user":"User{user}","bot":{"false" if number % 3 == 0 else "true"},'
            f'"notify_url":"{site}/w/index.php?diff={revision}&oldid={revision - 7}&rcid={number}","minor":false,'
            f'"patrolled":true,"length":{{"old":{user},"new":{user + 91}}},'
            f'"revision":{{"old":{revision - 7},"new":{revision}}},"server_url":"{site}",'
            f'"server_name":"{host}.wiki.example","server_script_path":"/w","wiki":"{host}wiki",'
            f'"parsedcomment":"<span class=\\"autocomment\\">{comment}</span>"}}')
        identifier = (f'[{{"topic":"eqiad.mediawiki.recentchange","partition":0,"timestamp":{seconds}123}},'
                      f'{{"topic":"codfw.mediawiki.recentchange","partition":0,"offset":-1}}]')
        yield f"event: message\nid: {identifier}\ndata: {data}\n\n".encode(), 1


def marked(dice, line_end):
    """Everything the standard allows: several lines of data, comments, retry, unknown fields, emoji, no spaces."""
    eastern = [ideographs(dice, 4, 29) for _ in range(2000)]
    western = [phrase(dice, 2, 15) for _ in range(2000)]
    emoji = ["\U0001F600", "\U0001F680", "\U0001F469\u200D\U0001F4BB", "\u2764\uFE0F", "\U0001F1EF\U0001F1F5"]
    types = ("update", "chat", "log.line", "\u30E1\u30C3\u30BB\u30FC\u30B8")
    number = 0
    while True:
        number += 1
        end = line_end(dice)
        lines = [f": keep-alive {number}"] if number % 20 == 0 else []
        if number % 40 == 0:
            yield (lines[0] + end + end).encode(), 0
            continue
        if number % 50 == 1:
            lines.append(f"retry: {1000 + number % 5000}")
        if number % 3 != 0:
            lines.append("event: " + types[number % 4])
        lines.append(f"id:{number}" if number % 7 == 0 else f"id: evt-{number}")
        for at in range(dice.randint(1, 6)):
            draw = dice.random()
            if draw < 0.35:
                value = dice.choice(eastern)
            elif draw < 0.5:
                value = f"{dice.choice(western)} {dice.choice(emoji)}{dice.choice(eastern)}"
            elif draw < 0.55:
                value = ""
            else:
                value = dice.choice(western)
            lines.append(("data:" if at == 4 else "data: ") + value)
        if number % 31 == 0:
            lines.append("x-unknown: ignored")
        yield (end.join(lines) + end + end).encode(), 1


def multi(dice):
    yield from marked(dice, lambda dice: "\r\n")


def mixed(dice):
    """For correctness alone: a byte order mark, and each block with line ends of its own."""
    yield b"\xEF\xBB\xBF", 0
    yield from marked(dice, lambda dice: dice.choice(("\n", "\r\n", "\r")))


def shape(head, end="\n"):
    """Short events like the first corpus's, with other lines before the data, or other line ends."""
    def made(dice):
        number = 0
        while True:
            number += 1
            lines = head(number, dice) + ["data: 0.%09d" % dice.randrange(10**9)]
            yield (end.join(lines) + end + end).encode(), 1
    return made


def long_lines(dice):
    number = 0
    while True:
        number += 1
        yield b"event: tick\nid: %d\ndata: %s\n\n" % (number, phrase(dice, 10, 11).encode() * 3000), 1


# What streams may look like that are none of the four, and first `small` itself, in which there is as much.
SHAPES = {
    "as small": shape(lambda number, dice: ["event: tick", f"id: {number}"]),
    "long types": shape(lambda number, dice: [
        f"event: com.example.orders.v1.OrderLineItemQuantityChanged{dice.randrange(40)}", f"id: {number}"]),
    "no ids": shape(lambda number, dice: ["event: tick"]),
    "CR": shape(lambda number, dice: ["event: tick", f"id: {number}"], end="\r"),
    "very long lines": long_lines,
    "retry each time": shape(lambda number, dice: ["event: tick", f"id: {number}", "retry: 3000"]),
    "unknown fields": shape(lambda number, dice: ["event: tick", f"id: {number}", "trace: 1f2e3d4c"]),
}
MAKERS = {"small": small, "llm": llm, "wiki": wiki, "multi": multi, "mixed": mixed, **SHAPES}


def write(folder, name, size):
    count, written, pending = 0, 0, []
    with open(os.path.join(folder, name + ".part"), "wb", buffering=1 << 20) as file:
        for block, events in MAKERS[name](random.Random(name)):
            pending.append(block)
            written += len(block)
            count += events
            if len(pending) == 4096:
                file.write(b"".join(pending))
                pending.clear()
            if written >= size:
                break
        file.write(b"".join(pending))
    os.replace(os.path.join(folder, name + ".part"), os.path.join(folder, name + ".sse"))
    return {"events": count, "bytes": written, "version": VERSION}


def make(folder, quick, sizes=SIZES):
    """The corpora's paths and counts by name; made where they are missing, a tenth of the size for a quick run."""
    folder = os.path.join(folder, "quick" if quick else "whole")
    os.makedirs(folder, exist_ok=True)
    book = os.path.join(folder, "counts.json")
    counts = json.load(open(book)) if os.path.exists(book) else {}
    for name, size in sizes.items():
        path = os.path.join(folder, name + ".sse")
        known = counts.get(name, {})
        if known.get("version") == VERSION and os.path.exists(path) and os.path.getsize(path) == known["bytes"]:
            continue
        print(f"making {name}.sse …", flush=True)
        counts[name] = write(folder, name, size // 10 if quick and name != "mixed" else size)
        with open(book, "w") as file:
            json.dump(counts, file, indent=1)
    return {name: {"path": os.path.join(folder, name + ".sse"), **counts[name]} for name in sizes}
