#!/usr/bin/env python3
"""Applications of every shape, built by Maven as a stranger would with the starter as the only addition, and started.

    ./mvnw -q -DskipTests install && python3 matrix/run.py [--boot 4.1.2] [--java HOME] [shape ...]

Says for each shape whether it held, and which warnings the application logged. docs/compatibility.md has the results.
The applications are in the folders beside this file; poms are made here, so that the version of Spring Boot can be chosen.
"""
import argparse
import contextlib
import http.server
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
BOOT = "org.springframework.boot:spring-boot-"
NO_LOGBACK = BOOT + "starter-logging"

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>app</groupId><artifactId>app</artifactId><version>1</version><packaging>{packaging}</packaging>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <maven.compiler.parameters>true</maven.compiler.parameters>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencyManagement><dependencies>{managed}
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>{boot}</version><type>pom</type><scope>import</scope></dependency>
  </dependencies></dependencyManagement>
  <dependencies>{dependencies}
  </dependencies>
  <build>
    <finalName>app</finalName>{sources}
    <plugins>{plugins}
      <plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId><version>{boot}</version>
        <configuration><mainClass>{main}</mainClass></configuration>
        <executions><execution><goals>{goals}</goals></execution></executions></plugin>
      <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.6</version></plugin>
      <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.15.0</version></plugin>
      <plugin><artifactId>maven-jar-plugin</artifactId><version>3.4.2</version></plugin>
      <plugin><artifactId>maven-resources-plugin</artifactId><version>3.4.0</version></plugin>
    </plugins>
  </build>
</project>
"""


class Failed(Exception):
    pass


def dependency(text, excluded):
    """group:artifact[:version][@scope]"""
    coordinates, _, scope = text.partition("@")
    parts = coordinates.split(":")
    out = f"<groupId>{parts[0]}</groupId><artifactId>{parts[1]}</artifactId>"
    if len(parts) > 2:
        out += f"<version>{parts[2]}</version>"
    if scope:
        out += f"<optional>true</optional>" if scope == "optional" else f"<scope>{scope}</scope>"
    if excluded:
        group, artifact = excluded.split(":")
        out += f"<exclusions><exclusion><groupId>{group}</groupId><artifactId>{artifact}</artifactId></exclusion></exclusions>"
    return f"\n    <dependency>{out}</dependency>"


class App:
    """An application that is built, and then started once."""

    def __init__(self, options, shape, sources, dependencies, packaging="jar", main="app.App", excluded=None, plugins="",
                 source_directory=None, goals=("repackage",), managed=""):
        self.options = options
        self.directory = pathlib.Path(options.work) / shape
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        for each in sources.split("+"):
            shutil.copytree(HERE / each / "src", self.directory / "src", dirs_exist_ok=True)
        all_dependencies = [*dependencies, "dev.monitor:monitor-starter:" + options.version]
        pom = POM.format(packaging=packaging, boot=options.boot, main=main, plugins=plugins, managed=managed,
                         sources=f"<sourceDirectory>{source_directory}</sourceDirectory>" if source_directory else "",
                         dependencies="".join(dependency(each, excluded) for each in all_dependencies),
                         goals="".join(f"<goal>{goal}</goal>" for goal in goals))
        (self.directory / "pom.xml").write_text(pom)
        self.properties("spring.application.name=shop")

    def properties(self, *lines):
        resources = self.directory / "src/main/resources"
        resources.mkdir(parents=True, exist_ok=True)
        with open(resources / "application.properties", "a") as file:
            file.write("".join(line + "\n" for line in lines))

    def maven(self, *arguments):
        command = [self.options.maven, "-B", "-ntp", "-q", *(["-o"] if self.options.offline else []), *arguments]
        if self.options.lock:
            command = ["flock", self.options.lock, *command]
        run = subprocess.run(command, cwd=self.directory, capture_output=True, text=True)
        (self.directory / "maven.log").write_text(run.stdout + run.stderr)
        if run.returncode:
            errors = [line for line in run.stdout.splitlines() if line.startswith("[ERROR]")]
            raise Failed("Maven: " + " ".join(errors[:3])[:600])
        return run.stdout

    @property
    def jar(self):
        return self.directory / "target" / "app.jar"

    def java(self, *arguments, options=(), cwd=None):
        return [str(pathlib.Path(self.options.java) / "bin/java"), *options, *arguments]

    @contextlib.contextmanager
    def started(self, *arguments, options=(), jar=None):
        port = free_port()
        log = self.directory / "app.log"
        with open(log, "w") as output:
            process = subprocess.Popen(self.java("-jar", str(jar or self.jar), f"--server.port={port}", *arguments, options=options),
                                       cwd=self.directory, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield Running(process, port, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                status = process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise Failed("does not end")
        if status != 143:
            raise Failed(f"ended with {status}")


class Running:
    def __init__(self, process, port, log, path=""):
        self.process, self.port, self.log, self.path = process, port, log, path

    def get(self, path, port=None, **more):
        request = urllib.request.Request(f"http://127.0.0.1:{port or self.port}{self.path}{path}", **more)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as ex:
            return ex.code, ex.read().decode(errors="replace")
        except OSError:
            return 0, ""

    def ready(self, path="/readyz", port=None):
        end = time.time() + 90
        while self.get(path, port)[0] != 200:
            if time.time() > end or (self.process and self.process.poll() is not None):
                raise Failed("never ready: " + " | ".join(self.lines()[-5:])[:800])
            time.sleep(0.2)

    def lines(self):
        return self.log.read_text(errors="replace").splitlines()

    def logs(self, pattern, seconds=5):
        end = time.time() + seconds
        while not any(re.search(pattern, line) for line in self.lines()):
            if time.time() > end:
                raise Failed("not in the log: " + pattern)
            time.sleep(0.1)

    def answers(self, expected):
        for path, status in expected.items():
            answered = self.get(path)[0]
            if answered != status:
                raise Failed(f"{path} answered {answered}")

    def serves(self, *more):
        """What must hold wherever there is a web server."""
        self.ready()
        for path in ("/health", "/livez", "/actuator/health", "/orders", *more):
            status, body = self.get(path)
            if status != 200:
                raise Failed(f"{path} answered {status}: {body[:200]}")
        for meter in ("monitor_build_info{", "monitor_gate_open{", "monitor_concurrency_limit{", "http_server_requests_seconds_count{"):
            self.meter(re.escape(meter))

    def meter(self, pattern, expected="", seconds=5):
        """Wait for a meter whose line begins so, with this value if it is given."""
        found = re.compile(rf"^{pattern}\S* ({re.escape(expected) or '.*'})$", re.MULTILINE)
        end = time.time() + seconds
        while not found.search(self.get("/actuator/prometheus")[1]):
            if time.time() > end:
                raise Failed(f"no meter {pattern} {expected}".rstrip())
            time.sleep(0.2)

    def dashboard(self, tab):
        """The data of a tab, by the key of the start."""
        self.logs("Dashboard for this machine")
        key = re.search(r"#key=([0-9a-f]+)", "".join(self.lines())).group(1)
        status, body = self.get(f"/actuator/dashboard/data/{tab}", headers={"Authorization": "Bearer " + key})
        if status != 200:
            raise Failed(f"tab {tab} answered {status}: {body[:200]}")
        return body

    def leaves(self, path, while_it_lasts=lambda: None):
        """Ask for something that takes long, leave, and see that the permit is back."""
        with socket.create_connection(("127.0.0.1", self.port)) as client:
            client.sendall(f"GET {self.path}{path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            self.meter("monitor_concurrency_active", "1.0")
            while_it_lasts()
        self.meter("monitor_concurrency_active", "0.0")

    def warnings(self):
        return [line for line in self.lines() if re.search(r"\blvl=(warn|error)\b|\b(WARN|ERROR)\b", line)]


def free_port():
    while True:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            with contextlib.suppress(OSError), socket.socket() as other:
                if port < 65000:
                    other.bind(("127.0.0.1", port + 80))
                    return port


def serving(options, shape, dependencies, *arguments, sources="servlet", log=r"\bev=http\b.*url=/orders", jvm=(), properties=(), **more):
    app = App(options, shape, sources, dependencies, **more)
    app.properties(*properties)
    app.maven("package")
    with app.started(*arguments, options=jvm) as running:
        running.serves()
        running.logs(log)
    return running.warnings()


WEB = BOOT + "starter-webmvc"
SECURED = {"/health": 200, "/livez": 200, "/orders": 401, "/actuator/prometheus": 200, "/actuator/env": 401}


def refusing(options, shape, sources, web):
    app = App(options, shape, sources, [web, BOOT + "starter-security"])
    app.maven("package")
    with app.started() as running:
        running.ready()
        running.answers(SECURED)
        running.logs(r"\bev=http\b.*url=/orders.*httpStatus=401")
    return running.warnings()


def servlet(options):
    return serving(options, "servlet", [WEB])


def jetty(options):
    return serving(options, "jetty", [BOOT + "starter-jetty", WEB], excluded=BOOT + "starter-tomcat")


REACTIVE = BOOT + "starter-webflux"
NO_NETTY = BOOT + "starter-reactor-netty"


def webflux(options, name="webflux", dependencies=(REACTIVE,), jvm=(), properties=(), thread="", **more):
    app = App(options, name, "webflux", dependencies, **more)
    app.properties("spring.webflux.base-path=/shop", *properties)
    app.maven("package")
    paths = ("orders", "news", "routed", "blocking")
    with app.started(options=jvm) as running:
        running.path = "/shop"
        running.serves(*("/" + path for path in paths))
        for path in paths:
            running.logs(rf"\bev=http\b.*url=/shop/{path}\b.*httpStatus=200")
        if thread not in running.get("/blocking")[1]:
            raise Failed("a handler that may block runs on " + running.get("/blocking")[1])
        running.meter("monitor_concurrency_active", "0.0")
    return running.warnings()


def webflux_tomcat(options):
    return webflux(options, "webflux-tomcat", [REACTIVE, BOOT + "starter-tomcat"], excluded=NO_NETTY)


def webflux_jetty(options):
    return webflux(options, "webflux-jetty", [REACTIVE, BOOT + "starter-jetty"], excluded=NO_NETTY)


def webflux_aot(options):
    return webflux(options, "webflux-aot", goals=("process-aot", "repackage"), jvm=["-Dspring.aot.enabled=true"])


def webflux_secured(options):
    return refusing(options, "webflux-secured", "webflux", REACTIVE)


def webflux_virtual_threads(options):
    """Handlers that are not reactive run on virtual threads, where Spring Boot makes the executor one of these."""
    needs_java(options, 21)
    return webflux(options, "webflux-virtual-threads", properties=["spring.threads.virtual.enabled=true"], thread="VirtualThread")


R2DBC = (REACTIVE, "io.r2dbc:r2dbc-pool", "io.r2dbc:r2dbc-h2@runtime")
R2DBC_PROXY = "io.r2dbc:r2dbc-proxy"


def connections(options, name, dependencies, sources="r2dbc", observe=lambda running: None):
    app = App(options, name, sources, [*dependencies, BOOT + "r2dbc:" + options.r2dbc, "io.projectreactor.addons:reactor-pool:1.2.8"])
    app.properties("spring.r2dbc.url=r2dbc:pool:h2:mem:///shop?initialSize=2&maxSize=3", "monitor.logging.query.min-duration=0",
                   "monitor.dependencies.database.indicator=r2dbc")
    app.maven("package")
    with app.started() as running:
        running.serves()
        if '"database"' not in running.dashboard("now"):
            raise Failed("no dependency on the dashboard")
        running.meter("monitor_dependency_up\\S*database", "1.0")
        if running.get("/missing")[0] != 500:
            raise Failed("a failed statement is no failure")
        running.logs(r"\bev=http\b.*url=/missing.*httpStatus=500")
        observe(running)
    return running.warnings()


def observed(running):
    running.logs(r"\bev=query\b.*dataSource=connectionFactory .*statement=\"select 'orders'\"")
    running.logs(r"lvl=warn\b.*ev=query\b.*insert into missing")
    running.meter('monitor_db_query_seconds_count{.*operation="select".*outcome="ok".*pool="connectionFactory"')
    running.meter('monitor_db_query_seconds_count{.*operation="insert".*outcome="error"')
    running.logs("warmup.*connection-factories|connection-factories.*warmup")

    def held():
        data = running.dashboard("database")
        for each in ('"connectionFactory"', "GET /hold"):
            if each not in data:
                raise Failed(f"{each} is not on the tab Database: {data[:600]}")

    running.leaves("/hold", held)


def r2dbc(options):
    return connections(options, "r2dbc", [*R2DBC, R2DBC_PROXY], observe=observed)


def r2dbc_jdbc(options):
    """A data source beside the connection factory."""

    def both(running):
        observed(running)
        running.answers({"/entries": 200})
        running.logs(r"\bev=query\b.*dataSource=ledger .*statement=\"select 'entries'\"")
        if '"ledger"' not in running.dashboard("database"):
            raise Failed("the data source is not on the tab Database")

    return connections(options, "r2dbc-jdbc", [*R2DBC, R2DBC_PROXY, BOOT + "starter-jdbc"], "r2dbc+r2dbc-jdbc", both)


def r2dbc_plain(options):
    """Without the library that shows statements, nothing is said about them."""

    def silent(running):
        if any("ev=query" in line for line in running.lines()):
            raise Failed("logs statements without r2dbc-proxy")
        running.dashboard("database")
        running.leaves("/hold")

    return connections(options, "r2dbc-plain", R2DBC, observe=silent)


def rsocket(options):
    """A server of RSocket beside that of HTTP."""
    return webflux(options, "rsocket", [REACTIVE, BOOT + "starter-rsocket"], properties=["spring.rsocket.server.port=0"])


@contextlib.contextmanager
def upstream():
    """A server that answers all, and notes what it was asked."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "6")
            self.end_headers()
            self.wfile.write(b"orders")

        def log_message(self, *arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1], asked
        finally:
            server.shutdown()


CLOUD = ("\n    <dependency><groupId>org.springframework.cloud</groupId><artifactId>spring-cloud-dependencies</artifactId>"
         "<version>2025.1.4</version><type>pom</type><scope>import</scope></dependency>")


def routing(options, stack):
    """Spring Cloud Gateway with one route for everything."""
    app = App(options, "gateway-" + stack, "gateway", ["org.springframework.cloud:spring-cloud-starter-gateway-server-" + stack], managed=CLOUD)
    app.maven("package")
    with upstream() as (port, asked):
        route = f"--spring.cloud.gateway.server.{stack}.routes[0]"
        with app.started(f"{route}.id=all", f"{route}.uri=http://127.0.0.1:{port}", f"{route}.predicates[0]=Path=/**",
                         "--spring.cloud.compatibility-verifier.enabled=false") as running:
            running.serves()
            running.logs(r"\bev=http\b.*url=/orders method=GET httpStatus=200")
            if set(asked) != {"/orders"}:
                raise Failed(f"the upstream was asked for {set(asked)}")
            running.meter("monitor_concurrency_active", "0.0")
    return running.warnings()


def gateway(options):
    return routing(options, "webflux")


def gateway_mvc(options):
    return routing(options, "webmvc")


def needs_java(options, least):
    version = re.search(r'JAVA_VERSION="(\d+)', (pathlib.Path(options.java) / "release").read_text())
    if int(version.group(1)) < least:
        raise Failed(f"needs Java {least} or newer, by --java")


def virtual_threads(options):
    needs_java(options, 21)
    return serving(options, "virtual-threads", [WEB], properties=["spring.threads.virtual.enabled=true"])


def lazy(options):
    return serving(options, "lazy", [WEB], "--spring.main.lazy-initialization=true")


def devtools(options):
    """devtools is not in a packaged jar: a development run is one from the classes."""
    app = App(options, "devtools", "servlet", [WEB, BOOT + "devtools@optional"])
    app.maven("package")
    path = app.directory / "path.txt"
    app.maven("org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath", f"-Dmdep.outputFile={path}")
    port, log = free_port(), app.directory / "app.log"
    with open(log, "w") as output:
        process = subprocess.Popen(app.java("-cp", f"target/classes:{path.read_text()}", "app.App", f"--server.port={port}"),
                                   cwd=app.directory, stdout=output, stderr=subprocess.STDOUT)
    try:
        running = Running(process, port, log)
        running.serves()
        running.logs(r"INFO .* http +: GET /orders 200")
        if any(line.startswith("t=") for line in running.lines()):
            raise Failed("lines for machines while developing")
        before = len(running.lines())
        os.utime(app.directory / "target/classes/app/App.class")
        (app.directory / "target/classes/trigger.properties").write_text("x=1")
        end = time.time() + 20
        while sum("Started App" in line for line in running.lines()) < 2:
            if time.time() > end:
                raise Failed("did not restart")
            time.sleep(0.2)
        running.serves()
        if any("goes on without its monitor port" in line for line in running.lines()[before:]):
            raise Failed("the port of the first run is still open")
        return running.warnings()
    finally:
        process.terminate()
        process.wait(30)


def batch(options):
    app = App(options, "batch", "batch", [BOOT + "starter"])
    app.maven("package")
    run = subprocess.run(app.java("-jar", str(app.jar)), cwd=app.directory, capture_output=True, text=True, timeout=60)
    if run.returncode != 3 or "worked" not in run.stdout:
        raise Failed(f"ended with {run.returncode}: {run.stdout[-500:]}")
    if run.stdout.count("has no web server") != 1:
        raise Failed("does not say once that nothing is served")
    return [line for line in run.stdout.splitlines() if "lvl=warn" in line]


def worker(options):
    app = App(options, "worker", "worker", [BOOT + "starter"])
    app.maven("package")
    health, metrics = free_port(), free_port()
    with app.started(f"--monitor.health.listen-address=127.0.0.1:{health}", f"--monitor.metrics.listen-address=127.0.0.1:{metrics}") as running:
        running.ready(port=health)
        end = time.time() + 10
        while "monitor_job_" not in running.get("/actuator/prometheus", metrics)[1]:
            if time.time() > end:
                raise Failed("no meter of jobs on the listener")
            time.sleep(0.2)
    return running.warnings()


def war(options):
    """In the Tomcat that is downloaded, with its own scripts."""
    version = options.tomcat
    app = App(options, "war", "war", [WEB, BOOT + "web-server", BOOT + "starter-tomcat-runtime@provided"], packaging="war",
              plugins="<plugin><artifactId>maven-war-plugin</artifactId><version>3.5.1</version></plugin>")
    app.properties("monitor.port.port=0")
    app.maven("package")
    app.maven("org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack", f"-Dartifact=org.apache.tomcat:tomcat:{version}:zip",
              f"-DoutputDirectory={app.directory}")
    home = app.directory / f"apache-tomcat-{version}"
    for each in (home / "webapps").iterdir():
        shutil.rmtree(each)
    port = free_port()
    server = home / "conf/server.xml"
    server.write_text(server.read_text().replace('port="8005"', 'port="-1"').replace('port="8080"', f'address="127.0.0.1" port="{port}"')
                      .replace("<Listener className=\"org.apache.catalina.core.AprLifecycleListener\" />", ""))
    shutil.copy(app.directory / "target/app.war", home / "webapps/shop.war")
    log = app.directory / "app.log"
    with open(log, "w") as output:
        process = subprocess.Popen(["sh", str(home / "bin/catalina.sh"), "run"], stdout=output, stderr=subprocess.STDOUT, cwd=app.directory,
                                   env={**os.environ, "JAVA_HOME": options.java, "CATALINA_HOME": str(home)})
    try:
        running = Running(process, port, log, "/shop")
        running.serves("/later")
        running.logs(r"\bev=http\b.*url=/shop/orders")
        running.logs(r"\bev=http\b.*url=/shop/later")
        (home / "webapps/shop.war").unlink()
        running.logs("Undeploying context", 60)
        time.sleep(3)
    finally:
        process.terminate()
        process.wait(30)
    leaks = [line for line in running.lines() if "checkThreadLocal" in line or "clearReferences" in line]
    if leaks:
        raise Failed("leaks: " + " | ".join(leaks)[:600])
    return running.warnings()


def log4j2(options):
    return serving(options, "log4j2", [WEB, BOOT + "starter-log4j2"], excluded=NO_LOGBACK, log="GET /orders 200")


KOTLIN = ("org.jetbrains.kotlin:kotlin-stdlib:2.3.21", "org.jetbrains.kotlin:kotlin-reflect:2.3.21")
KOTLIN_BUILD = {
    "plugins": """<plugin><groupId>org.jetbrains.kotlin</groupId><artifactId>kotlin-maven-plugin</artifactId><version>2.3.21</version>
        <configuration><jvmTarget>17</jvmTarget></configuration>
        <executions><execution><goals><goal>compile</goal></goals></execution></executions></plugin>""",
    "main": "app.AppKt", "source_directory": "src/main/kotlin"}


def kotlin(options):
    return serving(options, "kotlin", [WEB, *KOTLIN], sources="kotlin", **KOTLIN_BUILD)


def coroutines(options):
    """Suspending handlers, a Flow and routes of coroutines in a reactive application."""
    app = App(options, "coroutines", "coroutines", [REACTIVE, *KOTLIN, "org.jetbrains.kotlinx:kotlinx-coroutines-reactor"], **KOTLIN_BUILD)
    app.maven("package")
    with app.started() as running:
        running.serves("/news", "/routed")
        running.answers({"/fails": 500})
        if running.get("/orders", data=b"mine", headers={"Content-Type": "text/plain"}) != (200, "mine"):
            raise Failed("does not take an order")
        for request in (("/orders", "GET"), ("/orders", "POST"), ("/news", "GET"), ("/routed", "GET"), ("/fails", "GET")):
            running.logs(rf'\bev=http\b.*url="?{request[0]}"? method={request[1]} httpStatus=')
        running.leaves("/hold")
        running.logs(r"\bev=http\b.*url=/hold")
    return running.warnings()


def groovy(options):
    plugin = """<plugin><groupId>org.codehaus.gmavenplus</groupId><artifactId>gmavenplus-plugin</artifactId><version>4.2.1</version>
        <configuration><targetBytecode>17</targetBytecode></configuration><executions><execution><goals><goal>addSources</goal><goal>compile</goal></goals></execution></executions></plugin>"""
    return serving(options, "groovy", [WEB, "org.apache.groovy:groovy:5.0.8"], sources="groovy", plugins=plugin,
                   source_directory="src/main/groovy")


def opentelemetry(options):
    return serving(options, "opentelemetry", [WEB, BOOT + "starter-opentelemetry"], "--management.tracing.sampling.probability=1",
                   "--management.otlp.metrics.export.enabled=false", log=r"\bev=http\b.*url=/orders.*traceId=[0-9a-f]{32}")


def boot_admin(options):
    return serving(options, "boot-admin", [WEB, "de.codecentric:spring-boot-admin-starter-client:" + options.admin],
                   "--spring.boot.admin.client.url=http://127.0.0.1:9", "--management.endpoints.web.exposure.include=*")


def secured(options):
    return refusing(options, "security", "servlet", WEB)


def bootstrap(options):
    return serving(options, "bootstrap", [WEB, "org.springframework.cloud:spring-cloud-starter-bootstrap"],
                   "--spring.cloud.compatibility-verifier.enabled=false", managed=CLOUD)


def paths(options):
    app = App(options, "paths", "servlet", [WEB])
    app.properties("server.servlet.context-path=/shop", "spring.mvc.servlet.path=/api", "management.endpoints.web.base-path=/")
    app.maven("package")
    with app.started() as running:
        running.path = "/shop"
        running.ready()
        running.answers(dict.fromkeys(("/health", "/livez", "/api/orders", "/api/prometheus"), 200))
    return running.warnings()


def tests(options):
    """The application's own tests: mock and random port, MockMvc, slices, cached contexts."""
    app = App(options, "tests", "tests", [WEB, BOOT + "starter-data-jpa", "com.h2database:h2@runtime", BOOT + "starter-webmvc-test@test",
                                          BOOT + "starter-data-jpa-test@test"])
    (app.directory / "src/main/resources/application.properties").unlink()
    app.maven("test")
    report = "".join(path.read_text() for path in (app.directory / "target/surefire-reports").glob("*.txt"))
    if "Failures: 0, Errors: 0" not in report:
        raise Failed("tests: " + report[:400])
    return [line for line in (app.directory / "maven.log").read_text().splitlines() if "lvl=warn" in line]


def aot(options):
    app = App(options, "aot", "servlet", [WEB], goals=("process-aot", "repackage"))
    app.maven("package")
    with app.started(options=["-Dspring.aot.enabled=true"]) as running:
        running.serves()
        running.logs("AOT-processed")
        running.logs(r"\bev=http\b.*url=/orders")
    return running.warnings()


def aot_cache(options):
    """The cache of JDK 25, from a training run on the extracted jar."""
    needs_java(options, 25)
    app = App(options, "aot-cache", "servlet", [WEB])
    app.maven("package")
    subprocess.run(app.java("-Djarmode=tools", "-jar", str(app.jar), "extract", "--destination", "extracted"), cwd=app.directory, check=True,
                   capture_output=True)
    extracted = app.directory / "extracted/app.jar"
    cache = app.directory / "app.aot"
    subprocess.run(app.java(f"-XX:AOTCacheOutput={cache}", "-Dspring.context.exit=onRefresh", "-jar", str(extracted)), cwd=app.directory,
                   check=True, capture_output=True)
    with app.started(options=[f"-XX:AOTCache={cache}", "-Xlog:aot,class+load:file=classes.txt"], jar=extracted) as running:
        running.serves()
        running.logs(r"\bev=http\b.*url=/orders")
    loaded = [line for line in (app.directory / "classes.txt").read_text().splitlines() if " dev.monitor." in line]
    shared = [line for line in loaded if "shared objects file" in line]
    print(f"  {len(shared)} of {len(loaded)} classes of Monitor's come from the cache")
    if len(shared) < len(loaded) / 2:
        raise Failed("most classes do not come from the cache")
    return running.warnings()


SHAPES = [servlet, jetty, virtual_threads, secured, paths, webflux, webflux_tomcat, webflux_jetty, webflux_secured, webflux_aot, webflux_virtual_threads,
          rsocket, r2dbc, r2dbc_jdbc, r2dbc_plain, gateway, gateway_mvc, lazy, devtools,
          batch, worker, war, bootstrap, log4j2, kotlin, coroutines, groovy, opentelemetry, boot_admin, tests, aot, aot_cache]


def main():
    names = {shape.__name__.replace("_", "-"): shape for shape in SHAPES}
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shapes", nargs="*", metavar="shape", help=", ".join(names))
    parser.add_argument("--boot", default="4.1.1", help="version of Spring Boot")
    parser.add_argument("--version", default="0.1.0-SNAPSHOT", help="version of Monitor")
    parser.add_argument("--tomcat", default="11.0.24", help="version of the Tomcat for the war")
    parser.add_argument("--admin", default="4.0.0", help="version of Spring Boot Admin")
    parser.add_argument("--r2dbc", default="4.1.0", help="version of spring-boot-r2dbc")
    parser.add_argument("--java", default=os.environ.get("JAVA_HOME") or str(pathlib.Path(shutil.which("java")).resolve().parent.parent))
    parser.add_argument("--maven", default=shutil.which("mvn") or str(HERE.parent / "mvnw"))
    parser.add_argument("--offline", action="store_true", help="download nothing")
    parser.add_argument("--lock", help="a file to hold while Maven runs")
    parser.add_argument("--work", default=str(pathlib.Path(tempfile.gettempdir()) / "monitor-matrix"), help="where to build")
    options = parser.parse_args()
    failed = 0
    for name in options.shapes or names:
        start = time.time()
        try:
            warnings = names[name](options)
            print(f"{name}: holds ({time.time() - start:.0f} s)", flush=True)
            for line in dict.fromkeys(warnings):
                print("  logs: " + line[:400])
        except (Failed, subprocess.SubprocessError, OSError) as ex:
            failed += 1
            print(f"{name}: FAILED ({time.time() - start:.0f} s): {ex}", flush=True)
    print(f"{len(options.shapes or names) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
