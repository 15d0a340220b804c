package dev.monitor.task;

import java.util.concurrent.CompletableFuture;

import dev.monitor.Patience;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaemonThread}.
 */
class DaemonThreadTests {

	private final InheritableThreadLocal<@Nullable String> context = new InheritableThreadLocal<>();

	@Test
	void itInheritsTheClassLoaderAndNothingElse() {
		ClassLoader original = Thread.currentThread().getContextClassLoader();
		ClassLoader loader = new ClassLoader(original) {
		};
		CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
		CompletableFuture<@Nullable String> inherited = new CompletableFuture<>();
		this.context.set("of the caller");
		Thread.currentThread().setContextClassLoader(loader);
		try {
			Thread thread = DaemonThread.of("monitor-test", () -> {
				seen.complete(Thread.currentThread().getContextClassLoader());
				inherited.complete(this.context.get());
			});
			assertThat(thread.isDaemon()).isTrue();
			assertThat(thread.getName()).isEqualTo("monitor-test");
			thread.start();
		}
		finally {
			Thread.currentThread().setContextClassLoader(original);
			this.context.remove();
		}
		assertThat(seen).succeedsWithin(Patience.LONGEST).isSameAs(loader);
		assertThat(inherited).succeedsWithin(Patience.LONGEST).isNull();
	}

}
