package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests that pass, until they are complete. Sends back their
 * {@code X-Echo}.
 */
class CountingFilter implements Filter {

	private final LongAdder begun = new LongAdder();

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger mostInside = new AtomicInteger();

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Visit visit = new Visit();
		String echo = ((HttpServletRequest) request).getHeader("X-Echo");
		if (echo != null) {
			((HttpServletResponse) response).setHeader("X-Echo", echo);
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			if (!request.isAsyncStarted()) {
				visit.end();
			}
			else {
				request.setAttribute("visit " + System.identityHashCode(this), visit);
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

	int inside() {
		return this.inside.get();
	}

	/**
	 * Return how many requests were inside at once, at most, since this was last asked.
	 */
	int mostInside() {
		return this.mostInside.getAndSet(0);
	}

	/**
	 * Note that a request is over, whether or not its listeners heard of it.
	 */
	static void over(Collection<String> attributeNames, Function<String, @Nullable Object> attributes) {
		for (String name : attributeNames) {
			if (attributes.apply(name) instanceof Visit visit) {
				visit.end();
			}
		}
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
			// Tomcat may call nothing more after this.
			end();
		}

	}

}
