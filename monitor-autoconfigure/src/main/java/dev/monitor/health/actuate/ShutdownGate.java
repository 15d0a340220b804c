package dev.monitor.health.actuate;

import java.time.Clock;

import dev.monitor.gate.Gate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.LifePhase;
import dev.monitor.gate.SwitchGate;
import dev.monitor.gate.Verdict;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * {@link Gate} that closes when its own application context, not a child of it, starts to
 * close. It hears of that before other listeners do.
 */
public final class ShutdownGate implements Gate, InMemory, ApplicationListener<ContextClosedEvent>, Ordered {

	private final SwitchGate gate;

	private final ApplicationContext context;

	/**
	 * Create the gate.
	 * @param context the context whose end closes the gate
	 * @param clock tells since when it is so
	 */
	public ShutdownGate(ApplicationContext context, Clock clock) {
		this.gate = SwitchGate.opened("shutdown", clock);
		this.context = context;
	}

	@Override
	public String name() {
		return this.gate.name();
	}

	@Override
	public Verdict verdict() {
		return this.gate.verdict();
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.gate.close(LifePhase.SHUTTING_DOWN.reason());
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
