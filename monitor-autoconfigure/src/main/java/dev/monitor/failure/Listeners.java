package dev.monitor.failure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listeners of one type, told one after the other. What a listener throws harms neither
 * the other listeners nor the work that they observe: it is logged, the first failure of
 * each listener as a warning, the others at debug level. Thread-safe.
 *
 * @param <T> the type of the listeners
 */
public final class Listeners<T> {

	private static final Logger logger = LoggerFactory.getLogger(Listeners.class);

	private final List<T> listeners;

	private final Set<String> failed = ConcurrentHashMap.newKeySet();

	/**
	 * Create for some listeners.
	 * @param listeners the listeners, in the order in which they are told; may be empty
	 */
	public Listeners(Collection<? extends T> listeners) {
		this.listeners = new CopyOnWriteArrayList<>(listeners);
	}

	/**
	 * Add a listener, to be told last.
	 * @param listener the listener
	 */
	public void add(T listener) {
		this.listeners.add(listener);
	}

	/**
	 * Tell whether nobody listens.
	 * @return whether there is no listener
	 */
	public boolean isEmpty() {
		return this.listeners.isEmpty();
	}

	/**
	 * Tell all listeners, on the calling thread.
	 * @param message calls the listener
	 */
	public void tell(Consumer<? super T> message) {
		for (T listener : this.listeners) {
			try {
				message.accept(listener);
			}
			catch (Throwable ex) {
				logFailure(listener, ex);
			}
		}
	}

	/**
	 * Ask all listeners, on the calling thread.
	 * @param question asks the listener
	 * @param <R> the type of the answers
	 * @return the answers that are not {@code null}, without those of listeners that fail
	 */
	public <R> List<R> ask(Function<? super T, ? extends @Nullable R> question) {
		List<R> answers = new ArrayList<>();
		tell((listener) -> {
			R answer = question.apply(listener);
			if (answer != null) {
				answers.add(answer);
			}
		});
		return answers;
	}

	private void logFailure(T listener, Throwable ex) {
		try {
			String name = listener.getClass().getName();
			if (this.failed.add(name)) {
				logger.warn("Listener {} failed; later failures are logged at debug level", name, ex);
			}
			else {
				logger.debug("Listener {} failed", name, ex);
			}
		}
		catch (Throwable unlogged) {
			// as when the stack is full: nobody is left to tell
		}
	}

}
