package dev.monitor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * Two threads that call the same at the same moment.
 */
public final class SameMoment {

	private SameMoment() {
	}

	/**
	 * Have two threads call something up to where it takes a lock, and then on.
	 * @param lock what it locks
	 * @param call what to call
	 * @return both results
	 */
	public static List<String> ofTwo(Object lock, Supplier<String> call) {
		List<String> results = new CopyOnWriteArrayList<>();
		List<Thread> threads = Stream.generate(() -> new Thread(() -> results.add(call.get()))).limit(2).toList();
		synchronized (lock) {
			threads.forEach(Thread::start);
			Awaitility.await()
				.until(() -> threads.stream().allMatch((thread) -> thread.getState() == Thread.State.BLOCKED));
		}
		Awaitility.await().until(() -> results.size() == 2);
		return results;
	}

}
