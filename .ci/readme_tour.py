#!/usr/bin/env python3
"""Runs the console blocks of pages and compares what they print with what they show.

In a ```console block a line "$ command" is run, and the lines below it are its output. "..."
in a line stands for any text, a line "..." for any lines; colours are left out. All commands run in one bash
session, in order; one that fails, prints something else, or takes too long ends the tour.
Whatever the session has started is stopped with it.

usage: readme_tour.py PAGE.md...
"""

import difflib
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time

COMMAND_SECONDS = 240
STOP_SECONDS = 30
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
DONE = "--- end of command, status "


def steps(readme):
    """Yield (command, expected output lines) for every command of every console block."""
    for block in re.findall(r"^```console\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL):
        command, output = None, []
        for line in block.splitlines():
            if command is not None and command.endswith("\\"):
                command += "\n" + line
            elif line.startswith("$ "):
                if command is not None:
                    yield command, output
                command, output = line[2:], []
            elif command is None:
                raise SystemExit(f"Output without a command: {line}")
            else:
                output.append(line)
        if command is not None:
            yield command, output


def matches(expected, actual):
    """Tell whether the actual lines are the expected ones, "..." standing for anything."""
    pattern = ""
    for line in expected:
        if line == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*".join(re.escape(part) for part in line.split("...")) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


class Session:
    """A bash session in a process group of its own."""

    def __init__(self):
        self.bash = subprocess.Popen(["bash"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=subprocess.STDOUT, text=True, start_new_session=True)
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.bash.stdout:
            self.lines.put(COLOURS.sub("", line.rstrip()))
        self.lines.put(None)

    def run(self, command):
        """Run a command and return its exit status and its output lines."""
        self.bash.stdin.write(f"{{ {command}\n}} </dev/null; printf '\\n{DONE}%d\\n' $?\n")
        self.bash.stdin.flush()
        output = []
        deadline = time.monotonic() + COMMAND_SECONDS
        while True:
            try:
                line = self.lines.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                return f"none after {COMMAND_SECONDS} seconds", output
            if line is None:
                return "none, the session ended", output
            if line.startswith(DONE):
                while output and not output[-1]:
                    output.pop()
                return int(line[len(DONE):]), output
            output.append(line)

    def close(self):
        """Stop the session with everything it has started."""
        deadline = time.monotonic() + STOP_SECONDS
        try:
            while time.monotonic() < deadline:
                os.killpg(self.bash.pid, signal.SIGTERM)
                self.bash.stdin.close()
                self.bash.poll()
                time.sleep(0.2)
            os.killpg(self.bash.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def main(paths):
    tour = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            page = [(path, *step) for step in steps(file.read())]
        if not page:
            raise SystemExit(f"{path} has no console block")
        tour += page
    session = Session()
    try:
        for path, command, expected in tour:
            print("$ " + command, flush=True)
            status, actual = session.run(command)
            if status != 0 or not matches(expected, actual):
                print("\n".join(difflib.unified_diff(expected, actual, path, "actual", lineterm="")))
                raise SystemExit(f"The tour ends here, exit status {status}")
            print("\n".join(actual) + "\n" * bool(actual), end="", flush=True)
    finally:
        session.close()
    print(f"{len(tour)} commands print what {', '.join(paths)} shows")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("The tour was stopped"))
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(sys.argv[1:])
