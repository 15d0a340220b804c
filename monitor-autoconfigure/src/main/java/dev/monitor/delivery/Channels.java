package dev.monitor.delivery;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of the application, of which there are few. Thread-safe.
 */
public final class Channels {

	/**
	 * How many channels there can be.
	 */
	public static final int MOST = 20;

	private static final String OTHER = "other";

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private static final Logger logger = LoggerFactory.getLogger(Channels.class);

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	/**
	 * Tell whether a channel can have a name.
	 * @param name the name
	 * @return whether it can
	 */
	public static boolean isName(String name) {
		return NAME.matcher(name).matches();
	}

	/**
	 * Return the channels that are known so far.
	 * @return their names
	 */
	public Collection<String> all() {
		return Set.copyOf(this.known);
	}

	/**
	 * Take a channel in.
	 * @param name its name
	 * @return the name, or {@code other} if it is none or there are too many
	 */
	public String use(String name) {
		return (this.known.contains(name) || add(name)) ? name : OTHER;
	}

	private synchronized boolean add(String name) {
		if (this.known.contains(name) || (isName(name) && this.known.size() < MOST && this.known.add(name))) {
			return true;
		}
		if (this.known.add(OTHER)) {
			logger.warn("Deliveries of some channels are counted as channel 'other': a channel is one of at most {}"
					+ " constants of letters, digits, dots, dashes and underscores", MOST);
		}
		return false;
	}

}
