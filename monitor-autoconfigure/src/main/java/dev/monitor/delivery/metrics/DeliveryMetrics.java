package dev.monitor.delivery.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.monitor.delivery.DeliveryFailure;
import dev.monitor.delivery.DeliveryListener;
import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.delivery.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of deliveries: attempts, and what has failed for good. All of a channel are
 * there from its first use, so that a first failure is seen as an increase. Thread-safe.
 */
public final class DeliveryMetrics implements MeterBinder {

	private final ObservedDeliveries deliveries;

	/**
	 * Create the meters.
	 * @param deliveries the deliveries
	 */
	public DeliveryMetrics(ObservedDeliveries deliveries) {
		this.deliveries = deliveries;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Recorder recorder = new Recorder(registry);
		this.deliveries.addListener(recorder);
		this.deliveries.channels().all().forEach(recorder::meters);
	}

	/**
	 * The meters of one channel.
	 *
	 * @param attempts by outcome
	 * @param failed by reason
	 */
	private record ChannelMeters(Map<String, Timer> attempts, Map<String, Counter> failed) {

		static ChannelMeters of(String channel, MeterRegistry registry) {
			Map<String, Timer> attempts = new HashMap<>();
			for (String outcome : new String[] { "success", "failure", "rejected" }) {
				attempts.put(outcome,
						Timer.builder("monitor.delivery")
							.description("Attempts to deliver")
							.tags("channel", channel, "outcome", outcome)
							.register(registry));
			}
			Map<String, Counter> failed = new HashMap<>();
			for (String reason : Reason.all()) {
				failed.put(reason,
						Counter.builder("monitor.delivery.failed")
							.description("Deliveries that have failed for good")
							.tags("channel", channel, "reason", reason)
							.register(registry));
			}
			return new ChannelMeters(Map.copyOf(attempts), Map.copyOf(failed));
		}

	}

	private static final class Recorder implements DeliveryListener {

		private final Map<String, ChannelMeters> channels = new ConcurrentHashMap<>();

		private final MeterRegistry registry;

		Recorder(MeterRegistry registry) {
			this.registry = registry;
		}

		ChannelMeters meters(String channel) {
			return this.channels.computeIfAbsent(channel, (name) -> ChannelMeters.of(name, this.registry));
		}

		@Override
		public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
			String outcome = (reason == null) ? "success" : reason.equals(Reason.REJECTED) ? "rejected" : "failure";
			Timer timer = meters(channel).attempts().get(outcome);
			if (timer != null) {
				timer.record(duration);
			}
		}

		@Override
		public void failed(DeliveryFailure failure) {
			Counter counter = meters(failure.channel()).failed().get(failure.reason());
			if (counter != null) {
				counter.increment();
			}
		}

	}

}
