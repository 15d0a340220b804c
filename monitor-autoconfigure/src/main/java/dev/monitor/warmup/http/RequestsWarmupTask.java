package dev.monitor.warmup.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.request.RequestMark;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;
import org.jspecify.annotations.Nullable;

/**
 * {@link WarmupTask} that sends requests to the application it runs in, one after the
 * other, and wants the expected answer to each.
 */
public final class RequestsWarmupTask implements WarmupTask {

	private final List<WarmupRequest> requests;

	private final Supplier<URI> server;

	private final @Nullable RequestMark mark;

	/**
	 * Create the task.
	 * @param requests what to send, in this order
	 * @param server gives scheme, host and port of the application when the task runs
	 * @param mark marks the requests as Monitor's own, {@code null} to let them count
	 */
	public RequestsWarmupTask(List<WarmupRequest> requests, Supplier<URI> server, @Nullable RequestMark mark) {
		this.requests = List.copyOf(requests);
		this.server = server;
		this.mark = mark;
	}

	@Override
	public String name() {
		return "requests";
	}

	@Override
	public void run(WarmupProgress progress) throws IOException, InterruptedException {
		progress.total(this.requests.stream().mapToInt(WarmupRequest::count).sum());
		URI address = this.server.get();
		HttpClient client = OwnServer.client();
		for (WarmupRequest request : this.requests) {
			HttpRequest message = message(request, address);
			for (int i = 0; i < request.count(); i++) {
				int status = client.send(message, BodyHandlers.discarding()).statusCode();
				if (!request.accepts(status)) {
					throw new UnexpectedStatusException(request, status);
				}
				progress.step();
			}
		}
	}

	private HttpRequest message(WarmupRequest request, URI address) {
		HttpRequest.Builder builder = HttpRequest.newBuilder(address.resolve(request.path()));
		request.headers().forEach(builder::setHeader);
		if (this.mark != null) {
			builder.setHeader(RequestMark.HEADER, this.mark.value());
		}
		String body = request.body();
		if (body != null && request.headers().keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
			builder.setHeader("Content-Type", "application/json");
		}
		return builder
			.method(request.method(), (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.build();
	}

	private static final class UnexpectedStatusException extends IOException {

		private static final long serialVersionUID = 1L;

		private UnexpectedStatusException(WarmupRequest request, int status) {
			super("%s answered %d".formatted(request, status));
		}

	}

}
