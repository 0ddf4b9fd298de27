"""The application behind the proxies, and the client that knows when each event was sent."""
import base64
import http.client
import http.server
import json
import random
import socket
import threading
import time
import zlib

HOST = "127.0.0.1"


class Stream:
    """A stream whose events are due at times that follow from their numbers."""

    def __init__(self, interval, size, shared=False, batch=1, jitter=0.0, sizes=None, data="letters", end="\n",
                 comments=0, has_ids=True):
        self.interval, self.size, self.is_shared, self.batch = interval, size, shared, batch
        self.jitter, self.sizes, self.data, self.end = jitter, sizes, data, end
        self.comments, self.has_ids = comments, has_ids

    def offset(self, number):
        """Seconds from the beginning to an event; those of a batch are due together."""
        turn = (number + self.batch - 1) // self.batch
        return (turn + self.jitter * (self.chance(number) - 0.5)) * self.interval * self.batch

    def next(self, seconds):
        """The first event that is due later."""
        number = max(int(seconds / self.interval) - self.batch, 1)
        while self.offset(number) <= seconds:
            number += 1
        return number

    def text(self, number, sent):
        """An event; its data begins with the time at which it was sent."""
        size = self.size if self.sizes is None else int(self.sizes[0] + self.chance(number) * self.sizes[1])
        dice = random.Random(number)
        head = f"{sent:.6f} {number} "
        if self.data == "letters":
            lines = [head.ljust(size - 20, "x" if number % 2 else "y")]
        elif self.data == "noise":
            lines = [head + base64.b64encode(dice.randbytes(size * 3 // 4)).decode()]
        elif self.data == "words":
            lines = [head + "".join(dice.choice("žluťoučký kůň 漢字かな ") for _ in range(size // 2))]
        else:
            row = {"n": number, "price": round(dice.random() * 900, 2), "pair": dice.choice(["A/B", "C/D"])}
            lines = [head] + [json.dumps(row)] * max(size // 50, 1)
        if self.comments and number % self.comments == 0:
            lines.insert(0, None)
        event = ["event: tick"] * (self.data == "rows") + [f"id: {number}"] * self.has_ids
        event += [":" if line is None else f"data: {line}" for line in lines] + ["", ""]
        return self.end.join(event).encode()

    @staticmethod
    def chance(number):
        return random.Random(number * 7919).random()


# The first set is what the rules were made with; the second has other rhythms, sizes and contents.
SETS = {
    "first": {
        "steady": Stream(0.05, 180),
        "slow": Stream(0.5, 180),
        "large": Stream(0.4, 2600),
        "shared": Stream(0.1, 300, shared=True),
    },
    "second": {
        "sparse": Stream(1.7, 60),
        "uneven": Stream(0.15, 0, jitter=0.9, sizes=(40, 900), data="rows"),
        "batches": Stream(0.11, 350, shared=True, batch=12),
        "tokens": Stream(0.03, 95, end="\r\n", comments=10, has_ids=False),
        "bulky": Stream(0.9, 9000, data="words"),
        "noise": Stream(0.25, 1200, shared=True, data="noise"),
    },
}
STREAMS = {name: stream for streams in SETS.values() for name, stream in streams.items()}


class Application(http.server.BaseHTTPRequestHandler):
    """Flushes each event with its chunk at once, and goes on after Last-Event-ID."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    started = time.time()

    def do_GET(self):
        name = self.path.strip("/").split("/")[-1]
        stream = STREAMS[name]
        start = Application.started if stream.is_shared else time.time()
        number = stream.next(time.time() - start) if stream.is_shared else 1
        last = self.headers.get("Last-Event-ID", "")
        if last.isdigit():
            if not stream.is_shared:
                start = time.time() - stream.offset(int(last))
            number = int(last) + 1
        is_chunked = self.request_version == "HTTP/1.1"
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-cache")
        if "/unbuffered/" in self.path:
            self.send_header("X-Accel-Buffering", "no")
        self.send_header(*(("Transfer-Encoding", "chunked") if is_chunked else ("Connection", "close")))
        self.close_connection = True
        self.end_headers()
        self.wfile.flush()
        try:
            while True:
                due = start + stream.offset(number)
                time.sleep(max(due - time.time(), 0))
                # What all get does not tell when it was sent to whom.
                event = stream.text(number, due if stream.is_shared else time.time())
                self.wfile.write(b"%x\r\n%s\r\n" % (len(event), event) if is_chunked else event)
                number += 1
        except OSError:
            pass

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_):
        pass


def serve():
    server = Server((HOST, 0), Application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def free_port():
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return taken.getsockname()[1]


class Oracle(threading.Thread):
    """Reads a stream for a while, and knows how late each event was."""

    def __init__(self, port, path, seconds, coding):
        super().__init__(daemon=True)
        self.port, self.path, self.seconds, self.coding = port, path, seconds, coding
        self.head = None
        self.used_coding = ""
        self.delays = []

    def run(self):
        began = time.time()
        self.end = began + self.seconds
        try:
            connection = http.client.HTTPConnection(HOST, self.port, timeout=self.seconds)
            headers = {"Accept": "text/event-stream", "Accept-Encoding": self.coding or "identity"}
            connection.request("GET", self.path, headers=headers)
            connection.sock.settimeout(max(self.end - time.time(), 0.1))
            response = connection.getresponse()
            self.head = time.time() - began
            self.used_coding = response.headers.get("Content-Encoding", "")
            decoder = zlib.decompressobj(47) if self.used_coding in ("gzip", "deflate") else None
            rest = b""
            while time.time() < self.end:
                if connection.sock:
                    connection.sock.settimeout(max(self.end - time.time(), 0.05))
                piece = response.read1(65536)
                if not piece:
                    break
                now = time.time()
                rest = (rest + (decoder.decompress(piece) if decoder else piece)).replace(b"\r\n", b"\n")
                *events, rest = rest.split(b"\n\n")
                for event in events:
                    line = next((line for line in event.split(b"\n") if line.startswith(b"data: ")), None)
                    if line:
                        self.delays.append(now - float(line[6:].split()[0]))
        except (OSError, http.client.HTTPException):
            pass

    def verdict(self, stream):
        """held: half of the events came 0.4 s late, or not at all; gathered: 0.1 s late; partly: one in thirty was held,
        as the last of a batch that a buffer was too small for."""
        patience = self.seconds - 1.5
        expected = int(patience / stream.interval) if stream.is_shared else stream.next(patience) - 1
        delays = sorted(self.delays + [self.seconds] * max(expected - len(self.delays), 0))
        half = delays[len(delays) // 2] if delays else self.seconds
        late = sum(delay > 0.4 for delay in self.delays)
        name = "held" if half > 0.4 else "partly" if late * 30 > len(delays) else "gathered" if half > 0.1 else "ok"
        return name, half
