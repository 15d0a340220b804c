package dev.monitor.health.actuate;

import java.time.Clock;

import dev.monitor.gate.Gate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.LifePhase;
import dev.monitor.gate.SwitchGate;
import dev.monitor.gate.Verdict;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * {@link Gate} that is closed until the application is ready, its runners included.
 */
public final class StartupGate implements Gate, InMemory, ApplicationListener<ApplicationReadyEvent> {

	private final SwitchGate gate;

	/**
	 * Create the gate.
	 * @param clock tells since when it is so
	 */
	public StartupGate(Clock clock) {
		this.gate = SwitchGate.closed("startup", LifePhase.BOOTING.reason(), clock);
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
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.gate.open();
	}

}
