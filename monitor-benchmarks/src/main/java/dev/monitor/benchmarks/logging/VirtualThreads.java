package dev.monitor.benchmarks.logging;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * Virtual threads, where Java has them; this module is compiled for Java 17.
 */
final class VirtualThreads {

	private static final @Nullable MethodHandle START = start();

	private VirtualThreads() {
	}

	static boolean available() {
		return START != null;
	}

	/**
	 * Run a task on a thread of its own and wait for it.
	 */
	static void run(Runnable task) throws InterruptedException {
		if (START == null) {
			throw new IllegalStateException("Java 21 or newer is needed");
		}
		try {
			((Thread) START.invokeExact(task)).join();
		}
		catch (InterruptedException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable MethodHandle start() {
		try {
			return MethodHandles.publicLookup()
				.findStatic(Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

}
