"""What the programs under measurement are fed with: files and live events down a pipe, or a server on loopback."""
import os
import subprocess

from .row import Missing


class Server:
    """`bench-sender`, with the corpora framed and in memory."""

    def __init__(self, program, corpora):
        files = [f"{name}={corpus['path']}" for name, corpus in corpora.items() if name != "mixed"]
        self.process = subprocess.Popen([program, *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)


class Pipe:
    """A program that writes into a pipe; `reader` is the end that the viewer gets."""

    def __init__(self, words):
        self.reader, writer = os.pipe()
        self.process = subprocess.Popen(words, stdout=writer, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)

    def close_reader(self):
        os.close(self.reader)

    def wait(self, limit=60):
        self.process.wait(limit)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def need(condition, what):
    if not condition:
        raise Missing(what)
