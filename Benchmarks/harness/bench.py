"""What every row is given: the programs, the corpora, the server, and how thorough to be."""
import json
import os
import shutil
import subprocess

from . import corpora, feed
from .row import Missing

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Bench:
    def __init__(self, quick):
        self.quick = quick
        self.rounds = 3 if quick else 5
        self.few = 1 if quick else 3
        self.programs = os.path.join(TOP, "Benchmarks", ".build", "release")
        self.sse_top = os.path.join(TOP, ".build", "release", "sse-top")
        self.folder = os.path.join(TOP, "Benchmarks", ".build", "corpora")
        self._corpora, self._server, self._help = None, None, None

    @property
    def corpora(self):
        self._corpora = self._corpora or corpora.make(self.folder, self.quick)
        return self._corpora

    @property
    def server(self):
        self._server = self._server or feed.Server(self.program("bench-sender"), self.corpora)
        return self._server

    def stop(self):
        if self._server:
            self._server.stop()

    def program(self, name):
        return os.path.join(self.programs, name)

    def inside(self, *words, limit=300):
        """Lines of JSON that `sse-bench` printed."""
        done = subprocess.run([self.program("sse-bench"), *map(str, words)], capture_output=True, text=True,
                              timeout=limit)
        if done.returncode != 0:
            raise RuntimeError(f"sse-bench {' '.join(map(str, words))}: {done.stderr.strip()[-300:]}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def need_tool(self, name):
        if not shutil.which(name):
            raise Missing(f"{name} is not installed")
        return name

    def has_option(self, option):
        if self._help is None:
            self._help = subprocess.run([self.sse_top, "--help"], capture_output=True, text=True).stdout
        return option in self._help

    def need_option(self, option):
        """Rows of features that this build of sse-top does not have say so."""
        if not self.has_option(option):
            raise Missing(f"sse-top has no {option}")

    def need_input(self):
        """Rows that feed sse-top by a pipe."""
        try:
            probe = subprocess.run([self.sse_top, "-"], input="data: probe\n\n", capture_output=True, text=True,
                                   timeout=5)
        except subprocess.TimeoutExpired:
            raise Missing("sse-top reads no pipe") from None
        if "probe" not in probe.stdout:
            raise Missing("sse-top reads no pipe")

    def events_file(self, count):
        """A file of exactly so many short events."""
        path = os.path.join(self.folder, f"short-{count}.sse")
        if not os.path.exists(path):
            with open(self.corpora["small"]["path"], "rb") as file:
                lines = file.read().split(b"\n\n")[:-1]
            with open(path + ".part", "wb") as file:
                for at in range(0, count, len(lines)):
                    file.write(b"\n\n".join(lines[:count - at]) + b"\n\n")
            os.replace(path + ".part", path)
        return path
