package dev.monitor.dependency.probe;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the first 256 characters of a body and reads on only so far that the connection
 * can be used again: it gives up after 64 KB.
 */
final class BodyHead implements BodySubscriber<String> {

	private static final long MAX_BYTES = 64 * 1024;

	private static final int KEPT = 256;

	private final CompletableFuture<String> complete = new CompletableFuture<>();

	private final ByteBuffer head = ByteBuffer.allocate(KEPT);

	private @Nullable Subscription subscription;

	private long bytes;

	@Override
	public CompletionStage<String> getBody() {
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
			while (this.head.hasRemaining() && buffer.hasRemaining()) {
				this.head.put(buffer.get());
			}
		}
		if (this.subscription != null && this.bytes < MAX_BYTES) {
			this.subscription.request(1);
		}
		else if (this.subscription != null) {
			this.subscription.cancel();
			onComplete();
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.complete.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		this.complete.complete(new String(this.head.array(), 0, this.head.position(), StandardCharsets.ISO_8859_1));
	}

}
