#!/usr/bin/env python3
"""Makes the application of a page from its blocks, builds it, and runs the page's console blocks in it.

The ```sh blocks are run in the root of the repository first. The ```xml block is pom.xml, the ```yaml block application.yml,
and the ```java block the application. `mvn` is the repository's Maven wrapper.

usage: first_app.py PAGE.md
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import readme_tour

ROOT = pathlib.Path(__file__).resolve().parent.parent


def block(page, language):
    """Return the first block of a language."""
    return re.search(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL).group(1)


def write(path, text):
    """Write a file and the directories above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(name):
    path = pathlib.Path(name).resolve()
    page = path.read_text(encoding="utf-8")
    subprocess.run(["bash", "-ec", block(page, "sh")], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as made:
        app = pathlib.Path(made)
        write(app / "pom.xml", block(page, "xml"))
        write(app / "src/main/resources/application.yml", block(page, "yaml"))
        write(app / "src/main/java/com/example/OrdersApplication.java", block(page, "java"))
        wrapper = app / "bin/mvn"
        write(wrapper, f'#!/bin/sh\nPATH="{os.environ["PATH"]}" exec "{ROOT}/mvnw" -B -ntp "$@"\n')
        wrapper.chmod(0o755)
        os.environ["PATH"] = f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}"
        os.chdir(app)
        readme_tour.main([str(path)])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
