package dev.monitor.delivery;

import java.time.temporal.ChronoUnit;

import dev.monitor.event.EventKind;
import dev.monitor.event.EventLog;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.event.TraceIds;
import org.slf4j.event.Level;

/**
 * Logs what has failed for good to the logger {@code delivery}, as a warning. Of the
 * target it has the host alone. Thread-safe.
 */
public final class DeliveryEvents implements DeliveryListener {

	private static final EventKind KIND = EventKind.of("delivery");

	private static final EventLog events = new EventLog("delivery");

	@Override
	public void failed(DeliveryFailure failure) {
		if (events.isEnabled(Level.WARN)) {
			events.log(Level.WARN, new DeliveryEvent(failure, TraceIds.current()), "Delivery to " + failure.host()
					+ " has failed for good (" + failure.channel() + "): " + failure.reason());
		}
	}

	private static final class DeliveryEvent extends EventMarker {

		private final DeliveryFailure failure;

		private final TraceIds trace;

		DeliveryEvent(DeliveryFailure failure, TraceIds trace) {
			super(KIND);
			this.failure = failure;
			this.trace = trace;
		}

		@Override
		public void describe(EventPairs pairs) {
			pairs.add("channel", this.failure.channel());
			pairs.add("host", this.failure.host());
			pairs.add("reason", this.failure.reason());
			if (this.failure.since() != null) {
				pairs.add("attempts", this.failure.attempts());
				pairs.add("since", this.failure.since().truncatedTo(ChronoUnit.MILLIS).toString());
			}
			this.trace.describe(pairs);
		}

	}

}
