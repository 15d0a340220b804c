package dev.monitor.dashboard;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import dev.monitor.failure.FailureReason;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.JsonObject;
import dev.monitor.http.Problem;
import dev.monitor.http.SharedRendering;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with one kind of data, unless it takes long: whoever asks for another kind does
 * not wait for it. Thread-safe.
 */
final class DataAnswers {

	private static final Logger logger = LoggerFactory.getLogger(DataAnswers.class);

	private static final HttpResponse BUSY = Problem.of(503, "Another request takes too long.");

	private final PageData data;

	private final SharedRendering<Wanted, Written> written;

	private final AtomicBoolean failed = new AtomicBoolean();

	private final String name;

	DataAnswers(String name, PageData data, LongSupplier nanoTime) {
		this.name = name;
		this.data = data;
		this.written = new SharedRendering<>(nanoTime);
	}

	/**
	 * Answer a request. What the data throws is told to the viewer and, the first time,
	 * to the log.
	 * @return the answer, {@code null} if there is no such selection
	 */
	@Nullable HttpResponse answer(String selection, AccessLevel level, boolean gzip) {
		Wanted wanted = new Wanted(selection, level);
		Written found = this.data.isShared() ? this.written.get(wanted, () -> write(wanted)) : write(wanted);
		if (found == null) {
			return BUSY;
		}
		if (found.failure() != null) {
			return Problem.of(500, found.failure());
		}
		return (found.content() != null) ? found.content().response(gzip) : null;
	}

	private Written write(Wanted wanted) {
		try {
			JsonObject json = this.data.write(wanted.selection(), wanted.level());
			return new Written((json != null) ? Content.of("application/json", json.toBytes()) : null, null);
		}
		catch (Throwable ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("The dashboard could not read '{}'; later failures are not logged", this.name, ex);
			}
			return new Written(null, "That could not be read: " + FailureReason.of(ex));
		}
	}

	private record Wanted(String selection, AccessLevel level) {

	}

	/**
	 * What was written, if there was anything to write, or why not.
	 */
	private record Written(@Nullable Content content, @Nullable String failure) {

	}

}
