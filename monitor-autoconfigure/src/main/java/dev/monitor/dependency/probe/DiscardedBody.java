package dev.monitor.dependency.probe;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

/**
 * Reads a body only so far that the connection can be used again, and gives up on it
 * after 64 KB.
 */
final class DiscardedBody implements BodySubscriber<Boolean> {

	private static final long MAX_BYTES = 64 * 1024;

	private final CompletableFuture<Boolean> complete = new CompletableFuture<>();

	private @Nullable Subscription subscription;

	private long bytes;

	@Override
	public CompletionStage<Boolean> getBody() {
		return this.complete;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		subscription.request(1);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		for (ByteBuffer buffer : buffers) {
			this.bytes += buffer.remaining();
		}
		if (this.subscription != null && this.bytes < MAX_BYTES) {
			this.subscription.request(1);
		}
		else if (this.subscription != null) {
			this.subscription.cancel();
			this.complete.complete(false);
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.complete.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		this.complete.complete(true);
	}

}
