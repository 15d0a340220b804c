package dev.monitor.dashboard.spring;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.ActionResult.Outcome;
import dev.monitor.status.StatusRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

class LogLevelsTests {

	private static final String LOGGER = "shop.orders";

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	private long nanos = Long.MAX_VALUE - 5;

	private final LogLevels levels = new LogLevels(this.logging, () -> this.nanos);

	private final Action action = this.levels.actions().get(0);

	@BeforeEach
	void create() {
		LoggerFactory.getLogger(LOGGER + ".Service");
		this.logging.setLogLevel(LOGGER, null);
	}

	@AfterEach
	void close() {
		this.levels.close();
	}

	@Test
	void aLevelStaysForAQuarterOfAnHour() {
		assertThat(this.action.act(LOGGER + "/debug"))
			.isEqualTo(ActionResult.done("shop.orders logs at debug for 15 minutes."));
		assertThat(level()).isEqualTo(LogLevel.DEBUG);
		assertThat(LoggerFactory.getLogger(LOGGER + ".Service").isDebugEnabled()).isTrue();
		pass(Duration.ofMinutes(5));
		assertThat(this.levels.section().rows()).containsExactly(
				StatusRow.of(LOGGER).with("left_seconds", 600L).with("level", "debug").with("before", "inherited"));
		pass(Duration.ofMinutes(10).minusNanos(1));
		assertThat(level()).isEqualTo(LogLevel.DEBUG);
		pass(Duration.ofNanos(1));
		assertThat(level()).isNull();
		assertThat(this.levels.section().rows()).isEmpty();
	}

	@Test
	void setTwiceItStaysLongerAndIsThenWhatItWasAtFirst() {
		this.logging.setLogLevel(LOGGER, LogLevel.WARN);
		this.action.act(LOGGER + "/debug");
		pass(Duration.ofMinutes(10));
		this.action.act(LOGGER + "/trace");
		pass(Duration.ofMinutes(14));
		assertThat(level()).isEqualTo(LogLevel.TRACE);
		pass(Duration.ofMinutes(1));
		assertThat(level()).isEqualTo(LogLevel.WARN);
	}

	@Test
	void eachHasATimeOfItsOwn() {
		this.action.act(LOGGER + "/debug");
		pass(Duration.ofMinutes(10));
		this.action.act(LOGGER + ".Service/off");
		pass(Duration.ofMinutes(5));
		assertThat(level()).isNull();
		assertThat(level(LOGGER + ".Service")).isEqualTo(LogLevel.OFF);
		pass(Duration.ofMinutes(10));
		assertThat(level(LOGGER + ".Service")).isNull();
	}

	@Test
	void itIsSetBackBeforeItsTime() {
		this.action.act(LOGGER + "/off");
		assertThat(prompt(LOGGER).choices()).startsWith("back", "debug");
		assertThat(this.action.act(LOGGER + "/back"))
			.isEqualTo(ActionResult.done("The level of shop.orders is what it was: inherited."));
		assertThat(level()).isNull();
		assertThat(prompt(LOGGER).choices()).doesNotContain("back");
		assertThat(this.action.act(LOGGER + "/back").outcome()).isEqualTo(Outcome.REFUSED);
	}

	@Test
	void atTheEndNothingIsLeft() {
		this.action.act(LOGGER + "/debug");
		this.action.act(LOGGER + ".Service/trace");
		this.levels.close();
		assertThat(level()).isNull();
		assertThat(level(LOGGER + ".Service")).isNull();
		assertThat(this.action.act(LOGGER + "/debug")).isEqualTo(ActionResult.refused("The application stops."));
		assertThat(level()).isNull();
	}

	@Test
	void whatSomebodyElseHasSetStays() {
		this.action.act(LOGGER + "/debug");
		this.logging.setLogLevel(LOGGER, LogLevel.ERROR);
		pass(Duration.ofMinutes(15));
		assertThat(level()).isEqualTo(LogLevel.ERROR);
		assertThat(this.levels.section().rows()).isEmpty();
	}

	@Test
	void theRootLoggerIsOneOfThem() {
		LogLevel before = level("ROOT");
		assertThat(this.levels.loggers()).contains("ROOT", LOGGER);
		assertThat(this.action.act("ROOT/error").outcome()).isEqualTo(Outcome.DONE);
		assertThat(level("ROOT")).isEqualTo(LogLevel.ERROR);
		pass(Duration.ofMinutes(15));
		assertThat(level("ROOT")).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "debug", "/debug", "shop.orders", "shop.orders/", "shop.orders/DEBUG",
			"shop.orders/fatal", "shop.nothing/debug", "<img src=x onerror=alert(1)>/debug" })
	void whatCannotBeSetIsRefused(String target) {
		assertThat(this.action.act(target).outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(this.levels.section().rows()).isEmpty();
		assertThat(this.levels.loggers()).doesNotContain("shop.nothing");
	}

	@Test
	void whoAsksForNoLoggerMayChooseOne() {
		assertThat(prompt("").objects()).isEqualTo(this.levels.loggers());
		assertThat(prompt("").choices()).isEqualTo(List.of("debug", "trace", "info", "warn", "error", "off"));
	}

	private ActionPrompt prompt(String target) {
		return Objects.requireNonNull(this.action.prompt(target));
	}

	private void pass(Duration time) {
		this.nanos += time.toNanos();
		this.levels.endOverdue();
	}

	private @Nullable LogLevel level() {
		return level(LOGGER);
	}

	private @Nullable LogLevel level(String logger) {
		LoggerConfiguration configuration = this.logging.getLoggerConfiguration(logger);
		return (configuration != null) ? configuration.getConfiguredLevel() : null;
	}

}
