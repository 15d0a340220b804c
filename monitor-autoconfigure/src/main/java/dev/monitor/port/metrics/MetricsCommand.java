package dev.monitor.port.metrics;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.Word;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.push.PushMeterRegistry;

/**
 * Prints the values of meters by Micrometer's names, one a line. What has no value now
 * has no line.
 */
public final class MetricsCommand implements MonitorCommand {

	/**
	 * One that is pushed may forget what it has sent, and some have a part of the meters.
	 */
	private static final Comparator<MeterRegistry> BEST = Comparator
		.<MeterRegistry, Boolean>comparing((registry) -> !(registry instanceof PushMeterRegistry))
		.thenComparing((registry) -> registry.getMeters().size());

	private final Supplier<Collection<MeterRegistry>> registries;

	/**
	 * Create the command.
	 * @param registries gives the registries, one of which is printed: one that is not
	 * pushed rather than one that is, and then the one with the most meters
	 */
	public MetricsCommand(Supplier<Collection<MeterRegistry>> registries) {
		this.registries = registries;
	}

	@Override
	public String name() {
		return "metrics";
	}

	@Override
	public String summary() {
		return "Prints the value of each meter, or of those whose name begins with the prefix";
	}

	@Override
	public String arguments() {
		return "[prefix]";
	}

	@Override
	public String details() {
		return """
				Meters of several values have a line for each, with .count, .total, .max and so
				on behind the name. The prefix is compared with the name alone. Times are in
				the unit of the registry, which is seconds for Prometheus.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		Arguments.expectAtMost(1, this, arguments);
		String prefix = arguments.isEmpty() ? "" : arguments.get(0);
		MeterRegistry registry = this.registries.get()
			.stream()
			.filter((each) -> !(each instanceof CompositeMeterRegistry))
			.max(BEST)
			.orElseThrow(() -> new IllegalArgumentException("There is no meter registry"));
		Collection<MeterLine> lines = new TreeSet<>();
		for (Meter meter : registry.getMeters()) {
			if (Word.of(meter.getId().getName()).startsWith(prefix)) {
				lines.addAll(MeterLine.of(meter));
			}
		}
		if (lines.isEmpty()) {
			throw new IllegalArgumentException("There is no meter with a value"
					+ (prefix.isEmpty() ? "" : " whose name begins with '" + prefix + "'"));
		}
		StringBuilder answer = new StringBuilder();
		lines.forEach((line) -> answer.append(line).append('\n'));
		return answer.toString();
	}

}
