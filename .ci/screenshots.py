#!/usr/bin/env python3
"""Opens the dashboard of the packaged sample app in Chromium while customers use the app, and takes a picture of each tab.

A message on the browser's console ends the build. The pictures of the documentation are made by
    python3 .ci/screenshots.py docs/images 600

usage: screenshots.py [directory [seconds]], in the project's directory, after a package
"""

import base64
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PATIENCE_SECONDS = 120
SAMPLE = "sample-app/target/sample-app.jar"
TABS = ["now", "requests", "threads", "memory", "database", "jobs", "about"]
ADDRESS = re.compile(r"Dashboard for this machine: (http\S+#key=[0-9a-f]+)")


def wait(what, condition):
    end = time.monotonic() + PATIENCE_SECONDS
    while not (found := condition()):
        if time.monotonic() > end:
            raise SystemExit(f"Waited in vain until {what}")
        time.sleep(0.1)
    return found


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def request(url, method="GET", body=None):
    """Return status and body; 0 where nothing listens."""
    data = None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, method=method), timeout=PATIENCE_SECONDS) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError:
        return 0, b""


class Browser:
    """Chromium, driven by the WebDriver protocol (W3C)."""

    def __init__(self, directory):
        self.server = f"http://127.0.0.1:{(port := free_port())}"
        self.process = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        wait("chromedriver listens", lambda: request(f"{self.server}/status")[0] == 200)
        options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                            f"--user-data-dir={directory}/chromium"]}
        wanted = {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
        self.session = f"/session/{self.command('/session', capabilities=wanted)['sessionId']}"

    def command(self, path, method="POST", **body):
        status, answer = request(self.server + path, method, body if method == "POST" else None)
        if status != 200:
            raise SystemExit(f"{path}: {answer.decode(errors='replace')[:500]}")
        return json.loads(answer)["value"]

    def run(self, script):
        return self.command(f"{self.session}/execute/sync", script=script, args=[])

    def open(self, url):
        self.command(f"{self.session}/url", url=url)

    def look(self, width, height, dark):
        """Have a window of this size, with the colours that somebody has chosen for the whole desktop."""
        self.chromium("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.chromium("Emulation.setEmulatedMedia",
                      features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def chromium(self, name, **params):
        return self.command(f"{self.session}/goog/cdp/execute", cmd=name, params=params)

    def picture(self, file):
        file.write_bytes(base64.b64decode(self.command(f"{self.session}/screenshot", "GET")))

    def messages(self):
        return self.command(f"{self.session}/se/log", type="browser")

    def close(self):
        request(self.server + self.session, "DELETE")
        self.process.terminate()
        self.process.wait()


def troubled(app, stock, seconds):
    """Let customers use the app for a while, then lose the partner and the stock service."""
    wait("the app is ready", lambda: request(f"{app}/readyz")[0] == 200)
    request(f"{app}/load?seconds=600", "POST")
    time.sleep(seconds)
    request(f"{app}/partner?mode=GONE", "POST")
    time.sleep(10)
    request(f"{stock}/break", "POST")
    wait("the app is not ready", lambda: request(f"{app}/readyz")[0] == 503)


def take(browser, address, directory):
    browser.look(1280, 1000, False)
    browser.open(address)
    for tab in TABS:
        wait(f"there is the tab {tab}", lambda: browser.run(f"return !!document.getElementById('tab-{tab}')"))
        browser.run(f"document.getElementById('tab-{tab}').click()")
        wait(f"{tab} is shown", lambda: browser.run(
            f"return document.getElementById('main').getAttribute('aria-labelledby') === 'tab-{tab}'"
            " && document.querySelector('#main .card') !== null"))
        time.sleep(5)  # rates need two answers
        for dark in (False, True):
            browser.look(1280, 1000, dark)
            browser.picture(directory / f"dashboard-page-{tab}{'-dark' if dark else ''}.png")
        browser.look(1280, 1000, False)
    if messages := browser.messages():
        raise SystemExit(f"The browser's console says: {messages}")


def main():
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "target/screenshots")
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    directory.mkdir(parents=True, exist_ok=True)
    app, stock = free_port(), free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        log = pathlib.Path(scratch) / "app.log"
        with log.open("w") as output:
            process = subprocess.Popen(["java", "-jar", SAMPLE, f"--server.port={app}", f"--sample.stock.port={stock}",
                                        "--sample.partner.port=0", "--server.address=127.0.0.1"], stdout=output, stderr=subprocess.STDOUT)
        browser = None
        try:
            address = wait("the log has the address", lambda: ADDRESS.search(log.read_text(errors="replace")))[1]
            troubled(f"http://127.0.0.1:{app}", f"http://127.0.0.1:{stock}", seconds)
            browser = Browser(scratch)
            take(browser, address, directory)
        finally:
            if browser:
                browser.close()
            process.terminate()
            process.wait()
    print(f"{len(TABS)} tabs without a message on the console; pictures in {directory}")


if __name__ == "__main__":
    main()
