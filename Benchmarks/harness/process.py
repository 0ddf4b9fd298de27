"""Programs under measurement: started, watched from outside through /proc, and ended by their own process ids."""
import os
import signal
import threading
import time
from dataclasses import dataclass


@dataclass
class Usage:
    cpu: float  # seconds, user and system
    peak: float  # megabytes resident at most
    wall: float  # seconds
    status: int


class Late(Exception):
    """A program did not end in its time; it was killed."""


def run(words, stdin=None, stdout=None, env=None, limit=60):
    """Runs a program to its end and returns what it used. Standard error is thrown away."""
    started = time.monotonic()
    nothing = os.open("/dev/null", os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, stdin if stdin is not None else nothing, 0),
               (os.POSIX_SPAWN_DUP2, stdout if stdout is not None else nothing, 1),
               (os.POSIX_SPAWN_DUP2, nothing, 2)]
    pid = os.posix_spawnp(words[0], words, {**os.environ, **(env or {})}, file_actions=actions,
                          setsigdef=[signal.SIGPIPE])
    os.close(nothing)
    return wait(pid, started, limit, words)


def wait(pid, started, limit, words=("",)):
    expired = threading.Event()

    def end():
        expired.set()
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    timer = threading.Timer(limit, end)
    timer.start()
    _, status, usage = os.wait4(pid, 0)
    timer.cancel()
    if expired.is_set():
        raise Late(f"{os.path.basename(words[0])} did not end within {limit} s")
    return Usage(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000 * 1.024, time.monotonic() - started,
                 os.waitstatus_to_exitcode(status))


def processor_time(pid):
    """Seconds of processor time of all threads that live, to the nanosecond."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{thread}/schedstat") as file:
                total += int(file.read().split()[0])
        except FileNotFoundError:
            pass
    return total / 1e9


def wakeups(pid):
    """How often its threads have gone to sleep of their own will."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{thread}/status") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt"))
        except FileNotFoundError:
            pass
    return total


def memory(pid, proportional=False):
    """Megabytes resident; proportional: pages that several processes share are divided among them."""
    name, key = ("smaps_rollup", "Pss:") if proportional else ("status", "VmRSS:")
    with open(f"/proc/{pid}/{name}") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(key)) * 1024 / 1e6


def quiet(pid, enough=0.6, limit=60):
    """Waits until a program has nothing left to do: it used less than 3 % of a core for a while."""
    deadline, since, before = time.monotonic() + limit, time.monotonic(), processor_time(pid)
    while time.monotonic() < deadline:
        time.sleep(0.1)
        now = processor_time(pid)
        if now - before > 0.003:
            since = time.monotonic()
        before = now
        if time.monotonic() - since >= enough:
            return
    raise Late(f"process {pid} was still busy after {limit} s")
