#!/usr/bin/env python3
"""Restarts two packaged sample apps one after the other, under load, behind a real HAProxy with the shipped tcp-check.cfg.

Nothing in that file is changed but its addresses. One request that fails ends the build.

usage: rolling_restart.py, in the project's directory, after a package
"""

import glob
import http.client
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

CLIENTS = 4
PATIENCE_SECONDS = 240
SAMPLE = "sample-app/target/sample-app.jar"
LIBRARY = "monitor-autoconfigure/target/monitor-autoconfigure-*-SNAPSHOT.jar"
ORDER = '{"sku":"apple","quantity":1}'


def wait(what, condition):
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"Waited in vain until {what}")
        time.sleep(0.1)
    print(f"{time.strftime('%X')} {what}", flush=True)


def free(port):
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) != 0


def ports():
    """Find three ports that are free, the first two of them with one for the monitor 80 above."""
    found = [port for port in range(20080, 30000, 200) if free(port) and free(port + 80)]
    return found[:3]


class Instance:
    """A packaged sample app, which finds its ports by itself as a stranger's would."""

    def __init__(self, name, port, directory):
        self.name, self.port, self.log = name, port, directory / f"{name}.log"
        self.start()

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                ["java", "-jar", SAMPLE, "--server.address=127.0.0.1", f"--server.port={self.port}",
                 "--sample.stock.port=0", "--sample.partner.port=0",
                 "--monitor.shutdown.wait=6s"], stdout=log, stderr=subprocess.STDOUT)

    def stop(self, number):
        self.process.send_signal(number)
        self.process.wait(PATIENCE_SECONDS)


class Haproxy:
    """HAProxy with the shipped file, and a socket to see through its eyes."""

    def __init__(self, port, instances, directory):
        self.socket = str(directory / "socket")
        subprocess.run(["java", "-jar", glob.glob(LIBRARY)[0], "export", str(directory / "ops")],
                       check=True, stdout=subprocess.DEVNULL)
        text = (directory / "ops/haproxy/tcp-check.cfg").read_text().replace("bind :80", f"bind 127.0.0.1:{port}")
        for instance in instances:
            text, changed = re.subn(rf"(server {instance.name}) \S+:8080 port 8160",
                                    rf"\1 127.0.0.1:{instance.port} port {instance.port + 80}", text)
            if changed != 1:
                raise SystemExit(f"There is no server {instance.name} in the shipped file")
        (directory / "haproxy.cfg").write_text(text)
        (directory / "statistics.cfg").write_text(f"global\n    stats socket {self.socket}\n")
        self.process = subprocess.Popen(["haproxy", "-db", "-f", str(directory / "haproxy.cfg"),
                                         "-f", str(directory / "statistics.cfg")], stderr=subprocess.DEVNULL)
        wait("HAProxy has started", pathlib.Path(self.socket).exists)

    def takes(self, instance):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.socket)
            connection.sendall(b"show stat\n")
            rows = connection.makefile().read()
        return re.search(rf"^app,{instance.name},.*,UP,.*,(\* )?L7OK,", rows, re.MULTILINE) is not None


class Load:
    """Clients that order, each over a connection of its own, and never try a thing twice."""

    def __init__(self, port):
        self.port, self.answered, self.failures, self.ended = port, 0, [], False
        self.threads = [threading.Thread(target=self.run) for _ in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def run(self):
        while not self.ended:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                connection.request("POST", "/orders", ORDER, {"Content-Type": "application/json"})
                response = connection.getresponse()
                response.read()
                if response.status != 201:
                    self.failures.append(response.status)
                self.answered += 1
            except OSError as failure:
                self.failures.append(failure)
            except http.client.HTTPException as failure:
                self.failures.append(repr(failure))
            finally:
                connection.close()
            time.sleep(0.01)

    def end(self):
        self.ended = True
        for thread in self.threads:
            thread.join()


def main():
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(temporary)
        first, second, front = ports()
        instances = [Instance("a", first, directory), Instance("b", second, directory)]
        haproxy = load = None
        try:
            haproxy = Haproxy(front, instances, directory)
            for instance in instances:
                wait(f"{instance.name} takes requests", lambda: haproxy.takes(instance))
            load = Load(front)
            for instance in instances:
                instance.stop(signal.SIGTERM)
                instance.start()
                wait(f"{instance.name} is gone for HAProxy", lambda: not haproxy.takes(instance))
                wait(f"{instance.name} takes requests again", lambda: haproxy.takes(instance))
            load.end()
            print(f"{load.answered} requests, {len(load.failures)} failed")
            return f"Failed: {load.failures[:10]}" if load.failures or not load.answered else 0
        finally:
            if load:
                load.end()
            for process in [instance.process for instance in instances] + ([haproxy.process] if haproxy else []):
                process.kill()
                process.wait()


if __name__ == "__main__":
    sys.exit(main())
