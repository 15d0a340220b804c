package dev.monitor.performance.profile;

import java.time.Duration;
import java.util.Locale;

import jdk.jfr.EventSettings;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;

/**
 * What a profile is of.
 */
enum ProfileKind {

	/**
	 * Threads that run Java code, looked at every 20 ms: a sample is worth one.
	 */
	CPU("jdk.ExecutionSample"),

	/**
	 * Objects that are made, at most 300 samples a second: a sample is worth the bytes
	 * that it stands for.
	 */
	ALLOCATION("jdk.ObjectAllocationSample");

	private final String event;

	ProfileKind(String event) {
		this.event = event;
	}

	static ProfileKind of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

	void enable(Recording recording) {
		EventSettings settings = recording.enable(this.event).withStackTrace();
		if (this == CPU) {
			settings.withPeriod(Duration.ofMillis(20));
		}
		else {
			settings.with("throttle", "300/s");
		}
	}

	boolean has(RecordedEvent sample) {
		return sample.getEventType().getName().equals(this.event);
	}

	long value(RecordedEvent sample) {
		return (this == CPU) ? 1 : sample.getLong("weight");
	}

}
