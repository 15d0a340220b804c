package dev.monitor.logging.logback;

import java.util.function.Supplier;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;

/**
 * An encoder that makes way for a new one after an {@link Error}. An overflow of the
 * stack can leave what logstash-logback-encoder keeps for each thread in use for ever or
 * half-written, and with it a thread without a log. Thread-safe.
 */
final class RenewedEncoder {

	private final Supplier<EventEncoder> factory;

	private volatile @Nullable EventEncoder encoder;

	RenewedEncoder(Supplier<EventEncoder> factory) {
		this.factory = factory;
		this.encoder = factory.get();
	}

	byte[] encode(ILoggingEvent event) {
		try {
			EventEncoder current = this.encoder;
			return ((current != null) ? current : renew()).encode(event);
		}
		catch (Error ex) {
			// no call here, for which there may be no room on the stack
			this.encoder = null;
			throw ex;
		}
	}

	private synchronized EventEncoder renew() {
		EventEncoder current = this.encoder;
		if (current == null) {
			current = this.factory.get();
			this.encoder = current;
		}
		return current;
	}

}
