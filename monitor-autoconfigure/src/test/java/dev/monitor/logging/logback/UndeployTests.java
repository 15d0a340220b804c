package dev.monitor.logging.logback;

import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

import ch.qos.logback.classic.servlet.LogbackServletContextListener;
import dev.monitor.event.EventKind;
import dev.monitor.event.EventLog;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.logging.ChildJvm;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.marker.Markers;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.JarResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the encoder leaves behind in a container when its web application is undeployed.
 */
@Timeout(240)
class UndeployTests {

	private static final int THREADS = 8;

	private static final String LIBRARIES = "(spring-(boot|core|beans|context|aop|expression)|logback|logstash|slf4j|jackson|commons-logging"
			+ "|jspecify|micrometer-(commons|observation)|apiguardian).*\\.jar";

	@TempDir
	private Path directory;

	@Test
	void nothingOfItStaysOnTheThreadsOfTheContainer() throws Exception {
		List<String> options = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED",
				"--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");
		List<String> lines = new ChildJvm(this.directory, options, List.of(), "").run(Container.class,
				this.directory.toString());
		assertThat(lines).filteredOn((line) -> line.startsWith("t=") && line.contains("ev=job")).hasSize(THREADS);
		// that the container looks for leaks is shown by one for each thread
		assertThat(lines).filteredOn((line) -> line.startsWith(Leaks.TOLD))
			.hasSize(THREADS)
			.allMatch((line) -> line.contains("SEVERE") && line.contains(Control.class.getName()));
	}

	/**
	 * A servlet container with one web application, which is undeployed.
	 */
	static class Container {

		public static void main(String[] args) throws Exception {
			Tomcat tomcat = new Tomcat();
			tomcat.setBaseDir(args[0]);
			tomcat.setPort(0);
			StandardContext context = (StandardContext) tomcat.addContext("", args[0]);
			context.setLoader(new WebappLoader());
			addClasses(context);
			context.addServletContainerInitializer((types, servletContext) -> startApplication(servletContext), null);
			java.util.logging.Logger.getLogger("org.apache.catalina.loader.WebappClassLoaderBase")
				.addHandler(new Leaks());
			tomcat.start();
			request(tomcat.getConnector().getLocalPort());
			context.stop();
			tomcat.stop();
			tomcat.destroy();
		}

	}

	private static void addClasses(StandardContext context) {
		StandardRoot root = new StandardRoot(context);
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			Path path = Path.of(entry).toAbsolutePath();
			if (Files.isDirectory(path)) {
				root.addPreResources(new DirResourceSet(root, "/WEB-INF/classes", path.toString(), "/"));
			}
			else if (path.getFileName().toString().matches(LIBRARIES)) {
				root.addPreResources(new JarResourceSet(root, "/WEB-INF/classes", path.toString(), "/"));
			}
		}
		context.setResources(root);
	}

	/**
	 * Start the application as the web application's class loader knows it.
	 */
	private static void startApplication(ServletContext context) {
		try {
			Class<?> app = context.getClassLoader().loadClass(App.class.getName());
			assertThat(app).isNotSameAs(App.class);
			app.getMethod("start", ServletContext.class).invoke(null, context);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Log on several of the container's threads at once.
	 */
	private static void request(int port) throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
		List<CompletableFuture<Integer>> statuses = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			statuses.add(client.sendAsync(request, BodyHandlers.discarding())
				.thenApply((response) -> response.statusCode()));
		}
		for (CompletableFuture<Integer> status : statuses) {
			assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(200);
		}
	}

	/**
	 * The application. Public, since the test calls the copy of another class loader.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class App {

		private static final CyclicBarrier AT_ONCE = new CyclicBarrier(THREADS);

		public static void start(ServletContext context) {
			SpringApplication application = new SpringApplication(App.class);
			application.setListeners(application.getListeners()
				.stream()
				.filter((listener) -> !listener.getClass().getName().contains("CapturedLog"))
				.toList());
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setRegisterShutdownHook(false);
			application.setDefaultProperties(
					Map.of("logging.register-shutdown-hook", "false", "spring.main.banner-mode", "off"));
			application.run();
			context.addListener(new LogbackServletContextListener());
			context.addServlet("logging", new Logging()).addMapping("/*");
		}

	}

	/**
	 * Logs all that there is to log.
	 */
	private static final class Logging extends HttpServlet {

		private static final Logger logger = LoggerFactory.getLogger("undeploy");

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			try {
				App.AT_ONCE.await(60, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IOException(ex);
			}
			MDC.put("tenant", "t 1");
			logger.atWarn()
				.addKeyValue("map", Map.of("list", List.of(1, "two")))
				.addKeyValue("bean", new Bean(new BigDecimal("1.5"), "x"))
				.addMarker(Markers.append("marked", List.of(1)))
				.setCause(new IllegalStateException("outside", new IllegalArgumentException("inside")))
				.log("warned {}", StructuredArguments.kv("order", 7));
			new EventLog("job").log(Level.INFO, new Job(), "done");
			logger.error("failed {}", "x".repeat(20_000));
			MDC.clear();
			Control.set();
		}

	}

	record Bean(BigDecimal sum, String name) {

	}

	private static final class Job extends EventMarker {

		Job() {
			super(EventKind.of("job"));
		}

		@Override
		public void describe(EventPairs pairs) {
			pairs.add("took", 3);
		}

	}

	/**
	 * Stays on its thread.
	 */
	private static final class Control {

		private static final ThreadLocal<Control> THREADS = new ThreadLocal<>();

		static void set() {
			THREADS.set(new Control());
		}

	}

	/**
	 * Prints what the container says of leaks.
	 */
	private static final class Leaks extends Handler {

		private static final String TOLD = "leak: ";

		@Override
		public void publish(LogRecord record) {
			String message = new SimpleFormatter().formatMessage(record).replace('\n', ' ');
			System.out.println(TOLD + record.getLevel() + " " + message);
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

}
