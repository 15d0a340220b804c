package dev.monitor.warmup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CachesWarmupTaskTests {

	private final List<String> called = new ArrayList<>();

	private final Map<String, CacheWarmer> warmers = new LinkedHashMap<>();

	private final WarmupProgress progress = new WarmupProgress();

	@Test
	void eachWarmerIsCalledOnceInOrder() throws Exception {
		this.warmers.put("prices", () -> this.called.add("prices"));
		this.warmers.put("orders", () -> this.called.add("orders"));
		new CachesWarmupTask(this.warmers).run(this.progress);
		assertThat(this.called).containsExactly("prices", "orders");
		assertThat(this.progress.done()).isEqualTo(this.progress.total()).isEqualTo(2);
	}

	@Test
	void aFailureNamesTheWarmerAndEndsTheTask() {
		this.warmers.put("prices", () -> {
			throw new IllegalArgumentException("token=abc");
		});
		this.warmers.put("orders", () -> this.called.add("orders"));
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> new CachesWarmupTask(this.warmers).run(this.progress))
			.withMessage("Cache 'prices': IllegalArgumentException: token=...");
		assertThat(this.called).isEmpty();
	}

	@Test
	void anInterruptIsNoFailureOfTheCache() {
		this.warmers.put("prices", () -> {
			throw new InterruptedException();
		});
		assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(() -> new CachesWarmupTask(this.warmers).run(this.progress));
	}

}
