package dev.monitor.dashboard;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

import dev.monitor.CapturedLog;
import dev.monitor.dashboard.DashboardApp.Answer;
import dev.monitor.dashboard.FoundByClick.HeldProfile;
import dev.monitor.guard.TokenHash;
import dev.monitor.status.InspectionReport.State;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a click finds out, in a real browser and over HTTP: profile, histogram, deadlocks
 * and what is wrong with a database, all with hostile names.
 */
class FoundByClickTests {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static DashboardApp app;

	private static Chromium chromium;

	@BeforeAll
	static void start() throws Exception {
		chromium = Chromium.start();
		app = DashboardApp.start(FoundByClick.class, "spring.application.name=orders", token("viewer", "view"),
				"monitor.dashboard.tokens.viewer.level=view", token("operator", "operate"),
				"monitor.dashboard.tokens.operator.level=operate");
	}

	private static String token(String name, String token) {
		return "monitor.dashboard.tokens." + name + ".hash=" + TokenHash.of(token).toHex();
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
		app.context().getBean(HeldProfile.class).cancel();
		chromium.window(1280, 1000, false);
		chromium.log("browser");
	}

	@AfterEach
	void nothingWentWrong() throws Exception {
		assertThat(chromium.log("browser")).as("console").isEmpty();
		assertThat(chromium.run("return document.title")).isEqualTo("orders · Dashboard");
		assertThat(chromium.run("return document.querySelectorAll('#main img, #main script').length")).isEqualTo(0);
	}

	@Test
	void anOperatorHasAProfileDrawnAndLooksIntoIt() throws Exception {
		show("operate", "threads");
		click("Profile of 10 s", "CPU");
		chromium.waitFor(said("Profile of 10 s").concat(" === 'CPU: 3.0 s'"));
		app.context().getBean(HeldProfile.class).end();
		chromium.waitFor("document.querySelectorAll('.flame button').length === 7");
		pictures("profile");
		assertThat(texts(".flame button"))
			.isEqualTo("[all, Thread.run, Orders.list, Prices.of, HashMap.get, title='hacked'>.run, Prices.of]");
		assertThat(texts("[aria-label='Profile of 10 s'] tbody tr"))
			.isEqualTo("[75.0 %dev.shop.Prices.of, 15.0 %java.util.HashMap.get, 10.0 %dev.shop.Orders.list]");
		chromium.run("document.querySelectorAll('.flame button')[2].click()");
		chromium.waitFor("document.querySelectorAll('.flame button').length === 5");
		assertThat(chromium.run("return document.activeElement.title")).isEqualTo("dev.shop.Orders.list: 75.0 %");
		assertThat(chromium.run("return document.activeElement.style.width")).isEqualTo("100%");
		for (String key : List.of("ArrowDown", "ArrowRight", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowUp")) {
			chromium.run("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '" + key
					+ "', bubbles: true, cancelable: true }))");
		}
		assertThat(chromium.run("return document.activeElement.title")).isEqualTo("java.lang.Thread.run: 100.0 %");
		assertThat(chromium.run("return document.querySelectorAll('.flame [tabindex=\"0\"]').length")).isEqualTo(1);
	}

	@Test
	void whoMayOnlyLookSeesWhatOthersHaveFoundOut() throws Exception {
		show("view", "threads");
		chromium.waitFor("document.querySelector('[aria-label=Threads] tbody td')");
		assertThat(chromium.run("return document.querySelector('[aria-label=\"Profile of 10 s\"]').hidden"))
			.isEqualTo(true);
		HeldProfile profile = app.context().getBean(HeldProfile.class);
		profile.start("allocation");
		profile.end();
		show("view", "threads");
		chromium.waitFor("document.querySelectorAll('.flame button').length === 7");
		assertThat(texts("[aria-label='Profile of 10 s'] .buttons button:not([hidden])")).isEqualTo("[]");
	}

	@Test
	void whatRunsIsCancelledAndNobodyElseStartsIt() throws Exception {
		show("operate", "threads");
		click("Profile of 10 s", "Allocation");
		click("Profile of 10 s", "Cancel");
		chromium.waitFor(said("Profile of 10 s") + ".startsWith('The Flight Recorder')");
		app.context().getBean(HeldProfile.class).start("cpu");
		click("Profile of 10 s", "CPU");
		chromium.waitFor(said("Profile of 10 s") + ".startsWith('One is under way')");
		assertThat(chromium.log("browser")).singleElement().asString().contains("409");
	}

	@Test
	void aStartTakesAnOperatorAndIsWrittenDown() throws Exception {
		show("view", "now");
		double before = counted("refused");
		try (CapturedLog log = new CapturedLog("action")) {
			assertThat(send("view", "POST", "inspections/profile/cpu").status()).isEqualTo(403);
			assertThat(send("wrong", "POST", "inspections/profile/cpu").status()).isEqualTo(401);
			assertThat(send("operate", "POST", "inspections/profile/cpu").status()).isEqualTo(200);
			assertThat(send("operate", "POST", "inspections/profile/allocation").status()).isEqualTo(409);
			assertThat(send("operate", "POST", "inspections/profile/cancel").status()).isEqualTo(200);
			assertThat(log.lines()).hasSize(4);
			assertThat(log.lines().get(0)).contains("profile cpu by viewer: refused");
			assertThat(log.lines().get(1)).contains("profile cpu by operator: done");
			assertThat(log.lines().get(2)).contains("profile allocation by operator: refused");
			assertThat(log.lines().get(3)).contains("profile cancel by operator: done");
		}
		assertThat(counted("refused")).isEqualTo(before + 2);
		assertThat(counted("failed")).isZero();
		assertThat(send("operate", "POST", "inspections/profile/all").status()).isEqualTo(404);
		assertThat(send("operate", "POST", "inspections/heapdump/all").status()).isEqualTo(404);
		assertThat(send("operate", "GET", "inspections/profile/cpu").status()).isEqualTo(405);
		assertThat(send("operate", "POST", "data/inspections/profile").status()).isEqualTo(405);
		assertThat(send("operate", "GET", "data/inspections/nothing").status()).isEqualTo(404);
		assertThat(app
			.send(app.port("server"), "POST", "/actuator/dashboard/inspections/profile/cpu",
					"Authorization: Bearer operate", "Sec-Fetch-Site: cross-site")
			.status()).isEqualTo(403);
		assertThat(app.context().getBean(HeldProfile.class).report().state()).isEqualTo(State.IDLE);
	}

	private static double counted(String result) {
		return app.context()
			.getBean(MeterRegistry.class)
			.get("monitor.dashboard.actions")
			.tags("action", "profile", "result", result)
			.functionCounter()
			.count();
	}

	@Test
	void theHeapIsCountedByClass() throws Exception {
		show("operate", "memory");
		click("Objects by class", "Count");
		chromium.waitFor(said("Objects by class") + ".startsWith('Count: instances ')");
		pictures("histogram");
		assertThat(texts("[aria-label='Objects by class'] tbody td:first-child")).contains("java.lang.String");
	}

	@Test
	void deadlocksAreLookedFor() throws Exception {
		show("view", "threads");
		click("Threads", "deadlocks");
		String title = "document.querySelector('[aria-label=Threads] .details strong').textContent";
		chromium.waitFor(title + ".startsWith('Deadlocked threads: none at ')");
		ReentrantLock one = new ReentrantLock();
		ReentrantLock other = new ReentrantLock();
		CyclicBarrier both = new CyclicBarrier(2);
		Thread first = deadlock(one, other, both);
		Thread second = deadlock(other, one, both);
		try {
			await().until(() -> first.getState() == Thread.State.WAITING && one.hasQueuedThread(second)
					&& other.hasQueuedThread(first));
			await().untilAsserted(() -> {
				click("Threads", "deadlocks");
				chromium.waitFor(title + ".startsWith('Deadlocked threads')");
				assertThat(texts("[aria-label=Threads] .details li"))
					.contains(first.getId() + " " + FoundByClick.HOSTILE + " java.util.concurrent.locks.ReentrantLock");
			});
		}
		finally {
			first.interrupt();
			second.interrupt();
		}
		assertThat(texts("[aria-label='Threads by name'] tbody td:first-child")).contains("-#");
	}

	private static Thread deadlock(ReentrantLock own, ReentrantLock other, CyclicBarrier both) {
		Thread thread = new Thread(() -> {
			own.lock();
			try {
				both.await();
				other.lockInterruptibly();
				other.unlock();
			}
			catch (InterruptedException | BrokenBarrierException ex) {
				// the test is over
			}
			finally {
				own.unlock();
			}
		}, FoundByClick.HOSTILE);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Test
	void mostAnswersTakeATimeAndSoDoThoseOfARoute() throws Exception {
		show("view", "now");
		await().until(() -> {
			app.send(app.port("server"), "GET", "/orders");
			return String.valueOf(chromium.run("return document.querySelectorAll('.numbers span')[2]?.textContent"))
				.matches(" m?s p95");
		});
		assertThat(texts(".numbers strong")).matches("\\[.*, .*, [\\d.]+, .*");
		assertThat(String.valueOf(chromium.run("return document.querySelectorAll('.numbers dt')[1].textContent")))
			.matches("Failed, budget \\d+ %");
		assertThat(chromium.run("return [...document.querySelectorAll('.numbers dd')].filter((one) => "
				+ "one.scrollWidth > one.clientWidth).length")).as("numbers that are cut off").isEqualTo(0);
		chromium.run("document.getElementById('tab-requests').click()");
		chromium.waitFor("[...document.querySelectorAll('[aria-label^=Routes] th')].some((one) => "
				+ "one.textContent === 'p95')");
	}

	@Test
	void aDatabaseIsAskedWhatIsWrong() throws Exception {
		show("view", "database");
		click("Diagnostics", "Check all");
		chromium.waitFor("[...document.querySelectorAll('[aria-label=Diagnostics] li')].some((one) => "
				+ "one.textContent.includes('duplicates'))");
		chromium.waitFor("![...document.querySelectorAll('[aria-label=Diagnostics] td')].some((one) => "
				+ "one.textContent === 'running')");
		assertThat(texts("[aria-label=Diagnostics] li")).contains(FoundByClick.HOSTILE);
		assertThat(texts("[aria-label=Diagnostics] option")).isEqualTo("[" + FoundByClick.HOSTILE + "]");
		chromium.run("[...document.querySelectorAll('[aria-label=Diagnostics] tr')].find((one) => "
				+ "one.textContent.startsWith('indexes')).querySelector('button').click()");
		chromium.waitFor("[...document.querySelectorAll('[aria-label=Diagnostics] td')].some((one) => "
				+ "one.textContent.includes('FIRST_INDEX'))");
		pictures("diagnostics");
	}

	private static void pictures(String name) throws Exception {
		for (int width : new int[] { 1280, 320 }) {
			for (boolean dark : new boolean[] { false, true }) {
				chromium.window(width, 1000, dark);
				assertThat(chromium.run("return document.documentElement.scrollWidth")).as("width of %s", name)
					.hasToString(String.valueOf(width));
				chromium.screenshot(
						SCREENSHOTS.resolve("dashboard-" + name + '-' + width + (dark ? "-dark" : "-light") + ".png"));
			}
		}
		chromium.window(1280, 1000, false);
	}

	private static void show(String token, String tab) throws Exception {
		chromium.open("about:blank");
		chromium.open("http://localhost:" + app.port("server") + "/actuator/dashboard/#token=" + token);
		chromium.waitFor("document.getElementById('tab-" + tab + "')");
		chromium.run("document.getElementById('tab-" + tab + "').click()");
		chromium.waitFor("document.getElementById('main').getAttribute('aria-labelledby') === 'tab-" + tab
				+ "' && document.getElementById('main').childElementCount > 0");
	}

	private static void click(String card, String button) throws Exception {
		String found = "[...document.querySelectorAll('[aria-label=\"" + card
				+ "\"] button')].find((one) => one.textContent === '" + button + "' && one.checkVisibility())";
		chromium.waitFor(found);
		chromium.run(found + ".click()");
	}

	private static String said(String card) {
		return "document.querySelector('[aria-label=\"" + card + "\"] [role=status]').textContent";
	}

	private static String texts(String selector) throws Exception {
		return String.valueOf(chromium
			.run("return [...document.querySelectorAll(\"" + selector + "\")].map((one) => one.textContent)"));
	}

	private static Answer send(String token, String method, String path) throws Exception {
		return app.send(app.port("server"), method, "/actuator/dashboard/" + path, "Authorization: Bearer " + token);
	}

}
