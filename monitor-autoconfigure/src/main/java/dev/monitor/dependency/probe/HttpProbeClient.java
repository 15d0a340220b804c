package dev.monitor.dependency.probe;

import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import dev.monitor.task.DaemonThread;
import org.jspecify.annotations.Nullable;

/**
 * The {@link HttpClient} that all {@link HttpProbe HTTP probes} with the same TLS share.
 * It comes into being with the first check and not with the application's start, as it
 * loads certificates. Thread-safe.
 */
public final class HttpProbeClient implements AutoCloseable {

	private static final int THREADS = 2;

	private final @Nullable Supplier<Tls> tls;

	private @Nullable HttpClient client;

	private @Nullable ExecutorService executor;

	private boolean closed;

	/**
	 * Create a client that trusts whom the JDK trusts.
	 */
	public HttpProbeClient() {
		this.tls = null;
	}

	/**
	 * Create a client.
	 * @param tls whom to trust and what to show, asked when connections are first needed
	 */
	public HttpProbeClient(Supplier<Tls> tls) {
		this.tls = tls;
	}

	synchronized HttpClient get() {
		if (this.closed) {
			throw new IllegalStateException("HTTP client is closed");
		}
		if (this.client == null) {
			this.executor = newExecutor();
			HttpClient.Builder builder = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.followRedirects(HttpClient.Redirect.NEVER)
				.executor(this.executor);
			if (this.tls != null) {
				Tls current = this.tls.get();
				builder.sslContext(current.context()).sslParameters(current.parameters());
			}
			this.client = builder.build();
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
		reload();
	}

	/**
	 * Abort all exchanges and begin anew with the next one, with the TLS of then.
	 */
	public synchronized void reload() {
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
				new LinkedBlockingQueue<>(), (task) -> DaemonThread.of("monitor-dependency-http", task));
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	/**
	 * TLS of a client.
	 *
	 * @param context keys and whom to trust
	 * @param parameters protocols and ciphers
	 */
	public record Tls(SSLContext context, SSLParameters parameters) {

	}

}
