package dev.monitor.shape;

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/**
 * Tomcat with one web application, which it reloads and then stops. Runs in a process
 * that has Tomcat on its class path and nothing else.
 */
final class StandaloneTomcat {

	static final String LEAK = "leak: ";

	static final String ANSWER = "answer: ";

	private StandaloneTomcat() {
	}

	public static void main(String[] args) throws Exception {
		Path webApplication = Path.of(args[0]);
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(webApplication.resolveSibling("tomcat").toString());
		tomcat.setPort(0);
		StandardContext context = (StandardContext) tomcat.addWebapp("/shop", webApplication.toString());
		Logger loader = Logger.getLogger("org.apache.catalina.loader.WebappClassLoaderBase");
		loader.addHandler(new Leaks());
		tomcat.start();
		if (context.getState() != LifecycleState.STARTED) {
			throw new IllegalStateException("The application has not started");
		}
		ask(tomcat.getConnector().getLocalPort());
		context.reload();
		ask(tomcat.getConnector().getLocalPort());
		tomcat.getHost().removeChild(context);
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			System.out.println("thread: " + thread.getName());
		}
		tomcat.stop();
		tomcat.destroy();
	}

	private static void ask(int port) throws Exception {
		String shop = "http://127.0.0.1:" + port + "/shop";
		long end = System.nanoTime() + 20_000_000_000L;
		while (status(shop + "/readyz") != 200 && System.nanoTime() < end) {
			Thread.sleep(20);
		}
		for (String path : new String[] { "/readyz", "/livez", "/hello", "/later", "/none", "/actuator/health",
				"/actuator/prometheus" }) {
			HttpURLConnection connection = (HttpURLConnection) URI.create(shop + path).toURL().openConnection();
			int status = connection.getResponseCode();
			String body = (status < 400)
					? new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "";
			System.out.println(ANSWER + status + " " + path + " " + body.replace('\n', '|'));
		}
	}

	private static int status(String address) throws Exception {
		return ((HttpURLConnection) URI.create(address).toURL().openConnection()).getResponseCode();
	}

	/**
	 * Prints what the container says of leaks.
	 */
	private static final class Leaks extends Handler {

		@Override
		public void publish(LogRecord record) {
			String message = new SimpleFormatter().formatMessage(record).replace('\n', ' ');
			System.out.println(LEAK + record.getLevel() + " " + message);
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

}
