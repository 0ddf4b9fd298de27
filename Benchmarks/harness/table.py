"""Writes the tables of a whole run into BENCHMARKS.md, between its two marks; the text around them is ours."""
import os
import platform
import re
import shutil
import subprocess
import time

from .bench import TOP

BEGIN, END = "<!-- script/bench writes from here -->", "<!-- to here -->"
HEADINGS = {
    "verify": "The same answers", "parse": "Parse only", "keep": "Parse and keep", "peers": "Libraries",
    "library": "The client as a library", "limit": "The limit", "shapes": "Other shapes", "crowd": "Two thousand sources",
    "after": "After a flood", "end": "The end of a recording",
    "sender": "The load server", "formats": "Output", "latency": "Sent to parsed", "start": "Start",
    "pipe": "Dashboard by pipe", "http": "Dashboard over HTTP", "live": "Ten thousand a second", "idle": "Idle",
    "glass": "Sent to the screen", "keys": "A key in a flood", "frame": "A frame", "sources": "Two hundred sources",
    "filters": "Filters", "fields": "Groups by a field",
    "views": "A key among a million", "growth": "Growth",
}


def said(*words):
    """The first line of what a program says of its version; empty if it is not here."""
    if not shutil.which(words[0]):
        return ""
    done = subprocess.run(words, capture_output=True, text=True)
    return (done.stdout or done.stderr).strip().split("\n")[0]


def machine():
    cpu = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read())
    memory = int(re.search(r"MemTotal:\s*(\d+)", open("/proc/meminfo").read()).group(1)) / 1e6
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return f"{os.cpu_count()} × {cpu.group(1) if cpu else platform.machine()}, {memory:.0f} GB, {system}, " \
           f"Linux {platform.release()}"


def versions():
    found = [said("swift", "--version"), said("clang", "--version"), said("curl", "--version"), said("jq", "--version"),
             said("lnav", "-V"), said("less", "--version"), said("htop", "--version"), said("grep", "--version"),
             said("node", "--version") and "node " + said("node", "--version")]
    short = [re.sub(r"\s*\((?!GNU).*?\)|, .*|Copyright.*", "", text).strip() for text in found if text]
    return "; ".join(text if len(text) < 60 else text[:60].rsplit(" ", 1)[0] for text in short)


def escaped(cell):
    return cell.replace("|", "\\|")


def write(found, seconds, command):
    commit = subprocess.run(["git", "-C", TOP, "describe", "--always", "--dirty"], capture_output=True,
                            text=True).stdout.strip()
    load = os.getloadavg()
    lines = [
        f"`{command}`, {time.strftime('%-d %B %Y, %H:%M')}, {seconds / 60:.0f} minutes, at `{commit}`.",
        f"Machine: {machine()}; load {load[0]:.1f} at the end, {load[2]:.1f} over fifteen minutes.",
        f"Versions: {versions()}.", ""]
    for name, rows in found.items():
        lines += [f"### {HEADINGS.get(name, name)} (`{name}`)", "",
                  "| what | rival | sse-top | rival's | ratio | goal | reached |",
                  "|---|---|---|---|---|---|---|"]
        lines += ["| " + " | ".join(map(escaped, row.cells())) + " |" for row in rows] + [""]
    path = os.path.join(TOP, "BENCHMARKS.md")
    with open(path) as file:
        text = file.read()
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    with open(path, "w") as file:
        file.write(before + BEGIN + "\n\n" + "\n".join(lines) + END + after)
