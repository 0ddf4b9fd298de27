"""The application behind the proxies, and the client that knows when each event was sent."""
import http.client
import http.server
import socket
import threading
import time
import zlib

HOST = "127.0.0.1"
# Seconds between events, bytes of each, and whether all clients get the same ones.
STREAMS = {
    "steady": (0.05, 180, False),
    "slow": (0.5, 180, False),
    "large": (0.4, 2600, False),
    "shared": (0.1, 300, True),
}


class Application(http.server.BaseHTTPRequestHandler):
    """Flushes each event with its chunk at once, and goes on after Last-Event-ID."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    started = time.time()

    def do_GET(self):
        name = self.path.strip("/").split("/")[-1]
        interval, size, is_shared = STREAMS[name]
        start = Application.started if is_shared else time.time()
        number = int((time.time() - start) / interval) + 1 if is_shared else 1
        last = self.headers.get("Last-Event-ID", "")
        if last.isdigit():
            if not is_shared:
                start = time.time() - int(last) * interval
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
                due = start + number * interval
                time.sleep(max(due - time.time(), 0))
                # What all get does not tell when it was sent to whom.
                sent = due if is_shared else time.time()
                data = f"{sent:.6f} {number} ".ljust(size - 20, "x" if number % 2 else "y")
                event = f"id: {number}\ndata: {data}\n\n".encode()
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
                rest += decoder.decompress(piece) if decoder else piece
                *events, rest = rest.split(b"\n\n")
                for event in events:
                    for line in event.split(b"\n"):
                        if line.startswith(b"data: "):
                            self.delays.append(now - float(line[6:].split()[0]))
        except (OSError, http.client.HTTPException):
            pass

    def verdict(self, interval):
        """held: half of the events came 0.4 s late, or not at all; gathered: 0.1 s late."""
        expected = int((self.seconds - 1.5) / interval)
        delays = sorted(self.delays + [self.seconds] * max(expected - len(self.delays), 0))
        half = delays[len(delays) // 2] if delays else self.seconds
        return ("held" if half > 0.4 else "gathered" if half > 0.1 else "ok"), half
