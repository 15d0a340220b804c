package dev.monitor.benchmarks.micro;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.QueueOrder;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Takes a permit and gives it back, with permits to spare: what each request pays while
 * there is no overload.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class PermitBenchmark {

	private static final int LIMIT = 100;

	private final ConcurrencyLimiter monitor = new ConcurrencyLimiter(LIMIT, LIMIT, QueueOrder.FIFO, System::nanoTime);

	private final Semaphore semaphore = new Semaphore(LIMIT);

	private final Semaphore fairSemaphore = new Semaphore(LIMIT, true);

	private final Bulkhead bulkhead = Bulkhead.of("benchmark",
			BulkheadConfig.custom().maxConcurrentCalls(LIMIT).build());

	private final Limiter<Void> netflix = SimpleLimiter.newBuilder().limit(FixedLimit.of(LIMIT)).build();

	@Benchmark
	public Admission monitor() throws InterruptedException {
		Admission admission = this.monitor.acquire(1_000_000_000);
		this.monitor.release();
		return admission;
	}

	@Benchmark
	public void semaphore() throws InterruptedException {
		this.semaphore.acquire();
		this.semaphore.release();
	}

	@Benchmark
	public void fairSemaphore() throws InterruptedException {
		this.fairSemaphore.acquire();
		this.fairSemaphore.release();
	}

	@Benchmark
	public void resilience4j() {
		this.bulkhead.acquirePermission();
		this.bulkhead.onComplete();
	}

	@Benchmark
	public void netflix() {
		this.netflix.acquire(null).orElseThrow().onSuccess();
	}

}
