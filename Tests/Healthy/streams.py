"""Streams of services as they are when all is well: the pieces that each sends, with the seconds before each.

Every generator is told how many connections there were before and which Last-Event-ID came, and ends where the body does.
"""

import itertools
import json
import random

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
    for number in itertools.count(1):
        yield 0.7, f"id:{number}\nevent:update\n:a comment inside\ndata:{text(90)}\n\n"


def quotes(round, last):
    """Twenty that the application flushes together."""
    for second in itertools.count():
        yield 1, "".join(event(second * 20 + step) for step in range(20))


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
    for number in itertools.count():
        lines = "".join(event(number * 4 + step, 560) for step in range(4))
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
}
