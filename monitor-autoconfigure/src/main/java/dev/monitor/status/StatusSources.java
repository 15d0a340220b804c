package dev.monitor.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.monitor.failure.Listeners;
import org.jspecify.annotations.Nullable;

/**
 * The sections of the application by name. Where several sources have a name, the first
 * one has it; one that cannot tell its name is left out. Thread-safe.
 */
public final class StatusSources {

	private final Map<String, StatusSource> byName = new LinkedHashMap<>();

	/**
	 * Create for some sources.
	 * @param sources the sources, in the order in which to print them
	 */
	public StatusSources(Collection<? extends StatusSource> sources) {
		// No lambda: the monitor port may come here for the first time when memory is
		// short, and one that cannot be linked then can never be (JVMS 5.4.3.6).
		new Listeners<StatusSource>(sources).tell(new Consumer<>() {

			@Override
			public void accept(StatusSource source) {
				StatusSources.this.byName.putIfAbsent(Objects.requireNonNull(source.name()), source);
			}

		});
	}

	/**
	 * Return a source.
	 * @param name the name of its section
	 * @return the source, {@code null} if there is none
	 */
	public @Nullable StatusSource get(String name) {
		return this.byName.get(name);
	}

	/**
	 * Return a section as of now.
	 * @param name its name
	 * @return the section, empty if there is none
	 */
	public StatusSection section(String name) {
		StatusSource source = get(name);
		return (source != null) ? source.section() : StatusSection.EMPTY;
	}

	/**
	 * Return a section over the last while.
	 * @param name its name
	 * @param interval how far to look back
	 * @return the section, empty if there is none
	 */
	public StatusSection section(String name, Duration interval) {
		StatusSource source = get(name);
		return (source != null) ? source.section(interval) : StatusSection.EMPTY;
	}

	/**
	 * Return what operators may have done. A source that cannot tell is left out.
	 * @return the actions of all sources
	 */
	public List<Action> actions() {
		List<Action> all = new ArrayList<>();
		new Listeners<StatusSource>(all()).tell((source) -> all.addAll(source.actions()));
		return all;
	}

	/**
	 * Return all sources.
	 * @return the sources in their order
	 */
	public Collection<StatusSource> all() {
		return this.byName.values();
	}

}
