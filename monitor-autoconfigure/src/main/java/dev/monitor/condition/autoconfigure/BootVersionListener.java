package dev.monitor.condition.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Stops an application whose Spring Boot is too old, before a class of Monitor's is
 * loaded that does not find what it needs. Runs on older versions, and so may use only
 * what these have as well.
 */
public final class BootVersionListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

	private final @Nullable String version;

	/**
	 * Create a listener for the version that runs.
	 */
	public BootVersionListener() {
		this(SpringBootVersion.getVersion());
	}

	BootVersionListener(@Nullable String version) {
		this.version = version;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * Look at the version.
	 * @throws UnsupportedBootException if it is known and too old
	 */
	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		Matcher matcher = VERSION.matcher((this.version != null) ? this.version : "");
		if (matcher.matches()) {
			int major = Integer.parseInt(matcher.group(1));
			if (major < 4 || (major == 4 && Integer.parseInt(matcher.group(2)) < 1)) {
				throw new UnsupportedBootException(String.valueOf(this.version));
			}
		}
	}

}
