package dev.monitor.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The first names of many. Thread-safe.
 */
public final class BoundedNames {

	/**
	 * Stands for all that came too late.
	 */
	public static final String OTHER = "other";

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	private final int most;

	/**
	 * Create without a name.
	 * @param most how many names there may be
	 */
	public BoundedNames(int most) {
		this.most = most;
	}

	/**
	 * Return a name, or what stands for it.
	 * @param name the name
	 * @return the name; {@value #OTHER} if there are enough without it
	 */
	public String of(String name) {
		return (this.names.contains(name) || add(name)) ? name : OTHER;
	}

	private synchronized boolean add(String name) {
		return this.names.contains(name) || (this.names.size() < this.most && this.names.add(name));
	}

}
