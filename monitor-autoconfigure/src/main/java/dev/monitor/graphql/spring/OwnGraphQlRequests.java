package dev.monitor.graphql.spring;

import dev.monitor.graphql.execution.GraphQlLogInstrumentation;
import dev.monitor.http.RequestMark;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * {@link WebGraphQlInterceptor} that passes on the mark of Monitor's own requests, so
 * that they are not logged.
 */
public final class OwnGraphQlRequests implements WebGraphQlInterceptor {

	private final @Nullable RequestMark mark;

	/**
	 * Create the interceptor.
	 * @param mark the mark; {@code null} if there are no such requests
	 */
	public OwnGraphQlRequests(@Nullable RequestMark mark) {
		this.mark = mark;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		String header = request.getHeaders().getFirst(RequestMark.HEADER);
		if (this.mark != null && this.mark.hides(header)) {
			request.configureExecutionInput((input, builder) -> {
				GraphQlLogInstrumentation.leaveOut(input);
				return input;
			});
		}
		return chain.next(request);
	}

}
