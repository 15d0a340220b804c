package dev.monitor.warmup.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.http.RequestMark;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link WarmupTask} that sends requests to the application it runs in, one after the
 * other, and wants the expected answer to each.
 */
public final class RequestsWarmupTask implements WarmupTask {

	private static final Logger logger = LoggerFactory.getLogger(RequestsWarmupTask.class);

	private final List<WarmupRequest> requests;

	private final Supplier<@Nullable URI> server;

	private final RequestMark mark;

	/**
	 * Create the task.
	 * @param requests what to send, in this order
	 * @param server gives scheme, host and port of the application when the task runs;
	 * {@code null} if it has no server of its own: then nothing is sent
	 * @param mark marks the requests as Monitor's own
	 */
	public RequestsWarmupTask(List<WarmupRequest> requests, Supplier<@Nullable URI> server, RequestMark mark) {
		this.requests = List.copyOf(requests);
		this.server = server;
		this.mark = mark;
	}

	@Override
	public String name() {
		return "requests";
	}

	@Override
	public void run(WarmupProgress progress) throws IOException {
		URI address = this.server.get();
		if (address == null) {
			logger.info("No warmup request is sent, as the application has no web server of its own");
			return;
		}
		progress.total((int) Math.min(Integer.MAX_VALUE, this.requests.stream().mapToLong(WarmupRequest::count).sum()));
		OwnServer own = new OwnServer(address);
		for (int i = 0; i < this.requests.size(); i++) {
			WarmupRequest request = this.requests.get(i);
			for (int sent = 0; sent < request.count(); sent++) {
				int status = own.send(request, this.mark.value());
				if (!request.expected().contains(status)) {
					throw new UnexpectedStatusException(request, status, "monitor.warmup.requests[" + i + "]");
				}
				progress.step();
			}
		}
	}

}
