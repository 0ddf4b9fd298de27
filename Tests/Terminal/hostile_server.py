"""A server whose every word is hostile to a terminal: status line, header, body, and each field of its events.

usage: hostile_server.py              prints its address when it listens; /error answers 500, /model as a language model
                                      does, /model-error with an error in the answer
       hostile_server.py sequences    prints some of it, to be pasted
"""

import json
import socket
import sys

C0 = [bytes([code]) for code in (*range(0, 10), 11, 12, *range(14, 32), 127)]
C1 = [chr(code).encode() for code in range(0x80, 0xA0)]
RAW_C1 = [bytes([code]) for code in range(0x80, 0xA0)]
CSI = [b"\x1b[31337" + bytes([final]) for final in range(0x40, 0x7F)] + [b"\x1b[?31337h", b"\x1b[>31337c", b"\x9b31337m"]
STRINGS = [
    start + b"31337;here" + end
    for start in (b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX", b"\x1bk", b"\xc2\x9d", b"\xc2\x90")
    for end in (b"\x07", b"\x1b\\", b"\xc2\x9c", b"")
] + [b"\x1b]0;31337\x07", b"\x1b]2;31337\x1b\\", b"\x1b]52;c;MzEzMzc=\x07", b"\x1b]8;;http://31337/\x1b\\x\x1b]8;;\x1b\\"]
ESCAPES = [b"\x1b" + bytes([final]) for final in range(0x20, 0x7F)]
INVISIBLE = [
    chr(code).encode()
    for code in (
        0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
        *range(0xFFF9, 0xFFFC), 0xE0001, *range(0xE0020, 0xE0080),
    )
]  # fmt: skip
KINDS = [C0, C1, RAW_C1, CSI, STRINGS, ESCAPES, INVISIBLE]


def events():
    for number, kind in enumerate(KINDS):
        for sequence in kind:
            field = sequence.replace(b"\0", b"") if kind is C0 else sequence
            yield b": comment " + sequence + b".\nevent: kind%d" % number
            # A type for each would be a table of hundreds; all are tried in the data and the ID.
            yield (b"" if len(kind) > 40 else field) + b"\nid: " + field + b".\ndata: a" + sequence + b'b {"c": 1}\n\n'
        every = b"".join(kind)
        yield b"event: all" + every[:120] + b"\nid: " + every.replace(b"\0", b"") + b"\ndata: " + every + b"\n"
        yield b'data: {"' + every.replace(b'"', b"") + b'": "x"}\n\n'


def chunks(path):
    """A language model's answer: hostile are its text, its thinking, and all that it names."""
    kinds = [C0, C1, CSI, STRINGS, ESCAPES, INVISIBLE]
    mixed = "".join(b"".join(kind[:12]).decode("utf-8", "ignore") for kind in kinds) + "\ud83d"
    word = {"id": mixed, "object": "chat.completion.chunk", "model": "model" + mixed}

    def chunk(delta, finish=None, ascii=True):
        data = dict(word, choices=[{"index": 0, "delta": delta, "finish_reason": finish}])
        text = json.dumps(data, ensure_ascii=ascii).encode("utf-8", "replace")
        return b"data: " + text + b"\n\n"

    for number, kind in enumerate(kinds):
        for sequence in kind:
            text = sequence.decode("utf-8", "ignore")
            yield chunk({"reasoning" if number % 2 else "content": "a" + text + "b"}, ascii=number % 3 > 0)
    yield chunk({"content": "half \ud83d"}) + chunk({"content": "\ude00 whole \udc00"})
    yield chunk({"annotations": [{"type": "url_citation", "url_citation": {"url": "http://" + mixed, "title": mixed}}]})
    yield chunk({"tool_calls": [{"index": 0, "id": mixed, "function": {"name": "tool" + mixed, "arguments": "{" + mixed}}]})
    if path == "/model-error":
        error = {"error": {"message": "broken" + mixed, "code": mixed}}
        yield b"data: " + json.dumps(error).encode() + b"\n\n"
    else:
        yield chunk({}, finish="length" if path == "/model-length" else "over" + mixed) + b"data: [DONE]\n\n"


def answer(path):
    header = b"".join(b"".join(kind) for kind in KINDS if kind is not RAW_C1).replace(b"\0", b"").replace(b"\n", b"")
    head = b"X-Hostile: a" + header[:2000].replace(b"\r", b"") + b"b\r\nX-Title: \x1b]0;31337\x07\x1b[31337m\r\n"
    if path.startswith("/error"):
        body = b"\n".join(b"".join(kind) for kind in KINDS)
        return b"HTTP/1.1 500 \x1b]0;31337\x07No\r\nContent-Type: text/plain\x1b[31337m\r\n%sContent-Length: %d\r\n\r\n%s" % (
            head, len(body), body,
        )  # fmt: skip
    if path.startswith("/model"):
        return b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + b"".join(chunks(path))
    return b"HTTP/1.1 200 \x1b]0;31337\x07Yes\r\nContent-Type: text/event-stream\r\n" + head + b"\r\n" + b"".join(events())


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    kept = []
    while True:
        client, _ = listener.accept()
        asked = b""
        while b"\r\n\r\n" not in asked:
            asked += client.recv(4096) or b"\r\n\r\n"
        path = asked.split(b" ")[1].decode("latin-1") if asked.count(b" ") > 1 else "/"
        client.sendall(answer(path))
        if path.startswith(("/error", "/model")):
            client.close()
        else:
            kept.append(client)


if sys.argv[1:] == ["sequences"]:
    # For a file's name and for a paste: no NUL, no slash, no line end.
    pasted = b"".join(C1 + STRINGS[:6] + INVISIBLE[:30]).replace(b"/", b"")
    sys.stdout.buffer.write(pasted)
else:
    main()
