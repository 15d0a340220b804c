package dev.monitor.dashboard.autoconfigure;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import dev.monitor.http.HostPort;
import dev.monitor.http.spring.ContextPath;
import dev.monitor.http.spring.ServletPath;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

/**
 * Says once, at the start, where the dashboard is and which key opens it, if it is opened
 * by one.
 */
class DashboardAddress implements ApplicationListener<ApplicationStartedEvent> {

	private static final Logger logger = LoggerFactory.getLogger(DashboardAddress.class);

	private static final String LOCAL = "localhost";

	private static final Pattern LOOPBACK = Pattern.compile("https?://(localhost|127[0-9.]+):");

	private final DashboardAccess access;

	private final ApplicationContext context;

	private final Environment environment;

	DashboardAddress(DashboardAccess access, ApplicationContext context) {
		this.access = access;
		this.context = context;
		this.environment = context.getEnvironment();
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		String key = (event.getApplicationContext() == this.context) ? this.access.takeKey() : null;
		String address = (key != null) ? address() : null;
		if (key != null && address != null) {
			if (LOOPBACK.matcher(address).lookingAt()) {
				logger.info("Dashboard for this machine: {}/#key={}", address, key);
			}
			else {
				logger.info("Dashboard: {}/ needs a token. A key opens it on a loopback address only. "
						+ "Set monitor.dashboard.tokens.<name>.hash.", address);
			}
		}
	}

	private @Nullable String address() {
		String path = DashboardPath.of(this.environment);
		String listener = text("local.monitor.dashboard.port");
		if (!listener.isEmpty()) {
			String listening = text(DashboardSettings.LISTEN_ADDRESS);
			return origin(DashboardSettings.SSL_BUNDLE, listening.isEmpty() ? "" : HostPort.parse(listening).host(),
					listener) + path;
		}
		String management = text("management.server.port");
		if (management.startsWith("-")) {
			return null;
		}
		boolean own = management.equals("0") || !management.equals(this.environment.getProperty("server.port", "8080"));
		if (!management.isEmpty() && own) {
			String port = text("local.management.port");
			return origin("management.server.ssl", text("management.server.address"),
					port.isEmpty() ? management : port) + text("management.server.base-path") + path;
		}
		if (DashboardPath.isAtRoot(this.environment)) {
			return null;
		}
		String port = text("local.server.port");
		String server = port.isEmpty() ? container()
				: origin("server.ssl", text("server.address"), port) + ContextPath.of(this.environment);
		return (server != null) ? server + ServletPath.of(this.environment) + path : null;
	}

	/**
	 * Return what a container serves a war at. Its port is not known to the application.
	 * @return the address, {@code null} if there is no server at all, as in tests
	 */
	private @Nullable String container() {
		boolean deployed = this.context instanceof WebApplicationContext
				&& this.context.getClass() != GenericWebApplicationContext.class;
		ServletContext container = deployed ? ((WebApplicationContext) this.context).getServletContext() : null;
		return (container != null) ? "http://" + LOCAL + ":PORT" + container.getContextPath() : null;
	}

	private String origin(String ssl, String listening, String port) {
		boolean named = !text(ssl).isEmpty() || !text(ssl + ".bundle").isEmpty() || !text(ssl + ".key-store").isEmpty()
				|| !text(ssl + ".certificate").isEmpty();
		boolean secure = named && this.environment.getProperty(ssl + ".enabled", Boolean.class, true);
		return (secure ? "https" : "http") + "://" + host(listening) + ':' + port;
	}

	/**
	 * Return how callers on this machine name the host that listens there.
	 */
	private static String host(String listening) {
		try {
			InetAddress address = InetAddress.getByName(listening);
			boolean named = address.isLoopbackAddress()
					&& (address instanceof Inet6Address || address.equals(InetAddress.getLoopbackAddress()));
			if (!named && !address.isAnyLocalAddress()) {
				return listening.contains(":") ? '[' + listening + ']' : listening;
			}
		}
		catch (UnknownHostException ex) {
			// nothing can listen there
		}
		return LOCAL;
	}

	private String text(String property) {
		return this.environment.getProperty(property, "");
	}

}
