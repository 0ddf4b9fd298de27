"""Rows of the whole program on a terminal of its own: what watching costs."""
import os
import re
import statistics
import subprocess
import time

from harness import process
from harness.feed import Pipe
from harness.row import Missing, Row, alternate
from harness.screen import Screen, events_on


def view_pipe(words, feed, events=None):
    """A viewer fed by a pipe until it has nothing left to do: what it used, and what it counted, if it counts."""
    pipe = Pipe(feed)
    screen = Screen(words, stdin=pipe.reader)
    pipe.close_reader()
    try:
        pipe.wait(120)
        screen.quiet(120)
        counted = events_on(screen) if events is not None else None
        if words[0] == "less":
            # It follows until it is interrupted; a key pressed together with the interrupt would be lost.
            screen.press("\x03")
            time.sleep(0.5)
        return screen.end(), counted
    except BaseException:
        screen.kill()
        raise
    finally:
        pipe.stop()


def pipe(bench):
    """A million and five million short events by pipe, against viewers that keep all of them."""
    bench.need_input()
    many = (100_000, 400_000) if bench.quick else (1_000_000, 5_000_000)
    peaks = {}
    for events in many:
        feed = ["cat", bench.events_file(events)]
        # The large run takes the rivals the best part of a minute each.
        rounds = bench.few if events == many[0] else 1
        used = {}
        for kind, options in (("", []), (" that keeps all", ["--buffer", "4G"])):
            if options and not bench.has_option("--buffer <"):
                yield Row(f"{events:,} short events by pipe, all kept", "lnav, less +F", "",
                          missing="sse-top has no --buffer")
                continue
            name = "sse-top" + kind
            runs = [view_pipe([bench.sse_top, *options, "-"], feed, events) for _ in range(rounds)]
            used[name] = [usage for usage, _ in runs]
            wrong = {counted for _, counted in runs} - {events}
            used[name + " wrong"] = f"counted {wrong}" if wrong else ""
        for rival, words in (("lnav", ["lnav"]), ("less +F", ["less", "+F"])):
            try:
                bench.need_tool(words[0])
                used[rival] = [view_pipe(words, feed)[0] for _ in range(rounds)]
            except (Missing, process.Late) as lack:
                yield Row(f"{events:,} short events by pipe", rival, "", missing=str(lack))
                continue
            kept = ("at most", 0.35 if rival == "lnav" else 1.5) if events == 5_000_000 else None
            for kind, limit in (("", ("at most", 0.1)), (" that keeps all", None)):
                if "sse-top" + kind not in used:
                    continue
                mine = used["sse-top" + kind]
                what = f"{events:,} short events by pipe{kind and ', all kept'}"
                yield Row(f"{what}: CPU", rival, "s CPU",
                          [usage.cpu for usage in mine], [usage.cpu for usage in used[rival]], goal=limit,
                          wrong=used["sse-top" + kind + " wrong"])
                yield Row(f"{what}: memory", rival, "MB",
                          [usage.peak for usage in mine], [usage.peak for usage in used[rival]],
                          goal=kept if kind else
                          ("at most", 0.5) if rival == "lnav" and events == 1_000_000 else None)
        peaks[events] = [usage.peak for usage in used["sse-top"]]
    few, more = peaks[many[0]], peaks[many[1]]
    yield Row(f"memory of {many[1]:,} events", f"of {many[0]:,}", "MB", more, few[:len(more)],
              goal=None if bench.quick else ("at most", 1.1))


def http(bench):
    """As fast as it comes, one chunk an event, against curl that throws it away."""
    url, events = bench.server.url("/file/small"), bench.corpora["small"]["events"]
    frames = []
    wrong = set()

    def ours():
        screen = Screen([bench.sse_top, "--no-reconnect", url])
        try:
            screen.quiet()
            times = screen.frame_times
            busy = [at for at in times if at <= times[0] + 60]
            screen_frames = [after - before for before, after in zip(busy, busy[1:]) if after - before < 0.3]
            frames.append(len(screen_frames) / sum(screen_frames) if screen_frames else 0)
            counted = events_on(screen)
            if counted != events:
                wrong.add(counted)
            return screen.end()
        except BaseException:
            screen.kill()
            raise

    each = alternate(bench.rounds, ours, lambda: process.run(["curl", "-sN", "-o", "/dev/null", url]))
    cpu = [[usage.cpu for usage in usages] for usages in each]
    note = f"counted {sorted(map(str, wrong))}, not {events}" if wrong else ""
    yield Row(f"dashboard over HTTP, {events:,} events as fast as they come", "curl -sN -o /dev/null", "s CPU", *cpu,
              goal=("at most", 0.35), wrong=note)
    yield Row("… frames a second meanwhile", "–", "frames/s", frames, goal=("at least", 20))


def live(bench):
    """Ten thousand events a second down a pipe."""
    seconds, rate = 4 if bench.quick else 10, 10_000
    feed = [bench.program("bench-sender"), "--pipe", str(rate), str(rate * seconds), "60"]
    bench.need_input()
    bench.need_tool("lnav")
    each = alternate(bench.few, lambda: view_pipe([bench.sse_top, "-"], feed, rate * seconds),
                     lambda: view_pipe(["lnav"], feed))
    wrong = {counted for _, counted in each[0]} - {rate * seconds}
    cpu = [[usage.cpu / seconds * 100 for usage, _ in one] for one in each]
    yield Row("10,000 events/s live by pipe", "lnav", "% of a core", *cpu, goal=("at most", 0.5),
              wrong=f"counted {wrong}" if wrong else "")


def idle(bench):
    """An event in two seconds."""
    bench.need_tool("htop")
    seconds = 4 if bench.quick else 8
    cpu, theirs, memory, wakes, frames = [], [], [], [], []
    for _ in range(bench.few):
        screens = [Screen([bench.sse_top, bench.server.url("/idle")]), Screen(["htop"])]
        try:
            time.sleep(2.5)
            before = [process.processor_time(screen.pid) for screen in screens]
            woken, drawn, since = process.wakeups(screens[0].pid), screens[0].frames, time.monotonic()
            time.sleep(seconds)
            passed = time.monotonic() - since
            spent = [(process.processor_time(screen.pid) - was) / passed * 100 for screen, was in zip(screens, before)]
            cpu.append(spent[0])
            theirs.append(spent[1])
            frames.append((screens[0].frames - drawn) / passed)
            wakes.append((process.wakeups(screens[0].pid) - woken) / passed)
            memory.append(process.memory(screens[0].pid))
            for screen in screens:
                screen.end()
        except BaseException:
            for screen in screens:
                screen.kill()
            raise
    yield Row("idle, an event in two seconds: CPU", "htop", "% of a core", cpu, theirs, goal=("at most", 1.0))
    yield Row("… resident", "–", "MB", memory, goal=("at most", 20))
    yield Row("… wake-ups of all threads beside the frames", "–", "/s", [a - b for a, b in zip(wakes, frames)],
              goal=("at most", 3), note=f"{statistics.median(wakes):.1f} wake-ups and "
              f"{statistics.median(frames):.1f} frames a second")


def after(bench):
    """What is resident when a flood has passed, beside the log: that keeps its newest 48 MiB."""
    for name in ("small", "llm"):
        corpus, memory, wrong = bench.corpora[name], [], set()
        log = min(corpus["bytes"], 48 << 20) / 1e6
        for _ in range(bench.few):
            screen = Screen([bench.sse_top, "--no-reconnect", bench.server.url(f"/file/{name}")])
            try:
                screen.quiet()
                time.sleep(10)
                memory.append(process.memory(screen.pid) - log)
                counted = events_on(screen)
                if counted != corpus["events"]:
                    wrong.add(counted)
                screen.end()
            except BaseException:
                screen.kill()
                raise
        yield Row(f"ten seconds after a flood, resident beside the log: {name}", "–", "MB", memory,
                  goal=("at most", 20), wrong=f"counted {wrong}" if wrong else "")


def recording(bench, size):
    """A recording of a stream that ends and comes again, of about so many bytes."""
    path = os.path.join(bench.folder, f"recording-{size}.sse")
    if os.path.exists(path):
        return path
    part = path + ".part"
    if os.path.exists(part):
        os.unlink(part)
    words = [bench.sse_top, "--format", "none", "--retry-delay", "100", "--record", part]
    recorder = subprocess.Popen([*words, bench.server.url("/file/small")], stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while not os.path.exists(part) or os.path.getsize(part) < size:
            if time.monotonic() > deadline:
                raise process.Late("the recording was not written within 120 s")
            time.sleep(0.1)
    finally:
        recorder.terminate()
        recorder.wait()
    os.replace(part, path)
    return path


def newest_data(path):
    """The data of the last event of a recording."""
    with open(path, "rb") as file:
        file.seek(-4096, os.SEEK_END)
        return re.findall(rb"^data: (.+)$", file.read(), re.MULTILINE)[-1]


def end(bench):
    """To the last screen of a recording of a gigabyte, against who reads the end of the file alone."""
    path = recording(bench, 100_000_000 if bench.quick else 1_000_000_000)
    newest = newest_data(path)
    ours, theirs, began, counted = [], [], [], []
    for _ in range(bench.few):
        screen = Screen([bench.sse_top, path])
        try:
            screen.collect()
            if not screen.sees(rb"recording", 20):
                raise process.Late("the recording was not shown within 20 s")
            began.append((time.monotonic() - screen.started) * 1000)
            screen.collect()
            screen.press("G")
            if not screen.sees(re.escape(newest), 60):
                raise process.Late("the last event was not shown within 60 s")
            ours.append((time.monotonic() - screen.started) * 1000)
            screen.quiet()
            counted.append((screen.last - screen.started) * 1000)
            screen.end()
        except BaseException:
            screen.kill()
            raise
        theirs.append(process.run(["tail", "-c", "4096", path]).wall * 1000)
    yield Row(f"opening a recording of {os.path.getsize(path) / 1e9:.1f} GB, End: start → last screen",
              "tail -c 4096", "ms", ours, theirs, goal=("at most", 1.5),
              note=f"the first screen stands {statistics.median(began):.0f} ms after the start, and all is counted"
                   f" {statistics.median(counted):,.0f} ms after it")


def frame(bench):
    """A scrolling feed of 200×50, one new line a frame, against ncurses that is given every row each time."""
    seconds = 4 if bench.quick else 6
    events = 60 * (seconds + 3)
    feed = [bench.program("bench-sender"), "--pipe", "60", str(events), "180"]
    bench.need_input()

    def measure(words, counts):
        pipe_ = Pipe(feed)
        screen = Screen(words, columns=200, rows=50, stdin=pipe_.reader)
        pipe_.close_reader()
        try:
            time.sleep(0.5)
            if counts:
                # The feed alone, as the rival has it: types and sparklines beside it are no part of what it draws.
                screen.press("z")
            # Until the feed is full, and the ids have the three digits that they keep: a wider column is a new page.
            time.sleep(1.7)
            before = process.processor_time(screen.pid), screen.frames, screen.bytes
            time.sleep(seconds)
            after = process.processor_time(screen.pid), screen.frames, screen.bytes
            pipe_.wait()
            if counts:
                screen.press("z")
            time.sleep(0.3)
            counted = events_on(screen) if counts else events
            screen.end()
        except BaseException:
            screen.kill()
            raise
        finally:
            pipe_.stop()
        frames = max(after[1] - before[1], 1)
        return (after[0] - before[0]) / frames * 1e6, (after[2] - before[2]) / frames, frames / seconds, counted

    each = alternate(bench.few, lambda: measure([bench.sse_top, "-"], True),
                     lambda: measure([bench.program("naive-feed")], False))
    wrong = {one[3] for both in each for one in both} - {events}
    note = "{:.0f} and {:.0f} frames a second".format(*(statistics.median(one[2] for one in many) for many in each))
    yield Row("a frame of a scrolling 200×50 feed: CPU", "ncurses, naively", "µs", *[[one[0] for one in many]
              for many in each], goal=("at most", 0.35), note=note + "; whole process",
              wrong=f"counted {wrong}" if wrong else "")
    yield Row("a frame of a scrolling 200×50 feed: bytes", "ncurses, naively", "bytes", *[[one[1] for one in many]
              for many in each], goal=("at most", 1.1))


def sources(bench):
    """Two hundred streams of a hundred events a second each."""
    streams, rate, seconds = (50 if bench.quick else 200), 100, 8
    urls = [bench.server.url(f"/live?rate={rate}&count={rate * seconds}&source={at}") for at in range(streams)]
    window = 3

    def ours(*options):
        screen = Screen([bench.sse_top, "--no-reconnect", *options, *urls])
        try:
            time.sleep(2.5)
            before = process.processor_time(screen.pid)
            time.sleep(window)
            cpu, memory = process.processor_time(screen.pid) - before, process.memory(screen.pid, proportional=True)
            time.sleep(seconds - window - 2)
            screen.quiet()
            counted = events_on(screen)
            screen.end()
            return cpu / window * 100, memory, counted
        except BaseException:
            screen.kill()
            raise

    def theirs():
        nothing = os.open("/dev/null", os.O_RDWR)
        actions = [(os.POSIX_SPAWN_DUP2, nothing, at) for at in range(3)]
        started = time.monotonic()
        curls = [os.posix_spawnp("curl", ["curl", "-sN", url], os.environ, file_actions=actions) for url in urls]
        os.close(nothing)
        time.sleep(max(2.5 - (time.monotonic() - started), 0.5))
        before = [process.processor_time(pid) for pid in curls]
        time.sleep(window)
        cpu = sum(process.processor_time(pid) for pid in curls) - sum(before)
        memory = sum(process.memory(pid, proportional=True) for pid in curls)
        for pid in curls:
            process.wait(pid, started, 60)
        return cpu / window * 100, memory, None

    each = alternate(bench.few, ours, theirs)
    wrong = {one[2] for one in each[0]} - {streams * rate * seconds}
    what = f"{streams} sources of {rate} events/s each"
    yield Row(f"{what}: memory", f"{streams} × curl -sN", "MB", *[[one[1] for one in many] for many in each],
              goal=("at most", 0.1), note="proportional set size, which flatters many processes",
              wrong=f"counted {wrong}" if wrong else "")
    yield Row(f"{what}: CPU", f"{streams} × curl -sN", "% of a core", *[[one[0] for one in many] for many in each],
              goal=("at most", 0.25))
    # curl keeps nothing; by default sse-top keeps 48 MiB to look back at.
    small = [ours("--buffer", "1M")[1] for _ in range(bench.few)]
    yield Row(f"{what}: memory, with --buffer 1M", f"{streams} × curl -sN", "MB", small, [one[1] for one in each[1]],
              goal=("at most", 0.1))


def crowd(bench):
    """Two thousand streams of an event a second each."""
    streams, window = (200 if bench.quick else 2_000), 5
    urls = [bench.server.url(f"/live?rate=1&count=60&source={at}") for at in range(streams)]
    cpu, memory = [], []
    for _ in range(bench.few):
        screen = Screen([bench.sse_top, "--no-reconnect", *urls])
        try:
            time.sleep(6)
            before = process.processor_time(screen.pid)
            time.sleep(window)
            cpu.append((process.processor_time(screen.pid) - before) / window * 100)
            memory.append(process.memory(screen.pid))
            screen.end()
        except BaseException:
            screen.kill()
            raise
    what = f"{streams:,} sources of an event a second each"
    yield Row(f"{what}: CPU", "–", "% of a core", cpu, goal=("at most", 15))
    yield Row(f"{what}: resident", "–", "MB", memory, goal=("at most", 150))


ROWS = {"pipe": pipe, "http": http, "live": live, "idle": idle, "after": after, "end": end,
        "frame": frame, "sources": sources, "crowd": crowd}
