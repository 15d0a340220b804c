package dev.monitor.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.task.PeriodicTask;

/**
 * Keeps the last {@link ProcessMemory} that was sampled, so that readers need not wait
 * for the kernel. {@link StatusSource} of the section {@code memory}: {@code rss},
 * {@code uss} and {@code pss} in bytes, -1 where the system does not tell. Thread-safe.
 */
public final class MemorySampler implements StatusSource {

	private static final Duration PAUSE = Duration.ofSeconds(30);

	private final Path root;

	private final LongSupplier nanoTime;

	private final PeriodicTask task = new PeriodicTask("monitor-memory", this::sample, Duration.ZERO, PAUSE);

	private volatile Sample last = new Sample(ProcessMemory.NONE, 0);

	/**
	 * Create the sampler.
	 * @param root where {@code proc} is
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public MemorySampler(Path root, LongSupplier nanoTime) {
		this.root = root;
		this.nanoTime = nanoTime;
	}

	/**
	 * Take samples from now on, one each 30 seconds.
	 */
	public void start() {
		this.task.start();
	}

	/**
	 * Take no more samples; the last one stays.
	 */
	public void stop() {
		this.task.stop();
	}

	/**
	 * Take a sample: of all pages where the kernel tells, otherwise what it has at hand.
	 */
	public void sample() {
		ProcessMemory sample = ProcessMemory.ofPages(this.root);
		boolean known = sample.rss() != ProcessMemory.UNKNOWN;
		this.last = new Sample(known ? sample : ProcessMemory.ofStatus(this.root), this.nanoTime.getAsLong());
	}

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public StatusSection section() {
		ProcessMemory memory = last();
		return StatusSection.EMPTY.with("rss", memory.rss()).with("uss", memory.uss()).with("pss", memory.pss());
	}

	/**
	 * Return the last sample.
	 * @return the memory then; nothing is known before the first sample
	 */
	public ProcessMemory last() {
		return this.last.memory();
	}

	/**
	 * Return how old the last sample is.
	 * @return seconds, not a number while nothing is known
	 */
	public double ageInSeconds() {
		Sample sample = this.last;
		return !sample.memory().equals(ProcessMemory.NONE) ? (this.nanoTime.getAsLong() - sample.taken()) / 1e9
				: Double.NaN;
	}

	/**
	 * Return whether samples know how much memory is shared.
	 * @return whether the kernel tells
	 */
	public boolean knowsPages() {
		return Files.isReadable(ProcessMemory.rollup(this.root));
	}

	private record Sample(ProcessMemory memory, long taken) {

	}

}
