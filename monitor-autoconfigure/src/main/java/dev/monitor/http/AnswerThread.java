package dev.monitor.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.monitor.task.DaemonThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that answers, one after the other, the requests for which a {@link Responder}
 * would have to wait, or a few such threads. They end after a minute without any.
 * Thread-safe.
 */
public final class AnswerThread implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AnswerThread.class);

	private static final int MAX_WAITING = 256;

	private final String subject;

	private final ThreadPoolExecutor executor;

	/**
	 * Create without a thread.
	 * @param name name of the thread
	 * @param subject the words that begin a sentence about what is served
	 */
	public AnswerThread(String name, String subject) {
		this(name, subject, 1);
	}

	/**
	 * Create without a thread, for requests that should not wait for each other.
	 * @param name name of the threads
	 * @param subject the words that begin a sentence about what is served
	 * @param most how many threads there may be
	 */
	public AnswerThread(String name, String subject, int most) {
		this.subject = subject;
		this.executor = new ThreadPoolExecutor(most, most, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MAX_WAITING),
				(task) -> DaemonThread.of(name, task));
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Have a request answered. If that fails the answer is 500, and 503 if too many wait.
	 * @param answer takes the response
	 * @param task answers
	 */
	public void execute(Answer answer, Runnable task) {
		try {
			this.executor.execute(() -> {
				try {
					task.run();
				}
				catch (Throwable ex) {
					// first: without memory not even a warning can be written
					answer.accept(HttpResponse.of(500));
					logger.warn("{} could not be served", this.subject, ex);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			answer.accept(HttpResponse.of(503));
		}
	}

	/**
	 * End the thread. Whoever still waits is answered with 503 when his time is up.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
