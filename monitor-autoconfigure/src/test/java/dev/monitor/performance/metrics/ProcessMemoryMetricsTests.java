package dev.monitor.performance.metrics;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.process.FakeFiles;
import dev.monitor.process.MemorySampler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessMemoryMetrics}.
 */
class ProcessMemoryMetricsTests {

	@TempDir
	private Path root;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final AtomicLong nanos = new AtomicLong();

	// gauges hold what they read weakly
	private @Nullable ProcessMemoryMetrics metrics;

	@Test
	void thereIsNoMeterForWhatTheSystemDoesNotTell() {
		bind();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void whatIsCheapIsReadWithEachScrapeAndTheRestIsSampled() {
		FakeFiles files = new FakeFiles(this.root);
		files.writeMemory();
		MemorySampler sampler = bind();
		assertThat(bytes("rss")).isEqualTo(2048 * 1024);
		assertThat(bytes("swap")).isEqualTo(4 * 1024);
		assertThat(bytes("pss")).isNaN();
		assertThat(age()).isNaN();
		sampler.sample();
		files.write("proc/self/status", "VmRSS: 1 kB\n");
		files.write("proc/self/smaps_rollup", "Rss: 1 kB\nPss: 1 kB\nPrivate_Clean: 1 kB\nPrivate_Dirty: 0 kB\n");
		assertThat(bytes("rss")).isEqualTo(1024);
		assertThat(bytes("swap")).isNaN();
		assertThat(bytes("pss")).isEqualTo(1707 * 1024);
		assertThat(bytes("uss")).isEqualTo(1536 * 1024);
		this.nanos.addAndGet(7_500_000_000L);
		assertThat(age()).isEqualTo(7.5);
		sampler.sample();
		assertThat(bytes("pss")).isEqualTo(1024);
		assertThat(bytes("uss")).isEqualTo(1024);
		assertThat(age()).isZero();
	}

	@Test
	void theLimitIsThatOfTheControlGroup() {
		FakeFiles files = new FakeFiles(this.root);
		files.write("proc/self/cgroup", "0::/pods/a\n");
		files.write("sys/fs/cgroup/pods/a/memory.current", "1\n");
		bind();
		assertThat(this.registry.find("process.memory.limit").gauge()).isNull();
		files.write("sys/fs/cgroup/pods/a/memory.max", "536870912\n");
		bind();
		Gauge limit = this.registry.get("process.memory.limit").gauge();
		assertThat(limit.value()).isEqualTo(536870912);
		files.write("sys/fs/cgroup/pods/a/memory.max", "max\n");
		assertThat(limit.value()).isNaN();
	}

	private MemorySampler bind() {
		MemorySampler sampler = new MemorySampler(this.root, this.nanos::get);
		this.metrics = new ProcessMemoryMetrics(this.root, sampler);
		this.metrics.bindTo(this.registry);
		return sampler;
	}

	private double age() {
		return this.registry.get("process.memory.age").gauge().value();
	}

	private double bytes(String kind) {
		return this.registry.get("process.memory").tag("kind", kind).gauge().value();
	}

}
