package dev.monitor.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatusSource} of the section {@code deliveries}: {@code attempts} and
 * {@code failed_attempts} since the start, {@code failed} for good,
 * {@code failing_hosts}, and a row for each of these, named as it is, the one that has
 * failed for longest first, with
 * <ul>
 * <li>{@code failing_seconds}: since its first failure
 * <li>{@code days}: days on which there were failures
 * <li>{@code attempts}: how many attempts have failed
 * <li>{@code reason}: why the last one failed
 * <li>{@code since}: time of the first failure, in UTC
 * <li>{@code last_success}: time of the last success before, in UTC; empty if none is
 * known
 * </ul>
 * Thread-safe.
 */
public final class DeliveryStatus implements StatusSource, DeliveryListener {

	private final FailingHosts hosts;

	private final Clock clock;

	private final LongAdder attempts = new LongAdder();

	private final LongAdder failedAttempts = new LongAdder();

	private final LongAdder failed = new LongAdder();

	/**
	 * Create the source.
	 * @param hosts the hosts that are not reached
	 * @param clock tells for how long they have not been
	 */
	public DeliveryStatus(FailingHosts hosts, Clock clock) {
		this.hosts = hosts;
		this.clock = clock;
	}

	@Override
	public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
		this.attempts.increment();
		if (reason != null) {
			this.failedAttempts.increment();
		}
	}

	@Override
	public void failed(DeliveryFailure failure) {
		this.failed.increment();
	}

	@Override
	public String name() {
		return "deliveries";
	}

	@Override
	public StatusSection section() {
		List<FailingHost> failing = this.hosts.all();
		return StatusSection.EMPTY.with("attempts", this.attempts.sum())
			.with("failed_attempts", this.failedAttempts.sum())
			.with("failed", this.failed.sum())
			.with("failing_hosts", failing.size())
			.with(failing.stream().sorted(Comparator.comparing(FailingHost::since)).map(this::row).toList());
	}

	private StatusRow row(FailingHost host) {
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("failing_seconds",
				Math.max(0, Duration.between(host.since(), this.clock.instant()).toMillis()) / 1000.0);
		numbers.put("days", host.days());
		numbers.put("attempts", host.attempts());
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("reason", host.last().reason());
		texts.put("since", host.since().toString());
		Instant success = host.lastSuccess();
		texts.put("last_success", (success != null) ? success.toString() : "");
		return new StatusRow(host.host(), numbers, texts);
	}

}
