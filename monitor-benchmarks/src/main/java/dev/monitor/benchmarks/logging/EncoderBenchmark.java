package dev.monitor.benchmarks.logging;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the event to the bytes of its line.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class EncoderBenchmark {

	@Param
	@SuppressWarnings("NullAway.Init")
	private LogWriter writer;

	@Param
	@SuppressWarnings("NullAway.Init")
	private LogEvent event;

	@SuppressWarnings("NullAway.Init")
	private Encoder<ILoggingEvent> encoder;

	@SuppressWarnings("NullAway.Init")
	private ILoggingEvent logged;

	private long bytes;

	@Setup(Level.Trial)
	public void setUp() {
		LoggerContext context = new LoggerContext();
		this.encoder = this.writer.start(context);
		this.logged = this.event.create(context, this.writer.isMonitor());
	}

	@Benchmark
	public long onThisThread() {
		write();
		return this.bytes;
	}

	/**
	 * What the event costs where each request has a virtual thread of its own.
	 */
	@Benchmark
	public long onFreshVirtualThread() throws InterruptedException {
		VirtualThreads.run(this::write);
		return this.bytes;
	}

	private void write() {
		this.bytes += Objects.requireNonNull(this.encoder.encode(this.logged)).length;
	}

}
