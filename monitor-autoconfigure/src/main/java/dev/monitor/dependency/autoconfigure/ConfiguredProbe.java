package dev.monitor.dependency.autoconfigure;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.check.Probe;
import dev.monitor.dependency.probe.HttpProbe;
import dev.monitor.dependency.probe.HttpProbeClient;
import dev.monitor.dependency.probe.HttpProbeRequest;
import dev.monitor.dependency.probe.TcpProbe;
import dev.monitor.http.ExpectedStatus;
import dev.monitor.http.HostPort;
import dev.monitor.property.ExpectedStatusProperty;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Makes the {@link Probe} that the properties of one dependency ask for.
 */
final class ConfiguredProbe {

	private static final String ALL = ConfiguredNames.PREFIX + '.';

	private static final Pattern SPLIT = Pattern
		.compile("(?!headers\\.)(.+)\\.(url|address|data[-.]?source|indicator)");

	private final String prefix;

	private final DependencyProperties.Dependency own;

	private final DependencyProperties.Defaults defaults;

	private final Set<String> written;

	/**
	 * Create for one dependency.
	 * @param prefix prefix of its properties
	 * @param own these properties
	 * @param defaults those of all dependencies
	 * @param written names of the properties that somebody has set, known or not
	 */
	ConfiguredProbe(String prefix, DependencyProperties.Dependency own, DependencyProperties.Defaults defaults,
			Set<String> written) {
		this.prefix = prefix;
		this.own = own;
		this.defaults = defaults;
		this.written = written;
	}

	Probe create(HttpProbeClients clients, ListableBeanFactory beans, Duration timeout) {
		String kind = kind();
		if (!kind.equals("url")) {
			refuse("expected-status", this.own.getExpectedStatus() != null, kind);
			refuse("headers", !this.own.getHeaders().isEmpty(), kind);
			refuse("ssl-bundle", this.own.getSslBundle() != null, kind);
		}
		return switch (kind) {
			case "url" -> httpProbe(request(), clients);
			case "address" -> new TcpProbe(address());
			case "data-source" -> new DataSourceBeans(beans).probe(this, timeout);
			default -> new IndicatorBeans(beans).probe(this);
		};
	}

	String property(String property) {
		return this.prefix + "." + property;
	}

	String dataSource() {
		return String.valueOf(this.own.getDataSource());
	}

	String indicator() {
		return String.valueOf(this.own.getIndicator());
	}

	private String kind() {
		Map<String, @Nullable String> all = new LinkedHashMap<>();
		all.put("url", this.own.getUrl());
		all.put("address", this.own.getAddress());
		all.put("data-source", this.own.getDataSource());
		all.put("indicator", this.own.getIndicator());
		List<String> kinds = all.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() != null)
			.map(Map.Entry::getKey)
			.toList();
		if (kinds.isEmpty()) {
			String written = this.written.isEmpty() ? "" : ", only " + String.join(", ", this.written);
			throw InvalidPropertyException.oneMustBeSet(property("url"),
					"Dependency '%s' has nothing to check%s.".formatted(this.prefix.substring(ALL.length()), written),
					"Set exactly one of %s, address (host:port), data-source (name of a bean) and indicator (name of a bean).%s"
						.formatted(property("url"), splitName()));
		}
		if (kinds.size() > 1) {
			throw new InvalidPropertyException(property(kinds.get(1)), null, "is set beside " + property(kinds.get(0)),
					"Keep one of " + String.join(", ", kinds) + ".");
		}
		return kinds.get(0);
	}

	/**
	 * Refuse what only a url has.
	 */
	private void refuse(String property, boolean set, String kind) {
		if (set) {
			throw new InvalidPropertyException(property(property), null, "has no effect beside " + property(kind),
					"Remove it, or set %s in place of %s.".formatted(property("url"), property(kind)));
		}
	}

	/**
	 * Tell how to write the name where its last word was read as a property.
	 */
	private String splitName() {
		for (String name : this.written) {
			Matcher split = SPLIT.matcher(name);
			if (split.matches()) {
				String property = split.group(2).startsWith("data") ? "data-source" : split.group(2);
				String whole = this.prefix.substring(ALL.length()) + "." + split.group(1);
				return (" A name with a dot stands in brackets: monitor.dependencies[%s].%s."
						+ " In an environment variable a name is one word: MONITOR_DEPENDENCIES_%s_%s.")
					.formatted(whole, property, variable(whole), variable(property));
			}
		}
		return "";
	}

	private static String variable(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
	}

	private HttpProbe httpProbe(HttpRequest request, HttpProbeClients clients) {
		if (this.own.getSslBundle() != null && !"https".equalsIgnoreCase(request.uri().getScheme())) {
			throw new InvalidPropertyException(property("ssl-bundle"), null,
					"has no effect beside an http " + property("url"),
					"Remove it, or set %s to a url that begins with https.".formatted(property("url")));
		}
		return new HttpProbe(request, expectedStatus(), client(clients));
	}

	private HttpProbeClient client(HttpProbeClients clients) {
		String bundle = this.own.getSslBundle();
		return (bundle != null) ? clients.of(property("ssl-bundle"), bundle) : clients.common();
	}

	private HttpRequest request() {
		HttpProbeRequest request = valid(property("url"), null, "Set it to a url such as http://stock:8080/health.",
				() -> HttpProbeRequest.to(String.valueOf(this.own.getUrl())));
		return valid(property("headers"), null, "Remove or correct the header.",
				() -> request.withHeaders(this.own.getHeaders()));
	}

	private ExpectedStatus expectedStatus() {
		return (this.own.getExpectedStatus() != null) ? expectedStatus(this.prefix, this.own)
				: expectedStatus("monitor.dependency-defaults", this.defaults);
	}

	static ExpectedStatus expectedStatus(String prefix, DependencyProperties.Defaults properties) {
		return ExpectedStatusProperty.parse(prefix + ".expected-status", properties.getExpectedStatus());
	}

	private HostPort address() {
		String address = String.valueOf(this.own.getAddress());
		return valid(property("address"), address.contains("@") ? null : address,
				"Set it to a host and port such as broker:5672 or [::1]:5672.", () -> {
					HostPort parsed = HostPort.parse(address);
					if (parsed.port() == 0) {
						throw new IllegalArgumentException("has the port 0");
					}
					return parsed;
				});
	}

	private static <T> T valid(String property, @Nullable String shown, String remedy, Supplier<T> parser) {
		try {
			return parser.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, shown, String.valueOf(ex.getMessage()), remedy);
		}
	}

}
