package dev.monitor.dashboard;

import java.io.IOException;
import java.nio.file.Files;
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
		for (String tab : List.of("now", "requests", "threads", "memory", "database", "jobs", "about")) {
			choose(tab);
			if (!List.of("memory", "threads", "jobs").contains(tab)) {
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
				"Pool 'orders' is empty.",
				"7 threads waiting, the longest for 12.3 s. POST /orders/export has held one for 41.0 s.",
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
		chromium.waitFor("document.querySelectorAll('.details:not([hidden]) li').length === 3");
		assertThat(text(".details li.own")).isEqualTo("dev.monitor.dashboard.Orders.export(Orders.java:17)");
		assertThat(text(".details li.quiet")).asString().startsWith("java.base@");
		assertThat(text(".details:not([hidden]) li:last-child")).isEqualTo("r1" + TroubledSections.HOSTILE);
		chromium.run("document.querySelector('.details:not([hidden]) button').click()");
		chromium.waitFor("document.querySelector('.details:not([hidden])') === null");
	}

	@Test
	void aConnectionLeadsToTheStackOfWhoHoldsIt() throws Exception {
		choose("database");
		chromium.waitFor("document.querySelector('[aria-label=\"Connections in use\"] tbody tr')");
		assertThat(text("[aria-label=\"Connections in use\"] tbody tr")).asString()
			.contains("select", "POST /orders/export");
		chromium.run("document.querySelector('[aria-label=\"Connections in use\"] td button').click()");
		chromium.waitFor("document.querySelectorAll('.details:not([hidden]) li').length === 3");
		assertThat(text(".details:not([hidden]) li:last-child")).isEqualTo("r1" + TroubledSections.HOSTILE);
	}

	@Test
	void figuresAreRoundedBeforeTheirUnitIsChosen() throws Exception {
		assertThat(chromium.run(module("format.js") + "return [0, 0.0004, 0.9994, 0.9996, 59.94, 59.96, 119.7, 3599.4,"
				+ " 3599.6, 86399.6].map(duration).join()"))
			.isEqualTo("0 s,0 ms,999 ms,1.0 s,59.9 s,1 min 00 s,2 min 00 s,59 min 59 s,1 h 00 min,1 d 00 h");
		assertThat(chromium.run(module("format.js") + "return [999.4, 999.6, 1e3 * 1024 * 1024, 9.96 * 1024 ** 2]"
				+ ".map(bytes).concat([9.996, 9.994].map(number), [9.96, 9.94].map(rate)).join()"))
			.isEqualTo("999 B,1 kB,1.0 GB,10 MB,10.0,9.99,10,9.9");
	}

	@Test
	void pointsThatAreLaterThanTheClockAreForgotten() throws Exception {
		assertThat(chromium.run(module("series.js") + "const series = new Series(['a']);"
				+ "[3600, 3602, 10, 12].forEach((time) => series.add(time, { a: time }));"
				+ "return JSON.stringify(series.columns)"))
			.isEqualTo("[[10,12],[10,12]]");
	}

	@Test
	void namesReadInTheOrderInWhichTheyAreWritten() throws Exception {
		assertThat(chromium.run(module("dom.js") + "const made = make('b', {}, ''); text(made, 'a\\u2066b');"
				+ "return make('b', {}, 'a\\u202eb').textContent + made.textContent"))
			.isEqualTo("a\ufffdba\ufffdb");
	}

	@Test
	void lowRequestsThatAreRejectedAreNoEmergency() throws Exception {
		String say = "const say = (rejected, yielding) => requests({ rejected, yielding })"
				+ ".map(({ mood, rest }) => mood + ' ' + rest).join();";
		assertThat(chromium.run(module("format.js") + module("sentences.js") + say
				+ "return [say(5, 5), say(7, 5), say(2), say(2, 5)].join()"))
			.isEqualTo("odd 5.0 a second, 5.0 of them low or bulk.,bad 7.0 a second, 5.0 of them low or bulk.,"
					+ "bad 2.0 a second.,odd 2.0 a second, 5.0 of them low or bulk.");
	}

	@Test
	void theChartKeepsItsColorsIfTheyChangeWhileAnotherTabIsShown() throws Exception {
		chromium.waitFor(coloredPixels() + " > 20");
		choose("requests");
		chromium.window(1280, 1000, true);
		choose("now");
		chromium.waitFor(coloredPixels() + " > 20");
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
	void aNewKeyIsTypedInWhenTheLastIsRefused() throws Exception {
		chromium.run("sessionStorage.setItem('monitor-dashboard', 'key-of-the-last-start')");
		chromium
			.waitFor("document.querySelector('form [role=alert]')?.textContent === 'The bearer token is not valid.'");
		chromium.run("document.getElementById('token').value = '" + app.key()
				+ "'; document.querySelector('form button').click()");
		chromium.waitFor("document.querySelector('.sentences') && document.querySelectorAll('[role=tab]').length > 1");
		assertThat(chromium.log("browser")).allMatch((line) -> line.contains("401"));
	}

	@Test
	void whoIsLetInByALoginTypesNoToken() throws Exception {
		chromium.run("window.fetch = () => Promise.resolve({ type: 'opaqueredirect', status: 0 })");
		chromium.waitFor(
				"document.querySelector('form [role=alert]')?.textContent === 'The application asks for a login.'");
		assertThat(text("form button")).isEqualTo("Load again");
		assertThat(chromium.run("return document.getElementById('token')")).isNull();
		chromium.run("document.querySelector('form button').click()");
		chromium.waitFor("document.querySelector('.sentences')");
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
	void severalInstancesBehindALoadBalancerAreNoticed() throws Exception {
		chromium.run("const fetched = window.fetch; let all = 0; window.fetch = async (...asked) => {"
				+ " const answer = await (await fetched(...asked)).json();"
				+ " answer.app.started -= all++ % 2 * 60_000; return Response.json(answer); }");
		chromium.waitFor("document.getElementById('news').textContent.startsWith('Several instances answer in turn')");
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

	/**
	 * Count the pixels of the chart that have the color of served requests.
	 */
	private static String coloredPixels() {
		return "(() => { const canvas = document.querySelector('canvas'); if (!canvas) { return 0; }"
				+ " const { width, height } = canvas;"
				+ " const copy = Object.assign(document.createElement('canvas'), { width, height })"
				+ ".getContext('2d', { willReadFrequently: true }); copy.drawImage(canvas, 0, 0);"
				+ " const { data } = copy.getImageData(0, 0, width, height);"
				+ " let found = 0; for (let at = 0; at < data.length; at += 4) {"
				+ " found += data[at + 3] > 200 && data[at + 2] > data[at] + 50 ? 1 : 0; } return found; })()";
	}

	private static String module(String name) throws IOException {
		return Files.readString(Path.of("src/main/resources/dev/monitor/dashboard/page", name))
			.replaceAll("(?m)^import .*", "")
			.replace("export ", "");
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
