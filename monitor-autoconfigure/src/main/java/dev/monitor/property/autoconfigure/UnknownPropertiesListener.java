package dev.monitor.property.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ObjectUtils;

/**
 * Warns once of properties below {@code monitor} that there are not, with the nearest
 * that there is, if one is near. Looks when the application has started or failed to:
 * annotations may have added to its configuration. Values are never shown.
 * {@link DoubtfulValues} are looked for at the same time.
 * <p>
 * An environment variable counts only if it is nearly the name of a property: platforms
 * have variables such as {@code MONITOR_URL} of their own.
 */
public final class UnknownPropertiesListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	static final String PREFIX = "monitor";

	private static final Logger logger = LoggerFactory.getLogger(UnknownPropertiesListener.class);

	private static final String SEPARATORS = "._[";

	static final int MAX_NAMES = 10;

	private @Nullable SpringApplication application;

	/**
	 * Before the listener that takes logging down when the start fails.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		// a context hears of its children's too
		if (this.application != null && this.application != event.getSpringApplication()) {
			return;
		}
		this.application = event.getSpringApplication();
		try {
			if (event instanceof ApplicationStartedEvent started) {
				check(started.getApplicationContext());
			}
			else if (event instanceof ApplicationFailedEvent failed) {
				check(failed.getApplicationContext());
			}
		}
		catch (Exception ex) {
			logger.debug("Names of properties could not be checked", ex);
		}
	}

	private static void check(@Nullable ConfigurableApplicationContext context) throws Exception {
		if (context == null || !context.getEnvironment().getProperty("monitor.enabled", Boolean.class, true)) {
			return;
		}
		Map<String, PropertySource<?>> names = names(context.getEnvironment());
		if (context.getParent() != null
				&& context.getParent().getEnvironment() instanceof ConfigurableEnvironment outer) {
			names.keySet().removeAll(names(outer).keySet());
		}
		KnownProperties own = names.isEmpty() ? null : KnownProperties.own();
		if (own == null || own.isEmpty()) {
			return;
		}
		warnOfUnknown(new LinkedHashMap<>(names), own, context);
		DoubtfulValues.warn(names, own, context.getEnvironment());
	}

	private static void warnOfUnknown(Map<String, PropertySource<?>> names, KnownProperties own,
			ConfigurableApplicationContext context) throws Exception {
		names.entrySet().removeIf((name) -> own.contain(read(name.getKey()), isEmpty(name)));
		if (names.isEmpty()) {
			return;
		}
		List<ConfigurationPropertyName> prefixes = prefixesOfOthers(context.getBeanFactory(), own);
		names.keySet().removeIf((name) -> prefixes.stream().anyMatch((prefix) -> prefix.isAncestorOf(read(name))));
		ClassLoader classLoader = context.getClassLoader();
		KnownProperties all = (names.isEmpty() || classLoader == null) ? own : KnownProperties.all(classLoader);
		List<String> unknown = new ArrayList<>();
		for (Map.Entry<String, PropertySource<?>> each : names.entrySet()) {
			String name = each.getKey();
			String nearest = own.nearest(read(name));
			if (!all.contain(read(name), isEmpty(each)) && (!isVariable(name) || isTypingError(name, nearest))) {
				unknown.add("'%s' (from %s)%s".formatted(name, origin(each.getValue(), name),
						(nearest != null) ? ": did you mean '" + nearest + "'?" : "."));
			}
		}
		if (!unknown.isEmpty()) {
			String more = (unknown.size() > MAX_NAMES) ? " And " + (unknown.size() - MAX_NAMES) + " more." : "";
			logger.warn("Properties that Monitor does not know have no effect: {}{}",
					String.join(" ", unknown.subList(0, Math.min(unknown.size(), MAX_NAMES))), more);
		}
	}

	/**
	 * Find the prefixes of an application's own properties, which metadata need not tell
	 * of. No bean is created for it. A prefix that Monitor has too says nothing of names
	 * below it.
	 */
	private static List<ConfigurationPropertyName> prefixesOfOthers(ConfigurableListableBeanFactory beans,
			KnownProperties own) {
		List<ConfigurationPropertyName> prefixes = new ArrayList<>();
		for (String bean : beans.getBeanDefinitionNames()) {
			ConfigurationProperties properties = beans.findAnnotationOnBean(bean, ConfigurationProperties.class, false);
			ConfigurationPropertyName prefix = (properties != null)
					? ConfigurationPropertyName.adapt(properties.prefix(), '.') : null;
			if (prefix != null && !own.contain(prefix, true)) {
				prefixes.add(prefix);
			}
		}
		return prefixes;
	}

	/**
	 * Find Monitor's properties.
	 * @return where each is set, by its name as it is written there
	 */
	static Map<String, PropertySource<?>> names(ConfigurableEnvironment environment) {
		Map<String, PropertySource<?>> names = new LinkedHashMap<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					if (name.length() > PREFIX.length() && name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
							&& SEPARATORS.indexOf(name.charAt(PREFIX.length())) >= 0) {
						names.putIfAbsent(name, source);
					}
				}
			}
		}
		return names;
	}

	private static boolean isEmpty(Map.Entry<String, PropertySource<?>> name) {
		return ObjectUtils.isEmpty(name.getValue().getProperty(name.getKey()));
	}

	static ConfigurationPropertyName read(String name) {
		return isVariable(name) ? ConfigurationPropertyName.adapt(name.toLowerCase(Locale.ROOT), '_')
				: ConfigurationPropertyName.adapt(name, '.');
	}

	/**
	 * Tell whether a name is that of an environment variable, wherever it was read from.
	 */
	private static boolean isVariable(String name) {
		return name.charAt(PREFIX.length()) == '_';
	}

	private static boolean isTypingError(String variable, @Nullable String nearest) {
		int errors = (nearest != null) ? KnownProperties.distance(variable, nearest) : 0;
		return errors > 0 && errors <= KnownProperties.MAX_TYPING_ERRORS;
	}

	static Object origin(PropertySource<?> source, String name) {
		Origin origin = OriginLookup.getOrigin(source, name);
		return (origin != null) ? origin : source.getName();
	}

}
