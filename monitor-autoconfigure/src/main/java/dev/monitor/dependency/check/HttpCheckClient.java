package dev.monitor.dependency.check;

import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The one {@link HttpClient} that all {@link HttpCheck HTTP checks} share. It comes into
 * being with the first check and not with the application's start, as it loads the JDK's
 * certificates. Thread-safe.
 */
public final class HttpCheckClient implements AutoCloseable {

	private static final int THREADS = 2;

	private @Nullable HttpClient client;

	private @Nullable ExecutorService executor;

	private boolean closed;

	synchronized HttpClient get() {
		if (this.closed) {
			throw new IllegalStateException("HTTP client is closed");
		}
		if (this.client == null) {
			this.executor = newExecutor();
			this.client = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.followRedirects(HttpClient.Redirect.NEVER)
				.executor(this.executor)
				.build();
		}
		return this.client;
	}

	/**
	 * Abort all exchanges and end all threads; on a JDK before 21 the client's own thread
	 * ends when the garbage collector finds the client.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.client != null) {
			shutdownNow(this.client);
			this.client = null;
		}
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	private static void shutdownNow(HttpClient client) {
		try {
			HttpClient.class.getMethod("shutdownNow").invoke(client);
		}
		catch (ReflectiveOperationException ex) {
			// a JDK before 21
		}
	}

	private static ExecutorService newExecutor() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(null, task, "monitor-dependency-http", 0, false);
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

}
