"""Streams of services as they are when all is well: the pieces that each sends, with the seconds before each.

Every generator is told how many connections there were before and which Last-Event-ID came, and ends where the body does.
"""

import itertools
import json
import random
import time

HEAD = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}


def text(length):
    return "w" * length


def event(number, length=120, name="", space=" "):
    data = json.dumps({"n": number, "text": text(length)})
    return f"id:{space}{number}\n{f'event:{space}{name}' + chr(10) if name else ''}data:{space}{data}\n\n"


def wikimedia(round, last):
    """Ids in JSON, thirty a second of one to three KB, cut after six seconds, resumed without loss."""
    yield 0, ":ok\n\n"
    number = json.loads(last)[0]["offset"] if last else 100
    for step in range(180):
        number += 2 if step % 50 == 49 else 1
        place = [{"topic": "a", "partition": 0, "offset": number}, {"topic": "b", "partition": 0, "offset": -1}]
        data = json.dumps({"n": number, "text": text(1000 + number * 37 % 2000)})
        yield 0.033, f"event: message\nid: {json.dumps(place)}\ndata: {data}\n\n"


def openai(round, last):
    """The head after a second and a half, sixty tokens a second, usage, the end mark."""
    yield 0, 'data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}\n\n'
    for _ in range(240):
        yield 1 / 60, 'data: {"choices":[{"index":0,"delta":{"content":"w "}}]}\n\n'
    yield 0, 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'
    yield 0, 'data: {"choices":[],"usage":{"prompt_tokens":4,"completion_tokens":240}}\n\ndata: [DONE]\n\n'


def gemini(round, last):
    """CRLF, events of about 4,096 bytes each 300 ms."""
    for number in range(40):
        part = json.dumps({"candidates": [{"content": {"parts": [{"text": text(4010 + number % 20)}]}}]})
        yield 0.3, f"data: {part}\r\n\r\n"
    yield 0.1, 'data: {"candidates":[{"content":{"parts":[{"text":"."}]},"finishReason":"STOP"}]}\r\n\r\n'


def mastodon(round, last):
    for number in itertools.count():
        yield 1, ":thump\n"
        if number % 3 == 0:
            yield 0.5, "event: delete\ndata: undefined\n\n"


def launchdarkly(round, last):
    """One line of 3 MB over 2 MB a second, then comments."""
    yield 0, "event: put\ndata: "
    for _ in range(200):
        yield 0.0075, text(15_000)
    yield 0, "\n\n"
    while True:
        yield 15, ":\n"


def spring(round, last):
    for number in itertools.count(int(last or 0) + 1):
        yield 0.7, f"id:{number}\nevent:update\n:a comment inside\ndata:{text(90)}\n\n"


def quotes(round, last):
    """Twenty that the application flushes together."""
    first = int(last) + 1 if last else 0
    for second in itertools.count():
        yield 1, "".join(event(first + second * 20 + step) for step in range(20))


def backlog(round, last):
    first = int(last) if last else 0
    yield 0, "".join(event(number) for number in range(first + 1, first + 501))
    for number in itertools.count(first + 501):
        yield 10, event(number)


def horizon(round, last):
    number = int(last) if last else 1000
    yield 0, 'retry: 10\nevent: open\ndata: "hello"\n\n'
    for _ in range(2):
        number += 1
        yield 1.5, event(number)
    yield 2, 'event: close\ndata: "byebye"\n\n'


def comments(round, last):
    """Comments each fifteen seconds, and no event for long."""
    while True:
        yield 15, ": ping\n\n"


def signalr(round, last):
    while True:
        yield 0.9, 'data: {"type":6}\x1e\r\n\r\n'


def couchdb(round, last):
    for number in itertools.count(1):
        yield 0.6, f"data: {text(60)}\nid: {number}-g1AAAA{number}\n\n"
        yield 0.4, "event: heartbeat\ndata: \n\n"


def mcp(round, last):
    """An answer in pieces; a reconnect goes on after the last one."""
    first = int(last.partition("/")[2] or 0) + 1 if last else 0
    yield 0, f"id: s1/{first}\nretry: 2000\ndata:\n\n"
    for number in range(first + 1, first + 5):
        yield 1, f'event: message\nid: s1/{number}\ndata: {{"jsonrpc":"2.0","id":{number},"result":{{}}}}\n\n'


def lossy(round, last):
    """A distant link that loses packets: now and then the rest of an event comes much later."""
    dice = random.Random(3)
    first = int(last) + 1 if last else 0
    for number in itertools.count():
        lines = "".join(event(first + number * 4 + step, 560) for step in range(4))
        if dice.randrange(40) == 0:
            yield 0.25, lines[:1448]
            yield dice.uniform(0.5, 1.5), lines[1448:]
        else:
            yield 0.25, lines


def smee(round, last):
    """Ids from 0 on each connection."""
    yield 0, "id: 0\nevent: ready\ndata: {}\n\n"
    for number in range(1, 5):
        yield 2 + round % 3, event(number, 40 + round)


def jitter(round, last):
    """Gaps and sizes of every length."""
    dice = random.Random(91)
    for number in itertools.count(int(last or 0) + 1):
        yield dice.choice([0.01, 0.1, 0.4, 1.1, 2.7]), event(number, dice.randrange(30, 3000))


def publisher(round, last):
    """Batches that the publisher makes, of any length."""
    dice, number = random.Random(92), int(last or 0)
    while True:
        count = dice.randrange(7, 40)
        yield 1.1, "".join(event(number + step) for step in range(1, count + 1))
        number += count


def pings(round, last):
    """Pings that are events, and news now and then."""
    for number in itertools.count():
        yield 2.5, f'event: ping\ndata: {{"time":{1_764_000_000 + number}}}\n\n'
        if number % 4 == 3:
            yield 0.7, f"event: news\nid: n{number}\ndata: x\n\n"


def ulids(round, last):
    dice = random.Random(round)
    for number in itertools.count():
        digits = "".join(dice.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(20))
        yield 0.6, f"id: 01KB{number:02}{digits}\ndata: {text(80)}\n\n"


def times(round, last):
    """Ids that are times in milliseconds, and what was missed since one."""
    start = int(time.time() * 1000)
    if last:
        for missed in range((int(last) // 600 + 1) * 600, start, 600):
            yield 0, f"id: {missed}\ndata: {text(missed // 600 % 90)}\n\n"
    number = (start // 600 + 1) * 600
    while True:
        yield max(number / 1000 - time.time(), 0), f"id: {number}\ndata: {text(number // 600 % 90)}\n\n"
        number += 600


def hexadecimal(round, last):
    for number in itertools.count(int(last, 16) + 1 if last else 0x90):
        yield 0.3, f"id: {number:x}\ndata: {text(number % 100)}\n\n"


def partitions(round, last):
    """Counters of two partitions, one after the other."""
    for number in itertools.count():
        yield 0.3, f"id: {number // 2 + 17 + number % 2 * 7000}\ndata: {text(40)} {number}\n\n"


def unset(round, last):
    """Ids that are taken back now and then."""
    for number in itertools.count(int(last or 0) + 1):
        yield 0.7, f"id: {number}\ndata: {text(50)} {number}\n\n"
        if number % 7 == 0:
            yield 0.2, "id\ndata: without\n\n"


def poll(round, last):
    """An event a response, and the client comes back."""
    number = int(last or 0) + 1
    yield 0.4 + number * 7 % 11 * 0.2, f"retry: 100\n{event(number)}"


def state(round, last):
    """A greeting and the state on each connection, then what changes."""
    yield 0, 'event: hello\ndata: {"server":"a"}\n\n'
    yield 0, f'event: state\ndata: {{"value":{round}}}\n\n'
    for number in range(9 + round % 3 * 4):
        yield 1.3, f'event: change\ndata: {{"value":{number}}}\n\n'


def history(round, last):
    """A history in flushes, then what comes."""
    first = int(last) + 1 if last else 1
    for flush in range(0 if last else 3):
        yield 0.15, "".join(event(flush * 100 + step) for step in range(1, 101))
    for number in itertools.count(first if last else 301):
        yield 0.8, event(number)


def odd(round, last):
    """Texts, lines and values that are allowed, and look like mistakes."""
    values = ["null", "4.2e+10", "-7", '"a text, with: commas"', "[]", "true"]
    for number in itertools.count():
        yield 0.3, f": data: not this\n:id: 9\nid: o{number}\ndata: a\n  \ndata: b\n\n"
        yield 0.3, f"data: C:\\new\\data\\{number}.txt and \\\\server\\id\n\n"
        data = json.dumps({"n": number}) if number < 25 else values[number % 6]
        yield 0.1, f"event: value\ndata: {data}\ntimestamp: {number}\n\n\n\n"


# The path, its stream, and what is special of its head: seconds before it, fields.
STREAMS = {
    "wikimedia": (wikimedia, 0, {}),
    "openai": (openai, 1.5, {}),
    "gemini": (gemini, 0.8, {}),
    "mastodon": (mastodon, 0, {}),
    "launchdarkly": (launchdarkly, 0, {}),
    "spring": (spring, 0, {}),
    "quotes": (quotes, 0, {}),
    "backlog": (backlog, 0.3, {}),
    "horizon": (horizon, 0, {}),
    "comments": (comments, 0, {}),
    "signalr": (signalr, 0, {"Content-Encoding": "identity"}),
    "couchdb": (couchdb, 0, {}),
    "mcp": (mcp, 0.1, {}),
    "lossy": (lossy, 0, {}),
    "smee": (smee, 0, {}),
    "jitter": (jitter, 0, {"Server": "nginx/1.24.0"}),
    "publisher": (publisher, 0, {"Server": "nginx/1.24.0"}),
    "pings": (pings, 0, {}),
    "ulids": (ulids, 0, {}),
    "times": (times, 0, {}),
    "hexadecimal": (hexadecimal, 0, {}),
    "partitions": (partitions, 0, {}),
    "unset": (unset, 0, {}),
    "poll": (poll, 0, {}),
    "state": (state, 0, {}),
    "history": (history, 0.2, {}),
    "odd": (odd, 0, {}),
}
