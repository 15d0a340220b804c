#!/usr/bin/env python3
"""Measures what Monitor adds to the start of the sample app: time and resident memory.

Starts the packaged app with and without the jars of monitor-starter, in turn, and prints the
medians. Without them the app has the actuator and the Prometheus registry alone, and ignores
its monitor.* settings. Warmup is off in both, since it runs what the user asks for.

usage: startup.py sample-app/target/sample-app.jar [runs of each, 9 unless told]
"""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

OF_MONITOR = ("monitor-", "logstash-logback-encoder-", "datasource-proxy-")
STARTED = re.compile(r"process running for ([0-9.]+)\)")
PORT = re.compile(r"Tomcat started on port ([0-9]+)")
START_SECONDS = 120


def measure(classpath):
    """Start the app once and return (seconds until started, resident MB after one request)."""
    command = ["java", "-Xmx256m", "-XX:+UseSerialGC", "-cp", classpath, "dev.monitor.sample.OrdersApplication", "--server.port=0",
               "--sample.stock.port=0", "--monitor.warmup.auto=false"]
    with tempfile.TemporaryFile("w+") as log:
        app = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            deadline = time.monotonic() + START_SECONDS
            while True:
                log.seek(0)
                text = log.read()
                started, port = STARTED.search(text), PORT.search(text)
                if started and port:
                    break
                if app.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("The app did not start:\n" + text)
                time.sleep(0.05)
            urllib.request.urlopen(f"http://localhost:{port[1]}/orders", timeout=10).read()
            status = pathlib.Path(f"/proc/{app.pid}/status").read_text()
            return float(started[1]), int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024
        finally:
            app.terminate()
            app.wait()


def main(jar, runs):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["java", "-Djarmode=tools", "-jar", os.path.abspath(jar), "extract", "--destination", folder],
                       check=True, stdout=subprocess.DEVNULL)
        app = os.path.join(folder, os.path.basename(jar))
        libraries = sorted(pathlib.Path(folder, "lib").iterdir())
        plain = [app] + [str(path) for path in libraries if not path.name.startswith(OF_MONITOR)]
        classpaths = {"plain": ":".join(plain), "monitor": ":".join([app] + [str(path) for path in libraries])}
        results = {name: [] for name in classpaths}
        for name in list(classpaths) + list(classpaths) * runs:
            results[name].append(measure(classpaths[name]))
    for column, unit in enumerate(("s until started", "MB resident")):
        values = {name: [result[column] for result in found[1:]] for name, found in results.items()}
        plain, monitor = (statistics.median(values[name]) for name in ("plain", "monitor"))
        spread = ", ".join(f"{name} {min(found):.2f} to {max(found):.2f}" for name, found in values.items())
        print(f"{unit}: plain {plain:.2f}, with Monitor {monitor:.2f}, ratio {monitor / plain:.3f}, "
              f"difference {monitor - plain:.2f} (range: {spread})")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 9)
