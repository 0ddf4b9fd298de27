"""Serves the streams of streams.py, each at its name: server.py ADDRESS. Prints the address that it listens at."""

import collections
import socketserver
import sys
import threading

import streams

rounds = collections.Counter()
never = threading.Event()


class Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self):
        line = self.rfile.readline().decode("latin-1").split()
        name, fields = line[1].strip("/"), {}
        while (field := self.rfile.readline().decode("utf-8", "replace").strip()):
            key, _, value = field.partition(":")
            fields[key.lower()] = value.strip()
        if name not in streams.STREAMS:
            self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            return
        make, wait, more = streams.STREAMS[name]
        round, rounds[name] = rounds[name], rounds[name] + 1
        never.wait(wait)
        head = "".join(f"{key}: {value}\r\n" for key, value in {**streams.HEAD, **more}.items())
        try:
            self.wfile.write(f"HTTP/1.1 200 OK\r\n{head}Transfer-Encoding: chunked\r\n\r\n".encode())
            for pause, piece in make(round, fields.get("last-event-id", "")):
                never.wait(pause)
                bytes = piece.encode()
                self.wfile.write(b"%x\r\n%s\r\n" % (len(bytes), bytes))
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            pass


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server((sys.argv[1], 0), Handler) as server:
    print("http://%s:%d" % server.server_address, flush=True)
    server.serve_forever()
