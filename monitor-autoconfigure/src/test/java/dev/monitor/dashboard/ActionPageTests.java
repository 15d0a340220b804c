package dev.monitor.dashboard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.dashboard.OperatedApp.Jobs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a viewer and an operator can have done on the page, in a real browser, with Jetty
 * as the server.
 */
class ActionPageTests {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final String DIALOG = "document.querySelector('dialog[open]')";

	private static DashboardApp app;

	private static Chromium chromium;

	@BeforeAll
	static void start() throws Exception {
		chromium = Chromium.start();
		List<String> properties = new ArrayList<>(Arrays.asList(OperatedApp.TOKENS));
		properties.addAll(List.of("monitor.dashboard.actions=limit,log-levels,warmup,retry",
				"monitor.warmup.enabled=true", "monitor.concurrency.max-requests=50", DashboardApp.JETTY));
		app = DashboardApp.start(OperatedApp.class, properties.toArray(String[]::new));
	}

	@AfterAll
	static void stop() throws Exception {
		if (chromium != null) {
			chromium.close();
		}
		if (app != null) {
			app.close();
		}
	}

	@AfterEach
	void nothingWasRunAsAScript() throws Exception {
		assertThat(chromium.log("browser")).as("console").allMatch((line) -> line.contains("409"));
		assertThat(String.valueOf(chromium.run("return document.title"))).endsWith(" · Dashboard");
		assertThat(chromium.run("return document.querySelectorAll('img, #main script').length")).isEqualTo(0);
	}

	@Test
	void aViewerSeesNoButton() throws Exception {
		open("view", "about");
		chromium.waitFor("document.querySelector('[aria-label=Warmup]')");
		assertThat(chromium.run("return document.querySelectorAll('td button').length")).isEqualTo(0);
		assertThat(chromium.run("return document.querySelectorAll('[aria-label=Warmup] .title button').length"))
			.isEqualTo(0);
		chromium.run("document.getElementById('tab-now').click()");
		chromium.waitFor("document.querySelector('[aria-label=Limit]')?.textContent.includes('of ')");
		assertThat(chromium.run("return document.querySelectorAll('[aria-label=Limit] button').length")).isEqualTo(0);
	}

	@Test
	void anOperatorSetsTheLimitWithTheKeyboardAlone() throws Exception {
		open("operate", "now");
		chromium.waitFor("document.querySelector('[aria-label=Limit] .title button')");
		chromium.run("document.querySelector('[aria-label=Limit] .title button').focus()");
		chromium.press("Enter", 13, "\r");
		chromium.waitFor(DIALOG);
		assertThat(text(DIALOG)).contains("Set limit", "The limit of requests served at once, 50 now",
				"The application starts with 50 again.", "From 1 to ");
		picture("dialog-limit");
		assertThat(chromium.run("return document.activeElement.type")).isEqualTo("number");
		chromium.type("40000");
		chromium.press("Enter", 13, "\r");
		assertThat(chromium.run("return document.activeElement.validity.rangeOverflow")).isEqualTo(true);
		chromium.run("document.activeElement.value = ''");
		chromium.type("40");
		chromium.press("Enter", 13, "\r");
		chromium.waitFor(DIALOG + ".querySelector('[role=status]').textContent === 'The limit is 40.'");
		assertThat(app.context().getBean(ConcurrencyLimit.class).limiter().limit()).isEqualTo(40);
		chromium.waitFor("document.querySelector('[aria-label=Limit]').textContent.includes('0 of 40')");
		assertThat(chromium.run("return document.activeElement.textContent")).isEqualTo("Close");
		chromium.press("Escape", 27, "");
		chromium.waitFor(DIALOG + " === null");
		assertThat(chromium.run("return document.activeElement.textContent")).isEqualTo("Set limit");
	}

	@Test
	void aLevelIsSetAndSetBack() throws Exception {
		LoggingSystem logging = app.context().getBean(LoggingSystem.class);
		open("operate", "about");
		chromium.waitFor("document.querySelector('[aria-label=\"Levels of loggers\"] .title button')");
		chromium.run("document.querySelector('[aria-label=\"Levels of loggers\"] .title button').click()");
		chromium.waitFor(DIALOG);
		String logger = Dashboard.class.getPackageName();
		logging.setLogLevel(logger, null);
		chromium.run("const names = [..." + DIALOG + ".querySelectorAll('datalist option')].map((one) => one.value); "
				+ DIALOG + ".querySelector('input').value = names.find((one) => one === '" + logger + "')");
		submit();
		chromium.waitFor(said("dev.monitor.dashboard logs at debug for 15 minutes."));
		assertThat(configured(logging, logger)).isEqualTo(LogLevel.DEBUG);
		chromium.run(DIALOG + ".close()");
		chromium.waitFor(row("Levels of loggers") + "?.textContent.startsWith('dev.monitor.dashboard14 min 5')");
		assertThat(text(row("Levels of loggers"))).endsWith("debuginheritedSet level");
		picture("log-levels");
		chromium.run(row("Levels of loggers") + ".querySelector('button').click()");
		chromium.waitFor(DIALOG);
		assertThat(text(DIALOG + ".querySelector('strong')")).isEqualTo("Logger dev.monitor.dashboard");
		submit();
		chromium.waitFor(said("The level of dev.monitor.dashboard is what it was: inherited."));
		assertThat(configured(logging, logger)).isNull();
		chromium.waitFor(row("Levels of loggers") + " === null");
	}

	@Test
	void aTaskOfTheWarmupRunsAgain() throws Exception {
		open("operate", "about");
		String caches = "[...document.querySelectorAll('[aria-label=Warmup] tbody tr')]"
				+ ".find((row) => row.textContent.startsWith('caches'))";
		chromium.waitFor(caches + "?.textContent.includes('success')");
		chromium.run(caches + ".querySelector('button').click()");
		chromium.waitFor(DIALOG);
		assertThat(text(DIALOG)).contains("Task 'caches' of the warmup", "not ready until");
		submit();
		chromium.waitFor(said("The warmup runs."));
	}

	@Test
	void aHostileRowAsksForItsNumberAndTellsTheRefusal() throws Exception {
		open("operate", "about");
		chromium.waitFor("document.querySelectorAll('[aria-label=retry] tbody tr').length === 2");
		assertThat(
				chromium.run("return document.querySelectorAll('[aria-label=retry] td button:not([hidden])').length"))
			.isEqualTo(1);
		chromium.run(row("retry") + ".querySelector('button').click()");
		chromium.waitFor(DIALOG);
		assertThat(text(DIALOG)).contains("Failed jobs of shop/" + TroubledSections.HOSTILE, "Type 3 to confirm");
		submit();
		assertThat(app.context().getBean(Jobs.class).retried).isEmpty();
		chromium.run(DIALOG + ".querySelector('input').focus()");
		chromium.type("3");
		submit();
		chromium.waitFor(said("The queue of shop/" + TroubledSections.HOSTILE + "/3 is closed.").replace("'hacked'",
				"\\'hacked\\'"));
		assertThat(app.context().getBean(Jobs.class).retried)
			.containsExactly("shop/" + TroubledSections.HOSTILE + "/3");
		assertThat(chromium.run("return " + DIALOG + ".querySelector('button').hidden")).isEqualTo(false);
	}

	private static void open(String token, String tab) throws Exception {
		chromium.window(1280, 1000, false);
		chromium.open("about:blank");
		chromium.log("browser");
		String page = "http://localhost:" + app.port("server") + "/actuator/dashboard/";
		chromium.open(page + "#token=" + token);
		chromium.waitFor("document.getElementById('tab-" + tab + "')");
		chromium.run("document.getElementById('tab-" + tab + "').click()");
	}

	private static void submit() throws Exception {
		chromium.run(DIALOG + ".querySelector('form').requestSubmit()");
	}

	private static void picture(String name) throws Exception {
		for (int width : new int[] { 1280, 320 }) {
			chromium.window(width, 1000, width == 320);
			assertThat(chromium.run("return document.documentElement.scrollWidth")).hasToString(String.valueOf(width));
			chromium.screenshot(SCREENSHOTS.resolve("dashboard-" + name + '-' + width + ".png"));
		}
		chromium.window(1280, 1000, false);
	}

	private static String row(String card) {
		return "document.querySelector('[aria-label=\"" + card + "\"] tbody tr')";
	}

	private static String said(String words) {
		return DIALOG + ".querySelector('[role=status]').textContent === '" + words + "'";
	}

	private static String text(String element) throws Exception {
		return String.valueOf(chromium.run("return " + element + ".textContent"));
	}

	private static @Nullable LogLevel configured(LoggingSystem logging, String logger) {
		return Objects.requireNonNull(logging.getLoggerConfiguration(logger)).getConfiguredLevel();
	}

}
