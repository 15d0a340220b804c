package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Counts the requests that pass, until they are complete.
 */
class CountingFilter implements Filter {

	private final LongAdder begun = new LongAdder();

	private final LongAdder endedAgain = new LongAdder();

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger mostInside = new AtomicInteger();

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Visit visit = new Visit();
		try {
			chain.doFilter(request, response);
		}
		finally {
			if (!request.isAsyncStarted()) {
				visit.end();
			}
			else {
				request.getAsyncContext().addListener(visit);
			}
		}
	}

	/**
	 * Return how many requests came.
	 */
	long begun() {
		return this.begun.sum();
	}

	/**
	 * Return how often a request ended that had ended before.
	 */
	long endedAgain() {
		return this.endedAgain.sum();
	}

	int inside() {
		return this.inside.get();
	}

	/**
	 * Return how many requests were inside at once, at most, since this was last asked.
	 */
	int mostInside() {
		return this.mostInside.getAndSet(0);
	}

	private final class Visit implements AsyncListener {

		private final AtomicBoolean over = new AtomicBoolean();

		Visit() {
			CountingFilter.this.begun.increment();
			CountingFilter.this.mostInside.accumulateAndGet(CountingFilter.this.inside.incrementAndGet(), Math::max);
		}

		void end() {
			if (this.over.compareAndSet(false, true)) {
				CountingFilter.this.inside.decrementAndGet();
			}
			else {
				CountingFilter.this.endedAgain.increment();
			}
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this);
		}

		@Override
		public void onComplete(AsyncEvent event) {
			end();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
		}

	}

}
