"""A program on a terminal of its own that is read at once, so that no terminal emulator's speed is measured."""
import errno
import fcntl
import os
import re
import select
import signal
import struct
import termios
import threading
import time

from . import process

TERMINAL = "xterm-256color"
# Two writes with less than this between them belong to one frame; frames are 16 ms apart at least.
FRAME_GAP = 0.003


class Screen:
    """Runs `words` with a terminal as its standard output, and `stdin`, or the terminal, as its standard input."""

    def __init__(self, words, columns=120, rows=40, stdin=None):
        self.words, self.size = words, (columns, rows)
        self.bytes, self.frames, self.last = 0, 0, 0.0
        self.frame_times, self.text, self.keeps = [], bytearray(), False
        self.watchers = []
        self.lock = threading.Condition()
        self.master, terminal = os.openpty()
        self._resize(columns, rows)
        self.started = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
                os.dup2(terminal if stdin is None else stdin, 0)
                os.dup2(terminal, 1)
                os.dup2(terminal, 2)
                os.closerange(3, 64)
                signal.signal(signal.SIGPIPE, signal.SIG_DFL)
                surroundings = {name: value for name, value in os.environ.items()
                                if name not in ("LINES", "COLUMNS", "LESS", "SSE_TOP_OPTS")}
                os.execvpe(words[0], words, {**surroundings, "TERM": TERMINAL, "LC_ALL": "C.UTF-8"})
            finally:
                os._exit(127)
        os.close(terminal)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self):
        while True:
            try:
                data = os.read(self.master, 1 << 16)
            except OSError as error:
                if error.errno == errno.EINTR:
                    continue
                return
            now = time.monotonic()
            if not data:
                return
            with self.lock:
                if now - self.last > FRAME_GAP:
                    self.frames += 1
                    self.frame_times.append(now)
                self.last = now
                self.bytes += len(data)
                if self.keeps:
                    self.text += data
                for watch in self.watchers:
                    watch(now, data)
                self.lock.notify_all()

    def press(self, keys):
        os.write(self.master, keys.encode())

    def collect(self, keeps=True):
        """From now on keeps what the program writes, or no longer."""
        with self.lock:
            self.keeps, self.text = keeps, bytearray()

    def sees(self, pattern, limit=10):
        """Waits until what is collected holds the pattern; the match, or None when the time is up."""
        deadline = time.monotonic() + limit
        with self.lock:
            while True:
                match = re.search(pattern, self.text)
                left = deadline - time.monotonic()
                if match or left <= 0:
                    return match
                self.lock.wait(left)

    def redrawn(self, pattern, limit=5):
        """Makes the program draw its whole screen anew, by a size that is new to it, and finds the pattern there."""
        self.collect()
        columns, rows = self.size
        self.size = (columns + (1 if columns % 2 == 0 else -1), rows)
        self._resize(*self.size)
        found = self.sees(pattern, limit)
        self.collect(False)
        return found

    def quiet(self, limit=60):
        process.quiet(self.pid, limit=limit)

    def end(self, keys="q", limit=15):
        """Ends the program by its own key; returns what it used."""
        self.press(keys)
        usage = process.wait(self.pid, self.started, limit, self.words)
        self.reader.join(1)
        os.close(self.master)
        return usage

    def kill(self):
        """For the way out of a failure."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


# What may stand between a word and its number: colours, blanks, jumps of the cursor.
BETWEEN = rb"(?: |\x1b\[[0-9;]*[A-Za-z]|\x1b\(B)*"


def events_on(screen, limit=20):
    """The number of events that the dashboard says it has counted; None if it says none."""
    found = screen.redrawn(rb"0 all" + BETWEEN + rb"([0-9,]+)[^0-9,]", limit)
    return int(found.group(1).replace(b",", b"")) if found else None
