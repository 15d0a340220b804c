package dev.monitor.dashboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page in a real browser, of an application in trouble whose names are hostile.
 */
class DashboardPageTests {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static DashboardApp app;

	private static Chromium chromium;

	@BeforeAll
	static void start() throws Exception {
		chromium = Chromium.start();
		app = DashboardApp.start(TroubledSections.class, "spring.application.name=orders",
				"monitor.environment=production", "monitor.region=eu-west");
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

	@BeforeEach
	void open() throws Exception {
		chromium.window(1280, 1000, false);
		chromium.open("about:blank");
		chromium.log("browser");
		chromium.log("performance");
		chromium.open(app.address());
		chromium.waitFor("document.querySelector('.sentences strong')?.textContent.startsWith('Not ready since')");
	}

	@AfterEach
	void nothingWentWrong() throws Exception {
		assertThat(chromium.log("browser")).as("console").isEmpty();
		String own = app.address().replaceFirst("/actuator.*", "/");
		assertThat(requests()).isNotEmpty().allSatisfy((url) -> assertThat(url).startsWith(own));
		assertThat(chromium.run("return document.title")).isEqualTo("orders · Dashboard");
	}

	@Test
	void everyTabShowsHostileNamesAsTheyAreWritten() throws Exception {
		for (String tab : List.of("now", "requests", "threads", "memory", "database", "about")) {
			choose(tab);
			if (!List.of("memory", "threads").contains(tab)) {
				chromium.waitFor(
						"document.getElementById('main').textContent.includes(\"" + TroubledSections.HOSTILE + "\")");
			}
			chromium.waitFor("document.querySelector('.numbers strong')?.textContent !== '–'");
			for (int width : new int[] { 1280, 320 }) {
				for (boolean dark : new boolean[] { false, true }) {
					chromium.window(width, 1000, dark);
					assertThat(chromium.run("return document.documentElement.scrollWidth")).as("width of %s", tab)
						.hasToString(String.valueOf(width));
					chromium.screenshot(SCREENSHOTS
						.resolve("dashboard-" + tab + '-' + width + (dark ? "-dark" : "-light") + ".png"));
				}
			}
			chromium.window(1280, 1000, false);
		}
		assertThat(chromium.run("return document.querySelectorAll('#main img, #main script').length")).isEqualTo(0);
	}

	@Test
	void sentencesSayWhatIsWrongAndLeadToIt() throws Exception {
		assertThat(String.valueOf(text(".sentences"))).contains("dependency 'stock' down: HTTP 503",
				"Pool 'orders' is empty.", "10 of 10 connections in use, 7 threads waiting, the longest for 12.3 s.",
				"Dependency 'search' is degraded.");
		chromium.run("document.querySelector('.sentences a:not([hidden])').click()");
		chromium.waitFor(
				"document.querySelector('[aria-label=\"Connections in use\"]')?.textContent.includes('http-nio-8080-exec-7')");
		assertThat(chromium.run("return location.hash")).isEqualTo("#database");
	}

	@Test
	void aClickOnARequestShowsItsStack() throws Exception {
		choose("requests");
		chromium.run("document.querySelector('[aria-label=\"Requests in service\"] td button').click()");
		chromium.waitFor("document.querySelectorAll('.details:not([hidden]) li').length === 2");
		assertThat(text(".details:not([hidden]) li:last-child")).isEqualTo("r1" + TroubledSections.HOSTILE);
		chromium.run("document.querySelector('.details:not([hidden]) button').click()");
		chromium.waitFor("document.querySelector('.details:not([hidden])') === null");
	}

	@Test
	void theKeyLeavesTheAddressAndIsKeptForReloads() throws Exception {
		assertThat(chromium.run("return location.href")).isEqualTo(app.address().replaceFirst("#.*", ""));
		chromium.open(app.address().replaceFirst("#.*", ""));
		chromium.waitFor("document.querySelector('.sentences')");
		chromium.run("sessionStorage.clear(); location.reload()");
		chromium.waitFor("document.querySelector('form [role=alert]')?.textContent === 'A bearer token is needed.'");
		chromium.run("document.getElementById('token').value = '" + app.key()
				+ "'; document.querySelector('form button').click()");
		chromium.waitFor("document.querySelector('.sentences')");
		assertThat(chromium.log("browser")).allMatch((line) -> line.contains("401"));
	}

	@Test
	void tabsAreReachedByTheKeyboard() throws Exception {
		chromium.run("document.querySelector('[role=tab][tabindex=\"0\"]').focus()");
		for (String key : List.of("ArrowRight", "End", "ArrowRight", "ArrowLeft")) {
			chromium.run("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '" + key
					+ "', bubbles: true, cancelable: true }))");
		}
		assertThat(chromium.run("return document.activeElement.id")).isEqualTo("tab-about");
		chromium.waitFor("document.activeElement.getAttribute('aria-selected') === 'true'");
		assertThat(chromium.run("return document.querySelectorAll('[role=tab][tabindex=\"0\"]').length")).isEqualTo(1);
		chromium.waitFor("document.getElementById('main').getAttribute('aria-labelledby') === 'tab-about'");
	}

	@Test
	void theChartSaysItsNumbersAndShowsThemAsATable() throws Exception {
		chromium.waitFor("document.querySelectorAll('canvas').length === 1");
		chromium.waitFor(
				"/served: last [\\d.]+, least [\\d.]+, most [\\d.]+/.test(document.querySelector('.chart').getAttribute('aria-label'))");
		chromium.run("document.querySelector('.title button').click()");
		chromium.waitFor("document.querySelectorAll('.chart-rows tbody tr').length > 1");
	}

	@Test
	void nothingMovesWhenNumbersChange() throws Exception {
		chromium.waitFor("document.querySelector('.numbers strong').textContent !== '–'");
		chromium.run("window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach("
				+ "(entry) => { window.moved += entry.value; })).observe({ type: 'layout-shift' })");
		Object before = text(".numbers");
		await().until(() -> !text(".numbers").equals(before));
		assertThat(String.valueOf(chromium.run("return window.moved"))).isIn("0", "0.0");
	}

	@Test
	void anyMeterIsShownAndExported() throws Exception {
		choose("about");
		chromium.waitFor("document.querySelector('#meters option')");
		chromium.run("const input = document.querySelector('[list=meters]'); input.value = 'jvm.memory.used'; "
				+ "input.dispatchEvent(new Event('change'))");
		chromium.waitFor("document.querySelector('[aria-label=Meters] td')?.textContent.includes('area=heap')");
		chromium.run("URL.createObjectURL = (file) => { file.text().then((text) => { window.exported = text; }); "
				+ "return '#about'; }; document.querySelector('[aria-label=Meters] .line button').click()");
		chromium.waitFor("/^time,\".*area=heap, .*\\r\\n\\d{4}-.*,\\d+.*\\r\\n/.test(window.exported)");
	}

	@Test
	void afterASilenceNumbersAreGreyAndTheNewsSaySo() throws Exception {
		chromium.run("window.fetch = () => Promise.reject(new TypeError('gone'))");
		chromium.waitFor("document.body.classList.contains('stale')");
		assertThat(text("#news")).isEqualTo("No answer: these numbers are old.");
	}

	@Test
	void aHiddenPageAsksForNothing() throws Exception {
		chromium.run("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }); "
				+ "window.asked = 0; const real = window.fetch; "
				+ "window.fetch = (...all) => { window.asked++; return real(...all); }; "
				+ "document.dispatchEvent(new Event('visibilitychange'))");
		chromium.run("delete document.hidden");
		assertThat(chromium.run("return window.asked")).isEqualTo(0);
		chromium.run("document.dispatchEvent(new Event('visibilitychange'))");
		chromium.waitFor("window.asked > 0");
	}

	private static void choose(String tab) throws Exception {
		chromium.run("document.getElementById('tab-" + tab + "').click()");
		chromium.waitFor("document.getElementById('main').getAttribute('aria-labelledby') === 'tab-" + tab
				+ "' && document.getElementById('main').childElementCount > 0");
	}

	private static Object text(String selector) throws IOException {
		return String.valueOf(chromium.run("return document.querySelector('" + selector + "').textContent"));
	}

	private static List<String> requests() throws Exception {
		return chromium.log("performance")
			.stream()
			.map((line) -> JsonParserFactory.getJsonParser().parseMap(line))
			.map((event) -> (Map<?, ?>) event.get("message"))
			.filter((message) -> "Network.requestWillBeSent".equals(message.get("method")))
			.map((message) -> (Map<?, ?>) ((Map<?, ?>) Objects.requireNonNull(message.get("params"))).get("request"))
			.map((request) -> String.valueOf(request.get("url")))
			.filter((url) -> !url.startsWith("about:"))
			.toList();
	}

}
