package dev.monitor.dependency.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.monitor.check.CheckSchedule;
import dev.monitor.check.Checks;
import dev.monitor.check.HandDriven;
import dev.monitor.check.ScriptedProbe;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.monitor.check.ScriptedProbe.fail;
import static dev.monitor.check.ScriptedProbe.ok;
import static org.assertj.core.api.Assertions.assertThat;

class DependencyMetricsTests {

	private final HandDriven hand = new HandDriven();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final ScriptedProbe check = ScriptedProbe.required("stock", () -> this.hand.advance(Duration.ofMillis(7)),
			fail("a"), fail("b"), () -> {
				this.hand.advance(Duration.ofSeconds(2));
				Thread.interrupted();
			}, ok());

	private final Checks monitor;

	DependencyMetricsTests() {
		this.monitor = this.hand.monitor(this.hand.dependency(this.check, CheckSchedule.DEFAULT),
				this.hand.dependency(new ScriptedProbe("hints", false, ok()), CheckSchedule.DEFAULT));
	}

	@BeforeEach
	void bind() {
		new DependencyMetrics(this.monitor).bindTo(this.registry);
		this.monitor.start();
	}

	@Test
	void everythingStandsAtZeroBeforeTheFirstResult() {
		assertThat(up("stock", "true")).isZero();
		assertThat(up("hints", "false")).isZero();
		assertThat(changes()).isZero();
		assertThat(age()).isNaN();
		assertThat(timer("success").count()).isZero();
		assertThat(timer("failure").count()).isZero();
		assertThat(timer("timeout").count()).isZero();
	}

	@Test
	void countsChecksByOutcomeAndChanges() {
		this.hand.advance(Duration.ofSeconds(1));
		assertThat(up("stock", "true")).isEqualTo(1);
		assertThat(changes()).isEqualTo(1);
		assertThat(timer("success").count()).isEqualTo(1);
		assertThat(timer("success").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
		this.hand.advance(Duration.ofSeconds(22));
		assertThat(up("stock", "true")).isZero();
		assertThat(up("hints", "false")).isEqualTo(1);
		assertThat(changes()).isEqualTo(2);
		assertThat(timer("failure").count()).isEqualTo(2);
		assertThat(timer("timeout").count()).isEqualTo(1);
		assertThat(timer("timeout").totalTime(TimeUnit.SECONDS)).isEqualTo(2);
	}

	@Test
	void eachSecondOfACheckThatHangsCountsOnce() {
		Checks hanging = this.hand.monitor(this.hand.dependency(ScriptedProbe.required("hangs", () -> {
			this.hand.advance(Duration.ofSeconds(60));
			Thread.interrupted();
		}, ok()), CheckSchedule.DEFAULT));
		new DependencyMetrics(hanging).bindTo(this.registry);
		hanging.start();
		this.hand.advance(Duration.ZERO);
		Timer timeouts = this.registry.get("monitor.dependency.check")
			.tags("dependency", "hangs", "outcome", "timeout")
			.timer();
		assertThat(timeouts.count()).isEqualTo(12);
		assertThat(timeouts.totalTime(TimeUnit.SECONDS)).isEqualTo(57);
	}

	@Test
	void ageGrowsWhenNoResultComesAndReadingRunsNoCheck() {
		this.hand.advance(Duration.ofMillis(7));
		this.monitor.stop();
		this.hand.advance(Duration.ofSeconds(30));
		assertThat(age()).isEqualTo(30);
		assertThat(up("stock", "true")).isEqualTo(1);
		this.hand.advance(Duration.ofSeconds(3));
		assertThat(up("stock", "true")).isZero();
		assertThat(this.check.runs()).isEqualTo(1);
	}

	private double up(String dependency, String required) {
		return this.registry.get("monitor.dependency.up")
			.tags("dependency", dependency, "required", required)
			.gauge()
			.value();
	}

	private double age() {
		return this.registry.get("monitor.dependency.age")
			.tag("dependency", "stock")
			.timeGauge()
			.value(TimeUnit.SECONDS);
	}

	private double changes() {
		return this.registry.get("monitor.dependency.changes").tag("dependency", "stock").counter().count();
	}

	private Timer timer(String outcome) {
		return this.registry.get("monitor.dependency.check").tags("dependency", "stock", "outcome", outcome).timer();
	}

}
