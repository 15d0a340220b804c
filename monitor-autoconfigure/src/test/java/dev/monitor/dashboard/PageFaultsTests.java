package dev.monitor.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser where answers are missing or cannot be shown, where the
 * application is another one than before, and where the window is small.
 */
class PageFaultsTests {

	private static DashboardApp app;

	private static Chromium chromium;

	@BeforeAll
	static void start() throws Exception {
		chromium = Chromium.start();
		chromium.before("if (location.protocol === 'http:' && sessionStorage.getItem('silent')) {"
				+ " window.fetch = () => Promise.reject(new TypeError('gone')); }");
		app = DashboardApp.start(TroubledSections.class, "spring.application.name=orders");
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
		chromium.open(app.address());
		chromium.waitFor("document.querySelector('.sentences strong')?.textContent.startsWith('Not ready since')");
	}

	@AfterEach
	void reset() throws Exception {
		chromium.run("sessionStorage.clear()");
	}

	@Test
	void theAddressOfTheNextStartIsTakenWhereThePageIsOpen() throws Exception {
		chromium.run("sessionStorage.setItem('monitor-dashboard', 'key-of-the-last-start'); location.hash = 'threads'");
		chromium
			.waitFor("document.querySelector('form [role=alert]')?.textContent === 'The bearer token is not valid.'");
		chromium.run("window.same = true; location.href = '" + app.address() + "'");
		chromium.waitFor("document.querySelector('.sentences')");
		assertThat(chromium.run("return location.href")).isEqualTo(app.address().replaceFirst("#.*", ""));
		assertThat(chromium.run("return window.same")).isEqualTo(true);
		assertThat(chromium.log("browser")).allMatch((line) -> line.contains("401"));
	}

	@Test
	void aZoneThatTheBrowserDoesNotKnowIsShown() throws Exception {
		answer("answer.zone = 'GMT+05:45'; answer.offset = 20700; ");
		chromium.waitFor("window.answered > 2");
		chromium.run("document.getElementById('tab-about').click()");
		chromium
			.waitFor("/it is [\\d:]{8} GMT\\+05:45, [\\d:]{8} UTC/.test(document.getElementById('main').textContent)");
		assertThat(chromium.log("browser")).isEmpty();
	}

	@Test
	void aNameThatBeginsWithATimeIsNone() throws Exception {
		String name = "2026-11-28T10:00:00Z of the last order";
		answer("answer.sections.pools.rows[0][0] = '" + name + "'; ");
		chromium.waitFor("document.querySelector('[aria-label=\"Connection pools\"]').textContent.includes('" + name
				+ "') && window.answered > 2");
		assertThat(chromium.run(module("clock.js")
				+ "return ['2026-11-28T10:00:00Z', '2026-11-28T10:00:00.123456Z', '2026-11-28T10:00:00+0100',"
				+ " '2026-11-28T10:00:00', '2026-11-28T99:00:00Z', '2026-11-28T10:00:00-worker'].map(isTime).join()"))
			.isEqualTo("true,true,true,false,false,false");
		assertThat(chromium.log("browser")).isEmpty();
	}

	@Test
	void anAnswerThatCannotBeShownEndsNothing() throws Exception {
		answer("if (!window.mended) { answer.sections.pools.rows = 7; } ");
		chromium.waitFor("document.body.classList.contains('stale')");
		assertThat(text("#news")).isEqualTo("No answer: these numbers are old.");
		chromium.run("window.mended = true");
		chromium.waitFor("!document.body.classList.contains('stale')");
		assertThat(text("#news")).isEmpty();
		assertThat(chromium.log("browser")).isNotEmpty().allMatch((line) -> line.contains("TypeError"));
	}

	@Test
	void aPageWithoutAFirstAnswerSaysSo() throws Exception {
		chromium.run("sessionStorage.setItem('silent', 'yes'); location.reload()");
		chromium.waitFor("document.getElementById('news').textContent === 'No answer yet.'");
	}

	@Test
	void aGateThatReadinessDoesNotCountLeavesTheInstanceReady() throws Exception {
		answer("const { gates } = answer.sections; gates.columns.push('readiness');"
				+ " gates.rows.forEach((row) => row.push(row[0] === 'stock' ? 'not counted' : '')); ");
		chromium.waitFor("document.querySelector('.sentences li:nth-child(2) strong').textContent"
				+ " === \"Gate 'stock' is closed, which readiness does not count.\"");
		assertThat(text(".sentences li")).startsWith("Not ready since").contains("Gate hostile:");
		assertThat(chromium.run("return document.querySelector('.sentences li:nth-child(2)').className"))
			.isEqualTo("odd");
		assertThat(chromium.log("browser")).isEmpty();
	}

	@Test
	void whatAClickAsksForMayHaveNoAnswer() throws Exception {
		chromium.run("const fetched = window.fetch; window.fetch = async (path, ...more) => {"
				+ " if (/details|database./.test(path)) { window.lost = path; throw new TypeError('gone'); }"
				+ " const answer = await (await fetched(path, ...more)).json(); answer.databases = ['orders'];"
				+ " return Response.json(answer); }; document.getElementById('tab-database').click()");
		chromium.waitFor("window.lost === 'data/database/orders'");
		chromium.run("document.querySelector('[aria-label=\"Connections in use\"] td button').click()");
		chromium.waitFor("/: no answer at \\d/.test(document.querySelector('.details:not([hidden])')?.textContent)");
		assertThat(chromium.log("browser")).isEmpty();
	}

	@Test
	void thePageAsksAtOnceWhenTheNetworkIsBack() throws Exception {
		chromium.run("document.getElementById('interval').value = 60;"
				+ " document.getElementById('interval').dispatchEvent(new Event('change'))");
		answer("");
		chromium.waitFor("/^[3-9] s ago/.test(document.getElementById('age').textContent)");
		chromium.run("window.dispatchEvent(new Event('online'))");
		chromium.waitFor("window.answered > 0");
	}

	@Test
	void theNewsHaveRoomInASmallWindow() throws Exception {
		chromium.window(320, 700, false);
		answer("answer.app.started -= window.answered % 2 * 60_000; ");
		chromium.waitFor("document.getElementById('news').textContent.startsWith('Several instances answer in turn')");
		assertThat(chromium.run(
				"const { clientHeight, scrollHeight } = document.getElementById('news'); return scrollHeight - clientHeight"))
			.isEqualTo(0);
	}

	@Test
	void aTableSaysByWhichColumnItIsSorted() throws Exception {
		chromium.run("document.getElementById('tab-threads').click()");
		chromium.waitFor("document.querySelector('[aria-label=\"Threads\"] th[aria-sort=descending]')");
		chromium.run("document.querySelector('[aria-label=\"Threads\"] th[aria-sort=descending] button').click()");
		chromium.waitFor("document.querySelector('[aria-label=\"Threads\"] th[aria-sort=ascending]')");
		assertThat(chromium.run(
				"return document.querySelectorAll('[aria-label=\"Threads\"] th:not([aria-sort=none])[aria-sort]').length"))
			.isEqualTo(1);
	}

	/**
	 * Change all answers from now on, and count them.
	 */
	private static void answer(String change) throws IOException {
		chromium.run("const fetched = window.fetch; window.answered = 0; window.fetch = async (...asked) => {"
				+ " const answer = await (await fetched(...asked)).json(); if (answer.app) { window.answered++; "
				+ change + "} return Response.json(answer); }");
	}

	private static String module(String name) throws IOException {
		return Files.readString(Path.of("src/main/resources/dev/monitor/dashboard/page", name)).replace("export ", "");
	}

	private static String text(String selector) throws IOException {
		return String.valueOf(chromium.run("return document.querySelector('" + selector + "').textContent"));
	}

}
