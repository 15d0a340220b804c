package dev.monitor.process;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the last {@link ProcessMemory} that was sampled, so that readers need not wait
 * for the kernel. Thread-safe.
 */
public final class MemorySampler implements Runnable {

	private final Path root;

	private volatile ProcessMemory last = ProcessMemory.NONE;

	/**
	 * Create the sampler.
	 * @param root where {@code proc} is
	 */
	public MemorySampler(Path root) {
		this.root = root;
	}

	/**
	 * Take a sample: of all pages where the kernel tells, otherwise what it has at hand.
	 */
	@Override
	public void run() {
		ProcessMemory sample = ProcessMemory.ofPages(this.root);
		this.last = (sample.rss() != ProcessMemory.UNKNOWN) ? sample : ProcessMemory.ofStatus(this.root);
	}

	/**
	 * Return the last sample.
	 * @return the memory then; nothing is known before the first sample
	 */
	public ProcessMemory last() {
		return this.last;
	}

	/**
	 * Return whether samples know how much memory is shared.
	 * @return whether the kernel tells
	 */
	public boolean knowsPages() {
		return Files.isReadable(ProcessMemory.rollup(this.root));
	}

}
