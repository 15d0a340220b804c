package dev.monitor.port.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.monitor.gate.Gates;
import dev.monitor.port.Commands;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.diagnosis.DiagnoseCommand;
import dev.monitor.port.health.HealthCommands;
import dev.monitor.port.metrics.MetricsCommand;
import dev.monitor.port.performance.PerformanceCommands;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.status.Diagnostics;
import dev.monitor.status.StatusSources;
import dev.monitor.status.spring.StatusBeans;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.ClassUtils;

/**
 * The commands of the application, made when a client sends the first one: until then
 * their classes are not loaded. What the user has written is checked at the start.
 */
final class PortCommands implements Supplier<Commands>, AutoCloseable {

	private static final String METER_REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

	private final @Nullable Gates gates;

	private final StatusBeans sources;

	private final List<MonitorCommand> users;

	private final @Nullable Supplier<MonitorCommand> meters;

	private final @Nullable Supplier<Diagnostics> diagnostics;

	private final boolean agentReady;

	private final @Nullable Collection<String> allowed;

	private @Nullable Commands commands;

	PortCommands(ListableBeanFactory beans, PortProperties properties) {
		this.gates = beans.getBeanProvider(Gates.class).getIfAvailable();
		this.sources = new StatusBeans(beans);
		this.users = beans.getBeanProvider(MonitorCommand.class).orderedStream().toList();
		this.meters = ClassUtils.isPresent(METER_REGISTRY, null) ? () -> Meters.command(beans) : null;
		this.diagnostics = diagnostics(beans);
		this.agentReady = properties.isAgentReady();
		this.allowed = properties.getCommands();
		if (this.allowed != null || !this.users.isEmpty()) {
			this.commands = create();
		}
	}

	@Override
	public synchronized Commands get() {
		if (this.commands == null) {
			this.commands = create();
		}
		return this.commands;
	}

	@Override
	public synchronized void close() {
		if (this.commands != null) {
			this.commands.close();
		}
	}

	private Commands create() {
		Collection<String> names = this.allowed;
		Commands created;
		try {
			created = Commands.of(ours(), this.users, new Allowed(names));
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(ex.getMessage() + ".",
					"Give each bean of type MonitorCommand a name of its own.");
		}
		if (names != null && !created.names().containsAll(names)) {
			TreeSet<String> unknown = new TreeSet<>(names);
			unknown.removeAll(created.names());
			throw new InvalidPropertyException("monitor.port.commands", String.join(",", names),
					"names unknown commands: " + String.join(", ", unknown),
					"Use some of " + String.join(", ", all()) + ".");
		}
		return created;
	}

	private Collection<String> all() {
		return Commands.of(ours(), this.users, (command) -> true).names();
	}

	private List<MonitorCommand> ours() {
		StatusSources sections = new StatusSources(this.sources.sources());
		List<MonitorCommand> ours = new ArrayList<>();
		if (this.gates != null) {
			ours.addAll(HealthCommands.of(this.gates, sections, this.agentReady));
		}
		ours.addAll(PerformanceCommands.of(sections));
		if (this.meters != null) {
			ours.add(this.meters.get());
		}
		if (this.diagnostics != null) {
			ours.add(new DiagnoseCommand(this.diagnostics));
		}
		return ours;
	}

	/**
	 * The bean is made when it is asked for, not by looking whether there is one.
	 */
	private static @Nullable Supplier<Diagnostics> diagnostics(ListableBeanFactory beans) {
		boolean present = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, Diagnostics.class, true,
				false).length > 0;
		return present ? beans.getBeanProvider(Diagnostics.class)::getObject : null;
	}

	/**
	 * Tells which commands clients may run. No lambda where the first client has commands
	 * made: one that cannot be linked for want of memory can never be (JVMS 5.4.3.6).
	 *
	 * @param names the names of the commands, {@code null} for all that only read
	 */
	private record Allowed(@Nullable Collection<String> names) implements Predicate<MonitorCommand> {

		@Override
		public boolean test(MonitorCommand command) {
			return (this.names != null) ? this.names.contains(command.name()) : command.isReadOnly();
		}

	}

	/**
	 * Is not loaded where Micrometer is absent.
	 */
	private static final class Meters {

		static MonitorCommand command(BeanFactory beans) {
			ObjectProvider<MeterRegistry> registries = beans.getBeanProvider(MeterRegistry.class);
			return new MetricsCommand(() -> registries.stream().toList());
		}

	}

}
