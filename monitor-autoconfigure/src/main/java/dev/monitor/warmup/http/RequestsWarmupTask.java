package dev.monitor.warmup.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.http.RequestMark;
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
	public void run(WarmupProgress progress) throws IOException {
		progress.total(this.requests.stream().mapToInt(WarmupRequest::count).sum());
		OwnServer own = new OwnServer(this.server.get());
		for (WarmupRequest request : this.requests) {
			for (int i = 0; i < request.count(); i++) {
				int status = own.send(request, (this.mark != null) ? this.mark.value() : null);
				if (!request.expected().contains(status)) {
					throw new UnexpectedStatusException(request, status);
				}
				progress.step();
			}
		}
	}

}
