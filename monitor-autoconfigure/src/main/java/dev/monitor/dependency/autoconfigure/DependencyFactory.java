package dev.monitor.dependency.autoconfigure;

import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.monitor.dependency.CheckSchedule;
import dev.monitor.dependency.Dependency;
import dev.monitor.dependency.DependencyCheck;
import dev.monitor.dependency.TimeSource;
import dev.monitor.dependency.check.ExpectedStatus;
import dev.monitor.dependency.check.HostPort;
import dev.monitor.dependency.check.HttpCheck;
import dev.monitor.dependency.check.HttpCheckClient;
import dev.monitor.dependency.check.HttpCheckRequest;
import dev.monitor.dependency.check.TcpCheck;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Makes {@link Dependency dependencies} of properties and of beans.
 */
final class DependencyFactory {

	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9\\-_.]*");

	private static final String NAME_PROBLEM = "has a name with other characters than a-z, 0-9, '-', '_' and '.'";

	private final DependencyProperties properties;

	private final HttpCheckClient client;

	private final Map<String, Dependency> dependencies = new LinkedHashMap<>();

	DependencyFactory(DependencyProperties properties, HttpCheckClient client) {
		this.properties = properties;
		this.client = client;
	}

	/**
	 * Make all dependencies, those of properties first.
	 * @param checks beans that join
	 * @return the dependencies
	 */
	List<Dependency> create(List<DependencyCheck> checks) {
		CheckScheduleFactory schedules = new CheckScheduleFactory(this.properties.getDependencyDefaults());
		expectedStatus("monitor.dependency-defaults", null);
		this.properties.getDependencies().forEach((name, own) -> {
			String prefix = "monitor.dependencies." + name;
			if (!NAME.matcher(name).matches()) {
				throw new InvalidPropertyException(prefix, null, NAME_PROBLEM, "Rename it.");
			}
			add(check(prefix, name, own), schedules.create(prefix, own));
		});
		checks.forEach((check) -> {
			requireFit(check);
			add(check, schedules.defaultSchedule());
		});
		return List.copyOf(this.dependencies.values());
	}

	private void add(DependencyCheck check, CheckSchedule schedule) {
		Dependency dependency = new Dependency(check, schedule, TimeSource.SYSTEM);
		this.dependencies.put(dependency.name(), dependency);
	}

	private void requireFit(DependencyCheck check) {
		@Nullable String name = check.name();
		if (name == null || !NAME.matcher(name).matches()) {
			throw new FailureAnalyzedException(
					"DependencyCheck '%s' of type %s %s.".formatted(name, check.getClass().getName(), NAME_PROBLEM),
					"Return another name.");
		}
		if (this.properties.getDependencies().containsKey(name)) {
			throw new InvalidPropertyException("monitor.dependencies." + name, null,
					"has the name of a bean of type " + check.getClass().getName(), "Rename one of them.");
		}
		if (this.dependencies.containsKey(name)) {
			throw new FailureAnalyzedException("Two beans of type DependencyCheck are named '%s'.".formatted(name),
					"Return another name from one of them.");
		}
	}

	private DependencyCheck check(String prefix, String name, DependencyProperties.Dependency own) {
		boolean required = (own.getRequired() != null) ? own.getRequired()
				: this.properties.getDependencyDefaults().isRequired();
		String url = own.getUrl();
		String address = own.getAddress();
		if (url != null && address != null) {
			throw new InvalidPropertyException(prefix + ".address", null, "is set beside " + prefix + ".url",
					"Keep one of " + prefix + ".url and " + prefix + ".address.");
		}
		if (url != null) {
			return new HttpCheck(name, required, request(prefix, url, own.getHeaders()),
					expectedStatus(prefix, own.getExpectStatus()), this.client);
		}
		if (address != null) {
			return new TcpCheck(name, required, address(prefix + ".address", address));
		}
		throw new InvalidPropertyException(prefix + ".url", null, "is not set, and no other kind of address is",
				"Set " + prefix + ".url to an http or https url, or " + prefix + ".address to host:port.");
	}

	private static HttpRequest request(String prefix, String url, Map<String, String> headers) {
		HttpCheckRequest request = valid(prefix + ".url", null, "Set it to a url such as http://stock:8080/health.",
				() -> HttpCheckRequest.to(url));
		return valid(prefix + ".headers", null, "Remove or correct the header.", () -> request.withHeaders(headers));
	}

	private ExpectedStatus expectedStatus(String prefix, @Nullable String own) {
		String text = (own != null) ? own : this.properties.getDependencyDefaults().getExpectStatus();
		return valid(prefix + ".expect-status", text, "Set it to codes and ranges such as 200-299,401.",
				() -> ExpectedStatus.parse(text));
	}

	private static HostPort address(String property, String address) {
		return valid(property, address.contains("@") ? null : address,
				"Set it to a host and port such as broker:5672 or [::1]:5672.", () -> HostPort.parse(address));
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
