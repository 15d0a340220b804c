package dev.monitor.guard;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads token files again and again on a daemon thread of its own, so that no request
 * waits for a disk. Without files there is no thread. Thread-safe.
 */
public final class TokenFiles {

	private static final Logger logger = LoggerFactory.getLogger(TokenFiles.class);

	private final List<TokenFile> files;

	private final Duration interval;

	private @Nullable ScheduledExecutorService scheduler;

	/**
	 * Create without a thread.
	 * @param files the files
	 * @param interval pause between two readings
	 */
	public TokenFiles(Collection<TokenFile> files, Duration interval) {
		this.files = List.copyOf(files);
		this.interval = interval;
	}

	public synchronized void start() {
		if (this.scheduler != null || this.files.isEmpty()) {
			return;
		}
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "monitor-token-files");
			thread.setDaemon(true);
			return thread;
		});
		started.scheduleWithFixedDelay(this::refresh, this.interval.toNanos(), this.interval.toNanos(),
				TimeUnit.NANOSECONDS);
		this.scheduler = started;
	}

	public synchronized void stop() {
		if (this.scheduler != null) {
			this.scheduler.shutdownNow();
			this.scheduler = null;
		}
	}

	private void refresh() {
		try {
			this.files.forEach(TokenFile::refresh);
		}
		catch (Throwable ex) {
			logger.error("Token files could not be read; the next try is in {} ms", this.interval.toMillis(), ex);
		}
	}

}
