"""Serves event streams in pieces of so many bytes, which end anywhere in a line: /4104 in pieces of 4,104 bytes.

Usage: pieces_server.py ADDRESS
"""

import itertools
import socketserver
import sys
import threading


class Stream(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self):
        length = int(self.rfile.readline().split()[1][1:])
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
            b"Connection: close\r\n\r\n"
        )
        rest, numbers = b"", itertools.count(1)
        while True:
            while len(rest) < length:
                rest += b"id: %d\ndata: %s\n\n" % (next(numbers), b"x" * 160)
            if threading.Event().wait(0.7):
                return
            try:
                self.wfile.write(rest[:length])
            except OSError:
                return
            rest = rest[length:]


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server((sys.argv[1], 0), Stream) as server:
    print("http://%s:%d" % server.server_address, flush=True)
    server.serve_forever()
